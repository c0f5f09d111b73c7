"""A feature whose package is not installed says which extra brings it."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from geomap.articles import Draft
from geomap.articles.read import read_articles
from geomap.cli.evaluate import evaluate
from geomap.cli.watch import watch
from geomap.config import Config
from geomap.errors import ExtraMissing
from geomap.gazetteer.actors import open_actors
from geomap.layers import build_layers
from geomap.model import Skipped
from geomap.review import write_worksheet
from geomap.review.sheet import read_rows
from geomap.scale import annotated_on

ROOT = Path(__file__).resolve().parents[2]


def extras() -> set[str]:
    """The extras that users can ask for."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return set(settings["project"]["optional-dependencies"])


def test_every_extra_is_named_by_an_error_and_every_error_names_an_extra() -> None:
    """None is forgotten, none is misspelt."""
    code = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "geomap").rglob("*.py")))
    named = set(re.findall(r'ExtraMissing\([^)]*, "(\w+)"\)', code))

    assert extras() == named


@pytest.mark.parametrize(("name", "package"), [("a.pdf", "pypdf"), ("a.docx", "docx")])
def test_documents_without_their_extra_are_reported(
    name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is skipped, the others are read."""
    monkeypatch.setitem(sys.modules, package, None)
    head = b"%PDF-1.4 " if name.endswith("pdf") else bytes.fromhex("504b0506") + bytes(18)
    (tmp_path / name).write_bytes(head)
    (tmp_path / "b.txt").write_text("Shells fell.", encoding="utf-8")
    found = list(read_articles([str(tmp_path)], Config()))

    (report,) = [one.reason for one in found if isinstance(one, Skipped)]
    assert "pip install 'geomap[documents]'" in report
    assert 2 == len(found)


def test_a_cluster_without_its_extra_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is sent anywhere."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    drafts = [(b"1", Draft(name="a", id="a", text="Shells fell."))]

    with pytest.raises(ExtraMissing, match=r"geomap\[dask\]"):
        list(annotated_on("local", drafts, Config(), b"", 1))


def test_watching_without_its_extra_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first build."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)

    with pytest.raises(ExtraMissing, match=r"geomap\[watch\]"):
        watch([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_workbook_without_its_extra_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither read nor written; CSV needs none."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")

    with pytest.raises(ExtraMissing, match=r"geomap\[xlsx\]"):
        list(read_rows(tmp_path / "sheet.xlsx"))
    with pytest.raises(ExtraMissing, match=r"geomap\[xlsx\]"):
        write_worksheet(build_layers([], (), open_actors(Config()), {}), tmp_path / "new.xlsx")


def test_learning_weights_without_its_extra_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Evaluating needs none."""
    monkeypatch.setitem(sys.modules, "scipy", None)
    (tmp_path / "gold.jsonl").write_text("", encoding="utf-8")

    with pytest.raises(ExtraMissing, match=r"geomap\[fit\]"):
        evaluate([tmp_path / "gold.jsonl"], fit=tmp_path / "weights.toml")
