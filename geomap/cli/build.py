"""``geomap build``: the main job."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geomap.cli.options import (
    ArticlePages,
    Articles,
    Basemap,
    ConfigFile,
    Dask,
    Formats,
    JitterKm,
    JitterSeed,
    Online,
    Output,
    RoundCoords,
    Samples,
    Workers,
    asking,
    inputs,
    protected,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.config import Config
    from geomap.corpus import Summary
    from geomap.store import Changes


def build(
    articles: Articles = None,
    output: Output = Path("outputs"),
    config: ConfigFile = None,
    samples: Samples = False,
    workers: Workers = 1,
    online: Online = False,
    round_coords: RoundCoords = None,
    jitter_km: JitterKm = None,
    jitter_seed: JitterSeed = None,
    article_pages: ArticlePages = False,
    basemap: Basemap = None,
    formats: Formats = None,
    dask: Dask = None,
) -> None:
    """Read articles and write their maps, GeoJSON and index into the output folder.

    Built again, only what is new is computed; the outputs are those of a fresh build.
    """
    from geomap.config import read_config

    settings = asking(read_config(config), online=online)
    settings = protected(settings, round_coords, jitter_km, jitter_seed)
    settings = with_pages(settings, article_pages=article_pages, basemap=basemap)
    settings = with_formats(settings, formats)
    summary = run(inputs(articles, samples=samples), output, settings, workers, dask)
    for line in report(summary, output):
        typer.echo(line, err=True)
    typer.echo(output / "index.html")
    if summary.skipped:
        sys.exit(1)


def with_pages(settings: Config, *, article_pages: bool, basemap: str | None) -> Config:
    """The settings with what the command line says of pages.

    Raises:
        BasemapUnknown: there is no such base map; said before the work, not after it.
    """
    maps = replace(
        settings.maps,
        article_pages=article_pages or settings.maps.article_pages,
        basemap=basemap or settings.maps.basemap,
    )
    if maps.basemap:
        from geomap.maps.tiles import tiles

        tiles(maps.basemap)
    return replace(settings, maps=maps)


def with_formats(settings: Config, formats: list[str] | None) -> Config:
    """The settings with the formats that the command line asks for.

    Raises:
        UnknownFormat: a build cannot write one of them; said before the work, not after it.
    """
    asked = tuple(dict.fromkeys((*settings.exports.formats, *(formats or ()))))
    if asked:
        from geomap.errors import UnknownFormat
        from geomap.exports import FORMATS

        for name in asked:
            if name not in FORMATS:
                raise UnknownFormat(name, tuple(FORMATS))
    return replace(settings, exports=replace(settings.exports, formats=asked))


def run(
    named: list[str], output: Path, settings: Config, workers: int, dask: str | None = None
) -> Summary:
    """A build that shows on a terminal how far it is, and says what is skipped."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from geomap.corpus import Progress
    from geomap.corpus import build as flow

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("articles to read", total=None, rate="")

        def tell(progress: Progress) -> None:
            if progress.skipped is not None:
                bar.console.print(
                    f"skipped {progress.skipped.reason}",
                    markup=False, highlight=False, soft_wrap=True,
                )  # fmt: skip
            if progress.total is not None:
                speed = bar.tasks[0].speed
                bar.update(
                    task, description="new articles", completed=progress.done,
                    total=progress.total, rate=f"{speed:.1f} a second" if speed else "",
                )  # fmt: skip

        try:
            return flow(named, output, settings, workers=workers, dask=dask, tell=tell)
        except KeyboardInterrupt:
            typer.echo("geomap: stopped; the same command goes on from here.", err=True)
            sys.exit(130)


def report(summary: Summary, output: Path) -> Iterator[str]:
    """The summary of a build in lines for people."""

    def counted(counts: dict[str, int]) -> str:
        return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "none"

    yield from (f"mended:   {notice}" for notice in summary.notices)
    yield f"articles: {summary.articles} read, {len(summary.skipped)} skipped"
    yield f"mentions: {summary.mentions} ({counted(summary.roles)})"
    yield f"places:   {counted(summary.statuses)}; {summary.drawn} drawn"
    yield f"claims:   {summary.claims}, linked into {summary.events} events"
    yield f"files:    {len(summary.files)} in {output}"
    if summary.changes is not None and not summary.changes.first:
        yield f"changed:  {since_last(summary.changes)}"


def since_last(changes: Changes) -> str:
    """What differs from the last build, in numbers."""
    articles = (
        f"{changes.articles_new} articles new, {changes.articles_changed} changed, "
        f"{changes.articles_gone} gone, {changes.articles_same} as they were"
    )
    kinds = ("new", "gone", "moved", "changed")
    events = ", ".join(f"{changes.events.get(kind, 0)} {kind}" for kind in kinds)
    return f"{articles}; events: {events} (geomap diff lists them)"
