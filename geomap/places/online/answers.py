"""Answers of a geocoder kept on disk, and the pace at which it is asked.

One SQLite file serves all processes of a run: what one has asked none asks again, and the
time between two requests is kept across them.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    service TEXT, name TEXT, asked TEXT, answer TEXT, PRIMARY KEY (service, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pace (service TEXT PRIMARY KEY, next REAL) WITHOUT ROWID;
"""


class Answers:
    """What a service has answered, by name; nothing found is an answer too."""

    def __init__(self, path: Path, service: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._service = service
        with closing(self._open()) as database:
            database.executescript(_TABLES)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60, isolation_level=None)

    def get(self, name: str) -> list[dict[str, Any]] | None:
        """The answer for a name; None where it has not been asked."""
        with closing(self._open()) as database:
            row = database.execute(
                "SELECT answer FROM answers WHERE service = ? AND name = ?", (self._service, name)
            ).fetchone()
        return None if row is None else list(json.loads(row[0]))

    def put(self, name: str, answer: list[dict[str, Any]]) -> None:
        """Keep the answer for a name."""
        day = time.strftime("%Y-%m-%d", time.gmtime())
        text = json.dumps(answer, ensure_ascii=False, sort_keys=True)
        with closing(self._open()) as database:
            database.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
                (self._service, name, day, text),
            )

    def wait(self, delay: float) -> None:
        """Wait for this process's turn: `delay` seconds after the last of any process."""
        with closing(self._open()) as database:
            database.execute("BEGIN IMMEDIATE")
            row = database.execute(
                "SELECT next FROM pace WHERE service = ?", (self._service,)
            ).fetchone()
            now = time.time()
            turn = min(max(now, row[0] if row else now), now + 60 * delay)
            database.execute(
                "INSERT OR REPLACE INTO pace VALUES (?, ?)", (self._service, turn + delay)
            )
            database.execute("COMMIT")
        time.sleep(max(0.0, turn - now))
