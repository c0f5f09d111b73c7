"""``geomap export``: other files from what was built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.options import Output

_HELP = "geojson, gpkg, geoparquet, csv, kml, flatgeobuf, geojsonl or shapefile."


def export(
    file_format: Annotated[str, typer.Argument(metavar="FORMAT", help=_HELP)],
    output: Output = Path("outputs"),
) -> None:
    """Write FORMAT files from the layers of an earlier build in the output folder."""
    from geomap.errors import UnknownFormat
    from geomap.exports import FORMATS
    from geomap.layers import read_layers
    from geomap.outputs import LAYERS_FOLDER, staged

    if file_format not in FORMATS:
        raise UnknownFormat(file_format, tuple(FORMATS))
    layers = read_layers(output / LAYERS_FOLDER)
    with staged(output) as stage:
        for path in FORMATS[file_format](layers, stage):
            typer.echo(output / path.relative_to(stage))
