"""The figures of one corpus: counts as they come in, shares as they are asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

#: Distances at which a place counts as right, km.
DISTANCES = (5, 10, 20, 161)
_BINS = 10
#: Share of the adjectives found from which on a corpus is taken to annotate them.
_ANNOTATES = 0.2


@dataclass(slots=True)
class Tally:
    """Mentions of one sort, and how many were placed within each distance."""

    n: int = 0
    right: Counter[int] = field(default_factory=Counter)

    def add(self, apart: float | None) -> None:
        """Count a mention placed so far off, km; None for one without a place."""
        self.n += 1
        self.right.update(km for km in DISTANCES if apart is not None and apart <= km)

    def shares(self) -> dict[str, float]:
        """Accuracy by distance."""
        return {f"{km} km": share(self.right[km], self.n) for km in DISTANCES}


@dataclass(slots=True)
class Reliability:
    """Placements by tenth of their probability: do chances come true?"""

    bins: list[list[float]] = field(default_factory=lambda: [[0, 0, 0] for _ in range(_BINS)])
    """Number, sum of probabilities, and number right within 161 km."""

    def add(self, probability: float, *, right: bool) -> None:
        """Count a placement."""
        tally = self.bins[min(_BINS - 1, int(probability * _BINS))]
        for at, value in enumerate((1, probability, right)):
            tally[at] += value

    def rows(self) -> list[dict[str, object]]:
        """One row a tenth that occurs: mean probability beside the share that was right."""
        return [
            {
                "probability": f"{number / 10:.1f}-{(number + 1) / 10:.1f}",
                "n": int(n),
                "mean": share(total, n),
                "right": share(right, n),
            }
            for number, (n, total, right) in enumerate(self.bins)
            if n
        ]

    def error(self) -> float:
        """Expected calibration error: mean distance of chance and truth, 0-1."""
        every = sum(n for n, _total, _right in self.bins)
        apart = sum(abs(total - right) for _n, total, right in self.bins)
        return share(apart, every)


@dataclass(slots=True)
class Spans:
    """Names found, annotated, and alike in both."""

    found: int = 0
    gold: int = 0
    matched: int = 0

    def shares(self) -> dict[str, float]:
        """Precision, recall and F1."""
        return f1(self.matched, self.found, self.gold)


@dataclass(slots=True, kw_only=True)
class Report:
    """Counts of one corpus."""

    corpus: str
    articles: int = 0
    failed: list[str] = field(default_factory=list)
    """Texts on which geomap failed, each with its fault; they count as without findings."""
    gold: int = 0
    found: int = 0
    matched: int = 0
    names: Spans = field(default_factory=Spans)
    """Names by their core: without article, direction and type word beside it."""
    adjectives: Spans = field(default_factory=Spans)
    """The adjectives and peoples found, and those of them that are annotated."""
    literal: Spans = field(default_factory=Spans)
    """Names that are places in both, by their spans; and by their cores."""
    literal_names: Spans = field(default_factory=Spans)
    right: Counter[int] = field(default_factory=Counter)
    """Matched and placed within each distance, end to end."""
    given: Tally = field(default_factory=Tally)
    """Gold mentions with coordinates, mentions given."""
    floor: Tally = field(default_factory=Tally)
    """The same by the largest population of the name."""
    by_kind: dict[str, Tally] = field(default_factory=dict)
    by_country: dict[str, Tally] = field(default_factory=dict)
    with_id: int = 0
    same_id: int = 0
    with_role: int = 0
    same_role: int = 0
    reliability: Reliability = field(default_factory=Reliability)
    """Of placements within 161 km."""
    reliability_of_lands: Reliability = field(default_factory=Reliability)
    """The same, where a country is also right when it holds the annotated point: sources put the
    point of China 200 km apart, and nobody doubts that it is China."""
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    misplaced: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data, shares rounded to three decimals."""
        figures: dict[str, object] = {
            "corpus": self.corpus,
            "articles": self.articles,
            "failed": self.failed,
            "mentions": self.gold,
            "recognition": f1(self.matched, self.found, self.gold),
            "recognition_names": self._customs_aside(),
        }
        if self.given.n:
            figures["end_to_end_f1"] = {
                f"{km} km": f1(self.right[km], self.found, self.given.n)["f1"] for km in DISTANCES
            }
            left_out = self._adjectives_aside()
            figures["end_to_end_f1_names"] = {
                f"{km} km": f1(self.right[km], self.found - left_out, self.given.n)["f1"]
                for km in DISTANCES
            }
            figures["given_mentions"] = self.given.shares()
            figures["floor"] = self.floor.shares()
            figures["by_kind"] = _parts(self.by_kind)
            figures["by_country"] = _parts(self.by_country)
            figures["calibration"] = self.reliability.rows()
            figures["calibration_error"] = self.reliability.error()
            figures["calibration_error_of_lands"] = self.reliability_of_lands.error()
        if self.with_id:
            figures["exact_id"] = share(self.same_id, self.with_id)
        if self.with_role:
            figures["role_accuracy"] = share(self.same_role, self.with_role)
        if self.literal.gold:
            figures["literal"] = self.literal.shares()
            figures["literal_names"] = self.literal_names.shares()
        return figures

    def _customs_aside(self) -> dict[str, float]:
        """Recognition where the customs of annotators make no difference.

        Names are compared by their cores, each of a list alone, and adjectives and peoples count
        only where the corpus annotates them.
        """
        left_out = self._adjectives_aside()
        return f1(self.names.matched, self.names.found - left_out, self.names.gold)

    def _adjectives_aside(self) -> int:
        """How many adjectives and peoples found say nothing: the corpus annotates them not."""
        seldom = self.adjectives.matched < _ANNOTATES * self.adjectives.found
        return self.adjectives.found - self.adjectives.matched if seldom else 0


def _parts(tallies: dict[str, Tally]) -> dict[str, dict[str, float]]:
    ordered = sorted(tallies.items(), key=lambda one: (-one[1].n, one[0]))
    return {name: {"n": tally.n, **tally.shares()} for name, tally in ordered}


def share(part: float, whole: float) -> float:
    """A share rounded to three decimals; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def f1(matched: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean."""
    precision, recall = matched / (found or 1), matched / (gold or 1)
    mean = 2 * precision * recall / (precision + recall or 1)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(mean, 3)}
