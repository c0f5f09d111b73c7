"""Base forms of verbs and nouns by a dictionary, where the trained lemmatizer made one up.

A compact lemmatizer that meets a form for the first time strips it by analogy ("bombe" of
"bombed", "fink" of "fought"), and a trigger or a rule that waits for the verb never sees it.
The dictionary is that of `lemminflect` (MIT).
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.language.vocabulary import IRREGULAR

if TYPE_CHECKING:
    from spacy.tokens import Doc


def looked_up(doc: Doc) -> Doc:
    """The doc with the lemmas of its verbs and nouns checked, in place.

    What has a verb's tag and no class of words ("X") is a verb.
    """
    from spacy.symbols import NOUN, VERB, X

    known, strings = {VERB: "VERB", NOUN: "NOUN", X: "X"}, doc.vocab.strings
    columns = doc.to_array(["POS", "LOWER", "LEMMA"]).tolist()
    for at, (pos, lower, lemma) in enumerate(columns):
        if pos not in known:
            continue
        kind = known[pos]
        if kind == "X":
            if not doc[at].tag_.startswith("VB"):
                continue
            doc[at].pos_ = kind = "VERB"
        given = strings[lemma]
        found = base_form(strings[lower], kind, given)
        if found != given:
            doc[at].lemma_ = found
    return doc


@lru_cache(maxsize=1 << 15)
def base_form(form: str, pos: str, proposed: str) -> str:
    """The lemma of a form in lower case; what was proposed where the dictionary has no better.

    Args:
        form: as in the text, in lower case.
        pos: ``VERB`` or ``NOUN`` (universal tags).
        proposed: the lemma that the pipeline gave.
    """
    known = _lemmas(form, pos)
    lower = proposed.lower()
    if not known or lower in known:
        return proposed
    # "person" of "people" is right as well; a verb has one base form.
    as_said = proposed in (lower, lower.upper(), lower.capitalize())
    other = pos == "NOUN" and as_said and lower in _lemmas(lower, pos)
    return proposed if other else known[0]


def in_dictionary(form: str, *classes: str) -> bool:
    """Whether a form in lower case is an ordinary word of English, of some class or of any."""
    return any(_lemmas(form, pos) for pos in classes or ("NOUN", "VERB", "ADJ", "ADV"))


def _lemmas(form: str, pos: str) -> list[str]:
    """What a form in lower case may be of by the dictionary, the likeliest first."""
    asked = f"{form},{pos.lower()},"
    for lines in _dictionary():
        at = bisect_left(lines, asked)
        if at < len(lines) and lines[at].startswith(asked):
            return lines[at][len(asked) :].lower().split("/")
    return []


@cache
def _dictionary() -> tuple[list[str], list[str]]:
    """Sorted lines ``form,class,lemmas``, which open sooner than a table; the first overrule."""
    package = distribution("lemminflect")
    first, others = (
        Path(str(package.locate_file(f"lemminflect/resources/{name}"))).read_bytes()
        for name in ("lemma_overrides.csv", "lemma_lu.csv.gz")
    )
    over, known = first.decode().lower(), gzip.decompress(others).decode()
    return sorted(over.splitlines()), sorted(known.splitlines())


def plain_forms(word: str) -> list[str]:
    """What an inflected word in lower case may be a form of: "bombed" gives "bomb", "bombe".

    For word lists to be looked up in where a pipeline's lemma is none of their words.
    """
    forms = [IRREGULAR[word]] if word in IRREGULAR else []
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            forms += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
    return forms
