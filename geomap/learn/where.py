"""Fits the weights that say where an event happened to annotated sentences.

``python -m geomap.learn.where GOLD.jsonl`` writes ``events/where/weights.csv`` into
`geomap.events` and prints precision and recall of the pairs when other articles were learnt
from. It needs scikit-learn and SciPy, which geomap itself does not. The form of the gold file is
that of `geomap.evaluate.event_location`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.evaluate.event_location import Record, locations, read, read_records, token_at
from geomap.events.where import decide, model
from geomap.events.where.features import features
from geomap.events.where.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from geomap.flow import Tools

    Floats = NDArray[np.float64]

#: Strength of the pull of weights to zero (inverse) of each name alone, and (as it is) of names
#: among their rivals: of 0.02, 0.05, 0.1, and of 5, 10, 20, the best when other articles were
#: learnt from.
_C, _PULL = 0.05, 10.0
#: Articles that a feature must be seen in: a shape of the parse, and a word, which else would
#: stand for the one war that it was met in.
_LEAST_SEEN = 8
_LEAST_SAID = 20
_OF_WORDS = ("verb=", "shares=", "through=", "above=", "deed=", "on=", "under=", "from=", "to=",
             "climbs=", "has=", "verb between=", "noun between=", "role=")  # fmt: skip
#: Share of empty sentences from which on a source of more than some is taken to be left empty.
_SILENT, _SOME = 0.8, 100
_FOLDS = 5
_ROUNDS = 150
#: Keeps logarithms finite.
_TINY = 1e-12
#: Weights nearer to zero than this say nothing.
_LEAST = 0.05


@dataclass(slots=True, kw_only=True)
class Examples:
    """Names with their features, whether each is right, and the sentence each is of."""

    rows: list[set[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    """One number for each deed; its names stand together."""
    article: list[int] = field(default_factory=list)
    """One number for each article: none is both learnt from and asked about."""
    trusted: list[bool] = field(default_factory=list)
    """Whether it is learnt from."""
    gold: int = 0
    """Locations annotated, found as candidates or not."""


def examples(records: Iterable[Record], tools: Tools) -> Examples:
    """The candidates of annotated sentences.

    Args:
        records: sentences with one verb and its locations.
        tools: gazetteer, actors and pipeline.
    """
    made = Examples()
    articles: dict[str, int] = {}
    records = list(records)
    trusted = _trusted(records)
    for sentence, record in enumerate(records):
        doc, mentions = read(record["text"], tools)
        verb = next(s for s in record["spans"] if s["label"] == "VERB")
        trigger = token_at(doc, verb["start"], verb["end"])
        gold = locations(record)
        made.gold += len(gold)
        scene = Scene(trigger, decide.candidates(trigger, trigger.sent, mentions))
        for number, one in enumerate(scene.every):
            made.rows.append(set(features(scene, number)))
            made.right.append(
                any(one.mention.start < end and start < one.mention.end for start, end in gold)
            )
            made.sentence.append(sentence)
            made.trusted.append(trusted[sentence])
            made.article.append(articles.setdefault(_article_of(record), len(articles)))
    return made


def _trusted(records: Sequence[Record]) -> list[bool]:
    """Which sentences are learnt from: of a source left empty by its annotators, less.

    Where they marked no location in nearly all sentences, most of which name one, "none" means
    little: every other such sentence is left out, or killing would seem to happen nowhere.
    """
    empty = [not locations(record) for record in records]
    many, of = Counter[str](), Counter[str]()
    for record, none in zip(records, empty, strict=True):
        of[record.get("source", "")] += 1
        many[record.get("source", "")] += none
    silent = {source for source, n in of.items() if n > _SOME and many[source] > _SILENT * n}
    return [
        not none or record.get("source", "") not in silent or number % 2 == 0
        for number, (record, none) in enumerate(zip(records, empty, strict=True))
    ]


def _article_of(record: Record) -> str:
    """What a record's id says before the number of its sentence and its verb; else its text."""
    stem = str(record.get("id", "")).strip().rsplit("_", 2)[0]
    return stem if "." in stem else record["text"].strip()


