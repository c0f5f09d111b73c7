"""Gold files of events are known by their fields and measured each in its own way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geomap.errors import InputNotFound
from geomap.evaluate.kinds import score_events

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools


def gold_file(folder: Path, *records: dict[str, Any]) -> Path:
    """A JSON lines file of these records."""
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def spans(text: str, verb: str, *places: str) -> dict[str, Any]:
    """A sentence with one verb and its locations."""
    words = [("VERB", verb), *(("LOCATION", place) for place in places)]
    return {
        "text": text,
        "spans": [
            {"label": label, "start": text.index(word), "end": text.index(word) + len(word)}
            for label, word in words
        ],
    }


def test_pairs_of_verb_and_place(tmp_path: Path, tools: Tools) -> None:
    """A right pair counts, a wrong pair costs precision, and no place is an answer."""
    path = gold_file(
        tmp_path,
        spans("Gunmen attacked Douma on Monday.", "attacked", "Douma"),
        spans("Gunmen attacked a convoy on Monday.", "attacked"),
        spans("Gunmen attacked Hama on Monday.", "attacked"),
    )
    scored = score_events(path, tools)

    assert scored is not None
    assert (0.5, 1.0) == (scored.figures["precision"], scored.figures["recall"])
    assert 0.667 == scored.figures["precision_with_none"]


def test_a_location_in_numbers_of_words_counts_as_it_was_meant(
    tmp_path: Path, tools: Tools
) -> None:
    """Letters 4 to 5 name nothing; words 4 to 5 are the city, and both ways are reported."""
    record = spans("Gunmen killed ten in Guatemala City on Monday.", "killed")
    record["spans"].append({"label": "LOCATION", "start": 4, "end": 5})
    scored = score_events(gold_file(tmp_path, record), tools)

    assert scored is not None
    assert (0.0, 1) == (scored.figures["recall"], scored.figures["locations_in_words"])
    meant = scored.figures["as_meant"]
    assert isinstance(meant, dict)
    assert (1.0, 1.0) == (meant["precision"], meant["recall"])


def test_a_short_name_is_no_number_of_words(tmp_path: Path, tools: Tools) -> None:
    """A town of four letters stands where its offsets say."""
    path = gold_file(tmp_path, spans("Gunmen attacked Hama on Monday.", "attacked", "Hama"))
    scored = score_events(path, tools)

    assert scored is not None
    assert (1.0, 0) == (scored.figures["recall"], scored.figures["locations_in_words"])


def test_times_inside_their_interval(tmp_path: Path, tools: Tools) -> None:
    """An expression resolved outside the interval is listed with what was given."""
    path = gold_file(
        tmp_path,
        {"expr": "yesterday", "base": "2018-09-04", "start": "2018-09-03", "end": "2018-09-03"},
        {"expr": "yesterday", "base": "2018-09-04", "start": "2018-09-01", "end": "2018-09-01"},
    )
    scored = score_events(path, tools)

    assert scored is not None
    assert (2, 1) == (scored.figures["expressions"], scored.figures["inside"])
    assert 1 == len(scored.wrong)


def test_willed_cooperation_is_agreement_to_plover(tmp_path: Path, tools: Tools) -> None:
    """A visit to come is AGREE and one made is CONSULT; DEMAND is today's REQUEST."""
    path = gold_file(
        tmp_path,
        {"text": "Putin will visit Tehran on Friday.", "event": "AGREE", "eventText": "x"},
        {"text": "Putin visited Tehran on Friday.", "event": "CONSULT", "eventText": "x"},
        {"text": "Putin demanded a ceasefire.", "event": "DEMAND", "eventText": "x"},
        {"text": "Putin visited Tehran on Friday.", "event": "ASSAULT", "eventText": "x"},
    )
    scored = score_events(path, tools)

    assert scored is not None
    assert 0.75 == scored.figures["event_type"]


def test_unit_tests_of_petrarch_in_roots_of_weis(tmp_path: Path, tools: Tools) -> None:
    """Made-up codes are left out; the root 16 of WEIS is a warning."""
    path = gold_file(
        tmp_path,
        {"text": "Putin warned Israel.", "expected": [{"eventcode": "160"}]},
        {"text": "Putin warned Israel.", "expected": [{"eventcode": "904"}]},
        {"text": "Putin warned Israel.", "expected": [{"noevents": "True"}]},
    )
    scored = score_events(path, tools)

    assert scored is not None
    assert (1, 2, 1.0) == tuple(scored.figures[k] for k in ("records", "left_out", "event_type"))


def test_claims_of_an_article(tmp_path: Path, tools: Tools) -> None:
    """Recall is over core events, precision over claims, the rest over what matched."""
    text = "Warplanes bombed Douma on Monday. Troops will attack Hama."
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    base: dict[str, Any] = {
        "article": "one.txt", "subtype": None, "alt_classes": [], "alt_modalities": [],
        "place_lat": None, "place_lon": None, "place_span": None, "salience": "core",
        "in_boilerplate": False,
    }  # fmt: skip
    bombed = {
        "sentence_start": 0, "sentence_end": 33, "trigger": "bombed", "trigger_start": 10,
        "trigger_end": 16, "event_class": "air_strike", "modality": "occurred", "place": "Douma",
        "place_span": [17, 22],
    }  # fmt: skip
    attack = {
        "sentence_start": 34, "sentence_end": 58, "trigger": "attack", "trigger_start": 46,
        "trigger_end": 52, "event_class": "ground_assault", "modality": "occurred",
        "place": "Hama", "place_span": [53, 57],
    }  # fmt: skip
    path = gold_file(tmp_path / "gold", {**base, **bombed}, {**base, **attack})
    scored = score_events(path, tools)

    assert scored is not None
    figures = [scored.figures[k] for k in ("recall", "precision", "type", "modality", "place")]
    assert [1.0, 1.0, 1.0, 0.5, 1.0] == figures


def test_other_files_are_left_to_others(tmp_path: Path, tools: Tools) -> None:
    """A corpus of place mentions is none of the events'."""
    assert score_events(gold_file(tmp_path, {"text": "Hama", "mentions": []}), tools) is None


def test_missing_file_says_so(tmp_path: Path, tools: Tools) -> None:
    """A name that is no file is an error that names it."""
    with pytest.raises(InputNotFound, match=r"nothing\.jsonl"):
        score_events(tmp_path / "nothing.jsonl", tools)
