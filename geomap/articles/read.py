"""Files, folders and standard input to articles, one at a time."""

from __future__ import annotations

import io
import re
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from geomap.articles.draft import Draft, Source
from geomap.articles.finish import finish
from geomap.articles.sidecar import Sidecar, read_sidecar
from geomap.articles.walk import SIDECAR, check_inputs, find_files, unreadable
from geomap.errors import ArticleUnreadable, ExtraMissing
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.config import ArticlesConfig, Config
    from geomap.model import Article

#: Module of `geomap.articles.formats` by suffix.
READERS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "table",
    ".tsv": "table",
    ".pdf": "pdf",
    ".docx": "docx",
}
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


def _articles(inputs: Sequence[str], config: ArticlesConfig) -> Iterator[Article | Skipped]:
    taken: set[str] = set()
    for result in _drafts(inputs, config):
        if isinstance(result, Skipped):
            yield result
        elif len(result.text) > config.max_characters:
            yield _too_long(result, config.max_characters)
        else:
            yield finish(result, taken)


def _too_long(draft: Draft, most: int) -> Skipped:
    why = ArticleUnreadable(
        draft.name,
        f"has a text of {len(draft.text):,} characters, more than {most:,}",
        "split it into articles, or raise articles.max_characters in geomap.toml",
    )
    return Skipped(name=draft.name, reason=str(why))


def _drafts(inputs: Sequence[str], config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    sidecars: dict[Path, Sidecar] = {}
    for found in find_files(inputs, frozenset(READERS)):
        if isinstance(found, Skipped):
            yield found
        elif found is None:
            yield from _read(_standard_input(config.max_bytes), "", config)
        else:
            yield from _file(found, sidecars, config)


def _file(
    path: Path, sidecars: dict[Path, Sidecar], config: ArticlesConfig
) -> Iterator[Draft | Skipped]:
    folder = path.parent
    if folder not in sidecars:
        sidecars[folder] = _sidecar(folder, config.max_bytes)
        yield from sidecars[folder].notices
    sidecar = sidecars[folder]
    if path.name == SIDECAR and sidecar.is_one:
        return
    for result in _read(_source(path, config.max_bytes), path.suffix.lower(), config):
        stated = sidecar.by_file.get(path.name)
        yield replace(result, **stated) if isinstance(result, Draft) and stated else result


def _read(source: Source, suffix: str, config: ArticlesConfig) -> Iterator[Draft | Skipped]:
    """What a file holds, with every failure turned into a report."""
    try:
        if suffix in READERS:
            yield from _reader(READERS[suffix]).read(source, config)
        else:
            yield from _sniffed(source, config)
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


def _sidecar(folder: Path, max_bytes: int) -> Sidecar:
    path = folder / SIDECAR
    if not path.is_file():
        return Sidecar()
    try:
        present = {entry.name for entry in folder.iterdir()}
    except OSError as error:  # a folder that may be entered but not listed
        sidecar = Sidecar()
        sidecar.notices.append(unreadable(str(folder), error))
        return sidecar
    return read_sidecar(_source(path, max_bytes), present)
