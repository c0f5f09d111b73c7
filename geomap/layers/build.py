"""Annotations and events -> `Layers`."""

from __future__ import annotations

import contextlib
import gc
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geomap.events.triggers import event_types
from geomap.layers.frames import Layers, typed
from geomap.layers.rows import (
    ActorLike,
    ActorsById,
    Places,
    Row,
    actor_key,
    article_row,
    claim_row,
    mention_row,
    toll_row,
    when_row,
    who_row,
)
from geomap.layers.schema import EVENT_ACTORS, EVENTS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.model import Annotation, Event, Mention

#: Steps from a person to the body they speak for; a loop in the table ends here.
_DEEPEST = 5
#: What an event tells each of its actors' rows.
_SHARED = {column.name for column in EVENTS} & {column.name for column in EVENT_ACTORS}


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Rows hold no cycles: the collector would walk millions of them and find nothing."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@_uncollected()
def build_layers(
    annotations: Iterable[Annotation],
    events: Sequence[Event],
    actors: ActorsById,
    groups: Mapping[str, str],
) -> Layers:
    """Tables of everything found, EPSG:4326, in an order that depends on the content alone.

    Args:
        annotations: what was found, article by article; each article id once.
        events: the events that link their claims.
        actors: the actor table (`by_id`), for names and sides.
        groups: article id -> id of the article that it is a copy of, or its own.

    Returns:
        The layers. Every mention and claim is a row; text is as written, never escaped.
    """
    found = sorted(annotations, key=lambda annotation: annotation.article.id)
    places = Places()
    event_of = {claim: event.id for event in events for claim in event.claims}
    mentions = [
        mention_row(mention, annotation, places, actors)
        for annotation in found
        for mention in annotation.mentions
    ]
    claims = [
        claim_row(claim, annotation, event_of.get((annotation.article.id, claim.id)), places)
        for annotation in found
        for claim in annotation.claims
    ]
    by_id = {annotation.article.id: annotation for annotation in found}
    rows = {event.id: _event_row(event, by_id, places) for event in events}
    happened = sorted(
        rows.values(),
        key=lambda row: (row["event_date"] is None, str(row["event_date"]), row["event_id"]),
    )
    involved = [
        row
        for event in sorted(events, key=lambda event: event.id)
        for row in _event_actor_rows(event, rows[event.id], actors)
    ]
    tables: dict[str, list[Row]] = {
        "mentions": mentions,
        "claims": claims,
        "events": happened,
        "event_actors": involved,
        "places": _place_rows(mentions, happened),
        "articles": [
            {**_article_row(annotation, event_of), "copy_of": _original(annotation, groups)}
            for annotation in found
        ],
        "actors": _actor_rows(involved, mentions, actors),
        "event_types": _type_rows(claims, happened),
    }
    made: dict[str, Any] = {name: typed(name, rows) for name, rows in tables.items()}
    return Layers(**made)


def _place_mention(event: Event, by_id: dict[str, Annotation]) -> Mention | None:
    if event.place_mention is None:
        return None
    article_id, mention_id = event.place_mention
    annotation = by_id.get(article_id)
    mentions = annotation.mentions if annotation else ()
    return next((mention for mention in mentions if mention.id == mention_id), None)


def _event_row(event: Event, by_id: dict[str, Annotation], places: Places) -> Row:
    first_article, first_claim = event.claims[0]
    annotation = by_id[first_article]
    article = annotation.article
    sentence = next(claim.sentence for claim in annotation.claims if claim.id == first_claim)
    mention = _place_mention(event, by_id)
    # An event may stand only where a mention of its own may.
    drawn = event.place is not None and (mention is None or mention.drawn)
    return {
        "event_id": event.id,
        "event_type": event.type,
        **who_row(event),
        **when_row(event.when, article),
        "modality": event.modality,
        "polarity": event.polarity,
        "attributed_to": SEPARATOR.join(event.attributed_to) or None,
        **toll_row(event),
        "n_claims": event.n_claims,
        "n_sources": event.n_sources,
        "link_score": event.score,
        "link_reasons": SEPARATOR.join(event.reasons) or None,
        "claim_ids": SEPARATOR.join(f"{one}/{claim}" for one, claim in event.claims),
        "article_ids": SEPARATOR.join(dict.fromkeys(one for one, _claim in event.claims)),
        **article_row(article),
        "quote": article.text[sentence.start : sentence.end],
        "quote_start": sentence.start,
        "role": mention.role if mention else None,
        "status": mention.status if mention else None,
        **places.row(event.place if drawn else None),
        "score": mention.score if mention else None,
        "review": _reviews(event, by_id),
        "drawn": drawn,
    }


