"""Polygons of countries from Natural Earth 1:10m, with their names in other languages.

Natural Earth draws who holds a piece of land; geomap follows the United Nations where the
two differ: Crimea and Sevastopol belong to Ukraine, the Golan Heights to Syria, and Western
Sahara is whole. Somaliland, Northern Cyprus and such belong to the country that the United
Nations sees there. ``basemap.parquet`` keeps these boundaries as disputed lines.
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
    from collections.abc import Iterator
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
#: West of the strait of Kerch.
CRIMEA = shapely.box(32.4, 44.3, 36.68, 46.3)
#: Between the line of 1949 and the disengagement line of 1974, drawn by hand to about 1 km.
GOLAN = shapely.Polygon(
    [
        (35.62, 33.25), (35.65, 33.28), (35.74, 33.33), (35.83, 33.39), (35.83, 33.30),
        (35.92, 33.22), (35.92, 32.70), (35.76, 32.68), (35.67, 32.685), (35.66, 32.78),
        (35.655, 32.86), (35.63, 32.90), (35.615, 32.95), (35.63, 33.03), (35.63, 33.12),
        (35.625, 33.20),
    ]
)  # fmt: skip
#: Northern limit of Western Sahara, degrees.
SAHARA_PARALLEL = 27.6667
_OVERSEAS = (
    ("FR", "GF", (-55, 2, -51, 6)), ("FR", "GP", (-62, 15.8, -61, 16.6)),
    ("FR", "MQ", (-61.3, 14.3, -60.7, 15)), ("FR", "RE", (55, -21.5, 56, -20.8)),
    ("FR", "YT", (45, -13.1, 45.4, -12.6)), ("NO", "SJ", (-10, 70.5, 36, 81)),
    ("NL", "BQ", (-69, 11.9, -62.9, 18)), ("AU", "CX", (105, -11, 106, -10)),
)  # fmt: skip
LANGUAGES = tuple("ar de es fa fr he hi it ja ku pl ps pt ru tr uk ur zh".split())
_TOLERANCE = 0.01


def derive(target: Path, npm: Path) -> int:
    """Write ``countries.parquet`` into `target` from the packages in `npm`; its rows."""
    polygons = read_countries(npm)
    codes = sorted(polygons)
    simple = shapes.simplified([polygons[code] for code in codes], _TOLERANCE)
    points = _points(target)
    rows = [_row(code, shape, points.get(code)) for code, shape in zip(codes, simple, strict=True)]
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
    for holder, owner, piece in _redrawn(polygons):
        polygons[owner] = polygons.get(owner, shapely.Polygon()).union(piece)
        polygons[holder] = polygons[holder].difference(piece)
    found_areas = {code: shapes.areas(shape) for code, shape in polygons.items()}
    # The Vatican is smaller than the grid its source is drawn on.
    return {code: shape for code, shape in found_areas.items() if shape.area > 0}


def _redrawn(polygons: dict[str, BaseGeometry]) -> Iterator[tuple[str, str, BaseGeometry]]:
    """(holder on Natural Earth's map, owner, piece of land) for what is drawn otherwise here."""
    yield "RU", "UA", _within(polygons["RU"], CRIMEA)
    yield "IL", "SY", polygons["IL"].intersection(GOLAN)
    yield "MA", "EH", polygons["MA"].intersection(shapely.box(-18, 20, -8, SAHARA_PARALLEL))
    for holder, owner, box in _OVERSEAS:
        yield holder, owner, _within(polygons[holder], shapely.box(*box))


def _within(country: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """The islands and exclaves of `country` whose middle lies in `area`."""
    return shapely.union_all([p for p in shapes.parts(country) if area.covers(p.centroid)])


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
