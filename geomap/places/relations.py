"""Spatial language around a name: "5 km north of", "northern", "outskirts of", "along".

`find_relation` reads the words on both sides of a mention on its line; `related_place` turns
place and relation into the geometry that is meant, with its radius and precision. The
distances of vague words are those of UCDP's codebook: "near", "outside" and "around" mean
within 25 km of a known point.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.model import Relation
from geomap.places.shapes import Shape, along, circle, near, part, shifted, strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.model import Mention, Place

RELATION_KINDS = (
    "distance", "near", "outskirts", "part", "countryside", "between", "along", "border", "road",
    "off_coast",
)  # fmt: skip

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
KM = {"k": 1.0, "m": 1.609344}

_COMPASS = r"(?P<compass>north|south|east|west)(?:[\s-]?(?P<second>east|west))?(?:ern)?"
_UNIT = r"(?P<unit>k)m|(?P<unit2>k)ilomet(?:er|re)s?|(?P<unit3>m)i(?:les?)?"
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(
            rf"(?:{pattern})\s*(?:the\s+)?(?:(?:town|city|village|province)\s+of\s+)?$",
            re.IGNORECASE,
        ),
    )
    for kind, pattern in (
        (
            "distance",
            (
                rf"(?<![\d.,])(?P<low>\d+(?:[.,]\d+)?)(?:\s*(?:to|-|–)\s*(?P<high>\d+))?[\s-]*"
                rf"(?:{_UNIT})\b"
                rf"(?:\s+(?:away|outside))?(?:\s+(?:to\s+the\s+)?{_COMPASS})?\s*(?:of|from)?"
            ),
        ),
        ("off_coast", r"\boff\s+the\s+(?:\w+\s+)?coast\s+(?:of|from)"),
        ("outskirts", r"\b(?:outskirts|suburbs|edges?|periphery)\s+of"),
        ("countryside", r"\bcountryside\s+of"),
        (
            "part",
            rf"\b(?:the\s+)?{_COMPASS}\s+of(?=\s+the\s|\s+(?=\w+\s*(?:province|governorate)))",
        ),
        ("near", rf"\b{_COMPASS}\s+of"),
        ("near", r"\b(?:just\s+)?(?:outside|near|nearby|around|close\s+to|next\s+to|towards?)"),
        ("near", r"\bin\s+the\s+vicinity\s+of"),
        ("between", r"\bbetween"),
        ("border", r"\b(?:border|borders|frontier|frontiers|boundary)\s+(?:with|to)"),
        ("along", r"\b(?:along|banks?\s+of)"),
        ("part", rf"\b{_COMPASS}(?:\s+(?:parts?|areas?|countryside|regions?)\s+of)?"),
    )
)
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("border", re.compile(r"\s*(?:[-–]|\s+and\s+)(?P<anchor>[A-Z][\w-]+)\s+(?:border|frontier)")),
    ("road", re.compile(r"\s*[-–](?P<anchor>[A-Z][\w' -]+?)\s+(?:road|highway|motorway|route)")),
    ("part", re.compile(rf"['’]s\s+{_COMPASS}(?![\w-]*\s+(?:border|neighbo))", re.IGNORECASE)),
    ("countryside", re.compile(r"(?:['’]s)?\s+countryside\b", re.IGNORECASE)),
    ("outskirts", re.compile(r"(?:['’]s)?\s+(?:outskirts|suburbs)\b", re.IGNORECASE)),
    ("near", re.compile(r"\s+area\b", re.IGNORECASE)),
)
_SECOND = re.compile(r"\s+and\s+(?:the\s+)?(?P<anchor>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})")


def find_relation(text: str, mention: Mention) -> Relation | None:
    """The spatial words that belong to a mention, on its line; None where there are none."""
    line = text.rfind("\n", 0, mention.start) + 1
    before = text[max(line, mention.start - 70) : mention.start]
    after = text[mention.end : mention.end + 60].split("\n", 1)[0]
    for kind, pattern in _AFTER[:2]:
        match = pattern.match(after)
        if match:
            end = mention.end + match.end()
            return _relation(kind, mention.start, end, match, match["anchor"])
    for kind, pattern in _BEFORE:
        match = pattern.search(before)
        if match is None:
            continue
        start = mention.start - len(before) + match.start()
        second = _SECOND.match(after) if kind == "between" else None
        if kind == "between" and second is None:
            continue
        end = mention.end + (second.end() if second else 0)
        return _relation(kind, start, end, match, second["anchor"] if second else None)
    for kind, pattern in _AFTER[2:]:
        match = pattern.match(after)
        if match:
            return _relation(kind, mention.start, mention.end + match.end(), match, None)
    return None


def _relation(
    kind: str, start: int, end: int, match: re.Match[str], anchor: str | None
) -> Relation:
    groups = match.groupdict()
    compass = groups.get("compass")
    bearing = BEARINGS[(compass + (groups.get("second") or "")).lower()] if compass else None
    distance = None
    if kind == "distance":
        low = float(groups["low"].replace(",", "."))
        high = float(groups["high"]) if groups["high"] else low
        unit = (groups["unit"] or groups["unit2"] or groups["unit3"]).lower()
        distance = round((low + high) / 2 * KM[unit], 3)
    return Relation(
        kind=kind, start=start, end=end, distance_km=distance, bearing=bearing, anchor=anchor
    )


def related_place(place: Place, relation: Relation, anchor: Place | None = None) -> Place:
    """The place that a relation makes of `place`: its geometry, radius and precision.

    Args:
        place: what the name itself means.
        relation: the spatial words with it.
        anchor: the second place of "between", "border" and "road", where it is known.

    Returns:
        A place with the same id and name. Unchanged where the relation adds nothing that can
        be drawn honestly.
    """
    make = _SHAPES.get(relation.kind)
    return place if make is None else make(place, relation, anchor)


def _distance(place: Place, relation: Relation, anchor: Place | None) -> Place:
    del anchor
    distance = relation.distance_km or 0.0
    if relation.bearing is None:
        return circle(place, place.radius_km + distance, "near")
    return shifted(place, relation.bearing, distance)


def _near(place: Place, relation: Relation, anchor: Place | None) -> Place:
    del anchor
    if place.kind in ("country", "admin1", "region", "sea", "continent"):
        return place
    if relation.bearing is not None:
        return shifted(place, relation.bearing, Shape.NEAR_KM, precision="near")
    return near(place)


def _part(place: Place, relation: Relation, anchor: Place | None) -> Place:
    del anchor
    return place if relation.bearing is None else part(place, relation.bearing)


def _two(place: Place, relation: Relation, anchor: Place | None) -> Place:
    return place if anchor is None else strip(place, anchor, border=relation.kind == "border")


def _along(place: Place, relation: Relation, anchor: Place | None) -> Place:
    del relation, anchor
    return along(place)


_SHAPES: dict[str, Callable[[Place, Relation, Place | None], Place]] = {
    "distance": _distance,
    "near": _near,
    "outskirts": _near,
    "countryside": _near,
    "off_coast": _near,
    "part": _part,
    "between": _two,
    "road": _two,
    "border": _two,
    "along": _along,
}
