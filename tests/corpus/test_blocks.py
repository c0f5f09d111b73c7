"""A block is made anew when anything that it is made of is other than it was."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from geomap.corpus.blocks import Blocks
from geomap.corpus.made import Made
from geomap.layers import Protection
from geomap.store import Item, Store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ITEM = Item(id="a", result=b"1", sha256="f")


def key(item: Item = ITEM, corrections: str = "", recipe: bytes = b"r", **others: Any) -> bytes:
    """The key of a block of an article."""
    store = SimpleNamespace(base=others.pop("base", b"base"), recipe=recipe)
    reviews = SimpleNamespace(of=lambda _text: (corrections,) if corrections else ())
    made: dict[str, Any] = {"actors": ["an actor"], "shown": Protection(), **others}
    blocks = Blocks(store=store, reviews=reviews, copies={}, **made)  # type: ignore[arg-type]
    return blocks._key([item])


def test_the_key_of_a_block_is_what_it_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids, texts, results, corrections, actors, blurring, settings and code."""
    keys = [
        key(),
        key(replace(ITEM, id="b")),
        key(replace(ITEM, sha256="e")),
        key(replace(ITEM, result=b"2")),
        key(corrections="dropped"),
        key(corrections="confirmed"),
        key(corrections="dropped", recipe=b"another gazetteer"),
        key(base=b"other settings"),
        key(actors=["another actor"]),
        key(shown=Protection(decimals=2)),
    ]
    monkeypatch.setattr("geomap.store.code_digest", lambda **_: b"other code")

    assert 11 == len({*keys, key()})


def test_added_places_leave_blocks_without_corrections_as_they_are() -> None:
    """Their results tell what has changed."""
    assert key() == key(recipe=b"another gazetteer")


def test_what_the_maps_keep_is_that_of_the_same_code_and_gazetteer(tmp_path: Path) -> None:
    """The base map under another about is made again; under its own, it is taken."""
    made = []
    with Store(tmp_path, b"recipe") as store:
        for about in ("one", "one", "other"):
            blocks: Any = SimpleNamespace(about=about)
            none: Any = None
            book = Made(store=store, actors=none, blocks=blocks, periods=none, shelves=none)
            made.append(book._kept("ground", lambda about=about: about))  # type: ignore[misc]

    assert ["one", "one", "other"] == made
