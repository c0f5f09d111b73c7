"""What articles say, in columns: the words behind every mark, the same for each page.

A *statement* is a claim, or a mention of a place that no claim is put at. Claims come first, in
the order of the layer, then the mentions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geomap.layers import SEPARATOR
from geomap.maps.columns import Row, coded, days, said, split, whole
from geomap.maps.text import cleaned, safe_url, utf16

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from geomap.layers import Layers


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """The tables that the pages are made of."""

    claims: DataFrame
    """All claims, with the column `relation` of the mention they are put at."""
    mentions: DataFrame
    """Drawn mentions that no claim is put at."""
    articles: Row
    """What each article is, in columns of JSON data."""

    @property
    def table(self) -> DataFrame:
        """One row a statement."""
        return pd.concat([self.claims, self.mentions], ignore_index=True)


def statements(layers: Layers) -> Statements:
    """The statements of `layers`."""
    mentions = pd.DataFrame(layers.mentions.drop(columns="geometry"))
    claims = pd.DataFrame(layers.claims.drop(columns="geometry"))
    told = claims["mention_id"][claims["drawn"]]
    relations = mentions.set_index("mention_id")["relation"]
    bare = mentions[mentions["drawn"] & ~mentions["mention_id"].isin(told)]
    return Statements(
        articles=_articles(layers.articles),
        claims=claims.assign(relation=claims["mention_id"].map(relations)),
        mentions=bare.assign(
            place_text=bare["text"],
            event_date=bare["published"],
            event_type=None,
            spans=[
                f"place {start - quote} {start - quote + len(text)}"
                for start, quote, text in zip(
                    bare["start"].tolist(),
                    bare["quote_start"].tolist(),
                    bare["text"].tolist(),
                    strict=True,
                )
            ],
        ),
    )


def _articles(articles: DataFrame) -> Row:
    titles = articles["article_title"].fillna(articles["article_id"])
    return {
        "id": cleaned(articles["article_id"].tolist()),
        "title": cleaned(titles.where(titles != "", articles["article_id"]).tolist()),
        "day": days(articles["published"]),
        "outlet": [said(name) for name in _texts(articles["source"])],
        "url": [safe_url(url) for url in _texts(articles["url"])],
        "mentions": articles["n_mentions"].astype("int64").tolist(),
        "drawn": articles["n_drawn"].astype("int64").tolist(),
    }


def _texts(column: Series[Any]) -> list[str | None]:
    """The texts of a column, None for missing."""
    return column.astype(object).where(column.notna(), None).tolist()


def statement_columns(found: Statements, articles: DataFrame) -> Row:
    """The statements as JSON data; `article` is the row of the table of articles."""
    table = found.table
    quotes = table["quote"].fillna("")
    numbers = pd.Index(articles["article_id"])
    return {
        "article": numbers.get_indexer(pd.Index(table["article_id"])).tolist(),
        "quote": coded(quotes),
        "marks": [
            _in_units(*pair)
            for pair in zip(table["spans"].fillna("").tolist(), quotes.tolist(), strict=True)
        ],
        "score": whole(table["score"], 100),
        "denied": (table["polarity"] == "denied").fillna(value=False).astype(int).tolist(),
        **{name: coded(table[column]) for name, column in _TEXTS.items()},
    }


#: Column of the page -> column of the layers.
_TEXTS = {
    "source": "attributed_to",
    "cue": "attribution_cue",
    "review": "review",
    "modality": "modality",
    "when": "date_text",
    "why_place": "place_reason",
    "word": "place_text",
    "relation": "relation",
    "others": "alternatives",
}


def _in_units(spans: str, quote: str) -> str:
    """``kind start end; ...`` with offsets as browsers count, in UTF-16 units."""
    if quote.isascii() or max(quote) <= "\uffff":
        return spans
    parts: list[tuple[Any, ...]] = [tuple(span.split()) for span in split(spans)]
    return SEPARATOR.join(
        f"{kind} {utf16(quote, int(start))} {utf16(quote, int(end))}" for kind, start, end in parts
    )
