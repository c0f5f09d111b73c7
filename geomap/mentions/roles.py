"""Which role a name plays in its sentence: a table of readable rules over a `Frame`.

The first rule that answers decides, and its name is kept as the mention's cue. A rule looks
at nothing but the frame, so each can be read, tested and moved alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions.patterns import acts, grammar, things

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.mentions.frame import Frame
    from geomap.model import Role

#: Kinds whose name may stand for a government.
_STATES = frozenset({"country", "capital", "region"})
#: Prepositions that lead to a partner or opponent as easily as to a place.
_TOWARDS = frozenset({"to", "from", "on", "for", "with", "at", "over", "upon"})


def adjective_or_people(frame: Frame) -> Role | None:
    """As in "Syrian", "Russians": the word itself is an adjective or a people."""
    return "demonym" if frame.demonym else None


def joined_to_a_deed(frame: Frame) -> Role | None:
    """As in "US-backed", "Iran-made" name who did it; "Berlin-based" where."""
    if not frame.joined:
        return None
    if frame.joined in grammar.BASED_IN - {"born"}:
        return "literal"
    return "metonym" if frame.joined in grammar.DONE_BY or frame.joined.endswith("ed") else None


def where_something_is(frame: Frame) -> Role | None:
    """After "in", "near", "across" a name is where something is."""
    return "literal" if frame.prep in grammar.LOCATIVE else None


def doer(frame: Frame) -> Role | None:
    """What is done "by" a place, or stands "against" one, is done by or against people."""
    return "metonym" if frame.position == "agent" or frame.prep in grammar.PARTISAN else None


def owner_or_modifier(frame: Frame) -> Role | None:
    """As in "Iran's minister" is the state; "Homs countryside" and "Idlib offensive" are ground."""
    if frame.position not in ("possessor", "modifier"):
        return None
    noun = frame.noun
    if noun in things.GROUND:
        return "literal"
    if noun in things.HAPPENING:
        # "Russia's attack" is by Russia; "the Syria crisis" and "Idlib attack" are there.
        by_state = frame.position == "possessor" or noun in things.DEED
        return "metonym" if by_state and frame.kind in _STATES else "literal"
    if noun in things.INSTITUTION or noun in things.DOING or noun in things.SPORT:
        return "metonym"
    if frame.noun_proper and frame.position == "possessor":
        return "metonym" if frame.kind in _STATES else "literal"
    return "metonym" if frame.kind in _STATES else "literal"


def subject(frame: Frame) -> Role | None:
    """A state that says or does is its government; land only lies, burns or suffers."""
    if frame.position != "subject":
        return None
    if frame.copular:
        ground = frame.verb in things.GROUND or frame.verb in ("country", "home", "place")
        return "literal" if ground or frame.kind not in _STATES else "metonym"
    if frame.verb in acts.LIE:
        return "literal"
    if frame.verb in acts.SAY or frame.verb in acts.ACT:
        return "metonym"
    return "metonym" if frame.kind in _STATES else "literal"


def acted_upon(frame: Frame) -> Role | None:
    """One warns a government and shells a town."""
    if frame.position not in ("object", "passive"):
        return None
    if frame.verb in acts.GROUND and frame.kind not in _STATES:
        return "literal"
    if frame.verb in acts.ADDRESS:
        return "metonym"
    if frame.verb in acts.GROUND:
        return "literal"
    return "metonym" if frame.kind == "country" else "literal"


def between(frame: Frame) -> Role | None:
    """Talks between Ankara and Washington are of states; the road between joins places."""
    if frame.prep not in ("between", "among"):
        return None
    if frame.noun in things.BETWEEN_PLACES or frame.kind not in _STATES:
        return "literal"
    return "metonym"


def part_of(frame: Frame) -> Role | None:
    """As in "Parts of Idlib" is land; "the government of Syria" a state."""
    if frame.prep != "of":
        return None
    if frame.kind in _STATES and frame.noun in things.STATE_OF | things.INSTITUTION:
        return "literal" if frame.noun in ("part", "side", "people") else "metonym"
    return "literal"


def partner_or_goal(frame: Frame) -> Role | None:
    """One goes to a place, and sells, talks or objects to a government."""
    if frame.prep not in _TOWARDS:
        return None
    if frame.kind not in _STATES:
        return "literal"
    if frame.noun in things.BETWEEN_PLACES or frame.noun in things.GROUND:
        return "literal"
    if frame.noun in things.DEALING or frame.noun in things.DOING:
        return "metonym"
    if frame.verb in acts.MOVE and frame.prep in ("to", "from", "for", "at"):
        return "literal"
    if frame.verb in acts.DEAL or frame.prep == "with":
        return "metonym"
    return None


def other_preposition(frame: Frame) -> Role | None:
    """Any other preposition leads to a place."""
    return "literal" if frame.prep else None


def standing_alone(frame: Frame) -> Role | None:
    """With nothing to go by, a state in a sentence acts, and any other name is a place."""
    acts_here = bool(frame.verb or frame.noun or frame.copular)
    return "metonym" if frame.kind in _STATES and acts_here else "literal"


#: In reading order: the first that answers decides.
RULES: tuple[Callable[[Frame], Role | None], ...] = (
    adjective_or_people,
    joined_to_a_deed,
    where_something_is,
    doer,
    owner_or_modifier,
    subject,
    acted_upon,
    between,
    part_of,
    partner_or_goal,
    other_preposition,
    standing_alone,
)


def role_of(frame: Frame) -> tuple[Role, str]:
    """The role of a name, and the rule that decided with the words that it saw."""
    for rule in RULES:
        role = rule(frame)
        if role is not None:
            seen = [frame.prep, frame.joined, frame.verb, frame.noun]
            words = " ".join(word for word in seen if word)
            return role, f"{rule.__name__}: {words}" if words else rule.__name__
    return "unknown", "no_rule"
