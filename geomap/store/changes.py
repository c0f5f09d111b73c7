"""What differs between two builds: articles by id, events by the claims that they share."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geomap.model import Event

Change = Literal["new", "gone", "moved", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNote:
    """What is kept of an event to compare it with the next build's."""

    type: str
    start: str | None
    """First day, ISO 8601."""
    place: str | None
    place_id: str | None
    lat: float | None
    """Degrees, WGS 84; None for an event without a place."""
    lon: float | None
    actors: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    """(article id, claim id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """An event that differs between two builds."""

    change: Change
    id: str
    """Of the event in the newer build that has it."""
    event: EventNote
    before: EventNote | None = None
    """As it was, where it has moved or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between a build and the one before it."""

    first: bool
    """Whether there was none before it."""
    articles_new: int
    articles_changed: int
    """Same id, other text or metadata."""
    articles_gone: int
    articles_same: int
    events: Mapping[str, int]
    """How many events have changed in each way."""


def note_of(event: Event) -> EventNote:
    """What is kept of an event."""
    place = event.place
    return EventNote(
        type=event.type,
        start=event.when.start.isoformat() if event.when.start else None,
        place=place.name if place else None,
        place_id=place.id if place else None,
        lat=round(place.lat, 6) if place else None,
        lon=round(place.lon, 6) if place else None,
        actors=tuple(actor.name for actor in event.actors),
        claims=event.claims,
    )


def events_between(
    before: Iterable[tuple[str, EventNote]], after: Iterable[tuple[str, EventNote]]
) -> Iterator[EventChange]:
    """The events that are new, gone, moved to another place, or changed in type, day or actors.

    An event is the same as an earlier one if it has its id or else a claim of it: an event
    that one more article reports is no new event.

    Args:
        before: ids and events of the earlier build; kept in a temporary file, not in memory.
        after: ids and events of the later build, by id.
    """
    with closing(sqlite3.connect("")) as known:  # "" is a file that goes with the connection
        known.executescript(_KNOWN)
        for name, note in before:
            known.execute("INSERT INTO notes VALUES (?,?)", (name, _encode(note)))
            claims = [("\0".join(claim), name) for claim in note.claims]
            known.executemany("INSERT OR REPLACE INTO owners VALUES (?,?)", claims)
        for name, note in after:
            owners = _owners(known, name, note)
            if not owners:
                yield EventChange(change="new", id=name, event=note)
                continue
            known.executemany("INSERT OR IGNORE INTO met VALUES (?)", ((one,) for one in owners))
            (body,) = known.execute("SELECT note FROM notes WHERE id=?", owners[:1]).fetchone()
            earlier = _decode(body)
            change = _change(earlier, note)
            if change is not None:
                yield EventChange(change=change, id=name, event=note, before=earlier)
        for name, body in known.execute(_GONE):
            yield EventChange(change="gone", id=name, event=_decode(body))


_KNOWN = """CREATE TABLE notes (id TEXT PRIMARY KEY, note BLOB) WITHOUT ROWID;
CREATE TABLE owners (claim TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE met (id TEXT PRIMARY KEY) WITHOUT ROWID;"""
_GONE = "SELECT id, note FROM notes WHERE id NOT IN (SELECT id FROM met) ORDER BY id"
_encode = msgspec.msgpack.encode
_decode = msgspec.msgpack.Decoder(EventNote).decode


def _owners(known: sqlite3.Connection, name: str, note: EventNote) -> list[str]:
    """The earlier events that an event is: the one of its id first, then those of its claims."""
    found = known.execute("SELECT id FROM notes WHERE id=?", (name,)).fetchall()
    for claim in note.claims:
        found += known.execute("SELECT id FROM owners WHERE claim=?", ("\0".join(claim),))
    return [one for (one,) in found]


def _change(before: EventNote, after: EventNote) -> Change | None:
    if (before.place_id, before.lat, before.lon) != (after.place_id, after.lat, after.lon):
        return "moved"
    if (before.type, before.start, before.actors) != (after.type, after.start, after.actors):
        return "changed"
    return None
