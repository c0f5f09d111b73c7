"""Events, week by week: only the weeks that something new can reach are linked again.

What is kept of a week is known by what went into it: its claims, the events that the week before
handed on, and which of the articles are copies.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from geomap.events.link import Cluster, events_of, link_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geomap.blocks import Blocks
    from geomap.gazetteer.actors import ActorTable
    from geomap.layers import EventPart
    from geomap.store import Store

#: Parts of what is kept of a week that are Arrow tables.
_TABLES = ("rows", "involved", "links")


@dataclass(slots=True, kw_only=True)
class Periods:
    """The events of a build, by the periods that they are finished in."""

    store: Store
    blocks: Blocks
    actors: ActorTable
    copies: Mapping[str, str]
    """Article id -> id of its group of copies, for those that have any."""
    keys: list[bytes] = field(default_factory=list)
    """Of what is kept of each period, once `link` is through."""

    def link(self) -> None:
        """Link the periods that are not as they were."""
        # What the last period hands on is finished in one more, without claims.
        handed = msgspec.msgpack.encode([])
        for period in [*sorted(self.blocks.periods), None]:
            key = self._key(period, handed)
            if not self.store.wants(key):
                self.store.keep(key, self._made(period, handed))
            handed = self.store.part(key, "handed")
            self.keys.append(key)

    def _key(self, period: str | None, handed: bytes) -> bytes:
        digest = hashlib.blake2b(f"{self.blocks.about} {period}".encode(), digest_size=16)
        digest.update(handed)
        for known in self.blocks.periods.get(period or "", ()):
            digest.update(known.digest)
            told = "".join(f"{self.copies.get(one, '')}\0" for one in known.articles)
            digest.update(told.encode())
        clusters = _decoded(handed)
        known_copies = {one.article.id: self.copies.get(one.article.id)
                        for cluster in clusters for one in cluster.members}  # fmt: skip
        digest.update(repr(sorted(known_copies.items())).encode())
        return digest.digest()

    def _made(self, period: str | None, handed: bytes) -> dict[str, bytes]:
        from geomap.layers import event_part
        from geomap.layers.parts import to_bytes
        from geomap.store import note_of

        done, left = _decoded(handed), list[Cluster]()
        if period is not None:
            told = list(self.blocks.told(period))
            done, left = link_period(period, told, done, self.actors, self.copies)
        events = events_of(done, self.copies)
        part = event_part(events, self.actors)
        encode = msgspec.msgpack.encode
        return {
            "handed": encode(left),
            "notes": encode([(event.id, encode(note_of(event))) for event in events]),
            **{name: to_bytes(getattr(part, name)) for name in _TABLES},
        }

    def parts(self) -> Iterator[EventPart]:
        """The rows of events, period by period."""
        from geomap.layers import EventPart
        from geomap.layers.parts import from_bytes

        for key in self.keys:
            tables = {name: from_bytes(self.store.part(key, name)) for name in _TABLES}
            yield EventPart(**tables)


def _decoded(handed: bytes) -> list[Cluster]:
    return _clusters.decode(handed)


_clusters = msgspec.msgpack.Decoder(list[Cluster])
