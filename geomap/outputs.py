"""The output folder: everything is written beside it first, then moved into place.

A run that fails half-way (a full disk, an error, Ctrl-C) leaves the earlier outputs as they
were: files are written into a staging folder on the same disk and renamed one by one only
when all of them are whole.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputNotWritable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.config import Config
    from geomap.flow import Summary
    from geomap.layers import Layers
    from geomap.model import Annotation

#: Everything a build wrote for `geomap export` to read again, under the output folder.
LAYERS_FOLDER = "layers"


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write into, whose files replace those of `out` when the block succeeds.

    Raises:
        OutputNotWritable: `out` cannot be made or written, or the disk is full.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".staging-", dir=out))
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    try:
        yield stage
        for path in sorted(item for item in stage.rglob("*") if item.is_file()):
            target = out / path.relative_to(stage)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    except OSError as error:
        # Errors of inputs are geomap's own by now; what is left comes from writing.
        if isinstance(error, _own_os_errors()):
            raise
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _own_os_errors() -> tuple[type[OSError], ...]:
    from geomap import errors

    return (
        errors.InputNotFound,
        errors.GazetteerMissing,
        errors.LanguageModelMissing,
        errors.AssetMissing,
        errors.OutputNotWritable,
    )


def write_outputs(
    annotations: Sequence[Annotation], layers: Layers, stage: Path, config: Config, summary: Summary
) -> None:
    """Write every map and export of a build into `stage`, and list them in `summary.files`."""
    from geomap.exports import (
        BUILT,
        FORMATS,
        write_annotations,
        write_data_package,
        write_field_table,
    )
    from geomap.layers import write_layers
    from geomap.maps import write_maps

    write_annotations(annotations, stage / "annotations.jsonl")
    write_layers(layers, stage / LAYERS_FOLDER)
    for name in BUILT:
        FORMATS[name](layers, stage)
    write_field_table(stage / "README.md")
    write_data_package(stage / "datapackage.json")
    write_maps(layers, stage, config, summary)
    summary.files = sorted(
        os.fspath(path.relative_to(stage)) for path in stage.rglob("*") if path.is_file()
    )
