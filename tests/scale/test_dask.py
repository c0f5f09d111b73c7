"""A cluster gives what one machine gives, and outlives its workers."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Never

import pytest

from geomap.articles import Draft
from geomap.config import Config, LanguageConfig
from geomap.corpus import build
from geomap.corpus.blocks import Task
from geomap.errors import ClusterDiffers
from geomap.gazetteer import open_gazetteer
from geomap.layers import Protection
from geomap.scale import cluster
from geomap.store import recipe_of

pytest.importorskip("distributed", reason="the extra dask is not installed")

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts ``geomap build`` of six hundred articles of ours in a process of its own."""
    (tmp_path / "articles").mkdir()
    for number in range(600):
        text = f"Shells fell on Aleppo on {number % 28 + 1} May 2018. Raid {number}."
        (tmp_path / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "geomap.toml").write_text('[language]\nmodel = "fast"\n', encoding="utf-8")

    def begun(out: str, *options: str, inputs: str = "articles") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "geomap", "build", inputs, "-c", "geomap.toml", "-o", out,
             *options],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    return begun


def contents(out: Path) -> dict[str, bytes]:
    """The outputs in a folder, by name."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".geomap" not in path.parts
    }


def workers_of(process: int) -> list[int]:
    """Processes that a build has spawned to work, by whichever of its threads."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    children = [child for one in listed for child in one.read_text().split()]
    return [
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def results(out: Path) -> int:
    """How many results the store of an output folder has."""
    try:
        with closing(sqlite3.connect(out / ".geomap" / "store.sqlite")) as db:
            return int(db.execute("SELECT count(*) FROM results").fetchone()[0])
    except sqlite3.Error:
        return 0


@LINUX
def test_a_cluster_that_loses_a_worker_gives_what_one_process_gives(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Every output byte for byte, though a worker was killed on the way."""
    process = start("cluster", "--dask", "local", "--workers", "2")
    end = time.monotonic() + 100
    while not results(tmp_path / "cluster") and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    kept = results(tmp_path / "cluster")
    _, talk = process.communicate(timeout=200)
    alone = start("alone")
    alone.communicate(timeout=200)

    assert 0 == process.returncode, talk
    assert 0 < kept < 600
    assert contents(tmp_path / "alone") == contents(tmp_path / "cluster")


@LINUX
def test_partitions_are_annotated_where_they_lie(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Though a worker is killed: the outputs of one machine."""
    for path in (tmp_path / "articles").iterdir():
        path.unlink()
    for part in range(6):
        lines = [
            json.dumps({"id": f"a{part}-{n}", "text": f"Shells fell on Aleppo. Raid {n}."}) + "\n"
            for n in range(part, 200 + part)
        ]
        (tmp_path / "articles" / f"{part}.jsonl").write_text("".join(lines), encoding="utf-8")
    at = (tmp_path / "articles").as_uri()
    process = start("cluster", "--dask", "local", "--workers", "2", inputs=at)
    end = time.monotonic() + 100
    while not results(tmp_path / "cluster") and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    _, talk = process.communicate(timeout=200)
    alone = start("alone", inputs=at)
    alone.communicate(timeout=200)
    with closing(sqlite3.connect(tmp_path / "cluster" / ".geomap" / "store.sqlite")) as db:
        recalled = db.execute("SELECT count(*) FROM files").fetchone()[0]

    assert 0 == process.returncode, talk
    assert 6 == recalled
    assert contents(tmp_path / "alone") == contents(tmp_path / "cluster")


def test_no_text_of_a_partition_comes_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forbidden to this process is done by the workers, and is not done again here."""
    for part in "ab":
        lines = [json.dumps({"id": f"{part}{n}", "text": f"Shells fell, {n}."}) for n in range(9)]
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{part}.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def never(*_: object) -> Never:
        raise AssertionError

    monkeypatch.setattr("geomap.articles.read._read", never)  # workers have their own
    fast = Config(language=LanguageConfig(model="fast"))
    summary = build([(tmp_path / "in").as_uri()], tmp_path / "out", fast, dask="local", workers=2)

    assert 18 == summary.articles


def test_a_scheduler_that_is_not_there_is_told(
    start: Callable[..., subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence with what to do, status 2."""
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    process = start("out", "--dask", "tcp://127.0.0.1:9")
    _, talk = process.communicate(timeout=200)

    assert 2 == process.returncode
    assert "no Dask cluster at tcp://127.0.0.1:9" in talk
    assert "Traceback" not in talk


@LINUX
def test_what_ends_every_worker_is_told() -> None:
    """It stands for nothing, and the rest is done."""
    done = cluster._mapped("local", [1, 2, 3], fatal(), Config(), b"", 2)

    assert {1: 1, 2: None, 3: 3} == dict(done)


def fatal() -> Callable[[Config, bytes, int], int]:
    """Work that ends its process at the number 2; within a function, so that it is sent whole."""

    def work(_config: Config, _recipe: bytes, item: int) -> int:
        return item if item != 2 else os._exit(1)

    return work


def test_workers_that_differ_are_refused() -> None:
    """By their gazetteer and model, and by their code: outputs would mix."""
    with pytest.raises(ClusterDiffers):
        cluster._work(Config(), b"another recipe", (b"", Draft(name="a", id="a", text="a")))
    recipe = recipe_of(Config(), open_gazetteer(Config()).id)
    nothing = Task(key=b"", found=[], problems={}, shown=Protection())
    with pytest.raises(ClusterDiffers):
        cluster._fragment(b"another code", Config(), recipe, nothing)
