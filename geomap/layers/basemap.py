"""The ground that findings are drawn on: land, borders, waters and names from the gazetteer.

A coarse world everywhere, so that no view is void, and a detailed region around each cluster
of places. Outlines are generalised as a coverage (shared edges stay shared), so that borders
have no slivers. Coordinates are WGS 84 degrees, longitude first.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.config import gazetteer_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.config import Config

Box = tuple[float, float, float, float]
Path2D = list[tuple[float, float]]

WORLD: Box = (-180.0, -60.0, 180.0, 84.0)
#: Generalisation of the world, degrees; about a pixel at zoom 3.
WORLD_TOLERANCE = 0.15
#: Shape of a region is kept to this share of its diagonal: about a pixel at zoom 8 for Syria.
REGION_DETAIL = 1 / 5000
#: Islets and holes below this area are left out of the world, square degrees.
WORLD_LEAST = 0.2
#: Places this near to each other share a region, degrees.
MARGIN = 1.2
#: Room around a region, as a share of its width and height, for views wider than its places.
ROOM = 0.6
#: The largest region stands in a wider one, half as exact: this many degrees more each way.
SURROUNDINGS = 8.0
MOST_REGIONS = 8
#: A nameless water this near to a named one is the same, degrees.
SAME_WATER = 0.05
MOST_LABELS = 1500
#: Population from which a town's name is shown, by zoom.
LABEL_ZOOMS = ((3_000_000, 4), (800_000, 5), (250_000, 6), (80_000, 7), (20_000, 8), (4_000, 9))
#: Towns shown from this zoom go before provinces, which often bear the same name.
GREAT_TOWN_ZOOM = 7
_LAKES = {"lake"}
_RIVERS = {"river"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name on the ground."""

    text: str
    lon: float
    lat: float
    kind: str
    """country, admin1, capital or city."""
    zoom: int
    """Zoom from which it is shown."""


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
class BaseMap:
    """The world, the regions in detail, and names, most important first."""

    world: Ground
    regions: list[Ground]
    """The widest first: later ones are drawn over earlier ones."""
    labels: list[Label]
    units: list[Unit]
    """First-level units of the regions that hold a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A first-level unit, by the names that places give it."""

    country: str
    name: str
    geometry: Any
    """Shapely, EPSG:4326."""


def base_map(
    points: Iterable[tuple[float, float]],
    config: Config,
    units: frozenset[tuple[str, str]] = frozenset(),
) -> BaseMap:
    """The ground around `points` ((longitude, latitude), degrees).

    Args:
        points: where the findings are.
        config: where the gazetteer is.
        units: (country, name) of the first-level units to bring as areas.

    Raises:
        GazetteerMissing: the gazetteer's tables are not there.
    """
    folder = gazetteer_folder(config)
    countries = _read(folder, "countries")
    # Regions that group provinces overlap them, and would draw every line twice.
    provinces = [row for row in _read(folder, "admin1") if row["kind"] == "admin1"]
    waters = _with_nameless(_read(folder, "waters"), lines := _read(folder, "basemap"))
    disputed = [row["geometry"] for row in lines if row["note"] == "disputed"]
    boxes = regions_around(list(points))
    wide = [_framed(boxes[0], SURROUNDINGS, SURROUNDINGS)] if boxes else []
    shares = [*(2 * REGION_DETAIL for _ in wide), *(REGION_DETAIL for _ in boxes)]
    grounds = [
        _ground(box, countries, provinces, waters, disputed, _diagonal(box) * share)
        for box, share in zip((*wide, *boxes), shares, strict=True)
    ]
    lakes = [row for row in waters if row["kind"] in _LAKES]
    world = _ground(WORLD, countries, [], lakes, disputed, WORLD_TOLERANCE)
    return BaseMap(
        world=world,
        regions=grounds,
        labels=_labels(folder, boxes, provinces),
        units=[
            Unit(country=row["country"], name=row["name"], geometry=row["geometry"])
            for row in provinces
            if (row["country"], row["name"]) in units
        ],
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


def regions_around(points: Sequence[tuple[float, float]]) -> list[Box]:
    """Boxes around clusters of points, largest cluster first, with room around each."""
    count = Counter((round(lon), round(lat)) for lon, lat in points)
    boxes = [((x - MARGIN, y - MARGIN, x + MARGIN, y + MARGIN), n) for (x, y), n in count.items()]
    boxes.sort()
    merged = True
    while merged:
        merged = False
        apart: list[tuple[Box, int]] = []
        for box, number in boxes:
            near = next((i for i, (other, _n) in enumerate(apart) if _touch(box, other)), None)
            if near is None:
                apart.append((box, number))
            else:
                other, more = apart[near]
                apart[near] = (_union(box, other), number + more)
                merged = True
        boxes = apart
    boxes.sort(key=lambda item: (-item[1], item[0]))
    return [_with_room(box) for box, _number in boxes[:MOST_REGIONS]]


def _diagonal(box: Box) -> float:
    west, south, east, north = box
    return math.hypot(east - west, north - south)


def _touch(one: Box, two: Box) -> bool:
    return one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]


