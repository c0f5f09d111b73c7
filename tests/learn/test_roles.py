"""The weights of roles in reports are learnt from annotated reports, and only from reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.evaluate.gold import GoldArticle, GoldMention
from geomap.learn.roles import Case, cases, cross_validated, fit

if TYPE_CHECKING:
    from geomap.flow import Tools

LINES = "BULLETIN\nHouseholds\nIDPs\nWells\nNext issue\nTents reached {name} in June."


def article(text: str, name: str) -> GoldArticle:
    """A text with one annotated name."""
    start = text.index(name)
    mention = GoldMention(start=start, end=start + len(name), role="literal")
    return GoldArticle(id="a", text=text, published=None, source=None, mentions=(mention,))


def test_only_reports_are_learnt_from(tools: Tools) -> None:
    """A bulletin gives a case for its mention, with readable phrases; a sentence gives none."""
    report = article(LINES.format(name="Chad"), "Chad")
    made = cases("own", [report, article("Tents reached Chad in June.", "Chad")], tools)

    assert [True] == [case.literal for case in made]
    assert "country" in made[0].phrases


def test_a_custom_of_the_annotators_is_learnt() -> None:
    """Where the rules are always wrong about objects, the weights of other texts mend it."""
    pytest.importorskip("sklearn", reason="training needs scikit-learn")
    data = [
        Case(
            corpus="own", text=number, phrases={"object" if number % 2 else "in"},
            literal=True, role="metonym" if number % 2 else "literal", fixed=False,
        )
        for number in range(60)
    ] + [
        Case(corpus="own", text=number, phrases={"of"}, literal=False, role="metonym", fixed=False)
        for number in range(60, 90)
    ]  # fmt: skip
    ruled, learnt = cross_validated(data)["own"]

    assert ruled < 0.7
    assert 1.0 == learnt
    assert fit(data).weights["of"] < 0
