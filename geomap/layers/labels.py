"""Names on the ground, in the order in which they get their room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.layers.ground import Box

#: Towns that are named in the first region, which has most of the places, and in each other one.
MOST_FIRST, MOST_OTHERS = 1200, 120
#: Population from which a town's name is shown, by zoom.
LABEL_ZOOMS = ((3_000_000, 4), (800_000, 5), (250_000, 6), (80_000, 7), (20_000, 8), (4_000, 9))
#: Towns shown from this zoom go before provinces, which often bear the same name.
GREAT_TOWN_ZOOM = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name on the ground."""

    text: str
    lon: float
    lat: float
    kind: str
    """country, admin1, capital or city."""
    zoom: int
    """Zoom from which it is shown."""


def labels(folder: Path, boxes: Sequence[Box], provinces: list[dict[str, Any]]) -> list[Label]:
    """Countries, great towns, provinces, then the other towns.

    Args:
        folder: the gazetteer's tables.
        boxes: the regions that are drawn in detail, that of most places first.
        provinces: rows of the first-level units.
    """
    towns = _town_labels(folder, boxes)
    named = [
        Label(text=row["name"], lon=row["lon"], lat=row["lat"], kind="admin1", zoom=7)
        for row in provinces
        if any(inside((row["lon"], row["lat"]), box) for box in boxes)
    ]
    great = [town for town in towns if town.zoom <= GREAT_TOWN_ZOOM]
    others = [town for town in towns if town.zoom > GREAT_TOWN_ZOOM]
    return [*_country_labels(folder), *great, *named, *others]


def _country_labels(folder: Path) -> list[Label]:
    import csv

    path = folder / "countries.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["lon"]]
    rows.sort(key=lambda row: (-int(row["population"] or 0), row["id"]))
    return [
        Label(
            text=row["name"], lon=float(row["lon"]), lat=float(row["lat"]), kind="country",
            zoom=3 if int(row["population"] or 0) > 8_000_000 else 5,
        )
        for row in rows
    ]  # fmt: skip


def _town_labels(folder: Path, boxes: Sequence[Box]) -> list[Label]:
    """Great cities of the world and towns of the regions, most populous first."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = folder / "geonames.parquet"
    if not path.is_file():
        return []
    columns = ["id", "name", "lat", "lon", "population", "feature_code"]
    table = pq.read_table(path, columns=columns)
    lon, lat, people = table["lon"], table["lat"], table["population"]
    rows = _ranked(table.filter(pc.greater_equal(people, LABEL_ZOOMS[1][0])).to_pylist())
    for number, (west, south, east, north) in enumerate(boxes):
        wide = pc.and_(pc.greater(lon, west), pc.less(lon, east))
        high = pc.and_(pc.greater(lat, south), pc.less(lat, north))
        here = table.filter(pc.and_(wide, high)).to_pylist()
        rows += _ranked(here)[: MOST_OTHERS if number else MOST_FIRST]
    return [_town(row) for row in _ranked({row["id"]: row for row in rows}.values())]


def _ranked(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The most populous first."""
    return sorted(rows, key=lambda row: (-(row["population"] or 0), row["id"]))


def _town(row: dict[str, Any]) -> Label:
    people = row["population"] or 0
    zoom = next((zoom for least, zoom in LABEL_ZOOMS if people >= least), 10)
    capital = row["feature_code"] == "PPLC"
    return Label(
        text=row["name"], lon=row["lon"], lat=row["lat"],
        kind="capital" if capital else "city", zoom=min(zoom, 5) if capital else zoom,
    )  # fmt: skip


def inside(point: tuple[float, float], box: Box) -> bool:
    """Whether a point (longitude, latitude) lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
