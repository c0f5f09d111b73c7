"""Which articles of a build are copies of one another: only what is new is compared.

The table ``compared`` keeps, for each content that has been compared, its signature and the root
of its group of copies. A group that has lost a member is compared afresh: without it, the others
may be apart.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.articles.duplicates import BANDS, Joined, band_keys, join_copies
from geomap.store.connection import StoreDamaged
from geomap.store.fragments import checksum

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Runs of texts kept at hand while pairs are compared, and signatures read at a time.
_AT_HAND, _BATCH = 4096, 1000
_FORGET = (
    "DELETE FROM compared WHERE rowid IN (SELECT rowid FROM compared WHERE recipe <> :recipe)",
    """DELETE FROM compared WHERE root IN
    (SELECT root FROM compared WHERE content NOT IN (SELECT content FROM listing))""",
)
#: The contents of the build at work that have words and are new; they have no root yet.
_ADD = """INSERT INTO compared SELECT content, recipe, NULL, signature, checksum(signature)
    FROM results WHERE recipe=:recipe AND length(signature) > 0
    AND content IN (SELECT content FROM listing EXCEPT SELECT content FROM compared)"""
_PRINTS = "SELECT rowid, signature, sum, root IS NULL FROM compared ORDER BY rowid"
_GROUPED = """SELECT id, root FROM listing JOIN compared USING (content) WHERE root IN
    (SELECT root FROM listing JOIN compared USING (content) GROUP BY root HAVING count(*) > 1)
    ORDER BY id"""


def find_copies(
    db: sqlite3.Connection,
    recipe: bytes,
    threshold: float,
    runs_of: Callable[[bytes], bytes],
    scratch: Path,
) -> dict[str, str]:
    """Article id -> smallest id of its group, of the articles that have copies or are some.

    Args:
        db: the store, in a transaction.
        recipe: of the results.
        threshold: `articles.duplicate_threshold`.
        runs_of: gives `TextPrint.runs` of a content.
        scratch: folder for a temporary file, half a kilobyte an article.
    """
    for sql in _FORGET:
        db.execute(sql, {"recipe": recipe} if ":recipe" in sql else {})
    db.create_function("checksum", 1, checksum)
    if db.execute(_ADD, {"recipe": recipe}).rowcount:
        with tempfile.TemporaryFile(dir=scratch) as file:
            _compare(db, threshold, runs_of, file)
    first: dict[bytes, str] = {}
    return {name: first.setdefault(root, name) for name, root in db.execute(_GROUPED)}


def _compare(
    db: sqlite3.Connection, threshold: float, runs_of: Callable[[bytes], bytes], file: Any
) -> None:
    """Compare what is new with all, and note the roots."""
    import numpy as np

    (size,) = db.execute("SELECT count(*) FROM compared").fetchone()
    rows, new = np.zeros(size, dtype="q"), np.zeros(size, dtype=bool)
    count = 0
    for numbers, signatures, are_new in _prints(db):
        some = slice(count, count + len(numbers))
        rows[some], new[some] = numbers, are_new
        for band, keys in enumerate(band_keys(signatures)):
            file.seek(8 * (band * size + count))
            file.write(keys.tobytes())
        count += len(numbers)
    joined: Joined[bytes] = Joined()
    for content, root in db.execute("SELECT content, root FROM compared WHERE content <> root"):
        joined.join(root, content)

    def content_of(number: int) -> bytes:
        sql = "SELECT content FROM compared WHERE rowid=?"
        (content,) = db.execute(sql, (int(rows[number]),)).fetchone()
        return bytes(content)

    bands = (_read(file, 8 * band * size, count) for band in range(BANDS))
    runs = lru_cache(maxsize=_AT_HAND)(runs_of)
    join_copies(joined, bands, new[:count], content_of, runs, threshold)
    db.execute("UPDATE compared SET root=content WHERE root IS NULL")
    moved = ((joined.root(name), name) for name in joined.others())
    db.executemany("UPDATE compared SET root=? WHERE root=?", moved)


def _read(file: Any, start: int, count: int) -> Any:
    """A band of keys from a file."""
    import numpy as np

    file.seek(start)
    return np.frombuffer(file.read(8 * count), dtype="Q")


def _prints(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Numbers of contents, signatures, and whether they are new, some at a time."""
    with closing(db.execute(_PRINTS)) as found:
        while rows := found.fetchmany(_BATCH):
            numbers, signatures, sums, new = zip(*rows, strict=True)
            if tuple(map(checksum, signatures)) != sums:
                db.execute("DELETE FROM compared")
                raise StoreDamaged("what was known of copies was damaged and is computed again")
            yield numbers, signatures, new
