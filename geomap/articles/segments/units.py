"""The paragraphs of a text, with their words free of markup, for the rules to look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

#: Runs of a line; unlike `str.splitlines`, form feeds and separators of records stay inside.
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\w+(?:['’]\w+)?")

#: Markdown, in the order it is taken off: links and pictures to their words, then marks.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]*)>"), r"\1"),
    (re.compile(r"\\([^\w\s])"), r"\1"),
    (re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+|^#{1,6}\s+|^>\s*|^[-+•]\s+"), ""),
)

#: Characters of a unit beyond which no pattern looks: no line of boilerplate is that long.
LONGEST = 4_000
_ENDS = re.compile(r"[.!?:;,…؟؛،।。！？][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?؟][\"'”’»)]*\s")
_FINAL_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:St|Gen|Col|Jr|Inc|Ltd)\.$")
#: Share of the column that a wrapped line fills at least.
_FULL = 0.6
#: What begins a line of its own: headings, items, quotes.
_MARKED = ("#", "*", "-", ">")


@dataclass(frozen=True)
class Unit:
    """A paragraph, or a line of its own: the smallest passage that gets a kind."""

    start: int
    """First character that is not space, in `str` indices of the article's text."""
    end: int
    """One past the last character that is not space."""
    raw: str = field(repr=False)
    """The passage as written."""
    heading: bool = False
    """Whether it is marked as a Markdown heading."""

    @cached_property
    def plain(self) -> str:
        """The words without Markdown, spaces made single; cut after `LONGEST` characters."""
        text = self.raw[:LONGEST].strip()
        for pattern, words in _MARKUP:
            text = pattern.sub(words, text)
        return " ".join(text.split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words of the passage, casefolded; markup and punctuation left out."""
        text = self.raw
        for pattern, words in _MARKUP[:2]:
            text = pattern.sub(words, text)
        return tuple(word.casefold() for word in _WORD.findall(text.replace("_", " ")))

    @cached_property
    def closed(self) -> bool:
        """Whether it ends as sentences do, or leads on as lists and quotes do."""
        return bool(_ENDS.search(self.plain)) and not _FINAL_ABBREVIATION.search(self.plain)

    @cached_property
    def asks(self) -> bool:
        """Whether it ends with a question or exclamation mark, as headlines may."""
        return self.plain.rstrip("\"'”’»)").endswith(("?", "!", "؟"))

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph of sentences."""
        long = len(self.words) > 40
        return long or (len(self.words) > 8 and self.closed and not self.headline_like)

    @property
    def headline_like(self) -> bool:
        """Whether it is short and unclosed, or one question, as headlines and teasers are."""
        if not 2 <= len(self.words) <= 25 or len(self.plain) > 200:
            return False
        return not self.closed or (self.asks and not _SENTENCE_END.search(self.plain))


def find_units(text: str) -> list[Unit]:
    """The paragraphs of `text` that have any word, in order.

    A line is a paragraph, unless the text was wrapped by hand at a column: there, lines that
    follow each other without an empty line between belong together.
    """
    units = (_unit(text, lines[0][0], lines[-1][1]) for lines in _paragraphs(text))
    return [unit for unit in units if _WORD.search(unit.raw)]


def unwrapped(text: str) -> str:
    """The text with the breaks of lines wrapped at a column as blanks, character for character.

    A parser takes a break in the middle of a sentence for its end.
    """
    breaks = [
        (end, after)
        for lines in _paragraphs(text)
        for (_start, end), (after, _last) in pairwise(lines)
    ]
    if not breaks:
        return text
    characters = list(text)
    for end, after in breaks:
        characters[end:after] = " " * (after - end)
    return "".join(characters)


def _paragraphs(text: str) -> list[list[tuple[int, int]]]:
    """Offsets of the lines of each paragraph: one, or those that wrapping made of it."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    width = _wrap_width(text, lines)
    found: list[list[tuple[int, int]]] = []
    for start, end in lines:
        before, last = found[-1][-1] if found else (0, 0)
        joins = (
            width
            and _adjacent(text, last, start)
            and last - before >= _FULL * width
            and not text[start:end].lstrip().startswith(_MARKED)
        )
        if joins:
            found[-1].append((start, end))
        else:
            found.append([(start, end)])
    return found


def _unit(text: str, start: int, end: int) -> Unit:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Unit(start=start, end=start + len(raw), raw=raw, heading=raw.startswith("#"))


def _adjacent(text: str, end: int, start: int) -> bool:
    return text[end:start] in {"\n", "\r\n", "\r"}


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column a text was wrapped at, in characters; 0 where lines are paragraphs."""
    followed = [
        (start, end) for (start, end), (after, _) in pairwise(lines) if _adjacent(text, end, after)
    ]
    longest = max((end - start for start, end in followed), default=0)
    if len(followed) < 4 or not 50 <= longest <= 120:
        return 0
    open_ended = sum(not _ENDS.search(text[start:end].rstrip()) for start, end in followed)
    full = sum(end - start >= _FULL * longest for start, end in followed)
    return longest if min(open_ended, full) >= 0.7 * len(followed) else 0
