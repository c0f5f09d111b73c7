"""The quick networks and components write what spaCy's own write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from spacy.pipeline import DependencyParser
from spacy.tokens import Span

from geomap.language import quick
from geomap.language.long_text import read_texts
from geomap.language.pipelines import EMBEDDED, load_language
from geomap.language.weights import read_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SAMPLES = Path(quick.__file__).parents[1] / "samples"

#: What geomap does beside the trained pipes, whichever way they run.
_ON_TOP = ("geomap_bounds", "geomap_lemmas", "geomap_repair")


@pytest.fixture(scope="module")
def plain() -> Language:
    """The embedded pipeline as spaCy runs it."""
    return read_pipeline(EMBEDDED)


@pytest.fixture(scope="module")
def quickened() -> Language:
    """The embedded pipeline as geomap runs it."""
    from geomap.config import Config

    nlp = load_language(Config())
    for name in _ON_TOP:
        nlp.disable_pipe(name)
    return nlp


def written(doc: Doc) -> list[tuple[Any, ...]]:
    """All that a pipeline says of the tokens of a doc."""
    return [
        (token.text, token.tag_, str(token.morph), token.dep_, token.head.i, token.lemma_,
         token.ent_iob_, token.ent_type_, token.is_sent_start)
        for token in doc
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["idlib-raids.txt", "sweida-attacks.txt", "tehran-summit.md", "idlib-agreement-ar.txt"]
)
def test_samples_are_read_alike(name: str, plain: Language, quickened: Language) -> None:
    """Tags, heads, lemmas, sentences and entities are the same, token by token."""
    text = (SAMPLES / name).read_text(encoding="utf-8")

    assert written(plain(text)) == written(quickened(text))


def test_texts_are_read_together_as_alone(quickened: Language) -> None:
    """Whatever others a text is read with, and however long its sentences are."""
    texts = [
        (SAMPLES / "idlib-raids.txt").read_text(encoding="utf-8"),
        "",
        "the shelling of the town went on and " * 40,
        "Mr. Haddad? No. Shells hit Hama ... and St. George\n\n(Reuters) - It rained.",
        "Idlib",
    ]

    together = read_texts(quickened, texts)

    assert [written(quickened(text)) for text in texts] == list(map(written, together))


def test_wrong_beginnings_leave_no_trace(plain: Language, quickened: Language) -> None:
    """Where stops end no sentence, the parse is that of spaCy's own parser."""
    text = 'Gen. A. B. Khalil of the 5. Corps left. " Why? " he asked! ? . and St. Ives fell. . .'
    long = "They said that " * 60 + "he left. She . came ! ? and went \n on"

    assert written(plain(text)) == written(quickened(text))
    assert written(plain(long)) == written(quickened(long))


def test_bounds_set_before_are_kept(quickened: Language) -> None:
    """A sentence begins where it was set to, and nowhere that was ruled out."""
    text = "Rebels left the town the army said it took Hama. It had rained, he said. They left."
    parser: Any = quickened.get_pipe("parser")

    def tagged() -> Doc:
        doc = quickened.get_pipe("tok2vec")(quickened.make_doc(text))
        doc[4].is_sent_start = doc[5].is_sent_start = True
        for token in doc[6:16]:
            token.is_sent_start = False
        return doc

    ours, theirs = parser(tagged()), tagged()
    parser.set_annotations([theirs], DependencyParser.predict(parser, [theirs]))

    assert {0, 4, 5} <= {sentence.start for sentence in ours.sents}
    assert written(theirs) == written(ours)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "Idlib", "Deir ez-Zor", "Aleppo \n Hama", "near New York\n", "a. B. c!",
     "The Syrian Observatory for Human Rights of London. And Jabhat al-Nusra"],
)  # fmt: skip
def test_odd_texts_are_read_alike(text: str, plain: Language, quickened: Language) -> None:
    """So are texts of white space, of one name, and names that end a sentence or the text."""
    assert written(plain(text)) == written(quickened(text))


def test_entities_set_before_are_kept(plain: Language, quickened: Language) -> None:
    """Where another component has named entities, spaCy's own rules decide around them."""

    def after_a_ruler(nlp: Language) -> list[tuple[Any, ...]]:
        doc = nlp.make_doc("Heavy shelling of Jabal al-Zawiya in Syria went on.")
        doc.ents = [Span(doc, 3, 5, label="LOC")]
        for name, pipe in nlp.pipeline:
            doc = pipe(doc) if name not in _ON_TOP else doc
        return written(doc)

    assert after_a_ruler(plain) == after_a_ruler(quickened)


def test_embeddings_are_kept_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row met before costs nothing; a full table is emptied; a long text is read all the same."""
    monkeypatch.setattr(quick, "_KEPT", 8)
    asked: list[int] = []

    def embed(rows: Any) -> Any:
        asked.append(len(rows))
        return rows.astype(np.float32) * 2

    kept = quick._Kept(1, embed)
    small = np.array([[1], [2], [1]], np.uint64)
    long = np.arange(1, 20, dtype=np.uint64).reshape(-1, 1)

    assert [2.0, 4.0, 2.0] == kept.of(small).ravel().tolist()
    assert [2.0, 4.0, 2.0] == kept.of(small).ravel().tolist()
    assert 1 == len(asked)
    assert (long * 2).ravel().tolist() == kept.of(long).ravel().tolist()
    others = np.arange(3, 10, dtype=np.uint64).reshape(-1, 1)
    assert (others * 2).ravel().tolist() == kept.of(others).ravel().tolist()
    assert [2.0, 4.0, 2.0] == kept.of(small).ravel().tolist()
