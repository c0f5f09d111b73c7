"""What every column of every layer means: the one table that frames, files and documents share.

The table is ``columns.csv``; `SCHEMA` maps a layer to its columns in order. Types: ``text``,
``number`` (float), ``count`` (nullable integer), ``flag`` (bool), ``day`` (a calendar day); values
are those of a vocabulary of `geomap.model`, or as listed. Several values in one cell are joined by
`SEPARATOR`. Geometries are WGS 84 (EPSG:4326), longitude first.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast, get_args

from geomap import model

ColumnType = Literal["text", "number", "count", "flag", "day"]

SEPARATOR = "; "

#: pandas dtypes of the column types.
DTYPES: dict[ColumnType, str] = {
    "text": "str",
    "number": "float64",
    "count": "Int64",
    "flag": "bool",
    "day": "datetime64[ms]",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layer."""

    name: str
    type: ColumnType
    meaning: str
    """One sentence."""
    unit: str = ""
    """Unit of a quantity: km, degrees, characters, people; empty for what has none."""
    values: tuple[str, ...] = ()
    """The whole vocabulary, where there is one."""


def _read_columns() -> dict[str, tuple[Column, ...]]:
    """The columns of each layer, and of each group that layers share (its rows begin with "+")."""
    groups: dict[str, tuple[Column, ...]] = {}
    text = files("geomap.layers").joinpath("columns.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        name, values = row["name"], row["values"]
        vocabulary = get_args(getattr(model, values, None)) or tuple(values.split("|"))
        kind = cast("ColumnType", row["type"])
        added = groups[name[1:]] if name.startswith("+") else (
            Column(name, kind, row["meaning"], row["unit"], vocabulary if values else ()),
        )  # fmt: skip
        groups[row["group"]] = groups.get(row["group"], ()) + added
    return groups


_GROUPS = _read_columns()
#: Columns that many rows have alike: those of their article, those of their place.
COMMON = {name: frozenset(column.name for column in _GROUPS[name]) for name in ("article", "place")}
#: What a row of each layer is.
ROWS: dict[str, str] = {
    "mentions": "One row a mention of a place, drawn or not.",
    "claims": "One row a statement in one article.",
    "events": "One row an event.",
    "event_actors": "One row an event and actor: counting its rows counts events more than once.",
    "places": "One row a place that is drawn.",
    "articles": "One row an article.",
    "actors": "One row an actor.",
    "event_types": "One row an event type that occurs, with its codes in other vocabularies.",
}

SCHEMA = {layer: _GROUPS[layer] for layer in ROWS}
#: Layers whose rows are on the map; the others are plain tables.
SPATIAL = ("mentions", "claims", "events", "event_actors", "places")
