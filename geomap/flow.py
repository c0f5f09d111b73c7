"""The whole arrow in one readable place: articles -> mentions -> places -> events.

`open_tools` opens what every article needs (gazetteer, actor table, language pipeline);
`annotate` carries articles through the stages one at a time. What needs all articles together
(copies, events, layers, files) is `geomap.corpus`.
"""

from __future__ import annotations

import gc
import logging
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from geomap.errors import SystemRefused
from geomap.model import Annotation, Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from geomap.articles import Draft
    from geomap.config import Config
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.actors import ActorTable
    from geomap.gazetteer.own import Tables
    from geomap.model import Claim, Mention
    from geomap.places.online import Fallback

#: Blanks that a parser takes for words of their own: no-break, narrow, thin and figure spaces.
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")

#: Articles that are parsed together: with more, memory grows and little time is won.
TOGETHER = 16

#: So many new objects are made before the collector looks for garbage among them.
_NEW_OBJECTS = 20_000

_Done = TypeVar("_Done")

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Tools:
    """What every article needs, opened once a run."""

    config: Config
    gazetteer: Gazetteer
    actors: ActorTable
    tables: Tables | None = None
    """The tables of deeds that the settings name; those that come with geomap by default."""
    english: Language
    """The pipeline of `config.language.model`."""
    online: Fallback | None = None
    """The geocoder that is asked for names that the gazetteer lacks, where settings turn it on."""
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


def open_tools(config: Config) -> Tools:
    """Open gazetteer, actors and language pipeline.

    Raises:
        GazetteerMissing: the source tables are not there.
        GazetteerInvalid: a table has a row that cannot be used.
        LanguageModelMissing: the pipeline of the settings cannot be loaded.
        OnlineUnusable: the settings turn a geocoder on that cannot be used.
    """
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.actors import open_actors
    from geomap.gazetteer.own import use_tables
    from geomap.language import load_language
    from geomap.places.online import open_fallback

    tables = use_tables(config)
    gazetteer = open_gazetteer(config)
    return Tools(
        config=config,
        gazetteer=gazetteer,
        actors=open_actors(config),
        tables=tables,
        english=load_language(config),
        online=open_fallback(config, gazetteer),
    )


