"""The slots that trigger rows ask for: which words fill the places around a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.patterns.ground import GROUND
from geomap.events.patterns.people import PEOPLE, SOMEBODIES
from geomap.events.patterns.verbs import HAPPEN, HARM, LETTING_FLY, QUANTIFIERS, STIPULATING
from geomap.language.lemmas import plain_forms
from geomap.mentions.words import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token

_PERSONAL = frozenset({"him", "her", "them", "he", "she", "they", "us", "we", "me"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent"})
_RELATIVE = frozenset({"WP", "WDT"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "conj"})


#: What fills a slot beside its words where one of them is a person or a word for people.
SOMEBODY = "SOMEBODY"
#: And where one is a place or a word for ground.
SOMEWHERE = "SOMEWHERE"


def around(token: Token, slot: str) -> set[str]:
    """The lower-case words and lemmas that fill a slot of `token`."""
    return _FILLED[slot](token)


def hyphened(word: Token) -> str:
    """The word that a hyphen makes of two: "counter-terrorist", which tokens part; or nothing."""
    joined = word.i > 1 and word.nbor(-1).text == "-"
    return f"{word.nbor(-2).lower_}-{word.lower_}" if joined else ""


def _modifiers(token: Token) -> set[str]:
    own = [child for child in token.children if child.dep_ in _MODIFIER]
    found = _words(own) | {joined for child in own if (joined := hyphened(child))}
    beside = token.i and token.nbor(-1).text != "\n"
    return found | _words([token.nbor(-1)]) if beside else found


def _subjects(token: Token) -> set[str]:
    own = [child for child in token.children if child.dep_ in _SUBJECT]
    # "Foreign Minister Araghchi": the name with its office.
    offices = [office for one in own for office in syntax.children(one, "nmod:desc")]
    # "A series of bombs": what the subject counts.
    counted = [c for one in own if syntax.lemma(one) in QUANTIFIERS
               for c in syntax.children(one, "nmod")]  # fmt: skip
    # "Buses carrying families": who is in them.
    carried = [c for one in own for verb in syntax.children(one, "acl")
               if syntax.lemma(verb) == "carry" for c in verb.subtree
               if c.pos_ == "NOUN" and syntax.case_of(c) in ("", "of")]  # fmt: skip
    joined = (other for one in own for other in one.conjuncts)
    found = _words([*own, *offices, *counted, *carried, *joined])
    if token.dep_ in ("conj", "xcomp", "advcl") and not own:
        # "killing four before fleeing": who killed
        above = token.head.head if token.dep_ == token.head.dep_ == "advcl" else token.head
        found |= _words(c for t in (token.head, above) for c in t.children if c.dep_ in _SUBJECT)
    verb = syntax.is_verb(token)
    carrying = None if verb else syntax.carrier(token) or syntax.came_under(token)
    if carrying is not None:
        found |= _words(syntax.subjects(carrying))  # "jets carried out raids"
    if token.dep_ in ("acl", "acl:relcl"):
        # "the minister, arriving in": the noun with what stands before its name
        found |= _words([token.head, *(c for c in token.head.children if c.i < token.head.i)])
    return found


def _objects(token: Token) -> set[str]:
    """As in "used chlorine", "using chemical weapons": the object with what stands before it."""
    heads = [child for child in token.children if child.dep_ in ("obj", "nsubj:pass", "iobj")]
    # "aiding the US aim", where a noun may be read as a verb, which would stand as "to aim"
    heads += [child for child in token.children if child.dep_ == "xcomp"
              and (child.pos_ == "NOUN" or child.tag_ == "VBP")]  # fmt: skip
    if any(child.lower_ == "which" and syntax.case_of(child) == "of" for child in token.children):
        heads += [token.head, *syntax.children(token.head, "obj")]  # "drones, of which 9 were shot"
    joined = token.dep_ == "conj" and token.tag_ in ("VBN", "VBD") and not heads
    heads += [c for c in token.head.children if joined and c.dep_ == "nsubj:pass"]
    if token.dep_ == "acl:relcl" and not heads and syntax.subjects(token):
        # "the priest they had seized", not "the town where they had seized"
        clear = all(child.tag_ not in ("WDT", "WP", "WRB") for child in token.children)
        heads = [token.head] if clear else []
    # "Workers whom they had seized", "workers who were seized"
    heads = [token.head if head.tag_ in _RELATIVE else head for head in heads]
    thrown = syntax.lemma(token) in LETTING_FLY
    if all(head.tag_ == "FW" for head in heads) and token.tag_ in ("VBN", "VBD") and not thrown:
        heads = _undergoing(token)  # not "a missile fired by": what it does tells more
    # "a ring of posts", "thousands of troops": what the object counts.
    heads += [c for head in heads for c in head.children if c.dep_ == "nmod"
              and syntax.case_of(c) == "of"]  # fmt: skip
    beside = [c for head in heads for c in head.children]
    # "left ten soldiers and four militants dead"
    beside += [c for one in beside if one.dep_ == "conj" for c in syntax.children(one, "amod")]
    marks = {SOMEBODY} if any(map(_is_somebody, heads)) else set()
    if any(head.ent_type_ in PLACE_LABELS or syntax.lemma(head) in GROUND for head in heads):
        marks.add(SOMEWHERE)
    return (
        marks
        | _words(heads)
        | _words(
            c
            for c in beside
            # "leaving ten dead on Monday" may hang as a clause
            if c.dep_ in ("compound", "amod", "conj") or (c.dep_ == "acl" and c.pos_ == "ADJ")
        )
    )


def _is_somebody(head: Token) -> bool:
    return syntax.lemma(head) in SOMEBODIES or head.ent_type_ == "PER" or head.lower_ in _PERSONAL


def _undergoing(participle: Token) -> list[Token]:
    """As in "civilians transferred to the town", "was ordered closed": the noun."""
    above = participle.head
    if participle.dep_ == "acl":
        return [above, *(other for other in above.conjuncts if other.i < participle.i)]
    return clauses.undergoing(above) if participle.dep_ == "xcomp" else []


def _obliques(token: Token) -> set[str]:
    return _words([*syntax.children(token, "obl", "nmod"), *_beyond_object(token)])


def _beyond_object(verb: Token) -> list[Token]:
    """As in "fired rounds at the crowd", "drove rebels from the hills": hung on the object.

    And as in "urged operations against rebels", where they hang on the verb.
    """
    if not syntax.is_verb(verb):
        right = (c for c in syntax.children(verb.head, "obl") if c.left_edge.i == verb.i + 1)
        return [child for child in right if syntax.case_of(child) == "against"]
    held = syntax.children(verb, "obj")
    if syntax.lemma(verb) in LETTING_FLY:
        case = "at"
    elif syntax.lemma(verb) == "set":
        case = "on"  # "set a truck on fire"
    elif any(syntax.lemma(one) in PEOPLE for one in held):
        case = "from"
    else:
        return []
    inner = (child for one in held for child in syntax.children(one, "nmod"))
    return [child for child in inner if syntax.case_of(child) == case]


def _particles(token: Token) -> set[str]:
    """As in "blown up", "shot dead", whatever the parse hangs the second word on."""
    found = _words(child for child in token.children if child.dep_ in ("compound:prt", "advmod")
                   or (child.dep_ == "xcomp" and child.pos_ == "ADJ"))  # fmt: skip
    if token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "JJ":
        found.add(token.nbor(1).lower_)
    return found


def _prepositions(token: Token) -> set[str]:
    found = {syntax.case_of(child) for child in _beyond_object(token)}
    # "called for ending the siege": the preposition opens a clause.
    found |= {mark for c in token.children for mark in syntax.marks(c) & {"for", "that"}}
    for child in token.children:
        if child.dep_ in ("obl", "nmod", "advmod", "compound:prt", "obl:agent"):
            found |= _words(c for c in child.children if c.dep_ == "case")
            found |= _words([child]) if child.dep_ in ("advmod", "compound:prt") else set()
    return found


def _carriers(token: Token) -> set[str]:
    above = syntax.whole(token)
    carrying = syntax.carrier(token)
    case = syntax.case_of(above)
    under = syntax.came_under(above) is not None
    says = above.dep_ == "nsubj" and syntax.lemma(above.head) in HARM | HAPPEN | STIPULATING
    held = [above.head] if under or says or above.dep_ in ("obj", "nsubj:pass") else []
    if token.dep_ == "nmod" and syntax.case_of(token) == "of":
        held.append(token.head)  # "cessation of hostilities"
    found = _words(held if carrying is None else [*held, carrying])
    stated = case == "under" and syntax.children(above, "cop") and not above.dep_.startswith("acl")
    return {*found, case} if stated else found  # "is under army control"


_FILLED: dict[str, Callable[[Token], set[str]]] = {
    "mod": _modifiers, "subj": _subjects, "obj": _objects, "obl": _obliques,
    "prep": _prepositions, "light": _carriers, "particle": _particles,
}  # fmt: skip
SLOTS = tuple(_FILLED)


def _words(tokens: Iterable[Token]) -> set[str]:
    words: set[str] = set()
    for token in tokens:
        if token.tag_ in ("NNS", "NNPS") or token.lower_.endswith("s"):
            words |= set(plain_forms(token.lower_))
        words |= {token.lower_, (token.lemma_ or token.text).lower(), syntax.lemma(token)}
    return words
