"""`geomap review` as an analyst runs it."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_review_and_rebuild(geomap: Run, corpus: Path, tmp_path: Path) -> None:
    """Build, review, read back, build again: the outputs carry the decision."""
    geomap("build", corpus, "-o", "out")
    written = geomap("review", "-o", "out")
    sheet = tmp_path / "out" / "review.csv"
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["action"] = "drop" if row["event_type"] == "airstrike" else ""
    refused = geomap("review", "-o", "out")
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    taken = geomap("review", "--read", "-o", "out")
    geomap("build", corpus, "-o", "out")
    (line,) = (tmp_path / "out" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    events = json.loads((tmp_path / "out" / "events.geojson").read_text(encoding="utf-8"))

    assert str(Path("out", "review.csv")) == written.stdout.strip()
    assert 2 == refused.returncode
    assert "may hold edits" in refused.stderr
    assert 0 == taken.returncode, taken.stderr
    assert "drop" in taken.stderr
    assert {"dropped"} == {
        claim["review"] for claim in json.loads(line)["claims"] if claim["type"] == "airstrike"
    }
    assert "airstrike" not in {f["properties"]["event_type"] for f in events["features"]}
