"""What every column of the outputs means, for people (Markdown) and programs (Table Schema).

Both are written from `geomap.layers.SCHEMA`, so that no column can be without its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geomap.layers.schema import ROWS, SCHEMA, SPATIAL, Column

_HEAD = """# What these files hold

Coordinates are WGS 84 (EPSG:4326), longitude first; distances are km; days are ISO 8601.
Text is UTF-8, as the articles have it. An empty cell means: the text does not say.

| file | what it is |
|---|---|
| `mentions.geojson`, `events.geojson` | GeoJSON by RFC 7946, with its QGIS style (`.qml`) |
| `layers/` | GeoParquet 1.1 with full geometry, folders of partitions; `geomap export` reads it |
| `datapackage.json` | the tables below as Table Schema, for programs |
| `annotations.jsonl` | everything found, one JSON object an article, with character offsets |

A mention that is not drawn (an actor, an adjective, unresolved, or boilerplate) has no geometry
in GeoJSON and GeoPackage, and its coordinates as columns. In the GeoPackage, mentions, claims and
events are points; the areas and lines of their places stand in `place_areas` and `place_lines`,
and `place_key` joins them. For the time line of QGIS, use `event_start` and `event_end`: they are
chosen already, tick the box under Layer Properties, Temporal.

`geomap export gpkg` writes a GeoPackage with every layer below, styled and dated for QGIS; `csv`,
`kml`, `flatgeobuf`, `geojsonl`, `geoparquet`, `shapefile`, `acled-csv`, `ucdp-csv`,
`gdelt-mentions` and `postgis` write more from what was built.

Places from GeoNames (CC BY 4.0); boundaries from Natural Earth (public domain).
"""
#: Types of Table Schema.
_TYPES = {
    "text": "string", "number": "number", "count": "integer", "flag": "boolean", "day": "date",
}  # fmt: skip


def write_field_table(path: Path, note: str = "") -> Path:
    """Write the columns of every layer with type, unit, meaning and vocabulary, as Markdown.

    Args:
        path: the file.
        note: a paragraph about this run, such as how coordinates were blurred.
    """
    parts = [_HEAD, f"\n{note}\n" if note else ""]
    for layer, columns in SCHEMA.items():
        parts.append(f"\n## {layer}\n\n{ROWS[layer]}\n\n")
        parts.append("| column | type | unit | meaning |\n|---|---|---|---|\n")
        parts.extend(
            f"| `{column.name}` | {column.type} | {column.unit} | {_meaning(column)} |\n"
            for column in columns
        )
    path.write_text("".join(parts), encoding="utf-8")
    return path


def _meaning(column: Column) -> str:
    one_of = f" One of: {', '.join(column.values)}." if column.values else ""
    return column.meaning + one_of


def write_data_package(
    path: Path,
    suffix: str = "parquet",
    renamed: Mapping[str, str] | None = None,
    parts: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """Write a Data Package with a Table Schema for each layer (Frictionless, version 1).

    Args:
        path: the file; its resources are named relative to its folder.
        suffix: ``csv`` for ``events.csv`` beside it, ``parquet`` for ``layers/events.parquet``.
        renamed: names of columns in the files, where they differ from the layers'.
        parts: names of the files of layers that have several.
    """
    folder = "layers/" if suffix == "parquet" else ""
    resources = [
        {
            "name": layer,
            "path": [folder + name for name in (parts or {}).get(layer, ())]
            or f"{folder}{layer}.{suffix}",
            "format": suffix,
            "encoding": "utf-8",
            "description": ROWS[layer],
            "schema": table_schema(layer, renamed or {}, geometry=suffix == "parquet"),
        }
        for layer in SCHEMA
    ]
    package = {"name": "geomap", "profile": "data-package", "resources": resources}
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def table_schema(
    layer: str, renamed: Mapping[str, str], *, geometry: bool = False
) -> dict[str, Any]:
    """The Table Schema of a layer; its first column is its key where rows have one of their own."""
    fields = [_field(column, renamed.get(column.name, column.name)) for column in SCHEMA[layer]]
    if geometry and layer in SPATIAL:
        meaning = "Where it is drawn: WKB, WGS 84, longitude first."
        fields.append({"name": "geometry", "type": "any", "description": meaning})
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    return schema if layer == "event_actors" else {**schema, "primaryKey": fields[0]["name"]}


def _field(column: Column, name: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name, "type": _TYPES[column.type], "description": column.meaning,
    }  # fmt: skip
    if column.unit:
        field["unit"] = column.unit
    if column.values and "joined by" not in column.meaning:
        field["constraints"] = {"enum": list(column.values)}
    return field
