"""Tables of people and deeds: those that come with geomap, and a project's own rows upon them.

``actors.csv``, ``event_types.csv`` and ``triggers.csv`` may stand in the folder of the setting
``gazetteer.own``, or beside the tables that `geomap gazetteer add` keeps. Their rows are added;
a row of a known id takes the place of the other.
"""

from __future__ import annotations

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


#: The tables of the run, by name. Every stage asks for the same ones, so they are set once.
_in_use: dict[str, tuple[TableFile, ...]] = {}


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


def use_tables(config: Config) -> None:
    """Have all stages of this process read the tables of these settings as they are now.

    Raises:
        GazetteerMissing: there are no tables at all.
        InputNotFound: the folder of ``gazetteer.own`` does not exist.
    """
    for name in OWN:
        paths = table_files(name, config)
        _in_use[name] = tuple(TableFile(path, path.stat().st_mtime_ns) for path in paths)


def tables_in_use(name: str, folder: Path | None = None) -> tuple[TableFile, ...]:
    """The files of a table that `use_tables` settled; those that come with geomap by default.

    Args:
        name: one of `OWN`.
        folder: read the table of this folder, and no other.
    """
    if folder is None and name in _in_use:
        return _in_use[name]
    return (TableFile((folder or gazetteer_folder(Config())) / name),)
