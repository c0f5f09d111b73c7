"""The ground that findings are drawn on: land, borders and waters within a box.

Outlines are generalised as a coverage (shared edges stay shared), so that borders have no
slivers. Coordinates are WGS 84 degrees, longitude first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]
Path2D = list[tuple[float, float]]

WORLD: Box = (-180.0, -60.0, 180.0, 84.0)
#: Generalisation of the world, degrees; about a pixel at zoom 3.
WORLD_TOLERANCE = 0.15
#: Islets and holes below this area are left out of the world, square degrees.
WORLD_LEAST = 0.2
#: Rivers shorter than this, or drawn with longer strides, are left out of the world, degrees.
WORLD_RIVER, WORLD_STRIDE = 6.0, 0.2
#: A nameless water this near to a named one is the same, degrees.
SAME_WATER = 0.05
_LAKES = {"lake"}
_RIVERS = {"river"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Outlines within `box`."""

    box: Box
    tolerance: float
    """What outlines were generalised by, degrees."""
    land: list[Path2D]
    """Rings; even-odd filling gives holes."""
    borders: list[Path2D]
    """Lines between countries that nobody disputes."""
    disputed: list[Path2D]
    """Lines that are disputed, whoever holds them."""
    provinces: list[Path2D]
    """Lines between first-level units."""
    rivers: list[Path2D]
    lakes: list[Path2D]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The gazetteer's outlines, as rows with a ``geometry`` (shapely)."""

    countries: list[dict[str, Any]]
    provinces: list[dict[str, Any]]
    waters: list[dict[str, Any]]
    disputed: list[Any]
    """Lines alone."""


def read_sources(folder: Path) -> Sources:
    """The outlines of the tables in `folder`; none of those of a table that is not there."""
    lines = _read(folder, "basemap")
    return Sources(
        countries=_read(folder, "countries"),
        # Regions that group provinces overlap them, and would draw every line twice.
        provinces=[row for row in _read(folder, "admin1") if row["kind"] == "admin1"],
        waters=_with_nameless(_read(folder, "waters"), lines),
        disputed=[row["geometry"] for row in lines if row["note"] == "disputed"],
    )


