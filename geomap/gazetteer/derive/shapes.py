"""What a polygon says of a place: a point inside, the radius that holds it, compact WKB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Parts smaller than this share of the whole (far islands) do not stretch the radius.
_LEAST_PART = 0.05


def point_inside(shape: BaseGeometry) -> tuple[float, float]:
    """(lat, lon) of a point in the largest part of `shape`: its centroid where that is inside."""
    largest = max(parts(shape), key=lambda part: part.area or part.length)
    centre = largest.centroid
    if not largest.covers(centre):
        centre = largest.representative_point()
    return round(centre.y, 4), round(centre.x, 4)


def radius_km(shape: BaseGeometry, lat: float, lon: float) -> float:
    """Great-circle distance, km, from the point to the farthest vertex of the main parts."""
    whole = shape.area or shape.length or 1.0
    every = parts(shape)
    main = [p for p in every if (p.area or p.length) >= _LEAST_PART * whole]
    vertices = np.radians(shapely.get_coordinates(main or every))
    phi, lam = np.radians(lat), np.radians(lon)
    half = (
        np.sin((vertices[:, 1] - phi) / 2) ** 2
        + np.cos(phi) * np.cos(vertices[:, 1]) * np.sin((vertices[:, 0] - lam) / 2) ** 2
    )
    return round(float(2 * 6371.0 * np.arcsin(np.sqrt(half.max()))), 1)


def parts(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons (or lines, where it has no area) that `shape` is made of."""
    found = [part for part in shapely.get_parts(shape) if not part.is_empty]
    return [part for part in found if part.area > 0] or found


def areas(shape: BaseGeometry) -> BaseGeometry:
    """Only the polygons of `shape`, which repairs may have given stray lines and points."""
    flat = shapely.get_parts(shapely.get_parts(shape))  # a collection may hold multipolygons
    found = [part for part in flat if part.geom_type == "Polygon" and part.area > 0]
    return shapely.MultiPolygon(found) if len(found) != 1 else found[0]


def simplified(shapes: list[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """`shapes` with fewer vertices; borders they share stay shared.

    Args:
        shapes: polygons that tile an area.
        tolerance: degrees; corners that cut off less than its square go.
    """
    simple = [
        areas(shapely.make_valid(new)) for new in shapely.coverage_simplify(shapes, tolerance)
    ]
    # Islets would vanish: they stay as they are.
    return [
        new if new.area > 0.5 * old.area else old for new, old in zip(simple, shapes, strict=True)
    ]


def wkb(shape: BaseGeometry) -> bytes:
    """`shape` as little-endian WKB on a grid of 1e-4 degrees (11 m), which packs well."""
    snapped = shapely.set_precision(shape, 1e-4, mode="valid_output")
    result = shapely.to_wkb(snapped if not snapped.is_empty else shape, byte_order=1)
    return bytes(result)
