"""What every column of every layer means: the one table that frames, files and documents share.

`SCHEMA` maps a layer to its columns in order. Types: ``text``, ``number`` (float), ``count``
(nullable integer), ``flag`` (bool), ``day`` (a calendar day). Several values in one cell are
joined by `SEPARATOR`. Geometries are WGS 84 (EPSG:4326), longitude first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from geomap.model import (
    DatePrecision,
    Modality,
    PlaceKind,
    Polarity,
    Precision,
    Review,
    Role,
    SegmentKind,
    Status,
)

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
    """One sentence."""
    unit: str = ""
    """Unit of a quantity: km, degrees, characters, people; empty for what has none."""
    values: tuple[str, ...] = ()
    """The whole vocabulary, where there is one."""


def _vocabulary(name: str, meaning: str, literal: object) -> Column:
    return Column(name, "text", meaning, values=get_args(literal))


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
    _vocabulary("place_kind", "What kind of place it is.", PlaceKind),
    Column("country", "text", "ISO 3166-1 alpha-2 code."),
    Column("admin1", "text", "First-level administrative unit."),
    Column("lat", "number", "Latitude of the representative point, WGS 84.", "degrees"),
    Column("lon", "number", "Longitude of the representative point, WGS 84.", "degrees"),
    _vocabulary(
        "precision",
        "How precisely the place is known; linear is a river, road or border.",
        Precision,
    ),
    Column("radius_km", "number", "Radius of the circle that holds the place.", "km"),
    Column("where_prec", "count", "The precision in the codes of UCDP GED.", "code 1-7"),
    Column("attribution", "text", "Whose data the place is, where it is not the gazetteer's."),
)
_QUOTE = (
    Column("quote", "text", "The sentence, as written."),
    Column("quote_start", "count", "Offset of the quote in the article.", "characters"),
)
_WHEN = (
    Column("event_date", "day", "First day; the day of publication where no day is stated."),
    Column("event_start", "day", "First day on a time line; the same as event_date."),
    Column("event_end", "day", "Last day on a time line, included; event_date where unknown."),
    Column("date_start", "day", "First day, included; empty when unknown."),
    Column("date_end", "day", "Last day, included; empty when unknown."),
    _vocabulary("date_precision", "How precisely the days are known.", DatePrecision),
    Column("date_text", "text", "The words that give the time."),
    Column(
        "date_basis",
        "text",
        "Where the days are from: expression (words of the text), review "
        "(an analyst), publication (no words, told as news), unknown (told as background).",
    ),
)
_WHO = (
    Column("actors", "text", "Who did it, joined by '; '."),
    Column("actor_ids", "text", "Ids of the actors in the same order; the name where unknown."),
    Column("targets", "text", "To whom, joined by '; '."),
    Column("target_ids", "text", "Ids of the targets in the same order; the name where unknown."),
)
_CERTAINTY = (
    _vocabulary("modality", "Whether it is said to have happened.", Modality),
    _vocabulary("polarity", "Whether it is said or denied.", Polarity),
    Column("attributed_to", "text", "Who says so, joined by '; '."),
)
_TOLL = (
    Column("fatalities_low", "count", "Deaths, least.", "people"),
    Column("fatalities_best", "count", "Deaths, as stated.", "people"),
    Column("fatalities_high", "count", "Deaths, most.", "people"),
)
_SEGMENT = _vocabulary("segment", "Part of the article that it stands in.", SegmentKind)
_DRAWN = Column("drawn", "flag", "Whether it is a mark on the maps.")
_REVIEW = _vocabulary(
    "review", "What an analyst made of it (geomap review); empty when not reviewed.", Review
)
_SCORE = Column("score", "number", "Probability that the place is right.", "0-1")
_ALTERNATIVES = Column(
    "alternatives", "text", "Other candidates with their probabilities, joined by '; '."
)

MENTIONS = (
    Column("mention_id", "text", "Mention, unique in the build: article/m1."),
    *_ARTICLE,
    Column("text", "text", "The words of the mention."),
    Column("start", "count", "Offset in the article.", "characters"),
    Column("end", "count", "End offset in the article.", "characters"),
    *_QUOTE,
    _vocabulary(
        "role", "Place (literal), actor (metonym), people (demonym), part of a name.", Role
    ),
    Column("role_cue", "text", "The word or rule that decided the role."),
    _SEGMENT,
    _vocabulary("status", "Whether the place it names was found.", Status),
    Column("reason", "text", "Why it is not resolved."),
    Column("relation", "text", "Spatial words with the mention, e.g. 'outside'."),
    *_PLACE,
    _SCORE,
    _ALTERNATIVES,
    Column("actor_id", "text", "Actor that a metonym or demonym stands for."),
    Column("actor", "text", "Name of that actor."),
    Column(
        "recognised_by",
        "text",
        "What found it: the list of names, the language model, both; a type word beside it or its "
        "capitals, where neither knows it; the input; an analyst.",
        values=(
            *("gazetteer", "model", "both", "type-word", "capitals"),
            *("given", "coordinates", "description", "review"),
        ),
    ),
    _DRAWN,
)

CLAIMS = (
    Column("claim_id", "text", "Claim, unique in the build: article/c1."),
    Column(
        "claim_key",
        "text",
        "The same in every build: hash of the text, offsets of the trigger, "
        "and of several claims with one trigger, which.",
    ),
    Column("event_id", "text", "Event that the claim is linked into."),
    Column("mention_id", "text", "Mention of the place; empty for no place."),
    *_ARTICLE,
    Column("event_type", "text", "Id in the event_types layer."),
    Column("trigger", "text", "The word that names the event."),
    Column("trigger_start", "count", "Offset of the trigger in the article.", "characters"),
    *_QUOTE,
    *_WHO,
    Column("spans", "text", "Stretches of the quote to mark: kind start end, joined by '; '."),
    *_WHEN,
    *_CERTAINTY,
    Column("modality_cue", "text", "The words that decided the modality."),
    Column("attribution_cue", "text", "The words that attribute, e.g. 'according to'."),
    *_TOLL,
    Column("figures", "text", "Other counts, e.g. 'wounded 12', joined by '; '.", "people"),
    *_PLACE,
    Column("place_text", "text", "The place in the words of the article."),
    Column("place_reason", "text", "Why the event was put there, or why nowhere."),
    Column("place_score", "number", "Probability that it happened at that mention.", "0-1"),
    _SCORE,
    _ALTERNATIVES,
    Column("alternative_ids", "text", "Gazetteer ids of the alternatives, in the same order."),
    _SEGMENT,
    _REVIEW,
    _DRAWN,
)

EVENTS = (
    Column("event_id", "text", "Event, unique in the build."),
    Column("event_type", "text", "Id in the event_types layer."),
    *_WHO,
    *_WHEN,
    *_CERTAINTY,
    *_TOLL,
    Column("n_claims", "count", "Claims linked into the event."),
    Column("n_sources", "count", "Independent sources, copies counted once."),
    Column("link_score", "number", "Least certain link that holds the claims together.", "0-1"),
    Column("link_reasons", "text", "Why the claims were linked, joined by '; '."),
    Column("claim_ids", "text", "Claims of the event, joined by '; '."),
    Column("article_ids", "text", "Articles of the event, joined by '; '."),
    *_ARTICLE,
    *_QUOTE,
    _vocabulary("role", "Role of the mention that gave the place.", Role),
    _vocabulary("status", "Status of the mention that gave the place.", Status),
    *_PLACE,
    _SCORE,
    replace(_REVIEW, meaning="What an analyst made of its claims, joined by '; '."),
    _DRAWN,
)

EVENT_ACTORS = (
    Column("event_id", "text", "Event; an event has a row for each actor, so count events once."),
    Column("part", "text", "Side of the deed.", values=("actor", "target")),
    Column("actor_id", "text", "Id in the actor table; the name where unknown."),
    Column("actor", "text", "Name of the actor."),
    Column("side", "text", "Side that the actor belongs to."),
    Column("event_type", "text", "Id in the event_types layer."),
    *(column for column in _WHEN if column.name.startswith("event_")),
    *_CERTAINTY[:2],
    *_PLACE,
    _REVIEW,
)

PLACES = (
    Column("place_key", "text", "Place as it is drawn; one id may be drawn in several ways."),
    *(column for column in _PLACE if column.name != "place_key"),
    Column("n_mentions", "count", "Drawn mentions."),
    Column("n_events", "count", "Drawn events."),
)

ARTICLES = (
    *_ARTICLE,
    Column("copy_of", "text", "Id of the article that it repeats; empty where it is its own."),
    Column("language", "text", "ISO 639-1 code."),
    Column("sha256", "text", "Hex digest of the text."),
    Column("n_characters", "count", "Length of the text.", "characters"),
    Column("n_mentions", "count", "Mentions."),
    Column("n_drawn", "count", "Mentions drawn as places."),
    Column("n_claims", "count", "Claims."),
    Column("n_events", "count", "Events with a claim in the article."),
)

ACTORS = (
    Column("actor_id", "text", "Id in the actor table; the name where unknown."),
    Column("actor", "text", "Name."),
    Column("kind", "text", "state, government, armed_group, coalition ...; empty when unknown."),
    Column("body", "text", "Kind of the body that it is, or that a person or office belongs to."),
    Column("side", "text", "Side; empty when unknown."),
    Column("parent", "text", "Name of the actor that it belongs to."),
    Column("country", "text", "ISO 3166-1 alpha-2 code."),
    Column("n_events", "count", "Events in which it acts or is acted upon."),
    Column("n_mentions", "count", "Mentions of places that stand for it."),
)

EVENT_TYPES = (
    Column("event_type", "text", "Id, as in the other layers."),
    Column("family", "text", "violence, control, movement, humanitarian, diplomacy ..."),
    Column("label", "text", "Name for people."),
    Column("acled_event", "text", "Event type of ACLED; empty where ACLED has none."),
    Column("acled_sub_event", "text", "Sub-event type of ACLED."),
    Column("plover_event", "text", "Event of PLOVER."),
    Column("plover_mode", "text", "Mode of PLOVER."),
    Column("cameo", "text", "CAMEO code, leading zero kept."),
    Column("ucdp", "text", "type_of_violence of UCDP GED; empty where it is no violence."),
    Column("description", "text", "What counts as one."),
    Column("n_events", "count", "Events of the type."),
)

SCHEMA: dict[str, tuple[Column, ...]] = {
    "mentions": MENTIONS,
    "claims": CLAIMS,
    "events": EVENTS,
    "event_actors": EVENT_ACTORS,
    "places": PLACES,
    "articles": ARTICLES,
    "actors": ACTORS,
    "event_types": EVENT_TYPES,
}

#: Columns that many rows have alike: those of their article, those of their place.
COMMON: dict[str, frozenset[str]] = {
    "article": frozenset(column.name for column in _ARTICLE),
    "place": frozenset(column.name for column in _PLACE),
}

#: What a row of each layer is.
ROWS: dict[str, str] = {
    "mentions": "One row a mention of a place, drawn or not.",
    "claims": "One row a statement in one article.",
    "events": "One row an event.",
    "event_actors": "One row an event and actor: counting its rows counts events more than once.",
    "places": "One row a place that is drawn.",
    "articles": "One row an article.",
    "actors": "One row an actor.",
    "event_types": "One row an event type that occurs, with its codes in other vocabularies.",
}

#: Layers whose rows are on the map; the others are plain tables.
SPATIAL = ("mentions", "claims", "events", "event_actors", "places")
