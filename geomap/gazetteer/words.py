"""The small tables of words: demonyms, abbreviations, and names that are also words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from geomap.errors import GazetteerInvalid
from geomap.gazetteer.layout import DEMONYM
from geomap.gazetteer.matching import DEMONYM_FORMS, FLAGS
from geomap.gazetteer.names import normalise
from geomap.gazetteer.tables import read_csv


@dataclass(slots=True)
class Words:
    """What the tables say, by normal form."""

    demonyms: dict[tuple[str, int, int], None] = field(default_factory=dict)
    """(normal form, row, form) in table order."""
    flags: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, list[int]] = field(default_factory=dict)
    postal: set[str] = field(default_factory=set)

    def keys(self) -> Iterator[str]:
        """Normal forms that the trie of names must hold."""
        yield from self.flags

    def write(self, stage: Path, trie: Any) -> None:
        """Write ``names.flags.bin`` and ``demonyms.bin`` for the trie of names."""
        flags = np.zeros(len(trie), "u1")
        for word, bits in self.flags.items():
            flags[trie[word]] = bits
        flags.tofile(stage / "names.flags.bin")
        owners = [(trie[word], row, form) for word, row, form in self.demonyms]
        table = np.array(owners, DEMONYM)
        table[np.argsort(table["key"], kind="stable")].tofile(stage / "demonyms.bin")


def read(
    tables: Mapping[str, Path],
    row_of: Callable[[str], int | None],
    countries: Mapping[str, int],
) -> Words:
    """The words of the tables that are there.

    Args:
        tables: paths by file name.
        row_of: row of an id.
        countries: rows of countries by ISO 3166-1 alpha-2 code.

    Raises:
        GazetteerInvalid: a form or reason is unknown. A word of a place that no table has is
            left out, so that a small gazetteer can share the tables.
    """
    found = Words()
    for path, line, row in _rows(tables, "demonyms.csv"):
        owner, form = row["country_or_id"], row["form"]
        number = countries.get(owner, row_of(owner))
        if form not in DEMONYM_FORMS:
            raise GazetteerInvalid(path, line, f"form {form!r} is none of {DEMONYM_FORMS}")
        if number is not None:
            word = normalise(row["word"])
            found.demonyms[word, number, DEMONYM_FORMS.index(form)] = None
            _flag(found, word, "demonym")
    for _path, _line, row in _rows(tables, "abbreviations.csv"):
        owner = row["id_or_country"]
        number = countries.get(owner, row_of(owner))
        if number is not None:
            found.abbreviations.setdefault(row["abbreviation"], []).append(number)
            if row["note"] == "postal":
                found.postal.add(row["abbreviation"])
    for path, line, row in _rows(tables, "common_words.csv"):
        if row["why"] not in FLAGS[:4]:
            raise GazetteerInvalid(path, line, f"why {row['why']!r} is none of {FLAGS[:4]}")
        _flag(found, normalise(row["name"]), row["why"])
    return found


def _flag(found: Words, word: str, flag: str) -> None:
    found.flags[word] = found.flags.get(word, 0) | 1 << FLAGS.index(flag)


def _rows(tables: Mapping[str, Path], name: str) -> Iterator[tuple[Path, int, dict[str, str]]]:
    path = tables.get(name)
    if path is not None:
        for line, row in read_csv(path):
            yield path, line, row
