"""Training: corpora, the name feature, the recipes, and the command that runs them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, DocBin
from typer.testing import CliRunner

from geomap.cli import app
from geomap.config import Config, LanguageConfig
from geomap.errors import TreebankMissing, VectorsMissing
from geomap.language import load_language
from geomap.language.corpora import treebanks
from geomap.language.name_list import Sources
from geomap.language.swap import conflict_words, swapped
from geomap.language.training import Recipe, corpora_of, frozen_names, train_pipeline
from geomap.language.vectors import vectors_of

if TYPE_CHECKING:
    from pathlib import Path

_SENTENCES = (
    ("Soldiers shelled Marra .", "NNS VBD NNP .", "NOUN VERB PROPN PUNCT", "1 1 1 1"),
    ("Rebels left Tarhin .", "NNS VBD NNP .", "NOUN VERB PROPN PUNCT", "1 1 1 1"),
)
_VOCAB = spacy.blank("en").vocab


def tiny_doc(index: int) -> Doc:
    """A sentence with every layer of annotation that training reads."""
    words, tags, pos, heads = (column.split() for column in _SENTENCES[index % 2])
    return Doc(
        _VOCAB,
        words=words,
        tags=tags,
        pos=pos,
        lemmas=["soldier" if index % 2 == 0 else "rebel", "shell", words[2], "."],
        heads=[int(head) for head in heads],
        deps=["nsubj", "ROOT", "obj", "punct"],
        ents=["O", "O", "B-LOC", "O"],
    )


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder with every corpus that the recipes name, a few short sentences each."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    for path in corpora_of(Recipe(folder=folder)):
        DocBin(docs=[tiny_doc(index) for index in range(60)]).to_disk(path)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A geomap.toml that points to a gazetteer of two rows."""
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "sources.toml").write_text("", encoding="utf-8")
    (tables / "countries.csv").write_text(
        "id,name,kind,country,admin1,admin2,lat,lon,radius_km,population,geonameid,"
        "feature_code,type_word,names,source,note\n"
        "geomap:x/marra,Marra,city,SY,,,35,36,,9000,,,,Al-Marra,hand,\n"
        "geomap:x/tarhin,Tarhin,city,SY,,,36,37,,200000,,,,,hand,\n",
        encoding="utf-8",
    )
    (tables / "demonyms.csv").write_text(
        "word,country_or_id,form\nSyrian,SY,adjective\n", encoding="utf-8"
    )
    (tables / "common_words.csv").write_text("name,why\nMarra,person-name\n", encoding="utf-8")
    path = tmp_path / "geomap.toml"
    path.write_text(f'[gazetteer]\npath = "{tables}"\n', encoding="utf-8")
    return path


