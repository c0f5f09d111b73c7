"""The place that an analyst names: an id of the gazetteer, or a latitude and a longitude."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.model import Place

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

#: Radius of a point that was given by hand, km.
_RADIUS_KM = 0.5
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,;/ ]\s*(-?\d{1,3}(?:\.\d+)?)")


def is_place(text: str, gazetteer: Gazetteer) -> bool:
    """Whether the cell names a place."""
    return _point(text) is not None or gazetteer.by_id(text) is not None


def place_of(text: str, gazetteer: Gazetteer, name: str = "") -> Place | None:
    """The place that the cell names; None where the gazetteer has it no more.

    Args:
        text: ``geonames:170017``, or ``35.81, 36.32`` (degrees, WGS 84, latitude first).
        gazetteer: knows ids.
        name: words of the article for a point, which has no name of its own.
    """
    point = _point(text)
    if point is None:
        entry = gazetteer.by_id(text)
        return None if entry is None else gazetteer.to_place(entry)
    lat, lon = point
    country, unit = gazetteer.country_at(lat, lon), gazetteer.admin1_at(lat, lon)
    return Place(
        id=f"review:{lat:g},{lon:g}", name=name or f"{lat:g}, {lon:g}", kind="area",
        lat=lat, lon=lon, country=country.country if country else None,
        admin1=unit.admin1 if unit else None, radius_km=_RADIUS_KM, precision="exact",
    )  # fmt: skip


def _point(text: str) -> tuple[float, float] | None:
    found = _POINT.fullmatch(text.removeprefix("review:"))
    if not found:
        return None
    lat, lon = float(found[1]), float(found[2])
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
