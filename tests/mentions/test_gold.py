"""Gold sentences: the tags in the text say which words are mentions, and in what role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.flow import parsed
from geomap.mentions import find_mentions
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools

GOLD = Path(__file__).with_name("gold")
TAG = re.compile(r"<place role=(\w+)>(.*?)</place>")


def sentences() -> Iterator[str]:
    """Every tagged sentence of the gold files."""
    for path in sorted(GOLD.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line


def untagged(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its tags, and the (start, end, role) they mark."""
    text, spans, last = "", [], 0
    for tag in TAG.finditer(sentence):
        text += sentence[last : tag.start()]
        spans.append((len(text), len(text) + len(tag[2]), tag[1]))
        text += tag[2]
        last = tag.end()
    return text + sentence[last:], spans


@pytest.mark.parametrize("sentence", list(sentences()))
def test_mentions_and_roles_are_as_tagged(sentence: str, tools: Tools) -> None:
    """Exactly the tagged words are mentions, each in its role."""
    text, expected = untagged(sentence)
    article = Article(id="gold", text=text, language="en")
    found = find_mentions(parsed(article, tools), article, tools.gazetteer, tools.actors)

    assert expected == [(m.start, m.end, m.role) for m in found], [m.role_cue for m in found]
