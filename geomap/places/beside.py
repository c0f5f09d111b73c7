"""What stands right beside a name: the unit it lies in, a list, what it is near."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.index import distance_km
from geomap.places.kinds import name_of
from geomap.places.meant import meant_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer import Entry
    from geomap.model import Article, Mention
    from geomap.places.context import Context

#: Between a name and its parent: ", Parent", "(Parent)", ", a town in northern Parent".
_BESIDE = re.compile(
    r"(?:\s(?:city|town|village|district|subdistrict|township|area|camp|commune|territory|zone))?"
    r"\s*(?:[,(\u2013-]\s*)?(?:(?:(?:an?|the)\s(?:\w{1,16}\s){1,2})?(?:in|of)\s+)?(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)\w*\s+)?",
    re.IGNORECASE,
)
#: Between an adjective and a name: "the Syrian border town of X", "a Russian air base at X".
_OF_A_PEOPLE = re.compile(
    r"\s(?:(?!(?:in|at|of|on|near|from|to|and)\s)[\w-]{1,16}\s){0,2}"
    r"(?:town|city|village|hamlet|port|island|region|province|district|county|oblast|state|base"
    r"|airbase|airfield|airport|aerodrome|garrison|depot|refinery|prison)\s(?:(?:of|at|in|near)\s)?"
)
#: Between the names of a list.
LISTED = re.compile(r"(?:\s*[,;/]|(?:\s*,)?\s+(?:and|or|&))\s*(?:the\s+)?")
#: So many names of one kind in a row are a list, not a place and what it lies in.
_A_LIST = 3
#: Characters between them at most.
_FARTHEST = 40
#: Between a name and one that it is near: ", near Y", ", a village 5 km north of Y".
_NEAR_WORD = (
    r"(?:near|outside|around|close to|next to|not far from|on the (?:outskirts|edge) of"
    r"|on the (?:border|frontier) (?:with|of)"
    r"|(?:to the )?(?:north|south|east|west)(?:[ -]?(?:east|west))? of)"
)
_NEAR_IT = re.compile(
    r"(?:,?\s{1,2}(?:an?|the)\s(?:\w{1,20}\s)?\w{1,20})?\s{0,2}[,(]?\s{0,2}"
    r"(?:(?:just|some|about|around)\s)?(?:\w{1,20}\s(?:km|miles?|kilomet(?:er|re)s?)\s)?"
    rf"{_NEAR_WORD}\s{{1,2}}(?:the\s(?:city|town)\sof\s)?"
)
#: Nothing is said to be "near" what is farther, km.
NEAR_KM = 100.0
#: What stands before two places that a road joins, and between them; how far apart they are, km.
_ROAD = re.compile(
    r"\b(?:road|highway|route|motorway|railway)s?\s(?:between|linking|connecting|joining|from)\s"
    r"(?:the\s\w{1,20}\sof\s)?$"
)
_ROAD_REACH = 50
_JOINED = re.compile(r"\s(?:and|to|with)\s(?:the\s\w{1,20}\sof\s)?")
_ROAD_KM = 200.0
#: What a list of neighbours begins with: "near X, Y and Z".
_NEAR_THEM = re.compile(rf"\b{_NEAR_WORD}\s+$")
#: Characters that it may take.
_NEAR_REACH = 24
#: What is near two places at once has them no farther apart, km.
_TOGETHER_KM = 80.0


class Anchors(NamedTuple):
    """Places that the text says another is near, in or around."""

    entries: tuple[Entry, ...]
    km: float
    """How far from the edge of one of them it is at most."""


class Parents(NamedTuple):
    """Countries and units that may hold a place."""

    rows: dict[int, Entry]
    states: dict[str | None, list[Entry]]
    """The countries among them by ISO code."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Parents:
        """The parents among which places are looked for, however many candidates ask."""
        found = cls({entry.row: entry for entry in entries}, {})
        for entry in found.rows.values():
            if entry.kind == "country":
                found.states.setdefault(entry.country, []).append(entry)
        return found

    def hold(self, entry: Entry) -> float:
        """How closely the smallest that holds a place does: 1 district, 0.6 country, 0 none."""
        if entry.admin2_row != entry.admin1_row and self._has(entry.admin2_row, entry):
            return 1.0
        if self._has(entry.admin1_row, entry):
            return 0.9
        states = self.states.get(entry.country, ())
        return 0.6 if any(state.row != entry.row for state in states) else 0.0

    def leave_out(self, entry: Entry) -> bool:
        """Whether a place lies in none of them, nor is one of them or holds one."""
        wide = entry.country is None or entry.kind in ("country", "continent")
        if wide or entry.row in self.rows:
            return False
        return not self.hold(entry) and not any(
            entry.row in (one.admin1_row, one.admin2_row) for one in self.rows.values()
        )

    def _has(self, row: int | None, entry: Entry) -> bool:
        unit = self.rows.get(-1 if row is None else row)
        if unit is None or unit.kind == "country" or unit.row == entry.row:
            return False
        return unit.country == entry.country


