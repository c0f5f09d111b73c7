"""What is counted over all rows: a stretch of them at a time, for a corpus of any size."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

#: Date precisions that say too little for a week.
_ROUGH = {"month", "year"}


@dataclass(slots=True, kw_only=True)
class Totals:
    """Counts of rows; those of several stretches add up (`add`)."""

    claims: int = 0
    mentions: int = 0
    drawn: int = 0
    """Mentions that are drawn."""
    events: int = 0
    placed: int = 0
    """Events that are drawn."""
    rough: int = 0
    """Events dated to a month or year only."""
    undated: int = 0
    days: dict[str, int] = field(default_factory=dict)
    """Events by day, ISO 8601, less the rough ones."""
    types: dict[str, int] = field(default_factory=dict)
    """Events by type."""
    claim_types: dict[str, int] = field(default_factory=dict)
    drawn_types: dict[str, int] = field(default_factory=dict)
    """Drawn events by type."""
    precisions: dict[str, int] = field(default_factory=dict)
    """Drawn mentions by precision."""
    place_mentions: dict[str, int] = field(default_factory=dict)
    """Drawn mentions by ``place_key``."""
    place_events: dict[str, int] = field(default_factory=dict)
    """Drawn events by ``place_key``."""
    actor_names: dict[str, str] = field(default_factory=dict)
    """Of all that act, are acted upon, or are meant by a mention; by id."""
    actor_mentions: dict[str, int] = field(default_factory=dict)
    actor_events: dict[str, int] = field(default_factory=dict)
    """Events by each actor that has a part in them."""

    def add(self, other: Totals) -> None:
        """Take the counts of another stretch in."""
        for name in Totals.__slots__:
            own, value = getattr(self, name), getattr(other, name)
            if isinstance(value, int):
                setattr(self, name, own + value)
            elif name == "actor_names":
                own.update(value)
            else:
                own.update({key: own.get(key, 0) + number for key, number in value.items()})


def totals_of_articles(mentions: pa.Table, claims: pa.Table) -> Totals:
    """The counts of the mentions and claims of some articles."""
    drawn = mentions.filter(mentions["drawn"])
    spoken = mentions.filter(mentions["actor_id"].is_valid()).select(["actor_id", "actor"])
    names = zip(*(column.to_pylist() for column in spoken.columns), strict=True)
    return Totals(
        mentions=len(mentions),
        drawn=len(drawn),
        claims=len(claims),
        claim_types=_counted(claims, "event_type"),
        precisions=_counted(drawn, "precision"),
        place_mentions=_counted(drawn, "place_key"),
        actor_names=dict(names),
        actor_mentions=_counted(spoken, "actor_id"),
    )


def totals_of_events(events: pa.Table, event_actors: pa.Table) -> Totals:
    """The counts of some events, and of who had a part in them."""
    drawn = events.filter(events["drawn"])
    dates = events["event_date"].to_pylist()
    precise = [one not in _ROUGH for one in events["date_precision"].to_pylist()]
    days = [day.isoformat() for day, sharp in zip(dates, precise, strict=True) if day and sharp]
    acting = {
        (row["event_id"], row["actor_id"]): row["actor"]
        for row in event_actors.select(["event_id", "actor_id", "actor"]).to_pylist()
    }
    return Totals(
        events=len(events),
        placed=len(drawn),
        undated=sum(day is None for day in dates),
        rough=sum(day is not None and not sharp for day, sharp in zip(dates, precise, strict=True)),
        days=dict(Counter(days)),
        types=_counted(events, "event_type"),
        drawn_types=_counted(drawn, "event_type"),
        place_events=_counted(drawn, "place_key"),
        actor_names={actor: name for (_event, actor), name in acting.items()},
        actor_events=dict(Counter(actor for _event, actor in acting)),
    )


def _counted(table: pa.Table, column: str) -> dict[str, int]:
    return dict(Counter(value for value in table[column].to_pylist() if value is not None))
