"""Layers -> files that GIS tools and scripts read."""

from __future__ import annotations

from geomap.exports.annotations import write_annotations
from geomap.exports.fields import write_data_package, write_field_table
from geomap.exports.files import write_flatgeobuf, write_geoparquet, write_kml, write_shapefile
from geomap.exports.geojson import write_feature_collection, write_geojson, write_text_sequence
from geomap.exports.geopackage import write_geopackage
from geomap.exports.tables import write_csv

#: What `geomap export FORMAT` writes: (layers, folder) -> files.
FORMATS = {
    "geojson": write_geojson,
    "gpkg": write_geopackage,
    "geoparquet": write_geoparquet,
    "csv": write_csv,
    "kml": write_kml,
    "flatgeobuf": write_flatgeobuf,
    "geojsonl": write_text_sequence,
    "shapefile": write_shapefile,
}
#: What a build writes by itself: the files most people open. The rest is `geomap export`.
BUILT = ("geojson", "gpkg")

__all__ = [
    "BUILT",
    "FORMATS",
    "write_annotations",
    "write_data_package",
    "write_feature_collection",
    "write_field_table",
    "write_geojson",
]
