"""What a reader hands over: the words and metadata of one article, before anything is inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from geomap.errors import ArticleUnreadable
from geomap.model import Span

#: Bytes of a line that is too long which are read past at once.
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its file states it; `geomap.articles.finish` adds what the text shows."""

    name: str
    """File (and line) as a person would name it, for messages."""
    id: str
    """Given id, or one made from the file name; not yet unique."""
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code where the file states it."""
    given_mentions: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, or standard input, that a reader can open."""

    name: str
    """What messages call it: the path as given, or ``standard input``."""
    stem: str
    """File name without suffix; the root of ids."""
    opened: Callable[[], AbstractContextManager[BinaryIO]]
    max_bytes: int
    """Most bytes of one article, and so of one file, line or field."""

    @property
    def most_unpacked(self) -> int:
        """Bytes that a packed file may hold: pictures take room, bombs more."""
        return 10 * self.max_bytes

    def too_large(self, what: str) -> ArticleUnreadable:
        """The error for a file, line or row (`what` names it) beyond `max_bytes`."""
        return ArticleUnreadable(
            what,
            f"is larger than {self.max_bytes:,} bytes",
            "split it, or raise articles.max_bytes in geomap.toml",
        )

    def read(self) -> bytes:
        """Every byte, never holding more than `max_bytes` of them.

        Raises:
            ArticleUnreadable: there are more than `max_bytes`, or none.
            OSError: the system refuses.
        """
        with self.opened() as stream:
            data = stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise self.too_large(self.name)
        if not data.strip():
            raise ArticleUnreadable(self.name, "is empty", "remove it, or save its text again")
        return data

    def lines(self, stream: BinaryIO) -> Iterator[bytes | None]:
        """The lines of `stream` with their ends: one of a gigabyte must not fill the memory.

        A line longer than `max_bytes` is read past in pieces and yielded as None, so that line
        numbers hold.
        """
        while line := stream.readline(self.max_bytes + 1):
            if len(line) <= self.max_bytes:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(_PIECE)
            yield None
