"""Outputs are replaced whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.corpus.outputs import list_files, locked, staged
from geomap.errors import InputNotFound, OutputInUse, OutputNotWritable


def test_files_appear_only_when_all_are_written(tmp_path: Path) -> None:
    """Until the block ends, readers see the earlier outputs."""
    (tmp_path / "index.html").write_text("old", encoding="utf-8")
    with staged(tmp_path) as stage:
        (stage / "layers").mkdir()
        (stage / "layers" / "events.parquet").write_text("new", encoding="utf-8")
        (stage / "index.html").write_text("new", encoding="utf-8")
        during = (tmp_path / "index.html").read_text(encoding="utf-8")

    assert "old" == during
    assert "new" == (tmp_path / "index.html").read_text(encoding="utf-8")
    assert ["index.html", "layers", "layers/events.parquet"] == sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")
    )


def write(out: Path, *names: str) -> None:
    """Write files as a build does that writes these and no others."""
    with staged(out) as stage:
        for name in names:
            (stage / name).parent.mkdir(exist_ok=True)
            (stage / name).write_text("new", encoding="utf-8")
        list_files(stage, names)


def shown(out: Path) -> list[str]:
    """The outputs that people see."""
    paths = (path.relative_to(out) for path in out.rglob("*"))
    return sorted(path.as_posix() for path in paths if not path.parts[0].startswith("."))


def test_page_of_an_article_that_is_gone_goes(tmp_path: Path) -> None:
    """What only the last build wrote is removed, with its folder; files of others stay."""
    write(tmp_path, "index.html", "articles/a.html", "articles/b.html")
    (tmp_path / "mine.csv").write_text("", encoding="utf-8")
    write(tmp_path, "index.html", "articles/b.html")

    assert ["articles", "articles/b.html", "index.html", "mine.csv"] == shown(tmp_path)

    write(tmp_path, "index.html")

    assert ["index.html", "mine.csv"] == shown(tmp_path)


def test_damaged_or_wily_list_removes_nothing_else(tmp_path: Path) -> None:
    """A list that cannot be read, or that points elsewhere, costs no file."""
    out = tmp_path / "out"
    (out / ".geomap").mkdir(parents=True)
    (tmp_path / "mine.csv").write_text("", encoding="utf-8")
    for text in ("[", json.dumps(["../mine.csv", str(tmp_path / "mine.csv")])):
        (out / ".geomap" / "outputs.json").write_text(text, encoding="ascii")
        write(out, "index.html")

        assert (tmp_path / "mine.csv").is_file()


def test_full_disk_leaves_earlier_outputs(tmp_path: Path) -> None:
    """When writing fails, the old files stay, the half-written ones go, the error says why."""
    (tmp_path / "index.html").write_text("old", encoding="utf-8")

    def write_until_full() -> None:
        with staged(tmp_path) as stage:
            (stage / "index.html").write_text("ne", encoding="utf-8")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputNotWritable, match="No space left"):
        write_until_full()

    assert ["index.html"] == [path.name for path in tmp_path.iterdir()]
    assert "old" == (tmp_path / "index.html").read_text(encoding="utf-8")


def test_errors_of_inputs_are_not_blamed_on_the_output(tmp_path: Path) -> None:
    """A missing input keeps its own sentence."""
    with pytest.raises(InputNotFound, match="articles"), staged(tmp_path):
        raise InputNotFound("articles")


def test_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """An output folder that cannot be made is named, with what to do."""
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")

    with pytest.raises(OutputNotWritable, match=r"taken.*-o"), locked(taken):
        pass


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    """Two runs at once would mix their files."""
    with locked(tmp_path), pytest.raises(OutputInUse, match=r"wait .* -o"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def as_a_user(task: Callable[[], object]) -> str:
    """What a task says that a user without rights of root runs: its error, or ""."""
    if os.geteuid():
        return told(task)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setgid(65534)
        os.setuid(65534)
        os.write(writing, told(task).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def told(task: Callable[[], object]) -> str:
    """The error of a task with the name of its type; "" for none."""
    try:
        task()
    except Exception as error:  # noqa: BLE001 - whatever it is, the test wants to see it
        return f"{type(error).__name__}: {error}"
    return ""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are other ones there")
def test_a_folder_that_may_not_be_written_is_named() -> None:
    """A read-only folder is told before any work is done, to root's users too."""
    with tempfile.TemporaryDirectory() as name:  # one that every user may enter
        folder = Path(name)
        folder.chmod(0o555)

        def use() -> None:
            with locked(folder):
                pass

        said = as_a_user(use)
        folder.chmod(0o755)

    assert said.startswith("OutputNotWritable: ")
    assert "Permission denied" in said
    assert "-o" in said


KILLED = """
import os, sys
from pathlib import Path
from geomap.corpus.outputs import list_files, locked, staged

out, steps = Path(sys.argv[1]), int(sys.argv[2])

def dying(method):
    def step(self, *arguments, **options):
        global steps
        if not steps:
            os._exit(9)
        steps -= 1
        return method(self, *arguments, **options)
    return step

for name in ("replace", "rename", "mkdir", "write_text", "unlink"):
    setattr(Path, name, dying(getattr(Path, name)))
with locked(out), staged(out) as stage:
    (stage / "layers").mkdir()
    names = ("index.html", "layers/a.parquet", "map.html")
    for name in names:
        (stage / name).write_text("new")
    list_files(stage, names)
"""


def test_a_run_killed_at_any_step_leaves_old_files_or_new_ones(tmp_path: Path) -> None:
    """Never some of each: the next run completes what was whole, and drops what was not."""
    seen = set()
    for steps in range(40):
        out = tmp_path / str(steps)
        (out / "layers").mkdir(parents=True)
        names = ("index.html", "layers/a.parquet", "map.html")
        for name in (*names, "gone.html"):
            (out / name).write_text("old", encoding="utf-8")
        (out / ".geomap").mkdir()
        told = json.dumps([*names, "gone.html"])
        (out / ".geomap" / "outputs.json").write_text(told, encoding="ascii")
        code = subprocess.run(
            [sys.executable, "-c", KILLED, str(out), str(steps)], check=False
        ).returncode
        with locked(out):
            states = {(out / name).read_text(encoding="utf-8") for name in names}
        assert 1 == len(states), f"killed at step {steps}: {states}"
        gone = {"gone.html"} if states == {"old"} else set()
        assert {"index.html", "layers", "map.html", *gone} == {
            path.name for path in out.glob("[!.]*")
        }
        assert [".geomap"] == [path.name for path in out.glob(".*")]
        seen |= {(*states, code)}
        if not code:
            break

    assert {("old", 9), ("new", 9), ("new", 0)} == seen
