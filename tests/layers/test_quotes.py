"""A quote is one sentence, whole where it can be."""

from __future__ import annotations

import pytest

from geomap.layers.quotes import LONGEST, quote_span
from geomap.model import Article, Segment


def quote(text: str, word: str, *segments: Segment) -> str:
    """The quote around `word` in `text`."""
    start = text.index(word)
    low, high = quote_span(Article(id="a", text=text, segments=segments), start, start + len(word))
    return text[low:high]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("He left. They shelled Hama. It rained.", "Hama", "They shelled Hama."),
        ("Hama", "Hama", "Hama"),
        ("Mr. J. Smith saw Hama burn. Then he slept.", "Hama", "Mr. J. Smith saw Hama burn."),
        ("A title\n\nIn Hama, at 10.30 a.m. local time, it rained.", "Hama",
         "In Hama, at 10.30 a.m. local time, it rained."),
        ('"Hama fell." He wept.', "Hama", '"Hama fell."'),
        ("غادر. سقطت حماة اليوم؟ نعم.", "حماة", "سقطت حماة اليوم؟"),
    ],
)  # fmt: skip
def test_sentence_around_a_word(text: str, word: str, expected: str) -> None:
    """Stops end sentences; initials, titles and figures do not; nor does another script."""
    assert expected == quote(text, word)


def test_segments_bound_the_quote() -> None:
    """A title is never quoted as part of the body."""
    text = "Raids on Hama The town was hit."
    title, body = Segment(start=0, end=14, kind="title"), Segment(start=14, end=31, kind="body")

    assert "Raids on Hama" == quote(text, "Hama", title, body)
    assert "The town was hit." == quote(text, "town", title, body)


def test_endless_sentence_is_cut_at_words() -> None:
    """A list without stops is cut to a readable length around the word."""
    text = "word " * 400 + "Hama" + " word" * 400
    cut = quote(text, "Hama")

    assert "Hama" in cut
    assert LONGEST >= len(cut)
    assert {"word", "Hama"} == set(cut.split())
