"""A small corpus of our own, and builds of it in this process and in others."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.articles import find_inputs
from geomap.config import Config, LanguageConfig
from geomap.corpus import Crew, Progress, Summary, build, find_missing, take_stock
from geomap.gazetteer import open_gazetteer
from geomap.serialise import annotation_to_json
from geomap.store import (
    Changes,
    Store,
    added_tables,
    base_of,
    overrides_of,
    with_tables,
)

#: Reads fast: nothing of what is tested here depends on the parser.
FAST = Config(language=LanguageConfig(model="fast"))

TEXTS = {
    "a.txt": "Shells fell on Aleppo on 3 May 2018. Six people were killed in the shelling.",
    "b.txt": "Government warplanes bombed Idlib on 4 May 2018. Moscow denied the raid.",
    "c.txt": "Rebels attacked a checkpoint near Hama. The army said it shot down a drone.",
    "d.txt": "Clashes broke out in Daraa on Monday. Damascus sent troops to Quneitra.",
}

Build = Callable[..., tuple[Summary, int]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with four articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def built(corpus: Path) -> Build:
    """Builds the corpus into a folder; gives the summary and how many were annotated anew."""

    def run(out: Path, config: Config = FAST, workers: int = 1) -> tuple[Summary, int]:
        totals: list[int] = []

        def tell(progress: Progress) -> None:
            if progress.total is not None and not progress.done:
                totals.append(progress.total)

        return build([str(corpus)], out, config, tell=tell, workers=workers), totals[-1]

    return run


@pytest.fixture
def found(corpus: Path) -> Callable[..., tuple[list[str], int, Changes]]:
    """As `built`, without the files: what the store gives, how many it lacked, what changed."""

    def run(out: Path, config: Config = FAST) -> tuple[list[str], int, Changes]:
        gazetteer = open_gazetteer(config)
        base = base_of(config)
        with Store(out, with_tables(base, config, gazetteer.id), base) as store:
            store.begin()
            store.take_over(
                overrides_of(config), added_tables(config, gazetteer), gazetteer.names_by_id
            )
            assert [] == list(take_stock(find_inputs([str(corpus)], config), store))
            missing = store.waiting()
            assert [] == list(find_missing(store, config, Crew(), lambda _progress: None))
            given = [json.dumps(annotation_to_json(one)) for one in store.annotations()]
            return given, missing, store.finish([])

    return run


@pytest.fixture
def started(corpus: Path, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts ``geomap build`` of the corpus, as a terminal does; files up to `limit` half kB."""
    settings = tmp_path / "geomap.toml"
    settings.write_text('[language]\nmodel = "fast"\n', encoding="utf-8")

    def start(out: Path, *options: str, limit: str = "unlimited") -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "geomap", "build", str(corpus), "-o", str(out)]
        within = ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh"]
        return subprocess.Popen(
            [*within, *command, "--config", str(settings), *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    return start


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """The outputs in a folder, by name; not what geomap keeps for itself."""

    def read(out: Path) -> dict[str, bytes]:
        return {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file() and ".geomap" not in path.parts
        }

    return read
