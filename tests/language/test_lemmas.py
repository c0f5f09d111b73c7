"""Base forms are those of a dictionary where the trained lemmatizer makes them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.language.lemmas import base_form

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("form", "pos", "proposed", "lemma"),
    [
        ("bombed", "VERB", "bombe", "bomb"),
        ("fought", "VERB", "fink", "fight"),
        ("repelled", "VERB", "repell", "repel"),
        ("left", "VERB", "leave", "leave"),  # "left" is a verb of its own, too
        ("people", "NOUN", "person", "person"),  # as right as "people"
        ("people", "NOUN", "Persons", "people"),  # no word for one
        ("his", "NOUN", "hi", "his"),  # what overrules the dictionary
        ("geolocated", "VERB", "geolocate", "geolocate"),  # in no dictionary
    ],
)
def test_the_dictionary_decides_where_it_knows(
    form: str, pos: str, proposed: str, lemma: str
) -> None:
    """A proposal that the dictionary allows stays, and so does one for a word it lacks."""
    assert lemma == base_form(form, pos, proposed)


def test_the_embedded_pipeline_gives_them(english: Language) -> None:
    """Triggers are found by lemma."""
    lemmas = {token.text: token.lemma_ for token in english("Troops repelled and bombed them.")}

    assert {"repelled": "repel", "bombed": "bomb"}.items() <= lemmas.items()
