"""geomap's stages as spaCy components, for pipelines of other people's.

Each is a factory by entry point, so ``nlp.add_pipe("geomap_mentions")`` works wherever geomap
is installed: ``geomap_mentions`` finds the names of places, ``geomap_roles`` says how each is
meant, ``geomap_places`` which place on Earth, ``geomap_events`` what is said to have happened
there; each needs the ones before it. They write

- ``doc.spans["places"]``: a span of whole tokens a mention, its label the role;
- on each such span, ``span._.geomap``: the `geomap.model.Mention`, and ``span._.geomap_id``;
- ``doc._.geomap_mentions`` and ``doc._.geomap_claims``: tuples of `Mention` and `Claim`;
- ``doc._.geomap_published``: read, not written; an ISO day that dates in the text count from.

All is kept as bytes in ``doc.user_data``, so docs pass between processes and to disk.
Roles and events want a parser; without one, roles go by neighbouring words and there are no
events, and a warning says so once. Each stage ends before the next begins, so doubtful names
that only a deed tells to be places (``recognised_by: deed``) are found by the command line alone.
"""

from __future__ import annotations

import warnings
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from geomap.mentions.recognise import Found
from geomap.model import Article, Claim, Mention

if TYPE_CHECKING:
    from geomap.config import Config
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.actors import ActorTable
    from geomap.gazetteer.own import Tables

#: Name of the span group that holds the mentions.
PLACES = "places"
_KINDS: dict[str, Any] = {
    "geomap_found": list[Found],
    "geomap_mentions": tuple[Mention, ...],
    "geomap_claims": tuple[Claim, ...],
}
_WANTS = {"geomap_roles": "geomap_mentions", "geomap_places": "geomap_roles"}
_SETTINGS: dict[str, Any] = {"settings": None}


class _Stage:
    """One stage of geomap over a doc; gazetteer and actors open with the first doc."""

    def __init__(self, name: str, settings: str | None) -> None:
        self.name = name
        self._settings = settings
        self._warned = False
        _declare_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with this stage's findings on it."""
        config, gazetteer, actors, tables = _opened(self._settings)
        article = _article(doc)
        if self.name == "geomap_mentions":
            self._names(doc, article, gazetteer, actors)
        elif self.name == "geomap_roles":
            self._roles(doc, article, gazetteer, actors)
        elif self.name == "geomap_places":
            from geomap.places import resolve

            mentions = _read(doc, "geomap_mentions", self.name)
            done = resolve(article, mentions, gazetteer, config)
            # "It" and "the town" that point back at no place are none.
            kept = tuple(one for one in done if one.status != "filtered")
            _write(doc, "geomap_mentions", kept)
        else:
            from geomap.events import find_claims
            from geomap.gazetteer.own import use

            use(tables)
            self._warn_without(doc, "LEMMA", "no events are found")
            mentions = _read(doc, "geomap_mentions", self.name)
            _write(doc, "geomap_claims", find_claims(doc, article, mentions, actors))
        return doc

    def _names(self, doc: Doc, article: Article, gazetteer: Gazetteer, actors: ActorTable) -> None:
        from geomap.mentions import find_names

        found = find_names(doc, article, gazetteer, actors)
        doc.user_data["geomap_found"] = msgspec.msgpack.encode(found)
        bare = tuple(
            Mention(
                id=f"m{number}", start=one.start, end=one.end, text=doc.text[one.start : one.end],
                kind_hint=one.kind_hint, recognised_by=one.recognised_by,
            )
            for number, one in enumerate(found, start=1)
        )  # fmt: skip
        _write(doc, "geomap_mentions", bare)

    def _roles(self, doc: Doc, article: Article, gazetteer: Gazetteer, actors: ActorTable) -> None:
        from geomap.mentions import with_roles

        if article.language in (None, "en"):
            self._warn_without(doc, "DEP", "roles are judged by neighbouring words only")
        found = _read(doc, "geomap_found", self.name)
        _write(doc, "geomap_mentions", with_roles(doc, article, found, gazetteer, actors))

    def _warn_without(self, doc: Doc, annotation: str, effect: str) -> None:
        if len(doc) and not self._warned and not doc.has_annotation(annotation):
            self._warned = True
            needed = "a parser" if annotation == "DEP" else "a parser and a lemmatizer"
            warnings.warn(
                f"{self.name}: the pipeline has no {annotation} before this component, so "
                f"{effect}; add {needed} in front of it.",
                stacklevel=3,
            )


