"""Options that several commands share, and what they come to together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geomap.errors import SeedMissing

if TYPE_CHECKING:
    from geomap.config import Config

Articles = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders, addresses (s3://...), or - for standard input.", show_default=False
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Settings, geomap.toml.", show_default=False),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Output folder.")]
Workers = Annotated[
    int, typer.Option("--workers", "-j", min=1, help="Processes that articles are annotated in.")
]
RoundCoords = Annotated[
    int | None,
    typer.Option(min=0, max=6, help="Decimals of coordinates to keep.", show_default=False),
]
JitterKm = Annotated[
    float | None,
    typer.Option(
        min=0, max=100, help="Move exact and near places by up to so many km.", show_default=False
    ),
]
JitterSeed = Annotated[
    str | None,
    typer.Option(help="Decides the moves; keep it to yourself.", show_default=False),
]
ArticlePages = Annotated[
    bool, typer.Option("--article-pages", help="Write a page an article: text beside its map.")
]
Basemap = Annotated[
    str | None,
    typer.Option(
        "--basemap",
        metavar="NAME",
        help="Online base map: osm, or a name of xyzservices. Such pages need a network.",
        show_default=False,
    ),
]
Online = Annotated[
    bool,
    typer.Option(
        "--online", help="Ask the geocoder of [online] for names that the gazetteer lacks."
    ),
]
Dask = Annotated[
    str | None,
    typer.Option(
        help="Annotate on a Dask cluster: tcp://scheduler:8786, or local.", show_default=False
    ),
]
Samples = Annotated[
    bool, typer.Option("--samples", help="Use the sample articles that come with geomap.")
]

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Write this format of `geomap export`, too, as gpkg; may be given several times.",
    ),
]


def inputs(articles: list[str] | None, *, samples: bool) -> list[str]:
    """What was named on the command line, and the samples where they were asked for.

    Raises:
        typer.BadParameter: neither was given.
    """
    from geomap.config import samples_folder

    named = list(articles or [])
    if samples:
        named.append(str(samples_folder()))
    if not named:
        raise typer.BadParameter("name articles to read, or use --samples.")
    return named


def asking(config: Config, *, online: bool) -> Config:
    """The settings with the geocoder turned on where the command line says so."""
    return replace(config, online=replace(config.online, enabled=True)) if online else config


def protected(
    config: Config, round_coords: int | None, jitter_km: float | None, seed: str | None
) -> Config:
    """The settings with what the command line says of blurring coordinates.

    Raises:
        SeedMissing: places are to be moved, and neither it nor the settings name a seed.
    """
    given = {"round_coords": round_coords, "jitter_km": jitter_km, "seed": seed}
    known: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    protect = replace(config.protect, **known)
    if protect.jitter_km and not protect.seed:
        raise SeedMissing
    return replace(config, protect=protect)
