"""What an article says as a whole: countries, units and places that its names may share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.names import normalise
from geomap.places.lands import outlet_areas
from geomap.places.picture import ALONE, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.config import Config
    from geomap.gazetteer import Entry, Gazetteer
    from geomap.model import Article, Mention
    from geomap.places.around import Focus
    from geomap.places.decide import Known

#: Between a name and its parent: ", Parent", "(Parent)", "in northern Parent".
_BESIDE = re.compile(
    r"\s*(?:[,(\u2013-]\s*)?(?:(?:in|of)\s+)?(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)\w*\s+)?",
    re.IGNORECASE,
)
#: Between the names of a list.
_LISTED = re.compile(r"(?:\s*[,;/]|(?:\s*,)?\s+(?:and|or|&))\s*(?:the\s+)?")
#: So many names of one kind in a row are a list, not a place and what it lies in.
_A_LIST = 3
#: Characters between them at most.
_FARTHEST = 24
_UNITS = ("country", "admin1", "admin2")
#: Kinds that are named for a town without being it.
_OTHERS = ("facility", "river")


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

    def _has(self, row: int | None, entry: Entry) -> bool:
        unit = self.rows.get(-1 if row is None else row)
        if unit is None or unit.kind == "country" or unit.row == entry.row:
            return False
        return unit.country == entry.country


@dataclass(slots=True, kw_only=True)
class Context:
    """The article around a mention, as evidence sees it."""

    article: Article
    gazetteer: Gazetteer
    config: Config
    theatre: tuple[str, ...] = ()
    """What the settings say that the corpus and the article's outlet are about."""
    countries: Counter[str] = field(default_factory=Counter)
    """How often the article names each country, by ISO code."""
    admin1s: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often it names each first-level unit, by country and name."""
    units: dict[int, set[str]] = field(default_factory=dict)
    """Normal forms of the names that may mean a unit, by row of first- and second-level units."""
    adjectives: Counter[str] = field(default_factory=Counter)
    """How often it uses each country's adjective."""
    hinted: set[str] = field(default_factory=set)
    """Ids of the places that a type word somewhere in the article asks for."""
    unique: set[str] = field(default_factory=set)
    """Ids of the mentions that have one candidate, or a town and the units named after it."""
    namesakes: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rows of the first-level units that each mention may mean, by mention id."""
    towns: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rows of the second-level units in which a town of each mention's name lies, by mention id."""
    nations: dict[str, frozenset[str]] = field(default_factory=dict)
    """ISO codes of the countries that each mention may mean, by mention id."""
    borne: set[str] = field(default_factory=set)
    """Ids of the mentions whose words are the main name of some candidate."""
    fame: dict[str, int] = field(default_factory=dict)
    """In how many names the places that each mention may mean are known together, by mention id."""
    people: dict[str, int] = field(default_factory=dict)
    """How many live in the towns that each mention may mean together, by mention id."""
    named: dict[str, Entry] = field(default_factory=dict)
    """What each name most likely means, by its words; known when all have been weighed."""
    beside: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """Countries and units named right beside each mention, by mention id."""
    holding: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rows of the units that each mention may mean and the name right before it may lie in."""
    listed: dict[str, frozenset[tuple[str, str | None]]] = field(default_factory=dict)
    """Kind and country of what each mention stands in a list with, by mention id."""
    alike: set[str] = field(default_factory=set)
    """Ids of the mentions that stand in a list of places of one kind and country."""
    parents: dict[str, Parents] = field(default_factory=dict)
    """The same for asking which of them hold a place."""
    parents_of_name: dict[str, Parents] = field(default_factory=dict)
    """Countries and units named right beside a name anywhere in the article."""
    focus: Focus | None = None
    """Where most places of the article are."""
    picture: dict[tuple[str, int], Surroundings] = field(default_factory=dict)
    """How each candidate stands amid the other names; empty until the first pass is done."""
    known: dict[tuple[str, int], list[Known]] = field(default_factory=dict)
    """What no picture changes of each mention's candidates, by mention id and table of weights."""

    def surroundings(self, mention: Mention, entry: Entry) -> Surroundings:
        """How a candidate of a mention stands amid the other names of the article."""
        return self.picture.get((name_of(mention), entry.row), ALONE)


