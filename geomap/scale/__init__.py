"""Articles annotated, and blocks of them made, on many machines by Dask; its only importer."""

from __future__ import annotations

from geomap.scale.cluster import annotated_on, fragments_on, partitions_on

__all__ = ["annotated_on", "fragments_on", "partitions_on"]
