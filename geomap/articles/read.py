"""Files, folders and standard input to articles, one at a time."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from geomap.articles.draft import Draft, Source
from geomap.articles.finish import finish
from geomap.articles.remote import find_partitions, is_address, source_at
from geomap.articles.sidecar import Sidecar, Stated, read_sidecar
from geomap.articles.walk import SIDECAR, check_inputs, find_files, unreadable
from geomap.errors import ArticleUnreadable, ExtraMissing
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geomap.articles.fields import Metadata
    from geomap.config import ArticlesConfig, Config
    from geomap.model import Article

#: Module of `geomap.articles.formats` by suffix.
READERS: dict[str, str] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "table",
    ".tsv": "table", ".pdf": "pdf", ".docx": "docx", ".parquet": "parquet",
}  # fmt: skip
#: What is looked for in folders: a Parquet file there is more likely an output than articles.
_IN_FOLDERS = frozenset(READERS) - {".parquet"}
#: What is looked for at addresses: partitions of articles.
_AT_ADDRESSES = frozenset({".jsonl", ".ndjson", ".parquet", ".csv", ".tsv"})
#: Seconds within which two states of a file may have one time of change (FAT counts in twos).
_TICK = 3.0
#: Root of the ids of what comes by standard input.
_STDIN_ID = "stdin"
_JSON_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


class Reader(Protocol):
    """A module of `geomap.articles.formats`."""

    def read(self, source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
        """The articles of `source`, and reports of what in it could not be read."""


def read_articles(inputs: Sequence[str], config: Config) -> Iterator[Article | Skipped]:
    """The articles in what was named, in a fixed order, and a report of each problem.

    Everything is read as it is asked for: one article is in memory at a time (and the
    metadata of the folders seen). A report (`Skipped`) either stands for an input that could
    not be read, or says which part of an article's metadata was set aside.

    Args:
        inputs: files, folders (read with all below them), or ``-`` for standard input, which
            is taken for JSON Lines if it begins as they do, else for one text.
        config: the settings of the run; `config.articles` is used.

    Raises:
        InputNotFound: a named file or folder does not exist.
    """
    check_inputs(inputs)
    return _articles(inputs, config.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file, or standard input, that may hold articles; read when `drafts` is called."""

    path: str | None
    """Where it lies; None for standard input."""
    stamp: str | None
    """Changes when the file, or what its folder states of it, does; None if nobody can tell."""
    drafts: Callable[[], Iterator[Draft | Skipped]]


def find_inputs(inputs: Sequence[str], config: Config) -> Iterator[Input | Skipped]:
    """What was named as inputs not yet read, in a fixed order, and a report of each problem.

    Args:
        inputs: as for `read_articles`.
        config: the settings of the run; `config.articles` is used.

    Raises:
        InputNotFound: a named file or folder does not exist.
    """
    check_inputs(inputs)
    return _inputs(inputs, config.articles)


def _articles(inputs: Sequence[str], config: ArticlesConfig) -> Iterator[Article | Skipped]:
    taken: set[str] = set()
    for found in _inputs(inputs, config):
        for result in (found,) if isinstance(found, Skipped) else found.drafts():
            yield finish(result, taken) if isinstance(result, Draft) else result


def _too_long(draft: Draft, most: int) -> Skipped:
    why = ArticleUnreadable(
        draft.name,
        f"has a text of {len(draft.text):,} characters, more than {most:,}",
        "split it into articles, or raise articles.max_characters in geomap.toml",
    )
    return Skipped(name=draft.name, reason=str(why))


def _inputs(inputs: Sequence[str], config: ArticlesConfig) -> Iterator[Input | Skipped]:
    sidecars: dict[Path, Sidecar] = {}
    known = Stated()
    paths = [name for name in inputs if not is_address(name)]
    for name in inputs:
        if is_address(name):
            yield from _at(name, config)
    for found in find_files(paths, _IN_FOLDERS):
        if isinstance(found, Skipped):
            yield found
        elif found is None:
            source = _standard_input(config.max_bytes)
            yield Input(path=None, stamp=None, drafts=partial(_read, source, "", config))
        else:
            yield from _file(found, sidecars, known, config)


