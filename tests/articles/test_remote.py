"""Articles at addresses, and in Parquet."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geomap.articles import read_articles
from geomap.articles.remote import find_partitions, source_at
from geomap.config import Config
from geomap.errors import ExtraMissing, InputNotFound
from geomap.model import Article, Skipped

fsspec = pytest.importorskip("fsspec", reason="the extra remote is not installed")
ROWS = [
    {"id": f"a{n}", "text": f"Shells fell on Aleppo. Report {n}.", "published": "2018-05-03"}
    for n in range(5)
]


@pytest.fixture
def memory(tmp_path: Path) -> str:
    """An address with three partitions and a file that is none."""
    root = f"memory://{tmp_path.name}"
    system = fsspec.filesystem("memory")
    lines = [json.dumps(row) + "\n" for row in ROWS]
    for name, part in (("1.jsonl", lines[:2]), ("sub/2.jsonl", lines[2:4]), ("notes.md", ["x"])):
        with fsspec.open(f"{root}/{name}", "w") as file:
            file.write("".join(part))
    with fsspec.open(f"{root}/3.parquet", "wb") as file:
        last = {**ROWS[4], "published": date(2018, 5, 3)}
        pq.write_table(pa.Table.from_pylist([last]), file)
    assert system.exists(root)
    return root


def test_partitions_are_read_in_the_order_of_their_names(memory: str) -> None:
    """JSONL and Parquet give the same articles; other files are no partitions."""
    found = [one for one in read_articles([memory], Config()) if isinstance(one, Article)]

    assert ["a0", "a1", "a4", "a2", "a3"] == [one.id for one in found]
    assert {date(2018, 5, 3)} == {one.published for one in found}
    assert sorted(row["text"] for row in ROWS) == sorted(one.text for one in found)


def test_an_address_and_a_path_give_the_same(tmp_path: Path) -> None:
    """``file://`` is a path."""
    path = tmp_path / "all.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    by_path, by_address = (
        [one.id for one in read_articles([name], Config()) if isinstance(one, Article)]
        for name in (str(path), path.as_uri())
    )

    assert [row["id"] for row in ROWS] == by_path == by_address


class Remote(fsspec.spec.AbstractBufferedFile):  # type: ignore[misc,name-defined]
    """A file that lies elsewhere, as S3 and the web have them."""

    data = b"short\n" + b"x" * 5_000_000 + b"\nlast"

    def _fetch_range(self, start: int, end: int) -> bytes:
        return self.data[start:end]


def test_a_line_of_a_remote_file_is_read_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of themselves, such files read a line whole, of whatever length."""
    system = SimpleNamespace(
        open=lambda path, mode: Remote(None, path, mode, size=len(Remote.data), block_size=4096)
    )
    monkeypatch.setattr("geomap.articles.remote._system", lambda name: (system, name))
    source = source_at("s3://bucket/a.jsonl", 100)
    with source.opened() as stream:
        found = list(source.lines(stream))

    assert [b"short\n", None, b"last"] == found


def test_a_partition_that_changes_is_told_apart(memory: str) -> None:
    """So that a rebuild reads it again, and no other."""
    suffixes = frozenset({".jsonl"})
    before = dict(find_partitions(memory, suffixes))
    with fsspec.open(f"{memory}/1.jsonl", "w") as file:
        file.write(json.dumps({"id": "b", "text": "Another."}) + "\n")
    after = dict(find_partitions(memory, suffixes))

    assert [f"{memory}/1.jsonl".replace("memory://", "memory:///")] == [
        name for name in before if before[name] != after[name]
    ]


@pytest.mark.parametrize("address", ["memory://nothing-is-here", "nowhere://a/b.jsonl"])
def test_an_address_without_anything_is_told(address: str) -> None:
    """Before any work is done on the others."""
    with pytest.raises(InputNotFound, match="check the path"):
        list(read_articles([address], Config()))


@pytest.mark.parametrize("damage", [b"PAR1 and then nothing", b""])
def test_a_damaged_partition_is_reported(damage: bytes, tmp_path: Path) -> None:
    """One sentence, no traceback."""
    path = tmp_path / "a.parquet"
    path.write_bytes(damage)
    (report,) = read_articles([path.as_uri()], Config())

    assert isinstance(report, Skipped)
    assert "is no Parquet" in report.reason


def test_addresses_without_their_extra_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names it."""
    monkeypatch.setitem(sys.modules, "fsspec", None)

    with pytest.raises(ExtraMissing, match=r"geomap\[remote\]"):
        list(read_articles(["s3://bucket/articles"], Config()))
