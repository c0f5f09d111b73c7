"""Lists of names: which stand in one, and whether a word says once what kind they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.mentions.candidates import Candidate
    from geomap.mentions.words import Words

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
_LIST_JOINERS = frozenset(", and or & / - – ' ’ al el the nearby ) (".split())
#: What is no name though a sentence opens with it.
_SMALL_WORDS = frozenset({"ADP", "SCONJ", "DET", "CCONJ"})
#: What stands between a name and the next of its list.
_LISTING = frozenset({",", "and", "or", "&", "nearby"})


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
        named = list(_names_beside(first, 1, words))
        several = named and named[-1] - named[0] >= len(named)  # "the villages A and B"
        for token in named if first > at + 1 or several else ():
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
