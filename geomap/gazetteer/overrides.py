"""A project's own corrections to the gazetteer: ``overrides.csv``, read when it is opened.

Columns: ``name, id, action, reason``. ``pin``: the name means this place and no other; ``add``:
the place has this name too; ``rename``: the place is called so; ``block``: the name is no place
(with an id: not that place). Each row gives its reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geomap.errors import GazetteerInvalid, InputNotFound
from geomap.gazetteer.names import normalise
from geomap.gazetteer.tables import read_csv

ACTIONS = ("pin", "add", "rename", "block")


@dataclass(frozen=True, slots=True)
class Overrides:
    """The corrections, by normal form of the name."""

    pins: dict[str, int] = field(default_factory=dict)
    added: dict[str, tuple[int, ...]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    """Canonical names by row."""
    blocked: dict[str, frozenset[int] | None] = field(default_factory=dict)
    """Rows that a name does not mean; None for all."""
    digest: str = ""
    """Hash of the file's bytes; "" for no overrides."""

    def applied(self, key: str, rows: Sequence[int]) -> tuple[int, ...]:
        """Rows that a name means, given those that the index has for it."""
        if key in self.pins:
            return (self.pins[key],)
        if key in self.added:
            rows = tuple(dict.fromkeys((*self.added[key], *rows)))
        if key in self.blocked:
            not_meant = self.blocked[key]
            return () if not_meant is None else tuple(row for row in rows if row not in not_meant)
        return tuple(rows)


def read_overrides(path: Path, row_of: Callable[[str], int | None]) -> Overrides:
    """The overrides in a CSV.

    Args:
        path: the file.
        row_of: row of an id; None where the gazetteer has none.

    Raises:
        InputNotFound: there is no such file.
        GazetteerInvalid: a row lacks its reason, or names an action or id that is unknown.
    """
    if not path.is_file():
        raise InputNotFound(path)
    found = Overrides(digest=hashlib.sha256(path.read_bytes()).hexdigest())
    for line, cells in read_csv(path):
        wrong = problem(cells)
        row = row_of(cells["id"]) if not wrong and cells["id"] else None
        if not wrong and cells["id"] and row is None:
            wrong = f"no place has the id {cells['id']!r}"
        if wrong:
            raise GazetteerInvalid(path, line, wrong)
        _apply(found, cells["action"], cells["name"], row)
    return found


def problem(cells: dict[str, str]) -> str:
    """What is wrong with a row by itself, in words; "" when nothing."""
    missing = [name for name in ("name", "id", "action", "reason") if name not in cells]
    if missing:
        return f"there is no column {missing[0]!r}"
    if cells["action"] not in ACTIONS:
        return f"action {cells['action']!r} is none of {', '.join(ACTIONS)}"
    if not cells["reason"]:
        return "give a reason"
    if not normalise(cells["name"]):
        return "give a name"
    return "give an id" if cells["action"] != "block" and not cells["id"] else ""


def _apply(found: Overrides, action: str, name: str, row: int | None) -> None:
    key = normalise(name)
    if action == "block":
        known = found.blocked.get(key, frozenset())
        found.blocked[key] = None if row is None or known is None else known | {row}
        return
    assert row is not None  # noqa: S101 - `problem` asks for the id
    found.added[key] = (*found.added.get(key, ()), row)
    if action == "pin":
        found.pins[key] = row
    elif action == "rename":
        found.names[row] = name
