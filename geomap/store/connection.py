"""The file of the store: SQLite in transactions, its errors in geomap's words."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Self

from geomap.errors import OutputNotWritable
from geomap.store.schema import FORMAT, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE = "store.sqlite"
#: SQLite's codes of a file that is damaged or none of its own.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
#: Rows written between two commits, and read at a time.
_BATCH = 200
#: Bytes of a page of the file.
_PAGE = 16384


class StoreDamaged(Exception):
    """The store cannot be trusted; what was damaged is gone by the time this is raised."""


class Connection:
    """An open store file; closed by its context.

    Args:
        folder: where the file lies; made if missing.

    Raises:
        OutputNotWritable: from any method: the disk is full or the folder cannot be written.
        StoreDamaged: from any method: the file is damaged; what was has been removed.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._unsaved = 0
        with self._guarded():
            folder.mkdir(parents=True, exist_ok=True)
            self._open()
            self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._guarded(), closing(self._db):
            self.commit()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None)
        # Most of what is kept is long: of pages of the usual size each row takes dozens.
        self._db.execute(f"PRAGMA page_size={_PAGE}")
        self._db.execute("PRAGMA journal_mode=WAL")
        # A power cut may cost the last transactions, never the file.
        self._db.execute("PRAGMA synchronous=NORMAL")

    def _prepare(self) -> None:
        if self._one("PRAGMA user_version") != FORMAT:
            if self._one("SELECT count(*) FROM sqlite_master"):
                self._remove()
                self._open()
            self._db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version={FORMAT}; COMMIT;")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """SQLite's errors in geomap's words."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            # An error without a code is not SQLite's: a text in a row is none.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED:
                self._remove()
                raise StoreDamaged(f"{self.path} was damaged and is made anew") from error
            if isinstance(error, sqlite3.OperationalError):
                raise OutputNotWritable(self.path, str(error)) from error
            raise
        except OSError as error:
            if isinstance(error, OutputNotWritable):
                raise
            raise OutputNotWritable(self.path.parent, error.strerror or str(error)) from error

    def _remove(self) -> None:
        if hasattr(self, "_db"):
            self._db.close()
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def _one(self, sql: str, *values: Any) -> Any:
        row = self._db.execute(sql, bound(sql, *values)).fetchone()
        return None if row is None else row[0]

    def _write(self, sql: str, *values: Any) -> int:
        """How many rows were written."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
        written = self._db.execute(sql, bound(sql, *values)).rowcount
        self._unsaved += 1
        if self._unsaved >= _BATCH:
            self._commit()
        return written

    def _commit(self) -> None:
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._unsaved = 0

    def commit(self) -> None:
        """Make everything written so far last."""
        with self._guarded():
            self._commit()

    def _pages(self, sql: str, after: Any, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Rows less their first column, which is the key that the next page begins after.

        The caller may write in between, which an open cursor would not see.
        """
        while True:
            with self._guarded():
                page = f"{sql} LIMIT {_BATCH}"
                rows = self._db.execute(page, bound(sql, after, *values)).fetchall()
            for row in rows:
                yield row[1:]
            if len(rows) < _BATCH:
                return
            after = rows[-1][0]

    def note(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        with self._guarded():
            self._write("INSERT OR REPLACE INTO about VALUES (?,?)", name, value)

    def noted(self, name: str) -> str | None:
        """The text kept under a name."""
        with self._guarded():
            found: str | None = self._one("SELECT value FROM about WHERE name=?", name)
            return found


def bound(sql: str, *values: Any) -> Sequence[Any] | dict[str, Any]:
    """The values as `sqlite3` binds them: by number where the statement numbers them ("?2").

    Python 3.12 warns where numbered ones come in a sequence, and 3.14 refuses them.
    """
    return {str(at): value for at, value in enumerate(values, 1)} if "?1" in sql else values
