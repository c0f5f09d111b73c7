"""Layers -> the vector formats of GDAL, with real dates and whole numbers.

Tables go to GDAL as Arrow with the types of `geomap.layers.SCHEMA`, because pandas knows no
calendar day and GDAL would write text in its place.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from geomap.layers import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa
    from pandas import DataFrame

#: Control characters, which XML forbids and C strings end at; tab and line ends stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: Dates that GDAL would otherwise take from the clock; two exports are the same bytes.
_CLOCK = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}
#: The geometry as the tables of GIS name it, and as geopandas names that of layers.
GEOMETRY = "geom"
GEOMETRY_COLUMN = "geometry"


def drawn_only(frame: DataFrame) -> DataFrame:
    """The rows that are marks on the maps; all rows of layers that do not say."""
    shown = frame[frame["drawn"]] if "drawn" in frame else frame
    return shown[shown.geometry.notna()] if GEOMETRY_COLUMN in shown else shown


def arrow_table(layer: str, frame: DataFrame, geometries: Sequence[Any] | None = None) -> pa.Table:
    """`frame` with the column types of `layer`, days as calendar days.

    Args:
        layer: name in `SCHEMA`.
        frame: its rows.
        geometries: shapely geometries (EPSG:4326) or None, a row each; none for plain tables.

    Returns:
        The columns of the schema, and WKB in `GEOMETRY` where there are geometries.
    """
    import pyarrow as pa
    import shapely

    kinds = {
        "text": pa.string(), "number": pa.float64(), "count": pa.int64(), "flag": pa.bool_(),
        "day": pa.date32(),
    }  # fmt: skip
    columns: dict[str, pa.Array] = {}
    for column in SCHEMA[layer]:
        values: Any = frame[column.name]
        if column.type == "text":
            values = [clean(value) for value in values]
        elif column.type == "day":
            values = values.dt.date.where(values.notna(), None)
        columns[column.name] = pa.array(values, type=kinds[column.type], from_pandas=True)
    table = pa.table(columns)
    if geometries is None:
        return table
    wkb = shapely.to_wkb(list(geometries), include_srid=False)
    field = pa.field(GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    return table.append_column(field, pa.array(wkb, type=pa.binary()))


def clean(value: object) -> str | None:
    """Text without control characters; None for what is missing."""
    return _CONTROL.sub("", value) if isinstance(value, str) else None


def write_table(
    table: pa.Table,
    path: Path,
    *,
    driver: str,
    layer: str,
    geometry_type: str | None = None,
    **options: Any,
) -> None:
    """Write `table` as a layer by a driver of GDAL: a further one of a GeoPackage, else alone.

    Args:
        table: what `arrow_table` made.
        path: the file; made if it does not exist.
        driver: GDAL's name of the format.
        layer: name of the layer in the file.
        geometry_type: of all rows, as GDAL names it; None for plain tables.
        options: layer and dataset creation options.

    Raises:
        OSError: the file cannot be written.
    """
    import pyogrio

    if driver != "GPKG":
        path.unlink(missing_ok=True)
    with _fixed_clock(), _as_os_errors():
        pyogrio.write_arrow(
            table,
            path,
            layer=layer,
            driver=driver,
            geometry_name=GEOMETRY if geometry_type else None,
            geometry_type=geometry_type,
            crs="EPSG:4326" if geometry_type else None,
            append=path.exists(),
            **options,
        )


@contextlib.contextmanager
def _as_os_errors() -> Iterator[None]:
    """A full disk is the same to whoever calls, whichever library meets it."""
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        yield
    except (DataLayerError, DataSourceError) as error:
        raise OSError(str(error)) from error


@contextlib.contextmanager
def _fixed_clock() -> Iterator[None]:
    import pyogrio

    before = {name: pyogrio.get_gdal_config_option(name) for name in _CLOCK}
    pyogrio.set_gdal_config_options(_CLOCK)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
