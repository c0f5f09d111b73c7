"""How a place hangs on a deed: the parse between them, in a word that people can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.patterns import verbs
from geomap.events.patterns.ground import GROUND
from geomap.events.patterns.people import PEOPLE
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geomap.events.where.scene import Candidate

#: Steps of the parse within which a place hangs on the deed itself.
_NEAR = 3
#: Longest stretch between a deed and what it is for, or a place and where it lies, in words.
_PHRASE = 6
#: Longest remark between a place and the clause that tells of it, in words.
_ASIDE = 8
_AT = frozenset({"in", "at", "near", "outside", "to"})
_ON = frozenset({"on", "against", "across", "into"})
#: Verbs that only say that there was a deed: "in Dilling, residents reported clashes".
_TELLING = frozenset({"report", "record", "register", "document"})
#: Verbs whose object is where their deed was.
_GOING = frozenset({"visit", "tour"})
#: What is done to an agreement where people are.
_SIGNING = frozenset({"sign", "initial", "conclude", "seal"})


def tie(trigger: Token, one: Candidate) -> str:
    """The tie between a place and a deed in a word, for people."""
    own = clauses.same_clause(trigger)
    crossed: Token | None = None
    if _right_after(trigger, one):
        return "attached-to-trigger"
    if any(states(token) for token in trigger.doc[trigger.i + 1 : one.span.start]):
        return "in-other-clause"
    for steps, above in enumerate(syntax.climb(one.head, 12)):
        if above in own and crossed is None:
            return "attached-to-trigger" if steps <= _NEAR else "in-same-clause"
        if above in own and crossed is not None:
            told = any(syntax.is_verb(t) for t in one.span.doc[crossed.i + 1 : one.span.start])
            meant = _of_purpose(crossed, above) or (not told and _purpose_after(trigger, crossed))
            return "in-same-clause" if meant else "in-other-clause"
        if steps and syntax.is_verb(above) and crossed is None:
            crossed = above
    if crossed is None:
        return "in-same-sentence"
    if _purpose_after(trigger, crossed):
        return "attached-to-trigger"
    if _told_of(trigger, crossed, one):
        return "in-same-clause"
    between = sorted((crossed.i, one.head.i))
    beyond = not between[0] < trigger.i < between[1]
    if beyond and syntax.lemma(crossed) in SAYING and crossed.is_ancestor(trigger):
        return "speaker's-place"
    return "in-other-clause"


def _told_of(noun: Token, verb: Token, one: Candidate) -> bool:
    """As in "residents reported shelling in Dilling": the deed was there, unless it has a place.

    Who reports in front of the name may be there, and the deed elsewhere.
    """
    if noun.dep_ != "obj" or noun.head != verb or syntax.lemma(verb) not in _TELLING:
        return False
    branch = next((c for c in verb.children if c in (one.head, *one.head.ancestors)), noun)
    own = (t for t in noun.subtree if t.pos_ == "PROPN" and syntax.case_of(t) in _AT | _ON)
    return branch.dep_ in ("obl", "advcl") and not syntax.is_verb(branch) and not any(own)


def _right_after(trigger: Token, one: Candidate) -> bool:
    """Whether a deed and the place stand side by side: "attack Idlib", "the blast in Kunduz"."""
    between = trigger.doc[trigger.i + 1 : one.span.start] if one.span.start > trigger.i else None
    base = trigger.tag_ in ("VB", "VBD", "VBP", "VBZ", "VBG") or trigger.lower_ == trigger.lemma_
    if between and not syntax.is_verb(trigger) and between[0].lower_ in _AT - {"to"}:
        base, between = True, between[1:]
    return (
        between is not None
        and base
        and all(t.is_quote or t.dep_ == "det" or t.is_space for t in between)
    )


def described(trigger: Token, one: Candidate) -> bool:
    """As in "in Douma, where ten died", "Douma, which they took": told of the place itself."""
    verb = None if syntax.is_verb(trigger) else syntax.carrier(trigger) or syntax.happening(trigger)
    if trigger.dep_ == "nsubj" and syntax.lemma(trigger.head) in verbs.HARM:
        verb = trigger.head  # "in Homs, where fighting has displaced thousands"
    clause = verb or trigger
    if syntax.case_of(trigger) == "under":  # "Hama is under army control"
        state = trigger if syntax.children(trigger, "cop") else trigger.head
        held = [*syntax.children(state, "nsubj", "nsubj:pass", "obj"), state.head]
        return any(t in (one.head, *one.head.ancestors) for t in held if t.i < trigger.i)
    openers = [
        child for child in clause.children
        if child.i < clause.i
        and (child.lower_ == "where" or (child.lower_ == "which" and child.dep_ == "obj"))
    ]  # fmt: skip
    if not openers:
        return False
    if clause.dep_.startswith("acl"):
        return _tells_of(clause.head, one)
    # The parse may hang the clause on the verb before; it tells of the name right before it.
    between = one.span.doc[one.span.end : openers[0].i]
    aside = openers[0].lower_ == "where" and 0 < len(between) <= _ASIDE and between[-1].text == ","
    return aside and not any(syntax.is_verb(t) or t.pos_ == "PROPN" for t in between)


def _tells_of(noun: Token, one: Candidate) -> bool:
    """Whether a noun is the name, or said of it: "Manbij, 100 km to the east, where"."""
    for _ in range(_NEAR):
        if noun in one.span or noun.dep_ not in ("appos", "nmod"):
            break
        noun = noun.head
    return noun in one.span


def told_of_speaker(trigger: Token, one: Candidate) -> bool:
    """As in "the minister, arriving in Beirut, said the army would attack": where he is."""
    said = (t for t in trigger.ancestors if syntax.lemma(t) in SAYING and syntax.is_verb(t))
    verb = next(said, None)
    if verb is None or not one.head.i < verb.i < trigger.i:
        return False
    branch = next((child for child in verb.lefts if child.is_ancestor(one.head)), None)
    if branch is None or branch == one.head:
        return False
    return branch.dep_ in syntax.SUBJECTS or (branch.dep_ == "advcl" and branch.tag_ == "VBG")


def spoke_there(trigger: Token, one: Candidate) -> bool:
    """As in "speaking in Beirut, the envoy demanded", "agreed when they met in Beirut"."""
    clause = next((t for t in one.head.ancestors if syntax.is_verb(t)), one.head)
    if trigger in clauses.at_that_time(clause) and syntax.case_of(one.head) in _AT:
        return True
    about = clause.head if clause.dep_ == "advcl" else clause.head.head
    tied = clause.dep_ in ("advcl", "acl") and clause.tag_ == "VBG" and about == trigger
    return tied and syntax.lemma(clause) in verbs.COMING | {"speak"}


def said_there(trigger: Token, one: Candidate) -> bool:
    """Whether a place is where people spoke, not what they spoke of."""
    own = clauses.same_clause(trigger)
    case = syntax.case_of(one.head)
    meeting = syntax.lemma(trigger) in verbs.MEETING
    token = one.head
    while token not in own:
        above = token.head
        if above == token or (syntax.is_verb(above) and above not in own):
            return False
        if syntax.lemma(trigger) in _SIGNING and above.dep_ == "obj" and above.head == trigger:
            return (case or syntax.case_of(token)) in _AT  # "signed an agreement in Oslo"
        met = token.pos_ == "PROPN" or (meeting and syntax.lemma(token) in PEOPLE)
        if token.dep_ == "obj" and (token == one.head or not met):
            return syntax.lemma(above) in _GOING  # not "discussed Idlib"; "met Assad in Sochi" is
        topic = above.pos_ == "NOUN" and syntax.lemma(above) not in GROUND | PEOPLE
        if above not in own and topic:
            return False
        case = case or syntax.case_of(above)
        token = above
    return case in _AT or (one.head.dep_ == "compound" and one.head.head in own)


def states(token: Token) -> bool:
    """Whether a word is a verb that opens another statement: "and blamed rebels in"."""
    return token.tag_ in ("VBD", "VBZ") and syntax.lemma(token) in SAYING


def _of_purpose(verb: Token, noun: Token) -> bool:
    """As in "strikes targeting posts in Hama": the clause says what the deed was at."""
    return verb.head == noun and verb.tag_ == "VBG" and syntax.lemma(verb) in verbs.HARM


def _purpose_after(trigger: Token, verb: Token) -> bool:
    """As in "an offensive to retake X": X is where it is, whatever the parse hangs it on."""
    between = trigger.doc[trigger.i + 1 : verb.i] if verb.i > trigger.i else None
    return (
        not syntax.is_verb(trigger) and between is not None and len(between) <= _PHRASE
        and syntax.is_infinitive(verb) and not any(syntax.is_verb(t) for t in between)
        and between.text.rstrip().endswith("to")
    )  # fmt: skip
