"""Which of a deed's places say where it was, and which only where another of them lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns.ground import GROUND, PARTS
from geomap.events.where.features import contains
from geomap.events.where.lists import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geomap.events.where.scene import Candidate
    from geomap.model import Mention

    #: Probability, tie in a word, and the candidate.
    Found = tuple[float, str, Candidate]

#: Least probability of a further place that the text does not list with the first.
_FURTHER = 0.45
#: Longest stretch between a place and where it lies, in words.
_PHRASE = 7
#: Prepositions by which a further place only says where the first lies.
_BESIDE = frozenset({"between", "from", "near", "of", "outside", "to"})
#: Prepositions of the place that a deed is told to be of, not of where its verb was.
_OF_IT = frozenset({"of", "for"})
#: Words between a place that only says on which side, and one that says where.
_THERE = frozenset({"near", "in", "at", "around"})
#: Reasons of mentions that no gazetteer has.
_UNLISTED = frozenset({"not-in-gazetteer", "told-by-the-text", "town-spoken-of"})


def most_exact(trigger: Token, found: list[Found]) -> list[Found]:
    """Without places that only say where another lies, or that are another verb's.

    As in "the palace in Strelna", "Hama, Syria", and the first of "shelled Hama and hit Homs".
    """
    below = [one for one in found if trigger.is_ancestor(one[2].head)]
    # "the battle of Idlib"
    itself = any(t[2].head.head == trigger and syntax.case_of(t[2].head) in _OF_IT for t in below)
    own = below and (syntax.is_verb(trigger) or itself or _of_two_verbs(trigger, found))
    placed = below if own else found
    kept = [
        found
        for found in placed
        if not any(_holds(other, found[2]) for _score_of, _how_of, other in placed)
    ] or placed
    if not kept:
        return []
    best = max(kept, key=lambda found: found[0])[2]
    if phrase_case(best.head) == "between":
        return [found for found in kept if found[2] is best]
    return [found for found in kept if found[2] is best or _further(best, found)]


def _further(best: Candidate, found: Found) -> bool:
    """Whether a place is one more beside the best: listed with it, or likely by itself."""
    score, _how, one = found
    if _same(best.mention, one.mention):
        return False  # "a bus in Grozny was blown up in a street of Grozny"
    return listed(best, one) or (score >= _FURTHER and phrase_case(one.head) not in _BESIDE)


def _same(one: Mention, two: Mention) -> bool:
    known = one.place is not None and two.place is not None and one.place.id == two.place.id
    return known and one.text == two.text


def _of_two_verbs(noun: Token, found: list[Found]) -> bool:
    """As in "sent troops from Idlib and imposed a curfew in Homs": of two joined verbs the last."""
    verb = noun.head
    joined = syntax.is_verb(verb) and verb.dep_ == "conj" and syntax.is_verb(verb.head)
    return joined and any(one[2].head.i < verb.i for one in found)


def phrase_case(head: Token) -> str:
    """The preposition of a name, or of the list that it stands in."""
    while head.dep_ in ("conj", "compound", "amod") and not syntax.case_of(head):
        head = head.head
    case = syntax.case_of(head)
    far = case == "from" and head.head.lower_ == "far"  # "not far from Grozny"
    return "near" if far else case


def _holds(inner: Candidate, outer: Candidate) -> bool:
    """Whether `outer` is named only as where `inner` is."""
    if inner is outer or outer.span.start < inner.span.end:
        if inner is outer or listed(outer, inner):
            return False
        known = _leads_to(outer, inner) or contains(outer.mention, inner.mention)
        return known or part_named(outer, inner)
    if part_named(inner, outer):
        return False
    between = inner.span.doc[inner.span.end : outer.span.start]
    joined = any(token.dep_ in ("cc", "conj") or token.text in ("and", "or") for token in between)
    if not joined and contains(outer.mention, inner.mention):
        return True
    joined = joined or outer.head in inner.head.conjuncts
    noun = _named(inner.head)
    behind = (t for t in between if t.i > noun.i and syntax.lemma(t) not in GROUND)
    opens = next((t.lower_ for t in behind if t.text != ","), ",")  # "Lin Ta Lu village in"
    # "Saraqib, Binnish" are a row, no "Lin Ta Lu village in Sagaing township".
    within = opens == "in" and not any(t.text == "," for t in between)
    joined = joined or (_alike(inner.mention, outer.mention) and not within)
    told = any(syntax.is_verb(token) for token in between)
    lies = {outer.head.head, _side(outer.head).head}
    if noun == inner.head or syntax.lemma(noun) in PARTS | {"area"}:  # a highway lies in many
        lies.add(_named(outer.head).head)
    near = len(between) <= _PHRASE and opens in ("in", "of", ",", "outside", "near", "province")
    return (
        near
        and not joined
        and not told
        and (opens != "," or len(between) == 1)
        and (noun.is_ancestor(outer.head) or noun.head in lies)
    )


def part_named(outer: Candidate, inner: Candidate) -> bool:
    """As in "the Nairobi suburb of Syokimau": the second name is the part's.

    But "the Barzeh district of Damascus" is the other way round: where the gazetteer does not
    say, the larger of two listed places, or the listed one, is around the other.
    """
    if _owns(outer, inner):
        return True
    noun, whole, part = outer.head.head, outer.mention.place, inner.mention.place
    before = outer.head.dep_ in ("compound", "nmod:poss") and outer.head.i < noun.i
    behind = inner.head.head == noun and syntax.case_of(inner.head) == "of"
    if not (before and behind) or syntax.lemma(noun) not in PARTS:
        return False
    if whole is None or outer.mention.reason in _UNLISTED or contains(inner.mention, outer.mention):
        return False
    unlisted = part is None or inner.mention.reason in _UNLISTED
    return unlisted or (part is not None and whole.radius_km > part.radius_km)


def _owns(outer: Candidate, inner: Candidate) -> bool:
    """As in "Baghdad's Green Zone", "Mugur, a village in Dagestan": the text says what lies where.

    A part that no gazetteer has says less than the whole, and "Georgia's capital" is no name.
    """
    named = inner.span[0].text[:1].isupper() and inner.kind not in ("none", "country")
    if not named or inner.mention.role not in ("literal", "unknown"):
        return False
    owner, said = outer.head.dep_ == "nmod:poss", outer.head
    if owner and outer.span.end <= inner.span.start:
        return outer.head.head in (inner.head, _named(inner.head))
    while said.dep_ in ("nmod", "flat", "compound") and said.head.i > inner.head.i:
        said = said.head
    return said != outer.head and said.dep_ == "appos" and said.head in inner.span


def _side(head: Token) -> Token:
    """The noun of which a name is a part: "south-east" of "in the south-east of Damascus"."""
    return head.head if syntax.case_of(head) == "of" and head.dep_ == "nmod" else head


def _named(head: Token) -> Token:
    """The noun that a name is the first part of: "camp" of "the Nur Shams camp"."""
    while head.dep_ in ("compound", "flat") and head.head.i > head.i:
        head = head.head
    return head


def _leads_to(outer: Candidate, inner: Candidate) -> bool:
    """As in "north of Kharkiv near Vovchansk": the first only says on which side."""
    relation = outer.mention.relation
    between = inner.span.doc[outer.span.end : inner.span.start].text.lower()
    between = between.removeprefix("city").strip(" ,")  # "north of Kharkiv City near Vovchansk"
    return relation is not None and relation.bearing is not None and between in _THERE


def _alike(one: Mention, two: Mention) -> bool:
    """Whether two places are of one kind, as those of a list are: "Saraqib, Binnish, Taftanaz"."""
    return one.place is not None and two.place is not None and one.place.kind == two.place.kind
