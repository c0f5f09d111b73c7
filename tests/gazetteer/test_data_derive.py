"""How the bulk tables are derived: decoding, naming, shaping, following rivers."""

from __future__ import annotations

import itertools
import json
import math
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
import shapely

from geomap.gazetteer.derive import extents, names, shapes, tables, topo, waters

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

#: Two squares that share the edge x = 1, quantised to quarters and delta-coded.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.25, 0.25], "translate": [0.0, 10.0]},
    "arcs": [
        [[4, 0], [0, 4]],
        [[4, 4], [-4, 0], [0, -4], [4, 0]],
        [[4, 0], [4, 0], [0, 4], [-4, 0]],
    ],
    "objects": {
        "squares": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "W", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "Polygon", "id": "E", "arcs": [[2, -1]], "properties": {"name": "East"}},
                {"type": "Point", "coordinates": [0, 0]},
            ],
        }
    },
}


def test_topology_is_decoded_with_shared_arcs(tmp_path: Path) -> None:
    """Arcs are scaled and moved, and one with a negative number runs backwards."""
    path = tmp_path / "squares.json"
    path.write_text(json.dumps(TOPOLOGY), "utf-8")

    west, east = topo.read_topology(path, "squares")

    assert ("W", "West") == (west.id, west.properties["name"])
    assert (0.0, 10.0, 1.0, 11.0) == west.geometry.bounds
    assert (1.0, 10.0, 2.0, 11.0) == east.geometry.bounds
    assert pytest.approx(1.0) == west.geometry.intersection(east.geometry).length


def test_a_ring_joined_over_the_180th_meridian_is_cut_there(tmp_path: Path) -> None:
    """Land from 179 east to 179 west is two pieces that reach the meridian."""
    path = tmp_path / "strait.json"
    ring = [[179, 60], [-179, 60], [-179, 61], [179, 61], [179, 60]]
    item = {"type": "Polygon", "id": "S", "arcs": [[0]], "properties": {}}
    path.write_text(json.dumps({"arcs": [ring], "objects": {"land": {"geometries": [item]}}}))

    (strait,) = topo.read_topology(path, "land")

    pieces = [part.bounds for part in shapely.get_parts(strait.geometry)]
    assert [(-180, 60, -179, 61), (179, 60, 180, 61)] == sorted(pieces)


def test_a_ring_round_the_pole_takes_the_pole_in(tmp_path: Path) -> None:
    """Antarctica's coast, which has no end, becomes land down to 90 south."""
    path = tmp_path / "pole.json"
    ring = [[-170, -70], [-90, -72], [0, -73], [90, -72], [170, -70], [-170, -70]]
    item = {"type": "Polygon", "id": "A", "arcs": [[0]], "properties": {}}
    path.write_text(json.dumps({"arcs": [ring], "objects": {"land": {"geometries": [item]}}}))

    (land,) = topo.read_topology(path, "land")

    assert (-180, -90, 180, -70) == land.geometry.bounds
    assert land.geometry.covers(shapely.Point(0, -80))
    assert not land.geometry.covers(shapely.Point(0, -72.5))


def test_a_point_inside_avoids_the_hollow_of_a_crescent() -> None:
    """Where the centroid falls outside, a point within is taken."""
    crescent = shapely.Point(0, 0).buffer(2).difference(shapely.Point(1, 0).buffer(1.9))

    lat, lon = shapes.point_inside(crescent)

    assert crescent.distance(shapely.Point(lon, lat)) < 1e-4


def test_far_islands_do_not_stretch_the_radius() -> None:
    """A speck of an island far away leaves the radius that of the main part."""
    main = shapely.box(0, 0, 1, 1)
    both = shapely.MultiPolygon([main, shapely.box(40, 0, 40.05, 0.05)])

    assert shapes.radius_km(main, 0.5, 0.5) == shapes.radius_km(both, 0.5, 0.5)
    assert pytest.approx(78.6, abs=0.5) == shapes.radius_km(main, 0.5, 0.5)


def test_neighbours_stay_neighbours_when_simplified() -> None:
    """Simplifying leaves no gap and no overlap on a shared border."""
    border = [(1, 0), (1.001, 0.2), (0.999, 0.4), (1.002, 0.7), (1, 1)]
    west = shapely.Polygon([(0, 0), *border, (0, 1)])
    east = shapely.Polygon([(2, 0), *border, (2, 1)])

    one, two = shapes.simplified([west, east], 0.05)

    assert len(shapely.get_coordinates(one)) < len(shapely.get_coordinates(west))
    assert pytest.approx(0.0, abs=1e-12) == one.intersection(two).area
    assert pytest.approx(2.0) == one.union(two).area


