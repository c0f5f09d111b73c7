"""Copies of an article are grouped; nothing else is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.articles import copies_among
from geomap.articles.segments import find_segments
from geomap.config import Config
from geomap.model import Article

WORDS = (
    "army base bridge camp city coast convoy dawn desert doctor east fire flag fort gate gun hill "
    "house jet lake market mine north plain port rain rebel river road sand sea shell south square "
    "street sun tank tower town tree truck valley village wall west wind winter zone"
).split()


def prose(seed: int, sentences: int) -> list[str]:
    """Sentences that differ with the seed; a small generator, the same everywhere."""
    state, made = seed * 2654435761 + 1, []
    for _ in range(sentences):
        words = []
        for _ in range(12):
            state = (state * 1103515245 + 12345) % 2**31
            words.append(WORDS[(state >> 8) % len(WORDS)])
        made.append(" ".join(words).capitalize() + ".")
    return made


def article(name: str, *paragraphs: str) -> Article:
    """An article with its segments found."""
    text = "\n\n".join(paragraphs)
    return Article(id=name, text=text, segments=find_segments(text))


def grouped(*articles: Article) -> dict[str, str]:
    """The groups of articles added in this order."""
    return copies_among(articles, Config().articles.duplicate_threshold)


def test_a_syndicated_copy_joins_its_original() -> None:
    """Another headline, one changed paragraph and another footer leave a copy a copy."""
    body = prose(1, 10)
    original = article("wire", "Shells fall on city", *body, "Related news")
    copy = article("paper", "City under fire", *body[:8], *prose(2, 2), "© 2018 The Paper")

    assert {"wire": "paper", "paper": "paper"} == grouped(original, copy)


def test_an_excerpt_joins_the_long_article() -> None:
    """The first third of a dispatch is contained in it, though they resemble each other little."""
    body = prose(3, 30)

    assert {"long": "long", "short": "long"} == grouped(
        article("long", *body), article("short", *body[:9])
    )


def test_a_shared_quotation_makes_no_copy() -> None:
    """Two reports of one speech are two sources."""
    quote = prose(4, 2)

    assert {"a": "a", "b": "b"} == grouped(
        article("a", *prose(5, 8), *quote), article("b", *prose(6, 8), *quote)
    )


def test_shared_boilerplate_makes_no_copy() -> None:
    """A long disclaimer under every article of a site joins none of them."""
    tail = "Disclaimer: " + " ".join(prose(7, 20))

    assert {"a": "a", "b": "b"} == grouped(
        article("a", *prose(8, 4), tail), article("b", *prose(9, 4), tail)
    )


def test_short_texts_join_only_when_equal() -> None:
    """In a few words a common phrase is no copying."""
    assert {"a": "a", "b": "a", "c": "c"} == grouped(
        article("a", "Two people were killed in the raid."),
        article("b", "Two people were killed in the raid!"),
        article("c", "Two people were killed in the raid on Monday."),
    )


def test_texts_without_words_stand_alone() -> None:
    """Nothing is a copy of nothing."""
    assert {"a": "a", "b": "b"} == grouped(article("a", "..."), article("b", "..."))


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_adding_changes_nothing(order: list[int]) -> None:
    """A copy of a copy is in the same group, whichever was read first."""
    body = prose(10, 12)
    articles = [
        article("b", *body),
        article("a", *body[:8]),
        article("c", *body[5:]),
        article("x", *prose(11, 12)),
        article("z", *prose(12, 5), *prose(11, 12)),
        article("y", *prose(13, 12)),
    ]

    assert {"a": "a", "b": "a", "c": "a", "x": "x", "y": "y", "z": "x"} == grouped(
        *(articles[number] for number in order)
    )
