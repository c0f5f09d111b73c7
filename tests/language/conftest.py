"""One embedded pipeline for all tests of the language floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def english() -> Language:
    """The pipeline that comes with geomap."""
    from geomap.config import Config
    from geomap.language import load_language

    return load_language(Config())
