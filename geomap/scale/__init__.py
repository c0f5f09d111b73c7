"""Articles annotated on many machines, by Dask; the only importer of it."""

from __future__ import annotations

from geomap.scale.cluster import annotated_on, partitions_on

__all__ = ["annotated_on", "partitions_on"]
