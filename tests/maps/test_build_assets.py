"""Assets come from a locked list and are known by their hashes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from geomap.maps import build_assets as assets


def test_whole_assets_are_not_fetched_again(tmp_path: Path) -> None:
    """With every file as the manifest says, nothing is done."""
    shutil.copytree(assets.VENDOR, tmp_path / "vendor")

    assert assets.build_assets(tmp_path / "vendor") is False


def test_changed_or_missing_files_are_noticed(tmp_path: Path) -> None:
    """A file that differs, is gone, or is of another lock file calls for a new fetch."""
    vendor, lock = tmp_path / "vendor", assets._digest(assets.HERE / assets.LOCK)
    shutil.copytree(assets.VENDOR, vendor)

    assert assets._whole(vendor, lock)
    assert not assets._whole(vendor, "another lock file")
    (vendor / "leaflet.js").write_text("tampered", encoding="utf-8")
    assert not assets._whole(vendor, lock)
    (vendor / "leaflet.js").unlink()
    assert not assets._whole(vendor, lock)


def test_lock_file_pins_hashes_and_names_no_host() -> None:
    """Every package has an integrity hash; where it comes from is up to the machine."""
    text = (assets.HERE / assets.LOCK).read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]

    assert "1.9.4" == packages["node_modules/leaflet"]["version"]
    assert all(package["integrity"] for name, package in packages.items() if name)
    assert "http" not in text


def test_licences_travel_with_the_code() -> None:
    """Each package's licence is among the files."""
    assert "leaflet.LICENSE" in assets.FILES
    assert "Redistribution" in (assets.VENDOR / "leaflet.LICENSE").read_text(encoding="utf-8")
