"""Mentions and events as tables with geometry, and how they look; knows nothing of HTML."""

from __future__ import annotations

from geomap.layers.build import build_layers, layers_of
from geomap.layers.frames import Layers, read_layers, records, write_layers
from geomap.layers.happenings import EventPart, event_part
from geomap.layers.parts import Part, part_of
from geomap.layers.protect import Protection
from geomap.layers.schema import SCHEMA, SEPARATOR, SPATIAL, Column

__all__ = [
    "SCHEMA",
    "SEPARATOR",
    "SPATIAL",
    "Column",
    "EventPart",
    "Layers",
    "Part",
    "Protection",
    "build_layers",
    "event_part",
    "layers_of",
    "part_of",
    "read_layers",
    "records",
    "write_layers",
]
