"""The output folder: everything is written beside it first, then moved into place.

A run that fails half-way (a full disk, an error, Ctrl-C) leaves the earlier outputs as they
were: files are written into a staging folder on the same disk and moved into place only
when all of them are whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.articles.walk import OUTPUTS_MARK
from geomap.corpus.joining import Joiner
from geomap.errors import GeomapError, OutputInUse, OutputNotWritable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.config import Config
    from geomap.corpus import Summary
    from geomap.corpus.made import Made
    from geomap.corpus.shelves import Shelves

#: Beginning of the names of folders that are being written, and name of one that is whole.
_STAGE, _WHOLE = ".staging-", ".whole"
#: What a build wrote, so that the next one removes what it no longer writes.
_WRITTEN = f"{OUTPUTS_MARK}/outputs.json"
#: Everything a build wrote for `geomap export` to read again, under the output folder.
LAYERS_FOLDER = "layers"


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep other runs of geomap out of the output folder, which is made if missing.

    The system lifts the lock when a run ends, however it ends. A run that was killed while
    it moved its files into place is completed, and what one left half-written is removed.

    Raises:
        OutputInUse: another run is writing there.
        OutputNotWritable: `out` cannot be made or written.
    """
    from filelock import FileLock, Timeout

    try:
        (out / OUTPUTS_MARK).mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / OUTPUTS_MARK / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise OutputInUse(out) from error
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    try:
        _tidy(out)
        yield
    finally:
        lock.release()


def _tidy(out: Path) -> None:
    """Complete or remove what a killed run left."""
    try:
        if (out / _WHOLE).is_dir():
            _move(out / _WHOLE, out)
        for left in out.glob(f"{_STAGE}*"):
            shutil.rmtree(left, ignore_errors=True)
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write into, whose files replace those of `out` when the block succeeds.

    To be called under `locked`. When all files are whole, their folder is renamed, which is
    one step, and only then they are moved: whoever kills the run kills it before or after.

    Raises:
        OutputNotWritable: `out` cannot be made or written, or the disk is full.
    """
    try:
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=out))
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    try:
        yield stage
        _move(stage.rename(out / _WHOLE), out)
    except (OSError, sqlite3.OperationalError) as error:
        # Errors of inputs are geomap's own by now; what is left comes from writing.
        if isinstance(error, GeomapError):
            raise
        raise OutputNotWritable(out, getattr(error, "strerror", None) or str(error)) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(whole: Path, out: Path) -> None:
    """Every file of a folder to its place in another one; the emptied folder is removed.

    Where the folder is all of a build, what only the build before wrote goes: the page of an
    article that is no longer there would tell of it for ever. The list of what was written is
    moved last, so that a run that is killed in between can be completed.
    """
    listed = whole / _WRITTEN
    paths = sorted(item for item in whole.rglob("*") if item.is_file() and item != listed)
    for path in paths:
        target = out / path.relative_to(whole)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    if listed.is_file():
        for name in sorted(_written(out / _WRITTEN) - _written(listed)):
            _remove(out, name)
        (out / OUTPUTS_MARK).mkdir(exist_ok=True)
        listed.replace(out / _WRITTEN)
    shutil.rmtree(whole)


def list_files(stage: Path, names: Sequence[str]) -> None:
    """Make `names`, relative to `stage`, all that a build writes; what only the last wrote goes."""
    (stage / _WRITTEN).parent.mkdir(exist_ok=True)
    (stage / _WRITTEN).write_text(json.dumps(list(names)), encoding="ascii")


def _written(listed: Path) -> set[str]:
    """Names of a list of files; none where it is damaged or not there."""
    with contextlib.suppress(OSError, ValueError):
        names = json.loads(listed.read_text(encoding="ascii"))
        paths = {name: Path(name) for name in names}
        return {n for n, path in paths.items() if not path.is_absolute() and ".." not in path.parts}
    return set()


def _remove(out: Path, name: str) -> None:
    """A file of `out`, and its folder once that is empty."""
    (out / name).unlink(missing_ok=True)
    folder = (out / name).parent
    with contextlib.suppress(OSError):
        if folder != out:
            folder.rmdir()


def write_outputs(made: Made, out: Path, stage: Path, config: Config, summary: Summary) -> None:
    """Write every map and export of a build into `stage`, and list them in `summary.files`.

    Args:
        made: what was made.
        out: the output folder, from whose files is copied what is still the same.
        stage: where the new ones go.
        config: formats, title of the maps and more.
        summary: of the run, shown on the index.
    """
    from geomap.exports import FORMATS, write_data_package, write_field_table
    from geomap.layers import Protection, read_layers
    from geomap.maps import write_maps

    joiner = Joiner(store=made.store, out=out, stage=stage)
    _write_marks(made, joiner)
    layers = _write_layers(made, joiner, stage / LAYERS_FOLDER)
    for name in config.exports.formats:  # these hold all layers in memory
        FORMATS[name](read_layers(stage / LAYERS_FOLDER), stage)
    write_field_table(stage / "README.md", Protection.of(config.protect).sentences())
    write_data_package(stage / "datapackage.json", parts=layers)
    write_maps(made.book(joiner), stage, config, summary, made.articles())
    joiner.remember()
    summary.files = sorted(
        os.fspath(path.relative_to(stage)) for path in stage.rglob("*") if path.is_file()
    )
    list_files(stage, summary.files)


def _write_marks(made: Made, joiner: Joiner) -> None:
    """Annotations and GeoJSON of a build, from what each stretch of rows adds to them."""
    from geomap.exports import around, feature_collection, write_style

    blocks, periods = made.blocks, made.periods
    joiner.write("annotations.jsonl", made.store.kept(blocks.keys, "lines"))
    box = around(counts.box for counts in blocks.counts)
    features = made.store.kept(blocks.keys, "features")
    joiner.write("mentions.geojson", feature_collection(features, box))
    box = around(finished.box for finished in periods.finished)
    features = made.store.kept(periods.keys, "features")
    joiner.write("events.geojson", feature_collection(features, box))
    write_style("mentions", made.totals.precisions, joiner.stage)
    write_style("events", made.totals.drawn_types, joiner.stage)


def _write_layers(made: Made, joiner: Joiner, folder: Path) -> dict[str, list[str]]:
    """Every layer as GeoParquet: what grows with the corpus in partitions; gives their names."""
    from geomap.corpus.shelves import BLOCK_LAYERS, PERIOD_LAYERS
    from geomap.layers import write_table

    names: dict[str, list[str]] = {}
    for layers in (BLOCK_LAYERS, PERIOD_LAYERS):
        for layer, keys in made.shelves.partitions(layers):
            (folder / layer).mkdir(parents=True)
            for number, key in enumerate(keys):
                name = f"{layer}/part-{number:05}.parquet"
                write = partial(_write_partition, made.shelves, layer, key)
                joiner.keep(folder / name, f"{layer} {key.hex()}", write)
                names.setdefault(layer, []).append(name)
    for layer, frame in made.summed.items():
        with (folder / f"{layer}.parquet").open("wb") as file:
            write_table(layer, frame, file)
    return names


def _write_partition(shelves: Shelves, layer: str, key: bytes, path: Path) -> None:
    path.write_bytes(shelves.partition(layer, key))
