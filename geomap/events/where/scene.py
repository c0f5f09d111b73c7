"""A deed with the names of its sentence, and what each says beside the others.

Part of the features of `geomap.events.where.features`: the way through the parse from the deed
to a name, the words between them, the deed's own clause, and the rivals of a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.where.nesting import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span, Token

    from geomap.model import Mention

    #: Tokens from the deed up to what it shares with the name, and from there down to the name.
    Way = tuple[list[Token], list[Token]]

_OPENERS = frozenset({"mark", "advmod"})
_CLAUSES = frozenset({"acl:relcl", "advcl", "acl", "conj", "ccomp", "parataxis"})
_PARTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
_TOLD = _PARTS | {"aux", "aux:pass", "mark", "advmod", "obl", "xcomp", "ccomp", "advcl", "conj"}
_SMALL = frozenset({"ADP", "SCONJ", "PRON"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "CC"})
_SHOWN = frozenset({"ADP", "DET", "SCONJ", "PUNCT", "CCONJ", "PRON"})
_COUNT = 3
#: Names of a sentence that are told apart by their number.
_MANY = 4
#: Most words between neighbours, and between a deed and a name that are looked at as they stand.
_BESIDE, _NEAR = 3, 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention of the sentence with the head of its words."""

    mention: Mention
    span: Span
    head: Token
    """The word that the others of the name hang on, which spaCy looks for at each call."""

    @property
    def kind(self) -> str:
        """The kind of its place; "none" for a name without one."""
        return self.mention.place.kind if self.mention.place else "none"

    @property
    def doubtful(self) -> bool:
        """Whether it is a place only if the deed was done there."""
        return self.mention.recognised_by == "deed"

    @property
    def points_back(self) -> bool:
        """Whether it names no place but points back at one: "villages to the north of it"."""
        return self.mention.recognised_by == "reference"


class Scene:
    """A deed and the names that may say where it happened."""

    def __init__(self, trigger: Token, every: Sequence[Candidate]) -> None:
        self.trigger = trigger
        self.every = every
        self.line = [trigger, *trigger.ancestors]
        self._at = {token.i: step for step, token in enumerate(self.line)}
        self._ways = [self._way(one.head) for one in every]

    @cached_property
    def below(self) -> list[bool]:
        """Whether each name hangs on the deed."""
        return [way is not None and len(way[0]) == 1 for way in self._ways]

    @cached_property
    def clause(self) -> list[Token]:
        """Words whose place is the deed's own."""
        return clauses.same_clause(self.trigger)

    def way(self, number: int) -> Way | None:
        """The way to the name of this number; None where the parse has none."""
        return self._ways[number]

    def _way(self, head: Token) -> Way | None:
        down, token = [], head
        while token.i not in self._at:
            if token.head == token:
                return None
            down.append(token)
            token = token.head
        return self.line[: self._at[token.i] + 1], down[::-1]

    def features(self, number: int) -> Iterator[str]:
        """What can be said of the name of this number beside the others."""
        one = self.every[number]
        order = "after" if one.head.i > self.trigger.i else "before"
        yield from self._along(number, order)
        yield from self._rivals(number, order)
        yield from self._between(one.head, order)
        yield from self.told
        yield f"verb={syntax.lemma(self.trigger)}|{order}"
        yield from _of_name(one, order)

    def _along(self, number: int, order: str) -> Iterator[str]:
        """Every step of the way, each with its words."""
        way, one = self._ways[number], self.every[number]
        if way is None:
            return
        up, down = way
        for token, above in pairwise(up):
            yield f"climbs={token.dep_}"
            yield f"climbs={token.dep_}<{syntax.lemma(above)}"
            for child in token.lefts:
                if child.dep_ in _OPENERS:
                    yield f"opened={child.lower_}"
        above = up[-1]
        top = "to" if above == self.trigger else "from"
        for token in down:
            case = syntax.case_of(token)
            yield f"leads={token.dep_}:{case}"
            yield f"leads={above.pos_}>{token.dep_}"
            yield f"{top}={syntax.lemma(above)}>{token.dep_}:{case}"
            if token.dep_ in _CLAUSES:
                yield f"clause={token.dep_}:{token.tag_}|{order}"
            above, top = token, "from"
        relations = ">".join(token.dep_ for token in down)
        yield f"path={'<'.join(token.dep_ for token in up[:-1])}|{relations}"
        yield "down=" + ">".join(f"{token.dep_}:{syntax.case_of(token)}" for token in down)
        yield f"steps={len(up) - 1 + len(down)}"
        for token in down[1:]:
            yield f"through={syntax.lemma(token)}"
        if len(up) > 1:
            yield f"shares={syntax.lemma(up[-1])}"
        yield f"way={len(up) - 1}:{len(down)}"
        yield f"way={len(up) - 1}:{len(down)}|kind={one.kind}"
        shared = "deed" if len(up) == 1 else up[-1].pos_
        yield f"common={shared}:{up[-1].dep_}"
        if down:
            first = f"{down[0].dep_}:{syntax.case_of(down[0])}:{len(up) - 1}"
            yield f"first={first}|{order}"
            yield f"first={first}|kind={one.kind}"
            yield f"verb={syntax.lemma(self.trigger)}|first={down[0].dep_}"

    def _rivals(self, number: int, order: str) -> Iterator[str]:
        """The other names: which hang on the deed, and which stand beside this one."""
        one, mine = self.every[number], self.below[number]
        below = [two for at, two in enumerate(self.every) if self.below[at] and at != number]
        yield f"hangs={mine}|others={min(len(below), 2)}|{order}"
        for case in sorted({syntax.case_of(two.head) or "-" for two in below})[:2]:
            yield f"hangs={mine}|other={case}"
        for at, two in enumerate(self.every):
            if at == number:
                continue
            nested = _nested(one.mention, two.mention)
            ahead = two.span.start >= one.span.end
            side = "next" if ahead else "last"
            first, last = (one, two) if ahead else (two, one)
            if last.span.start - first.span.end <= _BESIDE:
                between = one.span.doc[first.span.end : last.span.start]
                words = " ".join(token.lower_ for token in between)
                yield f"{side}={words}"
                yield f"{side}={words}|{nested}"
            elif nested != "apart":
                yield f"{side} far|{nested}"
            if two.mention.role != "literal":
                yield f"beside a {two.mention.role}"

    def _between(self, head: Token, order: str) -> Iterator[str]:
        """The words between the deed and a name."""
        low, high = sorted((self.trigger.i, head.i))
        between = self.trigger.doc[low + 1 : high]
        for token in between:
            if token.pos_ in syntax.VERBAL:
                yield f"verb between={token.dep_}|{order}"
            if token.pos_ == "VERB":
                yield f"verb between={syntax.lemma(token)}|{order}"
            elif token.pos_ == "NOUN":
                yield f"noun between={syntax.lemma(token)}|{order}"
            elif token.pos_ in _SMALL or token.tag_ in _RELATIVE:
                yield f"between={token.lower_}|{order}"
            elif token.is_punct:
                yield f"mark between={token.text}|{order}"
        if len(between) <= _NEAR:
            shape = (token.lower_ if token.pos_ in _SHOWN else token.pos_ for token in between)
            yield f"near={' '.join(shape)}|{order}"

    @cached_property
    def told(self) -> list[str]:
        """What the deed's own clause says: the same for every name."""
        trigger = self.trigger
        told = [f"told={trigger.tag_}:{trigger.dep_}", f"under={syntax.lemma(trigger.head)}"]
        for child in trigger.children:
            dep = child.dep_
            if dep in _TOLD:
                told.append(f"has={dep}")
            if dep in _PARTS:
                told += [
                    f"has={dep}:{syntax.lemma(child)}",
                    f"has={dep}:{child.pos_}:{child.ent_type_}",
                ]
            elif dep == "obl":
                told.append(f"has=obl:{syntax.case_of(child)}")
            elif dep in ("aux", "mark", "advmod"):
                told.append(f"has={child.lower_}")
        return told


