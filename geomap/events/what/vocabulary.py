"""The vocabulary of events: the tables of event types and of the words that name them.

Rows of ``gazetteer/triggers.csv``: a lemma with its part of speech, the event type it names,
what it needs beside it and what must not stand there (``slot:word|word``, with the slots of
`geomap.events.what.slots`). ``gazetteer/event_types.csv``: the types, with their codes elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.errors import GazetteerInvalid
from geomap.events.what.slots import SLOTS
from geomap.gazetteer.own import tables_in_use
from geomap.gazetteer.tables import read_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.gazetteer.own import TableFile

#: The words of ``frame``, which `gazetteer/README.md` explains.
FRAMES = frozenset(
    """
    owner-target of-actor from-actor to-target with-target with-beside on-topic passive-actor
    """.split()
)


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One row of the trigger table."""

    lemma: str
    pos: str
    type: str
    needs: tuple[tuple[str, frozenset[str]], ...]
    blocks: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of the event type table; crosswalks are codes of the vocabularies named."""

    id: str
    family: str
    label: str
    acled_event: str
    acled_sub_event: str
    plover_event: str
    plover_mode: str
    cameo: str
    ucdp: str
    kin: str
    frame: str
    description: str


def event_types(folder: Path | None = None) -> dict[str, EventType]:
    """The event types by id: those of `folder`, or of the tables in use.

    Raises:
        GazetteerInvalid: a row has no id or family, or the wrong number of cells.
    """
    return _types(tables_in_use("event_types.csv", folder))


@cache
def _types(files: tuple[TableFile, ...]) -> dict[str, EventType]:
    types: dict[str, EventType] = {}
    for path, _changed in files:
        for line, row in read_csv(path):
            if not row.get("id") or not row.get("family"):
                raise GazetteerInvalid(path, line, "an event type needs an id and a family")
            for word in row.get("frame", "").split():
                if word not in FRAMES:
                    known = ", ".join(sorted(FRAMES))
                    raise GazetteerInvalid(path, line, f"no frame {word!r}, know {known}")
            cells = {name: row.get(name, "") for name in EventType.__slots__}
            cells["label"] = cells["label"] or row["id"].replace("_", " ").capitalize()
            types[row["id"]] = EventType(**cells)
    return types


def takes(event_type: str | None, word: str) -> bool:
    """Whether a type has a word of `FRAMES`; what is no type has none."""
    row = event_types().get(event_type or "")
    return row is not None and word in row.frame.split()


def are_kin(one: str, two: str) -> bool:
    """Whether two types may tell of one happening: a raid, and whom it killed.

    Args:
        one: id of an event type; types share a word of their ``kin`` cells, or are the same.
        two: id of another.
    """
    types = event_types()
    return one == two or bool({*types[one].kin.split()} & {*types[two].kin.split()})


def kin_families() -> dict[str, str]:
    """For each event type, the first of the types that a chain of kin joins it with."""
    return _kin_families(tables_in_use("event_types.csv"))


@cache
def _kin_families(files: tuple[TableFile, ...]) -> dict[str, str]:
    words = {one: {*row.kin.split()} for one, row in _types(files).items()}
    first = {one: one for one in words}
    for one, mine in words.items():
        for two, theirs in words.items():
            if first[two] != first[one] and mine & theirs:
                joined = sorted((first[one], first[two]))
                first = {k: joined[0] if v == joined[1] else v for k, v in first.items()}
    return first


def trigger_table(folder: Path | None = None) -> dict[tuple[str, str], tuple[TriggerRow, ...]]:
    """The trigger rows by lemma and part of speech, those with most needs first.

    A row of a later table takes the place of one with the same lemma, part of speech, needs and
    blocks; one with the type ``-`` takes all triggers of its lemma and part of speech away.

    Raises:
        GazetteerInvalid: a row names an unknown type or slot.
    """
    types = tables_in_use("event_types.csv", folder)
    return _triggers(tables_in_use("triggers.csv", folder), types)


@cache
def _triggers(
    files: tuple[TableFile, ...], types: tuple[TableFile, ...]
) -> dict[tuple[str, str], tuple[TriggerRow, ...]]:
    known = _types(types)
    table: dict[tuple[str, str], list[TriggerRow]] = {}
    for path, _changed in files:
        for line, row in read_csv(path):
            key = row.get("lemma", ""), row.get("pos", "")
            if not all(key):
                raise GazetteerInvalid(path, line, "a trigger needs a lemma and a pos")
            if row.get("type") == "-":
                table.pop(key, None)
                continue
            if row.get("type") not in known:
                raise GazetteerInvalid(path, line, f"no event type {row.get('type')!r}")
            needs = tuple(_slots(row.get("needs", ""), path, line))
            blocks = tuple(_slots(row.get("blocks", ""), path, line))
            others = [r for r in table.get(key, ()) if (r.needs, r.blocks) != (needs, blocks)]
            table[key] = [*others, TriggerRow(*key, row["type"], needs, blocks)]
    return {
        key: tuple(sorted(rows, key=lambda row: -len(row.needs))) for key, rows in table.items()
    }


def _slots(text: str, path: Path, line: int) -> Iterator[tuple[str, frozenset[str]]]:
    for part in text.split():
        slot, _, words = part.partition(":")
        if slot not in SLOTS:
            raise GazetteerInvalid(path, line, f"no slot {slot!r}, know {', '.join(SLOTS)}")
        yield slot, frozenset(words.split("|"))


def trigger_lemmas() -> frozenset[str]:
    """The lemmas of the trigger table in use."""
    types = tables_in_use("event_types.csv")
    return _lemmas(tables_in_use("triggers.csv"), types)


@cache
def _lemmas(files: tuple[TableFile, ...], types: tuple[TableFile, ...]) -> frozenset[str]:
    return frozenset(lemma for lemma, _pos in _triggers(files, types))
