"""Web pages: main text and stated metadata, by trafilatura."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geomap.articles.decode import decode
from geomap.articles.draft import Draft
from geomap.articles.fields import metadata
from geomap.errors import ArticleUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.articles.draft import Source
    from geomap.config import ArticlesConfig
    from geomap.model import Skipped

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}\slang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)

#: Only dates that the page states, not ones found in its prose; and no limit that moves with
#: the clock, so that a page gives the same date on every day.
_STATED_DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2200-01-01",
}
#: Attributes of elements that hold a date beside the article rather than in its prose.
_ABOUT = re.compile(r"date|time|byline|meta|publish|posted|info", re.IGNORECASE)


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The article of a page: its main text, title, date, outlet and address.

    The text of the article is what the extractor returns; offsets point into that.

    Raises:
        ArticleUnreadable: not text, too large, or without a main text.
    """
    import trafilatura
    from trafilatura.settings import Document

    data = source.read()
    declared = _CHARSET.search(data[:4096])
    page = decode(data, source.name, declared[1].decode("ascii") if declared else None)
    if "<html" not in page[:4096].lower():  # the extractor takes whole pages only
        page = f"<html><body>{page}</body></html>"
    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=_STATED_DATES
        )
        day = _stated_date(page)
    except Exception as error:  # a parser of foreign pages; whatever it is, it is this page's
        why = f"is a page that cannot be parsed ({type(error).__name__})"
        raise ArticleUnreadable(source.name, why, "save its text as .txt") from error
    if not isinstance(found, Document) or not (found.text or "").strip():
        why = "is a page without a main text"
        raise ArticleUnreadable(source.name, why, "save its text as .txt")
    language = _LANGUAGE.search(page[:4096])
    stated, notices = metadata(
        {
            "title": found.title,
            "published": day,
            "source": found.sitename,
            "url": found.url,
            "language": language[1] if language else None,
        },
        source.name,
    )
    yield from notices
    yield Draft(name=source.name, id=source.stem, text=found.text or "", **stated)


def _stated_date(page: str) -> str | None:
    """The date of publication that a page states outside of its prose, as YYYY-MM-DD."""
    import trafilatura

    tree = trafilatura.load_html(page)
    if tree is None:
        return None
    for element in list(tree.iter("p", "li", "td", "blockquote")):
        if element.getparent() is not None and not _ABOUT.search(" ".join(element.attrib.values())):
            element.drop_tree()
    return trafilatura.extract_metadata(tree, date_config=_STATED_DATES).date
