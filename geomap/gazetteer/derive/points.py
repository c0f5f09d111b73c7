"""GeoNames ids and points of units, and the small places that cities500 leaves out.

The weather service OpenWeather lists places by GeoNames id with GeoNames' point, units of the
first and second level among them; `pyowm` packages the list. `iso3166-2-db` has the GeoNames id
of each first-level unit. A unit takes a point only where its own area, or the extent of its
towns, holds it: so a wrong match moves nothing.
"""

from __future__ import annotations

import bz2
import csv
import json
import sqlite3
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import shapely

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.common_words import WORDS
from geomap.gazetteer.derive.geonames import city_radius_km
from geomap.gazetteer.derive.names import stripped
from geomap.gazetteer.derive.tables import Row, slug, write_table
from geomap.gazetteer.index import distance_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SOURCE = "GeoNames by OpenWeather's list"
#: Farther away, a place of the same name is another place, km.
_SAME_KM = 15.0
#: The service's own numbers begin above those of GeoNames.
_LARGEST_ID = 20_000_000
#: Words in the names of what is no settlement: units, estates, and what is no more.
_NO_TOWN = (
    "county", "parish", "borough", "census area", "municipality", "mobile home", "(historical)",
    "provincia", "province", "departement", "department", "region", "district", "regierungsbezirk",
    "landkreis", "kreis", "arrondissement", "comunidad", "comarca", "republic", "kommun", "oblast",
    "rayon", "raion", "respublika", "kray", "okrug", "island", "voivodeship", "powiat", "judet",
    "freguesia", "distrito", "concelho", "gemeente", "comune", "canton", "bezirk", "estado",
    "shire", "city of", "trailer", "mobile", "estates", "governorate", "state of", "prefecture",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the list."""

    geonameid: int
    name: str
    country: str
    lat: float
    lon: float


def derive(target: Path, npm: Path, words: Path = WORDS) -> int:
    """Set ids and points of units, and add small places, in `target`; how many rows changed.

    Args:
        target: folder of the source tables.
        npm: folder of npm packages.
        words: an English word list, one word a line.
    """
    spots = read_spots()
    numbers = read_unit_numbers(npm)
    first = pq.read_table(target / "admin1.parquet").to_pylist()
    second = pq.read_table(target / "admin2.parquet").to_pylist()
    changed = sum(settle_first(row, numbers, spots) for row in first)
    by_name = _by_name(spots)
    changed += sum(settle_second(row, by_name) for row in second)
    write_table(first, target / "admin1.parquet", geometry=True)
    write_table(second, target / "admin2.parquet", geometry=True)
    towns = [
        row
        for row in pq.read_table(target / "geonames.parquet").to_pylist()
        if row["source"] != SOURCE
    ]
    taken = {row["geonameid"] for row in (*first, *second) if row["geonameid"]}
    with (target / "countries.csv").open(encoding="utf-8", newline="") as file:
        taken |= {int(row["geonameid"]) for row in csv.DictReader(file) if row["geonameid"]}
    lines = words.read_text(encoding="utf-8").splitlines()
    common = frozenset(line for line in lines if line.islower())
    small = small_places(spots, towns, taken, common)
    _find_units(small, first)
    write_table([*towns, *small], target / "geonames.parquet")
    return changed + len(small)


def read_spots() -> dict[int, Spot]:
    """The list by GeoNames id."""
    listed = distribution("pyowm").locate_file("pyowm/commons/cityids/cities.db.bz2")
    packed = Path(str(listed)).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cities.db"
        path.write_bytes(bz2.decompress(packed))
        with sqlite3.connect(path) as base:
            rows = base.execute("select city_id, name, country, lat, lon from city").fetchall()
    return {
        number: Spot(number, name, country, round(lat, 5), round(lon, 5))
        for number, name, country, lat, lon in rows
        if number <= _LARGEST_ID
    }


def read_unit_numbers(npm: Path) -> dict[tuple[str, str], int]:
    """GeoNames ids of first-level units by country and name without its type word."""
    path = npm / "iso3166-2-db/data/iso3166-2.json"
    found: dict[tuple[str, str], int] = {}
    for country, data in sorted(json.loads(path.read_text("utf-8")).items()):
        for unit in data["regions"]:
            number = unit["reference"].get("geonames")
            for name in (unit["name"], *unit["names"].values()):
                if number and name:
                    found.setdefault((country, _key(name)), int(number))
    return found


def settle_first(row: Row, numbers: dict[tuple[str, str], int], spots: dict[int, Spot]) -> bool:
    """Give a first-level unit its GeoNames id and point; whether anything was found."""
    keys = [(row["country"], _key(name)) for name in (row["name"], *row["names"])]
    number = next((numbers[key] for key in keys if key in numbers), None)
    if row["kind"] != "admin1" or number is None:
        return False
    row["geonameid"] = number
    spot = spots.get(number)
    if spot is not None:
        _move(row, spot)
    return True


def settle_second(row: Row, by_name: dict[tuple[str, str], list[Spot]]) -> bool:
    """Give a second-level unit the id and point of the unit of its whole name inside it."""
    if row["name"] == stripped(row["name"])[0]:
        return False  # a bare name may as well be its town's
    for spot in by_name.get((row["country"], slug(row["name"])), ()):
        if _holds(row, spot):
            row["geonameid"] = spot.geonameid
            _move(row, spot)
            return True
    return False


def small_places(
    spots: dict[int, Spot],
    towns: list[Row],
    taken: set[int],
    common: frozenset[str] = frozenset(),
) -> list[Row]:
    """Rows of the settlements of the list that no table has, under any of their names.

    Args:
        spots: the list.
        towns: places that are known.
        taken: GeoNames ids of countries and units.
        common: words in lower case. A hamlet called "Observatory" would be seen everywhere.
    """
    known: dict[str, list[tuple[float, float]]] = defaultdict(list)
    numbers = taken | {town["geonameid"] for town in towns}
    for town in towns:
        for name in (town["name"], *town["names"]):
            known[slug(stripped(name)[0])].append((town["lat"], town["lon"]))
    rows = []
    for number, spot in sorted(spots.items()):
        key = slug(spot.name)
        plain = spot.name.lower()
        if number in numbers or not key or plain in common or any(w in plain for w in _NO_TOWN):
            continue
        if any(distance_km(spot.lat, spot.lon, *at) <= _SAME_KM for at in known[key]):
            continue
        known[key].append((spot.lat, spot.lon))
        rows.append(_place(spot))
    return rows


def _find_units(places: list[Row], units: list[Row]) -> None:
    """Fill in ``admin1`` of the places that the area of a unit of their country holds."""
    drawn = [row for row in units if row["kind"] == "admin1" and row["geometry"]]
    areas = [area for row in drawn if (area := _shape(row)) is not None]
    tree = shapely.STRtree(areas)
    points = shapely.points([(place["lon"], place["lat"]) for place in places])
    for place, unit in tree.query(points, predicate="within").T.tolist():
        if places[place]["country"] == drawn[unit]["country"]:
            places[place]["admin1"] = drawn[unit]["name"]


def _place(spot: Spot) -> Row:
    return {
        "id": f"geonames:{spot.geonameid}",
        "name": spot.name,
        "kind": "city",
        "country": spot.country,
        "lat": spot.lat,
        "lon": spot.lon,
        "radius_km": city_radius_km(0),
        "population": 0,
        "geonameid": spot.geonameid,
        "feature_code": "PPL",
        "names": [],
        "source": SOURCE,
    }


def _by_name(spots: dict[int, Spot]) -> dict[tuple[str, str], list[Spot]]:
    found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for _number, spot in sorted(spots.items()):
        found[spot.country, slug(spot.name)].append(spot)
    return found


def _key(name: str) -> str:
    return slug(stripped(name)[0])


def _shape(row: Row) -> BaseGeometry | None:
    return shapely.from_wkb(bytes(row["geometry"])) if row.get("geometry") else None


def _holds(row: Row, spot: Spot) -> bool:
    shape = _shape(row)
    if shape is not None:
        return bool(shape.covers(shapely.Point(spot.lon, spot.lat)))
    return distance_km(row["lat"], row["lon"], spot.lat, spot.lon) <= float(row["radius_km"])


def _move(row: Row, spot: Spot) -> None:
    """Put a unit's point where GeoNames has it, if that is inside; its circle still holds it."""
    if not _holds(row, spot):
        return
    moved = distance_km(row["lat"], row["lon"], spot.lat, spot.lon)
    row["lat"], row["lon"] = spot.lat, spot.lon
    shape = _shape(row)
    if shape is not None:
        row["radius_km"] = shapes.radius_km(shape, spot.lat, spot.lon)
    else:
        row["radius_km"] = round(float(row["radius_km"]) + moved, 1)
