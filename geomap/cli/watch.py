"""``geomap watch``: build again whenever articles arrive, change or go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.build import report, run
from geomap.cli.options import ConfigFile, Output, Workers

if TYPE_CHECKING:
    from collections.abc import Callable

#: How long the watch waits for a change before it looks again, ms.
_LOOK = 500


def watch(
    folders: Annotated[list[Path], typer.Argument(help="Folders or files to watch.")],
    output: Output = Path("outputs"),
    config: ConfigFile = None,
    workers: Workers = 1,
    rest: Annotated[
        float, typer.Option(min=0.1, help="Seconds without a change before it builds.")
    ] = 2.0,
) -> None:
    """Build, and build again whenever articles arrive, change or go; Ctrl-C ends it."""
    from geomap.errors import ExtraMissing, InputNotFound

    try:
        from watchfiles import watch as changes
    except ImportError as error:
        raise ExtraMissing("geomap watch", "watch") from error
    for folder in folders:
        if not folder.exists():
            raise InputNotFound(folder)
    watched = [*folders, *([config] if config else [])]
    arrived = changes(
        *watched,
        watch_filter=_not_ours(output),
        debounce=int(rest * 10_000),
        step=int(rest * 1000),
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    # The watch begins before the first build, so that what arrives during it is not missed.
    next(arrived, None)
    _build(folders, output, config, workers)
    for found in arrived:
        if found:
            _build(folders, output, config, workers)


def _build(folders: list[Path], output: Path, config: Path | None, workers: int) -> None:
    """One build; what stops it is told, for the next change may mend it."""
    from geomap.config import read_config
    from geomap.errors import GeomapError

    try:
        summary = run([str(folder) for folder in folders], output, read_config(config), workers)
    except GeomapError as error:
        typer.echo(f"geomap: {error}", err=True)
        return
    for line in report(summary, output):
        typer.echo(line, err=True)
    typer.echo(output / "index.html")


def _not_ours(output: Path) -> Callable[[object, str], bool]:
    """Whether a change is one of articles: the outputs may lie in the folder that is watched."""
    ours = output.resolve()

    def articles(_change: object, name: str) -> bool:
        path = Path(name).resolve()
        return not path.is_relative_to(ours) and not path.name.startswith(".")

    return articles
