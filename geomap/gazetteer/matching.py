"""Names of the gazetteer in running text: longest first, without overlap, offsets as given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.names import Token, tokens
from geomap.gazetteer.romanise import ARTICLES, FREE_ARTICLES, key

if TYPE_CHECKING:
    from geomap.gazetteer.index import Gazetteer

#: No name of news has more words.
MAX_WORDS = 8
#: What may stand between two words of one name.
_GAP = re.compile(r"[ \t\u00a0]*(?:[-\u2010-\u2013/'’]|\.(?=\s?\S))?[ \t\u00a0]*|[ \t]*\n[ \t]*")
#: Words before which a dot is no end of a sentence.
_SHORTENED = frozenset({"st", "mt", "ft", "pt", "ste", "dr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A stretch of text that is a name in the gazetteer."""

    start: int
    end: int
    key: str
    """Normal form, or romanised key, that matched."""
    rows: tuple[int, ...]
    """Rows that it may mean; of demonyms, the places they belong to."""
    flags: frozenset[str]
    """demonym-adjective, demonym-person, demonym-people, abbreviation, postal, common-word,
    person-name, month, day, romanised, lower-case."""


def find_names(gazetteer: Gazetteer, text: str) -> list[NameMatch]:
    """All names in `text`, in order."""
    found = _abbreviations(gazetteer, text)
    taken = [(match.start, match.end) for match in found]
    words = [
        word for word in tokens(text)
        if not any(start < word.end and word.start < end for start, end in taken)
    ] if taken else tokens(text)  # fmt: skip
    at = 0
    while at < len(words):
        match, used = _longest(gazetteer, text, words, at)
        if match is not None:
            found.append(match)
        at += used
    return sorted(found, key=lambda match: match.start)


def _longest(
    gazetteer: Gazetteer, text: str, words: list[Token], at: int
) -> tuple[NameMatch | None, int]:
    if not _may_begin(text, words, at):
        return None, 1
    best: tuple[int, tuple[int, ...], str] | None = None
    sound: tuple[int, tuple[int, ...], str] | None = None
    joined = ""
    for count in range(1, MAX_WORDS + 1):
        last = at + count - 1
        if last >= len(words) or (count > 1 and not _joins(text, words[last - 1], words[last])):
            break
        joined = f"{joined} {words[last].norm}" if joined else words[last].norm
        if _may_end(text, words[last]) and joined not in gazetteer.blocked:
            rows = gazetteer.names_of(joined)
            if rows or joined in gazetteer.demonyms:
                best = (count, tuple(rows), joined)
            elif count <= 4 and _foreign(text, words[at : last + 1]):
                heard = key(tuple(word.norm for word in words[at : last + 1]))
                rows = gazetteer.romanised(heard) if len(heard) > 3 else []
                if rows:
                    sound = (count, tuple(rows), heard)
        if not gazetteer.begins(joined) and count >= 4:
            break
    # A longer name by sound beats a shorter one by letters: "Deir Ezzor" is not "Deir".
    if sound is not None and (best is None or sound[0] > best[0]):
        count, rows_, name = sound
        return _made(gazetteer, words[at : at + count], rows_, name, sounded=True), count
    if best is None:
        return None, 1
    count, rows_, name = best
    return _made(gazetteer, words[at : at + count], rows_, name, sounded=False), count


def _made(
    gazetteer: Gazetteer, words: list[Token], rows: tuple[int, ...], name: str,
    *, sounded: bool,
) -> NameMatch:  # fmt: skip
    start, end = words[0].start, words[-1].end
    flags = set(gazetteer.common.get(name, ())) if len(words) == 1 else set()
    if sounded:
        flags.add("romanised")
    demonyms = gazetteer.demonyms.get(name, ())
    if demonyms and not sounded:
        forms = ("adjective", "person", "people")
        flags |= {f"demonym-{forms[form]}" for _row, form in demonyms}
        if not rows or not any(gazetteer.entry(row).edited for row in rows):
            rows = tuple(dict.fromkeys(row for row, _form in demonyms))
        else:
            flags.add("also-name")
    if name in gazetteer.pins:
        rows = (gazetteer.pins[name],)
    return NameMatch(start=start, end=end, key=name, rows=rows, flags=frozenset(flags))


def _may_begin(text: str, words: list[Token], at: int) -> bool:
    """A capital, a script without case, a hashtag, or an Arabic article before a capital."""
    word = words[at]
    first = text[word.start]
    if not first.islower():
        return True
    if word.start and text[word.start - 1] == "#":
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    return (
        word.norm in ARTICLES
        and following is not None
        and text[word.end : following.start] in ("-", "\u2010", "\u2011")
        and text[following.start].isupper()
    )


def _may_end(text: str, word: Token) -> bool:
    return not text[word.start].islower() or (word.start > 0 and text[word.start - 1] in "#-'’")


def _joins(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if gap in (" ", "-", ""):
        return right.norm != "s" or gap != ""
    if "." in gap and left.norm not in _SHORTENED and left.end - left.start > 1:
        return False
    return _GAP.fullmatch(gap) is not None


def _foreign(text: str, words: list[Token]) -> bool:
    """Whether a romanised reading is worth asking for: long enough, and no plain article.

    A free-standing "As" or "In" is English; only the article's own forms may lead without a
    hyphen.
    """
    first = words[0]
    led = first.norm in ARTICLES - FREE_ARTICLES and text[first.end : first.end + 1] != "-"
    letters = sum(len(word.norm) for word in words)
    return letters > 3 and not led and words[-1].norm not in ARTICLES


def _abbreviations(gazetteer: Gazetteer, text: str) -> list[NameMatch]:
    return [
        NameMatch(
            start=match.start(),
            end=match.end(),
            key=match.group(),
            rows=tuple(gazetteer.abbreviations[match.group()]),
            flags=frozenset(
                {"abbreviation", "postal"}
                if match.group() in gazetteer.postal
                else {"abbreviation"}
            ),
        )
        for match in _pattern(tuple(gazetteer.abbreviations)).finditer(text)
    ]


@lru_cache(maxsize=4)
def _pattern(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(abbreviations, key=lambda text: (-len(text), text))
    options = "|".join(re.escape(option) for option in ordered)
    return re.compile(rf"(?<![\w.])(?:{options})(?![\w])" if options else r"(?!)")
