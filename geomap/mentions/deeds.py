"""What is done to a place and where, which tells ground that no gazetteer lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions.judgement import DONE_THERE, OF_ITS_KIND, TAKEN
from geomap.mentions.patterns import bodies, things
from geomap.mentions.words import BODY_LABELS, PERSON_LABELS, PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.mentions.candidates import Candidate
    from geomap.mentions.words import Words

#: Forms of verbs, and nouns, of what people do to others and of what befalls them at a place.
DEEDS = frozenset(
    """
    killed killing wounded wounding injured injuring shot murdered executed beheaded massacred
    died exploded exploding detonated detonating clashed clashing fought fighting captured
    capturing arrested detained kidnapped abducted ambushed attacked attacking bombed bombing
    shelled shelling struck hit raided stormed erupted demonstrated demonstrating protested
    protesting marched marching rallied rallying patrolled patrolling deployed stationed landed
    fell crashed displaced destroyed burned burnt torched looted besieged trapped surrounded
    advanced advancing retreated withdrew entered gathered opened blew shooting
    explosion explosions blast blasts attack attacks clash clashes bombings strike strikes
    airstrike airstrikes raid raids ambush battle battles massacre demonstration demonstrations
    protest protests rally march riots riot offensive assault operation
    """.split()
)
#: Those that are "on" the ground where they strike.
_BLOWS = frozenset(
    "attack attacks raid raids strike strikes airstrike airstrikes assault assaults".split()
)
#: What is done to those who were at a place: "kidnapped from", "fled from".
_TAKEN_FROM = frozenset(
    """
    abducted abducting kidnapped kidnapping fled fleeing displaced evacuated evacuating rescued
    freed retreated withdrew withdrawn expelled driven pulled moved returned
    """.split()
)
#: What leads people from one place to another: "advanced to", "fled into", "moved on".
_MOVING = frozenset(
    """
    advanced advancing crossed crossing deployed displaced evacuated fled fleeing flee marched
    moved moving pushed pushing relocated retreated retreating transferred walked withdrew
    """.split()
)
_TO = frozenset({"to", "into", "toward", "towards", "onto"})
#: Who is "of" a place.
_DWELLERS = frozenset(
    "residents villagers inhabitants townspeople households families refugees militia".split()
)
#: Verbs of which only ground is the object, whoever holds it, and the passive of each.
_TAKING = frozenset(
    """
    storm stormed storming shell shelled shelling bomb bombed bombing patrol patrols patrolled
    patrolling recapture recaptured recapturing retake retook retaken retaking raid raided raiding
    enter entered entering liberate liberated liberating besiege besieged besieging overrun overran
    pounded pounding bombarded bombarding invade invaded invading occupy occupied occupying
    """.split()
)
#: Those of which ground alone is the subject where they have no object: "X shelled from Y".
_SHELLED = frozenset({"shelled", "bombed", "bombarded", "pounded"})
_CAPTURING = frozenset("capture captured capturing seize seized seizing".split())
_ON_GROUND = frozenset({"at", "striking", "part of"})
_TAKEN = frozenset({"obj", "nsubj:pass"})
#: Longest way from a name up to the noun that a verb takes, steps.
_UP = 3
_THERE = frozenset("in at near inside outside around within across throughout".split())
_PART_OF_NAME = frozenset({"compound", "flat", "appos", "conj"})
#: Nouns of ground that is some place's: "the outskirts of", "the villages of".
_GROUND = things.PARTS | frozenset(bodies.TYPE_WORDS)
_GROUNDED = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked"})


def done_to(one: Candidate, words: Words, front: str, behind: str) -> Iterator[str]:
    """What was done there, and whether the classes of the words around tell its kind of ground."""
    if words.parsed and where_done(one, words):
        yield DONE_THERE
    if words.parsed and taken(one, words):
        yield TAKEN
    people = any("demonym" in flag for flag in one.flags)
    on = front == "other preposition" and words.labels[one.first] in PLACE_LABELS
    if behind == "kind word" and (on or front in _ON_GROUND) and not people:
        yield OF_ITS_KIND


def where_done(one: Candidate, words: Words) -> bool:
    """As in "was shot dead in Maryin Gubay": a deed, or a word for ground there, holds the name."""
    own = range(one.first, one.last)
    head = next((at for at in own if words.heads[at] not in own), one.first)
    if words.heads[head] == one.last and words.lower[one.last] in _GROUND:
        head = one.last  # "in X district", "on X centre" as in "in X"
    while words.deps[head] in _PART_OF_NAME and words.heads[head] < head:
        head = words.heads[head]  # "in the villages X and Y" as in "in X"
    if words.deps[head] not in _GROUNDED:
        return False
    above = words.heads[head]
    before_it = range(max(min(head, one.first) - 3, 1), one.first)
    cased = {words.lower[at] for at in before_it if words.deps[at] == "case"}
    labels = set(words.labels[one.first : one.last])
    named = (one.rows or labels & (PLACE_LABELS | PERSON_LABELS)) and not labels & BODY_LABELS
    dwell = words.lower[above] in _DWELLERS or (named and words.lower[above] == "people")
    if cased & {"of", "from"} and dwell:
        return True
    if cased & {"of"}:
        if "out" in words.lower[before_it.start : one.first]:  # "pulled out of X and Y"
            return bool(named) and words.lower[above] in _TAKEN_FROM
        if words.lower[above] not in things.GROUND or words.deps[above] not in _GROUNDED:
            return False
        above = words.heads[above]
    elif cased & {"from"}:
        above = words.heads[above] if words.deps[above] in _TAKEN else above  # "men from X"
        return words.lower[above] in _TAKEN_FROM
    elif cased & {"on"}:  # "attacks on X and Y", "moved on X"
        return words.lower[above] in _BLOWS | _MOVING and not labels & (PERSON_LABELS | BODY_LABELS)
    elif cased & _TO:
        return bool(named) and words.lower[above] in _MOVING
    elif not cased & _THERE:
        return False
    elif words.deps[above] == "obj":
        above = words.heads[above]  # "struck posts in X": at the posts and by the blow
    return words.lower[above] in DEEDS


def taken(one: Candidate, words: Words) -> bool:
    """As in "stormed Lin Ta", "shelled the outskirts of Lin Ta": what is done only to ground.

    People and prizes are captured too: there, the model or a word for a site must say so.
    """
    own = range(one.first, one.last)
    labels = {label for label in words.labels[one.first : one.last] if label}
    others = labels - PLACE_LABELS - PERSON_LABELS
    if others and (one.source != "typed" or labels & PERSON_LABELS):
        return False
    at = next((token for token in own if words.heads[token] not in own), one.first)
    for _ in range(_UP):
        above = words.heads[at]
        grounded = words.lower[above] in _GROUND
        named = words.deps[at] in _PART_OF_NAME and (grounded or words.pos[above] == "PROPN")
        if not named and not (grounded and words.deps[at] == "nmod"):
            break
        at = above
    head = words.heads[at]
    verb = words.lower[head]
    if words.deps[at] == "nsubj" and one.rows and verb in _SHELLED and not labels & BODY_LABELS:
        return ("obj", head) not in zip(words.deps, words.heads, strict=True)
    sure = bool(labels & PLACE_LABELS) or one.source == "typed"
    sure = sure and not labels & PERSON_LABELS
    return words.deps[at] in _TAKEN and (verb in _TAKING or (sure and verb in _CAPTURING))