def _union(one: Box, two: Box) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _with_room(box: Box) -> Box:
    return _framed(box, (box[2] - box[0]) * ROOM, (box[3] - box[1]) * ROOM)


def _framed(box: Box, wide: float, high: float) -> Box:
    """The box with a margin, in the world, with edges that outlines can be told to lie on."""
    west, south, east, north = box
    return (
        round(max(west - wide, WORLD[0]), 2),
        round(max(south - high, WORLD[1]), 2),
        round(min(east + wide, WORLD[2]), 2),
        round(min(north + high, WORLD[3]), 2),
    )


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
    for row in rows:
        row["geometry"] = shapely.from_wkb(row["geometry"])
    return rows


def _ground(
    box: Box,
    countries: list[dict[str, Any]],
    provinces: list[dict[str, Any]],
    waters: list[dict[str, Any]],
    disputed: list[Any],
    tolerance: float,
) -> Ground:
    import shapely

    land = _coverage(countries, box, tolerance)
    rivers = [row for row in waters if row["kind"] in _RIVERS]
    lakes = [row for row in waters if row["kind"] in _LAKES]
    return Ground(
        box=box,
        tolerance=tolerance,
        land=_rings(land, WORLD_LEAST if box == WORLD else 0.0),
        borders=_apart(_shared_lines(land, box), disputed, 3 * tolerance),
        disputed=_lines(shapely.simplify(shapely.clip_by_rect(disputed, *box), tolerance)),
        provinces=_shared_lines(_coverage(provinces, box, tolerance), box),
        rivers=_lines(_clipped(rivers, box, tolerance)),
        lakes=_rings(_clipped(lakes, box, tolerance)),
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
    return [list(ring.coords) for ring in rings[large]]


def _lines(shapes: Iterable[Any]) -> list[Path2D]:
    import shapely

    parts = shapely.get_parts(list(shapes))
    return [list(part.coords) for part in parts if part.geom_type == "LineString"]


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


def _labels(folder: Path, boxes: Sequence[Box], provinces: list[dict[str, Any]]) -> list[Label]:
    """Names in the order in which they get their room: countries, great towns, provinces, towns."""
    towns = _town_labels(folder, boxes)
    inside = [
        Label(text=row["name"], lon=row["lon"], lat=row["lat"], kind="admin1", zoom=7)
        for row in provinces
        if any(_inside((row["lon"], row["lat"]), box) for box in boxes)
    ]
    great = [town for town in towns if town.zoom <= GREAT_TOWN_ZOOM]
    others = [town for town in towns if town.zoom > GREAT_TOWN_ZOOM]
    return [*_country_labels(folder), *great, *inside, *others]


def _country_labels(folder: Path) -> list[Label]:
    import csv

    path = folder / "countries.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["lon"]]
    rows.sort(key=lambda row: (-int(row["population"] or 0), row["id"]))
    return [
        Label(
            text=row["name"], lon=float(row["lon"]), lat=float(row["lat"]), kind="country",
            zoom=3 if int(row["population"] or 0) > 8_000_000 else 5,
        )
        for row in rows
    ]  # fmt: skip


def _town_labels(folder: Path, boxes: Sequence[Box]) -> list[Label]:
    """Towns of the regions and great cities of the world, most populous first."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = folder / "geonames.parquet"
    if not path.is_file():
        return []
    table = pq.read_table(path, columns=["id", "name", "lat", "lon", "population", "feature_code"])
    large = table.filter(pc.greater_equal(table["population"], LABEL_ZOOMS[1][0])).to_pylist()
    within = [
        row
        for west, south, east, north in boxes
        for row in table.filter(
            pc.and_(
                pc.and_(pc.greater(table["lon"], west), pc.less(table["lon"], east)),
                pc.and_(pc.greater(table["lat"], south), pc.less(table["lat"], north)),
            )
        ).to_pylist()
    ]
    rows = {row["id"]: row for row in (*large, *within)}
    ranked = sorted(rows.values(), key=lambda row: (-(row["population"] or 0), row["id"]))
    return [_town(row) for row in ranked[:MOST_LABELS]]


def _town(row: dict[str, Any]) -> Label:
    people = row["population"] or 0
    zoom = next((zoom for least, zoom in LABEL_ZOOMS if people >= least), 10)
    capital = row["feature_code"] == "PPLC"
    return Label(
        text=row["name"], lon=row["lon"], lat=row["lat"],
        kind="capital" if capital else "city", zoom=min(zoom, 5) if capital else zoom,
    )  # fmt: skip


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
