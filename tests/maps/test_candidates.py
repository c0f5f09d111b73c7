"""The small map of a mention's candidates is one whole page, whatever the texts hold."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from geomap.config import Config
from geomap.errors import OutputNotWritable
from geomap.maps import write_candidates
from geomap.maps.candidates import candidates_page
from geomap.model import Candidate, Evidence, Mention, Place

if TYPE_CHECKING:
    from pathlib import Path

PAYLOAD = "{{7*191}}{% for x in [1] %}</script><script>bad()</script><img src=x onerror=bad()>"


def candidate(name: str, sentence: str = "Because.") -> Candidate:
    """A candidate with a reason."""
    place = Place(id=f"x:{name}", name=name, kind="city", lat=35.0, lon=37.0, admin1=name)
    reason = Evidence(name="because", value=1.0, weight=-2.0, sentence=sentence)
    return Candidate(place=place, score=0.5, matched_name=name, evidence=(reason,))


def mention(words: str = "X", area: Place | None = None) -> Mention:
    """A mention of these words."""
    return Mention(id="m1", start=0, end=len(words), text=words, status="resolved", area=area)


def data(html: str) -> Any:
    """The data block of a page."""
    block = re.search(r'<script type="application/json" id="geomap-data">(.*?)</script>', html)
    assert block is not None
    return json.loads(block[1])


def test_candidates_and_reasons_are_in_the_data() -> None:
    """Names, shares and reasons with their sign go to our own script."""
    found = data(candidates_page(mention("Homs"), [candidate("Homs")], Config()))

    assert "Homs" == found["words"]
    assert [[-2.0, "Because."]] == found["candidates"][0]["reasons"]
    assert 0.5 == found["candidates"][0]["score"]


def test_hostile_texts_are_data_alone() -> None:
    """No text is run as a template, ends the block, or is markup."""
    html = candidates_page(mention(PAYLOAD), [candidate(PAYLOAD, PAYLOAD)], Config())
    plain = candidates_page(mention("X"), [candidate("X", "X")], Config())

    assert "1337" not in html
    assert plain.count("<script") == html.count("<script")
    assert "<img" not in html
    found = data(html)
    assert [PAYLOAD, PAYLOAD] == [found["words"], found["candidates"][0]["name"]]


def test_the_page_asks_for_nothing() -> None:
    """Scripts and styles are inline, and the policy forbids any request."""
    html = candidates_page(mention(), [candidate("Homs")], Config())

    assert "default-src 'none'" in html
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="http', html)


def test_areas_have_their_outline() -> None:
    """What the words make of the place is drawn as it is."""
    line = shapely.to_wkb(shapely.LineString([(36.0, 35.0), (37.0, 36.0)]))
    area = Place(id="x", name="road", kind="area", lat=35.5, lon=36.5, geometry=line)
    found = data(candidates_page(mention(area=area), [candidate("Homs")], Config()))

    assert ["line"] == list(found["area"]["outline"])
    assert found["candidates"][0]["outline"] is None


def test_no_candidate_is_a_page_too(tmp_path: Path) -> None:
    """A name that nothing has gives an empty list, not an error."""
    path = write_candidates(mention("Nowhere"), [], tmp_path / "map.html", Config())

    assert [] == data(path.read_text(encoding="utf-8"))["candidates"]


def test_the_same_twice_is_the_same_page() -> None:
    """Pages repeat byte for byte."""
    pages = [candidates_page(mention(), [candidate("Homs")], Config()) for _ in range(2)]

    assert pages[0] == pages[1]


def test_a_folder_that_is_missing_is_said_so(tmp_path: Path) -> None:
    """The error names the file and what to do."""
    with pytest.raises(OutputNotWritable, match=r"map\.html"):
        write_candidates(mention(), [], tmp_path / "no" / "map.html", Config())
