"""Layers -> FlatGeobuf, Shapefile and GeoParquet: one file a layer, marks only.

What is no mark on the maps stays out of these, because their readers draw every row; GeoJSON,
GeoPackage, CSV and Parquet keep all rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.exports.gdal import arrow_table, drawn_only, write_table
from geomap.layers import SCHEMA, write_layers

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from geomap.layers import Layers

#: Layers that formats of marks alone carry.
DRAWN = ("mentions", "events")
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
    for name in DRAWN:
        frame = drawn_only(getattr(layers, name))
        path = folder / f"{name}.fgb"
        table = arrow_table(name, frame, list(frame.geometry))
        write_table(table, path, driver="FlatGeobuf", layer=name, geometry_type="Unknown")
        paths.append(path)
    return paths


def write_shapefile(layers: Layers, folder: Path) -> list[Path]:
    """``shapefile/``: points, lines and areas of mentions and events, for old programs.

    The format cuts column names to ten letters and text to 254 bytes: ``columns.csv`` says
    which column is which. Everything else that geomap writes keeps more.
    """
    home = folder / "shapefile"
    home.mkdir(exist_ok=True)
    names = short_names()
    for name in DRAWN:
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
    for column in dict.fromkeys(c.name for layer in DRAWN for c in SCHEMA[layer]):
        short = column[:_DBF_NAME]
        number = 1
        while short in taken.values():
            number += 1
            short = f"{column[: _DBF_NAME - 1]}{number}"
        taken[column] = short
    return taken
