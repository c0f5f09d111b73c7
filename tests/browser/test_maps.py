"""The maps do in a browser what they promise, alone and in silence."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

AFRIN = (36.51, 36.87)
IDLIB_FIELDS = (35.6, 36.9)  # in the province, away from its name plate and from any town drawn
SYRIA = (35.0, 38.5)
VIEW = "#v=36.0,37.5,8"
VIEWS = ("by-actor.html", "by-article.html")
Opener = Callable[..., Any]


@pytest.mark.parametrize("name", [*VIEWS, "index.html"])
def test_pages_open_alone_and_in_silence(name: str, pages: Path, visit: Opener) -> None:
    """Opening a page from disk asks for one file, and nothing is logged."""
    with visit(pages / name) as it:
        assert "A week of raids" in it.page.content()
        assert it.page.evaluate("document.documentElement.lang") == "en"


def test_switching_a_layer_off_hides_its_events(pages: Path, visit: Opener) -> None:
    """Each actor is a layer with a count; all its events go, those of others stay."""
    with visit(pages / "by-actor.html") as it:
        assert it.summary().startswith("7 events")
        it.page.get_by_label("Hayat Tahrir al-Sham").first.uncheck()

        assert it.summary().startswith("5 events")
        it.page.locator("#all").click()
        assert it.summary().startswith("7 events")


def test_each_article_is_a_layer(pages: Path, visit: Opener) -> None:
    """Switching an article off leaves what the other one says."""
    with visit(pages / "by-article.html") as it:
        it.page.get_by_role("checkbox", name=re.compile("A week of raids")).uncheck()

        assert it.summary().startswith("1 claim,")
        assert "1 place" in it.summary()


def test_clicking_a_mark_shows_the_words_behind_it(pages: Path, visit: Opener) -> None:
    """The panel quotes the sentence with place and event marked, source, date and doubt."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        it.click_at(*AFRIN)
        panel = it.page.locator("#panel")

        assert "Afrin" == panel.locator("h1").inner_text()
        assert "Russia denied that its army had shelled Afrin." == (
            panel.locator("blockquote").inner_text()
        )
        assert "Afrin" == panel.locator("mark.m-place").inner_text()
        assert "shelled" == panel.locator("mark.m-trigger").inner_text()
        text = panel.inner_text()
        for words in ("Denied", "A week of raids", "The Levant Courier", "4 Sep 2018", "90 % sure"):
            assert words in text
        link = panel.get_by_role("link", name="A week of raids")
        assert "https://example.org/raids?a=1&b=2" == link.get_attribute("href")
        assert "noopener noreferrer" == link.get_attribute("rel")


def test_province_is_an_area_to_click_anywhere_in(pages: Path, visit: Opener) -> None:
    """An event in a province answers from the whole province."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        it.click_at(*IDLIB_FIELDS)

        assert "Idlib" == it.page.locator("#panel h1").inner_text()
        assert "meant is a province" in it.page.locator("#panel .where").inner_text()


def test_country_is_never_a_spot(pages: Path, visit: Opener) -> None:
    """What happened somewhere in Syria is a name beside the map, not a mark on it."""
    with visit(pages / "by-actor.html", hash_=VIEW) as it:
        it.click_at(*SYRIA)
        assert it.page.locator("#panel").is_hidden()
        it.page.get_by_role("button", name="Syria 1").click()

        assert "meant is a whole country" in it.page.locator("#panel .where").inner_text()


def test_event_without_a_place_can_be_read(pages: Path, visit: Opener) -> None:
    """Events that have no place are listed with their quotes."""
    with visit(pages / "by-actor.html") as it:
        it.page.get_by_role("button", name="No place 1").click()

        assert "arrested two of its critics" in it.page.locator("#panel").inner_text()


def test_several_reports_at_one_place_are_listed(pages: Path, visit: Opener) -> None:
    """By article the village has two claims; by actor one event with two reports."""
    counts = {}
    for name in VIEWS:
        with visit(pages / name, hash_=VIEW) as it:
            it.click_at(35.81, 36.32)
            panel = it.page.locator("#panel")
            counts[name] = (panel.locator(".item").count(), panel.locator(".statement").count())

    assert {"by-actor.html": (1, 2), "by-article.html": (2, 2)} == counts


def test_selecting_an_article_lights_its_places(pages: Path, visit: Opener) -> None:
    """The panel lists the article's findings, and the other places dim."""
    with visit(pages / "by-article.html", hash_=VIEW) as it:
        it.page.get_by_role("button", name="Light up the places of copy").focus()
        it.page.keyboard.press("Enter")

        assert "copy" == it.page.locator("#panel h1").inner_text()
        lit, all_ = it.page.evaluate(
            "[Geomap.app.marks.lit.reduce((sum, one) => sum + one, 0), Geomap.app.shown.length]"
        )
        assert (1, 8) == (lit, all_)
        it.page.get_by_role("button", name="Show all articles").click()
        assert it.page.evaluate("Geomap.app.marks.lit") is None


