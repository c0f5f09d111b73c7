"""An actor, a trigger and an event type are added by editing a table, as the README shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.config import Config, GazetteerConfig
from geomap.errors import GazetteerInvalid, InputNotFound
from geomap.events.what.vocabulary import event_types, trigger_table
from geomap.flow import annotate_article
from geomap.gazetteer.actors import open_actors
from geomap.gazetteer.own import OWN, table_files, tables_in_use, use_tables
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "On 3 September 2018 the Lake Brigade torched several fields of wheat near Maarat al-Numan, "
    "farmers said.\n"
)


def page() -> str:
    """The page of gazetteer/README.md."""
    text = (ROOT / "gazetteer" / "README.md").read_text(encoding="utf-8")
    return text.split("## Add an actor, a trigger, an event type")[1].split("\n## ")[0]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder made by copying the examples of the page into their files."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (settings,) = re.findall(r"```toml\n(.*?)```", page(), re.DOTALL)
    (tmp_path / "geomap.toml").write_text(settings, encoding="utf-8")
    for name, table in re.findall(r"`tables/(\w+\.csv)`.*?```csv\n(.*?)```", page(), re.DOTALL):
        (tmp_path / "tables" / name).write_text(table, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``geomap ARGUMENTS`` in the project folder."""
    command = [sys.executable, "-m", "geomap", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_page_does_what_it_says(project: Path) -> None:
    """With the example's rows a new actor does a new deed; without them, neither is known."""
    with_own = run(project, "annotate", "report.txt", "--config", "geomap.toml")
    without = run(project, "annotate", "report.txt")
    checked = run(project, "gazetteer", "check", "--config", "geomap.toml")

    assert set(OWN) == {path.name for path in (project / "tables").iterdir()}
    assert 0 == with_own.returncode, with_own.stderr
    (claim,) = [c for c in json.loads(with_own.stdout)["claims"] if c["type"] == "crop_burning"]
    assert "torched" == claim["trigger"]["text"]
    assert ["LAKE-BRIGADE"] == [actor["id"] for actor in claim["actors"]]
    assert "crop_burning" not in without.stdout
    assert "LAKE-BRIGADE" not in without.stdout
    assert 0 == checked.returncode, checked.stdout


def test_each_run_reads_its_own_tables(project: Path, tools: Tools) -> None:
    """Runs with other settings in one program do not read each other's deeds."""
    config = Config(gazetteer=GazetteerConfig(own=str(project / "tables")))
    article = Article(id="report", text=TEXT, language="en")
    theirs = replace(tools, tables=use_tables(config))
    kinds = [
        {claim.type for claim in annotate_article(article, some).claims}
        for some in (tools, theirs, tools)
    ]

    assert [False, True, False] == ["crop_burning" in some for some in kinds]


def test_components_know_them_too(project: Path) -> None:
    """In somebody's spaCy pipeline the settings of a component count as on the command line."""
    code = f"""
import geomap.components  # as spaCy does when it reads the entry points
from geomap.config import Config
from geomap.language import load_language

nlp = load_language(Config())
for stage in ("geomap_mentions", "geomap_roles", "geomap_places", "geomap_events"):
    nlp.add_pipe(stage, config={{"settings": "geomap.toml"}})
print(*[claim.type for claim in nlp({TEXT!r})._.geomap_claims])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )

    assert "crop_burning" in done.stdout.split(), done.stderr


def test_outputs_know_the_new_type(project: Path) -> None:
    """Linking, layers and crosswalks take the project's type as one of theirs."""
    built = run(project, "build", "report.txt", "--config", "geomap.toml", "-o", "out")
    exported = run(project, "export", "acled-csv", "-o", "out")
    acled = (project / "out" / "acled.csv").read_text(encoding="utf-8")

    assert 0 == built.returncode, built.stderr
    assert 0 == exported.returncode, exported.stderr
    assert "Looting/property destruction,Lake Brigade," in acled


def own(folder: Path, **tables: str) -> Config:
    """Settings with a folder of own tables."""
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return Config(gazetteer=GazetteerConfig(own=str(folder)))


def test_own_rows_replace_those_of_geomap(tmp_path: Path) -> None:
    """A row with a known id is the project's; all others stay."""
    config = own(tmp_path, actors="id,name,kind,side\nHTS,The Organisation,armed_group,Others\n")
    table = open_actors(config)
    changed, shipped = table.by_id("HTS"), open_actors(Config())

    assert changed is not None
    assert ("The Organisation", "Others") == (changed.name, changed.side)
    assert len(list(shipped)) == len(list(table))


def test_own_names_go_before_those_of_geomap(tmp_path: Path) -> None:
    """A name that an actor of geomap's has too means the project's."""
    table = open_actors(own(tmp_path, actors="id,name,kind\nMINE,Ansar Allah,armed_group\n"))
    found, shipped = table.find("Ansar Allah"), open_actors(Config()).find("Ansar Allah")

    assert found is not None
    assert shipped is not None
    assert "MINE" == found.id != shipped.id


def test_common_nouns_are_actors_where_the_article_is_about_their_war() -> None:
    """The page says so: "rebels" are Syria's side in articles about Syria, nobody's elsewhere."""
    table = open_actors(Config())
    here, elsewhere = table.about(["SY"]).find("rebels"), table.about(["ML"]).find("rebels")

    assert here is not None
    assert "OPPOSITION" == here.id
    assert elsewhere is None
    assert table.about(["ML"]).find("Hayat Tahrir al-Sham") is not None


@pytest.mark.parametrize(
    ("table", "text", "words"),
    [
        ("actors", "id,name,kind\nA,An actor,gang\n", r"actors\.csv, line 2: kind 'gang'"),
        ("actors", "id,name,kind,parent\nA,An actor,forces,NOBODY\n", "no actor 'NOBODY'"),
        ("actors", "id,name,kind\nA,B\n", r"line 2: the number of cells"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, table: str, text: str, words: str) -> None:
    """The error says where and what, and how to check again."""
    with pytest.raises(GazetteerInvalid, match=words):
        open_actors(own(tmp_path, **{table: text}))


@pytest.mark.parametrize(
    ("types", "triggers", "words"),
    [
        ("id,family\nx,\n", "lemma,pos,type\n", r"event_types\.csv, line 2: .* family"),
        (
            "id,family,frame\nx,civil,by-actor\n",
            "lemma,pos,type\n",
            "no frame 'by-actor'",
        ),
        ("id,family\nx,civil\n", "lemma,pos,type\nhum,VERB,y\n", r"line 2: no event type 'y'"),
        ("id,family\nx,civil\n", "lemma,pos,type\n,VERB,x\n", r"line 2: .* lemma and a pos"),
        ("id,family\nx,civil\n", "lemma,pos,type,needs\nhum,VERB,x,with:song\n", "no slot 'with'"),
    ],
)
def test_bad_deeds_are_named(tmp_path: Path, types: str, triggers: str, words: str) -> None:
    """Event types and triggers are checked row by row."""
    own(tmp_path, event_types=types, triggers=triggers)

    with pytest.raises(GazetteerInvalid, match=words):
        trigger_table(tmp_path)


def test_later_triggers_replace_and_remove(tmp_path: Path) -> None:
    """The same word with the same needs is one trigger; a dash takes a word away."""
    triggers = (
        "lemma,pos,type,needs\nhum,VERB,x,\nhum,VERB,y,\nhum,VERB,x,obj:song\nsing,VERB,x,\n"
        "sing,VERB,-,\n"
    )
    own(tmp_path, event_types="id,family\nx,civil\ny,civil\n", triggers=triggers)
    table = trigger_table(tmp_path)

    assert {("hum", "VERB")} == set(table)
    assert ["x", "y"] == [row.type for row in table["hum", "VERB"]]
    assert "X" == event_types(tmp_path)["x"].label


def test_missing_folder_stops_the_run(tmp_path: Path) -> None:
    """A folder that is named must be there; none is needed."""
    with pytest.raises(InputNotFound, match="nowhere"):
        table_files("actors.csv", own(tmp_path / "nowhere"))
    assert 1 == len(table_files("actors.csv", own(tmp_path)))
    assert all(tables_in_use(name)[0].path.is_file() for name in OWN)
