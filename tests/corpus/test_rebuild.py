"""Building again computes what is new, and nothing tells it from a fresh build."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geomap.config import (
    ArticlesConfig,
    Config,
    ExportsConfig,
    GazetteerConfig,
    LanguageConfig,
    MapsConfig,
    PlacesConfig,
    ReviewConfig,
    gazetteer_folder,
)
from geomap.corpus import Summary, locked
from geomap.errors import NoArticles, OutputAmongArticles, OutputInUse
from geomap.gazetteer.adding import add_table
from geomap.review.corrections import EDITABLE, Correction, write_corrections
from geomap.store import Changes, Item
from geomap.store.fragments import blocks_of
from geomap.store.transfer import changed_names, may_hold

Build = Callable[..., tuple[Summary, int]]
Found = Callable[..., tuple[list[str], int, Changes]]
Contents = Callable[[Path], dict[str, bytes]]
FAST = LanguageConfig(model="fast")
#: Of ``a.txt`` in the corpus.
TEXT = "Shells fell on Aleppo on 3 May 2018. Six people were killed in the shelling."


def test_a_rebuild_is_byte_identical_to_a_fresh_build(
    built: Build, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """One article changed, one gone, one new: two are annotated, the outputs are as if all were."""
    _, first = built(tmp_path / "out")
    (corpus / "a.txt").write_text("Shells fell on Raqqa on 3 May 2018.", encoding="utf-8")
    (corpus / "b.txt").unlink()
    (corpus / "e.txt").write_text("A car bomb exploded in Azaz.", encoding="utf-8")
    summary, again = built(tmp_path / "out")
    built(tmp_path / "fresh")

    assert (4, 2) == (first, again)
    assert contents(tmp_path / "fresh") == contents(tmp_path / "out")
    assert summary.changes is not None
    assert (1, 1, 1, 2) == (
        summary.changes.articles_new,
        summary.changes.articles_changed,
        summary.changes.articles_gone,
        summary.changes.articles_same,
    )


def test_files_that_have_not_changed_are_not_read(
    found: Found, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a rest, size and times of change tell; a file just written is read again."""
    opened: list[str] = []
    true_open = Path.open

    def noted(path: Path, *arguments: Any, **options: Any) -> Any:
        opened.extend([path.name] if path.parent == corpus else [])
        return true_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", noted)
    found(tmp_path)
    found(tmp_path)
    assert 8 == len(opened)

    later = (corpus / "a.txt").stat().st_ctime + 60
    monkeypatch.setattr("geomap.articles.read.time.time", lambda: later)
    found(tmp_path)
    opened.clear()
    annotations, missing, _ = found(tmp_path)
    assert (4, 0) == (len(annotations), missing)
    assert [] == opened


@pytest.mark.parametrize("what", ["text", "sidecar"])
def test_an_edit_that_keeps_size_and_time_is_read(
    found: Found, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """As tools that copy times do; and what the folder states of a file is a part of it."""
    states = "file,title,published,source,url\na.txt,Shells,2018-05-0{},,\n"
    (corpus / "articles.csv").write_text(states.format(3), encoding="utf-8")
    later = (corpus / "a.txt").stat().st_ctime + 60
    monkeypatch.setattr("geomap.articles.read.time.time", lambda: later)
    found(tmp_path)
    path, text = (
        (corpus / "a.txt", TEXT.replace("Aleppo", "Raqqah"))
        if what == "text"
        else (corpus / "articles.csv", states.format(4))
    )
    told = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))

    assert told.st_size == path.stat().st_size
    assert 1 == found(tmp_path)[1]


@pytest.mark.parametrize("files", ["xy", "xx"])
def test_ids_that_are_stated_twice_stay_apart_unread(
    found: Found, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: str
) -> None:
    """In two files or in one, which are not read again: each article keeps an id of its own."""
    for number, name in enumerate(files):
        told = {"id": "same", "text": f"Shells fell on Homs, says report {number}."}
        with (corpus / f"{name}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")
    later = (corpus / "x.jsonl").stat().st_ctime + 60
    monkeypatch.setattr("geomap.articles.read.time.time", lambda: later)
    before, _, _ = found(tmp_path)
    after, missing, _ = found(tmp_path)

    assert (6, 0) == (len(after), missing)
    assert before == after


