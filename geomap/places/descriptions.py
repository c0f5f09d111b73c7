"""Which place a description denotes: the capital of a country, the seat or border of a unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise
from geomap.mentions.descriptions import find_descriptions, sentence_around
from geomap.places.lines import border_place, coast_of
from geomap.places.shapes import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer import Entry, Gazetteer
    from geomap.mentions.descriptions import Description
    from geomap.model import Mention, Place
    from geomap.places.context import Context

#: Polygons of one source share their border to some kilometres, degrees.
_TOUCH = 0.03
#: A capital whose country is named is as sure as the table of capitals.
_SURE = 0.95
#: The largest town of a unit is mostly, and one of its own name nearly always, its seat.
_LARGEST, _SAME_NAME = 0.6, 0.9


@dataclass(frozen=True, slots=True)
class Denoted:
    """A place that a description may denote, how likely, and why."""

    place: Place
    probability: float
    sentence: str


def description_of(mention: Mention, context: Context) -> Description | None:
    """The description that a mention is; None where it is a name."""
    if mention.text.lower().split()[-1] not in _NOUNS:
        return None
    found = find_descriptions(context.article.text, context.gazetteer)
    span = (mention.start, mention.end)
    return next((one for one in found if (one.start, one.end) == span), None)


def denoted(described: Description, context: Context) -> list[Denoted]:
    """What a description denotes, likeliest first, each place once."""
    found = sorted(_READ[described.kind](described, context), key=lambda one: -one.probability)
    unique = {one.place.id: one for one in reversed(found)}
    return sorted(unique.values(), key=lambda one: (-one.probability, one.place.id))


_NOUNS = frozenset(
    """
    capital city province governorate district region state county oblast border borders
    frontier coast coastline
    """.split()
)


def neighbour_spoken_of(place: Place, context: Context, at: int | None = None) -> Place | None:
    """The neighbour of a country that the sentence around a character speaks of, or the article."""
    gazetteer = context.gazetteer
    beside = gazetteer.neighbours(place.country) if place.country else ()
    near = Counter[str]() if at is None else _spoken_around(at, context)
    spoken = [*near.most_common(), *(context.countries + context.adjectives).most_common()]
    code = next((code for code, _times in spoken if code in beside), None)
    entry = gazetteer.country(code)
    return None if entry is None else gazetteer.to_place(entry)


def _spoken_around(at: int, context: Context) -> Counter[str]:
    """How often the sentence around a character names each country or its adjective."""
    gazetteer, found = context.gazetteer, Counter[str]()
    for name in gazetteer.match(sentence_around(context.article.text, at)):
        rows = [*name.rows, *(row for row, _form in gazetteer.demonyms_of(name.key))]
        codes = {
            entry.country
            for entry in map(gazetteer.entry, rows)
            if entry.kind == "country" and entry.country
        }
        found.update(codes if len(codes) == 1 else ())
    return found


def _capital(described: Description, context: Context) -> Iterator[Denoted]:
    gazetteer = context.gazetteer
    owners = [gazetteer.entry(row) for row in described.owners]
    countries = [entry for entry in owners if entry.kind == "country"]
    if countries:
        capital = gazetteer.capital_of(countries[0].country)
        if capital is not None:
            reason = f"It is the capital of {countries[0].name}."
            yield Denoted(gazetteer.to_place(capital), _SURE, reason)
        return
    if owners:
        for unit in (entry for entry in owners if entry.kind == "admin1"):
            yield from _seats(unit, gazetteer)
        return
    spoken = context.countries + context.adjectives
    total = sum(spoken.values())
    for country, times in spoken.most_common(3):
        capital, owner = gazetteer.capital_of(country), gazetteer.country(country)
        if capital is not None and owner is not None:
            reason = f"The article speaks of {owner.name}, whose capital it is."
            yield Denoted(gazetteer.to_place(capital), _SURE * times / total, reason)


def _border(described: Description, context: Context) -> Iterator[Denoted]:
    """The border of the countries named, or of one and the neighbour that is spoken of."""
    gazetteer = context.gazetteer
    owners = [gazetteer.to_place(gazetteer.entry(row)) for row in described.owners]
    if len(owners) == 2:
        line = border_place(*owners)
        if line is not None:
            yield Denoted(replace(line, country=None), _SURE, f"It is the {line.name}.")
        return
    if owners:
        partner = neighbour_spoken_of(owners[0], context, described.start)
        line = border_place(owners[0], partner) if partner else None
        if partner is None or line is None:
            reason = f"It is a border of {owners[0].name}."
            yield Denoted(owners[0], _SURE / 2, reason)
            return
        yield Denoted(line, _SURE, f"The article speaks of {partner.name}: the {line.name}.")
        return
    here = _spoken_around(described.start, context)
    if not any(two in gazetteer.neighbours(one) for one, two in combinations(here, 2)):
        here = context.countries + context.adjectives
    spoken = here.most_common(4)
    total = sum(times for _code, times in spoken)
    for (one, times), (two, others) in combinations(spoken, 2):
        if two not in gazetteer.neighbours(one):
            continue
        pair = [gazetteer.country(code) for code in (two, one)]
        line = border_place(*(gazetteer.to_place(entry) for entry in pair if entry is not None))
        if line is not None:
            reason = f"The article speaks of both countries of the {line.name}."
            yield Denoted(replace(line, country=None), _SURE * (times + others) / total, reason)


def _coast(described: Description, context: Context) -> Iterator[Denoted]:
    """The coast of the country named."""
    import shapely

    gazetteer = context.gazetteer
    for row in described.owners[:1]:
        place = gazetteer.to_place(gazetteer.entry(row))
        shape = None if place.geometry is None else shapely.from_wkb(place.geometry)
        line = None if shape is None else coast_of(shape, gazetteer, place.country)
        if line is not None:
            base = replace(place, id=f"coast:{place.id}", name=f"Coast of {place.name}",
                           geonameid=None)  # fmt: skip
            yield Denoted(line_of(base, line), _SURE, f"It is the coast of {place.name}.")


def _seat(described: Description, context: Context) -> Iterator[Denoted]:
    """The seat of the unit named last in its sentence, else of those the article speaks of most."""
    last = _unit_before(described, context)
    units = Counter({last: 1}) if last else context.admin1s
    total = sum(units.values())
    for (country, name), times in units.most_common(3):
        unit = context.gazetteer.admin1(country, name)
        if unit is not None:
            for seat in _seats(unit, context.gazetteer):
                share = seat.probability * times / total
                yield Denoted(seat.place, share, f"The article speaks of {name}. {seat.sentence}")


def _unit_before(described: Description, context: Context) -> tuple[str, str] | None:
    """As in "in northern Hama, 20 km from the provincial capital": Hama, however many else."""
    text = context.article.text
    around = sentence_around(text, described.start)
    before = around[: around.find(text[described.start : described.end])]
    rows = [row for name in context.gazetteer.match(before) for row in name.rows]
    units = [(one.country or "", one.name) for one in map(context.gazetteer.entry, rows)
             if one.kind == "admin1"]  # fmt: skip
    return next((unit for unit in reversed(units) if unit in context.admin1s), None)


def _seats(unit: Entry, gazetteer: Gazetteer) -> Iterator[Denoted]:
    """The town of a unit's own name, else its largest."""
    named = [
        entry
        for entry in (gazetteer.entry(hit.row) for hit in gazetteer.lookup(unit.name))
        if entry.kind == "city" and entry.admin1_row == unit.row
    ]
    if named:
        best = max(named, key=lambda entry: (entry.population, -entry.row))
        yield Denoted(
            gazetteer.to_place(best), _SAME_NAME, f"It is the town that {unit.name} is named for."
        )
        return
    largest = gazetteer.largest_city(unit.row)
    if largest is not None and normalise(largest.name) != normalise(unit.name):
        yield Denoted(
            gazetteer.to_place(largest), _LARGEST, f"It is the largest town of {unit.name}."
        )


