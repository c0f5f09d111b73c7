"""What spatial words make of a place: its geometry, radius and precision.

The distances of vague words are those of UCDP's codebook: "near", "outside" and "around"
mean within 25 km of a known point.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.places.lines import at_sea, band, border_place, coast_of, road_between
from geomap.places.shapes import Shape, along, area_of, circle, line_of, near, part, shifted, swept

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer import Gazetteer
    from geomap.model import Place, Precision, Relation

#: Kinds of places around which a few kilometres say nothing.
_WIDE = frozenset({"country", "admin1", "admin2", "region", "sea", "continent", "area", "island"})
#: Kinds with a line of their own.
_LINES = frozenset({"river", "border"})


def related_place(
    place: Place, relation: Relation, anchor: Place | None, gazetteer: Gazetteer
) -> Place:
    """The place that a relation makes of `place`.

    Args:
        place: what the name itself means.
        relation: the spatial words with it.
        anchor: the second place of "between", "border" and "road", where it is known.
        gazetteer: whose polygons and roads the geometry follows.

    Returns:
        A place with the same id and name, or a border or road of its own. Unchanged where the
        relation adds nothing that can be drawn honestly.
    """
    if relation.kind not in _SHAPES:
        return place
    # Where in the text the words stand changes nothing.
    said = replace(relation, start=0, end=0, anchor=None)
    return _made(place, said, anchor, gazetteer)


@lru_cache(maxsize=256)
def _made(place: Place, relation: Relation, anchor: Place | None, gazetteer: Gazetteer) -> Place:
    """The area; "northern Syria" is told again and again, and cutting polygons takes long."""
    return _SHAPES[relation.kind](place, relation, anchor, gazetteer)


def _shape(place: Place) -> BaseGeometry:
    import shapely

    if place.geometry is None:
        return shapely.Point(place.lon, place.lat)
    return shapely.from_wkb(place.geometry)


def _distance(
    place: Place, relation: Relation, _anchor: Place | None, gazetteer: Gazetteer
) -> Place:
    distance = relation.distance_km or 0.0
    if place.kind in _LINES and place.geometry is not None:
        return _from_line(place, distance, relation.bearing, gazetteer)
    precision: Precision = "near" if distance <= Shape.KNOWN_KM else "region"
    if relation.bearing is None:
        return circle(place, place.radius_km + distance, precision)
    return shifted(place, relation.bearing, distance, precision)


def _from_line(place: Place, distance: float, bearing: float | None, gazetteer: Gazetteer) -> Place:
    """A distance from a border: the band on the side of its country, or towards a bearing."""
    import shapely

    line = _shape(place)
    if bearing is not None:
        return area_of(place, swept(line, bearing, distance))
    own = gazetteer.country(place.country)
    wkb = gazetteer.geometry(own.row) if own is not None else None
    return area_of(place, band(line, distance, None if wkb is None else shapely.from_wkb(wkb)))


def _near(place: Place, relation: Relation, _anchor: Place | None, _gazetteer: Gazetteer) -> Place:
    if relation.bearing is not None and place.kind in _WIDE:
        return part(place, relation.bearing)  # "south-west of Syria"
    if place.kind in _WIDE:
        return place
    if relation.bearing is not None:
        # How far is not said: from its edge to twice as far as the middle of what is meant.
        made = shifted(place, relation.bearing, Shape.NEAR_KM, precision="near")
        return replace(made, radius_km=max(made.radius_km, Shape.NEAR_KM))
    return near(place)


def _between(place: Place, relation: Relation, anchor: Place | None, gazetteer: Gazetteer) -> Place:
    if anchor is None:
        return _near(place, relation, None, gazetteer)  # what lies between is not there itself
    if place.kind in _WIDE and anchor.kind in _WIDE:
        return _border(place, relation, anchor, gazetteer)
    # Homs to Palmyra and Palmyra to Homs are one line, whichever of the two is asked about.
    one, two = sorted((place, anchor), key=lambda end: (end.name, end.id))
    line = road_between(one, two, gazetteer)
    if line is None:
        return _near(place, relation, None, gazetteer)
    return replace(
        line_of(one, line),
        name=f"{one.name}–{two.name}",
        id=f"road:{one.id}-{two.id}",
        geonameid=None,
    )


def _border(place: Place, relation: Relation, anchor: Place | None, gazetteer: Gazetteer) -> Place:
    if anchor is None:
        if place.kind != "country":
            return place
        return replace(line_of(place, _shape(place).boundary), name=f"{place.name} (border)")
    border = border_place(place, anchor)
    if border is None:
        return place
    if relation.distance_km:
        return replace(
            _from_line(border, relation.distance_km, relation.bearing, gazetteer),
            id=place.id, country=anchor.country,
        )  # fmt: skip
    made = replace(border, country=place.country)
    return made if relation.bearing is None else _towards(made, relation.bearing)


def _towards(place: Place, bearing: float) -> Place:
    """The part of a line towards a compass point: "Turkey's southern border"."""
    import shapely

    whole = _shape(place)
    west, south, east, north = whole.bounds
    x, y = (west + east) / 2, (south + north) / 2
    boxes = {
        0.0: (west, y, east, north), 90.0: (x, south, east, north),
        180.0: (west, south, east, y), 270.0: (west, south, x, north),
    }  # fmt: skip
    kept = shapely.intersection(whole, shapely.box(*boxes[bearing])) if bearing in boxes else whole
    return line_of(place, kept) if kept.length else place


def _coast(place: Place, relation: Relation, _anchor: Place | None, gazetteer: Gazetteer) -> Place:
    if place.kind not in _WIDE:
        return near(place)
    line = coast_of(_shape(place), gazetteer, place.country)
    if line is None:
        return place
    made = replace(line_of(place, line), name=f"{place.name} (coast)")
    return made if relation.bearing is None else _towards(made, relation.bearing)


def _off_coast(
    place: Place, relation: Relation, _anchor: Place | None, gazetteer: Gazetteer
) -> Place:
    land = place if relation.bearing is None else part(place, relation.bearing)
    wet = at_sea(_shape(land), relation.distance_km, gazetteer)
    sea = f"off {land.name}"
    return place if wet is None else replace(area_of(place, wet), kind="sea", name=sea)


_SHAPES: dict[str, Callable[[Place, Relation, Place | None, Gazetteer], Place]] = {
    "distance": _distance,
    "near": _near,
    "outskirts": _near,
    "countryside": _near,
    "part": lambda place, relation, *_: (
        place if relation.bearing is None else part(place, relation.bearing)
    ),
    "centre": lambda place, *_: part(place, None),
    "between": _between,
    "road": _between,
    "border": _border,
    "coast": _coast,
    "off_coast": _off_coast,
    "along": lambda place, *_: along(place),
}
