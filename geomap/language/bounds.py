"""Where a statement certainly begins, told to the parser before it reads.

A parser trained on web texts runs over the ends of headlines, takes the line in front of a
report ("YEREVAN/BAKU, Feb 13 (Reuters) -") for its subject, mixes the verbs of statements that a
semicolon parts, and takes all of "A missile struck a market, killing ten, officials said." for
the subject of "said". Each part is parsed for itself; `geomap.language.repair` then joins what a
comma or a semicolon parts, because it is one sentence to a reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.language.long_text import forms_of, text_of
from geomap.language.vocabulary import QUOTES, SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

#: spaCy's number, unsigned, for a token that begins no sentence.
_NEVER = (1 << 64) - 1
#: Characters in which a dateline ends.
_REACH = 110
#: The dash of a dateline and what a report begins with: a capital, a figure or a quotation.
_DASH = re.compile(
    r"(?:(?<=[\s)])(?:-{1,2}|–|—|\||\N{REPLACEMENT CHARACTER})\s+"  # the last: a lost dash
    r"|(?<=[A-Z.)])—|(?<=[A-Z]{3})-\s+)(?=[\"“‘'(]?(?:[^\W\d_a-z]|\d))"
)
_BRACKETS = re.compile(r"\([^()\n]{2,40}\)")
_AGENCY = re.compile(r"\((?:[^\W\d_a-z])[^()\n]{1,40}\)")
#: Words that open a sentence and no dateline.
_OPENERS = frozenset("On In At The A An For After But And As By From When While If This It".split())
#: Letters with stops, which may end a sentence: "U.S.", the end of "SPLM-N.", "p.m.".
_LETTERS = re.compile(r"(?:[A-Z]\.)+|[ap]\.m\.")
#: Words that with a capital behind them begin the next.
_BEGINNERS = frozenset(
    "The On In At After For But And As From When While If This It He She They".split()
)
_SMALL = frozenset({"and", "of", "near", "the", "on"})
_ENDS = frozenset({".", "!", "?"})
_SINGLE = frozenset({"'", "’", "‘"})
#: Most words of a sentence; readers of its parse take more than twice the time for twice as many.
_LONGEST = 250
#: Most words behind a verb of saying: "said in a statement on Monday", and before it.
_TAIL = 9
_SOURCE = 14
#: What can begin the source's name: tags of articles, adjectives, figures, nouns, pronouns.
_NAME = ("DT", "JJ", "CD", "NN", "PRP", "VBN", "RB")


class _Read(NamedTuple):
    """The tokens of a doc as lists, which are asked far sooner than spaCy is."""

    text: str
    forms: list[str]
    starts: list[int]
    tags: list[str]
    breaks: list[bool]
    """Whether a token is white space with the end of a line in it."""

    @classmethod
    def of(cls, doc: Doc) -> _Read:
        """The tokens of a tagged doc."""
        forms = forms_of(doc)
        tags = doc.to_array("TAG").tolist()
        names = {tag: doc.vocab.strings[tag] for tag in set(tags)}
        return cls(
            text=text_of(doc),
            forms=forms,
            starts=doc.to_array("IDX").tolist(),
            tags=[names[tag] for tag in tags],
            breaks=["\n" in form and form.isspace() for form in forms],
        )

    def tagged(self, at: int, *tags: str) -> bool:
        """Whether the tag of a token begins with one of some."""
        return self.tags[at].startswith(tags)


def bounded(doc: Doc) -> Doc:
    """The tagged doc with sentences begun at new lines, behind datelines, at statements."""
    read = _Read.of(doc)
    cells: Any = doc.to_array("SENT_START")
    # A line or a mark ends a sentence, never a mere word, however many blanks are behind it.
    inside = [at + 1 for at in range(len(read.forms) - 1) if _in_a_word(read, at)]
    cells[inside] = _NEVER
    begun = [*_lines(read), *_behind_letters(read), *_statements(read), *_sources(read)]
    cells[[*begun, *_endless(read)]] = 1
    return doc.from_array(["SENT_START"], cells)


def _in_a_word(read: _Read, at: int) -> bool:
    """Whether a token is a word, or blanks, quotation marks or what opens emphasis behind one."""
    if read.forms[at] == "*":
        while at > 0 and read.forms[at] == "*":
            at -= 1
        if read.text[read.starts[at + 1] - 1] != " ":
            return False  # "**Homs** Rebels": what is closed may be a heading
    while at > 0 and _between(read.forms[at]) and not read.breaks[at]:
        at -= 1
    return read.forms[at][-1].isalnum()


def _between(form: str) -> bool:
    return form in QUOTES or form in _SINGLE or form.isspace()


@lru_cache(maxsize=64)  # every name of a line asks
def dateline_end(text: str, start: int = 0) -> int:
    """Where the report begins behind a dateline: "ADEN (Yemen), March 14 - ", "PARIS (AP) -- ".

    Args:
        text: any text.
        start: beginning of a line in it.

    Returns:
        The first character behind the dateline; `start` where the line begins with none. A
        dateline has its town in capitals, an agency in brackets, or a comma or slash; names,
        figures and brackets alone stand in it.
    """
    line = text[start : start + _REACH].partition("\n")[0]
    dash = _DASH.search(line)
    if dash is None:
        return start
    head = line[: dash.start()].strip(" *_#>")
    bare = _BRACKETS.sub(" ", head)
    words = [word for word in re.split(r"[\s,/]+", bare) if word]
    if not words or words[0] in _OPENERS or len(words) > 10 or ": " in head:
        return start
    if not all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words):
        return start
    capitals = words[0].isupper() and len(words[0]) > 2
    if capitals or _AGENCY.search(head) or "," in bare or "/" in bare:
        return start + dash.end()
    return start


def _lines(read: _Read) -> Iterator[int]:
    """Tokens that begin a line, and those behind a dateline at the beginning of one."""
    text, starts = read.text, read.starts
    begins = True
    for at, (start, form) in enumerate(zip(starts, read.forms, strict=True)):
        if form.isspace():
            begins = begins or _breaks(text, start, start + len(form))
        elif begins:
            yield at
            end = dateline_end(text, start)
            behind = bisect_left(starts, end, at)
            if end > start and behind < len(starts):
                yield behind
            begins = False


def _behind_letters(read: _Read) -> Iterator[int]:
    """Tokens that begin a sentence behind letters with stops: "in the U.S. The army"."""
    for at, form in enumerate(read.forms[:-1]):
        if form[-1] == "." and _LETTERS.fullmatch(form) and read.forms[at + 1] in _BEGINNERS:
            yield at + 1


def _endless(read: _Read) -> Iterator[int]:
    """Tokens at which a run of words without an end is parted: a table, or a text made to hang."""
    start = 0
    for at, form in enumerate(read.forms):
        if form in _ENDS or read.breaks[at]:
            start = at + 1
        elif at - start == _LONGEST:
            yield at
            start = at


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether white space parts two statements rather than two words of a wrapped one."""
    count = text.count("\n", start, end)
    after, before = text[end : end + 1], text[max(0, start - 1) : start]
    return count > 1 or (count == 1 and not after.islower() and before != ",")


