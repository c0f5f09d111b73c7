"""What stretches of a corpus add to the outputs, as the store keeps it from build to build."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from geomap.store.connection import Connection, StoreDamaged
from geomap.store.fragments import checksum, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Columns and WKB of a place as it is drawn.
PlaceRow = tuple[dict[str, Any], bytes]
#: Claim id, event id, number of the event's sources.
Link = tuple[str, str, int]
_LINKS_BETWEEN = """SELECT article, period, body, sum FROM links
    WHERE article BETWEEN ? AND ? ORDER BY article, period"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A part of a fragment that the store has."""

    key: bytes
    name: str
    length: int
    """Bytes."""


class Pieces(Connection):
    """The part of the store that keeps fragments, places, and the events of claims."""

    maker: str = ""
    """What the places of the build at work depend on; those of others go when it has ended."""

    def wants(self, key: bytes) -> bool:
        """Say that the build at work uses a fragment; whether the store has it."""
        with self._guarded():
            self._write("INSERT OR IGNORE INTO wanted VALUES (?)", key)
            return bool(self._one("SELECT 1 FROM fragments WHERE key=? LIMIT 1", key))

    def keep(
        self,
        key: bytes,
        parts: Mapping[str, bytes],
        places: Mapping[str, PlaceRow] | None = None,
    ) -> None:
        """Keep the parts of a fragment, all or none, and the places that it speaks of.

        Args:
            key: of the fragment.
            parts: bytes by name.
            places: by ``place_key``.
        """
        encode = msgspec.msgpack.encode
        with self._guarded():
            self._commit()
            self._db.execute("BEGIN IMMEDIATE")
            for row in packed(parts):
                self._db.execute("INSERT OR REPLACE INTO fragments VALUES (?,?,?,?,?)", (key, *row))
            bodies = {name: encode(place) for name, place in (places or {}).items()}
            self._db.executemany(
                "INSERT OR REPLACE INTO places VALUES (?,?,?,?)",
                [(name, self.maker, body, checksum(body)) for name, body in bodies.items()],
            )
            self._commit()

    def part(self, key: bytes, name: str) -> bytes:
        """A part of a fragment that the store has."""
        with self._guarded():
            row = self._db.execute(
                "SELECT length, body, sum FROM fragments WHERE key=? AND part=?", (key, name)
            ).fetchone()
            if row is None or not isinstance(row[1], bytes) or checksum(row[1]) != row[2]:
                self._write("DELETE FROM fragments WHERE key=?", key)
                self._commit()
                raise StoreDamaged(f"an entry of {self.path} was damaged and is computed again")
        return unpacked(row[0], row[1])

    def kept(self, keys: Iterable[bytes], name: str) -> list[Kept]:
        """The part of this name of each fragment, less those that are empty."""
        sql = "SELECT length FROM fragments WHERE key=? AND part=?"
        found = []
        for key in keys:
            with self._guarded():
                length = self._one(sql, key, name)
            if length is None:
                length = len(self.part(key, name))  # which says that it is gone
            found.append(Kept(key=key, name=name, length=length))
        return [one for one in found if one.length]

    def place(self, key: str) -> PlaceRow:
        """A place that a fragment speaks of, by its ``place_key``."""
        with self._guarded():
            sql = "SELECT body, sum FROM places WHERE key=? AND maker=?"
            row = self._db.execute(sql, (key, self.maker)).fetchone()
            if row is None or not isinstance(row[0], bytes) or checksum(row[0]) != row[1]:
                self._write("DELETE FROM fragments")
                self._commit()
                raise StoreDamaged(f"an entry of {self.path} was damaged and is computed again")
        found: PlaceRow = _decode_place(row[0])
        return found

    def relink(self, periods: Iterable[tuple[bytes, Iterable[tuple[str, Link]]]]) -> None:
        """Keep which claims make which events, instead of what was kept before.

        Args:
            periods: keys of fragments and, taken only where the store lacks them, the ids of
                articles with the links of their claims.
        """
        with self._guarded():
            self._commit()
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM links WHERE period NOT IN (SELECT key FROM wanted)")
            known = {key for (key,) in self._db.execute("SELECT DISTINCT period FROM links")}
            for key, found in periods:
                if key not in known:
                    by_article: dict[str, list[Link]] = defaultdict(list)
                    for article, link in found:
                        by_article[article].append(link)
                    bodies = ((a, msgspec.msgpack.encode(own)) for a, own in by_article.items())
                    self._db.executemany(
                        "INSERT INTO links VALUES (?,?,?,?)",
                        [(article, key, body, checksum(body)) for article, body in bodies],
                    )
            self._commit()

    def links(self, first: str, last: str) -> Iterator[bytes]:
        """The links of articles from one id to another, as `read_links` takes them."""
        with self._guarded():
            for _article, period, body, told in self._db.execute(_LINKS_BETWEEN, (first, last)):
                if not isinstance(body, bytes) or checksum(body) != told:
                    self._write("DELETE FROM links WHERE period=?", period)
                    self._commit()
                    raise StoreDamaged(f"an entry of {self.path} was damaged and is computed again")
                yield body


def read_links(bodies: Iterable[bytes]) -> dict[str, tuple[str, int]]:
    """Claim id -> id and number of sources of its event."""
    return {claim: (event, n) for body in bodies for claim, event, n in _decode_links(body)}


_decode_place = msgspec.msgpack.Decoder(PlaceRow).decode
_decode_links = msgspec.msgpack.Decoder(list[Link]).decode
