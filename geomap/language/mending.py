"""The components that mend what the trained ones get wrong, as spaCy asks for them by name.

A pipeline that was saved with them is loaded by these factories, entry points of the package.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from geomap.language.bounds import bounded
from geomap.language.lemmas import looked_up
from geomap.language.repair import repaired

BOUNDS, LEMMAS, REPAIR = "geomap_bounds", "geomap_lemmas", "geomap_repair"


def add_mending(nlp: Language) -> Language:
    """The pipeline with sentences begun before its parser, lemmas looked up, parses mended."""
    nlp.add_pipe(BOUNDS, before="parser")
    nlp.add_pipe(LEMMAS, after="trainable_lemmatizer")
    nlp.add_pipe(REPAIR)
    return nlp


@Language.factory(BOUNDS)
def make_bounds(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's form
    """Tells the parser where statements begin."""
    return bounded


@Language.factory(LEMMAS)
def make_lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's form
    """Looks base forms up in a dictionary."""
    return looked_up


@Language.factory(REPAIR)
def make_repair(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's form
    """Mends known slips of the parser."""
    return repaired
