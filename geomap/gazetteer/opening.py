"""Open the gazetteer of the settings, compiling it into the cache when that is needed."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.config import gazetteer_folder
from geomap.errors import GazetteerMissing
from geomap.gazetteer.index import Gazetteer

if TYPE_CHECKING:
    from geomap.config import Config


def cache_folder(config: Config) -> Path:
    """Where compiled indexes are kept: the setting, ``GEOMAP_CACHE``, or the user's cache."""
    import platformdirs

    named = config.gazetteer.cache or os.environ.get("GEOMAP_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("geomap"))


def open_gazetteer(config: Config) -> Gazetteer:
    """The gazetteer of the settings; compiled first if its tables have changed.

    Raises:
        GazetteerMissing: the source tables are not there.
        GazetteerInvalid: a table has a row that cannot be used.
    """
    from geomap.gazetteer.compile import compile_index, content_id, source_files

    folder = gazetteer_folder(config)
    overrides = Path(config.gazetteer.overrides) if config.gazetteer.overrides else None
    if overrides is not None and not overrides.is_file():
        raise GazetteerMissing(overrides)
    paths = source_files(folder, overrides)
    target = cache_folder(config) / f"gazetteer-{content_id(paths)}"
    if not (target / "digests.json").is_file():
        shutil.rmtree(target, ignore_errors=True)
        compile_index(paths, target)
    try:
        return Gazetteer(target)
    except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile):
        # A damaged cache is made again from its sources.
        shutil.rmtree(target, ignore_errors=True)
        compile_index(paths, target)
        return Gazetteer(target)