def test_filters_agree_with_counts_and_downloads(pages: Path, visit: Opener) -> None:
    """Certainty, words and days narrow map, counts and files alike."""
    with visit(pages / "by-actor.html") as it:
        page = it.page
        page.get_by_role("checkbox", name="Denied").uncheck()
        page.locator("#search").fill("tehran")
        assert it.summary().startswith("1 event,")
        page.locator("#search").fill("")
        assert it.summary().startswith("6 events")
        counts = page.locator("#certainties .row:has(input:checked) .count").all_inner_texts()
        legend = sum(int(count) for count in counts)
        with page.expect_download() as saved:
            page.locator("#save summary").click()
            page.locator("#save-geojson").click()
        features = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))["features"]
        with page.expect_download() as saved:
            page.locator("#save summary").click()
            page.locator("#save-csv").click()
        rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))

    assert 6 == legend == len(features) == len(rows)
    assert "denied" not in {feature["properties"]["modality_class"] for feature in features}
    assert [f["properties"]["id"] for f in features] == [row["id"] for row in rows]


def test_cells_cannot_be_formulas(pages: Path, visit: Opener) -> None:
    """A cell that a spreadsheet would run is made text; numbers stay numbers."""
    with visit(pages / "by-actor.html") as it:
        line = it.page.evaluate(
            "(() => { const d = structuredClone(Geomap.app.data), {quote} = d.statements;"
            " quote.values.fill('=1+1'); return Geomap.downloads.csv(d, [0]); })()"
        ).split("\r\n")[1]

    assert line.endswith(",'=1+1")
    assert ",-" not in line


def test_days_are_chosen_on_the_time_line(pages: Path, visit: Opener) -> None:
    """Dragging or arrow keys choose days; the button brings all back."""
    with visit(pages / "by-actor.html") as it:
        box = it.page.locator("#histogram").bounding_box()
        it.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 20)
        it.page.mouse.down()
        it.page.mouse.move(box["x"] + box["width"] - 10, box["y"] + 20)
        it.page.mouse.up()
        assert it.summary().startswith("1 event,")
        assert "7 Sep 2018" == it.page.locator("#time-label").inner_text()
        it.page.locator("#reset-time").click()
        assert it.summary().startswith("7 events")
        it.page.locator("#histogram").focus()
        it.page.keyboard.press("ArrowRight")
        assert it.summary().startswith("0 events")


def test_playing_runs_through_the_days(pages: Path, visit: Opener) -> None:
    """Play shows the first days at once, and pauses when asked."""
    with visit(pages / "by-actor.html") as it:
        it.page.locator("#play").click()
        assert it.summary().startswith("6 events")
        it.page.locator("#play").click()

        assert "Play" in it.page.locator("#play").inner_text()


