"""What is wrong in the source tables, row by row, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from geomap.errors import GazetteerInvalid
from geomap.gazetteer import words
from geomap.gazetteer.overrides import problem
from geomap.gazetteer.sources import WORDS, merged
from geomap.gazetteer.tables import read_csv, read_rows, record


def problems(tables: Sequence[Path], overrides: Path | None = None) -> Iterator[str]:
    """Each problem as "file, line N: what is wrong"; nothing when all rows can be used.

    Args:
        tables: the source tables, see `geomap.gazetteer.opening.tables_of`.
        overrides: a project's corrections.
    """
    sound = True
    for path in tables:
        for line in _guarded(_table(path)):
            sound = False
            yield line
    known: dict[str, str] = {}
    if sound:
        # What only shows across tables: a place that none of them locates.
        try:
            known = {row.id: row.country for row in merged(tables) if not row.missing()}
        except GazetteerInvalid as error:
            yield str(error)
    for path in tables:
        if known and path.name in WORDS:
            yield from _guarded(_words(path, known))
    if overrides is not None:
        yield from _guarded(_overrides(overrides, known))


def _guarded(lines: Iterator[str]) -> Iterator[str]:
    """The lines, and as the last one what stops a table from being read on."""
    try:
        yield from lines
    except GazetteerInvalid as error:
        yield str(error)


def _table(path: Path) -> Iterator[str]:
    if path.name in WORDS:
        return
    seen: dict[str, int] = {}
    for line, raw in read_rows(path):
        try:
            row = record(raw)
        except ValueError as error:
            yield f"{path}, line {line}: {error}"
            continue
        if row.id in seen and path.suffix != ".parquet":
            yield f"{path}, line {line}: {row.id} stands in line {seen[row.id]} already"
        if path.suffix != ".parquet":
            seen[row.id] = line


def _words(path: Path, known: dict[str, str]) -> Iterator[str]:
    """Owners of words that no table has, and what compiling would refuse."""
    numbers = dict.fromkeys(known, 0)
    countries = {country: 0 for place, country in known.items() if place.startswith("country:")}
    words.read({path.name: path}, numbers.get, countries)
    for line, cells in read_csv(path):
        owner = cells.get("country_or_id") or cells.get("id_or_country")
        if owner is not None and owner not in countries and owner not in known:
            yield f"{path}, line {line}: no place has the id {owner!r}"


def _overrides(path: Path, known: dict[str, str]) -> Iterator[str]:
    for line, cells in read_csv(path):
        wrong = problem(cells)
        if not wrong and known and cells["id"] and cells["id"] not in known:
            wrong = f"no place has the id {cells['id']!r}"
        if wrong:
            yield f"{path}, line {line}: {wrong}"
