"""Why a mention is where it is: every candidate with the evidence for and against, in sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.mentions.spans import widened
from geomap.model import Candidate, Evidence, Mention
from geomap.places.coordinates import coordinates_of
from geomap.places.decide import weigh, weights
from geomap.places.descriptions import denoted, description_of
from geomap.places.evidence import EVIDENCE
from geomap.places.resolve import prepare, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.config import Config
    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Place
    from geomap.places.context import Context
    from geomap.places.decide import Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A resolved mention and its candidates, likeliest first, each with its evidence."""

    mention: Mention
    candidates: tuple[Candidate, ...]


def explain(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    config: Config,
    start: int,
) -> Explanation | None:
    """Explain the mention that holds character `start`; None where no mention does.

    Args:
        article: as its places are resolved in (`geomap.flow.smoothed`).
        mentions: what recognition found in it.
        gazetteer: where names are looked up.
        config: theatre prior and least score.
        start: offset of a character of the mention.
    """
    resolved = resolve(article, mentions, gazetteer, config)
    resolved = widened(resolved, article, config.language.spans)
    chosen = next((m for m in resolved if m.start <= start < m.end), None)
    if chosen is None:
        return None
    hits, context = prepare(article, mentions, gazetteer, config)
    raw = next(mention for mention in mentions if mention.id == chosen.id)
    candidates = _unnamed(raw, context)
    if candidates is None:
        candidates = tuple(_weighed(one, gazetteer) for one in weigh(raw, hits[raw.id], context))
    return Explanation(mention=chosen, candidates=candidates)


def _weighed(one: Weighed, gazetteer: Gazetteer) -> Candidate:
    table = weights().by_name
    return Candidate(
        place=gazetteer.to_place(one.entry),
        score=one.probability,
        matched_name=one.hit.matched_name,
        match=one.hit.how,
        evidence=tuple(
            Evidence(
                name=claim.__name__,
                value=value,
                weight=table[claim.__name__],
                sentence=(claim.__doc__ or "").strip(),
            )
            for claim, value in zip(EVIDENCE, one.values, strict=True)
            if value
        ),
    )


def _unnamed(mention: Mention, context: Context) -> tuple[Candidate, ...] | None:
    """The candidates of coordinates and descriptions, which no name is weighed for."""
    point = coordinates_of(mention, context.gazetteer)
    if point is not None:
        sentence = f"The text gives its coordinates, to within {point.radius_km:g} km."
        return (_told(point, 1.0, "coordinates", sentence),)
    described = description_of(mention, context)
    if described is None:
        return None
    return tuple(
        _told(one.place, one.probability, "description", one.sentence)
        for one in denoted(described, context)
    )


def _told(place: Place, score: float, match: str, sentence: str) -> Candidate:
    """A candidate with one reason, which alone makes its probability."""
    sure = min(score, 0.999)
    weight = math.log(sure / (1 - sure))
    reason = Evidence(name=match, value=1.0, weight=weight, sentence=sentence)
    return Candidate(place=place, score=score, match=match, evidence=(reason,))
