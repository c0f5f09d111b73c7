"""PostGIS has the layers as tables, again and again, all or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.errors import DatabaseRefused, ExtraMissing
from geomap.exports.postgis import write_postgis
from geomap.layers import SCHEMA, SPATIAL

if TYPE_CHECKING:
    from geomap.layers import Layers


def test_without_its_extra_it_is_refused(layers: Layers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names it."""
    monkeypatch.setitem(sys.modules, "geoalchemy2", None)

    with pytest.raises(ExtraMissing, match=r"geomap\[postgis\]"):
        write_postgis(layers, "postgresql://nobody@localhost/nothing")


def as_server(*command: str | Path) -> list[str]:
    """The command as a user that PostgreSQL agrees to run as: not root."""
    words = [str(word) for word in command]
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A PostgreSQL server of our own with PostGIS, on a socket in a folder of its own."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not tools:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql postgis)")
    if not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        pytest.skip("PostGIS is not installed (Debian: postgresql-postgis)")
    home = Path(tempfile.mkdtemp(prefix="geomap-postgis-"))
    control = tools[-1]
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    data = home / "data"
    options = f"-c listen_addresses='' -c fsync=off -k {home}"
    try:
        init = as_server(control, "initdb", "-D", data, "-o", "-A trust -U geomap -E UTF8")
        subprocess.run(init, check=True, capture_output=True, cwd=home)
        start = as_server(control, "start", "-w", "-D", data, "-l", home / "log", "-o", options)
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=home)
        yield f"postgresql://geomap@/postgres?host={home}"
    finally:
        stop = as_server(control, "stop", "-D", data, "-m", "immediate")
        subprocess.run(stop, check=False, capture_output=True, cwd=home)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def ask(url: str) -> Callable[[str], list[Any]]:
    """The rows that a query gives."""
    import psycopg

    def run(query: str) -> list[Any]:
        with psycopg.connect(url) as connection:
            return connection.execute(query).fetchall()

    return run


def test_every_layer_is_a_table(layers: Layers, url: str, ask: Callable[[str], list[Any]]) -> None:
    """Rows, types and geometry are those of the layers; only marks have a geometry."""
    tables = write_postgis(layers, url)

    assert [f"geomap.{name}" for name in SCHEMA] == tables
    for name in SCHEMA:
        count = f"SELECT count(*) FROM geomap.{name}"  # noqa: S608 - our own names
        assert [(len(getattr(layers, name)),)] == ask(count)
    drawn = int(layers.mentions["drawn"].sum())
    assert [(drawn,)] == ask("SELECT count(geometry) FROM geomap.mentions")
    ((kind, day, srid, lon),) = ask(
        "SELECT ST_GeometryType(geometry), event_start, ST_SRID(geometry),"
        " ST_X(ST_Centroid(geometry)) FROM geomap.events WHERE event_id = 'event-c1'"
    )
    assert ("ST_Point", "2018-09-04", 4326) == (kind, str(day), srid)
    assert pytest.approx(36.32) == lon


def test_a_second_export_replaces_the_first(
    layers: Layers, url: str, ask: Callable[[str], list[Any]]
) -> None:
    """Rows are replaced, not doubled, and a view upon a table lives on."""
    write_postgis(layers, url)
    with_view = "CREATE OR REPLACE VIEW deaths AS SELECT sum(fatalities_best) FROM geomap.events"
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute(with_view)
    fewer = replace(layers, events=layers.events.iloc[:2])
    write_postgis(fewer, url)

    assert [(2,)] == ask("SELECT count(*) FROM geomap.events")
    assert 1 == len(ask("SELECT * FROM deaths"))
    with psycopg.connect(url) as connection:
        connection.execute("DROP VIEW deaths")


def test_tables_have_keys_indexes_and_comments(
    layers: Layers, url: str, ask: Callable[[str], list[Any]]
) -> None:
    """Maps and questions are quick, and the database itself says what a column means."""
    write_postgis(layers, url)
    indexes = ask("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'geomap'")

    for name in SPATIAL:
        assert any(table == name and "USING gist" in made for table, made in indexes)
    assert any(table == "events" and "(event_id)" in made for table, made in indexes)
    assert any(table == "events" and "(event_date)" in made for table, made in indexes)
    ((comment,),) = ask(
        "SELECT col_description('geomap.events'::regclass, ordinal_position) FROM"
        " information_schema.columns WHERE table_schema = 'geomap' AND table_name = 'events'"
        " AND column_name = 'radius_km'"
    )
    assert "Radius of the circle that holds the place. km" == comment


def test_tables_of_another_version_are_made_anew(
    layers: Layers, url: str, ask: Callable[[str], list[Any]]
) -> None:
    """Columns that changed do not stop an export."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA old")
        connection.execute("CREATE TABLE old.actors (id int)")
    write_postgis(layers, url, schema="old")

    assert [(len(layers.actors),)] == ask("SELECT count(actor_id) FROM old.actors")


def test_hostile_text_and_empty_layers(
    war: Callable[..., Layers], url: str, ask: Callable[[str], list[Any]]
) -> None:
    """Quotes, NUL and other control characters are data; no rows are no error."""
    hostile = "'; DROP SCHEMA geomap; -- \x00 الرقة %s :x"
    write_postgis(war(lambda _text: hostile), url)

    assert [(hostile.replace("\x00", ""),)] == ask("SELECT DISTINCT source FROM geomap.mentions "
                                                   "WHERE source IS NOT NULL")  # fmt: skip
    layers = war()
    empty = type(layers)(**{f.name: getattr(layers, f.name).iloc[:0] for f in fields(layers)})
    write_postgis(empty, url)
    assert [(0,)] == ask("SELECT count(*) FROM geomap.events")


def test_a_database_that_refuses_is_one_sentence(layers: Layers) -> None:
    """What is wrong is said without the password."""
    with pytest.raises(DatabaseRefused) as caught:
        write_postgis(layers, "postgresql://me:secret@localhost:1/none")

    assert "secret" not in str(caught.value)
    assert "--url" in str(caught.value)
    with pytest.raises(DatabaseRefused):
        write_postgis(layers, "no address")
