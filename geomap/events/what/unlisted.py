"""Deeds that no row of the trigger table can tell: what is said, ground taken, the dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns import people
from geomap.events.patterns import verbs as lists
from geomap.events.what.slots import around
from geomap.language.vocabulary import QUOTES

if TYPE_CHECKING:
    from collections.abc import Container

    from spacy.tokens import Token

_TOLD = frozenset({"obj", "obl", "nmod"})


def unlisted(token: Token, grounds: Container[int]) -> str | None:
    """The event type of a word without a row that fits; None for no event.

    Args:
        token: a word of the text.
        grounds: offsets at which places are named.
    """
    return _said(token) or _taken(token, grounds) or _dead(token)


def _said(token: Token) -> str | None:
    """What a verb of saying does: "said the rebels must leave", "said it will not be tolerated"."""
    if not syntax.is_verb(token):
        return None
    if syntax.lemma(token) == "want":
        return "demand" if _of_others(token) else None
    if syntax.lemma(token) not in lists.DEMANDING:
        return None
    if _opens_demand(token):
        return "demand"
    for child in _told_by(token):
        words = syntax.auxiliaries(child)
        bound = child.head == token and syntax.lemma(child) == "have"
        bound = bound and bool(syntax.children(child, "xcomp"))
        if words & {"must", "should", "ought"} or bound:
            return "demand"
        denied = any(c.lower_ in ("not", "n't", "never", "longer") for c in child.children)
        if denied and syntax.lemma(child) in lists.PUTTING_UP:
            return "warning"
    return None


def _of_others(verb: Token) -> bool:
    """As in "wants the army to leave", "wants to see a deal", not "wants to buy arms"."""
    below = syntax.children(verb, "xcomp")
    return any(syntax.lemma(c) == "see" or syntax.children(verb, "obj") for c in below)


def _opens_demand(verb: Token) -> bool:
    """As in 'minced no words, saying: "The rebels must leave"': the quotation demands."""
    doc, end = verb.doc, syntax.sentence_of(verb)[1]
    colon = verb.i + 1 < end and verb.nbor(1).text == ":"
    quoted = [t for t in doc[verb.i + 2 : end + 2] if t.text in QUOTES] if colon else []
    if not quoted or quoted[0].i + 1 >= len(doc):
        return False
    said = doc[quoted[0].i + 1].sent
    return any(token.lower_ in ("must", "should") for token in said)


def _told_by(verb: Token) -> list[Token]:
    """What is said: "said that he must go", "He must go, the minister said"."""
    told = syntax.children(verb, "ccomp")
    behind = verb.dep_ in ("parataxis", "conj") and verb.head.i < verb.i
    comma = any(t.text == "," for t in verb.doc[verb.head.i : verb.i])
    return told or ([verb.head, *verb.head.conjuncts] if behind and comma else [])


def _taken(verb: Token, grounds: Container[int]) -> str | None:
    """What is done to ground: "took Hama", not "took Hama by surprise"; "returned Hama"."""
    given = syntax.lemma(verb) in lists.GIVING_GROUND
    if not syntax.is_verb(verb) or not (given or syntax.lemma(verb) in lists.TAKING_GROUND):
        return None
    held = [*syntax.children(verb, "obj", "nsubj:pass")]
    said_so = around(verb, "obl") & lists.NOT_OF_GROUND
    if said_so or not any(t.idx in grounds for t in held):
        return None
    return "territory_handed_over" if given else "territory_captured"


def _dead(word: Token) -> str | None:
    """As in "12 dead in blast", "dozens dead"; not "shot dead", "the dead", "12 dead in flood"."""
    if word.lower_ != "dead" or by_nature(word):
        return None
    behind = word.dep_ == "amod" and word.head.i < word.i
    counted = behind or any(child.dep_ == "nummod" for child in word.children)
    if counted and syntax.lemma(word.head) in lists.COUNTING and word.dep_ in _TOLD:
        return "killing"  # "spoke of 215 dead"
    # Beside a verb it tells what that led to: "shot two men dead".
    return "killing" if counted and (word.head if behind else word).dep_ == "ROOT" else None


def by_nature(token: Token) -> bool:
    """Whether a death is told of a storm, a crash or an illness, or beside one and no arms."""
    about = [token.head] if token.dep_ == "acl:relcl" else []
    told = [*syntax.subjects(token), *syntax.children(token, "obl:agent"), *about]
    if syntax.is_verb(token) and any(syntax.lemma(word) in people.NATURE for word in told):
        return True
    words = {syntax.lemma(other) for other in token.sent if other.pos_ in ("NOUN", "PROPN")}
    return bool(words & people.NATURE) and not words & people.ARMS
