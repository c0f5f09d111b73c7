"""How far a second-level unit reaches whose shape no source draws.

A circle around the few towns that are known of it would claim more than is known: a district of
which one town is listed is not 8 km wide. It reaches at most over the ground of its first-level
unit that is nearer to it than to the other districts known there (a Voronoi cell), without the
districts that are drawn; its circle holds that cell. Where few districts are known their cells are
too wide, so none is wider than nine in ten of the districts that are drawn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
import shapely
from shapely.affinity import scale

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.tables import write_table

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.derive.tables import Row


#: Radius that nine in ten of the second-level units with a shape keep within, km.
_WIDEST_KM = 75.0
#: Tables hold radii as 32-bit numbers.
_ROUNDING_KM = 0.05
#: Units that are a town by their name.
_TOWN = re.compile(r"\b(?:city|ville|town|urban|municipality)\b", re.IGNORECASE)


def derive(target: Path) -> int:
    """Widen the circles of ``admin2.parquet``; how many were too narrow."""
    wholes: dict[tuple[str, str | None], BaseGeometry] = {}
    for table in ("countries", "admin1"):
        for row in pq.read_table(target / f"{table}.parquet").to_pylist():
            if row["geometry"]:
                first = row["name"] if row["kind"] == "admin1" else None
                wholes[row["country"], first] = _shape(row)
    rows = pq.read_table(target / "admin2.parquet").to_pylist()
    groups: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        key = row["country"], row["admin1"]
        # Where the first-level unit has no shape, the country has one.
        groups[key if key in wholes else (row["country"], None)].append(row)
    widened = sum(_widen(groups[key], whole) for key, whole in wholes.items() if key in groups)
    write_table(rows, target / "admin2.parquet", geometry=True)
    return widened


def _widen(rows: list[Row], whole: BaseGeometry) -> int:
    """Give the rows of one first-level unit that have no shape the radius of their cells."""
    unknown = [row for row in rows if not row["geometry"] and not _TOWN.search(row["name"])]
    drawn = shapely.union_all([_shape(row) for row in rows if row["geometry"]])
    ground = shapely.difference(shapely.make_valid(whole), drawn)
    if not unknown or ground.is_empty:
        return 0
    cells = _cells(rows, ground)
    widened = 0
    for row in unknown:
        at = shapely.Point(row["lon"], row["lat"])
        cell = next((cell for cell in cells if cell.intersects(at)), None)
        land = None if cell is None else shapes.areas(shapely.intersection(cell, ground))
        if land is None or land.is_empty:
            continue
        reach = min(_WIDEST_KM, shapes.radius_km(land, row["lat"], row["lon"]))
        widened += reach > row["radius_km"] + _ROUNDING_KM
        row["radius_km"] = max(row["radius_km"], reach)
    return widened


def _cells(rows: list[Row], ground: BaseGeometry) -> list[BaseGeometry]:
    """The ground nearest to each point, as longitude and latitude."""
    # A degree of longitude is as long as one of latitude only at the equator.
    shrink = float(np.cos(np.radians(ground.centroid.y)))
    points = shapely.MultiPoint([(row["lon"] * shrink, row["lat"]) for row in rows])
    limits = scale(ground, xfact=shrink, origin=(0, 0))
    if len(shapely.get_parts(shapely.union_all(points))) == 1:
        return [shapely.box(*ground.bounds).union(ground.convex_hull)]
    drawn = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=limits))
    return [scale(cell, xfact=1 / shrink, origin=(0, 0)) for cell in drawn]


def _shape(row: Row) -> BaseGeometry:
    return shapely.make_valid(shapely.from_wkb(bytes(row["geometry"])))
