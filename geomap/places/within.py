"""The part of a river or road that lies in the country or unit that the words name with it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.places.shapes import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.gazetteer import Entry
    from geomap.model import Mention, Place
    from geomap.places.context import Context

#: Between a unit and a line that runs through it: "in Deir Ezzor, along the banks of the Tigris".
_THROUGH = re.compile(
    r"(?:\s*,)?\s+(?:(?:along|on|by|across|over|near|beside)\s+)?(?:(?:both|the)\s+)?"
    r"(?:(?:north|south|east|west)\w*\s+)?(?:(?:river|banks?|side|stretch)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
#: Between a line and the unit that it runs through: "the M5 highway in southern Idlib".
_RUNS_IN = re.compile(
    r"(?:\s+(?:river|highway|motorway|road|railway|line|canal|valley))?\s+"
    r"(?:in|inside|within|through|across)\s+(?:the\s+)?(?:(?:north|south|east|west|central)\S*\s+)?"
    r"(?:(?:countryside|part|parts|province|governorate)\s+of\s+)?",
    re.IGNORECASE,
)
#: What holds the least comes first: "in Deir Ezzor, Syria" is Deir Ezzor.
_ORDER = {"admin1": 0, "admin2": 1, "country": 2}


def part_within(place: Place, mention: Mention, context: Context) -> Place:
    """The place, cut to the unit named beside it; unchanged where it is no line, or lies elsewhere.

    Args:
        place: what the mention means.
        mention: the words.
        context: the article, with the units named beside each mention.

    Returns:
        The same place, id and name of the whole with the unit's name added, its line the part
        inside the unit, its point on that line.
    """
    import shapely

    if place.precision != "linear" or place.kind == "border" or place.geometry is None:
        return place
    line = shapely.from_wkb(place.geometry)
    for unit in sorted(_units(mention, context), key=lambda entry: (_ORDER[entry.kind], entry.row)):
        shape = context.gazetteer.geometry(unit.row)
        inside = None if shape is None else shapely.intersection(line, shapely.from_wkb(shape))
        if inside is not None and inside.length:
            lines = [part for part in shapely.get_parts(inside) if part.length]
            cut = line_of(place, shapely.line_merge(shapely.union_all(lines)))
            return replace(cut, kind=place.kind, name=f"{place.name} ({unit.name})",
                           country=unit.country)  # fmt: skip
    return place


def _units(mention: Mention, context: Context) -> Iterable[Entry]:
    """Countries and units named right behind a name, or in front of it as what it runs through."""
    yield from context.beside.get(mention.id, ())
    text = context.article.text
    behind = _RUNS_IN.match(text, mention.end)
    for name, entry in context.named.items():
        before = text[max(0, mention.start - len(name) - 40) : mention.start]
        at = before.rfind(name)
        through = at >= 0 and _THROUGH.fullmatch(before, at + len(name))
        if not through and not (behind and text.startswith(name, behind.end())):
            continue
        yield from (
            unit for unit in (entry, context.gazetteer.admin1(entry.country or "", entry.name))
            if unit is not None and unit.kind in _ORDER
        )  # fmt: skip
