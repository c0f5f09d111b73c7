"""What all tests share: one compiled gazetteer, one set of tools, a small build."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geomap.flow import Tools

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Let Ctrl-C reach the commands that tests start, also where a shell runs the tests behind.

    Such a shell has what it starts ignore the signal, and so would all that they start.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Gazetteer, actors and language pipeline of the defaults, opened once a session."""
    from geomap.config import Config
    from geomap.flow import open_tools

    return open_tools(Config())
