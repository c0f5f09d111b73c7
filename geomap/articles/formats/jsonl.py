"""JSON Lines: an article a line, with its metadata and perhaps the spans to resolve."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING

from geomap.articles.draft import Draft
from geomap.articles.fields import mention_spans, metadata, one_line
from geomap.errors import ArticleUnreadable
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from geomap.articles.draft import Source
    from geomap.config import ArticlesConfig

#: Lines of one file whose faults are told one by one; a wrong file would tell thousands.
_MOST_TOLD = 10
#: Half of a pair that stands for one character, which no file can hold.
_HALF = re.compile("[\ud800-\udfff]")


def read(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The article of each line, and a report of each line that holds none; empty lines pass.

    Raises:
        ArticleUnreadable: the file has no line at all.
        OSError: the system refuses.
    """
    told = lines = untold = 0
    with source.opened() as stream:
        for number, line in enumerate(source.lines(stream), 1):
            if line is not None and not line.strip(codecs.BOM_UTF8 + b" \t\r\n"):
                continue
            lines += 1
            try:
                yield from _article(line, number, source)
            except ArticleUnreadable as error:
                told += 1
                if told <= _MOST_TOLD:
                    yield Skipped(name=f"{source.name}, line {number}", reason=str(error))
                else:
                    untold += 1
    if untold:
        reason = f"{source.name}: {untold} more lines hold no article; mend or remove the file."
        yield Skipped(name=source.name, reason=reason)
    if not lines:
        raise ArticleUnreadable(source.name, "is empty", "remove it, or save its articles again")


def _article(line: bytes | None, number: int, source: Source) -> Iterator[Draft | Skipped]:
    name = f"{source.name}, line {number}"
    if line is None:
        raise source.too_large(name)
    record = _object(line.removeprefix(codecs.BOM_UTF8), name)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleUnreadable(name, 'has no "text"', 'give the article as {"text": "..."}')
    if type(record.get("start")) is int and type(record.get("end")) is int:
        # A span of another text, as annotation files have a line each.
        raise ArticleUnreadable(name, "is an annotation, not an article", "leave this file out")
    if _HALF.search(text):
        raise ArticleUnreadable(name, "holds half a character (a lone surrogate)", "mend its text")
    stated, notices = metadata(record, name)
    spans, more = mention_spans(record.get("mentions"), text, name)
    yield from (*notices, *more)
    given = one_line(record.get("id"))
    yield Draft(
        name=name, id=given or f"{source.stem}-{number}", text=text, given_mentions=spans, **stated
    )


def _object(line: bytes, name: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise ArticleUnreadable(name, "is not UTF-8", "save it again as UTF-8") from error
    except (ValueError, RecursionError) as error:
        where = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ArticleUnreadable(name, f"is broken JSON{where}", "mend the line") from error
    if not isinstance(record, dict):
        raise ArticleUnreadable(name, "is no JSON object", 'give the article as {"text": "..."}')
    return record
