"""Fits the weights that say where an event happened to annotated sentences.

``python -m geomap.evaluate.train_where GOLD.jsonl`` writes ``patterns/where_weights.csv`` into
`geomap.events` and prints precision and recall of the pairs when other sentences were learnt
from. It needs scikit-learn, which geomap itself does not. The form of the gold file is that of
`geomap.evaluate.event_location`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.evaluate.event_location import Record, read, read_records, token_at
from geomap.events import where
from geomap.events.where_features import features

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.flow import Tools

#: Strength of the pull of weights to zero (inverse): of 0.1, 0.3, 0.6 and 1 the best when other
#: articles were learnt from. An L1 penalty leaves a third of the weights, and so a table that
#: people can read.
_C = 0.6
#: Articles that a feature must be seen in: a shape of the parse, and a word, which else would
#: stand for the one war that it was met in.
_LEAST_SEEN = 8
_LEAST_SAID = 20
_OF_WORDS = ("verb=", "shares=", "through=", "holder=", "above=", "deed=",
             "before1=", "before2=", "before3=", "behind1=", "behind2=", "behind3=")  # fmt: skip
_FOLDS = 5
_ROUNDS = 1000
#: Weights nearer to zero than this say nothing.
_LEAST = 0.02


@dataclass(slots=True, kw_only=True)
class Examples:
    """Candidates with their features, whether each is right, and the sentence each is of."""

    rows: list[dict[str, int]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    article: list[int] = field(default_factory=list)
    """One number for each article: none is both learnt from and asked about."""
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
    for record in records:
        doc, mentions = read(record["text"], tools)
        verb = next(s for s in record["spans"] if s["label"] == "VERB")
        trigger = token_at(doc, verb["start"], verb["end"])
        gold = [(s["start"], s["end"]) for s in record["spans"] if s["label"] == "LOCATION"]
        made.gold += len(gold)
        every = where.candidates(trigger, trigger.sent, mentions)
        for one in every:
            made.rows.append(dict.fromkeys(features(trigger, one, every), 1))
            made.right.append(
                any(one.mention.start < end and start < one.mention.end for start, end in gold)
            )
            made.article.append(articles.setdefault(_article_of(record), len(articles)))
    return made


def _article_of(record: Record) -> str:
    """What a record's id says before the number of its sentence and its verb; else its text."""
    stem = str(record.get("id", "")).strip().rsplit("_", 2)[0]
    return stem if "." in stem else record["text"].strip()


def fit(made: Examples) -> tuple[dict[str, float], dict[str, float]]:
    """Weights by feature, and the figures of cross-validation by article.

    Args:
        made: the candidates to learn from.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    rows = _seen_often(made)
    vectors: Any = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    # liblinear takes no wider numbers.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(
        C=_C,
        l1_ratio=1.0,
        solver="liblinear",
        fit_intercept=False,
        max_iter=_ROUNDS,
        random_state=0,
    )
    guesses = cross_val_predict(
        model, matrix, made.right, groups=made.article, cv=GroupKFold(_FOLDS),
        method="predict_proba",
    )[:, 1]  # fmt: skip
    chosen = [right for right, p in zip(made.right, guesses, strict=True) if p >= where.THRESHOLD]
    figures = {
        "precision": round(sum(chosen) / max(1, len(chosen)), 3),
        "recall": round(sum(chosen) / max(1, made.gold), 3),
    }
    model.fit(matrix, made.right)
    names = vectors.get_feature_names_out()
    return dict(zip(names, model.coef_[0], strict=True)), figures


def _seen_often(made: Examples) -> list[dict[str, int]]:
    """The rows without features that too few articles have."""
    pairs = {(f, at) for row, at in zip(made.rows, made.article, strict=True) for f in row}
    seen = Counter(feature for feature, _article in pairs)
    often = {
        feature for feature, count in seen.items()
        if count >= (_LEAST_SAID if feature.startswith(_OF_WORDS) else _LEAST_SEEN)
    }  # fmt: skip
    return [{f: n for f, n in row.items() if f in often} for row in made.rows]


def write(weights: dict[str, float], path: Path) -> None:
    """The weights as a table that people read, by name."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["feature", "weight"])
        for name, weight in sorted(weights.items()):
            if abs(weight) >= _LEAST:
                rows.writerow([name, f"{weight:.3f}"])


def main(gold: str) -> None:
    """Learn from one gold file and write the table."""
    from geomap.config import Config
    from geomap.flow import open_tools

    weights, figures = fit(examples(read_records(Path(gold)), open_tools(Config())))
    write(weights, Path(where.__file__).with_name("patterns") / "where_weights.csv")
    sys.stdout.write(f"{figures}\n")


if __name__ == "__main__":
    main(sys.argv[1])
