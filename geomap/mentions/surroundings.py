"""What stands before and behind a name, sorted into a few classes by tables of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.language import dateline_end
from geomap.mentions.candidates import is_article
from geomap.mentions.judgement import DONE_THERE, OF_ITS_KIND, TAKEN
from geomap.mentions.patterns import bodies, grammar, things
from geomap.mentions.words import BODY_LABELS, PERSON_LABELS, PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.mentions.candidates import Candidate
    from geomap.mentions.words import Words

_DIRECTIONS = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest
    southeast southwest northeastern northwestern southeastern southwestern
    """.split()
)
#: Classes of the word before a name, by word; later tables give way to earlier ones.
_BEFORE: dict[str, str] = {}
for _name, _words in (
    ("at", "in at near inside outside across throughout around within into"),
    ("to", "to from toward towards via through"),
    ("other preposition", "of for with by on over against between among about since than"),
    ("and", "and or"),
    ("&", "&"),
    ("article", "a an this his her their my our your"),
    ("comma", ", ;"),
    ("bracket", "("),
    ("stop", ". ! ? :"),
    # Ships, storms, bands and works bear the names of towns and persons.
    (
        "thing so named",
        """
        hms uss rms hmas hmcs usns frigate destroyer cruiser submarine warship carrier battleship
        tanker trawler freighter yacht steamer hurricane typhoon cyclone storm band singer rapper
        duo trio quartet album song film movie novel sitcom brand callsign codenamed nicknamed
        dubbed alias
        """,
    ),
):
    _BEFORE.update(dict.fromkeys(_words.split(), _name))
#: Classes of the word behind a name.
_AFTER: dict[str, str] = {}
for _name, _words in (
    ("kind word", "area areas residents slum slums site sites"),
    (
        "office",
        """
        mayor police sheriff resident man woman teen councillor councilman officials
        firefighters native school schools library courthouse judge government
        """,
    ),
    ("said", "said says told added asked explained wrote noted argued"),
    ("and", "and or"),
    ("&", "&"),
    (
        "disease",
        """
        fever virus viruses ebolavirus flu influenza disease vaccine strain variant syndrome
        haemorrhagic hemorrhagic
        """,
    ),
    ("bracket", "("),
    ("dollar", "$"),
    ("stop", '. ! ? ; : ) ” "'),
    ("dash", "- – — --"),
):
    _AFTER.update(dict.fromkeys(_words.split(), _name))