@pytest.mark.parametrize("name", VIEWS)
def test_link_restores_the_same_state(name: str, pages: Path, visit: Opener) -> None:
    """The address holds view, switches, words, days and selection."""
    with visit(pages / name, hash_=VIEW) as it:
        it.page.locator("#certainties input").nth(1).uncheck()
        it.page.locator("#tree input").last.uncheck()
        it.page.get_by_text("How exact the place is").click()
        it.page.locator("#score").fill("50")
        it.page.locator("#colour-by").select_option("type")
        it.click_at(*AFRIN)
        it.page.wait_for_timeout(100)
        before = (it.summary(), it.page.locator("#panel h1").inner_text())
        hash_ = it.page.evaluate("location.hash")
    with visit(pages / name, hash_=hash_) as it:
        after = (it.summary(), it.page.locator("#panel h1").inner_text())

        assert before == after
        assert hash_ == it.page.evaluate("location.hash")
        assert "type" == it.page.locator("#colour-by").input_value()


@pytest.mark.parametrize(
    "hash_", ["#v=x,y,z&l=1-2-3&d=a,b&a=99&o=77&p=__proto__&s=-4", "#%E0%A4%A", "#<script>"]
)
def test_broken_links_show_everything(hash_: str, pages: Path, visit: Opener) -> None:
    """An address that makes no sense is a map without filters, not an error."""
    with visit(pages / "by-actor.html", hash_=hash_) as it:
        assert it.summary().startswith("7 events")


def test_keyboard_alone_opens_a_quote(pages: Path, visit: Opener) -> None:
    """The list of places leads to every panel; n steps through events in time; Esc closes."""
    with visit(pages / "by-actor.html") as it:
        it.page.locator("#list").focus()
        it.page.keyboard.press("Enter")
        it.page.keyboard.press("Tab")
        it.page.keyboard.press("Tab")
        it.page.keyboard.press("Enter")
        assert it.page.locator("#panel blockquote").count()
        it.page.keyboard.press("Escape")
        assert it.page.locator("#panel").is_hidden()
        it.page.keyboard.press("n")
        assert "1 of 6" in it.page.locator("#panel").inner_text()
        it.page.keyboard.press("p")
        assert "6 of 6" in it.page.locator("#panel").inner_text()


def test_phone_has_room_for_the_map(pages: Path, visit: Opener) -> None:
    """On a small screen nothing runs off the side, and layers and panel are sheets over the map."""
    with visit(pages / "by-actor.html", size=(390, 800), touch=True) as it:
        page = it.page
        assert 390 >= page.evaluate("document.documentElement.scrollWidth")
        assert page.locator("#side").is_hidden()
        height = page.locator(".folium-map").bounding_box()["height"]
        assert height > 400
        page.locator("#side-toggle").click()
        assert page.locator("#side").is_visible()
        page.locator("#side-toggle").click()
        page.keyboard.press("n")
        assert page.locator("#panel").bounding_box()["y"] > 250


def test_dark_and_light_differ(pages: Path, visit: Opener) -> None:
    """The switch changes page and map; the map is still there."""
    with visit(pages / "by-actor.html") as it:
        canvas = it.page.locator("canvas.leaflet-zoom-animated").first
        light = canvas.screenshot()
        it.page.locator("#mode").click()

        assert light != canvas.screenshot()


@pytest.mark.parametrize("name", VIEWS)
def test_hostile_text_runs_nowhere(name: str, hostile_pages: Path, visit: Opener) -> None:
    """With a hostile string in every field, every panel opens, nothing runs, all is shown."""
    with visit(hostile_pages / name) as it:
        page = it.page
        page.locator("#list").click()
        places = page.locator(".place-row").count()
        assert 6 == places
        for place in range(places):
            page.locator("#list").click()
            page.locator(".place-row").nth(place).click()
            assert "{{ 7*191 }}" in page.locator("#panel blockquote").first.inner_text()
            assert not page.locator("#panel img, #panel script").count()
        page.locator(".chip.nowhere").click()
        page.mouse.move(640, 400)
        page.locator("#search").fill("${window.hacked=1}")
        assert page.evaluate("window.hacked") is None
        assert 0 == page.locator("a[href^='javascript']").count()
        assert "\u202e" not in page.locator("body").inner_text()


