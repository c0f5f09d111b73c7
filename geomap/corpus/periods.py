"""Events, week by week: only the weeks that something new can reach are linked again.

What is kept of a week is known by what went into it: its claims, the events that the week before
handed on, and which of the articles are copies.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from geomap.corpus.blocks import Box  # noqa: TC001 - kept records are read by type
from geomap.events.link import Cluster, events_of, link_period
from geomap.layers import Totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from geomap.corpus.blocks import Blocks
    from geomap.gazetteer.actors import ActorTable
    from geomap.model import Event
    from geomap.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What is known of the events that are finished in a period."""

    events: int
    box: Box | None
    """Around those that are drawn, degrees."""


@dataclass(slots=True, kw_only=True)
class Periods:
    """The events of a build, by the periods that they are finished in."""

    store: Store
    blocks: Blocks
    actors: ActorTable
    keys: list[bytes] = field(default_factory=list)
    """Of what is kept of each period, once `link` is through."""
    names: list[str] = field(default_factory=list)
    """Of the periods; the last is that of what is left when all are through."""
    finished: list[Finished] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    """Of all events."""

    def link(self) -> None:
        """Link the periods that are not as they were, and tell the store of their claims."""
        # What the last period hands on is finished in one more, without claims.
        before: bytes | None = None
        for period in [*sorted(self.blocks.periods), ""]:
            key = self._key(period, before)
            if not self.store.wants(key):
                self._make(key, period, before)
            before = key
            self.keys.append(key)
            self.names.append(period or "last")
            self.finished.append(_finished(self.store.part(key, "finished")))
            self.totals.add(_totals(self.store.part(key, "totals")))
        self.store.relink((key, self._links(key)) for key in self.keys)

    def _key(self, period: str, before: bytes | None) -> bytes:
        digest = hashlib.blake2b(f"{self.blocks.about} {period}".encode(), digest_size=16)
        handed = self._handed(before)
        digest.update(handed)
        if before is not None:
            digest.update(self.store.part(before, "handed claims"))
        for _block, told in self.blocks.periods.get(period, ()):
            digest.update(told)
        known_copies = {one.article.id: self.blocks.copies.get(one.article.id)
                        for cluster in _clusters(handed) for one in cluster.members}  # fmt: skip
        digest.update(repr(sorted(known_copies.items())).encode())
        return digest.digest()

    def _handed(self, before: bytes | None) -> bytes:
        return self.store.part(before, "handed") if before else msgspec.msgpack.encode([])

    def _make(self, key: bytes, period: str, before: bytes | None) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        from geomap.layers.parts import OF_PLACE, table_of, to_bytes

        done, left = _clusters(self._handed(before)), list[Cluster]()
        claims = [table_of("claims", [], OF_PLACE), *self.blocks.claims(period)]
        if before is not None:
            claims.append(self.blocks.table(before, "handed claims"))
        if period:
            told = list(self.blocks.told(period))
            done, left = link_period(period, told, done, self.actors, self.blocks.copies)
        rows = pa.concat_tables(claims)
        open_ = pa.array(["/".join(one.key) for cluster in left for one in cluster.members],
                         type=pa.large_string())  # fmt: skip
        waiting = pc.is_in(rows["claim_id"], value_set=open_)
        parts = self._parts(events_of(done, self.blocks.copies), rows.filter(pc.invert(waiting)))
        handed = {"handed": msgspec.msgpack.encode(left)}
        handed["handed claims"] = to_bytes(rows.filter(waiting).combine_chunks())
        self.store.keep(key, {**handed, **parts})

    def _parts(self, events: tuple[Event, ...], claims: pa.Table) -> dict[str, bytes]:
        """What finished events add to the outputs."""
        from geomap.exports import features_of
        from geomap.layers import event_part, framed, totals_of_events
        from geomap.layers.parts import to_bytes
        from geomap.maps.pieces import event_piece
        from geomap.store import note_of

        part = event_part(events, claims, self.actors)
        drawn = part.events.filter(part.events["drawn"])["place_key"].unique().to_pylist()
        shapes = {key: self.store.place(key)[1] for key in drawn}
        features, box = features_of(part.events, shapes)
        told = claims.to_pandas(date_as_object=False)
        piece = event_piece(framed("events", part.events, shapes), told)
        totals = totals_of_events(part.events, part.event_actors)
        encode = msgspec.msgpack.encode
        return {
            "finished": encode(Finished(events=len(events), box=box)),
            "totals": encode(totals),
            "notes": encode([(event.id, encode(note_of(event))) for event in events]),
            "features": features,
            "events": to_bytes(part.events),
            "event_actors": to_bytes(part.event_actors),
            "links": to_bytes(part.links),
            "piece": piece.block.encode(),
            "names": encode(piece.names),
        }

    def _links(self, key: bytes) -> Iterator[tuple[str, tuple[str, str, int]]]:
        for row in self.blocks.table(key, "links").to_pylist():
            claim = row["claim_id"]
            yield claim.rpartition("/")[0], (claim, row["event_id"], row["n_sources"])


_clusters = msgspec.msgpack.Decoder(list[Cluster]).decode
_finished = msgspec.msgpack.Decoder(Finished).decode
_totals = msgspec.msgpack.Decoder(Totals).decode
