"""What blocks of articles add to the outputs, kept from one build to the next.

A *block* is a stretch of the articles of a build in the order of their ids. It ends after an
article whose id says so, by its hash: so a new article changes the block that it falls in and
no other, and blocks do not depend on what was built before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Articles of a block, on average.
_USUAL = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article of a block."""

    id: str
    result: bytes
    """Checksum of what was found in it."""
    sha256: str
    """Of the text."""


def blocks_of(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Articles in the order of their ids, block by block."""
    block: list[Item] = []
    for item in items:
        block.append(item)
        if ends_after(item.id, _USUAL):
            yield block
            block = []
    if block:
        yield block


def ends_after(name: str, usual: int) -> bool:
    """Whether a run of names, `usual` on average, ends after this one: its hash decides.

    A run of 1024 ends where one of 128 does, too.
    """
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % usual == 0


def packed(parts: Mapping[str, bytes]) -> Iterator[tuple[str, int, bytes, bytes]]:
    """Name, length, compressed bytes and checksum of each part."""
    import pyarrow as pa

    for name, body in parts.items():
        small: bytes = pa.compress(body, codec="zstd", asbytes=True)
        yield name, len(body), small, checksum(small)


def unpacked(length: int, small: bytes) -> bytes:
    """The bytes of a part."""
    import pyarrow as pa

    body: bytes = pa.decompress(small, decompressed_size=length, codec="zstd", asbytes=True)
    return body


def checksum(body: bytes) -> bytes:
    """Tells a body from one with a flipped bit, 8 bytes."""
    return hashlib.blake2b(body, digest_size=8).digest()
