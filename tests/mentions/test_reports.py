"""Bulletins and situation reports: what tells them, and how their habits turn a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.mentions import find_mentions
from geomap.mentions.reports import is_report
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools

BULLETIN = """FLOOD BULLETIN
Key figures
12,000 IDPs in 900 households
Chad had 600 new cases of cholera in June.
Water points repaired by partners
Next issue: 3 July
"""
NEWS = """Chad had 600 new cases of cholera in June.
Nurses arrived on Monday.
They brought tents.
Wells were cleaned.
Nobody was hurt.
More aid is expected.
"""
PAGE = """Home
World
Politics
Chad had 600 new cases of cholera in June.
Read more
Share this page
"""
WEEKLY = """Weekly Epidemiological Report
Week 12: new cases by state
Edo (24), Ondo (28)
Delta (3)
No new deaths
Next issue: 3 July
"""
APPEAL = (
    "UNHCR, UNICEF and OCHA say that IDPs in 900 households need shelter, that partners lack "
    "funding and that WASH assessments of the cluster go on. "
)


def roles(text: str, tools: Tools) -> dict[str, tuple[str, str | None]]:
    """Role and cue of each name of a text."""
    article = Article(id="a", text=text, language="en")
    found = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    return {mention.text: (mention.role, mention.role_cue) for mention in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BULLETIN, True), (NEWS, False), (PAGE, False), ("", False), (WEEKLY, True),
        (WEEKLY.replace("Weekly Epidemiological Report", "State by state"), False),
        (APPEAL, True), (APPEAL.split(", that partners", maxsplit=1)[0], False),
    ],
)  # fmt: skip
def test_reports_are_told_by_fragments_headings_and_words(text: str, expected: bool) -> None:
    """Fragments with words of aid work or under a report's heading, or very many such words."""
    assert expected == is_report(text)


def test_a_country_in_a_report_is_its_land(tools: Tools) -> None:
    """The same sentence is about a state in news and about its land in a bulletin, with a cue."""
    news, bulletin = roles(NEWS, tools)["Chad"], roles(BULLETIN, tools)["Chad"]

    assert ("metonym", "literal") == (news[0], bulletin[0])
    assert (bulletin[1] or "").startswith("in_a_report: ")


def test_who_decides_in_a_report_is_left_to_the_rules(tools: Tools) -> None:
    """A state that accuses is its government in a bulletin too."""
    text = BULLETIN.replace("had 600 new cases of cholera in June", "accused the traders of theft")

    assert "metonym" == roles(text, tools)["Chad"][0]
