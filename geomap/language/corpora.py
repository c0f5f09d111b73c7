"""Reads treebanks and entity corpora for training: spaCy ``.spacy`` files of one folder."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from spacy.util import registry

from geomap.errors import TreebankMissing
from geomap.language.swap import conflict_words, respelt, swapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.training import Example


def read_docs(nlp: Language, folder: Path, name: str) -> Iterator[Doc]:
    """The annotated docs of ``folder/name.spacy``.

    Raises:
        TreebankMissing: there is no such file.
    """
    from spacy.tokens import DocBin

    path = folder / f"{name}.spacy"
    if not path.is_file():
        raise TreebankMissing(path)
    yield from DocBin().from_disk(path).get_docs(nlp.vocab)


@registry.readers("geomap.Treebanks.v1")  # type: ignore[untyped-decorator]
def treebanks(
    folder: str,
    names: list[str],
    *,
    upper: float = 0.0,
    lower: float = 0.0,
    swap: float = 0.0,
    longest: int | None = None,
    demonyms: str | None = None,
) -> Callable[[Language], Iterator[Example]]:
    """A corpus of several files, a file named twice counting twice.

    Args:
        folder: where the ``.spacy`` files lie.
        names: file names without suffix.
        upper: share of docs, 0-1, that are read again in capitals, as headlines are set.
        lower: share of docs, 0-1, that are read again without capitals.
        swap: share of docs, 0-1, that are read again with words of war in them.
        longest: words beyond which a doc is cut at the ends of sentences: a parser learns from
            many short texts at once far quicker than from a few long ones. None to cut none.
        demonyms: CSV with a column ``word``. Some corpora call "Russian" a place and some a
            person; entities made only of such words are taken out of all of them.
    """
    # Each component asks for the corpus anew to learn its labels.
    held: dict[Language, list[Example]] = {}

    def examples(nlp: Language) -> Iterator[Example]:
        if nlp not in held:
            held[nlp] = list(read(nlp))
        yield from held[nlp]

    def read(nlp: Language) -> Iterator[Example]:
        chance = Random(names[0])  # noqa: S311 - which docs to repeat, no secret
        words = conflict_words()
        peoples = _words(Path(demonyms)) if demonyms else frozenset()
        for name in names:
            for doc in _cut(read_docs(nlp, Path(folder), name), longest):
                if peoples and doc.has_annotation("ENT_IOB"):
                    doc.ents = [ent for ent in doc.ents if not _made_of(ent, peoples)]
                yield _example(doc)
                if chance.random() < upper:
                    yield _example(respelt(doc, [token.text.upper() for token in doc]))
                if chance.random() < lower:
                    yield _example(respelt(doc, [token.lower_ for token in doc]))
                if chance.random() < swap:
                    yield _example(swapped(doc, words, chance))

    return examples


def _cut(docs: Iterable[Doc], longest: int | None) -> Iterator[Doc]:
    """The docs, those of more words than `longest` in parts of whole sentences."""
    for doc in docs:
        if longest is None or len(doc) <= longest:
            yield doc
            continue
        start = end = 0
        for sentence in doc.sents:
            if sentence.end - start > longest and end > start:
                yield doc[start:end].as_doc()
                start = end
            end = sentence.end
        yield doc[start:end].as_doc()


def _words(path: Path) -> frozenset[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))


def _made_of(ent: Span, words: frozenset[str]) -> bool:
    return all(token.text in words or not token.is_alpha for token in ent)


def _example(doc: Doc) -> Example:
    """The doc as the answer, and its bare words as the question."""
    from spacy.tokens import Doc
    from spacy.training import Example

    spaces = [bool(token.whitespace_) for token in doc]
    return Example(Doc(doc.vocab, words=[token.text for token in doc], spaces=spaces), doc)
