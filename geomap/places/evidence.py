"""Reasons for and against a candidate: small functions named as claims.

Each takes the mention, the candidate and the article's context and returns how far the claim
holds, 0-1. Its docstring is the sentence that `geomap explain` prints; its weight stands in
``weights.toml``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.gazetteer.names import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention
    from geomap.places.context import Context

#: Distance at which being near other places of the article counts half, km.
_NEAR_KM = 150.0
#: A city of so many people is meant by its name rather than the unit around it.
_GREAT_CITY = 500_000
_AREAS = frozenset({"country", "admin1", "admin2", "region", "continent", "area"})


def prominent(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """It is a place that texts speak of: large, a capital, or known by many names."""
    return entry.prominence


def well_peopled(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """Many people live there."""
    return min(1.0, math.log10(max(entry.population, 1)) / 7)


def named_exactly(_mention: Mention, hit: Hit, _entry: Entry, _context: Context) -> float:
    """The text uses the gazetteer's own spelling of its main name."""
    return float(hit.how == "exact")


def by_sound_only(_mention: Mention, hit: Hit, _entry: Entry, _context: Context) -> float:
    """Only another romanisation or a similar spelling links the name to it."""
    return {"romanised": 0.5, "fuzzy": 1.0}.get(hit.how, 0.0)


def kind_asked_for(mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """The words around ask for a place of its kind."""
    if mention.kind_hint == "region" and entry.kind in _AREAS:
        return 0.7  # "the enclave of", "the region of" any area
    return float(mention.kind_hint == entry.kind)


def kind_not_asked_for(mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """The words around ask for a place of another kind."""
    if mention.kind_hint in (None, entry.kind):
        return 0.0
    if mention.kind_hint == "region" and entry.kind in _AREAS:
        return 0.0
    return 1.0 if {mention.kind_hint, entry.kind} != {"admin2", "city"} else 0.3


def parent_named_beside(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The country or unit that it lies in is named right beside it."""
    for parent in context.beside.get(mention.id, ()):
        if parent.country != entry.country or parent.id == entry.id:
            continue
        if parent.kind == "country":
            return 0.8
        if parent.name == entry.admin1:
            return 1.0
    return 0.0


def country_named_in_article(_mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The article names its country."""
    if entry.kind == "country" or not entry.country or entry.country not in context.countries:
        return 0.0
    share = context.countries[entry.country] / sum(context.countries.values())
    return 0.4 + 0.6 * share


def admin1_named_in_article(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The article names the first-level unit that it lies in."""
    if entry.kind in ("country", "admin1"):
        return 0.0
    if normalise(entry.admin1 or "") == normalise(mention.text):
        return 0.0  # "Idlib" does not speak for the city in Idlib
    return float((entry.country, entry.admin1) in context.admin1s)


def unit_named_so_elsewhere(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """Elsewhere in the article a type word with the same name asks for a place of its kind."""
    if mention.kind_hint is not None:
        return 0.0
    return float(entry.id in context.hinted)


def country_of_adjectives(_mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The article uses the adjective of its country."""
    return float(entry.kind != "country" and entry.country in context.adjectives)


def near_other_places(_mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """Other places of the article that are sure lie near it."""
    if entry.kind in ("country", "continent"):
        return 0.0
    near = [
        1 / (1 + distance_km(entry.lat, entry.lon, lat, lon) / _NEAR_KM)
        for place_id, (lat, lon) in context.anchors.items()
        if place_id != entry.id
    ]
    return max(near, default=0.0)


def larger_unit(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """No word says which unit of this name is meant, and its seat is no great city."""
    if mention.kind_hint is not None or entry.kind != "admin1":
        return 0.0
    return float(context.seats.get((mention.id, entry.country), 0) < _GREAT_CITY)


def direction_of_area(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """A point of the compass before the name asks for an area, not a town."""
    words = context.article.text[max(0, mention.start - 16) : mention.start].lower().split()
    compass = words[-1] if words else ""
    return float(entry.kind in _AREAS and compass.startswith(("north", "south", "east", "west")))


def in_theatre(_mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """It lies in a country that the settings name as the theatre."""
    return float(entry.country in context.config.places.theatre)


def edited_by_people(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """People put it into the gazetteer by hand, because news speaks of it."""
    return float(entry.edited)


def capital_stands_for_state(mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """The name stands for a government, and governments are named for their capitals."""
    return float(mention.role == "metonym" and entry.feature_code == "PPLC")


#: In reading order; `geomap explain` lists them so.
EVIDENCE: tuple[Callable[[Mention, Hit, Entry, Context], float], ...] = (
    named_exactly,
    by_sound_only,
    kind_asked_for,
    kind_not_asked_for,
    parent_named_beside,
    direction_of_area,
    country_named_in_article,
    admin1_named_in_article,
    unit_named_so_elsewhere,
    country_of_adjectives,
    near_other_places,
    in_theatre,
    prominent,
    well_peopled,
    edited_by_people,
    larger_unit,
    capital_stands_for_state,
)
