"""Names -> places on Earth: the compiled gazetteer, offline, opened in a blink."""

from __future__ import annotations

from geomap.gazetteer.entries import Entry, Hit
from geomap.gazetteer.index import Gazetteer
from geomap.gazetteer.matching import NameMatch
from geomap.gazetteer.opening import open_gazetteer

__all__ = ["Entry", "Gazetteer", "Hit", "NameMatch", "open_gazetteer"]
