"""Layers -> GeoJSON by RFC 7946: WGS 84, longitude first, right-hand rule, no ``crs``.

Areas and lines are generalised to `TOLERANCE` of their extent, because the outline of a
country repeated for every mention of it would make files that no tool opens; the GeoParquet
layers of the build keep the full geometry. Mentions that are not drawn (actors, adjectives,
unresolved, boilerplate) have a null geometry, so that no GIS tool shows them as places;
their ``lat`` and ``lon`` stay in the properties.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from geomap.exports.qgis import drawn_values, style_of
from geomap.layers import SCHEMA
from geomap.layers.geoparquet import distinct
from geomap.serialise import COORDINATE_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from geomap.layers import Layers

#: Douglas-Peucker tolerance as a share of the diagonal of a geometry's bounding box.
TOLERANCE = 0.004
_LAYERS = ("mentions", "events")
#: West, south, east, north, degrees.
Box = tuple[float, float, float, float]
Part = TypeVar("Part")


def write_geojson(layers: Layers, folder: Path) -> list[Path]:
    """Write ``mentions.geojson`` and ``events.geojson`` into `folder`, and their QGIS styles."""
    paths = []
    for name in _LAYERS:
        frame = getattr(layers, name)
        paths.append(write_feature_collection(marks(frame), folder / f"{name}.geojson"))
        paths.append(write_style(name, drawn_values(name, frame), folder))
    return paths


def write_style(name: str, counted: Mapping[str, int], folder: Path) -> Path:
    """Write the QGIS style of a layer, given the values of its category, beside its GeoJSON."""
    path = folder / f"{name}.qml"
    columns = [column.name for column in SCHEMA[name]]
    path.write_text(style_of(name, columns, counted), encoding="utf-8")
    return path


def write_text_sequence(layers: Layers, folder: Path) -> list[Path]:
    """Write ``mentions.geojsons`` and ``events.geojsons``: a GeoJSON text sequence (RFC 8142)."""
    paths = []
    for name in _LAYERS:
        shown = marks(getattr(layers, name))
        path = folder / f"{name}.geojsons"
        with path.open("wb") as file:
            for feature in _features(shown, _shaped(shown)[0]):
                file.write(b"\x1e%b\n" % feature)
        paths.append(path)
    return paths


def marks(frame: GeoDataFrame) -> GeoDataFrame:
    """All rows, with the geometry of those alone that are marks on the maps."""
    return frame.set_geometry(frame.geometry.where(frame["drawn"].astype(bool)))


def write_feature_collection(frame: GeoDataFrame, path: Path) -> Path:
    """Write `frame` (EPSG:4326) as one FeatureCollection, a feature a line.

    Rows keep their order; every column but the geometry becomes a property, with NaN and
    infinities as null.
    """
    geometries, bbox = _shaped(frame)
    with path.open("wb") as file:
        file.writelines(feature_collection(_features(frame, geometries), bbox))
    return path


def feature_collection(features: Iterable[Part], bbox: Box | None) -> Iterator[bytes | Part]:
    """The parts of a FeatureCollection, to be written one after the other.

    Args:
        features: texts of one or more features, each with commas and line ends between them;
            or what stands for such a text.
        bbox: around all of them, None where none has a geometry.
    """
    yield b'{"type":"FeatureCollection",'
    if bbox:
        edges = [round(float(edge), COORDINATE_DECIMALS) for edge in bbox]
        yield b'"bbox":%b,' % msgspec.json.encode(edges)
    yield b'"features":['
    separator = b"\n"
    for text in features:
        yield separator
        yield text
        separator = b",\n"
    yield b"\n]}\n"


def features_of(rows: pa.Table, shapes: Mapping[str, bytes]) -> tuple[bytes, Box | None]:
    """Rows of a layer as features, for `feature_collection`, and the box around them.

    Args:
        rows: some of the rows of mentions or events, less their geometry.
        shapes: WKB by ``place_key``, of those that are drawn.
    """
    texts, boxes = [], []
    for row in rows.to_pylist():
        text, box = b"null", None
        if row["drawn"]:
            text, box = _tidied(shapes[row["place_key"]])
        if box is not None:
            boxes.append(box)
        texts.append(_feature(row, text))
    return b",\n".join(texts), around(boxes)


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The box around boxes; None around none."""
    edges = list(zip(*(box for box in boxes if box is not None), strict=True))
    if not edges:
        return None
    west, south, east, north = edges
    return min(west), min(south), max(east), max(north)


@lru_cache(maxsize=4096)
def _tidied(wkb: bytes) -> tuple[bytes, Box | None]:
    """The text of a geometry, and its box."""
    import shapely
    from shapely.geometry import mapping

    shape = tidy(shapely.from_wkb(wkb))
    if shape is None:
        return b"null", None
    west, south, east, north = shape.bounds
    return msgspec.json.encode(mapping(shape)), (west, south, east, north)


def _features(frame: GeoDataFrame, geometries: list[bytes]) -> Iterator[bytes]:
    """Each row as the text of a Feature, given the texts of the geometries."""
    rows = frame.drop(columns=frame.geometry.name).to_dict("records")
    for row, geometry in zip(rows, geometries, strict=True):
        yield _feature({str(key): _plain(value) for key, value in row.items()}, geometry)


def _feature(row: dict[str, Any], geometry: bytes) -> bytes:
    """A feature of plain values; days become ISO 8601, NaN and infinities null."""
    told = msgspec.json.encode(row)
    return b'{"type":"Feature","geometry":%b,"properties":%b}' % (geometry, told)


def _shaped(frame: GeoDataFrame) -> tuple[list[bytes], Box | None]:
    """The geometry of each row as JSON, and the box of all; shared ones are tidied once."""
    shapes, numbers = distinct(frame.geometry)
    told = [_tidied(shape) for shape in shapes]
    texts = [b"null" if number is None else told[number][0] for number in numbers]
    return texts, around(box for _text, box in told)


def tidy(geometry: BaseGeometry | None) -> BaseGeometry | None:
    """The geometry as RFC 7946 wants it; None when it is empty or missing.

    Generalised, split at the antimeridian, exterior rings counter-clockwise, coordinates
    rounded to `COORDINATE_DECIMALS`.
    """
    import antimeridian
    import numpy as np
    import shapely

    if geometry is None or geometry.is_empty:
        return None
    west, south, east, north = geometry.bounds
    diagonal = math.hypot(east - west, north - south)
    if diagonal:
        geometry = shapely.simplify(geometry, diagonal * TOLERANCE)
    if west < -180 or east > 180:
        geometry = shapely.geometry.shape(antimeridian.fix_shape(geometry, fix_winding=True))
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, COORDINATE_DECIMALS))
    return shapely.orient_polygons(rounded, exterior_cw=False)


def _plain(value: object) -> object:
    """The value as JSON knows it: dates in ISO 8601, NaN and NaT as null."""
    if value is None or isinstance(value, str | bool):
        return value
    if hasattr(value, "item"):  # a numpy scalar
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "isoformat"):
        text = value.isoformat()
        return None if text == "NaT" else text.removesuffix("T00:00:00")
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return value if isinstance(value, int) else str(value)
