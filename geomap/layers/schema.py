"""What every column of every layer means: the one table that frames, files and documents share.

`SCHEMA` maps a layer to its columns in order. Types: ``text``, ``number`` (float), ``count``
(nullable integer), ``flag`` (bool), ``day`` (a calendar day). Several values in one cell are
joined by `SEPARATOR`. Geometries are WGS 84 (EPSG:4326), longitude first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "number", "count", "flag", "day"]

SEPARATOR = "; "

#: pandas dtypes of the column types.
DTYPES: dict[ColumnType, str] = {
    "text": "str",
    "number": "float64",
    "count": "Int64",
    "flag": "bool",
    "day": "datetime64[ms]",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layer."""

    name: str
    type: ColumnType
    meaning: str
    """One sentence, with unit and vocabulary."""


_ARTICLE = (
    Column("article_id", "text", "Article, unique in the build."),
    Column("article_title", "text", "Headline of the article; empty when unknown."),
    Column("published", "day", "Day of publication."),
    Column("source", "text", "Outlet."),
    Column("url", "text", "Address of the article, http or https."),
)
_PLACE = (
    Column("place_name", "text", "Canonical name in the gazetteer."),
    Column("place_id", "text", "Gazetteer id, e.g. geonames:170017."),
    Column("place_key", "text", "Row of the places layer: the place as it is drawn."),
    Column("place_kind", "text", "country, admin1, admin2, city, river ... (gazetteer kinds)."),
    Column("country", "text", "ISO 3166-1 alpha-2 code."),
    Column("admin1", "text", "First-level administrative unit."),
    Column("lat", "number", "Latitude of the representative point, degrees, WGS 84."),
    Column("lon", "number", "Longitude of the representative point, degrees, WGS 84."),
    Column(
        "precision",
        "text",
        "exact, near, district, province, country, linear (river, road), region.",
    ),
    Column("radius_km", "number", "Radius of the circle that holds the place, km."),
)
_QUOTE = (
    Column("quote", "text", "The sentence, as written."),
    Column("quote_start", "count", "Offset of the quote in the article, characters."),
)
_WHEN = (
    Column("event_date", "day", "First day; the day of publication where no day is stated."),
    Column("date_start", "day", "First day, included; empty when unknown."),
    Column("date_end", "day", "Last day, included; empty when unknown."),
    Column("date_precision", "text", "day, days, week, month, year, unknown."),
    Column("date_text", "text", "The words that give the time."),
)
_WHO = (
    Column("actors", "text", "Who did it, joined by '; '."),
    Column("actor_ids", "text", "Ids of the actors in the same order; the name where unknown."),
    Column("targets", "text", "To whom, joined by '; '."),
    Column("target_ids", "text", "Ids of the targets in the same order; the name where unknown."),
)
_CERTAINTY = (
    Column("modality", "text", "occurred, ongoing, planned, threatened, hypothetical, alleged."),
    Column("polarity", "text", "affirmed or denied."),
    Column("attributed_to", "text", "Who says so, joined by '; '."),
)
_TOLL = (
    Column("fatalities_low", "count", "Deaths, least."),
    Column("fatalities_best", "count", "Deaths, as stated."),
    Column("fatalities_high", "count", "Deaths, most."),
)
_DRAWN = Column("drawn", "flag", "Whether it is a mark on the maps.")

MENTIONS = (
    Column("mention_id", "text", "Mention, unique in the build: article/m1."),
    *_ARTICLE,
    Column("text", "text", "The words of the mention."),
    Column("start", "count", "Offset in the article, characters."),
    Column("end", "count", "End offset in the article, characters."),
    *_QUOTE,
    Column("role", "text", "literal, metonym, demonym, embedded, unknown."),
    Column("role_cue", "text", "The word or rule that decided the role."),
    Column("segment", "text", "title, body, boilerplate, repeat, caption."),
    Column("status", "text", "resolved, ambiguous, unresolved, filtered."),
    Column("reason", "text", "Why it is not resolved."),
    Column("relation", "text", "Spatial words with the mention, e.g. 'outside'."),
    *_PLACE,
    Column("score", "number", "Probability that the place is right, 0-1."),
    Column("alternatives", "text", "Other candidates with their probabilities, joined by '; '."),
    Column("actor_id", "text", "Actor that a metonym or demonym stands for."),
    Column("actor", "text", "Name of that actor."),
    Column("recognised_by", "text", "gazetteer, model, both, given, coordinates, description."),
    _DRAWN,
)

