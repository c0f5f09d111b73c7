"""The second level of name matching: what transliteration, article and case ending leave over.

Works word by word on the normal forms of `geomap.gazetteer.names`, so that a text's words are
reduced once each. The Latin rules follow how Arabic, Persian, Hebrew and Cyrillic names vary in
English-language news (BGN/PCGN, French-style and phonetic spellings of one name); they are
wrong for Western names, and the index holds Latin keys only for the countries listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

#: Countries (ISO 3166-1 alpha-2) whose names reach the Latin alphabet by transliteration.
ROMANISED_COUNTRIES = frozenset(
    """
    AE AF AM AZ BG BH BY CY DJ DZ EG EH ER ET GE GR IL IQ IR JO KG KM KW KZ LB LY MA MD ME MK MN
    MR NP OM PK PS QA RS RU SA SD SO SS SY TD TJ TM TN TR UA UZ XK YE
    """.split()
)

#: The Arabic article with its assimilated forms (sun letters), as a word of its own.
ARTICLES = frozenset(
    """
    al el ul il ol as es us os ash esh ush ach ech ad ed ud ar er ur at et ut az ez uz an en un
    adh edh ath eth
    """.split()
)
#: Those of them that are no English word: they may begin a name without a hyphen.
FREE_ARTICLES = frozenset({"al", "el", "ash", "esh", "ad", "ar", "az", "ez", "ul"})

#: Generic elements whose vowels vary freely.
_ELEMENTS = {
    **dict.fromkeys(("kafr", "kafar", "kfar", "kefar", "kefr", "kufr", "kafer", "kufar"), "kafr"),
    **dict.fromkeys(("tal", "tall", "tel", "tell", "til", "tille", "tul"), "til"),
    **dict.fromkeys(("jabal", "jebel", "djebel", "jabel", "gabal", "gebel", "djabal"), "jabal"),
    **dict.fromkeys(("umm", "um", "oum", "oumm", "umme", "om"), "um"),
    **dict.fromkeys(("abu", "abou", "abo", "abi"), "abu"),
    **dict.fromkeys(("beit", "bayt", "bait", "bet", "beyt", "bit"), "bit"),
    **dict.fromkeys(("wadi", "wady", "ouadi", "oued", "uadi"), "wadi"),
    **dict.fromkeys(("jisr", "jisir", "djisr", "jesr", "gisr"), "jisr"),
    **dict.fromkeys(("qalat", "qalaat", "qalet", "kalat", "qalaa", "qala"), "kalat"),
    **dict.fromkeys(("qasr", "kasr", "qaser", "qasir", "kasir"), "kasr"),
    **dict.fromkeys(("burj", "burg", "borj", "bourj", "bordj"), "burj"),
    **dict.fromkeys(("mazraat", "mazraa", "mazraet", "mezraa"), "mazrat"),
}

#: Arabic prepositions of one letter, which are written onto the next word.
_PREPOSITIONS = frozenset("بلك")

#: Latin rules in order. Capitals are single sounds that take two letters to write.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        # The article written as one with its noun: Ezzor, Assuwayda, Albab.
        (r"^[ae](?=(sh|th|dh|[tdrzsn])\1.{2})(sh|th|dh|[tdrzsn])", ""),
        (r"^[ae]l(?=[bcdfghjkmnpqrstvwxyz].{2})", ""),
        (r"sch|tch|sh|ch", "C"), (r"kh|x", "X"), (r"gh", "g"), (r"zh|dj", "j"), (r"th", "t"),
        (r"dh", "d"), (r"ph", "f"), (r"c(?=[eiy])", "s"), (r"ck|q|c", "k"),
        # -iyya, -iyah, -iya, -ia, -ya and their -eh twins.
        (r"(?:i+y*|(?<![aeiou])y+|(?<=[aeou])yy)(?:ah?|eh)$", "ia"),
        (r"(?:aw|au|ou|oo|ow)(?![aeiou])", "u"), (r"uw+(?=[aeiou])", "w"),
        (r"(?:a[iy]|e[iy]|ee|ie|ae)(?![aeiou])", "i"),
        (r"[ae]h$", "a"), (r"(?<=...)[aei]t$", "at"),
        (r"o", "u"), (r"e", "i"), (r"y(?![aiu])|(?<![aiu])y", "i"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip

#: Case endings of Ukrainian, Russian, Belarusian, Bulgarian and Serbian names, longest first.
_ENDINGS = tuple(
    sorted(
        """
        ого оі еі ому ими ыми ами ями ои ею ою ую ая яя ые ие ии ыи іи их ых им ым ом ем єм ам
        ям ах ях еи єю а я о е є и і у ю ы ь
        """.split(),
        key=lambda ending: (-len(ending), ending),
    )
)
#: Stem ends that alternate: Харків - Харкова, Київ - Києва, Авдіївка - Авдіївці.
_ALTERNATIONS = (
    (re.compile("[іеєи]в$"), "ов"), (re.compile("ц$"), "к"), (re.compile("(?<=р)[іо][гз]$"), "ог"),
)  # fmt: skip
#: Endings of other cases and the main form's, which the stem alone does not tell from another
#: name: Нигерии is no Нигер, Турции no Турку; Марганця has lost the vowel of Марганець.
_MAIN_FORMS = (("ии", "ия"), ("ця", "ець"), ("ці", "ець"), ("цем", "ець"), ("ца", "ец"),
               ("це", "ец"), ("цу", "ец"), ("цом", "ец"))  # fmt: skip
#: Those of words beside which another stands.
_PART_FORMS = tuple(
    (ending, main)
    for endings, mains in (
        ("ому ого ым им ом", ("", "ии", "ыи")), ("ои ою оі іи еи", ("а", "ая")), ("ем", ("ь", "е")),
        ("у", ("", "а")), ("ую", ("ая",)), ("ові", ("",)), ("ы и е і", ("а", "")), ("а", ("", "о")),
    )
    for ending in endings.split()
    for main in mains
)  # fmt: skip
#: Letters in front of such an ending at least.
_STEM, _PART_STEM = 3, 2
#: Words of the longest name that is declined.
_MOST_WORDS = 3


def sounds(form: str, country: str) -> bool:
    """Whether a name, given in normal form, has a key beside it: its script or country asks."""
    first = form[:1]
    return "\u0400" <= first <= "\u06ff" or (country in ROMANISED_COUNTRIES and "a" <= first <= "z")


def clitics(word: str) -> Iterator[tuple[int, str]]:
    """Readings of an Arabic word without what is written onto it, the fewest letters off first.

    Yields (letters dropped, what is left) where at least three letters are left: conjunctions
    wa-, fa-, prepositions bi-, li-, ka-, and both; li- swallows the alef of the article.
    """
    for conjunction in ("", "و", "ف"):
        if not word.startswith(conjunction):
            continue
        dropped, rest = len(conjunction), word[len(conjunction) :]
        if conjunction and len(rest) > 2:
            yield dropped, rest
        if rest.startswith("لل") and len(rest) > 4:
            yield dropped + 1, f"ا{rest[1:]}"
        elif rest[:1] in _PREPOSITIONS and len(rest) > 3:
            yield dropped + 1, rest[1:]


#: Letters of a word beyond which it is no name; the longest of a place has 85.
_LONGEST = 100


def names_in_main_form(words: Sequence[str]) -> Iterator[str]:
    """The names in a dictionary that Cyrillic words in another case may be.

    Of several words ("Часовым Яром") each may be short and an adjective, since all of them
    together tell the name.

    Args:
        words: in normal form.
    """
    if not "\u0400" <= words[0][:1] <= "\u052f" or len(words) > _MOST_WORDS:
        return
    alone = len(words) == 1
    endings, least = (_MAIN_FORMS, _STEM) if alone else (_PART_FORMS + _MAIN_FORMS, _PART_STEM)
    forms = (
        [word[: -len(ending)] + main for ending, main in endings
         if word.endswith(ending) and len(word) >= len(ending) + least] + [word] * (not alone)
        for word in words
    )  # fmt: skip
    yield from (" ".join(form) for form in product(*forms) if form != tuple(words))


def key(words: tuple[str, ...]) -> str:
    """The romanised key of a name given as the normal forms of its words."""
    return "".join(word_key(word) for word in words)


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """The part of the key that one word gives; empty for an article."""
    if len(word) > _LONGEST:
        return word
    first = word[:1]
    if "a" <= first <= "z":
        return _latin(word)
    if "\u0400" <= first <= "\u052f":
        return _cyrillic(word)
    if "\u0600" <= first <= "\u06ff":
        # Without the article, where a word is left.
        return word[2:] if word.startswith("ال") and len(word) > 4 else word
    return word


def _latin(word: str) -> str:
    if word in ARTICLES:
        return ""
    if word in _ELEMENTS:
        return _ELEMENTS[word]
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


def _cyrillic(word: str) -> str:
    """The stem: the longest case ending off, where at least three letters are left."""
    for ending in _ENDINGS:
        left = len(word) - len(ending)
        if word.endswith(ending) and left >= (3 if len(ending) == 1 else 4):
            word = word[:left]
            break
    for pattern, end in _ALTERNATIONS:
        word = pattern.sub(end, word)
    return word
