"""The opened gazetteer: names, ids, containment, geometry."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import shapely

from geomap.config import Config, GazetteerConfig
from geomap.gazetteer import open_gazetteer
from geomap.gazetteer.index import distance_km
from geomap.gazetteer.overrides import Overrides

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer import Gazetteer

HOW = (
    ("Damascus", "exact", "geonames:170654", "Damascus"),
    ("DAMASCUS", "normalised", "geonames:170654", "Damascus"),
    ("Dayr az-Zawr", "normalised", "geonames:170592", "Dayr az Zawr"),
    ("Deir Ezzor", "romanised", "geonames:170592", "Deir ez-Zor"),
    ("Бахмуту", "romanised", "geonames:710735", "Бахмут"),
    ("Wahsington", "fuzzy", "geonames:4140963", "Washington"),
)


@pytest.mark.parametrize(("name", "how", "place_id", "matched"), HOW)
def test_lookup_says_how_a_name_matched(
    small: Gazetteer, name: str, how: str, place_id: str, matched: str
) -> None:
    """Each level is asked only where the one before finds nothing."""
    hit = small.lookup(name.replace("Wahs", "Washs"), fuzzy=True)[0]

    assert how == hit.how
    assert place_id == small.entry(hit.row).id
    assert matched.casefold() == hit.matched_name.casefold()
    assert (hit.similarity == 1.0) == (how in ("exact", "normalised"))


def test_likeness_is_asked_for(small: Gazetteer) -> None:
    """Without leave, and for short names, nothing is guessed."""
    assert [] == small.lookup("Washshington")
    assert [] == small.lookup("Hmma", fuzzy=True)
    assert [] == small.lookup("", fuzzy=True)


def test_hits_come_by_prominence(small: Gazetteer) -> None:
    """City, district and governorate of one name are all there, the likeliest first."""
    entries = [small.entry(hit.row) for hit in small.lookup("Idlib")]

    assert ["admin1:SY/idlib", "geonames:169577"] == [entry.id for entry in entries]
    assert entries[0].prominence >= entries[1].prominence


def test_entries_know_what_holds_them(small: Gazetteer) -> None:
    """Unit and country come from the table's words, or from the polygon around the point."""
    by_words, by_place = small.by_id("geonames:170017"), small.by_id("geonames:173811")

    assert by_words is not None
    assert by_place is not None
    unit = small.admin1("SY", "Idlib")
    assert unit is not None
    assert (unit.row, "Idlib", "SY") == (by_words.admin1_row, by_words.admin1, by_words.country)
    assert (unit.row, "Idlib") == (by_place.admin1_row, by_place.admin1)
    assert (unit.row, "Idlib", "Governorate") == (unit.admin1_row, unit.admin1, unit.type_word)


def test_edited_tables_overrule_and_add(small: Gazetteer) -> None:
    """An edited row gives its name; numbers and further names come from the bulk table."""
    jisr = small.by_id("geonames:170017")

    assert jisr is not None
    assert ("Jisr al-Shughur", 35.81458, 36.32108, 39917) == (
        jisr.name,
        jisr.lat,
        jisr.lon,
        jisr.population,
    )
    assert jisr.edited
    assert {
        "Jisr al-Shughur",
        "Jisr ash Shughur",
        "Jisr ash-Shughour",
        "جسر الشغور",
    } == set(small.spellings(jisr.row))


def test_ids_lead_to_rows(small: Gazetteer) -> None:
    """Own ids and GeoNames numbers are found, others are not."""
    assert all(small.entry(row) == small.by_id(small.entry(row).id) for row in range(len(small)))
    syria = small.by_id("geonames:163843")
    assert syria is not None
    assert "country:SY" == syria.id
    assert small.by_id("geonames:99999999") is None
    assert small.by_id("geonames:x") is None
    assert small.by_id("") is None


