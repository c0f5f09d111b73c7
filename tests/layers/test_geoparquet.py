"""Geometries in Parquet: what lies on one spot is written once, and nothing else with it."""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geomap.layers.geoparquet import write_shapes

SPOT = shapely.to_wkb(shapely.Point(36.7, 35.1))


def geometry_bytes(texts: list[bytes]) -> int:
    """How many bytes the geometry column of two rows takes, unpacked."""
    file = BytesIO()
    indices = pa.array([0, len(texts) - 1], type=pa.int32())
    write_shapes(pa.table({"place": ["a", "b"]}), texts, indices, file)
    group = pq.ParquetFile(BytesIO(file.getvalue())).metadata.row_group(0)
    columns = (group.column(number) for number in range(group.num_columns))
    (size,) = (c.total_uncompressed_size for c in columns if c.path_in_schema == "geometry")
    return int(size)


def test_two_places_on_one_spot_leave_no_room() -> None:
    """Room left in a page holds what was in memory: no build would be like another."""
    assert geometry_bytes([SPOT]) == geometry_bytes([SPOT, SPOT])
