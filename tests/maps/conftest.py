"""The made-up war of the layers' tests, and a page without a base map."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.layers.basemap import BaseMap
from geomap.layers.ground import WORLD, Ground

if TYPE_CHECKING:
    from geomap.layers import Layers


@pytest.fixture(scope="session")
def war() -> Callable[..., Layers]:
    """The layers of the made-up war, with every text passed through a function."""
    made_up: dict[str, Any] = runpy.run_path(
        str(Path(__file__).parents[1] / "layers" / "made_up.py")
    )
    layers: Callable[..., Layers] = made_up["layers"]
    return layers


@pytest.fixture(scope="session")
def corpus() -> Callable[..., Any]:
    """The annotations of the made-up war, with every text passed through a function."""
    made_up = runpy.run_path(str(Path(__file__).parents[1] / "layers" / "made_up.py"))
    found: Callable[..., Any] = made_up["corpus"]
    return found


@pytest.fixture(scope="session")
def layers(war: Callable[..., Layers]) -> Layers:
    """The layers of the made-up war."""
    return war()


@pytest.fixture(scope="session")
def ground() -> BaseMap:
    """An empty base map."""
    world = Ground(
        box=WORLD,
        tolerance=0.1,
        land=[],
        borders=[],
        disputed=[],
        provinces=[],
        rivers=[],
        lakes=[],
    )
    return BaseMap(world=world, regions=[], labels=[], units=[])
