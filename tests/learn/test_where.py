"""The weights of event places are learnt from annotated sentences and kept as a table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from geomap.learn import where

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools


def sentence(text: str, verb: str, place: str | None) -> dict[str, Any]:
    """A sentence with its verb, and the place where it happened."""
    marks = [("VERB", verb), *([("LOCATION", place)] if place else [])]
    return {
        "text": text,
        "spans": [
            {"label": label, "start": text.index(word), "end": text.index(word) + len(word)}
            for label, word in marks
        ],
    }


def test_what_marks_a_place_outweighs_what_marks_none(tools: Tools, tmp_path: Path) -> None:
    """Objects are places and speakers' places are not, so their features part."""
    pytest.importorskip("sklearn", reason="training needs scikit-learn")
    towns = ["Douma", "Hama", "Homs", "Aleppo", "Palmyra", "Raqqa", "Afrin", "Latakia"] * 3
    records = [
        sentence(f"Speaking in Beirut, he said gunmen attacked {town}.", "attacked", town)
        for town in towns
    ]
    made = where.examples(records, tools)
    weights, figures = where.fit(made)
    path = tmp_path / "weights.csv"
    where.write(weights, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(towns) == made.gold
    assert 1.0 == figures["precision"]
    for column in (0, 1):
        sums = [sum(weights[name][column] for name in row if name in weights) for row in made.rows]
        right = [total for total, is_right in zip(sums, made.right, strict=True) if is_right]
        wrong = [total for total, is_right in zip(sums, made.right, strict=True) if not is_right]
        assert min(right) > max(wrong)
    assert sorted(row["feature"] for row in rows) == [row["feature"] for row in rows]
