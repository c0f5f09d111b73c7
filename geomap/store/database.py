"""The store: what was read and found, so that a killed run loses nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import msgspec

from geomap.articles import Draft, TextPrint, unique_ids
from geomap.articles.walk import OUTPUTS_MARK
from geomap.errors import NothingBuilt
from geomap.model import Skipped
from geomap.store.changes import Changes, EventChange, EventNote, events_between
from geomap.store.codec import Codec
from geomap.store.connection import FILE, StoreDamaged, bound
from geomap.store.copies import find_copies
from geomap.store.fragments import Item, blocks_of
from geomap.store.listed import Listed, listed
from geomap.store.pieces import Pieces
from geomap.store.schema import (
    COMPARED,
    COUNT_WAITING,
    EVENTS_GONE,
    FOUND,
    FREE_IDS,
    FRESH,
    INCOMPLETE,
    ITEMS,
    LIST_ITEMS,
    PREVIOUS,
    PRUNE,
    REPORTS,
    RESULTS,
    RESULTS_BETWEEN,
    WAITING,
)
from geomap.store.transfer import MadeBy, Touched, touched_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geomap.articles import Input
    from geomap.model import Annotation
    from geomap.store.added import AddedTables
    from geomap.store.codec import Packed
    from geomap.store.transfer import Override


class Store(Pieces):
    """What was read and found, in this build and earlier ones; closed by its context.

    Args:
        folder: where its file lies; made if missing.
        recipe: hash of what results depend on beside the articles.
        base: the same less overrides and added tables; `recipe` where it is None.

    Raises:
        OutputNotWritable: from any method: the disk is full or the folder cannot be written.
        StoreDamaged: from any method: the file is damaged; what was has been removed.
    """

    def __init__(self, folder: Path, recipe: bytes, base: bytes | None = None) -> None:
        self.recipe, self.base = recipe, base or recipe
        self._codec = Codec()
        self._drafts = msgspec.msgpack.Decoder(Draft)
        self._shapes: dict[bytes, bytes] = {}
        super().__init__(folder)

    def begin(self) -> None:
        """Start a build: no article is in it yet."""
        with self._guarded():
            self._write("DELETE FROM listing")
            self._write("DELETE FROM wanted")

    def take_over(
        self,
        overrides: list[Override],
        added: AddedTables,
        names_of: Callable[[str], Iterable[str]],
    ) -> None:
        """Keep the results of the last build that a changed gazetteer cannot have touched.

        Args:
            overrides: those of the build at work.
            added: its tables beside those that come with geomap.
            names_of: every name of the place of an id.
        """
        before = msgspec.json.decode(self.noted("made by") or "null", type=MadeBy | None)
        now = MadeBy(recipe=self.recipe, base=self.base, overrides=overrides, added=added)
        with self._guarded():
            self._commit()
            self._db.execute("BEGIN IMMEDIATE")
            if before and before.recipe != self.recipe and before.like(now):
                rows = before.added.changed(added)
                touched = touched_by(before.overrides, overrides, names_of, rows)
                self._transfer(before.recipe, touched)
            self._write("INSERT OR REPLACE INTO about VALUES ('made by', ?)",
                        msgspec.json.encode(now).decode())  # fmt: skip
            self._commit()

    def _transfer(self, recipe: bytes, touched: Touched) -> None:
        results = "SELECT content, body, runs, signature, sum FROM results WHERE recipe=?"
        kept = [
            (self.recipe, content, recipe)
            for content, *parts, total in self._db.execute(results, (recipe,))
            if total == _sum(*parts) and not touched.holds(*self._codec.read(parts[0]))
        ]
        self._db.executemany(
            "UPDATE OR REPLACE results SET recipe=? WHERE content=? AND recipe=?", kept
        )
        for table in ("shapes", "compared"):
            self._db.execute(f"UPDATE {table} SET recipe=? WHERE recipe=?", (self.recipe, recipe))  # noqa: S608

    # What the inputs hold.

    def read(self, found: Input) -> Iterator[Skipped]:
        """Take the articles of an input into the build at work; what of it cannot be read.

        It is read again only if it has changed.
        """
        path = found.path
        stamp = self._stamped(found)
        if path is None or stamp is None:
            rows = self._read(found, None, None)
        elif self._stamp(path) != stamp or not self._complete(path):
            rows = self._read(found, path, stamp)
        elif self._listed_at_once(path):
            rows = self._recalled(path, REPORTS)
        else:
            rows = self._recalled(path, ITEMS)
        for one in rows:
            if isinstance(one, Skipped):
                yield one
            else:
                self.list_article(one)

    def _listed_at_once(self, path: str) -> bool:
        """List all articles of an unchanged file, if no id of them is taken."""
        with self._guarded():
            free = bool(self._one(FREE_IDS, path))
            if free:
                self._write(LIST_ITEMS, path)
        return free

    def _stamp(self, path: str) -> str | None:
        with self._guarded():
            found: str | None = self._one("SELECT stamp FROM files WHERE path=?", path)
            return found

    def _complete(self, path: str) -> bool:
        """Whether every article of a file has its result, or waits for it."""
        with self._guarded():
            return not self._one(INCOMPLETE, path, self.recipe)

    def lacks(self, found: Input) -> bool:
        """Whether an input has changed since it was read, or lacks a result."""
        path = found.path or ""
        return self._stamp(path) != self._stamped(found) or not self._complete(path)

    def take_in(self, found: Input, rows: Iterable[Listed | Skipped]) -> None:
        """Note what an input holds that was read elsewhere; its results are `put`."""
        with self._guarded():
            self._write("DELETE FROM items WHERE path=?", found.path)
        for number, one in enumerate(rows):
            self._note(found.path, number, one)
        with self._guarded():
            row = (found.path, self._stamped(found))
            self._write("INSERT OR REPLACE INTO files VALUES (?,?)", *row)

    def _stamped(self, found: Input) -> str | None:
        """What tells the states of an input apart; None for one that is read every time."""
        return f"{self.base.hex()} {found.stamp}" if found.path and found.stamp else None

    def _note(self, path: str | None, number: int, one: Listed | Skipped) -> None:
        if isinstance(one, Skipped):
            row: tuple[str, str, bytes | None] = (one.name, one.reason, None)
        else:
            row = (one.id, one.sha256, one.content)
        with self._guarded():
            self._write("INSERT INTO items VALUES (?,?,?,?,?)", path, number, *row)

    def _recalled(self, path: str, sql: str) -> Iterator[Listed | Skipped]:
        for name, text, content in self._pages(sql, -1, path):
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
                self._note(path, number, one)
            yield one
        if stamp is not None:
            with self._guarded():
                self._write("INSERT INTO files VALUES (?,?)", path, stamp)

    def _awaited(self, draft: Draft) -> Listed:
        """The draft, put on the waiting list if it has no result yet."""
        one = listed(draft)
        if not self._one("SELECT 1 FROM results WHERE content=? AND recipe=?",
                         one.content, self.recipe):  # fmt: skip
            waiting = msgspec.msgpack.encode(replace(draft, given_mentions=None))
            self._write("INSERT OR REPLACE INTO pending VALUES (?,?)", one.content, waiting)
        return one

    def list_article(self, listed: Listed) -> None:
        """Take an article into the build at work, under an id of its own."""
        sql = "INSERT OR IGNORE INTO listing VALUES (?,?,?)"
        with self._guarded():
            for name in unique_ids(listed.id, listed.sha256):
                if self._write(sql, name, listed.content, listed.sha256):
                    return

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
            self._keep_shapes(packed.shapes)
            parts = packed.body, text_print.runs, text_print.signature
            self._write("INSERT OR REPLACE INTO results"
                        " (content, recipe, body, runs, signature, sum) VALUES (?,?,?,?,?,?)",
                        content, self.recipe, *parts, _sum(*parts))  # fmt: skip
            self._write("DELETE FROM pending WHERE content=?", content)

    def annotations(self) -> Iterator[Annotation]:
        """The annotations of the build at work, by article id, one at a time."""
        for row in self._pages(RESULTS, "", self.recipe):
            yield self._annotation(*row)

    def annotations_of(self, block: Sequence[Item]) -> list[Annotation]:
        """The annotations of a block of articles, in their order."""
        with self._guarded():
            ends = bound(RESULTS_BETWEEN, block[0].id, self.recipe, block[-1].id)
            rows = self._db.execute(RESULTS_BETWEEN, ends).fetchall()
        return [self._annotation(*row) for row in rows]

    def _annotation(
        self, name: str, content: bytes, body: bytes, runs: bytes, signature: bytes, total: bytes
    ) -> Annotation:
        if total != _sum(body, runs, signature):
            self._forget(content)
        return self._codec.unpack(body, name, self._shape)

    def copies(self, threshold: float) -> dict[str, str]:
        """Article id -> smallest id of its group, of the articles that have copies or are some.

        Args:
            threshold: `articles.duplicate_threshold`, which is part of the recipe.
        """
        with self._guarded():
            self._commit()
            self._db.execute("BEGIN IMMEDIATE")
            found = find_copies(self._db, self.recipe, threshold, self._runs_of, self.path.parent)
            self._commit()
        return found

    def _runs_of(self, content: bytes) -> bytes:
        row = self._db.execute(
            "SELECT body, runs, signature, sum FROM results WHERE content=? AND recipe=?",
            (content, self.recipe),
        ).fetchone()
        if row[3] != _sum(*row[:3]):
            self._forget(content)
        runs: bytes = row[1]
        return runs

    def _forget(self, content: bytes) -> NoReturn:
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

    def _keep_shapes(self, shapes: Mapping[bytes, bytes]) -> None:
        for digest, wkb in shapes.items():
            self._write("INSERT OR REPLACE INTO shapes VALUES (?,?,?)", digest, self.recipe, wkb)

    # What blocks of them add to the outputs.

    def blocks(self) -> Iterator[list[Item]]:
        """The articles of the build at work that have a result, block by block."""
        rows = self._pages(FOUND, "", self.recipe)
        return blocks_of(Item(id=name, result=has, sha256=text) for name, has, text in rows)

    # From one build to the next.

    def finish(self, periods: Iterable[bytes]) -> Changes:
        """Close the build at work: what changed, and all that it does not use forgotten.

        It lasts when the store is committed, at latest when its context ends.

        Args:
            periods: keys of the fragments that have the notes of its events.
        """
        with self._guarded():
            changes = Changes(
                first=not self._one("SELECT count(*) FROM built"),
                events={},
                **{name: self._one(sql) for name, sql in COMPARED.items()},
            )
            self._write("DELETE FROM previous")
            for sql in EVENTS_GONE:
                self._db.execute(sql)
            known = {key for (key,) in self._db.execute("SELECT DISTINCT period FROM events")}
        decode = msgspec.msgpack.Decoder(list[tuple[str, bytes]]).decode
        for key in periods:
            if key not in known:
                notes = decode(self.part(key, "notes"))
                rows = [(name, note, key) for name, note in notes]
                with self._guarded():
                    self._db.executemany("INSERT INTO events VALUES (?,?,?,1)", rows)
        with self._guarded():
            for sql in PRUNE:
                names = {"recipe": self.recipe, "maker": self.maker}
                self._db.execute(sql, {n: value for n, value in names.items() if f":{n}" in sql})
        if changes.first:
            return changes
        return replace(changes, events=Counter(one.change for one in self.changed_events()))

    def changed_events(self) -> Iterator[EventChange]:
        """The events that differ between the last two builds."""
        return events_between(self._notes(PREVIOUS), self._notes(FRESH))

    def _notes(self, sql: str) -> Iterator[tuple[str, EventNote]]:
        decode = msgspec.msgpack.Decoder(EventNote).decode
        return ((name, decode(note)) for name, note in self._pages(sql, ""))


def changed_events(out: Path) -> Iterator[EventChange]:
    """The events that differ between the last two builds in an output folder.

    Raises:
        NothingBuilt: there was no build.
    """
    folder = out / OUTPUTS_MARK
    if not (folder / FILE).is_file():
        raise NothingBuilt(out)
    try:
        with Store(folder, b"") as store:
            yield from store.changed_events()
    except StoreDamaged as error:
        raise NothingBuilt(out) from error


def _sum(*parts: bytes) -> bytes:
    """Checksum of a result."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else b"no bytes, so damaged")
    return digest.digest()
