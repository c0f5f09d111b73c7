"""Undated deeds: news keep the day of publication as a basis, background has none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools

#: What makes the sentence asked about no part of the first paragraph.
_BEFORE = "Shells hit Homs on Monday.\n\n"


def basis(text: str, tools: Tools) -> str:
    """The basis of the time of the last claim."""
    article = Article(id="a", text=text, language="en", published=date(2018, 9, 4))
    return annotate_article(article, tools).claims[-1].when.basis


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Warplanes bombed Hama.", "publication"),
        ("The war has displaced thousands.", "unknown"),
        ("Rebels had held the town before they attacked Hama.", "publication"),
        ("Officials said rebels had attacked Hama.", "publication"),
        ("Rebels had attacked Hama.", "unknown"),
        ("Russia praised the fighters who seized Hama.", "unknown"),
    ],
)
def test_what_an_article_tells_in_the_simple_past_is_news(
    sentence: str, expected: str, tools: Tools
) -> None:
    """The perfect, the past before the past and clauses beside the news tell of earlier times."""
    assert expected == basis(_BEFORE + sentence, tools)


def test_the_first_paragraph_is_news(tools: Tools) -> None:
    """As in "Rebels have seized Hama, state television said"."""
    assert basis("Rebels have seized Hama.", tools) == "publication"


@pytest.mark.parametrize(
    ("year", "expected"), [("In 2016", "unknown"), ("On Sunday", "publication")]
)
def test_what_follows_an_old_day_is_old(year: str, expected: str, tools: Tools) -> None:
    """A story told on from a day long past is of that time, up to the next paragraph."""
    told = f"{year} rebels took Hama. They killed ten soldiers."

    assert expected == basis(_BEFORE + told, tools)
