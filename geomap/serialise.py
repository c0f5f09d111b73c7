"""Annotations as JSON: the contract of ``geomap annotate``, one object an article.

Keys and vocabularies are a public contract: add, never rename.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from geomap.model import (
    Annotation,
    Attribution,
    Claim,
    Mention,
    Place,
    When,
)

#: Decimals of coordinates in every output: 1e-6 degree is about 0.1 m.
COORDINATE_DECIMALS = 6
_SCORE_DECIMALS = 4
_ACTOR = ("id", "name", "start", "end")
_FIGURE = ("low", "best", "high", "text")


def annotation_lines(annotations: Iterable[Annotation]) -> bytes:
    """One JSON object a line an article, UTF-8; the articles' texts are not repeated."""
    return b"".join(msgspec.json.encode(annotation_to_json(one)) + b"\n" for one in annotations)


def annotation_to_json(annotation: Annotation) -> dict[str, Any]:
    """The annotation of one article as plain JSON data; offsets index ``article.text``."""
    article = annotation.article
    return {
        "id": article.id,
        "title": article.title,
        "published": _day(article.published),
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "sha256": article.sha256,
        "segments": [_fields(segment, "start", "end", "kind") for segment in article.segments],
        "mentions": [_mention(mention) for mention in annotation.mentions],
        "claims": [_claim(claim) for claim in annotation.claims],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _score(score: float | None) -> float | None:
    return None if score is None else round(score, _SCORE_DECIMALS)


def _fields(record: object, *names: str) -> dict[str, Any] | None:
    """Some fields of a record as they are; None of none."""
    return None if record is None else {name: getattr(record, name) for name in names}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role,
        "role_cue": mention.role_cue,
        "segment": mention.segment,
        "status": mention.status,
        "reason": mention.reason,
        "relation": _fields(
            mention.relation, "kind", "start", "end", "distance_km", "bearing", "anchor"
        ),
        "place": place_to_json(mention.place),
        "area": _area(mention.area),
        "score": _score(mention.score),
        "alternatives": [
            {
                "id": other.place.id,
                "name": other.place.name,
                "lat": round(other.place.lat, COORDINATE_DECIMALS),
                "lon": round(other.place.lon, COORDINATE_DECIMALS),
                "score": _score(other.score),
            }
            for other in mention.alternatives
        ],
        "actor": mention.actor_id,
        "recognised_by": mention.recognised_by,
    }


def _area(area: Place | None) -> dict[str, Any] | None:
    """What spatial words make of the place, with its extent (west, south, east, north)."""
    plain = place_to_json(area)
    if area is None or plain is None:
        return None
    if area.geometry is not None:
        import shapely

        bounds = shapely.from_wkb(area.geometry).bounds
        plain["bbox"] = [round(edge, COORDINATE_DECIMALS) for edge in bounds]
    return plain


def place_to_json(place: Place | None) -> dict[str, Any] | None:
    """A place as plain JSON data, without its geometry; WGS 84 degrees, km."""
    if place is None:
        return None
    return {
        "id": place.id,
        "geonameid": place.geonameid,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": round(place.lat, COORDINATE_DECIMALS),
        "lon": round(place.lon, COORDINATE_DECIMALS),
        "radius_km": round(place.radius_km, 3),
        "precision": place.precision,
        **({"attribution": place.attribution} if place.attribution else {}),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "type": claim.type,
        "trigger": _fields(claim.trigger, "start", "end", "text"),
        "sentence": _fields(claim.sentence, "start", "end"),
        "actors": [_fields(actor, *_ACTOR) for actor in claim.actors],
        "targets": [_fields(actor, *_ACTOR) for actor in claim.targets],
        "place": claim.place,
        "place_reason": claim.place_reason,
        "place_score": _score(claim.place_score),
        "when": _when(claim.when),
        "modality": claim.modality,
        "modality_cue": claim.modality_cue,
        "polarity": claim.polarity,
        "attribution": _attribution(claim.attribution),
        "fatalities": _fields(claim.fatalities, *_FIGURE),
        "figures": {name: _fields(figure, *_FIGURE) for name, figure in claim.figures},
        "segment": claim.segment,
        "review": claim.review,
    }


def _when(when: When) -> dict[str, Any]:
    return {
        "start": _day(when.start),
        "end": _day(when.end),
        "precision": when.precision,
        "text": when.text,
        "basis": when.basis,
    }


def _attribution(attribution: Attribution | None) -> dict[str, Any] | None:
    if attribution is None:
        return None
    return {
        "name": attribution.name,
        "start": attribution.start,
        "end": attribution.end,
        "cue": attribution.cue,
        "actor": attribution.actor_id,
        "source": _attribution(attribution.source),
    }
