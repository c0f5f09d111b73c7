"""Which country and unit holds a place: by the names its table gives, else by containment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geomap.gazetteer.layout import AREA, NONE
from geomap.gazetteer.names import normalise
from geomap.model import PLACE_KINDS

_NUMBERS: dict[str, int] = {kind: number for number, kind in enumerate(PLACE_KINDS)}
#: Kinds that no single unit holds.
_WIDE = [_NUMBERS[kind] for kind in ("country", "continent", "sea", "region", "river", "border")]
#: Points held as geometries at one time.
_CHUNK = 200_000
#: Countries whose polygons come this near, degrees, have a border in common.
_TOUCH = 0.01


class Areas:
    """The polygons of countries and units."""

    def __init__(self, rows: Any, geometries: Iterable[tuple[int, bytes]]) -> None:
        self._rows = rows
        held = list(geometries)
        shapes = shapely.from_wkb([wkb for _row, wkb in held])
        flat = shapely.get_dimensions(shapes) == 2
        self.row = np.array([row for row, _wkb in held], "i8")[flat]
        self.shape = shapes[flat]
        self.kind = rows["kind"][self.row]
        numbers = np.flatnonzero(rows["kind"] == _NUMBERS["country"])
        self.countries = {rows["country"][n].decode(): int(n) for n in numbers[::-1]}

    def of(self, kind: str) -> tuple[Any, Any]:
        """Rows and polygons of a kind."""
        wanted = self.kind == _NUMBERS[kind]
        return self.row[wanted], self.shape[wanted]

    def table(self) -> Any:
        """Extents of all countries and units, for finding what holds a point."""
        units = np.isin(self.kind, [_NUMBERS[kind] for kind in ("country", "admin1", "admin2")])
        table = np.zeros(int(units.sum()), AREA)
        table["row"], table["kind"] = self.row[units], self.kind[units]
        bounds = shapely.bounds(self.shape[units])
        # Single precision must not cut a point off.
        sides = zip(("west", "south", "east", "north"), bounds.T, (-1, -1, 1, 1), strict=True)
        for side, degrees, outwards in sides:
            table[side] = degrees + outwards * 1e-4
        return table

    def neighbours(self) -> dict[str, list[str]]:
        """Codes of the countries that each country borders on, sorted."""
        rows, shapes = self.of("country")
        codes = [self._rows["country"][row].decode() for row in rows]
        found: dict[str, set[str]] = {code: set() for code in codes}
        if len(shapes):
            tree = shapely.STRtree(shapes)
            for one, other in tree.query(shapes, "dwithin", _TOUCH).T:
                if codes[one] != codes[other]:
                    found[codes[one]].add(codes[other])
        return {code: sorted(near) for code, near in sorted(found.items())}


def link(
    rows: Any, units: Mapping[str, Mapping[tuple[str, str], int]], areas: Areas, strings: Path
) -> None:
    """Fill ``admin1_row``, ``admin2_row``, and missing ``country`` and ``admin1`` of all rows.

    Args:
        rows: the rows, changed in place.
        units: rows of units by level, and by (country, normal form).
        areas: polygons of countries and units.
        strings: the file of texts.
    """
    if not len(rows):
        return
    for level in ("admin1", "admin2"):
        _by_name(rows, level, units[level], strings)
    units_themselves = np.flatnonzero(rows["kind"] == _NUMBERS["admin1"])
    rows["admin1_row"][units_themselves] = units_themselves
    _by_place(rows, areas)
    linked = np.flatnonzero(rows["admin1_row"] != NONE)
    # One name a unit, whatever its places' tables call it.
    rows["admin1"][linked] = rows["name"][rows["admin1_row"][linked]]


def _by_name(rows: Any, level: str, units: Mapping[tuple[str, str], int], strings: Path) -> None:
    """Link rows to the unit that their table names, each pair of country and name once."""
    codes = np.frombuffer(rows["country"].astype("S2").tobytes(), "<u2").astype("u8")
    pairs, where = np.unique(codes << 32 | rows[level], return_inverse=True)
    targets = np.full(len(pairs), NONE, "u4")
    with strings.open("rb") as file:
        for number, pair in enumerate(pairs.tolist()):
            at = pair & NONE
            if at != NONE:
                file.seek(at)
                country = (pair >> 32).to_bytes(2, "little").rstrip(b"\0").decode()
                name = normalise(file.readline().decode())
                targets[number] = units.get((country, name), NONE)
    rows[f"{level}_row"] = targets[where]


def _by_place(rows: Any, areas: Areas) -> None:
    """Link rows whose table names no unit, or no country, to the ones that contain them."""
    wide = np.isin(rows["kind"], _WIDE)
    _contained(rows, areas.of("country"), ~wide & (rows["country"] == b""))
    _contained(rows, areas.of("admin1"), ~wide & (rows["admin1_row"] == NONE))


def _contained(rows: Any, areas: tuple[Any, Any], wanted: Any) -> None:
    unit_rows, shapes = areas
    orphans = np.flatnonzero(wanted)
    if not len(shapes):
        return
    shapely.prepare(shapes)
    for start in range(0, len(orphans), _CHUNK):
        chunk = orphans[start : start + _CHUNK]
        points = shapely.points(rows["lon"][chunk] / 1e6, rows["lat"][chunk] / 1e6)
        shape, point = shapely.STRtree(points).query(shapes, "covers")
        inside, unit = chunk[point], unit_rows[shape]
        same = (rows["country"][inside] == b"") | (rows["country"][inside] == rows["country"][unit])
        inside, unit = inside[same], unit[same]
        rows["country"][inside] = rows["country"][unit]
        first = rows["kind"][unit] == _NUMBERS["admin1"]
        rows["admin1_row"][inside[first]] = unit[first]


def capitals(rows: Any, features: Mapping[str, int]) -> dict[str, int]:
    """Row of each country's seat of government (GeoNames PPLC), the largest where it has two."""
    seats = np.flatnonzero(rows["feature"] == features.get("PPLC", NONE))
    ordered = seats[np.argsort(rows["population"][seats], kind="stable")]
    return {rows["country"][row].decode(): int(row) for row in ordered if rows["country"][row]}
