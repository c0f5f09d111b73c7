"""Open the gazetteer of the settings, compiling it into the cache when that is needed."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from geomap.config import Config, gazetteer_folder
from geomap.errors import CacheNotWritable
from geomap.gazetteer.index import Gazetteer
from geomap.gazetteer.intact import is_intact
from geomap.gazetteer.overrides import Overrides, read_overrides
from geomap.gazetteer.sources import FORMAT, content_id, local_folder, source_files

log = logging.getLogger(__name__)

#: Folder of the cache for what has been looked at already.
_SEEN = "seen"
#: Compiled indexes that are kept; the oldest go when another is made.
_KEPT = 4


def cache_folder(config: Config) -> Path:
    """Where compiled indexes are kept: the setting, ``GEOMAP_CACHE``, or the user's cache."""
    named = config.gazetteer.cache or os.environ.get("GEOMAP_CACHE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("geomap", appauthor=False))


def tables_of(config: Config) -> list[Path]:
    """The source tables of the settings, a user's own among them.

    Raises:
        GazetteerMissing: the source tables are not there.
    """
    return source_files(gazetteer_folder(config), local_folder(config.gazetteer.path))


def open_gazetteer(config: Config, *, afresh: bool = False) -> Gazetteer:
    """The gazetteer of the settings; compiled first if its tables have changed.

    Args:
        config: where the tables, the overrides and the cache are.
        afresh: compile it even if the cache has it.

    Raises:
        GazetteerMissing: the source tables are not there.
        GazetteerInvalid: a table has a row that cannot be used.
        InputNotFound: the overrides of the settings are not there.
        CacheNotWritable: it must be compiled, and the cache folder cannot be written.
    """
    tables = tables_of(config)
    cache = cache_folder(config)
    target = cache / f"gazetteer-{_index_id(tables, cache)}"
    opened = None if afresh else _opened(target, cache)
    if opened is None:
        opened = _compiled(tables, target)
    named = config.gazetteer.overrides
    opened.overrides = read_overrides(Path(named), opened.row_of) if named else Overrides()
    return opened


def _opened(target: Path, cache: Path) -> Gazetteer | None:
    """The index in a folder; None where there is none, or a damaged one, which is told."""
    if not target.is_dir():
        return None
    with contextlib.suppress(OSError, ValueError, KeyError, RuntimeError):
        if is_intact(target, cache / _SEEN):
            return Gazetteer(target)
    log.warning("the compiled gazetteer in %s was damaged and is compiled again", target)
    return None


def _compiled(tables: Sequence[Path], target: Path) -> Gazetteer:
    from geomap.gazetteer.compile import compile_index

    try:
        compile_index(tables, target)
        _prune(target)
        return Gazetteer(target)
    except OSError as error:
        raise CacheNotWritable(target.parent, error.strerror or str(error)) from error


def _index_id(tables: Sequence[Path], cache: Path) -> str:
    """`content_id` of the tables, remembered by their paths, sizes and times of change.

    Reading megabytes of tables takes longer than opening the index; a table that changes
    changes its time.
    """
    seen = hashlib.sha256(FORMAT.encode())
    for path in tables:
        stat = path.stat()
        seen.update(f"{path.resolve()}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    note = cache / _SEEN / seen.hexdigest()[:16]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        known = note.read_text(encoding="ascii")
        if len(known) == 12 and known.isalnum():
            return known
    found = content_id(tables)
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=note.parent, delete=False) as file:
            file.write(found)
        Path(file.name).replace(note)
    return found


def _prune(target: Path) -> None:
    """Remove the oldest indexes beside a new one; processes that use them keep them open."""
    with contextlib.suppress(OSError):
        others = sorted(
            (path for path in target.parent.glob("gazetteer-*") if path != target),
            key=lambda path: path.stat().st_mtime,
            reverse=True,
        )
        for path in others[_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)
