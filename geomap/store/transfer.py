"""Results that outlive a change of the gazetteer: what cannot hold a changed name is not redone.

An override pins, adds or blocks a name, so it can touch no article without that name. Names are
looked for generously: an article counts as holding one if the beginning of each of its words
stands anywhere in the text, since cases, articles and prepositions change the ends of words, or
are written onto them. A place that is called otherwise (``rename``) touches the articles that may
hold any of its names, and those in whose results it, or a unit of its name, stands. A place that
a table adds (`geomap.store.added`) is also found by how it sounds and by names that are like its.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.gazetteer import romanise
from geomap.gazetteer.names import columns, normalise
from geomap.gazetteer.tables import read_csv
from geomap.store.added import AddedTables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.config import Config
    from geomap.store.added import AddedRow

#: Letters at the beginning of a word that no form of it changes.
_STEM = 3
#: Likeness of letters, of 100, from which a text may hold a name that is spelt otherwise; what
#: finds places wants more.
_LIKE = 75
#: Name, id, action.
Override = tuple[str, str, str]


def overrides_of(config: Config) -> list[Override]:
    """The rows of the overrides of the settings, in their order."""
    path = config.gazetteer.overrides
    rows = read_csv(Path(path)) if path else ()
    return [(cells["name"], cells["id"], cells["action"]) for _line, cells in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What the results of a build depend on beside the articles."""

    recipe: bytes
    base: bytes
    overrides: list[Override]
    added: AddedTables

    def like(self, other: MadeBy) -> bool:
        """Whether what differs between two can be told row by row."""
        return (self.base, self.added.whole) == (other.base, other.added.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What tells the results that a change of overrides may have touched."""

    names: list[list[str]]
    """Words of names, in normal form."""
    marks: list[bytes] = field(default_factory=list)
    """Ids and names of places that are called otherwise, as they stand in results."""
    added: list[str] = field(default_factory=list)
    """Names of places that are new, or gone, in normal form."""

    def holds(self, text: str, result: bytes) -> bool:
        """Whether an article of this text and result may be touched."""
        if may_hold(text, self.names) or any(mark in result for mark in self.marks):
            return True
        if may_be_like(text, self.added):
            return True
        # Names in other scripts are also met by how they sound.
        return bool(self.marks) and any("\u0370" < letter < "\u1e00" for letter in text)


def touched_by(
    before: Sequence[Override],
    after: Sequence[Override],
    names_of: Callable[[str], Iterable[str]],
    rows: Iterable[AddedRow] = (),
) -> Touched:
    """What other rows speak of than before.

    Args:
        before: the overrides of the results.
        after: those of the build at work.
        names_of: every name of the place of an id.
        rows: of added tables, that are new or gone.
    """
    names, marks = changed_names(before, after), list[bytes]()
    renamed = {row for row in {*before} ^ {*after} if row[2] == "rename"}
    for name, place, _action in sorted(renamed):
        called = [name, *names_of(place)]
        names += [normalise(one).split() for one in called]
        marks += [place.encode(), *(one.encode() for one in called)]
    added = []
    for row in rows:
        if row.written:
            names += [normalise(one).split() for one in row.names]
        else:
            added += [normalise(one) for one in row.names]
        marks += [row.id.encode(), *([row.unit.encode()] if row.unit else [])]
    names = [words for words in names if words]
    return Touched(names=names, marks=marks, added=[one for one in added if one])


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


def may_be_like(text: str, names: Sequence[str]) -> bool:
    """Whether a text may hold something that is like one of the names, in normal form."""
    if not names:
        return False
    from rapidfuzz.fuzz import partial_ratio

    words = tuple(columns(text)[2])
    letters, heard = " ".join(words), romanise.key(words)
    return any(
        partial_ratio(name, letters, score_cutoff=_LIKE)
        or romanise.key(tuple(name.split())) in heard
        for name in names
    )
