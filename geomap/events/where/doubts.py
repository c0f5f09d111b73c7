"""What speaks against a name as the place of a deed: another deed, its speaker, where one left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.patterns.ground import DEED_NOUNS, GROUND
from geomap.events.patterns.people import PEOPLE
from geomap.events.what.vocabulary import takes
from geomap.events.where.exact import phrase_case
from geomap.events.where.ties import said_there, states, told_of_speaker
from geomap.language.vocabulary import MONTHS, WEEKDAYS
from geomap.mentions.words import PLACE_LABELS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geomap.events.where.scene import Candidate

#: Prepositions that say where a deed was.
THERE = frozenset({"near", "in", "at", "around"})
#: Prepositions by which a deed is what another is about or for.
_TOPICAL = frozenset({"to", "over", "about", "for", "before"})
#: Deeds that come "from" one place and are done at another.
_LAUNCHED = frozenset(
    "deployment missile_strike shelling airstrike drone_strike attack ground_assault".split()
)
_FIRED = frozenset({"shelling", "missile_strike"})
_AIM = frozenset({"at", "into", "on", "against", "towards", "toward"})
#: Deeds that answer another, which they are "for" or "over".
_ANSWERING = frozenset({"sanctions", "arrest", "accusation", "protest", "investigation"})
_WRONGS = frozenset({"atrocity", "abuse", "crime", "violation", "role", "genocide"})
#: Words from a verb to one that is joined to it: "kills or otherwise harms".
_JOINED = 3


def doubt_of(
    trigger: Token, event_type: str | None, one: Candidate, how: str, *, spoken: bool
) -> str | None:
    """What speaks against a place, in a word."""
    if how == "speaker's-place" or told_of_speaker(trigger, one):
        return "speaker's-place"
    own = trigger.is_ancestor(one.head)
    if not own and any(token.lower_ == "elsewhere" for token in trigger.subtree):
        return "told-elsewhere"
    if not own and syntax.is_infinitive(trigger) and "from" in syntax.cases_of(one.head):
        return "where-it-came-from"  # "recruits men from Chad to fight"
    if event_type in _LAUNCHED and (phrase_case(one.head) == "from" or _in_list_from(one)):
        return "where-it-came-from"
    verb = trigger if syntax.is_verb(trigger) else syntax.carrier(trigger)
    if verb is not None and _before_it(verb, one.head) and _placed(verb, one.head):
        return "of-another-deed"  # "sent men from Idlib and imposed a curfew in Homs"
    above = (trigger, *trigger.ancestors)
    apart = (t for t in syntax.climb(one.head) if t.i > trigger.i and t not in above)
    if any(t.dep_ == "conj" and "that" in syntax.marks(t) for t in apart):
        return "in-other-clause"  # "said that ten fell and that three died in Homs": these did
    if how == "in-other-clause" and phrase_case(one.head) in ("towards", "toward"):
        return how  # "burned the village before withdrawing towards Homs"
    over = syntax.case_of(one.head) == "over" and any(
        done_to.ent_type_ in PLACE_LABELS for done_to in syntax.children(trigger, "obj")
    )
    # "A shipment of missiles to Homs": it goes there, whatever that hangs on.
    sent = own and takes(event_type, "to-target") and syntax.case_of(one.head) == "to"
    there = (sent and not syntax.is_verb(trigger)) or said_there(trigger, one)
    if over or _reason(trigger, event_type, one.head) or (spoken and not there):
        return "what-is-spoken-of"  # "strike Syria over Douma"
    if how != "in-other-clause" or not syntax.is_verb(trigger):
        return None
    between = trigger.doc[trigger.i + 1 : one.span.start]
    told = any(
        states(token) and token.is_ancestor(one.head) and token.dep_ != "acl:relcl"
        for token in between
    )
    placed = _placed(trigger, one.head) or (event_type in _FIRED and _aimed(trigger))
    return how if told or placed else None


def _reason(trigger: Token, event_type: str | None, name: Token) -> bool:
    """As in "sanctions for atrocities in Darfur", "arrested over an attack in Homs": for what."""
    if event_type not in _ANSWERING:
        return False
    own = clauses.same_clause(trigger)
    for above in syntax.climb(name):
        if above in own:
            return False
        deed = syntax.lemma(above) in DEED_NOUNS | _WRONGS
        if deed and syntax.case_of(above) in ("for", "over"):
            return True
    return False


def origin(one: Candidate) -> bool:
    """As in "a doctor from Aleppo was killed in Azaz": where people come from."""
    people = one.head.dep_ == "nmod" and syntax.lemma(one.head.head) in PEOPLE
    return people and syntax.case_of(one.head) == "from"


def _in_list_from(one: Candidate) -> bool:
    """As in "launched from Kursk, Millerovo in Rostov Oblast and Yeysk", whatever the parse."""
    for token in reversed(one.span.doc[one.span.sent.start : one.span.start]):
        if token.lower_ == "from":
            return token.nbor(-1).lower_ != "far"
        if token.pos_ not in ("PROPN", "PUNCT", "CCONJ", "NOUN") and token.lower_ != "in":
            return False
    return False


def weakly_known(one: Candidate) -> bool:
    """Whether no gazetteer, or a namesake far away alone, says that a name is one of a place."""
    return one.doubtful or one.mention.reason in ("not-in-gazetteer", "unlikely-name")


def of_another(trigger: Token, one: Candidate) -> bool:
    """Whether a place hangs on another deed, a person or a thing: "the use of gas in Douma".

    A name that is doubtful or not listed is one by its frame alone: "the statue of Kawa" is none.
    """
    own = clauses.same_clause(trigger)
    of = one.head.head if syntax.case_of(one.head) == "of" else one.head
    if weakly_known(one) and of != one.head and syntax.lemma(of) not in GROUND | DEED_NOUNS:
        return True
    for above in syntax.climb(one.head):
        if above in own:
            return False
        if above != one.head and syntax.lemma(above) in DEED_NOUNS:
            return not syntax.is_verb(trigger) or syntax.case_of(above) in _TOPICAL
        if syntax.is_verb(above):
            return False
        if syntax.lemma(above) in PEOPLE and above != one.head and above.dep_ == "nsubj":
            return True
    return False


def _aimed(verb: Token) -> bool:
    """Whether what is fired has an aim in its own clause: it fell there, placed or not."""
    fired = syntax.children(verb, "obj")
    led = [c for token in (verb, *fired) for c in syntax.children(token, "obl", "nmod")]
    return any(syntax.case_of(aim) in _AIM for aim in led)


def _before_it(verb: Token, name: Token) -> bool:
    """Whether a name hangs on what a verb is joined to, behind that and before this."""
    first = verb.head
    return verb.dep_ == "conj" and first.i < name.i < verb.i and first.is_ancestor(name)


def _placed(verb: Token, but: Token) -> bool:
    """Whether a verb has another place: "struck posts in Iran after ten died near Qom"."""
    held = (verb, *syntax.children(verb, "obj"))
    below = (one for token in held for one in syntax.children(token, "obl", "nmod"))
    return any(
        one.pos_ == "PROPN"
        and one != but
        and syntax.case_of(one) in THERE
        and one.lower_ not in (*MONTHS, *WEEKDAYS)
        for one in below
    )


def shared_by(verb: Token) -> Token | None:
    """The second of two verbs that share what stands behind it: "kills or harms men in Homs"."""
    if not syntax.is_verb(verb) or syntax.children(verb, "obj", "nsubj:pass", "obl"):
        return None
    joined = (c for c in verb.rights if c.dep_ == "conj" and syntax.is_verb(c))
    return next((c for c in joined if c.i - verb.i <= _JOINED and syntax.children(c, "obj")), None)
