"""Large files made of pieces: what stands in the file of the last build is copied from there.

The system copies a stretch of one file into another without a look at it; from the store, every
byte would have to be unpacked and checked. A file that is not as the last build left it (by its
size, time and number on the disk) is made from the store alone, with the same bytes.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geomap.store import Kept, Store

#: Bytes copied at a time where the system does not copy by itself.
_CHUNK = 1 << 20


class _Laid(msgspec.Struct, frozen=True):
    """Where the pieces of a file lie."""

    stamp: str
    starts: dict[str, int]
    """Offsets by the keys of fragments, in hexadecimal digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Writes the large files of a build."""

    store: Store
    out: Path
    """Where the files of the last build are."""
    stage: Path
    """Where those of this one go."""

    def write(self, name: str, parts: Iterable[bytes | Kept]) -> None:
        """Write a file of bytes as they are and of parts of fragments."""
        starts: dict[str, int] = {}
        at = 0
        with (self.stage / name).open("wb") as file, contextlib.ExitStack() as open_files:
            before = self._before(name)
            old = open_files.enter_context((self.out / name).open("rb")) if before else None
            for part in parts:
                if isinstance(part, bytes):
                    file.write(part)
                    at += len(part)
                    continue
                key = part.key.hex()
                if old is not None and key in before:
                    _copy(old, before[key], part.length, file)
                else:
                    file.write(self.store.part(part.key, part.name))
                starts[key] = at
                at += part.length
        laid = _Laid(stamp=_stamp(self.stage / name), starts=starts)
        self.store.note(f"laid {name}", msgspec.json.encode(laid).decode())

    def _before(self, name: str) -> dict[str, int]:
        """Where the pieces of the last build's file start; nothing if it is another by now."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            laid = msgspec.json.decode(self.store.noted(f"laid {name}") or "", type=_Laid)
            if laid.stamp == _stamp(self.out / name):
                return laid.starts
        return {}


def _stamp(path: Path) -> str:
    """Differs once a file has been changed or replaced; the same when it is moved on its disk."""
    found = path.stat()
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _copy(source: IO[bytes], start: int, length: int, target: IO[bytes]) -> None:
    """Append a stretch of one file to another."""
    target.flush()
    end = start + length
    with contextlib.suppress(OSError, AttributeError):  # not on this system, or not on this disk
        while start < end:
            done = os.copy_file_range(source.fileno(), target.fileno(), end - start, start)
            if not done:
                break
            start += done
    source.seek(start)
    while start < end and (chunk := source.read(min(_CHUNK, end - start))):
        target.write(chunk)
        start += len(chunk)