def name_of(mention: Mention) -> str:
    """What mentions of one name share: they are taken to mean one place in an article."""
    name = normalise(mention.text)
    if mention.role == "demonym":
        return f"{name} (people)"
    # The Rafah crossing is not Rafah, nor is the river Dnipro the city.
    return f"{name} ({mention.kind_hint})" if mention.kind_hint in _OTHERS else name


def first_look(
    article: Article,
    mentions: Sequence[Mention],
    candidates: dict[str, list[Entry]],
    gazetteer: Gazetteer,
    config: Config,
) -> Context:
    """The countries and units of the article, before any other place is decided."""
    own = outlet_areas(config.places.outlets, article.source)
    theatre = (*config.places.theatre, *own)
    context = Context(article=article, gazetteer=gazetteer, config=config, theatre=theatre)
    units: dict[str, tuple[Entry, ...]] = {}
    for mention in mentions:
        if mention.kind_hint:
            kind = mention.kind_hint
            context.hinted.update(e.id for e in candidates[mention.id] if e.kind == kind)
        entries = candidates[mention.id]
        if _one_place(entries):
            context.unique.add(mention.id)
        firsts = frozenset(entry.row for entry in entries if entry.kind == "admin1")
        context.namesakes[mention.id] = firsts
        seats = (e.admin2_row for e in entries if e.kind == "city")
        context.towns[mention.id] = frozenset(row for row in seats if row is not None)
        nations = [entry for entry in entries if entry.kind == "country"]
        context.nations[mention.id] = frozenset(e.country for e in nations if e.country)
        context.fame[mention.id] = sum(1 + entry.n_names for entry in entries)
        context.people[mention.id] = sum(e.population for e in entries if e.kind == "city")
        words = normalise(mention.text)
        if any(normalise(entry.name) == words for entry in entries):
            context.borne.add(mention.id)
        for entry in entries:
            if entry.kind in ("admin1", "admin2") and mention.role != "demonym":
                context.units.setdefault(entry.row, set()).add(words)
        if mention.role == "demonym":
            context.adjectives.update(entry.country for entry in nations if entry.country)
            continue
        if nations:
            context.countries.update(entry.country for entry in nations[:1] if entry.country)
        units[mention.id] = tuple(entry for entry in entries if entry.kind in _UNITS)
    for mention in mentions:
        for entry in units.get(mention.id, ()):
            sure = len(candidates[mention.id]) == 1 or mention.kind_hint == "admin1"
            known = entry.country in context.countries
            if entry.kind == "admin1" and (sure or known) and entry.country:
                context.admin1s[entry.country, entry.name] += 1
    _look_along(article, mentions, candidates, context)
    _look_beside(article, mentions, units, candidates, context)
    return context


def _one_place(entries: Sequence[Entry]) -> bool:
    """Whether a name is that of one place only, and of units that hold it and are named for it."""
    if len(entries) <= 1:
        return len(entries) == 1
    units = {entry.row for entry in entries if entry.kind in ("admin1", "admin2")}
    towns = [entry for entry in entries if entry.row not in units]
    return len(towns) == 1 and units <= {towns[0].admin1_row, towns[0].admin2_row}


def _look_beside(
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
            context.beside[left.id] += tuple(held)
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


def _look_along(
    article: Article,
    mentions: Sequence[Mention],
    candidates: dict[str, list[Entry]],
    context: Context,
) -> None:
    """Note the kind and country of the likeliest place of the names listed with each mention."""
    kinds: dict[str, tuple[str, str | None]] = {}
    for mention in mentions:
        best = max(candidates[mention.id], key=lambda e: (e.prominence, -e.row), default=None)
        if best is not None:
            wide = best.kind in ("country", "continent")
            kinds[mention.id] = best.kind, None if wide else best.country
    ordered = sorted(mentions, key=lambda mention: mention.start)
    run = ordered[:1]
    for left, right in pairwise(ordered):
        if not _LISTED.fullmatch(article.text[left.end : right.start]):
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
