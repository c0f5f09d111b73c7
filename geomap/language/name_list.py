"""Makes the name list that is frozen into the model from rows of the gazetteer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geomap.language.embed import CLASSES, COMMON, MAX_WORDS, PERSON, NameList, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

#: Population from which a city is "large", and below which it is a "village". Few news
#: texts mean a village by a name that a large city or a person has too.
_LARGE, _SMALL = 100_000, 15_000
#: A word seen this often in lower case is an ordinary word.
_COMMON_COUNT = 3
_KINDS = {"country": "country", "continent": "country", "admin1": "admin", "admin2": "admin"}


class Row(Protocol):
    """What the list needs to know of a gazetteer entry."""

    name: str
    names: tuple[str, ...]
    kind: str
    population: int | None


def class_of(row: Row) -> str:
    """Which of `CLASSES` an entry is."""
    if row.kind != "city":
        return _KINDS.get(row.kind, "other")
    people = row.population or 0
    return "large_city" if people >= _LARGE else "city" if people >= _SMALL else "village"


def ordinary_words(docs: Iterable[Doc]) -> frozenset[str]:
    """Folded words that the docs write in lower case at least three times."""
    counts = Counter(token.text for doc in docs for token in doc if token.is_lower)
    return frozenset(
        folded
        for word, count in counts.items()
        if count >= _COMMON_COUNT
        for folded in words_of(word)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a name list is made of, beside the texts that tell ordinary words."""

    rows: Sequence[Row] = ()
    """Entries of the gazetteer."""
    demonyms: Sequence[str] = ()
    """Adjectives and names of peoples."""
    common: Sequence[str] = ()
    """Names known to be ordinary words too."""
    persons: Sequence[str] = ()
    """Names known to be names of persons too."""


def name_list(sources: Sources, ordinary: frozenset[str]) -> NameList:
    """The list of all Latin-script names, each with its weightiest class.

    Args:
        sources: rows and words of the gazetteer.
        ordinary: folded words that are not names when they stand in lower case.
    """
    found: dict[str, int] = {}
    for row in sources.rows:
        _add(found, (row.name, *row.names), CLASSES.index(class_of(row)))
    # A name that is a place and a demonym ("Philippine") is a place: added last, never won.
    _add(found, sources.demonyms, CLASSES.index("demonym"))
    common = ordinary | {" ".join(words_of(name)) for name in sources.common}
    persons = {" ".join(words_of(name)) for name in sources.persons}
    return NameList.of(
        {
            name: code + COMMON * (name in common) + PERSON * (name in persons)
            for name, code in found.items()
        }
    )


def _add(found: dict[str, int], names: Sequence[str], code: int) -> None:
    for name in names:
        words = words_of(name)
        key = " ".join(words)
        # One and two letters are abbreviations, except a few names of states.
        wanted = len(key) > 2 or (code == 0 and name.isupper())
        if wanted and key.isascii() and not key.isdigit() and len(words) <= MAX_WORDS:
            found[key] = min(code, found.get(key, code))
