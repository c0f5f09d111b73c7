"""A small decoder of TopoJSON, enough for Natural Earth as npm packages carry it.

See the TopoJSON specification, https://github.com/topojson/topojson-specification: arcs are
quantised and delta-coded; a negative index ~i means arc i backwards.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import antimeridian
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

#: South of this latitude, degrees, a ring that crosses the 180th meridian goes round the pole.
_POLAR = -60.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One geometry of a topology, with its id and properties."""

    id: str
    properties: dict[str, Any]
    geometry: BaseGeometry


def read_topology(path: Path, layer: str | None = None) -> list[Shape]:
    """The shapes of `layer` (None: the first) in the TopoJSON at `path`, valid, in EPSG:4326."""
    topology = json.loads(path.read_text("utf-8"))
    arcs = _arcs(topology)
    layer = layer or next(iter(topology["objects"]))
    return [
        Shape(str(item.get("id", "")), item.get("properties") or {}, _geometry(item, arcs))
        for item in topology["objects"][layer]["geometries"]
        if item.get("type") in {"Polygon", "MultiPolygon", "LineString", "MultiLineString"}
    ]


def _arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    transform = topology.get("transform")
    if transform is None:
        return [np.asarray(arc, float) for arc in topology["arcs"]]
    scale, translate = np.asarray(transform["scale"]), np.asarray(transform["translate"])
    return [np.cumsum(np.asarray(arc), axis=0) * scale + translate for arc in topology["arcs"]]


def _line(indices: Sequence[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    # The last point of an arc is the first of the next.
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _geometry(item: dict[str, Any], arcs: list[NDArray[np.float64]]) -> BaseGeometry:
    kind = item["type"]
    if kind == "LineString":
        return shapely.LineString(_line(item["arcs"], arcs))
    if kind == "MultiLineString":
        return shapely.MultiLineString([_line(part, arcs) for part in item["arcs"]])
    polygons = [item["arcs"]] if kind == "Polygon" else item["arcs"]
    shapes = [_polygon(rings, arcs) for rings in polygons]
    return shapely.union_all([shape for shape in shapes if shape is not None])


def _polygon(
    rings: Sequence[Sequence[int]], arcs: list[NDArray[np.float64]]
) -> BaseGeometry | None:
    lines = [line for ring in rings if len(line := _line(ring, arcs)) >= 4]
    if not lines:
        return None
    if not (np.abs(np.diff(lines[0][:, 0])) > 180).any():
        return shapely.make_valid(shapely.Polygon(lines[0], lines[1:]))
    # The packages join Russia, Fiji and Antarctica over the 180th meridian: cut them there,
    # or their rings run back across the whole world.
    if bool((lines[0][:, 1] < _POLAR).all()):
        return antimeridian.fix_polygon(
            shapely.Polygon(lines[0]), force_south_pole=True, fix_winding=True
        )
    lines = [np.column_stack([line[:, 0] % 360, line[:, 1]]) for line in lines]
    whole = shapely.make_valid(shapely.Polygon(lines[0], lines[1:]))
    east = shapely.intersection(whole, shapely.box(0, -90, 180, 90))
    west = shapely.intersection(whole, shapely.box(180, -90, 360, 90))
    return shapely.union(east, shapely.transform(west, lambda xy: xy - (360, 0)))
