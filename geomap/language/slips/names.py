"""Places of a parsed text that the words beside them show to be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TITLES = frozenset("mr mr. mrs mrs. ms ms. miss sir dr dr.".split())
_LOCATIVE = frozenset("in near at from across inside outside around to".split())


def mended_names(doc: Doc) -> None:
    """Take out of the places of a doc what the words beside them show to be none.

    First names are places too ("Sydney", "Israel"): a place and the person behind it, joined by
    the parse, are one person. Who bears a title is a person.
    """
    ents = list(doc.ents)
    if not any(ent.label_ == "LOC" for ent in ents):
        return
    starts = {ent.start: ent for ent in ents}
    mended: dict[int, Span | None] = dict(starts)
    for at, ent in starts.items():
        if ent.label_ != "LOC" or len(ent) > 1:
            continue
        after = starts.get(ent.end)
        if at and doc[at - 1].lower_ in _TITLES:
            mended[at] = _person(doc, at, ent.end)
        elif after is not None and _one_name(doc[at], after):
            mended[at], mended[after.start] = _person(doc, at, after.end), None
    if mended != starts:
        doc.ents = tuple(ent for ent in mended.values() if ent is not None)


def _person(doc: Doc, start: int, end: int) -> Span:
    from spacy.tokens import Span

    return Span(doc, start, end, label="PER")


def _one_name(first: Token, person: Span) -> bool:
    """Whether a person's name begins at the place in front of it: "Israel Adesanya"."""
    cases = {child.lower_ for child in first.children if child.dep_ == "case"}
    flat = person[0].dep_ == "flat" and person[0].head == first
    return person.label_ == "PER" and flat and not cases & _LOCATIVE
