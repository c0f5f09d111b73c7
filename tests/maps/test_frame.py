"""Folium is a frame only: no links leave it, ids repeat, and unknown links stop the build."""

from __future__ import annotations

import re
from typing import Any

import folium
import pytest
from branca.element import Element, JavascriptLink

from geomap.errors import AssetMissing
from geomap.maps.assets import SCRIPTS, folium_link, own, script, style, vendored
from geomap.maps.frame import Raw, counted_ids, inline, page


def test_page_links_to_nothing() -> None:
    """All of folium's links are inlined or left out."""
    html = page(head=[], body=[], location=(35.0, 38.0), zoom=6)
    elements = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)

    assert not re.search(r"<link|src=|https?://", elements)
    assert "Leaflet 1.9.4" in html
    assert "sourceMappingURL" not in html
    assert not any(
        "url(" in sheet for sheet in re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    )


def test_page_is_a_proper_document() -> None:
    """It has a language, a policy before any script, and lets people zoom."""
    html = page(head=["<title>t</title>"], body=["<main></main>"], location=(35.0, 38.0), zoom=6)

    assert '<html lang="en">' in html
    assert html.index("Content-Security-Policy") < html.index("<script>")
    assert "default-src 'none'" in html
    assert "user-scalable" not in html
    assert "unsafe" not in html


def test_raw_text_is_never_a_template() -> None:
    """What folium would run as a template goes through untouched."""
    text = "<p>{{ 7*7 }}{% for x in y %}{# c #}</p>"

    assert text in page(head=[], body=[text], location=(0.0, 0.0), zoom=2)


def test_ids_are_counted_and_given_back() -> None:
    """Within the block ids repeat from one; afterwards branca makes its own again."""
    with counted_ids():
        first = folium.Map().get_name()
    with counted_ids():
        second = folium.Map().get_name()

    assert first == second
    assert folium.Map().get_name() != folium.Map().get_name()


def test_ids_are_given_back_after_an_error() -> None:
    """A failed page does not change the process."""
    with pytest.raises(AssetMissing), counted_ids():
        raise AssetMissing("x")

    assert Element._generate_id() != Element._generate_id()


def test_unknown_link_stops_the_build() -> None:
    """A plugin nobody looked at cannot bring a request into the pages."""
    frame = folium.Map(tiles=None)
    figure: Any = frame.get_root()
    figure.header.add_child(JavascriptLink("https://cdn.example/x.js"), name="new_plugin")

    with pytest.raises(AssetMissing, match=r"new_plugin.*make assets"):
        inline(figure)
    with pytest.raises(AssetMissing):
        folium_link("fullscreen")


def test_missing_asset_says_what_to_do() -> None:
    """A script that was not built is named with the command that builds it."""
    with pytest.raises(AssetMissing, match="make assets"):
        vendored("leaflet-next.js")
    with pytest.raises(AssetMissing):
        own("nothing.js")


def test_inlined_code_cannot_end_its_element() -> None:
    """Closing tags and comments within code are broken up."""
    assert 1 == script("let a = '</script><!--';").count("</script>")
    assert "<!--" not in script("let a = '<!--';")
    assert 1 == style("a{content:'</style>'}").count("</style>")
    assert "url" not in style("a{background:url(images/layers.png)}")


def test_raw_renders_to_itself() -> None:
    """Raw has no template at all."""
    assert "{{x}}" == Raw("{{x}}").render(anything=1)


@pytest.mark.parametrize("name", SCRIPTS)
def test_our_scripts_parse_nothing(name: str) -> None:
    """No script of ours turns text into markup or code."""
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
        r"|\.src\s*=|fetch\(|XMLHttpRequest"
    )

    assert not re.search(banned, own(name))
