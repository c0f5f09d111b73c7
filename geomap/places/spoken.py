"""The place that a text is speaking of: what "it" and "the town" mean, whose square a square is.

A town named in the same sentence, else the one named last. Where a text was sent from, where
somebody came from and the ends of a road are named in passing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.language.vocabulary import SAID, SAYING
from geomap.places.kinds import GREAT_CITY, SMALL_TOWN, TOWN_HOUSES, TOWN_PARTS
from geomap.places.related import related_place
from geomap.places.relations import find_relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention

#: The reason of a mention that is placed by the place that its text speaks of.
REASON = "town-spoken-of"
NOTHING = "nothing-spoken-of"
#: How far back "the town" and a square reach, characters.
_REACH = 800
_SETTLED = frozenset({"city", "neighbourhood"})
_UNITS = frozenset({"admin1"})
_IN = re.compile(r"\b(?:in|inside|within|across)\s+(?:the\s+)?(?:\w+\s+)?$")
_BUILT = frozenset({"facility"})
#: Relations of the ends of a line.
_LINES = frozenset({"road", "between", "border", "along"})
#: Share of the squares, schools and courts that lie within 20 km of a town of their sentence (28
#: of 32 in the annotated corpora), and of the one named last before it (8 of 14).
_SAME_SENTENCE, _BEFORE = 0.85, 0.6
_STOP = re.compile(r"[.!?][\"”’)]?\s|\n")
_BESIDE = re.compile(r"(?:\s(?:village|town|area))?[\s,(]*(?:just|about|some|which is|located)?\s*")
#: What parts a town from what is in it, besides the end of a sentence: who is there speaks of it.
_APART = re.compile(rf"{_STOP.pattern}|\b(?:{'|'.join(sorted(SAID))}|warned|accused)\b")
_WORD = re.compile(r"[\s-]?([\w]+)")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?(?:\w+\s+of\s+)?$")
_SPEAKERS = SAYING | {"meet", "talk", "conference", "summit", "reporter", "visit"}


def pointed_at(
    mention: Mention, before: Sequence[Mention], text: str, gazetteer: Gazetteer
) -> Mention:
    """The mention of "it" or "the town", by the place that the text spoke of.

    Args:
        mention: what points back, as in "villages to the east of it".
        before: the mentions in front of it, decided.
        text: the article.
        gazetteer: where the place is taken from anew, without the words it was named with.

    Returns:
        The mention resolved, with the ground that its spatial words tell; filtered where the text
        spoke of no such place.
    """
    kinds = _BUILT if mention.kind_hint == "facility" else _SETTLED
    spoken = [
        one for one in before
        if _named_itself(one, text, kinds, mention.start)
        and _called(one, mention.text, gazetteer) and not _spoken_in(one)
    ]  # fmt: skip
    if mention.text == "it":
        spoken = [one for one in spoken if not _STOP.search(text, one.end, mention.start)]
    relation = find_relation(text, mention)
    if relation is not None and spoken and _BESIDE.fullmatch(text, spoken[-1].end, relation.start):
        spoken.pop()  # "Martuba, south-east of the city", which is another
    place = spoken[-1].place if spoken else None
    if place is None or relation is None:
        return replace(mention, status="filtered", reason=NOTHING)
    entry = gazetteer.by_id(place.id)
    place = place if entry is None else gazetteer.to_place(entry)
    area = related_place(place, relation, None, gazetteer)
    return replace(
        mention, status="resolved", reason=REASON, score=spoken[-1].score, relation=relation,
        place=replace(place, precision=area.precision, radius_km=area.radius_km), area=area,
    )  # fmt: skip


def _called(one: Mention, noun: str, gazetteer: Gazetteer) -> bool:
    """Whether a place may be called so: no hamlet is a city, no airport a base."""
    if one.place is None or noun in ("it", "town"):
        return True
    if one.place.kind == "facility":
        return noun in one.place.name.lower().replace("air base", "airbase base")
    entry = gazetteer.by_id(one.place.id)
    people = 0 if entry is None else entry.population
    return people >= SMALL_TOWN if noun == "city" else people < GREAT_CITY


def town_of_part(
    mention: Mention, others: Sequence[Mention], text: str
) -> tuple[Mention, float] | None:
    """The town that a square, school or quarter lies in, and how sure that is, 0-1.

    Args:
        mention: the name, which no gazetteer has.
        others: the mentions of the article, decided where they stand before it.
        text: the article.
    """
    behind = _WORD.match(text, mention.end)
    words = {mention.text.lower().split()[-1], behind[1].lower() if behind else ""}
    if words.isdisjoint(TOWN_HOUSES) or mention.text.lower() in TOWN_HOUSES:
        return None
    towns = [one for one in others if one.id != mention.id]
    towns = [one for one in towns if _named_itself(one, text, frozenset({"city"}), mention.start)]
    same = [one for one in towns if not _APART.search(text, *_between(one, mention))]
    if same:
        near = min(same, key=lambda one: _between(one, mention)[1] - _between(one, mention)[0])
        return near, _SAME_SENTENCE
    before = [one for one in towns if one.start < mention.start and not _spoken_in(one)]
    return (before[-1], _BEFORE) if before and not words.isdisjoint(TOWN_PARTS) else None


def unit_of_village(mention: Mention, before: Sequence[Mention], text: str) -> Mention | None:
    """The unit that a sentence is in before it comes to a village; None without one.

    As in "fought in northern Hama, targeting the village of X". Of a score of such villages that
    gazetteers list all but one lie in it, where it is a first-level unit.
    """
    if mention.kind_hint != "city":
        return None
    told = [one for one in before if not _STOP.search(text, *_between(one, mention))]
    units = [
        one for one in told
        if one.role == "literal" and one.status == "resolved" and one.place is not None
        and one.place.kind in _UNITS and _IN.search(text, max(0, one.start - 40), one.start)
    ]  # fmt: skip
    return units[-1] if units else None


def _between(one: Mention, other: Mention) -> tuple[int, int]:
    first, last = sorted((one, other), key=lambda mention: mention.start)
    return first.end, max(first.end, last.start)


def _spoken_in(one: Mention) -> bool:
    """Whether a town is where somebody speaks or meets others, by the cue of its role."""
    return not _SPEAKERS.isdisjoint((one.role_cue or "").split())


def _named_itself(one: Mention, text: str, kinds: frozenset[str], at: int) -> bool:
    """Whether a mention is a place of such a kind that the text speaks of, close enough."""
    known = one.place is not None and one.status == "resolved" and one.place.kind in kinds
    named = one.role_cue not in ("dateline", "reference")
    if not known or one.role != "literal" or not named:
        return False
    passing = one.relation is not None and one.relation.kind in _LINES
    came = _FROM.search(text, max(0, one.start - 24), one.start)
    return not passing and not came and abs(at - one.end) <= _REACH
