"""Cues of modality and polarity: words beside a trigger, and words that govern it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Modality


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one modality, lower case."""

    beside: frozenset[str]
    """Auxiliaries, conjunctions, adverbs and adjectives that depend on the word."""
    governing: frozenset[str]
    """Lemmas of verbs, nouns and adjectives that the trigger is the content of."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: In order: the first table with a cue decides.
TABLE: tuple[tuple[Cues, Modality], ...] = (
    (
        Cues(
            _words("""
    would could might may if unless whether should must ought possible potential hypothetical
    any can cannot 'd ’d lest otherwise
    """),
            _words("""
    speculate fear possibility risk consider suggest predict possible able right prospect
    scenario potential want demand urge recommend propose hope wish possibly call ask
    need must have fail time should request appeal convince persuade pressure discuss deter
    deterrent discourage oppose allow permit capable option prohibition prohibit idea proposal
    suggestion rumour rumor
    against pretext justify rationalise rationalize danger chance spectre specter likely
    unlikely worry concern rule mull ponder debate encourage advise seek require deserve
    """),
        ),
        "hypothetical",
    ),
    (
        Cues(
            _words("threatened"),
            _words("threaten warn threat warning vow ultimatum caution swear"),
        ),
        "threatened",
    ),
    (
        Cues(
            _words("""
    will shall 'll ’ll wo planned upcoming coming imminent forthcoming looming impending expected
    scheduled ahead future due prospective long-awaited anticipated
    """),
            _words("""
    anticipate plan prepare preparation poise poised intend intention schedule due set ready going
    go
    decide decision drumbeat aim announce pledge promise expect scheduled planned drive bid
    campaign effort attempt try push envisage envision foresee stipulate mission mandate order
    agree agreement offer commit
    commitment determined determine about postpone reschedule
    build gear brace mass amass mobilise mobilize prepared
    brink verge cusp signal
    """),
        ),
        "planned",
    ),
    (
        Cues(
            _words("""
    alleged reported reportedly allegedly apparently suspected purported supposedly claimed
    purportedly presumably probably likely seemingly presumed so-called false fake faked
    fabricated fictitious staged
    """),
            _words("""
    allege suspect believe claim accuse attribute blame accusation allegation ascribe suspicion
    think charge suspected alleged believed appear seem rumored implicate
    """),
        ),
        "alleged",
    ),
    (
        Cues(
            _words("ongoing continuing still continued continuous"),
            _words("continue keep maintain ongoing escalate intensify"),
        ),
        "ongoing",
    ),
)
#: Governing words that make a verb below them a plan, and a noun below them a fact: "ordered
#: the army to attack" tells of no attack yet, "ordered strikes", "agreed a truce" do.
OF_VERBS_ONLY = _words("order agree decide announce go set campaign drive have allow call push")
#: Tags of words that ask about what has happened: "What was the aim of the raid?"
TAKEN_FOR_GRANTED = frozenset({"WP", "WP$", "WDT", "WRB"})
#: Verbs whose "to" clause is what they mean, wherever the parse hangs it.
MEANING = _words("threaten plan vow pledge promise intend warn decide agree refuse want try "
                 "attempt prepare seek aim")  # fmt: skip
#: Verbs of accusing: all that stands behind their "of" is what somebody says.
ACCUSING = _words("accuse suspect")
#: Verbs of what is done to what there is: "accused of violating the truce".
BREACHING = _words("violate breach break undermine sabotage")
#: Words that deny the word they stand beside.
NEGATIONS = _words("not n't n’t never no neither nor without hardly")
#: Verbs and nouns that deny what they govern.
DENYING = _words("deny denial refuse refusal prevent avert avoid thwart foil fail decline stop")
#: Of these a noun below is denied only as "denied the attack", not "refused talks".
DENYING_NOUNS = _words("deny denial prevent avert avoid thwart foil")
#: Verbs that negated say that what their subject or object names did not come about.
COMING_ABOUT = _words("see confirm report witness occur happen take launch carry conduct hold "
                      "make stage begin start reach sign be involve")  # fmt: skip
#: Nouns that "no" before them takes away with what they hold: "no evidence that".
GROUNDS = _words(
    "evidence sign report indication proof confirmation word truth basis reason true correct"
)
#: Verbs that with "against" stand up to what has not come about: "held out against".
RESISTING = _words("hold argue warn object advise caution campaign protest vote lobby")
#: Verbs of crowds that are out "for" what has not come about.
MARCHING = _words("protest rally march demonstrate")
#: Verbs after which what is held to is held to no more, and what is.
ENDED = _words("collapse unravel crumble")
HELD = _words("ceasefire truce armistice fire deal agreement accord pact")
#: Verbs of what is not to come about that was to; what had come about ends.
CANCELLING = _words("cancel scrap shelve")
LASTING = HELD | _words("sanction sanctions siege blockade embargo ban curfew aid grant visa")
#: Words of what is talked about before there is any.
OFFERING = _words("propose reject refuse offer negotiate talk negotiation discussion")
#: Nouns that tell only what somebody says, so what they hold is alleged.
ALLEGING = _words("claim allegation accusation report rumour rumor suspicion charge lie")
