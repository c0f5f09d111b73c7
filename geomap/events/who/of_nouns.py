"""Who did the deed that a noun tells of, and to whom: owners, what follows, the verb above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.phrases import human
from geomap.events.patterns import verbs as lists
from geomap.events.patterns.ground import BLOWS, DEED_NOUNS
from geomap.events.patterns.people import LOSSES, SUFFERERS
from geomap.events.what.vocabulary import takes
from geomap.events.who.control import Words, controllers, first_of_name, subject_above
from geomap.events.who.of_verbs import claimed_by, of_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_OTHERS = frozenset({"condemnation", "criticism", "denunciation"})
_VISITS = frozenset({"visit", "trip", "tour"})
_MET = frozenset({"meeting", "talk", "talks", "discussion", "conversation"})
_DURING = frozenset({"in", "by", "during"})
_UPON = frozenset({"on", "against", "at", "upon", "targeting"})


def of_noun(noun: Token, event_type: str) -> Words:
    """Heads of the phrases that name the doers and those done to, in this order."""
    top = syntax.whole(noun)
    if noun.pos_ == "ADJ" and noun.dep_ == "amod" and takes(event_type, "owner-target"):
        return [], [noun.head]  # "12 people dead"
    suffered = syntax.lemma(noun) in SUFFERERS
    doers = [] if suffered else syntax.children(noun, "amod", "compound")
    whose = (c for c in syntax.children(noun, "amod", "compound") if c.is_title or human(c))
    done_to = [noun] if suffered and (syntax.lemma(noun) not in LOSSES or any(whose)) else []
    named = [c for c in syntax.children(noun, "compound") if c.ent_type_ == "PER"]
    # "Gaza's siege" is done to Gaza, "the army's siege of Gaza" by the army.
    of_other = any(syntax.case_of(child) == "of" for child in syntax.children(noun, "nmod"))
    for owner in [*syntax.children(noun, "nmod:poss"), *named]:
        of_it = takes(event_type, "owner-target") and not of_other
        (done_to if of_it else doers).append(owner)
    talked = top.dep_ == "obj" and syntax.lemma(top.head) in lists.TALKING
    beyond = [c for one in syntax.children(noun, "nmod") for c in syntax.children(one, "nmod")
              if syntax.case_of(c) == "by"]  # fmt: skip
    # Whose counterpart one is does it with him, however deep the parse hangs it.
    beyond += [c for c in noun.subtree if c.lower_ == "counterpart" and syntax.case_of(c) == "with"
               and noun not in (c.head, c.head.head)]  # fmt: skip
    for child in [*syntax.children(noun, "nmod", "obl"), *syntax.children(top, "nmod"), *beyond]:
        if child != noun and not (talked and syntax.case_of(child) == "with"):
            _by_preposition(child, event_type, doers, done_to)
    by = noun.nbor(1) if noun.i + 1 < syntax.sentence_of(noun)[1] else noun
    if by.lower_ == "by" and by.dep_ == "case" and by.head.head not in (noun, top):
        doers.append(by.head)  # "ahead of the offensive by the army", hung on "ahead"
    for child in syntax.children(noun, "acl", "acl:relcl"):
        if child.lower_ == "claimed":
            doers += syntax.children(child, "obl:agent")  # "the attack, claimed by rebels"
        told = child.tag_ == "VBG" or any(c.lower_ == "that" for c in syntax.subjects(child))
        if told and syntax.lemma(child) in lists.HARM | {"involve"}:
            done_to += syntax.children(child, "obj")
    above_doers, above_done_to = _of_verb_above(noun, top)
    return [*doers, *above_doers], [*done_to, *above_done_to]


def _by_preposition(
    child: Token, event_type: str, doers: list[Token], done_to: list[Token]
) -> None:
    case = syntax.case_of(child)
    if case == "at" and child.pos_ == "PROPN":
        return  # "shots at protesters", but "clashes at Lay Kay Kaw"
    if case in ("by", "between", "among") or (case == "from" and takes(event_type, "from-actor")):
        doers.append(child)
    elif case == "of":
        # "Israel's withdrawal of troops", "condemnation of the army" are not by what is behind.
        owned = bool(syntax.children(child.head, "nmod:poss")) or child.head.lower_ in _OF_OTHERS
        held = syntax.lemma(child.head) == "control"  # "under the control of rebels"
        (doers if (takes(event_type, "of-actor") or held) and not owned else done_to).append(child)
    elif case == "with":
        done_to += [child] if takes(event_type, "with-target") else []
    elif (case in _UPON and not takes(event_type, "on-topic")) or (
        case == "to" and takes(event_type, "to-target")
    ):
        done_to.append(child)


def _parties(noun: Token, carried: Token) -> list[Token]:
    """The sides of a deal that somebody else brokers, who is no party to it."""
    if syntax.lemma(carried) not in lists.BROKERING:
        return []
    own = [c for c in syntax.children(noun, "nmod") if syntax.case_of(c) in ("between", "among")]
    return own or _sides(carried)


def _in_deed(verb: Token, noun: Token) -> Words:
    """As in "the army arrested ten in raids", "ten died in a raid", "spoke during a visit"."""
    name = syntax.lemma(verb)
    if syntax.lemma(noun) in _VISITS:
        return syntax.speakers(verb), []
    met = any(syntax.case_of(c) == "with" for c in syntax.children(noun, "nmod"))
    if met and syntax.lemma(noun) in _MET and not syntax.is_passive(verb):
        return subject_above(verb), []  # "said in a meeting with the envoy"
    if name not in lists.HARM | lists.TAKING | lists.FREEING:
        return [], []
    by = syntax.children(verb, "obl:agent")
    if not syntax.is_passive(verb) and name != "die":
        by = syntax.subjects(verb)
    harmed = name in lists.HARM and syntax.lemma(noun) in BLOWS  # in clashes both sides are
    return by, syntax.children(verb, "nsubj:pass", "obj") if harmed else []


def _of_other(told: Token, doer: Token) -> bool:
    """As in "raids took place amid shelling by the army": who did the deed told in between."""
    return any(syntax.lemma(t) in DEED_NOUNS for t in told.doc[told.i + 1 : doer.left_edge.i])


def _sides(told: Token) -> list[Token]:
    """Between whom: "clashes erupted on Tuesday between rebels and the army", read as a day's."""
    phrases = syntax.children(told, "obl", "nmod")
    inner = [c for phrase in phrases for c in phrase.subtree if c.dep_ == "nmod"]
    own = [c for c in phrases if syntax.case_of(c) in ("between", "among", "by")
           and not _of_other(told, c)]  # fmt: skip
    return own or [c for c in inner if syntax.case_of(c) == "between"][:1]


