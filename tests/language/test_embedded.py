"""What the pipeline that comes with geomap knows, on sentences written for the test."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
import spacy
import srsly

from geomap.language.pipelines import EMBEDDED
from geomap.language.training import frozen_names
from geomap.language.vectors import vectors_of
from geomap.language.weights import WEIGHTS

if TYPE_CHECKING:
    from spacy.language import Language

#: Largest size of the weights that a laptop download should carry, bytes.
LIMIT = 15_000_000


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Residents fled from Zabadani to Damascus.", "Zabadani", "LOC"),
        ("Snow fell in the village of Qorqania near the border.", "Qorqania", "LOC"),
        ("The minister, Omar Haddad, spoke in Ankara.", "Omar Haddad", "PER"),
        ("Paris Hilton sang in Berlin.", "Paris Hilton", "PER"),
    ],
)
def test_names_are_told_apart(english: Language, text: str, name: str, label: str) -> None:
    """Places, persons and bodies have labels of their own, towns no list knows included."""
    found = {ent.text.removeprefix("The "): ent.label_ for ent in english(text).ents}

    assert label == found.get(name)


def test_the_recogniser_carries_its_names(english: Language) -> None:
    """Half a million names came with the weights."""
    assert len(frozen_names(english)) > 400_000


def test_both_halves_carry_word_vectors(english: Language) -> None:
    """The frequent words of news came with the weights, one table for parser and recogniser."""
    tables = {
        id(layer.attrs["vectors"])
        for name in ("tok2vec", "ner")
        for layer in english.get_pipe(name).model.walk()  # type: ignore[attr-defined]
        if "vectors" in layer.attrs
    }

    assert 1 == len(tables)
    assert len(vectors_of(english)) > 50_000


def test_the_weights_name_no_folder_of_the_machine_that_trained() -> None:
    """Settings stand beside them in plain text, without paths; packed they would keep theirs."""
    parts = srsly.msgpack_loads(zlib.decompress((EMBEDDED / WEIGHTS).read_bytes()))
    packed, beside = (
        spacy.util.load_config_from_str(text)["paths"]
        for text in (parts["config.cfg"].decode(), (EMBEDDED / "config.cfg").read_text("utf-8"))
    )

    assert {None} == set(packed.values()) == set(beside.values())


def test_the_weights_are_small() -> None:
    """All that is shipped for English fits in fifteen megabytes."""
    assert sum(path.stat().st_size for path in EMBEDDED.iterdir()) <= LIMIT


def test_the_card_names_every_corpus() -> None:
    """Data, licences and scores are told beside the weights."""
    card = EMBEDDED.with_name("MODEL_CARD.md").read_text(encoding="utf-8")

    for word in (
        "EWT",
        "GUM",
        "Universal NER",
        "re3d",
        "WikiGold",
        "W-NUT",
        "Broad Twitter",
        "GloVe",
    ):
        assert word in card
    assert "CC BY-SA 4.0" in card
    assert "| LAS |" in card
