"""A watched folder is built again when something in it changes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path


def test_an_article_that_arrives_is_built(corpus: Path, tmp_path: Path) -> None:
    """The outputs may lie in the watched folder; Ctrl-C ends the command without a traceback."""
    settings = tmp_path / "geomap.toml"
    settings.write_text('[language]\nmodel = "fast"\n', encoding="utf-8")
    found = corpus / "out" / "annotations.jsonl"
    command = [sys.executable, "-m", "geomap", "watch", str(corpus), "--rest", "0.2"]
    with subprocess.Popen(
        [*command, "-o", str(corpus / "out"), "-c", str(settings)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        (corpus / "late.txt").write_text("Shells fell on Azaz.", encoding="utf-8")
        second = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, talk = process.communicate(timeout=60)

    assert first == second
    assert "" == rest, "the outputs of a build started another"
    assert 2 == len(found.read_text(encoding="utf-8").splitlines())
    assert "1 articles new" in talk
    assert "Traceback" not in talk
