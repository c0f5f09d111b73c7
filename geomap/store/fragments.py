"""What blocks of articles add to the outputs, kept from one build to the next.

A *block* is a stretch of the articles of a build in the order of their ids. Where it ends depends
on the ids alone (`runs_of`), not on what was built before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

One = TypeVar("One")
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
    return runs_of(items, lambda item: item.id, _USUAL)


def runs_of(
    items: Iterable[One],
    name: Callable[[One], str],
    usual: int,
    large: Callable[[One], bool] = lambda _item: False,
) -> Iterator[list[One]]:
    """Items in runs of about `usual`, never under half or over twice as many but at the end.

    A run ends where the hash of a name says so, so that wherever one more item falls, a run or
    two change and the others stay (content-defined chunking: Muthitacharoen et al. 2001, "A
    low-bandwidth network file system"). Behind a `large` item it ends in any case.
    """
    run: list[One] = []
    for item in items:
        run.append(item)
        ends = len(run) >= usual // 2 and _ends(name(item), usual // 2)
        if ends or len(run) >= 2 * usual or large(item):
            yield run
            run = []
    if run:
        yield run


def _ends(name: str, one_in: int) -> bool:
    """Whether a hash of a name says so, which it does for one in so many."""
    digest = hashlib.blake2b(f"{one_in} {name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % one_in == 0


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
