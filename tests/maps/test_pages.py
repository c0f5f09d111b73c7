"""Whatever texts say, the pages stay the same document and repeat byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geomap.config import Config, MapsConfig
from geomap.layers import SCHEMA
from geomap.maps import event_map, write_maps
from geomap.maps.book import Book
from geomap.maps.index import index_page
from geomap.maps.pages import map_pages, shared
from geomap.maps.reading import by_article
from geomap.model import Skipped

if TYPE_CHECKING:
    from geomap.layers import Layers
    from geomap.layers.basemap import BaseMap
    from geomap.maps.head import View

#: Templates that folium would run, scripts that a browser would, and what breaks out of either.
PAYLOAD = (
    "{{7*191}}{% for x in [1] %}{# c #}${7*191}`+7*191+`</script><script>bad()</script>"
    "<img src=x onerror=bad()><!-- \\2019 \\u0041 \\\\' \" </title> javascript:bad() "
    "\u202eevil\u2066 \u2028 \x00 الرقة"
)
#: Columns whose values join tables or are our own vocabularies; their text is tested as ids.
JOINS = re.compile(
    r"(article|claim|event|mention|actor|target)_ids?|place_key|spans|precision|place_kind|role"
    r"|status|segment|modality|polarity|date_precision|sha256|part"
)
VIEWS: tuple[View, ...] = ("actor", "article")
SINKS = [
    (layer, column.name)
    for layer, columns in SCHEMA.items()
    for column in columns
    if column.type == "text" and not JOINS.fullmatch(column.name)
]


class Outline(HTMLParser):
    """The elements of a document with their attributes' names, without its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.blocks: list[str] = []
        self._in_block = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, *(name for name, _value in attrs)))
        self._in_block = ("type", "application/json") in attrs
        if self._in_block:
            self.blocks.append("")

    def handle_endtag(self, _tag: str) -> None:
        """Any end ends a block: script elements hold no others."""
        self._in_block = False

    def handle_data(self, data: str) -> None:
        """Collect the data blocks."""
        if self._in_block:
            self.blocks[-1] += data


def poisoned(layers: Layers, layer: str, column: str) -> Layers:
    """The layers with the payload in every cell of a column that has a text."""
    frame = getattr(layers, layer).copy()
    frame[column] = pd.Series(
        [PAYLOAD if pd.notna(value) else None for value in frame[column]],
        index=frame.index,
        dtype="str",
    )
    return replace(layers, **{layer: frame})


def summary(text: str = "a.txt: holds no text; remove it.") -> SimpleNamespace:
    """What a run says of itself."""
    return SimpleNamespace(
        articles=2,
        skipped=[Skipped(name=text, reason=text)],
        roles={"literal": 8, "metonym": 2},
        statuses={"resolved": 9},
        gazetteer="0123456789ab",
    )


def kinds(html: str) -> set[str]:
    """The kinds of elements in a document; charts have as many rows as there are names."""
    return {name for name, *_rest in Outline(html).elements}


def made(layers: Layers, view: View, ground: BaseMap, config: Config | None = None) -> str:
    """A map page of the layers."""
    common = shared(layers.places, ground)
    (page,) = map_pages(Book.of(layers), view, config or Config(), common)
    assert "" == page.end
    return "".join(page.text())


@pytest.mark.parametrize(("layer", "column"), SINKS)
def test_text_of_a_column_stays_text(
    layer: str, column: str, layers: Layers, ground: BaseMap
) -> None:
    """Templates do not run, scripts do not appear, and the document keeps its elements."""
    bad = poisoned(layers, layer, column)
    for view in VIEWS:
        plain = Outline(made(layers, view, ground))
        html = made(bad, view, ground)
        page = Outline(html)

        assert plain.elements == page.elements
        assert str(7 * 191) not in html
        assert all(json.loads(block) for block in page.blocks)
        assert "\u202e" not in html
    index = index_page(Book.of(bad), Config(), summary(), [])

    assert str(7 * 191) not in index
    assert kinds(index_page(Book.of(layers), Config(), summary(), [])) >= kinds(index)


