"""An online geocoder for names that the gazetteer lacks: off unless the settings turn it on."""

from __future__ import annotations

from geomap.places.online.fallback import Fallback, open_fallback

__all__ = ["Fallback", "open_fallback"]
