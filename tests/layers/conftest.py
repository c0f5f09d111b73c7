"""The made-up war, as records and as layers."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from geomap.layers import Layers


@pytest.fixture(scope="session")
def made_up() -> dict[str, Any]:
    """The names of made_up.py."""
    return runpy.run_path(str(Path(__file__).with_name("made_up.py")))


@pytest.fixture(scope="session")
def layers(made_up: dict[str, Any]) -> Layers:
    """The layers of the made-up war."""
    built: Layers = made_up["layers"]()
    return built