def _nested(one: Mention, two: Mention) -> str:
    if one.place is None or two.place is None:
        return "apart"
    if one.place.id == two.place.id:
        return "same"
    if holds(two.place, one.place):
        return "inside"
    return "around" if holds(one.place, two.place) else "apart"


def _of_name(one: Candidate, order: str) -> Iterator[str]:
    """The name itself: its letters, its kind, and the words on both sides by their class."""
    head, mention, doc = one.head, one.mention, one.span.doc
    case = syntax.case_of(head) or "-"
    yield f"role={mention.role}:{mention.role_cue or '-'}"
    yield f"entity={head.ent_type_}"
    yield f"words={min(len(one.span), _MANY)}"
    yield f"shape={one.span[0].shape_[:3]}"
    if mention.relation is not None:
        yield f"relation={mention.relation.kind}:{mention.relation.bearing is not None}"
    yield f"kind={one.kind}|case={case}|{order}"
    yield f"on={syntax.lemma(head.head)}"
    yield f"on={head.head.pos_}:{head.dep_}"
    start, end = syntax.sentence_of(head)
    yield f"quarter={min(_COUNT, int(_MANY * (head.i - start) / (end - start)))}"
    start, _end = syntax.sentence_of(one.span[0])
    first = one.span.start - start
    yield f"opens={first <= 1 or (doc[start].pos_ == 'ADP' and first <= _MANY)}"
    if mention.score is not None:
        yield f"sure={int(mention.score * _MANY)}"
    if one.span.end < len(doc):
        behind = doc[one.span.end]
        yield f"behind={behind.lower_ if behind.pos_ in _SHOWN | {'PART'} else behind.pos_}"
    if one.span.start:
        front = doc[one.span.start - 1]
        yield f"front={front.lower_ if front.pos_ in _SHOWN | {'PART'} else front.pos_}"
