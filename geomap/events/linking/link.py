"""Events: claims, of one or more articles, that speak of the same happening.

Claims of one type, or of types of kin, are compared where their days and places can meet, and
each joins the event that it is most like. Linking never deletes: an event keeps every claim.

Claims come in the order of their days, week by week (`link_period`). What a week hands on to the
next is the events that a later claim may still join; so a week in which nothing is new, and to
which the same is handed on, need not be linked again.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from geomap.events.linking.likeness import LINK, OUTCOMES, Told, is_spot, likeness
from geomap.events.what.vocabulary import kin_families
from geomap.model import UNDRAWN_SEGMENTS, DatePrecision, Event, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Annotation, When

#: Side of the cells in which spots are looked for, degrees; two spots that may be one are never
#: farther apart than this at the latitudes where people live.
_CELL = 0.75
#: Intervals up to this long are looked for by day, days.
_BY_DAY = 31


#: Types of what both sides do.
_MUTUAL = frozenset({"meeting", "talks", "agreement"})
#: Period of claims whose days are unknown or many; they meet no others.
UNDATED = "undated"


@dataclass(slots=True)
class Cluster:
    """An event in the making."""

    members: list[Told]
    reasons: list[str] = field(default_factory=list)
    weakest: float = 1.0

    def join(self, one: Told, score: float, reason: str) -> None:
        """Take a claim in."""
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
    periods: dict[str, list[Told]] = defaultdict(list)
    for annotation in sorted(annotations, key=lambda one: one.article.id):
        for one in told_in(annotation):
            periods[period_of(one)].append(one)
    clusters: list[Cluster] = []
    handed: list[Cluster] = []
    for period in sorted(periods):
        done, handed = link_period(periods[period], handed, end_of(period), actors, groups)
        clusters += done
    return events_of([*clusters, *handed], groups)


def told_in(annotation: Annotation) -> Iterator[Told]:
    """The claims of an article that may make events, in their order."""
    places = {mention.id: mention for mention in annotation.mentions}
    for claim in annotation.claims:
        if claim.segment not in UNDRAWN_SEGMENTS and claim.review != "dropped":
            yield Told(claim, annotation.article, places.get(claim.place or ""))


def period_of(one: Told) -> str:
    """The week that a claim begins in, as its Monday in ISO 8601, or `UNDATED`.

    In the order of their names, periods follow each other in time; `UNDATED` is the last.
    """
    days = one.days
    if days is None or (days[1] - days[0]).days > _BY_DAY:
        return UNDATED
    return (days[0] - timedelta(days=days[0].weekday())).isoformat()


def section_of(one: Told) -> str:
    """The part of its period that a claim is in: the day it begins on, or its kind if undated.

    Sections may be linked one after the other, in the order of their names, as periods are.
    """
    if period_of(one) == UNDATED:
        return f"{UNDATED} {kin_families().get(one.claim.type, one.claim.type)}"
    return one.days[0].isoformat() if one.days else ""


def end_of(period: str, days: int = 7) -> date | None:
    """The first day after a period, or after a section of one day; None for what has no days."""
    return None if period.startswith(UNDATED) else date.fromisoformat(period) + timedelta(days=days)


def link_period(
    told: Sequence[Told],
    handed: Sequence[Cluster],
    end: date | None,
    actors: ActorTable,
    groups: Mapping[str, str],
) -> tuple[list[Cluster], list[Cluster]]:
    """Link the claims of one period, or of one section of it.

    Args:
        told: its claims, by article id.
        handed: what the period before handed on; taken over and changed.
        end: as `end_of` gives it.
        actors: the actor table, for who belongs to whom.
        groups: article id -> id of its group of copies.

    Returns:
        The events that no later claim can join, and those that one may.
    """
    if end is None:  # what is handed on has days, so nothing here can join it
        return [*handed, *_clusters(told, [], actors, groups)], []
    ordered = sorted(told, key=lambda one: (one.days, one.article.id))
    clusters = _clusters(ordered, list(handed), actors, groups)
    done: list[Cluster] = []
    open_: list[Cluster] = []
    for cluster in clusters:
        last = max(one.days[1] for one in cluster.members if one.days)
        (open_ if last >= end else done).append(cluster)
    return done, open_


def events_of(clusters: Iterable[Cluster], groups: Mapping[str, str]) -> tuple[Event, ...]:
    """The events of finished clusters, by id."""
    events = (_event(cluster, groups) for cluster in clusters)
    return tuple(sorted(events, key=lambda event: event.id))


def _clusters(
    told: Iterable[Told],
    clusters: list[Cluster],
    actors: ActorTable,
    groups: Mapping[str, str],
) -> list[Cluster]:
    """Claims joined by links, each to the cluster that it is most like; adds to `clusters`."""
    kept: dict[_Key, list[int]] = defaultdict(list)
    kin = kin_families()
    for index, cluster in enumerate(clusters):
        for key in dict.fromkeys(
            key for one in cluster.members for key in _kept_under(one, kin, groups)
        ):
            kept[key].append(index)
    for one in told:
        near = sorted(
            {index for key in _looked_for(one, kin, groups) for index in kept.get(key, ())}
        )
        links = [(index, *_agreed(clusters[index], one, actors, groups)) for index in near]
        index, score, reason = max(links, key=lambda link: link[1], default=(0, 0.0, ""))
        if score >= LINK:
            clusters[index].join(one, score, reason)
        else:
            index = len(clusters)
            clusters.append(Cluster([one]))
        for key in _kept_under(one, kin, groups):
            if index not in kept[key]:
                kept[key].append(index)
    return clusters


def _agreed(
    cluster: Cluster, one: Told, actors: ActorTable, groups: Mapping[str, str]
) -> tuple[float, str]:
    """The weakest link to a member: a chain of likenesses would join what is not alike.

    A member of the claim's own type vouches for it before those of kin.
    """
    weakest, reason = 1.0, ""
    vouched = any(member.claim.type == one.claim.type for member in cluster.members)
    for member in cluster.members:
        score, why = likeness(member, one, actors, groups, vouched=vouched)
        if score < LINK:
            return 0.0, ""
        if score < weakest or not reason:
            weakest, reason = score, why
    return weakest, reason


#: What is compared with what: the family, a cell, a place id or None, and a day or `UNDATED`.
_Key = tuple[str, object, object]


def _kept_under(one: Told, kin: Mapping[str, str], groups: Mapping[str, str]) -> list[_Key]:
    place = one.place
    spot: object = place.id if place else None
    if place and is_spot(place):
        spot = round(place.lat / _CELL), round(place.lon / _CELL)
    family = kin.get(one.claim.type, one.claim.type)
    spots = [spot, _headline(one)] if one.claim.segment == "title" else [spot]
    spots += _words(one, groups)
    return [(family, at, day) for at in spots for day in _day_keys(one)]


def _words(one: Told, groups: Mapping[str, str]) -> list[object]:
    """Where a sentence finds itself in a copy of its article, which may name fewer places."""
    group = groups.get(one.article.id)
    return [] if group is None else [("copy", group, one.claim.trigger.text)]


def _headline(one: Told) -> object:
    """Where the claims of an article find those of its headline, which names wider places."""
    return "headline", one.article.id


def _looked_for(one: Told, kin: Mapping[str, str], groups: Mapping[str, str]) -> Iterator[_Key]:
    """The keys of claims that may be of the same happening: spots are near spots next door."""
    place = one.place
    if one.claim.segment == "body":
        family = kin.get(one.claim.type, one.claim.type)
        yield from ((family, _headline(one), day) for day in _day_keys(one))
    apart = [_headline(one), *_words(one, groups)]
    for family, spot, day in _kept_under(one, kin, groups):
        if place is None or not is_spot(place) or spot in apart:
            yield family, spot, day
            continue
        lat, lon = round(place.lat / _CELL), round(place.lon / _CELL)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield family, (lat + north, lon + east), day


def _day_keys(one: Told) -> list[object]:
    """Each day of the claim; one for all of a long or an unknown time."""
    days = one.days
    if days is None or (days[1] - days[0]).days > _BY_DAY:
        return [UNDATED]
    return [days[0] + timedelta(days=n) for n in range((days[1] - days[0]).days + 1)]


def _event(cluster: Cluster, groups: Mapping[str, str]) -> Event:
    told = sorted(cluster.members, key=_place_in_text)
    best = max(told, key=_fullness)
    placed = next((one for one in (best, *told) if one.place is not None), None)
    first = [best, *(one for one in told if one is not best)]
    keys = tuple(one.key for one in first)
    doers = _union(one.claim.actors for one in first)
    # Who meets somebody is met by him: one article tells of the guest, another of the host.
    same = {ref.id or ref.name for ref in doers} if best.claim.type in _MUTUAL else set()
    done_to = _union(one.claim.targets for one in first)
    return Event(
        id=_identity(told),
        type=best.claim.type,
        claims=keys,
        place=placed.place if placed else None,
        place_mention=(placed.article.id, placed.mention.id) if placed and placed.mention else None,
        when=min((one.claim.when for one in told), key=_vagueness),
        actors=doers,
        targets=tuple(ref for ref in done_to if (ref.id or ref.name) not in same),
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


def _place_in_text(one: Told) -> tuple[str, int, int, str]:
    """By article, then as in its text; claims of one trigger by their ids."""
    return one.article.id, one.claim.trigger.start, len(one.claim.id), one.claim.id


def _fullness(one: Told) -> tuple[bool, int, int]:
    """The deed itself before what came of it, then what says most."""
    claim = one.claim
    parts = (claim.actors, claim.targets, one.place, claim.when.start, claim.fatalities.best)
    deed = claim.type not in OUTCOMES
    return deed, sum(bool(part) for part in parts), -claim.trigger.start


def _vagueness(when: When) -> tuple[int, bool]:
    """How little a time says: the place of its precision among them all, and news before old."""
    return get_args(DatePrecision).index(when.precision), when.basis == "unknown"


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
