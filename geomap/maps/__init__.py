"""Layers -> pages that open anywhere; the only importer of folium."""

from __future__ import annotations

from geomap.maps.candidates import write_candidates
from geomap.maps.notebook import event_map
from geomap.maps.write import write_maps

__all__ = ["event_map", "write_candidates", "write_maps"]
