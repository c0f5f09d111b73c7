"""What the parse of a sentence cannot be, put right, so that every reader of it sees the same.

The rules stand in `geomap.language.slips`; here they are applied, and statements that were parsed
apart (`geomap.language.bounds`) are joined again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.language.slips import RULES, Mend, mended_names, slips, whole_names
from geomap.language.vocabulary import QUOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc, Span, Token


def repaired(doc: Doc) -> Doc:
    """The doc with the slips of its parse mended, in place; one without a parse is left alone."""
    if not doc.has_annotation("DEP"):
        return doc
    whole = dict(whole_names(doc))
    if whole:
        _write(doc, whole)
    slipped = {at: Mend(head, dep, tag) for at, head, dep, tag in slips(doc)}
    if slipped:
        _write(doc, slipped)
    mended_names(doc)
    sentences = _with_signs(doc)
    for rule, asked in _asked():
        mends: dict[int, Mend] = {}
        for sentence, signs in sentences:
            if not asked.isdisjoint(signs):
                mends |= rule(sentence)
        if mends:
            _write(doc, mends)
            sentences = _with_signs(doc)
    joined = _joined(doc)
    if joined:
        _write(doc, joined)
    return doc


def _with_signs(doc: Doc) -> list[tuple[Span, set[int]]]:
    """The sentences, each with the words, labels and lemmas in it by spaCy's numbers."""
    signs: Any = doc.to_array(["LOWER", "DEP", "LEMMA"])
    return [(one, set(signs[one.start : one.end].ravel().tolist())) for one in doc.sents]


@cache
def _asked() -> tuple[tuple[Callable[[Span], dict[int, Mend]], frozenset[int]], ...]:
    """The rules with what they ask for by spaCy's numbers."""
    from spacy.strings import get_string_id

    return tuple((rule, frozenset(map(get_string_id, words))) for rule, words in RULES)


def _joined(doc: Doc) -> dict[int, Mend]:
    """Statements that a comma or semicolon parts, one hung on the other: one sentence."""
    mends: dict[int, Mend] = {}
    first: Token | None = None
    for sentence in doc.sents:
        if first is not None:
            mends[sentence.root.i] = Mend(first.i, "parataxis")
        goes_on = _unended(sentence) and sentence.end < len(doc)
        first = (first or sentence.root) if goes_on else None
    return mends


def _unended(sentence: Span) -> bool:
    """Whether a sentence stops at a comma or a semicolon, with or without a quotation mark."""
    last = sentence[-1]
    if last.text in QUOTES and len(sentence) > 1:
        last = last.nbor(-1)
    return last.text in (",", ";")


def _turns(heads: Sequence[int], start: int) -> bool:
    """Whether the way up from a token never ends."""
    seen = {start}
    at = start
    while heads[at] != at:
        at = heads[at]
        if at in seen:
            return True
        seen.add(at)
    return False


def _write(doc: Doc, mends: dict[int, Mend]) -> None:
    from spacy.attrs import DEP, HEAD, POS, TAG
    from spacy.symbols import NOUN, VERB

    cells: Any = doc.to_array([HEAD, DEP, TAG, POS])
    heads = (cells[:, 0].astype(np.int64) + np.arange(len(doc))).tolist()
    for at, mend in mends.items():
        heads[at] = mend.head
    if any(_turns(heads, at) for at in mends):
        return  # two rules that contradict each other would leave a ring and no sentence
    add = doc.vocab.strings.add
    for at, (head, dep, tag) in mends.items():
        # Heads are kept as offsets in unsigned cells; taking away wraps as it should.
        cells[at, 0] = (head - at) % (1 << 64)
        cells[at, 1] = add(dep)
        if tag is not None:
            cells[at, 2] = add(tag)
            cells[at, 3] = NOUN if tag.startswith("N") else VERB
    doc.from_array([HEAD, DEP, TAG, POS], cells)
