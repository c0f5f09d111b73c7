"""The base map: the world, detailed regions around the places, and names, from the gazetteer.

A coarse world everywhere, so that no view is void, and a detailed region around each cluster
of places. Coordinates are WGS 84 degrees, longitude first.
"""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.config import gazetteer_folder
from geomap.gazetteer.opening import cache_folder
from geomap.layers import ground as outlines
from geomap.layers.ground import WORLD, Box, Ground, ground, read_sources, within, world
from geomap.layers.labels import Label, inside, labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.config import Config
    from geomap.layers.ground import Sources

#: Shape of a region is kept to this share of its diagonal: about a pixel at zoom 8 for Syria.
REGION_DETAIL = 1 / 5000
#: Places this near to each other share a region, degrees.
MARGIN = 1.2
#: Room around a region, as a share of its width and height, for views wider than its places.
ROOM = 0.6
#: The largest region stands in a wider one, half as exact: this many degrees more each way.
SURROUNDINGS = 8.0
MOST_REGIONS = 8
#: On the page of one article, the wider region goes this far beyond its places, degrees.
NEARBY = 4.0
#: Names shown up to this zoom are on every page.
WORLD_LABEL_ZOOM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """The world, the regions in detail, and names, most important first."""

    world: Ground
    regions: list[Ground]
    """The widest first: later ones are drawn over earlier ones."""
    labels: list[Label]
    units: list[Unit]
    """First-level units of the regions that hold a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A first-level unit, by the names that places give it."""

    country: str
    name: str
    geometry: Any
    """Shapely, EPSG:4326."""


def base_map(
    points: Iterable[tuple[float, float]],
    config: Config,
    units: frozenset[tuple[str, str]] = frozenset(),
) -> BaseMap:
    """The ground around `points` ((longitude, latitude), degrees).

    Args:
        points: where the findings are.
        config: where the gazetteer is, and its cache.
        units: (country, name) of the first-level units to bring as areas.

    Raises:
        GazetteerMissing: the gazetteer's tables are not there.
    """
    folder = gazetteer_folder(config)
    sources = read_sources(folder)
    boxes = regions_around(list(points))
    wide = [_framed(boxes[0], SURROUNDINGS, SURROUNDINGS)] if boxes else []
    shares = [*(2 * REGION_DETAIL for _ in wide), *(REGION_DETAIL for _ in boxes)]
    return BaseMap(
        world=_kept_world(sources, folder, cache_folder(config)),
        regions=[
            ground(sources, box, share * math.hypot(box[2] - box[0], box[3] - box[1]))
            for box, share in zip((*wide, *boxes), shares, strict=True)
        ],
        labels=labels(folder, boxes, sources.provinces),
        units=[
            Unit(country=row["country"], name=row["name"], geometry=row["geometry"])
            for row in sources.provinces
            if (row["country"], row["name"]) in units
        ],
    )


def around(
    base: BaseMap, points: Sequence[tuple[float, float]], units: frozenset[tuple[str, str]]
) -> BaseMap:
    """The part of a base map that a page of fewer places needs: these, with room around them."""
    boxes = regions_around(points)
    wide = _framed(boxes[0], NEARBY, NEARBY) if boxes else None
    shown = [wide, *boxes] if wide else []
    near = wide and base.regions and _touch(base.regions[0].box, wide)
    regions = [within(base.regions[0], wide)] if near and wide else []
    regions += [
        within(region, box)
        for region in base.regions[1:]
        for box in boxes
        if _touch(region.box, box)
    ]
    return BaseMap(
        world=base.world,
        regions=regions,
        labels=[
            label
            for label in base.labels
            if label.zoom <= WORLD_LABEL_ZOOM
            or any(inside((label.lon, label.lat), box) for box in shown)
        ],
        units=[unit for unit in base.units if (unit.country, unit.name) in units],
    )


def _kept_world(sources: Sources, folder: Path, cache: Path) -> Ground:
    """The coarse world, which takes a second to make, from the cache when it has it.

    The name tells what it was made of, so that it is never out of date.
    """
    made_of = hashlib.sha256(Path(outlines.__file__).read_bytes())
    for name in ("countries", "waters", "basemap"):
        table = folder / f"{name}.parquet"
        made_of.update(table.read_bytes() if table.is_file() else b"")
    path = cache / f"world-{made_of.hexdigest()[:12]}.json"
    with suppress(OSError, ValueError, TypeError):
        kept = json.loads(path.read_text(encoding="ascii"))
        return Ground(**kept | {"box": WORLD})
    made = world(sources)
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        cache.mkdir(parents=True, exist_ok=True)
        for other in cache.glob("world-*.json"):
            other.unlink()
        with tempfile.NamedTemporaryFile("w", dir=cache, delete=False, encoding="ascii") as file:
            json.dump(asdict(made), file)
        Path(file.name).replace(path)
    return made


def regions_around(points: Sequence[tuple[float, float]]) -> list[Box]:
    """Boxes around clusters of points, largest cluster first, with room around each."""
    count = Counter((round(lon), round(lat)) for lon, lat in points)
    boxes = [((x - MARGIN, y - MARGIN, x + MARGIN, y + MARGIN), n) for (x, y), n in count.items()]
    boxes.sort()
    merged = True
    while merged:
        merged = False
        apart: list[tuple[Box, int]] = []
        for box, number in boxes:
            near = next((i for i, (other, _n) in enumerate(apart) if _touch(box, other)), None)
            if near is None:
                apart.append((box, number))
            else:
                other, more = apart[near]
                apart[near] = (_union(box, other), number + more)
                merged = True
        boxes = apart
    boxes.sort(key=lambda item: (-item[1], item[0]))
    return [
        _framed(box, (box[2] - box[0]) * ROOM, (box[3] - box[1]) * ROOM)
        for box, _number in boxes[:MOST_REGIONS]
    ]


def _touch(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _union(one: Box, two: Box) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _framed(box: Box, wide: float, high: float) -> Box:
    """The box with a margin, in the world, with edges that outlines can be told to lie on."""
    west, south, east, north = box
    return (
        round(max(west - wide, WORLD[0]), 2),
        round(max(south - high, WORLD[1]), 2),
        round(min(east + wide, WORLD[2]), 2),
        round(min(north + high, WORLD[3]), 2),
    )