def test_text_arrives_verbatim(war: Callable[..., Layers], ground: BaseMap) -> None:
    """Through every field of every record at once, only what deceives the eye is changed."""
    hostile = "{{7*191}} {% x %} {# y #} ${z} ` </script> <!-- \\u0041 & الرقة"
    html = made(war(lambda text: f"{hostile}{text}"), "actor", ground)
    data, piece = (json.loads(block) for block in Outline(html).blocks[:2])
    statements = piece["statements"]
    denied = statements["source"]["codes"][statements["denied"].index(1)]

    assert all(hostile in quote for quote in statements["quote"]["values"])
    assert all(name.startswith(hostile) for name in data["places"]["name"])
    assert hostile in data["articles"]["title"][1]
    assert hostile in statements["source"]["values"][denied]


def test_title_of_the_settings_is_text_too(layers: Layers, ground: BaseMap) -> None:
    """A title with markup shows as it is written, in all three pages."""
    config = Config(maps=MapsConfig(title="<b>{{7*191}}</b>"))
    for html in (
        made(layers, "actor", ground, config),
        index_page(Book.of(layers), config, summary(), []),
    ):
        assert "&lt;b&gt;{{7*191}}&lt;/b&gt;" in html
        assert "<b>{{" not in html


def test_skipped_inputs_and_file_names_are_text(layers: Layers) -> None:
    """Reasons and names of files with markup are escaped in the overview."""
    html = index_page(Book.of(layers), Config(), summary(PAYLOAD), ["'\"><img src=x>.geojson"])

    assert not {"script", "img"} & {name for name, *_rest in Outline(html).elements}
    assert "{{7*191}}" in html


def test_two_builds_are_byte_identical(layers: Layers, ground: BaseMap) -> None:
    """No clock, no chance: the same layers give the same page."""
    assert made(layers, "article", ground) == made(layers, "article", ground)


def test_two_folders_are_byte_identical(layers: Layers, tmp_path: Path) -> None:
    """All files of a build, base map and article pages included, repeat."""
    config = Config(maps=MapsConfig(article_pages=True))
    found: list[dict[str, bytes]] = []
    for name in ("one", "two"):
        out = tmp_path / name
        out.mkdir()
        texts = (("Text. " * 400, alone) for _name, alone in by_article(layers))
        write_maps(Book.of(layers), out, config, summary(), texts)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        found.append({str(path.relative_to(out)): path.read_bytes() for path in files})

    assert 5 == len(found[0])
    assert found[0] == found[1]


def test_pages_without_findings_are_pages(war: Callable[..., Layers], ground: BaseMap) -> None:
    """Nothing found is shown as nothing found."""
    layers = war()
    empty = replace(layers, **{name: getattr(layers, name).iloc[:0] for name in SCHEMA})

    assert "<main" in made(empty, "actor", ground)
    assert "none found" in index_page(Book.of(empty), Config(), summary(), [])


def test_overview_says_what_was_read_found_and_skipped(layers: Layers) -> None:
    """Figures, charts, links, reasons, method: an overview answers for the maps."""
    html = index_page(
        Book.of(layers), Config(), summary(), ["mentions.geojson", "README.md", "x.tmp"]
    )

    for words in (
        "<b>7</b><span>events</span>",
        "6 with a place on the map",
        "by-actor.html",
        "a.txt: holds no text; remove it.",
        'href="mentions.geojson"',
        "How to correct",
        "GeoNames (CC BY 4.0)",
        "The Levant Courier",
        "3 Sep 2018",
    ):
        assert words in html
    assert "x.tmp" not in html
    assert "<script" not in html


@pytest.mark.parametrize("column", ["quote", "actors", "place_name", "article_title"])
def test_notebook_map_runs_no_text(column: str, layers: Layers) -> None:
    """The plain map for notebooks carries hostile text as data."""
    html = event_map(poisoned(layers, "events", column).events).get_root().render()

    assert str(7 * 191) not in html
    assert "<script>bad()" not in html
    assert "{{7*191}}" in html


def test_notebook_map_of_nothing(layers: Layers) -> None:
    """A layer without rows is a map without marks."""
    assert "L.map" in event_map(layers.events.iloc[:0]).get_root().render()
