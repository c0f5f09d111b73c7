"""What map pages tell of articles, in columns, as the head of a page has them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from geomap.maps.columns import days, said
from geomap.maps.text import cleaned, safe_url

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pandas import DataFrame, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Articles, a list each column."""

    key: list[str]
    """Ids as they are."""
    id: list[str]
    """Ids as pages show them."""
    title: list[str]
    day: list[int | None]
    """Of publication, days since 1970-01-01."""
    outlet: list[str | None]
    url: list[str | None]
    mentions: list[int]
    drawn: list[int]

    def columns(self) -> dict[str, list[Any]]:
        """What pages show, by name."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "key"}


def cards_of_rows(articles: DataFrame) -> Cards:
    """The cards of rows of the layer."""
    titles = articles["article_title"].fillna(articles["article_id"])
    names = articles["article_id"].tolist()
    dates = days(articles["published"])
    return Cards(
        key=names,
        id=cleaned(names),
        title=cleaned(titles.where(titles != "", articles["article_id"]).tolist()),
        day=dates or [None] * len(names),
        outlet=[said(name) for name in _texts(articles["source"])],
        url=[safe_url(url) for url in _texts(articles["url"])],
        mentions=articles["n_mentions"].astype("int64").tolist(),
        drawn=articles["n_drawn"].astype("int64").tolist(),
    )


def _texts(column: Series[Any]) -> list[str | None]:
    """The texts of a column, None for missing."""
    return column.astype(object).where(column.notna(), None).tolist()


def joined(parts: Iterable[Cards], named: Collection[str] | None = None) -> Cards:
    """The cards of all parts; of the articles that are named, where a set of names is given."""
    columns: dict[str, list[Any]] = {one.name: [] for one in fields(Cards)}
    for part in parts:
        kept = None if named is None else [n for n, key in enumerate(part.key) if key in named]
        for name, column in columns.items():
            values = getattr(part, name)
            column.extend(values if kept is None else [values[n] for n in kept])
    return Cards(**columns)
