"""What differs between two builds: articles by id, events by the claims that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    events: tuple[EventChange, ...]

    def count(self, change: Change) -> int:
        """How many events have changed in this way."""
        return sum(one.change == change for one in self.events)


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
    before: Mapping[str, EventNote], after: Mapping[str, EventNote]
) -> tuple[EventChange, ...]:
    """The events that are new, gone, moved to another place, or changed in type, day or actors.

    An event is the same as an earlier one if it has its id or else a claim of it: an event
    that one more article reports is no new event.

    Args:
        before: events of the earlier build by id.
        after: events of the later build by id.
    """
    owner = {claim: name for name, note in before.items() for claim in note.claims}
    met: set[str] = set()
    found = []
    for name, note in sorted(after.items()):
        same = name if name in before else next(
            (owner[claim] for claim in note.claims if claim in owner), None
        )  # fmt: skip
        if same is None:
            found.append(EventChange(change="new", id=name, event=note))
            continue
        met.update(owner[claim] for claim in note.claims if claim in owner)
        met.add(same)
        change = _change(before[same], note)
        if change is not None:
            found.append(EventChange(change=change, id=name, event=note, before=before[same]))
    gone = sorted(before.keys() - met)
    return (*found, *(EventChange(change="gone", id=name, event=before[name]) for name in gone))


def _change(before: EventNote, after: EventNote) -> Change | None:
    if (before.place_id, before.lat, before.lon) != (after.place_id, after.lat, after.lon):
        return "moved"
    if (before.type, before.start, before.actors) != (after.type, after.start, after.actors):
        return "changed"
    return None
