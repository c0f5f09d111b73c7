"""The places that one name may mean: by normal form, else by sound, else by likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.entries import Hit
from geomap.gazetteer.names import normalise
from geomap.gazetteer.romanise import key as romanised_key
from geomap.gazetteer.romanise import names_in_main_form

if TYPE_CHECKING:
    from geomap.gazetteer.index import Gazetteer

#: Edit similarity, 0-1, from which on a fuzzy match is one.
FUZZY_CUTOFF = 0.88
#: Shortest name that is compared by likeness: of shorter ones every second is like another.
_FUZZY_LETTERS = 6
#: Longest preposition or conjunction that Arabic writes onto a name, letters.
_CLITIC = 3
#: Letters that a name and its fuzzy matches begin with, so that few names are compared.
_FUZZY_PREFIX = 3


def look_up(gazetteer: Gazetteer, name: str, _overrides: int, *, fuzzy: bool) -> list[Hit]:
    """What `Gazetteer.lookup` answers; the number of the overrides keeps cached answers apart."""
    key = normalise(name)
    hits = [
        Hit(
            row=row,
            how="exact" if name in spelt else "normalised",
            matched_name=name if name in spelt else spelt[0] if spelt else name,
            similarity=1.0,
        )
        for row in gazetteer.names_of(key)
        for spelt in [[name for name in gazetteer.spellings(row) if normalise(name) == key]]
    ]
    if hits or key in gazetteer.overrides.blocked or not key:
        return hits
    sound = romanised_key(tuple(key.split(" ")))
    found = _declined(gazetteer, key) or _heard(gazetteer, key, sound) or _bare(gazetteer, name)
    return found or (_alike(gazetteer, key) if fuzzy else [])


def _bare(gazetteer: Gazetteer, name: str) -> list[Hit]:
    """Rows of an Arabic name behind an attached preposition or conjunction."""
    found = [match for match in gazetteer.match(name) if match.end == len(name)]
    return [Hit(row=row, how="romanised", matched_name=match.key, similarity=1.0)
            for match in found if 0 < match.start <= _CLITIC for row in match.rows]  # fmt: skip


def _declined(gazetteer: Gazetteer, key: str) -> list[Hit]:
    """Rows of a name in another case, by its main form."""
    return [
        Hit(row=row, how="romanised", matched_name=form, similarity=1.0)
        for form in names_in_main_form(key.split(" "))
        for row in gazetteer.names_of(form)
    ]


def _heard(gazetteer: Gazetteer, key: str, sound: str) -> list[Hit]:
    from rapidfuzz.fuzz import ratio

    found = []
    for row in gazetteer.romanised(sound):
        written = [(normalise(name), name) for name in gazetteer.spellings(row)]
        likely = [
            (ratio(key, form) / 100, name) for form, name in written
            if romanised_key(tuple(form.split(" "))) == sound
        ]  # fmt: skip
        similarity, name = max(likely, default=(0.0, gazetteer.entry(row).name))
        found.append(Hit(row=row, how="romanised", matched_name=name, similarity=similarity))
    return found


def _alike(gazetteer: Gazetteer, key: str) -> list[Hit]:
    """Rows with a name of the same beginning and nearly the same letters."""
    from rapidfuzz import fuzz, process

    if len(key) < _FUZZY_LETTERS:
        return []
    pool = gazetteer.names.keys(key[:_FUZZY_PREFIX])
    best = process.extract(key, pool, scorer=fuzz.ratio, score_cutoff=100 * FUZZY_CUTOFF, limit=5)
    best.sort(key=lambda found: (-found[1], found[0]))
    rows = {row: (found, score) for found, score, _index in reversed(best)
            for row in gazetteer.names_of(found)}  # fmt: skip
    return [
        Hit(row=row, how="fuzzy", matched_name=found, similarity=score / 100)
        for row, (found, score) in sorted(rows.items(), key=lambda one: (-one[1][1], one[0]))
    ]
