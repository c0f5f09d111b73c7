"""A plain folium map of events, for notebooks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement

from geomap.layers import records
from geomap.maps.assets import own
from geomap.maps.frame import Raw
from geomap.maps.text import clean, json_block

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_SHOWN = ("event_type", "place_name", "precision", "actors", "targets", "date_start", "modality",
          "polarity", "attributed_to", "quote", "article_title")  # fmt: skip


class _Features(MacroElement):
    """Draws features with our own script: no text of theirs is ever a template."""

    def __init__(self, features: list[dict[str, Any]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Features"
        self._features = features

    def render(self, **_kwargs: Any) -> str:
        """Add script and data to the document as they are; the element itself shows nothing."""
        figure: Any = self.get_root()
        holder: Any = self._parent
        # Quoted twice: JSON within a JavaScript string, so that no character of it is code.
        data = json.dumps(json_block(self._features)).translate(
            {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
        )
        code = f"({own('notebook.js')})({holder.get_name()}, JSON.parse({data}));"
        figure.script.add_child(Raw(code), name=self.get_name())
        return ""


def event_map(events: GeoDataFrame, tiles: str | None = None) -> folium.Map:
    """A folium map of an events layer (EPSG:4326), safe to show whatever its texts hold.

    Args:
        events: rows of `Layers.events`, or of any layer with its columns; rows without a
            geometry are left out.
        tiles: background of folium by name, e.g. ``"OpenStreetMap"``; None for none. Like
            folium's own scripts, it comes from the network.

    Returns:
        A map to show in a notebook or to add folium layers to.
    """
    found = events[events.geometry.notna()]
    frame = folium.Map(location=(0.0, 0.0), zoom_start=2, tiles=tiles)
    columns = [name for name in _SHOWN if name in found.columns]
    facts = [
        {name: clean(_text(row[name])) for name in columns if row[name] is not None}
        for row in records(found[columns])
    ]
    features = [
        {"type": "Feature", "geometry": shape.__geo_interface__, "properties": properties}
        for shape, properties in zip(found.geometry, facts, strict=True)
    ]
    frame.add_child(_Features(features))
    if len(found):
        west, south, east, north = (float(edge) for edge in found.total_bounds)
        frame.fit_bounds([[south, west], [north, east]], max_zoom=9)
    return frame


def _text(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if hasattr(value, "isoformat") else str(value)
