"""One reading of names for index and text: words and their normal form.

`normalise` undoes case, diacritics, apostrophes and hyphens, nothing else, and is right for every
name; where it finds nothing, `geomap.gazetteer.romanise.key` is asked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Marks that belong to the letter before them, and signs that show nothing.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d"
    "\u0b82\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd"
    "\u0d00-\u0d03\u0d3e-\u0d4d\u0d82\u0d83\u0dca-\u0ddf\u3099\u309a"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
)
#: Apostrophes, and the signs for ayn and hamza, as they are typed.
_APOSTROPHES = "'’‘ʼʻʹʾʿˈ′`´ʽ‛"
#: Scripts written without spaces: each character is a word of its own.
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf"
    "\u3200-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff"
)

_UNSPACED_WORD = re.compile(f"[{_UNSPACED}]")
_WORD = rf"[^\W_{_UNSPACED}]+(?:[{_MARKS}]+[^\W_{_UNSPACED}]*)*"
_TOKEN = re.compile(
    # French and Italian elision: d'Ivoire, L'Aquila are two words.
    rf"(?<![^\W_])[dlDL](?=['’][^\W\d_])"
    # The English possessive is a word of its own, so that it stays outside a name's span.
    rf"|(?<=[^\W_])['’ʼ][sS](?![^\W_])"
    rf"|{_WORD}(?:[{_APOSTROPHES}](?![sS](?![^\W_])){_WORD})*"
    rf"|[{_UNSPACED}]"
)
_HUMPS = re.compile("[A-Z]?[^A-Z]+|[A-Z]+(?![^A-Z])")
#: Dropped from a word: Latin, Greek, Cyrillic, Hebrew and Arabic marks, tatweel, apostrophes.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    rf"{_APOSTROPHES}]+"
    # What compatibility forms open into beside letters: the slash of a fraction, brackets.
    rf"|[^\w{_MARKS}]+|_+"
)
_ASCII_DROPPED = str.maketrans("", "", "'`")
#: Letters that do not fall apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ß": "ss",
        # Arabic letter forms, with those of Persian, Urdu and Kurdish keyboards.
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه",
        "ء": "", "ؤ": "و", "ئ": "ي", "أ": "ا", "إ": "ا", "آ": "ا",
    }
)  # fmt: skip


def columns(text: str) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends (`str` offsets) and normal forms of the words of `text`; never an empty one."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    if "#" in text:
        spans = [part for span in spans for part in _parts(text, *span)]
    norms = [normal_word(text[start:end]) for start, end in spans]
    if not all(norms):
        kept = [at for at, norm in enumerate(norms) if norm]
        spans, norms = [spans[at] for at in kept], [norms[at] for at in kept]
    return [start for start, _end in spans], [end for _start, end in spans], norms


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A hashtag writes a name in one word: #EasternGhouta."""
    if not start or text[start - 1] != "#":
        return [(start, end)]
    return [part.span() for part in _HUMPS.finditer(text, start, end)]


@lru_cache(maxsize=1 << 16)
def normal_word(word: str) -> str:
    """The normal form of one word: no case, no diacritics, no apostrophes, no spaces."""
    if word.isascii():
        return word.lower().translate(_ASCII_DROPPED)
    if _UNSPACED_WORD.match(word):
        plain = unicodedata.normalize("NFKC", word)
        return plain if len(plain) == 1 else word
    # Twice, because compatibility forms may open into letters that have case of their own.
    folded = unicodedata.normalize("NFKD", word).casefold()
    folded = unicodedata.normalize("NFKD", folded).translate(_LETTERS)
    return _DROPPED.sub("", folded)


@lru_cache(maxsize=1 << 14)
def normalise(name: str) -> str:
    """The normal form of a name: its words' normal forms, joined by single spaces.

    "Saint-Jean-d'Acre" is ``saint jean d acre``, "Ḩalab" ``halab``, "Dar'a" ``dara``. Words of
    scripts without spaces are their characters. Empty where the name has no letter or digit.
    """
    if name.isascii() and name.replace(" ", "").isalnum():  # no sign to look at
        return " ".join(name.lower().split())
    return " ".join(normal_word(word) for word in _TOKEN.findall(name)).strip()


def by_first_word(abbreviations: dict[str, list[int]]) -> dict[str, list[str]]:
    """Abbreviations by the first word that a text with them has, the longest first."""
    found: dict[str, list[str]] = {}
    for short in sorted(abbreviations, key=lambda text: (-len(text), text)):
        starts, ends, _norms = columns(short)
        found.setdefault(short[starts[0] : ends[0]], []).append(short)
    return found
