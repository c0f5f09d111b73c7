"""Did it happen: modality and polarity of a trigger, with the words that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.patterns import modality as cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geomap.model import Modality, Polarity

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "obj", "obl", "nmod",
                      "nsubj:pass", "nsubj", "amod", "compound", "parataxis", "csubj"})  # fmt: skip
_ADJECTIVES = frozenset({"ADJ", "VERB"})
#: A cue further up than this governs something else.
_REACH = 3


def modality_of(trigger: Token) -> tuple[Modality, str | None]:
    """Whether the event occurred, goes on, or is planned, threatened, hypothetical or alleged.

    Returns:
        The modality and the cue words; no cue for what is simply told as having happened.
    """
    for token, climbed in _governors(trigger):
        found = _of_word(token, own=climbed == 0)
        if found is not None:
            return found
    return "occurred", None


def _governors(trigger: Token) -> Iterator[tuple[Token, int]]:
    """The trigger and what governs it, nearest first."""
    token = trigger
    for climbed in range(_REACH + 1):
        yield token, climbed
        if token.head is token or token.dep_ not in _CLAUSES:
            return
        if token.dep_ in ("nsubj", "nmod", "obl") and climbed and token.pos_ == "VERB":
            return
        token = token.head


def _of_word(token: Token, *, own: bool) -> tuple[Modality, str] | None:
    lemma = (token.lemma_ or token.text).lower()
    children = list(token.children)
    aux = {child.lower_ for child in children if child.dep_ in ("aux", "aux:pass", "cop")}
    marks = {child.lower_ for child in children if child.dep_ in ("mark", "advmod")}
    words = {child.lower_ for child in children if child.dep_ in ("amod", "compound", "advmod")}
    if own and token.pos_ in ("NOUN", "PROPN"):
        # "An alleged chemical weapons attack": the adjective may hang on a word between.
        words |= {
            left.lower_ for left in token.subtree if left.i < token.i and left.pos_ in _ADJECTIVES
        }
    for table, modality in cues.TABLE:
        cue = next(iter(sorted((aux | marks | words) & table.beside)), None)
        if cue is None and not own and lemma in table.governing:
            cue = token.text
        if cue is not None:
            return modality, cue
    if own and token.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "been", "’s", "’re"}:
        return "ongoing", token.text
    return None


def polarity_of(trigger: Token) -> tuple[Polarity, str | None]:
    """Whether the event is denied, with the word that denies it."""
    for token, climbed in _governors(trigger):
        for child in token.children:
            if child.lower_ in cues.NEGATIONS and child.dep_ in ("advmod", "det", "neg"):
                return "denied", child.text
        if climbed and (token.lemma_ or "").lower() in cues.DENYING:
            return "denied", token.text
    return "affirmed", None
