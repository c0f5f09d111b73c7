"""Writes the three pages of a build."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.maps.index import Run, index_page
from geomap.maps.pages import article_page, ground, map_page, shared
from geomap.maps.reading import FOLDER, by_article, page_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.config import Config
    from geomap.layers import Layers
    from geomap.layers.basemap import BaseMap


def write_maps(
    layers: Layers,
    out: Path,
    config: Config,
    summary: Run,
    texts: Iterable[tuple[str, str]] = (),
) -> list[Path]:
    """Write ``by-actor.html``, ``by-article.html`` and ``index.html`` into `out`.

    Args:
        layers: what was found.
        out: folder that exists; files of the names of exports in it are linked as downloads.
        config: title of the pages and place of the gazetteer.
        summary: what was read and skipped.
        texts: (id, text) of each article, for the pages of articles where the settings ask for
            them; read one at a time.

    Returns:
        The three files; each is whole or not there.

    Raises:
        AssetMissing: a script or style is not built.
        GazetteerMissing: the gazetteer, from which the base map comes, is not there.
    """
    base = ground(layers, config)
    common = shared(layers, base)
    if config.maps.article_pages:
        _write_articles(layers, texts, out / FOLDER, config, base)
    pages = {
        "by-actor.html": map_page(layers, "actor", config, common),
        "by-article.html": map_page(layers, "article", config, common),
    }
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    pages["index.html"] = index_page(layers, config, summary, files)
    return [write_page(out / name, text) for name, text in pages.items()]


def _write_articles(
    layers: Layers, texts: Iterable[tuple[str, str]], folder: Path, config: Config, base: BaseMap
) -> None:
    folder.mkdir(exist_ok=True)
    parts = by_article(layers)
    for article_id, text in texts:
        html = article_page(text, parts[article_id], config, base)
        write_page(folder / page_name(article_id), html)


def write_page(path: Path, text: str) -> Path:
    """Write a page beside its file, then put it in its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
