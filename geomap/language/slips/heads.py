"""Sentences whose main verb the parse took for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.lemmas import in_dictionary, plain_forms
from geomap.language.slips.hung import MADE
from geomap.language.slips.mend import FINITE, PAST, Mend
from geomap.language.slips.words import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

_JOINING = frozenset({"-", "–", "—", ","})
_NEVER_PASSIVE = frozenset(
    """
    exploded erupted collapsed crashed occurred happened arrived died landed clashed protested
    marched gathered withdrew retreated advanced fled
    """.split()
)
#: Past forms with what they have for an object, so that what they stand behind is their subject.
_CALLED = frozenset({("called", "for"), ("called", "on"), ("called", "upon")})
_FIRED = frozenset({("fired", "at"), ("fired", "on"), ("fired", "into"), ("fired", "upon")})
_ONWARDS = frozenset("into onto toward towards forward deeper back through across".split())
#: Words that part from their object: "handed over the town", "shot the drone down".
_PARTICLES = frozenset({"over", "down", "up", "off", "out"})
#: Verbs of headlines that are nouns as well.
HEADLINE_VERBS = frozenset(
    """
    bombs shells strikes raids attacks targets kills retakes recaptures captures seizes storms hits
    arrests detains downs ambushes besieges overruns condemns pounds battles fights
    """.split()
)
#: What belongs to the noun behind it.
_OF_IT = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_HAVING = frozenset({"has", "have", "had"})
_BEING = frozenset({"is", "are", "was", "were", "been"})
_MANY = frozenset("tens dozens scores hundreds thousands millions".split())


def main_verb_as_modifier(sentence: Span) -> dict[int, Mend]:
    """As in "A landmine killed three farmers", read as a name for the farmers."""
    root = sentence.root
    verb = next((c for c in root.lefts if c.dep_ == "amod" and c.i > sentence.start and _past(c)),
                None)  # fmt: skip
    if verb is None or verb.nbor(-1).text in _JOINING or root.pos_ not in ("NOUN", "PROPN"):
        return {}
    helper = verb.nbor(-1) if verb.nbor(-1).lower_ in _HAVING else verb
    if any(t.tag_ in FINITE and t not in (verb, helper) for t in _outside_clauses(root)):
        return {}
    before = [t for t in sentence if t.i < verb.i and t != helper]
    subject = next((t for t in reversed(before) if t.head.i in (root.i, verb.i)), None)
    if (
        subject is None
        or any(c.tag_ == "POS" for c in subject.rights)
        or not _heads_a_phrase(subject, root)
    ):
        return {}
    had = {} if helper == verb else {helper.i: Mend(verb.i, "aux")}  # "have imposed curfews"
    return (
        had
        | _outcomes(root, verb)
        | {c.i: Mend(subject.i, c.dep_) for c in root.lefts if c.i < subject.i and c.dep_ in _OF_IT}
        | {
            verb.i: Mend(verb.i, "ROOT", "VBD" if helper == verb else "VBN"),
            subject.i: Mend(verb.i, "nsubj", "NN" if subject.tag_ == "JJ" else None),
            root.i: Mend(verb.i, "obj"),
        }
    )


def _past(token: Token) -> bool:
    """Whether a word has the form of a past, whatever its tag: "armed", "handed"."""
    plain = token.tag_ == "JJ" and token.lower_.endswith("ed") and token.nbor(-1).tag_ != "RB"
    return token.tag_ in PAST or (plain and in_dictionary(token.lower_, "VERB"))


def joined_verb_as_modifier(sentence: Span) -> dict[int, Mend]:
    """As in "They said ten were killed and blamed rebels": no rebels are joined to a verb.

    Nor has a passive an object: those who "blamed rebels" are not those who were killed.
    """
    for verb in sentence[1:-1]:
        joins, noun = verb.nbor(-1), verb.head
        if verb.tag_ not in PAST or joins.lower_ != "and":
            continue
        if verb.dep_ == "conj":
            held = (c for c in noun.rights if c.dep_ == "obj" and c.left_edge.i == verb.i + 1)
            first, noun = noun, next(held, noun)
        else:
            first = noun.head
        passive = any(c.dep_ == "aux:pass" for c in first.lefts)
        if noun == first or noun.i < verb.i or not first.tag_.startswith("VB"):
            continue
        if verb.dep_ != "conj" and not _stands_joined(verb, joins):
            continue
        if verb.dep_ == "conj" and not passive:
            continue
        above = first.head if passive and first.dep_ == "ccomp" else first
        return {
            verb.i: Mend(above.i, "conj", "VBD"),
            noun.i: Mend(verb.i, "obj"),
            joins.i: Mend(verb.i, "cc"),
        }
    return {}


def _stands_joined(verb: Token, joins: Token) -> bool:
    """Whether a verb read as its object's modifier opens what "and" joins to the verb above."""
    noun = verb.head
    does = any(c.dep_ == "acl" and c.tag_ in PAST for c in noun.rights)  # "wounded men fled"
    return verb.dep_ == "amod" and noun.dep_ == "conj" and noun.left_edge.i >= joins.i and not does


