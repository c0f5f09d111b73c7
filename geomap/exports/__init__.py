"""Layers -> files that GIS tools and scripts read."""

from __future__ import annotations

from geomap.exports.annotations import write_annotations
from geomap.exports.fields import write_field_table
from geomap.exports.geojson import write_feature_collection, write_geojson

#: What `geomap export FORMAT` writes: (layers, folder) -> files.
FORMATS = {"geojson": write_geojson}

__all__ = [
    "FORMATS",
    "write_annotations",
    "write_feature_collection",
    "write_field_table",
    "write_geojson",
]
