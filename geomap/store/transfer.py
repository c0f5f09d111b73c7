"""Results that outlive a change of overrides: what cannot hold a changed name is not redone.

An override pins, adds or blocks a name, so it can touch no article without that name. Names are
looked for generously: an article counts as holding one if the beginning of each of its words
stands anywhere in the text, since cases, articles and prepositions change the ends of words, or
are written onto them. A place that is called otherwise (``rename``) touches the articles that may
hold any of its names, and those in whose results it, or a unit of its name, stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.gazetteer.names import columns, normalise
from geomap.gazetteer.tables import read_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What tells the results that a change of overrides may have touched."""

    names: list[list[str]]
    """Words of names, in normal form."""
    marks: list[bytes] = field(default_factory=list)
    """Ids and names of places that are called otherwise, as they stand in results."""

    def holds(self, text: str, result: bytes) -> bool:
        """Whether an article of this text and result may be touched."""
        if may_hold(text, self.names) or any(mark in result for mark in self.marks):
            return True
        # Names in other scripts are also met by how they sound.
        return bool(self.marks) and any("\u0370" < letter < "\u1e00" for letter in text)


def touched_by(
    before: Sequence[Override],
    after: Sequence[Override],
    names_of: Callable[[str], Iterable[str]],
) -> Touched:
    """What other rows speak of than before.

    Args:
        before: the overrides of the results.
        after: those of the build at work.
        names_of: every name of the place of an id.
    """
    names, marks = changed_names(before, after), list[bytes]()
    renamed = {row for row in {*before} ^ {*after} if row[2] == "rename"}
    for name, place, _action in sorted(renamed):
        called = [name, *names_of(place)]
        names += [normalise(one).split() for one in called]
        marks += [place.encode(), *(one.encode() for one in called)]
    return Touched(names=[words for words in names if words], marks=marks)


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
