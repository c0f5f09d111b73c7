"""Whatever ends a build, nothing is lost and no file is half-written."""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from geomap.articles import Draft, TextPrint
from geomap.config import Config, LanguageConfig
from geomap.corpus import Summary, locked
from geomap.corpus.workers import _pool, annotated
from geomap.errors import OutputNotWritable
from geomap.model import Skipped
from geomap.store import Packed, Store

Build = Callable[..., tuple[Summary, int]]
Contents = Callable[[Path], dict[str, bytes]]
Started = Callable[..., subprocess.Popen[str]]
FAST = Config(language=LanguageConfig(model="fast"))
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


def until(condition: Callable[[], object], seconds: float = 60) -> bool:
    """Wait for a condition; whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def results(out: Path) -> int:
    """How many results the store of an output folder has."""
    try:
        with closing(sqlite3.connect(out / ".geomap" / "store.sqlite")) as db:
            return int(db.execute("SELECT count(*) FROM results").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_builds_killed_at_any_moment_lose_nothing(
    built: Build, started: Started, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """After each kill the folder holds the old outputs or the new; in the end, the new."""
    out = tmp_path / "out"
    built(out)
    old = contents(out)
    (corpus / "e.txt").write_text("A car bomb exploded in Azaz.", encoding="utf-8")
    built(tmp_path / "fresh")
    new = contents(tmp_path / "fresh")
    moments = random.Random(7)  # noqa: S311 - not for secrets
    for _ in range(4):
        process = started(out)
        time.sleep(moments.uniform(0.2, 6))
        process.kill()
        process.communicate()
        with locked(out):
            assert contents(out) in (old, new)
    built(out)

    assert new == contents(out)
    assert old != new


@LINUX
def test_workers_end_with_a_parent_that_is_killed(
    started: Started, corpus: Path, tmp_path: Path
) -> None:
    """No process is left behind that holds memory and waits for ever."""
    for number in range(300):
        (corpus / f"n{number}.txt").write_text(f"Shells fell on Aleppo, no {number}.", "utf-8")
    process = started(tmp_path / "out", "--workers", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    assert until(lambda: results(tmp_path / "out"))
    workers = children.read_text().split()
    process.kill()
    process.wait()
    ended = until(lambda: not any(alive(worker) for worker in workers), 20)
    for worker in workers:
        with suppress(ProcessLookupError):
            os.kill(int(worker), signal.SIGKILL)
    process.communicate()

    assert len(workers) >= 2
    assert ended


def alive(process: str) -> bool:
    """Whether a process runs: one that has ended and that nobody has asked for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_build_goes_on_where_it_was(
    built: Build, started: Started, corpus: Path, tmp_path: Path, workers: str
) -> None:
    """Ctrl-C ends it with one sentence; the next build annotates only the rest."""
    for number in range(400):
        (corpus / f"n{number}.txt").write_text(f"Shells fell on Aleppo, no {number}.", "utf-8")
    out = tmp_path / "out"
    process = started(out, "--workers", workers)
    assert until(lambda: results(out))
    os.killpg(process.pid, signal.SIGINT)  # a terminal tells all processes
    _, talk = process.communicate(timeout=60)

    assert 130 == process.returncode
    assert "goes on from here" in talk
    assert "Traceback" not in talk
    kept = results(out)
    assert 404 - kept == built(out)[1]
    assert 0 < kept < 404


@LINUX
def test_a_worker_leaves_an_interruption_to_the_first_process() -> None:
    """Ctrl-C reaches all; one that ended of it would take its articles along."""
    with _pool(FAST, 1) as pool:
        worker = pool.submit(os.getpid).result()
        os.kill(worker, signal.SIGINT)

        assert worker == pool.submit(os.getpid).result()


def test_what_was_found_before_an_interruption_is_kept(tmp_path: Path) -> None:
    """Also what was not yet written for good."""
    packed, text_print = Packed(body=b"x", shapes={}), TextPrint(runs=b"", signature=b"")

    def interrupted() -> None:
        with Store(tmp_path, b"recipe") as store:
            store.put(b"content", packed, text_print)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db:
        assert [(b"content",)] == db.execute("SELECT content FROM results").fetchall()


def test_a_full_disk_leaves_the_earlier_outputs(
    built: Build, started: Started, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """A page that does not fit is one sentence, and the old ones stay."""
    out = tmp_path / "out"
    built(out)
    old = contents(out)
    (corpus / "e.txt").write_text("A car bomb exploded in Azaz.", encoding="utf-8")
    limited = started(out, limit="200")
    _, talk = limited.communicate()

    assert 2 == limited.returncode, talk
    assert re.search("cannot write|does not let geomap work", talk)
    assert "Traceback" not in talk
    with locked(out):
        assert old == contents(out)
    assert 5 == built(out)[0].articles


def test_a_store_without_room_is_told(tmp_path: Path) -> None:
    """SQLite's full disk is geomap's: choose another folder."""
    with Store(tmp_path, b"recipe") as store:
        store._db.execute("PRAGMA max_page_count=20")
        with pytest.raises(OutputNotWritable, match="full"):
            store.note("much", "x" * 1_000_000)
        store._db.execute("PRAGMA max_page_count=100000")


def test_a_store_in_the_way_of_a_file_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made is no traceback."""
    (tmp_path / "taken").write_text("", "utf-8")

    with pytest.raises(OutputNotWritable):
        Store(tmp_path / "taken", b"recipe")


KILLER = """
    import os, signal
    from geomap.corpus import workers

    class Killing:
        def __init__(self, bench):
            self.bench = bench

        def make(self, drafts):
            if any("POISON" in draft.text for _content, draft in drafts):
                os.kill(os.getpid(), signal.SIGKILL)
            return self.bench.make(drafts)

    def start(config):
        workers._start(config)
        workers._benches[0] = Killing(workers._benches[0])
"""


def test_an_article_that_kills_its_worker_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles beside it are done again; it is skipped with what to do."""
    (tmp_path / "killer.py").write_text(textwrap.dedent(KILLER), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("geomap.corpus.workers._start", __import__("killer").start)
    texts = [f"Shells fell on Aleppo, no {number}." for number in range(12)]
    texts[3] = "POISON"
    drafts = [
        (bytes([number]), Draft(name=f"{number}.txt", id=str(number), text=text))
        for number, text in enumerate(texts)
    ]
    made = {one.content[0]: one.result for one in annotated(drafts, len(drafts), FAST, 2)}

    assert set(range(12)) == set(made)
    assert [3] == [number for number, one in made.items() if isinstance(one, Skipped)]
    assert "fewer workers" in str(made[3])


def test_reports_of_the_inputs_are_repeated(built: Build, corpus: Path, tmp_path: Path) -> None:
    """A file that cannot be used is told in every build, also when it is not read again."""
    (corpus / "broken.jsonl").write_text('{"text": "One."}\n{"text": \n', encoding="utf-8")
    summary, _ = built(tmp_path / "out")
    again, _ = built(tmp_path / "out")

    assert 1 == len(summary.skipped)
    assert summary.skipped == again.skipped
