"""The head of an article: where and when it was filed, and by whom, as datelines say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.articles.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.articles.segments.units import Unit
    from geomap.model import SegmentKind

#: Units at the top among which title, byline and dateline are looked for.
HEAD = 10
#: Characters in which a dateline at the beginning of a paragraph must end.
_REACH = 120
#: Place, date, agency and dash before the first sentence ("BEIRUT, May 3, 2018 (AP) - ").
#: Without agency or date a dash after a name is no dateline.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^()/\n–—]{1,80}?)\s*"
    r"(?:[(/](?P<agency>[^\W\d_][\w .&'’-]{1,40})[)/]\s*)?(?:[-–—]{1,2}|:)\s"
)
#: Towns in front of a date that a full stop ends: "Dakar/Ouagadougou, 14 May 2025. "
_TOWNS = re.compile(r"[^\W\d_a-z][\w'’.-]{0,30}(?:[ /][^\W\d_a-z][\w'’.-]{0,30}){0,4},\s{1,3}")
#: What stands before the date that ends a title: "Daily report, 14 October 2025".
_TITLE_MARKS = ",:;(|-–—"
_LABEL = re.compile(
    r"^(?:(?:last |first )?(?:published|posted|updated|modified|date)(?: on| at)?|نشر(?: في)?|"
    r"تاريخ النشر)\s*:?\s*",
    re.IGNORECASE,
)
#: What stands beside a date in a dateline of its own and names no outlet.
_CLOCK = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?|\d{3,4}(?= GMT| UTC)|\d{1,2}\s*[ap]\.?m\.?|GMT|UTC|"
    r"EST|EDT|BST|CET|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
    r"|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What the beginning of a first paragraph says of its filing."""

    end: int
    """Characters up to the first sentence."""
    published: date | None
    agency: str | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that `paragraph` begins with, or None.

    A dateline has a date with its year, or an agency in brackets; one with neither is taken
    for words of the text.
    """
    found = _DATELINE.match(paragraph[:_REACH])
    if found is None:
        return _stopped(paragraph[:_REACH])
    when = find_date(found["place"])
    agency = (found["agency"] or "").strip() or None
    # In "Idlib (north-west) - ..." the brackets hold no name of an agency.
    if agency and not agency[0].isupper() and agency.isascii():
        agency = None
    if when is None and agency is None:
        return None
    return Dateline(end=found.end(), published=when[0] if when else None, agency=agency)


def _stopped(opening: str) -> Dateline | None:
    """The dateline that a full stop ends, of towns and a whole date and nothing else."""
    when = find_date(opening)
    if when is None or not _TOWNS.fullmatch(opening[: when[1]]):
        return None
    ends = opening[when[2] : when[2] + 2] == ". "
    return Dateline(end=when[2] + 2, published=when[0], agency=None) if ends else None


def is_dateline(unit: Unit) -> bool:
    """Whether a unit is a dateline of its own: a whole date, and hardly anything beside it."""
    return _filed(unit) is not None


def published_and_source(
    units: Sequence[Unit], kinds: Sequence[SegmentKind]
) -> tuple[date | None, str | None]:
    """Day and outlet as the head of the article states them; None for what it does not."""
    day: date | None = None
    titled: date | None = None
    outlet: str | None = None
    for unit, kind in zip(units[:HEAD], kinds[:HEAD], strict=True):
        if kind == "boilerplate" and (filed := _filed(unit)) is not None:
            day, outlet = day or filed[0], outlet or filed[1]
        elif kind == "title":
            titled = titled or _in_title(unit.plain)
        elif kind == "body":
            if unit.prose and (line := dateline(unit.plain)) is not None:
                day, outlet = day or line.published, outlet or line.agency
            break
    return day or titled, outlet


def _in_title(title: str) -> date | None:
    """The whole date that a mark parts from a title: "Daily report, 14 October 2025"."""
    found = find_date(title)
    if found is None or title[found[2] :].strip(" .)"):
        return None
    return found[0] if title[: found[1]].rstrip()[-1:] in _TITLE_MARKS else None


def _filed(unit: Unit) -> tuple[date, str | None] | None:
    """The day of a dateline of its own, and the outlet if it names one."""
    if len(unit.words) > 14 or unit.heading:
        return None
    plain = _LABEL.sub("", unit.plain)
    labelled = plain != unit.plain
    found = find_date(plain)
    if found is None:
        return None
    day, start, end = found
    before, after = (
        " ".join(_CLOCK.sub(" ", part).strip(" ,|-–—•·/()").split())
        for part in (plain[:start], plain[end:])
    )
    before, after = before.strip(" ,|-–—•·/()"), after.strip(" ,|-–—•·/()")
    rest = before or after
    if (before and after) or len(rest.split()) > (8 if labelled else 4) or ":" in rest:
        return None
    # In capitals it is a place of filing, "DAMASCUS"; an outlet's name has small letters.
    outlet = rest if rest and rest[0].isupper() and not rest.isupper() else None
    return day, outlet
