"""The words above a deed that hold it as their content, and how much of them holds for it.

A verb of saying passes its content through; a clause that only stands beside the deed
("after", "who") ends the climb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns import modality as cues
from geomap.events.patterns import verbs as lists
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


#: Before what only tells when something is.
MEANWHILE = frozenset({"during", "amid", "amidst", "after", "following", "since", "despite"})
_DOES_OR_SUFFERS = syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS | {"obl:agent"}
#: Before what something waits for, and words for an end that is waited for.
_AWAITING = frozenset({"after", "until", "till", "before"})
_WHOLE = frozenset({"complete", "total", "full", "final", "lasting", "eventual"})
_CONDITIONS = frozenset({"if", "unless", "when", "once", "by"})
#: Verbs whose clause tells what others do.
_OF_OTHERS = lists.OBJECT_CONTROL | {"accuse", "suspect"}
#: What is "for", "against" or "of" a deed that has not come about.
_AHEAD = (
    cues.TABLE[2][0].governing
    | cues.TABLE[1][0].governing
    | cues.DENYING_NOUNS
    | frozenset({"call", "push", "press", "build", "oppose", "hold", "accuse", "warn"})
)
_GROUNDS = cues.ALLEGING | cues.GROUNDS
#: Nouns that a deed is the content of.
_CONTENT = cues.ALLEGING | cues.DENYING | lists.QUANTIFIERS


@dataclass(frozen=True, slots=True)
class Step:
    """A word above the trigger, and how much of it holds for the trigger."""

    token: Token
    below: Token
    clause: bool
    """Whether its auxiliaries and negation are the deed's as well."""
    content: bool
    """Whether the deed is what it tells, plans, fears or denies."""
    passes: bool = False
    """Whether, with neither, what stands above still holds the deed."""


def steps_of(trigger: Token) -> Iterator[Step]:
    """The trigger and the words whose content it is, nearest first."""
    yield Step(trigger, trigger, clause=True, content=False)
    token = trigger
    for _climbed in range(7):
        above = token.head
        if token.dep_ == "advcl":
            above = syntax.told_behind(token) or _waiting(token) or above
        if above == token:
            return
        step = _step(token, above)
        if step is None:
            return
        yield step
        if not (step.clause or step.content or step.passes):
            return
        token = above


def _step(token: Token, above: Token) -> Step | None:
    """What the word above makes of the one below, by the way it hangs; None for nothing."""
    dep = token.dep_
    # "denied shelling the camp" may be read as a noun.
    if syntax.is_verb(token) or _clausal(token) or dep in ("xcomp", "ccomp"):
        return _above_clause(token, above, dep)
    if dep in ("conj", "appos"):  # "US, French bombing" may be read as one said of the other
        return Step(above, token, clause=not _own_modifier(token), content=False, passes=True)
    if dep in ("nmod", "obl") and _awaited_whole(token):
        return Step(above, token, clause=False, content=False, passes=True)
    if dep == "nmod" and syntax.whole(token) != token:
        return Step(above, token, clause=True, content=True)
    teller = _told_on(token, above) if dep in ("nmod", "obl") else above
    if dep == "nmod" or (teller != above and _content_noun(teller)):
        return Step(teller, token, clause=False, content=True) if _content_noun(teller) else None
    if not (syntax.is_verb(above) or above.pos_ in ("ADJ", "NOUN")):
        return None
    if dep in _DOES_OR_SUFFERS:
        told = dep == "nsubj:pass" and syntax.lemma(above) != "claim"  # "was claimed by rebels"
        return Step(above, token, clause=True, content=told)
    if dep == "obj" and syntax.lemma(above) in cues.BREACHING:
        return None  # what is violated is there
    if dep in ("obj", "iobj", "compound", "amod"):
        return Step(above, token, clause=True, content=True)
    if dep == "obl":
        return _above_oblique(token, above)
    return None


def _told_on(topic: Token, above: Token) -> Token:
    """As in "the lie told by some media on arms sent", whatever the topic hangs on: the lie."""
    verb = above.head if above.dep_ == "obl:agent" else above
    told = verb.dep_ == "acl" and syntax.case_of(topic) in ("on", "about", "of")
    return verb.head if told else above


def _above_oblique(token: Token, above: Token) -> Step | None:
    case = syntax.case_of(token)
    name = syntax.lemma(above)
    if name == "try" and syntax.is_passive(above):
        return None  # "was tried for the attack"
    if case in ("for", "to", "with", "of", "against", "about", "on", "from") and name in _AHEAD:
        return Step(above, token, clause=True, content=True)
    if case == "for" and name in cues.MARCHING:
        return Step(above, token, clause=False, content=True)
    if syntax.cases_of(token) & {"behind", "under"} or name == "responsible":
        return Step(above, token, clause=True, content=True)
    if case in ("for", "to", "of", "against"):
        # "beat the drum for a ground war": the parse may hang it on the verb.
        # And "fears are growing of an assault", on what the fears do.
        holding = [*syntax.children(above, "obj"), *syntax.subjects(above)]
        held = next((c for c in holding if _content_noun(c)), None)
        if held is not None and held.i < token.i:
            return Step(held, token, clause=False, content=True)
    if case == "from" and name in lists.LEAVING:
        return None  # "attempted to flee from the battle": it was on
    # "Refused to leave during talks" denies no talks.
    loose = above.tag_ in ("VBG", "VB") and above.dep_ != "ROOT" and case not in MEANWHILE
    return Step(above, token, clause=False, content=False, passes=True) if loose else None


