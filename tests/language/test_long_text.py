"""A long text goes through the pipeline in pieces, and comes out whole."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from geomap.language.long_text import pieces, read_texts

PARAGRAPH = "Shells fell on the town. Nobody knows who fired them.\n\n"


@given(st.text(alphabet="ab .\n\u0628", max_size=60), st.integers(min_value=1, max_value=20))
def test_pieces_joined_are_the_text(text: str, most: int) -> None:
    """Nothing is lost between pieces, and none is longer than asked for."""
    parts = list(pieces(text, most))

    assert text == "".join(parts)
    assert max(len(part) for part in parts) <= most


def test_a_long_text_is_one_doc_of_the_same_characters() -> None:
    """Offsets hold after the pieces are joined, and no sentence is torn."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    text = PARAGRAPH * 9 + "  The end."

    (doc,) = read_texts(nlp, [text], piece=100)

    assert text == doc.text
    assert nlp(text)[40].idx == doc[40].idx
    assert [sent.text.strip() for sent in nlp(text).sents] == [
        sent.text.strip() for sent in doc.sents
    ]


def test_a_text_beyond_what_spacy_takes_is_read() -> None:
    """More than a million characters, which a pipeline alone refuses, are no error."""
    nlp = spacy.blank("en")
    text = PARAGRAPH * (nlp.max_length // len(PARAGRAPH) + 1)

    assert [len(text)] == [len(doc.text) for doc in read_texts(nlp, [text])]