def look_beside(
    article: Article,
    mentions: Sequence[Mention],
    units: dict[str, tuple[Entry, ...]],
    candidates: dict[str, list[Entry]],
    context: Context,
) -> None:
    """Note which countries and units are named right beside each mention."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    for left, right in pairwise(ordered):
        gap = article.text[left.end : right.start]
        parents = units.get(right.id, ())
        if gap in ("'s ", "’s "):
            context.beside[right.id] = (*context.beside.get(right.id, ()), *units.get(left.id, ()))
        elif left.role == "demonym" and _OF_A_PEOPLE.fullmatch(gap):
            # Whoever keeps a base abroad keeps it where no place at home has the name.
            own = {one.country for one in candidates[right.id]}
            lands = (e for e in candidates[left.id] if e.kind == "country" and e.country in own)
            context.beside[right.id] = (*context.beside.get(right.id, ()), *lands)
        elif not parents or {left.id, right.id} <= context.alike:
            continue
        elif gap.strip() and len(gap) <= _FARTHEST and _BESIDE.fullmatch(gap):
            context.beside[left.id] = parents
            context.holding[right.id] = _holding(parents, candidates[left.id])
    # "Krasnohorivka, Donetsk Oblast, Ukraine": the last parent counts for the first name too.
    for left, middle in zip(reversed(ordered[:-1]), reversed(ordered[1:]), strict=True):
        if left.id in context.beside and middle.id in context.beside:
            parents = context.beside[left.id]
            held = [
                last for last in context.beside[middle.id]
                if any(last.country == parent.country != parent.id for parent in parents)
            ]  # fmt: skip
            # Each once: in a chain of thousands the last would count for all before it.
            context.beside[left.id] = tuple({e.row: e for e in (*parents, *held)}.values())
    together: dict[str, list[Entry]] = {}
    for mention in ordered:
        beside = context.beside.get(mention.id, ())
        context.parents[mention.id] = Parents.of(beside)
        together.setdefault(name_of(mention), []).extend(beside)
    context.parents_of_name.update((name, Parents.of(found)) for name, found in together.items())


def _holding(parents: Sequence[Entry], places: Sequence[Entry]) -> frozenset[int]:
    """Rows of the units that one of the places lies in."""
    held = {row for one in places for row in (one.admin1_row, one.admin2_row)}
    countries = {one.country for one in places if one.kind != "country"}
    return frozenset(
        parent.row for parent in parents
        if parent.row in held or (parent.kind == "country" and parent.country in countries)
    )  # fmt: skip


def look_along(
    article: Article,
    mentions: Sequence[Mention],
    candidates: dict[str, list[Entry]],
    context: Context,
) -> None:
    """Note the kind and country of the likeliest place of the names listed with each mention."""
    kinds: dict[str, tuple[str, str | None]] = {}
    for mention in mentions:
        meant = meant_by(context.gazetteer, tuple(one.row for one in candidates[mention.id]))
        best = meant.likeliest
        if best is not None and not meant.town_or_unit:
            wide = best.kind in ("country", "continent")
            kinds[mention.id] = best.kind, None if wide else best.country
    ordered = sorted(mentions, key=lambda mention: mention.start)
    run = ordered[:1]
    for left, right in pairwise(ordered):
        if not LISTED.fullmatch(article.text[left.end : right.start]):
            run = [right]
            continue
        run.append(right)
        for one, other in ((left, right), (right, left)):
            if other.id in kinds:
                known = context.listed.get(one.id, frozenset())
                context.listed[one.id] = known | {kinds[other.id]}
        if len(run) >= _A_LIST and len({kinds.get(mention.id) for mention in run[-_A_LIST:]}) == 1:
            # "Nevada, New Mexico, Ohio": no town of Nevada in New Mexico.
            context.alike.update(mention.id for mention in run[-_A_LIST:])
    for listed in _lists(ordered, article.text):
        sure = Counter(kinds[one.id] for one in listed if one.id in kinds)
        if {kind for kind, _country in sure} == {"city"} and not any(m.kind_hint for m in listed):
            for one in listed:
                others = frozenset(sure - Counter([kinds[one.id]] if one.id in kinds else []))
                context.listed[one.id] = context.listed.get(one.id, frozenset()) | others


def look_around(
    article: Article,
    mentions: Sequence[Mention],
    candidates: dict[str, list[Entry]],
    context: Context,
) -> None:
    """Note what the text says that each name is near."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    for one, other in pairwise(ordered):
        gap = article.text[one.end : other.start]
        if len(gap) <= 2 * _NEAR_REACH and _NEAR_IT.fullmatch(gap):
            # "Near Lake Vermont" is near no Vermont but a lake.
            asked = other.kind_hint
            meant = [entry for entry in candidates[other.id] if asked in (None, entry.kind)]
            context.anchors[one.id] = Anchors(tuple(meant), NEAR_KM)
        before = article.text[max(0, one.start - _ROAD_REACH) : one.start]
        if _JOINED.fullmatch(gap) and _ROAD.search(before):
            for end, far in ((one, other), (other, one)):
                context.anchors[end.id] = Anchors(tuple(candidates[far.id]), _ROAD_KM)
    for run in _lists(ordered, article.text):
        start = run[0].start
        if _NEAR_THEM.search(article.text[max(0, start - _NEAR_REACH) : start]):
            for one in run:
                others = [candidates[other.id] for other in run if other is not one]
                if any(_together(here, there) for here, there in combinations(others, 2)):
                    context.anchors[one.id] = Anchors(tuple(chain.from_iterable(others)), NEAR_KM)


def _together(some: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether two names may be those of places close to each other."""
    return any(
        distance_km(one.lat, one.lon, other.lat, other.lon) <= _TOGETHER_KM
        for one in some
        for other in others
    )


def _lists(ordered: Sequence[Mention], text: str) -> list[list[Mention]]:
    """The names that stand in lists of two or more."""
    runs: list[list[Mention]] = []
    for left, right in pairwise(ordered):
        if not LISTED.fullmatch(text[left.end : right.start]):
            continue
        if runs and runs[-1][-1] is left:
            runs[-1].append(right)
        else:
            runs.append([left, right])
    return runs
