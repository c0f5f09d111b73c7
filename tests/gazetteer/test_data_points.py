"""GeoNames' ids and points are given to units, and small places are added, never twice."""

from __future__ import annotations

import pytest
import shapely

from geomap.gazetteer.derive.points import (
    Spot,
    settle_first,
    settle_second,
    small_places,
)
from geomap.gazetteer.derive.tables import Row, slug


@pytest.fixture
def unit() -> Row:
    """A first-level unit of one degree square."""
    return {
        "kind": "admin1", "country": "XX", "name": "Alder", "names": ["Alder Province"],
        "lat": 10.5, "lon": 20.5, "radius_km": 78.0, "geonameid": None,
        "geometry": shapely.to_wkb(shapely.box(20, 10, 21, 11)),
    }  # fmt: skip


def test_a_unit_takes_the_point_inside_it(unit: Row) -> None:
    """Id and point are GeoNames', and the radius holds the far corner from there."""
    spots = {7: Spot(7, "Alder", "XX", 10.25, 20.25)}

    assert settle_first(unit, {("XX", "alder"): 7}, spots)
    assert (7, 10.25, 20.25) == (unit["geonameid"], unit["lat"], unit["lon"])
    assert pytest.approx(117, abs=2) == unit["radius_km"]


def test_a_point_outside_moves_nothing(unit: Row) -> None:
    """A point in the sea, or of another place, leaves the unit where it is."""
    spots = {7: Spot(7, "Alder", "XX", 12.0, 20.25)}

    settle_first(unit, {("XX", "alder"): 7}, spots)

    assert (10.5, 20.5, 78.0) == (unit["lat"], unit["lon"], unit["radius_km"])


def test_a_district_is_found_by_its_whole_name(unit: Row) -> None:
    """A bare name may be the town's: only "Alder County" is the county."""
    town, county = Spot(8, "Alder", "XX", 10.2, 20.2), Spot(9, "Alder County", "XX", 10.3, 20.3)
    by_name = {("XX", slug(spot.name)): [spot] for spot in (town, county)}
    bare = {**unit, "kind": "admin2"}
    whole = {**bare, "name": "Alder County"}

    assert not settle_second(bare, by_name)
    assert settle_second(whole, by_name)
    assert 9 == whole["geonameid"]


def test_small_places_are_those_that_no_table_has() -> None:
    """A town under another spelling, a unit, what is no settlement, and common words stay out."""
    town: Row = {"geonameid": 1, "name": "Birch", "names": ["Birke"], "lat": 10.0, "lon": 20.0}
    spots = {
        spot.geonameid: spot
        for spot in (
            Spot(1, "Birch", "XX", 10.0, 20.0),
            Spot(2, "Birke", "XX", 10.05, 20.0),
            Spot(3, "Birch", "XX", 12.0, 20.0),
            Spot(4, "Elm County", "XX", 10.0, 20.0),
            Spot(5, "Oak", "XX", 10.0, 20.0),
            Spot(6, "Alderfield", "XX", 10.0, 20.0),
        )
    }
    found = small_places(spots, [town], set(), frozenset({"oak"}))

    assert [3, 6] == [row["geonameid"] for row in found]
