"""A gazetteer of a few places, compiled as the real one is."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.config import Config, GazetteerConfig
from geomap.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Gazetteer

FIXTURE = Path(__file__).parent / "fixture"


@pytest.fixture(scope="session")
def small_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's folder as a gazetteer: its bulk tables made into Parquet."""
    folder = tmp_path_factory.mktemp("tables") / "gazetteer"
    shutil.copytree(FIXTURE, folder)
    complete(folder)
    return folder


@pytest.fixture
def tables(small_tables: Path, tmp_path: Path) -> Path:
    """A copy of the fixture's gazetteer that a test may change."""
    return Path(shutil.copytree(small_tables, tmp_path / "gazetteer"))


@pytest.fixture(scope="session")
def small(small_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The fixture's gazetteer, opened."""
    cache = tmp_path_factory.mktemp("cache")
    return open_gazetteer(configured(small_tables, cache))


@pytest.fixture
def opened(tables: Path, tmp_path: Path) -> Callable[..., Gazetteer]:
    """Open `tables` as they stand, in a cache of the test's own."""

    def now(overrides: Path | None = None) -> Gazetteer:
        return open_gazetteer(configured(tables, tmp_path / "cache", overrides))

    return now


def configured(folder: Path, cache: Path, overrides: Path | None = None) -> Config:
    """Settings that name these folders."""
    named = str(overrides) if overrides else None
    return Config(gazetteer=GazetteerConfig(path=str(folder), cache=str(cache), overrides=named))


def complete(folder: Path) -> None:
    """Write the Parquet tables of a gazetteer folder from its plain ones."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    from geomap.gazetteer.tables import read_csv

    def typed(row: dict[str, str]) -> dict[str, object]:
        made: dict[str, object] = {name: cell or None for name, cell in row.items()}
        numbers = {"lat": float, "lon": float, "radius_km": float, "population": int}
        for name, kind in {**numbers, "geonameid": int}.items():
            made[name] = kind(row[name]) if row.get(name) else None
        return {**made, "names": [name for name in row["names"].split("|") if name]}

    bulk = [typed(row) for _line, row in read_csv(folder / "geonames.csv")]
    pq.write_table(pa.Table.from_pylist(bulk), folder / "geonames.parquet")
    (folder / "geonames.csv").unlink()
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        units = list(csv.DictReader(file))
    (folder / "units.csv").unlink()
    for name, kind in (("countries", "country"), ("admin1", "admin1")):
        rows = []
        for unit in units:
            west, south, east, north = (
                float(unit[side]) for side in ("west", "south", "east", "north")
            )
            area = shapely.to_wkb(shapely.box(west, south, east, north))
            row = {key: unit[key] for key in ("id", "name", "kind", "country", "type_word")}
            names = [name for name in unit["names"].split("|") if name]
            if unit["kind"] == kind:
                rows.append({**row, "names": names, "geometry": area})
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
