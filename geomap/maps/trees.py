"""The layers as people see them: side -> actor, outlet -> article; leaves have numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.layers.style import (
    FAMILY_HUES,
    NEUTRAL,
    SHAPES,
    event_family,
    event_label,
    label,
    symbols,
    type_symbols,
)
from geomap.maps.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.maps.cards import Cards
    from geomap.maps.columns import Row

NO_ACTOR = "No actor named"
UNKNOWN_SIDE = "Others and unknown"
UNKNOWN_OUTLET = "Outlet unknown"
#: A hue an article while hues suffice, else a hue an outlet.
MOST_HUES = 8


def symbol_row(symbol: Any) -> Row:
    """Hue and number of the shape."""
    return {"hue": symbol.hue, "shape": SHAPES.index(symbol.shape)}


def type_rows(counts: Mapping[str, int]) -> tuple[list[str], list[Row]]:
    """Event types by family, the most frequent of a family first: their ids, and what is shown."""
    families = {name: event_family(name) for name in counts}
    order = [*FAMILY_HUES, *sorted(set(families.values()) - FAMILY_HUES.keys())]
    ids = sorted(counts, key=lambda name: (order.index(families[name]), -counts[name], name))
    rows = [
        {
            "id": clean(name),
            "label": clean(event_label(name)),
            "family": clean(label(families[name])),
            **symbol_row(symbol),
        }
        for name, symbol in type_symbols(ids).items()
    ]
    return ids, rows


def actor_tree(actors: list[Row]) -> tuple[list[Row], dict[str, int]]:
    """Side -> actor, the sides and actors of most events first; a hue a side.

    Returns:
        The tree, and the number of each actor's leaf; that of no actor is under "".
    """
    sides: dict[str, list[Row]] = {}
    for actor in actors:
        sides.setdefault(actor["side"] or UNKNOWN_SIDE, []).append(actor)
    order = sorted(sides, key=lambda side: (side == UNKNOWN_SIDE, -_events(sides[side]), side))
    styles = symbols([side for side in order if side != UNKNOWN_SIDE])
    tree: list[Row] = []
    numbers: dict[str, int] = {}
    for side in order:
        members = sorted(
            sides[side], key=lambda row: (-row["n_events"], -row["n_mentions"], row["actor_id"])
        )
        leaves = [
            {
                "leaf": numbers.setdefault(actor["actor_id"], len(numbers)),
                "label": clean(actor["actor"]),
                "named": int(actor["n_mentions"]),
            }
            for actor in members
        ]
        look = symbol_row(styles[side]) if side in styles else {"hue": NEUTRAL, "shape": 0}
        group = {"label": clean(label(side)), **look, "leaves": leaves}
        tree.append({**group, "events": _events(members), "unknown": side == UNKNOWN_SIDE})
    nobody = {"leaf": len(numbers), "label": NO_ACTOR}
    tree.append({"label": NO_ACTOR, "hue": NEUTRAL, "shape": 0, "leaves": [nobody]})
    return tree, {**numbers, "": len(numbers)}


def _events(actors: list[Row]) -> int:
    return sum(int(row["n_events"]) for row in actors)


def article_tree(articles: Cards) -> list[Row]:
    """Outlet -> article by day, undated ones last; a leaf has the number of its article."""
    outlets: dict[str, list[int]] = {}
    for number, outlet in enumerate(articles.outlet):
        outlets.setdefault(outlet or UNKNOWN_OUTLET, []).append(number)
    order = sorted(outlets, key=lambda name: (name == UNKNOWN_OUTLET, -len(outlets[name]), name))
    ids = [articles.key[number] for name in order for number in outlets[name]]
    each = symbols(ids) if len(ids) <= MOST_HUES else {}
    shared = symbols(order)

    def place(number: int) -> tuple[bool, int, str]:
        day = articles.day[number]
        return day is None, day or 0, articles.key[number]

    tree = []
    for name in order:
        leaves = [
            {
                "leaf": number,
                "label": articles.title[number],
                "day": articles.day[number],
                **(symbol_row(each[articles.key[number]]) if each else {}),
            }
            for number in sorted(outlets[name], key=place)
        ]
        tree.append({"label": clean(name), **symbol_row(shared[name]), "leaves": leaves})
    return tree
