"""Scores count what they say, and a bad text is a line in the report."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from geomap.cli import app
from geomap.evaluate import read_gold, score_corpus
from geomap.evaluate.gold import GoldArticle, GoldMention
from geomap.evaluate.markdown import details, summary
from geomap.evaluate.report import Reliability, Tally
from geomap.places.decide import weights

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools

DAMASCUS = GoldMention(start=13, end=21, lat=33.5102, lon=36.29128, geonameid=170654)


def text(number: str, mention: GoldMention = DAMASCUS) -> GoldArticle:
    """An annotated text of one sentence."""
    return GoldArticle(
        id=number, text="They went to Damascus in Syria.", published=None, source=None,
        mentions=(mention,),
    )  # fmt: skip


def test_a_tally_counts_every_distance() -> None:
    """A place 12 km off is right within 20 and 161 km; one without a place, nowhere."""
    tally = Tally()
    tally.add(12.0)
    tally.add(None)

    assert {"5 km": 0.0, "10 km": 0.0, "20 km": 0.5, "161 km": 0.5} == tally.shares()


def test_chances_that_come_true_have_no_error() -> None:
    """Half of what is half sure is right: calibrated. All of it: off by a half."""
    even, timid = Reliability(), Reliability()
    for right in (True, False):
        even.add(0.5, right=right)
        timid.add(0.5, right=True)

    assert 0.0 == even.error()
    assert 0.5 == timid.error()
    assert [{"probability": "0.5-0.6", "n": 2, "mean": 0.5, "right": 1.0}] == timid.rows()


def test_a_country_is_right_wherever_in_it_its_point_is(tools: Tools) -> None:
    """A point of Syria at Damascus is Syria's; one in Turkey is not."""
    within, beyond = (
        score_corpus("made", [text("1", GoldMention(start=25, end=30, lat=lat, lon=lon))], tools)
        for lat, lon in ((33.5102, 36.29128), (39.0, 35.0))
    )

    assert within.reliability.error() > 0.9 < beyond.reliability_of_lands.error()
    assert within.reliability_of_lands.error() < 0.1


def test_figures_by_kind_and_country(tools: Tools) -> None:
    """The kind is that of the id, the country the one that holds the point."""
    report = score_corpus("made", [text("1")], tools)

    assert 1.0 == report.as_dict()["exact_id"]
    assert {"city": 1} == {kind: tally.n for kind, tally in report.by_kind.items()}
    assert {"SY": 1} == {country: tally.right[10] for country, tally in report.by_country.items()}


