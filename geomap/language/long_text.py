"""Texts of any length through a pipeline whose memory grows with what it is given at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

#: Characters given to a pipeline at once. spaCy refuses more than a million, since a parser
#: needs about a gigabyte for each hundred thousand.
PIECE = 50_000
#: Where a text may be cut, best first: between paragraphs, lines, sentences, words. Breaks go to
#: the later piece and single blanks to the earlier one, where the tokens of the whole have them.
_CUTS = (r"(?<!\n)(?=\n\s*\n)", r"(?<!\n)(?=\n)", r"[.!?…。؟]\s", r"\s")

#: Key under which a doc keeps its text.
_TEXT = "geomap_text"


def read_texts(nlp: Language, texts: Sequence[str], piece: int = PIECE) -> list[Doc]:
    """Texts through the pipeline, in pieces where they are long.

    A text is read alike whatever others it is read with; together it takes less time.

    Args:
        nlp: any spaCy pipeline.
        texts: of any length; one is cut, for the pipeline only, between paragraphs where that
            can be, so that no sentence is torn.
        piece: most characters given at once.

    Returns:
        One doc a text, whose text it is, character for character.
    """
    parts = [[text] if len(text) <= piece else list(pieces(text, piece)) for text in texts]
    docs = _read(nlp, [part for some in parts for part in some])
    return [_whole([next(docs) for _part in some]) for some in parts]


def _read(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    """The docs of texts that are not too long, component by component."""
    from geomap.language.quick_parser import Parser

    docs = [_made(nlp, text) for text in texts]
    for _name, component in nlp.pipeline:
        if isinstance(component, Parser):
            component.set_annotations(docs, component.predict(docs))
        else:
            docs = [component(doc) for doc in docs]
    return iter(docs)


def _made(nlp: Language, text: str) -> Doc:
    """The tokens of a text, which is kept with them."""
    doc = nlp.make_doc(text)
    if len(doc) and doc[-1].idx + len(doc[-1].text_with_ws) == len(text):
        doc.user_data[_TEXT] = text
    return doc


def _whole(docs: list[Doc]) -> Doc:
    """One doc of the docs of a text's pieces."""
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    for doc in docs:
        # Nothing reads the vectors of tokens again, and a book of them fills the memory.
        doc.tensor = doc.tensor[:0]
        doc.user_data.pop(_TEXT, None)  # the text of a piece
    whole = Doc.from_docs(docs, ensure_whitespace=False)
    assert whole is not None  # noqa: S101 - there is at least one piece
    return whole


def text_of(doc: Doc) -> str:
    """The text of a doc; spaCy's own ``doc.text`` joins all tokens again at every call."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    return str(doc.user_data[_TEXT])


def forms_of(doc: Doc) -> list[str]:
    """The tokens of a doc as they are written; to ask each takes five times as long."""
    text = text_of(doc)
    return [text[start : start + size] for start, size in doc.to_array(["IDX", "LENGTH"]).tolist()]


def pieces(text: str, most: int) -> Iterator[str]:
    """`text` cut into parts of at most `most` characters; joined they are `text` again."""
    start = 0
    while len(text) - start > most:
        end = start + _cut(text[start : start + most])
        yield text[start:end]
        start = end
    yield text[start:]


def _cut(part: str) -> int:
    """Where to cut: at the last of the best breaks in the second half, or at the very end."""
    half = (len(part) + 1) // 2
    for pattern in _CUTS:
        breaks = [found.end() for found in re.finditer(pattern, part[half:])]
        if breaks:
            return half + breaks[-1]
    return len(part)
