"""A date counts when day, month and year are written and clear."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.articles import read_articles
from geomap.articles.dates import find_date, stated_date
from geomap.config import Config
from geomap.model import Article

if TYPE_CHECKING:
    from pathlib import Path

SEPTEMBER_4 = date(2018, 9, 4)


@pytest.mark.parametrize(
    "written",
    [
        "2018-09-04",
        "2018-09-04T23:45:00-05:00",
        "2018/9/4",
        "20180904",
        "Tue, 04 Sep 2018 10:45:00 GMT",
        "Global Post, September 04, 2018",
        "Sept. 4, 2018",
        "SEP 4 2018",
        "4 September 2018",
        "4th of September, 2018",
        "04-Sep-2018",
        "4 أيلول 2018",
        "٤ سبتمبر ٢٠١٨",
        "4 أيلول / سبتمبر 2018",
    ],
)
def test_whole_dates_are_understood(written: str) -> None:
    """The usual ways to write a day, in English and Arabic, all give that day."""
    assert SEPTEMBER_4 == stated_date(written)


@pytest.mark.parametrize(
    "names",
    [
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        ("كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب "
         "أيلول تشرين_الأول تشرين_الثاني كانون_الأول"),
    ],
)  # fmt: skip
def test_every_month_has_its_names(names: str) -> None:
    """In English, whole and short, and in both Arabic calendars of names."""
    dates = [stated_date(f"4 {name.replace('_', ' ')} 2018") for name in names.split()]

    assert [date(2018, month, 4) for month in range(1, 13)] == dates


@pytest.mark.parametrize(
    "written",
    [
        "March 3",
        "September 2018",
        "2018",
        "04/09/2018",
        "31 September 2018",
        "yesterday",
        "1536057900",
        "",
        "maybe 4, 2018",
        "The report of September 4, 2018 says that nothing in it is to be taken as a date of this.",
    ],
)
def test_what_is_not_clear_stays_unknown(written: str) -> None:
    """Without a year, with day and month swappable, or impossible: no date is made up."""
    assert None is stated_date(written)


def test_day_and_month_are_told_apart_where_they_can_be() -> None:
    """A number over twelve is a day, on either side; two equal numbers need no telling."""
    assert date(2018, 9, 24) == stated_date("24/09/2018")
    assert date(2018, 9, 24) == stated_date("9/24/2018")
    assert date(2018, 9, 9) == stated_date("9.9.2018")


def test_the_first_date_is_found_with_its_place() -> None:
    """Offsets point at the words, so that what stands around can be read."""
    text = "BEIRUT, Sept. 4, 2018; updated 5 September 2018"

    assert (SEPTEMBER_4, 8, 21) == find_date(text)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_iso_dates_round_trip(day: date) -> None:
    """Any day in ISO form is understood as itself."""
    assert day == stated_date(day.isoformat())
    assert day == stated_date(f"{day:%d} {day:%B} {day.year}")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Quiet night in the hills\n\nDakar/Ouagadougou, 4 September 2018. ", SEPTEMBER_4),
        ("Quiet night in the hills\n\nDakar, 4 September 2018 - ", SEPTEMBER_4),
        ("Daily assessment of the front, 4 September 2018\n\n", SEPTEMBER_4),
        ("What became of the men of 4 September 2018\n\n", None),
        ("Quiet night in the hills\n\nIn Dakar people recall 4 September 2018. ", None),
    ],
)
def test_the_head_of_an_article_tells_its_day(head: str, day: date | None, tmp_path: Path) -> None:
    """A dateline ends with a dash or a full stop; a mark parts a day from its title.

    A day that the text speaks of is not the day of its publication.
    """
    path = tmp_path / "one.txt"
    body = "Fighters stormed a base in the north on Sunday and burned the market, residents said."
    path.write_text(f"{head}{body} {body}\n\n{body}\n", encoding="utf-8")

    (article,) = read_articles([str(path)], Config())
    assert isinstance(article, Article)
    assert day == article.published
