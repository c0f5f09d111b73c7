"""Records as bytes and back, by msgspec: types are checked, and no bytes can run code.

The outlines of countries and provinces, which hundreds of mentions share, are taken out of
the records and kept once, under their hash.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from geomap.model import Annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geomap.model import Mention, Place

#: Geometries from this size on, bytes, are kept once for all records.
_SHARED_FROM = 1024
#: What stands for a shared geometry in a record; WKB begins with 0 or 1 and a small number.
_MARK = b"\xffshape:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An annotation as bytes."""

    body: bytes
    """Compressed MessagePack; article id and path are left out, for equal texts share a body."""
    shapes: Mapping[bytes, bytes]
    """WKB by hash, of the geometries that this codec met for the first time."""


class Codec:
    """Packs and unpacks annotations; remembers which geometries it has handed out."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Annotation)
        self._sent: set[bytes] = set()

    def pack(self, annotation: Annotation) -> Packed:
        """The annotation as bytes, and the geometries that no earlier call has given."""
        fresh: dict[bytes, bytes] = {}

        def shortened(place: Place | None) -> Place | None:
            if place is None or place.geometry is None or len(place.geometry) < _SHARED_FROM:
                return place
            digest = _digest(place.geometry)
            if digest not in self._sent:
                self._sent.add(digest)
                fresh[digest] = place.geometry
            return replace(place, geometry=_MARK + digest)

        small = replace(
            annotation,
            article=replace(annotation.article, id="", path=None),
            mentions=tuple(_with_places(mention, shortened) for mention in annotation.mentions),
        )
        return Packed(body=zlib.compress(self._encoder.encode(small), 1), shapes=fresh)

    def read(self, body: bytes) -> tuple[str, bytes]:
        """The text of the article of a body, and the body unpacked."""
        plain = zlib.decompress(body)
        return self._decoder.decode(plain).article.text, plain

    def unpack(self, body: bytes, article_id: str, shape: Callable[[bytes], bytes]) -> Annotation:
        """The annotation of a body, for the article of this id.

        Args:
            body: from `pack`.
            article_id: id of the article in the run at hand.
            shape: gives the geometry of a hash; raises what it likes where it has none.
        """
        found = self._decoder.decode(zlib.decompress(body))

        def whole(place: Place | None) -> Place | None:
            if place is None or place.geometry is None or not place.geometry.startswith(_MARK):
                return place
            return replace(place, geometry=shape(place.geometry.removeprefix(_MARK)))

        return replace(
            found,
            article=replace(found.article, id=article_id),
            mentions=tuple(_with_places(mention, whole) for mention in found.mentions),
        )


def _with_places(mention: Mention, change: Callable[[Place | None], Place | None]) -> Mention:
    place, area = change(mention.place), change(mention.area)
    if place is mention.place and area is mention.area:
        return mention
    return replace(mention, place=place, area=area)


@lru_cache(maxsize=4096)
def _digest(geometry: bytes) -> bytes:
    return hashlib.blake2b(geometry, digest_size=16).digest()
