"""The table of word vectors: read from a file, looked up, and stored once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

from geomap.errors import VectorsMissing
from geomap.language import vectors
from geomap.language.embed import gazetteer_embed
from geomap.language.vectors import WordVectors, read_vectors, set_vectors, vectors_of
from geomap.language.weights import WEIGHTS, read_pipeline, write_pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

#: A word whose spelling needs care in JSON, two that stand in texts, and one more.
ROWS = {'"': [0.5, -1.0, 2.0], "shelled": [1.0, 0.0, 1.0], "town": [-1.0, 3.0, 0.0],
        "vectors": [0.0, 1.0, -2.0]}  # fmt: skip
_BLANK = spacy.blank("en")


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    """Vectors as GloVe writes them."""
    path = tmp_path / "vectors.txt"
    lines = (f"{word} {' '.join(map(str, row))}\n" for word, row in ROWS.items())
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def json_file(tmp_path: Path) -> Path:
    """The same as an npm package has them: with numbers behind that are no part of a vector."""
    path = tmp_path / "vectors.json"
    held = {"size": len(ROWS), "words": list(ROWS), "vectors": {}}
    held["vectors"] = {word: [*row, 7.5, at] for at, (word, row) in enumerate(ROWS.items())}
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def seen(table: WordVectors, text: str) -> Any:
    """What a model sees of the words of a text, shape (tokens, 3)."""
    return table.floats(table.places(_BLANK(text)), 3)


def test_both_formats_give_one_table(
    text_file: Path, json_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain text and JSON, read piece by piece, hold the same words and vectors."""
    monkeypatch.setattr(vectors, "_CHUNK", 7)
    plain, packed = read_vectors(text_file, 3), read_vectors(json_file, 3)

    assert 4 == len(plain)
    assert plain.keys.tolist() == packed.keys.tolist()
    assert plain.rows.tolist() == packed.rows.tolist()


def test_the_frequent_words_are_kept(text_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands first in the file is read, and no more than there is room for."""
    monkeypatch.setattr(vectors, "_WORDS", 2)
    known = seen(read_vectors(text_file, 3), "shelled town").any(axis=1)

    assert [True, False] == known.tolist()


def test_words_are_found_in_any_case(text_file: Path) -> None:
    """Capitals make no other word; an unknown word is all zeros."""
    found = seen(read_vectors(text_file, 3), "SHELLED shelled Town Qorqania")

    assert found[0].tolist() == found[1].tolist()
    assert found[1].tolist() != found[2].tolist()
    assert [0.0, 0.0, 0.0] == found[3].tolist()


def test_the_bytes_keep_what_lies_near(text_file: Path) -> None:
    """Numbers of one byte differ little from those they stand for, evenly spread."""
    table = read_vectors(text_file, 3)
    given = np.array(list(ROWS.values()))
    unit = given / np.linalg.norm(given, axis=1, keepdims=True)
    even = (unit - unit.mean(axis=0)) / unit.std(axis=0)

    assert np.allclose(even / 2, table.floats(table.places(_doc(ROWS)), 3), atol=0.03)


def _doc(words: Any) -> Any:
    return spacy.tokens.Doc(_BLANK.vocab, words=list(words))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("none.txt", None, "No such file"),
        ("narrow.txt", "town 1.0 2.0\n", "3 numbers each"),
        ("words.txt", "town one two three\n", "could not convert"),
        ("empty.json", "{}", "3 numbers each"),
    ],
)
def test_what_is_no_file_of_vectors_is_told(
    tmp_path: Path, name: str, content: str | None, why: str
) -> None:
    """A missing file, one of another width and one of another kind are named."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(VectorsMissing, match=f"{name}: .*{why}"):
        read_vectors(path, 3)


@pytest.fixture
def pipeline() -> Language:
    """Two components that see words, ready to use."""
    nlp = spacy.blank("en")
    for name in ("one", "other"):
        nlp.add_pipe(
            "tok2vec",
            name=name,
            config={
                "model": {
                    "@architectures": "spacy.Tok2Vec.v2",
                    "embed": {
                        "@architectures": "geomap.GazetteerEmbed.v2", "width": 8,
                        "attrs": ["NORM"], "rows": [20], "name_rows": 0, "vector_width": 3,
                    },
                    "encode": {
                        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 8, "depth": 1,
                        "window_size": 1, "maxout_pieces": 2,
                    },
                }
            },
        )  # fmt: skip
    nlp.initialize()
    return nlp


def test_vectors_reach_the_model(pipeline: Language, text_file: Path) -> None:
    """A word that has a vector is read in another way once the model has it."""
    without = pipeline("shelled Qorqania").tensor
    set_vectors(pipeline, read_vectors(text_file, 3))
    given = pipeline("shelled Qorqania").tensor

    assert not np.allclose(without[0], given[0])


def test_the_layer_learns_around_its_vectors(text_file: Path) -> None:
    """The projection is trained; the table itself stays as it is."""
    model = gazetteer_embed(width=4, attrs=["NORM"], rows=[10], name_rows=0, vector_width=3)
    docs = [_BLANK("shelled the town")]
    model.initialize(docs)
    table = read_vectors(text_file, 3)
    for layer in model.walk():
        if "vectors" in layer.attrs:
            layer.attrs["vectors"] = table
    before = table.rows.copy()
    [linear] = [layer for layer in model.walk() if layer.name == "linear"]
    _found, learn = model.begin_update(docs)
    learn([np.ones((3, 4), np.float32)])

    assert np.any(linear.get_grad("W"))
    assert before.tolist() == table.rows.tolist()


def test_shared_vectors_are_stored_once(pipeline: Language, tmp_path: Path) -> None:
    """A written pipeline holds one table for all its components, and reads as it was."""
    words = [f"word{at}" for at in range(5000)]
    numbers = np.random.default_rng(7).normal(size=(5000, 3)).astype(np.float32)
    write_pipeline(pipeline, tmp_path / "without")
    table = WordVectors.of(words, numbers)
    set_vectors(pipeline, table)
    write_pipeline(pipeline, tmp_path / "given")
    again = read_pipeline(tmp_path / "given")

    sizes = [(tmp_path / name / WEIGHTS).stat().st_size for name in ("without", "given")]
    assert sizes[1] - sizes[0] < 1.1 * (table.keys.nbytes + table.rows.nbytes)
    assert table.rows.tolist() == vectors_of(again).rows.tolist()
    assert table is vectors_of(pipeline)
    assert np.allclose(
        pipeline("word7 word8").tensor, again("word7 word8").tensor, rtol=0.01, atol=0.01
    )
