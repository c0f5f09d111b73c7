"""Which words around a trigger name who did it and to whom: the parse, before any actor table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events import syntax
from geomap.events.control import Words, controllers, first_of_name, object_of, subject_above
from geomap.events.patterns import verbs as lists
from geomap.events.patterns.ground import BLOWS, DEED_NOUNS
from geomap.events.patterns.people import SUFFERERS, TIMES, WEAPONS
from geomap.events.phrases import human
from geomap.language.vocabulary import QUOTES, WEEKDAYS

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
_FIRED = frozenset("fire launch shoot drop lob throw plant lay operate fly".split())
#: "lost their lives": what is done to whoever does it.
_DYING = frozenset({("killing", "lose"), ("killing", "embrace")})
#: What those do themselves who did the rest: "fled after surrendering".
_ONE_S_OWN = frozenset({"surrender", "withdraw", "flee", "retreat", "escape"})
#: Deeds that come "from" who does them.
_FROM = frozenset({"threat", "support", "aid", "cooperation"})
#: Verbs of talking, whose "with" the parse hangs on what is talked about.
_TALKING = frozenset({"discuss", "review", "negotiate", "coordinate"})
_OF_OTHERS = frozenset({"condemnation", "criticism", "denunciation"})
#: What those do who are told of in the passive: "troops were deployed", unless by somebody.
_MOVED = frozenset({"deployment", "withdrawal"})
_IN = frozenset({"in", "under", "during"})
_UPON = frozenset({"on", "against", "at", "upon", "targeting"})
_AGAINST = frozenset({"against", "with", "between", "at", "on", "upon", "toward", "towards"})
#: What is done "with" somebody or something that it is not done to: "hurt in clashes with rebels".
_ALONGSIDE = dict.fromkeys(
    (*SUFFERED, "attack", "airstrike", "shelling", "ied", "suicide_bombing"), frozenset({"with"})
)


def arguments_of(trigger: Token, event_type: str) -> Words:
    """Heads of the phrases that name the doers and those done to, in this order."""
    told = syntax.told_not_to(trigger)
    if told is not None:
        return object_of(told), syntax.children(trigger, "obj")
    breaks_out = trigger.tag_ == "VBG" and syntax.happening(trigger) is not None
    verb = syntax.is_verb(trigger) and not breaks_out and not _is_deed(trigger)
    doers, done_to = (_of_verb if verb else _of_noun)(trigger, event_type)
    if not doers and event_type in _ALONGSIDE:
        doers = _claimants(trigger)
    doers = [d for d in doers if syntax.lemma(d) not in SUFFERERS and not _unquoted(trigger, d)]
    done_to = [one for one in done_to if not _unquoted(trigger, one)]
    return [by for doer in doers for by in _launched_by(doer)], done_to


def _unquoted(trigger: Token, other: Token) -> bool:
    """Whether a quotation ends between a deed and a word, which then is its speaker's."""
    between = trigger.doc[trigger.i : other.i]
    return trigger.sent == other.sent and sum(t.text in QUOTES for t in between) % 2 == 1


def _of_verb(verb: Token, event_type: str) -> Words:
    if syntax.misread(verb):
        before = verb.doc[verb.i - 1]
        return syntax.subjects(before) or [first_of_name(before)], [verb.head]
    if verb.dep_ == "acl" and verb.i and verb.doc[verb.i - 1].text in ("–", "—", "-"):
        return [], syntax.children(verb, "obj")  # after a dash it may be said of anybody before
    if syntax.told_briefly(verb):
        return syntax.children(verb, "obl:agent"), syntax.subjects(verb)
    if event_type == "territory_captured" and syntax.lemma(verb) == "lose":
        return [c for c in syntax.children(verb, "obl") if syntax.case_of(c) == "to"], (
            syntax.subjects(verb)
        )
    passive = syntax.is_passive(verb)
    before = verb.nbor(-1) if verb.i else verb
    counted = syntax.subjects(before) if before.lower_ in ("was", "were") else []
    if verb.tag_ == "VBN" and counted:
        # "as many as 20 were killed", where "were" may have the subject as a verb apart
        return syntax.children(verb, "obl:agent"), counted
    claims = _claimed(verb) if verb.tag_ == "VBG" else None
    owners = syntax.subjects(claims or verb)  # "claimed responsibility for hijacking a bus"
    doers = owners or ([] if passive else _subject_before(verb))
    done_to = _objects_of(verb)
    doers, done_to = _by_preposition_of_verb(verb, event_type, doers, done_to)
    done_to = _talked_with(verb, done_to) or _blamed(verb) or done_to
    if syntax.lemma(verb) in lists.SUFFERING or (event_type, syntax.lemma(verb)) in _DYING:
        more_doers, more_done_to = ([], []) if doers else controllers(verb, passive=False)
        return _of_whole(verb), [*doers, *more_doers, *more_done_to]
    if not doers:
        doers = _of_whole(verb)
    if doers and passive and not done_to and verb.dep_ == "acl":
        return doers, [verb.head]  # "rebels backed by Rwanda"
    whole = done_to if passive and doers else doers  # "before being attacked by the army": who
    if not whole and not syntax.children(verb, "nsubj:pass") and not _blamed(verb):
        more_doers, more_done_to = controllers(verb, passive=passive)
        doers, done_to = doers or more_doers, [*done_to, *more_done_to]
    if passive and not doers and event_type in _MOVED:
        return done_to, []
    return doers, done_to