CLAIMS = (
    Column("claim_id", "text", "Claim, unique in the build: article/c1."),
    Column("event_id", "text", "Event that the claim is linked into."),
    Column("mention_id", "text", "Mention of the place; empty for no place."),
    *_ARTICLE,
    Column("event_type", "text", "Event type, see the table of event types."),
    Column("trigger", "text", "The word that names the event."),
    Column("trigger_start", "count", "Offset of the trigger in the article, characters."),
    *_QUOTE,
    *_WHO,
    Column("spans", "text", "Stretches of the quote to mark: kind start end, joined by '; '."),
    *_WHEN,
    *_CERTAINTY,
    Column("modality_cue", "text", "The words that decided the modality."),
    Column("attribution_cue", "text", "The words that attribute, e.g. 'according to'."),
    *_TOLL,
    *_PLACE,
    Column("place_text", "text", "The place in the words of the article."),
    Column("place_reason", "text", "Why the event was put there, or why nowhere."),
    Column("score", "number", "Probability that the place is right, 0-1."),
    Column("alternatives", "text", "Other candidates with their probabilities, joined by '; '."),
    Column("segment", "text", "title, body, boilerplate, repeat, caption."),
    _DRAWN,
)

EVENTS = (
    Column("event_id", "text", "Event, unique in the build."),
    Column("event_type", "text", "Event type, see the table of event types."),
    *_WHO,
    *_WHEN,
    *_CERTAINTY,
    *_TOLL,
    Column("n_claims", "count", "Claims linked into the event."),
    Column("n_sources", "count", "Independent sources, copies counted once."),
    Column("link_score", "number", "Least certain link that holds the claims together, 0-1."),
    Column("link_reasons", "text", "Why the claims were linked, joined by '; '."),
    Column("claim_ids", "text", "Claims of the event, joined by '; '."),
    Column("article_ids", "text", "Articles of the event, joined by '; '."),
    *_ARTICLE,
    *_QUOTE,
    Column("role", "text", "Role of the mention that gave the place."),
    Column("status", "text", "Status of the mention that gave the place."),
    *_PLACE,
    Column("score", "number", "Probability that the place is right, 0-1."),
    _DRAWN,
)

EVENT_ACTORS = (
    Column("event_id", "text", "Event; an event has a row for each actor, so count events once."),
    Column("part", "text", "actor or target."),
    Column("actor_id", "text", "Id in the actor table; the name where unknown."),
    Column("actor", "text", "Name of the actor."),
    Column("side", "text", "Side that the actor belongs to."),
    Column("event_type", "text", "Event type."),
    Column("event_date", "day", "First day."),
    Column("modality", "text", "As in events."),
    Column("polarity", "text", "As in events."),
    *_PLACE,
)

PLACES = (
    Column("place_key", "text", "Place as it is drawn; one id may be drawn in several ways."),
    *(column for column in _PLACE if column.name != "place_key"),
    Column("n_mentions", "count", "Drawn mentions."),
    Column("n_events", "count", "Drawn events."),
)

ARTICLES = (
    *_ARTICLE,
    Column("language", "text", "ISO 639-1 code."),
    Column("sha256", "text", "Hex digest of the text."),
    Column("n_mentions", "count", "Mentions."),
    Column("n_drawn", "count", "Mentions drawn as places."),
    Column("n_claims", "count", "Claims."),
    Column("n_events", "count", "Events with a claim in the article."),
)

ACTORS = (
    Column("actor_id", "text", "Id in the actor table; the name where unknown."),
    Column("actor", "text", "Name."),
    Column("kind", "text", "state, government, armed_group, coalition ...; empty when unknown."),
    Column("side", "text", "Side; empty when unknown."),
    Column("n_events", "count", "Events in which it acts or is acted upon."),
    Column("n_mentions", "count", "Mentions of places that stand for it."),
)

SCHEMA: dict[str, tuple[Column, ...]] = {
    "mentions": MENTIONS,
    "claims": CLAIMS,
    "events": EVENTS,
    "event_actors": EVENT_ACTORS,
    "places": PLACES,
    "articles": ARTICLES,
    "actors": ACTORS,
}

#: Layers whose rows are on the map; the others are plain tables.
SPATIAL = ("mentions", "claims", "events", "event_actors", "places")
