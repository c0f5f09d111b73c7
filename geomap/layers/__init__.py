"""Mentions and events as tables with geometry, and how they look; knows nothing of HTML."""

from __future__ import annotations

from geomap.layers.build import build_layers, joined, summed
from geomap.layers.frames import (
    Layers,
    framed,
    read_layers,
    records,
    typed,
    write_layers,
    write_rows,
    write_table,
)
from geomap.layers.happenings import EventPart, event_part
from geomap.layers.parts import Part, part_of
from geomap.layers.protect import Protection
from geomap.layers.schema import SCHEMA, SEPARATOR, SPATIAL, Column
from geomap.layers.totals import Totals, totals_of_articles, totals_of_events

__all__ = [
    "SCHEMA", "SEPARATOR", "SPATIAL", "Column", "EventPart", "Layers", "Part", "Protection",
    "Totals", "build_layers", "event_part", "framed", "joined", "part_of", "read_layers", "records",
    "summed", "totals_of_articles", "totals_of_events", "typed", "write_layers", "write_rows",
    "write_table",
]  # fmt: skip
