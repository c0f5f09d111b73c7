"""Names of a parsed text: each is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.slips.mend import Mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

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
