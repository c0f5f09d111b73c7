"""Large files are put together from the last build's file and from the store, alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.corpus.joining import Joiner
from geomap.store import Store

PIECES = {key.encode(): f"<{key * 3000}>".encode() for key in "abcd"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with four pieces of nine kilobytes."""
    with Store(tmp_path / "store", b"recipe") as opened:
        for key, body in PIECES.items():
            opened.keep(key, {"lines": body})
        yield opened


def write(store: Store, out: Path, keys: str) -> bytes:
    """Write a file of these pieces as a build does; what is in it then."""
    stage = out.with_name("stage")
    for folder in (out, stage):
        folder.mkdir(exist_ok=True)
    first, *others = store.kept([key.encode() for key in keys], "lines")
    parts = [b"head\n", first, *(part for one in others for part in (b",\n", one)), b"\ntail\n"]
    Joiner(store=store, out=out, stage=stage).write("file", parts)
    (stage / "file").replace(out / "file")
    return (out / "file").read_bytes()


def expected(keys: str) -> bytes:
    """The file of these pieces."""
    return b"head\n" + b",\n".join(PIECES[key.encode()] for key in keys) + b"\ntail\n"


def forget(store: Store, keys: str) -> None:
    """Make pieces in the store unreadable; the file of the last build still has them."""
    for key in keys:
        store._write("UPDATE fragments SET body=x'00', sum=x'00' WHERE key=?", key.encode())


@pytest.mark.parametrize("system_copies", [True, False])
def test_pieces_of_the_last_file_are_copied(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system_copies: bool
) -> None:
    """One piece gone, one new, one moved: only the new one is read from the store."""
    if not system_copies:
        monkeypatch.delattr(os, "copy_file_range", raising=False)
    assert expected("abc") == write(store, tmp_path / "out", "abc")
    forget(store, "abc")

    assert expected("cda") == write(store, tmp_path / "out", "cda")


@pytest.mark.parametrize("sign", ["number", "time", "size"])
def test_a_file_that_somebody_edited_is_not_copied_from(
    store: Store, tmp_path: Path, sign: str
) -> None:
    """Another file of the same size and time, one with another time, a longer one: made anew."""
    path = tmp_path / "out" / "file"
    before = write(store, tmp_path / "out", "abc")
    told = path.stat()
    if sign == "number":
        path.with_name("copy").write_bytes(before.swapcase())
        path.with_name("copy").replace(path)
    else:
        with path.open("r+b") as file:
            file.write(before.swapcase() + (b"!" if sign == "size" else b""))
    later = 1_000_000 if sign == "time" else 0
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns + later))

    assert expected("abcd") == write(store, tmp_path / "out", "abcd")


def test_without_a_last_file_all_comes_from_the_store(store: Store, tmp_path: Path) -> None:
    """Who deletes an output has it again with the next build."""
    write(store, tmp_path / "out", "abc")
    (tmp_path / "out" / "file").unlink()

    assert expected("abd") == write(store, tmp_path / "out", "abd")


def kept(store: Store, out: Path, name: str, key: str, body: bytes) -> tuple[bytes, bool]:
    """A file that depends on its key alone, as a build puts it in its place; was it written?"""
    stage = out.with_name("stage")
    for folder in (out, stage):
        folder.mkdir(exist_ok=True)
    joiner = Joiner(store=store, out=out, stage=stage)
    written = []

    def write(path: Path) -> None:
        written.append(path)
        path.write_bytes(body)

    joiner.keep(stage / name, key, write)
    joiner.remember()
    (stage / name).replace(out / name)
    (stage / name).unlink(missing_ok=True)  # two names of one file: the system leaves both
    return (out / name).read_bytes(), bool(written)


def test_a_file_that_is_as_it_was_is_not_written_again(store: Store, tmp_path: Path) -> None:
    """Under its own name or, where others came before it, under another."""
    assert (b"one", True) == kept(store, tmp_path / "out", "part-0", "k", b"one")
    assert (b"one", False) == kept(store, tmp_path / "out", "part-0", "k", b"not asked for")
    assert (b"one", False) == kept(store, tmp_path / "out", "part-1", "k", b"not asked for")
    assert (b"two", True) == kept(store, tmp_path / "out", "part-1", "other", b"two")


@pytest.mark.parametrize("what", ["edited", "gone"])
def test_a_file_that_somebody_changed_is_written_again(
    store: Store, tmp_path: Path, what: str
) -> None:
    """The output is that of a fresh build, whatever was done to the last one."""
    path = tmp_path / "out" / "part-0"
    kept(store, tmp_path / "out", "part-0", "k", b"one")
    if what == "gone":
        path.unlink()
    else:
        path.write_bytes(b"somebody else's")

    assert (b"one", True) == kept(store, tmp_path / "out", "part-0", "k", b"one")


def test_a_disk_without_links_has_its_files_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As memory sticks are."""
    kept(store, tmp_path / "out", "part-0", "k", b"one")

    def refused(path: Path, target: Path) -> None:
        raise PermissionError(1, "no links here", str(path), None, str(target))

    monkeypatch.setattr(Path, "hardlink_to", refused)

    assert (b"one", True) == kept(store, tmp_path / "out", "part-0", "k", b"one")
