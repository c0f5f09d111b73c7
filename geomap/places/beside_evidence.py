"""Reasons for and against a candidate in the words right beside the name (see `evidence`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.mentions.patterns.bodies import TYPE_WORDS
from geomap.places.kinds import AREAS, NATURE, STRUCK_OR_TAKEN, name_of, no_village

if TYPE_CHECKING:
    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention
    from geomap.places.context import Context


def kind_asked_for(mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """The words around ask for a place of its kind."""
    if mention.kind_hint == "region" and entry.kind in AREAS:
        return 0.7  # "the enclave of", "the region of" any area
    return float(is_of_kind(entry, mention.kind_hint))


def is_of_kind(entry: Entry, hint: str | None) -> bool:
    """Whether a place is of a kind, or a first-level unit called so: Haifa District."""
    if hint is None:
        return False
    called = entry.type_word if entry.kind == "admin1" else None
    return hint == entry.kind or (called is not None and TYPE_WORDS.get(called.lower()) == hint)


def kind_not_asked_for(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The words around ask for a place of another kind."""
    if mention.kind_hint is None:
        unit = entry.kind == "admin1" and entry.row in context.towns.get(mention.id, ())
        return float(unit and asks_for_a_town(mention, entry, context))
    if is_of_kind(entry, mention.kind_hint):
        return 0.0
    if mention.kind_hint == "region" and entry.kind in AREAS:
        return 0.0
    return 1.0 if {mention.kind_hint, entry.kind} != {"admin2", "city"} else 0.3


def asks_for_a_town(mention: Mention, entry: Entry, context: Context) -> bool:
    """Whether one is "at" it, enters, takes or strikes it, or towns are listed with it."""
    before = context.article.text[max(0, mention.start - 4) : mention.start]
    rule, _colon, words = (mention.role_cue or "").partition(": ")
    struck = rule == "acted_upon" and not STRUCK_OR_TAKEN.isdisjoint(words.split()[:1])
    listed = ("city", entry.country) in context.listed.get(mention.id, ())
    return struck or listed or before.lower() == " at "


def parent_named_beside(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The country or unit that it lies in is named right beside it."""
    return context.parents[mention.id].hold(entry)


def parent_named_beside_elsewhere(
    mention: Mention, _hit: Hit, entry: Entry, context: Context
) -> float:
    """Elsewhere in the article the country or unit that it lies in is named right beside it."""
    if context.beside.get(mention.id):
        return 0.0
    return context.parents_of_name[name_of(mention)].hold(entry)


def holds_its_neighbour(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The name right before it is likely that of a place that lies in it."""
    return float(entry.row in context.holding.get(mention.id, ()))


def listed_with_its_like(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """It stands in a list with a place of its kind and country; half but for units in a row."""
    wide = entry.kind in ("country", "continent")
    own = entry.kind, None if wide else entry.country
    like = own in context.listed.get(mention.id, ())
    return like * (1.0 if mention.id in context.alike and entry.kind != "city" else 0.5)


def direction_of_area(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """A point of the compass before the name asks for an area, not a town."""
    return float(entry.kind in AREAS and compass_before(mention, context))


def compass_before(mention: Mention, context: Context) -> bool:
    """Whether a point of the compass stands before a name: "northern Kandahar"."""
    words = context.article.text[max(0, mention.start - 16) : mention.start].lower().split()
    return bool(words) and words[-1].startswith(("north", "south", "east", "west"))


def called_with_the(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The text says "the" before the name, as it does of waters, mountains and regions."""
    return float(entry.kind in NATURE and article_before(mention, context))


def article_before(mention: Mention, context: Context) -> bool:
    """Whether "the" stands before a name."""
    return context.article.text[max(0, mention.start - 4) : mention.start].lower() == "the "


def outside_its_parent(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """It lies elsewhere than in the country (half: the unit) that is named right beside it."""
    parents = context.parents[mention.id]
    if not parents.rows or not parents.leave_out(entry):
        return 0.0
    return 0.5 if any(one.country == entry.country for one in parents.rows.values()) else 1.0


def far_from_what_it_is_near(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """It is far from all places of the name that the text says it is near."""
    anchors = context.anchors.get(mention.id)
    if not anchors or not anchors.entries or entry.kind in ("country", "continent"):
        return 0.0
    gaps = (
        distance_km(entry.lat, entry.lon, one.lat, one.lon) - one.radius_km
        for one in anchors.entries
    )
    return float(min(gaps) - entry.radius_km > anchors.km)


def too_large_for_the_word(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The words around speak of a village or hamlet, and it is a town too large for that."""
    return float(no_village(mention, entry, context.article.text))