def settle() -> None:
    """Look for garbage seldom, and not in what is open: for processes that annotate and end.

    Records come and go by the ten thousand and hold no cycles: at the interpreter's own pace,
    looking for some takes a fiftieth of the time of tier fast, and more in what is open.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def parsed(article: Article, tools: Tools) -> Doc:
    """The article through the pipeline of its language, its sentences whole.

    The doc has as many characters as the text; breaks of wrapped lines and blanks that do not
    break are plain blanks in it, and lines of capitals are written as sentences.
    """
    return parsed_together([article], tools)[0]


def parsed_together(articles: Sequence[Article], tools: Tools) -> list[Doc]:
    """Each article as `parsed` gives it; some together are parsed sooner than one by one."""
    from geomap.articles.segments import unwrapped
    from geomap.language import read_texts
    from geomap.mentions.letters import sentence_case

    texts: dict[str, list[str]] = {}
    for article in articles:
        text = unwrapped(article.text).translate(_BLANKS)
        if article.language in (None, "en"):
            text = sentence_case(text, tools.gazetteer)
        texts.setdefault(article.language or "en", []).append(text)
    docs = {
        language: iter(read_texts(tools.pipeline(language), some))
        for language, some in texts.items()
    }
    return [next(docs[article.language or "en"]) for article in articles]


def smoothed(article: Article, doc: Doc) -> Article:
    """The article as its places are resolved in: with spatial words whole over ends of lines."""
    from geomap.language import text_of

    return replace(article, text=text_of(doc))


def annotate_article(article: Article, tools: Tools, doc: Doc | None = None) -> Annotation:
    """One article through recognition, resolution and claims.

    Args:
        article: the article.
        tools: what it needs.
        doc: what `parsed` makes of it, where that is known.
    """
    from geomap.events import find_claims
    from geomap.gazetteer.own import use
    from geomap.mentions import given_mentions, with_doubtful
    from geomap.mentions.spans import widened

    use(tools.tables)
    if doc is None:
        doc = parsed(article, tools)
    smooth = smoothed(article, doc)
    found, doubtful = with_doubtful(doc, article, tools.gazetteer, tools.actors)
    if article.given_mentions is None:
        mentions = _resolved(smooth, found, tools)
    else:
        given = given_mentions(doc, article, tools.gazetteer, tools.actors)
        mentions, doubtful = _resolved(smooth, given, tools, found), ()
    claims = find_claims(doc, article, mentions, tools.actors, doubtful)
    placed = {claim.place for claim in claims}
    named = [one for one in doubtful if one.id in placed]
    # "The town" and "it" are worth a mark only where something was done.
    kept = [one for one in mentions if one.recognised_by != "reference" or one.id in placed]
    if named or len(kept) < len(mentions):
        mentions, claims = _numbered([*kept, *_resolved(smooth, named, tools, found)], claims)
    mentions = widened(mentions, article, tools.config.language.spans)
    return Annotation(article=article, mentions=mentions, claims=claims)


def _resolved(
    article: Article, mentions: Sequence[Mention], tools: Tools, others: Sequence[Mention] = ()
) -> Sequence[Mention]:
    """The mentions with their places; others only say what the article is about."""
    from geomap.places import resolve

    done = resolve(article, mentions, tools.gazetteer, tools.config, others)
    return tools.online.filled(done, tools.config.places.min_score) if tools.online else done


def _numbered(
    mentions: Sequence[Mention], claims: Sequence[Claim]
) -> tuple[Sequence[Mention], tuple[Claim, ...]]:
    """The mentions in text order, ids and all, and the claims with these ids."""
    ordered = sorted(mentions, key=lambda one: one.start)
    ids = {one.id: f"m{number}" for number, one in enumerate(ordered, start=1)}
    renamed = [replace(one, id=ids[one.id]) for one in ordered]
    placed = (replace(one, place=ids[one.place]) if one.place else one for one in claims)
    return renamed, tuple(placed)


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
    """Carry articles through the stages; what cannot be read passes through.

    A few at a time are read ahead and parsed together. A fault in one article never loses the
    others: it becomes a `Skipped` that names the article and the fault, and the traceback goes
    to the log.
    """
    waiting = iter(articles)
    while some := list(islice(waiting, TOGETHER)):
        docs = iter(_docs([one for one in some if not isinstance(one, Skipped)], tools))
        for article in some:
            if isinstance(article, Skipped):
                yield article
                continue
            work = partial(annotate_article, article, tools, next(docs))
            yield _faults_told(work, article.path or article.id)


def _docs(articles: Sequence[Article], tools: Tools) -> Sequence[Doc | None]:
    """The articles parsed; None for each where parsing fails, so that the one at fault is told."""
    try:
        return parsed_together(articles, tools)
    except Exception:  # noqa: BLE001 - each is tried again alone
        return [None] * len(articles)


def annotate_drafts(drafts: Iterable[Draft], tools: Tools) -> Iterator[Annotation | Skipped]:
    """Articles as they were read through all stages, segments and inferred metadata first."""
    from geomap.articles import finish

    return annotate((_faults_told(partial(finish, one, set()), one.name) for one in drafts), tools)


def _faults_told(work: Callable[[], _Done], name: str) -> _Done | Skipped:
    """What some work on an article gives, or how it failed."""
    try:
        return work()
    except (OSError, MemoryError) as error:  # no fault of the article's: the next has it too
        raise SystemRefused(error) from error
    except Exception as error:
        log.exception("%s", name)
        reason = (
            f"{name}: geomap failed on this article ({type(error).__name__}: {error}); "
            "please report it with the text."
        )
        return Skipped(name=name, reason=reason)
