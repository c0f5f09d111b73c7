"""The ground is clipped to the data, has borders without coasts, and shows names by zoom."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geomap.config import Config, GazetteerConfig
from geomap.errors import GazetteerMissing
from geomap.layers.basemap import around, base_map, regions_around
from geomap.layers.ground import WORLD

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def row(name: str, kind: str, shape: BaseGeometry, note: str = "") -> dict[str, object]:
    """A row of a gazetteer table, as far as the ground reads it."""
    point = shape.representative_point()
    return {"id": name, "name": name, "kind": kind, "lat": point.y, "lon": point.x,
            "country": "WL", "note": note, "geometry": shapely.to_wkb(shape)}  # fmt: skip


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A gazetteer of an island of two countries, a river, a lake and three towns."""
    west, east = shapely.box(10, 10, 12, 12), shapely.box(12, 10, 14, 12)
    tables = {
        "countries": [row("Westland", "country", west), row("Eastland", "country", east)],
        "admin1": [row("South", "admin1", shapely.box(10, 10, 12, 11)),
                   row("North", "admin1", shapely.box(10, 11, 12, 12))],
        "waters": [row("Long River", "river", shapely.LineString([(10.1, 11.5), (13.9, 11.6)])),
                   row("Lake", "lake", shapely.Point(11, 10.5).buffer(0.2))],
        "basemap": [row("", "river", shapely.LineString([(10.2, 11.52), (13.0, 11.57)])),
                    row("", "river", shapely.LineString([(12.5, 10.2), (12.6, 10.9)])),
                    row("Line", "border", shapely.LineString([(12, 10), (12, 10.8)]), "disputed")],
        "geonames": [
            {"id": "1", "name": "Hamlet", "lat": 11.0, "lon": 11.0, "population": 900,
             "feature_code": "PPL"},
            {"id": "2", "name": "Capital", "lat": 11.2, "lon": 11.2, "population": 90_000,
             "feature_code": "PPLC"},
            {"id": "3", "name": "Far Metropolis", "lat": -30.0, "lon": -50.0,
             "population": 5_000_000, "feature_code": "PPL"},
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"{name}.parquet")
    (tmp_path / "countries.csv").write_text(
        "id,name,lat,lon,population\nc:W,Westland,11,11,9000000\nc:E,Eastland,11,13,10\n",
        encoding="utf-8",
    )
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")
    return Config(gazetteer=GazetteerConfig(path=str(tmp_path)))


def test_borders_are_where_two_countries_meet(config: Config) -> None:
    """Coasts are no borders, and neither is the frame that clips the region."""
    region = base_map([(11.9, 11.0)], config).regions[-1]
    (ends,) = [sorted(line)[:: len(line) - 1] for line in region.borders]

    assert (12.0, 12.0) == ends[1]
    assert all(x == 12.0 for line in region.borders for x, _y in line)
    assert {11.0} == {y for line in region.provinces for _x, y in line}
    assert 1 == len(region.lakes)


def test_disputed_border_is_not_drawn_twice(config: Config) -> None:
    """What is disputed is a line of its own, and the undisputed border leaves it out."""
    region = base_map([(11.9, 11.0)], config).regions[-1]

    assert [[(12.0, 10.0), (12.0, 10.8)]] == [sorted(line) for line in region.disputed]
    assert 10.8 < min(y for line in region.borders for _x, y in line) < 10.9


def test_nameless_water_beside_a_named_one_is_the_same(config: Config) -> None:
    """The long river is drawn once, and the nameless one that lies elsewhere is kept."""
    region = base_map([(11.9, 11.0)], config).regions[-1]

    assert [12.6, 13.9] == sorted(max(x for x, _y in river) for river in region.rivers)


def test_units_are_brought_when_asked_for(config: Config) -> None:
    """First-level units are areas by country and name."""
    base = base_map([(11.0, 11.0)], config, frozenset({("WL", "South"), ("WL", "Nowhere")}))

    assert [("WL", "South")] == [(unit.country, unit.name) for unit in base.units]
    assert 2.0 == base.units[0].geometry.area


def test_region_is_clipped_and_the_world_is_whole(config: Config) -> None:
    """Details end at the region's box; the coarse world is there for any view."""
    base = base_map([(10.2, 10.2)], config)
    inner = base.regions[-1]
    west, south, east, north = inner.box

    assert all(west <= x <= east and south <= y <= north for ring in inner.land for x, y in ring)
    assert WORLD == base.world.box
    assert 2 == len(base.world.land)
    assert [] == base.world.provinces


def test_names_come_by_importance(config: Config) -> None:
    """Countries first; a capital shows early, a hamlet late; far metropolises everywhere."""
    zooms = {label.text: (label.kind, label.zoom) for label in base_map([(11, 11)], config).labels}

    assert ("country", 3) == zooms["Westland"]
    assert ("country", 5) == zooms["Eastland"]
    assert ("capital", 5) == zooms["Capital"]
    assert ("city", 10) == zooms["Hamlet"]
    assert ("city", 4) == zooms["Far Metropolis"]
    assert ("admin1", 7) == zooms["South"]


def test_no_places_still_have_a_world(config: Config) -> None:
    """A build without any place gets the world and no region."""
    base = base_map([], config)

    assert [] == base.regions
    assert base.world.land


def test_page_of_few_places_gets_the_ground_around_them(config: Config) -> None:
    """The world stays whole; details, names and units are those around the places."""
    base = base_map([(10.2, 10.2), (-50.0, -30.0)], config, frozenset({("WL", "South")}))
    part = around(base, [(-50.0, -30.0)], frozenset())

    assert base.world == part.world
    assert all(not region.land for region in part.regions)
    assert {"Far Metropolis", "Westland", "Capital", "Eastland"} == {x.text for x in part.labels}
    assert [] == part.units
    assert around(base, [(10.2, 10.2)], frozenset({("WL", "South")})).units == base.units
    assert [] == around(base, [], frozenset()).regions


@pytest.mark.parametrize("point", [(10.2, 10.2), (10.2, -50.0), (120.0, 10.2), (120.0, -50.0)])
def test_page_far_from_the_wide_region_has_ground(
    point: tuple[float, float], config: Config
) -> None:
    """Where a build spans the world, the page of an article anywhere in it can be drawn."""
    base = base_map([(10.2, 10.2), (10.2, -50.0), (120.0, 10.2), (120.0, -50.0)], config)

    part = around(base, [point], frozenset())

    assert all(west < east and south < north for west, south, east, north in
               (region.box for region in part.regions))  # fmt: skip


def test_world_is_taken_from_the_cache_until_its_tables_change(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is what was made; another outline is another world; damage is made anew."""
    monkeypatch.setenv("GEOMAP_CACHE", str(tmp_path / "cache"))
    made = base_map([], config).world
    (kept,) = (tmp_path / "cache").glob("world-*.json")

    assert asdict(made) == tupled(asdict(base_map([], config).world))
    kept.write_text("[", encoding="ascii")
    assert asdict(made) == tupled(asdict(base_map([], config).world))
    small = [row("Westland", "country", shapely.box(10, 10, 11, 11))]
    pq.write_table(pa.Table.from_pylist(small), tmp_path / "countries.parquet")
    assert 1 == len(base_map([], config).world.land)


def tupled(world: dict[str, Any]) -> dict[str, Any]:
    """The world with its points as tuples, as they are when it was made, not read."""
    parts = {name: [[tuple(xy) for xy in path] for path in paths]
             for name, paths in world.items() if isinstance(paths, list)}  # fmt: skip
    return world | parts


def test_neighbouring_places_share_a_region() -> None:
    """Clusters merge; a place far away gets a box of its own, after the larger cluster."""
    boxes = regions_around([(36.0, 35.0), (37.0, 36.0), (38.5, 35.5), (51.4, 35.7)])

    assert 2 == len(boxes)
    assert boxes[0][0] < 36.0
    assert 38.5 < boxes[0][2]
    assert boxes[1][0] < 51.4 < boxes[1][2]


def test_boxes_stay_in_the_world() -> None:
    """Near the pole and the antimeridian the room around a region ends at the edge."""
    (box,) = regions_around([(179.9, 83.5)])

    assert (180.0, 84.0) == box[2:]


def test_missing_gazetteer_says_so(tmp_path: Path) -> None:
    """A folder without tables is no gazetteer."""
    with pytest.raises(GazetteerMissing):
        base_map([], Config(gazetteer=GazetteerConfig(path=str(tmp_path))))
