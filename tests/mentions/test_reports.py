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


def roles(text: str, tools: Tools) -> dict[str, tuple[str, str | None]]:
    """Role and cue of each name of a text."""
    article = Article(id="a", text=text, language="en")
    found = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    return {mention.text: (mention.role, mention.role_cue) for mention in found}


@pytest.mark.parametrize(
    ("text", "expected"), [(BULLETIN, True), (NEWS, False), (PAGE, False), ("", False)]
)
def test_reports_are_told_by_their_fragments(text: str, expected: bool) -> None:
    """Fragments with words of aid work are a report; sentences and a page with a menu are none."""
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
