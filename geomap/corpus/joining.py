"""Files of a build of which much stands in those of the last one, and is taken from there.

The system copies a stretch of one file into another without a look at it; from the store, every
byte would have to be unpacked and checked. A file that is the same as a whole gets one more name.
A file that is not as the last build left it (by its size, time and number on the disk) is made
anew, with the same bytes.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geomap.store import Kept, Store

#: Bytes copied at a time where the system does not copy by itself.
_CHUNK = 1 << 20


class _Laid(msgspec.Struct, frozen=True):
    """Where the pieces of a file lie."""

    stamp: str
    starts: dict[str, int]
    """Offsets by the keys of fragments, in hexadecimal digits."""


#: Name and stamp of each file that is as it was as long as its key is.
_Names = dict[str, tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Joiner:
    """Writes the files of a build that resemble the last one's."""

    store: Store
    out: Path
    """Where the files of the last build are."""
    stage: Path
    """Where those of this one go."""
    _kept: _Names = field(default_factory=dict)
    """Of this build."""

    def keep(self, path: Path, key: str, write: Callable[[Path], object]) -> None:
        """Put a file of this build in its place: the last build's of the same key, or written."""
        name, stamp = self._last.get(key, ("", ""))
        try:
            if not name or _stamp(self.out / name) != stamp:
                raise FileNotFoundError(name)
            path.hardlink_to(self.out / name)
        except (OSError, NotImplementedError):  # changed, gone, or a disk without links
            write(path)
        self._kept[key] = path.relative_to(self.stage).as_posix(), _stamp(path)

    def remember(self) -> None:
        """Tell the next build of the files of this one."""
        self.store.note("kept", msgspec.json.encode(self._kept).decode())

    @cached_property
    def _last(self) -> _Names:
        with contextlib.suppress(msgspec.MsgspecError):
            return msgspec.json.decode(self.store.noted("kept") or "", type=_Names)
        return {}

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
