"""Events, week by week: only the weeks that something new can reach are linked again.

What is kept of a week is known by what went into it: its claims, the events that the week before
handed on, and which of the articles are copies. A week of very many claims is linked day by day,
which gives the same events and holds fewer claims at a time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from geomap.corpus.blocks import Box
from geomap.events.linking.link import Cluster, end_of, events_of, link_period
from geomap.layers import Totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import pyarrow as pa

    from geomap.corpus.blocks import Blocks
    from geomap.events.linking.likeness import Told
    from geomap.gazetteer.actors import ActorTable
    from geomap.model import Event
    from geomap.store import Store

#: Claims of a period from which its sections are linked one by one.
_MOST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What is known of the events that are finished in a period."""

    events: int
    box: Box | None
    """Around those that are drawn, degrees."""


class _Part(NamedTuple):
    """What is linked together."""

    name: str
    period: str | None
    """None for what is left at the end."""
    sections: list[str]
    end: date | None
    """As `link_period` takes it."""


@dataclass(slots=True, kw_only=True)
class Periods:
    """The events of a build, by the periods that they are finished in."""

    store: Store
    blocks: Blocks
    actors: ActorTable
    keys: list[bytes] = field(default_factory=list)
    """Of what is kept of each period, once `link` is through."""
    names: list[str] = field(default_factory=list)
    """Of the weeks, or of their days; the last is that of what is left when all are through."""
    finished: list[Finished] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    """Of all events."""

    def link(self) -> None:
        """Link the periods that are not as they were, and tell the store of their claims."""
        before: bytes | None = None
        for part in self._parts():
            key = self._key(part, before)
            if not self.store.wants(key):
                self._make(key, part, before)
            before = key
            self.keys.append(key)
            self.names.append(part.name)
            self.finished.append(_finished(self.store.part(key, "finished")))
            self.totals.add(_totals(self.store.part(key, "totals")))
        self.store.relink((key, self._links(key)) for key in self.keys)

    def _parts(self) -> Iterator[_Part]:
        """What is linked together, in the order of time."""
        for period, known in sorted(self.blocks.periods.items()):
            sections = sorted(known.sections)
            if known.claims <= _MOST:
                yield _Part(period, period, sections, end_of(period))
                continue
            for name in sections:
                yield _Part(name, period, [name], end_of(name, days=1))
        # What the last one hands on is finished in one more, without claims.
        yield _Part("last", None, [], None)

    def _key(self, part: _Part, before: bytes | None) -> bytes:
        about = f"{self.blocks.about} {part.name} {part.end}"
        digest = hashlib.blake2b(about.encode(), digest_size=16)
        handed = self._handed(before)
        digest.update(handed)
        if before is not None:
            digest.update(self.store.part(before, "handed claims"))
        for name in part.sections:
            digest.update(self.blocks.periods[part.period or ""].sections[name].digest())
        known_copies = {one.article.id: self.blocks.copies.get(one.article.id)
                        for cluster in _clusters(handed) for one in cluster.members}  # fmt: skip
        digest.update(repr(sorted(known_copies.items())).encode())
        return digest.digest()

    def _handed(self, before: bytes | None) -> bytes:
        return self.store.part(before, "handed") if before else msgspec.msgpack.encode([])

    def _make(self, key: bytes, part: _Part, before: bytes | None) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        from geomap.layers.parts import OF_PLACE, table_of, to_bytes

        done, left = _clusters(self._handed(before)), list[Cluster]()
        claims = [table_of("claims", [], OF_PLACE)]
        if part.period is not None:
            told = list(self.blocks.told(part.period, part.sections))
            claims += self.blocks.claims(part.period, _ids(told))
            done, left = link_period(told, done, part.end, self.actors, self.blocks.copies)
        if before is not None:
            claims.append(self.blocks.table(before, "handed claims"))
        rows = pa.concat_tables(claims)
        open_ = _ids(one for cluster in left for one in cluster.members)
        waiting = pc.is_in(rows["claim_id"], value_set=open_)
        parts = self._finished(events_of(done, self.blocks.copies), rows.filter(pc.invert(waiting)))
        handed = {"handed": msgspec.msgpack.encode(left)}
        handed["handed claims"] = to_bytes(rows.filter(waiting).combine_chunks())
        self.store.keep(key, {**handed, **parts})

    def _finished(self, events: tuple[Event, ...], claims: pa.Table) -> dict[str, bytes]:
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


def _ids(told: Iterable[Told]) -> pa.Array:
    import pyarrow as pa

    return pa.array(["/".join(one.key) for one in told], type=pa.large_string())
