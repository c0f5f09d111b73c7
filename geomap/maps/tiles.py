"""Online base maps, on request only: the one thing that makes a page ask for anything."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from urllib.parse import urlsplit

from geomap.errors import BasemapUnknown

#: Short names for what people ask for most.
SHORT = {"osm": "OpenStreetMap.Mapnik"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Where the pictures of a base map come from."""

    name: str
    url: str
    """Address with ``{z}``, ``{x}`` and ``{y}``."""
    attribution: str
    max_zoom: int

    @property
    def host(self) -> str:
        """What a content security policy must let the page ask."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def tiles(name: str) -> Tiles:
    """The base map of a name: ``osm``, or a name of xyzservices such as ``Esri.WorldImagery``.

    Raises:
        BasemapUnknown: there is none of that name, it needs an access key, or its address is
            not https.
    """
    from xyzservices import providers

    known = providers.flatten()
    try:
        provider = providers.query_name(SHORT.get(name.lower(), name))
    except ValueError:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.3)
        raise BasemapUnknown(
            name, f"choose osm or another, for example {', '.join(near)}"
        ) from None
    if provider.requires_token():
        raise BasemapUnknown(name, "it needs an access key; choose one that does not, such as osm")
    url = provider.build_url(x="{x}", y="{y}", z="{z}", scale_factor="")
    if not url.startswith("https://"):
        raise BasemapUnknown(name, "its address is not https; choose another, such as osm")
    return Tiles(
        name=provider.name,
        url=url,
        attribution=provider.attribution,
        max_zoom=int(provider.get("max_zoom", 18)),
    )
