"""Names of the gazetteer in running text: longest first, without overlap, offsets as given."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.names import columns, normal_word, normalise
from geomap.gazetteer.romanise import (
    ARTICLES,
    FREE_ARTICLES,
    clitics,
    names_in_main_form,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from geomap.gazetteer.index import Gazetteer

#: What a name may be besides, in the order of the bits that the index keeps; the first four
#: are the reasons in common_words.csv.
FLAGS = ("common-word", "person-name", "month", "day", "demonym")
DEMONYM_FORMS = ("adjective", "person", "people")
#: No name of news has more words (characters, in scripts without spaces).
MAX_WORDS = 8
#: No name that only its sound gives away has more.
_MAX_HEARD = 4
#: Nor has one whose words all have the ending of a case.
_MAX_DECLINED = 3
#: Sounds that the romanised key of one word must have to say something, unless people edited it.
_LEAST_SOUNDS_ALONE = 5
#: One word found by its sound must be the name of a place this prominent, or edited by people:
#: "Palace" sounds like some village.
_KNOWN_BY_SOUND = 0.5
#: What may stand between two words of one name; a dot only where `SHORTENED` allows it.
_GAP = re.compile(
    r"[ \t\u00a0\u2009\u202f]*(?:[-\u2010-\u2013/'’.]|\r?\n)?[ \t\u00a0\u2009\u202f]*"
)
_PLAIN_GAPS = frozenset({" ", "-", "\u00a0", "\u2010", "\u2011"})
#: Words before which a dot is no end of a sentence.
SHORTENED = frozenset({"st", "mt", "ft", "pt", "ste", "dr"})
#: In a text without capitals, a single word must be the name of a place this prominent.
_KNOWN_IN_LOWER_CASE = 0.6
#: Last words of names that are often written small: "the Black sea", "Gulf states".
_WATERS = frozenset("states monarchies ocean sea gulf strait море моря морю морем морі".split())
#: Words that open a sentence in front of a name rather than begin it: "A New Jersey company".
_OPENERS = frozenset("a an as at by for he her his i if in it my no of on or our so to we".split())
#: Words that are written small at the beginning of a name: "al-Bab", "sub-Saharan Africa".
_SMALL_BEGINNINGS = ARTICLES | {"sub"}
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_COMMON = 1 << FLAGS.index("common-word")
DEMONYM = 1 << FLAGS.index("demonym")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A stretch of text that is a name in the gazetteer."""

    start: int
    end: int
    key: str
    """Normal form of its words; of an abbreviation, the abbreviation itself."""
    rows: tuple[int, ...]
    """Rows that it may mean, the most prominent first; of demonyms, the places they belong to."""
    flags: frozenset[str]
    """demonym-adjective, demonym-person, demonym-people; also-name (a demonym that is a name
    too); abbreviation, postal; common-word, person-name, month, day (single words that are
    these too; a word is also common where the text itself writes it without a capital);
    romanised (found by sound, stem, or without an attached preposition); lower-case."""


def find_names(gazetteer: Gazetteer, text: str) -> list[NameMatch]:
    """All names in `text`, in order."""
    return list(_Reader(gazetteer, text).matches())


