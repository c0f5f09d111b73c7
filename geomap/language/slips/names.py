"""Names of a parsed text: each is one, and the words beside some places show them to be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.slips.mend import Mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

_TITLES = frozenset("mr mr. mrs mrs. ms ms. miss sir dr dr.".split())
_LOCATIVE = frozenset("in near at from across inside outside around to".split())

#: Labels of what only joins a word to the name around it.
_JOINING = frozenset({"punct", "case", "det", "cc"})


def whole_names(doc: Doc) -> Iterator[tuple[int, Mend]]:
    """Names whose words hang on different others, as the "el" and the "Obeid" of "el-Obeid".

    Of what its words hang on, a name hangs on that of the one with the preposition, or the first.
    """
    yield from _owners(doc)
    for name in doc.ents:
        if len(name) == 1 or any(t.pos_ in ("ADJ", "NOUN", "CCONJ") for t in name):
            continue
        tops = [t for t in name if t.head not in name and t.dep_ not in _JOINING]
        cased = (t for t in tops if any(c.dep_ == "case" for c in t.lefts))
        top = next(cased, tops[0] if tops else name.root)
        if len(tops) == 1 or any(t.is_ancestor(top) for t in tops):
            continue
        for other in tops:
            if other != top:
                yield other.i, Mend(top.i, "flat")
                yield from ((c.i, Mend(top.i, c.dep_)) for c in other.children if c not in name)


def _owners(doc: Doc) -> Iterator[tuple[int, Mend]]:
    """As in "talks with Ankara and Bashar al-Assad's allies": a hyphen parts no name.

    Who is listed is whom the name owns, and all of the name owns them.
    """
    for last in doc[2:]:
        article = last.nbor(-2)
        apart = last.dep_ == "nmod:poss" and last.nbor(-1).text == "-"
        if apart and article.dep_ == "flat" and not last.is_ancestor(article.head):
            first, owned = article.head, last.head
            yield owned.i, Mend(first.head.i, first.dep_)
            yield first.i, Mend(owned.i, "nmod:poss")
            yield last.i, Mend(first.i, "flat")
            yield from (
                (c.i, Mend(owned.i, c.dep_)) for c in first.lefts if c.dep_ in ("cc", "case")
            )


def mended_names(doc: Doc) -> None:
    """Take out of the places of a doc what the words beside them show to be none.

    First names are places too ("Sydney", "Israel"): a place and the person behind it, joined by
    the parse, are one name, a person's if no gazetteer has all of it ("Qasr Bin Ghasheer"). Who
    bears a title is a person.
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
