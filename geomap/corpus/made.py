"""What a build has made, as the writers of files and maps take it: in streams, never whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from geomap.layers import Layers, Totals, framed, summed, typed
from geomap.maps.book import Block, Book, Stretch
from geomap.maps.cards import Cards
from geomap.maps.pieces import Names
from geomap.store import read_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geomap.corpus.blocks import Blocks
    from geomap.corpus.joining import Joiner
    from geomap.corpus.periods import Periods
    from geomap.corpus.shelves import Shelves
    from geomap.gazetteer.actors import ActorTable
    from geomap.store import Store


@dataclass(slots=True, kw_only=True)
class Made:
    """The stretches of a build, and what is counted over all of them."""

    store: Store
    actors: ActorTable
    blocks: Blocks
    periods: Periods
    shelves: Shelves
    totals: Totals = field(default_factory=Totals)
    summed: Mapping[str, Any] = field(default_factory=dict)
    """The layers of which all articles together have a row: places, actors, event types."""

    def count(self) -> None:
        """Add up what the stretches count."""
        self.totals.add(self.blocks.totals)
        self.totals.add(self.periods.totals)
        self.summed = summed(self.totals, self.store.place, self.actors)

    def book(self, joiner: Joiner) -> Book:
        """What the maps are made of; pages that are as they were come from the last build."""
        return Book(
            totals=self.totals,
            places=self.summed["places"],
            actors=self.summed["actors"],
            events=[
                self._stretch(key, one.events)
                for key, one in zip(self.periods.keys, self.periods.finished, strict=True)
                if one.events
            ],
            blocks=[
                Block(
                    claims=self._stretch(linked, counts.claims),
                    mentions=self._stretch(key, counts.bare),
                    articles=partial(self.blocks.table, linked, "articles"),
                    cards=partial(self._cards, linked),
                )
                for key, linked, counts in zip(
                    self.blocks.keys, self.shelves.linked, self.blocks.counts, strict=True
                )
            ],
            kept=self._kept,
            keep=joiner.keep,
        )

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        digest = hashlib.blake2b(f"{self.blocks.about} {name}".encode(), digest_size=16)
        if not self.store.wants(digest.digest()):
            self.store.keep(digest.digest(), {"made": make().encode()})
        return self.store.part(digest.digest(), "made").decode()

    def _stretch(self, key: bytes, items: int) -> Stretch:
        names = msgspec.msgpack.Decoder(Names).decode
        return Stretch(
            key=key.hex(),
            items=items,
            names=lambda: names(self.store.part(key, "names")),
            block=lambda: self.store.part(key, "piece").decode(),
        )

    def _cards(self, key: bytes) -> Cards:
        return msgspec.msgpack.decode(self.store.part(key, "cards"), type=Cards)

    def articles(self) -> Iterator[tuple[str, Layers]]:
        """Text and layers of each article, one at a time."""
        from geomap.maps.reading import by_article

        texts = ((one.article.id, one.article.text) for one in self.store.annotations())
        parts = (one for layers in self._layers() for one in by_article(layers))
        for (name, text), (same, layers) in zip(texts, parts, strict=True):
            assert name == same  # noqa: S101 - both are in the order of ids
            yield text, layers

    def _layers(self) -> Iterator[Layers]:
        """The layers of each block alone; of events, what the pages of articles tell of them."""
        empty = typed("event_actors", [])
        for key, linked, counts in zip(
            self.blocks.keys, self.shelves.linked, self.blocks.counts, strict=True
        ):
            keys = {"mentions": key, "claims": linked, "articles": linked}
            tables = {name: self.blocks.table(one, name) for name, one in keys.items()}
            seen = {*tables["mentions"]["place_key"].to_pylist()}
            shapes = {one: self.store.place(one)[1] for one in seen if one}
            frames: dict[str, Any] = {
                name: framed(name, table, shapes) for name, table in tables.items()
            }
            links = read_links(self.store.links(counts.first, counts.last))
            events = [{"event_id": one, "n_sources": n} for one, n in sorted({*links.values()})]
            frames |= {"events": typed("events", events), "event_actors": empty}
            yield Layers(**frames, **self.summed)
