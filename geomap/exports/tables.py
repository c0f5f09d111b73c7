"""Layers -> CSV that spreadsheets and scripts read: UTF-8, a header, days in ISO 8601.

Coordinates are ``latitude`` and ``longitude``, the names that mapping programs look for. A cell
that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING, Any

from geomap.exports.fields import write_data_package
from geomap.layers import SCHEMA
from geomap.serialise import COORDINATE_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.layers import Layers

#: Our names of columns -> theirs.
RENAMED = {"lat": "latitude", "lon": "longitude"}
_SCORE_DECIMALS = 4
#: What makes a spreadsheet take a cell for a formula; the last two come before one.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(layers: Layers, folder: Path) -> list[Path]:
    """Every layer under ``csv/``, with the Table Schema of all beside them."""
    home = folder / "csv"
    home.mkdir(exist_ok=True)
    paths = []
    for name, columns in SCHEMA.items():
        frame = getattr(layers, name)[[column.name for column in columns]].astype(object)
        frame = frame.where(frame.notna(), None)
        header = [RENAMED.get(column.name, column.name) for column in columns]
        paths.append(write_rows(home / f"{name}.csv", header, frame.itertuples(index=False)))
    return [*paths, write_data_package(home / "datapackage.json", "csv", RENAMED)]


def write_rows(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    delimiter: str = ",",
) -> Path:
    """Write one CSV by RFC 4180, every cell safe in a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows([cell(value, name) for value, name in zip(row, header, strict=True)]
                         for row in rows)  # fmt: skip
    return path


def cell(value: object, column: str = "") -> str:
    """A value as a cell: "" for what is missing, days in ISO 8601, no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        decimals = COORDINATE_DECIMALS if column.endswith("itude") else _SCORE_DECIMALS
        return f"{round(value, decimals):.15g}" if math.isfinite(value) else ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    text = str(value).replace("\x00", "")
    unsafe = not isinstance(value, int) and text.startswith(FORMULA)
    return f"'{text}" if unsafe else text
