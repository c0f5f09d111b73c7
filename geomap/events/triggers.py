"""Which words name an event: the trigger table read against the parse.

Rows of ``gazetteer/triggers.csv``: a lemma with its part of speech, the event type it names,
what it needs beside it and what must not stand there (``slot:word|word``, slots ``mod``,
``subj``, ``obj``, ``prep``, ``light``, ``particle``). Of the rows that fit, the one with most
needs wins.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.config import Config, gazetteer_folder
from geomap.errors import GazetteerInvalid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.tokens import Doc, Token

SLOTS = ("mod", "subj", "obj", "prep", "light", "particle")
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "conj"})


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One row of the trigger table."""

    lemma: str
    pos: str
    type: str
    needs: tuple[tuple[str, frozenset[str]], ...]
    blocks: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of the event type table; crosswalks are codes of the vocabularies named."""

    id: str
    family: str
    label: str
    acled_event: str
    acled_sub_event: str
    plover_event: str
    plover_mode: str
    cameo: str
    ucdp: str
    description: str


@cache
def event_types(folder: Path | None = None) -> dict[str, EventType]:
    """The event types by id.

    Raises:
        GazetteerInvalid: a row has too few cells.
    """
    path = (folder or gazetteer_folder(Config())) / "event_types.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        types: dict[str, EventType] = {}
        for line, row in enumerate(rows, start=2):
            if len(row) != 10:
                raise GazetteerInvalid(path, line, "the number of cells is not right")
            types[row[0]] = EventType(*row)
    return types


@cache
def trigger_table(folder: Path | None = None) -> dict[tuple[str, str], tuple[TriggerRow, ...]]:
    """The trigger rows by lemma and part of speech, those with most needs first.

    Raises:
        GazetteerInvalid: a row names an unknown type or slot.
    """
    home = folder or gazetteer_folder(Config())
    path = home / "triggers.csv"
    known = event_types(folder)
    table: dict[tuple[str, str], list[TriggerRow]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if row["type"] not in known:
                raise GazetteerInvalid(path, line, f"no event type {row['type']!r}")
            made = TriggerRow(
                row["lemma"],
                row["pos"],
                row["type"],
                tuple(_slots(row["needs"], path, line)),
                tuple(_slots(row["blocks"], path, line)),
            )
            table.setdefault((made.lemma, made.pos), []).append(made)
    return {
        key: tuple(sorted(rows, key=lambda row: -len(row.needs))) for key, rows in table.items()
    }


def _slots(text: str, path: Path, line: int) -> Iterator[tuple[str, frozenset[str]]]:
    for part in text.split():
        slot, _, words = part.partition(":")
        if slot not in SLOTS:
            raise GazetteerInvalid(path, line, f"no slot {slot!r}, know {', '.join(SLOTS)}")
        yield slot, frozenset(words.split("|"))


def find_triggers(doc: Doc, folder: Path | None = None) -> list[tuple[Token, str]]:
    """The words of a text that name an event, with their event types, in order.

    Reads lemmas and, where the pipeline has a parser, what depends on them.
    """
    table = trigger_table(folder)
    found = []
    for token in doc:
        pos = "VERB" if token.pos_ in ("VERB", "AUX") else token.pos_
        rows = next((table[form, pos] for form in _forms(token) if (form, pos) in table), ())
        if not rows and pos == "PROPN" and token.text[:1].isupper():
            # Headlines write nouns and verbs with capitals.
            rows = table.get((token.lower_, "NOUN"), ())
        chosen = next((row for row in rows if _fits(row, token)), None)
        compound = token.pos_ == "NOUN" and token.dep_ == "compound"
        repeated = compound or _content_of(token)
        if chosen is not None and not repeated and not _passes_on(token):
            found.append((token, chosen.type))
    return found


def _forms(token: Token) -> list[str]:
    """Dictionary forms to look for: the pipeline's lemma, and the plain ones it may miss."""
    word = token.lower_
    forms = [(token.lemma_ or token.text).lower(), word]
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            forms += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
    return forms


def _fits(row: TriggerRow, token: Token) -> bool:
    return all(around(token, slot) & words for slot, words in row.needs) and not any(
        around(token, slot) & words for slot, words in row.blocks
    )


def around(token: Token, slot: str) -> set[str]:
    """The lower-case words and lemmas that fill a slot of `token`."""
    found: set[str] = set()
    children = list(token.children)
    if slot == "mod":
        found = _words(child for child in children if child.dep_ in _MODIFIER)
        if token.i and token.nbor(-1).text != "\n":
            found |= _words([token.nbor(-1)])
    elif slot == "subj":
        found = _words(child for child in children if child.dep_ in _SUBJECT)
        if token.dep_ in ("conj", "xcomp", "advcl"):
            found |= _words(c for c in token.head.children if c.dep_ in _SUBJECT)
    elif slot == "obj":
        found = _words(child for child in children if child.dep_ in ("obj", "nsubj:pass", "iobj"))
    elif slot == "particle":
        found = _words(child for child in children if child.dep_ in ("compound:prt", "advmod"))
    elif slot == "prep":
        for child in children:
            if child.dep_ in ("obl", "nmod", "advmod", "compound:prt", "obl:agent"):
                found |= _words(c for c in child.children if c.dep_ == "case")
                found |= _words([child]) if child.dep_ in ("advmod", "compound:prt") else set()
    elif slot == "light" and token.dep_ in ("obj", "nsubj:pass"):
        found = _words([token.head])
    return found


def _words(tokens: Iterator[Token] | list[Token]) -> set[str]:
    words: set[str] = set()
    for token in tokens:
        words |= {token.lower_, (token.lemma_ or token.text).lower()}
    return words


def _content_of(token: Token) -> bool:
    """Whether a verb only says what the noun before it is for: "an offensive to liberate"."""
    if token.pos_ != "VERB" or token.i < 2 or token.nbor(-1).lower_ != "to":
        return False
    noun = token.nbor(-2)
    table = trigger_table()
    return noun.pos_ == "NOUN" and any((form, "NOUN") in table for form in _forms(noun))


def _passes_on(token: Token) -> bool:
    """Whether the word only carries another trigger: "launch" of "launch an attack"."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    light = {"launch", "carry", "conduct", "hold", "take", "make", "stage", "mount", "sign"}
    lemma = (token.lemma_ or "").lower()
    nouns = trigger_table()
    return lemma in light and any(
        child.dep_ in ("obj", "nsubj:pass") and (child.lemma_.lower(), "NOUN") in nouns
        for child in token.children
    )
