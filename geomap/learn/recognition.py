"""Fits the weights of recognition and roles to annotated texts.

``python -m geomap.learn.recognition GOLD.jsonl ...`` writes `place_weights.csv` into
`geomap.mentions` and prints how right each corpus is when other articles were learnt from. It
needs scikit-learn, which geomap itself does not. A corpus is known by its file's name.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.evaluate.score import core
from geomap.mentions import judgement
from geomap.mentions.candidates import Candidate, find_candidates
from geomap.mentions.features import Evidence
from geomap.mentions.judgement import BIAS, chosen, probability
from geomap.mentions.recognise import visible
from geomap.mentions.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.evaluate.gold import GoldArticle
    from geomap.flow import Tools

#: Strength of the pull of weights towards zero (inverse), and least texts of a phrase.
_C = 1.0
_LEAST_SEEN = 8
_FOLDS = 5
#: Candidates up to which a corpus counts in full; one of more is weighed down to it.
_FULL = 7000
#: Share of adjectives and peoples annotated below which a corpus does not annotate them.
_ANNOTATES = 0.2
_DEMONYMS = frozenset({"demonym-adjective", "demonym-person", "demonym-people"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text with its candidates, their phrases, and whether each is a place (None: unsaid)."""

    corpus: str
    gold: int
    candidates: list[Candidate]
    phrases: list[set[str]]
    answers: list[bool | None]


def examples(corpus: str, articles: Iterable[GoldArticle], tools: Tools) -> Iterator[Example]:
    """The candidates of annotated texts with their answers."""
    from geomap.flow import parsed

    gazetteer = tools.gazetteer
    for article in articles:
        words = Words.of(parsed(article.as_article(), tools))
        matches = visible(gazetteer.match(article.text), article.text)
        candidates = find_candidates(words, matches, gazetteer)
        evidence = Evidence(candidates, words, gazetteer)
        spans = [(mention.start, mention.end) for mention in article.mentions]
        yield Example(
            corpus=corpus,
            gold=len(spans),
            candidates=candidates,
            phrases=[evidence.of(at) for at in range(len(candidates))],
            answers=[_answer(one, spans, article.text) for one in candidates],
        )


def _answer(one: Candidate, spans: Sequence[tuple[int, int]], text: str) -> bool | None:
    """Whether a candidate is an annotated place; None inside a span of several names."""
    for start, end in spans:
        for low, high in ((start, end), core(start, end, text)):
            if abs(one.start - low) <= 1 and abs(one.end - high) <= 1:
                return True
    several = any(
        start <= one.start
        and one.end <= end
        and ("," in text[start:end] or " and " in text[start:end])
        for start, end in spans
    )
    return None if several else False


@dataclass(slots=True)
class Fitted:
    """Weights of phrases, and what every case starts with."""

    weights: dict[str, float]
    bias: float

    def scores(self, rows: Iterable[set[str]]) -> list[float]:
        """Probability of each case, 0-1."""
        table = {BIAS: self.bias, **self.weights}
        return [probability(phrases, table) for phrases in rows]


def fit(data: Sequence[Example]) -> Fitted:
    """Weights that tell the places of the examples from the rest."""
    silent = _without_demonyms(data)
    sizes = Counter[str]()
    for one in data:
        sizes[one.corpus] += len(one.candidates)
    rows: list[set[str]] = []
    answers: list[bool] = []
    shares: list[float] = []
    for one in data:
        for candidate, phrases, answer in zip(
            one.candidates, one.phrases, one.answers, strict=True
        ):
            unsaid = one.corpus in silent and candidate.flags & _DEMONYMS
            if answer is None or unsaid:
                continue
            rows.append(phrases)
            answers.append(answer)
            shares.append(min(1.0, _FULL / sizes[one.corpus]))
    return regress(rows, answers, shares)


def regress(rows: Sequence[set[str]], answers: Sequence[bool], shares: Sequence[float]) -> Fitted:
    """Weights of a logistic regression that needs few phrases (L1).

    Args:
        rows: the phrases of each case.
        answers: whether each is what is asked for.
        shares: how much each counts, 0-1.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(phrase for phrases in rows for phrase in phrases)
    columns = {
        phrase: at
        for at, phrase in enumerate(sorted(p for p, count in seen.items() if count >= _LEAST_SEEN))
    }
    indices, ends = [], [0]
    for phrases in rows:
        indices += sorted(columns[phrase] for phrase in phrases if phrase in columns)
        ends.append(len(indices))
    matrix = csr_matrix(([1.0] * len(indices), indices, ends), shape=(len(rows), len(columns)))
    model: Any = LogisticRegression(C=_C, l1_ratio=1.0, solver="liblinear", random_state=7)
    model.fit(matrix, answers, sample_weight=shares)
    weights = {phrase: round(float(model.coef_[0][at]), 2) for phrase, at in columns.items()}
    kept = {phrase: weight for phrase, weight in weights.items() if weight}
    return Fitted(kept, round(float(model.intercept_[0]), 2))


def _without_demonyms(data: Sequence[Example]) -> set[str]:
    """The corpora that annotate no adjectives and peoples."""
    said, all_of = Counter[str](), Counter[str]()
    for one in data:
        for candidate, answer in zip(one.candidates, one.answers, strict=True):
            if candidate.flags & _DEMONYMS:
                all_of[one.corpus] += 1
                said[one.corpus] += bool(answer)
    return {name for name, count in all_of.items() if said[name] < _ANNOTATES * count}


def cross_validated(data: Sequence[Example]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each corpus, each article judged by the others."""
    found, right, gold = Counter[str](), Counter[str](), Counter[str]()
    for fold in range(_FOLDS):
        fitted = fit([one for at, one in enumerate(data) if at % _FOLDS != fold])
        for one in data[fold::_FOLDS]:
            kept = chosen(one.candidates, fitted.scores(one.phrases))
            found[one.corpus] += len(kept)
            right[one.corpus] += sum(bool(one.answers[at]) for at in kept)
            gold[one.corpus] += one.gold
    return {
        name: (
            right[name] / max(1, found[name]),
            right[name] / max(1, gold[name]),
            2 * right[name] / max(1, found[name] + gold[name]),
        )
        for name in gold
    }


def write(columns: dict[str, Fitted], path: Path) -> None:
    """Write the weights as a table of phrases, one column a pipeline."""
    phrases = sorted({phrase for fitted in columns.values() for phrase in fitted.weights})
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["phrase", *columns])
        table.writerow([BIAS, *(fitted.bias for fitted in columns.values())])
        for phrase in phrases:
            table.writerow(
                [phrase, *(fitted.weights.get(phrase, "") for fitted in columns.values())]
            )


def main(files: Sequence[str]) -> None:
    """Fit both pipelines' columns to the named corpora and write the table."""
    from geomap.config import Config
    from geomap.evaluate import read_gold
    from geomap.flow import open_tools
    from geomap.language import blank_language

    tools = open_tools(Config())
    columns = {}
    for name, nlp in (("default", tools.english), ("fast", blank_language("en"))):
        data = [
            example
            for file in files
            for example in examples(
                Path(file).stem, read_gold(Path(file)), replace(tools, english=nlp)
            )
        ]
        for corpus, figures in cross_validated(data).items():
            shares = " ".join(f"{figure:.3f}" for figure in figures)
            sys.stderr.write(f"{name} {corpus}: precision, recall, F1 {shares}\n")
        columns[name] = fit(data)
    write(columns, Path(judgement.__file__).with_name("place_weights.csv"))


if __name__ == "__main__":
    main(sys.argv[1:])
