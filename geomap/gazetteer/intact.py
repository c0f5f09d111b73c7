"""Whether a compiled index is as it was written: by checksum, once for each state of its files."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

#: File of the index that holds the checksums of the others.
CHECKSUMS = "checksums.json"


def seal(folder: Path) -> None:
    """Write the checksums of the files in a folder into it."""
    sums = {path.name: _digest(path) for path in _files(folder)}
    (folder / CHECKSUMS).write_text(json.dumps(sums, indent=1) + "\n", encoding="ascii")


def is_intact(folder: Path, seen: Path) -> bool:
    """Whether every file of a sealed folder is as it was.

    Args:
        folder: the index.
        seen: where states that have been found intact are noted. To read the files takes longer
            than to open them; one that changes changes its size or time.

    Raises:
        OSError: a file is missing.
        ValueError: the list of checksums is damaged.
    """
    state = hashlib.sha256(str(folder.resolve()).encode())
    for path in (*_files(folder), folder / CHECKSUMS):
        stat = path.stat()
        state.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}".encode())
    note = seen / f"intact-{state.hexdigest()[:16]}"
    if note.is_file():
        return True
    sums = json.loads((folder / CHECKSUMS).read_text(encoding="ascii"))
    if sums != {path.name: _digest(path) for path in _files(folder)}:
        return False
    with contextlib.suppress(OSError):  # a cache that may only be read is read each time
        seen.mkdir(parents=True, exist_ok=True)
        note.touch()
    return True


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.iterdir() if path.name != CHECKSUMS)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
