"""Annotated mentions as choices: the candidates of each with their evidence, and which is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.gazetteer.index import distance_km
from geomap.places.decide import weigh
from geomap.places.kinds import GREAT_CITY
from geomap.places.resolve import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.evaluate.gold import GoldMention
    from geomap.evaluate.texts import Text
    from geomap.flow import Tools
    from geomap.gazetteer import Entry
    from geomap.places.decide import Weights

#: A candidate within this distance of the gold point is right where ids do not say, km.
_RIGHT_KM = 10.0
#: Of areas, the nearest within this distance, or half its own radius, is right, km.
_AREA_KM = 161.0
_AREAS = frozenset({"country", "admin1", "admin2", "region", "continent", "sea"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One mention with its candidates."""

    article: str
    """Corpus and id of the text."""
    values: NDArray[np.float64]
    """Evidence, shape (candidates, len(EVIDENCE))."""
    right: NDArray[np.bool_]
    """Shape (candidates,); none is right where the gazetteer lacks the place."""
    near: NDArray[np.bool_]
    """Shape (candidates,): right, or within `_AREA_KM` of it: what a placement is scored by."""
    weight: float
    """What the mention counts for: every corpus counts the same, however large."""


def gather(texts: Sequence[Text], tools: Tools, table: Weights) -> list[Choice]:
    """The choices of all texts whose place the corpus tells, under the weights of `table`."""
    by_corpus: dict[str, list[_Gathered]] = {}
    for text in texts:
        by_corpus.setdefault(text.corpus, []).extend(_choices(text, tools, table))
    return [
        Choice(*one, 1000.0 / len(choices)) for choices in by_corpus.values() for one in choices
    ]


#: Article, evidence, what is right, and what is near it.
_Gathered = tuple[str, "NDArray[np.float64]", "NDArray[np.bool_]", "NDArray[np.bool_]"]


def _choices(text: Text, tools: Tools, table: Weights) -> Iterator[_Gathered]:
    gazetteer = tools.gazetteer
    hits, context = prepare(text.article, text.given, gazetteer, tools.config, text.others, table)
    for gold, mention in zip(text.gold.mentions, text.given, strict=True):
        weighed = weigh(mention, hits[mention.id], context, table)
        if not weighed or (gold.lat is None and gold.geonameid is None):
            continue
        entries = [one.entry for one in weighed]
        right = _right(gold, entries)
        if mention.kind_hint is None:
            _pair(right, entries)
        if gold.lat is None and not right.any():
            continue  # an id that the gazetteer lacks says nothing about where
        values = np.array([one.values for one in weighed])
        near = right | (_apart(gold, entries) <= _AREA_KM)
        yield f"{text.corpus}/{text.gold.id}", values, right, near


def _pair(right: NDArray[np.bool_], entries: Sequence[Entry]) -> None:
    """Count a unit as right with its seat of the same name, and the seat with the unit.

    Which of the two a bare name means is a custom of annotators; it is not learnt from them.
    """
    units = {e.row: number for number, e in enumerate(entries) if e.kind == "admin1"}
    for number, entry in enumerate(entries):
        unit = units.get(entry.admin1_row or -1)
        if unit is not None and entry.kind == "city" and entry.population < GREAT_CITY:
            right[[number, unit]] = right[number] or right[unit]


def _right(gold: GoldMention, entries: Sequence[Entry]) -> NDArray[np.bool_]:
    """Which candidates are the place meant: by id, else by distance."""
    same = np.array([bool(gold.geonameid) and e.geonameid == gold.geonameid for e in entries])
    if same.any() or gold.lat is None or gold.lon is None:
        return same
    apart = _apart(gold, entries)
    near = apart <= _RIGHT_KM
    if near.any():
        return near
    # Others may put the point of a large area elsewhere within it.
    reach = np.array([max(_AREA_KM, e.radius_km / 2) if e.kind in _AREAS else 0 for e in entries])
    apart = np.where(apart <= reach, apart, np.inf)
    nearest: NDArray[np.bool_] = (apart == apart.min()) & np.isfinite(apart)
    return nearest


def _apart(gold: GoldMention, entries: Sequence[Entry]) -> NDArray[np.float64]:
    """Distance of each candidate, km; infinite where the corpus gives no point."""
    if gold.lat is None or gold.lon is None:
        return np.full(len(entries), np.inf)
    return np.array([distance_km(e.lat, e.lon, gold.lat, gold.lon) for e in entries])