def _subject_before(verb: Token) -> list[Token]:
    """The noun of "The military shot back" or "On Friday, Haddad, 28, attacked", misread.

    And of "jets striking and rebels there firing back".
    """
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not syntax.marks(verb):
        before = (verb.doc[at] for at in range(verb.i - 1, syntax.sentence_of(verb)[0], -1))
        noun = next((word for word in before if word.pos_ != "ADV"), verb)
        return [noun] if syntax.children(noun, "cc") and human(noun) else []
    if verb.tag_ not in ("VBD", "VBP", "VBZ") or syntax.children(verb, "nsubj:pass"):
        return []
    led = verb.head.head if verb.head.tag_ == "VBN" else verb.head.head.head
    hung = verb.tag_ == "VBD" and verb.dep_ in ("acl", "advcl", "xcomp")
    if hung and led.dep_ == "ROOT" and led.pos_ == "NOUN" and human(led):
        return [led]  # "A delegation led by the minister arrived", where no verb is the head
    names = [c for c in verb.lefts if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN")]
    days = [c for c in verb.lefts if c.dep_ == "obl" and c.lower_ in WEEKDAYS]
    return names[-1:] or [c for day in days for c in syntax.children(day, "appos")
                          if c.ent_type_ == "PER"]  # fmt: skip


def _of_whole(verb: Token) -> list[Token]:
    """As in "were killed in attacks by rebels": whose the deed is that this is a part of."""
    suffers = syntax.is_passive(verb) or syntax.lemma(verb) in lists.SUFFERING
    if not suffers or syntax.lemma(verb) not in lists.HARM:
        return []
    whole = [c for c in syntax.children(verb, "obl")
             if syntax.case_of(c) in _IN and syntax.lemma(c) in BLOWS]  # fmt: skip
    led = (c for deed in whole for c in (deed, *syntax.children(deed, "nmod", "obl:agent")))
    return [c for c in led if c in whole or syntax.case_of(c) == "by"]


def _objects_of(verb: Token) -> list[Token]:
    """What a verb is done to: no weapon that it lets fly, no river that it crosses."""
    if syntax.lemma(verb) in lists.TO_NOBODY:
        return []
    thrown = syntax.lemma(verb) in lists.LETTING_FLY
    done_to = syntax.children(verb, "nsubj:pass", *(() if thrown else ("obj", "iobj")))
    # "Shot and killed a man": the object that the second of two joined verbs has.
    done_to = done_to or [o for c in syntax.joined_with(verb) for o in syntax.children(c, "obj")]
    done_to = [one for one in done_to if one.lower_ != "power"]  # "seized power"
    for life in [one for one in done_to if syntax.lemma(one) == "life"]:
        # "claimed the lives of ten": those whose lives they were
        done_to = [c for c in syntax.children(life, "nmod") if syntax.case_of(c) == "of"] or done_to
    return done_to


def _by_preposition_of_verb(
    verb: Token, event_type: str, doers: list[Token], done_to: list[Token]
) -> Words:
    """Those told with prepositions, beside subject and object: "by rebels", "against rebels"."""
    passive = syntax.is_passive(verb)
    for child in _hung(verb):
        if _does(child, passive=passive):
            doers.append(child)
        elif child.dep_ != "obl" or child.lower_ in TIMES:
            continue
        elif syntax.case_of(child) in _AGAINST - (
            # "On the Plateau, gunmen killed ten", "was killed on the Plateau": there, not it.
            {"on", "at"}
            if event_type in SPOKEN or child.i < verb.i or (passive and event_type in SUFFERED)
            else set()
        ) - _ALONGSIDE.get(event_type, frozenset()):
            done_to += _against(child)
        elif syntax.lemma(verb) == "fall":
            # "the town fell to the rebels"
            doers, done_to = ([child], []) if syntax.case_of(child) == "to" else (doers, done_to)
        elif event_type == "territory_captured":
            # "retook the area from rebels"
            done_to += [child] if syntax.case_of(child) == "from" else []
    return doers, done_to


def _against(side: Token) -> list[Token]:
    """As in "fought with the Taliban against the army": behind "with", it is the second."""
    others = [c for c in syntax.children(side, "nmod") if syntax.case_of(c) == "against"]
    return others if syntax.case_of(side) == "with" and others else [side]


def _hung(verb: Token) -> list[Token]:
    """What hangs on a verb, but for whom a deed right before is against: "urged raids against"."""
    held = [] if syntax.lemma(verb) in lists.LIGHT else syntax.children(verb, "obj")
    deeds = {noun.i for noun in held if syntax.lemma(noun) in DEED_NOUNS}
    return [child for child in verb.children if child.left_edge.i - 1 not in deeds]


def _talked_with(verb: Token, done_to: list[Token]) -> list[Token]:
    """As in "discussed a zone with the envoy", which the parse hangs on the zone."""
    if syntax.lemma(verb) not in _TALKING:
        return []
    about = (c for held in syntax.children(verb, "obj") for c in syntax.children(held, "nmod"))
    return [c for c in (*done_to, *about) if c.dep_ != "obj" and syntax.case_of(c) == "with"]


def _blamed(verb: Token) -> list[Token]:
    """As in "attacks, blamed on rebels": those whose deed somebody says it is."""
    if syntax.lemma(verb) not in lists.ASCRIBING:
        return []
    return [c for c in syntax.children(verb, "obl", "nmod") if syntax.case_of(c) in ("on", "to")]


def _is_deed(trigger: Token) -> bool:
    """As in "Police arrest two after shooting at a mall": read as a verb, meant as a noun."""
    before = trigger.nbor(-1) if trigger.i > syntax.sentence_of(trigger)[0] else trigger
    after = before.lower_ in _AFTER or syntax.lemma(before) in ("flee", "escape")
    described = bool(syntax.children(trigger, "amod", "det"))  # "with military backing from"
    last = trigger.i + 1 == syntax.sentence_of(trigger)[1]
    described = described or (not last and trigger.nbor(1).lower_ == "between")
    named = (
        trigger.tag_ == "VBG" and (after or described) and syntax.lemma(trigger) not in _ONE_S_OWN
    )
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


def _of_noun(noun: Token, event_type: str) -> Words:
    top = syntax.whole(noun)
    if noun.pos_ == "ADJ" and noun.dep_ == "amod" and event_type in SUFFERED:
        return [], [noun.head]  # "12 people dead"
    suffered = syntax.lemma(noun) in SUFFERERS
    doers = [] if suffered else syntax.children(noun, "amod", "compound")
    done_to = [noun] if suffered else []
    named = [c for c in syntax.children(noun, "compound") if c.ent_type_ == "PER"]
    # "Gaza's siege" is done to Gaza, "the army's siege of Gaza" by the army.
    of_other = any(syntax.case_of(child) == "of" for child in syntax.children(noun, "nmod"))
    for owner in [*syntax.children(noun, "nmod:poss"), *named]:
        (done_to if event_type in SUFFERED and not of_other else doers).append(owner)
    talked = top.dep_ == "obj" and syntax.lemma(top.head) in _TALKING
    beyond = [c for one in syntax.children(noun, "nmod") for c in syntax.children(one, "nmod")
              if syntax.case_of(c) == "by"]  # fmt: skip
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
    if case in ("by", "between", "among") or (case == "from" and event_type in _FROM):
        doers.append(child)
    elif case == "of":
        # "Israel's withdrawal of troops", "condemnation of the army" are not by what is behind.
        owned = bool(syntax.children(child.head, "nmod:poss")) or child.head.lower_ in _OF_OTHERS
        held = syntax.lemma(child.head) == "control"  # "under the control of rebels"
        (doers if (event_type in DONE_BY or held) and not owned else done_to).append(child)
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
    if syntax.lemma(noun) in ("visit", "trip", "tour"):
        return syntax.speakers(verb), []
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


def _claimants(deed: Token) -> list[Token]:
    """As in "a bomb exploded, and Islamic State claimed responsibility", with nothing behind."""
    for at in range(deed.i + 2, syntax.sentence_of(deed)[1] - 1):
        word = deed.doc[at]
        if word.lower_ == "responsibility" and word.nbor(1).is_punct:
            claims = word.nbor(-1) if syntax.lemma(word.nbor(-1)) == "claim" else word
            return [one for one in syntax.subjects(claims) if one.i > deed.i]
    return []


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
        doers, _objects = _of_verb(carried, "")
        return _parties(noun, carried) or [t for t in doers if t not in (noun, top)], []
    told = syntax.happening(noun)
    by = top.dep_ == "nsubj:pass" and syntax.lemma(verb) == "claim"
    if told is not None or by:
        return syntax.children(verb, "obl:agent") if by else _sides(told or verb), []
    claimed = _claimed(top)
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
    if top.dep_ == "obl" and syntax.case_of(top) in ("in", "by", "during"):
        return _in_deed(verb, noun)
    if syntax.came_under(top) is not None:
        put = syntax.children(verb, "obj")
        own = syntax.children(verb, "nsubj", "nsubj:pass")
        return (own, put) if put else (syntax.children(verb, "obl:agent"), own)
    return [], []
