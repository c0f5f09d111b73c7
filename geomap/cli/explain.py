"""``geomap explain``: why a mention is there, and why it is where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli.options import ConfigFile


def explain(
    article: Annotated[str, typer.Argument(help="A file with one article, or - for stdin.")],
    start: Annotated[int, typer.Argument(help="Offset of a character of the mention.")],
    map_file: Annotated[
        Path | None,
        typer.Option("--map", help="Write a small map of the candidates here.", show_default=False),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Say why a mention is there: its role, its candidates, the evidence for and against."""
    from geomap.articles import read_articles
    from geomap.config import read_config
    from geomap.errors import NoArticles, NoMention
    from geomap.flow import open_tools
    from geomap.mentions import find_mentions
    from geomap.model import Article
    from geomap.places import explain as explained
    from geomap.places.wording import sentences

    settings = read_config(config)
    read = next((a for a in read_articles([article], settings) if isinstance(a, Article)), None)
    if read is None:
        raise NoArticles(article)
    tools = open_tools(settings)
    doc = tools.pipeline(read.language)(read.text)
    mentions = find_mentions(doc, read, tools.gazetteer, tools.actors)
    found = explained(read, mentions, tools.gazetteer, settings, start, doc)
    if found is None:
        raise NoMention(article, start, [(m.start, m.text) for m in mentions])
    for line in sentences(read, found):
        typer.echo(line)
    if map_file is not None:
        from geomap.maps import write_candidates

        write_candidates(found.mention, found.candidates, map_file, settings)
        typer.echo(f"map of the candidates: {map_file}", err=True)
