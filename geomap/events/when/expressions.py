"""When it happened: time expressions against the day of publication, as intervals of days.

The rules follow appendix 2 of UCDP's GED codebook where it fixes an interval ("recently": the
three days before the report; "early March": its first ten days; "last week": Monday to Sunday
before). A weekday is the most recent one, the day of publication included; in a clause about
the future it is the next one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.events.patterns import times as t
from geomap.language.vocabulary import WEEKDAYS
from geomap.model import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.model import DatePrecision

_WEEK, _LONGEST_MONTH = 7, 31
_ONE = timedelta(days=1)


#: Months back that are rather those just past than those of the next year.
_LATELY = 3


@dataclass(frozen=True, slots=True)
class _Found:
    match: re.Match[str]
    base: date
    future: bool

    def number(self, group: str = "n") -> int:
        word = (self.match[group] or "1").lower()
        return int(word) if word.isdigit() else t.COUNTS[word]

    def month(self) -> int:
        return t.MONTH[self.match["month"].lower().rstrip(".")]

    def year_of(self, month: int) -> int:
        """The year of a month without one: the latest begun, or the next for the future.

        What is hoped for may have been hoped for lately: "in February they called for a truce".
        """
        if self.future:
            return self.base.year + (self.base.month - month > _LATELY)
        return self.base.year - (month > self.base.month)


Interval = tuple[date, date, "DatePrecision"]


def _day_of_month(found: _Found) -> Interval:
    month = found.month()
    groups = found.match.groupdict()
    near = found.base.month - month in (-1, 0)
    # A day within the next two months is meant as such ("around 2 July" in June).
    year = (
        int(groups["year"])
        if groups.get("year")
        else (found.base.year if near else found.year_of(month))
    )
    one = date(year, month, int(found.match["day"]))
    if groups.get("about"):
        return one - _ONE, one + _ONE, "days"
    return one, one, "day"


def _range(found: _Found) -> Interval:
    """From a day to another, of one month or of two."""
    month, groups = found.month(), found.match.groupdict()
    last = t.MONTH[(groups.get("month2") or found.match["month"]).lower().rstrip(".")]
    near = found.base.month - last in (-1, 0)
    year = int(groups["year"]) if groups.get("year") else (
        found.base.year if near else found.year_of(last)
    )  # fmt: skip
    begun = int(groups.get("begun") or year - (month > last))
    begin = date(begun, month, int(found.match["day"]))
    end = date(year, last, int(found.match["day2"]))
    if end < begin:
        raise ValueError(found.match.group())
    return begin, end, _precision(begin, end)


def _precision(begin: date, end: date) -> DatePrecision:
    days = (end - begin).days
    if days < _WEEK:
        return "days" if days else "day"
    return "month" if days <= _LONGEST_MONTH else "year"


def _since_day(found: _Found) -> Interval:
    begin, _end, _precise = _day_of_month(found)
    if begin > found.base:
        begin = begin.replace(year=begin.year - 1)
    return begin, found.base, _precision(begin, found.base)


def _month_part(found: _Found) -> Interval:
    month = found.month()
    groups = found.match.groupdict()
    year = int(groups["year"]) if groups.get("year") else found.year_of(month)
    if groups.get("which"):  # "in May last year"
        year = found.base.year - (groups["which"].lower() == "last")
    last = monthrange(year, month)[1]
    begin, end = {
        "early": (1, 10), "mid": (10, 20), "late": (15, last), "end": (15, last),
        "beginning": (1, 10), "start": (1, 10), "": (1, last),
    }[(groups.get("part") or "").lower()]  # fmt: skip
    return date(year, month, begin), date(year, month, end), "month"


def _year_part(found: _Found) -> Interval:
    year = int(found.match["year"])
    begin, end = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "": (1, 12)}[
        (found.match["part"] or "").lower()
    ]
    return date(year, begin, 1), date(year, end, monthrange(year, end)[1]), "year"


def _weekday(found: _Found) -> Interval:
    wanted = WEEKDAYS.index(found.match["weekday"].lower())
    groups = found.match.groupdict()
    if found.future or (groups.get("which") or "").lower() == "next":
        ahead = (wanted - found.base.weekday()) % 7
        one = found.base + timedelta(days=ahead)
    else:
        back = (found.base.weekday() - wanted) % 7
        if not back and (groups.get("which") or "").lower() == "last":
            back = 7
        one = found.base - timedelta(days=back)
    if groups.get("since"):
        return one, found.base, "days"
    return one, one, "day"


def _between_days(found: _Found) -> Interval:
    second = WEEKDAYS.index(found.match["second"].lower())
    end = found.base - timedelta(days=(found.base.weekday() - second) % 7)
    return end - _ONE, end, "days"


def _back(days: int, span: int, precision: DatePrecision) -> Callable[[_Found], Interval]:
    """An interval that ends `days` before the base and is `span` days longer than one."""

    def interval(found: _Found) -> Interval:
        end = found.base - timedelta(days=days)
        return end - timedelta(days=span), end, precision

    return interval


def _whole(unit: str, day: date, ahead: int = 0) -> Interval:
    """The week, month or year that a day is in, or the one so many ahead."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)
        return monday, monday + timedelta(days=6), "week"
    if unit == "year":
        return date(day.year + ahead, 1, 1), date(day.year + ahead, 12, 31), "year"
    first = _months_back(day.replace(day=1), -ahead)
    return first, first.replace(day=monthrange(first.year, first.month)[1]), "month"


