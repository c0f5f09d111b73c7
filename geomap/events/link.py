"""Events: claims, of one or more articles, that speak of the same happening.

Claims of one type are compared where their days and places can meet, and each joins the event
that it is most like. Linking never deletes: an event keeps every claim.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.events.likeness import LINK, Told, is_spot, likeness
from geomap.model import UNDRAWN_SEGMENTS, Event, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Annotation

#: Side of the cells in which spots are looked for, degrees; two spots that may be one are never
#: farther apart than this at the latitudes where people live.
_CELL = 0.75
#: Intervals up to this long are looked for by day, days.
_BY_DAY = 31


@dataclass(slots=True)
class _Cluster:
    """An event in the making."""

    members: list[Told]
    reasons: list[str] = field(default_factory=list)
    weakest: float = 1.0

    def join(self, one: Told, score: float, reason: str) -> None:
        self.members.append(one)
        self.reasons.append(reason)
        self.weakest = min(self.weakest, score)


def link_claims(
    annotations: Iterable[Annotation], actors: ActorTable, groups: Mapping[str, str]
) -> tuple[Event, ...]:
    """The events that the claims of all articles tell of, in a stable order.

    Args:
        annotations: what was found in each article.
        actors: the actor table, for who belongs to whom.
        groups: article id -> id of its group of copies; copies count as one source.

    Returns:
        Events by id. Claims in boilerplate and repeats make no events of their own,
        nor do those that an analyst dropped.
    """
    by_type: dict[str, list[Told]] = defaultdict(list)
    for annotation in sorted(annotations, key=lambda one: one.article.id):
        places = {mention.id: mention for mention in annotation.mentions}
        for claim in annotation.claims:
            if claim.segment not in UNDRAWN_SEGMENTS and claim.review != "dropped":
                mention = places.get(claim.place or "")
                by_type[claim.type].append(Told(claim, annotation.article, mention))
    events = [
        _event(cluster, groups)
        for event_type in sorted(by_type)
        for cluster in _clusters(by_type[event_type], actors, groups)
    ]
    return tuple(sorted(events, key=lambda event: event.id))


def _clusters(
    told: Sequence[Told], actors: ActorTable, groups: Mapping[str, str]
) -> list[_Cluster]:
    """Claims of one type joined by links, each claim to the cluster that it is most like."""
    clusters: list[_Cluster] = []
    kept: dict[_Key, list[int]] = defaultdict(list)
    for one in told:
        near = sorted({index for key in _looked_for(one) for index in kept.get(key, ())})
        links = [(index, *_agreed(clusters[index], one, actors, groups)) for index in near]
        index, score, reason = max(links, key=lambda link: link[1], default=(0, 0.0, ""))
        if score >= LINK:
            clusters[index].join(one, score, reason)
        else:
            index = len(clusters)
            clusters.append(_Cluster([one]))
        for key in _kept_under(one):
            if index not in kept[key]:
                kept[key].append(index)
    return clusters


def _agreed(
    cluster: _Cluster, one: Told, actors: ActorTable, groups: Mapping[str, str]
) -> tuple[float, str]:
    """The weakest link to a member: a chain of likenesses would join what is not alike."""
    weakest, reason = 1.0, ""
    for member in cluster.members:
        score, why = likeness(member, one, actors, groups)
        if score < LINK:
            return 0.0, ""
        if score < weakest or not reason:
            weakest, reason = score, why
    return weakest, reason


#: Where and when a claim is kept: a cell, a place id or None; a day or "long".
_Key = tuple[object, object]


def _kept_under(one: Told) -> list[_Key]:
    place = one.place
    spot: object = place.id if place else None
    if place and is_spot(place):
        spot = round(place.lat / _CELL), round(place.lon / _CELL)
    return [(spot, day) for day in _day_keys(one)]


def _looked_for(one: Told) -> Iterator[_Key]:
    """The keys of claims that may be of the same happening: spots are near spots next door."""
    place = one.place
    for spot, day in _kept_under(one):
        if place is None or not is_spot(place):
            yield spot, day
            continue
        lat, lon = round(place.lat / _CELL), round(place.lon / _CELL)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield (lat + north, lon + east), day


def _day_keys(one: Told) -> list[object]:
    """Each day of the claim; one key for all of a long or an unknown time."""
    days = one.days
    if days is None or (days[1] - days[0]).days > _BY_DAY:
        return ["long"]
    return [days[0] + timedelta(days=n) for n in range((days[1] - days[0]).days + 1)]


def _event(cluster: _Cluster, groups: Mapping[str, str]) -> Event:
    told = cluster.members
    best = max(told, key=_fullness)
    placed = next((one for one in (best, *told) if one.place is not None), None)
    first = [best, *(one for one in told if one is not best)]
    keys = tuple(one.key for one in first)
    return Event(
        id=_identity(told),
        type=best.claim.type,
        claims=keys,
        place=placed.place if placed else None,
        place_mention=(placed.article.id, placed.mention.id) if placed and placed.mention else None,
        when=min((one.claim.when for one in told), key=_vagueness),
        actors=_union(one.claim.actors for one in first),
        targets=_union(one.claim.targets for one in first),
        modality=best.claim.modality,
        polarity=best.claim.polarity,
        attributed_to=tuple(
            dict.fromkeys(one.claim.attribution.name for one in first if one.claim.attribution)
        ),
        fatalities=_deaths(told),
        n_claims=len(told),
        n_sources=len(_sources(told, groups)),
        score=cluster.weakest,
        reasons=tuple(dict.fromkeys(cluster.reasons)),
    )


def _fullness(one: Told) -> tuple[int, int]:
    claim = one.claim
    parts = (claim.actors, claim.targets, one.place, claim.when.start, claim.fatalities.best)
    return sum(bool(part) for part in parts), -claim.trigger.start


def _vagueness(when: object) -> int:
    precision = getattr(when, "precision", "unknown")
    return ("day", "days", "week", "month", "year", "unknown").index(precision)


def _union(groups: Iterable[Sequence[ActorRef]]) -> tuple[ActorRef, ...]:
    found: dict[str, ActorRef] = {}
    for refs in groups:
        for ref in refs:
            found.setdefault(ref.id or ref.name, ref)
    return tuple(found.values())


def _deaths(told: Sequence[Told]) -> Figure:
    """The span of what the claims say; never a sum."""
    counts = [one.claim.fatalities for one in told if one.claim.fatalities.low is not None]
    if not counts:
        return Figure()
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    best = [count.best for count in counts if count.best is not None]
    return Figure(low=min(lows), best=best[0] if best else None, high=max(highs) if highs else None)


def _sources(told: Sequence[Told], groups: Mapping[str, str]) -> set[str]:
    """The independent original sources: who is quoted, else the article or its group of copies.

    An article that quotes somebody for a deed and tells of it in its own words too has it from
    the one it quotes; it is no second witness.
    """
    by_article: dict[str, set[str]] = defaultdict(set)
    for one in told:
        quoted = _quoted(one)
        by_article[groups.get(one.article.id, one.article.id)] |= {quoted} if quoted else set()
    return {source for group, quoted in by_article.items() for source in quoted or {group}}


def _quoted(one: Told) -> str | None:
    """Who says so in the end: in "A said that B claimed", B."""
    attribution = one.claim.attribution
    while attribution is not None and attribution.source is not None:
        attribution = attribution.source
    return (attribution.actor_id or attribution.name.casefold()) if attribution else None


def _identity(told: Sequence[Told]) -> str:
    """Hash of what the claims point at, so that the same texts give the same id."""
    # A deed told at several places is a claim for each, of one trigger.
    parts = sorted(
        (one.article.id, one.claim.trigger.start, one.mention.start if one.mention else -1)
        for one in told
    )
    return "e" + hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
