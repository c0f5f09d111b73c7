"""Subjects that the parse lost: to a clause before them, or to a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.slips.mend import FINITE, PAST, SUBJECT, Mend

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What a setting opens with, or a clause that is not the main one.
OPENING = frozenset(
    "since after before until between near in at on outside amid despite across along".split()
)


def subject_behind_clause(sentence: Span) -> dict[int, Mend]:
    """As in "If they find traces of nerve agent, France would act": France acts, is no agent.

    Nor does a minister belong to a day in "On Monday, the minister warned Tehran".
    """
    root = sentence.root
    deps = {child.dep_ for child in root.children}
    if root.tag_ not in PAST | FINITE | {"VB", "VBG"}:
        return {}
    helped = [c for c in root.lefts if c.dep_ in ("aux", "aux:pass")]
    first = helped[0] if helped else root
    if first.tag_ not in FINITE:
        return {}
    if deps & SUBJECT:
        return _subject_behind_other(root, first)
    for fronted in root.lefts:
        if fronted.dep_ not in ("advcl", "obl"):
            continue
        inside = list(fronted.subtree)
        comma = next((t.i for t in reversed(inside) if t.text == ","), sentence.end)
        name = [t for t in inside if t.i > comma and not t.is_punct]
        between = sentence.doc[name[-1].i + 1 : first.i] if name else ()
        head = next((t for t in name if t.head not in name), None)
        if head is None or not all(t.is_punct for t in between):
            continue
        cased = any(child.dep_ == "case" for child in head.children)
        if head.pos_ in ("NOUN", "PROPN") and not cased:
            return {head.i: Mend(root.i, "nsubj:pass" if "aux:pass" in deps else "nsubj")}
    return {}


def _subject_behind_other(root: Token, first: Token) -> dict[int, Mend]:
    """As in "If a raid harms men in Homs, Iran will act": an aside would end before the verb.

    Nor is the king one that is met in "Meeting an envoy in Homs, the king left".
    """
    told = next((c for c in root.lefts if c.dep_ in SUBJECT and c.i < first.i), first)
    inside = [t for t in told.subtree if t.i < first.i and not t.is_punct]
    name = inside[-1] if inside else told
    while name.dep_ not in ("appos", "conj") and name != told:
        name = name.head
    before, start = name.left_edge, told.left_edge.i
    opened = "," in (before.text, before.nbor(-1).text) if before.i > root.sent.start else False
    listed = any(c.dep_ == "cc" for c in name.lefts) or name.right_edge.i + 1 != first.i
    if name == told or not opened or listed or name.pos_ not in ("NOUN", "PROPN"):
        return {}
    mends = {name.i: Mend(root.i, told.dep_)}
    if told.lower_.endswith("ing") and start == told.i:
        return mends | {told.i: Mend(root.i, "advcl", "VBG")}
    verb = root.doc[start - 1] if start > root.sent.start else root
    clause = any(c.dep_ == "advcl" and verb in c.subtree for c in root.lefts)
    verb = verb.head if verb.dep_ == "conj" else verb  # "kills or harms": both their object
    held = verb.tag_.startswith("VB") and not any(c.dep_ == "obj" for c in verb.children)
    return mends | {told.i: Mend(verb.i, "obj")} if clause and held else {}


def setting_as_subject(sentence: Span) -> dict[int, Mend]:
    """As in "Since the start of the war, Assad and Iran have bombed it": no main clause is "since".

    What it stands before is when; whom a comma parts from that have done it. As well "Between
    Homs and the border, small bands raid posts": where, for no preposition leads a subject.
    """
    since = sentence[0]
    when = next((c for c in since.head.lefts if c.left_edge.i == since.i + 1), since)
    when = since.head if since.dep_ == "case" else when
    if since.lower_ not in OPENING or since.dep_ not in ("mark", "case"):
        return {}
    verb = when.head
    names = [c for c in when.rights if c.dep_ in ("conj", "appos") and c.i < verb.i]
    apart = [n for n in names if "," in (n.left_edge.text, n.left_edge.nbor(-1).text)]
    if since.dep_ == "mark":
        apart = apart if apart[:1] == names[:1] and apart[:1] and apart[0].pos_ == "PROPN" else []
    own = next((c for c in verb.lefts if c.dep_ in SUBJECT and c.i > when.i), None)
    listed = own is not None and "," in (own.left_edge.text, own.left_edge.nbor(-1).text)
    if when.dep_ == "obl" and apart and own is not None and listed:  # "Since May, A, B and C have"
        return {
            since.i: Mend(when.i, "case"),
            apart[0].i: Mend(verb.i, own.dep_),
            own.i: Mend(apart[0].i, "conj"),
        }
    if when.dep_ not in SUBJECT or verb != sentence.root or not (apart or own is not None):
        return {}
    mends = {since.i: Mend(when.i, "case"), when.i: Mend(verb.i, "obl")}
    if apart:
        mends |= {name.i: Mend(apart[0].i, "conj") for name in names if name.i > apart[0].i}
        mends |= {apart[0].i: Mend(verb.i, when.dep_)}
    return mends


def joined_subject(sentence: Span) -> dict[int, Mend]:
    """As in "sent men from Homs and its jets bombed the road": the jets did, sent from nowhere.

    A verb that no "and" joins has a subject of its own ("fell in Homs, Syria and Iran condemned
    it"), and just one ("Neither the army nor the rebels fled").
    """
    for verb in sentence[2:]:
        noun, own = verb.nbor(-1), [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubj:pass")]
        joins = own[-1].left_edge if own else verb
        if len(own) > 1 and joins.dep_ == "cc" and joins.nbor(-1).text != ",":
            return {own[-1].i: Mend(own[0].i, "conj")}
        alone = verb.tag_ == "VBD" and not {c.dep_ for c in verb.lefts} - {"advmod"}
        alone = alone and any(c.dep_ == "obj" for c in verb.rights)  # "the wounded and men driven"
        joins = noun.left_edge
        if not alone or verb.dep_ not in ("advcl", "conj") or noun.dep_ != "conj":
            continue
        first = joins.nbor(-1) if joins.i > sentence.start else joins
        listed = first.tag_ == "NNP" == noun.tag_ and first.nbor(-1).text == ","
        if joins.lower_ == "and" and listed:
            return {first.i: Mend(verb.i, "nsubj"), noun.i: Mend(first.i, "conj")}
        if joins.lower_ == "and":
            return {noun.i: Mend(verb.i, "nsubj"), joins.i: Mend(verb.i, "cc"),
                    verb.i: Mend(verb.head.i, "conj")}  # fmt: skip
    return {}


def listed_behind_of(sentence: Span) -> dict[int, Mend]:
    """As in "days before the leaders of Iran, Oman and Iraq are to meet": leaders of all three."""
    for link in sentence[1:]:
        who = link.head
        verb = who.head
        last = next((c for c in verb.lefts if c.dep_ in SUBJECT and c.i > who.i), None)
        if link.lower_ not in OPENING or link.dep_ != "case" or last is None or who.tag_ != "NNS":
            continue
        first = next((c for c in who.rights if c.dep_ == "nmod" and c.tag_ == "NNP"), who)
        comma = sentence.doc[first.right_edge.i + 1]
        listed = any(c.dep_ == "conj" for c in last.rights) and comma.i + 1 == last.left_edge.i
        if first != who and comma.text == "," and listed and last.tag_ == "NNP":
            return {
                link.i: Mend(verb.i, "mark"),
                who.i: Mend(verb.i, last.dep_),
                last.i: Mend(first.i, "conj"),
                verb.i: Mend(verb.head.i, "advcl" if verb.dep_ == "ccomp" else verb.dep_),
            }
    return {}
