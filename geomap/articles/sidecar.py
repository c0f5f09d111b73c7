"""`articles.csv` beside text files: title, date, outlet and address of each, by file name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.articles.fields import Metadata, columns_of, metadata, set_aside
from geomap.articles.formats.table import rows
from geomap.errors import ArticleUnreadable
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Collection

    from geomap.articles.draft import Source


class Sidecar:
    """The metadata that a folder states of its files; empty where it states none."""

    def __init__(self) -> None:
        self.by_file: dict[str, Metadata] = {}
        """Stated fields by file name."""
        self.notices: list[Skipped] = []
        """What could not be used of it."""
        self.is_one = False
        """Whether the file is a sidecar; a table with a column of text is one of articles."""


def read_sidecar(source: Source, present: Collection[str]) -> Sidecar:
    """The sidecar in `source`, with a notice for each row or field that could not be used.

    Args:
        source: a file ``articles.csv``.
        present: names in its folder; a row that names another file gets a notice.
    """
    sidecar = Sidecar()
    try:
        header: list[str] | None = None
        columns: dict[str, str] = {}
        for line, row in rows(source):
            if header is None:
                header, columns = row, columns_of(row, {})
                if "file" not in columns or "text" in columns:
                    return sidecar
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
    return sidecar


def _add(sidecar: Sidecar, values: dict[str, str], name: str, present: Collection[str]) -> None:
    file = values["file"].strip()
    if not file:
        sidecar.notices.append(set_aside(name, "the row names no file", "fill in its file column"))
    elif file not in present:
        wrong = f"the row names {file}, which is not in the folder,"
        sidecar.notices.append(set_aside(name, wrong, "mend the name or remove the row"))
    elif file in sidecar.by_file:
        wrong = f"the row names {file} a second time"
        sidecar.notices.append(set_aside(name, wrong, "keep one row a file"))
    else:
        sidecar.by_file[file], notices = metadata(values, name)
        sidecar.notices.extend(notices)
