"""What stands before and behind a name, sorted into a few classes by tables of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.language import dateline_end
from geomap.language.lemmas import in_dictionary
from geomap.mentions.candidates import is_article
from geomap.mentions.patterns import bodies, grammar, things

if TYPE_CHECKING:
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
    ("kind word", "area areas residents slum slums site sites territory zone zones woreda"),
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
#: Words for units, settlements and rivers that stand right behind names.
_UNIT_WORDS = bodies.SETTLEMENTS | frozenset(
    "commune governorate oblast raion subdistrict municipality cercle woreda river".split()
)
#: Words that name a place only before it: "the town of", but "a boom town".
_TOWNS = frozenset({"town", "towns", "settlement", "settlements"})
_JOINED = ("-", "–", "/")
#: Longest run of capitals looked at on each side of a name, tokens.
_RUN = 6
_AGE = re.compile(r",? \(?\d{1,2}[,)]")


def before(first: int, words: Words, *, listed: bool = False) -> str:
    """Class of the word before a name's first token on its line, marks seen through.

    Args:
        first: the name's first token.
        words: the text.
        listed: whether the gazetteer has the name, so that a verb in front is no part of it.
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
    verb = listed and words.initial[at] and words.pos[at] == "VERB" and in_dictionary(word, "VERB")
    if words.capital(at) and not verb:  # "See" of "See Syria Daily" is part of no name
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
    if words.lower[at] == "of":  # "the statue of Kawa"
        return at > 0 and words.lower[at - 1] in bodies.LIKENESSES
    return words.lower[at] in bodies.KIN and not words.capital(at)


def near(one: Candidate, words: Words) -> bool:
    """As in "a post near Urum al-Jawz": what something is near, whole and with nothing of it."""
    at = one.first - 1 - (one.first > 0 and words.lower[one.first - 1] == "the")
    text, behind = words.text, one.end
    goes_on = words.capital(one.last) or text[behind : behind + 1] in ("'", "’", "-", "/")
    told = words.deps[one.last - 1] != "compound" or words.heads[one.last - 1] < one.last
    return at > 0 and words.forms[at] == "near" and told and not goes_on


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
    begun = words.capital(first - 1) and not words.initial[first - 1]  # "Let Yet Kone village"
    if begun or words.forms[last] not in _UNIT_WORDS or last == first or _tied(words, first - 1):
        return False
    named = all(words.pos[at] in ("PROPN", "") for at in range(one.first, last))
    if last == one.first + 1 and not words.pos[one.first]:
        named = not words.initial[one.first]  # "Two villages", where nothing tags words
    return named and words.capital(one.first) and not any("demonym" in f for f in one.flags)


def _tied(words: Words, at: int) -> bool:
    """Whether a token is a hyphen that joins capitals on both sides."""
    joins = words.capital(at - 1) and words.capital(at + 1) and words.forms[at] in _JOINED
    return joins and words.joined(at) and words.joined(at + 1)


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
