"""Writes the pages of a build."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from geomap.maps.head import View
from geomap.maps.index import Run, index_page
from geomap.maps.pages import (
    Page,
    Shared,
    article_page,
    credit,
    ground,
    ground_block,
    ground_key,
    map_pages,
)
from geomap.maps.reading import FOLDER, page_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.config import Config
    from geomap.layers import Layers
    from geomap.layers.basemap import BaseMap
    from geomap.maps.book import Book

VIEWS: tuple[View, ...] = get_args(View)


def write_maps(
    book: Book,
    out: Path,
    config: Config,
    summary: Run,
    texts: Iterable[tuple[str, Layers]] = (),
) -> list[Path]:
    """Write the maps by actor and by article, and ``index.html``, into `out`.

    Args:
        book: what was found.
        out: folder that exists; files of the names of exports in it are linked as downloads.
        config: title of the pages and place of the gazetteer.
        summary: what was read and skipped.
        texts: text and layers of each article, for the pages of articles where the settings ask
            for them; read one at a time.

    Returns:
        The maps and the index; each is whole or not there.

    Raises:
        AssetMissing: a script or style is not built.
        GazetteerMissing: the gazetteer, from which the base map comes, is not there.
    """
    # The base map changes only when something happens elsewhere than ever before.
    told = f"{ground_key(book.places)} {config.gazetteer.path}"
    block = book.kept(told, lambda: ground_block(ground(book.places, config)))
    common = Shared(ground=block, credit=credit(book.places))
    if config.maps.article_pages:
        _write_articles(texts, out / FOLDER, config, ground(book.places, config))
    written = []
    for view in VIEWS:
        for page in map_pages(book, view, config, common):
            written.append(out / f"by-{view}{page.end}.html")
            book.keep(written[-1], page.key, partial(_write, page))
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    index = index_page(book, config, summary, files)
    return [*written, write_page(out / "index.html", [index])]


def _write_articles(
    texts: Iterable[tuple[str, Layers]], folder: Path, config: Config, base: BaseMap
) -> None:
    folder.mkdir(exist_ok=True)
    for text, layers in texts:
        (name,) = layers.articles["article_id"]
        write_page(folder / page_name(name), [article_page(text, layers, config, base)])


def _write(page: Page, path: Path) -> None:
    write_page(path, page.text())


def write_page(path: Path, texts: Iterable[str]) -> Path:
    """Write a page beside its file, then put it in its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(texts)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
