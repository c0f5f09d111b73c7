"""GeoJSON passes the checks of others, and a stricter one of our own."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from geomap.exports import FORMATS, write_feature_collection

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.layers import Layers


def faults(text: str) -> list[str]:
    """What RFC 7946 forbids or advises against, in words; nothing when the text keeps to it."""

    def refuse(constant: str) -> float:
        found.append(f"{constant} is no JSON")
        return math.nan

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(items)) != len(items):
            found.append("a key stands twice")
        return dict(items)

    found: list[str] = []
    data = json.loads(text, parse_constant=refuse, object_pairs_hook=pairs)
    if data.keys() - {"type", "bbox", "features"}:
        found.append(f"foreign members {sorted(data.keys() - {'type', 'bbox', 'features'})}")
    for feature in data["features"]:
        if feature.keys() != {"type", "geometry", "properties"}:
            found.append("a feature has other members than three")
        geometry = feature["geometry"] or {"coordinates": []}
        for lon, lat, *more in positions(geometry["coordinates"]):
            if more or not (-180 <= lon <= 180 and -90 <= lat <= 90):
                found.append(f"position {lon} {lat} {more}")
            if any(round(value, 6) != value for value in (lon, lat)):
                found.append(f"more than 6 decimals: {lon} {lat}")
        found.extend(ring_faults(geometry))
        values = feature["properties"].values()
        found.extend(f"nested value {v!r}" for v in values if isinstance(v, list | dict))
    return found


def positions(coordinates: Any) -> Iterator[list[float]]:
    """The positions in nested coordinates."""
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for part in coordinates:
            yield from positions(part)


def ring_faults(geometry: dict[str, Any]) -> Iterator[str]:
    """Rings that are open, too short, or run against the right-hand rule."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in polygons.get(geometry.get("type", ""), []):
        for number, ring in enumerate(polygon):
            if len(ring) < 4 or ring[0] != ring[-1]:
                yield "a ring is not closed"
            elif shapely.LinearRing(ring).is_ccw != (number == 0):
                yield "a ring runs the wrong way"


@pytest.mark.parametrize("name", ["mentions", "events"])
def test_what_is_written_keeps_the_standard(
    name: str, layers: Layers, tmp_path: Path, check_geojson: Callable[[Path], str]
) -> None:
    """Neither check-geojson nor the strict check finds a fault."""
    FORMATS["geojson"](layers, tmp_path)
    path = tmp_path / f"{name}.geojson"

    assert [] == faults(path.read_text(encoding="utf-8"))
    assert "[]" == check_geojson(path)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('"crs": {}, "features"', '"features"'),
        ("[36.4, 36.3], [36.2, 35.4]]", "[36.2, 35.4]]"),
        ("[10, 20.12345678]", "[10, 20.123456]"),
        ("[190, 20]", "[10, 20]"),
        ('"n": NaN', '"n": 1'),
    ],
)
def test_the_strict_check_finds_faults(wrong: str, right: str) -> None:
    """The check is worth something: what it should forbid, it names."""
    text = (
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {"n": 1}, "geometry": {"type": "Point",'
        ' "coordinates": [10, 20]}}, {"type": "Feature", "properties": {"n": 2}, "geometry":'
        ' {"type": "Point", "coordinates": [10, 20.123456]}},'
        '{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":'
        " [[[36.2, 35.4], [37.0, 35.4], [37.1, 36.3], [36.2, 35.4]]]}}]}"
    )

    assert [] == faults(text)
    broken = text.replace(right, wrong, 1)
    assert text != broken
    if "36.4" in wrong:  # a ring that runs clockwise
        broken = text.replace("[37.0, 35.4], [37.1, 36.3]", "[37.1, 36.3], [37.0, 35.4]")
    assert faults(broken)


def test_areas_with_holes_across_the_antimeridian(
    tmp_path: Path, check_geojson: Callable[[Path], str]
) -> None:
    """An area with a hole, drawn clockwise and beyond 180 degrees, is mended on the way out."""
    outer = [(176, -19), (176, -14), (184, -14), (184, -19)]
    hole = [(177, -18), (178, -18), (178, -17), (177, -17)]
    frame = gpd.GeoDataFrame(geometry=[shapely.Polygon(outer, [hole])], crs="EPSG:4326")
    path = write_feature_collection(frame, tmp_path / "fiji.geojson")

    assert [] == faults(path.read_text(encoding="utf-8"))
    assert "[]" == check_geojson(path)


def test_text_sequence_is_a_feature_a_record(layers: Layers, tmp_path: Path) -> None:
    """By RFC 8142 each feature stands between a record separator and a line feed."""
    FORMATS["geojsonl"](layers, tmp_path)
    text = (tmp_path / "events.geojsons").read_text(encoding="utf-8")
    records = text.split("\x1e")

    assert "" == records[0]
    assert len(layers.events) == len(records) - 1
    assert all(record.endswith("}\n") for record in records[1:])
    assert {"Feature"} == {json.loads(record)["type"] for record in records[1:]}
