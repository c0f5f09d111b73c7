"""The wheel alone is enough: it installs into an empty environment and does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.install


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from this environment's own packages; its standard output."""
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it; the folder of its commands."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    uv = Path(sys.executable).with_name("uv")
    environment = folder / "environment"
    run(uv, "venv", "--python", sys.executable, environment, cwd=folder)
    python = environment / "bin" / "python"
    # The locked versions, so that a release of somebody else's today cannot break this test.
    run(
        uv,
        "pip",
        "install",
        "--python",
        python,
        "--constraint",
        ROOT / "requirements.lock",
        wheel,
        cwd=folder,
    )
    return environment / "bin"


def test_main_job_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """An installed geomap builds the sample maps in a folder that knows nothing of the source."""
    said = run(installed / "geomap", "build", "--samples", "--output", "maps", cwd=tmp_path)

    assert "maps/index.html" == said.strip()
    for page in ("index.html", "by-actor.html", "by-article.html"):
        assert "<html" in (tmp_path / "maps" / page).read_text(encoding="utf-8")
    events = json.loads((tmp_path / "maps" / "events.geojson").read_text(encoding="utf-8"))
    assert events["features"]
