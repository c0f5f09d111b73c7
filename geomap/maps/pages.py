"""The map pages: one template of ours, one block of data, one folium frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from geomap.layers.basemap import around, base_map
from geomap.maps.assets import app_script, own, script, style
from geomap.maps.frame import page
from geomap.maps.outlines import ground_data
from geomap.maps.payload import View, payload
from geomap.maps.reading import text_data
from geomap.maps.statements import Statements, statement_columns, statements
from geomap.maps.text import clean, data_block
from geomap.maps.tiles import tiles

if TYPE_CHECKING:
    from geomap.config import Config
    from geomap.layers import Layers
    from geomap.layers.basemap import BaseMap

#: Who made what the pages show and use, and what borders on them mean.
CREDIT = (
    "Natural Earth · GeoNames, CC BY 4.0 · Leaflet, folium · "
    "Borders imply no opinion; disputed ones are dashed"
)
HEADINGS = {
    "actor": {"title": "By actor", "layers_heading": "Actors by side", "colour_by": "Side"},
    "article": {
        "title": "By article", "layers_heading": "Articles by outlet", "colour_by": "Article",
    },
}  # fmt: skip


#: Length from which the base map, in which nobody searches, is packed, characters.
PACKED_GROUND = 50_000
#: What is wider asks for no details around its middle, km.
WIDEST = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the pages hold alike, worked out once."""

    found: Statements
    statements: str
    """The statements as a script element."""
    ground: str
    """The base map as a script element."""
    credit: str
    """Who made what the pages show."""


def shared(layers: Layers, base: BaseMap) -> Shared:
    """What every page of `layers` holds, on their base map."""
    found = statements(layers)
    columns = statement_columns(found, layers.articles)
    return Shared(
        found=found,
        statements=data_block("geomap-statements", columns),
        ground=data_block("geomap-ground", ground_data(base), PACKED_GROUND),
        credit=_credit(layers),
    )


def ground(layers: Layers, config: Config) -> BaseMap:
    """The base map around the places of `layers`."""
    return base_map(_points(layers), config, _units(layers))


def map_page(layers: Layers, view: View, config: Config, common: Shared) -> str:
    """The page that shows `layers` by actor or by article, whole.

    Args:
        layers: what was found.
        view: which tree the layers hang on.
        config: title of the pages, online base map, pages for articles.
        common: what `shared` makes of the same layers.

    Raises:
        AssetMissing: a script or style is not built.
        BasemapUnknown: the settings name an online base map that cannot be had.
    """
    title = clean(config.maps.title)
    data = payload(layers, common.found, view, config.maps.title, pages=config.maps.article_pages)
    return _document(data, config, common, heading=f"{HEADINGS[view]['title']} – {title}", texts=[])


def article_page(text: str, layers: Layers, config: Config, base: BaseMap) -> str:
    """The page of one article: its text beside its map.

    Args:
        text: the text as read.
        layers: the layers of this article alone.
        config: as for `map_page`.
        base: the base map of the build, of which the page gets the part around its places.
    """
    common = shared(layers, around(base, _points(layers), _units(layers)))
    data = payload(layers, common.found, "article", config.maps.title)
    block = data_block("geomap-text", text_data(text, layers, common.found))
    return _document(data, config, common, heading=data["articles"]["title"][0], texts=[block])


def _document(data: Any, config: Config, common: Shared, *, heading: str, texts: list[str]) -> str:
    """A map page of its data; with the texts of an article, the page of that article."""
    online = tiles(config.maps.basemap) if config.maps.basemap else None
    if online:
        data["tiles"] = {
            "url": online.url, "zoom": online.max_zoom, "credit": clean(online.attribution)
        }  # fmt: skip
    here = ' aria-current="page"'
    view: View = data["view"]
    words = {
        **{name: escape(words) for name, words in HEADINGS[view].items()},
        "title": escape(clean(config.maps.title)),
        "credit": escape(common.credit),
        "actor_here": here if view == "actor" else "",
        "article_here": here if view == "article" and not texts else "",
        "up": "../" if texts else "",
        "text": '<article id="text" dir="auto" aria-label="Text of the article"></article>'
        if texts
        else "",
    }
    body = re.sub(r"\{(\w+)\}", lambda found: words[found[1]], own("app.html"))
    return page(
        head=[f"<title>{escape(heading)}</title>", style(own("app.css")), script(app_script())],
        body=[body, data_block("geomap-data", data), common.statements, common.ground, *texts],
        location=(35.0, 38.5),
        zoom=6,
        image_host=online.host if online else None,
    )


def _credit(layers: Layers) -> str:
    """Who made what the pages show, with whose data places are that are not the gazetteer's."""
    places: Any = layers.places
    return clean(" · ".join([CREDIT, *sorted(places["attribution"].dropna().unique())]))


def _points(layers: Layers) -> list[tuple[float, float]]:
    """Places whose surroundings matter: a country or a sea needs no detail."""
    places: Any = layers.places
    near = places[(places["precision"] != "country") & (places["radius_km"] < WIDEST)]
    chosen = near if len(near) else places
    return list(zip(chosen["lon"], chosen["lat"], strict=True))


def _units(layers: Layers) -> frozenset[tuple[str, str]]:
    """The first-level units that hold a place: (country, name)."""
    places: Any = layers.places
    return frozenset(zip(places["country"], places["admin1"], strict=True))
