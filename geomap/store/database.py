"""The store: one SQLite file, written in transactions, so that a killed run loses nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import msgspec

from geomap.articles import Draft, TextPrint, text_digest
from geomap.errors import NothingBuilt, OutputNotWritable
from geomap.model import Skipped
from geomap.outputs import STORE_FOLDER
from geomap.store.changes import Changes, EventChange, EventNote, events_between, note_of
from geomap.store.codec import Codec
from geomap.store.schema import (
    COMPARED,
    COUNT_WAITING,
    FORMAT,
    INCOMPLETE,
    ITEMS,
    PRINTS,
    PRUNE,
    RESULTS,
    SCHEMA,
    WAITING,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geomap.articles import Input
    from geomap.model import Annotation, Event
    from geomap.store.codec import Packed

_FILE = "store.sqlite"
#: SQLite's codes of a file that is damaged or none of its own.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
#: Rows written between two commits, and read at a time.
_BATCH = 200


class StoreDamaged(Exception):
    """The store cannot be trusted; what was damaged is gone by the time this is raised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article of the build at work, as its input states it."""

    id: str
    """As stated; not yet unique."""
    sha256: str
    """Of the text."""
    content: bytes
    """Hash of text and stated metadata: equal contents share one result."""


class Store:
    """What was read and found, in this build and earlier ones; closed by its context.

    Args:
        folder: where its file lies; made if missing.
        recipe: hash of what results depend on beside the articles.

    Raises:
        OutputNotWritable: from any method: the disk is full or the folder cannot be written.
        StoreDamaged: from any method: the file is damaged; what was has been removed.
    """

    def __init__(self, folder: Path, recipe: bytes) -> None:
        self.path = folder / _FILE
        self.recipe = recipe
        self._codec = Codec()
        self._drafts = msgspec.msgpack.Decoder(Draft)
        self._shapes: dict[bytes, bytes] = {}
        self._unsaved = 0
        with self._guarded():
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, isolation_level=None)
            self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._guarded(), closing(self._db):
            self.commit()

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        # A power cut may cost the last transactions, never the file.
        self._db.execute("PRAGMA synchronous=NORMAL")
        if self._one("PRAGMA user_version") != FORMAT:
            if self._one("SELECT count(*) FROM sqlite_master"):
                self._remove()
                self._db = sqlite3.connect(self.path, isolation_level=None)
                self._db.execute("PRAGMA journal_mode=WAL")
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
        row = self._db.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def _write(self, sql: str, *values: Any) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(sql, values)
        self._unsaved += 1
        if self._unsaved >= _BATCH:
            self._commit()

    def _commit(self) -> None:
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._unsaved = 0

    def commit(self) -> None:
        """Make everything written so far last."""
        with self._guarded():
            self._commit()

    def begin(self) -> None:
        """Start a build: no article is in it yet."""
        with self._guarded():
            self._write("DELETE FROM listing")

    # What the inputs hold.

    def read(self, found: Input) -> Iterator[Listed | Skipped]:
        """The articles and reports of an input, which is read again only if it has changed."""
        path = found.path
        stamp = f"{self.recipe.hex()} {found.stamp}" if path and found.stamp else None
        if path is None or stamp is None:
            yield from self._read(found, None, None)
        elif self._stamp(path) == stamp and self._complete(path):
            yield from self._recalled(path)
        else:
            yield from self._read(found, path, stamp)

    def _stamp(self, path: str) -> str | None:
        with self._guarded():
            found: str | None = self._one("SELECT stamp FROM files WHERE path=?", path)
            return found

    def _complete(self, path: str) -> bool:
        """Whether every article of a file has its result, or waits for it."""
        with self._guarded():
            return not self._one(INCOMPLETE, path, self.recipe)

    def _recalled(self, path: str) -> Iterator[Listed | Skipped]:
        for name, text, content in self._pages(ITEMS, -1, path):
            if content is None:
                yield Skipped(name=name, reason=text)
            else:
                yield Listed(id=name, sha256=text, content=content)

    def _read(
        self, found: Input, path: str | None, stamp: str | None
    ) -> Iterator[Listed | Skipped]:
        with self._guarded():
            self._write("DELETE FROM files WHERE path=?", found.path)
            self._write("DELETE FROM items WHERE path=?", found.path)
        for number, draft in enumerate(found.drafts()):
            with self._guarded():
                one = draft if isinstance(draft, Skipped) else self._awaited(draft)
                if stamp is not None:
                    row = (
                        (one.name, one.reason, None)
                        if isinstance(one, Skipped)
                        else (one.id, one.sha256, one.content)
                    )
                    self._write("INSERT INTO items VALUES (?,?,?,?,?)", path, number, *row)
            yield one
        if stamp is not None:
            with self._guarded():
                self._write("INSERT INTO files VALUES (?,?)", path, stamp)

    def _awaited(self, draft: Draft) -> Listed:
        """The draft, put on the waiting list if it has no sound result yet."""
        packed = msgspec.msgpack.encode(replace(draft, id="", name="", given_mentions=None))
        content = hashlib.blake2b(packed, digest_size=16).digest()
        row = self._db.execute(
            "SELECT body, runs, signature, sum FROM results WHERE content=? AND recipe=?",
            (content, self.recipe),
        ).fetchone()
        if row is None or row[3] != _sum(*row[:3]):
            waiting = msgspec.msgpack.encode(replace(draft, given_mentions=None))
            self._write("INSERT OR REPLACE INTO pending VALUES (?,?)", content, waiting)
        return Listed(id=draft.id, sha256=text_digest(draft.text), content=content)

    def list_article(self, article_id: str, listed: Listed) -> None:
        """Take an article into the build at work, under its unique id."""
        with self._guarded():
            self._write("INSERT INTO listing VALUES (?,?)", article_id, listed.content)

    # What is found in them.

    def waiting(self) -> int:
        """How many contents of the build at work have no result yet."""
        with self._guarded():
            return int(self._one(COUNT_WAITING, self.recipe))

    def drafts(self) -> Iterator[tuple[bytes, Draft]]:
        """The contents of the build at work that have no result yet."""
        for content, draft in self._pages(WAITING, b"", self.recipe):
            yield content, self._drafts.decode(draft)

    def put(self, content: bytes, packed: Packed, text_print: TextPrint) -> None:
        """Keep the result of a content, in place of its draft."""
        with self._guarded():
            for digest, wkb in packed.shapes.items():
                self._write("INSERT OR REPLACE INTO shapes VALUES (?,?,?)",
                            digest, self.recipe, wkb)  # fmt: skip
            parts = packed.body, text_print.runs, text_print.signature
            self._write("INSERT OR REPLACE INTO results VALUES (?,?,?,?,?,?)",
                        content, self.recipe, *parts, _sum(*parts))  # fmt: skip
            self._write("DELETE FROM pending WHERE content=?", content)

    def annotations(self) -> Iterator[Annotation]:
        """The annotations of the build at work, by article id, one at a time."""
        pages = self._pages(RESULTS, "", self.recipe)
        for name, content, body, runs, signature, total in pages:
            if total != _sum(body, runs, signature):
                self._forget(content)
            try:
                yield self._codec.unpack(body, name, self._shape)
            except (ValueError, msgspec.MsgspecError):
                self._forget(content)

    def prints(self) -> Iterator[tuple[str, TextPrint]]:
        """Article ids of the build at work, in their order, each with the print of its text."""
        for name, runs, signature in self._pages(PRINTS, "", self.recipe):
            yield name, TextPrint(runs=runs, signature=signature)

    def _forget(self, content: bytes) -> None:
        with self._guarded():
            self._write("DELETE FROM results WHERE content=?", content)
            self._commit()
        raise StoreDamaged(f"an entry of {self.path} was damaged and is computed again")

    def _shape(self, digest: bytes) -> bytes:
        if digest not in self._shapes:
            with self._guarded():
                wkb = self._one("SELECT wkb FROM shapes WHERE digest=?", digest) or b""
                if hashlib.blake2b(wkb, digest_size=16).digest() != digest:
                    self._remove()
                    raise StoreDamaged(f"{self.path} was damaged and is made anew")
            self._shapes[digest] = wkb
        return self._shapes[digest]

    def _pages(self, sql: str, after: Any, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Rows less their first column, which is the key that the next page begins after.

        The caller may write in between, which an open cursor would not see.
        """
        while True:
            with self._guarded():
                rows = self._db.execute(f"{sql} LIMIT {_BATCH}", (after, *values)).fetchall()
            for row in rows:
                yield row[1:]
            if len(rows) < _BATCH:
                return
            after = rows[-1][0]

    # From one build to the next.

    def finish(self, events: Iterable[Event]) -> Changes:
        """Close the build at work: what changed, and all that it does not use forgotten.

        It lasts when the store is committed, at latest when its context ends.
        """
        notes = {event.id: msgspec.msgpack.encode(note_of(event)) for event in events}
        with self._guarded():
            changes = Changes(
                first=not self._one("SELECT count(*) FROM built"),
                events=(),
                **{name: self._one(sql) for name, sql in COMPARED.items()},
            )
            self._write("DELETE FROM previous")
            self._db.execute("INSERT INTO previous SELECT * FROM events")
            self._db.execute("DELETE FROM events")
            self._db.executemany("INSERT INTO events VALUES (?,?)", sorted(notes.items()))
            for sql in PRUNE:
                self._db.execute(sql, {"recipe": self.recipe} if ":recipe" in sql else {})
        return replace(changes, events=self.changed_events())

    def changed_events(self) -> tuple[EventChange, ...]:
        """The events that differ between the last two builds."""
        decode = msgspec.msgpack.Decoder(EventNote).decode
        with self._guarded():
            before, after = (
                {name: decode(note) for name, note in self._db.execute(sql)}
                for sql in ("SELECT * FROM previous", "SELECT * FROM events")
            )
        return events_between(before, after)

    def note(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        with self._guarded():
            self._write("INSERT OR REPLACE INTO about VALUES (?,?)", name, value)

    def noted(self, name: str) -> str | None:
        """The text kept under a name."""
        with self._guarded():
            found: str | None = self._one("SELECT value FROM about WHERE name=?", name)
            return found


def changed_events(out: Path) -> tuple[EventChange, ...]:
    """The events that differ between the last two builds in an output folder.

    Raises:
        NothingBuilt: there was no build.
    """
    folder = out / STORE_FOLDER
    if not (folder / _FILE).is_file():
        raise NothingBuilt(out)
    try:
        with Store(folder, b"") as store:
            return store.changed_events()
    except StoreDamaged as error:
        raise NothingBuilt(out) from error


def _sum(*parts: bytes) -> bytes:
    """Checksum of a result."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else b"no bytes, so damaged")
    return digest.digest()
