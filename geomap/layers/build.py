"""Parts and events -> `Layers`: what only all articles together can say is added here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geomap.events.triggers import event_types
from geomap.layers.frames import Layers, framed, typed
from geomap.layers.happenings import EventPart, event_actor_frame, event_frame, event_part
from geomap.layers.parts import LAYERS, Part, arrow_schema, part_of, uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.layers.rows import ActorLike, ActorsById, Row
    from geomap.model import Annotation, Event

#: Steps from a person to the body they speak for; a loop in the table ends here.
_DEEPEST = 5


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
    return layers_of([part_of(found, actors)], [event_part(events, actors)], actors, groups)


@uncollected()
def layers_of(
    parts: Iterable[Part],
    events: Iterable[EventPart],
    actors: ActorsById,
    groups: Mapping[str, str],
) -> Layers:
    """The layers of all articles, as `build_layers` makes them.

    Args:
        parts: rows of the articles, in the order of article ids.
        events: rows of the events that link their claims, in any order.
        actors: the actor table.
        groups: article id -> id of the article that it is a copy of, or its own.
    """
    import pyarrow as pa

    shapes: dict[str, bytes] = {}
    tables: dict[str, list[Any]] = {name: [arrow_schema(name).empty_table()] for name in LAYERS}
    for part in parts:
        shapes |= part.shapes
        for name in LAYERS:
            tables[name].append(getattr(part, name))
    frames: dict[str, Any] = {
        name: framed(name, pa.concat_tables(tables.pop(name)), shapes) for name in LAYERS
    }
    mentions, claims = frames["mentions"], frames["claims"]
    found = [event_part([], actors), *events]
    rows, involved, links = (
        pa.concat_tables([getattr(one, name) for one in found])
        for name in ("rows", "involved", "links")
    )
    claims["event_id"] = _event_ids(claims, links)
    happened = event_frame(rows, claims, mentions)
    acting = event_actor_frame(involved, happened)
    return Layers(
        mentions=mentions,
        claims=claims,
        events=happened,
        event_actors=acting,
        places=_places(mentions, happened),
        articles=_articles(frames["articles"], claims, groups),
        actors=typed("actors", _actor_rows(acting, mentions, actors)),
        event_types=typed("event_types", _type_rows(claims, happened)),
    )


def _event_ids(claims: DataFrame, links: pa.Table) -> Any:
    """The event of each claim."""
    import numpy as np
    import pandas as pd

    known = links.to_pandas()
    at = pd.Index(known["claim_id"]).get_indexer(pd.Index(claims["claim_id"]))
    return known["event_id"].reindex(np.where(at < 0, len(known), at)).set_axis(claims.index)


def _places(mentions: GeoDataFrame, events: GeoDataFrame) -> Any:
    """One row a drawn place, by key."""
    import pandas as pd

    drawn: list[Any] = [frame[frame["drawn"]] for frame in (mentions, events)]
    names = [name for name in arrow_schema("places").names if name in mentions]
    marks = pd.concat([frame[[*names, "geometry"]] for frame in drawn], ignore_index=True)
    places = marks.drop_duplicates("place_key").sort_values("place_key", ignore_index=True)
    for name, frame in zip(("n_mentions", "n_events"), drawn, strict=True):
        counts = frame["place_key"].value_counts()
        places[name] = places["place_key"].map(counts).fillna(0).astype("Int64")
    return places[[*arrow_schema("places").names, "geometry"]]


def _articles(articles: DataFrame, claims: DataFrame, groups: Mapping[str, str]) -> DataFrame:
    ids = articles["article_id"]
    others: Any = [None if groups.get(own, own) == own else groups[own] for own in ids]
    linked = claims.groupby("article_id")["event_id"].nunique()
    counts = ids.map(linked).fillna(0).astype("Int64")
    return articles.assign(copy_of=others, n_events=counts).astype({"copy_of": "str"})


def _actor_rows(involved: DataFrame, mentions: DataFrame, actors: ActorsById) -> list[Row]:
    """One row an actor of any event, or that a mention stands for; by id."""
    spoken = mentions[["actor_id", "actor"]].dropna(subset="actor_id")
    names = dict(zip(spoken["actor_id"], spoken["actor"], strict=True))
    names |= dict(zip(involved["actor_id"], involved["actor"], strict=True))
    events = involved[["actor_id", "event_id"]].drop_duplicates()["actor_id"].value_counts()
    counts = spoken["actor_id"].value_counts()
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
                "n_events": int(events.get(actor_id, 0)),
                "n_mentions": int(counts.get(actor_id, 0)),
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


def _type_rows(claims: DataFrame, events: DataFrame) -> list[Row]:
    """One row an event type that occurs, by id; a type that the table lacks has its id alone."""
    known = event_types()
    counted = events["event_type"].value_counts()
    rows = []
    for name in sorted({*claims["event_type"], *events["event_type"]}):
        row = asdict(known[name]) if name in known else {}
        rows.append({**row, "event_type": name, "n_events": int(counted.get(name, 0))})
    return rows
