"""Words that hang on the wrong one of two, as what a verb or its object brings about gives away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.lemmas import plain_forms
from geomap.language.vocabulary import IRREGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: A token's number, head and label, and its tag where that changes too.
Slip = tuple[int, int, str, str | None]

#: What may be somebody's doing, and is done by those who do what it hangs on.
MADE = frozenset(
    """
    force compel cause want urge order ask tell allow permit enable help press pressure persuade
    convince encourage expect invite instruct train arm recruit hire equip pay enlist send dispatch
    """.split()
)
#: In these something else is done; what has a part in them is another thing.
_DEEDS = frozenset("raid raids meeting meetings clash clashes attack attacks ambush".split())
_PART_OF = frozenset("part role interest involvement participation stake rise increase".split())
_TAKING = frozenset({"take", "retake", "capture", "recapture", "seize", "wrest"})
#: Forms that have an object in the passive as well: "men given arms".
_GIVEN = frozenset("given awarded offered handed shown paid granted denied sent told".split())
_HAVING = frozenset({"has", "have", "had"})


def does_it(subject: Token) -> Iterator[Slip]:
    """As in "Soldiers shot and wounded a man", "rebels had seized it": no passive has no "was"."""
    verb = subject.head
    helped = [c for c in verb.children if c.dep_.startswith("aux")]
    form = verb.tag_ in ("VBD", "VBN") or verb.lower_ in IRREGULAR
    if not form or verb.lower_ in _GIVEN:
        return
    joined = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ in ("VBD", "VBN")
              and all(t.tag_ in ("CC", "RB") for t in verb.doc[verb.i + 1 : c.i])]  # fmt: skip
    held = any(c.dep_ == "obj" for one in (verb, *joined) for c in one.rights)
    if all(c.lower_ in _HAVING for c in helped) and (helped or held):
        yield subject.i, verb.i, "nsubj", None
        for one in (verb, *joined):
            yield one.i, one.head.i, one.dep_, None if helped else "VBD"


def of_the_deed(noun: Token) -> Iterator[Slip]:
    """As in "drove rebels out of Homs", "arrested men in raids": of what is done, not to whom."""
    held, verb = noun.head, noun.head.head
    cases = [c.lower_ for c in noun.lefts if c.dep_ == "case"]
    if held.dep_ != "obj" or not cases or not verb.tag_.startswith("VB"):
        return
    within = cases[0] in ("in", "during") and noun.lower_ in _DEEDS and held.lower_ not in _PART_OF
    taken = cases[0] == "from" and (verb.lemma_ or "").lower() in _TAKING and noun.tag_ == "NNP"
    if cases == ["out", "of"] or within or taken:
        yield noun.i, verb.i, "obl", None


def made_to(verb: Token) -> Iterator[Slip]:
    """As in "forced people to flee": what is brought about, and nothing that people are for."""
    held, above = verb.head, verb.head.head
    forms = {(above.lemma_ or above.text).lower(), *plain_forms(above.lower_)}
    made = held.dep_ == "obj" and forms & MADE
    if made and not any(c.lower_ in ("a", "an") for c in held.lefts):
        yield verb.i, above.i, "xcomp", None


def held_as(word: Token) -> Iterator[Slip]:
    """As in "held many farmers hostage": what a verb has behind its object is a state."""
    held = next((c for c in word.head.rights if c.dep_ == "obj" and c.right_edge.i == word.i - 1),
                word)  # fmt: skip
    if held != word:
        yield word.i, word.head.i, "xcomp", "NN"


def beside_with(word: Token) -> Iterator[Slip]:
    """As in "with clashes reported there", "with troops poised": no subject has a preposition."""
    noun = word if word.dep_ == "nsubj" or not word.i else word.nbor(-1)
    verb = word.head if word.dep_ == "nsubj" else word
    led = any(c.lower_ == "with" and c.dep_ == "case" for c in noun.lefts)
    above = verb.head
    bare = verb.tag_ in ("VBD", "VBN") and not any(c.dep_.startswith("aux") for c in verb.children)
    if led and bare and noun.i < verb.i and above != verb and noun.head in (verb, above):
        yield noun.i, above.i, "obl", None
        yield verb.i, noun.i, "acl", "VBN"


def carried(word: Token) -> Iterator[Slip]:
    """As in "a raid on a school sheltering displaced people killed ten": they shelter these.

    The object of a participle stands behind it, so that what stands between describes that.
    """
    holds = word.nbor(-1) if word.i else word
    thing = next((c for c in word.rights if c.dep_ == "obj" and c.left_edge.i == word.i + 1), word)
    if (holds.tag_, holds.dep_) != ("VBG", "acl") or thing == word:
        return
    past = (c for c in thing.rights if c.dep_ == "acl" and c.tag_ in ("VBD", "VBN"))
    main = next(past, word)  # "who fell while fleeing killed ten": these did
    if main == word and (word.dep_ != "acl" or holds.head != word.head):
        return
    yield word.i, thing.i, "amod", "VBN"
    yield thing.i, holds.i, "obj", None
    if main != word:
        above = main if word.dep_ == "ROOT" else word.head
        yield main.i, above.i, word.dep_, "VBD"
        yield from ((c.i, main.i, c.dep_, None) for c in word.children if c != thing)


def in_which(which: Token) -> Iterator[Slip]:
    """As in "an attack in which ten men died": men die, and no attack is one in men."""
    noun = which.head
    verb = next((c for c in noun.rights if c.dep_ == "acl" and c.i == noun.i + 1), None)
    case = which.nbor(-1) if which.i else which
    if verb is not None and case.dep_ == "case" and case.head == noun:
        yield verb.i, noun.head.i, "acl:relcl", None
        yield noun.i, verb.i, "nsubj", None
        yield which.i, verb.i, "obl", None
        yield case.i, which.i, "case", None


def left_so(state: Token) -> Iterator[Slip]:
    """As in "leaving two soldiers and four rebels dead": both are left so."""
    above = state.head
    while above.dep_ == "conj":
        above = above.head
    verb = above.head if above.dep_ == "obj" else above
    left = next((c for c in verb.rights if c.dep_ == "obj"), None)
    if (verb.lemma_ or "").lower() != "leave":
        return
    if left is None:  # "leaving at least 32 soldiers dead", hung on their state
        whom = (c for c in state.lefts if c.pos_ in ("NOUN", "PROPN", "NUM"))
        yield from ((c.i, verb.i, "obj", None) for c in whom)
        return
    if state.dep_ != "conj":
        if state.head != left:
            yield state.i, verb.i, "xcomp", None
        return
    last = next((c for c in state.lefts if c.dep_ in ("nsubj", "compound")), None)
    if last is None:
        return
    yield state.i, verb.i, "xcomp", None
    yield last.i, left.i, "conj", None
    for part in state.lefts:
        if part != last:
            yield part.i, last.i, part.dep_, None


def of_its_verb(helper: Token) -> Iterator[Slip]:
    """As in "The authorities in Homs have imposed a curfew": what helps a verb has no subject."""
    yield from ((child.i, helper.head.i, child.dep_, None) for child in helper.children)