def fit(made: Examples) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Weights by feature, alone and among rivals, and the figures of cross-validation by article.

    Args:
        made: the candidates to learn from.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.model_selection import GroupKFold

    vectors: Any = DictVectorizer()
    matrix = vectors.fit_transform(_seen_often(made))
    # liblinear takes no wider numbers.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    right, sentence = np.array(made.right), np.array(made.sentence)
    trusted = np.array(made.trusted)
    guesses = np.zeros(len(right))
    for others, asked in GroupKFold(_FOLDS).split(matrix, right, made.article):
        known = others[trusted[others]]
        learnt = _weights(matrix[known], right[known], sentence[known])
        guesses[asked] = _chances(matrix[asked], learnt, sentence[asked])
    chosen = right[guesses >= decide.THRESHOLD]
    figures = {
        "precision": round(float(chosen.sum()) / max(1, len(chosen)), 3),
        "recall": round(float(chosen.sum()) / max(1, made.gold), 3),
    }
    alone, among = _weights(matrix[trusted], right[trusted], sentence[trusted])
    names = vectors.get_feature_names_out()
    return dict(zip(names, zip(alone, among, strict=True), strict=True)), figures


def _weights(matrix: Any, right: NDArray[np.bool_], sentence: NDArray[np.int_]) -> Floats:
    """The weights of both models: names alone, and names among their rivals."""
    from scipy.optimize import minimize
    from sklearn.linear_model import LogisticRegression

    alone: Any = LogisticRegression(
        C=_C, solver="liblinear", fit_intercept=False, max_iter=_ROUNDS, random_state=0
    )
    alone.fit(matrix, right)
    parts = list(_parts(sentence))
    aim = np.zeros(len(right))
    for first, last in parts:
        aim[first:last] = right[first:last] / max(1, right[first:last].sum())
    nowhere = np.array([not right[first:last].any() for first, last in parts])

    def unlikelihood(weights: Floats) -> tuple[float, Floats]:
        """Negative log-likelihood of the names that are right, or of none, and its gradient."""
        share = _shares(matrix @ weights, parts)
        none = np.array([1 - share[first:last].sum() for first, last in parts])
        lost = aim @ np.log(share + _TINY) + nowhere @ np.log(none + _TINY)
        pull = 0.5 * _PULL * float(weights @ weights)
        return pull - float(lost), matrix.T @ (share - aim) + _PULL * weights

    start = np.zeros(matrix.shape[1])
    rounds = {"maxiter": _ROUNDS}
    among = minimize(unlikelihood, start, jac=True, method="L-BFGS-B", options=rounds)
    return np.array([alone.coef_[0], among.x])


def _parts(sentence: NDArray[np.int_]) -> Iterator[tuple[int, int]]:
    """Where the names of each sentence begin and end."""
    ends = np.flatnonzero(np.diff(sentence)) + 1
    yield from pairwise([0, *ends.tolist(), len(sentence)])


def _shares(sums: Floats, parts: Iterable[tuple[int, int]]) -> Floats:
    return np.concatenate([model.shares(sums[first:last].tolist()) for first, last in parts])


def _chances(matrix: Any, weights: Floats, sentence: NDArray[np.int_]) -> Floats:
    """What `model.chances` gives, for all sentences."""
    alone, among = weights
    share = _shares(matrix @ among, _parts(sentence))
    mean: Floats = (1 / (1 + np.exp(-(matrix @ alone))) + share) / 2
    return mean


def _seen_often(made: Examples) -> list[dict[str, int]]:
    """The rows without features that too few articles have."""
    pairs = {(f, at) for row, at in zip(made.rows, made.article, strict=True) for f in row}
    seen = Counter(feature for feature, _article in pairs)
    often = {
        feature for feature, count in seen.items()
        if count >= (_LEAST_SAID if feature.startswith(_OF_WORDS) else _LEAST_SEEN)
    }  # fmt: skip
    return [dict.fromkeys(sorted(row & often), 1) for row in made.rows]


def write(weights: dict[str, tuple[float, float]], path: Path) -> None:
    """The weights as a table that people read, by name."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["feature", "alone", "among"])
        for name, (alone, among) in sorted(weights.items()):
            if max(abs(alone), abs(among)) >= _LEAST:
                rows.writerow([name, f"{alone:.2f}", f"{among:.2f}"])


def main(gold: str) -> None:
    """Learn from one gold file and write the table."""
    from geomap.config import Config
    from geomap.flow import open_tools

    weights, figures = fit(examples(read_records(Path(gold)), open_tools(Config())))
    write(weights, model.TABLE)
    sys.stdout.write(f"{figures}\n")


if __name__ == "__main__":
    main(sys.argv[1])
