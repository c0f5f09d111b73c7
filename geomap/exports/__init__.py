"""Layers -> files that GIS tools and scripts read."""

from __future__ import annotations

from geomap.exports.acled import write_acled
from geomap.exports.fields import write_data_package, write_field_table
from geomap.exports.files import write_flatgeobuf, write_geoparquet, write_shapefile
from geomap.exports.gdelt import write_gdelt
from geomap.exports.geojson import (
    around,
    feature_collection,
    features_of,
    marks,
    write_feature_collection,
    write_geojson,
    write_style,
    write_text_sequence,
)
from geomap.exports.geopackage import write_geopackage
from geomap.exports.kml import write_kml
from geomap.exports.postgis import write_postgis
from geomap.exports.tables import write_csv
from geomap.exports.ucdp import write_ucdp

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
#: Layouts of other event data sets, which leave out what has not happened unless told to keep it.
CODED = {"acled-csv": write_acled, "ucdp-csv": write_ucdp, "gdelt-mentions": write_gdelt}
#: The format that is no file.
POSTGIS = "postgis"
__all__ = [
    "CODED", "FORMATS", "POSTGIS", "around", "feature_collection", "features_of", "marks",
    "write_data_package", "write_feature_collection", "write_field_table", "write_geojson",
    "write_postgis", "write_style",
]  # fmt: skip
