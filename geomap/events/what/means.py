"""By what means a bombing was done: from the air, or with a bomb that somebody laid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.reading import read
from geomap.events.patterns.people import AIRCRAFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef

_BOMBING = frozenset({"bomb", "bombing"})


def tells_of_aircraft(doc: Doc) -> bool:
    """Whether an article speaks of aircraft, whose bombing is then from the air."""
    return not AIRCRAFT.isdisjoint(read(doc).lower)


def type_by_means(
    trigger: Token,
    event_type: str,
    doers: Sequence[ActorRef],
    actors: ActorTable,
    *,
    aircraft: bool,
) -> str:
    """The type of a deed, which for a bombing depends on who did it.

    Args:
        trigger: the word for the deed.
        event_type: its type in the table of triggers.
        doers: who did it.
        actors: the dated actor table.
        aircraft: whether the article tells of aircraft.

    Returns:
        ``airstrike`` where a state did it or aircraft are told of; ``ied`` where an armed group
        did, which has none, or nobody is named; ``attack`` where bombs are all that is known.
    """
    if event_type != "airstrike" or syntax.lemma(trigger) not in _BOMBING:
        return event_type
    known = [actors.by_id(ref.id) if ref.id else None for ref in doers]
    if known and all(one is not None and one.kind == "armed_group" for one in known):
        return "ied"
    if aircraft or any(ref.id for ref in doers):
        return "airstrike"
    of = any(syntax.case_of(child) == "of" for child in syntax.children(trigger, "nmod"))
    return "attack" if of or syntax.is_verb(trigger) else "ied"
