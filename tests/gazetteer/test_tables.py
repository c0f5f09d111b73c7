"""Source tables: one schema for three formats, and errors that name the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.errors import GazetteerInvalid
from geomap.gazetteer.sources import merged, source_files
from geomap.gazetteer.tables import COLUMNS, Record, read_table, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geomap.gazetteer import Gazetteer

HAMA = {"id": "x:hama", "name": "Hama", "kind": "city", "country": "SY", "lat": "35", "lon": "36"}


def write(path: Path, *rows: dict[str, str]) -> Path:
    """A CSV of our columns."""
    lines = [",".join(row.get(name, "") for name in COLUMNS) for row in rows]
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


WRONG = (
    ({"id": ""}, "id ''"),
    ({"id": "two words"}, "id 'two words'"),
    ({"kind": "town"}, "kind 'town'"),
    ({"country": "Syria"}, "country 'Syria'"),
    ({"lat": "91"}, "lat '91'"),
    ({"lon": "east"}, "lon 'east'"),
    ({"lon": ""}, "lat and lon"),
    ({"radius_km": "-1"}, "radius_km '-1'"),
    ({"population": "1.5"}, "population '1.5'"),
    ({"geonameid": "0"}, "geonameid 0"),
)


@pytest.mark.parametrize(("cells", "words"), WRONG, ids=[words for _cells, words in WRONG])
def test_a_bad_row_is_named_with_its_line(
    tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    """The error gives file, line, what is wrong, and what to do."""
    path = write(tmp_path / "places.csv", HAMA, {**HAMA, **cells})

    with pytest.raises(GazetteerInvalid) as error:
        list(read_table(path))
    assert str(error.value).startswith(f"{path}, line 3: {words}")
    assert str(error.value).endswith("run `geomap gazetteer check`.")


def test_a_ragged_row_is_named_with_its_line(tmp_path: Path) -> None:
    """A row with a comma too many is not read as something else."""
    path = write(tmp_path / "places.csv", HAMA)
    path.write_text(path.read_text("utf-8") + "x,y\n", encoding="utf-8")

    with pytest.raises(GazetteerInvalid, match="line 3: the number of cells"):
        list(read_table(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"id,name\n\xff,x\n"),
        ("a.geojson", b"{"),
        ("a.geojson", b'{"type": "Feature"}'),
        ("a.geojson", b'{"type":"FeatureCollection","features":[{"geometry":{"type":"Poly"}}]}'),
        ("a.parquet", b"no parquet"),
    ],
)
def test_a_file_that_is_not_its_format_is_an_error(
    tmp_path: Path, name: str, content: bytes
) -> None:
    """Encoding, JSON, geometry and Parquet are checked."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(GazetteerInvalid, match=name):
        list(read_table(tmp_path / name))


def test_cells_become_values() -> None:
    """Empty means unknown, names are split, numbers are numbers."""
    made = record({**HAMA, "names": "Hamah| Hamath |", "population": "460602", "radius_km": ""})

    assert ("Hamah", "Hamath") == made.names
    assert (35.0, 36.0, 460602, None) == (made.lat, made.lon, made.population, made.radius_km)
    assert ("", None) == (made.admin1, made.geometry)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"name": ""}, "name"),
        ({"kind": ""}, "kind, and no table knows its id"),
        ({"lat": "", "lon": ""}, "point or geometry"),
        ({}, ""),
    ],
)
def test_what_a_place_lacks_is_said(lacking: dict[str, str], said: str) -> None:
    """A place has a name, a kind and a position."""
    assert said == record({**HAMA, **lacking}).missing()


def test_a_record_absorbs_what_it_lacks() -> None:
    """Own values stay, gaps are filled, names are united without repeats."""
    one = Record(id="a", name="Hama", names=("Hamah",), edited=True)
    one.absorb(Record(id="a", name="Hamah", kind="city", lat=1.0, names=("Hama", "Epiphania")))

    assert (
        Record(id="a", name="Hama", kind="city", lat=1.0, names=("Hamah", "Epiphania"), edited=True)
        == one
    )


def test_tables_are_merged_by_place(tables: Path) -> None:
    """One place has one record, however many tables speak of it."""
    ids = [row.id for row in merged(source_files(tables))]

    assert len(ids) == len(set(ids))
    assert {"geonames:170017", "country:SY", "geomap:river/euphrates"} <= set(ids)


def test_units_of_a_dump_are_our_units(tables: Path, opened: Callable[..., Gazetteer]) -> None:
    """A first-level unit of a bulk table adds its names to the unit that has its polygon."""
    row = {"id": "geonames:169575", "name": "Idlib", "kind": "admin1", "country": "SY"}
    row |= {"lat": "35.7", "lon": "36.7", "geonameid": "169575", "names": "Muhafazat Idlib"}
    names = {"id": "geonames:169575", "names": "Edlib"}
    save(tables / "local" / "SY.parquet", row)
    save(tables / "local" / "names-SY.parquet", names)

    gazetteer = opened()

    for name in ("Muhafazat Idlib", "Edlib"):
        (hit,) = gazetteer.lookup(name)
        assert "admin1:SY/idlib" == gazetteer.entry(hit.row).id
    unit = gazetteer.by_id("geonames:169575")
    assert unit is not None
    assert "admin1:SY/idlib" == unit.id


def test_names_alone_reach_bulk_places(tables: Path, opened: Callable[..., Gazetteer]) -> None:
    """A further table may name places of the bulk table, and repeat them without harm."""
    save(
        tables / "local" / "again.parquet",
        {"id": "geonames:2", "name": "Hamath", "kind": "city", "lat": "1", "lon": "1"},
        {"id": "x:new", "name": "Newplace", "kind": "city", "lat": "2", "lon": "2"},
    )
    save(tables / "local" / "names-a.parquet", {"id": "geonames:2", "names": "Epiphania"})

    gazetteer = opened()

    for name in ("Hama", "Hamath", "Epiphania"):
        (hit,) = gazetteer.lookup(name)
        assert 35.13179 == gazetteer.entry(hit.row).lat
    assert 1 == len(gazetteer.lookup("Newplace"))


def test_an_edited_place_without_position_is_an_error(tables: Path) -> None:
    """What no table places is reported with the line that named it."""
    path = write(tables / "theatre" / "zz.csv", {"id": "x:a", "name": "A", "kind": "city"})

    with pytest.raises(GazetteerInvalid, match="line 2: x:a has no point or geometry") as error:
        list(merged(source_files(tables)))
    assert str(error.value).startswith(str(path))


def save(path: Path, *rows: dict[str, str]) -> None:
    """A Parquet table of our schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path.parent.mkdir(exist_ok=True)
    made = [record(row) for row in rows]
    cells = [{name: getattr(row, name, None) or None for name in COLUMNS} for row in made]
    for cell, row in zip(cells, made, strict=True):
        cell["names"] = list(row.names)
    pq.write_table(pa.Table.from_pylist(cells), path)