@Language.factory("geomap_mentions", default_config=_SETTINGS, assigns=["doc.spans"])
def make_mentions(nlp: Language, name: str, settings: str | None) -> _Stage:  # noqa: ARG001
    """Finds names of places. `settings` is the path of a ``geomap.toml``, or None."""
    return _Stage("geomap_mentions", settings)


@Language.factory("geomap_roles", default_config=_SETTINGS, requires=["doc.spans"])
def make_roles(nlp: Language, name: str, settings: str | None) -> _Stage:  # noqa: ARG001
    """Says whether each name is a place, an actor, an adjective or part of a name."""
    return _Stage("geomap_roles", settings)


@Language.factory("geomap_places", default_config=_SETTINGS, requires=["doc.spans"])
def make_places(nlp: Language, name: str, settings: str | None) -> _Stage:  # noqa: ARG001
    """Decides which place on Earth each name means."""
    return _Stage("geomap_places", settings)


@Language.factory("geomap_events", default_config=_SETTINGS, requires=["doc.spans"])
def make_events(nlp: Language, name: str, settings: str | None) -> _Stage:  # noqa: ARG001
    """Attaches the events that the text claims happened."""
    return _Stage("geomap_events", settings)


@cache
def _opened(settings: str | None) -> tuple[Config, Gazetteer, ActorTable, Tables]:
    from geomap.config import read_config
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.actors import open_actors
    from geomap.gazetteer.own import use_tables

    config = read_config(Path(settings) if settings else None)
    return config, open_gazetteer(config), open_actors(config), use_tables(config)


def _article(doc: Doc) -> Article:
    published = doc._.geomap_published
    language = None if doc.lang_ in ("", "xx") else doc.lang_
    return Article(
        id="doc",
        text=doc.text,
        language=language,
        published=date.fromisoformat(published) if published else None,
    )


def _read(doc: Doc, key: str, reader: str) -> Any:
    packed = doc.user_data.get(key)
    if packed is None:
        before = _WANTS.get(reader, "geomap_places")
        raise ValueError(
            f"{reader} found no mentions on the doc; add it behind {before!r}: "
            f'nlp.add_pipe("{before}", before="{reader}")'
        )
    return msgspec.msgpack.decode(packed, type=_KINDS[key])


def _write(doc: Doc, key: str, records: tuple[Any, ...]) -> None:
    doc.user_data[key] = msgspec.msgpack.encode(records)
    if key != "geomap_mentions":
        return
    spans = []
    for mention in records:
        span = doc.char_span(
            mention.start, mention.end, label=mention.role, alignment_mode="expand"
        )
        if span is not None:
            spans.append(span)
            span._.geomap_id = mention.id
    doc.spans[PLACES] = spans


def _declare_extensions() -> None:
    if Doc.has_extension("geomap_mentions"):
        return
    Doc.set_extension("geomap_published", default=None)
    for key in ("geomap_mentions", "geomap_claims"):
        Doc.set_extension(key, getter=_getter(key))
    Span.set_extension("geomap_id", default=None)
    Span.set_extension("geomap", getter=_mention_of)


def _getter(key: str) -> Any:
    def get(doc: Doc) -> Any:
        packed = doc.user_data.get(key)
        return () if packed is None else msgspec.msgpack.decode(packed, type=_KINDS[key])

    return get


def _mention_of(span: Span) -> Mention | None:
    mentions: tuple[Mention, ...] = span.doc._.geomap_mentions
    return next((mention for mention in mentions if mention.id == span._.geomap_id), None)
