"""Time expressions become intervals of days with an honest precision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.events.when.expressions import find_expressions, resolve_expression

TUESDAY = date(2018, 9, 4)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Tuesday", "2018-09-04", "2018-09-04", "day"),
        ("Monday", "2018-09-03", "2018-09-03", "day"),
        ("last Tuesday", "2018-08-28", "2018-08-28", "day"),
        ("September 3", "2018-09-03", "2018-09-03", "day"),
        ("3 September 2015", "2015-09-03", "2015-09-03", "day"),
        ("yesterday", "2018-09-03", "2018-09-03", "day"),
        ("last week", "2018-08-27", "2018-09-02", "week"),
        ("over the weekend", "2018-09-01", "2018-09-02", "days"),
        ("since early 2017", "2017-01-01", "2018-09-04", "year"),
        ("last month", "2018-08-01", "2018-08-31", "month"),
        ("August 2016", "2016-08-01", "2016-08-31", "month"),
        ("last year", "2017-01-01", "2017-12-31", "year"),
        ("more than seven years since", "2011-01-01", "2018-09-04", "year"),
        ("1045 GMT", "2018-09-04", "2018-09-04", "day"),
        ("three days ago", "2018-09-01", "2018-09-01", "day"),
        ("four days ago", "2018-08-31", "2018-08-31", "days"),
        ("next week", "2018-09-10", "2018-09-16", "week"),
        ("two weeks ago", "2018-08-18", "2018-08-24", "week"),
        ("two months ago", "2018-07-01", "2018-07-31", "month"),
        ("20 July 2015 and 19 July 2016", "2015-07-20", "2016-07-19", "year"),
        ("20 July and 19 August 2016", "2016-07-20", "2016-08-19", "month"),
    ],
)
def test_expressions_resolve(text: str, start: str, end: str, precision: str) -> None:
    """Each expression gives its interval against the day of the report."""
    when = resolve_expression(text, TUESDAY)
    assert when is not None

    assert (start, end, precision) == (str(when.start), str(when.end), when.precision)


def test_the_future_looks_ahead() -> None:
    """After "will", Friday is the next one."""
    when = resolve_expression("Friday", TUESDAY, future=True)
    assert when is not None

    assert date(2018, 9, 7) == when.start


@pytest.mark.parametrize(
    "text", ["She may leave.", "They march home.", "Mar Elias hospital", "31 June"]
)
def test_words_that_only_look_like_dates(text: str) -> None:
    """Verbs, names and days that do not exist are no dates."""
    assert resolve_expression(text, TUESDAY) is None


@given(st.text(max_size=80), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_any_text_is_safe(text: str, base: date) -> None:
    """No text crashes the rules, spans lie in the text, and intervals run forward."""
    for start, end in find_expressions(text):
        assert 0 <= start < end <= len(text)
    when = resolve_expression(text, base)
    assert when is None or (when.start or base) <= (when.end or base)