def _outcomes(root: Token, verb: Token) -> dict[int, Mend]:
    """What stands behind is the outcome of the verb: ", killing nine", "armed men to fight"."""
    hung = [c for c in root.rights if c.i > verb.i and c.tag_ == "VBG"]
    hung += [
        t for t in verb.subtree if t.lower_ in OUTCOMES and t.i > verb.i and t.nbor(-1).text == ","
    ]
    made = [
        c for c in root.rights if c.tag_ == "VB" and MADE.intersection(plain_forms(verb.lower_))
    ]
    return {c.i: Mend(verb.i, "advcl") for c in hung} | {c.i: Mend(verb.i, "xcomp") for c in made}


def _outside_clauses(root: Token) -> Iterator[Token]:
    """The words of a sentence outside the clauses that hang on its head."""
    for child in root.children:
        if child.dep_ not in ("acl:relcl", "advcl", "parataxis", "acl"):
            yield from child.subtree


def _heads_a_phrase(token: Token, root: Token) -> bool:
    """Whether a noun stands for somebody or something of its own, right before the verb.

    What opens its phrase may hang on the noun behind: "The council imposed sanctions."
    """
    near = [*token.children, *(c for c in root.lefts if c.i < token.i)]
    whole = token.sent[-1].text == "."  # not "The rebel held enclave", a line without a verb
    opened = {c.dep_ for c in (near if whole else token.children)}
    bare = token.pos_ == "ADJ" and token.lower_ != "military"
    determined = bool(opened & {"det", "nummod", "nmod:poss"}) and not bare
    # "Britain imposed a ban.", "Both led fronts.": a full stop ends no bare name
    alone = whole and token.tag_ in ("NNP", "DT") and token.i == token.sent.start
    return determined or alone or token.tag_ in ("NNS", "NNPS") or token.dep_ == "nsubj"


def participle_as_head(sentence: Span) -> dict[int, Mend]:
    """As in "The missile, launched from Sirwah, landed at sunset": the missile landed.

    Or in "Drones launched by rebels hit a depot": what is done "by" somebody hits.
    """
    root = sentence.root
    subject = next((c for c in root.lefts if c.dep_ in ("nsubj", "nsubj:pass")), None)
    after_comma = root.i > sentence.start and root.nbor(-1).text == ","
    done_by = root.i + 1 < sentence.end and root.nbor(1).lower_ == "by"
    done_by = done_by and not {c.dep_ for c in root.children} & {"obj", "aux", "aux:pass"}
    if subject is None or root.tag_ not in PAST or not (after_comma or done_by):
        return {}
    if root.i - subject.right_edge.i not in (1, 2):
        return {}
    for verb in root.rights:
        deps = {child.dep_ for child in verb.children}
        bare = not deps & {"nsubj", "nsubj:pass", "mark", "aux:pass", "cc"}
        bare = bare and (done_by or verb.nbor(-1).text == ",")  # an aside has two commas
        told = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and "obj" in deps and "aux" not in deps)
        if told and verb.dep_ in ("advcl", "conj", "ccomp", "xcomp") and bare:
            agents = [c for c in root.rights if done_by and c.left_edge.i == root.i + 1]
            return {
                verb.i: Mend(verb.i, "ROOT", "VBD"),
                subject.i: Mend(verb.i, "nsubj"),
                root.i: Mend(subject.i, "acl", "VBN"),
                **{c.i: Mend(root.i, "obl:agent") for c in agents},
            }
    return {}


