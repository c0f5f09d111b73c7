"""The files of GIS tools open in GIS tools, with types, styles and times."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import jsonschema
import pyarrow.parquet as pq
import pyogrio
import pyproj
import pytest
import shapely

from geomap.exports import FORMATS
from geomap.exports.files import short_names
from geomap.layers import SCHEMA, SPATIAL
from geomap.layers.style import FAMILY_HUES

if TYPE_CHECKING:
    from geomap.layers import Layers

KML = "{http://www.opengis.net/kml/2.2}"
EDGES = ("xmin", "ymin", "xmax", "ymax")
#: What version 1.1.0 of the specification asks of the metadata under ``geo``.
GEOPARQUET = {
    "type": "object",
    "required": ["version", "primary_column", "columns"],
    "properties": {
        "version": {"const": "1.1.0"},
        "primary_column": {"type": "string", "minLength": 1},
        "columns": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "required": ["encoding", "geometry_types"],
                "properties": {
                    "encoding": {
                        "enum": ["WKB", "point", "linestring", "polygon", "multipoint",
                                 "multilinestring", "multipolygon"]
                    },
                    "geometry_types": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {
                            "pattern": "^(GeometryCollection|(Multi)?(Point|LineString|Polygon))( Z)?$"  # noqa: E501
                        },
                    },
                    "crs": {"type": ["object", "null"]},
                    "edges": {"enum": ["planar", "spherical"]},
                    "orientation": {"const": "counterclockwise"},
                    "epoch": {"type": "number"},
                    "bbox": {
                        "type": "array",
                        "items": {"type": "number"},
                        "oneOf": [{"minItems": n, "maxItems": n} for n in (4, 6)],
                    },
                    "covering": {
                        "type": "object",
                        "required": ["bbox"],
                        "properties": {
                            "bbox": {
                                "type": "object",
                                "required": list(EDGES),
                                "additionalProperties": {
                                    "type": "array",
                                    "items": {"type": "string"},
                                    "minItems": 2,
                                    "maxItems": 2,
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


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
    raid = next(p for name, p in placemarks.items() if name and name.startswith("Air strike"))

    span = raid.find(f"{KML}TimeSpan")
    assert span is not None
    assert ["2018-09-04", "2018-09-04"] == [end.text for end in span]
    assert "&lt;b&gt;Government aircraft" in str(raid.findtext(f"{KML}description"))
    assert "events" in ogrinfo("-q", path)


def test_kml_has_the_hues_of_the_maps(layers: Layers, tmp_path: Path) -> None:
    """Every mark names a style of the file, of the hue of its family; none asks for an icon."""
    FORMATS["kml"](layers, tmp_path)
    root = ET.parse(tmp_path / "events.kml").getroot()  # noqa: S314 - our own
    styles = {
        f"#{style.get('id')}": style.findtext(f"{KML}IconStyle/{KML}color")
        for style in root.iter(f"{KML}Style")
    }
    hues = {
        str(mark.findtext(f"{KML}name")).split(":")[0]: styles[str(mark.findtext(f"{KML}styleUrl"))]
        for mark in root.iter(f"{KML}Placemark")
    }

    red, green, blue = (FAMILY_HUES["violence"][at : at + 2] for at in (1, 3, 5))
    assert f"ff{blue}{green}{red}" == hues["Air strike"]
    assert hues["Air strike"] != hues["Displacement"]
    assert "OGR_STYLE" not in (tmp_path / "events.kml").read_text(encoding="utf-8")
    assert not list(root.iter(f"{KML}href"))


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


def test_geoparquet_is_as_its_specification_says(layers: Layers, tmp_path: Path) -> None:
    """Metadata have the form of version 1.1.0, with a reference system as PROJ defines it."""
    FORMATS["geoparquet"](layers, tmp_path)
    whole = json.loads((Path(pyproj.datadir.get_data_dir()) / "projjson.schema.json").read_text())
    for name in SPATIAL:
        path = tmp_path / "geoparquet" / f"{name}.parquet"
        geo: dict[str, Any] = json.loads(pq.read_metadata(path).metadata[b"geo"])

        jsonschema.validate(geo, GEOPARQUET)
        jsonschema.validate(geo["columns"]["geometry"]["crs"], whole)
        assert {"authority": "EPSG", "code": 4326} == geo["columns"]["geometry"]["crs"]["id"]


def test_geoparquet_tells_the_truth_about_its_rows(layers: Layers, tmp_path: Path) -> None:
    """Kinds of geometry, the box of the file and that of each row are those of the WKB."""
    FORMATS["geoparquet"](layers, tmp_path)
    for name in SPATIAL:
        table = pq.read_table(tmp_path / "geoparquet" / f"{name}.parquet")
        column = json.loads(table.schema.metadata[b"geo"])["columns"]["geometry"]
        shapes = shapely.from_wkb(table["geometry"].to_pylist())
        present = [shape for shape in shapes if shape is not None]

        assert set(column["geometry_types"]) == {shape.geom_type for shape in present}
        assert column["bbox"] == list(shapely.total_bounds(present))
        for box, shape in zip(table["bbox"].to_pylist(), shapes, strict=True):
            edges = None if shape is None else dict(zip(EDGES, shape.bounds, strict=True))
            assert edges == box


def test_a_false_word_about_geoparquet_would_be_noticed() -> None:
    """The rules refuse what the specification refuses."""
    good = {"encoding": "WKB", "geometry_types": ["Point"]}
    bad = ({"encoding": "wkb"}, {"geometry_types": ["Circle"]}, {"geometry_types": ["Point"] * 2},
           {"bbox": [0, 0, 1]}, {"edges": "geodesic"}, {"orientation": "clockwise"},
           {"covering": {"bbox": {"xmin": ["bbox", "xmin"]}}})  # fmt: skip

    def whole(column: dict[str, Any], version: str = "1.1.0") -> dict[str, Any]:
        return {"version": version, "primary_column": "geometry", "columns": {"geometry": column}}

    jsonschema.validate(whole(good), GEOPARQUET)
    for wrong in (
        *(whole(good | part) for part in bad),
        whole(good, "1.0.0"),
        {"version": "1.1.0"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, GEOPARQUET)
