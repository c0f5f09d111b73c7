"""Outputs are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from geomap.errors import InputNotFound, OutputNotWritable
from geomap.outputs import staged


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

    with pytest.raises(OutputNotWritable, match=r"taken.*-o"), staged(taken):
        pass
