"""`articles.csv` beside text files: title, date, outlet and address of each, by file name."""

from __future__ import annotations

import sqlite3
import weakref
from typing import TYPE_CHECKING

import msgspec

from geomap.articles.fields import Metadata, columns_of, metadata, set_aside
from geomap.articles.formats.table import rows
from geomap.errors import ArticleUnreadable
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from geomap.articles.draft import Source


class Stated:
    """The metadata that folders state of their files, in a temporary file: they may be many."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")  # a file that goes with the connection
        weakref.finalize(self, self._db.close)
        self._db.execute("CREATE TABLE stated (path TEXT PRIMARY KEY, fields BLOB) WITHOUT ROWID")
        self._decode = msgspec.msgpack.Decoder(Metadata).decode

    def add(self, path: str, fields: Metadata) -> bool:
        """Take in what is stated of a file; whether nothing was before."""
        row = path, msgspec.msgpack.encode(fields)
        return bool(self._db.execute("INSERT OR IGNORE INTO stated VALUES (?,?)", row).rowcount)

    def of(self, path: str) -> Metadata:
        """What is stated of a file; nothing where no sidecar names it."""
        row = self._db.execute("SELECT fields FROM stated WHERE path=?", (path,)).fetchone()
        return self._decode(row[0]) if row else {}


class Sidecar:
    """What a folder states of its files; empty where it states nothing."""

    def __init__(self, folder: Path, stated: Stated) -> None:
        self.folder, self.stated = folder, stated
        self.notices: list[Skipped] = []
        """What could not be used of it."""
        self.is_one = False
        """Whether the file is a sidecar; a table with a column of text is one of articles."""


def read_sidecar(sidecar: Sidecar, source: Source, present: Collection[str]) -> None:
    """Fill a sidecar, with a notice for each row or field that could not be used.

    Args:
        sidecar: the empty one of the folder.
        source: its file ``articles.csv``.
        present: names in its folder; a row that names another file gets a notice.
    """
    try:
        header: list[str] | None = None
        columns: dict[str, str] = {}
        for line, row in rows(source):
            if header is None:
                header, columns = row, columns_of(row, {})
                if "file" not in columns or "text" in columns:
                    return
                sidecar.is_one = True
                continue
            cells = dict(zip(header, row, strict=False))
            values = {field: cells.get(column, "") for field, column in columns.items()}
            _add(sidecar, values, f"{source.name}, line {line}", present)
    except (ArticleUnreadable, OSError) as error:
        sidecar.is_one = True
        reason = str(error) if isinstance(error, ArticleUnreadable) else (
            f"{source.name}: cannot be read ({error.strerror}); mend or remove it."
        )  # fmt: skip
        sidecar.notices.append(Skipped(name=source.name, reason=reason))


def _add(sidecar: Sidecar, values: dict[str, str], name: str, present: Collection[str]) -> None:
    file = values["file"].strip()
    if not file:
        sidecar.notices.append(set_aside(name, "the row names no file", "fill in its file column"))
    elif file not in present:
        wrong = f"the row names {file}, which is not in the folder,"
        sidecar.notices.append(set_aside(name, wrong, "mend the name or remove the row"))
    else:
        fields, notices = metadata(values, name)
        if not sidecar.stated.add(str(sidecar.folder / file), fields):
            wrong = f"the row names {file} a second time"
            notices = [set_aside(name, wrong, "keep one row a file")]
        sidecar.notices.extend(notices)
