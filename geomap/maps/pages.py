"""The map pages: one template of ours, one block of data, one folium frame."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from geomap.layers.basemap import base_map
from geomap.maps.assets import app_script, own, script, style
from geomap.maps.frame import page
from geomap.maps.outlines import ground_data
from geomap.maps.payload import View, payload
from geomap.maps.statements import Statements, statement_columns, statements
from geomap.maps.text import clean, data_block

if TYPE_CHECKING:
    from geomap.config import Config
    from geomap.layers import Layers

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the pages hold alike, worked out once."""

    found: Statements
    statements: str
    """The statements as a script element."""
    ground: str
    """The base map as a script element."""


def shared(layers: Layers, ground: Any) -> Shared:
    """What every page of `layers` holds; `ground` is the base map as JSON data."""
    found = statements(layers)
    columns = statement_columns(found, layers.articles)
    return Shared(
        found=found,
        statements=data_block("geomap-statements", columns),
        ground=data_block("geomap-ground", ground),
    )


def ground(layers: Layers, config: Config) -> Any:
    """The base map around the places of `layers`, as JSON data."""
    places: Any = layers.places
    units = frozenset(zip(places["country"], places["admin1"], strict=True))
    return ground_data(base_map(_points(layers), config, units))


def map_page(layers: Layers, view: View, config: Config, common: Shared) -> str:
    """The page that shows `layers` by actor or by article, whole.

    Args:
        layers: what was found.
        view: which tree the layers hang on.
        config: title of the pages.
        common: what `shared` makes of the same layers.

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
    data = data_block("geomap-data", payload(layers, common.found, view, config.maps.title))
    return page(
        head=[
            f"<title>{escape(HEADINGS[view]['title'])} – {escape(title)}</title>",
            style(own("app.css")),
            script(app_script()),
        ],
        body=[body, data, common.statements, common.ground],
        location=(35.0, 38.5),
        zoom=6,
    )


def _points(layers: Layers) -> list[tuple[float, float]]:
    """Places whose surroundings matter: a whole country needs no detail."""
    places: Any = layers.places
    near = places[places["precision"] != "country"]
    chosen = near if len(near) else places
    return list(zip(chosen["lon"], chosen["lat"], strict=True))
