"""How likely each name of a sentence is where a deed happened: learnt weights, added up.

Two linear models read the same features. One asks of each name alone whether the deed was there
(logistic); the other lets the names compete with each other and with "nowhere", whose sum is 0
(softmax). The mean of both chances decides: alone, a name knows no rival; in competition, a list
of places shares its chance. Both columns stand in ``weights.csv``, learnt by
`geomap.learn.where` from sentences that people annotated.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.events.where.features import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geomap.events.where.scene import Scene

    #: Weight of a feature of a name alone, and among its rivals, log-odds.
    Weights = Mapping[str, tuple[float, float]]

TABLE = Path(__file__).with_name("weights.csv")


@cache
def weights() -> Weights:
    """The learnt weights by feature."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {name: (float(alone), float(among)) for name, alone, among in rows}


def chances(scene: Scene) -> list[float]:
    """How likely a deed happened at each name of its sentence, 0-1, in their order."""
    table = weights()
    sums = [_total(features(scene, number), table) for number in range(len(scene.every))]
    return [
        (1 / (1 + math.exp(-alone)) + share) / 2
        for (alone, _among), share in zip(sums, shares([m for _, m in sums]), strict=True)
    ]


def parts(scene: Scene, number: int) -> dict[str, float]:
    """What each feature adds to the log-odds of a name, the mean of both models."""
    table = weights()
    found = {name: table[name] for name in set(features(scene, number)) if name in table}
    return {name: (alone + among) / 2 for name, (alone, among) in sorted(found.items())}


def shares(sums: Sequence[float]) -> list[float]:
    """The softmax of some sums beside one of 0, for none of them."""
    top = max(0.0, *sums) if sums else 0.0
    parts = [math.exp(one - top) for one in sums]
    whole = sum(parts) + math.exp(-top)
    return [part / whole for part in parts]


def _total(names: Iterable[str], table: Weights) -> tuple[float, float]:
    found = [pair for pair in map(table.get, set(names)) if pair is not None]
    alone, among = zip(*found, strict=True)
    return math.fsum(alone), math.fsum(among)
