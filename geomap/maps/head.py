"""The head of a map page: its tree, types, places and articles, and the numbers of its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Literal

from geomap.layers import records
from geomap.layers.style import CERTAINTIES, NEUTRAL, SHAPES
from geomap.maps.columns import Row, said
from geomap.maps.reading import FOLDER, page_name
from geomap.maps.text import clean
from geomap.maps.trees import actor_tree, article_tree, type_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.maps.cards import Cards
    from geomap.maps.pieces import Names

View = Literal["actor", "article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the pieces of a page refer to."""

    places: GeoDataFrame
    """Rows of the layer, of all places that they refer to."""
    articles: Cards
    """Of all articles that they refer to."""
    actors: DataFrame
    """The layer."""
    types: dict[str, int]
    """Events by type; every type that they refer to."""


def head(
    view: View, title: str, pieces: Sequence[Names], around: Around, *, pages: bool = False
) -> Row:
    """The data of a page by actor or by article, without its pieces.

    Args:
        view: which tree the items hang on.
        title: heading of the page.
        pieces: what the pieces of the page refer to, in their order.
        around: the rows of these.
        pages: whether each article has a page of its own to link to.
    """
    articles = around.articles
    if view == "actor":
        tree, leaf_of = actor_tree(records(around.actors))
    else:
        tree, leaf_of = article_tree(articles), dict[str, int]()
    type_ids, rows = type_rows(around.types)
    used = list(dict.fromkeys(chain.from_iterable(names.places for names in pieces)))
    numbers = {
        "place": {key: number for number, key in enumerate(used)},
        "type": {name: number for number, name in enumerate(type_ids)},
        "article": {name: number for number, name in enumerate(articles.key)},
        "leaf": leaf_of,
    }
    return {
        "view": view,
        "title": clean(title),
        "tree": tree,
        "types": rows,
        "places": _places(around.places, used),
        "articles": {
            **articles.columns(),
            "page": [f"{FOLDER}/{page_name(name)}" for name in articles.key] if pages else [],
        },
        "style": {
            "neutral": NEUTRAL,
            "shapes": SHAPES,
            "certainties": [
                {"id": degree.id, "label": degree.label, "hue": degree.hue}
                for degree in CERTAINTIES
            ],
        },
        "pieces": [_numbered(names, numbers) for names in pieces],
    }


def _numbered(names: Names, numbers: dict[str, dict[str, int]]) -> Row:
    """The numbers of the page for those of a piece."""
    told = {
        "place": names.places, "type": names.types, "article": names.articles, "leaf": names.leaves,
    }  # fmt: skip
    # An id that holds what joins ids in a cell is known under no leaf.
    nobody = repeat(numbers["leaf"].get("", -1))
    return {kind: list(map(numbers[kind].get, own, nobody)) for kind, own in told.items()}


def _places(places: GeoDataFrame, keys: list[str]) -> Row:
    """The places that items are at, with their outlines."""
    from geomap.maps.outlines import outline

    frame: Any = places.set_index("place_key").loc[keys]
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
