"""Layers -> FlatGeobuf, KML, Shapefile and GeoParquet: one file a layer, marks only.

What is no mark on the maps stays out of these, because their readers draw every row; GeoJSON,
GeoPackage, CSV and Parquet keep all rows.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from geomap.exports.gdal import GEOMETRY, arrow_table, drawn_only, write_table
from geomap.layers import SCHEMA, write_layers
from geomap.layers.style import label

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    from pandas import DataFrame

    from geomap.layers import Layers

#: Layers that these formats carry.
_DRAWN = ("mentions", "events")
#: Longest column name of a Shapefile, characters.
_DBF_NAME = 10
#: Longest text of a Shapefile, bytes of UTF-8.
_DBF_TEXT = 254
_KINDS = {
    "points": ("Point", "MultiPoint"),
    "lines": ("LineString", "MultiLineString"),
    "areas": ("Polygon", "MultiPolygon"),
}
_GDAL_KINDS = {"points": "Point", "lines": "MultiLineString", "areas": "MultiPolygon"}


def write_geoparquet(layers: Layers, folder: Path) -> list[Path]:
    """GeoParquet 1.1 of every layer, all rows, under ``geoparquet/``."""
    return write_layers(layers, folder / "geoparquet")


def write_flatgeobuf(layers: Layers, folder: Path) -> list[Path]:
    """``mentions.fgb`` and ``events.fgb``, with a spatial index."""
    paths = []
    for name in _DRAWN:
        frame = drawn_only(getattr(layers, name))
        path = folder / f"{name}.fgb"
        table = arrow_table(name, frame, list(frame.geometry))
        write_table(table, path, driver="FlatGeobuf", layer=name, geometry_type="Unknown")
        paths.append(path)
    return paths


def write_kml(layers: Layers, folder: Path) -> list[Path]:
    """``mentions.kml`` and ``events.kml`` with time spans, which Google Earth plays."""
    paths = []
    for name in _DRAWN:
        frame = drawn_only(getattr(layers, name))
        path = folder / f"{name}.kml"
        table = _placemarks(name, frame)
        write_table(table, path, driver="LIBKML", layer=name, geometry_type="Unknown")
        paths.append(path)
    return paths


def _placemarks(layer: str, frame: DataFrame) -> pa.Table:
    """The rows with the columns that LIBKML makes names, balloons and times of."""
    import pyarrow as pa

    table = arrow_table(layer, frame, list(frame.geometry))
    # LIBKML takes any column called "end" for a time.
    offsets = {"start": "text_start", "end": "text_end"}
    table = table.rename_columns([offsets.get(name, name) for name in table.column_names])
    rows = table.drop_columns([GEOMETRY]).to_pylist()
    first, last = ("event_start", "event_end") if layer == "events" else ("published", "published")
    made: dict[str, list[Any]] = {
        "Name": [_title(row) for row in rows],
        "description": [_balloon(row) for row in rows],
        # As text, because GDAL would make the first second of the last day of a date.
        "begin": [row[first] and row[first].isoformat() for row in rows],
        "end": [row[last] and row[last].isoformat() for row in rows],
    }
    for name, values in reversed(made.items()):
        table = table.add_column(0, name, pa.array(values, type=pa.string()))
    return table


def _title(row: dict[str, Any]) -> str:
    """``Air strike: Jisr al-Shughour``; the words of a mention."""
    if "event_type" in row:
        return f"{label(row['event_type'])}: {row['place_name']}"
    return str(row["text"])


def _balloon(row: dict[str, Any]) -> str:
    """What a click shows; HTML in KML, so the words of articles are escaped."""
    lines = [
        row["quote"],
        " > ".join(filter(None, (row.get("actors"), row.get("targets")))),
        f"{row['precision']}, within {row['radius_km']:g} km",
        ", ".join(filter(None, (row["article_title"], row["source"]))),
    ]
    return "<br/>".join(html.escape(line) for line in lines if line)


def write_shapefile(layers: Layers, folder: Path) -> list[Path]:
    """``shapefile/``: points, lines and areas of mentions and events, for old programs.

    The format cuts column names to ten letters and text to 254 bytes: ``columns.csv`` says
    which column is which. Everything else that geomap writes keeps more.
    """
    home = folder / "shapefile"
    home.mkdir(exist_ok=True)
    names = short_names()
    for name in _DRAWN:
        frame = drawn_only(getattr(layers, name))
        for part, kinds in _KINDS.items():
            chosen = frame[frame.geom_type.isin(kinds)]
            if len(chosen):
                table = _cut(arrow_table(name, chosen, list(chosen.geometry)))
                table = table.rename_columns([names.get(c, c) for c in table.column_names])
                write_table(
                    table,
                    home / f"{name}_{part}.shp",
                    driver="ESRI Shapefile",
                    layer=f"{name}_{part}",
                    geometry_type=_GDAL_KINDS[part],
                    ENCODING="UTF-8",
                )
    lines = ["shapefile,column\n", *(f"{short},{long}\n" for long, short in names.items())]
    (home / "columns.csv").write_text("".join(lines), encoding="utf-8")
    return sorted(home.iterdir())


def _cut(table: pa.Table) -> pa.Table:
    """The table with texts of at most `_DBF_TEXT` bytes, cut between characters."""
    import pyarrow as pa

    for index, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            texts = [
                text and text.encode()[:_DBF_TEXT].decode(errors="ignore")
                for text in table.column(index).to_pylist()
            ]
            table = table.set_column(index, field, pa.array(texts, type=field.type))
    return table


def short_names() -> dict[str, str]:
    """A name of at most ten letters for each column of the layers, each once."""
    taken: dict[str, str] = {}
    for column in dict.fromkeys(c.name for layer in _DRAWN for c in SCHEMA[layer]):
        short = column[:_DBF_NAME]
        number = 1
        while short in taken.values():
            number += 1
            short = f"{column[: _DBF_NAME - 1]}{number}"
        taken[column] = short
    return taken
