"""What touches a name: the words right beside it, and what hyphens and slashes join to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions.clauses import lemma
from geomap.mentions.patterns import bodies, grammar, things
from geomap.mentions.words import PLACE_LABELS

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What stands between the names of a list.
_JOINING = frozenset({",", "and", "/", "the"})
#: Labels of persons and bodies.
_SOMEBODY = frozenset({"PER", "PERSON", "ORG"})
#: Labels of the parse inside one name.
_FLAT = frozenset({"flat", "flat:name"})


def agency(span: Span) -> bool:
    """Whether the acronym of a body that has offices in many countries stands right before."""
    before = span.doc[span.start - 1] if span.start else None
    return before is not None and before.is_upper and before.lower_ in grammar.AGENCIES


def runs_on(span: Span, head: Token) -> bool:
    """Whether the words up to the noun that the name modifies are all capitalised."""
    between = span.doc[span.end : head.i + 1]
    return bool(len(between)) and all(_titled(token) for token in between)


def inside_a_name(span: Span) -> bool:
    """Whether a word that no list knows is one name with it: "Cambridge Analytica"."""
    doc, end = span.doc, span.end
    if end >= len(doc) or not doc[end - 1].whitespace_:
        return False
    after = doc[end]
    return (
        after.dep_ in _FLAT and after.head in span and _titled(after)
        and after.ent_type_ not in PLACE_LABELS and after.pos_ == "PROPN"
        and after.lower_ not in bodies.TITLES and lemma(after) not in things.ANY
    )  # fmt: skip


def _titled(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_upper


def joined(span: Span) -> str:
    """The word behind a hyphen or slash that touches the name, lower case."""
    doc, end = span.doc, span.end
    if end + 1 >= len(doc) or doc[end].text not in grammar.JOINERS:
        return ""
    touching = doc[end].idx == span.end_char and doc[end + 1].idx == doc[end].idx + 1
    return str(doc[end + 1].lower_) if touching else ""


def company(span: Span) -> bool:
    """Whether a person or a body stands in its list: "the actions of Assad, Russia and Iran"."""
    listed = span.root.conjuncts
    people = [token.i for token in listed if token.ent_type_ in _SOMEBODY]
    if not people:
        return False
    every = [span.root.i, *(token.i for token in listed)]
    words = span.doc[min(every) : max(every)]
    joins = {token.lower_ for token in words if token.pos_ != "PROPN"}
    return joins <= _JOINING and not joins.isdisjoint({"and", "/"})


def neighbours(span: Span) -> tuple[str, str]:
    """The words (not marks of emphasis) before and after the name on its line."""
    doc = span.doc
    left, right = span.start - 1, span.end
    while left >= 0 and doc[left].text in grammar.MARKS:
        left -= 1
    while right < len(doc) and doc[right].text in grammar.MARKS:
        right += 1
    previous = doc[left].lower_ if left >= 0 and not _breaks(doc[left]) else ""
    following = doc[right].lower_ if right < len(doc) and not _breaks(doc[right]) else ""
    return previous, following


def _breaks(token: Token) -> bool:
    return bool("\n" in token.text)


def before(span: Span, steps: int) -> str:
    """The word some steps before the name, lower case, "" where the text begins."""
    at = span.start - steps
    return str(span.doc[at].lower_) if at >= 0 else ""


def stance(span: Span) -> str:
    """What a hyphen joins to the front of the name: "anti" of "anti-Russia", lower case."""
    doc, at = span.doc, span.start - 1
    if at < 1 or doc[at].text not in grammar.JOINERS or doc[at].whitespace_:
        return ""
    return "" if doc[at - 1].whitespace_ else str(doc[at - 1].lower_)


def noun_of_a_pair(span: Span) -> Token | None:
    """What two joined names stand in front of: "war" of "US-China trade war"."""
    doc, end = span.doc, span.end
    if joined(span) and doc[end + 1].text[:1].isupper():
        end += 2
    elif not (stance(span) and doc[span.start - 2].text[:1].isupper()):
        return None
    last = end
    while last < len(doc) and doc[last].pos_ == "NOUN":
        last += 1
    return doc[last - 1] if last > end else None
