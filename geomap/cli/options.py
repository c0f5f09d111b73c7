"""Options that several commands share.

`Articles`: build, annotate. `ConfigFile`: all but train. `Output`: build, watch, diff, export.
`Workers`: build, watch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Articles = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders, or - for standard input.", show_default=False),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Settings, geomap.toml.", show_default=False),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Output folder.")]
Workers = Annotated[
    int, typer.Option("--workers", "-j", min=1, help="Processes that articles are annotated in.")
]
Samples = Annotated[
    bool, typer.Option("--samples", help="Use the sample articles that come with geomap.")
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
