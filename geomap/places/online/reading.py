"""What geocoders answer, as places: each has words of its own for kinds, extents and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.gazetteer.entries import PRECISION
from geomap.gazetteer.index import distance_km
from geomap.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer import Gazetteer
    from geomap.model import PlaceKind

_OSM = "© OpenStreetMap contributors, ODbL"
#: Whose data the answers are, as their terms ask to be named; others go by their name.
ATTRIBUTIONS = {
    "nominatim": f"{_OSM}, by Nominatim",
    "photon": f"{_OSM}, by Photon",
    "pelias": "OpenStreetMap, OpenAddresses, Who's On First, by Pelias",
    "geonames": "GeoNames, CC BY 4.0",
    "arcgis": "Powered by Esri",
    "opencage": f"{_OSM}, by OpenCage",
}
_KINDS: dict[str, PlaceKind] = {
    **dict.fromkeys(("country", "pcli", "nation"), "country"),
    **dict.fromkeys(("state", "region", "province", "governorate", "adm1"), "admin1"),
    **dict.fromkeys(("county", "district", "municipality", "adm2", "state_district"), "admin2"),
    **dict.fromkeys(
        ("city", "town", "village", "hamlet", "locality", "isolated_dwelling", "ppl", "ppla",
         "ppla2", "ppla3", "ppla4", "pplc", "populated place"),
        "city",
    ),
    **dict.fromkeys(
        ("suburb", "quarter", "neighbourhood", "city_district", "borough", "pplx", "neighborhood"),
        "neighbourhood",
    ),
    **dict.fromkeys(("river", "stream", "stm", "canal"), "river"),
    **dict.fromkeys(("lake", "reservoir", "lk", "water"), "lake"),
    **dict.fromkeys(("sea", "ocean", "bay", "strait"), "sea"),
    **dict.fromkeys(("peak", "mountain", "mountain_range", "mt", "mts", "hill"), "mountain"),
    **dict.fromkeys(("island", "islet", "isl", "archipelago"), "island"),
}  # fmt: skip
#: Radius of a kind whose extent is not given, km.
_RADII: dict[PlaceKind, float] = {
    "country": 300.0, "admin1": 60.0, "admin2": 20.0, "city": 3.0, "neighbourhood": 1.5,
}  # fmt: skip
_UNKNOWN_KM = 5.0


def found_places(
    service: str, answer: list[dict[str, Any]], gazetteer: Gazetteer
) -> Iterator[Place]:
    """The places of an answer: points with kind, extent, country and attribution.

    Country and unit are those of the gazetteer's polygons, so that they have its names.
    """
    for one in answer:
        lat, lon, raw = float(one["lat"]), float(one["lon"]), one.get("raw") or {}
        if abs(lat) > 90 or abs(lon) > 180:
            continue
        facts = _facts(raw)
        kind = next((_KINDS[word] for word in _words(facts) if word in _KINDS), None)
        radius = _extent_km(facts) or _RADII.get(kind or "area", _UNKNOWN_KM)
        country, unit = gazetteer.country_at(lat, lon), gazetteer.admin1_at(lat, lon)
        number = facts.get("geonameId")
        yield Place(
            id=f"{service}:{_own_id(facts) or f'{lat:.5f},{lon:.5f}'}",
            name=str(facts.get("name") or one["address"] or "").split(",")[0],
            kind=kind or "area",
            lat=lat,
            lon=lon,
            country=country.country if country else None,
            admin1=unit.name if unit else None,
            geonameid=int(number) if number else None,
            radius_km=round(radius, 3),
            precision="near" if kind is None else PRECISION[kind],
            attribution=ATTRIBUTIONS.get(service, service),
        )


def _facts(raw: dict[str, Any]) -> dict[str, Any]:
    """The facts of an answer, wherever the service keeps them (GeoJSON properties, attributes)."""
    inner = raw.get("properties") or raw.get("attributes") or {}
    return {**raw, **(inner if isinstance(inner, dict) else {})}


def _words(facts: dict[str, Any]) -> Iterator[str]:
    """Words for the kind of place, the most telling first."""
    names = ("addresstype", "fcode", "osm_value", "type", "layer", "Addr_type", "Type", "_type")
    for name in names:
        value = facts.get(name)
        if isinstance(value, str):
            yield value.lower()


def _own_id(facts: dict[str, Any]) -> str:
    """The service's id of the place."""
    if facts.get("osm_id"):
        return f"{str(facts.get('osm_type') or '')[:1].upper()}{facts['osm_id']}"
    return str(facts.get("geonameId") or facts.get("gid") or facts.get("place_id") or "")


def _extent_km(facts: dict[str, Any]) -> float:
    """Half the diagonal of the extent, km; 0 where none is given."""
    box = facts.get("boundingbox") or facts.get("extent") or facts.get("bbox")
    if isinstance(box, dict):
        box = [box.get(edge) for edge in ("xmin", "ymin", "xmax", "ymax")]
    try:
        one, two, three, four = (float(edge) for edge in box or ())
    except (TypeError, ValueError):
        return 0.0
    if "boundingbox" in facts:  # Nominatim: south, north, west, east
        south, north, west, east = one, two, three, four
    else:  # Photon: west, north, east, south; ArcGIS and Pelias: west, south, east, north
        west, east, south, north = one, three, min(two, four), max(two, four)
    return distance_km(south, west, north, east) / 2
