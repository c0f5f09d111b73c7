"""The page of an article: its text beside its map, each leading to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Opener = Callable[..., Any]
PAGE = "articles/report.html"


def test_words_open_what_they_put_on_the_map(pages: Path, visit: Opener) -> None:
    """The marked place leads to its panel and lights up on the map and in the text."""
    with visit(pages / PAGE) as it:
        it.page.locator("#text").get_by_role("button", name="Afrin").first.click()

        assert "Afrin" == it.page.locator("#panel h1").inner_text()
        assert "Denied" in it.page.locator("#panel").inner_text()
        assert 1 == it.page.evaluate("Geomap.app.marks.selected.size")
        assert "Afrin" in it.page.locator("#text .lit").all_inner_texts()


def test_mark_on_the_map_lights_its_words(pages: Path, visit: Opener) -> None:
    """Clicking a spot marks the words that put it there."""
    with visit(pages / PAGE, hash_="#v=36.0,37.5,8") as it:
        it.click_at(36.51, 36.87)

        assert {"Afrin", "shelled", "Russia"} >= set(
            it.page.locator("#text .lit").all_inner_texts()
        )
        assert "shelled" in it.page.locator("#text .lit").all_inner_texts()


def test_text_is_whole_and_says_what_is_not_drawn(pages: Path, visit: Opener) -> None:
    """Not a word is lost, and a metonym is marked as such and opens nothing."""
    with visit(pages / PAGE) as it:
        text = it.page.locator("#text").inner_text()
        said = it.page.locator("#text .m-undrawn").first

        assert text.startswith("Government aircraft bombed a village near Jisr al-Shughour")
        assert "Read also our report from Afrin." in text
        assert "ar-Raqqa (الرقة)" in text
        assert "SPAN" == said.evaluate("(element) => element.tagName")
        assert "not drawn: " in str(said.get_attribute("title"))


def test_maps_link_to_the_page_and_back(pages: Path, visit: Opener) -> None:
    """The panel of the map leads to the text; its bar leads back."""
    with visit(pages / "by-actor.html", hash_="#v=36.0,37.5,8") as it:
        it.click_at(36.51, 36.87)
        link = it.page.locator("#panel").get_by_role("link", name="full text")
        assert PAGE == link.get_attribute("href")
    with visit(pages / PAGE) as it:
        href = it.page.get_by_role("link", name="By actor").get_attribute("href")

        assert (pages / "by-actor.html").samefile((pages / PAGE).parent / str(href))


def test_hostile_text_runs_nowhere_in_its_page(hostile_pages: Path, visit: Opener) -> None:
    """Every mark of a text full of markup, code and overrides opens, and nothing runs."""
    with visit(hostile_pages / PAGE) as it:
        buttons = it.page.locator("#text button")
        assert 8 < buttons.count()
        for number in range(buttons.count()):
            buttons.nth(number).evaluate("(button) => button.click()")
            assert "{{ 7*191 }}" in it.page.locator("#panel").inner_text()

        assert it.page.evaluate("window.hacked") is None
        assert not it.page.locator("#text img, #text script, #panel img").count()
        assert "\u202e" not in it.page.locator("#text").inner_text()
