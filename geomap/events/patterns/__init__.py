"""The patterns of events as plain data: modules of lists, the longer ones in ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = (files("geomap.events.patterns") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_of(table: str) -> dict[str, frozenset[str]]:
    """The lists of words of one table of ``words.toml``, by name."""
    return {name: frozenset(words.split()) for name, words in _tables()[table].items()}