def _unit(ahead: int, unit: str | None = None) -> Callable[[_Found], Interval]:
    """A whole week, month or year, by default the one that the words name."""
    return lambda found: _whole(unit or found.match["unit"].lower(), found.base, ahead)


def _so_far(unit: str | None = None) -> Callable[[_Found], Interval]:
    """The week, month or year of the base, up to it."""

    def interval(found: _Found) -> Interval:
        begin, _end, precision = _whole(unit or found.match["unit"].lower(), found.base)
        return begin, found.base, precision

    return interval


def _this_week(found: _Found) -> Interval:
    begin, end, _precision = _whole("week", found.base)
    return begin, end if found.future else found.base, "days"


def _this_year(found: _Found) -> Interval:
    begin, end, precision = _whole("year", found.base)
    return begin, end if found.future else found.base, precision


def _late_last_week(found: _Found) -> Interval:
    sunday = found.base - timedelta(days=found.base.weekday() + 1)
    return sunday - timedelta(days=2), sunday, "days"


def _weekend(found: _Found) -> Interval:
    back = (found.base.weekday() + 2) % 7 if not found.future else -(5 - found.base.weekday())
    saturday = found.base - timedelta(days=back)
    return saturday, saturday + _ONE, "days"


def _past_units(found: _Found) -> Interval:
    number, unit = found.number(), found.match["unit"].lower()
    if unit == "hour":
        return found.base - timedelta(days=max(1, number // 24)), found.base, "days"
    if unit == "day":
        return found.base - timedelta(days=number), found.base - _ONE, "days"
    if unit == "week":
        return (
            found.base - timedelta(days=6 * number),
            found.base,
            "week" if number == 1 else "month",
        )
    months = number * (12 if unit == "year" else 1)
    return _months_back(found.base, months), found.base, "month" if months == 1 else "year"


def _units_ago(found: _Found) -> Interval:
    number, unit = found.number(), found.match["unit"].lower()
    if unit == "day":
        one = found.base - timedelta(days=number)
        return one, one, "day" if number < 4 else "days"
    if unit == "hour":
        return found.base, found.base, "day"
    if unit == "week":
        end = found.base - timedelta(weeks=number)
        return end - timedelta(days=3), end + timedelta(days=3), "week"
    return _whole(unit, found.base, -number)


def _units_since(found: _Found) -> Interval:
    begin, _end, precision = _units_ago(found)
    return begin, found.base, precision


def _months_back(base: date, months: int) -> date:
    total = base.year * 12 + base.month - 1 - months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


def _this_month(found: _Found) -> Interval:
    begin = found.base.replace(day=1)
    return begin, max(begin, found.base - _ONE), "month"


def _days_of_month(found: _Found) -> Interval:
    month, count = found.month(), found.number()
    year = found.year_of(month)
    last = monthrange(year, month)[1]
    if found.match["which"].lower() == "first":
        return date(year, month, 1), date(year, month, count), "days"
    # UCDP counts the last days up to the day before the month's end.
    return date(year, month, last - count), date(year, month, last - 1), "days"


def _week_of_month(found: _Found) -> Interval:
    month = found.month()
    year = found.year_of(month)
    which = ("first", "second", "third", "fourth", "last").index(found.match["which"].lower())
    begin = date(year, month, min(1 + 7 * which, monthrange(year, month)[1] - 6))
    return begin, begin + timedelta(days=6), "week"


def _since_part(found: _Found) -> Interval:
    part = _month_part if "month" in found.match.groupdict() else _year_part
    begin = part(found)[0]
    return begin, found.base, "month" if (found.base - begin).days < _LONGEST_MONTH else "year"


_PART = r"(?:(?P<part>early|mid|late|end|beginning|start)(?:[\s-]+|\s+of\s+)(?:in\s+)?)?"
_OF_YEAR = rf"(?:,?\s+{t.Y}|(?: of)? (?P<which>last|this) year)?"
_BEGUN = r"(?:,?\s+(?P<begun>(?:19|20)\d\d))?"
_MONTH_SIGNS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#: In order: the first rule that matches at the earliest place wins, longer ones first. A rule is
#: tried only on texts with one of its signs in lower case.
_RULES: tuple[tuple[list[str], re.Pattern[str], Callable[[_Found], Interval]], ...] = tuple(
    (signs.split("|"), re.compile(pattern, flags), rule)
    for signs, pattern, flags, rule in (
        (_MONTH_SIGNS, rf"\b{t.D}\s+{t.M}{_BEGUN}(?:{t.TO}|\s+and\s+){t.D2}\s+{t.M2}(?:,?\s+{t.Y})?", 0, _range),
        (_MONTH_SIGNS, rf"\b{t.M}\s+{t.D}{_BEGUN}(?:{t.TO}|\s+and\s+){t.M2}\s+{t.D2}\b(?:,?\s+{t.Y})?", 0, _range),
        (_MONTH_SIGNS, rf"\b{t.D}(?:{t.TO}|\s+and\s+){t.D2}\s+(?:of\s+)?{t.M}(?:,?\s+{t.Y})?", 0, _range),
        (_MONTH_SIGNS, rf"\b{t.M}\s+{t.D}{t.TO}{t.D2}\b(?:,?\s+{t.Y})?", 0, _range),
        (_MONTH_SIGNS, rf"\b{t.M}\s+{t.D}\s+and\s+{t.D2}\b(?:,?\s+{t.Y})?{t.NO_COUNT}", 0, _range),
        ("since", rf"\b[Ss]ince\s+{t.D}\s+{t.M}(?:,?\s+{t.Y})?", 0, _since_day),
        ("since", rf"\b[Ss]ince\s+{t.M}\s+{t.D}\b(?:,?\s+{t.Y})?", 0, _since_day),
        (_MONTH_SIGNS, rf"(?:(?P<about>\b[Aa]round|\b[Aa]bout)\s+)?\b{t.D}\s+(?:of\s+)?{t.M}(?:,?\s+{t.Y})?", 0, _day_of_month),
        (_MONTH_SIGNS, rf"(?:(?P<about>\b[Aa]round|\b[Aa]bout)\s+)?\b{t.M}\s+{t.D}\b(?:,?\s+{t.Y})?", 0, _day_of_month),
        ("days", rf"\b(?P<which>last|first)\s+{t.N}\s+days\s+of\s+{t.M}", re.IGNORECASE, _days_of_month),
        ("week", rf"\b(?P<which>first|second|third|fourth|last)\s+week\s+of\s+{t.M}", re.IGNORECASE, _week_of_month),
        ("since", rf"\bsince\s+{_PART}{t.M}{_OF_YEAR}", re.IGNORECASE, _since_part),
        ("since", rf"\bsince\s+(?:(?P<part>early|mid|late)[\s-]+)?{t.Y}\b", re.IGNORECASE, _since_part),
        (_MONTH_SIGNS, rf"\b{_PART}{t.MF}{_OF_YEAR}(?!\s*\d)(?![\w])", 0, _month_part),
        ("19|20", rf"\b(?:(?P<part>early|mid|late)[\s-]+(?:in\s+)?)?{t.Y}\b", re.IGNORECASE, _year_part),
        ("night", rf"\bnight\s+between\s+\w+\s+and\s+(?P<second>{'|'.join(WEEKDAYS)})", re.IGNORECASE, _between_days),
        ("day", rf"\b(?:(?P<since>since)\s+)?(?:(?P<which>last|next|this)\s+)?{t.W}\b", re.IGNORECASE, _weekday),
        ("today|tonight|this|gmt", r"\b(?:today|tonight|this (?:morning|afternoon|evening)|\d{4} GMT)\b", re.IGNORECASE, _back(0, 0, "day")),
        ("yesterday|night|day", r"\b(?:yesterday|last night|overnight|the other day)\b", re.IGNORECASE, _back(1, 0, "day")),
        ("tomorrow", r"\btomorrow\b", re.IGNORECASE, _back(-1, 0, "day")),
        ("recent|few", r"\b(?:recently|(?:the |in )*(?:past|last) few days|in recent days|recent days)\b", re.IGNORECASE, _back(1, 2, "days")),
        ("weekend", r"\b(?:over the |this |last |at the )weekend\b", re.IGNORECASE, _weekend),
        ("week", r"\blate last week\b", re.IGNORECASE, _late_last_week),
        ("week", r"\b(?:since the (?:beginning|start) of the week|this week|earlier this week)\b", re.IGNORECASE, _this_week),
        ("week", r"\blast week\b", re.IGNORECASE, _unit(-1, "week")),
        ("week", r"\bnext week\b", re.IGNORECASE, _unit(1, "week")),
        ("week", r"\brecent weeks\b", re.IGNORECASE, _back(0, 21, "month")),
        ("fortnight", r"\ba fortnight ago\b", re.IGNORECASE, _back(0, 13, "month")),
        ("since", r"\bsince the (?:start|beginning) of the (?P<unit>year|month)\b", re.IGNORECASE, _so_far()),
        ("next", r"\bnext (?P<unit>month|year)\b", re.IGNORECASE, _unit(1)),
        ("year", r"\b(?:(?:earlier |so far )?this year)\b", re.IGNORECASE, _this_year),
        ("month", r"\b(?:earlier )?this month\b", re.IGNORECASE, _this_month),
        ("month", r"\blast month\b", re.IGNORECASE, _unit(-1, "month")),
        ("year", r"\blast year\b", re.IGNORECASE, _unit(-1, "year")),
        ("past|last", rf"\b(?:past|last)\s+(?:{t.N}\s+)?(?P<unit>hour|day|week|month|year)s?\b", re.IGNORECASE, _past_units),
        ("ago|earlier", rf"\b{t.N}\s+(?P<unit>hour|day|week|month|year)s?\s+(?:ago|earlier)\b", re.IGNORECASE, _units_ago),
        ("since", rf"\b{t.N}\s+(?P<unit>hour|day|week|month|year)s?\s+since\b", re.IGNORECASE, _units_since),
    )
)  # fmt: skip


def resolve_expression(text: str, base: date, *, future: bool = False) -> When | None:
    """The interval that one time expression means in a report of the day `base`.

    Args:
        text: the expression alone, as written.
        base: day of publication.
        future: whether the clause speaks of what is to come.
    """
    found = next(iter(_found(text)), None)
    if found is None:
        return None
    match, rule = found
    try:
        start, end, precision = rule(_Found(match, base, future))
    except (ValueError, OverflowError, IndexError):
        return None  # "31 June": no such day
    return When(start=start, end=end, precision=precision, text=match.group(), basis="expression")


def find_expressions(text: str) -> list[tuple[int, int]]:
    """Spans of the time expressions in running text, in order, without overlap."""
    return [match.span() for match, _rule in _found(text)]


@lru_cache(maxsize=64)
def _found(text: str) -> list[tuple[re.Match[str], Callable[[_Found], Interval]]]:
    """Matches and their rules; kept, for every deed of a sentence asks for the same ones."""
    low = text.lower()
    every = [
        (match.start(), -match.end(), order, match, rule)
        for order, (signs, pattern, rule) in enumerate(_RULES)
        if any(sign in low for sign in signs)
        for match in pattern.finditer(text)
    ]
    kept: list[tuple[re.Match[str], Callable[[_Found], Interval]]] = []
    last = -1
    for start, end, _order, match, rule in sorted(every, key=lambda one: one[:3]):
        if start >= last:
            kept.append((match, rule))
            last = -end
    return kept
