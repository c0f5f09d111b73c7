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

    KNOWN_KM = 25.0
    """Up to this far from a known point is near it (UCDP's codebook); beyond is a region."""
    NEAR_KM = 10.0
    """As in "near", "outside", "north of": a ring of some ten kilometres, within UCDP's 25."""
    COMPASS_SHARE = 0.25
    """A distance is as sure as a quarter of itself where only a compass point is given."""
    SEA_KM = 30.0
    """As in "off the coast of": the territorial sea (12 nautical miles) and some way beyond."""
    ROAD_KM = 12.0
    """A town this near to a road's line is one that the road serves."""


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


def part(place: Place, bearing: float | None) -> Place:
    """The half (or quarter) of an area towards a compass point, or (None) its middle.

    A place without an area gives a circle towards the point. A part of a province is as
    precise as the province, a part of a country is a region.
    """
    import shapely

    if place.geometry is None:
        if bearing is not None and place.kind in ("city", "neighbourhood", "facility"):
            return shifted(place, bearing, max(2.0, place.radius_km), precision="near")
        return place if bearing is None else replace(place, precision="region")
    whole = shapely.from_wkb(place.geometry)
    if not whole.area:
        return place
    west, south, east, north = whole.bounds
    middle_x, middle_y = whole.centroid.x, whole.centroid.y
    if bearing is None:
        west, east = (west + middle_x) / 2, (east + middle_x) / 2
        south, north = (south + middle_y) / 2, (north + middle_y) / 2
    if bearing in (45.0, 0.0, 315.0):
        south = middle_y
    if bearing in (135.0, 180.0, 225.0):
        north = middle_y
    if bearing in (45.0, 90.0, 135.0):
        west = middle_x
    if bearing in (225.0, 270.0, 315.0):
        east = middle_x
    where = "centre" if bearing is None else _COMPASS[bearing]
    made = area_of(
        replace(place, name=f"{place.name} ({where})"),
        shapely.intersection(whole, shapely.box(west, south, east, north)),
    )
    precision = place.precision if place.kind in ("admin1", "admin2") else "region"
    return replace(made, precision=precision)


def along(place: Place) -> Place:
    """A river, road or border as the line it is; anything else as it was."""
    import shapely

    line = place.kind in ("river", "border")
    if not line and place.geometry is not None:
        line = shapely.from_wkb(place.geometry).area == 0
    return replace(place, precision="linear") if line else place


def line_of(place: Place, line: BaseGeometry) -> Place:
    """The place as a line: a point on its middle, and the radius that holds it."""
    import shapely

    if line.is_empty:
        return replace(place, precision="linear")
    longest = max(shapely.get_parts(line), key=lambda part: (part.length, part.wkt))
    middle = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    made = replace(area_of(place, line), precision="linear")
    return replace(made, lat=float(middle.y), lon=float(middle.x))


def area_of(place: Place, shape: BaseGeometry) -> Place:
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


def swept(line: BaseGeometry, bearing: float, km: float) -> BaseGeometry:
    """What a line passes over when it moves some way to either side of `km` towards a bearing."""
    import shapely
    import shapely.affinity

    slack = max(1.0, km * Shape.COMPASS_SHARE)
    middle = line.centroid

    def moved(distance: float) -> BaseGeometry:
        lat, lon = _move(middle.y, middle.x, bearing, distance)
        return shapely.affinity.translate(line, lon - middle.x, lat - middle.y)

    shapes = []
    for near_part, far_part in zip(
        shapely.get_parts(moved(max(0.0, km - slack))), shapely.get_parts(moved(km + slack)),
        strict=True,
    ):  # fmt: skip
        one, two = shapely.get_coordinates(near_part), shapely.get_coordinates(far_part)
        shapes += [
            shapely.MultiPoint([one[n], one[n + 1], two[n], two[n + 1]]).convex_hull
            for n in range(len(one) - 1)
        ]
    return shapely.union_all(shapes)


def buffered(shape: BaseGeometry, km: float) -> BaseGeometry:
    """The shape with everything up to `km` from it, through an equidistant projection around it."""
    import shapely
    from pyproj import Proj

    middle = shape.centroid
    # A bare projection opens in a fraction of the time of a transformer between systems.
    there = Proj(proj="aeqd", lat_0=middle.y, lon_0=middle.x, ellps="WGS84")
    flat = shapely.transform(shape, lambda xy: _through(there, xy, inverse=False))
    wide = shapely.buffer(flat, km * 1000, quad_segs=4)
    return shapely.transform(wide, lambda xy: _through(there, xy, inverse=True))


def _through(projection: Any, xy: Any, *, inverse: bool) -> Any:
    import numpy as np

    return np.column_stack(projection(xy[:, 0], xy[:, 1], inverse=inverse))
