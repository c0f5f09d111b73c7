"""Words and shapes of time expressions: plain data, and pieces of patterns with named groups."""

from __future__ import annotations

from geomap.language.vocabulary import MONTHS, NUMBERS, WEEKDAYS

MONTH = {name: n for n, name in enumerate(MONTHS, start=1)} | {
    short: n
    for n, shorts in enumerate(
        ("jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"), 1
    )
    for short in shorts.split()
}
#: Words for a count of days, weeks, months.
COUNTS = {word: n for word, n in NUMBERS.items() if 0 < n <= 10} | {
    "a": 1, "an": 1, "couple": 2, "few": 3, "several": 3,
}  # fmt: skip
D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# A month needs its capital: "March 3" is a date and "may" is a verb.
FULL = "|".join(name.title() for name in MONTHS) + "|" + "|".join(MONTHS).upper()
M = rf"(?P<month>(?-i:{FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?))"
#: Without a day beside it only a full month's name is one: "Mar Elias" is a saint.
MF = rf"(?P<month>(?-i:{FULL}))"
Y = r"(?P<year>(?:19|20)\d\d)"
W = rf"(?P<weekday>{'|'.join(map(str.title, WEEKDAYS))})"
N = rf"(?P<n>\d+|{'|'.join(COUNTS)})"
#: The second day of a range, and what may stand between: "3 to 7 March", "March 3 and 4".
TO = r"\s*(?:-|–|to|until|through)\s*"
D2 = r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
M2 = M.replace("<month>", "<month2>")
#: Behind "March 3 and 4" stands no noun that is four: "and 4 people".
NO_COUNT = r"(?=\s*(?:[.,;:)\]]|$|(?:in|on|at|near|when|after|as|that|and|but|by|to|with)\b))"
