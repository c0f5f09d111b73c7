"""Which pipeline reads a text, and what it promises."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from geomap.config import Config, LanguageConfig
from geomap.errors import LanguageModelMissing
from geomap.language import blank_language, load_language
from geomap.language.pipelines import EMBEDDED

if TYPE_CHECKING:
    from spacy.language import Language


def with_model(name: str) -> Config:
    """The default settings with another language model."""
    return replace(Config(), language=LanguageConfig(model=name))


def test_offsets_point_into_the_text(english: Language) -> None:
    """Tokens cover the text as it was given, odd spaces and Markdown included."""
    text = "**Shelling**  hit [Ariha](x),\n\nwitnesses said.\tNobody died."

    assert text == english(text).text_with_ws == "".join(t.text_with_ws for t in english(text))
    assert "Ariha" == next(t for t in english(text) if t.idx == text.index("Ariha")).text


def test_labels_are_universal_dependencies(english: Language) -> None:
    """Subjects, objects and prepositional phrases carry the names of UD version 2."""
    doc = english("The army withdrew from the village and shelled it.")
    labels = {token.text: token.dep_ for token in doc}

    assert ("nsubj", "root", "obj", "obl", "case") == (
        labels["army"],
        labels["withdrew"].lower(),
        labels["it"],
        labels["village"],
        labels["from"],
    )


def test_passives_are_marked(english: Language) -> None:
    """The patient of a passive is a nsubj:pass, and its auxiliary an aux:pass."""
    doc = english("Three soldiers were killed by a sniper.")
    labels = {token.text: token.dep_ for token in doc}

    assert ("nsubj:pass", "aux:pass") == (labels["soldiers"], labels["were"])


def test_verbs_have_lemmas(english: Language) -> None:
    """An inflected verb is led back to the form that trigger lists hold."""
    doc = english("Rebels attacked the convoy and were killing hostages.")

    assert {"attack", "kill"} <= {token.lemma_ for token in doc if token.pos_ == "VERB"}


def test_sentences_end_where_they_end(english: Language) -> None:
    """Abbreviations and initials do not end a sentence; full stops do."""
    doc = english("The U.S. envoy met Gen. Hamid in Baghdad. Nothing was signed.")

    assert ["The U.S. envoy met Gen. Hamid in Baghdad.", "Nothing was signed."] == [
        sentence.text for sentence in doc.sents
    ]


def test_the_same_text_gives_the_same_parse(english: Language) -> None:
    """Nothing a pipeline read before changes what it says of a text."""
    text = "Two shells fell near the market of Saraqib on Monday."
    before = english(text).to_json()
    english("Something else altogether happened in Lattakia.")

    assert before == english(text).to_json()


def test_fast_has_sentences_and_no_parser() -> None:
    """The fast pipeline says without a warning where sentences end, and nothing more."""
    doc = load_language(with_model("fast"))("Shelling went on. Nobody died.")

    assert 2 == len(list(doc.sents))
    assert not doc.has_annotation("DEP")


def test_missing_model_is_named() -> None:
    """A pipeline that is not installed is named in the error, with what to do."""
    with pytest.raises(LanguageModelMissing, match=r"'no_such_model'.*language\.model"):
        load_language(with_model("no_such_model"))


def test_damaged_model_is_named(tmp_path: Path) -> None:
    """A folder that is no pipeline is an error of the settings, not a traceback."""
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 7\n", encoding="utf-8")

    with pytest.raises(LanguageModelMissing):
        load_language(with_model(str(tmp_path)))


def test_a_pipeline_without_parser_warns_and_gets_sentences(tmp_path: Path) -> None:
    """Somebody's own pipeline works without a parser, and says what that costs."""
    own = spacy.blank("en")
    own.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Ariha"}])  # type: ignore[attr-defined]
    own.to_disk(tmp_path / "own")

    with pytest.warns(UserWarning, match="no parser"):
        nlp = load_language(with_model(str(tmp_path / "own")))

    assert ["sentencizer", "entity_ruler"] == nlp.pipe_names
    assert 2 == len(list(nlp("It began. It ended.").sents))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ar", "سقطت قذائف على المدينة. لم يصب أحد."),
        ("ru", "Снаряды упали на город. Никто не пострадал."),
        ("uk", "Снаряди впали на місто. Ніхто не постраждав."),
        ("tr", "Kente mermi düştü. Kimse yaralanmadı."),
        ("fr", "Des obus sont tombés sur la ville. Personne n'est blessé."),
        ("es", "Cayeron proyectiles en la ciudad. Nadie resultó herido."),
        ("de", "Granaten trafen die Stadt. Niemand wurde verletzt."),
        ("qq", "Words of no known tongue. Two sentences."),
    ],
)
def test_other_languages_have_tokens_and_sentences(code: str, text: str) -> None:
    """Every language gets words and sentences, also one that spaCy has never heard of."""
    doc = blank_language(code)(text)

    assert text == doc.text
    assert 2 == len(list(doc.sents))


@pytest.mark.parametrize("how", ["gone", "cut", "flipped"])
@pytest.mark.parametrize("name", sorted(path.name for path in EMBEDDED.iterdir() if path.is_file()))
def test_a_model_folder_half_there_is_told(name: str, how: str, tmp_path: Path) -> None:
    """A file that is missing, cut short or overwritten: one sentence, never half a pipeline."""
    folder = Path(shutil.copytree(EMBEDDED, tmp_path / "model"))
    content = (folder / name).read_bytes()
    (folder / name).unlink()
    if how == "cut":
        (folder / name).write_bytes(content[: len(content) // 3])
    if how == "flipped":
        third = len(content) // 3
        (folder / name).write_bytes(content[:third] + bytes(40) + content[third + 40 :])

    with pytest.raises(LanguageModelMissing, match=r"model.*language\.model in geomap\.toml"):
        load_language(Config(language=LanguageConfig(model=str(folder))))


def test_a_spacy_folder_half_there_is_told(tmp_path: Path) -> None:
    """Whichever file of a pipeline of spaCy's is missing, the sentence is the same."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "whole")
    for name in ("config.cfg", "meta.json", "tokenizer"):
        folder = Path(shutil.copytree(tmp_path / "whole", tmp_path / f"without-{name}"))
        (folder / name).unlink()

        with pytest.raises(LanguageModelMissing, match=r"geomap\.toml"):
            load_language(Config(language=LanguageConfig(model=str(folder))))


def test_spacys_commands_are_not_opened_for_nothing() -> None:
    """Reading a text imports none of what spaCy downloads and prints with; it is there if asked."""
    code = """
import sys
from geomap.config import Config
from geomap.language import load_language
load_language(Config())
print(*sorted({"spacy.cli", "requests", "httpx", "weasel"} & set(sys.modules)))
import spacy
print(spacy.info(silent=True)["spacy_version"])
import spacy.cli
print(spacy.cli.info.__module__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ["", version("spacy"), "spacy.cli.info"] == done.stdout.splitlines()
