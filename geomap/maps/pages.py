"""The map pages: one template of ours, one block of data, one folium frame."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geomap.layers.basemap import base_map
from geomap.maps.assets import app_script, own, script, style
from geomap.maps.frame import page
from geomap.maps.outlines import ground_data
from geomap.maps.payload import View, payload
from geomap.maps.text import clean, json_block

if TYPE_CHECKING:
    from geomap.config import Config
    from geomap.layers import Layers

#: Who made what the pages show and use, and what borders on them mean.
CREDIT = (
    "Made with Natural Earth · places © GeoNames, CC BY 4.0 · Leaflet, folium · "
    "Borders are drawn as they are held, disputed ones included, and imply no opinion"
)
HEADINGS = {
    "actor": {"title": "By actor", "layers_heading": "Actors by side", "colour_by": "Side"},
    "article": {
        "title": "By article", "layers_heading": "Articles by outlet", "colour_by": "Article",
    },
}  # fmt: skip


def map_page(layers: Layers, view: View, config: Config, ground: str) -> str:
    """The page that shows `layers` by actor or by article, whole.

    Args:
        layers: what was found.
        view: which tree the layers hang on.
        config: title of the pages.
        ground: the base map as JSON, from `ground_json`.

    Raises:
        AssetMissing: a script or style is not built.
    """
    title = clean(config.maps.title)
    here = ' aria-current="page"'
    words = {
        **{name: escape(text) for name, text in HEADINGS[view].items()},
        "title": escape(title),
        "credit": escape(CREDIT),
        "actor_here": here if view == "actor" else "",
        "article_here": here if view == "article" else "",
    }
    body = own("app.html")
    for name, text in words.items():
        body = body.replace("{" + name + "}", text)
    data = json_block(payload(layers, view, config.maps.title))
    return page(
        head=[
            f"<title>{escape(HEADINGS[view]['title'])} – {escape(title)}</title>",
            style(own("app.css")),
            script(app_script()),
        ],
        body=[body, _block("geomap-data", data), _block("geomap-ground", ground)],
        location=(35.0, 38.5),
        zoom=6,
    )


def _block(name: str, data: str) -> str:
    return f'<script type="application/json" id="{name}">{data}</script>'


def ground_json(layers: Layers, config: Config) -> str:
    """The base map around the places of `layers`, as JSON; the same for every page."""
    return json_block(ground_data(base_map(_points(layers), config)))


def _points(layers: Layers) -> list[tuple[float, float]]:
    """Places whose surroundings matter: a whole country needs no detail."""
    places: Any = layers.places
    near = places[places["precision"] != "country"]
    chosen = near if len(near) else places
    return list(zip(chosen["lon"], chosen["lat"], strict=True))
