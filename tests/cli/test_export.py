"""`geomap export` as people run it: from what was built, without the articles."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def built(geomap: Run, corpus: Path, tmp_path: Path) -> Path:
    """The outputs of a build whose articles are gone."""
    done = geomap("build", corpus, "-o", "out")
    assert 0 == done.returncode, done.stderr
    shutil.rmtree(corpus)
    return tmp_path / "out"


def events(built: Path) -> list[dict[str, str]]:
    """The events of the CSV export."""
    with (built / "csv" / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_blurred_and_plain_exports(geomap: Run, built: Path) -> None:
    """Files are named on stdout; blurred ones say so beside them."""
    plain = geomap("export", "csv", "-o", "out")
    exact = {row["event_id"]: row for row in events(built)}
    seed = ("--jitter-km", "5", "--jitter-seed", "s", "--round-coords", "2")
    blurred = geomap("export", "csv", "-o", "out", *seed)
    raid = next(row for row in events(built) if row["event_type"] == "airstrike")

    assert str(Path("out", "csv", "events.csv")) in plain.stdout.splitlines()
    assert str(Path("out", "csv-coordinates.md")) in blurred.stdout.splitlines()
    assert "2.5 to 5 km" in (built / "csv-coordinates.md").read_text(encoding="utf-8")
    assert raid["latitude"] != exact[raid["event_id"]]["latitude"]
    assert len(raid["latitude"].partition(".")[2]) <= 2
    assert float(raid["radius_km"]) > float(exact[raid["event_id"]]["radius_km"])


@pytest.mark.parametrize("command", [("export", "csv"), ("build", "--samples")])
def test_nothing_is_moved_without_a_secret(
    geomap: Run, built: Path, command: tuple[str, ...]
) -> None:
    """Moves that anybody can compute protect nobody: the command is refused and says so."""
    before = sorted(built.rglob("*"))
    done = geomap(*command, "-o", str(built), "--jitter-km", "5")

    assert 2 == done.returncode
    assert "--jitter-seed" in done.stderr
    assert before == sorted(built.rglob("*"))


def test_other_layouts_say_what_they_leave_out(geomap: Run, built: Path) -> None:
    """The count is talk; `--everything` leaves less out."""
    some = geomap("export", "acled-csv", "-o", "out")
    everything = geomap("export", "gdelt-mentions", "--everything", "-o", "out")

    assert 0 == some.returncode, some.stderr
    assert "denied" in some.stderr
    assert "denied" not in everything.stderr
    assert (built / "acled.md").is_file()


def test_a_database_must_be_named(geomap: Run, built: Path) -> None:
    """Without an address there is nothing to write to; a bad one is one sentence."""
    unnamed = geomap("export", "postgis", "-o", "out")
    wrong = geomap("export", "postgis", "--url", "postgresql://u:secret@localhost:1/x", "-o", "out")

    assert built.is_dir()
    assert (2, 2) == (unnamed.returncode, wrong.returncode)
    assert "--url" in unnamed.stderr
    assert "the database refused" in wrong.stderr
    assert "secret" not in wrong.stderr
    assert "Traceback" not in unnamed.stderr + wrong.stderr
