"""Lines all in capitals, and texts without one, written as a sentence is: small but for names.

Capitals tell readers of a sentence its names. In "RUSSIA STRIKES KYIV" all words have them and
in a transcript none, and parsers err there; names and ordinary words are known without them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise
from geomap.language.lemmas import in_dictionary
from geomap.language.vocabulary import MONTHS, WEEKDAYS
from geomap.mentions.features import KNOWN
from geomap.mentions.patterns.grammar import AGENCIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer import Gazetteer, NameMatch

#: Words from which on capitals are a line's, or small letters a text's.
_LINE, _TEXT = 3, 12
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: What the first word of a sentence stands behind.
_OPENS = re.compile(r"(?:^|[.!?:;]\s+|[\"“])$")
_OPENING = 3
#: Letters of the longest unknown word that is rather an abbreviation: "IDF", "MSF".
_SHORT = 4
#: From this prominence on a place is meant, though its name is an ordinary word too: "TURKEY".
_FAMED = 0.8
#: What else a name may be, in which case its capital says nothing.
_OTHERWISE = frozenset({"common-word", "month", "day", "romanised", "postal"})
_DAYS = (frozenset(MONTHS) | frozenset(WEEKDAYS)) - {"may", "march"}


def sentence_case(text: str, gazetteer: Gazetteer) -> str:
    """The text, as long as before, with its lines of capitals written as sentences.

    One without a single capital is written so too.
    """
    if text == text.lower() and len(text.split()) >= _TEXT:
        return _written(text, gazetteer, loud=False)
    lines = text.split("\n")
    loud = [at for at, line in enumerate(lines) if line.isupper() and len(line.split()) >= _LINE]
    for at in loud:
        lines[at] = _written(lines[at], gazetteer, loud=True)
    return "\n".join(lines) if loud else text


def _written(text: str, gazetteer: Gazetteer, *, loud: bool) -> str:
    """A text with capitals at its names and where its sentences begin."""
    titled = _WORD.sub(lambda word: _capital(word[0]), text)
    named = set(_named(gazetteer.match(titled), titled, gazetteer))
    short = gazetteer.abbreviations.keys() - gazetteer.postal  # "IN" is a word and no Indiana

    def letters(word: re.Match[str]) -> str:
        plain = word[0].lower()
        if loud and (word[0] in short or plain in AGENCIES - {"who"}):
            return word[0]
        known = _is_ordinary(plain)
        unknown = loud and not known and len(plain) > _SHORT
        opens = _OPENS.search(text, max(0, word.start() - _OPENING), word.start())
        if word.start() in named or unknown or plain in _DAYS or opens or plain == "i":
            return _capital(word[0])
        return plain if known or not loud or len(plain) != len(word[0]) else word[0]

    return _WORD.sub(letters, text)


def _named(matches: list[NameMatch], titled: str, gazetteer: Gazetteer) -> Iterator[int]:
    """Where the words of places' names begin, but for words that are ordinary ones as well."""
    for match in matches:
        most = max((gazetteer.entry(row).prominence for row in match.rows), default=0.0)
        words = list(_WORD.finditer(titled, match.start, match.end))
        ordinary = all(_is_ordinary(normalise(word[0])) for word in words)
        doubted = "person-name" in match.flags and most < KNOWN
        if match.flags & _OTHERWISE or doubted or (ordinary and most < _FAMED):
            continue
        yield from (word.start() for word in words)


def _capital(word: str) -> str:
    """A word with its first letter alone a capital, in as many letters."""
    written = word[0].upper() + word[1:].lower()
    return written if len(written) == len(word) else word


@lru_cache(maxsize=1 << 14)
def _is_ordinary(word: str) -> bool:
    """Whether a word in small letters is one of the language and not only somebody's name."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return word in STOP_WORDS or in_dictionary(word.partition("'")[0].partition("’")[0])
