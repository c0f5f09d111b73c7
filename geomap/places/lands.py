"""Where a project, or the outlet of an article, says that its news is: a soft prior."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.errors import ConfigInvalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer import Entry, Gazetteer

#: Length of an ISO 3166-1 alpha-2 code.
_CODE = 2


def outlet_areas(outlets: Sequence[str], source: str | None) -> tuple[str, ...]:
    """The areas that the settings give an outlet, as in "Orontes Post: SY"; none for others."""
    if not outlets or not source:
        return ()
    named = (one.rpartition(" ")[::2] for one in outlets)
    own = source.casefold()
    return tuple(area for name, area in named if name.rstrip(": ").casefold() == own)


def lies_in(entry: Entry, areas: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a place lies in one of the areas.

    Args:
        entry: the place.
        areas: codes of countries, ids of the gazetteer, or polygons as WKT (longitude first).
        gazetteer: whose ids they are.

    Raises:
        ConfigInvalid: an area is none of these.
    """
    return any(_holds(gazetteer, area, entry) for area in areas)


@lru_cache(maxsize=1 << 14)
def _holds(gazetteer: Gazetteer, area: str, entry: Entry) -> bool:
    import shapely

    if len(area) == _CODE:
        return entry.country == area.upper()
    if "(" in area:
        return bool(shapely.intersects_xy(_polygon(area), entry.lon, entry.lat))
    row = gazetteer.row_of(area)
    if row is None:
        raise ConfigInvalid(
            "the settings",
            f"{area!r} under places is no country code, no id of the gazetteer and no polygon; "
            "`geomap gazetteer search` finds ids",
        )
    return row in (entry.row, entry.admin1_row, entry.admin2_row) or gazetteer.contains(
        row, entry.lat, entry.lon
    )


@lru_cache(maxsize=16)
def _polygon(text: str) -> BaseGeometry:
    import shapely

    try:
        return shapely.from_wkt(text)
    except shapely.errors.ShapelyError as error:
        raise ConfigInvalid("the settings", f"{text!r} under places is no WKT ({error})") from error
