"""What a name in a phrase does there: names its head, is a part of a longer name, or backs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.language import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Token

    from geomap.gazetteer.actors import Actor, ActorMatch, ActorTable
    from geomap.model import ActorRef

#: Who backs somebody is not the one backed: "Turkey-backed factions"; who leads them acts.
_BACKED = re.compile(r"-(?!led\b)\w+ed\b")
#: As in "US/NATO-backed": a list that a hyphen joins to what all of it does.
_BACKERS = re.compile(r"[\w.]+(?:/[\w.]+)+-(?!led\b)\w+ed\b")
#: Longest office between a body and the person who holds it, characters.
_OFFICE = 24
#: Words on either side of one that may be parts of the same name.
_NAME = 5


def in_name(word: Token, actors: ActorTable, on: date | None) -> bool:
    """Whether a word is only a part of somebody's name: the National Liberation Army's.

    Args:
        word: a word.
        actors: the actor table.
        on: the day on which the name is to stand.
    """
    if not word.text[:1].isupper() or word.is_sent_start:
        return False
    near = word.doc[
        max(syntax.sentence_of(word)[0], word.i - _NAME) : min(
            syntax.sentence_of(word)[1], word.i + _NAME + 1
        )
    ]
    at = word.idx - near.start_char
    return any(
        match.start <= at < match.end and match.end - match.start > len(word.text)
        for match in actors.match(near.text, on)
    )


def only_backs(words: str, name: ActorMatch) -> bool:
    """Whether a name in a phrase is that of a backer: "Turkey" of "Turkey-backed factions"."""
    return _BACKED.match(words, name.end) is not None


def is_backer(word: Token) -> bool:
    """Whether a name opens or goes on a list of backers: "US" of "US/NATO-backed factions"."""
    last = word.doc[min(word.i + 2 * _NAME, syntax.sentence_of(word)[1]) - 1]
    return _BACKERS.match(text_of(word.doc), word.idx, last.idx + len(last)) is not None


def group_of_name(words: str, ends: Sequence[ActorMatch]) -> Actor | None:
    """The armed group that a phrase ends with the full name of, in more words than one."""
    last = ends[-1] if ends else None
    if last is None or last.actor.kind != "armed_group":
        return None
    name = words[last.start : last.end]
    return last.actor if " " in name and name[0].isupper() else None


def named_group(words: str, named: Sequence[ActorMatch]) -> Actor | None:
    """As in "Hamas militants": the group that a word for any such people names first."""
    last = named[-1]
    if not words[last.start : last.end].islower():
        return None
    return next(
        (one.actor for one in named
         if one.actor.kind == "armed_group" and words[one.start].isupper()
         and not words[one.end : last.start].strip()),
        None,
    )  # fmt: skip


def of_office(ref: ActorRef, refs: Sequence[ActorRef], actors: ActorTable) -> bool:
    """Whether a name only says whose the one behind it is: "RSF commander X", "USA troops"."""
    for one in refs:
        actor, apart = actors.by_id(one.id) if one.id else None, one.start - ref.end
        if actor is None or actor.parent != ref.id or apart < 0:
            continue
        if apart <= (_OFFICE if actor.kind == "person" else 1):
            return True
    return False


def holder(noun: Token, actors: ActorTable, on: date | None) -> Actor | None:
    """As in "rebel positions", "a militia convoy": the side whose one is named before it."""
    names = (t for t in syntax.children(noun, "compound", "amod") if t.pos_ != "PROPN")
    return next((a for t in names if (a := actors.find(f"{t.lower_}s", on))), None)
