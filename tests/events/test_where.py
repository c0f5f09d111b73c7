"""The chances of the names of a sentence to be where a deed happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.evaluate.event_location import read
from geomap.events.where import candidates
from geomap.events.where_model import chances, shares
from geomap.events.where_scene import Scene

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
