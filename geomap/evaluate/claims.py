"""Claims of an article against events that people found in it.

One JSON object a line: ``{"article", "sentence_start", "sentence_end", "trigger_start",
"trigger_end", "event_class", "alt_classes", "modality", "alt_modalities", "place",
"place_lat", "place_lon", "place_basis", "salience", "in_boilerplate"}``; the article is the file
of that name beside the folder of the gold file. A claim matches a gold event whose trigger it
overlaps, or else one of its sentence with a type that agrees; each matches once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geomap.evaluate.report import share
from geomap.model import UNDRAWN_SEGMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geomap.flow import Tools
    from geomap.model import Article, Claim, Mention

#: Our types by the class names of the gold events; classes without any are by design no event.
CLASSES: dict[str, str] = {
    "air_strike": "airstrike drone_strike missile_strike attack",
    "ground_assault": "ground_assault territory_captured attack armed_clash killing",
    "shelling": "shelling attack", "clash": "armed_clash attack ground_assault",
    "territory_change": "territory_captured territory_handed_over",
    "troop_movement": "deployment withdrawal", "diplomatic_meeting": "meeting talks",
    "negotiation": "talks meeting agreement rejection", "agreement": "agreement ceasefire promise",
    "threat_or_warning": "threat warning", "demand": "demand appeal", "accusation": "accusation",
    "denial": "denial rejection", "displacement": "displacement", "killing": "killing attack",
    "disinformation": "disinformation accusation", "aid_support": "aid support cooperation",
    "sanctions": "sanctions", "chemical_attack": "chemical_attack",
    "other:chemical_attack_provocation": "chemical_attack", "other:truce_violation": "attack",
    "other:military_presence": "deployment",
}  # fmt: skip
#: Farthest a place may be from the gold one, km.
NEAR_KM = 50.0


@dataclass(slots=True, kw_only=True)
class ClaimReport:
    """Figures of the claims of annotated articles."""

    corpus: str
    gold: int = 0
    """Core events of classes that we have types for."""
    found: int = 0
    """Claims outside boilerplate and repeats."""
    recalled: int = 0
    matched: int = 0
    type_right: int = 0
    modality_right: int = 0
    place_right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data."""
        return {
            "corpus": self.corpus, "core_events": self.gold, "claims": self.found,
            "recall": share(self.recalled, self.gold),
            "precision": share(self.matched, self.found),
            "type": share(self.type_right, self.matched),
            "modality": share(self.modality_right, self.matched),
            "place": share(self.place_right, self.matched),
        }  # fmt: skip


def score_claims(path: Path, records: Iterable[dict[str, Any]], tools: Tools) -> ClaimReport:
    """Annotate the articles of a gold file and compare their claims.

    Args:
        path: the gold file, in a folder beside its articles.
        records: its events.
        tools: gazetteer, actors and pipeline.
    """
    report = ClaimReport(corpus=path.stem)
    by_article: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_article.setdefault(record["article"], []).append(record)
    for name, events in sorted(by_article.items()):
        _score_article(report, _article(path.parent.parent / name, tools), events, tools)
    return report


def _article(path: Path, tools: Tools) -> Article:
    from geomap.articles import read_articles
    from geomap.errors import ArticleUnreadable
    from geomap.model import Skipped

    found = next(iter(read_articles([str(path)], tools.config)))
    if isinstance(found, Skipped):
        raise ArticleUnreadable(path.name, found.reason, "put the article beside the gold folder")
    return found


def _score_article(
    report: ClaimReport, article: Article, events: Sequence[dict[str, Any]], tools: Tools
) -> None:
    from geomap.flow import annotate_article

    done = annotate_article(article, tools)
    places = {mention.id: mention for mention in done.mentions}
    claims = [claim for claim in done.claims if claim.segment not in UNDRAWN_SEGMENTS]
    pairs = _pairs(claims, events, places)
    taken = [event for _claim, event in pairs]
    matched = [claim for claim, _event in pairs]
    core = [e for e in events if e["salience"] == "core" and _types(e) and not e["in_boilerplate"]]
    report.gold += len(core)
    report.recalled += sum(event in taken for event in core)
    report.missed += [f"{e['trigger']} ({e['event_class']})" for e in core if e not in taken]
    report.found += len(claims)
    report.matched += len(pairs)
    report.invented += [f"{c.trigger.text} ({c.type})" for c in claims if c not in matched]
    for claim, event in pairs:
        _compare(report, claim, event, places)


def _compare(
    report: ClaimReport, claim: Claim, event: dict[str, Any], places: dict[str, Mention]
) -> None:
    kind = claim.type in _types(event)
    modality = claim.modality in (event["modality"], *event["alt_modalities"])
    where = _same_place(claim, event, places)
    report.type_right += kind
    report.modality_right += modality
    report.place_right += where
    if not (kind and modality and where):
        mention = places.get(claim.place or "")
        report.wrong.append(
            f"{claim.trigger.text}: {claim.type}, {claim.modality}, "
            f"{mention.text if mention else 'no place'} in place of "
            f"{event['event_class']}, {event['modality']}, {event['place'] or 'no place'}"
        )


def _pairs(
    claims: Sequence[Claim], events: Sequence[dict[str, Any]], places: dict[str, Mention]
) -> list[tuple[Claim, dict[str, Any]]]:
    """Claims with their gold events: same trigger and place first, then trigger, then type."""
    pairs: list[tuple[Claim, dict[str, Any]]] = []
    for rule in (
        lambda c, e: _overlap(c, e) and _same_place(c, e, places),
        _overlap,
        lambda c, e: (
            e["sentence_start"] <= c.trigger.start < e["sentence_end"] and c.type in _types(e)
        ),
    ):
        for claim in claims:
            if any(claim is one for one, _event in pairs):
                continue
            free = [e for e in events if not any(e is taken for _claim, taken in pairs)]
            event = next((e for e in free if rule(claim, e)), None)
            if event is not None:
                pairs.append((claim, event))
    return pairs


def _overlap(claim: Claim, event: dict[str, Any]) -> bool:
    return bool(
        claim.trigger.start < event["trigger_end"] and event["trigger_start"] < claim.trigger.end
    )


def _types(event: dict[str, Any]) -> set[str]:
    names = [event["event_class"], f"{event['event_class']}:{event['subtype']}"]
    names += event["alt_classes"]
    return {one for name in names for one in CLASSES.get(name, "").split()}


def _same_place(claim: Claim, event: dict[str, Any], places: dict[str, Mention]) -> bool:
    from geopy.distance import geodesic

    mention = places.get(claim.place or "")
    if event["place_lat"] is None or mention is None:
        return (event["place"] is None) == (mention is None)
    span = event["place_span"]
    if span and mention.start < span[1] and span[0] < mention.end:
        return True
    place = mention.located
    gold = (event["place_lat"], event["place_lon"])
    return place is not None and geodesic((place.lat, place.lon), gold).km <= NEAR_KM
