"""Titles of works: a name inside the title of a book, film or report is no place that is told of.

A title stands right behind the noun for its work, or right before it, in quotes or in the marks
of emphasis, and its words are capitalised, which those of quoted speech are not. Without marks,
what follows the noun is a title as far as "of", "to" and "from" join its capitals: who saw a film
*in* a town was there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.language.vocabulary import MONTHS, WEEKDAYS
from geomap.mentions.patterns.things import WORKS, WRITINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words that stay small in titles.
_SMALL = frozenset(
    """
    a an the of in on at to for from with by and or nor but as into over under after before about
    is be
    """.split()
)
_ARTS = "|".join(sorted(WORKS))
_NOUN = rf"\b(?:{_ARTS}|{'|'.join(sorted(WRITINGS))})"
_OPEN = re.compile(r"[\"“'‘*_]{1,2}(?=[^\W_])")
_MARKED = re.compile(r"[^\n\"“”*_]{2,100}?(?=[\"”'’*_]{1,2}(?!\w))")
_BEHIND = re.compile(rf"{_NOUN}[,:]?\s+(?:(?:called|titled|entitled|named)\s+)?$")
_BEFORE = re.compile(
    rf"[\"”'’*_]{{1,2}},?\s+(?:an?|the|his|her|their|its)\s(?:[\w-]+\s){{0,3}}{_NOUN}\b"
)
#: Characters in front of a title that may name the work.
_REACH = 32
_NO_TITLE = "|".join(day.title() for day in (*WEEKDAYS, *MONTHS))
_PLAIN = re.compile(
    rf"\b(?:{_ARTS})\s+(?!(?:{_NO_TITLE})\b)"
    r"(?P<title>[A-Z][\w’'-]*(?:\s+(?:(?:of|to|from|the|and|for)\s+){0,2}[A-Z][\w’'-]*)+)"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8)
def titles(text: str) -> tuple[tuple[int, int], ...]:
    """Where the titles of works stand in a text, as offsets of start and end."""
    found = set(_marked(text))
    if any(f" {work} " in text for work in WORKS):
        found.update(one.span("title") for one in _PLAIN.finditer(text))
    return tuple(sorted(found))


def _marked(text: str) -> Iterator[tuple[int, int]]:
    for mark in _OPEN.finditer(text):
        start = mark.start()
        inside = start > 0 and text[start - 1].isalnum()  # "the town's"
        title = None if inside else _MARKED.match(text, mark.end())
        if title is None or not _capitalised(title[0]):
            continue
        behind = _BEHIND.search(text[max(0, start - _REACH) : start])
        if behind or _BEFORE.match(text, title.end()):
            yield title.span()


def _capitalised(title: str) -> bool:
    """Whether every word but the small ones begins with a capital."""
    words = _WORD.findall(title)
    return bool(words) and words[0][0].isupper() and all(
        word[0].isupper() or word in _SMALL or len(word) == 1 for word in words
    )  # fmt: skip
