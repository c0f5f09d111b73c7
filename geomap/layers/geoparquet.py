"""GeoParquet 1.1 in which a geometry that many rows share is kept once.

Thousands of mentions of a country share its outline; written row by row, as geopandas does, a
layer of 100,000 mentions takes gigabytes of memory. Here the column is a dictionary from the
start: in memory, in the file, and when it is read again. To others it is plain WKB.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyarrow as pa
    from geopandas import GeoDataFrame

_EDGES = ("xmin", "ymin", "xmax", "ymax")
#: Room for the outlines of all countries, so that the writer never gives the dictionary up.
_DICTIONARY_BYTES = 1 << 30


def write_geoparquet(frame: GeoDataFrame, file: IO[bytes] | Path) -> None:
    """Write `frame` with a bounding box a row; equal frames give equal bytes."""
    import pandas as pd
    import pyarrow as pa

    texts, numbers = distinct(frame.geometry)
    plain = pd.DataFrame(frame.drop(columns="geometry"))
    table = pa.Table.from_pandas(plain, preserve_index=False)
    write_shapes(table, texts, pa.array(numbers, type=pa.int32()), file)


def write_shapes(
    table: pa.Table, texts: Sequence[bytes], indices: pa.Array, file: IO[bytes] | Path
) -> None:
    """Write rows and their geometries.

    Args:
        table: the rows, with the metadata that pandas reads.
        texts: geometries as WKB, EPSG:4326.
        indices: which of them each row has, null for none.
        file: where to.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    shapes = shapely.from_wkb(texts)
    metadata = dict(table.schema.metadata or {})
    # Arrow leaves room for each value of a dictionary and fills it for the different ones alone:
    # of two places on one spot, the second would leave what was in memory before.
    once = pa.array(texts, type=pa.binary()).dictionary_encode()
    column = pa.DictionaryArray.from_arrays(once.indices.take(indices), once.dictionary)
    table = table.append_column("geometry", column)
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    boxes = [pa.array(bounds[:, side], type=pa.float64()).take(indices) for side in range(4)]
    box = pa.StructArray.from_arrays(boxes, names=list(_EDGES), mask=indices.is_null())
    table = table.append_column("bbox", box)
    kinds = sorted({shape.geom_type for shape in shapes})
    whole = [float(edge) for edge in shapely.total_bounds(shapes)] if texts else None
    metadata[b"geo"] = json.dumps(_metadata(kinds, whole)).encode()
    # The schema of Arrow would tell readers of a dictionary; to them the column is binary.
    options = {"compression": "zstd", "store_schema": False}
    with pq.ParquetWriter(
        file, table.schema, dictionary_pagesize_limit=_DICTIONARY_BYTES, **options
    ) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(metadata)


def read_geoparquet(path: IO[bytes] | Path) -> GeoDataFrame:
    """The frame that `write_geoparquet` wrote; rows that shared a geometry share it again."""
    import geopandas as gpd
    import numpy as np
    import pyarrow.parquet as pq
    import shapely

    table = pq.read_table(path, read_dictionary=["geometry"]).combine_chunks()
    frame = table.drop_columns(["geometry", "bbox"]).to_pandas()
    picked = np.full(len(frame), None, dtype=object)
    if len(frame):
        column = table["geometry"].chunk(0)
        shapes = shapely.from_wkb(column.dictionary.to_pylist())
        for row, number in enumerate(column.indices.to_pylist()):
            picked[row] = None if number is None else shapes[number]
    return gpd.GeoDataFrame(frame, geometry=picked, crs="EPSG:4326")


def distinct(geometries: Iterable[Any]) -> tuple[list[bytes], list[int | None]]:
    """The geometries that differ, as WKB, and for each row which it is; None for none."""
    import numpy as np

    by_object: dict[int, int] = {}
    by_text: dict[bytes, int] = {}
    numbers: list[int | None] = []
    # A GeoSeries takes a hundred times as long to walk as its geometries.
    for geometry in np.asarray(geometries, dtype=object):
        if geometry is None:
            numbers.append(None)
            continue
        if id(geometry) not in by_object:
            by_object[id(geometry)] = by_text.setdefault(geometry.wkb, len(by_text))
        numbers.append(by_object[id(geometry)])
    return list(by_text), numbers


def _metadata(kinds: list[str], box: list[float] | None) -> dict[str, Any]:
    """What GeoParquet 1.1.0 asks for under the key ``geo``."""
    from pyproj import CRS

    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": kinds,
        "crs": CRS.from_user_input("EPSG:4326").to_json_dict(),
        "covering": {"bbox": {edge: ["bbox", edge] for edge in _EDGES}},
    }
    if box is not None:
        column["bbox"] = box
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
