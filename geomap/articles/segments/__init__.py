"""Which passages of an article are its title, body, captions, repeats or boilerplate."""

from geomap.articles.segments.classify import find_segments
from geomap.articles.segments.units import Unit, find_units, unwrapped

__all__ = ["Unit", "find_segments", "find_units", "unwrapped"]
