"""Blocks of articles are made by whoever annotates, and are the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import pytest

from geomap.config import Config, LanguageConfig
from geomap.corpus import build

if TYPE_CHECKING:
    from geomap.corpus.blocks import Task

FAST = Config(language=LanguageConfig(model="fast"))


@pytest.mark.parametrize("crew", [{"workers": 2}, {"workers": 2, "dask": "local"}])
def test_workers_make_what_this_process_would_make(
    crew: dict[str, Any],
    tmp_path: Path,
    contents: Callable[[Path], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All blocks of a first build; in this process, none."""
    if "dask" in crew:
        pytest.importorskip("distributed", reason="the extra dask is not installed")
    (tmp_path / "articles").mkdir()
    for number in range(300):
        text = f"Shells fell on Aleppo on {number % 28 + 1} May 2018. Raid {number}."
        (tmp_path / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")
    inputs = [str(tmp_path / "articles")]
    alone = build(inputs, tmp_path / "alone", FAST)

    def never(_task: Task, _actors: object) -> Never:
        raise AssertionError

    monkeypatch.setattr("geomap.corpus.run._MANY", 2)
    monkeypatch.setattr("geomap.corpus.blocks.fragment", never)  # workers have their own
    spread = build(inputs, tmp_path / "spread", FAST, **crew)

    assert 300 == spread.articles == alone.articles
    assert contents(tmp_path / "alone") == contents(tmp_path / "spread")
