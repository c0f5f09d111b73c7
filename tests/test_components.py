"""geomap's stages work as components in pipelines that know nothing else of geomap."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import geomap.components  # noqa: F401 - as spaCy does when it reads the entry points
from geomap.language import load_language

if TYPE_CHECKING:
    from spacy.language import Language

STAGES = ("geomap_mentions", "geomap_roles", "geomap_places", "geomap_events")
TEXT = "Moscow said that Syrian aircraft shelled Saraqib on Monday, killing three people."


@pytest.fixture(scope="module")
def full() -> Language:
    """A parsing pipeline with all four components."""
    from geomap.config import Config

    nlp = load_language(Config())
    for stage in STAGES:
        nlp.add_pipe(stage)
    return nlp


def test_the_package_offers_four_factories() -> None:
    """Each entry point leads to a callable, and spaCy makes the component of its name."""
    project = tomllib.loads(
        (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    )
    offered = project["project"]["entry-points"]["spacy_factories"]

    assert set(STAGES) == set(offered)
    for stage, target in offered.items():
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))
        nlp = spacy.blank("en")
        nlp.add_pipe(stage)
        assert [stage] == nlp.pipe_names


def test_spans_carry_their_mentions(full: Language) -> None:
    """Each place is a span whose label is the role, with the record behind it."""
    doc = full(TEXT)

    assert [("Moscow", "metonym"), ("Syrian", "demonym"), ("Saraqib", "literal")] == [
        (span.text, span.label_) for span in doc.spans["places"]
    ]
    assert "Saraqib" == doc.spans["places"][2]._.geomap.place.name
    assert "SY" == doc.spans["places"][2]._.geomap.place.country


def test_events_are_claims_with_their_places(full: Language) -> None:
    """The last component writes the claims; a date counts from the day given for the doc."""
    doc = full.make_doc(TEXT)
    doc._.geomap_published = "2018-09-05"
    doc = full(doc)
    (claim,) = [claim for claim in doc._.geomap_claims if claim.trigger.text == "shelled"]
    places = {mention.id: mention.text for mention in doc._.geomap_mentions}

    assert "Saraqib" == places[claim.place or ""]
    assert "2018-09-03" == str(claim.when.start)


def test_a_blank_pipeline_is_told_what_it_lacks() -> None:
    """Without a parser names are found, roles go by neighbours, and a warning says so once."""
    nlp = spacy.blank("en")
    nlp.add_pipe("geomap_mentions")
    nlp.add_pipe("geomap_roles")
    with pytest.warns(UserWarning, match="neighbouring words only; add a parser"):
        doc = nlp("Shells fell in Aleppo.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp("Shells fell in Homs.")

    assert [("Aleppo", "literal")] == [(s.text, s.label_) for s in doc.spans["places"]]


def test_names_alone_have_no_role() -> None:
    """The first component finds names and says no more."""
    nlp = spacy.blank("en")
    nlp.add_pipe("geomap_mentions")
    doc = nlp("Shells fell in Aleppo.")

    assert ["unknown"] == [span.label_ for span in doc.spans["places"]]
    assert () == doc._.geomap_claims


def test_the_order_is_asked_for() -> None:
    """A component without the one before it names what to add."""
    nlp = spacy.blank("en")
    nlp.add_pipe("geomap_places")

    with pytest.raises(ValueError, match="add it behind 'geomap_roles'"):
        nlp("Shells fell in Aleppo.")


def test_findings_survive_bytes(full: Language) -> None:
    """Docs go through DocBin, as between processes, with all that was found."""
    packed = DocBin(store_user_data=True, docs=[full(TEXT)]).to_bytes()
    (doc,) = DocBin().from_bytes(packed).get_docs(full.vocab)

    assert isinstance(doc, Doc)
    assert 3 == len(doc._.geomap_mentions)
    assert "Saraqib" == doc.spans["places"][2]._.geomap.text


def test_factories_are_light() -> None:
    """Reading the entry points loads no gazetteer, no maps and no data frames."""
    code = (
        "import sys, geomap.components;"
        "print(*sorted({m.split('.')[0] for m in sys.modules}"
        " & {'folium', 'geopandas', 'pandas', 'shapely', 'pyproj', 'pyarrow'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "" == done.stdout.strip()