def _bordering(described: Description, context: Context) -> Iterator[Denoted]:
    """Units on the border of the country named: those the article speaks of, else all of them."""
    import shapely

    gazetteer = context.gazetteer
    border = next(
        (shape for row in described.owners if (shape := gazetteer.geometry(row)) is not None), None
    )
    if border is None:
        return
    neighbour = gazetteer.entry(described.owners[0])
    area = shapely.from_wkb(border)
    shapely.prepare(area)
    spoken = [gazetteer.admin1(*key) for key in context.admin1s]
    units = [unit for unit in spoken if unit is not None and unit.country != neighbour.country]
    touching = [unit for unit in units if _touches(unit, area, gazetteer)]
    for unit in touching:
        times = context.admin1s[unit.country or "", unit.name]
        share = times / sum(context.admin1s[one.country or "", one.name] for one in touching)
        reason = f"The article speaks of {unit.name}, which borders {neighbour.name}."
        yield Denoted(gazetteer.to_place(unit), _SURE * share, reason)
    if not touching and neighbour.country:
        yield from _any_bordering(neighbour, area, context)


def _any_bordering(neighbour: Entry, area: BaseGeometry, context: Context) -> Iterator[Denoted]:
    gazetteer = context.gazetteer
    spoken = [code for code, _times in (context.countries + context.adjectives).most_common()]
    beside = gazetteer.neighbours(neighbour.country or "")
    country = next((code for code in spoken if code in beside), None)
    if country is None:
        return
    units = [unit for unit in gazetteer.admin1s_of(country) if _touches(unit, area, gazetteer)]
    for unit in units:
        reason = f"It is one of {len(units)} that border {neighbour.name}."
        yield Denoted(gazetteer.to_place(unit), _SURE / len(units), reason)


def _touches(unit: Entry, area: BaseGeometry, gazetteer: Gazetteer) -> bool:
    import shapely

    shape = gazetteer.geometry(unit.row)
    return shape is not None and bool(shapely.dwithin(shapely.from_wkb(shape), area, _TOUCH))


_READ = {
    "capital": _capital, "seat": _seat, "bordering": _bordering, "border": _border,
    "coast": _coast,
}  # fmt: skip