def test_hostile_text_runs_nowhere_in_the_overview(hostile_pages: Path, visit: Opener) -> None:
    """The overview shows hostile titles and reasons as they are written."""
    with visit(hostile_pages / "index.html") as it:
        assert it.page.evaluate("window.hacked") is None
        assert 0 == it.page.locator("img, script").count()
        assert "{{ 7*191 }}" in it.page.locator("body").inner_text()
        assert "Method and limits" in it.page.locator("h2").all_inner_texts()


@pytest.mark.parametrize(
    ("first", "last", "dating", "shown"),
    [
        ("2015-01-01", "2015-12-31", "year", "2015"),
        ("2015-01-01", "2018-09-04", "year", "2015 – 2018"),
        ("2018-03-01", "2018-03-31", "month", "Mar 2018"),
        ("2018-03-01", "2018-09-04", "month", "Mar 2018 – Sep 2018"),
        ("2018-03-01", "2018-03-02", "days", "1 Mar 2018 – 2 Mar 2018"),
    ],
)
def test_days_are_shown_whole(
    first: str, last: str, dating: str, shown: str, pages: Path, visit: Opener
) -> None:
    """What went on since a year is not of that year alone."""
    with visit(pages / "by-actor.html") as it:
        told = it.page.evaluate(
            "(days) => Geomap.payload.showDays(...days.map((day) => Date.parse(day) / 864e5), '"
            + dating + "')", [first, last],
        )  # fmt: skip

    assert shown == told


def test_marks_never_cover_each_other(pages: Path, visit: Opener) -> None:
    """However many places are close, the marks that stand for them do not overlap; none is lost."""
    with visit(pages / "by-actor.html") as it:
        made = it.page.evaluate(
            """() => {
              const point = (n) => ({x: (n * 7919) % 613, y: (n * 104729) % 409,
                mark: {events: (n * 31) % 90 + 1, items: Array(n % 5 + 1), slices: []}});
              const points = Array.from({length: 800}, (_none, n) => point(n));
              points.sort((a, b) => b.mark.events - a.mark.events);
              const marks = Geomap.gather.cluster(points);
              return marks.map(({x, y, r, members}) => [x, y, r, members.length]);
            }"""
        )

    apart = [
        math.hypot(one[0] - two[0], one[1] - two[1]) - one[2] - two[2]
        for one, two in itertools.combinations(made, 2)
    ]
    assert 800 == sum(mark[3] for mark in made)
    assert 20 < len(made)
    assert 0 < min(apart)


@pytest.mark.parametrize(
    ("point", "seen"),
    [((34.2, 36.3), True), ((35.0, 40.0), True), ((31.8, 35.2), False), ((52.5, 13.4), False)],
    ids=["one zoom level off", "beside, where there is room", "too far south", "a summit abroad"],
)
def test_a_map_opens_at_the_middle_of_the_war(
    point: tuple[float, float], seen: bool, pages: Path, visit: Opener
) -> None:
    """What lies around the middle is in view while that costs one zoom level; the rest is not."""
    with visit(pages / "by-actor.html") as it:
        south, west, north, east = it.page.evaluate(
            """(odd) => {
              const war = Array.from({length: 20}, (_none, n) => [35 + n / 10, 36.5 + n / 20]);
              const at = [...war, odd];
              const every = (value) => at.map(() => value);
              const places = {lat: at.map(([lat]) => lat), lon: at.map(([, lon]) => lon),
                precision: every("exact"), outline: every(null), kind: every("city"),
                radius: every(1)};
              const marks = at.map((_at, place) => ({place, events: 1, items: [place]}));
              return Geomap.extent.of(places, marks, 1.5).flat();
            }""",
            point,
        )

    assert seen == (south <= point[0] <= north and west <= point[1] <= east)
    assert (True, True) == (south <= 35.2, 36.7 <= north), "all of the war but its edges"
