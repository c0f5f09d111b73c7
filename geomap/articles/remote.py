"""Articles at addresses: whatever fsspec reaches (``s3://``, ``file://``, ``memory://`` ...)."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from geomap.articles.draft import Source
from geomap.errors import ExtraMissing, InputNotFound


def is_address(name: str) -> bool:
    """Whether an input is named by an address rather than a path."""
    return "://" in name


def find_partitions(address: str, suffixes: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The files at an address, or all below it, by name; each with what tells its states apart.

    Args:
        address: a file or folder.
        suffixes: lower-case suffixes with dot of the files below a folder that can be read.

    Raises:
        InputNotFound: there is nothing.
        ExtraMissing: the package that reaches it is not installed.
    """
    system, path = _system(address)
    if not system.exists(path):
        raise InputNotFound(address)
    named = not system.isdir(path)
    for found in [path] if named else sorted(system.find(path)):
        if named or PurePosixPath(found).suffix.lower() in suffixes:
            yield system.unstrip_protocol(found), str(system.ukey(found))


def source_at(address: str, max_bytes: int) -> Source:
    """What reads the file at an address."""

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        system, path = _system(address)
        # Remote files of fsspec read lines of any length only, which is what a bomb is made of.
        with system.open(path, "rb") as stream, io.BufferedReader(stream) as file:
            yield file

    stem = PurePosixPath(address).stem
    return Source(name=address, stem=stem, opened=opened, max_bytes=max_bytes)


def _system(address: str) -> tuple[Any, str]:
    try:
        import fsspec

        found: tuple[Any, str] = fsspec.core.url_to_fs(address)
    except ImportError as error:
        # Where fsspec is there, its error names the package that reaches the address.
        why = f" ({error})" if sys.modules.get("fsspec") else ""
        raise ExtraMissing(f"reading {address}{why}", "remote") from error
    except ValueError as error:  # a protocol that nobody knows
        raise InputNotFound(address) from error
    return found
