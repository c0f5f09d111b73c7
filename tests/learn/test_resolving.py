"""Weights are learnt from choices, keep their signs, and come out as a table that reads back."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geomap.evaluate.gold import GoldArticle, GoldMention
from geomap.evaluate.texts import recognised
from geomap.learn.choices import Choice, gather
from geomap.learn.resolving import KEPT, as_toml, calibrate, settle
from geomap.places.decide import Weights, weights
from geomap.places.evidence import EVIDENCE

if TYPE_CHECKING:
    from geomap.flow import Tools

NAMES = [claim.__name__ for claim in EVIDENCE]


def choice(right: int | None, *candidates: dict[str, float]) -> Choice:
    """A choice among candidates that have the evidence given, one of them right, or none."""
    values = np.array([[one.get(name, 0.0) for name in NAMES] for one in candidates])
    chosen = np.arange(len(candidates)) == right
    return Choice("x/1", values, chosen, chosen, 10.0)


def test_what_marks_the_right_candidate_gains_weight() -> None:
    """Evidence that right candidates have is weighed, what wrong ones have is not."""
    choices = [choice(0, {"next_to_others": 1.0}, {"prominent": 0.3})] * 50

    learnt = settle(choices, weights())

    assert 1.0 < learnt.by_name["next_to_others"]
    assert 0.0 == learnt.by_name["prominent"]


def test_what_people_set_stays() -> None:
    """Corpora do not move the weights that are people's."""
    choices = [choice(0, dict.fromkeys(KEPT, 1.0), {"prominent": 0.9})] * 50

    learnt = settle(choices, weights())

    assert {name: weights().by_name[name] for name in KEPT} == pytest.approx(
        {name: learnt.by_name[name] for name in KEPT}, abs=0.01
    )


def test_names_that_mean_nothing_here_make_candidates_doubtful() -> None:
    """Where most names have no right candidate, the same evidence is a smaller chance."""
    known, unknown = choice(0, {"prominent": 0.7}), choice(None, {"prominent": 0.7})

    def chance(table: Weights) -> float:
        odds = 0.7 * table.by_name["prominent"]
        return 1 / (1 + math.exp((table.none_of_these - odds) / table.temperature))

    rare = calibrate([*[known] * 10, *[unknown] * 40], weights())
    common = calibrate([*[known] * 40, *[unknown] * 10], weights())

    assert 0.2 == pytest.approx(chance(rare), abs=0.02)
    assert 0.8 == pytest.approx(chance(common), abs=0.02)


def test_the_table_reads_back() -> None:
    """The file has every weight under its sentence, and where they come from."""
    table = replace(weights(), temperature=1.25)
    text = as_toml(table, ["Learnt on nothing."])
    data = tomllib.loads(text)

    assert table.by_name == data["weights"]
    assert 1.25 == data["decision"]["temperature"]
    assert "# Learnt on nothing." in text.splitlines()


def test_a_unit_and_its_seat_are_both_right(tools: Tools) -> None:
    """Which of two of one name is meant is not learnt from annotators' customs."""
    gold = GoldArticle(
        id="1", text="The raids on Idlib went on for days in Syria.", published=None, source=None,
        mentions=(GoldMention(start=13, end=18, lat=35.9306, lon=36.6339, geonameid=169389),),
    )  # fmt: skip
    (only,) = gather([recognised("made", gold, tools)], tools, weights())

    assert 2 == only.right.sum()
