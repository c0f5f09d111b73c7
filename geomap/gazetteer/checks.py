"""What is wrong in the source tables, row by row, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import GazetteerInvalid
from geomap.gazetteer.sources import WORDS, source_files
from geomap.gazetteer.tables import read_csv, read_rows, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACTIONS = ("pin", "add", "rename", "block")


def problems(folder: Path, overrides: Path | None = None) -> Iterator[str]:
    """Each problem as "file, line N: what is wrong"; nothing when all rows can be used."""
    for path in source_files(folder, overrides):
        try:
            yield from _table(path)
        except GazetteerInvalid as error:
            yield str(error)


def _table(path: Path) -> Iterator[str]:
    if path.name in WORDS:
        for _line, _row in read_csv(path):
            pass
        return
    if path.name == "overrides.csv":
        for line, row in read_csv(path):
            if row.get("action") not in ACTIONS:
                yield f"{path}, line {line}: action must be one of {', '.join(ACTIONS)}"
            elif not row.get("reason"):
                yield f"{path}, line {line}: give a reason"
        return
    for line, raw in read_rows(path):
        try:
            record(raw, edited=path.suffix != ".parquet")
        except ValueError as error:
            yield f"{path}, line {line}: {error}"
