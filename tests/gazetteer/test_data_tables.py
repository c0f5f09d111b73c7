"""The tables of ``gazetteer/``: every reference leads somewhere, every place is where it says."""

from __future__ import annotations

import csv
import itertools
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
import shapely

from geomap.gazetteer.tables import read_table
from geomap.model import PLACE_KINDS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).resolve().parents[2] / "gazetteer"
DERIVED = ("geonames", "countries", "admin1", "admin2", "waters")


def rows_of(name: str, *columns: str) -> list[dict[str, Any]]:
    """Rows of a derived table, with only `columns` when any are named."""
    found: list[dict[str, Any]] = pq.read_table(
        DATA / f"{name}.parquet", columns=list(columns) or None
    ).to_pylist()
    return found


def csv_of(name: str) -> list[dict[str, str]]:
    """Rows of an edited table."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def ids() -> set[str]:
    """Ids of every place of every table."""
    known = {row["id"] for name in DERIVED for row in rows_of(name, "id")}
    for path in sorted((DATA / "theatre").glob("*.csv")):
        known |= {row["id"] for row in csv_of(f"theatre/{path.name}")}
    features = json.loads((DATA / "regions.geojson").read_text("utf-8"))["features"]
    known |= {feature["properties"]["id"] for feature in features}
    return known | {row["id"] for row in csv_of("countries.csv")}


@pytest.fixture(scope="module")
def countries() -> dict[str, BaseGeometry]:
    """Polygons of countries by code."""
    rows = rows_of("countries", "country", "geometry")
    return {row["country"]: shapely.from_wkb(row["geometry"]) for row in rows}


def test_edited_tables_can_be_read() -> None:
    """Every table of places that people edit is read without a complaint."""
    paths = [DATA / "countries.csv", DATA / "regions.geojson", *(DATA / "theatre").glob("*.csv")]

    counts = {path.name: sum(1 for _ in read_table(path)) for path in paths}

    assert 250 == counts["countries.csv"]
    assert 150 < counts["regions.geojson"]
    assert 500 < counts["syria.csv"]


@pytest.mark.parametrize("name", DERIVED)
def test_derived_tables_have_one_row_an_id_and_known_kinds(name: str) -> None:
    """A derived table names each place once, with a kind of the model and a point on Earth."""
    rows = rows_of(name, "id", "kind", "lat", "lon", "radius_km")

    assert len(rows) == len({row["id"] for row in rows})
    assert {row["kind"] for row in rows} <= set(PLACE_KINDS)
    assert all(-90 <= row["lat"] <= 90 and -180 <= row["lon"] <= 180 for row in rows)
    assert all(row["radius_km"] > 0 for row in rows)


@pytest.mark.parametrize(
    ("table", "column"),
    [("demonyms.csv", "country_or_id"), ("abbreviations.csv", "id_or_country")],
)
def test_words_for_places_lead_to_a_place(table: str, column: str, ids: set[str]) -> None:
    """Each demonym and abbreviation names a place that a table has."""
    named = {row[column] for row in csv_of(table)}
    as_ids = {name if ":" in name else f"country:{name}" for name in named}

    assert set() == as_ids - ids


def test_demonyms_have_adjective_person_and_people() -> None:
    """Greek is an adjective and a person, Greeks the people, of Greece."""
    forms = {(r["word"], r["form"]) for r in csv_of("demonyms.csv") if r["country_or_id"] == "GR"}

    assert {("Greek", "adjective"), ("Greek", "person"), ("Greeks", "people")} <= forms


def test_places_join_their_first_level_unit() -> None:
    """The unit that a town names is one of its country's units by just that name."""
    units = {
        (row["country"], row["name"])
        for row in rows_of("admin1", "country", "name", "kind")
        if row["kind"] == "admin1"
    }
    towns = rows_of("geonames", "country", "admin1")

    named = {(town["country"], town["admin1"]) for town in towns if town["admin1"]}

    assert set() == named - units


def test_towns_lie_in_the_polygon_of_their_unit() -> None:
    """Nearly every Syrian town is inside the governorate that GeoNames puts it in."""
    polygons = {
        row["name"]: shapely.from_wkb(row["geometry"]).buffer(0.03)
        for row in rows_of("admin1", "country", "name", "geometry")
        if row["country"] == "SY" and row["geometry"]
    }
    towns = [town for town in rows_of("geonames") if town["country"] == "SY"]
    inside = [
        polygons[town["admin1"]].covers(shapely.Point(town["lon"], town["lat"])) for town in towns
    ]

    assert 14 == len(polygons)
    assert 0.97 < sum(inside) / len(inside)


