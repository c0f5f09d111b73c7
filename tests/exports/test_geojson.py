"""GeoJSON is what RFC 7946 says, whatever the layers hold."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from geojson_pydantic import FeatureCollection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, shape

from geomap.exports import write_feature_collection
from geomap.exports.geojson import TOLERANCE, tidy

if TYPE_CHECKING:
    from pathlib import Path


def written(frame: gpd.GeoDataFrame, folder: Path) -> dict[str, Any]:
    """The frame written and read back with the strict parser of the standard library."""
    path = write_feature_collection(frame, folder / "out.geojson")

    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)
    FeatureCollection[Any].model_validate(data)
    return data


def frame_of(*geometries: Any, **columns: list[Any]) -> gpd.GeoDataFrame:
    """A layer in WGS 84 with the given geometries and columns."""
    return gpd.GeoDataFrame(columns, geometry=list(geometries), crs="EPSG:4326")


def test_no_crs_member_and_longitude_first(tmp_path: Path) -> None:
    """Coordinates are longitude, latitude, and no `crs` is written."""
    data = written(frame_of(Point(36.3203, 35.8144), name=["Jisr al-Shughour"]), tmp_path)

    assert "crs" not in data
    assert [36.3203, 35.8144] == data["features"][0]["geometry"]["coordinates"]
    assert {"name": "Jisr al-Shughour"} == data["features"][0]["properties"]


def test_bounding_box_covers_all_features(tmp_path: Path) -> None:
    """`bbox` is west, south, east, north of everything that has a geometry."""
    data = written(frame_of(Point(1, 2), None, Point(-3, 4)), tmp_path)

    assert [-3.0, 2.0, 1.0, 4.0] == data["bbox"]
    assert data["features"][1]["geometry"] is None


def test_empty_layer_is_a_valid_collection(tmp_path: Path) -> None:
    """A layer without rows is a collection without features and without a box."""
    data = written(frame_of(), tmp_path)

    assert [] == data["features"]
    assert "bbox" not in data


def test_values_are_plain_json(tmp_path: Path) -> None:
    """NaN, infinities and NaT become null; dates ISO 8601; lists joined by semicolons."""
    frame = frame_of(
        *[Point(0, 0)] * 2,
        score=[0.25, math.nan],
        far=[math.inf, 1.0],
        day=[date(2018, 9, 4), None],
        stamp=[pd.Timestamp("2018-09-04"), pd.NaT],
        at=[datetime(2018, 9, 4, 10, 45, tzinfo=UTC)] * 2,
        actors=[["a", "b"], []],
        flag=[True, False],
        count=[1, 2],
    )
    first, second = (f["properties"] for f in written(frame, tmp_path)["features"])

    assert (0.25, None) == (first["score"], second["score"])
    assert (None, 1.0) == (first["far"], second["far"])
    assert ("2018-09-04", None) == (first["day"], second["day"])
    assert ("2018-09-04", None) == (first["stamp"], second["stamp"])
    assert "2018-09-04T10:45:00+00:00" == first["at"]
    assert ("a; b", "") == (first["actors"], second["actors"])
    assert (True, 2) == (first["flag"], second["count"])


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Quotes, newlines and line separators survive as JSON strings."""
    text = 'he said "go"\n\u2028</script>{{ 7*7 }}\\'
    path = write_feature_collection(frame_of(Point(0, 0), quote=[text]), tmp_path / "o.geojson")

    assert text == json.loads(path.read_bytes().decode())["features"][0]["properties"]["quote"]


def test_polygon_across_the_antimeridian_is_cut() -> None:
    """A polygon beyond 180 degrees becomes two within the range."""
    geometry = tidy(shapely.box(178, -18, 183, -16))

    assert isinstance(geometry, MultiPolygon)
    west, _, east, _ = geometry.bounds
    assert (-180, 180) == (west, east)


def test_line_keeps_its_ends() -> None:
    """Generalising a line moves no end point."""
    line = LineString([(38.0, 36.8), (38.1, 36.5), (38.4, 36.0), (40.1, 35.3)])
    tidied = tidy(line)

    assert isinstance(tidied, LineString)
    assert (line.coords[0], line.coords[-1]) == (tidied.coords[0], tidied.coords[-1])


degrees = st.floats(-60, 60, allow_nan=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(degrees, degrees, st.floats(0.001, 9.0)), min_size=1, max_size=5))
def test_areas_come_back_as_they_were(
    tmp_path: Path, squares: list[tuple[float, float, float]]
) -> None:
    """Exterior rings run counter-clockwise, and areas come back within the tolerance."""
    boxes = [shapely.box(x, y, x + size, y + size, ccw=False) for x, y, size in squares]
    features = written(frame_of(*boxes), tmp_path)["features"]

    for box, feature in zip(boxes, features, strict=True):
        back = shape(feature["geometry"])
        assert isinstance(back, Polygon)
        assert back.exterior.is_ccw
        assert back.symmetric_difference(box).area <= max(1e-5, TOLERANCE) * 2 * box.length


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lon=st.floats(-180, 180, allow_nan=False),
    lat=st.floats(-90, 90, allow_nan=False),
    text=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_points_and_words_come_back(tmp_path: Path, lon: float, lat: float, text: str) -> None:
    """A point comes back to the sixth decimal, and any text as it was."""
    feature = written(frame_of(Point(lon, lat), quote=[text]), tmp_path)["features"][0]

    assert [round(lon, 6), round(lat, 6)] == feature["geometry"]["coordinates"]
    assert text == feature["properties"]["quote"]
