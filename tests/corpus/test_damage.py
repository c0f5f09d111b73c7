"""What is damaged on the disk is found by its checksum, said, and made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from geomap.config import Config, GazetteerConfig, LanguageConfig
from geomap.corpus import Summary
from geomap.store import Changes

Build = Callable[..., tuple[Summary, int]]
Found = Callable[..., tuple[list[str], int, Changes]]
Contents = Callable[[Path], dict[str, bytes]]
FLIPPED = "CAST(substr(body, 1, 9) || x'a55a' || substr(body, 12) AS BLOB)"
#: A body that can be read, but is another's.
ANOTHER = "(SELECT r.body FROM results r WHERE r.rowid=1)"


def flip(out: Path, table: str, which: str, body: str = FLIPPED, column: str = "body") -> None:
    """Damage a body in the store of an output folder."""
    with closing(sqlite3.connect(out / ".geomap" / "store.sqlite")) as db, db:
        changed = db.execute(f"UPDATE {table} SET {column}={body} WHERE {which}")  # noqa: S608
        assert 1 == changed.rowcount


@pytest.mark.parametrize("body", [FLIPPED, ANOTHER])
def test_a_damaged_result_is_computed_again(
    built: Build, corpus: Path, tmp_path: Path, contents: Contents, body: str
) -> None:
    """Found by its checksum when it is used, even where it reads well, said, and one article."""
    built(tmp_path / "out")
    flip(tmp_path / "out", "results", "rowid=2", body)
    (corpus / "e.txt").write_text("A car bomb exploded in Azaz.", encoding="utf-8")
    summary, annotated = built(tmp_path / "out")
    built(tmp_path / "fresh")

    assert 1 == annotated
    assert contents(tmp_path / "fresh") == contents(tmp_path / "out")
    assert "damaged" in " ".join(summary.notices)


def test_a_damaged_result_is_not_taken_over(found: Found, tmp_path: Path) -> None:
    """When an override changes, all results are looked into: what cannot be read is redone."""
    table, store = tmp_path / "overrides.csv", tmp_path / "out" / ".geomap"
    config = Config(
        language=LanguageConfig(model="fast"), gazetteer=GazetteerConfig(overrides=str(table))
    )
    table.write_text("name,id,action,reason\n", encoding="utf-8")
    before, _, _ = found(store, config)
    flip(tmp_path / "out", "results", "rowid=2")
    table.write_text("name,id,action,reason\nKherson,,block,test\n", encoding="utf-8")

    assert (before, 1) == found(store, config)[:2]


def test_a_damaged_signature_is_made_again(
    built: Build, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """By a wrong one, copies of an article would not be looked for: told, and found."""
    built(tmp_path / "out")
    (text,) = (path for path in corpus.iterdir() if path.name == "a.txt")
    flip(tmp_path / "out", "compared", "rowid > 0 AND root=(SELECT content FROM listing"
         " WHERE id='a')", "zeroblob(1024)", "signature")  # fmt: skip
    (corpus / "e.txt").write_text(f"{text.read_text('utf-8')} Night fell.", encoding="utf-8")
    summary, _ = built(tmp_path / "out")
    built(tmp_path / "fresh")

    assert "damaged" in " ".join(summary.notices)
    assert contents(tmp_path / "fresh") == contents(tmp_path / "out")


def test_a_damaged_shape_is_not_drawn(
    built: Build, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """Results share the outlines of their places, which have checksums of their own."""
    built(tmp_path / "out")
    some = "rowid=(SELECT min(rowid) FROM shapes)"
    flip(tmp_path / "out", "shapes", some, "zeroblob(length(wkb))", "wkb")
    (corpus / "e.txt").write_text("A car bomb exploded in Azaz.", encoding="utf-8")
    summary, _ = built(tmp_path / "out")
    built(tmp_path / "fresh")

    assert "damaged" in " ".join(summary.notices)
    assert contents(tmp_path / "fresh") == contents(tmp_path / "out")


def last(part: str) -> str:
    """The last fragment that has a part of this name."""
    return f"part='{part}' AND rowid=(SELECT max(rowid) FROM fragments f WHERE f.part='{part}')"  # noqa: S608


@pytest.mark.parametrize(
    ("table", "which"),
    [
        *(("fragments", last(part)) for part in ("lines", "periods", "mentions", "events")),
        *(("fragments", last(part)) for part in ("articles", "piece")),
        ("places", "key LIKE 'geonames:170063@%'"),
    ],
)
def test_a_damaged_fragment_is_made_again(
    built: Build, tmp_path: Path, contents: Contents, table: str, which: str
) -> None:
    """A damaged row or partition is told by its checksum, and no article is annotated for it."""
    built(tmp_path / "out")
    before = contents(tmp_path / "out")
    flip(tmp_path / "out", table, which)
    for name in before:  # else it is taken from there, not made
        (tmp_path / "out" / name).unlink()
    summary, annotated = built(tmp_path / "out")

    assert 0 == annotated
    assert before == contents(tmp_path / "out")
    assert "damaged" in " ".join(summary.notices)


@pytest.mark.parametrize("at", [0, 16384])
def test_a_damaged_store_is_made_anew(
    built: Build, tmp_path: Path, contents: Contents, at: int
) -> None:
    """Foreign bytes at its beginning or in its tables: said, and the same outputs."""
    built(tmp_path / "out")
    before = contents(tmp_path / "out")
    path = tmp_path / "out" / ".geomap" / "store.sqlite"
    data = bytearray(path.read_bytes())
    data[at:] = b"\xa5" * len(data[at:])
    path.write_bytes(data)
    summary, _ = built(tmp_path / "out")

    assert before == contents(tmp_path / "out")
    assert summary.notices


def test_a_store_of_another_version_is_made_anew(found: Found, tmp_path: Path) -> None:
    """Its layout is not guessed at."""
    before, _, _ = found(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db:
        db.execute("PRAGMA user_version=99")

    assert (before, 4) == found(tmp_path)[:2]
