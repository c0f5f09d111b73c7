"""The whole arrow in one readable place: articles -> mentions -> places -> events.

`open_tools` opens what every article needs (gazetteer, actor table, language pipeline);
`annotate` carries articles through the stages one at a time; `build` adds what needs all of
them together (copies, events, layers) and writes the outputs.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geomap.errors import NoArticles
from geomap.model import Annotation, Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language

    from geomap.config import Config
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.actors import ActorTable
    from geomap.model import Event

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Tools:
    """What every article needs, opened once a run."""

    config: Config
    gazetteer: Gazetteer
    actors: ActorTable
    english: Language
    """The pipeline of `config.language.model`."""
    others: dict[str, Language] = field(default_factory=dict)
    """Tokenizers of other languages by ISO 639-1 code, opened when first met."""

    def pipeline(self, language: str | None) -> Language:
        """The pipeline for a language; English where the language is unknown."""
        from geomap.language import blank_language

        if language in (None, "en"):
            return self.english
        assert language is not None  # noqa: S101 - narrows the type for mypy
        if language not in self.others:
            self.others[language] = blank_language(language)
        return self.others[language]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run read, found and wrote; printed by the command line and shown on the index."""

    articles: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    drawn: int = 0
    claims: int = 0
    events: int = 0
    gazetteer: str = ""
    files: list[str] = field(default_factory=list)

    def count(self, annotation: Annotation) -> None:
        """Add one article's findings."""
        self.articles += 1
        self.mentions += len(annotation.mentions)
        self.claims += len(annotation.claims)
        for mention in annotation.mentions:
            self.roles[mention.role] += 1
            self.statuses[mention.status] += 1
            self.drawn += mention.drawn


def open_tools(config: Config) -> Tools:
    """Open gazetteer, actors and language pipeline.

    Raises:
        GazetteerMissing: the source tables are not there.
        GazetteerInvalid: a table has a row that cannot be used.
        LanguageModelMissing: the pipeline of the settings cannot be loaded.
    """
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.actors import open_actors
    from geomap.language import load_language

    return Tools(
        config=config,
        gazetteer=open_gazetteer(config),
        actors=open_actors(config),
        english=load_language(config),
    )


def annotate_article(article: Article, tools: Tools) -> Annotation:
    """One article through recognition, resolution and claims."""
    from geomap.events import find_claims
    from geomap.language import read_text
    from geomap.mentions import find_mentions, given_mentions
    from geomap.places import resolve

    doc = read_text(tools.pipeline(article.language), article.text)
    recognise = find_mentions if article.given_mentions is None else given_mentions
    mentions = recognise(doc, article, tools.gazetteer, tools.actors)
    mentions = resolve(article, mentions, tools.gazetteer, tools.config, doc)
    claims = find_claims(doc, article, mentions, tools.actors)
    return Annotation(article=article, mentions=mentions, claims=claims)


def with_spans(
    articles: Iterable[Article | Skipped], *, given: bool
) -> Iterator[Article | Skipped]:
    """The articles with the mention spans of their input kept or set aside.

    Args:
        articles: what was read.
        given: keep the spans and resolve exactly those; an article without any is skipped,
            because silence would look like a text without places.
    """
    for article in articles:
        if isinstance(article, Skipped):
            yield article
        elif not given:
            yield replace(article, given_mentions=None)
        elif article.given_mentions is None:
            name = article.path or article.id
            yield Skipped(
                name=name,
                reason=f"{name}: article {article.id} has no mentions; "
                'give {"mentions": [{"start": .., "end": ..}]} or drop --given-mentions.',
            )
        else:
            yield article


def annotate(articles: Iterable[Article | Skipped], tools: Tools) -> Iterator[Annotation | Skipped]:
    """Carry articles through the stages one at a time; what cannot be read passes through.

    A fault in one article never loses the others: it becomes a `Skipped` that names the
    article and the fault, and the traceback goes to the log.
    """
    for article in articles:
        if isinstance(article, Skipped):
            yield article
            continue
        try:
            yield annotate_article(article, tools)
        except Exception as error:
            log.exception("article %s", article.id)
            yield Skipped(
                name=article.path or article.id,
                reason=(
                    f"{article.path or article.id}: geomap failed on this article "
                    f"({type(error).__name__}: {error}); please report it with the text."
                ),
            )


def build(
    inputs: Sequence[str],
    out: Path,
    config: Config,
    *,
    on_result: Callable[[Annotation | Skipped], None] = lambda _result: None,
) -> Summary:
    """The main job: read, annotate, link, and write every map and export under `out`.

    Args:
        inputs: files, folders, or ``-`` for standard input.
        out: the output folder; made if missing. Files in it are replaced only when all of
            the new ones have been written in full.
        config: the settings of the run.
        on_result: told of each article as it is done or skipped.

    Returns:
        What was read, found and written.

    Raises:
        InputNotFound: a named input does not exist.
        NoArticles: nothing readable was found.
        OutputNotWritable: `out` cannot be written, or the disk is full.
    """
    from geomap.articles import DuplicateGroups, read_articles
    from geomap.events import link_claims
    from geomap.layers import build_layers
    from geomap.outputs import staged, write_outputs

    with staged(out) as stage:
        tools = open_tools(config)
        groups = DuplicateGroups(config)
        summary = Summary(gazetteer=tools.gazetteer.id)
        annotations: list[Annotation] = []
        for result in annotate(with_spans(read_articles(inputs, config), given=False), tools):
            on_result(result)
            if isinstance(result, Skipped):
                summary.skipped.append(result)
                continue
            groups.add(result.article)
            summary.count(result)
            annotations.append(result)
        if not annotations:
            raise NoArticles(", ".join(inputs))
        events: Sequence[Event] = link_claims(annotations, tools.actors, groups.groups())
        summary.events = len(events)
        layers = build_layers(annotations, events, tools.actors)
        write_outputs(annotations, layers, stage, config, summary)
    return summary
