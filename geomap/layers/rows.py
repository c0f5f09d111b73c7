"""Records -> rows of the layers: one small function a record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from geomap.layers.quotes import quote_span
from geomap.layers.schema import SEPARATOR
from geomap.model import ActorRef, Annotation, Article, Claim, Event, Mention, Place, When
from geomap.places.precision import where_prec

Row = dict[str, Any]


class ActorLike(Protocol):
    """What the layers need to know of an actor."""

    @property
    def name(self) -> str:
        """Name for people."""

    @property
    def kind(self) -> str:
        """state, armed_group ..."""

    @property
    def side(self) -> str | None:
        """Side it belongs to."""

    @property
    def parent(self) -> str | None:
        """Id of the actor it belongs to."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 code."""


class ActorsById(Protocol):
    """What the layers need of an actor table."""

    def by_id(self, actor_id: str) -> ActorLike | None:
        """The actor of an id, None when the table has none."""


@dataclass(slots=True)
class Common:
    """What many rows hold alike, made once: each article, and each way of drawing a place.

    Rows refer to these under ``article`` and ``place``; `geomap.layers.parts.table_of` spreads
    them over the columns.
    """

    _articles: dict[str, Row] = field(default_factory=dict)
    _places: dict[Place, Row] = field(default_factory=dict)
    _seen: dict[int, tuple[Place, Row]] = field(default_factory=dict)
    """By object, which is found sooner than by value; the place is held, so that its number is."""

    def article(self, article: Article) -> Row:
        """The columns that say where a row comes from."""
        if article.id not in self._articles:
            self._articles[article.id] = {
                "article_id": article.id,
                "article_title": article.title,
                "published": article.published,
                "source": article.source,
                "url": article.url,
            }
        return self._articles[article.id]

    def place(self, place: Place | None) -> Row | None:
        """The place columns, with ``geometry``; None for no place."""
        if place is None:
            return None
        if id(place) not in self._seen:
            if place not in self._places:
                self._places[place] = _place_row(place)
            self._seen[id(place)] = (place, self._places[place])
        return self._seen[id(place)][1]

    def places(self) -> dict[str, tuple[Row, bytes]]:
        """Columns and WKB of every place met, by its key."""
        import shapely

        rows = list(self._places.values())
        texts = shapely.to_wkb([row["geometry"] for row in rows])
        return {
            row["place_key"]: ({name: row[name] for name in row if name != "geometry"}, wkb)
            for row, wkb in zip(rows, texts, strict=True)
        }


def _place_row(place: Place) -> Row:
    return {
        "place_name": place.name,
        "place_id": place.id,
        "place_key": place_key(place),
        "place_kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "where_prec": where_prec(place),
        "attribution": place.attribution,
        "geometry": _geometry(place),
    }


def place_key(place: Place) -> str:
    """Id of the place as it is drawn: "10 km north of Idlib" is not drawn as Idlib is."""
    seen = f"{place.lat:.6f} {place.lon:.6f} {place.radius_km:.3f} {place.precision}".encode()
    return f"{place.id}@{hashlib.sha256(seen + (place.geometry or b'')).hexdigest()[:8]}"


def _geometry(place: Place) -> Any:
    import shapely

    if place.geometry is not None:
        return shapely.from_wkb(place.geometry)
    return shapely.Point(place.lon, place.lat)


def mention_row(
    mention: Mention, annotation: Annotation, common: Common, actors: ActorsById
) -> Row:
    """A mention as a row of the mentions layer."""
    article = annotation.article
    start, end = _mention_quote(mention, annotation)
    actor = actors.by_id(mention.actor_id) if mention.actor_id else None
    relation = mention.relation
    return {
        "mention_id": f"{article.id}/{mention.id}",
        "article": common.article(article),
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "quote": article.text[start:end],
        "quote_start": start,
        "role": mention.role,
        "role_cue": mention.role_cue,
        "segment": mention.segment,
        "status": mention.status,
        "reason": mention.reason,
        "relation": article.text[relation.start : relation.end] if relation else None,
        "place": common.place(mention.located),
        "score": mention.score,
        "alternatives": _alternatives(mention),
        "actor_id": mention.actor_id,
        "actor": actor.name if actor else mention.actor_id,
        "recognised_by": mention.recognised_by,
        "drawn": mention.drawn,
    }


def _mention_quote(mention: Mention, annotation: Annotation) -> tuple[int, int]:
    """The sentence of a claim that holds the mention, since it was parsed; else our own cut."""
    for claim in annotation.claims:
        if claim.sentence.start <= mention.start and mention.end <= claim.sentence.end:
            return claim.sentence.start, claim.sentence.end
    return quote_span(annotation.article, mention.start, mention.end)


def _alternatives(mention: Mention) -> str | None:
    """``Name, Admin, CC (12 %)`` of each other candidate, likeliest first."""
    parts = []
    for other in mention.alternatives:
        place = other.place
        where = [place.admin1, place.country]
        named = ", ".join([place.name, *(part for part in where if part and part != place.name)])
        chance = f"{other.score:.0%}" if other.score >= 0.01 else "under 1%"
        parts.append(f"{named} ({place.kind}, {chance})")
    return SEPARATOR.join(parts) or None


