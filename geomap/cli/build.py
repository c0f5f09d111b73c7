"""``geomap build``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geomap.cli.options import Articles, ConfigFile, Output, Samples, inputs

if TYPE_CHECKING:
    from geomap.flow import Summary
    from geomap.model import Annotation, Skipped


def build(
    articles: Articles = None,
    output: Output = Path("outputs"),
    config: ConfigFile = None,
    samples: Samples = False,
) -> None:
    """Read articles and write their maps, GeoJSON and index into the output folder."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from geomap.config import read_config
    from geomap.flow import build as run
    from geomap.model import Skipped

    settings = read_config(config)
    named = inputs(articles, samples=samples)
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("articles", total=None)

        def tell(result: Annotation | Skipped) -> None:
            progress.advance(task)
            if isinstance(result, Skipped):
                progress.console.print(
                    f"skipped {result.reason}", markup=False, highlight=False, soft_wrap=True
                )

        summary = run(named, output, settings, on_result=tell)
    for line in report(summary, output):
        typer.echo(line, err=True)
    typer.echo(output / "index.html")
    if summary.skipped:
        sys.exit(1)


def report(summary: Summary, output: Path) -> list[str]:
    """The summary of a build in lines for people."""

    def counted(counts: dict[str, int]) -> str:
        return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "none"

    return [
        f"articles: {summary.articles} read, {len(summary.skipped)} skipped",
        f"mentions: {summary.mentions} ({counted(summary.roles)})",
        f"places:   {counted(summary.statuses)}; {summary.drawn} drawn",
        f"claims:   {summary.claims}, linked into {summary.events} events",
        f"files:    {len(summary.files)} in {output}",
    ]
