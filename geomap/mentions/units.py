"""Units and countries: what a name lies in, and where the article's other places lie."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geomap.gazetteer import Entry, Gazetteer
    from geomap.mentions.candidates import Candidate
    from geomap.mentions.words import Words

#: An article is at home in a country that holds this share of its certain places, and so many.
_SHARE = 1 / 4
_LEAST = 3
#: Countries whose towns bear the surnames of English-speaking people, and the other way round.
_NAMED_FOR_PERSONS = frozenset("US GB CA AU NZ IE".split())
#: Rows of a unit that are looked at, the most prominent first.
_READINGS = 3
#: As "Salqiin" is in an article on Syria, which Salqin lies in.
NEARLY = "spelt nearly as a place at home"
#: Between a name and its unit: "Kogelo in Nyanza", "Kogelo, in the Nyanza", "Kogelo (Nyanza".
_LEADS = frozenset({",", "in", "(", "the"})


def home(certain: Iterable[Entry | None]) -> frozenset[str]:
    """The countries (ISO 3166-1 alpha-2) that hold most of an article's certain places."""
    counts = Counter(entry.country for entry in certain if entry is not None and entry.country)
    least = max(_LEAST, _SHARE * counts.total())
    return frozenset(country for country, count in counts.items() if count >= least)


def at_home(countries: Collection[str], homes: frozenset[str]) -> str:
    """How many of the countries of a name's meanings are among an article's, as a phrase.

    Args:
        countries: of the name's meanings.
        homes: the article's, at least one.
    """
    if homes.isdisjoint(countries):
        return "none of its meanings at home"
    share = "all" if homes.issuperset(countries) else "some"
    kind = "in English" if homes & _NAMED_FOR_PERSONS else "abroad"
    return f"{share} of its meanings at home, {kind}"


def nearly(name: str, homes: frozenset[str], gazetteer: Gazetteer) -> bool:
    """Whether an unlisted name is spelt nearly as that of a place where an article is at home."""
    if not homes:
        return False
    alike = gazetteer.lookup(name, fuzzy=True)
    return any(gazetteer.entry(hit.row).country in homes for hit in alike)


def unit_behind(
    one: Candidate, words: Words, first: dict[int, Candidate], gazetteer: Gazetteer
) -> str:
    """What stands behind a comma: a unit, "its unit" where that holds a place of the name, or "".

    Args:
        one: the name.
        words: the text.
        first: the longest listed name that begins at each token.
        gazetteer: where the rows of both are.
    """
    at = one.last
    while at < len(words) and at - one.last < _READINGS and words.lower[at] in _LEADS:
        at += 1
    follows = first.get(at)
    if follows is None or at == one.last or words.lower[one.last] == "the":
        return ""
    rows = follows.rows[:_READINGS]
    if not any(gazetteer.entry(row).kind in ("country", "admin1") for row in rows):
        return ""
    how = "" if words.forms[one.last] == "," and at == one.last + 1 else " in which it is"
    held = any(holds(gazetteer, rows, row) for row in one.rows)
    return f"{'its' if held else 'a'} unit{how}"


def holds(gazetteer: Gazetteer, parents: Sequence[int], row: int) -> bool:
    """Whether one of `parents` is the country or first-level unit of a row."""
    entry = gazetteer.entry(row)
    for number in parents:
        parent = gazetteer.entry(number)
        if parent.country == entry.country and (
            parent.kind == "country" or (parent.kind == "admin1" and parent.name == entry.admin1)
        ):
            return True
    return False