def test_points_are_in_their_units(small: Gazetteer) -> None:
    """The polygon that holds a point is found; the sea has none."""
    country, unit = small.country_at(35.9, 36.6), small.admin1_at(35.9, 36.6)

    assert country is not None
    assert unit is not None
    assert ("country:SY", "admin1:SY/idlib") == (country.id, unit.id)
    assert small.country_at(0, 0) is None
    assert small.admin1_at(34.0, 40.0) is None


def test_places_hold_points_by_area_or_radius(small: Gazetteer) -> None:
    """A polygon is exact; without one the radius counts."""
    ghouta, hama = (small.lookup(name)[0].row for name in ("Eastern Ghouta", "Hama"))

    assert small.contains(ghouta, 33.5, 36.4)
    assert not small.contains(ghouta, 33.5, 36.6)
    assert small.contains(hama, 35.15, 36.76)
    assert not small.contains(hama, 35.3, 36.76)


def test_countries_have_capitals_and_neighbours(small: Gazetteer) -> None:
    """Both are known for the countries of the tables, and empty for others."""
    capital, country = small.capital_of("SY"), small.country("SY")

    assert capital is not None
    assert country is not None
    assert ("Damascus", "Syria") == (capital.name, country.name)
    assert ("TR",) == small.neighbours("SY")
    assert () == small.neighbours("UA")
    assert () == small.neighbours("XX")
    assert small.capital_of("XX") is None
    assert small.country(None) is None


def test_places_carry_their_geometry_and_precision(small: Gazetteer) -> None:
    """An area, a line and a point become places of their own precision."""
    names = ("Eastern Ghouta", "Euphrates", "Hama", "Syria", "Idlib")
    places = [small.to_place(small.entry(small.lookup(name)[0].row)) for name in names]

    assert ["region", "linear", "exact", "country", "province"] == [p.precision for p in places]
    assert ["Polygon", "LineString", None, "Polygon", "Polygon"] == [
        shapely.from_wkb(place.geometry).geom_type if place.geometry else None for place in places
    ]
    area = shapely.from_wkb(places[0].geometry)
    assert shapely.intersects_xy(area, places[0].lon, places[0].lat)
    assert "near" == small.to_place(small.entry(0), precision="near").precision


def test_counts_describe_the_index(small: Gazetteer) -> None:
    """Places are counted by kind; names are at least as many."""
    assert len(small) == sum(small.kinds().values())
    assert 2 == small.kinds()["admin1"]
    assert small.n_names > len(small)


def test_distance_is_along_the_globe() -> None:
    """Damascus to Aleppo is some 310 km."""
    assert 0.0 == distance_km(10, 20, 10, 20)
    assert 310 == round(distance_km(33.5102, 36.29128, 36.20124, 37.16117))


def test_importing_the_gazetteer_is_light() -> None:
    """Neither pandas, pyarrow nor shapely is loaded before it is needed."""
    code = (
        "import sys, geomap.gazetteer;"
        "print([n for n in ('numpy', 'pandas', 'pyarrow', 'shapely', 'marisa_trie') "
        "if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


@pytest.mark.parametrize("name", ["بإدلب", "وإدلب", "لإدلب"])
def test_attached_prepositions_are_no_part_of_a_name(name: str, small: Gazetteer) -> None:
    """Looked up alone, an Arabic name is found behind what is written onto it."""
    assert small.lookup("إدلب")
    assert {hit.row for hit in small.lookup("إدلب")} == {hit.row for hit in small.lookup(name)}


def test_names_that_only_look_attached_stay_unknown(small: Gazetteer) -> None:
    """Nothing is cut from a name that leads nowhere."""
    assert [] == small.lookup("بققققق")


def test_corrections_set_later_count(small_tables: Path, tmp_path: Path) -> None:
    """What was looked up before is not remembered against new overrides."""
    settings = GazetteerConfig(path=str(small_tables), cache=str(tmp_path / "cache"))
    opened = open_gazetteer(Config(gazetteer=settings))
    before = opened.lookup("Idlib")
    opened.overrides = Overrides(blocked={"idlib": None})

    assert before
    assert [] == opened.lookup("Idlib")
