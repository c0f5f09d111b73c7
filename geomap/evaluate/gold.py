"""Annotated corpora in one neutral form: JSON lines of texts with their place mentions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geomap.errors import ArticleUnreadable, InputNotFound
from geomap.model import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A place mention as people annotated it; None for what the corpus does not say."""

    start: int
    end: int
    lat: float | None = None
    """Degrees, WGS 84."""
    lon: float | None = None
    """Degrees, WGS 84."""
    geonameid: int | None = None
    role: str | None = None
    """literal, associative, or one of geomap's roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """A text with its mentions."""

    id: str
    text: str
    published: date | None
    source: str | None
    mentions: tuple[GoldMention, ...]

    def as_article(self) -> Article:
        """The text as an article whose given mentions are the annotated ones."""
        return Article(
            id=self.id,
            text=self.text,
            published=self.published,
            source=self.source,
            language="en",
            given_mentions=tuple(Span(start=m.start, end=m.end) for m in self.mentions),
        )


def read_gold(path: Path) -> Iterator[GoldArticle]:
    """The annotated texts of a JSON lines file.

    Raises:
        InputNotFound: the file does not exist.
        ArticleUnreadable: a line is not what the form asks for; the error names it.
    """
    if not path.is_file():
        raise InputNotFound(path)
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield _article(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ArticleUnreadable(
                    f"{path}, line {number}",
                    f"is no annotated text ({type(error).__name__}: {error})",
                    'give {"id", "text", "mentions": [{"start", "end", ...}]}',
                ) from error


def _article(data: dict[str, Any]) -> GoldArticle:
    published = data.get("published")
    return GoldArticle(
        id=str(data["id"]),
        text=data["text"],
        published=date.fromisoformat(published[:10]) if published else None,
        source=data.get("source"),
        mentions=tuple(
            GoldMention(
                start=item["start"],
                end=item["end"],
                lat=item.get("lat"),
                lon=item.get("lon"),
                geonameid=item.get("geonameid"),
                role=item.get("role"),
            )
            for item in data["mentions"]
        ),
    )
