"""Which articles of a build are copies of one another: only what is new is compared.

The table ``compared`` keeps, for each content that has been compared, the root of its group of
copies. A group that has lost a member is compared afresh: without it, the others may be apart.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.articles.duplicates import BANDS, Joined, band_keys, join_copies

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Runs of texts kept at hand while pairs are compared, and signatures read at a time.
_AT_HAND, _BATCH = 4096, 1000
_FORGET = (
    "DELETE FROM compared WHERE recipe <> :recipe",
    """DELETE FROM compared WHERE root IN
    (SELECT root FROM compared WHERE content NOT IN (SELECT content FROM listing))""",
)
#: The contents of the build at work that have words.
_COMPARED = """FROM results LEFT JOIN compared USING (content)
    WHERE results.recipe=:recipe AND length(signature)>0
    AND EXISTS (SELECT 1 FROM listing WHERE listing.content=results.content)"""
_PRINTS = f"SELECT results.rowid, signature, root IS NULL {_COMPARED} ORDER BY results.rowid"
_ADD = f"INSERT INTO compared SELECT content, results.recipe, content {_COMPARED} AND root IS NULL"
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
    if db.execute(f"SELECT 1 {_COMPARED} AND root IS NULL", {"recipe": recipe}).fetchone():
        with tempfile.TemporaryFile(dir=scratch) as file:
            _compare(db, recipe, threshold, runs_of, file)
    first: dict[bytes, str] = {}
    return {name: first.setdefault(root, name) for name, root in db.execute(_GROUPED)}


def _compare(
    db: sqlite3.Connection,
    recipe: bytes,
    threshold: float,
    runs_of: Callable[[bytes], bytes],
    file: Any,
) -> None:
    """Compare what is new with all, and note the roots."""
    import numpy as np

    (size,) = db.execute("SELECT count(*) FROM results WHERE recipe=?", (recipe,)).fetchone()
    rows, new = np.zeros(size, dtype="q"), np.zeros(size, dtype=bool)
    count = 0
    for numbers, signatures, are_new in _prints(db, recipe):
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
        sql = "SELECT content FROM results WHERE rowid=?"
        (content,) = db.execute(sql, (int(rows[number]),)).fetchone()
        return bytes(content)

    bands = (_read(file, 8 * band * size, count) for band in range(BANDS))
    runs = lru_cache(maxsize=_AT_HAND)(runs_of)
    join_copies(joined, bands, new[:count], content_of, runs, threshold)
    db.execute(_ADD, {"recipe": recipe})
    moved = ((joined.root(name), name) for name in joined.others())
    db.executemany("UPDATE compared SET root=? WHERE root=?", moved)


def _read(file: Any, start: int, count: int) -> Any:
    """A band of keys from a file."""
    import numpy as np

    file.seek(start)
    return np.frombuffer(file.read(8 * count), dtype="Q")


def _prints(db: sqlite3.Connection, recipe: bytes) -> Iterator[tuple[Any, ...]]:
    """Numbers of results, signatures, and whether they are new, some at a time."""
    with closing(db.execute(_PRINTS, {"recipe": recipe})) as found:
        while rows := found.fetchmany(_BATCH):
            yield tuple(zip(*rows, strict=True))
