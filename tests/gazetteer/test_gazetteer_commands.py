"""``geomap gazetteer``: results on stdout, talk on stderr, exit status by outcome."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geomap.cli.gazetteer import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture
def run(tables: Path, tmp_path: Path) -> Callable[..., Result]:
    """Run a command of `app` on the fixture's gazetteer."""
    settings = tmp_path / "geomap.toml"
    settings.write_text(
        f'[gazetteer]\npath = "{tables.as_posix()}"\ncache = "{(tmp_path / "c").as_posix()}"\n',
        encoding="utf-8",
    )

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments), "--config", str(settings)])

    return invoke


def test_build_prints_the_id(run: Callable[..., Result]) -> None:
    """The id is all of stdout, and info repeats it."""
    built, told = run("build"), run("info")
    info = json.loads(told.stdout)

    assert (0, 0) == (built.exit_code, told.exit_code)
    assert info["id"] == built.stdout.strip()
    assert sum(info["kinds"].values()) == info["places"]
    assert "places" in built.stderr


def test_search_prints_a_line_a_place(run: Callable[..., Result]) -> None:
    """Every place of the name comes as JSON; an unknown name is exit status 1."""
    found = run("search", "idlib")

    assert ["admin1:SY/idlib", "geonames:169577"] == [
        json.loads(line)["id"] for line in found.stdout.splitlines()
    ]
    unknown = run("search", "Xyzzyville")
    assert (1, "") == (unknown.exit_code, unknown.stdout)


def test_check_lists_problems(run: Callable[..., Result], tables: Path) -> None:
    """Problems are data: they go to stdout, a line each."""
    found = run("check")

    assert (1, 1) == (found.exit_code, len(found.stdout.splitlines()))
    (tables / "demonyms.csv").unlink()
    assert 0 == run("check").exit_code


def test_add_makes_a_table_part_of_the_gazetteer(
    run: Callable[..., Result], tables: Path, tmp_path: Path
) -> None:
    """What was added is found by the next search; skipped lines are exit status 1."""
    (tmp_path / "towns.csv").write_text("NAME,Y,X\nBinnish,35.95,36.7\nBad,x,y\n", encoding="utf-8")
    columns = ("--column", "name=NAME", "--column", "lat=Y", "--column", "lon=X")
    added = run("add", tmp_path / "towns.csv", *columns, "--kind", "city", "--country", "SY")

    assert 1 == added.exit_code
    assert str(tables / "local" / "towns.parquet") == added.stdout.strip()
    assert "line 3: lat 'x' is not a number" in added.stderr
    assert "1 rows added, 1 lines skipped" in added.stderr
    assert "local:towns/2" == json.loads(run("search", "Binnish").stdout)["id"]


def test_requests_that_mean_nothing_are_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    """Wrong mappings and sources are usage errors."""
    assert 2 == run("add", tmp_path / "x.csv", "--column", "nonsense").exit_code
    assert 2 == run("download", "elsewhere", "--country", "SY").exit_code
