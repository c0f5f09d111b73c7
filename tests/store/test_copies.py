"""Copies are found build by build as they would be at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.articles import Draft, TextPrint, copies_among
from geomap.articles.finish import finish
from geomap.config import Config
from geomap.store import Listed, Packed, Store, StoreDamaged

#: Passages of twelve words; texts that share enough of them are copies.
PASSAGES = [
    " ".join(
        f"{word}{number}" for word in "the guns of fort number fell still at dawn on day".split()
    )
    for number in range(12)
]
Texts = dict[str, tuple[int, ...]]


def text(passages: tuple[int, ...]) -> str:
    """The text that is made of these passages."""
    return ". ".join(PASSAGES[number] for number in passages) + "."


def built(store: Store, texts: Texts, kept: str = "") -> dict[str, str]:
    """The groups of a build of these articles; the result of one may be that of an earlier one."""
    store.begin()
    for name, passages in sorted(texts.items()):
        article = finish(Draft(name=name, id=name, text=text(passages)), set())
        content = bytes.fromhex(article.sha256[:32])
        store.list_article(Listed(id=name, sha256=article.sha256, content=content))
        if name != kept:
            store.put(content, Packed(body=b"x", shapes={}), TextPrint.of(article))
    found = store.copies(0.5)
    store.finish([])
    return found


def at_once(texts: Texts) -> dict[str, str]:
    """What all articles together give, those alone left out."""
    found = copies_among(
        (finish(Draft(name=name, id=name, text=text(passages)), set())
         for name, passages in texts.items()),
        Config().articles.duplicate_threshold,
    )  # fmt: skip
    several = {group for name, group in found.items() if name != group}
    return {name: group for name, group in sorted(found.items()) if group in several}


def test_a_group_falls_apart_when_what_joins_it_goes(tmp_path: Path) -> None:
    """Two halves of a dispatch are copies of it, not of each other."""
    halves: Texts = {"a": (0, 1, 2, 3), "c": (4, 5, 6, 7)}
    whole: Texts = halves | {"b": (0, 1, 2, 3, 4, 5, 6, 7)}
    with Store(tmp_path, b"recipe") as store:
        assert {"a": "a", "b": "a", "c": "a"} == built(store, whole)
        assert {} == built(store, halves)
        assert {"a": "a", "b": "a", "c": "a"} == built(store, whole)


def test_what_is_compared_is_checked(tmp_path: Path) -> None:
    """With damaged words an original would have no copy, and nobody would be told."""
    with Store(tmp_path, b"recipe") as store:
        built(store, {"a": (0, 1, 2, 3)})
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as db, db:
        db.execute("UPDATE results SET runs=zeroblob(length(runs))")

    with Store(tmp_path, b"recipe") as store, pytest.raises(StoreDamaged, match="damaged"):
        built(store, {"a": (0, 1, 2, 3), "b": (0, 1, 2, 3, 4)}, kept="a")


@settings(max_examples=25, deadline=None)
@given(
    builds=st.lists(
        st.dictionaries(
            st.sampled_from("abcdefgh"),
            st.lists(st.integers(0, 11), min_size=0, max_size=6).map(tuple),
            min_size=1,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_build_by_build_gives_what_all_at_once_gives(
    builds: list[Texts], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever came and went before, the groups are those of the articles that are there."""
    with Store(tmp_path_factory.mktemp("store"), b"recipe") as store:
        for texts in builds:
            assert at_once(texts) == built(store, texts)
