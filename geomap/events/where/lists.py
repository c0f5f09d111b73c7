"""Which places of a sentence its text lists: a deed at one of them is at all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns.ground import AWAY, GROUND

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geomap.events.where.scene import Candidate

#: Longest remark between two places of a list, in words.
_ASIDE = 14
_OTHERS = frozenset({"nsubj", "nsubj:pass", "nmod:poss"})
_LISTING = frozenset({",", "and", "&", "the"})
_PARTS = (GROUND - AWAY) | {"all", "most", "rest"}
#: Prepositions that tell where a thing is.
_AT = frozenset({"in", "at", "near", "outside"})


def listed(one: Candidate, other: Candidate) -> bool:
    """Whether the text lists two places: "Hama and the outskirts of Idlib"."""
    if one is other:
        return False
    heads = {other.head, ground_of(other.head)}
    joined = {*one.head.conjuncts, *ground_of(one.head).conjuncts}
    thing, second = _struck_at(one.head), _struck_at(other.head)
    if thing is not None and second is not None and second in thing.conjuncts:
        return True
    pair = sorted((one, other), key=_begins)
    return bool(heads & joined) or _around_apposition(*pair) or _gapped(*pair) or _in_a_row(*pair)


def _begins(one: Candidate) -> int:
    return one.span.start


def ground_of(head: Token) -> Token:
    """The noun of ground that a name says which: "outskirts" of "the outskirts of Idlib".

    And how much of it: "all of Idlib".
    """
    of_ground = head.dep_ == "nmod" and syntax.case_of(head) == "of"
    return head.head if of_ground and syntax.lemma(head.head) in _PARTS else head


def _struck_at(head: Token) -> Token | None:
    """What a name says the place of: "depot" and "school" of "hit a depot in Homs and a school".

    The parse may hang the place of the object on the verb.
    """
    if syntax.case_of(head) not in _AT:
        return None
    above = head.head
    if head.dep_ == "nmod":
        return above
    objects = (child for child in above.rights if child.dep_ == "obj" and child.i < head.i)
    return next(objects, None) if head.dep_ == "obl" else None


def _gapped(one: Candidate, other: Candidate) -> bool:
    """As in "ten were killed in Homs, five in Hama and two in Idlib"."""
    words = list(one.span.doc[one.span.end : other.span.start])
    led = bool(words) and words[0].text in (",", "and") and words[-1].lower_ in _AT
    of_list = (t.pos_ in ("PUNCT", "CCONJ", "NUM", "PROPN") or t.lower_ in _AT for t in words)
    return led and any(t.pos_ == "NUM" for t in words) and all(of_list)


def _in_a_row(one: Candidate, other: Candidate) -> bool:
    """As in "Homs (12 dead), Hama (3) and Idlib": of one kind, and nothing but commas between.

    The last of them follows "and", and is the subject of nothing; what the parse says of such
    rows is worth less than that.
    """
    same = one.mention.place is not None and one.mention.place == other.mention.place
    if same or one.kind != other.kind or other.head.dep_ in _OTHERS:
        return False
    doc, at, joined, inside = one.span.doc, one.span.end, False, False
    while at < one.span.sent.end:
        token = doc[at]
        inside = (inside or token.text == "(") and token.text != ")"
        listing = token.lower_ in _LISTING or token.text[:1].isupper()
        if not (listing or inside or token.text == ")"):
            break
        joined = joined or (not inside and token.lower_ in ("and", "&"))
        at += 1
    return joined and at >= other.span.end and doc[at - 1].text[:1].isupper()


def _around_apposition(one: Candidate, other: Candidate) -> bool:
    """As in "Saraqib, at the junction of two roads, and Khan al-Assal", parts of a list."""
    between = one.span.doc[one.span.end : other.span.start]
    marks = [token.text for token in between if token.text == "," or token.lower_ == "and"]
    return (
        len(between) <= _ASIDE
        and between.text.strip().endswith(", and")
        and marks == [",", ",", "and"]
    )