@pytest.mark.parametrize(
    ("country", "lat", "lon", "place"),
    [
        ("UA", 44.95, 34.10, "Simferopol"),
        ("SY", 33.00, 35.75, "the Golan Heights"),
        ("EH", 24.50, -13.0, "Western Sahara"),
        ("SO", 9.56, 44.06, "Hargeisa"),
        ("CY", 35.30, 33.60, "Northern Cyprus"),
        ("XK", 42.66, 21.16, "Pristina"),
        ("PS", 31.45, 34.40, "Gaza"),
        ("TR", 36.20, 36.16, "Antakya"),
        ("RU", 45.20, 37.30, "Taman"),
    ],
)
def test_borders_follow_the_united_nations(
    country: str, lat: float, lon: float, place: str, countries: dict[str, BaseGeometry]
) -> None:
    """Land that is held by another than its owner lies in its owner's polygon."""
    holders = [code for code, shape in countries.items() if shape.covers(shapely.Point(lon, lat))]

    assert [country] == holders, place


def test_polygons_are_valid_and_hold_their_point() -> None:
    """A first-level unit's polygon is valid and its point lies in it."""
    for row in rows_of("admin1", "id", "lat", "lon", "geometry"):
        if row["geometry"]:
            shape = shapely.from_wkb(row["geometry"])

            assert shape.is_valid, row["id"]
            assert shape.distance(shapely.Point(row["lon"], row["lat"])) < 0.01, row["id"]


@pytest.mark.parametrize("name", ["countries", "admin1", "admin2"])
def test_no_ring_runs_across_the_world(name: str) -> None:
    """Polygons are cut at the 180th meridian; only Antarctica's edge follows the pole."""
    for row in rows_of(name, "id", "geometry"):
        shape = shapely.from_wkb(row["geometry"]) if row["geometry"] else shapely.Polygon()
        for part in shapely.get_parts(shape):
            edges = itertools.pairwise(part.exterior.coords)
            steps = [abs(b[0] - a[0]) for a, b in edges if not a[1] == b[1] == -90]

            assert max(steps, default=0) < 180, row["id"]


def test_rivers_pass_the_cities_on_their_banks() -> None:
    """The Euphrates is a line that passes Raqqa and Deir ez-Zor within 10 km."""
    rows = {row["id"]: row for row in rows_of("waters", "id", "geometry")}
    line = shapely.from_wkb(rows["geomap:river/euphrates"]["geometry"])

    for lat, lon in ((35.95, 39.01), (35.34, 40.14), (33.35, 43.78)):
        assert line.distance(shapely.Point(lon, lat)) < 0.1


def test_regions_cover_what_they_name() -> None:
    """Donbas covers Donetsk and not Kharkiv, Eastern Ghouta covers Douma and not Damascus."""
    features = json.loads((DATA / "regions.geojson").read_text("utf-8"))["features"]
    areas = {
        feature["properties"]["id"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
    }

    assert areas["geomap:region/donbas"].covers(shapely.Point(37.8, 48.0))
    assert not areas["geomap:region/donbas"].covers(shapely.Point(36.23, 49.99))
    assert areas["geomap:sy/region/eastern-ghouta"].covers(shapely.Point(36.40, 33.57))
    assert not areas["geomap:sy/region/eastern-ghouta"].covers(shapely.Point(36.28, 33.51))


def test_every_file_has_a_source() -> None:
    """``sources.toml`` names each table with a licence and words of attribution."""
    sources = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))["sources"].values()
    named = {file for source in sources for file in source["files"]}
    kept = {path.name for path in DATA.iterdir() if path.suffix in {".csv", ".parquet", ".geojson"}}

    assert set() == kept - named
    assert all(source["licence"] and source["attribution"] for source in sources)


def test_common_words_warn_of_words_people_and_months() -> None:
    """Nice is a word, May a month, Jordan a person's name too, and Moscow none of these."""
    why = {row["name"]: row["why"] for row in csv_of("common_words.csv")}

    assert "common-word" == why["Nice"]
    assert "month" == why["May"]
    assert "person-name" == why["Jordan"]
    assert "Moscow" not in why


def test_data_stays_small() -> None:
    """All tables together stay under 45 MB."""
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())

    assert size < 45_000_000
