"""`Layers`: the tables of a build, and how rows become typed tables."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from geomap.errors import LayersOutdated, NothingBuilt
from geomap.layers.geoparquet import read_geoparquet, write_geoparquet, write_shapes
from geomap.layers.schema import DTYPES, SCHEMA, SPATIAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa
    from geopandas import GeoDataFrame
    from pandas import DataFrame

CRS = "EPSG:4326"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layers:
    """Everything found, as tables; columns are declared in `geomap.layers.schema.SCHEMA`."""

    mentions: GeoDataFrame
    """One row a mention, drawn or not; geometry is null where no place was found."""
    claims: GeoDataFrame
    """One row a claim; geometry is null where it has no place that may be drawn."""
    events: GeoDataFrame
    """One row an event; geometry is null where it has no place that may be drawn."""
    event_actors: GeoDataFrame
    """One row an event and actor: counting its rows counts events more than once."""
    places: GeoDataFrame
    """One row a place that is drawn."""
    articles: DataFrame
    actors: DataFrame
    event_types: DataFrame
    """One row an event type that occurs, with its codes in other vocabularies."""


def typed(layer: str, rows: Sequence[dict[str, Any]]) -> DataFrame:
    """Rows as the table of `layer`: declared columns, in order, of declared types.

    Spatial layers take their geometry (shapely, EPSG:4326, or None) from key ``geometry``.
    """
    import geopandas as gpd
    import pandas as pd

    columns = SCHEMA[layer]
    data = {
        column.name: pd.Series([row.get(column.name) for row in rows], dtype="object").astype(
            DTYPES[column.type]  # type: ignore[call-overload]
        )
        for column in columns
    }
    if layer not in SPATIAL:
        return pd.DataFrame(data)
    shapes: Any = [row.get("geometry") for row in rows]
    return gpd.GeoDataFrame(data, geometry=shapes, crs=CRS)


def framed(layer: str, table: pa.Table, shapes: Mapping[str, bytes]) -> DataFrame:
    """An Arrow table (`geomap.layers.parts`) as the table of `layer`.

    Args:
        layer: name in `SCHEMA`.
        table: its columns, less the geometry.
        shapes: WKB by ``place_key``; rows of one key share one geometry.
    """
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    import shapely

    whole = {pa.int64(): pd.Int64Dtype()}
    frame: DataFrame = table.to_pandas(types_mapper=whole.get, date_as_object=False)
    frame = frame.astype({column.name: DTYPES[column.type] for column in SCHEMA[layer]})
    if layer not in SPATIAL:
        return frame
    codes, keys = pd.factorize(frame["place_key"])
    drawn = np.full(len(keys) + 1, None, dtype=object)  # the last is that of code -1
    drawn[:-1] = shapely.from_wkb([shapes[key] for key in keys])
    return gpd.GeoDataFrame(frame, geometry=drawn[codes], crs=CRS)


def records(frame: DataFrame) -> list[dict[str, Any]]:
    """The rows of a layer as dictionaries, with None for whatever is missing."""
    import pandas as pd

    plain = pd.DataFrame(frame).astype(object)
    found: Any = plain.where(plain.notna(), None).to_dict("records")
    return list(found)


def write_layers(layers: Layers, folder: Path) -> list[Path]:
    """Write one Parquet file a layer into `folder`; the same layers give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for field in fields(layers):
        path = folder / f"{field.name}.parquet"
        with path.open("wb") as file:
            write_table(field.name, getattr(layers, field.name), file)
        paths.append(path)
    return paths


def write_table(layer: str, frame: Any, file: IO[bytes]) -> None:
    """Write a layer, or some of its rows, as Parquet; equal frames give equal bytes.

    Layers with geometry are GeoParquet 1.1 with WKB and a bounding box a row, by which readers
    skip what lies elsewhere.
    """
    if layer in SPATIAL:
        write_geoparquet(frame, file)
    else:
        frame.to_parquet(file, index=False, compression="zstd")


def write_rows(layer: str, table: pa.Table, shapes: Mapping[str, bytes], file: IO[bytes]) -> None:
    """Write rows as `write_table` writes the frame that `framed` makes of them, at less cost."""
    import pyarrow.parquet as pq

    table = table.cast(_as_pandas(layer))
    if layer not in SPATIAL:
        pq.write_table(table, file, compression="zstd")
        return
    keys = table["place_key"].combine_chunks().dictionary_encode()
    write_shapes(table, [shapes[key] for key in keys.dictionary.to_pylist()], keys.indices, file)


@cache
def _as_pandas(layer: str) -> pa.Schema:
    """The columns of a layer, less its geometry, with what pandas wants to know of them."""
    import pandas as pd
    import pyarrow as pa

    empty = pd.DataFrame(typed(layer, [])).drop(columns="geometry", errors="ignore")
    return pa.Schema.from_pandas(empty, preserve_index=False)


def read_layers(folder: Path) -> Layers:
    """The layers of a build, each of them a file or a folder of partitions.

    Raises:
        NothingBuilt: a layer is missing.
        LayersOutdated: a layer is that of another version of geomap.
    """
    return Layers(**{name: _read_layer(folder, name) for name in SCHEMA})


def _read_layer(folder: Path, name: str) -> Any:
    import pandas as pd

    whole = folder / f"{name}.parquet"
    paths = [whole] if whole.is_file() else sorted((folder / name).glob("*.parquet"))
    if not paths:
        raise NothingBuilt(folder)
    frames: list[Any] = []
    for path in paths:
        frames.append(read_geoparquet(path) if name in SPATIAL else pd.read_parquet(path))
        missing = [c.name for c in SCHEMA[name] if c.name not in frames[-1].columns]
        if missing:
            raise LayersOutdated(path, missing[0])
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
