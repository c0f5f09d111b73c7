"""An embedding layer that sees, beside spelling, whether a word stands in a gazetteer name.

For every token the layer knows: its place in the longest name of a frozen list (alone, first,
inside, last), what the name is (`CLASSES`), and whether it is also an ordinary word or a
person's name.
The list is part of the model, so that a model reads a text alike whatever gazetteer is used.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import marisa_trie
import numpy as np
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.model import deserialize_attr, serialize_attr

from geomap.language.long_text import forms_of
from geomap.language.vectors import WordVectors, vector_lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.tokens import Doc

#: What a name can be. The order is the order of the feature's values: append only.
CLASSES = ("country", "admin", "large_city", "city", "village", "other", "demonym")
#: Added to the class where the name is also an ordinary word ("of", "nice", "hit").
COMMON = 8
#: Added to the class where the name is also a person's ("Jordan", "Hassan").
PERSON = 64
#: Longest name looked for, words.
MAX_WORDS = 6

_JOINERS = re.compile(r"[-‐‑'’ʼʻ`ʿʾ]+")
_PARTICLES = frozenset({"al", "el", "an", "ad", "ar", "as", "ash", "at", "az", "ain"})


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, diacritics, dots and joiners; empty where nothing is left."""
    bare = unicodedata.normalize("NFKD", _JOINERS.sub("", word)).casefold()
    return "".join(char for char in bare if char.isalnum())


def words_of(name: str) -> list[str]:
    """The folded words of a name, parted at spaces, hyphens and after "al-" and its like.

    An apostrophe stays inside its word ("Sana'a" is one word), because the tokenizer of
    English keeps it so.
    """
    parts = re.split(r"[\s\-‐‑,/()]+", name)
    return [word for word in map(fold, parts) if word]


class NameList:
    """A frozen map from folded names to what they are; a trie in bytes."""

    def __init__(self, packed: bytes = b"") -> None:
        self.packed = packed
        self._trie = marisa_trie.RecordTrie("<B")
        if packed:
            self._trie.frombytes(packed)
        # Texts begin the same names, and words that are none, over and over.
        self._goes_on = lru_cache(maxsize=1 << 14)(self._has_longer)
        self._code = lru_cache(maxsize=1 << 14)(self._code_of)

    def _has_longer(self, key: str) -> bool:
        """Whether a name goes on behind these words."""
        return next(self._trie.iterkeys(f"{key} "), None) is not None

    def _code_of(self, key: str) -> int | None:
        """What a name is; None where these words are no name."""
        found = self._trie.get(key)
        return None if found is None else found[0][0]

    @classmethod
    def of(cls, names: Mapping[str, int]) -> NameList:
        """A list from names (folded words joined by spaces) to class, `COMMON` and `PERSON`."""
        trie = marisa_trie.RecordTrie("<B", ((name, (names[name],)) for name in sorted(names)))
        return cls(trie.tobytes())

    def __len__(self) -> int:
        return len(self._trie) if self.packed else 0

    def codes(self, words: Sequence[str]) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """The feature of each token of a text, uint64: 0 outside names, else 1 + code.

        The code is place in the name (0 alone, 1 first, 2 inside, 3 last) x 16 + class
        + `COMMON` + `PERSON`. A name starts at a capital letter or at a particle ("al-Bab").
        """
        out = np.zeros(len(words), dtype="uint64")
        index = 0
        while index < len(words):
            word = words[index]
            if not (word[:1].isupper() or word in _PARTICLES):
                index += 1
                continue
            end, code = self._longest(words, index)
            for at in range(index, end):
                place = 0 if end - index == 1 else 1 if at == index else 3 if at == end - 1 else 2
                out[at] = 1 + place * 16 + code
            index = max(end, index + 1)
        return out

    def _longest(self, words: Sequence[str], start: int) -> tuple[int, int]:
        """End and code of the longest name that starts at a token; (start, 0) for none."""
        key = ""
        ends: dict[str, int] = {}
        for at in range(start, min(len(words), start + 2 * MAX_WORDS)):
            word = words[at]
            bare = fold(word)
            if bare:
                if key and not self._goes_on(key):
                    break
                key = f"{key} {bare}" if key else bare
                # Lower-case words stand inside names ("Shatt al-Arab"), never at their end.
                if not word.islower():
                    ends[key] = at + 1
            elif not (key and _JOINERS.fullmatch(word)):
                break
        for name in reversed(ends):
            code = self._code(name)
            if code is not None:
                return ends[name], code
        return start, 0


@serialize_attr.register(NameList)
def _to_bytes(_cls: object, value: NameList, _name: str, _model: object) -> bytes:
    return value.packed


@deserialize_attr.register(NameList)
def _from_bytes(_cls: object, value: bytes, _name: str, _model: object) -> NameList:
    return NameList(value)


@registry.architectures("geomap.GazetteerEmbed.v2")  # type: ignore[untyped-decorator]
def gazetteer_embed(
    width: int, attrs: list[str], rows: list[int], name_rows: int, vector_width: int
) -> Any:
    """Embeddings of token attributes, of words and of names, mixed by a maxout layer.

    Args:
        width: size of each embedding and of the output, floats.
        attrs: token attributes, as in spaCy's ``MultiHashEmbed``.
        rows: rows of the hash table of each attribute.
        name_rows: rows of the table of the name feature; 0 for a model that sees no names.
        vector_width: size of a word vector.

    Returns:
        A thinc model from a list of docs to a list of float arrays (tokens x width). Its
        name list and word vectors are empty until `set_names` and `set_vectors` are called,
        and are saved with the weights.
    """
    sizes = [*rows, name_rows] if name_rows else rows
    tables: list[Any] = [
        HashEmbed(width, size, column=column, seed=8 + column, dropout=0.0)
        for column, size in enumerate(sizes)
    ]
    words: Any = chain(vector_lookup(vector_width, len(tables)), Linear(width, vector_width))
    mix = Maxout(width, nI=width * (len(tables) + 1), nP=3, dropout=0.0, normalize=True)
    known = {"names": NameList()} if name_rows else {}
    extract: Any = Model(
        "extract_features",
        _extract,
        attrs={"columns": list(attrs), "vectors": WordVectors(), **known},
    )
    return chain(
        extract,
        list2ragged(),
        with_array(concatenate(*tables, words)),
        with_array(mix),
        ragged2list(),
    )


def set_names(model: Any, names: NameList) -> None:
    """Give every `gazetteer_embed` layer of a model its name list."""
    for layer in model.walk():
        if "names" in layer.attrs:
            layer.attrs["names"] = names


def _extract(
    model: Any,
    docs: Sequence[Doc],
    is_train: bool,  # noqa: ARG001 - thinc passes it by name
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    columns = model.attrs["columns"]
    names = model.attrs.get("names")
    vectors = model.attrs["vectors"]
    found = [
        np.column_stack(
            [
                doc.to_array(columns).reshape(len(doc), len(columns)),
                *([names.codes(forms_of(doc))] if names is not None else []),
                vectors.places(doc),
            ]
        )
        for doc in docs
    ]
    return [model.ops.xp.asarray(one) for one in found], lambda _d: []
