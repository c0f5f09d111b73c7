"""Where a statement certainly begins, told to the parser before it reads.

A parser trained on web texts runs over the ends of headlines, takes the line in front of a
report ("YEREVAN/BAKU, Feb 13 (Reuters) -") for its subject, mixes the verbs of statements that a
semicolon parts, and takes all of "A missile struck a market, killing ten, officials said." for
the subject of "said". Each part is parsed for itself; `geomap.language.repair` then joins what a
comma or a semicolon parts, because it is one sentence to a reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

#: Characters in which a dateline ends.
_REACH = 110
#: The dash of a dateline and what a report begins with: a capital, a figure or a quotation.
_DASH = re.compile(r"(?:(?<=[\s)])(?:-{1,2}|–|—)\s+|(?<=[A-Z.)])—)(?=[\"“‘'(]?(?:[^\W\d_a-z]|\d))")
_BRACKETS = re.compile(r"\([^()\n]{2,40}\)")
_AGENCY = re.compile(r"\((?:[^\W\d_a-z])[^()\n]{1,40}\)")
#: Words that open a sentence and no dateline.
_OPENERS = frozenset("On In At The A An For After But And As By From When While If This It".split())
_SMALL = frozenset({"and", "of", "near", "the", "on"})
_ENDS = frozenset({".", "!", "?"})
#: Verbs that end a report with its source.
_SAID = frozenset("said says added reported announced confirmed claimed stated told".split())
#: Most words behind such a verb: "said in a statement on Monday", and before it.
_TAIL = 9
_SOURCE = 14
_QUOTES = frozenset({'"', "”", "“", "''", "``"})
#: What can begin the source's name: tags of articles, adjectives, figures, nouns, pronouns.
_NAME = ("DT", "JJ", "CD", "NN", "PRP", "VBN", "RB")


def add_bounds(nlp: Language) -> Language:
    """The pipeline, its parser told first where sentences begin."""
    from spacy.language import Language as Languages

    if not Languages.has_factory("geomap_bounds"):
        Languages.component("geomap_bounds", func=bounded)
    nlp.add_pipe("geomap_bounds", before="parser")
    return nlp


def bounded(doc: Doc) -> Doc:
    """The tagged doc with sentences begun at new lines, behind datelines, at statements."""
    for token in doc[1:]:
        if doc[token.i - 1].text[-1].isalnum():
            token.is_sent_start = False  # a line or a mark ends a sentence, never a mere word
    for at in {*_lines(doc), *_statements(doc), *_sources(doc)}:
        doc[at].is_sent_start = True
    return doc


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
    if not words or words[0] in _OPENERS or len(words) > 10:
        return start
    if not all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words):
        return start
    capitals = words[0].isupper() and len(words[0]) > 2
    if capitals or _AGENCY.search(head) or "," in bare or "/" in bare:
        return start + dash.end()
    return start


def _lines(doc: Doc) -> Iterator[int]:
    """Tokens that begin a line, and those behind a dateline at the beginning of one."""
    text = doc.text
    begins = True
    for token in doc:
        if token.is_space:
            begins = begins or _breaks(text, token.idx, token.idx + len(token))
        elif begins:
            yield token.i
            end = dateline_end(text, token.idx)
            if end > token.idx:
                yield next((t.i for t in doc[token.i :] if t.idx >= end), token.i)
            begins = False


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether white space parts two statements rather than two words of a wrapped one."""
    count = text.count("\n", start, end)
    after, before = text[end : end + 1], text[:start][-1:]
    return count > 1 or (count == 1 and not after.islower() and before != ",")


def _statements(doc: Doc) -> Iterator[int]:
    """Tokens behind a semicolon that has a verb on either side, of whatever form it is read."""
    cut: int | None = None
    told = False
    for token in doc:
        if token.text in _ENDS or (token.is_space and "\n" in token.text):
            cut, told = None, False
        elif token.text == ";":
            cut, told = (token.i + 1 if told else None), False
        elif token.tag_.startswith(("VB", "MD")):
            if cut is not None:
                yield cut
                cut = None
            told = True


def _sources(doc: Doc) -> Iterator[int]:
    """Tokens that begin a source at the end of a sentence, as in "..., the army said"."""
    start = 0
    for token in doc:
        if token.text in _ENDS or (token.is_space and "\n" in token.text):
            at = _source(doc, start, token.i)
            if at is not None:
                yield at
            start = token.i + 1


def _source(doc: Doc, start: int, end: int) -> int | None:
    """Where the source of the statement in `start` to `end` (tokens) begins; None without one."""
    tail = range(max(start, end - _TAIL), end)
    said = next((at for at in reversed(tail) if doc[at].lower_ in _SAID), None)
    if said is None or any(doc[at].tag_.startswith(("VB", "MD")) for at in range(said + 1, end)):
        return None
    at = said - 1
    if doc[at].text == ",":  # "..., Yahya Saree, its spokesman, said"
        at = next((i for i in range(at - 1, start, -1) if doc[i].text == ","), start) - 1
    while at > start and doc[at].text != "," and doc[at].text not in _QUOTES:
        if doc[at].tag_.startswith(("VBD", "VBZ", "VBP", "MD")):
            return None
        at -= 1
    first = at + 1
    if at <= start or said - first > _SOURCE or not doc[first].tag_.startswith(_NAME):
        return None
    told = any(doc[i].tag_.startswith(("VB", "MD")) for i in range(start, at))
    return first if told else None
