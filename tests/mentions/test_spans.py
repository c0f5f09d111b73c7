"""Spans hold the bare name, or the phrase around it, as the settings ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.mentions import find_mentions
from geomap.mentions.spans import widened
from geomap.model import Article, Span
from geomap.places.explain import explain

if TYPE_CHECKING:
    from geomap.flow import Tools

NEWS = "Floods hit northern Kandahar province and the Syrian camps near Hama on Monday."
BULLETIN = f"""FLOOD BULLETIN
Key figures
12,000 IDPs in 900 households
{NEWS}
Water points repaired by partners
Next issue: 3 July
"""


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (NEWS, "auto", ["Kandahar", "Syrian", "Hama"]),
        (NEWS, "phrases", ["northern Kandahar province", "Syrian", "Hama"]),
        (BULLETIN, "auto", ["northern Kandahar province", "Syrian", "Hama"]),
        (BULLETIN, "names", ["Kandahar", "Syrian", "Hama"]),
        ("Floods hit north- west Syria.", "phrases", ["north- west Syria"]),
        ("FLOODS IN NORTH EAST NIGERIA", "phrases", ["NORTH EAST NIGERIA"]),
    ],
)
def test_spans_are_as_asked_for(text: str, spans: str, expected: list[str], tools: Tools) -> None:
    """Type word and direction are in the span where asked for; adjectives keep to themselves."""
    article = Article(id="a", text=text, language="en")
    found = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    made = widened(found, article, spans)

    assert expected == [mention.text for mention in made]
    assert expected == [text[mention.start : mention.end] for mention in made]


def test_the_place_and_its_part_are_the_same(tools: Tools) -> None:
    """A wider span changes neither the place nor which part of it is meant."""
    annotated = [
        annotate_article(Article(id="a", text=text, language="en"), tools).mentions[0]
        for text in (NEWS, BULLETIN)
    ]

    assert "northern Kandahar province" == annotated[1].text
    assert annotated[0].place == annotated[1].place
    assert annotated[1].relation is not None


def test_a_wide_span_is_explained_from_its_start(tools: Tools) -> None:
    """The offset that `annotate` gives leads `explain` to the mention."""
    article = Article(id="a", text=BULLETIN, language="en")
    found = find_mentions(tools.english(BULLETIN), article, tools.gazetteer, tools.actors)
    start = BULLETIN.index("northern")
    explained = explain(article, found, tools.gazetteer, tools.config, start)

    assert explained is not None
    assert "Kandahar" in explained.mention.text


def test_given_spans_are_kept(tools: Tools) -> None:
    """Spans that came with the article stay as they are, whatever is asked for."""
    start = NEWS.index("Kandahar")
    article = Article(id="a", text=NEWS, language="en")
    found = find_mentions(tools.english(NEWS), article, tools.gazetteer, tools.actors)
    given = replace(article, given_mentions=(Span(start=start, end=start + 8),))

    assert "Kandahar" == widened(found, given, "phrases")[0].text
