"""The commands keep their contract: data on stdout, talk on stderr, honest exit status."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap import __version__
from geomap.config import samples_folder

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    *("build", "annotate", "explain", "diff", "watch", "export", "review"),
    *("evaluate", "train", "gazetteer"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, geomap: Run) -> None:
    """`--help` works everywhere, says what the command does, and the first page names it."""
    done = geomap(command, "--help")

    assert 0 == done.returncode
    assert "Usage" in done.stdout
    assert re.search(rf"^\W*{command} ", geomap("--help").stdout, re.MULTILINE)


def test_help_shows_names_in_brackets(geomap: Run) -> None:
    """A table of the settings is no style of the terminal's: "the geocoder of [online]"."""
    assert "[online]" in geomap("build", "--help").stdout


def test_the_version_is_told(geomap: Run) -> None:
    """What a report of a fault has to name."""
    assert f"geomap {__version__}\n" == geomap("--version").stdout


def test_build_writes_the_promised_files(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """A build names its index on stdout and its summary on stderr."""
    done = geomap("build", corpus, "-o", "out")

    assert 0 == done.returncode, done.stderr
    assert str(Path("out", "index.html")) == done.stdout.strip()
    assert "articles: 1 read, 0 skipped" in done.stderr
    written = {path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("out/*")}
    assert {
        "index.html",
        "by-actor.html",
        "by-article.html",
        "mentions.geojson",
        "events.geojson",
        "annotations.jsonl",
        "README.md",
    } <= written


def test_two_builds_are_byte_identical(geomap: Run, tmp_path: Path) -> None:
    """The same inputs give the same bytes in every file."""
    for out in ("first", "second"):
        done = geomap("build", "--samples", "-o", out)
        assert 0 == done.returncode, done.stderr
    files = sorted(
        path.relative_to(tmp_path / "first")
        for path in tmp_path.rglob("first/**/*")
        if ".geomap" not in path.parts
    )

    assert files
    different = [
        str(file)
        for file in files
        if (tmp_path / "first" / file).is_file()
        and (tmp_path / "first" / file).read_bytes() != (tmp_path / "second" / file).read_bytes()
    ]
    assert [] == different


def test_diff_lists_the_events_that_differ(geomap: Run, corpus: Path) -> None:
    """After a rebuild: events of a new article are new, those of a removed one gone."""
    geomap("build", corpus, "-o", "out")
    (corpus / "report.txt").rename(corpus.parent / "kept.txt")
    (corpus / "later.txt").write_text("Rebels shelled Aleppo on 5 May 2018.", encoding="utf-8")
    done = geomap("build", corpus, "-o", "out")
    listed = geomap("diff", "-o", "out", "--json")

    assert "1 articles new, 0 changed, 1 gone" in done.stderr
    changes = [json.loads(line) for line in listed.stdout.splitlines()]
    articles = {(change["change"], change["event"]["claims"][0][0]) for change in changes}
    assert {("new", "later"), ("gone", "report")} == articles
    assert 2 == geomap("diff", "-o", "nowhere").returncode


def test_missing_input_stops_the_run(geomap: Run, tmp_path: Path) -> None:
    """A path that does not exist is one sentence, status 2, and writes nothing."""
    done = geomap("build", "nowhere", "-o", "out")

    assert 2 == done.returncode
    assert "" == done.stdout
    assert re.search(r"nowhere does not exist; .+\.", done.stderr)
    assert [] == list((tmp_path / "out").glob("*"))


def test_bad_file_loses_nothing_else(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """An unreadable file is named with its reason; the others are mapped; status 1."""
    (corpus / "empty.txt").write_text("", encoding="utf-8")
    (corpus / "picture.txt").write_bytes(bytes(range(256)) * 8)
    (corpus / "lines.jsonl").write_text('{"id": "a", "text": "Fighting in Hama."}\n{"id": ')
    done = geomap("build", corpus, "-o", "out")

    assert 1 == done.returncode, done.stderr
    assert "articles: 2 read, 3 skipped" in done.stderr
    for name in ("empty.txt", "picture.txt", "lines.jsonl"):
        assert name in done.stderr
    assert (tmp_path / "out" / "index.html").is_file()


def test_failed_build_keeps_the_earlier_one(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """A build that finds nothing to read leaves the maps of the last one."""
    geomap("build", corpus, "-o", "out")
    before = (tmp_path / "out" / "index.html").read_bytes()
    (corpus / "report.txt").write_text("", encoding="utf-8")
    done = geomap("build", corpus, "-o", "out")

    assert 2 == done.returncode
    assert "no readable article" in done.stderr
    assert before == (tmp_path / "out" / "index.html").read_bytes()
    assert [] == list((tmp_path / "out").glob(".staging-*"))


def test_annotate_keeps_the_contract(geomap: Run, corpus: Path) -> None:
    """One JSON object an article; every offset gives back the words it claims."""
    done = geomap("annotate", corpus)
    text = (corpus / "report.txt").read_text(encoding="utf-8")
    (line,) = done.stdout.splitlines()
    article = json.loads(line)

    assert 0 == done.returncode, done.stderr
    assert "2018-09-04" == article["published"]
    assert article["mentions"]
    for mention in article["mentions"]:
        assert mention["text"] == text[mention["start"] : mention["end"]]
    jisr = next(m for m in article["mentions"] if m["text"] == "Jisr al-Shughour")
    assert ("literal", "resolved", "near") == (
        jisr["role"],
        jisr["status"],
        jisr["place"]["precision"],
    )
    airstrike = next(c for c in article["claims"] if c["type"] == "airstrike")
    assert jisr["id"] == airstrike["place"]
    assert "bombed" == airstrike["trigger"]["text"]
    assert "Syrian Observatory for Human Rights" == airstrike["attribution"]["name"]


def test_annotate_reads_json_lines_from_standard_input(geomap: Run) -> None:
    """`-` is standard input; given mentions are kept exactly and in order."""
    text = "He left Aleppo for Paris."
    record = {"id": 7, "text": text, "mentions": [{"start": 8, "end": 14}]}
    done = geomap("annotate", "-", "--given-mentions", stdin=json.dumps(record) + "\n")
    article = json.loads(done.stdout)

    assert 0 == done.returncode, done.stderr
    assert "7" == article["id"]
    assert [(8, 14, "Aleppo")] == [(m["start"], m["end"], m["text"]) for m in article["mentions"]]


def test_given_mentions_must_be_given(geomap: Run, corpus: Path) -> None:
    """An article without spans is skipped with what to do, not annotated in silence."""
    done = geomap("annotate", corpus, "--given-mentions")

    assert 1 == done.returncode
    assert "--given-mentions" in done.stderr
    assert "" == done.stdout


def test_export_repeats_what_was_built(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """`geomap export geojson` writes the same bytes from the stored layers."""
    geomap("build", corpus, "-o", "out")
    before = (tmp_path / "out" / "events.geojson").read_bytes()
    (tmp_path / "out" / "events.geojson").unlink()
    done = geomap("export", "geojson", "-o", "out")

    assert 0 == done.returncode, done.stderr
    assert before == (tmp_path / "out" / "events.geojson").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "shapefish"), "choose one of"),
        (("export", "geojson", "-o", "empty"), "geomap build"),
        (("build", "--config", "none.toml", "--samples"), "none.toml"),
    ],
)
def test_unusable_request_is_one_sentence(
    arguments: tuple[str, ...], words: str, geomap: Run
) -> None:
    """Status 2, and a sentence that says what to do; never a traceback."""
    done = geomap(*arguments)

    assert 2 == done.returncode
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def readme_commands(heading: str) -> list[str]:
    """The commands of the first code block below a heading of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.split(f"## {heading}")[1].split("```")[1]
    return [line.split("#")[0].strip() for line in block.splitlines() if "geomap " in line]


def test_documented_examples_run(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """Each command of the README works as it is written there, in the order it stands."""
    shutil.copytree(samples_folder(), corpus, dirs_exist_ok=True)
    commands = readme_commands("Five commands") + readme_commands("Correct what is wrong")

    assert 5 + 3 == len(commands)
    for command in commands:
        line, _, target = command.partition(" > ")
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)][1:]
        if words[0] == "explain":
            words[-1] = str((corpus / "report.txt").read_text().index("Jisr"))
        done = geomap(*words)
        assert 0 == done.returncode, f"{command}: {done.stderr}"
        assert done.stdout
        if target:
            (tmp_path / target).write_text(done.stdout, encoding="utf-8")


def test_explain_draws_its_candidates(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """`--map` writes a page beside the sentences on standard output."""
    report = corpus / "report.txt"
    start = str(report.read_text().index("Jisr"))
    done = geomap("explain", str(report), start, "--map", str(tmp_path / "why.html"))

    assert 0 == done.returncode, done.stderr
    assert "1. Jisr" in done.stdout
    assert "Candidates" in (tmp_path / "why.html").read_text(encoding="utf-8")
