"""Layers -> the columnar data of a map page, in the shape that ``assets/payload.js`` reads.

An *item* is what a page marks, counts and filters: an event (by actor), a claim (by article),
or a mention of a place without an event. A *statement* is what an article says of an item (see
`geomap.maps.statements`). A *leaf* of the tree is an actor or an article; an item hangs on one
or more. Columns refer to each other by row number; -1 is none. Texts are as in the layers,
through `clean`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from geomap.layers import SEPARATOR, records
from geomap.layers.style import CERTAINTIES, NEUTRAL, SHAPES, certainty
from geomap.maps.columns import Row, coded, days, grouped, said, split, whole
from geomap.maps.reading import FOLDER, page_name
from geomap.maps.text import clean, cleaned
from geomap.maps.trees import actor_tree, article_tree, type_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from geomap.layers import Layers
    from geomap.maps.statements import Statements

View = Literal["actor", "article"]
EVENT, MENTION = 0, 1


def payload(
    layers: Layers, found: Statements, view: View, title: str, *, pages: bool = False
) -> Row:
    """The data of the page that shows `layers` by actor or by article, without its statements.

    Args:
        layers: what was found.
        found: the statements of the same layers.
        view: which tree the layers hang on.
        title: heading of the page.
        pages: whether each article has a page of its own to link to.
    """
    if view == "actor":
        events = pd.DataFrame(layers.events.drop(columns="geometry"))
        tree, hang = actor_tree(records(layers.actors))
        ids = events["actor_ids"].fillna("") + SEPARATOR + events["target_ids"].fillna("")
        # Mentions hang on no actor: switching actors does not touch them.
        cells = pd.concat([ids, pd.Series([None] * len(found.mentions), dtype="str")])
        said_by = _said_of_events(events, found)
    else:
        sources = layers.events.set_index("event_id")["n_sources"]
        events = found.claims.assign(n_sources=found.claims["event_id"].map(sources))
        tree, hang = article_tree(records(layers.articles))
        cells = pd.concat([events["article_id"], found.mentions["article_id"]])
        said_by = None  # each item is the statement of its number
    table = pd.concat([events, found.mentions], ignore_index=True)
    id_column = "event_id" if view == "actor" else "claim_id"
    table["id"] = table[id_column].where(table.index < len(events), table["mention_id"])
    table["kind"] = np.where(table.index < len(events), EVENT, MENTION)
    places, place_keys = pd.factorize(table["place_key"].where(table["drawn"]))
    type_ids, types = type_rows(Counter(table["event_type"].dropna().tolist()))
    return {
        "view": view,
        "title": clean(title),
        "tree": tree,
        "items": {
            **_items(table),
            "place": places.tolist(),
            "type": pd.Index(type_ids).get_indexer(pd.Index(table["event_type"])).tolist(),
            "leaves": grouped(cells, hang),
            "said": said_by,
        },
        "actors": _people(table),
        "types": types,
        "places": _places(layers, list(place_keys)),
        "articles": {**found.articles, "page": _pages(layers) if pages else []},
        "style": {
            "neutral": NEUTRAL,
            "shapes": SHAPES,
            "certainties": [
                {"id": degree.id, "label": degree.label, "hue": degree.hue}
                for degree in CERTAINTIES
            ],
        },
    }


def _said_of_events(events: DataFrame, found: Statements) -> Row:
    """The statements of each event, then of each mention, as one column of lists."""
    number = {claim: row for row, claim in enumerate(found.claims["claim_id"].tolist())}
    values: list[int] = []
    ends: list[int] = []
    for cell in events["claim_ids"].tolist():
        values += [number[claim] for claim in split(cell) if claim in number]
        ends.append(len(values))
    first = len(found.claims)
    after = range(1, len(found.mentions) + 1)
    return {
        "values": values + [first + n - 1 for n in after],
        "ends": ends + [len(values) + n for n in after],
    }


def _items(table: DataFrame) -> Row:
    """The columns that stand by themselves."""
    degree = {one.id: n for n, one in enumerate(CERTAINTIES)}
    told, kinds = pd.factorize(table["modality"] + " " + table["polarity"])
    degrees = [degree[certainty(*kind.split(" "))] for kind in kinds]
    return {
        "kind": table["kind"].tolist(),
        "id": cleaned(table["id"].tolist()),
        "certainty": np.array([*degrees, -1])[told].tolist(),
        "day": days(table["event_date"]),
        "start": days(table["date_start"]),
        "end": days(table["date_end"]),
        "dating": coded(table["date_precision"]),
        "score": whole(table["score"], 100),
        "sources": whole(table["n_sources"]),
        "deaths": whole(table["fatalities_best"]),
        "deaths_low": whole(table["fatalities_low"]),
        "deaths_high": whole(table["fatalities_high"]),
    }


def _people(table: DataFrame) -> Row:
    """Who did it and to whom: names, and for each item its numbers."""
    numbers: dict[str, int] = {}

    def members(cell: str) -> list[int]:
        return [numbers.setdefault(clean(name), len(numbers)) for name in split(cell)]

    columns = {who: grouped(table[who], members) for who in ("actors", "targets")}
    return {**columns, "names": list(numbers)}


def _pages(layers: Layers) -> list[str]:
    """Addresses of the pages of the articles."""
    return [f"{FOLDER}/{page_name(name)}" for name in layers.articles["article_id"].tolist()]


def _places(layers: Layers, keys: list[str]) -> Row:
    """The places that items are at, with their outlines."""
    from geomap.maps.outlines import outline

    frame: Any = layers.places.set_index("place_key").loc[keys]
    found = records(frame.drop(columns="geometry"))
    return {
        "name": [clean(row["place_name"]) for row in found],
        "id": [clean(row["place_id"]) for row in found],
        "kind": [row["place_kind"] for row in found],
        "country": [said(row["country"]) for row in found],
        "admin1": [said(row["admin1"]) for row in found],
        "lat": [round(row["lat"], 5) for row in found],
        "lon": [round(row["lon"], 5) for row in found],
        "precision": [row["precision"] for row in found],
        "radius": [round(row["radius_km"] or 0.0, 2) for row in found],
        "outline": [outline(shape) for shape in frame.geometry],
    }