def test_one_bad_text_does_not_lose_the_run(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that cannot be read is a failure with a name; the next text is scored."""
    beyond = GoldMention(start=900, end=20, lat=0.0, lon=0.0)
    bad = GoldArticle(id="bad", text="x", published=None, source=None, mentions=(beyond,))
    read = tools.english.make_doc

    def failing(words: str) -> object:
        if words == "x":
            raise ValueError("no such text")
        return read(words)

    monkeypatch.setattr(tools.english, "make_doc", failing)
    report = score_corpus("made", [bad, text("2")], tools)

    assert ["bad: ValueError: no such text"] == report.failed
    assert (2, 2, 1) == (report.articles, report.given.n, report.given.right[10])
    assert "failed on bad" in "\n".join(details(report))


def test_the_tables_are_markdown(tools: Tools) -> None:
    """Every row of a table has the cells of its head."""
    report = score_corpus("made", [text("1")], tools)
    lines = [*summary([report]), "", *details(report)]
    tables = "\n".join(lines).split("\n\n")

    for table in tables:
        rows = [line for line in table.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1


def test_gold_without_coordinates_is_read(tmp_path: Path) -> None:
    """A mention may have an id, a role, or nothing."""
    path = tmp_path / "gold.jsonl"
    line = {"id": 7, "text": "Homs", "mentions": [{"start": 0, "end": 4, "role": "literal"}]}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (item,) = read_gold(path)

    assert ("7", None, "literal") == (item.id, item.mentions[0].lat, item.mentions[0].role)
    assert [(0, 4)] == [(one.start, one.end) for one in item.as_article().given_mentions or ()]


def test_the_command_writes_figures_and_weights(tmp_path: Path) -> None:
    """`--out` writes JSON and Markdown; `--fit` writes a table of weights."""
    path = tmp_path / "gold.jsonl"
    lines = [
        {"id": n, "text": "They went to Damascus in Syria.",
         "mentions": [{"start": 13, "end": 21, "lat": 33.5, "lon": 36.3}]}
        for n in range(6)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    scored = CliRunner().invoke(app, ["evaluate", str(path), "--out", str(tmp_path / "out")])
    fitted = CliRunner().invoke(app, ["evaluate", str(path), "--fit", str(tmp_path / "w.toml")])
    figures = json.loads((tmp_path / "out/evaluation.json").read_text("utf-8"))

    assert (0, 0) == (scored.exit_code, fitted.exit_code)
    assert 1.0 == figures[0]["given_mentions"]["10 km"]
    assert "## gold" in (tmp_path / "out/evaluation.md").read_text("utf-8")
    assert set(weights().by_name) == set(
        tomllib.loads((tmp_path / "w.toml").read_text("utf-8"))["weights"]
    )


def test_customs_of_annotators_are_set_aside(tools: Tools) -> None:
    """A type word in the span is no other name, and adjectives that nobody annotates no error."""
    words = "Syrian troops left Hama province on Monday."
    start = words.index("Hama")
    gold = GoldMention(start=start, end=start + len("Hama province"), role="literal")
    item = GoldArticle(id="1", text=words, published=None, source=None, mentions=(gold,))
    figures = score_corpus("made", [item], tools).as_dict()

    assert {"precision": 0.0, "recall": 0.0, "f1": 0.0} == figures["recognition"]
    assert {"precision": 1.0, "recall": 1.0, "f1": 1.0} == figures["recognition_names"]
    assert {"precision": 0.0, "recall": 0.0, "f1": 0.0} == figures["literal"]
    assert {"precision": 1.0, "recall": 1.0, "f1": 1.0} == figures["literal_names"]


@pytest.mark.parametrize(
    ("words", "span", "f1"),
    [
        ("Rain fell in Kunduz and Baghlan provinces.", "Kunduz and Baghlan provinces", 1.0),
        ("Rain fell in Trinidad and Tobago.", "Trinidad and Tobago", 1.0),
        ("Rain fell in the province of Idlib.", "the province of Idlib", 1.0),
        ("Rain fell in the bay of Idlib.", "the bay of Idlib", 0.0),
    ],
)
def test_each_name_of_an_annotated_list_counts(
    words: str, span: str, f1: float, tools: Tools
) -> None:
    """A list in one span is its names, but not where the whole is one; "province of" is no name."""
    start = words.index(span)
    gold = GoldMention(start=start, end=start + len(span), role="literal")
    item = GoldArticle(id="1", text=words, published=None, source=None, mentions=(gold,))

    assert f1 == score_corpus("made", [item], tools).literal_names.shares()["f1"]


def test_adjectives_that_nobody_annotates_are_no_error_end_to_end(tools: Tools) -> None:
    """The names alone are scored beside: an adjective is ours by contract and not the corpus's."""
    words = "Syrian troops left Hama on Monday."
    start = words.index("Hama")
    gold = GoldMention(start=start, end=start + 4, lat=35.13, lon=36.75)
    item = GoldArticle(id="1", text=words, published=None, source=None, mentions=(gold,))
    figures: Any = score_corpus("made", [item], tools).as_dict()

    assert 0.667 == figures["end_to_end_f1"]["161 km"]
    assert 1.0 == figures["end_to_end_f1_names"]["161 km"]


def test_another_name_with_the_same_type_word_is_no_match(tools: Tools) -> None:
    """Hama is not Homs, whatever stands beside either."""
    words = "Troops left Hama on Monday."
    gold = GoldMention(start=0, end=len("Troops left"), role="literal")
    item = GoldArticle(id="1", text=words, published=None, source=None, mentions=(gold,))
    figures = score_corpus("made", [item], tools).as_dict()

    assert {"precision": 0.0, "recall": 0.0, "f1": 0.0} == figures["recognition_names"]
