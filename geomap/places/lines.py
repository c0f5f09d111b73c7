"""Lines between places and what lies at a distance from them: borders, coasts, roads.

Shapes are shapely geometries, EPSG:4326; distances are kilometres. Borders come from the
polygons that the gazetteer holds, roads from its lines; where it has none, a road is the
straight line between its ends.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.model import Place
from geomap.places.shapes import Shape, buffered, line_of

if TYPE_CHECKING:
    from shapely import LineString
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer import Gazetteer

#: Polygons of two sources agree on their border to some kilometres, degrees.
_TOLERANCE = 0.05
#: A distance is as sure as a tenth of itself, but not surer than this, km.
_LEAST_BAND_KM = 1.0


def common_border(one: BaseGeometry, two: BaseGeometry) -> BaseGeometry | None:
    """The line where two areas meet: that of `one`; None for areas of no extent.

    Areas that do not touch (any more) have the part of the first that faces the second.
    """
    import shapely

    if not one.area or not two.area:
        return None
    gap = float(shapely.distance(one, two))
    edge = _box(two, gap + 1.0)
    outline = shapely.intersection(one.boundary, edge)
    shared = shapely.intersection(outline, two.boundary) if not gap else shapely.Point()
    lines = [part for part in shapely.get_parts(shared) if part.length]
    if not lines:
        near = _box(one, gap + 1.0)
        reach = shapely.buffer(shapely.intersection(two, near), gap + _TOLERANCE, quad_segs=2)
        lines = [p for p in shapely.get_parts(shapely.intersection(outline, reach)) if p.length]
    return shapely.line_merge(shapely.union_all(lines)) if lines else None


def _box(shape: BaseGeometry, margin: float) -> BaseGeometry:
    import shapely

    west, south, east, north = shape.bounds
    return shapely.box(west - margin, south - margin, east + margin, north + margin)


def border_place(one: Place, two: Place) -> Place | None:
    """The border of two areas as a place of its own; None where it has no line.

    Its country is that of the second: who speaks of "the border with X" stands across from X.
    Its line is the same whichever of the two is asked about.
    """
    import shapely

    first, second = sorted((one, two), key=lambda area: (area.name, area.id))
    if first.geometry is None or second.geometry is None:
        return None
    line = common_border(shapely.from_wkb(first.geometry), shapely.from_wkb(second.geometry))
    if line is None:
        return None
    keys = sorted(place.country or place.id for place in (one, two))
    base = Place(
        id=f"border:{'-'.join(keys)}", name=f"{first.name}–{second.name} border", kind="border",
        lat=one.lat, lon=one.lon, country=two.country,
    )  # fmt: skip
    return replace(line_of(base, line), kind="border")


def band(line: BaseGeometry, km: float, inside: BaseGeometry | None) -> BaseGeometry:
    """What lies about `km` from a line, within an area where one is given."""
    import shapely

    slack = max(_LEAST_BAND_KM, km * 0.1)
    ring = shapely.difference(buffered(line, km + slack), buffered(line, max(0.01, km - slack)))
    return ring if inside is None else shapely.intersection(ring, inside)


def at_sea(shape: BaseGeometry, km: float | None, gazetteer: Gazetteer) -> BaseGeometry | None:
    """The water off a coast: up to `Shape.SEA_KM`, or about `km`, from it; None inland."""
    import shapely

    reach = Shape.SEA_KM if km is None else km * 1.25
    zone = buffered(shape, reach)
    if km is not None:
        zone = shapely.difference(zone, buffered(shape, km * 0.75))
    wet = shapely.difference(zone, land_around(zone.bounds, gazetteer))
    return None if wet.is_empty or not wet.area else wet


def coast_of(shape: BaseGeometry, gazetteer: Gazetteer, country: str | None) -> BaseGeometry | None:
    """The part of an area's outline that faces no other land; None for a land without a coast."""
    import shapely

    others = land_around(_box(shape, 0.2).bounds, gazetteer, but=country)
    shore = shapely.difference(shape.boundary, shapely.buffer(others, 0.03, quad_segs=2))
    lines = [part for part in shapely.get_parts(shore) if part.length > _TOLERANCE]
    return shapely.line_merge(shapely.union_all(lines)) if lines else None


def land_around(
    bounds: tuple[float, ...], gazetteer: Gazetteer, *, but: str | None = None
) -> BaseGeometry:
    """The countries within bounds (west, south, east, north; degrees) as one shape."""
    import shapely

    west, south, east, north = bounds
    box = shapely.box(west, south, east, north)
    shapes = [
        shapely.intersection(shapely.from_wkb(wkb), box)
        for entry in gazetteer.countries_within(bounds)
        if entry.country != but and (wkb := gazetteer.geometry(entry.row)) is not None
    ]
    return shapely.union_all(shapes)


def road_between(one: Place, two: Place, gazetteer: Gazetteer) -> BaseGeometry | None:
    """The stretch of a known road that serves both places, else the straight line."""
    import shapely
    from shapely.ops import substring

    ends = [shapely.Point(place.lon, place.lat) for place in (one, two)]
    straight = shapely.LineString(ends)
    if not straight.length:
        return None
    for road in _roads(gazetteer):
        if all(_apart_km(road, end) <= Shape.ROAD_KM for end in ends):
            low, high = sorted(float(shapely.line_locate_point(road, end)) for end in ends)
            cut: BaseGeometry = substring(road, low, high)
            if cut.length:
                return cut
    return straight


def _apart_km(line: BaseGeometry, point: BaseGeometry) -> float:
    """Kilometres from a point to the nearest point of a line."""
    import shapely

    near, own = shapely.get_coordinates(shapely.shortest_line(line, point))
    return distance_km(near[1], near[0], own[1], own[0])


@lru_cache(maxsize=4)
def _roads(gazetteer: Gazetteer) -> tuple[LineString, ...]:
    """The roads whose line the gazetteer has."""
    import shapely

    shapes = (gazetteer.geometry(row) for row in gazetteer.rows_of_feature("RD"))
    lines = (shapely.from_wkb(wkb) for wkb in shapes if wkb is not None)
    return tuple(line for line in lines if isinstance(line, shapely.LineString))
