"""Titles of works: a name inside the title of a book, film or report is no place that is told of.

A title stands right behind the noun for its work, or right before it, in quotes or in the marks
of emphasis, and its words are capitalised, which those of quoted speech are not. Without marks,
what follows the noun is a title as far as "of", "to" and "from" join its capitals: who saw a film
*in* a town was there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.language.vocabulary import MONTHS, WEEKDAYS
from geomap.mentions.patterns.things import WORKS, WRITINGS

#: Words that stay small in titles.
_SMALL = frozenset(
    """
    a an the of in on at to for from with by and or nor but as into over under after before about
    is be
    """.split()
)
_ARTS = "|".join(sorted(WORKS))
_NOUN = rf"\b(?:{_ARTS}|{'|'.join(sorted(WRITINGS))})"
_QUOTED = r"[\"“”'‘’*_]{1,2}(?P<title>[^\W_](?:[^\n\"“”*_]){1,100}?)[\"“”'’*_]{1,2}(?!\w)"
_BEHIND = re.compile(rf"{_NOUN}(?:,|:)?\s+(?:(?:called|titled|entitled|named)\s+)?{_QUOTED}")
_BEFORE = re.compile(
    rf"(?<!\w){_QUOTED},?\s+(?:an?|the|his|her|their|its)\s(?:[\w-]+\s){{0,3}}{_NOUN}\b"
)
_NO_TITLE = "|".join(day.title() for day in (*WEEKDAYS, *MONTHS))
_PLAIN = re.compile(
    rf"\b(?:{_ARTS})\s+(?!(?:{_NO_TITLE})\b)"
    r"(?P<title>[A-Z][\w’'-]*(?:\s+(?:(?:of|to|from|the|and|for)\s+){0,2}[A-Z][\w’'-]*)+)"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8)
def titles(text: str) -> tuple[tuple[int, int], ...]:
    """Where the titles of works stand in a text, as offsets of start and end."""
    marked = (match for form in (_BEHIND, _BEFORE) for match in form.finditer(text))
    found = [one.span("title") for one in marked if _capitalised(one["title"])]
    return tuple(sorted({*found, *(one.span("title") for one in _PLAIN.finditer(text))}))


def _capitalised(title: str) -> bool:
    """Whether every word but the small ones begins with a capital."""
    words = _WORD.findall(title)
    return bool(words) and words[0][0].isupper() and all(
        word[0].isupper() or word in _SMALL or len(word) == 1 for word in words
    )  # fmt: skip
