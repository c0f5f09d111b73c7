"""Short ways to read inputs and to look at segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.articles import read_articles
from geomap.articles.segments import find_segments
from geomap.config import ArticlesConfig, Config
from geomap.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def read() -> Callable[..., tuple[list[Article], list[str]]]:
    """Reads inputs with `ArticlesConfig` settings into (articles, reasons of reports)."""

    def reader(*inputs: object, **settings: object) -> tuple[list[Article], list[str]]:
        config = Config(articles=ArticlesConfig(**settings))  # type: ignore[arg-type]
        results = list(read_articles([str(item) for item in inputs], config))
        articles = [result for result in results if isinstance(result, Article)]
        return articles, [result.reason for result in results if isinstance(result, Skipped)]

    return reader


@pytest.fixture
def kinds() -> Callable[..., list[tuple[str, str]]]:
    """Segments as (kind, trimmed words) pairs."""

    def segments(text: str, title: str | None = None) -> list[tuple[str, str]]:
        return [
            (part.kind, text[part.start : part.end].strip()) for part in find_segments(text, title)
        ]

    return segments