def _above_clause(token: Token, above: Token, dep: str) -> Step | None:
    """What a verb passes its content, its aim, its second half or its participle."""
    if dep == "xcomp":
        return Step(above, token, clause=True, content=True)
    # "Denied accusations by a body that soldiers had killed" may hang on the verb without a name.
    if dep in ("ccomp", "csubj") or (dep == "dep" and "that" in syntax.marks(token)):
        return Step(above, token, clause=False, content=True)
    if dep == "conj":
        return _above_joined(token, above)
    # "wants its banks looted" hangs as a clause of its own; "had bombed" may be misread.
    wanted = token.tag_ == "VBN" or syntax.lemma(above) in ("want", "need", "see", "like")
    if dep == "parataxis":
        loose = wanted and not syntax.auxiliaries(token)
        return Step(above, token, clause=False, content=True) if loose else None
    if dep == "obj":  # "denied shelling the camp"; "had bombed" may be misread as one
        return Step(above, token, clause=True, content=syntax.lemma(above) != "have")
    opens = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")} & lists.OPENING
    stated = dep == "advcl" and token.tag_ == "VBD" and opens
    if dep == "advcl" and not stated:
        if syntax.lemma(above) in _OF_OTHERS and not syntax.marks(token) & _CONDITIONS:
            return Step(above, token, clause=False, content=True)
        if syntax.is_infinitive(token):
            return _above_aim(token, above)
        joined = token.tag_ in ("VBG", "VBN") and syntax.marks(token) <= {
            "by",
            "in",
            "through",
            "including",
        }
        # "when they meet", with "will" above: the present of what is to come.
        present = token.tag_ in ("VBP", "VBZ") or (token.tag_ == "VB" and syntax.subjects(token))
        joined = joined or bool(present and "will" in syntax.auxiliaries(above)) or _awaited(token)
        if joined:
            return Step(above, token, clause=not syntax.is_infinitive(above), content=False,
                         passes=True)  # fmt: skip
        return None
    if dep == "acl":
        return _above_modifier(token, above)
    if dep == "acl:relcl" and token.tag_ in ("VBP", "VBZ", "VB"):
        # "wants a deal that forces": a thing not there yet.
        vague = any(c.lower_ in ("a", "an", "any") for c in above.children)
        return Step(above, token, clause=False, content=False, passes=True) if vague else None
    return None


def _awaited(verb: Token) -> bool:
    """As in "can leave once they are beaten": as far ahead as what waits for it."""
    present = syntax.auxiliaries(verb) & {"is", "are", "has", "have"}
    return "once" in syntax.marks(verb) or bool(present and syntax.marks(verb) & _AWAITING)


def _awaited_whole(noun: Token) -> bool:
    """As in "hopes to leave after the complete defeat": as far ahead as what waits for it."""
    return syntax.case_of(noun) in _AWAITING and any(
        c.lower_ in _WHOLE for c in syntax.children(noun, "amod")
    )


def _waiting(verb: Token) -> Token | None:
    """What is told to wait in "said he would leave once they had been beaten"."""
    told = syntax.lemma(verb.head) in SAYING and "once" in syntax.marks(verb)
    below = syntax.children(verb.head, "ccomp") if told else []
    before = [t for one in below for t in one.subtree if syntax.is_verb(t) and t.i < verb.i]
    return before[-1] if before else None


def _above_aim(token: Token, above: Token) -> Step:
    """What an aim is the content of: "threatened to bomb" and "amid plans to bomb" hang as one."""
    noun = token.nbor(-2) if token.i > syntax.sentence_of(token)[0] + 1 else token
    if noun.pos_ == "NOUN" and is_cue(syntax.lemma(noun)) and noun.i > above.i:
        return Step(noun, token, clause=False, content=True)
    meant = syntax.lemma(above) in cues.MEANING and not syntax.children(above, "obj")
    return Step(above, token, clause=True, content=meant)


def _above_modifier(token: Token, noun: Token) -> Step | None:
    """What a noun makes of the clause that says what it is for or about."""
    name = syntax.lemma(noun)
    if syntax.is_infinitive(token):
        return Step(noun, token, clause=False, content=True)
    if "that" in syntax.marks(token) and name in _GROUNDS:
        return Step(noun, token, clause=False, content=True)
    if "of" in syntax.marks(token) and _content_noun(noun):
        return Step(noun, token, clause=False, content=True)
    if token.tag_ == "VBG" and (noun.dep_ in ("obj", "nsubj:pass") or syntax.marks(token)):
        return Step(noun, token, clause=False, content=False, passes=True)
    return None


def _above_joined(token: Token, above: Token) -> Step | None:
    """What the first of two joined clauses makes of the second; a new statement stands alone."""
    if syntax.lemma(token) in SAYING:
        return None
    apart = bool(syntax.subjects(token)) or bool(syntax.auxiliaries(token))
    if token.tag_ in ("VBD", "VBN") and syntax.lemma(above) == "want" and syntax.subjects(token):
        return Step(above, token, clause=False, content=True)  # "wants a town razed, its ..."
    verb = above if syntax.is_verb(above) else next(filter(syntax.is_verb, above.ancestors), None)
    if verb is None or (token.tag_ == "VBD" and syntax.is_infinitive(verb)):
        return None  # "refused to listen and ordered": told of by itself
    return Step(verb, token, clause=not apart, content=False, passes=True)


def _clausal(token: Token) -> bool:
    """Whether an adjective or noun stands as a predicate: "is ready", "poised"."""
    return token.pos_ == "ADJ" or bool(syntax.children(token, "cop"))


def _own_modifier(token: Token) -> bool:
    return any(c.dep_ == "amod" for c in token.children)


def is_cue(name: str) -> bool:
    """Whether a lemma decides on the modality of what it governs."""
    return any(name in table.governing for table, _modality in cues.TABLE)


def _content_noun(noun: Token) -> bool:
    name = syntax.lemma(noun)
    return is_cue(name) or name in _CONTENT
