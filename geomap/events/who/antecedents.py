"""Whom words stand for that name nobody themselves: "the two", "they", "its fighters"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.phrases import human, phrase
from geomap.events.patterns import people as lists
from geomap.events.who.control import subject_above
from geomap.language import text_of
from geomap.language.vocabulary import SAYING
from geomap.model import ActorRef

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from geomap.gazetteer.actors import Actor, ActorMatch

#: How far back a pronoun looks, in words.
_REACH = 80
_PAIR = 2
_FIGHTING = frozenset({"armed_group", "forces"})
_NAMED = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod"})
_TOLD_OF = syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS
_PERSONS = lists.PEOPLE - lists.COLLECTIVE
_ADDING = frozenset({"added", "continued", "concluded"})
#: Nouns of fighters, whose leaders they stand for: "its fighters", "its air defences".
FIGHTERS = lists.ARMED | frozenset(
    "fighter militant gunman wing defence defense aircraft jet".split()
)


def last_two(token: Token, names: Callable[[str], list[ActorMatch]]) -> list[ActorRef]:
    """Whom "the two" are: the last two persons named, or the last two states.

    "The two sides" are known only where two of any kind have been named, and no third.
    """
    first = max(0, token.i - _REACH)
    window = token.doc[first : token.i]
    sides = syntax.lemma(token) == "side"
    found: dict[str, dict[str, ActorRef]] = {} if sides else {"person": {}, "government": {}}
    for match in names(window.text):
        kind = "sides" if sides and match.actor.kind in lists.COMMANDING else match.actor.kind
        if kind in found or kind == "sides":
            start, end = window.start_char + match.start, window.start_char + match.end
            group = found.setdefault(kind, {})
            group.pop(match.actor.id, None)
            group[match.actor.id] = ActorRef(
                id=match.actor.id, name=match.actor.name, start=start, end=end
            )
    best = next((group for group in found.values() if len(group) >= _PAIR), {})
    return [] if sides and len(best) > _PAIR else list(best.values())[-_PAIR:]


def both_sides(they: Token) -> list[Token]:
    """As in "Fighting broke out between rebels and the army. They": whom the sentence parts."""
    start = syntax.sentence_of(they)[0]
    before = they.doc[syntax.sentence_of(they.doc[start - 1])[0] if start else 0 : start]
    if they.lower_ != "they" or any(t.dep_ in _TOLD_OF and human(t) for t in before):
        return []
    return [t for t in before if syntax.case_of(t) == "between" and t.conjuncts and human(t)][:1]


def earlier(
    token: Token,
    kinds: Sequence[str],
    named: Callable[[Token], tuple[Actor, ActorRef] | None],
) -> ActorRef | None:
    """The nearest actor of some kinds that an earlier subject or possessor names."""
    office: Token | None = None
    for at in range(token.i - 1, max(0, token.i - _REACH) - 1, -1):
        word = token.doc[at]
        subject = word.dep_ in _TOLD_OF
        subject = subject or (word.dep_ == "obl:agent" and word.sent == token.sent)
        # "talks with the ELN after its fighters": whose a force is need not be the subject.
        whose = token.lower_ in lists.POSSESSIVES and word.sent == token.sent
        whose = whose and syntax.lemma(token.head) in FIGHTERS
        subject = subject or (whose and word.pos_ == "PROPN")
        if token.head.lower_ in _ADDING and syntax.lemma(word.head) not in SAYING:
            continue  # "He added": whoever was the last to speak
        if token.lower_ == "him":
            subject = word.dep_ in _NAMED and word not in subject_above(token.head)
        if not subject or word.pos_ not in ("PROPN", "NOUN"):
            continue
        known = named(word)
        told = subject if token.lower_ == "him" else word.dep_ in _TOLD_OF
        told = told or (known is not None and known[0].kind in _FIGHTING)
        if known is not None and known[0].kind in kinds and told:
            return known[1]
        someone = known is None and "person" in kinds and word.ent_type_ == "PER"
        man = known is None and "person" in kinds and word.tag_ == "NN" and word.sent == token.sent
        if man and syntax.lemma(word) in _PERSONS:
            office = office or word  # "the president" may have been named before
            someone = syntax.lemma(word) not in lists.OFFICIALS
        plural = token.lower_ in ("they", "their") and word.tag_ in ("NNS", "NNPS")
        plural = plural and known is None and word.sent == token.sent and human(word)
        if someone or plural:
            return anybody(word)
    return anybody(office) if office is not None else None


def anybody(noun: Token) -> ActorRef:
    """Somebody whom no table knows, in the words of the text."""
    start, end = phrase(noun)
    words = " ".join(text_of(noun.doc)[start:end].split())
    return ActorRef(id=None, name=words, start=start, end=end)
