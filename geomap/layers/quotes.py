"""The sentence around a span, for people to read: never across segments or blank lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from geomap.model import Article

#: A full stop of any script, closing quotes, white space, then no small letter.
#: What comes before the stop is looked at behind it, so that the search leaps from stop to stop.
_END = re.compile(
    r"[.!?؟。…](?<!\b[A-Z].)(?<!\bMr.)(?<!\bDr.)(?<!\bSt.)[.!?؟。…]*[\"'”’)\]]*\s+(?![a-z])"
)
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[#>*\-] )")
#: Longest quote, characters; a "sentence" beyond it is a list or a table.
LONGEST = 600


def quote_span(article: Article, start: int, end: int) -> tuple[int, int]:
    """Offsets ``[start, end)`` of the sentence of `article` that holds ``[start, end)``.

    Bounded by the segment and the paragraph, trimmed of white space, and cut at words to
    about `LONGEST` characters around the span.
    """
    low, high = _segment(article, start, end)
    text = article.text
    for starts, ends in _stops(text):
        before, after = bisect_right(ends, start), bisect_left(starts, end)
        if before:
            low = max(low, ends[before - 1])
        if after < len(ends):
            high = min(high, ends[after])
    low, high = _shortened(text, low, high, start, end)
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


@lru_cache(maxsize=2)
def _stops(text: str) -> tuple[tuple[list[int], list[int]], ...]:
    """Where paragraphs and sentences stop: starts and ends; kept while an article is read."""
    found = [list(pattern.finditer(text)) for pattern in (_BREAK, _END)]
    return tuple(([one.start() for one in all_], [one.end() for one in all_]) for all_ in found)


def _segment(article: Article, start: int, end: int) -> tuple[int, int]:
    for segment in article.segments:
        if segment.start <= start < segment.end:
            return segment.start, max(segment.end, end)
    return 0, len(article.text)


def _shortened(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The stretch cut to `LONGEST`, at white space where there is some."""
    room = max(0, LONGEST - (end - start)) // 2
    if start - low > room:
        space = text.find(" ", start - room, start)
        low = start - room if space < 0 else space + 1
    if high - end > room:
        space = text.rfind(" ", end, end + room)
        high = end + room if space < 0 else space
    return low, high