def claim_row(claim: Claim, annotation: Annotation, common: Common) -> Row:
    """A claim as a row of the claims layer; its place columns are empty unless it may be drawn.

    It has no event yet, and beside the layer it tells of the mention that gives its place.
    """
    article = annotation.article
    mention = next((m for m in annotation.mentions if m.id == claim.place), None)
    drawn = mention is not None and mention.drawn and claim.review != "dropped"
    said = claim.attribution
    relation = mention.relation if mention else None
    return {
        "claim_id": f"{article.id}/{claim.id}",
        "claim_key": claim_key(claim, annotation),
        "mention_id": f"{article.id}/{mention.id}" if mention else None,
        "article": common.article(article),
        "event_type": claim.type,
        "trigger": claim.trigger.text or article.text[claim.trigger.start : claim.trigger.end],
        "trigger_start": claim.trigger.start,
        "quote": article.text[claim.sentence.start : claim.sentence.end],
        "quote_start": claim.sentence.start,
        **who_row(claim),
        "spans": _spans(claim, mention),
        **_when_row(claim.when, article.published),
        "modality": claim.modality,
        "polarity": claim.polarity,
        "attributed_to": _said_by(claim),
        "modality_cue": claim.modality_cue,
        "attribution_cue": said.cue if said else None,
        **toll_row(claim),
        "figures": _figures(claim),
        "place": common.place(mention.located if mention and drawn else None),
        "place_text": mention.text if mention else None,
        "place_reason": claim.place_reason,
        "place_score": claim.place_score,
        "score": mention.score if mention else None,
        "alternatives": _alternatives(mention) if mention else None,
        "alternative_ids": _joined([one.place.id for one in mention.alternatives])
        if mention
        else None,
        "segment": claim.segment,
        "review": claim.review,
        "drawn": drawn,
        "place_role": mention.role if mention else None,
        "place_status": mention.status if mention else None,
        "relation": article.text[relation.start : relation.end] if relation else None,
    }


def claim_key(claim: Claim, annotation: Annotation) -> str:
    """The same in every build: hash of the text, offsets of the trigger, which claim of it.

    A deed that is told at several places is a claim for each, all with one trigger.
    """
    start, end = claim.trigger.start, claim.trigger.end
    beside = [c.id for c in annotation.claims if (c.trigger.start, c.trigger.end) == (start, end)]
    which = f":{beside.index(claim.id) + 1}" if claim.id != beside[0] else ""
    return f"{annotation.article.sha256[:16]}:{start}-{end}{which}"


def _figures(claim: Claim) -> str | None:
    """Other counts than deaths: ``wounded 12; displaced 300``; the words where no number is."""
    parts = [(name, figure.best or figure.low or figure.text) for name, figure in claim.figures]
    return SEPARATOR.join(f"{name} {count}" for name, count in parts if count) or None


def _said_by(claim: Claim) -> str | None:
    names = []
    said = claim.attribution
    while said is not None:
        names.append(said.name)
        said = said.source
    return SEPARATOR.join(names) or None


def _spans(claim: Claim, mention: Mention | None) -> str:
    """What to mark in the quote, as offsets into it: trigger, place, actors, targets."""
    low, high = claim.sentence.start, claim.sentence.end
    marked = [("trigger", claim.trigger.start, claim.trigger.end)]
    if mention is not None:
        marked.append(("place", mention.start, mention.end))
    marked += [("actor", actor.start, actor.end) for actor in claim.actors]
    marked += [("target", target.start, target.end) for target in claim.targets]
    if claim.attribution is not None:
        marked.append(("source", claim.attribution.start, claim.attribution.end))
    return SEPARATOR.join(
        f"{kind} {start - low} {end - low}"
        for kind, start, end in marked
        if low <= start < end <= high
    )


def who_row(record: Claim | Event) -> Row:
    """Actors and targets, names and ids in the same order."""
    return {
        "actors": _joined([actor.name for actor in record.actors]),
        "actor_ids": _joined([actor_key(actor) for actor in record.actors]),
        "targets": _joined([actor.name for actor in record.targets]),
        "target_ids": _joined([actor_key(actor) for actor in record.targets]),
    }


def actor_key(actor: ActorRef) -> str:
    """Id of an actor; for one the table does not know, its words in small letters."""
    return actor.id or f"text:{' '.join(actor.name.lower().split())}"


def _joined(parts: list[str]) -> str | None:
    """Parts in one cell; the separator cannot come from within a part."""
    if len(parts) > 1:
        return SEPARATOR.join([part.replace(";", ",") for part in dict.fromkeys(parts)]) or None
    return parts[0].replace(";", ",") or None if parts else None


def _when_row(when: When, published: date | None) -> Row:
    """The time columns; publication gives the day for the time line when the text gives none."""
    day = when.start or when.end or published
    return {
        "event_date": day,
        "event_start": day,
        "event_end": when.end or day,
        "date_start": when.start,
        "date_end": when.end,
        "date_precision": when.precision,
        "date_text": when.text,
        "date_basis": when.basis,
    }


def toll_row(record: Claim | Event) -> Row:
    """Deaths, with their bounds."""
    return {
        "fatalities_low": record.fatalities.low,
        "fatalities_best": record.fatalities.best,
        "fatalities_high": record.fatalities.high,
    }