#: Forms of verbs whose object is ground that is struck, taken, reached or left.
STRIKING = frozenset(
    """
    shelled shelling bombed bombing bombarded bombarding struck striking hit hitting pounded
    pounding targeted targeting raided raiding besieged besieging encircled captured capturing
    recaptured recapturing retook retaken retaking seized seizing liberated liberating stormed
    storming occupied occupying invaded invading entered entering reached reaching left leaving
    fled fleeing evacuated evacuating overran surrounded surrounding attacked attacking
    regained regaining
    """.split()
)
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
    freed retreated withdrew withdrawn expelled driven
    """.split()
)
#: Words for units, settlements and rivers that stand right behind names.
_UNIT_WORDS = bodies.SETTLEMENTS | frozenset(
    "commune governorate oblast raion subdistrict municipality cercle woreda river".split()
)
#: Words that name a place only before it: "the town of", but "a boom town".
_TOWNS = frozenset({"town", "towns", "settlement", "settlements"})
#: Verbs of which only ground is the object, whoever holds it, and the passive of each.
_TAKING = frozenset(
    """
    storm stormed storming shell shelled shelling bomb bombed bombing patrol patrols patrolled
    patrolling recapture recaptured recapturing retake retook retaken retaking raid raided raiding
    enter entered entering liberate liberated liberating besiege besieged besieging overrun overran
    pounded pounding bombarded bombarding invade invaded invading occupy occupied occupying
    """.split()
)
_CAPTURING = frozenset("capture captured capturing seize seized seizing".split())
_ON_GROUND = frozenset({"at", "striking", "part of"})
_TAKEN = frozenset({"obj", "nsubj:pass"})
#: Longest way from a name up to the noun that a verb takes, steps.
_UP = 3
_THERE = frozenset("in at near inside outside around within across throughout".split())
_PART_OF_NAME = frozenset({"compound", "flat", "appos", "conj"})
#: Nouns of ground that is some place's: "the outskirts of", "the villages of".
_GROUND = things.GROUND | things.PART_OF | frozenset(bodies.TYPE_WORDS)
_GROUNDED = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked"})
#: Words for several places of a kind, that stand once for all names of a list.
PLURALS = frozenset(
    """
    provinces governorates districts counties oblasts raions regions states cities towns villages
    neighbourhoods neighborhoods localities municipalities communes lgas camps areas suburbs
    hamlets settlements subdistricts sub-districts quarters islands departments townships upazilas
    rivers highways roads streets avenues
    """.split()
)
#: What leads from such a word to its list.
_LEADS = frozenset(
    ", : ( - of such as including like namely i.e. e.g. mostly mainly are were".split()
)
#: Longest list looked through for its word, tokens.
_LIST = 30
#: Most words between a word for a kind and its list: "areas such as".
_LEADING = 3
_LIST_JOINERS = frozenset(", and or & / - – ' ’ al el the ) (".split())
#: What is no name though a sentence opens with it.
_SMALL_WORDS = frozenset({"ADP", "SCONJ", "DET", "CCONJ"})
#: What stands between a name and the next of its list.
_LISTING = frozenset({",", "and", "or", "&"})
_JOINED = ("-", "–", "/")
#: Longest run of capitals looked at on each side of a name, tokens.
_RUN = 6
_AGE = re.compile(r",? \(?\d{1,2}[,)]")


def before(first: int, words: Words) -> str:
    """Class of the word before a name on its line, articles and marks seen through.

    Args:
        first: the first token of the name.
        words: its text.
    """
    at = first - 1
    while not words.breaks(at) and (words.forms[at] in grammar.MARKS or words.lower[at] == "the"):
        at -= 1
    if words.breaks(at):
        return "line"
    word, form = words.lower[at], words.forms[at]
    if form == ")" and _counts(words, at - 2):
        return "count"  # "(1) Sebha, (4) Nalut"
    if word == "of":
        return _of(at, words)
    if form in _JOINED:
        return "joiner" if words.joined(first) else "dash"
    if word in _BEFORE:
        return _BEFORE[word]
    if word in STRIKING:
        return "striking"
    if word in _DIRECTIONS:
        return "direction" if form.islower() else "Direction"
    if word.strip(".") in bodies.TITLES:
        return "title"
    if word in bodies.TYPE_WORDS or word in bodies.PLACE_LEADS:
        return "kind word"
    if words.capital(at):
        return "first word" if words.initial[at] else "capital"
    return "number" if form[:1].isdigit() else words.pos[at] or "word"


def named_as_person(one: Candidate, words: Words) -> bool:
    """As in "her sister, Sofia, teaches", "By Houston Carter in London", "call sign Odesa"."""
    at = one.first - 1
    while not words.breaks(at) and (words.forms[at] in grammar.MARKS or words.forms[at] == ","):
        at -= 1
    if words.breaks(at):
        return False
    if words.lower[at] == "sign":
        return at > 0 and words.lower[at - 1] in ("call", "-")
    if words.forms[at] == "By" and words.breaks(at - 1):
        return words.capital(one.last)
    return words.lower[at] in bodies.KIN and not words.capital(at)


def named_so(one: Candidate, words: Words) -> bool:
    """As in "Burambi commune", "the village of al-Kassara": a word for a unit or town names it."""
    first = one.first
    if first > 1 and words.lower[first - 1] == "of":
        begins = first + 2 if is_article(words, first) else first
        named = all(words.pos[at] in ("PROPN", "") for at in range(begins, one.last))
        goes_on = is_article(words, one.last) or _tied(words, one.last)
        if named and not goes_on and words.lower[first - 2] in bodies.SETTLEMENTS | _TOWNS:
            return True
    last = one.last if one.last < len(words) and not words.breaks(one.last) else one.last - 1
    if words.forms[last] not in _UNIT_WORDS:
        last = one.last - 1
    if words.forms[last] not in _UNIT_WORDS or last == one.first or _tied(words, first - 1):
        return False
    named = all(words.pos[at] in ("PROPN", "") for at in range(one.first, last))
    if last == one.first + 1 and not words.pos[one.first]:
        named = not words.initial[one.first]  # "Two villages", where nothing tags words
    return named and words.capital(one.first) and not any("demonym" in f for f in one.flags)


def _tied(words: Words, at: int) -> bool:
    """Whether a token is a hyphen that joins capitals on both sides."""
    joins = words.capital(at - 1) and words.capital(at + 1) and words.forms[at] in _JOINED
    return joins and words.joined(at) and words.joined(at + 1)


def done_to(one: Candidate, words: Words, front: str, behind: str) -> Iterator[str]:
    """What was done there or to it, and whether the text says what kind of ground it is.

    Args:
        one: the name.
        words: its text.
        front: class of the word before it.
        behind: class of the word after it.
    """
    if where_done(one, words):
        yield DONE_THERE
    if taken(one, words):
        yield TAKEN
    people = any("demonym" in flag for flag in one.flags)
    if behind == "kind word" and front in _ON_GROUND and not people:
        yield OF_ITS_KIND


def where_done(one: Candidate, words: Words) -> bool:
    """As in "was shot dead in Maryin Gubay": a deed, or a word for ground there, holds the name."""
    own = range(one.first, one.last)
    head = next((at for at in own if words.heads[at] not in own), one.first)
    if words.heads[head] == one.last and words.lower[one.last] in bodies.TYPE_WORDS:
        head = one.last  # "in X district" as in "in X"
    while words.deps[head] in _PART_OF_NAME and words.heads[head] < head:
        head = words.heads[head]  # "in the villages X and Y" as in "in X"
    if words.deps[head] not in _GROUNDED:
        return False
    above = words.heads[head]
    before_it = range(max(min(head, one.first) - 3, 1), one.first)
    cased = {words.lower[at] for at in before_it if words.deps[at] == "case"}
    if cased & {"of"} and words.lower[above] in things.GROUND and words.deps[above] in _GROUNDED:
        above = words.heads[above]
    elif cased & {"from"}:
        above = words.heads[above] if words.deps[above] in _TAKEN else above  # "people from X"
        return words.lower[above] in _TAKEN_FROM
    elif cased & {"on"}:  # "attacks on X and Y"
        somebody = PERSON_LABELS | BODY_LABELS
        return words.lower[above] in _BLOWS and somebody.isdisjoint(
            words.labels[one.first : one.last]
        )
    elif not cased & _THERE:
        return False
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
    verb = words.lower[words.heads[at]]
    sure = bool(labels & PLACE_LABELS) or one.source == "typed"
    sure = sure and not labels & PERSON_LABELS
    return words.deps[at] in _TAKEN and (verb in _TAKING or (sure and verb in _CAPTURING))


def _of(at: int, words: Words) -> str:
    """Class of an "of", by the noun before it."""
    noun = words.lower[at - 1] if at else ""
    if noun in bodies.TYPE_WORDS:
        return "named kind of"
    if not things.PARTS.isdisjoint((noun, noun.removesuffix("s"))):
        return "part of"
    return "capital of" if words.capital(at - 1) else "of"


def after(one: Candidate, words: Words) -> str:
    """Class of the word behind a name on its line, marks seen through."""
    text, at = words.text[one.end : one.end + 2], one.last
    if text[:1] in ("'", "’") and text[1:] in ("s", " "):
        return "possessive"
    while not words.breaks(at) and words.forms[at] in grammar.MARKS:
        at += 1
    if words.breaks(at):
        return "line end"
    word, form = words.lower[at], words.forms[at]
    if form in _JOINED and words.joined(at):
        return _joined(at + 1, words)
    if form == "(" and _counts(words, at):
        return "count"  # "Edo (24), Ondo (28)"
    capital = words.capital(at)
    if capital and word in bodies.PLACE_HEADS and word not in bodies.TYPE_WORDS:
        return "Head word"
    if capital and word in bodies.BODY:
        return "Body word"
    kind = "kind word" if word in bodies.TYPE_WORDS else _AFTER.get(word)
    if kind is None and word in bodies.TITLES:
        kind = "office"
    if kind is not None:
        return kind.capitalize() if capital else kind
    if _AGE.match(words.text, one.end):
        return "age"
    if form == ",":
        return "comma capital" if words.capital(at + 1) else "comma"
    if capital:
        return "capital"
    return "known noun" if word in things.ANY else words.pos[at] or "word"


def _counts(words: Words, at: int) -> bool:
    """Whether a bracket opens around a number and nothing else."""
    bracket = 0 <= at < len(words) - 2 and words.forms[at] == "("
    return bracket and words.forms[at + 1][:1].isdigit() and words.forms[at + 2] in (")", "%")


def _joined(at: int, words: Words) -> str:
    word = words.lower[at] if at < len(words) and words.joined(at) else ""
    if word in grammar.DONE_BY or word in grammar.BASED_IN:
        return "joined deed"
    return "joined" if word else "dash"


def list_words(words: Words) -> dict[int, str]:
    """Tokens of lists whose names share one word for their kind, and where that word stands.

    "behind" for "Zheray, Panjwayi and Arghandab districts", "before" for "the districts of
    Zheray and Panjwayi".
    """
    found: dict[int, str] = {}
    for at, word in enumerate(words.lower):
        if word not in PLURALS or words.capital(at):
            continue
        for token in _names_beside(at - 1, -1, words):
            found[token] = "behind"
        first = at + 1
        while first < len(words) and words.lower[first] in _LEADS and first - at <= _LEADING:
            first += 1
        if first > at + 1:
            for token in _names_beside(first, 1, words):
                found.setdefault(token, "before")
    return found


def listed_with(one: Candidate, words: Words) -> list[int]:
    """Capitalised tokens of the other names of its list, in order; none where it is in no list."""
    left = list(_names_beside(one.first - 1, -1, words)) if _lists(words, one.first - 1) else []
    right = list(_names_beside(one.last, 1, words)) if _lists(words, one.last) else []
    return [*reversed(left), *right]


def _lists(words: Words, at: int) -> bool:
    return 0 <= at < len(words) and words.lower[at] in _LISTING


def _names_beside(at: int, step: int, words: Words) -> Iterator[int]:
    """Capitalised tokens of the list that begins at a token, going left or right."""
    for token in range(at, at + step * _LIST, step):
        if words.breaks(token):
            return
        if words.capital(token) and words.pos[token] not in _SMALL_WORDS:
            yield token
        elif words.lower[token] not in _LIST_JOINERS and not words.lower[token].isdigit():
            return


def run(one: Candidate, words: Words) -> list[int]:
    """Tokens of the run of capitals around a name, without its own."""
    out = []
    for beside, step in ((one.first - 1, -1), (one.last, 1)):
        for at in range(beside, beside + _RUN * step, step):
            if words.breaks(at):
                break
            small = words.lower[at] in ("of", "for") and words.capital(at + step)
            if not (small or words.capitals[at]):
                break
            out.append(at)
    return out


def in_dateline(one: Candidate, words: Words) -> bool:
    """As "BYESVILLE -- Firefighters", "DAMASCUS (Reuters) -" at the start of a line."""
    if not words.text[one.start : one.end].isupper():
        return False
    line = words.text.rfind("\n", 0, one.start) + 1
    return one.end <= dateline_end(words.text, line)
