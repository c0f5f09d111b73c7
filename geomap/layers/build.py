"""Parts and events -> `Layers`: what only all articles together can say is added here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geomap.events.what.vocabulary import event_types
from geomap.layers.frames import Layers, framed, typed
from geomap.layers.happenings import event_part
from geomap.layers.parts import Part, arrow_schema, part_of
from geomap.layers.totals import Totals, totals_of_articles, totals_of_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pyarrow as pa

    from geomap.layers.rows import ActorLike, ActorsById, Row
    from geomap.model import Annotation, Event

#: Steps from a person to the body they speak for; a loop in the table ends here.
_DEEPEST = 5
#: Claim id -> id and number of sources of its event.
Links = dict[str, tuple[str, int]]


def build_layers(
    annotations: Iterable[Annotation],
    events: Sequence[Event],
    actors: ActorsById,
    groups: Mapping[str, str],
) -> Layers:
    """Tables of everything found, EPSG:4326, in an order that depends on the content alone.

    A build makes the same tables a stretch at a time (`geomap.corpus`).

    Args:
        annotations: what was found, article by article; each article id once.
        events: the events that link their claims.
        actors: the actor table (`by_id`), for names and sides.
        groups: article id -> id of the article that it is a copy of, or its own.

    Returns:
        The layers. Every mention and claim is a row; text is as written, never escaped.
    """
    part = part_of(sorted(annotations, key=lambda annotation: annotation.article.id), actors)
    made = event_part(events, part.claims, actors)
    links = {row["claim_id"]: (row["event_id"], row["n_sources"]) for row in made.links.to_pylist()}
    claims, articles = joined(part, links, groups)
    totals = totals_of_articles(part.mentions, part.claims)
    totals.add(totals_of_events(made.events, made.event_actors))
    tables = {
        "mentions": part.mentions, "claims": claims, "articles": articles,
        "events": made.events, "event_actors": made.event_actors,
    }  # fmt: skip
    frames: dict[str, Any] = {
        name: framed(name, table, part.shapes) for name, table in tables.items()
    }
    return Layers(**frames, **summed(totals, lambda key: part.places[key], actors))


def joined(part: Part, links: Links, groups: Mapping[str, str]) -> tuple[pa.Table, pa.Table]:
    """The claims of a part with their events, and its articles with what they are copies of.

    Args:
        part: rows of some articles.
        links: the events of their claims, and perhaps of others.
        groups: article id -> id of the article that it is a copy of, or its own.
    """
    import pyarrow as pa

    ids = [links.get(claim, (None, 0))[0] for claim in part.claims["claim_id"].to_pylist()]
    told: dict[str, set[str]] = {}
    for article, event in zip(part.claims["article_id"].to_pylist(), ids, strict=True):
        if event is not None:
            told.setdefault(article, set()).add(event)
    names = part.articles["article_id"].to_pylist()
    copies = [None if groups.get(own, own) == own else groups[own] for own in names]
    counts = [len(told.get(own, ())) for own in names]
    return (
        _with(part.claims.select(arrow_schema("claims").names), event_id=ids),
        _with(part.articles, copy_of=pa.array(copies, type=pa.large_string()), n_events=counts),
    )


def _with(table: pa.Table, **columns: Any) -> pa.Table:
    import pyarrow as pa

    for name, values in columns.items():
        at = table.schema.get_field_index(name)
        field = table.schema.field(at)
        table = table.set_column(at, field, pa.array(values, type=field.type))
    return table


def summed(
    totals: Totals, place: Callable[[str], tuple[Row, bytes]], actors: ActorsById
) -> dict[str, Any]:
    """The layers that have a row for all articles together: places, actors, event types.

    Args:
        totals: the counts of all rows.
        place: columns and WKB of a place by its key.
        actors: the actor table, for names and sides.
    """
    import shapely

    keys = sorted(totals.place_mentions.keys() | totals.place_events.keys())
    found = [place(key) for key in keys]
    shapes = shapely.from_wkb([wkb for _row, wkb in found])
    places = [
        {
            **row,
            "n_mentions": totals.place_mentions.get(key, 0),
            "n_events": totals.place_events.get(key, 0),
            "geometry": shape,
        }
        for key, (row, _wkb), shape in zip(keys, found, shapes, strict=True)
    ]
    return {
        "places": typed("places", places),
        "actors": typed("actors", _actor_rows(totals, actors)),
        "event_types": typed("event_types", _type_rows(totals)),
    }


def _actor_rows(totals: Totals, actors: ActorsById) -> list[Row]:
    """One row an actor of any event, or that a mention stands for; by id."""
    rows = []
    for actor_id, name in sorted(totals.actor_names.items()):
        known = actors.by_id(actor_id)
        parent = actors.by_id(known.parent) if known and known.parent else None
        rows.append(
            {
                "actor_id": actor_id,
                "actor": name,
                "kind": known.kind if known else None,
                "body": _body(known, actors),
                "side": known.side if known else None,
                "parent": parent.name if parent else None,
                "country": known.country if known else None,
                "n_events": totals.actor_events.get(actor_id, 0),
                "n_mentions": totals.actor_mentions.get(actor_id, 0),
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


def _type_rows(totals: Totals) -> list[Row]:
    """One row an event type that occurs, by id; a type that the table lacks has its id alone."""
    known = event_types()
    rows = []
    for name in sorted({*totals.claim_types, *totals.types}):
        row = asdict(known[name]) if name in known else {}
        rows.append({**row, "event_type": name, "n_events": totals.types.get(name, 0)})
    return rows
