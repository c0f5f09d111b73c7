"""The day an article was published, as the article or its file states it; never guessed.

A day needs a year in writing: "BEIRUT, March 3 (Reuters)" stays unknown. A day and a month
that could be swapped ("04/09/2018") stay unknown too, because half of the world reads them
the other way round.
"""

from __future__ import annotations

import re
from datetime import date

_ENGLISH = "january february march april may june july august september october november december"
#: Month names, casefolded: English in full and abbreviated, Arabic as written in the Levant
#: and Iraq (Syriac names) and as written elsewhere (Latin names).
_MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH.split(), 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH.split(), 1)}, "sept": 9,
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
    "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "يناير": 1, "فبراير": 2,
    "مارس": 3, "أبريل": 4, "إبريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7, "أغسطس": 8, "سبتمبر": 9,
    "أكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name))) + r")"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")

#: Ways to write a whole date. Each is tried at a word boundary; none may run on into digits.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?!\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{_YEAR}/(?P<number>\d\d?)/(?P<day>\d\d?)",
        rf"{_YEAR}(?P<number>\d\d)(?P<day>\d\d)",
        rf"{_MONTH}\b\.?\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH}\b\.?(?:\s*/\s*\w+)?,?[\s-]+{_YEAR}",
        rf"(?P<first>\d\d?)(?P<mark>[/.])(?P<second>\d\d?)(?P=mark){_YEAR}",
    )
)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first whole date written in `text`, with its offsets; None where there is none."""
    found: list[tuple[int, int, date]] = []
    digits = text.translate(_ARABIC_DIGITS)
    for form in _FORMS:
        for match in form.finditer(digits):
            day = _day(match.groupdict())
            if day is not None:
                found.append((match.start(), match.end(), day))
                break
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def stated_date(value: str) -> date | None:
    """The day that a metadata field states, in its own time zone; None where none is clear.

    Args:
        value: a field such as ``2018-09-04``, ``2018-09-04T10:45:00+03:00``,
            ``Tue, 04 Sep 2018 10:45:00 GMT``, ``20180904`` or ``September 4, 2018``.
    """
    found = find_date(value)
    # A long text with a date somewhere in it states something else.
    return found[0] if found and len(value) <= 60 else None


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        name = re.sub(r"\s+", " ", (parts.get("month") or "").casefold())
        month = int(parts["number"] or 0) if parts.get("number") else _MONTHS.get(name, 0)
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:  # 31 September
        return None
