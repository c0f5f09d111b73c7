"""Geometry of spatial language: circles, parts of areas, strips between places.

Distances are geodesic on the WGS 84 ellipsoid (pyproj); shapes are WKB, EPSG:4326.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place, Precision


_COMPASS = {
    0.0: "north", 45.0: "northeast", 90.0: "east", 135.0: "southeast",
    180.0: "south", 225.0: "southwest", 270.0: "west", 315.0: "northwest",
}  # fmt: skip


class Shape:
    """Distances that vague words stand for, km."""

    NEAR_KM = 10.0
    """As in "near", "outside", "north of": a ring of some ten kilometres, within UCDP's 25."""
    BORDER_KM = 10.0
    """Width of the strip along a border or a road."""
    COMPASS_SHARE = 0.25
    """A distance is as sure as a quarter of itself where only a compass point is given."""


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def _move(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    east, north, _back = _geod().fwd(lon, lat, bearing, distance_km * 1000)
    return float(north), float(east)


def circle(place: Place, radius_km: float, precision: Precision) -> Place:
    """The place with a circle of `radius_km` around its point."""
    return replace(place, radius_km=round(radius_km, 3), precision=precision, geometry=None)


def near(place: Place) -> Place:
    """Around the place: its own radius and `Shape.NEAR_KM` more."""
    if place.kind in ("river", "border"):
        return along(place)
    return circle(place, place.radius_km + Shape.NEAR_KM, "near")


def shifted(
    place: Place, bearing: float, distance_km: float, precision: Precision = "near"
) -> Place:
    """A point at a bearing (degrees from north) and distance from the place."""
    lat, lon = _move(place.lat, place.lon, bearing, distance_km)
    radius = max(1.0, place.radius_km, distance_km * Shape.COMPASS_SHARE)
    return replace(
        place, lat=lat, lon=lon, radius_km=round(radius, 3), precision=precision, geometry=None
    )


def part(place: Place, bearing: float) -> Place:
    """The half (or quarter) of an area towards a compass point; a circle for a place without."""
    import shapely

    if place.geometry is None:
        if place.kind in ("city", "neighbourhood", "facility"):
            return shifted(place, bearing, max(2.0, place.radius_km), precision="near")
        return replace(place, precision="region")
    whole = shapely.from_wkb(place.geometry)
    west, south, east, north = whole.bounds
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    if bearing in (45.0, 0.0, 315.0):
        south = middle_y
    if bearing in (135.0, 180.0, 225.0):
        north = middle_y
    if bearing in (45.0, 90.0, 135.0):
        west = middle_x
    if bearing in (225.0, 270.0, 315.0):
        east = middle_x
    named = replace(place, name=f"{place.name} ({_COMPASS[bearing]})")
    return _area(named, shapely.intersection(whole, shapely.box(west, south, east, north)))


def along(place: Place) -> Place:
    """A river, road or border as the line it is."""
    return replace(place, precision="linear")


def strip(place: Place, other: Place, *, border: bool) -> Place:
    """What lies between two places: their common border, else the line from one to the other."""
    import shapely

    if border and place.geometry and other.geometry:
        one, two = shapely.from_wkb(place.geometry), shapely.from_wkb(other.geometry)
        # Polygons of one source share their border to some hundred metres.
        line = shapely.intersection(one.boundary, two.buffer(0.02))
        if not line.is_empty:
            return _line(place, line)
    line = shapely.LineString([(place.lon, place.lat), (other.lon, other.lat)])
    return place if line.length == 0 else _line(place, line)


def _line(place: Place, line: BaseGeometry) -> Place:
    made = _area(place, line)
    return replace(made, precision="linear")


def _area(place: Place, shape: BaseGeometry) -> Place:
    """The place with a new shape, a point inside it, and the radius that holds it."""
    import shapely

    if shape.is_empty:
        return place
    point = shapely.point_on_surface(shape)
    west, south, east, north = shape.bounds
    _ahead, _back, metres = _geod().inv(west, south, east, north)
    return replace(
        place,
        kind="area",
        lat=float(point.y),
        lon=float(point.x),
        radius_km=round(metres / 2000, 3),
        precision="region",
        geometry=shapely.to_wkb(shape),
    )
