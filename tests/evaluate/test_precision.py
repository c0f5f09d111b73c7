"""Phrases with UCDP's precision codes are scored, and what is wrong is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geomap.cli import app
from geomap.errors import ArticleUnreadable, InputNotFound
from geomap.evaluate.precision import read_phrases, score_phrases

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools


def test_right_and_wrong_are_counted(tools: Tools) -> None:
    """A code that differs is listed with both codes; no place at all is None."""
    phrases = [("Iraq", 6), ("near Mosul", 1), ("nowhere", 5)]
    report = score_phrases("mine", phrases, tools)

    assert (3, 1) == (report.phrases, report.right)
    assert [
        "near Mosul: 2 in place of 1",
        "nowhere: None in place of 5",
    ] == report.wrong
    assert 0.333 == report.as_dict()["where_prec_accuracy"]


def test_the_command_takes_a_list_of_phrases(tmp_path: Path) -> None:
    """A .json file among the corpora is read as phrases."""
    path = tmp_path / "phrases.json"
    path.write_text(json.dumps([{"phrase": "Iraq", "where_prec": 6}]), encoding="utf-8")
    done = CliRunner().invoke(app, ["evaluate", str(path)])

    assert 0 == done.exit_code
    assert 1.0 == json.loads(done.stdout.splitlines()[0])["where_prec_accuracy"]


def test_what_is_no_list_of_phrases_is_said_so(tmp_path: Path) -> None:
    """The error names the file and the form that is wanted."""
    path = tmp_path / "phrases.json"
    with pytest.raises(InputNotFound):
        read_phrases(path)
    path.write_text('[{"phrase": "Iraq"}]', encoding="utf-8")
    with pytest.raises(ArticleUnreadable, match="where_prec"):
        read_phrases(path)
