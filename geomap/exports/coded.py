"""What the layouts of other event data sets share: which events they take, and how rows are made.

A layout is a table of columns; each says in one sentence what geomap puts there and has the
function that does. The sentences are written beside the file, so that the mapping can be read.
What those data sets do not code (plans, threats, hypotheses, denials, events without a place or
day) is left out and counted. What has no day but is told as news keeps that of publication.
"""

from __future__ import annotations

import csv
import logging
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.config import Config, gazetteer_folder
from geomap.exports.tables import write_rows
from geomap.layers import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from pandas import DataFrame

    from geomap.layers import Layers

log = logging.getLogger(__name__)

Row = dict[str, Any]
#: What the data sets of others code: it is said to have happened, or to be happening.
HAPPENED = ("occurred", "ongoing", "alleged")
#: Kinds of actor that are a state, and those that bear no arms.
STATES = frozenset({"state", "government", "forces"})
UNARMED = frozenset({"civilians", "population", "media", "monitor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Codes of a country (gazetteer/country_codes.csv)."""

    country: str
    alpha3: str
    numeric: str
    name: str
    region: str


NOWHERE = Country(country="", alpha3="", numeric="", name="", region="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event with what its row refers to."""

    event: Row
    type: Row
    """Its row of event_types."""
    actors: Sequence[Row]
    """Rows of the actors layer."""
    targets: Sequence[Row]
    articles: Sequence[Row]
    country: Country

    @property
    def start(self) -> date:
        """First day."""
        first: date = self.event["event_start"]
        return first


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a layout."""

    name: str
    meaning: str
    """What geomap puts there."""
    value: Callable[[Any], object] = lambda _happening: None
    """The cell for a `Happening`; empty by default."""


@cache
def countries() -> dict[str, Country]:
    """The codes of countries by ISO 3166-1 alpha-2."""
    with (gazetteer_folder(Config()) / "country_codes.csv").open(encoding="utf-8") as file:
        return {row["country"]: Country(**row) for row in csv.DictReader(file)}


def records(frame: DataFrame) -> list[Row]:
    """Rows as dictionaries of plain values; None for what is missing."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def happenings(
    layers: Layers, needs: str, *, everything: bool
) -> tuple[list[Happening], Counter[str]]:
    """The events that a layout takes, in order, and how many it leaves out by reason.

    Args:
        layers: what was built.
        needs: column of event_types that must not be empty (``acled_event``, ``ucdp``).
        everything: take what has not happened and what is denied, too.
    """
    types = {row["event_type"]: row for row in records(layers.event_types)}
    known = {row["actor_id"]: row for row in records(layers.actors)}
    articles = {row["article_id"]: row for row in records(layers.articles)}
    taken, left = [], Counter[str]()
    for event in records(layers.events.drop(columns="geometry")):
        reason = left_out(event, types[event["event_type"]][needs], everything=everything)
        if reason:
            left[reason] += 1
            continue
        actors, targets = opposed(
            event["event_type"],
            [known[name] for name in parts(event["actor_ids"])],
            [known[name] for name in parts(event["target_ids"])],
        )
        taken.append(
            Happening(
                event=event,
                type=types[event["event_type"]],
                actors=actors,
                targets=targets,
                articles=[articles[name] for name in parts(event["article_ids"])],
                country=countries().get(event["country"] or "", NOWHERE),
            )
        )
    return taken, left


def opposed(event_type: str, actors: list[Row], targets: list[Row]) -> tuple[list[Row], list[Row]]:
    """Both sides of a clash: "between the army and rebels" names two doers who fight each other.

    Args:
        event_type: id of the event type.
        actors: rows of the actors layer, as the text names them.
        targets: the same; a clash that has any keeps its sides.
    """
    if event_type != "armed_clash" or targets or len(actors) < 2:
        return actors, targets
    own = [actor for actor in actors if actor["side"] and actor["side"] == actors[0]["side"]]
    first = own if 0 < len(own) < len(actors) else actors[:1]
    return first, [actor for actor in actors if actor not in first]


def left_out(event: Row, code: str | None, *, everything: bool) -> str | None:
    """Why a layout of incidents leaves an event or claim out; None where it takes it."""
    if not everything and event["polarity"] == "denied":
        return "denied"
    if not everything and event["modality"] not in HAPPENED:
        return str(event["modality"])
    if not code:
        return "of a type that it does not code"
    if not event["drawn"]:
        return "without a place"
    if not event["event_start"]:
        return "without a day"
    background = event["date_start"] is None and event["date_basis"] == "unknown"
    return "told as background, without a day" if background and not everything else None


def parts(joined: str | None) -> list[str]:
    """The values of a cell that holds several."""
    return joined.split(SEPARATOR) if joined else []


def certainty(row: Row) -> str:
    """What the layouts have no column for: ``modality=alleged; claims=2; review=corrected``."""
    said = {
        "modality": row["modality"], "polarity": row["polarity"],
        "claims": row.get("n_claims"), "review": (row["review"] or "").replace(SEPARATOR, ","),
    }  # fmt: skip
    return SEPARATOR.join(f"{name}={value}" for name, value in said.items() if value)


def write_layout(
    path: Path,
    title: str,
    columns: Sequence[Field],
    rows: Iterable[Any],
    left: Counter[str],
    *,
    delimiter: str = ",",
) -> list[Path]:
    """Write the table, and beside it what each column holds and what was left out.

    Returns:
        The table and the page.
    """
    made = ([column.value(row) for column in columns] for row in rows)
    write_rows(path, [column.name for column in columns], made, delimiter=delimiter)
    counted = ", ".join(f"{number} {reason}" for reason, number in sorted(left.items()))
    if left:
        log.warning("%s: left out %d: %s.", path.name, left.total(), counted)
    page = path.with_suffix(".md")
    lines = [f"# {title}\n\nLeft out: {counted or 'nothing'}.\n\n| column | meaning |\n|---|---|\n"]
    lines += [f"| `{column.name}` | {column.meaning} |\n" for column in columns]
    page.write_text("".join(lines), encoding="utf-8")
    return [path, page]
