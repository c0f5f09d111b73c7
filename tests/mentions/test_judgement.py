"""Phrases are weighed and added up."""

from __future__ import annotations

from itertools import permutations

from geomap.mentions.judgement import BIAS, probability


def test_phrases_count_alike_in_any_order() -> None:
    """Sets give phrases in another order each run, and no verdict hangs on the last digit."""
    table = {BIAS: 0.0, "a name": 7.7, "a word": -3.4, "in a report": -4.3}
    phrases = [phrase for phrase in table if phrase != BIAS]

    assert 1 == len({probability(order, table) for order in permutations(phrases)})