def test_a_changed_setting_that_matters_redoes_everything(found: Found, tmp_path: Path) -> None:
    """A threshold is part of each result; the title of the pages is not."""
    found(tmp_path)
    _, titled, _ = found(tmp_path, Config(language=FAST, maps=MapsConfig(title="May")))
    _, strict, _ = found(tmp_path, Config(language=FAST, places=PlacesConfig(min_score=0.9)))

    assert (0, 4) == (titled, strict)


def test_a_file_that_other_settings_could_not_use_is_read(
    built: Build, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unchanged as it is: what was reported of it may not be true any more."""
    monkeypatch.setattr("geomap.articles.read._TICK", -60)  # files just written tell their state
    (corpus / "long.txt").write_text("Shells fell on Homs. " * 20, encoding="utf-8")
    short = Config(language=FAST, articles=ArticlesConfig(max_characters=200))
    before, _ = built(tmp_path / "out", short)
    after, _ = built(tmp_path / "out")

    assert (4, 1) == (before.articles, len(before.skipped))
    assert (5, 0) == (after.articles, len(after.skipped))


def test_another_version_of_the_rules_redoes_everything(
    found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A result of other code is never taken for one of this."""
    found(tmp_path)
    monkeypatch.setattr("geomap.store.recipe.code_digest", lambda **_: b"another version")

    assert 4 == found(tmp_path)[1]


def test_a_changed_override_redoes_the_articles_with_its_name(
    built: Build, tmp_path: Path, contents: Contents
) -> None:
    """From none to one, to another, to none: each time as a fresh build, without its work."""
    table = tmp_path / "overrides.csv"
    corrected = Config(language=FAST, gazetteer=GazetteerConfig(overrides=str(table)))
    steps = [None, "Hama,,block,test", "Daraa,,block,test", "Daraa,geonames:170063,pin,test", None]
    redone = []
    for number, row in enumerate(steps):
        table.write_text(f"name,id,action,reason\n{row}\n", encoding="utf-8")
        config = corrected if row else Config(language=FAST)
        redone.append(built(tmp_path / "out", config)[1])
        built(tmp_path / f"fresh{number}", config)

        assert contents(tmp_path / f"fresh{number}") == contents(tmp_path / "out")
    assert [4, 1, 2, 1, 1] == redone


def test_a_renamed_place_redoes_the_articles_with_it(found: Found, tmp_path: Path) -> None:
    """Those that may hold any of its names, or in whose results it stands; the rest are kept."""
    table = tmp_path / "overrides.csv"
    config = Config(language=FAST, gazetteer=GazetteerConfig(overrides=str(table)))
    table.write_text("name,id,action,reason\n", encoding="utf-8")
    found(tmp_path, config)
    table.write_text("name,id,action,reason\nHalab,geonames:170063,rename,test\n", encoding="utf-8")
    after, missing, _ = found(tmp_path, config)
    fresh, everything, _ = found(tmp_path / "fresh", config)

    assert fresh == after
    assert "Halab" in after[0]
    assert 1 <= missing < everything


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the gazetteer's tables, less the bulk of towns, to which tables can be added."""
    folder = tmp_path / "gazetteer"
    bulk = shutil.ignore_patterns("geonames.parquet", "local")
    shutil.copytree(gazetteer_folder(Config()), folder, ignore=bulk)
    return folder


def test_an_added_place_redoes_the_articles_that_may_name_it(
    found: Found, corpus: Path, tables: Path, tmp_path: Path
) -> None:
    """By its name, by its sound or nearly so: as if all were redone; the rest are kept."""
    names = ["Tel Shumriya", "Tal Shumriyeh", "Tel Shumrya", "تل شمرية", "Tartus"]
    for number, name in enumerate(names):
        text = f"Shells fell on the village of {name} near Homs, killing three people."
        (corpus / f"n{number}.txt").write_text(text, encoding="utf-8")
    config = Config(language=FAST, gazetteer=GazetteerConfig(path=str(tables)))
    found(tmp_path, config)
    added = tmp_path / "mine.csv"
    added.write_text(
        "id,name,names,kind,country,lat,lon\nx:1,Tel Shumriya,تل شمرية,city,SY,34.9,36.9\n",
        encoding="utf-8",
    )
    add_table(added, tables / "local", report=print)
    after, missing, _ = found(tmp_path, config)
    fresh, everything, _ = found(tmp_path / "fresh", config)

    assert fresh == after
    assert "x:1" in after[4]
    assert (4, 9) == (missing, everything)


def test_an_added_area_redoes_everything(found: Found, tables: Path, tmp_path: Path) -> None:
    """What lies in it is told by it, whatever the articles call it."""
    config = Config(language=FAST, gazetteer=GazetteerConfig(path=str(tables)))
    found(tmp_path, config)
    added = tmp_path / "mine.csv"
    added.write_text("id,name,kind,country,lat,lon\nx:1,Far Land,region,SY,34.9,36.9\n", "utf-8")
    add_table(added, tables / "local", report=print)

    assert 4 == found(tmp_path, config)[1]


def test_an_added_actor_redoes_the_articles_that_may_name_it(
    built: Build, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """New, renamed, taking the place of a known one, gone: each time as a fresh build."""
    (corpus / "n.txt").write_text("The Grey Wolves Brigade shelled Hama.", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    config = Config(language=FAST, gazetteer=GazetteerConfig(own=str(own)))
    head = "id,name,aliases,kind,side,parent,country,valid_from,valid_to,note\n"
    rows = [
        "",
        "X-WOLF,Grey Wolves Brigade,,armed_group,,,SY,,,\n",
        "X-WOLF,Grey Wolves Brigade,,armed_group,Opposition,,SY,,,\n",
        "X-BEAR,White Bears Brigade,,armed_group,,,SY,,,\n",
    ]
    redone = []
    for number, row in enumerate(rows):
        (own / "actors.csv").write_text(head + row, encoding="utf-8")
        redone.append(built(tmp_path / "out", config)[1])
        built(tmp_path / f"fresh{number}", config)

        assert contents(tmp_path / f"fresh{number}") == contents(tmp_path / "out")
    assert [5, 1, 1, 1] == redone


def test_an_actor_that_others_belong_to_redoes_everything(built: Build, tmp_path: Path) -> None:
    """It has a part where only they are named."""
    own = tmp_path / "own"
    own.mkdir()
    config = Config(language=FAST, gazetteer=GazetteerConfig(own=str(own)))
    built(tmp_path / "out", config)
    head = "id,name,aliases,kind,side,parent,country,valid_from,valid_to,note\n"
    row = "SY-GOV,Syrian government,,government,,,SY,,,\n"
    (own / "actors.csv").write_text(head + row, encoding="utf-8")

    assert 4 == built(tmp_path / "out", config)[1]


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("Shells fell on Hama.", "Hama", True),
        ("Обстрел в Сумской области.", "Сумы", True),
        ("قصف بإدلب", "إدلب", True),
        ("Shells fell near Deir Hafir.", "Deir ez-Zor", False),
        ("Shells fell on Aleppo.", "Hama", False),
    ],
)
def test_names_are_looked_for_generously(text: str, name: str, held: bool) -> None:
    """Cases, articles and attached prepositions leave the beginnings of words."""
    assert held == may_hold(text, changed_names([], [(name, "x:1", "pin")]))


def test_equal_texts_share_a_result_and_keep_their_ids(
    found: Found, corpus: Path, tmp_path: Path
) -> None:
    """A copy under another name is annotated once and listed twice."""
    (corpus / "z.txt").write_bytes((corpus / "a.txt").read_bytes())
    annotations, missing, _ = found(tmp_path)

    assert 4 == missing
    assert ["a", "b", "c", "d", "z"] == [json.loads(line)["id"] for line in annotations]


def test_articles_of_two_files_keep_their_ids_when_recalled(
    found: Found, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unchanged file is listed at once only if no other holds one of its ids."""
    monkeypatch.setattr("geomap.articles.read._TICK", -60)  # files just written tell their state
    for name in ("y", "z"):
        line = json.dumps({"id": "same", "text": f"Shells fell on Aleppo, says {name}."})
        (corpus / f"{name}.jsonl").write_text(f"{line}\n", encoding="utf-8")
    first, _, _ = found(tmp_path)
    again, missing, _ = found(tmp_path)

    assert 0 == missing
    assert first == again
    assert 6 == len({json.loads(line)["id"] for line in again})


def test_what_a_build_does_not_use_is_forgotten(found: Found, corpus: Path, tmp_path: Path) -> None:
    """The store does not grow with articles that are gone."""
    found(tmp_path)
    (corpus / "a.txt").unlink()
    found(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db:
        kept = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in ("results", "built", "pending")]  # fmt: skip

    assert [3, 3, 0] == kept


def test_two_builds_at_once_are_refused(built: Build, tmp_path: Path) -> None:
    """The second says that the folder is in use; when the first is done, it works."""
    with locked(tmp_path / "out"), pytest.raises(OutputInUse, match="another run"):
        built(tmp_path / "out")

    assert 4 == built(tmp_path / "out")[0].articles


def test_outputs_are_no_articles(built: Build, corpus: Path) -> None:
    """Outputs within the folder of articles are passed over; in place of it they are refused."""
    built(corpus / "out")
    summary, _ = built(corpus / "out")

    assert (4, []) == (summary.articles, summary.skipped)
    with pytest.raises(OutputAmongArticles, match="-o"):
        built(corpus)


def test_inputs_without_articles_leave_the_earlier_outputs(
    built: Build, corpus: Path, tmp_path: Path, contents: Contents
) -> None:
    """An emptied folder is a mistake to be told, not a reason to empty the maps."""
    built(tmp_path / "out")
    before = contents(tmp_path / "out")
    for path in corpus.iterdir():
        path.unlink()

    with pytest.raises(NoArticles):
        built(tmp_path / "out")
    assert before == contents(tmp_path / "out")


def test_processes_change_nothing(built: Build, tmp_path: Path, contents: Contents) -> None:
    """Two worker processes give the bytes that one process gives."""
    alone, _ = built(tmp_path / "one")
    together, _ = built(tmp_path / "two", workers=2)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert replace(alone, files=[]) == replace(together, files=[])


@pytest.mark.parametrize("name", ["a00999", "a02501", "a04997"])
def test_a_new_article_changes_a_block_or_two(name: str) -> None:
    """Blocks are cut by the ids alone: the others stay, wherever it falls; none is large."""
    items = [Item(id=f"a{n:05}", result=b"", sha256="") for n in range(0, 5000, 2)]
    before = {tuple(block) for block in blocks_of(items)}
    news = [*items, Item(id=name, result=b"", sha256="")]
    after = {tuple(block) for block in blocks_of(sorted(news, key=lambda item: item.id))}

    assert len(before) > 10
    assert 256 >= max(map(len, before))
    assert 1 <= len(before - after) <= 2
    assert sum(map(len, after)) == 2501


def test_formats_that_are_asked_for_are_written(built: Build, tmp_path: Path) -> None:
    """A GeoPackage takes a while for a large corpus, so a build writes it on demand."""
    built(tmp_path / "out")
    without = sorted(path.name for path in (tmp_path / "out").iterdir())
    built(tmp_path / "out", Config(language=FAST, exports=ExportsConfig(formats=("gpkg",))))
    present = sorted(path.name for path in (tmp_path / "out").iterdir())

    assert ["geomap.gpkg"] == sorted(set(present) - set(without))


def test_a_correction_makes_its_block_anew(
    built: Build, tmp_path: Path, contents: Contents
) -> None:
    """What an analyst drops after a build is gone from the next, and back when it is undone."""
    out = tmp_path / "out"
    corrected = replace(
        Config(language=FAST), review=ReviewConfig(corrections=str(tmp_path / "c.csv"))
    )
    built(out, corrected)
    before = contents(out)
    key = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    values = {**dict.fromkeys(EDITABLE, ""), "event_type": "shelling"}
    added = Correction(key=f"{key}:", action="add", values=values, trigger="fell")
    write_corrections([added], tmp_path / "c.csv")
    summary, annotated = built(out, corrected)
    write_corrections([], tmp_path / "c.csv")
    built(out, corrected)

    assert (0, 1) == (annotated, summary.claims)
    assert before == contents(out)
