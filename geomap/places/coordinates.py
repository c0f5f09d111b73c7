"""Coordinates written in a text are places of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.model import Place

if TYPE_CHECKING:
    from geomap.model import Mention

_DECIMAL = re.compile(
    r"(-?\d{1,2}\.\d{2,8})\s*°?\s*([NS]?)[,;\s]+(-?\d{1,3}\.\d{2,8})\s*°?\s*([EW]?)"
)
_DEGREES = re.compile(
    r"(\d{1,2})°\s*(\d{1,2})[′']\s*(?:(\d{1,2}(?:\.\d+)?)[″\"]\s*)?([NS])[,;\s]+"
    r"(\d{1,3})°\s*(\d{1,2})[′']\s*(?:(\d{1,2}(?:\.\d+)?)[″\"]\s*)?([EW])"
)


def coordinates_of(mention: Mention) -> Place | None:
    """The point that a mention's words give in degrees, WGS 84; None where they give none.

    The radius is that of the last digit written.
    """
    point = _point(mention.text)
    if point is None:
        return None
    lat, lon, radius = point
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    name = f"{lat:.5f}, {lon:.5f}"
    return Place(
        id=f"point:{lat:.5f},{lon:.5f}", name=name, kind="area", lat=lat, lon=lon,
        radius_km=radius,
    )  # fmt: skip


def _point(text: str) -> tuple[float, float, float] | None:
    found = _DECIMAL.fullmatch(text.strip())
    if found:
        south, west = found[2] == "S", found[4] == "W"
        digits = len(found[1].split(".")[1])
        return _signed(float(found[1]), south), _signed(float(found[3]), west), 111 / 10**digits
    found = _DEGREES.fullmatch(text.strip())
    if found:
        lat = int(found[1]) + int(found[2]) / 60 + float(found[3] or 0) / 3600
        lon = int(found[5]) + int(found[6]) / 60 + float(found[7] or 0) / 3600
        radius = 0.05 if found[3] else 1.9
        return _signed(lat, found[4] == "S"), _signed(lon, found[8] == "W"), radius
    return None


def _signed(value: float, negative: bool) -> float:
    return -value if negative else value
