"""What the pages of a build show: tables that stay small, and pieces that are read one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from geomap.layers import framed, totals_of_articles, totals_of_events
from geomap.layers.parts import as_table
from geomap.maps.cards import Cards, cards_of_rows, joined
from geomap.maps.pieces import Piece, bare, claim_piece, event_piece, mention_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.layers import Layers, Totals
    from geomap.maps.head import View
    from geomap.maps.pieces import Names

#: Items of a page: more take a browser longer to open than people wait.
MOST = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece that is read when it is written."""

    items: int
    names: Callable[[], Names]
    block: Callable[[], str]
    key: str = ""
    """Pieces of one key are the same; "" where nobody asks."""

    @classmethod
    def of(cls, piece: Piece) -> Stretch:
        """A piece that is there."""
        return cls(items=piece.data["size"], names=lambda: piece.names, block=lambda: piece.block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some articles: their claims, and their mentions without one."""

    claims: Stretch
    mentions: Stretch
    articles: Callable[[], pa.Table]
    """Their rows of the layer."""
    cards: Callable[[], Cards]
    """The same, as the pages tell of them."""

    @property
    def items(self) -> int:
        """Of both."""
        return self.claims.items + self.mentions.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that the pages are made of."""

    totals: Totals
    places: GeoDataFrame
    """The layer: every place that is drawn."""
    actors: DataFrame
    """The layer."""
    events: Sequence[Stretch] = field(default_factory=list)
    """In the order of time."""
    blocks: Sequence[Block] = field(default_factory=list)
    """In the order of article ids."""
    kept: Callable[[str, Callable[[], str]], str] = lambda _name, make: make()
    """Gives what was made under a name, perhaps in an earlier build."""
    keep: Callable[[Path, str, Callable[[Path], object]], object] = lambda path, _key, write: write(
        path
    )
    """Puts the file of a key in its place; written where no earlier build has it."""

    @classmethod
    def of(cls, layers: Layers) -> Book:
        """The book of layers that are held in memory."""
        mentions, claims, events, acting = (
            as_table(name, getattr(layers, name))
            for name in ("mentions", "claims", "events", "event_actors")
        )
        totals = totals_of_articles(mentions, claims)
        totals.add(totals_of_events(events, acting))
        return cls(
            totals=totals,
            places=layers.places,
            actors=layers.actors,
            events=[Stretch.of(event_piece(_plain(layers.events), _claims(layers)))],
            blocks=[block_of(layers)],
        )

    def articles(self) -> Iterator[DataFrame]:
        """The layer of articles, block by block."""
        return (framed("articles", block.articles(), {}) for block in self.blocks)


def block_of(layers: Layers) -> Block:
    """The articles of layers that are held in memory."""
    mentions, claims = _plain(layers.mentions), _claims(layers)
    return Block(
        claims=Stretch.of(claim_piece(claims)),
        mentions=Stretch.of(mention_piece(bare(mentions, claims))),
        articles=lambda: as_table("articles", layers.articles),
        cards=lambda: cards_of_rows(layers.articles),
    )


def _claims(layers: Layers) -> DataFrame:
    """The layer of claims, with what pieces tell of their mentions and events."""
    relations = layers.mentions.set_index("mention_id")["relation"]
    sources = layers.events.set_index("event_id")["n_sources"]
    claims = _plain(layers.claims)
    return claims.assign(
        relation=claims["mention_id"].map(relations), n_sources=claims["event_id"].map(sources)
    )


def _plain(frame: Any) -> DataFrame:
    """A layer without its geometry."""
    return pd.DataFrame(frame.drop(columns="geometry"))


def runs(book: Book, view: View) -> list[slice]:
    """The stretches of each page: events in the order of time, or articles in that of their ids.

    The last page is the fullest: it has the newest, which people look for first.
    """
    stretches: Sequence[Stretch | Block] = book.events if view == "actor" else book.blocks
    sizes = [one.items for one in stretches]
    if view == "actor" and sum(sizes) + sum(one.mentions.items for one in book.blocks) <= MOST:
        return [slice(0, len(sizes))]
    found: list[slice] = []
    end, held = len(sizes), 0
    for at in range(len(sizes) - 1, -1, -1):
        if held and held + sizes[at] > MOST:
            found.append(slice(at + 1, end))
            end, held = at + 1, 0
        held += sizes[at]
    return [slice(0, end), *reversed(found)]


def pieces_of(book: Book, view: View, run: slice, *, whole_book: bool) -> list[Stretch]:
    """The pieces of a page.

    Mentions without an event are on the page by actor where all of it fits one.
    """
    if view == "article":
        return [p for one in book.blocks[run] for p in (one.claims, one.mentions)]
    bare = [one.mentions for one in book.blocks] if whole_book else []
    return [*book.events[run], *bare]


def cards_of(book: Book, view: View, run: slice, names: Iterable[Names]) -> Cards:
    """The cards of the articles of a page, given what its pieces refer to."""
    if view == "article":
        return joined(one.cards() for one in book.blocks[run])
    named = {article for piece in names for article in piece.articles}
    return joined((one.cards() for one in book.blocks), named)
