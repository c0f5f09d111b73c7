"""Which words around a trigger name who did it and to whom: the parse, before any actor table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.reading import read
from geomap.events.patterns import verbs as lists
from geomap.events.patterns.ground import DEED_NOUNS
from geomap.events.patterns.people import SUFFERERS, WEAPONS
from geomap.events.what.vocabulary import takes
from geomap.events.who.control import Words, object_of
from geomap.events.who.of_nouns import of_noun
from geomap.events.who.of_verbs import of_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER = frozenset({"after", "over", "following", "since", "amid"})
_FIRED = frozenset("fire launch shoot drop lob throw plant lay operate fly".split())
#: What those do themselves who did the rest: "fled after surrendering".
_ONE_S_OWN = frozenset({"surrender", "withdraw", "flee", "retreat", "escape"})


def arguments_of(trigger: Token, event_type: str) -> Words:
    """Heads of the phrases that name the doers and those done to, in this order."""
    told = syntax.told_not_to(trigger)
    if told is not None:
        return object_of(told), syntax.children(trigger, "obj")
    breaks_out = trigger.tag_ == "VBG" and syntax.happening(trigger) is not None
    verb = syntax.is_verb(trigger) and not breaks_out and not _is_deed(trigger)
    doers, done_to = (of_verb if verb else of_noun)(trigger, event_type)
    if not doers and takes(event_type, "with-beside"):
        doers = _claimants(trigger)
    doers = [d for d in doers if syntax.lemma(d) not in SUFFERERS and not _unquoted(trigger, d)]
    done_to = [one for one in done_to if not _unquoted(trigger, one)]
    return [by for doer in doers for by in _launched_by(doer)], done_to


def _unquoted(trigger: Token, other: Token) -> bool:
    """Whether a quotation ends between a deed and a word, which then is its speaker's."""
    ends = len(read(trigger.doc).quotes_between(trigger.i, other.i)) % 2 == 1
    return ends and syntax.sentence_of(trigger) == syntax.sentence_of(other)


def _is_deed(trigger: Token) -> bool:
    """As in "Police arrest two after shooting at a mall": read as a verb, meant as a noun."""
    before = trigger.nbor(-1) if trigger.i > syntax.sentence_of(trigger)[0] else trigger
    after = before.lower_ in _AFTER or syntax.lemma(before) in ("flee", "escape")
    described = bool(syntax.children(trigger, "amod", "det"))  # "with military backing from"
    last = trigger.i + 1 == syntax.sentence_of(trigger)[1]
    described = described or (not last and trigger.nbor(1).lower_ == "between")
    named = (
        trigger.tag_ == "VBG" and (after or described) and syntax.lemma(trigger) not in _ONE_S_OWN
    )
    return named and not syntax.children(trigger, "obj")


def _launched_by(doer: Token) -> list[Token]:
    """Whose what struck is: "a missile fired by the Houthis", "artillery fire by the army"."""
    if syntax.lemma(doer) not in WEAPONS | DEED_NOUNS:
        return [doer]
    fired = [c for c in syntax.children(doer, "acl") if syntax.lemma(c) in _FIRED | lists.LIGHT]
    by = [c for verb in (doer, *fired) for c in syntax.children(verb, "obl:agent", "obl", "nmod")
          if syntax.case_of(c) == "by"]  # fmt: skip
    return by or syntax.children(doer, "nmod:poss") or [doer]


def _claimants(deed: Token) -> list[Token]:
    """As in "a bomb exploded, and Islamic State claimed responsibility", with nothing behind."""
    for at in range(deed.i + 2, syntax.sentence_of(deed)[1] - 1):
        word = deed.doc[at]
        if word.lower_ == "responsibility" and word.nbor(1).is_punct:
            claims = word.nbor(-1) if syntax.lemma(word.nbor(-1)) == "claim" else word
            return [one for one in syntax.subjects(claims) if one.i > deed.i]
    return []
