"""Opening: compiled once, found again by content, made again when damaged."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.config import Config, GazetteerConfig
from geomap.errors import CacheNotWritable, GazetteerInvalid, GazetteerMissing
from geomap.gazetteer import compile as compiling
from geomap.gazetteer import open_gazetteer
from geomap.gazetteer.opening import cache_folder
from geomap.gazetteer.sources import content_id, local_folder, source_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Gazetteer


def indexes(cache: Path) -> list[str]:
    """Names of what is in the cache."""
    return sorted(path.name for path in cache.iterdir())


def test_an_index_is_compiled_once(
    opened: Callable[..., Gazetteer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second opening maps what the first one wrote, without the tables' libraries."""
    first = opened()

    def refuse(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(compiling, "compile_index", refuse)

    assert first.id == opened().id
    assert first.folder == opened().folder


def test_the_id_is_the_content(tables: Path, tmp_path: Path) -> None:
    """A copy elsewhere has the same id; another row gives another."""
    copy = Path(shutil.copytree(tables, tmp_path / "copy"))

    assert content_id(source_files(tables)) == content_id(source_files(copy))
    (copy / "demonyms.csv").write_text("word,country_or_id,form\n", encoding="utf-8")
    assert content_id(source_files(tables)) != content_id(source_files(copy))


def test_a_changed_table_is_noticed(tables: Path, opened: Callable[..., Gazetteer]) -> None:
    """An edit of the same length is compiled too."""
    assert [] == opened().lookup("Sarakab")
    path = tables / "theatre" / "syria.csv"
    stat = path.stat()
    path.write_text(path.read_text("utf-8").replace("Saraqeb", "Sarakab"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))

    assert ["exact"] == [hit.how for hit in opened().lookup("Sarakab")]


@pytest.mark.parametrize(
    "damage", ["rows.bin", "names.marisa", "meta.json", "strings.bin", "checksums.json"]
)
@pytest.mark.parametrize("how", ["gone", "cut", "flipped"])
def test_a_damaged_index_is_made_again(
    opened: Callable[..., Gazetteer], damage: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is missing, cut short or has one bit wrong is told, and compiled again."""
    opened()
    file = opened().folder / damage  # once found intact, it is looked at again when it changes
    content = file.read_bytes()
    file.unlink()
    if how == "cut":
        file.write_bytes(content[: len(content) // 2])
    if how == "flipped":
        half = len(content) // 2
        file.write_bytes(content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :])

    again = opened()

    assert "was damaged and is compiled again" in caplog.text
    assert content == file.read_bytes()
    assert ["Damascus"] == [again.entry(hit.row).name for hit in again.lookup("Dimashq")]


def test_compiling_is_reproducible(opened: Callable[..., Gazetteer], tmp_path: Path) -> None:
    """The same tables give the same bytes."""
    first = opened().folder
    kept = Path(shutil.copytree(first, tmp_path / "kept"))
    shutil.rmtree(first)

    again = opened().folder

    assert first == again
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == {
        path.name: path.read_bytes() for path in again.iterdir()
    }


def test_a_failed_compilation_leaves_nothing(
    tables: Path, opened: Callable[..., Gazetteer], tmp_path: Path
) -> None:
    """A bad row stops the run and no half index stays behind."""
    (tables / "theatre" / "bad.csv").write_text("id,name\n,x\n", encoding="utf-8")

    with pytest.raises(GazetteerInvalid):
        opened()
    assert ["seen"] == indexes(tmp_path / "cache")


def test_processes_may_compile_at_once(tables: Path, tmp_path: Path) -> None:
    """Several processes that find no index all get the same whole one."""
    jobs = [(str(tables), str(tmp_path / "cache"))] * 3
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        names = pool.starmap(_lookup_in, jobs)

    assert [["Damascus"]] * 3 == names
    assert 2 == len(indexes(tmp_path / "cache"))


def _lookup_in(folder: str, cache: str) -> list[str]:
    gazetteer = open_gazetteer(Config(gazetteer=GazetteerConfig(path=folder, cache=cache)))
    return [gazetteer.entry(hit.row).name for hit in gazetteer.lookup("Dimashq")]


def test_old_indexes_go(tables: Path, opened: Callable[..., Gazetteer], tmp_path: Path) -> None:
    """The cache does not grow with every edit."""
    for number in range(6):
        (tables / "common_words.csv").write_text(f"name,why\nN{number},day\n", encoding="utf-8")
        newest = opened().folder.name
    kept = [name for name in indexes(tmp_path / "cache") if name.startswith("gazetteer-")]

    assert 4 == len(kept)
    assert newest in kept


def test_a_cache_that_cannot_be_written_is_an_error(tables: Path, tmp_path: Path) -> None:
    """The sentence names the folder and the setting."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = GazetteerConfig(path=str(tables), cache=str(tmp_path / "file"))

    with pytest.raises(CacheNotWritable, match="or GEOMAP_CACHE"):
        open_gazetteer(Config(gazetteer=settings))


def test_folders_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings lead, then the environment; own tables lie beside a configured gazetteer."""
    monkeypatch.setenv("GEOMAP_CACHE", "/from/environment")
    monkeypatch.setenv("GEOMAP_DATA", "/data")

    assert Path("/from/environment") == cache_folder(Config())
    assert Path("/set") == cache_folder(Config(gazetteer=GazetteerConfig(cache="/set")))
    assert Path("/data/gazetteer/local") == local_folder(None)
    assert Path("/mine/local") == local_folder("/mine")
    with pytest.raises(GazetteerMissing):
        open_gazetteer(Config(gazetteer=GazetteerConfig(path=str(tmp_path))))


def test_an_empty_gazetteer_is_one(tmp_path: Path) -> None:
    """A folder with no table but the list of sources opens, and finds nothing."""
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")
    settings = GazetteerConfig(path=str(tmp_path), cache=str(tmp_path / "cache"))
    gazetteer = open_gazetteer(Config(gazetteer=settings))

    assert 0 == len(gazetteer)
    assert [] == gazetteer.match("Jisr al-Shughour, U.S.")
    assert gazetteer.country_at(1, 1) is None
    assert gazetteer.by_id("geonames:1") is None
