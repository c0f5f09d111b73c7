"""What an analyst corrected, in a CSV that every build of the output folder reads.

A correction is found again by the hash of the article's text and the offsets of the trigger, so
it holds as long as the text is the same, whatever geomap learns meanwhile.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from geomap.config import Config
from geomap.errors import CorrectionsInvalid

#: The file, under the output folder unless ``review.corrections`` names another.
FILE = "corrections.csv"
#: What an analyst may change of a claim: columns of the claims layer.
EDITABLE = (
    "event_type", "actors", "targets", "place_id", "date_start", "date_end", "modality",
    "polarity", "attributed_to", "fatalities_low", "fatalities_best", "fatalities_high",
)  # fmt: skip
ACTIONS = ("confirm", "correct", "drop", "add")
_COLUMNS = ("key", "action", "changed", *EDITABLE, "place_text", "trigger", "quote", "note")


def corrections_file(config: Config, output: Path) -> Path:
    """Where the corrections of an output folder are kept."""
    return Path(config.review.corrections) if config.review.corrections else output / FILE


#: The key of a claim: hash of the text (16 hexadecimal digits), offsets of the trigger, and which
#: of its claims where it has several.
KEY = re.compile(r"[0-9a-f]{16}:(\d+)-(\d+)(?::(\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was decided on one claim."""

    key: str
    """Of the claim: ``ab..:12-20``, or ``ab..:12-20:2``, as `KEY` has it."""
    action: str
    """One of `ACTIONS`."""
    changed: tuple[str, ...] = ()
    """Names of `EDITABLE` whose value is the analyst's."""
    values: dict[str, str] = field(default_factory=dict)
    """By name of `EDITABLE`: the whole claim, so that it can be made anew."""
    place_text: str = ""
    """Words of the article that name the place."""
    trigger: str = ""
    quote: str = ""
    note: str = ""

    @property
    def text_hash(self) -> str:
        """First 16 digits of the SHA-256 of the article's text."""
        return self.key.partition(":")[0]

    @property
    def at(self) -> tuple[int, int, int] | None:
        """Offsets of the trigger and which claim of it; None where only its words are known."""
        found = KEY.fullmatch(self.key)
        return (int(found[1]), int(found[2]), int(found[3] or 1)) if found else None


def read_corrections(path: Path) -> list[Correction]:
    """The corrections in a file; none where it does not exist.

    Raises:
        CorrectionsInvalid: the file is not one that `write_corrections` wrote.
    """
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise CorrectionsInvalid(path, [f"there is no column {missing[0]!r}"])
            return [_correction(row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise CorrectionsInvalid(path, [str(error)]) from error


def _correction(row: dict[str, str]) -> Correction:
    return Correction(
        key=row["key"],
        action=row["action"],
        changed=tuple(row["changed"].split()),
        values={name: row[name] for name in EDITABLE},
        **{name: row[name] for name in ("place_text", "trigger", "quote", "note")},
    )


def write_corrections(corrections: Iterable[Correction], path: Path) -> None:
    """Write the file whole or not at all, in the order of keys."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stage = path.with_name(f".{path.name}.part")
    with stage.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for one in sorted(corrections, key=lambda one: (one.key, one.quote, one.trigger)):
            values = [one.values.get(name, "") for name in EDITABLE]
            last = (one.place_text, one.trigger, one.quote, one.note)
            writer.writerow([one.key, one.action, " ".join(one.changed), *values, *last])
        file.flush()
        os.fsync(file.fileno())
    stage.replace(path)


def merged(
    old: Iterable[Correction], new: Iterable[Correction], undone: Iterable[str]
) -> list[Correction]:
    """All corrections, the later ones in place of earlier ones of the same claim.

    What an earlier correction changed stays changed; `undone` keys are forgotten.
    """
    kept = {_identity(one): one for one in old if one.key not in set(undone)}
    for one in new:
        before = kept.get(_identity(one))
        if before is not None and one.action in ("confirm", "correct"):
            changed = tuple(name for name in EDITABLE if name in (*before.changed, *one.changed))
            added = "add" if before.action == "add" else "correct" if changed else one.action
            one = Correction(  # noqa: PLW2901 - the same decision, with what came before
                key=one.key, action=added, changed=changed, values=one.values,
                place_text=one.place_text, trigger=one.trigger, quote=one.quote,
                note=one.note or before.note,
            )  # fmt: skip
        kept[_identity(one)] = one
    return list(kept.values())


def _identity(one: Correction) -> tuple[str, ...]:
    """Claims that are added by their words have no offsets yet, so the words tell them apart."""
    return (one.key,) if one.at else (one.key, one.trigger, one.quote)
