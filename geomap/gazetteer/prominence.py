"""How likely a text means a place when nothing else is known."""

from __future__ import annotations

import math


def prominence(
    kind: str, population: int, n_names: int, feature_code: str, *, edited: bool
) -> float:
    """The prior of a place, 0-1.

    Grows with the logarithm of the population (10 million is 1) and a little with the number
    of names, which counts languages that speak of the place; countries and capitals lead.
    """
    people = min(1.0, math.log10(max(population, 1)) / 7)
    fame = min(1.0, math.log1p(n_names) / 5)
    value = 0.7 * people + 0.2 * fame
    if kind in ("country", "continent", "sea", "region"):
        value = max(value, 0.75) + 0.2
    elif kind == "admin1":
        value = max(value, 0.6)
    elif kind == "admin2":
        # "Will" may be a county, but is seldom said without the word.
        value = min(value, 0.45)
    elif kind in ("river", "lake", "mountain", "island"):
        # Nobody lives in a river, and only those that news speaks of are in the tables.
        value = max(value, 0.55)
    elif feature_code == "PPLC":
        value += 0.1
    if edited:
        value = max(value, 0.35)
    return min(1.0, value)