class _Reader:
    """One text with its words; finds the longest name at each."""

    def __init__(self, gazetteer: Gazetteer, text: str) -> None:
        self._gazetteer = gazetteer
        self._text = text
        self._starts, self._ends, self._norms = columns(text)
        self._small = [text[start].islower() for start in self._starts]
        # A text without a single capital (a tweet) cannot show names by them.
        self._lower = text == text.lower() != text.upper()
        self._added = {key.partition(" ")[0] for key in gazetteer.overrides.added}
        self._shorts = gazetteer.abbreviations_by_word

    @cached_property
    def _written_small(self) -> set[str]:
        """Words that the text writes without a capital somewhere."""
        return {norm for norm, small in zip(self._norms, self._small, strict=True) if small}

    def matches(self) -> Iterator[NameMatch]:
        """The names in order."""
        after = 0
        for at in self._beginnings():
            if at < after:
                continue
            found, after = self._abbreviation(at) or (None, at)
            if found is None and self._may_begin(at):
                found, count = self._name(at)
                after = at + count
            if found is not None:
                yield found

    def _beginnings(self) -> Iterator[int]:
        """Words that may begin a name; most words of a text are small and do not."""
        text, starts = self._text, self._starts
        for at, small in enumerate(self._small):
            if (
                not small
                or self._norms[at] in _SMALL_BEGINNINGS
                or self._lower
                or text[starts[at] - 1] == "#"
            ):
                yield at

    def _name(self, at: int) -> tuple[NameMatch | None, int]:
        """The longest name that begins with a word, and of how many words it is."""
        counts = self._written(at)
        count = counts[0] if counts else 0
        called, heard = self._called_with_article(at, count), self._heard(at, count)
        if called is not None and (heard is None or heard[1] <= called[1]):
            return called
        declined = None if counts else self._declined(at)
        if declined is not None and (heard is None or heard[1] < max(declined[1], 2)):
            return declined
        if heard is not None:
            return heard
        if not count:
            return self._without_clitic(at)
        # "A B" gives way where "B C D" is a name: what is left of it may be one too.
        least = count + (self._norms[at] not in _OPENERS)
        for later in range(at + 1, at + count):
            rival = self._written(later) if self._may_begin(later) else []
            if rival and rival[0] >= least and later + rival[0] > at + count:
                counts = [shorter for shorter in counts if at + shorter <= later]
                if not counts:
                    return None, later - at
                count = counts[0]
                break
        return self._made(at, count, self._starts[at]), count

    def _called_with_article(self, at: int, known: int) -> tuple[NameMatch, int] | None:
        """A name that people keep with its article and the text writes small: "the Amazon"."""
        if not at or not self._small[at - 1] or self._norms[at - 1] != "the":
            return None
        for count in self._written(at - 1, "the"):
            key = " ".join(["the", *self._norms[at : at + count - 1]])
            rows = self._gazetteer.names_of(key)
            own = (self._gazetteer.entry(row).prominence for row in rows if self._own(row))
            best = max(own, default=0.0)
            word = self._gazetteer.flags_of(key[4:]) & _COMMON and best < _KNOWN_IN_LOWER_CASE
            if count - 1 < max(known, 1) or not best or word:
                break
            found = self._match(at, count - 1, self._starts[at], key, rows, set())
            return None if found is None else (found, count - 1)
        return None

    def _own(self, row: int) -> bool:
        """Whether people keep a place in the tables of geomap."""
        return str(self._gazetteer.entry(row).id).startswith("geomap:")

    def _window(self, at: int, first: str) -> list[str]:
        """Normal forms of the words from one on that could be one name, read as `first`."""
        most = MAX_WORDS if first in self._added else min(MAX_WORDS, self._gazetteer.reach(first))
        last, end = at + 1, min(at + most, len(self._norms))
        while last < end and self._joins(last - 1):
            last += 1
        return [first, *self._norms[at + 1 : last]]

    def _written(self, at: int, first: str = "") -> list[int]:
        """Numbers of words that make a name by their normal form, the largest first.

        Args:
            at: the word that the name begins with.
            first: its normal form, where that is not its own.
        """
        window = self._window(at, first or self._norms[at])
        counts = self._gazetteer.names_within(" ".join(window))
        return [count for count in counts if self._may_end(at + count - 1)]

    def _heard(self, at: int, known: int) -> tuple[NameMatch, int] | None:
        """A name by its sound that is longer than what the normal form knows.

        "Deir Ezzor" is not "Deir": a longer name by sound beats a shorter one by letters.
        """
        last, end = at + 1, min(at + _MAX_HEARD, len(self._norms))
        while last < end and self._joins(last - 1) and self._within(last):
            last += 1
        if last - at <= known or self._led(at) or self._norms[at] in _OPENERS:
            return None
        window = self._norms[at:last]
        for count, prefix in self._gazetteer.sounds_within(tuple(window)):
            if count <= known or not self._may_end(at + count - 1):
                continue
            key = " ".join(window[:count])
            rows: Sequence[int] = self._gazetteer.romanised(prefix)
            if sum(word not in ARTICLES for word in window[:count]) == 1:
                rows = [row for row in rows if self._speaks_alone(row, prefix, key)]
            rows = self._gazetteer.overrides.applied(key, rows)
            if rows:
                flags = {"romanised", *self._own_flags(window, count)}
                found = self._match(at, count, self._starts[at], key, rows, flags)
                return None if found is None else (found, count)
        return None

    def _own_flags(self, window: list[str], count: int) -> set[str]:
        """What a single word is besides, by the tables of words and persons."""
        bits = self._gazetteer.flags_of(window[0]) if count == 1 else 0
        return {name for number, name in enumerate(FLAGS[:4]) if bits & 1 << number}

    def _speaks_alone(self, row: int, sound: str, key: str) -> bool:
        """Whether one word that sounds like a place's name is likely to be it."""
        entry = self._gazetteer.entry(row)
        if _CYRILLIC.match(sound):
            return True
        if not entry.edited and entry.prominence < _KNOWN_BY_SOUND:
            return False
        return len(sound) >= _LEAST_SOUNDS_ALONE or (entry.edited and self._nearly(row, key))

    def _nearly(self, row: int, key: str) -> bool:
        """Whether a name of a row is one letter away: few sounds ("Some", "Sumy") say little."""
        from rapidfuzz.distance import Levenshtein

        return any(
            Levenshtein.distance(key, normalise(name), score_cutoff=1) <= 1
            for name in self._gazetteer.spellings(row)
        )

    def _declined(self, at: int) -> tuple[NameMatch, int] | None:
        """Words in another case whose main forms are a name as written: "Нигерии"."""
        if not _CYRILLIC.match(self._norms[at]):
            return None
        most, last = min(at + _MAX_DECLINED, len(self._norms)), at + 1
        while last < most and self._joins(last - 1) and self._within(last):
            last += 1
        for count in range(last - at, 0, -1):
            words = self._norms[at : at + count]
            for form in names_in_main_form(words):
                rows = self._gazetteer.names_of(form)
                if rows:
                    key, start = " ".join(words), self._starts[at]
                    found = self._match(at, count, start, key, rows, {"romanised"})
                    return None if found is None else (found, count)
        return None

    def _led(self, at: int) -> bool:
        """Whether a word is an English one that looks like the article ("As", "At")."""
        norm, end = self._norms[at], self._ends[at]
        return (
            norm in ARTICLES
            and norm not in FREE_ARTICLES
            and self._text[end : end + 1] not in ("-", "\u2010", "\u2011")
        )

    def _within(self, at: int) -> bool:
        """Whether a word may stand inside a name by sound: a capital, or a joined article."""
        if not self._small[at] or self._lower:
            return self._text[self._starts[at]].isalnum()
        norm = self._norms[at]
        return norm in FREE_ARTICLES or (norm in ARTICLES and not self._led(at))

    def _without_clitic(self, at: int) -> tuple[NameMatch | None, int]:
        """A name behind an attached Arabic preposition or conjunction (بإدلب, والرقة)."""
        norm, first = self._norms[at], self._starts[at]
        if not _ARABIC.match(norm):
            return None, 1
        for dropped, bare in clitics(norm):
            counts = self._written(at, bare)
            if counts:
                key = " ".join([bare, *self._norms[at + 1 : at + counts[0]]])
                start = first + self._letters(first, self._ends[at], dropped)
                rows = self._gazetteer.names_of(key)
                flags = {"romanised", *self._own_flags([bare], counts[0])}
                return self._match(at, counts[0], start, key, rows, flags), counts[0]
        return None, 1

    def _letters(self, start: int, end: int, letters: int) -> int:
        """How many characters of the text make up the first letters of a word's normal form."""
        for length in range(1, end - start):
            if len(normal_word(self._text[start : start + length])) == letters:
                return length
        return 0

    def _made(self, at: int, count: int, start: int) -> NameMatch | None:
        key = " ".join(self._norms[at : at + count])
        gazetteer = self._gazetteer
        rows, flags, people = _called(gazetteer, key, id(gazetteer.overrides))
        small = count == 1 and key in self._written_small and not self._lower
        if small and not people and gazetteer.entry(rows[0]).prominence < _KNOWN_IN_LOWER_CASE:
            flags |= {"common-word"}  # The text writes it small elsewhere: "Reading ... reading".
        return self._match(at, count, start, key, rows, flags)

    def _match(
        self, at: int, count: int, start: int, key: str, rows: Sequence[int],
        flags: AbstractSet[str],
    ) -> NameMatch | None:  # fmt: skip
        if self._lower:
            best = max((self._gazetteer.entry(row).prominence for row in rows), default=0.0)
            if count == 1 and ("common-word" in flags or best < _KNOWN_IN_LOWER_CASE):
                return None
            flags = {*flags, "lower-case"}
        end = self._ends[at + count - 1]
        return NameMatch(start=start, end=end, key=key, rows=tuple(rows), flags=frozenset(flags))

    def _may_begin(self, at: int) -> bool:
        """A capital, a script without case, a hashtag, or an Arabic article before a capital."""
        text, start, norm = self._text, self._starts[at], self._norms[at]
        if not self._small[at] or self._lower:
            # Neither a possessive nor a number alone; "6th of October City" is a name.
            return text[start].isalnum() and not norm.isdigit()
        if start and text[start - 1] == "#":
            return True
        if norm not in _SMALL_BEGINNINGS or at + 1 == len(self._norms):
            return False
        following = self._starts[at + 1]
        joined = text[self._ends[at] : following] in ("-", "\u2010", "\u2011")
        return joined and text[following].isupper()

    def _may_end(self, at: int) -> bool:
        start = self._starts[at]
        return (
            not self._small[at]
            or self._norms[at] in _WATERS
            or self._lower
            or (start > 0 and self._text[start - 1] in "#-'’")
        )

    def _joins(self, at: int) -> bool:
        """Whether a word and the next may belong to one name, by what stands between them."""
        end = self._ends[at]
        gap = self._text[end : self._starts[at + 1]]
        if gap in _PLAIN_GAPS or not gap:
            return True
        if "." in gap and self._norms[at] not in SHORTENED and end - self._starts[at] > 1:
            return False
        return _GAP.fullmatch(gap) is not None

    def _abbreviation(self, at: int) -> tuple[NameMatch, int] | None:
        """An abbreviation as newspapers write it, dots and case included, and the word after."""
        text, start = self._text, self._starts[at]
        for short in self._shorts.get(text[start : self._ends[at]], ()):
            end = start + len(short)
            whole = not text[end : end + 1].isalnum() and text[max(0, start - 1)] != "."
            if whole and text.startswith(short, start):
                postal = {"postal"} if short in self._gazetteer.postal else set()
                flags = frozenset({"abbreviation"} | postal)
                rows = tuple(self._gazetteer.abbreviations[short])
                after = bisect_left(self._starts, end, at + 1)
                return NameMatch(start=start, end=end, key=short, rows=rows, flags=flags), after
        return None


@lru_cache(maxsize=1 << 15)
def _called(
    gazetteer: Gazetteer, key: str, _overrides: int
) -> tuple[tuple[int, ...], frozenset[str], bool]:
    """What is called by a name as it is written, its flags, and whether it is people's too.

    The number of the overrides keeps cached answers apart.
    """
    rows, flags = gazetteer.names_of(key), set[str]()
    bits = gazetteer.flags_of(key)
    if " " not in key:
        flags = {name for number, name in enumerate(FLAGS[:4]) if bits & 1 << number}
    people = bool(bits & DEMONYM) and key not in gazetteer.overrides.pins
    if people:
        owners = gazetteer.demonyms_of(key)
        flags |= {f"demonym-{DEMONYM_FORMS[form]}" for _row, form in owners}
        own = {row for row, _form in owners}
        named = {row for row in own if normalise(gazetteer.entry(row).name) != key}
        names = set(rows) - named
        # "Rakhine" is the state as well as its people, "Somali" only the people of Somalia.
        if own <= names or any(gazetteer.entry(row).edited for row in names):
            flags.add("also-name")
        else:
            rows = tuple(dict.fromkeys(row for row, _form in owners))
    return rows, frozenset(flags), people
