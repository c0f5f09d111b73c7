"""A short plus code is read from the town behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("A shell hit a clinic at WJJM+4C Idlib on Monday.", 35.9303, 36.6336),
        ("The pin was VMXP+7G, Saraqib, they said.", 35.8982, 36.6863),
    ],
)
def test_a_short_code_is_the_one_nearest_its_town(
    text: str, lat: float, lon: float, tools: Tools
) -> None:
    """Of the points whose code ends so, one a degree, it is the one beside the town."""
    found = annotate_article(Article(id="a", text=text, language="en"), tools).mentions
    mention = next(one for one in found if "+" in one.text)
    assert mention.place is not None

    assert "exact" == mention.place.precision
    assert lat == pytest.approx(mention.place.lat, abs=0.0005)
    assert lon == pytest.approx(mention.place.lon, abs=0.0005)


def test_a_code_without_a_town_is_no_place(tools: Tools) -> None:
    """A sum of letters in front of a name that no gazetteer has stays unplaced."""
    text = "They wrote WJJM+4C Qwxzrtvillo on the wall."
    found = annotate_article(Article(id="a", text=text, language="en"), tools).mentions

    assert not [one for one in found if one.place is not None and one.place.id.startswith("point")]
