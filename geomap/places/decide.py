"""Evidence -> probabilities: the weighted sum of what is known, through a softmax."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geomap.places.evidence import EVIDENCE, seat_of_a_namesake

if TYPE_CHECKING:
    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention
    from geomap.places.context import Context

    #: A candidate with its evidence and log-odds.
    _Rated = tuple[Hit, Entry, tuple[float, ...], float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The table of ``weights.toml``."""

    by_name: dict[str, float]
    temperature: float
    """Divides the log-odds before they become probabilities."""
    none_of_these: float
    """Log-odds of the chance that no candidate is meant."""
    first_doubt: float
    """How many times the temperature is higher in the first pass, which is no verdict yet."""


@cache
def weights() -> Weights:
    """The weights that come with geomap."""
    data = tomllib.loads((files("geomap.places") / "weights.toml").read_text(encoding="utf-8"))
    decision = data["decision"]
    return Weights(
        data["weights"],
        decision["temperature"],
        decision["none_of_these"],
        decision["first_doubt"],
    )


_NAMES = [claim.__name__ for claim in EVIDENCE]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its evidence and probability."""

    hit: Hit
    entry: Entry
    values: tuple[float, ...]
    """What each function of `EVIDENCE` returned, in order."""
    log_odds: float
    probability: float


def weigh(
    mention: Mention, hits: list[Hit], context: Context, table: Weights | None = None
) -> list[Weighed]:
    """All candidates of a mention, likeliest first; ties go to the lower row.

    Args:
        mention: the mention.
        hits: its candidates.
        context: the article around it; without a picture, this is a first pass.
        table: the weights; those that come with geomap where it is None.
    """
    table = table or weights()
    temperature = table.temperature * (1.0 if context.picture else table.first_doubt)
    factors = [table.by_name[claim.__name__] for claim in EVIDENCE]
    rated: list[_Rated] = []
    for hit in hits:
        entry = context.gazetteer.entry(hit.row)
        values = tuple(claim(mention, hit, entry, context) for claim in EVIDENCE)
        odds = sum(map(float.__mul__, factors, values))
        rated.append((hit, entry, values, odds))
    if not rated:
        return []
    rated = _seats_speak_for_units(rated, table)
    top = max(table.none_of_these, *(odds for *_rest, odds in rated))
    shares = [math.exp((odds - top) / temperature) for *_rest, odds in rated]
    total = sum(shares) + math.exp((table.none_of_these - top) / temperature)
    weighed = [
        Weighed(hit, entry, values, odds, share / total)
        for (hit, entry, values, odds), share in zip(rated, shares, strict=True)
    ]
    return sorted(weighed, key=lambda one: (-one.probability, one.entry.row))


def _seats_speak_for_units(rated: list[_Rated], table: Weights) -> list[_Rated]:
    """The candidates with each unit as likely as its seat of the same name would be.

    What speaks for the town of Geneva speaks for Geneva, whichever of the two the canton and its
    seat are told apart for; else the two would share what they have, and a third would win.
    """
    at = _NAMES.index(seat_of_a_namesake.__name__)
    against = table.by_name[seat_of_a_namesake.__name__]
    strength: dict[int | None, float] = {}
    for _hit, entry, values, odds in rated:
        if values[at]:
            own = odds - against * values[at]
            strength[entry.admin1_row] = max(own, strength.get(entry.admin1_row, own))
    return [
        (hit, entry, values, max(odds, strength.get(entry.row, odds)))
        for hit, entry, values, odds in rated
    ]
