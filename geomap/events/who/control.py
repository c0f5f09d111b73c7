"""Who a verb without a subject of its own is said of: the one who vows, is urged, is forced to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.parse.phrases import human
from geomap.events.patterns import verbs as lists
from geomap.events.patterns.ground import BLOWS, DEED_NOUNS
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What people put their words in.
_STATEMENTS = frozenset(
    "statement letter declaration communique message note tweet resolution".split()
)

Words = tuple[list["Token"], list["Token"]]


def controllers(verb: Token, *, passive: bool) -> Words:
    """Who a verb without a subject of its own is said of: ("Trump",) of "threatened to strike"."""
    above = clauses.raised_for(verb) or verb.head
    if above == verb:
        # The head of a sentence has its own subject, but for one that the parse makes of a setting:
        # "Meeting with envoys in Ankara, the minister said".
        opens = verb.tag_ == "VBG" and verb.i == syntax.sentence_of(verb)[0]
        told = syntax.children(verb, "parataxis") if opens else []
        told = [clause for clause in told if syntax.lemma(clause) not in SAYING]
        return [one for clause in told[:1] for one in syntax.subjects(clause)], []
    doers: list[Token] = []
    owners = _owners_before(verb)
    if owners:
        return owners, []
    described = syntax.said_of_noun(verb)
    if described is not None:
        return [], [described]
    before = syntax.told_behind(verb)
    if before is not None:
        return subject_above(before), []
    # What stands before it is nobody forced: "Meeting an envoy, the king made a promise".
    behind = verb.dep_ != "conj" and above.i < verb.i
    forced = syntax.lemma(above) in lists.OBJECT_CONTROL and behind
    if verb.dep_ in ("acl", "acl:relcl") and not (forced and syntax.is_verb(above)):
        doers = _noun_above(verb, above)
    elif not syntax.is_verb(above) and above.pos_ != "ADJ":
        doers = []
    elif passive and verb.dep_ == "xcomp" and (held := clauses.undergoing(above)):
        keeps = syntax.lemma(above) in ("keep", "hold", "leave")  # "Amman kept its border closed"
        return subject_above(above) if keeps else [], held
    elif forced and (passive or verb.dep_ != "xcomp" or object_of(above)):
        doers = object_of(above)  # but "wants to attack" itself
    elif verb.dep_ in ("xcomp", "conj", "advcl", "ccomp", "parataxis", "obj"):
        return _shared(verb, above, passive=passive)
    return ([], doers) if passive else (doers, [])


def first_of_name(word: Token) -> Token:
    """The first word of the name that a word is part of: "Jaish" of "Jaish al-Islam"."""
    while word.dep_.startswith("flat") and word.head != word:
        word = word.head
    return word


def _owners_before(verb: Token) -> list[Token]:
    """As in "Iraq's coming campaign to retake": whose, whatever the parse hangs it on.

    And "Iran" of "a deal that forces Iran to leave".
    """
    if not syntax.is_infinitive(verb) or verb.i - 2 < syntax.sentence_of(verb)[0]:
        return []
    noun = verb.doc[verb.i - 2]
    if noun.dep_ == "obj" and syntax.lemma(noun.head) in lists.OBJECT_CONTROL:
        return [noun]
    if noun.pos_ not in ("NOUN", "ADJ") or verb.head == noun:
        return []
    near = (t for t in (*noun.children, *noun.head.children) if noun.i - 5 < t.i < noun.i)
    owners = [t for t in near if t.dep_ == "nmod:poss" or (t.dep_ == "compound" and human(t))]
    return owners or _theirs(noun)


def _theirs(noun: Token) -> list[Token]:
    """As in "the Syrian offensive to retake": a blow that says whose it is."""
    return [noun] * (syntax.lemma(noun) in BLOWS and any(t.is_title for t in noun.lefts))


def _noun_above(verb: Token, noun: Token) -> list[Token]:
    """Of "the forces that took", "forces poised to take", "Syria's drive to retake"."""
    if syntax.lemma(noun) in _STATEMENTS and noun.dep_ == "obj":
        return subject_above(noun.head)  # "issued a statement saying that"
    of = "of" in syntax.marks(verb) and noun.pos_ == "NOUN" and not human(noun)
    if verb.tag_ == "VBG" and (of or syntax.lemma(noun) in DEED_NOUNS):
        # "on the brink of attacking", "left the talks demanding": whose brink, who left
        owners = syntax.children(noun, "nmod:poss") or syntax.subjects(noun)
        told = owners or (subject_above(noun.head) if syntax.is_verb(noun.head) else [])
        if told:
            return told
    first = noun.head if noun.dep_ == "conj" else noun
    if syntax.lemma(first.head) in lists.OBJECT_CONTROL and first.dep_ == "obj":
        told = object_of(first.head)  # "accused the army and its allies of massacring"
        return told if first in told and "of" in syntax.marks(verb) else [noun]
    if verb.dep_ == "acl" and syntax.is_infinitive(verb):
        owners = syntax.children(noun, "nmod:poss") or _theirs(noun)
        owners = owners or syntax.children(noun, "amod", "compound")
        carrying = syntax.carrier(noun)
        # "the first raid to launch": what carries the noun may be this very verb.
        if noun.dep_ == "obj" and syntax.lemma(noun.head) in lists.BY_MEANS | {"have"}:
            carrying = carrying or noun.head  # "the army has the right to fight"
        known = carrying is None or carrying == verb or verb.is_ancestor(carrying)
        return owners or ([] if known or carrying is None else subject_above(carrying))
    return [noun]


def object_of(verb: Token) -> list[Token]:
    """Who is told, forced or allowed: the object, or the subject of the passive."""
    called = [c for c in syntax.children(verb, "obl") if syntax.case_of(c) in ("on", "for", "to")]
    told = syntax.children(verb, "nsubj:pass") or syntax.children(verb, "obj", "iobj") or called
    # "accused each other of": each of them
    each = any(syntax.lemma(one) in ("other", "another") for one in told)
    return syntax.subjects(verb) if each else told


def _shared(verb: Token, above: Token, *, passive: bool) -> Words:
    """The subject of the verb above, as the voice of both has it."""
    # "was abducted and released" may be read as two tenses.
    form = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and syntax.lemma(verb) in lists.NEVER_ALONE)
    below_passive = passive or (
        verb.dep_ == "conj" and form and syntax.is_passive(above)
        and not syntax.children(verb, "obj", "aux")
    )  # fmt: skip
    if below_passive:
        found = syntax.children(above, "nsubj:pass") or subject_above(above)
        # "was struck and killed by": behind both
        return [c for c in syntax.children(above, "obl:agent") if c.i > verb.i], found
    if _deadly(above):
        return (subject_above(above.head) if above.dep_ == "ccomp" else []), []
    if syntax.is_passive(above):
        agents = syntax.children(above, "obl:agent")
        for_it = "for" in syntax.marks(verb) and syntax.lemma(above) in lists.PUNISHING
        if for_it or verb.dep_ == "conj":
            # "was captured by the army for fighting", "was chased by guards and died": he did
            agents = []
        same = verb.dep_ in ("xcomp", "conj") or syntax.is_infinitive(verb)
        caught = verb.tag_ == "VBG" and syntax.lemma(above) in lists.CATCHING
        same = same or caught or for_it
        held = [above.head] if above.dep_ == "acl" else []  # "forces poised to launch"
        return agents or ((syntax.children(above, "nsubj:pass") or held) if same else []), []
    return subject_above(above), []


def _deadly(verb: Token) -> bool:
    """As in "Tehran said its men were killed and vowed to retaliate": the dead do not vow."""
    return syntax.is_passive(verb) and syntax.lemma(verb) in lists.DEADLY


def subject_above(verb: Token) -> list[Token]:
    """The subject of a verb, or of what it hangs on in turn."""
    token = verb
    for _step in range(5):
        found = syntax.speakers(token) or syntax.children(token, "nsubj:pass")
        if found and not (token != verb and _deadly(token)):
            return found
        before = syntax.told_behind(token)
        if before is not None:
            token = before
            continue
        if token.dep_ in ("acl", "acl:relcl"):
            return [token.head] if syntax.is_passive(token) else _noun_above(token, token.head)
        if token.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
            return []
        accused = token.dep_ == "advcl" and "of" in syntax.marks(token)
        if accused and syntax.lemma(token.head) not in lists.OBJECT_CONTROL:
            token = token.head  # "accused them, based on a video, of trying to flee"
        if syntax.lemma(token.head) in lists.OBJECT_CONTROL and (
            accused or token.dep_ in ("xcomp", "ccomp")
        ):
            return object_of(token.head) or controllers(token.head, passive=True)[1]
        token = token.head
    return []
