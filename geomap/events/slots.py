"""The slots that trigger rows ask for: which words fill the places around a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events import syntax
from geomap.language.lemmas import plain_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "conj"})


def around(token: Token, slot: str) -> set[str]:
    """The lower-case words and lemmas that fill a slot of `token`."""
    return _FILLED[slot](token)


def _modifiers(token: Token) -> set[str]:
    found = _words(child for child in token.children if child.dep_ in _MODIFIER)
    beside = token.i and token.nbor(-1).text != "\n"
    return found | _words([token.nbor(-1)]) if beside else found


def _subjects(token: Token) -> set[str]:
    own = [child for child in token.children if child.dep_ in _SUBJECT]
    found = _words([*own, *(other for one in own for other in one.conjuncts)])
    if token.dep_ in ("conj", "xcomp", "advcl"):
        found |= _words(c for c in token.head.children if c.dep_ in _SUBJECT)
    carrying = None if syntax.is_verb(token) else syntax.carrier(token)
    if carrying is not None:
        found |= _words(syntax.subjects(carrying))  # "jets carried out raids"
    if token.dep_ in ("acl", "acl:relcl"):
        # "the minister, arriving in": the noun with what stands before its name
        found |= _words([token.head, *(c for c in token.head.children if c.i < token.head.i)])
    return found


def _objects(token: Token) -> set[str]:
    """As in "used chlorine", "using chemical weapons": the object with what stands before it."""
    heads = [child for child in token.children if child.dep_ in ("obj", "nsubj:pass", "iobj")]
    heads += [child for child in token.children if child.dep_ == "xcomp" and child.pos_ == "NOUN"]
    joined = token.dep_ == "conj" and token.tag_ in ("VBN", "VBD") and not heads
    heads += [c for c in token.head.children if joined and c.dep_ == "nsubj:pass"]
    # "a ring of posts", "thousands of troops": what the object counts.
    heads += [c for head in heads for c in head.children if c.dep_ == "nmod"
              and syntax.case_of(c) == "of"]  # fmt: skip
    return _words(heads) | _words(
        c for head in heads for c in head.children if c.dep_ in ("compound", "amod", "conj")
    )


def _obliques(token: Token) -> set[str]:
    return _words(child for child in token.children if child.dep_ in ("obl", "nmod"))


def _particles(token: Token) -> set[str]:
    """As in "blown up", "shot dead", whatever the parse hangs the second word on."""
    found = _words(child for child in token.children if child.dep_ in ("compound:prt", "advmod")
                   or (child.dep_ == "xcomp" and child.pos_ == "ADJ"))  # fmt: skip
    if token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "JJ":
        found.add(token.nbor(1).lower_)
    return found


def _prepositions(token: Token) -> set[str]:
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in ("obl", "nmod", "advmod", "compound:prt", "obl:agent"):
            found |= _words(c for c in child.children if c.dep_ == "case")
            found |= _words([child]) if child.dep_ in ("advmod", "compound:prt") else set()
    return found


def _carriers(token: Token) -> set[str]:
    above = syntax.whole(token)
    carrying = syntax.carrier(token)
    under = above.dep_ == "obl" and syntax.case_of(above) == "under"  # "came under fire"
    held = [above.head] if under or above.dep_ in ("obj", "nsubj:pass") else []
    return _words(held if carrying is None else [*held, carrying])


_FILLED: dict[str, Callable[[Token], set[str]]] = {
    "mod": _modifiers, "subj": _subjects, "obj": _objects, "obl": _obliques,
    "prep": _prepositions, "light": _carriers, "particle": _particles,
}  # fmt: skip
SLOTS = tuple(_FILLED)


def _words(tokens: Iterable[Token]) -> set[str]:
    words: set[str] = set()
    for token in tokens:
        if token.tag_ in ("NNS", "NNPS") or token.lower_.endswith("s"):
            words |= set(plain_forms(token.lower_))
        words |= {token.lower_, (token.lemma_ or token.text).lower(), syntax.lemma(token)}
    return words
