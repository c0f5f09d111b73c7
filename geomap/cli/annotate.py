"""``geomap annotate``: one JSON object a line an article on standard output."""

from __future__ import annotations

import io
import json
import sys
from typing import Annotated

import typer

from geomap.cli.options import Articles, ConfigFile, Online, Samples, asking, inputs


def annotate(
    articles: Articles = None,
    config: ConfigFile = None,
    samples: Samples = False,
    online: Online = False,
    given_mentions: Annotated[
        bool,
        typer.Option(
            "--given-mentions",
            help="Resolve exactly the mention spans that the JSONL input carries.",
        ),
    ] = False,
) -> None:
    """Write mentions, places and claims of each article as JSON lines."""
    from geomap.articles import read_articles
    from geomap.config import read_config
    from geomap.flow import annotate as run
    from geomap.flow import open_tools, settle, with_spans
    from geomap.model import Skipped
    from geomap.serialise import annotation_to_json

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 whatever the terminal is
    settings = asking(read_config(config), online=online)
    named = inputs(articles, samples=samples)
    skipped = 0
    source = with_spans(read_articles(named, settings), given=given_mentions)
    tools = open_tools(settings)
    settle()
    for result in run(source, tools):
        if isinstance(result, Skipped):
            typer.echo(f"skipped {result.reason}", err=True)
            skipped += 1
        else:
            typer.echo(json.dumps(annotation_to_json(result), ensure_ascii=False))
    if skipped:
        sys.exit(1)