def test_the_command_trains_a_model_that_loads(
    corpora: Path, settings: Path, tmp_path: Path
) -> None:
    """`geomap train` writes a pipeline that `language.model` takes, and its card."""
    out = tmp_path / "out"
    vectors = tmp_path / "vectors.txt"
    vectors.write_text(f"shelled{' 0.5' * 100}\nleft{' -1.5' * 100}\n", encoding="utf-8")
    arguments = ["train", str(corpora), "-o", str(out), "--steps", "2", "--config", str(settings)]
    arguments += ["--vectors", str(vectors)]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)

    assert 0 == done.exit_code
    nlp = load_language(Config(language=LanguageConfig(model=str(out / "en_geomap"))))
    assert {"tagger", "morphologizer", "parser", "trainable_lemmatizer", "ner"} <= set(
        nlp.pipe_names
    )
    assert ("PER", "ORG", "LOC")[2:] == nlp.get_pipe("ner").labels  # type: ignore[attr-defined]
    assert 4 == len(frozen_names(nlp))
    assert 2 == len(vectors_of(nlp))
    card = (out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    assert "4 names" in card
    assert "the 2 most frequent words" in card
    assert "seed 7" in card


def test_the_same_seed_gives_the_same_weights(corpora: Path) -> None:
    """Two trainings with one seed differ in no bit; another seed gives other weights."""
    parameters = []
    for seed in (3, 3, 4):
        nlp = train_pipeline(Recipe(folder=corpora, seed=seed, steps=2), Sources())
        ner = nlp.get_pipe("ner")
        first = next(p for p in ner.model.walk() if p.has_param("W"))  # type: ignore[attr-defined]
        parameters.append(first.get_param("W"))

    assert np.array_equal(parameters[0], parameters[1])
    assert not np.array_equal(parameters[0], parameters[2])


def test_a_missing_corpus_is_named_before_training(corpora: Path) -> None:
    """Training does not start on half of its data."""
    (corpora / "gum-train.spacy").unlink()

    with pytest.raises(TreebankMissing, match="gum-train"):
        train_pipeline(Recipe(folder=corpora, steps=1), Sources())


def test_missing_vectors_are_told_before_training(corpora: Path, settings: Path) -> None:
    """A file of vectors that is not there ends the command with a sentence, and nothing is made."""
    arguments = ["train", str(corpora), "--vectors", "none.txt", "--config", str(settings)]
    done = CliRunner().invoke(app, arguments)

    assert isinstance(done.exception, VectorsMissing)
    assert "none.txt" in str(done.exception)


def test_long_docs_are_cut_between_sentences(corpora: Path) -> None:
    """Parts of a doc hold whole sentences, no more words than asked for, and all of them."""
    two = Doc.from_docs([tiny_doc(0), tiny_doc(1), tiny_doc(0)])
    DocBin(docs=[two]).to_disk(corpora / "ewt-train.spacy")
    nlp = spacy.blank("en")
    parts = [
        [token.text for token in example.reference]
        for example in treebanks(str(corpora), ["ewt-train"], longest=9)(nlp)
    ]

    assert [8, 4] == list(map(len, parts))
    assert [token.text for token in two] == [word for part in parts for word in part]


def test_swapping_keeps_the_annotation() -> None:
    """A sentence told with words of war has the tags, heads and labels it had."""
    doc = tiny_doc(0)
    others = [swapped(doc, conflict_words(), Random(seed)) for seed in range(30)]  # noqa: S311

    assert {doc[1].text} < {other[1].text for other in others}
    for other in others:
        assert [token.tag_ for token in doc] == [token.tag_ for token in other]
        assert [token.head.i for token in doc] == [token.head.i for token in other]
        assert [str(ent.label_) for ent in doc.ents] == [ent.label_ for ent in other.ents]


def test_every_conflict_word_has_a_known_tag_and_a_lemma() -> None:
    """The table of swaps has no row that can never be used."""
    words = conflict_words()

    assert {"transitive", "intransitive", "noun", "place"} == {frame for _tag, frame in words}
    assert all(word and lemma for pairs in words.values() for word, lemma in pairs)
    assert len({len(words[tag, "transitive"]) for tag in ("VB", "VBD", "VBN", "VBG")}) == 1


def test_capitals_are_an_extra_reading(corpora: Path) -> None:
    """Docs read again in capitals come beside the originals, entities and all."""
    nlp = spacy.blank("en")
    plain = list(treebanks(str(corpora), ["ewt-train"])(nlp))
    doubled = list(treebanks(str(corpora), ["ewt-train"], upper=1.0)(nlp))

    assert 2 * len(plain) == len(doubled)
    assert "SOLDIERS SHELLED MARRA ." == doubled[1].reference.text.strip()
    assert "MARRA" == doubled[1].reference.ents[0].text


def test_entities_of_demonyms_are_dropped(corpora: Path, tmp_path: Path) -> None:
    """What the table of demonyms lists is no entity, whatever a corpus says."""
    table = tmp_path / "demonyms.csv"
    table.write_text("word\nMarra\n", encoding="utf-8")
    found = treebanks(str(corpora), ["ner-wikigold"], demonyms=str(table))(spacy.blank("en"))

    assert {"Tarhin"} == {ent.text for example in found for ent in example.reference.ents}
