"""Metadata as files state it (JSONL fields, CSV columns, sidecar rows), checked and typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date  # the types of kept metadata
from typing import TypedDict

from geomap.articles.dates import stated_date
from geomap.model import Skipped, Span

#: Names that other tools give to our fields, casefolded, without spaces, dashes, underscores.
#: The first of a field's names that a table has is its column.
COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "docid", "documentid", "uid", "guid"),
    "text": ("text", "body", "content", "fulltext", "articletext", "article", "maintext", "story",
             "bodytext", "articlebody", "notes"),
    "title": ("title", "headline", "heading", "articletitle"),
    "published": ("published", "publishedat", "publicationdate", "publishdate", "publishedon",
                  "pubdate", "datepublished", "date", "datetime", "eventdate"),
    "source": ("source", "outlet", "publisher", "publication", "sourcename", "sitename", "site",
               "newspaper", "domain"),
    "url": ("url", "link", "address", "permalink", "sourceurl", "href"),
    "language": ("language", "lang"),
    "file": ("file", "filename", "path"),
}  # fmt: skip

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][\w-]+)?", re.IGNORECASE)


class Metadata(TypedDict, total=False):
    """The stated fields of a `Draft`; a field that is absent or empty is not there."""

    title: str
    published: date
    source: str
    url: str
    language: str


def columns_of(header: list[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """The column of each field in a table.

    Args:
        header: column names as the table has them.
        chosen: column names by field that go before detection.

    Returns:
        Column by field, for the fields that the table has; a chosen column is in it whether
        the table has it or not.
    """
    plain = {re.sub(r"[\s_-]+", "", name).casefold(): name for name in reversed(header)}
    found = {
        field: next(plain[name] for name in names if name in plain)
        for field, names in COLUMN_NAMES.items()
        if any(name in plain for name in names)
    }
    return {**found, **chosen}


def metadata(row: Mapping[str, object], name: str) -> tuple[Metadata, list[Skipped]]:
    """The fields of one article, and a notice for each that had to be set aside.

    Args:
        row: values by field name; other keys are ignored.
        name: file and line, for the notices.
    """
    stated: Metadata = {}
    notices: list[Skipped] = []

    def refuse(field: str, todo: str) -> None:
        value = str(row[field])[:80]
        notices.append(set_aside(name, f"{field} {value!r} is not understood", todo))

    if title := one_line(row.get("title")):
        stated["title"] = title
    if source := one_line(row.get("source")):
        stated["source"] = source
    if when := one_line(row.get("published")):
        day = stated_date(when)
        if day is None:
            refuse("published", "write it as 2018-09-04")
        else:
            stated["published"] = day
    if address := one_line(row.get("url")):
        if web_address(address):
            stated["url"] = address
        else:
            refuse("url", "give an address that begins with https://")
    if language := one_line(row.get("language")):
        if code := _LANGUAGE.fullmatch(language):
            stated["language"] = code[1].lower()
        else:
            refuse("language", "write a two-letter code such as en or ar")
    return stated, notices


def mention_spans(
    value: object, text: str, name: str
) -> tuple[tuple[Span, ...] | None, list[Skipped]]:
    """The given spans of a record; all are set aside if one is wrong, for none may be lost.

    Args:
        value: ``[{"start": .., "end": ..}, ...]`` in `str` indices of `text`, or None.
        text: the article's text.
        name: file and line, for the notice.
    """
    if value is None:
        return None, []
    if not isinstance(value, list):
        return None, [set_aside(name, "mentions is not a list", "give [{start, end}, ...]")]
    spans: list[Span] = []
    for number, item in enumerate(value, 1):
        start, end = (item.get("start"), item.get("end")) if isinstance(item, dict) else (0, 0)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            wrong = f"mention {number} is no span of the text's {len(text)} characters"
            return None, [set_aside(name, wrong, "give start < end counted in characters")]
        spans.append(Span(start=start, end=end, text=text[start:end]))
    return tuple(spans), []


def set_aside(name: str, wrong: str, todo: str) -> Skipped:
    """The notice that part of what an article's file states was not used."""
    return Skipped(name=name, reason=f"{name}: {wrong} and was set aside; {todo}.")


def one_line(value: object) -> str | None:
    """A field as one trimmed line of text; None for what is empty or has no text form."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # Half a surrogate pair, which JSON can write, cannot be written to any file.
    words = str(value).encode("utf-8", "replace").decode("utf-8").split()
    return " ".join(words) or None


def web_address(value: str) -> bool:
    """Whether a value may become a link: http or https and nothing that hides in it."""
    return re.fullmatch(r"https?://[^\s\"'<>\\`\x00-\x1f]+", value, re.IGNORECASE) is not None
