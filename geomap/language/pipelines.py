"""Which pipeline reads a text: the embedded one, a fast one without a parser, or the user's."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from geomap.errors import LanguageModelMissing

if TYPE_CHECKING:
    from spacy.language import Language

    from geomap.config import Config

#: The English pipeline that comes with geomap; how it was made stands in MODEL_CARD.md.
EMBEDDED = Path(__file__).parent / "en_geomap"


def load_language(config: Config) -> Language:
    """The English pipeline named by ``language.model`` in the settings.

    ``embedded`` is the pipeline that comes with geomap: tags, morphology, lemmas and
    dependencies of Universal Dependencies v2, sentences, and entities PER, ORG and LOC.
    ``fast`` splits tokens and sentences and nothing else. Any other name is given to
    ``spacy.load``, so an installed package or a folder will do, one written by
    ``geomap train`` too; where that pipeline finds no sentences, a rule that ends them at
    full stops is added to it.

    Raises:
        LanguageModelMissing: the pipeline is not installed, or cannot be read by this spaCy.

    Warns:
        UserWarning: a pipeline other than ``fast`` has no parser, so roles and events are
            found by the words next to a name instead of by the sentence's structure.
    """
    _import_spacy()
    from geomap.language.sentences import SENTENCES

    name = config.language.model
    if name == "fast":
        return blank_language("en")
    nlp = _bounded(_opened(EMBEDDED if name == "embedded" else Path(name)))
    if not _assigns(nlp, "token.dep"):
        warnings.warn(
            f"the language model {name!r} has no parser: roles and events are judged by "
            'neighbouring words only; set language.model = "embedded" for the full analysis.',
            stacklevel=2,
        )
    if not _assigns(nlp, "token.is_sent_start"):
        nlp.add_pipe(SENTENCES, name="sentencizer", first=True)
    return nlp


def _import_spacy() -> None:
    """Import spaCy, but its commands, which take as long as all the rest, only when asked for."""
    if "spacy" in sys.modules:
        return
    empty = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    told = empty["spacy.cli.info"].__dict__  # the one thing that it takes from there
    told["info"] = lambda *asked, **how: import_module("spacy.cli.info").info(*asked, **how)
    sys.modules.update(empty)
    try:
        import_module("spacy")
    finally:
        for name in empty:
            del sys.modules[name]


def blank_language(code: str) -> Language:
    """Tokens and sentences for a language without a trained pipeline.

    Args:
        code: ISO 639-1. A language that spaCy does not know, or whose tokenizer needs a
            package that is not installed, gets spaCy's tokenizer for any language.

    Returns:
        A pipeline with a tokenizer and a sentencizer; tokens have no tags and no heads.
    """
    import spacy

    from geomap.language.sentences import SENTENCES

    try:
        nlp = spacy.blank(code)
    except ImportError:
        nlp = spacy.blank("xx")
    nlp.add_pipe(SENTENCES, name="sentencizer")
    return _bounded(nlp)


def _bounded(nlp: Language) -> Language:
    """The pipeline, its tokenizer told to leave long runs without white space whole."""
    from geomap.language.tokenizer import long_run

    tokenizer: Any = nlp.tokenizer
    before = getattr(tokenizer, "token_match", long_run)
    if before != long_run:
        # Setting it makes the tokenizer learn all its exceptions again.
        tokenizer.token_match = (
            long_run if before is None else lambda run: long_run(run) or before(run)
        )
    return nlp


def _quickened(nlp: Language) -> Language:
    """The pipeline with quicker products, and embeddings that are kept from token to token.

    Tags, heads and names come out the same.
    """
    from geomap.language.quick import numpy_products, quicken

    numpy_products(nlp)
    for _name, pipe in nlp.pipeline:
        if hasattr(pipe, "model"):
            quicken(pipe.model)
    return nlp


def _opened(path: Path) -> Language:
    import spacy

    from geomap.language.mending import add_mending
    from geomap.language.weights import WEIGHTS, read_pipeline

    try:
        if path == EMBEDDED or (path / WEIGHTS).is_file():
            return add_mending(_quickened(read_pipeline(path, quick=True)))
        return spacy.load(str(path))
    # A pipeline can fail on its files, half of which may be a whole one of another kind, on its
    # settings, or on the code that it brings along.
    except (OSError, ValueError, ImportError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, LanguageModelMissing):
            raise
        raise LanguageModelMissing(str(path), str(error).partition("\n")[0]) from error


def _assigns(nlp: Language, attribute: str) -> bool:
    """Whether a component that is switched on writes the token attribute."""
    return any(attribute in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names)
