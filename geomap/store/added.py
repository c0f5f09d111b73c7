"""The tables that a user added to the gazetteer, row by row, to tell what has changed in them.

A point has a part only in articles that may name it. What has an extent, or stands for a unit or a
road, is looked up by place as well: tables with such rows, or with too many, are compared whole.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from geomap.gazetteer.sources import local_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geomap.config import Config
    from geomap.gazetteer import Gazetteer

#: Rows that are compared one by one: more would not be worth the room.
_MOST = 20_000
#: Kinds of points; a row without a kind adds names to a known place.
_POINTS = {None, "", "city", "neighbourhood", "facility", "mountain"}


class AddedRow(msgspec.Struct, frozen=True):
    """What a row says of where it may have a part."""

    id: str
    names: list[str]
    unit: str | None
    """First-level unit of a town with a population, which may be its largest."""


class AddedTables(msgspec.Struct, frozen=True):
    """The tables that a user added."""

    whole: str
    """Hash of the tables that are compared whole."""
    rows: dict[str, AddedRow]
    """The rows of the others, by their hashes."""

    def changed(self, other: AddedTables) -> list[AddedRow]:
        """The rows that one of two has and the other has not."""
        both = {**self.rows, **other.rows}
        return [both[key] for key in sorted(self.rows.keys() ^ other.rows.keys())]


def added_tables(config: Config, gazetteer: Gazetteer) -> AddedTables:
    """The tables that are added to those of the settings.

    Args:
        config: the settings, which say where they are.
        gazetteer: compiled of them.
    """
    rows: dict[str, AddedRow] = {}
    whole = hashlib.sha256()
    for path in sorted(local_folder(config.gazetteer.path).glob("*.parquet")):
        found = _points(path, gazetteer)
        if found is None or len(rows) + len(found) > _MOST:
            whole.update(path.name.encode())
            whole.update(path.read_bytes())
        else:
            rows |= found
    return AddedTables(whole=whole.hexdigest(), rows=rows)


def _points(path: Path, gazetteer: Gazetteer) -> Mapping[str, AddedRow] | None:
    """The rows of a table of points; None for any other."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    if file.metadata.num_rows > _MOST:
        return None
    found = {}
    for row in file.read().to_pylist():
        if row["kind"] not in _POINTS or row["geometry"] or row["feature_code"]:
            return None
        digest = hashlib.blake2b(f"{path.name} {row}".encode(), digest_size=16).hexdigest()
        names = [name for name in (row["name"], *(row["names"] or ())) if name]
        place = gazetteer.by_id(row["id"]) if row["population"] else None
        unit = place.admin1 if place else None
        found[digest] = AddedRow(id=row["id"], names=names, unit=unit)
    return found
