"""Layers -> one GeoPackage that opens styled in QGIS.

Mentions, claims and events are points, since a layer of one kind of geometry opens, draws and
joins in every GIS; areas and lines stand in ``place_areas`` and ``place_lines``, and
``place_key`` joins them. A row that is no mark on the maps has no geometry.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from geomap.exports.gdal import GEOMETRY, arrow_table, write_table
from geomap.exports.qgis import drawn_values, style_of
from geomap.layers import SCHEMA, SPATIAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geopandas import GeoDataFrame, GeoSeries
    from pandas import DataFrame

    from geomap.layers import Layers

FILE = "geomap.gpkg"
#: 1.2 is what every QGIS 3 writes to and Debian's validator knows; 1.4 changed its triggers.
_VERSION = "1.2"
_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', '2000-01-01T00:00:00.000Z');
"""
#: Areas and lines of places: the layer, what shapely calls them, what GDAL calls them.
_SHAPES = (
    ("place_areas", ("Polygon", "MultiPolygon"), "MultiPolygon"),
    ("place_lines", ("LineString", "MultiLineString"), "MultiLineString"),
)


def write_geopackage(layers: Layers, folder: Path) -> list[Path]:
    """Write `FILE` into `folder`: every layer, with its style; the same layers, the same bytes."""
    path = folder / FILE
    path.unlink(missing_ok=True)
    styles: dict[str, str] = {}
    for name in SCHEMA:
        frame = getattr(layers, name)
        if name in SPATIAL:
            table = arrow_table(name, frame, list(_points(frame)))
            styles[name] = style_of(name, frame.columns, drawn_values(name, frame))
        else:
            table = arrow_table(name, frame)
        write_table(
            table,
            path,
            driver="GPKG",
            layer=name,
            geometry_type="Point" if name in SPATIAL else None,
            **({} if path.exists() else {"VERSION": _VERSION}),
        )
    for name, kinds, geometry_type in _SHAPES:
        shaped = layers.places[layers.places.geom_type.isin(kinds)]
        table = arrow_table("places", shaped, list(_multi(shaped.geometry)))
        write_table(table, path, driver="GPKG", layer=name, geometry_type=geometry_type)
        styles[name] = style_of(name, shaped.columns, drawn_values(name, shaped))
    _write_styles(path, styles)
    return [path]


def _points(frame: GeoDataFrame) -> Iterator[object]:
    """The representative point of each row that has a geometry and is a mark."""
    import shapely

    marks: DataFrame = frame[["lon", "lat"]].copy()
    marks["shown"] = frame.geometry.notna() & frame.get("drawn", True)
    for lon, lat, shown in marks.itertuples(index=False):
        yield shapely.Point(lon, lat) if shown else None


def _multi(geometries: GeoSeries) -> Iterator[object]:
    import shapely

    wrap: dict[str, Any] = {"Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}
    for geometry in geometries:
        kind = geometry.geom_type
        yield wrap[kind]([geometry]) if kind in wrap else geometry


def _write_styles(path: Path, styles: dict[str, str]) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(_STYLES)
        base.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
            " update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, 'As on the maps of geomap', '',"
            " '2000-01-01T00:00:00.000Z')",
            [(name, GEOMETRY, name, style) for name, style in styles.items()],
        )