def _reviews(event: Event, by_id: dict[str, Annotation]) -> str | None:
    """What an analyst made of the claims of an event, each answer once."""
    claims = set(event.claims)
    made = {
        claim.review
        for article_id in dict.fromkeys(one for one, _claim in event.claims)
        for claim in by_id[article_id].claims
        if claim.review and (article_id, claim.id) in claims
    }
    return SEPARATOR.join(sorted(made)) or None


def _event_actor_rows(event: Event, base: Row, actors: ActorsById) -> list[Row]:
    shared = {name: base.get(name) for name in (*_SHARED, "geometry")}
    rows: dict[tuple[str, str], Row] = {}
    for part, refs in (("actor", event.actors), ("target", event.targets)):
        for ref in refs:
            known = actors.by_id(ref.id) if ref.id else None
            rows.setdefault(
                (part, actor_key(ref)),
                {
                    **shared,
                    "part": part,
                    "actor_id": actor_key(ref),
                    "actor": known.name if known else ref.name,
                    "side": known.side if known else None,
                },
            )
    return list(rows.values())


def _place_rows(mentions: list[Row], events: list[Row]) -> list[Row]:
    """One row a drawn place, by key."""
    marks = [row for row in (*mentions, *events) if row["drawn"]]
    spoken = Counter(row["place_key"] for row in mentions if row["drawn"])
    happened = Counter(row["place_key"] for row in events if row["drawn"])
    first = {row["place_key"]: row for row in reversed(marks)}
    return [
        {**first[key], "n_mentions": spoken[key], "n_events": happened[key]}
        for key in sorted(first)
    ]


def _original(annotation: Annotation, groups: Mapping[str, str]) -> str | None:
    own = annotation.article.id
    return None if groups.get(own, own) == own else groups[own]


def _article_row(annotation: Annotation, event_of: dict[tuple[str, str], str]) -> Row:
    article = annotation.article
    linked = {event_of.get((article.id, claim.id)) for claim in annotation.claims} - {None}
    return {
        **article_row(article),
        "language": article.language,
        "sha256": article.sha256,
        "n_characters": len(article.text),
        "n_mentions": len(annotation.mentions),
        "n_drawn": sum(mention.drawn for mention in annotation.mentions),
        "n_claims": len(annotation.claims),
        "n_events": len(linked),
    }


def _actor_rows(involved: list[Row], mentions: list[Row], actors: ActorsById) -> list[Row]:
    """One row an actor of any event, or that a mention stands for; by id."""
    names = {row["actor_id"]: row["actor"] for row in (*mentions, *involved) if row["actor_id"]}
    events = Counter(actor for actor, _ in {(r["actor_id"], r["event_id"]) for r in involved})
    spoken = Counter(row["actor_id"] for row in mentions if row["actor_id"])
    rows = []
    for actor_id in sorted(names):
        known = actors.by_id(actor_id)
        parent = actors.by_id(known.parent) if known and known.parent else None
        rows.append(
            {
                "actor_id": actor_id,
                "actor": names[actor_id],
                "kind": known.kind if known else None,
                "body": _body(known, actors),
                "side": known.side if known else None,
                "parent": parent.name if parent else None,
                "country": known.country if known else None,
                "n_events": events[actor_id],
                "n_mentions": spoken[actor_id],
            }
        )
    return rows


def _body(actor: ActorLike | None, actors: ActorsById) -> str | None:
    """Kind of an actor; for a person or office, of the body above that is neither."""
    for _step in range(_DEEPEST):
        if actor is None or actor.kind not in ("person", "office") or not actor.parent:
            break
        actor = actors.by_id(actor.parent)
    return actor.kind if actor else None


def _type_rows(claims: list[Row], events: list[Row]) -> list[Row]:
    """One row an event type that occurs, by id; a type that the table lacks has its id alone."""
    known = event_types()
    counted = Counter(row["event_type"] for row in events)
    rows = []
    for name in sorted({row["event_type"] for row in (*claims, *events)}):
        row = asdict(known[name]) if name in known else {}
        rows.append({**row, "event_type": name, "n_events": counted[name]})
    return rows
