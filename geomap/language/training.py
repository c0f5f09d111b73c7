"""Rebuilds the embedded pipeline from a folder of corpora: two recipes, one model.

``syntax.cfg`` trains tags to lemmas, ``names.cfg`` the entity recogniser; each is a settings
file of spaCy's. They are trained one after the other and joined, each with its own
embedding: sharing one brought nothing and made either slower.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import TreebankMissing

if TYPE_CHECKING:
    from spacy.language import Language

    from geomap.language.embed import NameList
    from geomap.language.name_list import Sources
    from geomap.language.vectors import WordVectors

_HERE = Path(__file__).parent
#: Steps of the falling rate beyond the last step, so that the last ones still learn.
_TAIL = 1.05
#: Corpora whose lower-case words tell ordinary words from names.
_ORDINARY = ("ewt-train", "gum-train", "ner-wikigold", "ner-lk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train."""

    folder: Path
    """Where the ``.spacy`` corpora lie that `syntax.cfg` and `names.cfg` name."""
    demonyms: Path | None = None
    """The gazetteer's table of demonyms, which are no entities; None to keep all entities."""
    vectors: Path | None = None
    """Word vectors, as `geomap.language.vectors.read_vectors` takes them; None for none."""
    seed: int = 7
    steps: int | None = None
    """Batches for syntax, and again for names; None for as many as the recipes say."""


def train_pipeline(recipe: Recipe, sources: Sources) -> Language:
    """Train syntax and names and join them into one pipeline.

    Args:
        recipe: corpora, vectors, seed and steps. The same recipe gives the same weights on the same
            machine with the same libraries.
        sources: the gazetteer's names, which are frozen into the recogniser.

    Raises:
        TreebankMissing: a corpus is not in the folder.
        VectorsMissing: the file of vectors is missing or holds none of the recipes' width.
    """
    # Sums in another order give other last digits: one thread, one order.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from geomap.language.vectors import WIDTH, WordVectors, read_vectors

    missing = [path for path in corpora_of(recipe) if not path.is_file()]
    if missing:
        raise TreebankMissing(missing[0])
    vectors = read_vectors(recipe.vectors, WIDTH) if recipe.vectors else WordVectors()
    syntax = _trained("syntax.cfg", recipe, vectors)
    names = _names_pipeline(recipe, vectors, sources)
    return joined(syntax, names)


def corpora_of(recipe: Recipe) -> list[Path]:
    """Every corpus file that the recipes read, sorted."""
    names = set(_ORDINARY)
    for file in ("syntax.cfg", "names.cfg"):
        corpora = _settings(file, recipe)["corpora"]
        names.update(corpora["train"]["names"], corpora["dev"]["names"])
    return [recipe.folder / f"{name}.spacy" for name in sorted(names)]


def joined(syntax: Language, names: Language) -> Language:
    """The syntax pipeline with the recogniser at its end, described in its meta."""
    syntax.add_pipe("ner", source=names)
    syntax.meta.update(
        name="geomap",
        version="0.1.0",
        description="geomap's English pipeline: Universal Dependencies v2; PER, ORG, LOC.",
        author="the geomap contributors",
        license="CC BY-SA 4.0",
    )
    return syntax


def frozen_names(nlp: Language) -> NameList:
    """The name list inside a trained pipeline's recogniser."""
    recogniser: Any = nlp.get_pipe("ner")
    (layer,) = (part for part in recogniser.model.walk() if "names" in part.attrs)
    found: NameList = layer.attrs["names"]
    return found


def _names_pipeline(recipe: Recipe, vectors: WordVectors, sources: Sources) -> Language:
    import spacy

    from geomap.language.corpora import read_docs
    from geomap.language.name_list import name_list, ordinary_words

    blank = spacy.blank("en")
    docs = (doc for name in _ORDINARY for doc in read_docs(blank, recipe.folder, name))
    names = name_list(sources, ordinary_words(docs))
    return _trained("names.cfg", recipe, vectors, names)


def _trained(
    file: str, recipe: Recipe, vectors: WordVectors, names: NameList | None = None
) -> Language:
    """The pipeline of one recipe, with the weights that scored best on its dev corpus."""
    import tempfile

    import spacy
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    from geomap.language.embed import set_names
    from geomap.language.quick import numpy_products
    from geomap.language.vectors import set_vectors

    nlp = init_nlp(_settings(file, recipe))
    numpy_products(nlp)
    set_vectors(nlp, vectors)
    if names is not None:
        recogniser: Any = nlp.get_pipe("ner")
        set_names(recogniser.model, names)
    with tempfile.TemporaryDirectory() as scratch:
        train(nlp, Path(scratch), use_gpu=-1, stdout=sys.stderr, stderr=sys.stderr)
        return spacy.load(Path(scratch) / "model-best")


def _settings(file: str, recipe: Recipe) -> Any:
    from spacy.util import load_config

    import geomap.language.corpora
    import geomap.language.embed
    import geomap.language.tokenizer  # noqa: F401 - these register what the recipes name

    changes: dict[str, Any] = {
        "paths.folder": str(recipe.folder),
        "paths.demonyms": str(recipe.demonyms) if recipe.demonyms else None,
        "system.seed": recipe.seed,
    }
    if recipe.steps is not None:
        changes["training.max_steps"] = recipe.steps
        changes["training.optimizer.learn_rate.total_steps"] = int(recipe.steps * _TAIL) + 1
        changes["training.eval_frequency"] = max(1, min(500, recipe.steps // 2))
    return load_config(_HERE / file, overrides=changes)