def _statements(read: _Read) -> Iterator[int]:
    """Tokens behind a semicolon that has a verb on either side, of whatever form it is read."""
    cut: int | None = None
    told = False
    for at, form in enumerate(read.forms):
        if form in _ENDS or read.breaks[at]:
            cut, told = None, False
        elif form == ";":
            cut, told = (at + 1 if told else None), False
        elif read.tagged(at, "VB", "MD"):
            if cut is not None:
                yield cut
                cut = None
            told = True


def _sources(read: _Read) -> Iterator[int]:
    """Tokens that begin a source at the end of a sentence, as in "..., the army said"."""
    start = 0
    for end, form in enumerate(read.forms):
        if form in _ENDS or read.breaks[end]:
            at = _source(read, start, end)
            if at is not None:
                yield at
            start = end + 1


def _source(read: _Read, start: int, end: int) -> int | None:
    """Where the source of the statement in `start` to `end` (tokens) begins; None without one."""
    forms = read.forms
    tail = range(max(start, end - _TAIL), end)
    said = next((at for at in reversed(tail) if forms[at].lower() in SAID), None)
    if said is None or any(read.tagged(at, "VB", "MD") for at in range(said + 1, end)):
        return None
    at = said - 1
    if forms[at] == ",":  # "..., Yahya Saree, its spokesman, said"
        at = next((i for i in range(at - 1, start, -1) if forms[i] == ","), start) - 1
    while at > start and forms[at] != "," and forms[at] not in QUOTES:
        if read.tagged(at, "VBD", "VBZ", "VBP", "MD"):
            return None
        at -= 1
    first = at + 1
    if at <= start or said - first > _SOURCE or not read.tagged(first, *_NAME):
        return None
    told = any(read.tagged(i, "VB", "MD") for i in range(start, at))
    return first if told else None
