"""What stands around the marks: extra layers, measuring, pictures, paper, and keys alone."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

VIEW = "#v=36.0,37.5,8"
Opener = Callable[..., Any]


def ink(it: Any, pane: str) -> int:
    """How many pixels of a pane's canvas are painted."""
    counted = it.page.evaluate(
        "(pane) => { const c = document.querySelector(`.leaflet-${pane}-pane canvas`);"
        " const often = {willReadFrequently: true};"
        " const t = new OffscreenCanvas(c.width, c.height).getContext('2d', often);"
        " t.drawImage(c, 0, 0); const d = t.getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }",
        pane,
    )
    return int(counted)


@pytest.mark.parametrize(("name", "legend"), [("units", "1 event"), ("heat", "Heat: few near")])
def test_extra_layers_add_and_hide_nothing(
    name: str, legend: str, pages: Path, visit: Opener
) -> None:
    """Heat and counts by first-level unit are drawn, explained, and kept by the link."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        before = it.summary()
        assert 0 == ink(it, "extras")
        it.page.locator("#extras input").nth(["units", "heat"].index(name)).check()

        assert 1000 < ink(it, "extras")
        assert before == it.summary()
        assert legend in it.page.locator("#legend").inner_text()
        hash_ = it.page.evaluate("location.hash")
    with visit(pages / "by-actor.html", hash_=hash_) as it:
        assert 1000 < ink(it, "extras")


def test_units_count_what_lies_in_them(pages: Path, visit: Opener) -> None:
    """Idlib holds the village and its own name; what is wider is said to lie in none."""
    with visit(pages / "by-actor.html", hash_=VIEW + "&x=units") as it:
        legend = it.page.locator("#legend").inner_text()

        assert "2 events" in legend
        assert "4 lie in none" not in legend
        assert "3 lie in none" in legend


def test_measuring_is_over_the_ground(pages: Path, visit: Opener) -> None:
    """A degree of latitude is 111 km; Esc ends, and clicks open marks again."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        it.page.get_by_role("button", name="Measure distances").click()
        it.click_at(35.4, 37.5)
        it.click_at(36.4, 37.5)
        assert "111 km" == it.page.locator("#measured").inner_text()
        assert it.page.locator("#panel").is_hidden()
        it.page.keyboard.press("Escape")
        it.click_at(36.51, 36.87)

        assert "Afrin" == it.page.locator("#panel h1").inner_text()


def test_picture_has_map_title_and_legend(pages: Path, visit: Opener) -> None:
    """The PNG is the map with head, foot and a legend beside it, at twice the screen's pixels."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        height = it.page.locator("#main").bounding_box()["height"]
        width = it.page.locator("#main").bounding_box()["width"]
        it.page.locator("#save summary").click()
        with it.page.expect_download() as saved:
            it.page.locator("#save-png").click()
        data = Path(saved.value.path()).read_bytes()

    assert b"\x89PNG\r\n\x1a\n" == data[:8]
    assert 2 * (height + 46 + 22) == pytest.approx(struct.unpack(">I", data[20:24])[0], abs=1)
    assert 2 * (width + 150) < struct.unpack(">I", data[16:20])[0]
    assert "geomap-actor.png" == saved.value.suggested_filename


def test_paper_shows_the_picture_and_the_quotes(pages: Path, visit: Opener) -> None:
    """In print the controls are gone; the map is a picture, the open panel is text."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        it.page.keyboard.press("n")
        it.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        it.page.emulate_media(media="print")

        assert it.page.locator("#printed").is_visible()
        assert it.page.locator("#panel blockquote").first.is_visible()
        for gone in ("#bar", "#side", "#main", "#timeline"):
            assert it.page.locator(gone).is_hidden()
        source = it.page.locator("#printed").get_attribute("src")
        assert b"\x89PNG\r\n" == base64.b64decode(source.split(",")[1][:8])


def test_map_answers_to_keys_alone(pages: Path, visit: Opener) -> None:
    """Focused by Tab the map shows a cross; Enter opens what is nearest to it."""
    with visit(pages / "by-actor.html", hash_="#v=36.51,36.87,8") as it:
        it.page.locator("#side").evaluate("(side) => side.remove()")
        for _step in range(40):
            it.page.keyboard.press("Tab")
            if it.page.evaluate("document.activeElement.classList.contains('folium-map')"):
                break
        assert it.page.locator("#cross").is_visible()
        it.page.keyboard.press("Enter")

        assert "Afrin" == it.page.locator("#panel h1").inner_text()
