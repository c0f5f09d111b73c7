"""Pages of articles: file names, marks in the text, and online base maps only when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.config import Config, MapsConfig
from geomap.errors import BasemapUnknown
from geomap.maps.book import Book
from geomap.maps.pages import map_pages, shared
from geomap.maps.reading import by_article, page_name, text_data
from geomap.maps.tiles import tiles

if TYPE_CHECKING:
    from geomap.layers import Layers
    from geomap.layers.basemap import BaseMap


@given(st.text(min_size=1), st.text(min_size=1))
def test_page_names_are_safe_and_differ(one: str, two: str) -> None:
    """Whatever an id holds, its page has a plain name, and two ids have two pages."""
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.html", page_name(one))
    assert (one == two) == (page_name(one) == page_name(two))
    assert "report-7.html" == page_name("report-7")


def test_marks_are_words_of_the_text(war: Callable[..., Layers], corpus: Any) -> None:
    """Offsets hold for browsers, which count some characters twice; -1 opens nothing."""
    words = str.replace, "aircraft", "air😀craft"
    layers = war(lambda text: words[0](text, *words[1:]))
    text = corpus(lambda text: words[0](text, *words[1:]))[0].article.text
    own = dict(by_article(layers))["report"]
    data = text_data(text, own)
    units = data["text"].encode("utf-16-le")
    found = {
        (kind, units[2 * start : 2 * end].decode("utf-16-le"), item >= 0)
        for kind, start, end, item, _note in data["marks"]
    }

    assert {
        ("trigger", "bombed", True), ("place", "Jisr al-Shughour", True),
        ("undrawn", "ar-Raqqa", False), ("actor", "Hayat Tahrir al-Sham", True),
    } <= found  # fmt: skip


def test_online_base_map_opens_the_policy_for_its_host_alone(
    layers: Layers, ground: BaseMap
) -> None:
    """Without it no host may be asked; with it pictures of one, and it is credited."""
    common = shared(layers.places, ground)
    plain, online = (
        "".join(page.text())
        for config in (Config(), Config(maps=MapsConfig(basemap="osm")))
        for page in map_pages(Book.of(layers), "actor", config, common)
    )
    policy = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')

    (closed,), (opened,) = policy.findall(plain), policy.findall(online)
    assert "https:" not in closed
    assert ["https://tile.openstreetmap.org"] == re.findall(r"https:[^ ;]*", opened)
    assert "OpenStreetMap contributors" in online


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere", "choose osm"), ("Thunderforest.Outdoors", "access key"), ("", "choose osm")],
)
def test_unknown_base_map_says_what_to_choose(name: str, why: str) -> None:
    """A name nobody has, or one that needs a key, is an error that ends with what to do."""
    with pytest.raises(BasemapUnknown, match=why):
        tiles(name)


def test_known_base_maps_have_addresses_and_credit() -> None:
    """Short and full names lead to tiles by zoom, row and column."""
    osm = tiles("osm")

    assert osm == tiles("OpenStreetMap.Mapnik")
    assert "https://tile.openstreetmap.org/{z}/{x}/{y}.png" == osm.url
    assert "https://tile.openstreetmap.org" == osm.host
    assert "OpenStreetMap" in osm.attribution
