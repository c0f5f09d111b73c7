"""From what was named on the command line to files, in an order that never varies."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from geomap.articles.remote import is_address
from geomap.errors import InputNotFound
from geomap.model import Skipped

STDIN = "-"
#: The file of a folder that states title, date, source and address of its text files.
SIDECAR = "articles.csv"

#: Folder of the store and the lock, by which a folder of outputs is known: it holds no articles.
OUTPUTS_MARK = ".geomap"

#: What a saved web page or a working folder holds beside articles: passed over unsaid.
_BESIDE_ARTICLES = """
    jpg jpeg png gif svg webp ico bmp tif tiff heic avif mp3 mp4 m4a mov avi wav ogg webm css js
    mjs map woff woff2 ttf eot otf py pyc ipynb toml yaml yml ini cfg log lock db sqlite bak tmp
    geojson gpkg parquet shp dbf prj shx cpg qgz kml kmz
"""


def check_inputs(inputs: Sequence[str]) -> None:
    """Refuse a run that names something that is not there, before any work is done.

    Raises:
        InputNotFound: a named file or folder does not exist.
    """
    for name in inputs:
        # lexists, so that a link that leads nowhere is reported as one and not as missing.
        if name != STDIN and not is_address(name) and not os.path.lexists(name):
            raise InputNotFound(name, "check the path, or use - for standard input")


def find_files(inputs: Sequence[str], suffixes: frozenset[str]) -> Iterator[Path | Skipped | None]:
    """The files to read: those named, and those in the folders named, each once.

    None stands for standard input.

    Folders are walked in the order of their names, files and folders together; links are
    followed, and a folder or file reached again by another way is passed over, so that a loop
    of links ends. Hidden files are passed over, and folders that geomap writes outputs into. A
    file in a folder whose suffix is neither in `suffixes` nor a known companion of articles is
    reported.

    Args:
        inputs: paths as named, or ``-``.
        suffixes: lower-case suffixes with dot that can be read.
    """
    seen: set[int] = set()
    for name in inputs:
        if name == STDIN:
            yield None
        else:
            yield from _walk(Path(name), suffixes, seen, named=True)


def _walk(
    path: Path, suffixes: frozenset[str], seen: set[int], *, named: bool
) -> Iterator[Path | Skipped]:
    try:
        status = path.stat()
        # Names alone, and one number a file: a folder may hold a million.
        entries = sorted(os.listdir(path)) if stat.S_ISDIR(status.st_mode) else None  # noqa: PTH208
    except OSError as error:
        yield unreadable(str(path), error)
        return
    known = status.st_dev << 64 | status.st_ino
    if known in seen:
        return
    seen.add(known)
    if entries is not None:
        if not named and OUTPUTS_MARK in entries:
            return
        for entry in entries:
            if not entry.startswith("."):
                yield from _walk(path / entry, suffixes, seen, named=False)
    elif named or path.suffix.lower() in suffixes:
        yield path if named or stat.S_ISREG(status.st_mode) else _odd(path, "is not a regular file")
    elif path.suffix[1:].lower() not in _BESIDE_ARTICLES.split() and stat.S_ISREG(status.st_mode):
        yield _odd(path, f"is a {path.suffix} file, which geomap does not read")


def unreadable(name: str, error: OSError) -> Skipped:
    """The report of a file or folder that the system does not let us read."""
    why = (error.strerror or type(error).__name__).lower()
    todo = {
        PermissionError: "give yourself the right to read it (chmod u+r)",
        FileNotFoundError: "it is gone or a link that leads nowhere, so mend or remove it",
    }.get(type(error), "mend or remove it")
    return Skipped(name=name, reason=f"{name}: cannot be read ({why}); {todo}.")


def _odd(path: Path, why: str) -> Skipped:
    todo = "save it as .txt, .md, .html, .jsonl or .csv"
    return Skipped(name=str(path), reason=f"{path}: {why}; {todo}.")
