"""The rows of articles with their events and copies, as GeoParquet partitions and page pieces.

A *shelf* is a run of blocks, or of periods, whose rows are one partition of each layer. Something
new changes the shelf that it falls on, and rarely one beside it.
"""

from __future__ import annotations

import hashlib
import io
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.layers import framed, joined, write_rows
from geomap.layers.parts import to_bytes
from geomap.store import read_links, runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa

    from geomap.corpus.blocks import Blocks
    from geomap.corpus.periods import Periods
    from geomap.store import Store

#: Blocks, or periods, of a shelf on average.
_USUAL = 8
#: Events of a period that is the last of its shelf, however few that has.
_LARGE = 1500
#: Name and keys of a block or period.
_Named = tuple[str, tuple[bytes, ...]]
#: The layers whose partitions are runs of blocks, and those whose are runs of periods.
BLOCK_LAYERS, PERIOD_LAYERS = ("mentions", "claims", "articles"), ("events", "event_actors")


@dataclass(slots=True, kw_only=True)
class Shelves:
    """The blocks and periods of a build, once events and copies are known."""

    store: Store
    blocks: Blocks
    periods: Periods
    linked: list[bytes] = field(default_factory=list)
    """Keys of what each block has with its events, once `prepare` is through."""
    _ids: list[str] = field(default_factory=list)
    """Of the articles that are copies, or have any."""
    _shelves: dict[tuple[str, ...], list[bytes]] = field(default_factory=dict)

    def prepare(self) -> None:
        """Make the fragments that the store has not."""
        blocks = self.blocks
        self._ids = sorted(self.blocks.copies)
        for key, counts in zip(blocks.keys, blocks.counts, strict=True):
            links = list(self.store.links(counts.first, counts.last))
            linked = self._key("linked", [key, *links, self._copied(counts.first, counts.last)])
            if not self.store.wants(linked):
                self.store.keep(linked, self._with_events(key, links))
            self.linked.append(linked)
        ends = [one.last for one in blocks.counts]
        pairs = zip(blocks.keys, self.linked, strict=True)
        found: list[_Named] = list(zip(ends, pairs, strict=True))
        runs = runs_of(found, _name, _USUAL)
        self._shelves[BLOCK_LAYERS] = self._made(BLOCK_LAYERS, runs, self._of_blocks)
        periods = self.periods
        found = [(name, (key,)) for name, key in zip(periods.names, periods.keys, strict=True)]
        events = zip(periods.keys, periods.finished, strict=True)
        large = {key for key, one in events if one.events > _LARGE}
        runs = runs_of(found, _name, _USUAL, lambda one: one[1][0] in large)
        self._shelves[PERIOD_LAYERS] = self._made(PERIOD_LAYERS, runs, self._of_periods)

    def partitions(self, layers: tuple[str, ...]) -> Iterator[tuple[str, list[bytes]]]:
        """Each of `BLOCK_LAYERS` or `PERIOD_LAYERS`, and the keys of the files that it is."""
        return ((layer, self._shelves[layers]) for layer in layers)

    def partition(self, layer: str, key: bytes) -> bytes:
        """A file of a layer."""
        return self.store.part(key, layer)

    def _key(self, kind: str, parts: Iterable[bytes]) -> bytes:
        digest = hashlib.blake2b(kind.encode(), digest_size=16)  # parts know the code and settings
        for part in parts:
            digest.update(part)
        return digest.digest()

    def _copied(self, first: str, last: str) -> bytes:
        """Which articles from one id to another are copies."""
        start, end = bisect_left(self._ids, first), bisect_right(self._ids, last)
        return repr([(name, self.blocks.copies[name]) for name in self._ids[start:end]]).encode()

    def _with_events(self, key: bytes, links: Sequence[bytes]) -> dict[str, bytes]:
        """Claims as a piece of the page by article, and the rows of the articles."""
        import msgspec

        from geomap.maps.cards import cards_of_rows
        from geomap.maps.pieces import claim_piece

        part, known = self.blocks.part(key), read_links(links)
        claims, articles = joined(part, known, self.blocks.copies)
        table = part.claims.to_pandas(date_as_object=False)
        sources = [known.get(claim, (None, None))[1] for claim in table["claim_id"]]
        piece = claim_piece(table.assign(n_sources=sources))
        return {
            "claims": to_bytes(claims),
            "articles": to_bytes(articles),
            "cards": msgspec.msgpack.encode(cards_of_rows(framed("articles", articles, {}))),
            "piece": piece.block.encode(),
            "names": msgspec.msgpack.encode(piece.names),
        }

    def _made(
        self,
        layers: tuple[str, ...],
        runs: Iterable[list[_Named]],
        tables: Callable[[str, Sequence[tuple[bytes, ...]]], pa.Table],
    ) -> list[bytes]:
        """The keys of shelves of these layers, each made where the store has it not."""
        found = []
        for run in runs:
            shelf = [own for _name, own in run]
            key = self._key(layers[0], [part for parts in shelf for part in parts])
            if not self.store.wants(key):
                made = {name: self._file(name, tables(name, shelf)) for name in layers}
                self.store.keep(key, made)
            found.append(key)
        return found

    def _of_blocks(self, layer: str, shelf: Sequence[tuple[bytes, ...]]) -> pa.Table:
        own = layer == "mentions"  # these have no events
        return self._joined(layer, [key if own else linked for key, linked in shelf])

    def _of_periods(self, layer: str, shelf: Sequence[tuple[bytes, ...]]) -> pa.Table:
        return self._joined(layer, [key for (key,) in shelf])

    def _joined(self, layer: str, keys: Iterable[bytes]) -> pa.Table:
        import pyarrow as pa

        return pa.concat_tables([self.blocks.table(key, layer) for key in keys])

    def _file(self, layer: str, table: pa.Table) -> bytes:
        """Rows as a file of GeoParquet, or of Parquet where the layer is not on the map."""
        shapes = {}
        if "place_key" in table.column_names:
            keys = table["place_key"].drop_null().unique().to_pylist()
            shapes = {key: self.store.place(key)[1] for key in keys}
        file = io.BytesIO()
        write_rows(layer, table, shapes, file)
        return file.getvalue()


def _name(one: _Named) -> str:
    return one[0]
