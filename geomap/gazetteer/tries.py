"""Postings: a trie of keys and, for each key, the rows that have it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np


class Postings:
    """(key, row) pairs, gathered in a file as they come and written as trie and arrays."""

    def __init__(self, stage: Path, name: str, files: ExitStack) -> None:
        self._stage = stage
        self._name = name
        self._rows = array("I")
        self._path = stage / f".{name}.keys"
        self._file = files.enter_context(self._path.open("w", encoding="utf-8", newline="\n"))

    @property
    def count(self) -> int:
        """How many pairs there are."""
        return len(self._rows)

    def add(self, key: str, row: int) -> None:
        """Say that `row` has `key`; a key holds no line feed."""
        self._file.write(key + "\n")
        self._rows.append(row)

    def write(self, weight: Any, extra: Iterable[str] = ()) -> Any:
        """Write ``.marisa``, ``.starts.bin`` and ``.rows.bin``; rows of a key by weight, falling.

        The file of keys must have been closed.

        Args:
            weight: float of each row.
            extra: keys to hold that may have no row.

        Returns:
            The trie.
        """
        import marisa_trie

        trie = marisa_trie.Trie(self._keys(extra))
        trie.save(str(self._stage / f"{self._name}.marisa"))
        rows = np.frombuffer(self._rows, "<u4") if self._rows else np.empty(0, "<u4")
        keys = np.fromiter((trie[key] for key in self._keys(())), "<u4", len(rows))
        self._path.unlink()
        order = np.lexsort((rows, -weight[rows], keys))
        rows, keys = rows[order], keys[order]
        # A later table may have given a name twice.
        new = np.ones(len(rows), bool)
        new[1:] = (rows[1:] != rows[:-1]) | (keys[1:] != keys[:-1])
        rows[new].tofile(self._stage / f"{self._name}.rows.bin")
        starts = np.searchsorted(keys[new], np.arange(len(trie) + 1))
        starts.astype("<u4").tofile(self._stage / f"{self._name}.starts.bin")
        return trie

    def _keys(self, extra: Iterable[str]) -> Iterator[str]:
        with self._path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line[:-1]
        yield from extra
