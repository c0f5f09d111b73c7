"""Which measure a gold file asks for, by the fields of its first record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from geomap.errors import InputNotFound
from geomap.evaluate.claims import score_claims
from geomap.evaluate.coding import score_petrarch, score_plover
from geomap.evaluate.dates import score_dates
from geomap.evaluate.event_location import read_records, score_locations
from geomap.evaluate.precision import read_phrases, score_phrases

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Figures of a file and what was wrong, in words."""

    figures: dict[str, object]
    wrong: list[str]


def score_events(path: Path, tools: Tools, limit: int | None = None) -> Scored | None:
    """The figures of a file of events, times, phrases or coded sentences; None for any other.

    Args:
        path: JSON lines, or a JSON list.
        tools: gazetteer, actors and pipeline.
        limit: records at most.

    Raises:
        InputNotFound: the file does not exist.
    """
    if not path.is_file():
        raise InputNotFound(path)
    try:
        records = read_records(path)
        first: dict[str, Any] | None = next(records, None)
    except ValueError:
        return None  # no JSON: let the reader of its own kind say so
    if not isinstance(first, dict):
        return None
    every = islice(chain([first], records), limit)
    if "spans" in first:
        located = score_locations(path.stem, every, tools)
        return Scored(figures=located.as_dict(), wrong=located.wrong)
    if "expr" in first:
        dated = score_dates(path.stem, every)
        return Scored(figures=dated.as_dict(), wrong=dated.wrong)
    if "eventText" in first or "expected" in first:
        score = score_plover if "eventText" in first else score_petrarch
        coded = score(path.stem, every, tools)
        return Scored(figures=coded.as_dict(), wrong=coded.wrong)
    if "phrase" in first:
        coded_places = score_phrases(path.stem, read_phrases(path), tools)
        return Scored(figures=coded_places.as_dict(), wrong=coded_places.wrong)
    if "event_class" in first:
        told = score_claims(path, every, tools)
        wrong = [f"missed: {one}" for one in told.missed]
        wrong += [f"invented: {one}" for one in told.invented]
        return Scored(figures=told.as_dict(), wrong=[*wrong, *told.wrong])
    return None
