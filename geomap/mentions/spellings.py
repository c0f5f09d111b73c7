"""Names as other languages spell and order them: "Darfour-Nord", "Snihuriwka"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise
from geomap.mentions.patterns.foreign import SIDES, SLAVIC_LANDS, SLAVIC_SOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.gazetteer import Gazetteer

#: A side of a unit behind its name or, in German, before it. Alone it is a word: "X est en feu".
_BEHIND = re.compile(
    rf"(?:-| (?:du |del |de l['’]|(?=\w{{2,11}}al\b)))({'|'.join(SIDES)})\b", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b({'|'.join(SIDES)})-$", re.IGNORECASE)
_LONGEST = 12
#: A word that may be a name, of some length: shorter ones are too often another's.
_NAME = re.compile(r"\b[A-Z][a-zäöü]{5,30}(?:-[A-Z][a-zäöü]+)?\b")
#: Rows of a name that are looked at.
_ROWS = 3


def sided(
    start: int, end: int, rows: Sequence[int], text: str, gazetteer: Gazetteer
) -> tuple[int, int, str] | None:
    """The unit that a name and a side beside it make, by its English name: "Darfour-Nord".

    Args:
        start: where the name begins.
        end: where it ends.
        rows: what it means alone.
        text: the text.
        gazetteer: where the unit is looked up, by its English name.
    """
    behind = _BEHIND.match(text, end)
    before = None if behind else _BEFORE.search(text, max(0, start - _LONGEST), start)
    side = behind or before
    for row in rows[:_ROWS] if side else ():
        name = f"{SIDES[side[1].lower()]} {gazetteer.entry(row).name}" if side else ""
        if any(gazetteer.entry(hit.row).kind == "admin1" for hit in gazetteer.lookup(name)):
            return (before.start() if before else start), (behind.end() if behind else end), name
    return None


def in_german(
    text: str, lands: frozenset[str], gazetteer: Gazetteer
) -> Iterator[tuple[int, int, str]]:
    """Slavic names in German letters, with English's: "Snihuriwka", "Mykolajiw".

    Args:
        text: the text.
        lands: the countries (ISO 3166-1 alpha-2) that the text surely names places of.
        gazetteer: where the names are looked up as English spells them.
    """
    lands = lands & SLAVIC_LANDS
    for found in _NAME.finditer(text) if lands else ():
        for spelt in _in_english(found[0].lower()):
            rows = gazetteer.names_of(normalise(spelt))
            if any(gazetteer.entry(row).country in lands for row in rows):
                yield found.start(), found.end(), spelt
                break


def _in_english(word: str) -> Iterator[str]:
    """A word of German letters as English would spell its sounds; none where nothing changes."""
    spelt = re.sub("|".join(SLAVIC_SOUNDS), lambda sound: SLAVIC_SOUNDS[sound[0]], word)
    variants = dict.fromkeys(spelt.replace("j", sound) for sound in ("y", "i", ""))
    yield from (variant for variant in variants if variant != word)
