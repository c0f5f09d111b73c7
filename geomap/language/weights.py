"""How a pipeline lies on disk: settings as text, weights as one file of half-size floats.

``config.cfg`` and ``meta.json`` are spaCy's own and can be read by a person. ``weights.bin``
is the pipeline's ``to_bytes``, with every float32 array stored as float16 (half the size;
scores differ in the fourth digit), the word vectors that components share stored once, and the
whole compressed by zlib. Loading gives float32.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from geomap.errors import LanguageModelMissing

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

#: Name of the weights file in a pipeline's folder; what tells it from spaCy's own format.
WEIGHTS = "weights.bin"
#: Where in it the word vectors stand.
_VECTORS = "word_vectors"


def write_pipeline(nlp: Language, folder: Path) -> None:
    """Write a trained pipeline into `folder`, which is made if missing.

    The same pipeline gives the same bytes.
    """
    import srsly

    from geomap.language.vectors import WordVectors, set_vectors, vectors_of

    folder.mkdir(parents=True, exist_ok=True)
    config = nlp.config.copy()
    # Where the corpora lay on the machine that trained is nobody else's business.
    config["paths"] = dict.fromkeys(config["paths"])
    config.to_disk(folder / "config.cfg")
    srsly.write_json(folder / "meta.json", nlp.meta)
    vectors = vectors_of(nlp)
    set_vectors(nlp, WordVectors())
    parts = _recast(srsly.msgpack_loads(nlp.to_bytes()), "float32", "float16")
    set_vectors(nlp, vectors)
    parts["config.cfg"] = config.to_bytes()  # without the paths of the machine that trained
    packed = srsly.msgpack_dumps({**parts, _VECTORS: vectors.parts()})
    (folder / WEIGHTS).write_bytes(zlib.compress(packed, 9))


def read_pipeline(folder: Path, *, quick: bool = False) -> Language:
    """The pipeline that `write_pipeline` wrote into `folder`.

    Args:
        folder: where it lies.
        quick: with the components of `geomap.language.quick_pipes` in place of spaCy's, to be
            used and not to be written again.

    Raises:
        LanguageModelMissing: a file of it is missing or broken.
    """
    import srsly
    from spacy.util import load_config, load_model_from_config

    import geomap.language.embed
    import geomap.language.tokenizer  # noqa: F401 - these register what config.cfg names
    from geomap.language.vectors import WordVectors, set_vectors

    try:
        config = load_config(folder / "config.cfg")
        meta = srsly.read_json(folder / "meta.json")
        packed = zlib.decompress((folder / WEIGHTS).read_bytes())
    except (OSError, ValueError, zlib.error) as error:
        raise LanguageModelMissing(folder.name, f"its files are damaged: {error}") from error
    if quick:
        from geomap.language.quick_pipes import QUICK

        for component in config["components"].values():
            component["factory"] = QUICK.get(component["factory"], component["factory"])
    nlp = load_model_from_config(config, meta=meta)
    parts = _recast(srsly.msgpack_loads(packed), "float16", "float32")
    vectors = WordVectors(**parts.pop(_VECTORS, {}))
    # The settings have made the tokenizer; reading it again takes as long as making it.
    nlp.from_bytes(srsly.msgpack_dumps(parts), exclude=["tokenizer"])
    set_vectors(nlp, vectors)
    return nlp


#: How msgpack's arrays name their type; bytes without it hold none, and are not looked through.
_SIGNS = {"float16": b"<f2", "float32": b"<f4"}


def _recast(part: Any, was: str, becomes: str) -> Any:
    """The same tree with its arrays of one float type cast to another.

    Components and models are byte strings inside the tree, msgpack again; whatever else is
    bytes (vocabularies, tries) does not open as a msgpack map and stays as it is.
    """
    import srsly

    if isinstance(part, dict):
        return {key: _recast(value, was, becomes) for key, value in part.items()}
    if isinstance(part, list):
        return [_recast(value, was, becomes) for value in part]
    if isinstance(part, bytes) and _SIGNS[was] in part and _is_map(part):
        return srsly.msgpack_dumps(_recast(srsly.msgpack_loads(part), was, becomes))
    if getattr(part, "dtype", None) == was:
        return part.astype(becomes)
    return part


def _is_map(part: bytes) -> bool:
    """Whether the bytes open as a msgpack map (fixmap, map 16, map 32) and parse as one."""
    import srsly

    if not part or not (0x80 <= part[0] <= 0x8F or part[0] in (0xDE, 0xDF)):
        return False
    try:
        return isinstance(srsly.msgpack_loads(part), dict)
    except (ValueError, TypeError):
        return False