def _at(address: str, config: ArticlesConfig) -> Iterator[Input]:
    for partition, stamp in find_partitions(address, _AT_ADDRESSES):
        source = source_at(partition, config.max_bytes)
        suffix = Path(partition).suffix.lower()
        yield Input(path=partition, stamp=stamp, drafts=partial(_read, source, suffix, config))


def read_partition(address: str, config: Config) -> Iterator[Draft | Skipped]:
    """The articles and reports of a file at an address."""
    source = source_at(address, config.articles.max_bytes)
    yield from _read(source, Path(address).suffix.lower(), config.articles)


def _file(
    path: Path, sidecars: dict[Path, Sidecar], known: Stated, config: ArticlesConfig
) -> Iterator[Input | Skipped]:
    folder = path.parent
    if folder not in sidecars:
        sidecars[folder] = _sidecar(folder, known, config.max_bytes)
        yield from sidecars[folder].notices
    sidecar = sidecars[folder]
    if path.name == SIDECAR and sidecar.is_one:
        return
    stated = known.of(str(path))
    yield Input(
        path=str(path),
        stamp=_stamp(path, stated),
        drafts=partial(
            _stated, _source(path, config.max_bytes), path.suffix.lower(), config, stated
        ),
    )


def _stated(
    source: Source, suffix: str, config: ArticlesConfig, stated: Metadata
) -> Iterator[Draft | Skipped]:
    for result in _read(source, suffix, config):
        yield replace(result, **stated) if isinstance(result, Draft) and stated else result


def _stamp(path: Path, stated: Metadata) -> str | None:
    """What tells one state of a file from the next without reading it.

    None for a file that changed in the last seconds: it may change again within one tick of
    the file system's clock, and keep its size.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    if max(status.st_mtime, status.st_ctime) > time.time() - _TICK:
        return None
    parts = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return f"{parts} {sorted(stated.items())}"


def _read(source: Source, suffix: str, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    """What a file holds, with every failure turned into a report."""
    try:
        reader = _reader(READERS[suffix]).read if suffix in READERS else _sniffed
        for result in reader(source, config):
            if isinstance(result, Draft) and len(result.text) > config.max_characters:
                yield _too_long(result, config.max_characters)
            else:
                yield result
    except (ArticleUnreadable, ExtraMissing) as error:
        reason = str(error) if isinstance(error, ArticleUnreadable) else f"{source.name}: {error}"
        yield Skipped(name=source.name, reason=reason)
    except OSError as error:
        yield unreadable(source.name, error)


def _sniffed(source: Source, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    """A stream without a suffix is opened once, for it may be a pipe."""
    with source.opened() as raw:
        stream = io.BufferedReader(cast("io.RawIOBase", raw))
        try:
            name = "jsonl" if _JSON_OBJECT.match(stream.peek(64)) else "text"
            opened = replace(source, opened=lambda: nullcontext(stream))
            yield from _reader(name).read(opened, config)
        finally:
            stream.detach()  # else its end would close standard input


def _reader(name: str) -> Reader:
    return cast("Reader", import_module(f"geomap.articles.formats.{name}"))


def _source(path: Path, max_bytes: int) -> Source:
    return Source(
        name=str(path), stem=path.stem, opened=lambda: path.open("rb"), max_bytes=max_bytes
    )


def _standard_input(max_bytes: int) -> Source:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        yield sys.stdin.buffer

    return Source(name="standard input", stem=_STDIN_ID, opened=opened, max_bytes=max_bytes)


def _sidecar(folder: Path, known: Stated, max_bytes: int) -> Sidecar:
    path, sidecar = folder / SIDECAR, Sidecar(folder, known)
    if not path.is_file():
        return sidecar
    try:
        present = {*os.listdir(folder)}  # noqa: PTH208 - names alone: there may be a million
    except OSError as error:  # a folder that may be entered but not listed
        sidecar.notices.append(unreadable(str(folder), error))
        return sidecar
    read_sidecar(sidecar, _source(path, max_bytes), present)
    return sidecar
