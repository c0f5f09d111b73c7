"""Worksheet -> corrections: every row is checked, and all that is wrong is said at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, get_args

from geomap.errors import WorksheetInvalid
from geomap.model import Modality, Polarity
from geomap.review.corrections import ACTIONS, EDITABLE, KEY, Correction
from geomap.review.place import is_place
from geomap.review.sheet import read_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from geomap.gazetteer import Gazetteer
    from geomap.review.sheet import Row

_VOCABULARY = {"modality": get_args(Modality), "polarity": get_args(Polarity)}
_TOLL = ("fatalities_low", "fatalities_best", "fatalities_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What a worksheet says."""

    corrections: list[Correction] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    """Keys of claims whose corrections are taken back."""


def read_worksheet(
    path: Path, gazetteer: Gazetteer, types: Collection[str], articles: Mapping[str, str]
) -> Decisions:
    """The decisions in a worksheet; rows that were left as they are say nothing.

    Args:
        path: a ``.csv`` or ``.xlsx`` file that `write_worksheet` made and people edited.
        gazetteer: knows the ids of places.
        types: ids of event types.
        articles: SHA-256 of the texts by article id, for claims that are added.

    Raises:
        InputNotFound: there is no such file.
        WorksheetInvalid: rows cannot be used; the error names each with its number.
    """
    made, wrong, seen = Decisions(), [], dict[str, int]()
    for number, row in read_rows(path):
        faults = list(_faults(row, gazetteer, types, articles))
        if row["key"] and row["key"] in seen:
            faults.append(f"the claim stands in row {seen[row['key']]} already")
        seen.setdefault(row["key"], number)
        wrong += [f"row {number}: {fault}" for fault in faults]
        if not faults:
            _take(row, made, articles)
    if wrong:
        raise WorksheetInvalid(path, wrong)
    return made


def _take(row: Row, made: Decisions, articles: Mapping[str, str]) -> None:
    action = row["action"].lower()
    if action == "undo":
        made.undone.append(row["key"])
        return
    values = {name: row[name] for name in EDITABLE}
    changed: tuple[str, ...] = ()
    key = row["key"]
    if action == "add":
        key = key or f"{articles[row['article_id']][:16]}:"
        changed = tuple(name for name in EDITABLE if values[name])
    else:
        original = json.loads(row["original"])
        changed = tuple(name for name in EDITABLE if values[name] != original.get(name, ""))
        if changed and action != "drop":
            action = "correct"
        if not action or (action == "correct" and not changed):
            return
    made.corrections.append(
        Correction(
            key=key, action=action, changed=changed, values=values,
            place_text=row["place_text"], trigger=row["trigger"], quote=row["quote"],
            note=row["note"],
        )
    )  # fmt: skip


def _faults(
    row: Row, gazetteer: Gazetteer, types: Collection[str], articles: Mapping[str, str]
) -> Iterator[str]:
    action = row["action"].lower()
    if action not in ("", "undo", *ACTIONS):
        yield f"action {row['action']!r} is none of {', '.join((*ACTIONS, 'undo'))}"
    if action == "add":
        yield from _added_faults(row, articles)
    else:
        if not KEY.fullmatch(row["key"]):
            yield f"key {row['key']!r} is not one of a worksheet; to add a claim, write add"
        if not _is_object(row["original"]):
            yield "the cell original was changed; take it from a new worksheet"
    yield from _value_faults(row, gazetteer, types)


def _added_faults(row: Row, articles: Mapping[str, str]) -> Iterator[str]:
    if row["article_id"] not in articles:
        yield f"no article of the build has the id {row['article_id']!r}"
    if not row["trigger"]:
        yield "an added claim needs a trigger, in the words of the article"
    if not row["event_type"]:
        yield "an added claim needs an event_type"


def _value_faults(row: Row, gazetteer: Gazetteer, types: Collection[str]) -> Iterator[str]:
    if row["event_type"] and row["event_type"] not in types:
        yield f"event_type {row['event_type']!r} is not in gazetteer/event_types.csv"
    # What the worksheet was written with is no mistake: places that only the text tells have ids.
    written = json.loads(row["original"]) if _is_object(row["original"]) else {}
    asked = row["place_id"] != written.get("place_id", "")
    if asked and row["place_id"] and not is_place(row["place_id"], gazetteer):
        yield (
            f"no place has the id {row['place_id']!r}; find it with `geomap gazetteer search`, "
            'or write "latitude, longitude"'
        )
    for name, known in _VOCABULARY.items():
        if row[name] and row[name] not in known:
            yield f"{name} {row[name]!r} is none of {', '.join(known)}"
    days = [_day(row[name]) for name in ("date_start", "date_end")]
    for name, day in zip(("date_start", "date_end"), days, strict=True):
        if row[name] and day is None:
            yield f"{name} {row[name]!r} is not a day like 2018-09-04"
    if days[0] and days[1] and days[1] < days[0]:
        yield "date_end is before date_start"
    for name in _TOLL:
        if row[name] and not row[name].isdecimal():
            yield f"{name} {row[name]!r} is not a whole number"
    toll = [int(row[name]) for name in _TOLL if row[name].isdecimal()]
    if toll != sorted(toll):
        yield "fatalities must rise from low to high"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
