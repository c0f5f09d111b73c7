"""The tables that a user added, row by row, to tell what has changed in them.

A point has a part only in articles that may name it. What has an extent, or stands for a unit or a
road, is looked up by place as well: tables with such rows, or with too many, are compared whole.
An actor has a part where it is named, but for those that others belong to and those of states.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from geomap.gazetteer.own import table_files
from geomap.gazetteer.sources import local_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geomap.config import Config
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.actors import Actor

#: Rows that are compared one by one: more would not be worth the room.
_MOST = 20_000
#: Kinds of points; a row without a kind adds names to a known place.
_POINTS = {None, "", "city", "neighbourhood", "facility", "mountain"}


class AddedRow(msgspec.Struct, frozen=True):
    """What a row says of where it may have a part."""

    id: str
    names: list[str]
    unit: str | None = None
    """First-level unit of a town with a population, which may be its largest."""
    written: bool = False
    """Whether it is found by its names as they are written alone, not by what is like them."""


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
    for actor, names in _actors(config):
        if names is None:
            whole.update(repr(actor).encode())
        else:
            rows[_digest(repr(actor))] = AddedRow(id=actor.id, names=names, written=True)
    return AddedTables(whole=whole.hexdigest(), rows=rows)


def _actors(config: Config) -> Iterator[tuple[Actor, list[str] | None]]:
    """A project's own actors, and the names that each goes by here and in geomap's own table.

    None for one that has a part where it is not named.
    """
    from geomap.gazetteer.actors import read_actors

    shipped, *own = table_files("actors.csv", config)
    if not own:
        return
    known = {actor.id: actor for actor in read_actors(shipped)}
    written = {actor.id: actor for path in own for actor in read_actors(path)}
    parents = {actor.parent for actor in (*known.values(), *written.values())}
    for actor in written.values():
        if actor.id in parents or actor.id.endswith(("-GOV", "-FORCES")):
            yield actor, None
        else:
            both = (actor, known.get(actor.id, actor))
            yield actor, [name for one in both for name in (one.name, *one.aliases)]


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
        names = [name for name in (row["name"], *(row["names"] or ())) if name]
        place = gazetteer.by_id(row["id"]) if row["population"] else None
        unit = place.admin1 if place else None
        found[_digest(f"{path.name} {row}")] = AddedRow(id=row["id"], names=names, unit=unit)
    return found


def _digest(row: str) -> str:
    return hashlib.blake2b(row.encode(), digest_size=16).hexdigest()
