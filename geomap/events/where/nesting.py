"""Which place lies in which, as far as a gazetteer's rows tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km

if TYPE_CHECKING:
    from geomap.model import Place

#: Kinds of place that lie in a town.
_OF_TOWNS = frozenset({"neighbourhood", "facility", "admin2"})
#: Circles are wider than what they stand for: what is farther from the middle may be outside, km.
_SURE_KM = 10.0


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in a country, in a unit or region of it, or in a town.

    Where the shape of a place is not known its circle is: what is smaller and close to its
    middle is in the place.
    """
    if outer.id == inner.id or inner.kind == "country":
        return False
    if outer.kind in ("admin2", "region") and outer.geometry is not None:
        return _covers(outer, inner)
    if outer.country != inner.country:
        return False
    if outer.kind == "country":
        return outer.country is not None
    if outer.kind == "admin1":
        return inner.admin1 == outer.name
    if outer.kind not in ("admin2", "city") or inner.admin1 != outer.admin1:
        return False
    if inner.kind not in _OF_TOWNS and (outer.kind == "city" or inner.kind != "city"):
        return False
    if "admin2" in (outer.kind, inner.kind) and inner.radius_km >= outer.radius_km:
        return False  # a town may be the larger of the two
    apart = distance_km(outer.lat, outer.lon, inner.lat, inner.lon)
    return apart <= min(outer.radius_km, _SURE_KM)


def _covers(outer: Place, inner: Place) -> bool:
    """Whether the shape of a place holds the point of one much smaller."""
    if outer.geometry is None or inner.radius_km > outer.radius_km / 2:
        return False
    import shapely

    shape = shapely.from_wkb(outer.geometry)
    return bool(shapely.covers(shape, shapely.Point(inner.lon, inner.lat)))
