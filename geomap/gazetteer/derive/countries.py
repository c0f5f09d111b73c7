"""Polygons of countries from Natural Earth 1:10m, with their names in other languages.

Natural Earth draws who holds a piece of land; geomap follows the United Nations where the
two differ: Crimea and Sevastopol belong to Ukraine. Somaliland, Northern Cyprus and such
belong to the country that the United Nations sees there; the boundary stays in
``basemap.parquet`` as a disputed line.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pycountry
import shapely
from babel import Locale

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.tables import Row, write_table
from geomap.gazetteer.derive.topo import read_topology

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

#: Natural Earth shapes without a country code of their own.
WITHIN = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
}
LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "hi", "it", "ja", "ku", "pl", "ps", "pt", "ru")
LANGUAGES += ("tr", "uk", "ur", "zh")
_TOLERANCE = 0.01


def derive(target: Path, npm: Path) -> int:
    """Write ``countries.parquet`` into `target` from the packages in `npm`; its rows."""
    polygons = read_countries(npm)
    codes = sorted(polygons)
    simple = shapes.simplified([polygons[code] for code in codes], _TOLERANCE)
    points = _points(target)
    rows = [
        _row(code, shape, points.get(code)) for code, shape in zip(codes, simple, strict=True)
    ]
    write_table(rows, target / "countries.parquet", geometry=True)
    return len(rows)


def read_countries(npm: Path) -> dict[str, BaseGeometry]:
    """Polygon of each country by its ISO 3166-1 alpha-2 code."""
    found: dict[str, list[BaseGeometry]] = {}
    for shape in read_topology(npm / "world-atlas/countries-10m.json", "countries"):
        code = WITHIN.get(shape.properties["name"]) or _alpha2(shape.id)
        if code:
            found.setdefault(code, []).append(shape.geometry)
    polygons = {code: shapely.union_all(parts) for code, parts in found.items()}
    crimea = _crimea(polygons["RU"])
    polygons["UA"] = polygons["UA"].union(crimea)
    polygons["RU"] = polygons["RU"].difference(crimea)
    found_areas = {code: shapes.areas(shape) for code, shape in polygons.items()}
    # The Vatican is smaller than the grid its source is drawn on.
    return {code: shape for code, shape in found_areas.items() if shape.area > 0}


def _crimea(russia: BaseGeometry) -> BaseGeometry:
    """The parts of `russia` on the Crimean peninsula, west of the strait of Kerch."""
    peninsula = shapely.box(32.4, 44.3, 36.68, 46.3)
    return shapely.union_all([p for p in shapes.parts(russia) if peninsula.covers(p.centroid)])


def _alpha2(numeric: str) -> str | None:
    country = pycountry.countries.get(numeric=numeric.zfill(3)) if numeric else None
    return country.alpha_2 if country else None


def _points(target: Path) -> dict[str, tuple[float, float]]:
    with (target / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["country"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)
        }


def _row(code: str, shape: BaseGeometry, point: tuple[float, float] | None) -> Row:
    lat, lon = point or shapes.point_inside(shape)
    names = {Locale(language).territories.get(code) for language in LANGUAGES}
    english = Locale("en").territories.get(code, code)
    return {
        "id": f"country:{code}",
        "name": english,
        "kind": "country",
        "country": code,
        "lat": lat,
        "lon": lon,
        "radius_km": shapes.radius_km(shape, lat, lon),
        "names": sorted(name for name in names if name and name != english),
        "source": "Natural Earth 1:10m; Unicode CLDR",
        "geometry": shapes.wkb(shape),
    }
