"""The words of a doc and what hangs on each, read from spaCy once.

Asking spaCy for a child or a lemma of a token costs a call and an object; the readers of events
ask thousands of times a text.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from geomap.events.patterns import ground, modality, people, verbs
from geomap.language.lemmas import plain_forms
from geomap.language.long_text import forms_of
from geomap.language.vocabulary import QUOTES, SAYING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

_Told = TypeVar("_Told")


class Read(NamedTuple):
    """What is asked of the words of a doc over and over; the first four are parallel lists."""

    forms: list[str]
    """As they are written."""
    lower: list[str]
    lemmas: list[str]
    """Dictionary forms, lower case; plain forms where the pipeline's are no words of ours."""
    below: list[list[tuple[str, Token]]]
    """What hangs on each, with its relation, in text order."""
    sentences: list[tuple[int, int]]
    """First token of the sentence of each, and the one behind its last."""
    quotes: list[int]
    """The tokens that are marks of quotation."""
    first_colon: int
    """The token that is the first colon; the number of tokens where there is none."""

    def quotes_between(self, first: int, end: int) -> list[int]:
        """The marks of quotation from one word on to another."""
        return self.quotes[bisect_left(self.quotes, first) : bisect_left(self.quotes, end)]


@lru_cache(maxsize=2)
def read(doc: Doc) -> Read:
    """The words of a doc, as they were when it was begun."""
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
    forms, tokens, steps = forms_of(doc), list(doc), doc.to_array("HEAD").astype("int64").tolist()
    below: list[list[tuple[str, Token]]] = [[] for _token in tokens]
    for at, step in enumerate(steps):
        if step:
            below[at + step].append((tokens[at].dep_, tokens[at]))
    lower = [form.lower() for form in forms]
    return Read(
        forms,
        lower,
        [_lemma(token.lemma_ or token.text, low) for token, low in zip(tokens, lower, strict=True)],
        below,
        [pair for pair in bounds for _token in range(*pair)],
        [at for at, form in enumerate(forms) if form in QUOTES],
        forms.index(":") if ":" in forms else len(forms),
    )


#: What forgets the answers about the words of a doc.
_KEPT = [read.cache_clear]


def kept(ask: Callable[[Token], _Told]) -> Callable[[Token], _Told]:
    """What is asked of a word over and over, and told from its doc once."""
    asked = lru_cache(maxsize=1 << 12)(ask)
    _KEPT.append(asked.cache_clear)
    return asked


def begin(doc: Doc) -> None:
    """Read a doc anew: somebody may have mended its sentences since."""
    for forget in _KEPT:
        forget()
    read(doc)


@lru_cache(maxsize=1 << 14)
def _lemma(given: str, written: str) -> str:
    word = given.lower()
    if word in _known_words():
        return word
    return next((form for form in plain_forms(written) if form in _known_words()), word)


@cache
def _known_words() -> frozenset[str]:
    """Every word of the lists that the readers go by."""
    tables = [table.beside | table.governing for table, _modality in modality.TABLE]
    sets = [
        value
        for module in (verbs, people, ground, modality)
        for value in vars(module).values()
        if isinstance(value, frozenset) and all(isinstance(word, str) for word in value)
    ]
    return SAYING.union(*tables, *sets)
