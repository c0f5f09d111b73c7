"""The chances of the names of a sentence to be where a deed happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.evaluate.event_location import read
from geomap.events.where.decide import candidates
from geomap.events.where.model import chances, shares
from geomap.events.where.scene import Scene
from geomap.flow import annotate_article, parsed
from geomap.mentions import with_doubtful
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools


def test_rivals_share_what_nowhere_leaves() -> None:
    """Two names as likely as nowhere have a third each; none has anything to share."""
    assert [pytest.approx(1 / 3)] * 2 == shares([0.0, 0.0])
    assert [] == shares([])


def test_huge_sums_stay_finite() -> None:
    """A sum that no exponential holds is a certain choice."""
    assert [pytest.approx(1.0), pytest.approx(0.0)] == shares([1e6, -1e6])


def test_the_place_of_the_deed_beats_that_of_the_speaker(tools: Tools) -> None:
    """Where the deed is told to be is likelier than any other name of the sentence."""
    doc, mentions = read("Speaking in Beirut, he said gunmen attacked Douma.", tools)
    (trigger,) = (token for token in doc if token.text == "attacked")
    scene = Scene(trigger, candidates(trigger, trigger.sent, mentions))
    found = {one.span.text: chance for one, chance in zip(scene.every, chances(scene), strict=True)}

    assert {"Beirut", "Douma"} == set(found)
    assert found["Douma"] > 0.5 > found["Beirut"]


def test_a_doubtful_name_is_a_place_where_a_deed_was_done_there(tools: Tools) -> None:
    """It is numbered among the other mentions, and the claim has its number."""
    text = (
        "Shells hit Homs. Protesters clashed with police at Plaza Almira in Caracas. Lima was calm."
    )
    found = annotate_article(Article(id="a", text=text, language="en"), tools)

    named = {one.id: one.text for one in found.mentions}
    assert ["m1", "m2", "m3", "m4"] == list(named)
    assert ["Plaza Almira"] == [m.text for m in found.mentions if m.recognised_by == "deed"]
    assert "Plaza Almira" in [named[claim.place] for claim in found.claims if claim.place]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Protesters marched through Plaza Almira in Caracas.", ["Plaza Almira"]),
        ("The army detonated a VBIED inside Homs.", []),
    ],
)
def test_letters_for_a_thing_are_no_doubtful_name(
    text: str, doubtful: list[str], tools: Tools
) -> None:
    """Names that may be places are kept for who reads the deeds; sure ones are none of them."""
    article = Article(id="a", text=text, language="en")
    _sure, found = with_doubtful(parsed(article, tools), article, tools.gazetteer, tools.actors)

    assert doubtful == [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Protesters clashed with police at Plaza Almira in Caracas.",
            ["Plaza Almira", "Caracas"],
        ),
        ("Children played through Plaza Almira in Caracas.", ["Caracas"]),
        (
            "A painter walked through Plaza Almira in Caracas while protesters marched in Lima.",
            ["Caracas", "Lima"],
        ),
    ],
)
def test_a_doubtful_name_is_a_mention_only_for_a_deed(
    text: str, named: list[str], tools: Tools
) -> None:
    """Where nothing was done, or something elsewhere, it is none."""
    found = annotate_article(Article(id="a", text=text, language="en"), tools)

    assert named == [one.text for one in found.mentions]
