"""``geomap explain``: why a mention is there, and why it is where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Article
    from geomap.places import Explanation


def explain(
    article: Annotated[str, typer.Argument(help="A file with one article, or - for stdin.")],
    start: Annotated[int, typer.Argument(help="Offset of a character of the mention.")],
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


def sentences(article: Article, found: Explanation) -> Iterator[str]:
    """The explanation in lines for people."""
    mention = found.mention
    yield f"“{mention.text}” at {mention.start}-{mention.end} of {article.id}"
    yield f"role: {mention.role} ({mention.role_cue}); segment: {mention.segment}"
    drawn = "drawn on the maps" if mention.drawn else "not drawn on the maps"
    reason = f" ({mention.reason})" if mention.reason else ""
    yield f"status: {mention.status}{reason}; {drawn}"
    if mention.relation is not None:
        phrase = " ".join(article.text[mention.relation.start : mention.relation.end].split())
        yield f"relation: {mention.relation.kind} (“{phrase}”)"
    if not found.candidates:
        yield "no place of this name is in the gazetteer; add one with an overrides.csv"
    for rank, candidate in enumerate(found.candidates[:5], start=1):
        place = candidate.place
        where = ", ".join(part for part in (place.admin1, place.country) if part)
        yield ""
        yield (
            f"{rank}. {place.name} ({place.kind}; {where}) {place.lat:.4f}, {place.lon:.4f}: "
            f"probability {candidate.score:.2f}, matched {candidate.match}, id {place.id}"
        )
        ordered = sorted(candidate.evidence, key=lambda e: -abs(e.value * e.weight))
        for evidence in ordered:
            sign = "for" if evidence.value * evidence.weight >= 0 else "against"
            yield f"   {sign} ({evidence.value * evidence.weight:+.2f}): {evidence.sentence}"
