"""What the parse says of a place beside a deed: the features that decide where it happened.

Every feature is a short string that is there or is not, so that the learnt weights can stand in
a table that people read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.reading import kept
from geomap.events.patterns import ground as lists
from geomap.events.patterns import people
from geomap.events.where.nesting import holds
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from geomap.events.where.scene import Candidate, Scene
    from geomap.model import Mention

#: Dependencies by which a noun is part of a longer phrase.
_NOMINAL = frozenset(
    {"nmod", "nmod:poss", "compound", "appos", "flat", "conj", "amod", "nmod:desc", "nmod:unmarked",
     "dep", "list", "parataxis", "nummod", "det"}
)  # fmt: skip
_COUNT = 3


def features(scene: Scene, number: int) -> Iterator[str]:
    """What can be said of one candidate for a deed's place: that of this number."""
    trigger, every, one = scene.trigger, scene.every, scene.every[number]
    yield from scene.features(number)
    chain, governor = _phrase(one.head)
    top = chain[-1]
    relation = _relation(trigger, governor, scene.clause)
    case, own = _case_of(top) or "-", _case_of(one.head) or "-"
    order = "after" if one.head.i > trigger.i else "before"
    yield "bias"
    yield f"case={own}"
    yield f"top={top.dep_}:{case}"
    yield f"rel={relation}"
    yield f"rel={relation}|top={top.dep_}:{case}"
    yield f"rel={relation}|{order}"
    yield f"chain={min(len(chain), 4)}"
    yield from _of_order(trigger, one, every, order)
    yield from _of_mention(one, every, relation)
    yield from _of_words(trigger, chain, governor, relation)
    yield from _of_reading(one)
    yield from _of_deed(trigger, one, every, own)


@kept
def _case_of(noun: Token) -> str:
    """The preposition of a noun, or the one right before it that the parse hangs elsewhere."""
    first = noun.left_edge
    before = first.nbor(-1) if first.i > syntax.sentence_of(noun)[0] else None
    own = syntax.case_of(noun)
    return own or (before.lower_ if before is not None and before.dep_ == "case" else "")


def _phrase(head: Token) -> tuple[list[Token], Token]:
    """The nouns from a name up to the head of its phrase, and what governs that."""
    chain = [head]
    token = head
    while token.dep_ in _NOMINAL and token.head != token and not syntax.is_verb(token.head):
        token = token.head
        chain.append(token)
    return chain, token.head


def _relation(trigger: Token, governor: Token, own: Sequence[Token]) -> str:
    """How the clause of the place hangs together with the deed, and the words of its own."""
    if governor in own:
        return "own" if governor == own[0] else "shared"
    if trigger.is_ancestor(governor):
        return "below:" + _link(trigger, governor)
    if governor.is_ancestor(trigger):
        verb = "say" if syntax.lemma(governor) in SAYING else governor.pos_
        return f"above:{_link(governor, trigger)}:{verb}"
    common = next((t for t in governor.ancestors if t.is_ancestor(trigger)), None)
    if common is None:
        return "apart"
    return f"aside:{_link(common, trigger)}:{_link(common, governor)}"


def _link(above: Token, below: Token) -> str:
    """How the branch that holds `below` hangs on `above`."""
    token = below
    while token.head not in {above, token}:
        token = token.head
    return token.dep_


def _of_order(
    trigger: Token, one: Candidate, every: Sequence[Candidate], order: str
) -> Iterator[str]:
    low, high = sorted((trigger.i, one.head.i))
    others = [c for c in every if c is not one]
    within = sum(low < c.head.i < high for c in others)
    yield f"between={order}:{min(within, _COUNT)}"
    yield f"first={all(c.head.i >= one.head.i for c in others)}"
    yield f"others={min(len(others), _COUNT)}"


def _of_mention(one: Candidate, every: Sequence[Candidate], relation: str) -> Iterator[str]:
    mention = one.mention
    kind = mention.place.kind if mention.place else "none"
    near = relation.partition(":")[0]
    yield f"role={mention.role}"
    yield f"role={mention.role}|{near}"
    yield f"kind={kind}"
    yield f"kind={kind}|{near}"
    yield f"status={mention.status}"
    if mention.role_cue == "dateline":
        yield "dateline"
    under = any(c.head.is_ancestor(one.head) for c in every if c is not one)
    over = any(one.head.is_ancestor(c.head) for c in every if c is not one)
    yield f"wider={under}:narrower={over}"
    after = one.span.doc[max(0, one.span.start - 2) : one.span.start].text
    follows = any(c.span.end == one.span.start - 1 for c in every if c is not one)
    yield f"follows={follows and after.rstrip().endswith(',')}"


def _of_words(
    trigger: Token, chain: Sequence[Token], governor: Token, relation: str
) -> Iterator[str]:
    near = relation.partition(":")[0]
    word = syntax.lemma(trigger)
    known = word in lists.DEEDS
    yield f"deed={word if known else trigger.pos_}"
    yield f"deed={word if known else trigger.pos_}|{near}"
    if word in SAYING:
        yield f"says|{near}"
    for noun in chain[1:]:
        name = syntax.lemma(noun)
        for label, words in (("ground", lists.GROUND), ("people", people.PEOPLE),
                             ("deed", lists.DEED_NOUNS)):  # fmt: skip
            if name in words:
                yield f"via={label}"
                yield f"via={label}|{near}"
    modifies = chain[0].dep_ in ("compound", "amod", "nmod:poss") and len(chain) > 1
    yield f"modifies={modifies}"
    if syntax.lemma(governor) in SAYING and governor != trigger:
        yield "governor=say"


def _of_reading(one: Candidate) -> Iterator[str]:
    """What made a name a mention of this role."""
    yield f"cue={(one.mention.role_cue or '-').partition(':')[0]}"
    yield f"known={one.mention.recognised_by}"


def _of_deed(
    trigger: Token, one: Candidate, every: Sequence[Candidate], case: str
) -> Iterator[str]:
    """How the deed is told, and how many names hang on it."""
    word = syntax.lemma(trigger)
    yield f"verb={word}"
    yield f"verb={word}|case={case}"
    kind = one.mention.place.kind if one.mention.place else "none"
    yield f"verb={word}|kind={kind}"
    above = syntax.lemma(one.head.head)
    yield f"above={above}"
    yield f"above={above}|case={case}"
    yield f"kind={kind}|case={case}"
    yield f"told={trigger.tag_}"
    yield f"told={trigger.dep_}"
    below = sum(trigger.is_ancestor(other.head) for other in every if other is not one)
    yield f"below={min(below, _COUNT)}|{trigger.is_ancestor(one.head)}"
    others = [other.mention for other in every if other is not one]
    yield f"holds={any(contains(one.mention, m) for m in others)}"
    yield f"held={any(contains(m, one.mention) for m in others)}"


def contains(outer: Mention, inner: Mention) -> bool:
    """Whether the gazetteer says that one place lies in the other."""
    return outer.place is not None and inner.place is not None and holds(outer.place, inner.place)