@pytest.mark.parametrize(
    ("full", "bare", "word"),
    [
        ("Basra Governorate", "Basra", "Governorate"),
        ("Travis County", "Travis", "County"),
        ("Region of Murcia", "Murcia", "Region"),
        ("Northern State", "Northern State", "State"),
        ("Damascus", "Damascus", ""),
    ],
)
def test_type_words_are_taken_off_names(full: str, bare: str, word: str) -> None:
    """The type word goes, unless nothing of a name would be left."""
    assert (bare, word) == names.stripped(full)


def test_a_bare_name_that_is_taken_keeps_its_type_word(tmp_path: Path) -> None:
    """Of two units that one bare name would fit, both keep the names they have."""
    table = tmp_path / "admin1_names.csv"
    table.write_text("country,geonames_name,name,type_word,names\nSY,Dimashq,Damascus,,\n", "utf-8")
    unit_names = names.UnitNames(table)

    settled = unit_names.settle("SY", {"Dimashq", "Homs Governorate", "Homs Region", "Hama Region"})

    assert "Damascus" == settled["Dimashq"]
    assert "Hama" == settled["Hama Region"]
    assert "Homs Governorate" == settled["Homs Governorate"]


def test_machine_romanisation_and_airport_codes_are_no_names() -> None:
    """Lower-case romanisation and codes go; other scripts, and lower-case particles, stay."""
    given = ["dmshq", "DAM", "دمشق", "al-Sham", "Damas", "Damascus"]

    assert ["Damas", "al-Sham", "دمشق"] == tables.alternates("Damascus", given)


def test_slugs_are_ascii() -> None:
    """An id is spelt in plain letters, also where a letter does not decompose."""
    assert "diyarbakir" == tables.slug("Diyarbakır")
    assert "deir-ez-zor" == tables.slug("Deir ez-Zor")
    assert "lodz" == tables.slug("Łódź")


def test_a_river_follows_what_is_drawn_and_bridges_what_is_not() -> None:
    """Between points near a drawn line its bends are taken, elsewhere the straight way."""
    bends = [(0.0, 0.0), (1.0, 0.3), (2.0, 0.0), (3.0, 0.3)]
    graph: waters.Graph = {point: {} for point in bends}
    for a, b in itertools.pairwise(bends):
        graph[a][b] = graph[b][a] = 1.05

    line = waters.follow(graph, [(0.0, 0.1), (3.0, 0.2), (5.0, 0.0)])

    assert [*bends, (3.0, 0.2), (5.0, 0.0)] == [tuple(c) for c in shapely.get_coordinates(line)]


def test_a_district_without_a_shape_reaches_as_far_as_its_ground(tmp_path: Path) -> None:
    """Its circle holds what is nearer to it than to others; a town by name keeps its own size."""

    def row(name: str, kind: str, lon: float, shape: BaseGeometry | None) -> tables.Row:
        return {
            "id": f"test:{name}", "name": name, "kind": kind, "country": "XX", "admin1": "Province",
            "lat": 0.0, "lon": lon, "radius_km": 8.0, "geometry": shape and shapes.wkb(shape),
        }  # fmt: skip

    province = row("Province", "admin1", 0.5, shapely.box(0, -0.2, 1.2, 0.2))
    drawn = row("Drawn", "admin2", 1.1, shapely.box(1, -0.2, 1.2, 0.2))
    others = [row("West", "admin2", 0.2, None), row("East", "admin2", 0.8, None)]
    town = row("Great City", "admin2", 0.5, None)
    tables.write_table([], tmp_path / "countries.parquet", geometry=True)
    tables.write_table([province], tmp_path / "admin1.parquet", geometry=True)
    tables.write_table([drawn, town, *others], tmp_path / "admin2.parquet", geometry=True)

    assert 2 == extents.derive(tmp_path)
    assert 0 == extents.derive(tmp_path)
    radii = {
        one["name"]: one["radius_km"]
        for one in pq.read_table(tmp_path / "admin2.parquet").to_pylist()
    }
    # West holds 0 to 0.35 of the width, East 0.65 to 0.95, 0.2 up and down; a degree is 111 km.
    west, east = 111.2 * math.hypot(0.2, 0.2), 111.2 * math.hypot(0.15, 0.2)
    assert {"Drawn": 8.0, "Great City": 8.0} == {
        name: radii[name] for name in ("Drawn", "Great City")
    }
    assert [pytest.approx(west, rel=0.02), pytest.approx(east, rel=0.02)] == [
        radii["West"],
        radii["East"],
    ]
