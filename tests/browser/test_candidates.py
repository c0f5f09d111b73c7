"""The small map of a mention's candidates, as a browser shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geomap.config import Config
from geomap.maps import write_candidates
from geomap.model import Candidate, Evidence, Mention, Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{ 7*191 }}'


def test_candidates_are_listed_and_drawn(browser: Browser, tmp_path: Path) -> None:
    """A mark and a list entry each, with the reasons; hostile names are text."""
    square = shapely.to_wkb(shapely.box(36.0, 35.0, 37.0, 36.0))
    reason = Evidence(name="x", value=1.0, weight=-2.5, sentence=f"Because {HOSTILE}.")
    places = [
        Place(id="a", name=HOSTILE, kind="admin1", lat=35.5, lon=36.5, geometry=square),
        Place(id="b", name="Idlib", kind="city", lat=35.93, lon=36.63, radius_km=5.0),
    ]
    found = [Candidate(place=place, score=0.5, evidence=(reason,)) for place in places]
    mention = Mention(id="m1", start=0, end=5, text=HOSTILE, status="ambiguous", area=places[1])
    path = write_candidates(mention, found, tmp_path / "why.html", Config())
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector('html[data-ready="yes"]')

    assert ["1", "2"] == page.locator(".rank").all_inner_texts()
    assert 2 == page.locator("#list ol > li").count()
    assert "against (-2.50): Because <img" in page.locator("#list").inner_text()
    assert page.evaluate("window.hacked") is None
    assert [] == errors
    page.locator("#list button").nth(1).click()
    page.close()
