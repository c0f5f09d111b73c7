"""Slips of a word or two in a parse, each of which its tags and labels give away.

A finite verb qualifies no noun, a verb form that is the subject of another is a noun, and what
has a subject and an object is a verb. Other rules read whole sentences; here a word and those
that hang on it are enough.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geomap.language.slips import hung
from geomap.language.vocabulary import TELLING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

    from geomap.language.slips.hung import Slip

#: Forms of the past of what is done to somebody, who is its object or its subject.
_OF_SOMEBODY = frozenset("killed wounded injured arrested detained abducted displaced".split())
#: What sides do to ground, and an adjective with them.
_BY_A_SIDE = frozenset("held controlled occupied run ruled governed".split())
#: Words before a number that only say how far it holds.
_BOUNDS = ("as many as", "up to", "around", "about", "over", "at least", "more than")
#: Of these, those that stand before an hour as well: "killed around 3:00".
_HOURS = ("around", "about")
#: What deeds are measured by, and no object of theirs.
_MEASURES = frozenset(
    """
    second seconds minute minutes hour hours day days night nights week weeks month months year
    years decade decades time times metre metres meter meters kilometre kilometres kilometer
    kilometers km mile miles foot feet yard yards percent per cent % point points degree degrees
    dollar dollars million billion a.m p.m am pm gmt today yesterday tomorrow
    """.split()
)
_DONE_TO_MANY = frozenset(
    "kill wound injure hurt arrest detain abduct kidnap displace execute capture rape".split()
)
#: What comes of a deed, behind its comma, and verbs that only give a name.
OUTCOMES = frozenset("killing wounding injuring leaving destroying damaging displacing".split())
_NAMING = frozenset({"call", "describe", "term", "label", "dub", "try"})
_HOLDING = frozenset("deny believe fear know hope learn find show confirm reject accept".split())
_ACCUSING = frozenset({"accuse", "suspect", "convict"})
_ATTACKS = frozenset({"raids", "attacks", "strikes", "campaigns", "crimes", "operations"})
_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_THINGS = ("nsubj", "nsubj:pass", "obj", "obl")


def slips(doc: Doc) -> Iterator[Slip]:
    """The slips of a parsed doc, mended."""
    strings = doc.vocab.strings
    for at, (tag, dep) in enumerate(doc.to_array(["TAG", "DEP"]).tolist()):
        for rule in _asked(strings[tag], strings[dep]):
            found = list(rule(doc[at]))
            if found:
                yield from found
                break


@cache
def _asked(tag: str, dep: str) -> tuple[Callable[[Token], Iterator[Slip]], ...]:
    """What a word with this tag and label may have slipped into, in the order to try."""
    return tuple(
        rule
        for rule, tags, deps in _RULES
        if (not tags or tag in tags) and (not deps or dep in deps)
    )


def _past_verb(verb: Token) -> Iterator[Slip]:
    if verb.lower_ in _BY_A_SIDE and verb.dep_ in ("acl", "amod", "conj", "xcomp") and verb.i:
        return _held_by_a_side(verb)
    if verb.i and verb.nbor(-1).tag_ == "VBG":
        return hung.carried(verb)
    return _suffered(verb) if verb.lower_ in _OF_SOMEBODY else _told_apart(verb)


def _held_by_a_side(verb: Token) -> Iterator[Slip]:
    """As in "the rebel held enclave of Douma", without its hyphen: no rebel that held it."""
    side = verb.nbor(-1)
    near = [verb.head] if verb.dep_ == "amod" else verb.rights
    ground = next((noun for noun in near if noun.i == verb.i + 1), None)
    if ground is None or side.tag_ != "NN" or ground.tag_ not in ("NN", "NNS"):
        return
    # Who is led by a preposition holds none.
    led = verb.dep_ in ("conj", "xcomp") and any(c.dep_ == "case" for c in side.lefts)
    if not led and side not in (verb.head, ground.head):
        return
    if any(c.dep_ == "case" for c in ground.children):
        return
    yield ground.i, side.head.i, side.dep_, None
    yield side.i, verb.i, "compound", None
    yield verb.i, ground.i, "amod", None
    for child in side.children:
        if child.dep_ in ("case", "det", "punct") or child.i > ground.i:
            yield child.i, ground.i, child.dep_, None
    for child in verb.rights:
        if child != ground:
            yield child.i, ground.i, "nmod" if child.dep_ == "obl" else child.dep_, None


def _verb_before_noun(word: Token) -> Iterator[Slip]:
    if word.i > word.head.i:
        return hung.left_so(word)
    return _accused_of(word)


def _joined_to_verb(noun: Token) -> Iterator[Slip]:
    """As in "hit a depot in Homs and a school": a noun joins the object, no verb or town."""
    first = noun.head
    town = first.tag_ == "NNP" and first.dep_ in ("obl", "nmod")
    verb = first.head if town and first.dep_ == "obl" else first
    counted = any(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in noun.lefts)
    if not counted:
        return  # "in Homs and the countryside"
    things = [
        c for c in verb.rights if c.dep_ == "obj" and c.tag_ in ("NN", "NNS") and c.i < noun.i
    ]
    clause = {child.dep_ for child in noun.children} & {"nsubj", "cop", "obj", "aux", "mark"}
    if things and not clause and verb.tag_.startswith("VB"):
        yield noun.i, things[-1].i, "conj", None


def _told_apart(verb: Token) -> Iterator[Slip]:
    """As in "She warned it would lead to ruin and urged talks": "would" reaches no past.

    Nor does "to", in "They crossed over to attack a post and killed four".
    """
    first = verb.head
    if (verb.dep_, first.tag_) != ("conj", "VB"):
        return
    signs = {child.tag_ for child in first.children}
    above = next((one for one in first.ancestors if one.tag_ in ("VBD", "VBZ", "VBP")), None)
    bare = not {child.dep_ for child in verb.children} & {"nsubj", "nsubj:pass", "mark", "aux:pass"}
    under = ("MD" in signs and first.dep_ == "ccomp") or ("TO" in signs and first.dep_ == "advcl")
    if under and bare and above is not None:
        yield verb.i, above.i, "conj", "VBD"


def _suffered(verb: Token) -> Iterator[Slip]:
    """As in "Two soldiers killed in Homs": who kills kills somebody, so the two did not."""
    deps = {child.dep_ for child in verb.children}
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    behind = next((c for c in verb.rights if c.dep_ in ("conj", "ccomp", "parataxis")), verb)
    done_to = next((c for c in behind.lefts if c.dep_ == "nsubj"), None)
    beside = done_to is not None and done_to.left_edge.i == verb.i + 1
    if subject is not None and "obj" not in deps and done_to is not None and beside:
        # "killed an imam opposed to war": whom
        yield done_to.i, verb.i, "obj", None
        yield behind.i, done_to.i, "acl", "VBN"
        return
    if subject is None or deps & {"obj", "ccomp", "xcomp", "aux", "aux:pass", "obl:unmarked"}:
        return
    counted = any(child.dep_ == "nummod" for child in subject.children)
    if counted and verb.dep_ in ("ROOT", "conj", "advcl"):
        yield subject.i, verb.i, "nsubj:pass", None
        yield verb.i, verb.head.i, verb.dep_, "VBN"


def _counted(noun: Token) -> Iterator[Slip]:
    """As in "killed as many as 100 men", "killed up to nine": no more than that, but whom.

    And "shot to death six men": what no preposition leads is done to them.
    """
    verb, alone = noun.head, noun.tag_ == "CD"
    number = noun if alone else next((c for c in noun.lefts if c.dep_ == "nummod"), None)
    if alone and (verb.lemma_ or "").lower() not in _DONE_TO_MANY:
        return
    if number is None or any(child.dep_ in ("obj", "nsubj:pass") for child in verb.children):
        return
    before = noun.doc[verb.i + 1 : number.i].text.lower()
    right_behind = before in _BOUNDS and not (alone and before in _HOURS)
    led = any(c.dep_ == "case" for one in (noun, number) for c in one.children)
    apart = led or any(t.is_punct for t in noun.doc[verb.i : noun.i])
    bare = not apart and noun.i > verb.i and noun.lower_ not in _MEASURES
    if (right_behind or bare) and verb.tag_.startswith("VB"):
        yield noun.i, verb.i, "obj", None


def _so_many(number: Token) -> Iterator[Slip]:
    """As in "She said five died": a number right before a verb without a subject is who did."""
    verb = number.head
    bare = not {child.dep_ for child in verb.children} & {"nsubj", "nsubj:pass", "csubj"}
    between = verb.doc[number.i + 1 : verb.i]
    right_before = number.i < verb.i and all(word.dep_.startswith("aux") for word in between)
    if verb.tag_.startswith("VB") and bare and right_before:
        passive = any(word.dep_ == "aux:pass" for word in between)
        yield number.i, verb.i, "nsubj:pass" if passive else "nsubj", None


def _noun_as_verb(token: Token) -> Iterator[Slip]:
    """As in "French strikes on the town killed nobody": what kills is no verb.

    But a verb with its own subject is the subject of none: "a deal that forces them to leave".
    """
    below = token.head
    joined = token.i == below.i + 2 and token.nbor(-1).dep_ == "cc" and below.dep_ in _THINGS
    if token.dep_ == "conj" and not joined:
        return  # but of "with shelling and clashes"
    if not {child.dep_ for child in token.children} & {"nsubj", "obj", "mark", "aux"}:
        yield token.i, below.i, token.dep_, "NNS"
    elif below.tag_ == "VB" and any(c.tag_ in ("WDT", "WP") for c in token.lefts):
        yield token.i, below.head.i, below.dep_, None
        yield below.i, token.i, "xcomp", None


def _verb_as_noun(token: Token) -> Iterator[Slip]:
    """As in "A strike hit tents": what has a subject and an object is no blow."""
    deps = {child.dep_ for child in token.children}
    if {"nsubj", "obj"} <= deps and not deps & {"cop", "det", "aux"}:
        yield token.i, token.head.i, token.dep_, "VBD"


def _object_of_phrase(particle: Token) -> Iterator[Slip]:
    """As in "shot down 30 drones": a bare noun behind verb and particle is the object."""
    yield from _bare_object(particle.head, particle)


def _bare_object(verb: Token, particle: Token) -> Iterator[Slip]:
    behind = [child for child in verb.rights if child.i > particle.i]
    if not behind or behind[0].dep_ != "obl" or behind[0].tag_ not in ("NN", "NNS", "NNP"):
        return
    noun = behind[0]
    cased = any(child.dep_ == "case" and child != particle for child in noun.children)
    if not cased and not any(child.dep_ == "obj" for child in verb.children):
        yield noun.i, verb.i, "obj", None


def _object_as_measure(noun: Token) -> Iterator[Slip]:
    """As in "Gunmen kidnapped 30 girls", "killed at least 15": whom, and not for how long.

    Nor is what has a preposition a complement: "helped Assad to victory".
    """
    verb = noun.head
    if noun.dep_ == "xcomp" and {c.dep_ for c in noun.lefts} & {"case", "cop"} == {"case"}:
        yield noun.i, verb.i, "obl", None
    deps = {child.dep_ for child in verb.children}
    alone = noun.tag_ == "CD"
    if (noun.dep_ == "xcomp" or alone) and not (
        alone and (verb.lemma_ or "").lower() in _DONE_TO_MANY
    ):
        return  # "became one of", "freed March 19", "2,000 in Brisbane"
    if noun.lower_ in _MEASURES or not verb.tag_.startswith("VB") or noun.i < verb.i:
        return
    counted = alone or any(child.dep_ == "nummod" for child in noun.lefts)
    if counted and not deps & {"obj", "aux:pass", "cop", "nsubj:pass"}:
        yield noun.i, verb.i, "obj", None


def _outcome(verb: Token) -> Iterator[Slip]:
    """As in "fired at men who tried to flee, killing six": the firing did, not the trying."""
    above = verb.head
    behind_comma = verb.i > 1 and verb.nbor(-1).text == "," and above.i < verb.i
    within = verb.dep_ == "acl" or above.dep_ == "acl:relcl" or above.tag_ == "VB"
    if verb.lower_ not in OUTCOMES or not behind_comma or not within:
        return
    for deed in above.ancestors:
        told = deed.tag_ in ("VBD", "VBZ", "VBP") and deed.dep_ not in ("acl:relcl", "acl")
        if told and (deed.lemma_ or "").lower() not in TELLING | _NAMING:
            yield verb.i, deed.i, "advcl", None
            return


def _agent_of_nothing(noun: Token) -> Iterator[Slip]:
    """As in "246 people were killed, 135 of them civilians": nothing is done by these.

    Nor by those of "shot dead five Palestinians": whoever did it stands behind a preposition.
    And a name behind the comma of "Backed by Iran, Hezbollah struck" struck.
    """
    verb, main = noun.head, noun.head.head
    deps = {child.dep_: child for child in verb.children if child.i != noun.i}
    if noun.i < verb.i or any(child.dep_ == "case" for child in noun.children):
        return
    if "nsubj:pass" in deps:
        yield noun.i, deps["nsubj:pass"].i, "appos", None
    elif "nsubj" in deps and "obj" not in deps:
        yield noun.i, verb.i, "obj", None
    elif main.i > noun.i and not any(c.dep_.startswith("nsubj") for c in main.lefts):
        yield noun.i, main.i, "nsubj", None


def _told_that(that: Token) -> Iterator[Slip]:
    """As in "denied on Sunday that it had shelled": what is said, and no circumstance."""
    verb = that.head
    if that.dep_ != "mark":  # "accusations by a body that soldiers had killed ten"
        if that.lower_ == "that" and {"nsubj", "obj"} <= {c.dep_ for c in verb.children}:
            yield that.i, verb.i, "mark", None
            yield verb.i, verb.head.i, "acl", None
        return
    says = (verb.head.lemma_ or "").lower() in TELLING | _HOLDING
    loose = verb.dep_ == "advcl" and verb.head.i < that.i and says
    if that.lower_ == "that" and loose and that.nbor(-1).lower_ != "so":
        yield verb.i, verb.head.i, "ccomp", None


def _loose_particle(particle: Token) -> Iterator[Slip]:
    """As in "shot down 20 drones": nothing is "down 20"."""
    verb = particle.nbor(-1) if particle.i else particle
    bound = particle.i + 1 < len(particle.doc) and particle.nbor(1).lower_ == "to"  # "up to ten"
    loose = particle.dep_ != "compound:prt" and particle.head != verb
    if loose and verb.tag_ in _VERBS and not bound:
        yield particle.i, verb.i, "compound:prt", None
        yield from _bare_object(verb, particle)


def _accused_of(deed: Token) -> Iterator[Slip]:
    """As in "accused them of shelling villages", read as villages of shelling."""
    thing = deed.head
    of = deed.nbor(-1) if deed.i else deed
    accused = {(word.lemma_ or "").lower() for word in (thing.head, *thing.head.ancestors)}
    if of.lower_ != "of" or of.head != thing or thing.tag_ != "NNS" or thing.i != deed.i + 1:
        return
    if deed.lower_.endswith("ing") and accused & _ACCUSING and thing.lower_ not in _ATTACKS:
        verb = next(t for t in thing.ancestors if (t.lemma_ or "").lower() in _ACCUSING)
        yield deed.i, verb.i, "advcl", "VBG"
        yield thing.i, deed.i, "obj", None
        yield of.i, deed.i, "mark", None


def _it_told(it: Token) -> Iterator[Slip]:
    """As in "It denied that it had": somebody did, for only "it is denied" says it of nobody."""
    verb = it.head
    passive = any(c.dep_ in ("aux:pass", "cop") for c in verb.children)
    if (verb.lemma_ or "").lower() in TELLING | _HOLDING and not passive:
        yield it.i, verb.i, "nsubj", None


def _opening(word: Token) -> Iterator[Slip]:
    """As in "Meeting an envoy in Homs, the king left": no noun heads a clause like that."""
    if word.lower_.endswith("ing") and word.left_edge == word and word.i < word.head.i:
        yield word.i, word.head.i, word.dep_, "VBG"


#: Each rule with the tags and labels of words that it looks at, all where there are none; of those
#: that fit the first that finds a slip mends it.
_RULES = (
    (_it_told, ("PRP",), ("expl",)),
    (hung.left_so, ("JJ",), ("conj", "acl", "xcomp")),
    (hung.of_its_verb, ("VBP", "VBZ", "VBD", "MD"), ("aux", "aux:pass")),
    (_noun_as_verb, ("VBZ",), (*_THINGS, "conj")),
    (_verb_as_noun, ("NN",), ("ROOT", "ccomp", "parataxis")),
    (hung.does_it, (), ("nsubj:pass",)),
    (hung.beside_with, ("NN", "NNS"), ("nsubj",)),
    (hung.beside_with, ("VBD",), ("xcomp",)),
    (hung.of_the_deed, ("NN", "NNS", "NNP"), ("nmod",)),
    (hung.made_to, ("VB",), ("acl",)),
    (hung.held_as, ("VBP",), ("obj",)),
    (hung.in_which, ("WDT",), ("det",)),
    (_object_of_phrase, (), ("compound:prt",)),
    (_loose_particle, ("RP",), ()),
    (_told_that, ("IN", "WDT"), ("mark", "obl:unmarked")),
    (_outcome, ("VBG",), ("acl", "advcl", "xcomp")),
    (_agent_of_nothing, ("NN", "NNS", "NNP", "NNPS"), ("obl:agent",)),
    (_object_as_measure, ("NN", "NNS", "CD"), ("obl:unmarked", "xcomp")),
    (_so_many, ("CD",), ("advmod", "nummod")),
    (_past_verb, ("VBD", "VBN"), ()),
    (_joined_to_verb, ("NN", "NNS"), ("conj",)),
    (_opening, ("NN",), ("advcl",)),
    (_verb_before_noun, ("JJ", "NN", "NNP", "VBP", "VBG"), ("amod", "compound")),
    (_counted, ("NN", "NNS", "CD"), ("obl",)),
)