def main_verb_as_clause(sentence: Span) -> dict[int, Mend]:
    """As in "A strike on a school killed nine", read as a school that killed.

    Or in "Angola, which mediates, called for calm": what comes behind the clause is told of Angola.
    """
    root = sentence.root
    told = [t for t in sentence if t.dep_ not in ("acl:relcl", "aux") and _finite(t)]
    told = [t for t in told if t.dep_ != "conj" or not _has_subject(t)]  # "..., but it never did"
    told = told or [t for t in root.rights if _behind_clause(t) or _moved_on(t) or _harmed(t)]
    verb = told[0] if len(told) == 1 else None
    if root.pos_ not in ("NOUN", "PROPN") or verb is None:
        return {}
    if (verb.dep_, verb.tag_, verb.head.dep_) == ("conj", "VBD", "acl"):
        verb = verb.head  # "Convoys crossed and drove on": both are told
    if verb.dep_ != "acl" and not _behind_clause(verb):
        return {}
    deps = {child.dep_ for child in verb.children}
    # "Tens of thousands of people fled"
    counted = root.lower_ in _MANY and verb.tag_ == "VBD" and verb.i == verb.head.i + 1
    full = "obj" in deps or verb.i == root.i + 1 or counted or _behind_clause(verb)
    full = full or verb.lower_ in _NEVER_PASSIVE
    if not full or verb.i < root.i or deps & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass"}:
        return {}
    mends = {c.i: Mend(verb.i, "conj", "VBD") for c in verb.rights
             if c.dep_ == "conj" and c.tag_ == "VBN"} if _harmed(verb) else {}  # fmt: skip
    cased = verb.head != root and any(c.dep_ == "case" for c in root.lefts)  # "In Rome, ten fell"
    subject = {verb.head.i: Mend(verb.i, "nsubj")} if cased else {}
    mends |= {verb.i: Mend(verb.i, "ROOT", "VBD"), **subject}
    mends[root.i] = Mend(verb.i, "obl" if cased else "nsubj")
    mends |= {c.i: Mend(verb.i, c.dep_) for c in root.lefts if c.dep_.startswith("obl")}
    return mends | _with_particle(verb) | _outcomes(root, verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_.startswith("nsubj") for child in verb.children)


def _moved_on(token: Token) -> bool:
    """As in "Tanks pushed into the town", "The minister called for calm"."""
    own = token.dep_ == "acl" and token.tag_ == "VBN" and token.i == token.head.i + 1
    if not own or token.i + 1 >= token.sent.end:
        return False
    following = token.nbor(1).lower_
    onwards = following in _ONWARDS or (token.lower_, following) in _CALLED | _FIRED
    return onwards or bool(_with_particle(token))


def _harmed(token: Token) -> bool:
    """As in "Soldiers killed or harmed a farmer": what two forms joined have is their object."""
    own = token.dep_ == "acl" and token.tag_ == "VBN" and token.i == token.head.i + 1
    joined = (c for c in token.rights if c.dep_ == "conj" and c.tag_ in PAST)
    return own and any(c.dep_ == "obj" for one in joined for c in one.rights)


def _with_particle(verb: Token) -> dict[int, Mend]:
    """As in "handed over the town", read as a town that somebody was handed over."""
    over = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    thing = over.head
    if over.dep_ != "case" or over.lower_ not in _PARTICLES or thing.head != verb:
        return {}
    if thing.left_edge != over or not any(c.dep_ == "det" for c in thing.lefts):
        return {}
    return {over.i: Mend(verb.i, "compound:prt"), thing.i: Mend(verb.i, "obj")}


def _behind_clause(token: Token) -> bool:
    """Whether a form of the past stands behind the comma that ends a clause on its head."""
    comma = token.nbor(-1) if token.i > token.sent.start else token
    if token.tag_ not in PAST or comma.text != ",":
        return False
    above = token.head
    called = token.i + 1 < len(token.doc) and (token.lower_, token.nbor(1).lower_) in _CALLED
    kinds = ("acl:relcl", "acl") if called else ("acl:relcl",)
    clauses = [c for c in above.rights if c.dep_ in kinds and c.i < token.i - 1]
    # What hangs on the verb itself is no part of the clause before it.
    ends = bool(clauses) and clauses[-1].right_edge.i in (token.i - 1, token.i - 2)
    return token.dep_ == "acl" and ends


def headline_verb(sentence: Span) -> dict[int, Mend]:
    """As in "Junta bombs school in Sagaing": in a line without a verb bombs are no school's."""
    if any(token.pos_ in ("VERB", "AUX") for token in sentence):
        return {}
    verbs = [t for t in sentence[1:-1] if t.lower_ in HEADLINE_VERBS and t.tag_ == "NNS"]
    verb = verbs[0] if len(verbs) == 1 else None
    if verb is None or verb.nbor(-1).pos_ not in ("NOUN", "PROPN", "X"):
        return {}
    if verb.dep_ == "ROOT":
        thing = next((c for c in verb.rights if c.dep_ in ("obj", "appos")), None)
    else:
        thing = verb.head if verb.dep_ == "compound" and verb.head.dep_ == "ROOT" else None
    if thing is None or thing.i < verb.i:
        return {}
    doer = verb.nbor(-1)
    named = (c for c in (*verb.children, *thing.children) if c.i < doer.i)
    return {c.i: Mend(doer.i, "compound") for c in named} | {
        verb.i: Mend(verb.i, "ROOT", "VBZ"),
        doer.i: Mend(verb.i, "nsubj"),
        thing.i: Mend(verb.i, "obj"),
    }


def _finite(token: Token) -> bool:
    """Whether a verb heads a clause; a verb without a passive does, whatever its tag says."""
    return token.tag_ in FINITE or (token.tag_ == "VBN" and token.lower_ in _NEVER_PASSIVE)
