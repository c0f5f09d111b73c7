"""``geomap explain``: why a mention, a claim or an event is there, and why it is where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile, Output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.config import Config
    from geomap.flow import Tools
    from geomap.model import Article


def explain(
    article: Annotated[
        str,
        typer.Argument(help="A file with one article, - for stdin, or the id of an event built."),
    ],
    start: Annotated[
        int | None,
        typer.Argument(help="Offset of a character of the mention or trigger.", show_default=False),
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option("--map", help="Write a small map of the candidates here.", show_default=False),
    ] = None,
    output: Output = Path("outputs"),
    config: ConfigFile = None,
) -> None:
    """Say why a mention is there and where it is, what a claim says, or why claims are one event.

    With an offset, ARTICLE is read and the mention or trigger there is explained; without one,
    ARTICLE is the id of an event in the output folder.
    """
    from geomap.config import read_config

    settings = read_config(config)
    lines = (
        _event(article, output)
        if start is None
        else _in_article(article, start, map_file, settings)
    )
    for line in lines:
        typer.echo(line)


def _in_article(name: str, start: int, map_file: Path | None, config: Config) -> Iterator[str]:
    from geomap.articles import read_articles
    from geomap.errors import NoArticles, NoMention
    from geomap.flow import open_tools, parsed, smoothed
    from geomap.mentions import with_doubtful
    from geomap.model import Article
    from geomap.places import explain as explained
    from geomap.places.wording import sentences

    article = next((a for a in read_articles([name], config) if isinstance(a, Article)), None)
    if article is None:
        raise NoArticles(name)
    tools = open_tools(config)
    doc = parsed(article, tools)
    sure, doubtful = with_doubtful(doc, article, tools.gazetteer, tools.actors)
    mentions = [*sure, *(one for one in doubtful if one.start <= start < one.end)]
    found = explained(smoothed(article, doc), mentions, tools.gazetteer, config, start)
    if found is None:
        told = list(_claims(article, start, tools))
        if not told:
            raise NoMention(name, start, [(m.start, m.text) for m in mentions])
        yield from told
        return
    yield from sentences(article, found)
    if map_file is not None:
        from geomap.maps import write_candidates

        write_candidates(found.mention, found.candidates, map_file, config)
        typer.echo(f"map of the candidates: {map_file}", err=True)


def _claims(article: Article, start: int, tools: Tools) -> Iterator[str]:
    from geomap.events import claim_sentences, place_sentences
    from geomap.flow import annotate_article, parsed

    doc = parsed(article, tools)
    found = annotate_article(article, tools, doc)
    mentions = {mention.id: mention for mention in found.mentions}
    for claim in found.claims:
        if claim.trigger.start <= start < claim.trigger.end:
            yield from claim_sentences(article, claim, mentions)
            trigger = doc.char_span(claim.trigger.start, claim.trigger.end)
            if trigger is not None:
                yield from place_sentences(trigger.root, claim, found.mentions)


def _event(event_id: str, output: Path) -> Iterator[str]:
    from geomap.corpus import LAYERS_FOLDER
    from geomap.errors import NoEvent
    from geomap.events import event_sentences
    from geomap.layers import read_layers, records

    layers = read_layers(output / LAYERS_FOLDER)
    events = layers.events[layers.events["event_id"] == event_id]
    if events.empty:
        raise NoEvent(event_id, output)
    claims = layers.claims[layers.claims["event_id"] == event_id]
    (event,) = records(events)
    return event_sentences(event, records(claims))
