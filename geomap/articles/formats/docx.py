"""Word documents, with the extra ``documents``."""

from __future__ import annotations

import zipfile
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
    """The paragraphs and table rows of the document, in order, a line each.

    Raises:
        ArticleUnreadable: damaged, too large once unpacked, or without text.
        ExtraMissing: python-docx is not installed.
    """
    data = source.read()
    try:
        told = (item.file_size for item in zipfile.ZipFile(BytesIO(data)).infolist())
        large = sum(told) > source.most_unpacked
        lines, title = ([], None) if large else _contents(data)
    except ExtraMissing:
        raise
    except Exception as error:  # a parser of foreign files; whatever it is, it is this file's
        why = f"is a Word document that cannot be read ({type(error).__name__})"
        raise ArticleUnreadable(source.name, why, "save its text as .txt") from error
    if large:
        raise source.too_large(source.name)
    text = "\n".join(lines)
    if not text.strip():
        raise ArticleUnreadable(source.name, "holds no text", "save its text as .txt")
    yield Draft(name=source.name, id=source.stem, text=text, title=title)


def _contents(data: bytes) -> tuple[list[str], str | None]:
    """Paragraphs and tables as lines, and the stated title."""
    try:
        import docx
        from docx.table import Table
    except ImportError as error:
        raise ExtraMissing("reading .docx", "documents") from error
    document = docx.Document(BytesIO(data))
    lines = [
        "\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows)
        if isinstance(block, Table)
        else block.text
        for block in document.iter_inner_content()
    ]
    return lines, one_line(document.core_properties.title)
