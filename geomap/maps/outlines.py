"""Areas and lines as lists of whole numbers: first point, then steps, in 1/10000 degree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.maps.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.layers.basemap import BaseMap
    from geomap.layers.ground import Ground

#: Steps a degree: 1/10000 degree is 11 m, finer than any outline we have.
STEPS = 10_000
#: Steps of a base map are at most this share of its generalisation.
FINE = 1 / 8
#: An outline keeps this share of its diagonal.
DETAIL = 1 / 800


def outline(shape: Any) -> dict[str, Any] | None:
    """The outline of an area or a line, generalised for a screen; None for a point."""
    import shapely

    if shape is None or shape.is_empty or shape.geom_type == "Point":
        return None
    west, south, east, north = shape.bounds
    tolerance = max(east - west, north - south) * DETAIL
    parts = shapely.get_parts(shapely.simplify(shape, tolerance))
    areas = [part for part in parts if part.geom_type == "Polygon"]
    if areas:
        # Islets of a country say nothing about a place and weigh a lot.
        least = max(shapely.area(areas)) * 1e-4
        rings = shapely.get_rings([part for part in areas if part.area >= least])
        return {"area": paths([ring.coords for ring in rings])}
    lines = [part.coords for part in parts if part.geom_type == "LineString"]
    return {"line": paths(lines)} if lines else None


def paths(lines: Iterable[Iterable[Sequence[float]]], steps: int = STEPS) -> list[list[int]]:
    """Each line as ``[lon, lat, step east, step north, ...]``; standing still is left out."""
    coded = []
    for line in lines:
        row: list[int] = []
        last = (0, 0)
        for lon, lat, *_height in line:
            point = (round(lon * steps), round(lat * steps))
            if not row or point != last:
                row += [point[0] - last[0], point[1] - last[1]]
            last = point
        if len(row) > 2:
            coded.append(row)
    return coded


def ground_data(base: BaseMap) -> dict[str, Any]:
    """A base map as JSON data."""
    return {
        "world": _ground(base.world),
        "regions": [_ground(region) for region in base.regions],
        "units": {
            "country": [unit.country for unit in base.units],
            "name": [clean(unit.name) for unit in base.units],
            "outline": [outline(unit.geometry) for unit in base.units],
        },
        "labels": {
            "text": [clean(label.text) for label in base.labels],
            "lon": [round(label.lon, 3) for label in base.labels],
            "lat": [round(label.lat, 3) for label in base.labels],
            "kind": [label.kind for label in base.labels],
            "zoom": [label.zoom for label in base.labels],
        },
    }


def _ground(ground: Ground) -> dict[str, Any]:
    # The box has two decimals, and its edges must be found again among the points.
    steps = next(n for n in (100, 1000, STEPS) if n == STEPS or 1 / n <= ground.tolerance * FINE)
    return {
        "steps": steps,
        "box": ground.box,
        "land": paths(ground.land, steps),
        "borders": paths(ground.borders, steps),
        "disputed": paths(ground.disputed, steps),
        "provinces": paths(ground.provinces, steps),
        "rivers": paths(ground.rivers, steps),
        "lakes": paths(ground.lakes, steps),
    }
