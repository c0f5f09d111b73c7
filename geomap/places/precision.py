"""Precision of places in the codes that UCDP gives events: ``where_prec``, 1 to 7.

The codes are those of the UCDP GED codebook: 1 exact location, 2 within 25 km of a known
point, 3 second-level unit, 4 first-level unit, 5 line, border or part of a country, 6 country,
7 at sea or in the air. A place's own precision is worded so that the code follows from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.entries import PRECISION
from geomap.model import Place
from geomap.places.shapes import near

if TYPE_CHECKING:
    from geomap.model import Mention, PlaceKind, Precision

_CODES: dict[Precision, int] = {
    "exact": 1, "near": 2, "district": 3, "province": 4, "linear": 5, "region": 5, "country": 6,
}  # fmt: skip
#: Radius of a place of which only the unit is known, km: that of a middling one.
_UNIT_KM: dict[PlaceKind, float] = {"admin2": 20.0, "admin1": 60.0}


def where_prec(place: Place) -> int:
    """UCDP's code for a place as it is drawn, that is with its spatial words."""
    return 7 if place.kind == "sea" else _CODES[place.precision]


def mention_where_prec(mention: Mention) -> int | None:
    """UCDP's code for a mention; for a name that no gazetteer has, that of its type word.

    None for an adjective or people, which is no place, and where nothing is known.
    """
    if mention.role == "demonym":
        return None
    if mention.located is not None:
        return where_prec(mention.located)
    if mention.kind_hint is None:
        return None
    return where_prec(
        Place(
            id="", name="", kind=mention.kind_hint, lat=0.0, lon=0.0,
            precision=PRECISION[mention.kind_hint],
        )
    )  # fmt: skip


def as_asked(place: Place, hint: PlaceKind | None) -> Place:
    """The place no more exact than the words.

    As in "X district", which is a district though only the town of its name is known; and in "the
    town of Tiyas", which is near the air base of its name where no gazetteer has the town.
    """
    if hint == "city" and place.kind == "facility":
        return near(place)
    if hint not in _UNIT_KM or place.kind not in ("city", "neighbourhood"):
        return place
    return replace(place, precision=PRECISION[hint], radius_km=max(place.radius_km, _UNIT_KM[hint]))
