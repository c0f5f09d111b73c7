"""``geomap explain`` answers for claims and events too."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

COPY = (
    "BEIRUT, Sept. 4, 2018 - Russian jets bombed the outskirts of Jisr al-Shughour on Tuesday.\n"
    "They came twice, people in the town said.\n"
)


def test_a_trigger_is_explained_as_a_claim(geomap: Run, corpus: Path) -> None:
    """At a word that names a deed: what, who, where, when and by whose word."""
    report = corpus / "report.txt"
    done = geomap("explain", report, str(report.read_text().index("bombed")))

    assert 0 == done.returncode, done.stderr
    assert "Air strike" in done.stdout
    assert "Who: Armed forces of Russia." in done.stdout
    assert "Where: “Jisr al-Shughour”" in done.stdout
    assert "For “Jisr al-Shughour”: " in done.stdout
    assert "When: 2018-09-04, exact to the day, from “Tuesday”." in done.stdout
    assert "By whose word: Syrian Observatory for Human Rights (“said”)." in done.stdout


def test_what_is_explained_is_what_is_annotated(geomap: Run, tmp_path: Path) -> None:
    """In a text wrapped at a column, words that stand with a name over the end of a line count."""
    lines = (
        "Shells fell all through the night and into the morning, people there said, about",
        "20 km west of Homs, and nobody could say who had fired them or what they were to",
        "hit. The road to the coast was closed for hours, and buses waited at the edge of",
        "the town. A driver said that he had seen smoke above the fields, about 12 km",
        "north of Hama, and that he had turned back at once. Later in the day it was quiet",
        "again, and the buses left for the coast.",
    )
    (tmp_path / "wrapped.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = json.loads(geomap("annotate", "wrapped.txt").stdout)["mentions"]
    hama = next(mention for mention in found if mention["text"] == "Hama")
    done = geomap("explain", "wrapped.txt", str(hama["start"]))

    assert 12.0 == hama["relation"]["distance_km"]
    assert "The words “12 km north of Hama” (distance)" in done.stdout


def test_an_event_says_why_its_claims_are_one(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """By its id: each claim with its quote, and what joins them."""
    (corpus / "copy.txt").write_text(COPY, encoding="utf-8")
    built = geomap("build", corpus, "-o", "out")
    assert 0 == built.returncode, built.stderr
    features = json.loads((tmp_path / "out" / "events.geojson").read_text("utf-8"))["features"]
    (raid,) = [f["properties"] for f in features if f["properties"]["n_claims"] == 2]

    done = geomap("explain", raid["event_id"], "-o", "out")

    assert 0 == done.returncode, done.stderr
    assert "2 claims by 2 independent sources." in done.stdout
    assert "Russian warplanes bombed a village" in done.stdout
    assert "They are one because of 'bombed' and 'bombed': same type, same days" in done.stdout


def test_what_is_not_there_is_said_so(geomap: Run, corpus: Path) -> None:
    """An unknown event, a folder without a build and a word of no claim are clear errors."""
    missing = geomap("explain", "e0123", "-o", "out")
    report = corpus / "report.txt"
    nothing = geomap("explain", report, str(report.read_text().index("village")))

    assert (2, 2) == (missing.returncode, nothing.returncode)
    assert "geomap build" in missing.stderr
    assert "no mention or trigger holds character" in nothing.stderr
    assert re.search(r"choose one that does: .*\d+ is in 'Jisr al-Shughour'", nothing.stderr)
