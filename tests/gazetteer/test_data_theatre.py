"""The theatre tables, written from knowledge, against polygons and against each other."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).resolve().parents[2] / "gazetteer"
THEATRES = sorted(path.name for path in (DATA / "theatre").glob("*.csv"))
KM_PER_DEGREE = 111.2


def theatre(name: str) -> list[dict[str, str]]:
    """Rows of one theatre table."""
    with (DATA / "theatre" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def polygons(table: str) -> dict[tuple[str, str], BaseGeometry]:
    """Polygons by country and name ("" for countries)."""
    rows = pq.read_table(DATA / f"{table}.parquet").to_pylist()
    return {
        (row["country"], row["name"] if table == "admin1" else ""): shapely.from_wkb(
            row["geometry"]
        )
        for row in rows
        if row["geometry"]
    }


@pytest.mark.parametrize("name", THEATRES)
def test_places_lie_in_the_unit_they_name(name: str) -> None:
    """A place is inside its governorate, or its country where it names none, give or take."""
    shapes = polygons("admin1") | polygons("countries")
    strays = []
    # Natural Earth's border is off by more than that at a few towns of GeoNames.
    beyond = [row for row in theatre(name) if row["note"].startswith("beyond the drawn border")]
    for row in theatre(name):
        if row in beyond:
            continue
        shape = shapes.get((row["country"], row["admin1"])) or shapes[row["country"], ""]
        gap = shape.distance(shapely.Point(float(row["lon"]), float(row["lat"])))
        # The polygons are drawn to about 2 km.
        if gap * KM_PER_DEGREE > float(row["radius_km"]) + 2.0:
            strays.append((row["id"], round(gap * KM_PER_DEGREE, 1)))

    assert [] == strays
    assert len(beyond) <= 3


@pytest.mark.parametrize("name", THEATRES)
def test_one_place_a_name_and_kind_in_a_unit(name: str) -> None:
    """No two rows of one kind share a name in one governorate, and no id comes twice."""
    rows = theatre(name)
    names = Counter((r["country"], r["admin1"], r["kind"], r["name"].casefold()) for r in rows)
    ids = Counter(row["id"] for row in rows)

    assert [] == [key for key, count in names.items() if count > 1]
    assert [] == [key for key, count in ids.items() if count > 1]


@pytest.mark.parametrize("name", THEATRES)
def test_rows_with_a_geonames_id_are_where_geonames_has_them(name: str) -> None:
    """A row that takes over a GeoNames id is within 5 km of that place."""
    known = {
        row["id"]: (row["lat"], row["lon"])
        for row in pq.read_table(
            DATA / "geonames.parquet", columns=["id", "lat", "lon"]
        ).to_pylist()
    }
    for row in theatre(name):
        if row["id"].startswith("geonames:"):
            lat, lon = known[row["id"]]

            assert abs(lat - float(row["lat"])) < 0.05, row["id"]
            assert abs(lon - float(row["lon"])) < 0.05, row["id"]


@pytest.mark.parametrize("name", THEATRES)
def test_a_position_from_memory_is_not_exact(name: str) -> None:
    """A row noted as approximate has a radius of at least 3 km."""
    exact = [
        row["id"]
        for row in theatre(name)
        if "approximate" in row["note"] and float(row["radius_km"]) < 3.0
    ]

    assert [] == exact


def test_syria_has_every_governorate_and_district() -> None:
    """Every governorate but the capital has its districts, with their type word."""
    districts = [row for row in theatre("syria.csv") if row["kind"] == "admin2"]

    assert 60 <= len(districts)
    assert 13 == len({row["admin1"] for row in districts})
    assert {"District"} == {row["type_word"] for row in districts}


@pytest.mark.parametrize(
    ("spelling", "identity"),
    [
        ("Deir Ezzor", "geonames:170794"),
        ("Deraa", "geonames:170905"),
        ("Jisr al-Shughour", "geonames:169023"),
        ("Eastern Ghouta", None),
        ("Khan Sheikhoun", "geonames:168325"),
        ("Hmeimim", "geomap:sy/facility/hmeimim-air-base"),
        ("Jobar", "geomap:sy/neighbourhood/jobar"),
    ],
)
def test_spellings_of_the_press_lead_to_their_place(spelling: str, identity: str | None) -> None:
    """A spelling that newspapers use stands on the row of its place, and on no other town's."""
    found = {
        row["id"]
        for row in theatre("syria.csv")
        if row["kind"] != "admin2" and spelling in {row["name"], *row["names"].split("|")}
    }

    assert ({identity} if identity else set()) == found
