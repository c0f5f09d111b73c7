"""Which articles of a build are copies of one another: only what is new is compared.

The table ``compared`` keeps, for each content that has been compared, the root of its group of
copies. A group that has lost a member is compared afresh: without it, the others may be apart.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.articles.duplicates import BANDS, Joined, are_copies, band_keys, candidate_pairs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Runs of texts kept at hand while pairs are compared, and contents read at a time.
_AT_HAND, _BATCH = 4096, 1000
_FORGET = (
    "DELETE FROM compared WHERE recipe <> :recipe",
    """DELETE FROM compared WHERE root IN
    (SELECT root FROM compared WHERE content NOT IN (SELECT content FROM listing))""",
)
#: Contents of the build at work after ``?2`` that have words, and whether each is new.
_PRINTS = """SELECT results.content, signature, compared.content IS NULL FROM results
    LEFT JOIN compared ON compared.content=results.content
    WHERE results.recipe=?1 AND results.content>?2 AND length(signature)>0
    AND EXISTS (SELECT 1 FROM listing WHERE listing.content=results.content)
    ORDER BY results.content LIMIT ?3"""
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
    if not size:
        return
    keys = np.memmap(file, dtype="Q", mode="w+", shape=(BANDS, size))
    contents: list[bytes] = []
    fresh: list[bool] = []
    for names, signatures, are_new in _prints(db, recipe):
        keys[:, len(contents) : len(contents) + len(names)] = band_keys(signatures)
        contents += names
        fresh += map(bool, are_new)
    new = np.array(fresh, dtype=bool)
    runs = lru_cache(maxsize=_AT_HAND)(runs_of)
    joined: Joined[bytes] = Joined()
    for content, root in db.execute("SELECT content, root FROM compared WHERE content <> root"):
        joined.join(root, content)
    for one, other in candidate_pairs(keys[:, : len(contents)], new):
        left, right = contents[one], contents[other]
        apart = joined.root(left) != joined.root(right)
        if apart and are_copies(runs(left), runs(right), threshold):
            joined.join(left, right)
    db.executemany(
        "INSERT INTO compared VALUES (?,?,?)",
        [(contents[n], recipe, joined.root(contents[n])) for n in np.flatnonzero(new).tolist()],
    )
    moved = ((joined.root(name), name) for name in joined.others())
    db.executemany("UPDATE compared SET root=? WHERE root=?", moved)


def _prints(db: sqlite3.Connection, recipe: bytes) -> Iterator[tuple[Any, ...]]:
    """Contents, signatures, and whether they are new, some at a time."""
    after = b""
    while rows := db.execute(_PRINTS, (recipe, after, _BATCH)).fetchall():
        yield tuple(zip(*rows, strict=True))
        after = rows[-1][0]
