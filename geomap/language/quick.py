"""The networks of the embedded pipeline, worked out in fewer steps.

thinc computes a layer at a time, for training as for use. Here a token's embedding is kept for
the next token that is spelt like it, and the layers that look at neighbouring tokens run on
arrays that are laid out once. The numbers are those of thinc but for the last digits.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language

    Floats = NDArray[np.float32]

#: Tokens whose embedding is kept: 6 MB of 96 floats. When there are more, all are forgotten.
_KEPT = 1 << 14
#: Embeddings are worked out so many at a time, filled up with zeros, so that the last digit of
#: one does not depend on which others are new.
_AT_ONCE = 64
#: thinc's term against division by zero in the variance.
_TINY = 1e-8


def numpy_products(nlp: Language) -> None:
    """Have a pipeline's matrix products done by numpy, two to three times as quick as thinc's.

    That holds on wide processors, in use as in training.
    """
    ops = NumpyOps(use_blis=False)
    for _name, pipe in nlp.pipeline:
        if hasattr(pipe, "model"):
            for layer in pipe.model.walk():
                layer.ops = ops


def quicken(model: Any) -> None:
    """Put quick layers in place of each embedding and its window encoder in a thinc model."""
    for node in list(model.walk()):
        for at, layer in enumerate(node.layers):
            if at and layer.name.startswith("with_array(residual(expand_window"):
                _put(node, at - 1, _quick_embedding(node.layers[at - 1]))
                _put(node, at, _quick_encoder(layer))


def _put(node: Any, at: int, layer: Any) -> None:
    """Put a layer in the place of another, also where the node calls it by a name."""
    for name in node.ref_names:
        if node.maybe_get_ref(name) is node.layers[at]:
            node.set_ref(name, None)
            node.layers[at] = layer
            node.set_ref(name, layer)
    node.layers[at] = layer


def _quick(layer: Any, predict: Callable[[Any], list[Floats]]) -> Any:
    """A layer that predicts by a function of ours, and trains as it did."""

    def forward(_model: Any, inputs: Any, is_train: bool) -> tuple[Any, Any]:
        if is_train:
            return layer(inputs, is_train=True)  # type: ignore[no-any-return]
        return predict(inputs), lambda _gradient: []

    dims = {name: layer.maybe_get_dim(name) for name in layer.dim_names}
    return Model(layer.name, forward, layers=layer.layers, dims=dims, attrs=dict(layer.attrs))


def _quick_embedding(layer: Any) -> Any:
    """Features of tokens -> hash embeddings -> mixed: for each kind of token once."""
    extract, _to_ragged, tables, mix, _to_list = layer.layers
    kept = _Kept(layer.get_dim("nO"), lambda rows: mix.predict(tables.predict(rows)))
    return _quick(layer, lambda docs: [kept.of(rows) for rows in extract.predict(docs)])


class _Kept:
    """The vectors of the rows of features that were met before."""

    def __init__(self, width: int, embed: Callable[[Any], Any]) -> None:
        self._embed = embed
        self._vectors = np.empty((_KEPT, width), np.float32)
        self._at: dict[bytes, int] = {}
        self._lock = Lock()

    def of(self, features: NDArray[np.uint64]) -> Floats:
        """Vectors of rows of features, shape (rows, width)."""
        # As strings of bytes; the zeros at their ends, which numpy strips, tell nothing.
        size = features.shape[1] * features.itemsize
        keys = np.ascontiguousarray(features).view(f"S{size}").ravel().tolist()
        if len(keys) > _KEPT:
            return self._new(features)
        with self._lock:
            return self._known(keys, features)

    def _known(self, keys: Sequence[bytes], features: NDArray[np.uint64]) -> Floats:
        if len(self._at) + len(keys) > _KEPT:
            self._at.clear()
        new = {key: at for at, key in enumerate(keys) if key not in self._at}
        if new:
            start = len(self._at)
            made = self._new(features[list(new.values())])
            self._vectors[start : start + len(made)] = made
            self._at.update((key, start + at) for at, key in enumerate(new))
        found: Floats = self._vectors.take([self._at[key] for key in keys], axis=0)
        return found

    def _new(self, rows: NDArray[np.uint64]) -> Floats:
        filled = np.zeros((-(-len(rows) // _AT_ONCE) * _AT_ONCE, rows.shape[1]), rows.dtype)
        filled[: len(rows)] = rows
        parts = [self._embed(filled[at : at + _AT_ONCE]) for at in range(0, len(filled), _AT_ONCE)]
        return np.concatenate(parts)[: len(rows)]


class _Window(NamedTuple):
    """One residual layer over a token and its neighbours: maxout, then layer norm."""

    weights: Floats
    """Shape (3 x width, pieces x width)."""
    bias: Floats
    scale: Floats
    shift: Floats


def _quick_encoder(layer: Any) -> Any:
    """Residual window layers, one after the other, on one array."""
    residuals = [node for node in layer.walk() if node.name == "expand_window"]
    if any(node.attrs["window_size"] != 1 for node in residuals):
        return layer
    maxouts = [node for node in layer.walk() if node.name == "maxout"]
    norms = [node for node in layer.walk() if node.name == "layernorm"]
    windows = [_window(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]
    pad = layer.attrs["pad"]
    return _quick(layer, lambda inputs: [_encoded(one, windows, pad) for one in inputs])


def _window(maxout: Any, norm: Any) -> _Window:
    weights = maxout.get_param("W")
    width, pieces, inputs = weights.shape
    return _Window(
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
        np.ascontiguousarray(maxout.get_param("b").T.reshape(-1)),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def _encoded(vectors: Floats, windows: Sequence[_Window], pad: int) -> Floats:
    """Vectors of tokens amid their neighbours, shape (tokens, width); zeros lie around them."""
    count, width = vectors.shape
    here = np.zeros((count + 2 * pad, width), np.float32)
    here[pad : pad + count] = vectors
    seen = np.zeros((len(here), 3 * width), np.float32)
    for one in windows:
        seen[1:, :width], seen[:, width : 2 * width] = here[:-1], here
        seen[:-1, 2 * width :] = here[1:]
        pieces = seen @ one.weights
        pieces += one.bias
        best = pieces[:, :width]
        for at in range(width, pieces.shape[1], width):
            np.maximum(best, pieces[:, at : at + width], out=best)
        best = best - best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / width + _TINY
        best *= (spread**-0.5)[:, None]
        best *= one.scale
        best += one.shift
        here += best
    return here[pad : pad + count]
