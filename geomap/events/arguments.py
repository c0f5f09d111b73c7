"""Which words around a trigger name who did it and to whom: the parse, before any actor table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events import syntax
from geomap.events.patterns import verbs as lists
from geomap.events.patterns.ground import DEED_NOUNS
from geomap.events.patterns.people import WEAPONS
from geomap.language.vocabulary import SAYING, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Types of deed whose "of" and possessor name who goes through it, not who does it.
SUFFERED = frozenset(
    """
    killing killing_of_civilians assassination abduction arrest displacement sexual_violence
    destruction release siege territory_captured execution expulsion
    """.split()
)
#: Types of deed whose "of" names who does it: "the withdrawal of troops".
DONE_BY = frozenset(
    """
    withdrawal protest meeting talks armed_clash riot accusation denial warning threat agreement
    suicide_bombing
    """.split()
)
#: Types where "on" and "over" lead to what is spoken of, and "with" to the other side.
SPOKEN = frozenset(
    """
    talks meeting agreement ceasefire demand appeal support cooperation promise investigation denial
    rejection
    """.split()
)
#: Types of deed whose "to" names who it is for.
GIVEN = frozenset({"threat", "warning", "aid", "territory_handed_over"})
_AFTER = frozenset({"after", "over", "following", "since", "amid"})
#: What somebody who speaks or acts "during" it does.
_OF_SPEAKERS = frozenset({"visit", "trip", "tour"})
_FIRED = frozenset("fire launch shoot drop lob throw plant lay operate fly".split())
#: "lost their lives": what is done to whoever does it.
_DYING = frozenset({("killing", "lose"), ("killing", "embrace")})
#: Verbs whose subject does to their object what the participle says.
_KEEPING = frozenset({"keep", "hold"})
#: Deeds that come "from" who does them.
_FROM = frozenset({"threat", "support", "aid", "cooperation"})
#: Verbs of talking, whose "with" the parse hangs on what is talked about.
_TALKING = frozenset({"discuss", "review", "negotiate", "coordinate"})
_UPON = frozenset({"on", "against", "at", "upon", "targeting"})
_AGAINST = frozenset({"against", "with", "between", "at", "on", "upon"})

Words = tuple[list["Token"], list["Token"]]


def arguments_of(trigger: Token, event_type: str) -> Words:
    """Heads of the phrases that name the doers and those done to, in this order."""
    told = syntax.told_not_to(trigger)
    if told is not None:
        return _object_of(told), syntax.children(trigger, "obj")
    breaks_out = trigger.tag_ == "VBG" and syntax.happening(trigger) is not None
    verb = syntax.is_verb(trigger) and not breaks_out and not _is_deed(trigger)
    doers, done_to = (_of_verb if verb else _of_noun)(trigger, event_type)
    return [by for doer in doers for by in _launched_by(doer)], done_to


def _of_verb(verb: Token, event_type: str) -> Words:
    if syntax.misread(verb):
        before = verb.doc[verb.i - 1]
        return syntax.subjects(before) or [_name(before)], [verb.head]
    if verb.dep_ == "acl" and verb.i and verb.doc[verb.i - 1].text in ("–", "—", "-"):
        return [], syntax.children(verb, "obj")  # after a dash it may be said of anybody before
    if syntax.told_briefly(verb):
        return syntax.children(verb, "obl:agent"), syntax.subjects(verb)
    if event_type == "territory_captured" and syntax.lemma(verb) == "lose":
        return [c for c in syntax.children(verb, "obl") if syntax.case_of(c) == "to"], (
            syntax.subjects(verb)
        )
    passive = syntax.is_passive(verb)
    doers = syntax.subjects(verb)
    thrown = syntax.lemma(verb) in lists.LETTING_FLY
    done_to = syntax.children(verb, "nsubj:pass", *(() if thrown else ("obj", "iobj")))
    for child in verb.children:
        if _does(child, passive=passive):
            doers.append(child)
        elif child.dep_ == "obl" and syntax.case_of(child) in _AGAINST - (
            # "On the Plateau, gunmen killed ten": there, not it.
            {"on", "at"} if event_type in SPOKEN or child.i < verb.i else set()
        ):
            done_to.append(child)
        elif child.dep_ == "obl" and syntax.lemma(verb) == "fall":
            # "the town fell to the rebels"
            doers, done_to = ([child], []) if syntax.case_of(child) == "to" else (doers, done_to)
        elif child.dep_ == "obl" and event_type == "territory_captured":
            # "retook the area from rebels"
            done_to += [child] if syntax.case_of(child) == "from" else []
    done_to = _talked_with(verb, done_to) or done_to
    if passive and not doers and syntax.lemma(verb) in lists.ADJECTIVAL:
        return syntax.children(verb, "nsubj:pass", "nsubj"), []
    if syntax.lemma(verb) in lists.SUFFERING or (event_type, syntax.lemma(verb)) in _DYING:
        more_doers, more_done_to = ([], []) if doers else _controllers(verb, passive=False)
        return [], [*doers, *more_doers, *more_done_to]
    if doers and passive and not done_to and verb.dep_ == "acl":
        return doers, [verb.head]  # "rebels backed by Rwanda"
    if not doers and not syntax.children(verb, "nsubj:pass"):
        more_doers, more_done_to = _controllers(verb, passive=passive)
        doers, done_to = [*doers, *more_doers], [*done_to, *more_done_to]
    return doers, done_to


def _talked_with(verb: Token, done_to: list[Token]) -> list[Token]:
    """As in "discussed a zone with the envoy", which the parse hangs on the zone."""
    if syntax.lemma(verb) not in _TALKING:
        return []
    about = (c for held in syntax.children(verb, "obj") for c in syntax.children(held, "nmod"))
    return [c for c in (*done_to, *about) if c.dep_ != "obj" and syntax.case_of(c) == "with"]


def _is_deed(trigger: Token) -> bool:
    """As in "Police arrest two after shooting at a mall": read as a verb, meant as a noun."""
    before = trigger.nbor(-1) if trigger.i > syntax.sentence_of(trigger)[0] else trigger
    after = before.lower_ in _AFTER or syntax.lemma(before) in ("flee", "escape")
    described = bool(syntax.children(trigger, "amod", "det"))  # "with military backing from"
    named = trigger.tag_ == "VBG" and (after or described)
    return named and not syntax.children(trigger, "obj")


def _launched_by(doer: Token) -> list[Token]:
    """Whose what struck is: "a missile fired by the Houthis", "artillery fire by the army"."""
    if syntax.lemma(doer) not in WEAPONS | DEED_NOUNS:
        return [doer]
    fired = [c for c in syntax.children(doer, "acl") if syntax.lemma(c) in _FIRED | lists.LIGHT]
    by = [c for verb in (doer, *fired) for c in syntax.children(verb, "obl:agent", "obl", "nmod")
          if syntax.case_of(c) == "by"]  # fmt: skip
    return by or syntax.children(doer, "nmod:poss") or [doer]


def _does(child: Token, *, passive: bool) -> bool:
    """Whether what hangs on a verb is who did it: "by" somebody, or "On Sunday gunmen attacked"."""
    if child.dep_ == "obl:agent" or child.dep_ != "obl":
        return child.dep_ == "obl:agent"
    if child.i > child.head.i or syntax.case_of(child) == "by":
        return passive and syntax.case_of(child) == "by"
    # The day is told by "on", and the parse takes it into the name that comes after.
    return any(t.lower_ in WEEKDAYS for t in child.doc[child.left_edge.i : child.i])


def _controllers(verb: Token, *, passive: bool) -> Words:
    """Who a verb without a subject of its own is said of: ("Trump",) of "threatened to strike"."""
    above = verb.head
    doers: list[Token] = []
    speaker = _speaker_before(verb)
    owners = _owners_before(verb)
    if speaker is not None and not passive:
        return speaker, []
    if owners:
        return owners, []
    before = syntax.told_behind(verb)
    if before is not None:
        return _subject_above(before), []
    if verb.dep_ in ("acl", "acl:relcl"):
        misread = [t for t in syntax.children(above, "amod") if syntax.misread(t)]
        if misread and verb.tag_ == "VBG":
            return [_name(verb.doc[misread[0].i - 1])], []
        doers = _noun_above(verb, above)
    elif not syntax.is_verb(above) and above.pos_ != "ADJ":
        doers = []
    elif passive and verb.dep_ == "xcomp" and syntax.lemma(above) in _KEEPING:
        return syntax.subjects(above), _object_of(above)  # "Amman kept its border closed"
    elif syntax.lemma(above) in lists.OBJECT_CONTROL and verb.dep_ != "conj":
        doers = _object_of(above)
    elif verb.dep_ == "obj" and syntax.lemma(above) not in lists.OF_ONESELF:
        doers = []  # "condemned shelling the town"
    elif verb.dep_ in ("xcomp", "conj", "advcl", "ccomp", "parataxis", "obj"):
        return _shared(verb, above, passive=passive)
    return ([], doers) if passive else (doers, [])


def _name(word: Token) -> Token:
    """The first word of the name that a word is part of: "Jaish" of "Jaish al-Islam"."""
    while word.dep_.startswith("flat") and word.head != word:
        word = word.head
    return word


def _speaker_before(verb: Token) -> list[Token] | None:
    """As in "..., the president has said, threatening to retake": who has just been said to say."""
    doc = verb.doc
    if (
        verb.tag_ != "VBG"
        or verb.i - 2 < syntax.sentence_of(verb)[0]
        or doc[verb.i - 1].text != ","
    ):
        return None
    said = doc[verb.i - 2]
    if said == verb.head or syntax.lemma(said) not in SAYING or not syntax.is_verb(said):
        return None
    return syntax.speakers(said) or None


def _owners_before(verb: Token) -> list[Token]:
    """As in "Iraq's coming campaign to retake": whose, whatever the parse hangs it on."""
    if not syntax.is_infinitive(verb) or verb.i - 2 < syntax.sentence_of(verb)[0]:
        return []
    noun = verb.doc[verb.i - 2]
    if noun.pos_ not in ("NOUN", "ADJ") or verb.head == noun:
        return []
    return [t for t in (*noun.children, *noun.head.children)
            if t.dep_ == "nmod:poss" and noun.i - 5 < t.i < noun.i]  # fmt: skip


def _noun_above(verb: Token, noun: Token) -> list[Token]:
    """Of "the forces that took", "forces poised to take", "Syria's drive to retake"."""
    first = noun.head if noun.dep_ == "conj" else noun
    if syntax.lemma(first.head) in lists.OBJECT_CONTROL and first.dep_ == "obj":
        told = _object_of(first.head)  # "accused the army and its allies of massacring"
        return told if first in told and "of" in syntax.marks(verb) else [noun]
    if verb.dep_ == "acl" and syntax.is_infinitive(verb):
        owners = syntax.children(noun, "nmod:poss", "amod", "compound")
        carrying = syntax.carrier(noun)
        # "the first raid to launch": what carries the noun may be this very verb.
        known = carrying is None or carrying == verb or verb.is_ancestor(carrying)
        return owners or ([] if known or carrying is None else _subject_above(carrying))
    if verb.dep_ == "acl:relcl" and any(
        child.dep_ in ("obj", "obl", "advmod") and child.tag_ in ("WDT", "WP", "WRB")
        for child in verb.children
    ):
        return []
    return [noun]


def _object_of(verb: Token) -> list[Token]:
    """Who is told, forced or allowed: the object, or the subject of the passive."""
    called = [c for c in syntax.children(verb, "obl") if syntax.case_of(c) in ("on", "for", "to")]
    return syntax.children(verb, "nsubj:pass") or syntax.children(verb, "obj", "iobj") or called


def _shared(verb: Token, above: Token, *, passive: bool) -> Words:
    """The subject of the verb above, as the voice of both has it."""
    # "was abducted and released" may be read as two tenses.
    form = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and syntax.lemma(verb) in lists.NEVER_ALONE)
    below_passive = passive or (
        verb.dep_ == "conj" and form and syntax.is_passive(above)
        and not syntax.children(verb, "obj", "aux")
    )  # fmt: skip
    if below_passive:
        found = syntax.children(above, "nsubj:pass") or _subject_above(above)
        return [], found
    if syntax.misread(above):
        return [_name(above.doc[above.i - 1])], []
    if not passive and _deadly(above):
        return (_subject_above(above.head) if above.dep_ == "ccomp" else []), []
    if syntax.is_passive(above):
        agents = syntax.children(above, "obl:agent")
        same = verb.dep_ in ("xcomp", "conj") or syntax.is_infinitive(verb)
        held = [above.head] if above.dep_ == "acl" else []  # "forces poised to launch"
        return agents or ((syntax.children(above, "nsubj:pass") or held) if same else []), []
    return _subject_above(above), []


def _deadly(verb: Token) -> bool:
    """As in "Tehran said its men were killed and vowed to retaliate": the dead do not vow."""
    return syntax.is_passive(verb) and syntax.lemma(verb) in lists.DEADLY


def _subject_above(verb: Token) -> list[Token]:
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
        if syntax.lemma(token.head) in lists.OBJECT_CONTROL and token.dep_ in ("xcomp", "ccomp"):
            return _object_of(token.head)
        token = token.head
    return []


def _of_noun(noun: Token, event_type: str) -> Words:
    top = syntax.whole(noun)
    if noun.pos_ == "ADJ" and noun.dep_ == "amod" and event_type in SUFFERED:
        return [], [noun.head]  # "12 people dead"
    doers = syntax.children(noun, "amod", "compound")
    done_to: list[Token] = []
    for owner in syntax.children(noun, "nmod:poss"):
        (done_to if event_type in SUFFERED else doers).append(owner)
    talked = top.dep_ == "obj" and syntax.lemma(top.head) in _TALKING
    for child in [*syntax.children(noun, "nmod", "obl"), *syntax.children(top, "nmod")]:
        if child != noun and not (talked and syntax.case_of(child) == "with"):
            _by_preposition(child, event_type, doers, done_to)
    by = noun.nbor(1) if noun.i + 1 < syntax.sentence_of(noun)[1] else noun
    if by.lower_ == "by" and by.dep_ == "case" and by.head.head not in (noun, top):
        doers.append(by.head)  # "ahead of the offensive by the army", hung on "ahead"
    for child in syntax.children(noun, "acl"):
        if syntax.lemma(child) in lists.HARM | {"involve"} and child.tag_ == "VBG":
            done_to += syntax.children(child, "obj")
    above_doers, above_done_to = _of_verb_above(noun, top)
    return [*doers, *above_doers], [*done_to, *above_done_to]


def _by_preposition(
    child: Token, event_type: str, doers: list[Token], done_to: list[Token]
) -> None:
    case = syntax.case_of(child)
    if case == "at" and child.pos_ == "PROPN":
        return  # "shots at protesters", but "clashes at Lay Kay Kaw"
    if case in ("by", "between", "among") or (case == "from" and event_type in _FROM):
        doers.append(child)
    elif case == "of":
        (doers if event_type in DONE_BY else done_to).append(child)
    elif case == "with":
        done_to += [child] if event_type in SPOKEN | {"armed_clash"} else []
    elif (case in _UPON and event_type not in SPOKEN) or (case == "to" and event_type in GIVEN):
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
    if syntax.lemma(noun) in _OF_SPEAKERS:
        return syntax.speakers(verb), []
    if name not in lists.HARM | lists.TAKING:
        return [], []
    by = [] if syntax.is_passive(verb) or name == "die" else syntax.subjects(verb)
    return by, syntax.children(verb, "nsubj:pass", "obj") if name in lists.HARM else []


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


def _claimed(deed: Token) -> Token | None:
    """The verb of "claimed responsibility for the attack", whatever the parse makes of it."""
    doc, at = deed.doc, deed.left_edge.i
    start = syntax.sentence_of(deed)[0]
    near = [t for t in doc[max(start, at - 4) : at] if t.lower_ == "responsibility"]
    verb = doc[near[-1].i - 1] if near and near[-1].i > start + 1 else None
    if verb is None or syntax.lemma(verb) != "claim":
        return None
    nobody = any(c.lower_ == "no" for one in syntax.subjects(verb) for c in one.children)
    return None if nobody else verb


def _of_verb_above(noun: Token, top: Token) -> Words:
    """Who the verb around a deed says did it or suffered it."""
    verb = top.head
    ascribed = syntax.ascribed(noun)
    if ascribed is not None:
        near = [*syntax.children(ascribed, "obl"), *syntax.children(noun, "nmod")]
        return [c for c in near if syntax.case_of(c) == "to"
                or (syntax.case_of(c) == "on" and c.head == ascribed)], []  # fmt: skip
    carried = syntax.carrier(noun)
    if carried is not None:
        doers, _objects = _of_verb(carried, "")
        return _parties(noun, carried) or [t for t in doers if t not in (noun, top)], []
    told = syntax.happening(noun)
    if told is not None:
        return _sides(told), []
    claimed = _claimed(top)
    if claimed is not None:
        return syntax.subjects(claimed) or [_name(claimed.nbor(-1))], []
    if not syntax.is_verb(verb):
        behind = "behind" in syntax.cases_of(top)
        return (_subject_above(verb) or syntax.subjects(verb)) if behind else [], []
    if "behind" in syntax.cases_of(top):
        return _subject_above(verb), []
    name = syntax.lemma(verb)
    prepared = top.dep_ == "obl" and syntax.case_of(top) == "for" and name in lists.PREPARING
    if prepared or (top.dep_ == "obj" and name == "claim"):
        return _subject_above(verb), []
    if top.dep_ == "nsubj" and name in lists.HARM:
        return [], syntax.children(verb, "obj")
    if top.dep_ == "obl" and syntax.case_of(top) in ("in", "by", "during"):
        return _in_deed(verb, noun)
    if top.dep_ == "obl" and name == "come" and "under" in syntax.cases_of(top):
        return [], syntax.subjects(verb)
    return [], []
