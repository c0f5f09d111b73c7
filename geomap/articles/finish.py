"""From a draft to an article: what the text itself shows, where its file states nothing."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from geomap.articles.language_id import detect_language
from geomap.articles.segments import Unit, find_segments, find_units
from geomap.articles.segments.head import published_and_source
from geomap.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from geomap.articles.draft import Draft
    from geomap.model import Segment

#: Characters of the beginning in which title, dateline and language are looked for.
_HEAD = 20_000


def text_digest(text: str) -> str:
    """`Article.sha256` of a text."""
    return sha256(text.encode("utf-8")).hexdigest()


def finish(draft: Draft, taken: set[str]) -> Article:
    """The article of a draft: id made unique, segments, and what its head states.

    Args:
        draft: as read; what it states goes before what the text shows.
        taken: ids of the run so far; the article's is added.
    """
    digest = text_digest(draft.text)
    name = next(one for one in unique_ids(draft.id, digest) if one not in taken)
    taken.add(name)
    segments = find_segments(draft.text, draft.title)
    day, outlet = _filed(draft.text, segments)
    return Article(
        id=name,
        text=draft.text,
        title=draft.title or _title(draft.text, segments),
        published=draft.published or day,
        source=draft.source or outlet,
        url=draft.url,
        language=draft.language or detect_language(_body(draft.text, segments)),
        sha256=digest,
        segments=segments,
        given_mentions=draft.given_mentions,
        path=draft.name,
    )


def unique_ids(wanted: str, digest: str) -> Iterator[str]:
    """`wanted`, and where it is taken, `wanted` with the beginning of the content's hash.

    The same text under the same id twice gets a number as well; the order of reading, which
    never varies, decides which.
    """
    yield wanted
    yield f"{wanted}~{digest[:8]}"
    yield from (f"{wanted}~{digest[:8]}-{number}" for number in count(2))


def _filed(text: str, segments: tuple[Segment, ...]) -> tuple[date | None, str | None]:
    units = find_units(text[:_HEAD])
    starts = {segment.start: segment.kind for segment in segments}
    kinds = []
    kind = segments[0].kind if segments else "body"
    edges = sorted(starts)
    for unit in units:
        # The kind in which the unit ends: a dateline before the first sentence is a segment
        # of its own in the unit that it opens.
        while edges and edges[0] < unit.end:
            kind = starts[edges.pop(0)]
        kinds.append(kind)
    return published_and_source(units, kinds)


def _title(text: str, segments: tuple[Segment, ...]) -> str | None:
    for segment in segments:
        if segment.kind == "title":
            raw = text[segment.start : segment.end].strip()
            return Unit(start=0, end=len(raw), raw=raw).plain or None
    return None


def _body(text: str, segments: tuple[Segment, ...]) -> str:
    parts = (text[part.start : part.end] for part in segments if part.kind == "body")
    return "".join(part[:_HEAD] for part in parts)[:_HEAD] or text[:_HEAD]
