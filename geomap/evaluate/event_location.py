"""Which place belongs to which verb: event and location pairs that people annotated.

One JSON object a line: ``{"text", "spans": [{"label": "VERB" | "LOCATION", "start", "end"}]}``,
with one verb and its locations, or none. Found pairs are those of `geomap.events.where`, asked of
the gold verb; a sentence without a location that gets one is a wrong pair, and with ``none``
counted as an answer a sentence rightly left without is a right one (Halterman 2019).

Some three in a hundred locations of that corpus were written as numbers of words where offsets of
characters are meant: "e" of "the". They are counted as they stand, and once more as meant.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.evaluate.report import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from geomap.events.where.decide import Where
    from geomap.flow import Tools
    from geomap.model import Mention

Record = dict[str, Any]

#: Letters up to which a location may be numbers of words written as offsets.
_FEW_LETTERS = 4


@dataclass(slots=True, kw_only=True)
class Pairs:
    """Counts of one way to choose places."""

    found: int = 0
    gold: int = 0
    right: int = 0
    right_none: int = 0
    found_none: int = 0
    gold_none: int = 0

    def add(self, found: Sequence[Span], gold: Sequence[Span]) -> None:
        """Count one sentence."""
        right = sum(any(a < d and c < b for c, d in gold) for a, b in found)
        self.found, self.gold = self.found + len(found), self.gold + len(gold)
        self.right += min(right, len(gold))
        self.found_none += not found
        self.gold_none += not gold
        self.right_none += not found and not gold

    def as_dict(self) -> dict[str, float]:
        """Precision and recall of the pairs, and with "none" as an answer."""
        both = self.right + self.right_none
        return {
            "precision": share(self.right, self.found),
            "recall": share(self.right, self.gold),
            "precision_with_none": share(both, self.found + self.found_none),
            "recall_with_none": share(both, self.gold + self.gold_none),
        }


Span = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class LocationReport:
    """Figures of an event location corpus."""

    corpus: str
    sentences: int = 0
    asked: Pairs = field(default_factory=Pairs)
    """Of the rules and weights, asked of the gold verb."""
    nearest: Pairs = field(default_factory=Pairs)
    """Of the nearest place, always."""
    mended: Pairs = field(default_factory=Pairs)
    """Of the rules and weights, locations taken as they were meant."""
    in_words: int = 0
    """Locations that were given as numbers of words."""
    unknown: int = 0
    """Gold locations that no mention covers: what recall can reach at most."""
    wrong: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data."""
        return {
            "corpus": self.corpus, "sentences": self.sentences, **self.asked.as_dict(),
            "nearest": self.nearest.as_dict(), "locations_without_mention": self.unknown,
            "locations_in_words": self.in_words, "as_meant": self.mended.as_dict(),
        }  # fmt: skip


def score_locations(name: str, records: Iterable[Record], tools: Tools) -> LocationReport:
    """Ask for the place of each gold verb and count the pairs.

    Args:
        name: what to call the corpus.
        records: its sentences.
        tools: gazetteer, actors and pipeline.
    """
    report = LocationReport(corpus=name)
    for record in records:
        doc, mentions = read(record["text"], tools)
        gold, meant = _written(record), locations(record)
        report.in_words += sum(one not in gold for one in meant)
        verb = next(s for s in record["spans"] if s["label"] == "VERB")
        report.sentences += 1
        report.unknown += sum(
            not any(m.start < end and start < m.end for m in mentions) for start, end in gold
        )
        trigger = token_at(doc, verb["start"], verb["end"])
        found = [(w.mention.start, w.mention.end) for w in places(trigger, mentions) if w.mention]
        report.asked.add(found, gold)
        report.mended.add(found, meant)
        report.nearest.add(_nearest(trigger, mentions), gold)
        if sorted(found) != sorted(gold):
            words = ", ".join(record["text"][start:end] for start, end in found) or "none"
            report.wrong.append(f"{trigger.text}: {words}: {record['text']}")
    return report


def locations(record: Record) -> list[Span]:
    """The locations of a record as they were meant, in characters.

    A few letters inside a word name no place; where words of these numbers, the last included,
    hold a name, they are what was meant.
    """
    words: list[Span] | None = None
    text, found = record["text"], []
    for start, end in _written(record):
        named = (start, end)
        if _cuts_a_word(text, start, end):
            words = words if words is not None else _words(text)
            name = words[start : end + 1]
            if end < len(words) and any(text[a].isupper() or text[a].isdigit() for a, _ in name):
                named = (name[0][0], name[-1][1])
        found.append(named)
    return found


def _written(record: Record) -> list[Span]:
    return [(s["start"], s["end"]) for s in record["spans"] if s["label"] == "LOCATION"]


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a short span begins or ends inside a word, or holds no name."""
    left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return end - start <= _FEW_LETTERS and (left or right or not text[start].isupper())


def _words(text: str) -> list[Span]:
    """The words of a text as spaCy's English tokenizer cuts them."""
    return [(token.idx, token.idx + len(token)) for token in _tokenizer()(text)]


@cache
def _tokenizer() -> Language:
    import spacy

    return spacy.blank("en")


def read(text: str, tools: Tools) -> tuple[Doc, Sequence[Mention]]:
    """A text through the pipeline, with its resolved mentions and doubtful names."""
    from geomap.flow import parsed, smoothed
    from geomap.mentions import with_doubtful
    from geomap.model import Article
    from geomap.places import resolve

    article = Article(id="gold", text=text, language="en")
    doc = parsed(article, tools)
    found, doubtful = with_doubtful(doc, article, tools.gazetteer, tools.actors)
    mentions = resolve(smoothed(article, doc), found, tools.gazetteer, tools.config)
    return doc, sorted((*mentions, *doubtful), key=lambda mention: mention.start)


def token_at(doc: Doc, start: int, end: int) -> Token:
    """The word at offsets of the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return doc[0] if span is None else span.root


def places(trigger: Token, mentions: Sequence[Mention]) -> list[Where]:
    """The places that the claims' own reader gives a trigger; of most verbs no type is known."""
    from geomap.events.what.triggers import find_triggers
    from geomap.events.where.decide import where_of

    types = {token.i: event_type for token, event_type in find_triggers(trigger.doc)}
    return where_of(trigger, types.get(trigger.i), trigger.sent, mentions)


def _nearest(trigger: Token, mentions: Sequence[Mention]) -> list[Span]:
    sure = (m for m in mentions if m.recognised_by != "deed")
    literal = [m for m in sure if m.role in ("literal", "unknown")]
    one = min(literal, key=lambda m: abs(m.start - trigger.idx), default=None)
    return [] if one is None else [(one.start, one.end)]


def read_records(path: Path) -> Iterator[Record]:
    """The records of a JSON lines or JSON file."""
    with path.open(encoding="utf-8") as file:
        if path.suffix == ".json":
            yield from json.load(file)
            return
        for line in file:
            if line.strip():
                yield json.loads(line)
