"""CSV and TSV: an article a row; columns by their usual names, or as the settings name them."""

from __future__ import annotations

import codecs
import csv
from itertools import chain
from typing import TYPE_CHECKING

from geomap.articles.decode import encoding_of
from geomap.articles.draft import Draft
from geomap.articles.fields import columns_of, metadata, one_line
from geomap.errors import ArticleUnreadable
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.articles.draft import Source
    from geomap.config import ArticlesConfig

#: Bytes looked at to tell the encoding; a table can be larger than the memory.
_SAMPLE = 1 << 20


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    """The article of each row, and a report of each row without text.

    Raises:
        ArticleUnreadable: empty, in an unknown encoding, without a column of text, or broken;
            rows before the broken one have been yielded.
        OSError: the system refuses.
    """
    header: list[str] | None = None
    columns: dict[str, str] = {}
    for line, row in rows(source):
        if header is None:
            header, columns = row, columns_in(row, config.columns, source.name)
            continue
        cells = dict(zip(header, row, strict=False))
        values = {field: cells.get(column, "") for field, column in columns.items()}
        yield from article_of(values, f"{source.name}, line {line}", source, line)
    if header is None:
        raise ArticleUnreadable(source.name, "is empty", "remove it, or save its rows again")


def rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that have any content, each with the line it ends on.

    Raises:
        ArticleUnreadable: the encoding is unknown, or a row is too large or badly quoted.
        OSError: the system refuses.
    """
    with source.opened() as stream:
        start = stream.read(_SAMPLE)
    if not start.strip():
        return
    encoding = encoding_of(_whole_lines(start), source.name)
    with source.opened() as stream:
        lines = _decoded(source.lines(stream), encoding, source)
        first = next(lines, "")
        # The mark that parts the names; a comma unless another is more frequent.
        mark = max(",;\t|", key=first.count)
        reader = csv.reader(chain([first], lines), delimiter=mark, strict=True)
        # The reader's own limit is one for the whole process and small; ours is the line's,
        # and a field of many lines is bounded by what follows.
        csv.field_size_limit(max(csv.field_size_limit(), source.max_bytes))
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                raise ArticleUnreadable(
                    f"{source.name}, line {reader.line_num}",
                    f"cannot be read as a table row ({error}), nor what follows",
                    "mend its quotes",
                ) from error
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield reader.line_num, row


def article_of(
    values: Mapping[str, str], name: str, source: Source, number: int
) -> Iterator[Draft | Skipped]:
    """The article of a row, or a report that it has none.

    Args:
        values: cells by field.
        name: of the row, for messages.
        source: what the row is of.
        number: of the row, for the id of an article without one.
    """
    text = values["text"]
    if not text.strip():
        reason = f"{name}: the row has no text; fill it in or remove the row."
        yield Skipped(name=name, reason=reason)
        return
    stated, notices = metadata(values, name)
    yield from notices
    given = one_line(values.get("id"))
    yield Draft(name=name, id=given or f"{source.stem}-{number}", text=text, **stated)


def columns_in(header: Sequence[str], chosen: Mapping[str, str], name: str) -> dict[str, str]:
    """Column names by field.

    Raises:
        ArticleUnreadable: the settings name a column that is not there, or none holds text.
    """
    columns = columns_of(list(header), chosen)
    listed = ", ".join(header)
    for field, column in columns.items():
        if column not in header:
            why = f"has no column {column!r} for {field} (it has {listed})"
            raise ArticleUnreadable(name, why, f"set articles.columns.{field} in geomap.toml")
    if "text" not in columns:
        why = f"has no column of article text (it has {listed})"
        raise ArticleUnreadable(name, why, "name it in articles.columns.text of geomap.toml")
    return columns


def _whole_lines(start: bytes) -> bytes:
    """The sample without the line, or the UTF-16 character, that its end may cut in two."""
    if len(start) < _SAMPLE:
        return start
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start[: len(start) // 2 * 2]
    return start[: start.rfind(b"\n") + 1] or start


def _decoded(lines: Iterator[bytes | None], encoding: str, source: Source) -> Iterator[str]:
    """Lines as text. UTF-16 ends its lines within a byte pair, so bytes are fed, not lines."""
    pending, marked, encoding = "", encoding.endswith("-sig"), encoding.removesuffix("-sig")
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    for number, line in enumerate(lines, 1):
        if line is None:
            raise source.too_large(f"{source.name}, line {number}")
        try:
            pending += decoder.decode(line)
        except UnicodeDecodeError as error:
            name, why = f"{source.name}, line {number}", f"has bytes that are not {encoding}"
            raise ArticleUnreadable(name, why, "save the table again as UTF-8") from error
        if marked and pending:
            pending, marked = pending[1:], False
        while (end := pending.find("\n") + 1) > 0:
            yield pending[:end]
            pending = pending[end:]
    try:
        pending += decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        why = f"ends within a character of {encoding}"
        raise ArticleUnreadable(source.name, why, "save the table again as UTF-8") from error
    if pending:
        yield pending