def _of_verb_above(noun: Token, top: Token) -> Words:
    """Who the verb around a deed says did it or suffered it."""
    verb = top.head
    ascribed = syntax.ascribed(noun)
    if ascribed is not None and "behind" not in syntax.cases_of(top):
        near = [*syntax.children(ascribed, "obl"), *syntax.children(noun, "nmod")]
        return [c for c in near if syntax.case_of(c) == "to"
                or (syntax.case_of(c) == "on" and c.head == ascribed)], []  # fmt: skip
    carried = syntax.carrier(noun)
    if carried is not None:
        doers, _objects = of_verb(carried, "")
        return _parties(noun, carried) or [t for t in doers if t not in (noun, top)], []
    told = syntax.happening(noun)
    by = top.dep_ == "nsubj:pass" and syntax.lemma(verb) == "claim"
    if told is not None or by:
        return syntax.children(verb, "obl:agent") if by else _sides(told or verb), []
    claimed = claimed_by(top)
    if claimed is not None:
        return syntax.subjects(claimed) or [first_of_name(claimed.nbor(-1))], []
    if not syntax.is_verb(verb):
        answers = syntax.lemma(verb) == "responsible"
        return (subject_above(verb) or syntax.subjects(verb)) if answers else [], []
    if "behind" in syntax.cases_of(top):
        return subject_above(verb), []
    name = syntax.lemma(verb)
    if top.dep_ == "obj" and name in lists.STOPPING and not syntax.children(top, "det"):
        return controllers(verb, passive=False)[0] or subject_above(verb), []  # its own, to cease
    prepared = top.dep_ == "obl" and syntax.case_of(top) == "for" and name in lists.PREPARING
    if prepared or (top.dep_ == "obj" and name == "claim"):
        return subject_above(verb), []
    if top.dep_ == "nsubj" and name in lists.HARM:
        return [], syntax.children(verb, "obj")
    case = syntax.case_of(top)
    if top.dep_ == "obl" and (case in _DURING or (case == "on" and syntax.lemma(noun) in _VISITS)):
        return _in_deed(verb, noun)
    if syntax.came_under(top) is not None:
        put = syntax.children(verb, "obj")
        own = syntax.children(verb, "nsubj", "nsubj:pass")
        return (own, put) if put else (syntax.children(verb, "obl:agent"), own)
    return [], []
