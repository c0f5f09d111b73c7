"""Who did the deed that a verb tells of, and to whom: subject, objects, what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.phrases import human
from geomap.events.patterns import verbs as lists
from geomap.events.patterns.ground import BLOWS, DEED_NOUNS
from geomap.events.patterns.people import TIMES
from geomap.events.what.vocabulary import takes
from geomap.events.who.control import Words, controllers, first_of_name
from geomap.language.vocabulary import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

#: "lost their lives": what is done to whoever does it.
_DYING = frozenset({("killing", "lose"), ("killing", "embrace")})
#: What the subject undergoes: "lost the town to", "received aid from", and behind what its doer is.
_UNDERGONE = {("territory_captured", "lose"): "to", ("aid", "receive"): "from"}
_IN = frozenset({"in", "under", "during"})
_AGAINST = frozenset({"against", "with", "between", "at", "on", "upon", "toward", "towards"})


def of_verb(verb: Token, event_type: str) -> Words:
    """Heads of the phrases that name the doers and those done to, in this order."""
    if syntax.misread(verb):
        before = verb.doc[verb.i - 1]
        return syntax.subjects(before) or [first_of_name(before)], [verb.head]
    if verb.dep_ == "acl" and verb.i and verb.doc[verb.i - 1].text in ("–", "—", "-"):
        return [], syntax.children(verb, "obj")  # after a dash it may be said of anybody before
    if syntax.told_briefly(verb):
        return syntax.children(verb, "obl:agent"), syntax.subjects(verb)
    giver = _UNDERGONE.get((event_type, syntax.lemma(verb)))
    if giver is not None and not syntax.is_passive(verb):
        near = [*syntax.children(verb, "obl"), *_behind_objects(verb)]
        had = syntax.subjects(verb) or controllers(verb, passive=False)[0]
        return [c for c in near if syntax.case_of(c) == giver], had
    passive = syntax.is_passive(verb)
    before = verb.nbor(-1) if verb.i else verb
    counted = syntax.subjects(before) if before.lower_ in ("was", "were") else []
    if verb.tag_ == "VBN" and counted:
        # "as many as 20 were killed", where "were" may have the subject as a verb apart
        return syntax.children(verb, "obl:agent"), counted
    claims = claimed_by(verb) if verb.tag_ == "VBG" else None
    # "claimed responsibility for hijacking a bus"
    owners = [*_behind_setting(verb), *syntax.subjects(claims or verb)]
    doers = owners or ([] if passive else _subject_before(verb))
    done_to = _objects_of(verb)
    doers, done_to = _by_prepositions(verb, event_type, doers, done_to)
    done_to = _talked_with(verb, done_to) or _blamed(verb) or done_to
    done_to = [*done_to, *_given(verb, event_type)]
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
    if passive and not doers and takes(event_type, "passive-actor"):
        return done_to, []
    return doers, done_to


def _behind_setting(verb: Token) -> list[Token]:
    """As in "Since the war, Assad and Iran have": names behind a setting are no part of it."""
    first = verb.doc[syntax.sentence_of(verb)[0]]
    setting = first.head
    apart = first.dep_ == "case" and setting.pos_ == "NOUN" and not human(setting)
    if not apart or (setting.head != verb and setting.head not in syntax.subjects(verb)):
        return []
    joined = [c for c in syntax.children(setting, "conj", "appos") if c.pos_ == "PROPN"]
    opened = ((c, c.left_edge) for c in joined if c.i < verb.i and syntax.children(c, "conj"))
    return [c for c, edge in opened if "," in (edge.text, edge.nbor(-1).text)]


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


def _by_prepositions(
    verb: Token, event_type: str, doers: list[Token], done_to: list[Token]
) -> Words:
    """Those told with prepositions, beside subject and object: "by rebels", "against rebels"."""
    passive = syntax.is_passive(verb)
    for child in _hung(verb):
        if _does(child, passive=passive):
            doers.append(child)
        elif child.dep_ not in ("obl", "nmod") or child.lower_ in TIMES:
            continue
        elif syntax.case_of(child) == "between" and not doers:
            doers.append(child)  # "fighting between rebels and the army"
        elif syntax.case_of(child) in _AGAINST - (
            # "On the Plateau, gunmen killed ten", "was killed on the Plateau": there, not it.
            {"on", "at"}
            if (takes(event_type, "on-topic") and syntax.lemma(verb) != "call")
            or child.i < verb.i
            or (passive and takes(event_type, "owner-target"))
            else set()
        ) - (set() if takes(event_type, "with-target") else {"with"}):
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
    if syntax.lemma(verb) not in lists.TALKING:
        return []
    about = (c for held in syntax.children(verb, "obj") for c in syntax.children(held, "nmod"))
    return [c for c in (*done_to, *about) if c.dep_ != "obj" and syntax.case_of(c) == "with"]


def _given(verb: Token, event_type: str) -> list[Token]:
    """As in "pledged aid to Ukraine", "supplied missiles to rebels": who is to have it."""
    if not takes(event_type, "to-target"):
        return []
    near = [*syntax.children(verb, "obj", "obl"), *_behind_objects(verb)]
    return [one for one in near if syntax.case_of(one) == "to"]


def _behind_objects(verb: Token) -> list[Token]:
    held = syntax.children(verb, "obj", "obl")
    return [child for one in held for child in syntax.children(one, "nmod")]


def _blamed(verb: Token) -> list[Token]:
    """As in "attacks, blamed on rebels": those whose deed somebody says it is."""
    if syntax.lemma(verb) not in lists.ASCRIBING:
        return []
    return [c for c in syntax.children(verb, "obl", "nmod") if syntax.case_of(c) in ("on", "to")]


def _does(child: Token, *, passive: bool) -> bool:
    """Whether what hangs on a verb is who did it: "by" somebody, or "On Sunday gunmen attacked"."""
    if child.dep_ == "obl:agent" or child.dep_ != "obl":
        return child.dep_ == "obl:agent"
    if child.i > child.head.i or syntax.case_of(child) == "by":
        return passive and syntax.case_of(child) == "by"
    # The day is told by "on", and the parse takes it into the name that comes after.
    return any(t.lower_ in WEEKDAYS for t in child.doc[child.left_edge.i : child.i])


def claimed_by(deed: Token) -> Token | None:
    """The verb of "claimed responsibility for the attack", whatever the parse makes of it."""
    doc, at = deed.doc, deed.left_edge.i
    start = syntax.sentence_of(deed)[0]
    near = [t for t in doc[max(start, at - 4) : at] if t.lower_ == "responsibility"]
    verb = doc[near[-1].i - 1] if near and near[-1].i > start + 1 else None
    if verb is None or syntax.lemma(verb) != "claim":
        return None
    nobody = any(c.lower_ == "no" for one in syntax.subjects(verb) for c in one.children)
    return None if nobody else verb
