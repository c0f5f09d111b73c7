"""Rows -> pieces of a map page: data in columns, in the shape that ``assets/payload.js`` joins.

An *item* is what a page marks, counts and filters: an event (by actor), a claim (by article), or
a mention of a place without an event. A *statement* is what an article says of an item: a claim,
or such a mention. A *leaf* of the tree is an actor or an article; an item hangs on one or more.

A piece holds some items and their statements. It refers to places, types, leaves and articles by
numbers of its own, so that it depends on no other piece; its `Names` say what they number, and
the head of a page (`geomap.maps.head`) gives the numbers of the page in their stead. -1 is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geomap.layers import SEPARATOR
from geomap.layers.style import CERTAINTIES, certainty
from geomap.maps.columns import Row, coded, days, grouped, split, whole
from geomap.maps.text import clean, cleaned, data_block, utf16

if TYPE_CHECKING:
    from pandas import DataFrame

EVENT, MENTION = 0, 1
#: Length from which a piece is packed, characters.
PACKED_FROM = 60_000
#: The class that the page finds its pieces by.
CLASS = "geomap-piece"
#: Column of the page -> column of the layers.
_TEXTS = {
    "source": "attributed_to",
    "cue": "attribution_cue",
    "review": "review",
    "modality": "modality",
    "when": "date_text",
    "why_place": "place_reason",
    "word": "place_text",
    "relation": "relation",
    "others": "alternatives",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the numbers of a piece stand for."""

    places: list[str]
    """``place_key``."""
    types: list[str]
    articles: list[str]
    leaves: list[str]
    """Ids of actors, "" for none; empty where items hang on their articles, or on nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some items and their statements."""

    data: Row
    names: Names

    @property
    def block(self) -> str:
        """The data as a script element."""
        return data_block(CLASS, self.data, PACKED_FROM, by="class")


def event_piece(events: DataFrame, claims: DataFrame) -> Piece:
    """Events, and what articles say of them.

    Args:
        events: rows of the layer.
        claims: their claims, with the column ``relation`` of the mention they are put at.
    """
    number = {claim: row for row, claim in enumerate(claims["claim_id"].tolist())}
    values: list[int] = []
    ends: list[int] = []
    for cell in events["claim_ids"].tolist():
        values += [number[claim] for claim in split(cell) if claim in number]
        ends.append(len(values))
    leaves: dict[str, int] = {}

    def hang(cell: str) -> list[int]:
        found = dict.fromkeys(name for name in split(cell) if name)
        return [leaves.setdefault(name, len(leaves)) for name in found or [""]]

    cells = events["actor_ids"].fillna("") + SEPARATOR + events["target_ids"].fillna("")
    said = {"values": values, "ends": ends}
    items = events.assign(kind=EVENT, id=events["event_id"])
    return _piece(items, claims, said, grouped(cells, hang), leaves)


def claim_piece(claims: DataFrame) -> Piece:
    """Claims, which are items and statements in one.

    Args:
        claims: rows of the layer, with the columns ``relation`` of the mention they are put at
            and ``n_sources`` of their event.
    """
    return _piece(claims.assign(kind=EVENT, id=claims["claim_id"]), claims)


def mention_piece(mentions: DataFrame) -> Piece:
    """Mentions, which are items and statements in one.

    Args:
        mentions: rows of the layer: those that are drawn and that no claim is put at.
    """
    spans = [
        f"place {start - quote} {start - quote + len(text)}"
        for start, quote, text in zip(
            mentions["start"].tolist(),
            mentions["quote_start"].tolist(),
            mentions["text"].tolist(),
            strict=True,
        )
    ]
    said = mentions.assign(
        place_text=mentions["text"], event_date=mentions["published"], spans=spans
    )
    return _piece(said.assign(kind=MENTION, id=said["mention_id"]), said)


def bare(mentions: DataFrame, claims: DataFrame) -> DataFrame:
    """The mentions that are items: drawn ones that no claim is put at."""
    told = claims["mention_id"][claims["drawn"].astype(bool)]
    return mentions[mentions["drawn"].astype(bool) & ~mentions["mention_id"].isin(told)]


def _piece(
    items: DataFrame,
    statements: DataFrame,
    said: Row | None = None,
    leaves: Row | None = None,
    actors: dict[str, int] | None = None,
) -> Piece:
    places, keys = pd.factorize(items["place_key"].where(items["drawn"].astype(bool)))
    types, ids = pd.factorize(_column(items, "event_type"))
    articles, names = pd.factorize(statements["article_id"])
    data = {
        "size": len(items),
        "items": {
            **_items(items),
            "place": places.tolist(),
            "type": types.tolist(),
            "leaves": leaves,
            "said": said,
        },
        "actors": _people(items),
        "statements": {"article": articles.tolist(), **_statements(statements)},
    }
    own = Names(places=list(keys), types=list(ids), articles=list(names), leaves=list(actors or ()))
    return Piece(data=data, names=own)


def _column(table: DataFrame, name: str) -> Any:
    """A column of a table, all missing where it has none."""
    if name in table:
        return table[name]
    return pd.Series([None] * len(table), index=table.index, dtype="str")


def _items(table: DataFrame) -> Row:
    """The columns that stand by themselves."""
    degree = {one.id: n for n, one in enumerate(CERTAINTIES)}
    told, kinds = pd.factorize(_column(table, "modality") + " " + _column(table, "polarity"))
    degrees = [degree[certainty(*kind.split(" "))] for kind in kinds]
    return {
        "kind": table["kind"].tolist(),
        "id": cleaned(table["id"].tolist()),
        "certainty": np.array([*degrees, -1])[told].tolist(),
        "day": days(table["event_date"]),
        "start": _dates(table, "date_start"),
        "end": _dates(table, "date_end"),
        "dating": coded(_column(table, "date_precision")),
        "score": whole(table["score"], 100),
        "sources": whole(_column(table, "n_sources")),
        "deaths": whole(_column(table, "fatalities_best")),
        "deaths_low": whole(_column(table, "fatalities_low")),
        "deaths_high": whole(_column(table, "fatalities_high")),
    }


def _dates(table: DataFrame, name: str) -> list[int | None]:
    return days(table[name]) if name in table else []


def _people(table: DataFrame) -> Row:
    """Who did it and to whom: names, and for each item its numbers."""
    numbers: dict[str, int] = {}

    def members(cell: str) -> list[int]:
        return [numbers.setdefault(clean(name), len(numbers)) for name in split(cell)]

    columns = {who: grouped(_column(table, who), members) for who in ("actors", "targets")}
    return {**columns, "names": list(numbers)}


def _statements(table: DataFrame) -> Row:
    """What articles say, as JSON data."""
    quotes = table["quote"].fillna("")
    denied = _column(table, "polarity") == "denied"
    return {
        "quote": coded(quotes),
        "marks": [
            _in_units(*pair)
            for pair in zip(table["spans"].fillna("").tolist(), quotes.tolist(), strict=True)
        ],
        "score": whole(table["score"], 100),
        "denied": denied.fillna(value=False).astype(int).tolist(),
        **{name: coded(_column(table, column)) for name, column in _TEXTS.items()},
    }


def _in_units(spans: str, quote: str) -> str:
    """``kind start end; ...`` with offsets as browsers count, in UTF-16 units."""
    if quote.isascii() or max(quote) <= "\uffff":
        return spans
    parts: list[tuple[Any, ...]] = [tuple(span.split()) for span in split(spans)]
    return SEPARATOR.join(
        f"{kind} {utf16(quote, int(start))} {utf16(quote, int(end))}" for kind, start, end in parts
    )
