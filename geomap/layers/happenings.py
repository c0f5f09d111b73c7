"""Events -> the layers `events` and `event_actors`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.layers.frames import CRS, framed
from geomap.layers.parts import table_of
from geomap.layers.rows import ActorsById, Row, actor_key, toll_row, who_row
from geomap.layers.schema import DTYPES, EVENT_ACTORS, EVENTS, PLACES, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.model import Event

_NAMES = [column.name for column in EVENTS]
#: What an event has of the claim that it begins with.
_TOLD = ["article_id", "article_title", "published", "source", "url", "quote", "quote_start"]
#: What it has of the mention that gives its place, and what of it only where it is drawn.
_SEEN = ["role", "status", "score"]
_PLACED = [column.name for column in PLACES if column.name in _NAMES]
#: What an event tells each of its actors' rows.
_SHARED = [column.name for column in EVENT_ACTORS if column.name in _NAMES]


def event_frame(events: Sequence[Event], claims: DataFrame, mentions: GeoDataFrame) -> GeoDataFrame:
    """One row an event, by day and id, those without a day last.

    Args:
        events: as linked.
        claims: the layer of claims; every claim of the events is in it.
        mentions: the layer of mentions.
    """
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame(framed("events", table_of("events", list(map(_own_row, events))), {}))
    first = pd.Index(claims["claim_id"]).get_indexer(
        pd.Index([f"{one}/{claim}" for one, claim in (event.claims[0] for event in events)])
    )
    seen = pd.Index(mentions["mention_id"]).get_indexer(
        pd.Index(["/".join(event.place_mention or ()) for event in events])
    )
    # An event may stand only where a mention of its own may.
    drawn = np.append(mentions["drawn"].to_numpy(dtype=bool), False)[seen]
    drawn &= np.array([event.place is not None for event in events], dtype=bool)
    placed = np.where(drawn, seen, -1)
    for names, source, rows in (
        (_TOLD, claims, first), (_SEEN, mentions, seen), (_PLACED, mentions, placed),
    ):  # fmt: skip
        taken = pd.DataFrame(source)[names].reset_index(drop=True).reindex(rows)
        frame[names] = taken.set_axis(frame.index)
    frame["drawn"] = drawn
    frame["review"] = _reviews(events, claims)
    _date(frame)
    frame = frame[_NAMES].astype({column.name: DTYPES[column.type] for column in EVENTS})
    shapes: Any = np.array([*mentions.geometry, None], dtype=object)[placed]
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


def _reviews(events: Sequence[Event], claims: DataFrame) -> list[str | None]:
    """What an analyst made of the claims of each event, each answer once."""
    made = claims[["claim_id", "review"]].dropna()
    known = dict(zip(made["claim_id"], made["review"], strict=True))
    said = [{known.get(f"{one}/{claim}") for one, claim in event.claims} for event in events]
    return [SEPARATOR.join(sorted(filter(None, one))) or None for one in said]


def event_actor_frame(
    events: Sequence[Event], happened: GeoDataFrame, actors: ActorsById
) -> GeoDataFrame:
    """One row an event and actor, by event id; an actor once for each part it has.

    Args:
        events: as linked.
        happened: the layer of events.
        actors: the actor table, for names and sides.
    """
    import geopandas as gpd
    import pandas as pd

    ordered = sorted(events, key=lambda event: event.id)
    rows: list[dict[str, Any]] = []
    for event in ordered:
        mine: dict[tuple[str, str], Row] = {}
        for part, refs in (("actor", event.actors), ("target", event.targets)):
            for ref in refs:
                known = actors.by_id(ref.id) if ref.id else None
                own: Row = {"event_id": event.id, "part": part, "actor_id": actor_key(ref)}
                own["actor"] = known.name if known else ref.name
                own["side"] = known.side if known else None
                mine.setdefault((part, own["actor_id"]), own)
        rows += mine.values()
    frame = pd.DataFrame(framed("event_actors", table_of("event_actors", rows), {}))
    at = pd.Index(happened["event_id"]).get_indexer(pd.Index(frame["event_id"]))
    taken = pd.DataFrame(happened)[_SHARED].take(at)
    frame[_SHARED] = taken.set_axis(frame.index)
    shapes = happened.geometry.to_numpy()[at]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)
