"""Long streams by bounded pieces: a line of a gigabyte must not fill the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_PIECE = 1 << 20


def bounded_lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines of `stream` with their ends, each at most `most` bytes long.

    A longer line is read past in pieces and yielded as None, so that line numbers hold.
    """
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None
