"""CSV that spreadsheets and scripts read alike, and the table of its columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geomap.exports import FORMATS, write_data_package, write_field_table
from geomap.exports.tables import cell
from geomap.layers import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.layers import Layers


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    """What a spreadsheet would run gets an apostrophe in front; numbers stay numbers."""
    assert f"'{formula}" == cell(formula)
    assert "-1" == cell(-1)
    assert "-1.5" == cell(-1.5)


def test_cells_are_plain() -> None:
    """Missing is empty, flags are words, days are ISO 8601, coordinates have six decimals."""
    assert "" == cell(None)
    assert "" == cell(float("inf"))
    assert "true" == cell(True)
    assert "2018-09-04" == cell(date(2018, 9, 4))
    assert "2018-09-04" == cell(pd.Timestamp("2018-09-04"))
    assert "36.320333" == cell(36.3203333, "longitude")
    assert "0.1235" == cell(0.123456, "score")


def test_every_layer_comes_back(layers: Layers, tmp_path: Path) -> None:
    """Each layer is a CSV with its rows; coordinates have the names that others look for."""
    FORMATS["csv"](layers, tmp_path)

    for name in SCHEMA:
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(getattr(layers, name)) == len(rows)
    events = pd.read_csv(tmp_path / "csv" / "events.csv")
    assert {"latitude", "longitude"} <= set(events.columns)
    assert layers.events["event_id"].tolist() == events["event_id"].tolist()


def test_hostile_text_comes_back(war: Callable[..., Layers], tmp_path: Path) -> None:
    """Quotes, commas, line ends and formulas survive, the latter as text."""
    hostile = '=HYPERLINK("http://x","a,b")\nالرقة'
    FORMATS["csv"](war(lambda _text: hostile), tmp_path)
    mentions = pd.read_csv(tmp_path / "csv" / "mentions.csv")

    assert {f"'{hostile}"} == set(mentions["role_cue"].dropna())


def test_every_column_is_explained(tmp_path: Path) -> None:
    """README and Table Schema name each column of each layer, with its meaning, once."""
    text = write_field_table(tmp_path / "README.md").read_text(encoding="utf-8")
    package = json.loads(write_data_package(tmp_path / "p.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}

    assert set(SCHEMA) == set(resources)
    for layer, columns in SCHEMA.items():
        section = text.split(f"\n## {layer}\n")[1].split("\n## ")[0]
        fields = {field["name"]: field for field in resources[layer]["schema"]["fields"]}
        assert len(columns) == len({column.name for column in columns})
        for column in columns:
            assert f"| `{column.name}` | {column.type} | {column.unit} |" in section
            assert column.meaning
            assert column.meaning == fields[column.name]["description"]
            assert column.unit == fields[column.name].get("unit", "")


def test_quantities_have_units() -> None:
    """A number says of what; only counts of rows need no unit."""
    bare = [
        f"{layer}.{column.name}"
        for layer, columns in SCHEMA.items()
        for column in columns
        if column.type in ("number", "count") and not column.unit
    ]

    assert [] == [name for name in bare if not name.split(".")[1].startswith("n_")]


def test_cells_keep_to_their_vocabulary(layers: Layers) -> None:
    """A column with a vocabulary holds nothing else."""
    for layer, columns in SCHEMA.items():
        for column in columns:
            known = set(column.values)
            if known:
                cells = getattr(layers, layer)[column.name].dropna()
                said = {part for value in cells for part in value.split("; ")}
                assert said <= known, f"{layer}.{column.name}"


def test_table_schema_names_what_is_in_the_files(layers: Layers, tmp_path: Path) -> None:
    """Each resource of the package exists, with exactly the columns it declares."""
    *_, path = FORMATS["csv"](layers, tmp_path)
    package = json.loads(path.read_text(encoding="utf-8"))

    for resource in package["resources"]:
        with (path.parent / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
