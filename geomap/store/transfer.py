"""Results that outlive a change of overrides: what cannot hold a changed name is not redone.

An override pins, adds or blocks a name, so it can touch no article without that name. Names are
looked for generously: an article counts as holding one if the beginning of each of its words
stands anywhere in the text, since cases, articles and prepositions change the ends of words, or
are written onto them. A place that is called otherwise (``rename``) touches everything.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.gazetteer.names import columns, normalise
from geomap.gazetteer.tables import read_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.config import Config

#: Letters at the beginning of a word that no form of it changes.
_STEM = 3
#: Name, id, action.
Override = tuple[str, str, str]


def overrides_of(config: Config) -> list[Override]:
    """The rows of the overrides of the settings, in their order."""
    path = config.gazetteer.overrides
    rows = read_csv(Path(path)) if path else ()
    return [(cells["name"], cells["id"], cells["action"]) for _line, cells in rows]


def renames(rows: Iterable[Override]) -> list[Override]:
    """The rows whose change touches every article."""
    return [row for row in rows if row[2] == "rename"]


def changed_names(before: Sequence[Override], after: Sequence[Override]) -> list[list[str]]:
    """The words of each name that other rows speak of than before, in normal form."""
    old, new = _by_key(before), _by_key(after)
    return [key.split() for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)]


def _by_key(rows: Sequence[Override]) -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for name, place, action in rows:
        found[normalise(name)].append((place, action))
    return dict(found)


def may_hold(text: str, names: Iterable[Sequence[str]]) -> bool:
    """Whether a text may hold one of the names, given as words in normal form."""
    _starts, _ends, words = columns(text)
    letters = "".join(words)
    return any(all(word[:_STEM] in letters for word in name) for name in names)
