"""What other vocabularies call a claim: PLOVER's event and CAMEO's root, by type and modality.

PLOVER and CAMEO have no modality of their own: what is willed is another event than what is
done (PLOVER manual 0.8, "future"). Co-operation to come is AGREE, conflict to come THREATEN,
co-operation denied REJECT, and what somebody says must be done REQUEST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.what.vocabulary import event_types

if TYPE_CHECKING:
    from geomap.model import Claim

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
CONFLICTUAL = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})
_ASKED = frozenset(
    """
    must should ought demand urge call ask request recommend propose want insist order appeal
    need push seek
    """.split()
)
#: Being of one mind is no signed agreement (CAMEO 057), but intent to co-operate (03).
_AGREEING = frozenset({"agree", "agrees", "agreed", "agreeing"})
#: CAMEO roots of what is willed, by PLOVER event.
_ROOTS = {"AGREE": "03", "THREATEN": "13", "REJECT": "12", "REQUEST": "10"}


def plover_event(claim: Claim) -> str:
    """The PLOVER event of a claim; empty for types that PLOVER does not know."""
    event = event_types()[claim.type].plover_event
    cue = (claim.modality_cue or "").lower()
    if claim.modality == "hypothetical" and (cue in _ASKED or cue.rstrip("sd") in _ASKED):
        return "REQUEST" if event in COOPERATIVE | CONFLICTUAL else event
    if event in COOPERATIVE:
        if claim.polarity == "denied":
            return "REJECT"
        return "AGREE" if claim.modality == "planned" else event
    ahead = claim.modality in ("planned", "threatened") and claim.polarity == "affirmed"
    return "THREATEN" if event in CONFLICTUAL and ahead else event


def cameo_root(claim: Claim) -> str:
    """The two digits of CAMEO's root for a claim; empty for types that CAMEO does not know."""
    own = event_types()[claim.type]
    event = plover_event(claim)
    if claim.type == "agreement" and claim.trigger.text.lower() in _AGREEING:
        return _ROOTS["AGREE"]
    return own.cameo[:2] if event == own.plover_event else _ROOTS.get(event, own.cameo[:2])
