"""The worksheet: one row a claim, the least certain first, as CSV or XLSX."""

from __future__ import annotations

import csv
import json
import math
import zipfile
from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geomap.errors import ExtraMissing, InputNotFound, WorksheetInvalid
from geomap.exports.coded import records
from geomap.exports.tables import FORMULA, cell, write_rows
from geomap.review.corrections import EDITABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.layers import Layers

#: What people read beside what they edit.
BEFORE = ("key", "action", "note", "review", "confidence", "article_title", "published", "quote",
          "trigger")  # fmt: skip
AFTER = ("place_name", "place_text", "place_reason", "alternatives", "alternative_ids", "score",
         "place_score", "article_id", "original")  # fmt: skip
COLUMNS = (*BEFORE, *EDITABLE, *AFTER)
Row = dict[str, str]
#: Bytes that any workbook may unpack to, and how many times its size a large one may.
_MOST_UNPACKED, _MOST_PACKED = 200_000_000, 100


def write_worksheet(layers: Layers, path: Path) -> Path:
    """Write the claims of a build for an analyst, the least certain first.

    Args:
        layers: what was built.
        path: a ``.csv`` or ``.xlsx`` file.

    Raises:
        ExtraMissing: XLSX without its package.
    """
    rows = sorted(map(_row, records(layers.claims.drop(columns="geometry"))), key=_urgency)
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, rows)
    else:
        write_rows(path, COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    return path


def _row(claim: dict[str, Any]) -> Row:
    """A claim as cells; ``original`` keeps the values that edits are told from."""
    known = [value for name in ("score", "place_score") if (value := claim[name]) is not None]
    made = {name: _text(claim.get(name)) for name in COLUMNS}
    made |= {
        "key": claim["claim_key"],
        "confidence": _text(min(known) if known else None),
        "original": json.dumps({name: made[name] for name in EDITABLE}, ensure_ascii=False),
    }
    return made


def _text(value: object) -> str:
    """A value as it stands in a cell and in ``original``; no apostrophe before formulas yet."""
    return cell(value) if not isinstance(value, str) else value


def _urgency(row: Row) -> tuple[bool, float, str]:
    """Reviewed claims last; the least certain first; those without a place after them."""
    return row["review"] != "", float(row["confidence"] or 1), row["key"]


def _write_xlsx(path: Path, rows: list[Row]) -> None:
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font, PatternFill
    except ImportError as error:
        raise ExtraMissing("XLSX", "xlsx") from error
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("claims")
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([cell(row[name]) for name in COLUMNS])
    wide = {"quote": 70, "original": 8, "alternatives": 40, "article_title": 30}
    for letters, name in zip(sheet.columns, COLUMNS, strict=True):
        head = letters[0]
        head.font = Font(bold=True)
        if name in ("action", "note", *EDITABLE):
            head.fill = PatternFill("solid", fgColor="FFF2CC")
        sheet.column_dimensions[head.column_letter].width = wide.get(name, 16)
        for one in letters[1:]:
            one.alignment = Alignment(wrap_text=name == "quote", vertical="top")
            one.number_format = "@"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a worksheet by the number that a spreadsheet shows, the header being row 1.

    Empty rows are skipped; a missing column reads as empty.

    Raises:
        InputNotFound: there is no such file.
        WorksheetInvalid: it is no worksheet of `write_worksheet`.
        ExtraMissing: XLSX without its package.
    """
    if not path.is_file():
        raise InputNotFound(path, "write it with `geomap review`, or check the path")
    table = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header: list[str] = []
    for number, cells in table:
        if number == 1:
            header = [name.strip() for name in cells]
            missing = [name for name in ("key", "action", "original") if name not in header]
            if missing:
                raise WorksheetInvalid(path, [f"row 1: there is no column {missing[0]!r}"])
        elif any(value.strip() for value in cells):
            made = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=False))
            yield number, {name: _bare(value) for name, value in made.items()}


def _bare(value: str) -> str:
    """A cell without the apostrophe that kept a spreadsheet from running it, and outer space."""
    text = value.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            # Spreadsheets of many countries save with semicolons.
            separator = max(",;\t", key=first.count)
            yield from enumerate(csv.reader(file, delimiter=separator, strict=True), start=1)
    except UnicodeDecodeError as error:
        raise WorksheetInvalid(path, ["it is not UTF-8; save it as CSV UTF-8 or XLSX"]) from error
    except csv.Error as error:
        raise WorksheetInvalid(path, [str(error)]) from error


def _xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise ExtraMissing("XLSX", "xlsx") from error
    try:
        _refuse_bomb(path)
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
                yield number, [_plain(value) for value in row]
    except Exception as error:  # openpyxl raises what zip and XML raise, row by row
        raise WorksheetInvalid(path, [f"it cannot be read as XLSX ({error})"]) from error


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        told = sum(part.file_size for part in packed.infolist())
    if told > max(_MOST_UNPACKED, _MOST_PACKED * path.stat().st_size):
        raise ValueError(f"it would unpack to {told:,} bytes")


def _plain(value: object) -> str:
    """A cell of a workbook as text, with the dates and numbers that spreadsheets make of text."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
