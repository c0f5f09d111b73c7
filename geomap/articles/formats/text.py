"""Plain text and Markdown: the file is the article, markup and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.articles.decode import decode
from geomap.articles.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.articles.draft import Source
    from geomap.config import ArticlesConfig
    from geomap.model import Skipped


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The one article of the file; metadata comes from a sidecar or from the text itself.

    Raises:
        ArticleUnreadable: empty, too large, binary, or in an unknown encoding.
    """
    yield Draft(name=source.name, id=source.stem, text=decode(source.read(), source.name))
