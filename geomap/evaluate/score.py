"""Scores: recognition, end to end, given mentions, roles, calibration, and a naive floor.

A found mention matches a gold one when both ends agree within one character, or when they
overlap and hold the same letters. A mention without coordinates is wrong at every distance.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geomap.flow import annotate_article
from geomap.model import Article, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.evaluate.gold import GoldArticle, GoldMention
    from geomap.flow import Tools
    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention

#: Distances at which a place counts as right, km.
DISTANCES = (5, 10, 20, 161)
_BINS = 10


@dataclass(slots=True, kw_only=True)
class Report:
    """Counts of one corpus; the shares are made of them when asked for."""

    corpus: str
    articles: int = 0
    gold: int = 0
    found: int = 0
    matched: int = 0
    right: Counter[int] = field(default_factory=Counter)
    """Matched and placed within each distance, end to end."""
    located: int = 0
    """Gold mentions with coordinates."""
    given_right: Counter[int] = field(default_factory=Counter)
    """Placed within each distance, mentions given."""
    floor_right: Counter[int] = field(default_factory=Counter)
    """The same by the largest population of the name."""
    with_id: int = 0
    same_id: int = 0
    with_role: int = 0
    same_role: int = 0
    bins: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in range(_BINS)])
    """Placements and those right within 161 km, by tenth of their probability."""
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    misplaced: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data, shares rounded to three decimals."""
        recognition = _f1(self.matched, self.found, self.gold)
        figures: dict[str, object] = {
            "corpus": self.corpus, "articles": self.articles, "mentions": self.gold,
            "recognition": recognition,
        }  # fmt: skip
        if self.located:
            figures["end_to_end_f1"] = {
                f"{km} km": _f1(self.right[km], self.found, self.located)["f1"] for km in DISTANCES
            }
            for name, counts in (("given_mentions", self.given_right), ("floor", self.floor_right)):
                figures[name] = {f"{km} km": _share(counts[km], self.located) for km in DISTANCES}
            figures["calibration"] = [
                {"probability": f"{n / 10:.1f}-{(n + 1) / 10:.1f}", "n": total,
                 "right": _share(right, total)}
                for n, (total, right) in enumerate(self.bins) if total
            ]  # fmt: skip
        if self.with_id:
            figures["exact_id"] = _share(self.same_id, self.with_id)
        if self.with_role:
            figures["role_accuracy"] = _share(self.same_role, self.with_role)
        return figures


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _f1(matched: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = matched / (found or 1), matched / (gold or 1)
    f1 = 2 * precision * recall / (precision + recall or 1)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def score_corpus(name: str, gold: Iterable[GoldArticle], tools: Tools) -> Report:
    """Run geomap over a corpus, free and with given mentions, and count.

    Args:
        name: what to call the corpus.
        gold: its texts.
        tools: gazetteer, actors and pipeline.
    """
    report = Report(corpus=name)
    for item in gold:
        article = Article(
            id=item.id, text=item.text, published=item.published, source=item.source, language="en"
        )
        report.articles += 1
        _free(report, item, annotate_article(article, tools).mentions)
        spans = tuple(Span(start=m.start, end=m.end) for m in item.mentions)
        given = annotate_article(replace(article, given_mentions=spans), tools).mentions
        _given(report, item, given, tools.gazetteer)
    return report


def _free(report: Report, item: GoldArticle, found: Sequence[Mention]) -> None:
    kept = [mention for mention in found if mention.status != "filtered"]
    report.gold += len(item.mentions)
    report.found += len(kept)
    left = list(kept)
    for gold in item.mentions:
        match = next((one for one in left if same_span(one, gold, item.text)), None)
        if match is None:
            report.missed[item.text[gold.start : gold.end]] += 1
            continue
        left.remove(match)
        report.matched += 1
        if gold.role:
            report.with_role += 1
            report.same_role += same_role(match.role, gold.role)
        apart = _apart(match, gold)
        report.right.update(km for km in DISTANCES if apart is not None and apart <= km)
    report.invented.update(mention.text for mention in left)


def _given(
    report: Report, item: GoldArticle, given: Sequence[Mention], gazetteer: Gazetteer
) -> None:
    for gold, mention in zip(item.mentions, given, strict=True):
        if gold.geonameid and mention.place is not None:
            report.with_id += 1
            report.same_id += mention.place.geonameid == gold.geonameid
        if gold.lat is None:
            continue
        report.located += 1
        apart = _apart(mention, gold)
        report.given_right.update(km for km in DISTANCES if apart is not None and apart <= km)
        if apart is None or apart > DISTANCES[-1]:
            placed = mention.place.id if mention.place else "unplaced"
            report.misplaced[f"{mention.text} -> {placed}"] += 1
        if mention.place is not None and mention.score is not None:
            tally = report.bins[min(_BINS - 1, int(mention.score * _BINS))]
            tally[0] += 1
            tally[1] += apart is not None and apart <= DISTANCES[-1]
        floor = _floor(mention.text, gold, gazetteer)
        report.floor_right.update(km for km in DISTANCES if floor is not None and floor <= km)


def _floor(name: str, gold: GoldMention, gazetteer: Gazetteer) -> float | None:
    """Distance of the most populous place of exactly this name, km."""
    entries = [gazetteer.entry(hit.row) for hit in gazetteer.lookup(name)]
    best = max(entries, key=lambda entry: (entry.population, -entry.row), default=None)
    return None if best is None else geodesic_km(best.lat, best.lon, gold)


def _apart(mention: Mention, gold: GoldMention) -> float | None:
    if mention.place is None or gold.lat is None:
        return None
    return geodesic_km(mention.place.lat, mention.place.lon, gold)


def geodesic_km(lat: float, lon: float, gold: GoldMention) -> float:
    """Distance on the WGS 84 ellipsoid, km."""
    from geopy.distance import geodesic

    return float(geodesic((lat, lon), (gold.lat, gold.lon)).km)


def same_span(mention: Mention, gold: GoldMention, text: str) -> bool:
    """Whether a found mention is the gold one (see the module)."""
    if abs(mention.start - gold.start) <= 1 and abs(mention.end - gold.end) <= 1:
        return True
    if mention.end <= gold.start or gold.end <= mention.start:
        return False
    return _letters(mention.text) == _letters(text[gold.start : gold.end])


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def same_role(role: str, gold: str) -> bool:
    """Whether roles agree; corpora that know only two call all but literal associative."""
    if gold in ("literal", "associative", "mixed"):
        return (role == "literal") == (gold != "associative")
    return role == gold
