"""Annotated texts as recognition reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.evaluate.gold import GoldArticle
    from geomap.flow import Tools
    from geomap.model import Article, Mention


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text with what recognition made of it: read once, weighed often."""

    corpus: str
    gold: GoldArticle
    article: Article
    """As its places are resolved in (`geomap.flow.smoothed`)."""
    given: tuple[Mention, ...]
    """The annotated mentions, in the order of the gold ones."""
    others: tuple[Mention, ...]
    """What recognition found besides."""


def recognised(corpus: str, gold: GoldArticle, tools: Tools) -> Text:
    """Recognise the mentions of a text, as annotated and freely."""
    from geomap.flow import parsed, smoothed
    from geomap.mentions import find_mentions, given_mentions

    article = gold.as_article()
    doc = parsed(article, tools)
    given = given_mentions(doc, article, tools.gazetteer, tools.actors)
    found = find_mentions(doc, article, tools.gazetteer, tools.actors)
    return Text(corpus, gold, smoothed(article, doc), given, found)
