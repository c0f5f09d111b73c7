"""The command line run as a user runs it, in its own process, and a small corpus of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

REPORT = (
    "BEIRUT, Sept. 4, 2018 - Russian warplanes bombed a village outside Jisr al-Shughour "
    "on Tuesday, the Syrian Observatory for Human Rights said. Moscow denied the raid.\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one article of our own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def geomap(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``geomap ARGUMENTS`` in a temporary folder."""

    def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "geomap", *map(str, arguments)],
            input=stdin,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
