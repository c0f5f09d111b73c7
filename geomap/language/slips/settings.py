"""Sentences that the parse hangs on their setting: on what stands before the first comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.slips.mend import TOLD, Mend

if TYPE_CHECKING:
    from spacy.tokens import Span


#: Past forms that have no object, so that what they stand behind is their subject.
GOING_ON = frozenset(
    "continued erupted intensified occurred resumed escalated raged flared persisted".split()
)


def deed_as_setting(sentence: Span) -> dict[int, Mend]:
    """As in "In Hajjah, clashes continued in Haradh and Hayran districts": no head is where."""
    root = sentence.root
    for deed in (c for c in root.lefts if root.pos_ in ("NOUN", "PROPN") and c.dep_ == "nsubj"):
        verb = next((c for c in deed.rights if c.dep_ == "acl" and c.lower_ in GOING_ON), None)
        if verb is None or "nsubj" in {child.dep_ for child in verb.children}:
            continue
        hung = (c for c in root.children if c.dep_ in ("punct", "parataxis", "obl"))
        others = (c for c in root.lefts if c.dep_ == "nsubj" and c.i < deed.i)
        mends = {verb.i: Mend(verb.i, "ROOT", "VBD"), deed.i: Mend(verb.i, "nsubj")}
        mends |= {c.i: Mend(verb.i, c.dep_) for c in hung} | {root.i: Mend(verb.i, "obl")}
        return mends | {c.i: Mend(verb.i, "obl") for c in others}
    return {}


def setting_before_verb(sentence: Span) -> dict[int, Mend]:
    """As in "In their talks, Petro and Maduro agreed", "Speaking in Oslo, the king left".

    What stands before the comma tells when; the verb behind it heads the sentence.
    """
    root = sentence.root
    first = next((token for token in sentence if token.is_alpha), root)
    cased = root.pos_ == "NOUN" and any(c == first and c.dep_ == "case" for c in root.lefts)
    if not cased and not (root == first and root.tag_ == "VBG"):
        return {}
    verb = next(
        (c for c in root.rights if c.dep_ in ("conj", "parataxis") and c.tag_ in TOLD), None
    )
    if verb is None:
        return {}
    joined = [c for c in root.rights if c.dep_ in ("conj", "appos") and c.i < verb.i]
    own = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    subject = own or next((c for c in joined if c.pos_ == "PROPN"), None)
    if subject is None:
        return {}
    joined = [c for c in joined if c != subject]
    before = [t for t in sentence if root.i < t.i < subject.left_edge.i]
    if not any(t.text == "," for t in before) or len(joined) > 1:
        return {}
    mends = {verb.i: Mend(verb.i, "ROOT"), root.i: Mend(verb.i, "obl" if cased else "advcl")}
    mends[subject.i] = Mend(verb.i, "nsubj")
    for other in joined if cased and own else []:
        mends |= {other.i: Mend(verb.i, "nsubj"), subject.i: Mend(other.i, "conj")}
    return mends | {c.i: Mend(verb.i, c.dep_) for c in root.rights if c.i > verb.i}


def setting_of_modifier(sentence: Span) -> dict[int, Mend]:
    """As in "On 4 November, presumed rebels raided a village": the raid was on that day."""
    mends: dict[int, Mend] = {}
    for modifier in sentence:
        subject = modifier.head
        if modifier.dep_ != "amod" or subject.dep_ != "nsubj" or subject.i < modifier.i:
            continue
        for before in (c for c in modifier.lefts if c.dep_.startswith("obl")):
            if modifier.nbor(-1).text == ",":
                mends[before.i] = Mend(subject.head.i, before.dep_)
    return mends
