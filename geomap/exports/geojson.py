"""Layers -> GeoJSON by RFC 7946: WGS 84, longitude first, right-hand rule, no ``crs``.

Areas and lines are generalised to `TOLERANCE` of their extent, because the outline of a
country repeated for every mention of it would make files that no tool opens; the GeoParquet
layers of the build keep the full geometry. Mentions that are not drawn (actors, adjectives,
unresolved, boilerplate) have a null geometry, so that no GIS tool shows them as places;
their ``lat`` and ``lon`` stay in the properties.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from geomap.exports.qgis import style_of
from geomap.layers.geoparquet import distinct
from geomap.serialise import COORDINATE_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from geomap.layers import Layers

#: Douglas-Peucker tolerance as a share of the diagonal of a geometry's bounding box.
TOLERANCE = 0.004
_LAYERS = ("mentions", "events")


def write_geojson(layers: Layers, folder: Path) -> list[Path]:
    """Write ``mentions.geojson`` and ``events.geojson`` into `folder`, and their QGIS styles."""
    paths = []
    for name in _LAYERS:
        frame = getattr(layers, name)
        paths.append(write_feature_collection(_marks(frame), folder / f"{name}.geojson"))
        style = folder / f"{name}.qml"
        style.write_text(style_of(name, frame), encoding="utf-8")
        paths.append(style)
    return paths


def write_text_sequence(layers: Layers, folder: Path) -> list[Path]:
    """Write ``mentions.geojsons`` and ``events.geojsons``: a GeoJSON text sequence (RFC 8142)."""
    paths = []
    for name in _LAYERS:
        marks = _marks(getattr(layers, name))
        path = folder / f"{name}.geojsons"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for feature in _features(marks, _shaped(marks)[0]):
                file.write(f"\x1e{feature}\n")
        paths.append(path)
    return paths


def _marks(frame: GeoDataFrame) -> GeoDataFrame:
    """All rows, with the geometry of those alone that are marks on the maps."""
    return frame.set_geometry(frame.geometry.where(frame["drawn"].astype(bool)))


def write_feature_collection(frame: GeoDataFrame, path: Path) -> Path:
    """Write `frame` (EPSG:4326) as one FeatureCollection, a feature a line.

    Rows keep their order; every column but the geometry becomes a property, with NaN and
    infinities as null.
    """
    geometries, bbox = _shaped(frame)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection",')
        if bbox:
            file.write(f' "bbox": {json.dumps(bbox)},')
        file.write(' "features": [')
        separator = "\n"
        for feature in _features(frame, geometries):
            file.write(separator + feature)
            separator = ",\n"
        file.write("\n]}\n")
    return path


def _features(frame: GeoDataFrame, geometries: list[str]) -> Iterator[str]:
    """Each row as the text of a Feature, given the texts of the geometries."""
    rows = frame.drop(columns=frame.geometry.name).to_dict("records")
    for row, geometry in zip(rows, geometries, strict=True):
        properties = {str(key): _plain(value) for key, value in row.items()}
        told = json.dumps(properties, ensure_ascii=False, allow_nan=False)
        yield f'{{"type": "Feature", "geometry": {geometry}, "properties": {told}}}'


def _shaped(frame: GeoDataFrame) -> tuple[list[str], list[float] | None]:
    """The geometry of each row as JSON, and the box of all; shared ones are tidied once."""
    import shapely
    from shapely.geometry import mapping

    shapes, numbers = distinct(frame.geometry)
    tidied = [tidy(shape) for shape in shapely.from_wkb(shapes)]
    texts = [
        "null" if shape is None else json.dumps(mapping(shape), allow_nan=False) for shape in tidied
    ]
    return ["null" if number is None else texts[number] for number in numbers], _bbox(tidied)


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


def _bbox(geometries: list[BaseGeometry | None]) -> list[float] | None:
    import shapely

    present = [geometry for geometry in geometries if geometry is not None]
    if not present:
        return None
    return [round(float(edge), COORDINATE_DECIMALS) for edge in shapely.total_bounds(present)]


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
