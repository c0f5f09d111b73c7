"""Whether a deed goes on as the article tells of it: "controls", "carries out a cleansing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns.verbs import WAGING
from geomap.events.what.vocabulary import event_types

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Families of deeds that a present tense tells as going on.
LASTING = frozenset({"violence", "control", "movement", "humanitarian", "civil"})
#: Deeds that are done at once, which no present tense draws out: "leaves three dead".
_AT_ONCE = frozenset(
    "killing killing_of_civilians assassination abduction release suicide_bombing".split()
)
#: Verbs of no deed but a stand that one takes: "backs the rebels".
_BACKING = frozenset("back support sponsor fund".split())
#: Verbs whose past is like their present.
_PAST_ALIKE = frozenset({"hit", "set", "put", "cut", "let", "shut", "beat", "spread", "quit"})


def goes_on(trigger: Token, event_type: str) -> bool:
    """Whether a deed that can last is told in the present tense.

    Not asked of headlines, whose present tense tells of what is over.
    """
    family = event_types()[event_type].family
    if event_type in _AT_ONCE or not (family in LASTING or syntax.lemma(trigger) in _BACKING):
        return False
    if syntax.case_of(trigger) == "under":  # "is under army control"
        state = [*syntax.children(trigger, "cop"), trigger.head]
        return state[0].tag_ in ("VBZ", "VBP")
    carrying = None if syntax.is_verb(trigger) else syntax.carrier(trigger)
    helped = syntax.auxiliaries(carrying or trigger)
    if "being" in helped and helped & {"is", "are"}:  # "towns are being shelled"
        return True
    if carrying is not None and syntax.lemma(carrying) in WAGING:
        return carrying.tag_ == "VBZ" and not syntax.auxiliaries(carrying)
    plural = trigger.tag_ == "VBP" and trigger.lower_ not in _PAST_ALIKE
    finite = trigger.tag_ == "VBZ" or (plural and trigger.dep_ != "xcomp")
    told = finite and syntax.is_verb(trigger)
    return told and not any(c.dep_ in ("aux", "mark") for c in trigger.children)
