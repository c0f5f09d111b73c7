"""``geomap export``: other files from what was built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.options import Output

_HELP = (
    "geojson, gpkg, geoparquet, csv, kml, flatgeobuf, geojsonl, shapefile, acled-csv, ucdp-csv "
    "or gdelt-mentions."
)


def export(
    file_format: Annotated[str, typer.Argument(metavar="FORMAT", help=_HELP)],
    output: Output = Path("outputs"),
    everything: Annotated[
        bool,
        typer.Option(
            "--everything",
            help="For acled-csv, ucdp-csv, gdelt-mentions: also what is planned, threatened, "
            "hypothetical or denied.",
        ),
    ] = False,
) -> None:
    """Write FORMAT files from the layers of an earlier build in the output folder."""
    from geomap.errors import NothingBuilt, UnknownFormat
    from geomap.exports import CODED, FORMATS
    from geomap.layers import read_layers
    from geomap.outputs import LAYERS_FOLDER, locked, staged

    if file_format not in (*FORMATS, *CODED):
        raise UnknownFormat(file_format, (*FORMATS, *CODED))
    if not (output / LAYERS_FOLDER).is_dir():
        raise NothingBuilt(output)
    with locked(output), staged(output) as stage:
        layers = read_layers(output / LAYERS_FOLDER)
        if file_format in CODED:
            paths = CODED[file_format](layers, stage, everything=everything)
        else:
            paths = FORMATS[file_format](layers, stage)
        for path in paths:
            typer.echo(output / path.relative_to(stage))
