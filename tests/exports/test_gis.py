"""The files of GIS tools open in GIS tools, with types, styles and times."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest

from geomap.exports import FORMATS
from geomap.exports.files import short_names
from geomap.layers import SCHEMA, SPATIAL

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.layers import Layers

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def package(layers: Layers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The GeoPackage of the made-up war."""
    (path,) = FORMATS["gpkg"](layers, tmp_path_factory.mktemp("gpkg"))
    return path


def test_geopackage_conforms(package: Path, validate_gpkg: Callable[[Path], str]) -> None:
    """GDAL's validator finds nothing to complain of."""
    assert "" == validate_gpkg(package)


def test_geopackage_holds_every_layer(package: Path, layers: Layers) -> None:
    """Each layer keeps all of its rows; spatial ones are points, areas and lines stand apart."""
    kinds = dict(pyogrio.list_layers(package))

    assert {*SCHEMA, "place_areas", "place_lines", "layer_styles"} == set(kinds)
    assert {"Point"} == {kinds[name] for name in SPATIAL}
    assert ("MultiPolygon", "MultiLineString") == (kinds["place_areas"], kinds["place_lines"])
    for name in SCHEMA:
        assert len(getattr(layers, name)) == pyogrio.read_info(package, layer=name)["features"]


def test_geopackage_keeps_types(package: Path, ogrinfo: Callable[..., str]) -> None:
    """Days are dates, counts whole numbers, flags booleans, for the system's GDAL too."""
    said = ogrinfo("-so", package, "events")

    for line in ("event_start: Date", "event_end: Date", "event_date: Date"):
        assert line in said
    assert "fatalities_best: Integer64" in said
    assert "drawn: Integer(Boolean)" in said
    assert "radius_km: Real" in said


def test_only_marks_have_a_point(package: Path, layers: Layers) -> None:
    """A mention that is no mark on the maps has no geometry that GIS tools would draw."""
    mentions = gpd.read_file(package, layer="mentions")

    assert layers.mentions["drawn"].tolist() == mentions.geometry.notna().tolist()


def test_areas_join_their_rows(package: Path) -> None:
    """The province of a claim is an area that its place_key finds."""
    claims = gpd.read_file(package, layer="claims")
    areas = gpd.read_file(package, layer="place_areas")
    province = claims[claims["precision"] == "province"]

    assert 1 == len(province)
    assert set(province["place_key"]) <= set(areas["place_key"])


def test_each_spatial_layer_has_its_style(package: Path, layers: Layers) -> None:
    """`layer_styles` has a default for each, with a category for each value that is drawn."""
    with closing(sqlite3.connect(package)) as base:
        rows = base.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles")
        styles = {name: (style, default) for name, style, default in rows}

    assert {*SPATIAL, "place_areas", "place_lines"} == set(styles)
    style, default = styles["events"]
    root = ET.fromstring(style)  # noqa: S314 - our own
    temporal = root.find("temporal")
    drawn = layers.events[layers.events["drawn"]]
    assert 1 == default
    assert set(drawn["event_type"]) == {c.get("value") for c in root.iter("category")}
    assert temporal is not None
    assert ("event_start", "event_end") == (temporal.get("startField"), temporal.get("endField"))


def test_style_stands_beside_geojson(layers: Layers, tmp_path: Path) -> None:
    """QGIS reads `events.qml` beside `events.geojson`; each symbol is a category's."""
    FORMATS["geojson"](layers, tmp_path)
    root = ET.parse(tmp_path / "events.qml").getroot()  # noqa: S314 - our own
    named = {symbol.get("name") for symbol in root.iter("symbol")}

    assert named == {category.get("symbol") for category in root.iter("category")}


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "postgis"])
def test_two_exports_are_the_same_bytes(name: str, layers: Layers, tmp_path: Path) -> None:
    """No clock and no chance gets into a file, and a second export replaces the first."""
    first = {path: path.read_bytes() for path in FORMATS[name](layers, tmp_path)}
    second = {path: path.read_bytes() for path in FORMATS[name](layers, tmp_path)}

    assert first
    assert [] == [path.name for path in first if first[path] != second[path]]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "postgis"])
def test_a_build_without_findings_exports(name: str, layers: Layers, tmp_path: Path) -> None:
    """Empty layers give files, not errors."""
    from dataclasses import fields

    empty = type(layers)(**{f.name: getattr(layers, f.name).iloc[:0] for f in fields(layers)})

    FORMATS[name](empty, tmp_path)


def test_kml_has_names_balloons_and_times(
    war: Callable[..., Layers], tmp_path: Path, ogrinfo: Callable[..., str]
) -> None:
    """Google Earth finds a name, an escaped text and the days of each event."""
    FORMATS["kml"](war(lambda text: f"<b>{text}</b>"), tmp_path)
    path = tmp_path / "events.kml"
    root = ET.parse(path).getroot()  # noqa: S314 - our own
    placemarks = {p.findtext(f"{KML}name"): p for p in root.iter(f"{KML}Placemark")}
    raid = next(p for name, p in placemarks.items() if name and name.startswith("Airstrike"))

    assert ["2018-09-04", "2018-09-04"] == [e.text for e in raid.find(f"{KML}TimeSpan") or ()]
    assert "&lt;b&gt;Government aircraft" in str(raid.findtext(f"{KML}description"))
    assert "events" in ogrinfo("-q", path)


def test_flatgeobuf_holds_the_marks(layers: Layers, tmp_path: Path) -> None:
    """Each mark is there with its true geometry, nothing else is."""
    FORMATS["flatgeobuf"](layers, tmp_path)
    mentions = gpd.read_file(tmp_path / "mentions.fgb")

    assert set(layers.mentions[layers.mentions["drawn"]]["mention_id"]) == set(
        mentions["mention_id"]
    )
    assert {"Point", "Polygon", "LineString"} == set(mentions.geom_type)


def test_shapefile_says_which_column_is_which(war: Callable[..., Layers], tmp_path: Path) -> None:
    """Short names are unique and explained; long texts are cut between characters."""
    FORMATS["shapefile"](war(lambda text: text + "الرقة" * 60), tmp_path)
    home = tmp_path / "shapefile"
    with (home / "columns.csv").open(encoding="utf-8", newline="") as file:
        names = {row["column"]: row["shapefile"] for row in csv.DictReader(file)}
    points = gpd.read_file(home / "events_points.shp")

    assert names == short_names()
    assert len(names) == len(set(names.values()))
    assert max(map(len, names.values())) <= 10
    assert set(points.columns) - {"geometry"} <= set(names.values())
    assert points[names["quote"]].str.encode("utf-8").str.len().max() <= 254


def test_geoparquet_says_where_it_is(layers: Layers, tmp_path: Path) -> None:
    """Version 1.1, WKB, WGS 84 by default, and a bounding box a row to skip by."""
    import json

    import pyarrow.parquet as pq

    FORMATS["geoparquet"](layers, tmp_path)
    for name in SPATIAL:
        path = tmp_path / "geoparquet" / f"{name}.parquet"
        schema = pq.read_schema(path)
        geo: dict[str, Any] = json.loads(pq.read_metadata(path).metadata[b"geo"])
        column = geo["columns"][geo["primary_column"]]
        assert "1.1.0" == geo["version"]
        assert "WKB" == column["encoding"]
        assert ["bbox", "xmin"] == column["covering"]["bbox"]["xmin"]
        assert {"xmin", "ymin", "xmax", "ymax"} == {f.name for f in schema.field("bbox").type}
        assert 4326 == column["crs"]["id"]["code"]
