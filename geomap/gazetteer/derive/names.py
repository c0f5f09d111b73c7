"""What to call a unit: people's spellings first, GeoNames without its type word otherwise."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pycountry

from geomap.gazetteer.derive.tables import slug

if TYPE_CHECKING:
    from pathlib import Path

_TYPE = (
    "Governorate|Province|Region|State|District|Oblast'?|Krai|Kray|Rayon|Raion|Department|County|"
    "Parish|Republic|Municipality|Prefecture|Borough|Voivodeship|Canton|Division|Territory"
)
_TAIL = re.compile(rf"\s+(?P<word>{_TYPE})\Z", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:(?:Autonomous )?"
    r"(?P<word>Region|Province|Department|Republic|State|Municipality|District) of|"
    r"Provincia (?:di|de|del)|Province de|Département d[eu]|Region di|Powiat|Landkreis|Kreis|"
    r"Arrondissement d[eu]|Distrito de|Raionul|Judetul|Comarca de|Municipio de)\s+",
    re.IGNORECASE,
)
#: What is left of a name when only its type word made it one: "Northern", "Central".
_NO_NAME = frozenset(
    """
    northern southern eastern western central north south east west northeast northwest
    southeast southwest upper lower middle capital national federal free new old
    """.split()
)
#: What ISO 3166-2 calls a kind of unit, where newspapers say something else.
_PRESS_WORD = {
    "SY": "Governorate", "UA": "Oblast", "RU": "Oblast", "BY": "Oblast", "KZ": "Region",
    "SA": "Region", "GB": "", "FR": "Region", "DE": "State", "ES": "", "IT": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitName:
    """Name of a unit, what kind of unit it is called, and its other spellings."""

    name: str
    type_word: str
    names: tuple[str, ...]


class UnitNames:
    """Names of first-level units by country and GeoNames name."""

    def __init__(self, path: Path) -> None:
        """Read the hand-edited table of spellings at `path`."""
        self._edited: dict[tuple[str, str], UnitName] = {}
        self._renamed: dict[tuple[str, str], str] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = tuple(filter(None, [*row["names"].split("|"), row["geonames_name"]]))
                country, name = row["country"], row["name"]
                self._edited[country, name] = UnitName(name, row["type_word"], names)
                self._renamed[country, row["geonames_name"]] = name
        self._words: dict[str, str] = {}

    def settle(self, country: str, geonames: set[str]) -> dict[str, str]:
        """The name to use for each of all the first-level units of `country`.

        It is the edited one, or GeoNames' without its type word, unless that is taken:
        "Shaki" and "Shaki City" stay two.
        """
        settled = {name: self._renamed.get((country, name)) for name in geonames}
        bare = {name: stripped(name)[0] for name, edited in settled.items() if edited is None}
        taken = Counter(bare.values()) + Counter(name for name in settled.values() if name)
        return {
            name: edited or (bare[name] if taken[bare[name]] == 1 else name)
            for name, edited in settled.items()
        }

    def of(self, country: str, name: str) -> UnitName:
        """What else the first-level unit with the settled `name` is called."""
        edited = self._edited.get((country, name))
        if edited is not None:
            return edited
        bare, word = stripped(name)
        return UnitName(name, word or self._type_word(country), (bare,))

    def _type_word(self, country: str) -> str:
        if country not in self._words:
            units = pycountry.subdivisions.get(country_code=country) or []  # type: ignore[no-untyped-call]
            count = Counter(unit.type for unit in units if not unit.parent_code)
            # Of words as common as each other, always the same: pycountry keeps no order.
            word = max(count, key=lambda kind: (count[kind], kind), default="")
            self._words[country] = _PRESS_WORD.get(country, word)
        return self._words[country]


def stripped(name: str) -> tuple[str, str]:
    """`name` without its type word, and that word: "Basra Governorate" -> ("Basra", ...)."""
    tail = _TAIL.search(name)
    head = _HEAD.match(name)
    bare, word = name, ""
    if tail:
        bare, word = name[: tail.start()], tail["word"].rstrip("'").capitalize()
    elif head:
        bare, word = name[head.end() :], (head["word"] or "").capitalize()
    is_name = not _NO_NAME.issuperset(re.split(r"[\s-]+", bare.lower()))
    return (bare, word) if is_name else (name, word)


def unit_id(level: int, country: str, *names: str) -> str:
    """Id of a unit: ``admin1:SY/idlib``, ``admin2:US/texas/travis-county``."""
    return f"admin{level}:{country}/{'/'.join(slug(name) for name in names)}"
