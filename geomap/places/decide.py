"""Evidence -> probabilities: the weighted sum of what is known, through a softmax."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geomap.places.evidence import EVIDENCE

if TYPE_CHECKING:
    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention
    from geomap.places.context import Context


@dataclass(frozen=True, slots=True)
class Weights:
    """The table of ``weights.toml``."""

    by_name: dict[str, float]
    temperature: float
    none_of_these: float


@cache
def weights() -> Weights:
    """The weights that come with geomap."""
    data = tomllib.loads((files("geomap.places") / "weights.toml").read_text(encoding="utf-8"))
    decision = data["decision"]
    return Weights(data["weights"], decision["temperature"], decision["none_of_these"])


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its evidence and probability."""

    hit: Hit
    entry: Entry
    values: tuple[float, ...]
    """What each function of `EVIDENCE` returned, in order."""
    log_odds: float
    probability: float


def weigh(mention: Mention, hits: list[Hit], context: Context) -> list[Weighed]:
    """All candidates of a mention, likeliest first; ties go to the lower row."""
    table = weights()
    rated = []
    for hit in hits:
        entry = context.gazetteer.entry(hit.row)
        values = tuple(claim(mention, hit, entry, context) for claim in EVIDENCE)
        odds = sum(
            table.by_name[claim.__name__] * value
            for claim, value in zip(EVIDENCE, values, strict=True)
        )
        rated.append((hit, entry, values, odds))
    if not rated:
        return []
    top = max(table.none_of_these, *(odds for *_rest, odds in rated))
    shares = [math.exp((odds - top) / table.temperature) for *_rest, odds in rated]
    total = sum(shares) + math.exp((table.none_of_these - top) / table.temperature)
    weighed = [
        Weighed(hit, entry, values, odds, share / total)
        for (hit, entry, values, odds), share in zip(rated, shares, strict=True)
    ]
    return sorted(weighed, key=lambda one: (-one.probability, one.entry.row))
