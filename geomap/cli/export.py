"""``geomap export``: other files from what was built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.options import JitterKm, JitterSeed, Output, RoundCoords, protected

_HELP = (
    "geojson, gpkg, geoparquet, csv, kml, flatgeobuf, geojsonl, shapefile, acled-csv, ucdp-csv, "
    "gdelt-mentions or postgis."
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
    round_coords: RoundCoords = None,
    jitter_km: JitterKm = None,
    jitter_seed: JitterSeed = None,
    url: Annotated[
        str | None,
        typer.Option(
            envvar="GEOMAP_POSTGIS_URL",
            help="For postgis: postgresql://USER@HOST/DATABASE.",
            show_default=False,
        ),
    ] = None,
    schema: Annotated[str, typer.Option(help="For postgis: schema of the tables.")] = "geomap",
) -> None:
    """Write FORMAT files from the layers of an earlier build in the output folder.

    Blurred coordinates are those of this export alone: blur in `geomap build` for maps and all.
    """
    from geomap.config import Config
    from geomap.corpus import LAYERS_FOLDER, locked, staged
    from geomap.errors import DatabaseUnnamed, NothingBuilt, UnknownFormat
    from geomap.exports import CODED, FORMATS, POSTGIS, write_postgis
    from geomap.layers import Protection, read_layers

    if file_format not in (*FORMATS, *CODED, POSTGIS):
        raise UnknownFormat(file_format, (*FORMATS, *CODED, POSTGIS))
    if file_format == POSTGIS and url is None:
        raise DatabaseUnnamed
    if not (output / LAYERS_FOLDER).is_dir():
        raise NothingBuilt(output)
    shown = Protection.of(protected(Config(), round_coords, jitter_km, jitter_seed).protect)
    with locked(output), staged(output) as stage:
        layers = shown.layers(read_layers(output / LAYERS_FOLDER))
        if file_format == POSTGIS and url is not None:
            written = write_postgis(layers, url, schema)
        else:
            paths = (
                CODED[file_format](layers, stage, everything=everything)
                if file_format in CODED
                else FORMATS[file_format](layers, stage)
            )
            if shown.active:
                paths.append(stage / f"{file_format}-coordinates.md")
                paths[-1].write_text(shown.sentences() + "\n", encoding="utf-8")
            written = [str(output / path.relative_to(stage)) for path in paths]
    for name in written:
        typer.echo(name)
