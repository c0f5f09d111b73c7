"""Events -> the layers `events` and `event_actors`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.layers.parts import table_of
from geomap.layers.rows import ActorsById, Row, actor_key, toll_row, who_row
from geomap.layers.schema import SCHEMA, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from geomap.model import Event

_NAMES = [column.name for column in SCHEMA["events"]]
#: What an event has of the claim that it begins with.
_TOLD = ["article_id", "article_title", "published", "source", "url", "quote", "quote_start"]
#: What it has of the mention that gives its place, by its names in a claim's row.
_SEEN = {"place_role": "role", "place_status": "status", "score": "score"}
#: And what of it only where it is drawn.
_PLACED = [column.name for column in SCHEMA["places"] if column.name in _NAMES]
#: What an event tells each of its actors' rows.
_SHARED = [column.name for column in SCHEMA["event_actors"] if column.name in _NAMES]
_READ = ["claim_id", "mention_id", "drawn", "review", *_TOLD, *_SEEN, *_PLACED]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """Rows of some events."""

    events: pa.Table
    event_actors: pa.Table
    links: pa.Table
    """``claim_id``, ``event_id`` and ``n_sources`` for each claim of the events."""


def event_part(events: Sequence[Event], claims: pa.Table, actors: ActorsById) -> EventPart:
    """The rows of events by day and id, those without a day last.

    Args:
        events: as linked, in any order.
        claims: rows of their claims, and perhaps of others (`geomap.layers.parts.Part.claims`).
        actors: the actor table, for names and sides.
    """
    import pyarrow as pa

    told = {row["claim_id"]: row for row in claims.select(_READ).to_pylist()}
    # A claim that was dropped has lost the place that others of its mention have.
    marks = {row["mention_id"]: row for row in sorted(told.values(), key=lambda row: row["drawn"])}
    rows = {event.id: _row(event, told, marks) for event in events}
    ordered = sorted(
        rows.values(), key=lambda row: (row["event_date"] or date.max, row["event_id"])
    )
    involved = [
        own | {name: rows[event.id][name] for name in _SHARED}
        for event in sorted(events, key=lambda event: event.id)
        for own in _involved(event, actors)
    ]
    text, links = pa.large_string(), [(claim, one) for one in events for claim in _claims(one)]
    return EventPart(
        events=table_of("events", ordered),
        event_actors=table_of("event_actors", involved),
        links=pa.table({
            "claim_id": pa.array([claim for claim, _ in links], type=text),
            "event_id": pa.array([event.id for _, event in links], type=text),
            "n_sources": pa.array([event.n_sources for _, event in links], type=pa.int64()),
        }),
    )  # fmt: skip


def _claims(event: Event) -> list[str]:
    return [f"{article}/{claim}" for article, claim in event.claims]


def _row(event: Event, told: Mapping[str, Row], marks: Mapping[str, Row]) -> Row:
    """An event with what its first claim and its place add."""
    claims = [told[claim] for claim in _claims(event)]
    seen = marks.get("/".join(event.place_mention)) if event.place_mention else None
    # An event may stand only where a mention of its own may.
    drawn = bool(seen and seen["drawn"] and event.place)
    said = sorted({claim["review"] for claim in claims if claim["review"]})
    when, first = event.when, claims[0]
    # The days of the time line: as stated, else that of publication.
    day = when.start or when.end or first["published"]
    return {
        **_own_row(event),
        **{name: first[name] for name in _TOLD},
        **{name: seen and seen[column] for column, name in _SEEN.items()},
        **{name: seen[name] if seen and drawn else None for name in _PLACED},
        "event_date": day,
        "event_start": day,
        "event_end": when.end or day,
        "review": SEPARATOR.join(said) or None,
        "drawn": drawn,
    }


def _own_row(event: Event) -> Row:
    return {
        "event_id": event.id,
        "event_type": event.type,
        **who_row(event),
        "date_start": event.when.start,
        "date_end": event.when.end,
        "date_precision": event.when.precision,
        "date_text": event.when.text,
        "date_basis": event.when.basis,
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
    }


def _involved(event: Event, actors: ActorsById) -> list[Row]:
    """An actor once for each part that it has."""
    rows: dict[tuple[str, str], Row] = {}
    for part, refs in (("actor", event.actors), ("target", event.targets)):
        for ref in refs:
            known = actors.by_id(ref.id) if ref.id else None
            own: Row = {"event_id": event.id, "part": part, "actor_id": actor_key(ref)}
            own["actor"] = known.name if known else ref.name
            own["side"] = known.side if known else None
            rows.setdefault((part, own["actor_id"]), own)
    return list(rows.values())
