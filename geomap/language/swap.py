"""Sentences of a treebank told again with the words of war, so that a parser has met them.

Treebanks hold few shellings and no barrel bombs, and a tagger that never met "bombed" reads
"Warplanes bombed the town" as a name. Putting "bombed" where "painted" stood keeps tag, head
and label right, whatever becomes of the sense. The words stand in ``conflict_words.csv``.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from spacy.tokens import Doc, Token

#: Prepositions before a proper noun that make it a place.
_PLACE_CASES = frozenset({"in", "near", "from", "at"})
#: Share of the words that could be swapped that are.
_SHARE = 0.3

Words = dict[tuple[str, str], list[tuple[str, str]]]


def conflict_words() -> Words:
    """Words by Penn tag and frame, each with its lemma."""
    words: Words = {}
    path = Path(__file__).with_name("conflict_words.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault((row["tag"], row["frame"]), []).append((row["word"], row["lemma"]))
    return words


def frame_of(token: Token) -> str | None:
    """What kind of word could stand for a token: by its tag and its dependents."""
    labels = {child.dep_ for child in token.children}
    if token.tag_ in ("NN", "NNS") and token.is_alpha and not labels & {"flat", "fixed"}:
        return "noun"
    if token.tag_.startswith("VB") and token.dep_ not in ("aux", "aux:pass", "cop", "fixed"):
        if labels & {"compound:prt", "xcomp", "ccomp", "iobj"}:
            return None
        return "transitive" if labels & {"obj", "nsubj:pass"} else "intransitive"
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    if token.tag_ == "NNP" and cases & _PLACE_CASES and not labels & {"flat", "compound", "amod"}:
        return "place"
    return None


def swapped(
    doc: Doc, words: Mapping[tuple[str, str], Sequence[tuple[str, str]]], by: Random
) -> Doc:
    """The doc with part of its verbs, nouns and places replaced, all annotation kept."""
    spelt, lemmas = [], []
    for token in doc:
        frame = frame_of(token) if by.random() < _SHARE else None
        options = words.get((token.tag_, frame)) if frame else None
        word, lemma = by.choice(options) if options else (token.text, token.lemma_)
        spelt.append(word.capitalize() if options and token.is_title else word)
        lemmas.append(lemma)
    return respelt(doc, spelt, lemmas)


def respelt(doc: Doc, words: Sequence[str], lemmas: Sequence[str] | None = None) -> Doc:
    """A doc with other words under the same annotation.

    Args:
        doc: the annotated doc.
        words: one for each of its tokens.
        lemmas: one for each of its tokens; None for its own.
    """
    from spacy.tokens import Doc

    has = doc.has_annotation
    return Doc(
        doc.vocab,
        words=list(words),
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc] if has("TAG") else None,
        pos=[token.pos_ for token in doc] if has("POS") else None,
        morphs=[str(token.morph) for token in doc] if has("MORPH") else None,
        lemmas=list(lemmas or (token.lemma_ for token in doc)) if has("LEMMA") else None,
        heads=[token.head.i for token in doc] if has("DEP") else None,
        deps=[token.dep_ for token in doc] if has("DEP") else None,
        ents=[
            f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else token.ent_iob_
            for token in doc
        ]
        if has("ENT_IOB")
        else None,
    )
