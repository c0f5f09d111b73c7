"""Why a mention is where it is: every candidate with the evidence for and against, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model import Candidate, Evidence, Mention
from geomap.places.decide import weigh, weights
from geomap.places.evidence import EVIDENCE
from geomap.places.resolve import prepare, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from geomap.config import Config
    from geomap.gazetteer import Gazetteer
    from geomap.model import Article


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
    doc: Doc | None = None,
) -> Explanation | None:
    """Explain the mention that holds character `start`; None where no mention does."""
    resolved = resolve(article, mentions, gazetteer, config, doc)
    chosen = next((m for m in resolved if m.start <= start < m.end), None)
    if chosen is None:
        return None
    hits, context = prepare(article, mentions, gazetteer, config)
    raw = next(mention for mention in mentions if mention.id == chosen.id)
    table = weights().by_name
    found = tuple(
        Candidate(
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
        for one in weigh(raw, hits[raw.id], context)
    )
    return Explanation(mention=chosen, candidates=found)
