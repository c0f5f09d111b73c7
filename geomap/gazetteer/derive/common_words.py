"""Names of the gazetteer that are also English words or people's names.

A capitalised "Nice", "Reading" or "Jordan" may be a word at the start of a sentence or a
person; the table lets recognition ask for more evidence. Words come from Debian's
``wamerican`` list, people's names from the United States census of 1990 (package ``names``).
Rows that people wrote into the table are kept.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = Path("/usr/share/dict/american-english")

#: Least share of the census, percent, for a name to count: rarer ones hide real places.
_LEAST_SHARE = {"dist.male.first": 0.01, "dist.female.first": 0.015, "dist.all.last": 0.006}

#: Words whose capitalised form nearly always is the place.
_PLACES_FIRST = frozenset(
    """
    london boston anchorage angora archangel astrakhan berlin bologna bordeaux cairns canton
    cashmere champagne cologne damask fez geneva havana java jersey limerick liege madras manila
    marathon mecca meshed morocco muscat natal oxford panama paris perm phoenix savannah
    shanghai surrey tangier timbuktu troy tuxedo wellington yorkshire zion china turkey chad
    """.split()
)


def derive(target: Path, words: Path = WORDS) -> int:
    """Add to ``common_words.csv`` in `target` what `words` and the census say; its rows.

    Args:
        target: folder of the source tables; ``geonames.parquet`` must be there.
        words: an English word list, one word a line.
    """
    path = target / "common_words.csv"
    rows: dict[str, str] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["name"]: row["why"] for row in csv.DictReader(file)}
    known = _known_names(target)
    for name, why in [*_common_words(words, known), *_person_names(known)]:
        rows.setdefault(name, why)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "why"])
        writer.writerows(sorted(rows.items()))
    return len(rows)


def _known_names(target: Path) -> dict[str, str]:
    """Single words of the gazetteer as written, by their lower case."""
    known: dict[str, str] = {}
    table = pq.read_table(target / "geonames.parquet", columns=["name", "names"])
    for row in table.to_pylist():
        for name in [row["name"], *row["names"]]:
            if " " not in name and name.isascii():
                known.setdefault(name.lower(), name)
    return known


def _common_words(words: Path, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    for line in words.read_text(encoding="utf-8").splitlines():
        if line.islower() and line in known and line not in _PLACES_FIRST:
            yield line.capitalize(), "common-word"


def _person_names(known: dict[str, str]) -> Iterator[tuple[str, str]]:
    for table, least in _LEAST_SHARE.items():
        for line in (files("names") / table).read_text("ascii").splitlines():
            name, share, *_ = line.split()
            place = name.lower()
            if float(share) >= least and place in known and place not in _PLACES_FIRST:
                yield name.capitalize(), "person-name"