def _with_nameless(waters: list[dict[str, Any]], lines: list[dict[str, Any]]) -> list[Any]:
    """The named waters, and the nameless rivers and lakes where no named one is."""
    import shapely

    if not waters:
        return lines
    near = shapely.STRtree([row["geometry"] for row in waters])
    new = [row for row in lines if row["kind"] in _RIVERS | _LAKES]
    known = set(near.query([row["geometry"] for row in new], "dwithin", SAME_WATER)[0])
    return [*waters, *(row for n, row in enumerate(new) if n not in known)]


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Rows with a ``geometry`` (shapely) of a table; none where the table is not there."""
    import pyarrow.parquet as pq
    import shapely

    path = folder / f"{name}.parquet"
    if not path.is_file():
        return []
    columns = ["id", "name", "kind", "country", "lat", "lon", "note", "geometry"]
    rows: list[dict[str, Any]] = [
        row for row in pq.read_table(path, columns=columns).to_pylist() if row["geometry"]
    ]
    shapes = shapely.from_wkb([row["geometry"] for row in rows])
    return [row | {"geometry": shape} for row, shape in zip(rows, shapes, strict=True)]


def ground(sources: Sources, box: Box, tolerance: float) -> Ground:
    """The outlines within `box`, generalised by `tolerance` degrees."""
    import shapely

    land = _coverage(sources.countries, box, tolerance)
    rivers = [row for row in sources.waters if row["kind"] in _RIVERS]
    lakes = [row for row in sources.waters if row["kind"] in _LAKES]
    disputed = shapely.clip_by_rect(sources.disputed, *box)
    return Ground(
        box=box,
        tolerance=tolerance,
        land=_rings(land, WORLD_LEAST if box == WORLD else 0.0),
        borders=_apart(_shared_lines(land, box), sources.disputed, 3 * tolerance),
        disputed=_lines(shapely.simplify(disputed, tolerance)),
        provinces=_shared_lines(_coverage(sources.provinces, box, tolerance), box),
        rivers=_lines(_clipped(rivers, box, tolerance)),
        lakes=_rings(_clipped(lakes, box, tolerance)),
    )


def world(sources: Sources) -> Ground:
    """The coarse world: countries, lakes and great rivers."""
    waters = [row for row in sources.waters if row["kind"] in _LAKES or _is_great(row["geometry"])]
    return ground(replace(sources, provinces=[], waters=waters), WORLD, WORLD_TOLERANCE)


def _is_great(river: Any) -> bool:
    import shapely

    strides = max(1, int(shapely.get_num_coordinates(river)) - 1)
    return bool(WORLD_RIVER < river.length < WORLD_STRIDE * strides)


def within(whole: Ground, box: Box) -> Ground:
    """The part of `whole` that lies in `box`."""
    import shapely

    west, south, east, north = whole.box
    frame = (max(west, box[0]), max(south, box[1]), min(east, box[2]), min(north, box[3]))

    def lines(paths: list[Path2D]) -> list[Path2D]:
        return _lines(shapely.clip_by_rect([shapely.linestrings(path) for path in paths], *frame))

    def rings(paths: list[Path2D]) -> list[Path2D]:
        # A ring alone, hole or not: even-odd filling makes holes of those within others.
        cut = shapely.clip_by_rect([shapely.polygons(path) for path in paths], *frame)
        return _rings(shape for shape in cut if not shape.is_empty)

    return Ground(
        box=frame,
        tolerance=whole.tolerance,
        land=rings(whole.land),
        borders=lines(whole.borders),
        disputed=lines(whole.disputed),
        provinces=lines(whole.provinces),
        rivers=lines(whole.rivers),
        lakes=rings(whole.lakes),
    )


def _coverage(rows: list[dict[str, Any]], box: Box, tolerance: float) -> list[Any]:
    """Polygons generalised together, so that neighbours keep one common edge, then clipped."""
    import shapely

    if not rows:
        return []
    # A first, wider cut spares most of the work and leaves the edges of the second one exact.
    wider = shapely.clip_by_rect(
        [row["geometry"] for row in rows], box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
    )
    simple = shapely.coverage_simplify([shape for shape in wider if not shape.is_empty], tolerance)
    cut = shapely.clip_by_rect(simple, *box)
    return [shape for shape in cut if not shape.is_empty]


def _clipped(rows: list[dict[str, Any]], box: Box, tolerance: float) -> list[Any]:
    import shapely

    if not rows:
        return []
    cut = shapely.clip_by_rect([row["geometry"] for row in rows], *box)
    return [shape for shape in shapely.simplify(cut, tolerance) if not shape.is_empty]


def _rings(shapes: Iterable[Any], least: float = 0.0) -> list[Path2D]:
    """Rings of the polygons, without those of less than `least` square degrees."""
    import shapely

    polygons = [part for part in shapely.get_parts(list(shapes)) if part.geom_type == "Polygon"]
    rings = shapely.get_rings(polygons)
    large = shapely.area(shapely.polygons(rings)) >= least
    return [_path(ring) for ring in rings[large]]


def _lines(shapes: Iterable[Any]) -> list[Path2D]:
    import shapely

    parts = shapely.get_parts(list(shapes))
    return [_path(part) for part in parts if part.geom_type == "LineString"]


def _path(line: Any) -> Path2D:
    import shapely

    return list(map(tuple, shapely.get_coordinates(line).tolist()))


def _shared_lines(polygons: Sequence[Any], box: Box) -> list[Path2D]:
    """Lines along which two polygons meet: borders without coasts and without the frame."""
    import numpy as np
    import shapely

    rings = shapely.get_rings(shapely.get_parts(list(polygons)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    steps = np.stack([points[:-1], points[1:]], axis=1)[ring[:-1] == ring[1:]]
    # Each step with its ends in one order, whichever way its ring runs.
    back = (steps[:, 0, 0] > steps[:, 1, 0]) | (
        (steps[:, 0, 0] == steps[:, 1, 0]) & (steps[:, 0, 1] > steps[:, 1, 1])
    )
    steps[back] = steps[back][:, ::-1]
    unique, times = np.unique(steps.reshape(-1, 4), axis=0, return_counts=True)
    shared = unique[(times > 1) & ~_on_edge(unique, box)].reshape(-1, 2, 2)
    if not len(shared):
        return []
    return _lines([shapely.line_merge(shapely.multilinestrings(shapely.linestrings(shared)))])


def _apart(lines: list[Path2D], others: list[Any], distance: float) -> list[Path2D]:
    """The parts of `lines` that are not within `distance` degrees of `others`."""
    import shapely

    if not lines or not others:
        return lines
    near = shapely.buffer(shapely.union_all(others), distance)
    rest = shapely.difference(
        shapely.multilinestrings([shapely.linestrings(x) for x in lines]), near
    )
    return _lines([rest])


def _on_edge(steps: Any, box: Box) -> Any:
    """Which steps (n x 4: x y x y) run along the frame, where clipping made them."""
    west, south, east, north = box
    x1, y1, x2, y2 = steps.T
    return ((x1 == x2) & ((x1 == west) | (x1 == east))) | (
        (y1 == y2) & ((y1 == south) | (y1 == north))
    )
