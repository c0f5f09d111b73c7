"""What the benches measure with still fits the program; no time is tested here."""

from __future__ import annotations

import runpy
from pathlib import Path

from geomap.layers import build_layers

HERE = Path(__file__).resolve().parent


def test_corpus_has_the_size_asked_for_and_repeats() -> None:
    """Fifteen mentions an article, all drawn, and the same corpus for the same size."""
    corpus = runpy.run_path(str(HERE / "synthetic.py"))["corpus"]
    annotations, events, actors = corpus(150)
    layers = build_layers(annotations, events, actors, {})

    assert 150 == len(layers.mentions) == int(layers.mentions["drawn"].sum())
    assert 60 == len(layers.claims)
    assert set(layers.events["event_id"]) == set(layers.claims["event_id"])
    assert annotations == corpus(150)[0]


def test_figures_take_the_place_of_the_last_ones() -> None:
    """The words around them stay; a bench without a section gets one."""
    replaced = runpy.run_path(str(HERE / "results.py"))["replaced"]
    text = "# Figures\n\nWords.\n<!-- a -->\nold\n<!-- end of a -->\nMore words.\n"
    once = replaced(text, "a", r"new \1")

    assert text.replace("old", r"new \1") == once
    assert once.rstrip() + "\n\n## b\n\n<!-- b -->\n7\n<!-- end of b -->\n" == replaced(
        once, "b", "7"
    )
