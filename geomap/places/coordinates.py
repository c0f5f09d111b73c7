"""Coordinates written in a text are places of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions.coordinates import DEGREE_KM, Written, read_coordinates
from geomap.mentions.short_codes import find_short_codes
from geomap.model import Place

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention, Precision

#: Up to this radius a point is as exact as the name of a town, km.
_EXACT_KM = 3.0
#: Up to this one it is near (UCDP's codebook), km.
_NEAR_KM = 25.0


def coordinates_of(mention: Mention, gazetteer: Gazetteer) -> Place | None:
    """The point that a mention's words give, WGS 84; None where they are no coordinates.

    The radius is what the last digit written leaves open; country and first-level unit are
    those whose polygons hold the point.
    """
    if not any(character.isdigit() for character in mention.text):
        return None
    point = read_coordinates(mention.text) or _from_short_code(mention.text, gazetteer)
    if point is None:
        return None
    precision: Precision = (
        "exact" if point.radius_km <= _EXACT_KM else "near" if point.radius_km <= _NEAR_KM
        else "region"
    )  # fmt: skip
    country = gazetteer.country_at(point.lat, point.lon)
    unit = gazetteer.admin1_at(point.lat, point.lon)
    return Place(
        id=f"point:{point.lat:.5f},{point.lon:.5f}",
        name=f"{point.lat:.5f}, {point.lon:.5f}",
        kind="area",
        lat=round(point.lat, 6),
        lon=round(point.lon, 6),
        country=country.country if country else None,
        admin1=unit.name if unit else None,
        radius_km=point.radius_km,
        precision=precision,
    )


def _from_short_code(words: str, gazetteer: Gazetteer) -> Written | None:
    """The point of a short plus code nearest to the largest town of the name behind it."""
    from openlocationcode import openlocationcode

    for found in find_short_codes(words):
        names = found.name.split()
        for length in range(len(names), 0, -1):
            hits = gazetteer.lookup(" ".join(names[:length]))
            towns = [e for hit in hits if (e := gazetteer.entry(hit.row)).kind == "city"]
            if towns:
                town = max(towns, key=lambda entry: (entry.prominence, -entry.row))
                code = openlocationcode.recoverNearest(found.code, town.lat, town.lon)
                area = openlocationcode.decode(code)
                half = (area.latitudeHi - area.latitudeLo) / 2
                return Written(
                    start=0, end=len(words), lat=area.latitudeCenter, lon=area.longitudeCenter,
                    radius_km=round(max(0.01, half * DEGREE_KM * 1.42), 3), system="plus-code",
                )  # fmt: skip
    return None
