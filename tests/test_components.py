"""geomap's stages work as components in pipelines that know nothing else of geomap."""

from __future__ import annotations

import re
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


def entry_points() -> dict[str, dict[str, str]]:
    """The entry points of the package by group."""
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    groups: dict[str, dict[str, str]] = tomllib.loads(text)["project"]["entry-points"]
    return groups


def test_the_package_offers_its_factories() -> None:
    """Each entry point leads to a callable, and spaCy makes each stage by its name."""
    for group in entry_points().values():
        for target in group.values():
            module, _, name = target.partition(":")
            assert callable(getattr(import_module(module), name))
    for stage in STAGES:
        assert stage in entry_points()["spacy_factories"]
        nlp = spacy.blank("en")
        nlp.add_pipe(stage)
        assert [stage] == nlp.pipe_names


def test_a_pipeline_with_our_stages_is_saved_and_loaded(full: Language, tmp_path: Path) -> None:
    """A stranger's pipeline with our parser and stages finds the same when read from disk."""
    nlp = spacy.blank("en")
    for name in full.pipe_names:
        nlp.add_pipe(name, source=full)
    nlp.to_disk(tmp_path)
    doc, again = nlp(TEXT), spacy.load(tmp_path)(TEXT)

    assert "shelling" in [claim.type for claim in doc._.geomap_claims]
    assert doc._.geomap_claims == again._.geomap_claims
    assert doc._.geomap_mentions == again._.geomap_mentions


def test_what_a_saved_pipeline_asks_for_is_offered(full: Language) -> None:
    """All code that its settings name is found by a program that never imports geomap."""
    groups = entry_points()
    settings = full.config.to_str()

    for key, group in (
        ("factory", "spacy_factories"),
        ("@architectures", "spacy_architectures"),
        ("@tokenizers", "spacy_tokenizers"),
    ):
        asked = set(re.findall(rf'^{key} = "(geomap[^"]*)"$', settings, re.MULTILINE))
        assert asked
        assert asked <= set(groups[group])


def test_texts_go_through_in_batches(full: Language) -> None:
    """A pipe over several texts gives each what it gets alone, an empty one too."""
    texts = [TEXT, "", "Snow fell in Homs."]

    assert [full(text)._.geomap_mentions for text in texts] == [
        doc._.geomap_mentions for doc in full.pipe(texts, batch_size=2)
    ]


def test_other_languages_have_names_and_few_roles() -> None:
    """Without a model for a language its names are found, and no parser is asked for."""
    nlp = spacy.blank("ru")
    nlp.add_pipe("geomap_mentions")
    nlp.add_pipe("geomap_roles")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        doc = nlp("Взрывы прогремели в Харькове. Харьков устал.")

    assert [("Харькове", "literal"), ("Харьков", "unknown")] == [
        (s.text, s.label_) for s in doc.spans["places"]
    ]


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
