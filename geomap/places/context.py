"""What an article says as a whole: countries, units and places that its names may share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.config import Config
    from geomap.gazetteer import Entry, Gazetteer
    from geomap.model import Article, Mention

#: Behind a name: ", Parent" or "(Parent)"; before it: "Parent's ".
_BESIDE = 6


@dataclass(slots=True, kw_only=True)
class Context:
    """The article around a mention, as evidence sees it."""

    article: Article
    gazetteer: Gazetteer
    config: Config
    countries: Counter[str] = field(default_factory=Counter)
    """How often the article names each country, by ISO code."""
    admin1s: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often it names each first-level unit, by country and name."""
    adjectives: Counter[str] = field(default_factory=Counter)
    """How often it uses each country's adjective."""
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Places that are sure, id -> (lat, lon) in degrees."""
    hinted: set[str] = field(default_factory=set)
    """Ids of the places that a type word somewhere in the article asks for."""
    seats: dict[tuple[str, str | None], int] = field(default_factory=dict)
    """Population of the largest town of a mention's name, by mention id and country."""
    named: dict[str, Entry] = field(default_factory=dict)
    """What each name most likely means, by its words; known when all have been weighed."""
    beside: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """Countries and units named right beside each mention, by mention id."""


def first_look(
    article: Article,
    mentions: Sequence[Mention],
    candidates: dict[str, list[Entry]],
    gazetteer: Gazetteer,
    config: Config,
) -> Context:
    """The countries and units of the article, before any other place is decided."""
    context = Context(article=article, gazetteer=gazetteer, config=config)
    units: dict[str, tuple[Entry, ...]] = {}
    for mention in mentions:
        if mention.kind_hint:
            kind = mention.kind_hint
            context.hinted.update(e.id for e in candidates[mention.id] if e.kind == kind)
        entries = candidates[mention.id]
        for entry in (entry for entry in entries if entry.kind == "city"):
            seat = (mention.id, entry.country)
            context.seats[seat] = max(context.seats.get(seat, 0), entry.population)
        nations = [entry for entry in entries if entry.kind == "country"]
        if mention.role == "demonym":
            context.adjectives.update(entry.country for entry in nations if entry.country)
            continue
        states = [entry for entry in entries if entry.kind == "admin1"]
        if nations:
            context.countries.update(entry.country for entry in nations[:1] if entry.country)
        units[mention.id] = (*nations, *states)
    for mention in mentions:
        for entry in units.get(mention.id, ()):
            sure = len(candidates[mention.id]) == 1 or mention.kind_hint == "admin1"
            known = entry.country in context.countries
            if entry.kind == "admin1" and (sure or known) and entry.country:
                context.admin1s[entry.country, entry.name] += 1
    _look_beside(article, mentions, units, context)
    return context


def _look_beside(
    article: Article,
    mentions: Sequence[Mention],
    units: dict[str, tuple[Entry, ...]],
    context: Context,
) -> None:
    """Note which countries and units are named right beside each mention."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    for left, right in pairwise(ordered):
        gap = article.text[left.end : right.start]
        if len(gap) <= _BESIDE and gap.strip() in (",", "(", "in", "-", ", in"):
            context.beside[left.id] = units.get(right.id, ())
        elif gap in ("'s ", "’s "):
            context.beside[right.id] = (*context.beside.get(right.id, ()), *units.get(left.id, ()))
    # "Krasnohorivka, Donetsk Oblast, Ukraine": the last parent counts for the first name too.
    for left, middle in zip(reversed(ordered[:-1]), reversed(ordered[1:]), strict=True):
        if left.id in context.beside and middle.id in context.beside:
            context.beside[left.id] += context.beside[middle.id]
