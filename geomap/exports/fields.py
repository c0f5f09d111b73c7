"""What every column of the outputs means: the field table that is written beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.layers.schema import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """# What these files hold

Coordinates are WGS 84 (EPSG:4326), longitude first; distances are km; days are ISO 8601.
Text is UTF-8, as the articles have it. An empty cell means: the text does not say.

`mentions.geojson` and `events.geojson` hold the layers of the same name. A mention that is not
drawn (an actor, an adjective, unresolved, or boilerplate) has no geometry there, and its
coordinates as columns. The files in `layers/` are GeoParquet with full geometry.
`event_actors` repeats an event for each of its actors: counting its rows counts events twice.

Places from GeoNames (CC BY 4.0); boundaries from Natural Earth (public domain).
"""


def write_field_table(path: Path) -> Path:
    """Write the columns of every layer with type and meaning, as Markdown."""
    parts = [_HEAD]
    for layer, columns in SCHEMA.items():
        parts.append(f"\n## {layer}\n\n| column | type | meaning |\n|---|---|---|\n")
        parts.extend(f"| `{c.name}` | {c.type} | {c.meaning} |\n" for c in columns)
    path.write_text("".join(parts), encoding="utf-8")
    return path
