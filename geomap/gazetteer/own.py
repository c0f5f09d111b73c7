"""Tables of people and deeds: those that come with geomap, and a project's own rows upon them.

``actors.csv``, ``event_types.csv`` and ``triggers.csv`` may stand in the folder of the setting
``gazetteer.own``, or beside the tables that `geomap gazetteer add` keeps. Their rows are added;
a row of a known id takes the place of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from geomap.config import Config, gazetteer_folder
from geomap.errors import InputNotFound
from geomap.gazetteer.sources import local_folder

#: The tables that a project may have of its own.
OWN = ("actors.csv", "event_types.csv", "triggers.csv")


class TableFile(NamedTuple):
    """A file of a table as it was when the run began: edited, it is another one."""

    path: Path
    changed: int = 0
    """Time of the last change, ns."""


#: The files of each table, by its name.
Tables = Mapping[str, tuple[TableFile, ...]]

#: What the stages read. Those that open tables or work on an article for others say which are
#: theirs, so that two runs with other settings do not read each other's.
_READ: ContextVar[Tables | None] = ContextVar("tables", default=None)


def table_files(name: str, config: Config) -> tuple[Path, ...]:
    """The files of a table: that of the settings' gazetteer, then the project's own.

    Raises:
        GazetteerMissing: there are no tables at all.
        InputNotFound: the folder of ``gazetteer.own`` does not exist.
    """
    named = config.gazetteer.own
    own = Path(named) if named else local_folder(config.gazetteer.path)
    if named and not own.is_dir():
        raise InputNotFound(own)
    folders = (gazetteer_folder(config), gazetteer_folder(Config()))
    shipped = next(folder / name for folder in folders if (folder / name).is_file())
    return tuple(path for path in (shipped, own / name) if path.is_file())


def use_tables(config: Config) -> Tables:
    """The tables of these settings as they are now, which all stages read from here on.

    Raises:
        GazetteerMissing: there are no tables at all.
        InputNotFound: the folder of ``gazetteer.own`` does not exist.
    """
    tables = {
        name: tuple(TableFile(p, p.stat().st_mtime_ns) for p in table_files(name, config))
        for name in OWN
    }
    use(tables)
    return tables


def use(tables: Tables | None) -> None:
    """Have the stages read these tables from here on; None for those that come with geomap."""
    _READ.set(tables)


def tables_in_use(name: str, folder: Path | None = None) -> tuple[TableFile, ...]:
    """The files of a table that `use` settled; those that come with geomap by default.

    Args:
        name: one of `OWN`.
        folder: read the table of this folder, and no other.
    """
    if folder is None and (tables := _READ.get()) is not None:
        return tables[name]
    return (TableFile((folder or gazetteer_folder(Config())) / name),)
