"""Events -> the layers `events` and `event_actors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.layers.frames import CRS, framed
from geomap.layers.parts import table_of
from geomap.layers.rows import ActorsById, Row, actor_key, toll_row, who_row
from geomap.layers.schema import DTYPES, EVENT_ACTORS, EVENTS, PLACES, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.model import Event

_NAMES = [column.name for column in EVENTS]
#: What an event has of the claim that it begins with.
_TOLD = ["article_id", "article_title", "published", "source", "url", "quote", "quote_start"]
#: What it has of the mention that gives its place, and what of it only where it is drawn.
_SEEN = ["role", "status", "score"]
_PLACED = [column.name for column in PLACES if column.name in _NAMES]
#: Columns of `EventPart.rows` beside those of the layer: the claim that the event begins with,
#: the mention that gives its place, and whether it has one.
_FIRST, _SEEN_AT, _STANDS = "first_claim", "place_mention", "stands"
#: What an event tells each of its actors' rows.
_SHARED = [column.name for column in EVENT_ACTORS if column.name in _NAMES]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """Rows of some events, as far as the events alone tell."""

    rows: pa.Table
    """Columns of the layer, those of claims and mentions null, and three that find them."""
    involved: pa.Table
    """Rows of the layer `event_actors`, what they share with the event null."""
    links: pa.Table
    """``claim_id`` and ``event_id`` of each claim."""


def event_part(events: Sequence[Event], actors: ActorsById) -> EventPart:
    """The rows of events, in any order.

    Args:
        events: as linked.
        actors: the actor table, for names and sides.
    """
    import pyarrow as pa

    text = pa.large_string()
    named = [[f"{one}/{claim}" for one, claim in event.claims] for event in events]
    rows = table_of("events", [_own_row(event) for event in events])
    rows = rows.append_column(_FIRST, pa.array([claims[0] for claims in named], type=text))
    seen = ["/".join(event.place_mention) if event.place_mention else None for event in events]
    rows = rows.append_column(_SEEN_AT, pa.array(seen, type=text))
    stands = [event.place is not None for event in events]
    links = {
        "claim_id": pa.array([claim for claims in named for claim in claims], type=text),
        "event_id": pa.array(
            [event.id for event, claims in zip(events, named, strict=True) for _ in claims],
            type=text,
        ),
    }
    return EventPart(
        rows=rows.append_column(_STANDS, pa.array(stands, type=pa.bool_())),
        involved=table_of("event_actors", [r for e in events for r in _involved(e, actors)]),
        links=pa.table(links),
    )


def event_frame(rows: pa.Table, claims: DataFrame, mentions: GeoDataFrame) -> GeoDataFrame:
    """One row an event, by day and id, those without a day last.

    Args:
        rows: `EventPart.rows` of all events.
        claims: the layer of claims, with the event of each.
        mentions: the layer of mentions.
    """
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    first, seen = (
        pd.Index(frame[key]).get_indexer(pd.Index(rows[column].to_pandas()))
        for frame, key, column in ((claims, "claim_id", _FIRST), (mentions, "mention_id", _SEEN_AT))
    )
    # An event may stand only where a mention of its own may.
    marks: Any = mentions["drawn"].to_numpy(dtype=bool)
    drawn = (seen >= 0) & marks[seen] if len(marks) else np.zeros(len(seen), dtype=bool)
    drawn &= rows[_STANDS].to_numpy()
    placed = np.where(drawn, seen, -1)
    frame = pd.DataFrame(framed("events", rows.drop_columns([_FIRST, _SEEN_AT, _STANDS]), {}))
    for names, source, taken in (
        (_TOLD, claims, first), (_SEEN, mentions, seen), (_PLACED, mentions, placed),
    ):  # fmt: skip
        found = pd.DataFrame(source)[names].reset_index(drop=True).reindex(taken)
        frame[names] = found.set_axis(frame.index)
    frame["drawn"] = drawn
    frame["review"] = frame["event_id"].map(_reviews(claims)).astype("str")
    _date(frame)
    frame = frame[_NAMES].astype({column.name: DTYPES[column.type] for column in EVENTS})
    known: Any = np.append(np.asarray(mentions.geometry, dtype=object), [None])
    shapes = known[placed]
    whole = gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)
    return whole.sort_values(["event_date", "event_id"], ignore_index=True)


def _own_row(event: Event) -> Row:
    return {
        "event_id": event.id,
        "event_type": event.type,
        **who_row(event),
        "date_start": event.when.start,
        "date_end": event.when.end,
        "date_precision": event.when.precision,
        "date_text": event.when.text,
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
        "drawn": False,
    }


def _date(frame: DataFrame) -> None:
    """The days of the time line: as stated, else that of publication."""
    day = frame["date_start"].fillna(frame["date_end"]).fillna(frame["published"])
    frame["event_date"] = frame["event_start"] = day
    frame["event_end"] = frame["date_end"].fillna(day)


def _reviews(claims: DataFrame) -> dict[str, str]:
    """What an analyst made of the claims of events that were reviewed, each answer once."""
    made = claims[["event_id", "review"]].dropna().groupby("event_id")["review"].unique()
    return {str(event): SEPARATOR.join(sorted(said)) for event, said in made.items()}


def _involved(event: Event, actors: ActorsById) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for part, refs in (("actor", event.actors), ("target", event.targets)):
        for ref in refs:
            known = actors.by_id(ref.id) if ref.id else None
            own: Row = {"event_id": event.id, "part": part, "actor_id": actor_key(ref)}
            own["actor"] = known.name if known else ref.name
            own["side"] = known.side if known else None
            rows.setdefault((part, own["actor_id"]), own)
    return list(rows.values())


def event_actor_frame(involved: pa.Table, happened: GeoDataFrame) -> GeoDataFrame:
    """One row an event and actor, by event id; an actor once for each part it has.

    Args:
        involved: `EventPart.involved` of all events.
        happened: the layer of events.
    """
    import geopandas as gpd
    import pandas as pd

    frame = pd.DataFrame(framed("event_actors", involved, {}))
    frame = frame.sort_values("event_id", kind="stable", ignore_index=True)
    at = pd.Index(happened["event_id"]).get_indexer(pd.Index(frame["event_id"]))
    taken = pd.DataFrame(happened)[_SHARED].take(at)
    frame[_SHARED] = taken.set_axis(frame.index)
    shapes = happened.geometry.to_numpy()[at]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)
