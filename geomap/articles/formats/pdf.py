"""PDF documents, with the extra ``documents``."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from geomap.articles.draft import Draft
from geomap.articles.fields import one_line
from geomap.errors import ArticleUnreadable, ExtraMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.articles.draft import Source
    from geomap.config import ArticlesConfig
    from geomap.model import Skipped


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The text of all pages as one article, pages parted by an empty line.

    The file's own date is that of its making, not of publication, and is not used.

    Raises:
        ArticleUnreadable: damaged, locked, too large, or pictures of pages only.
        ExtraMissing: pypdf is not installed.
    """
    data = source.read()
    try:
        pages, title = _contents(data, source)
    except (ExtraMissing, ArticleUnreadable):
        raise
    except Exception as error:  # a parser of foreign files; whatever it is, it is this file's
        why = f"is a PDF that cannot be read ({type(error).__name__})"
        raise ArticleUnreadable(source.name, why, "save its text as .txt") from error
    if pages is None:
        raise ArticleUnreadable(source.name, "is locked by a password", "save it unlocked")
    text = "\n\n".join(page.strip("\n") for page in pages if page.strip())
    # Some fonts map to nothing; the halves of pairs that come out cannot be written again.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if not text:
        why = "holds no text, only pictures of pages"
        raise ArticleUnreadable(source.name, why, "run text recognition (OCR) on it first")
    yield Draft(name=source.name, id=source.stem, text=text, title=title)


def _contents(data: bytes, source: Source) -> tuple[list[str] | None, str | None]:
    """The text of each page and the stated title; no pages where a password locks them."""
    try:
        import pypdf
    except ImportError as error:
        raise ExtraMissing("reading PDF", "documents") from error
    # The library talks of every oddity it mends; the reader of a newspaper need not know.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    document = pypdf.PdfReader(BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        return None, None
    title = one_line(document.metadata.title) if document.metadata else None
    pages, unpacked = [], 0
    for page in document.pages:  # a thousand of them may share one page of spaces
        drawn = page.get_contents()
        unpacked += len(drawn.get_data()) if drawn is not None else 0
        if unpacked > source.most_unpacked:
            raise source.too_large(source.name)
        pages.append(page.extract_text())
    return pages, title
