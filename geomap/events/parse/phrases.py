"""Noun phrases in the parse: their extent, the lists they stand in, and whom they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.reading import kept
from geomap.events.patterns import people as lists
from geomap.events.patterns.ground import AWAY, DEED_NOUNS
from geomap.events.patterns.verbs import QUANTIFIERS
from geomap.language.vocabulary import DASHES, SAYING, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

#: What stands between the names of a list.
LISTING = frozenset({",", "and", "&", "/"})
_NAME_PARTS = frozenset(
    {"compound", "amod", "flat", "nmod:poss", "nmod:desc", "nummod", "det", "nmod:unmarked"}
)
#: Some of a body, which they stand for.
_PARTS_OF = frozenset({"member", "element"})
_ANYBODY = frozenset({"people", "persons", "civilians", "members", "others", "victims"})
#: What strikes, and its blow.
_BLOWS = lists.WEAPONS | DEED_NOUNS


def represented(tokens: Sequence[Token]) -> Iterator[Token]:
    """As in "The leaders of Russia, Iran and Turkey": the states that they speak for."""
    for token in tokens:
        states = [
            child
            for child in token.children
            if child.dep_ == "nmod" and syntax.case_of(child) == "of" and child.pos_ == "PROPN"
        ]
        counted = _counted(token) or _called(token)
        if counted is not None:
            yield counted
        elif token.tag_ == "NN" and syntax.lemma(token) in lists.HOSTAGES:
            yield from _held_so(token)  # "took hostage ten workers"
        elif states and syntax.lemma(token) in lists.SPEAKERS | _PARTS_OF:
            yield from states
            yield from rest_of_list(states[0])
        else:
            yield token


def _held_so(hostage: Token) -> list[Token]:
    """As in "took ten tourists hostage", where the parse makes one name of both."""
    if hostage.head.dep_ == "acl:relcl":
        return [hostage.head.head]  # "a pilot they held hostage"
    before = syntax.children(hostage, "compound", "nmod:poss")
    every = [word for word in before if word.tag_ == "NNS" and human(word)]
    alone = every or any(child.dep_ in ("det", "nummod", "amod") for child in hostage.children)
    return every or ([hostage] if alone else syntax.children(hostage.head, "obl:unmarked"))


def _counted(number: Token) -> Token | None:
    """What a number counts: "peacekeepers" of "13 of its peacekeepers", "dozens of soldiers"."""
    if number.pos_ != "NUM" and syntax.lemma(number) not in QUANTIFIERS:
        return None
    of = next((c for c in number.children if c.dep_ == "nmod" and syntax.case_of(c) == "of"), None)
    return of if of is None else _counted(of) or of  # "tens of thousands of people"


def _called(kind: Token) -> Token | None:
    """The name behind a word for its kind: "the rebel March 23 Movement", "the group Hamas"."""
    names = (c for c in kind.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    group = syntax.lemma(kind) in lists.FACTIONS
    return next((c for c in names if group and kind.nbor(1).pos_ == "PROPN"), None)


def rest_of_list(first: Token) -> list[Token]:
    """The names after one that open "of" a list, however the parse hangs them."""
    found: list[Token] = []
    at = first.i + 1
    while at + 1 < syntax.sentence_of(first)[1] and first.doc[at].lower_ in LISTING:
        while at + 1 < syntax.sentence_of(first)[1] and first.doc[at].lower_ in LISTING:
            at += 1
        if first.doc[at].pos_ != "PROPN":
            break
        found.append(first.doc[at])
        at += 1
    ended = found and any(t.lower_ in ("and", "&") for t in first.doc[first.i : at])
    return found if ended else []


def shared_noun(adjective: Token) -> Token:
    """The noun that coordinated adjectives share."""
    doc = adjective.doc
    for at in range(adjective.i + 1, min(adjective.i + 10, len(doc))):
        token = doc[at]
        if token.pos_ == "NOUN":
            return token
        if token.pos_ not in ("ADJ", "PROPN", "CCONJ", "PUNCT"):
            break
    return adjective


def coordinated(head: Token) -> Iterator[Token]:
    """A noun and the others of its list, in order."""
    yield head
    # "Amnesty International and UNICEF": the second may hang on the last part of the first.
    parts = [c for part in head.children if part.dep_ == "flat" for c in part.conjuncts]
    for child in (*head.conjuncts, *parts):
        if child.i > head.i and not syntax.is_verb(child) and not _speaks(child):
            yield child
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i and _listed(head, child):
            yield child


def is_pair(token: Token) -> bool:
    """Whether a phrase is "the two", "both" or "the two leaders"."""
    number = token if token.pos_ in ("NUM", "DET") else next(
        (c for c in token.children if c.dep_ == "nummod"), None
    )  # fmt: skip
    if number is None or number.lower_ not in ("two", "both"):
        return False
    definite = number.lower_ == "both" or any(
        c.lower_ in ("the", "these") for c in (*token.children, *number.children)
    )
    return definite and (token == number or syntax.lemma(token) in lists.PAIRED)


def _speaks(token: Token) -> bool:
    """Whether a name after a comma opens the next clause: "..., Lavrov said"."""
    after = token.right_edge.i + 1
    joined = any(child.dep_ == "cc" for child in token.children)
    if after >= len(token.doc) or joined:
        return False
    return syntax.lemma(token.doc[after]) in SAYING and token.doc[after].tag_ in ("VBD", "VBZ")


def _listed(head: Token, child: Token) -> bool:
    """Whether an apposition is one more of a list: "four Syrians, one Iranian and ..."."""
    numbers = [any(c.dep_ == "nummod" for c in token.children) for token in (head, child)]
    one = any(c.lower_ in ("a", "an") for c in child.children) and child.i < head.right_edge.i
    # "three people, a woman and two children" are three
    more = any(c.dep_ == "conj" for c in head.children)
    one = one and more and head.lower_ not in _ANYBODY
    # "Putin, Rouhani and Erdogan": one man is not another
    persons = more and head.ent_type_ == child.ent_type_ == "PER"
    return persons or (numbers[0] and (numbers[1] or one))


@kept
def phrase(token: Token) -> tuple[int, int]:
    """Offsets of the noun phrase of `token`, without determiners and relative clauses."""
    inside = [token]
    for child in token.children:
        if child.dep_ == "amod" and child.i > token.i:
            continue  # "left a man dead outside the mall"
        apart = child.pos_ != "PROPN" or child.lower_ in lists.TIMES
        if apart and syntax.case_of(child) and child.dep_ == "compound":
            continue  # "hacked to death 16 farmers", but "by the Islamic State (IS) group"
        if child.dep_ in _NAME_PARTS or child.dep_.startswith("flat") or _of_name(child):
            inside += [t for t in child.subtree if t.dep_ not in ("conj", "cc", "punct")]
    begin = max((t.i + 1 for t in inside if t.i < token.i and _stands_apart(t)), default=0)
    inside = [t for t in inside if t.dep_ != "det" and not t.is_space and t.i >= begin] or [token]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def _stands_apart(token: Token) -> bool:
    """What the parse takes into a name that comes after: "On Sunday gunmen", "Jan 28 - M23"."""
    if token.tag_ in ("VBD", "VBN") and token.i > syntax.sentence_of(token)[0]:
        return token.nbor(-1).pos_ == "NOUN"  # "The army shelled rebels" is no name
    dash = token.text in DASHES and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return dash or token.lower_ in WEEKDAYS


def _of_name(child: Token) -> bool:
    """As in "Observatory for Human Rights", "Ministry of Defence": capitals on both sides."""
    apart = syntax.case_of(child) == "from" or syntax.lemma(child.head) in lists.NOT_OF_THEM
    if (child.head.is_sent_start and apart) or child.lower_ in lists.TIMES:
        return False  # "Rebels from Chad" have a capital for their place in the sentence
    if any(c.dep_ == "conj" and c.i < child.i for c in child.head.rights):
        return False  # "by Hezbollah and Syria in Hama": a name is one run of words
    return child.dep_ == "nmod" and child.text[:1].isupper() and child.head.text[:1].isupper()


def human(token: Token) -> bool:
    """Whether a noun names somebody who acts: a name, or a word for people or their arms."""
    name = syntax.lemma(token)
    weapon = name in _BLOWS or token.lower_.rstrip("s") in lists.WEAPONS
    weapon = weapon or token.lower_ in AWAY  # "Kotlyne, southwest of Pokrovsk"
    if token.lower_ == "others":
        return True  # "wounded 40 others"
    return name in lists.PEOPLE or (token.pos_ == "PROPN" and not weapon)


def name_alone(word: Token) -> bool:
    """Whether a noun is a name that the tagger does not know: "Arnor will pay", one and bare."""
    one = word.tag_ == "NN" and word.text[:1].isupper() and word.text[1:].islower()
    weapon = syntax.lemma(word) in _BLOWS
    return one and word.dep_ == "nsubj" and not weapon and next(word.children, None) is None
