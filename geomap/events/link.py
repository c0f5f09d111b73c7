"""Events: claims, of one or more articles, that speak of the same happening.

Claims are compared within blocks of one event family. Two are linked when their types agree,
their days overlap, their places are compatible at their precision, and their actors and
figures do not contradict each other. Linking never deletes: an event keeps every claim.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.events.triggers import event_types
from geomap.gazetteer.index import distance_km
from geomap.model import UNDRAWN_SEGMENTS, Event, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Annotation, Article, Claim, Mention, Place

#: Least score at which two claims are one event.
_LINK = 0.6
#: How far apart two places of one event may be, km, beyond their own radii.
_APART_KM = 5.0


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim where it stands."""

    claim: Claim
    article: Article
    mention: Mention | None

    @property
    def key(self) -> tuple[str, str]:
        return self.article.id, self.claim.id

    @property
    def place(self) -> Place | None:
        return self.mention.located if self.mention and self.mention.drawn else None


def link_claims(
    annotations: Iterable[Annotation], actors: ActorTable, groups: Mapping[str, str]
) -> tuple[Event, ...]:
    """The events that the claims of all articles tell of, in a stable order.

    Args:
        annotations: what was found in each article.
        actors: the actor table, for who belongs to whom.
        groups: article id -> id of its group of copies; copies count as one source.

    Returns:
        Events by id. Claims in boilerplate and repeats make no events of their own.
    """
    blocks: dict[str, list[_Told]] = defaultdict(list)
    types = event_types()
    for annotation in sorted(annotations, key=lambda one: one.article.id):
        places = {mention.id: mention for mention in annotation.mentions}
        for claim in annotation.claims:
            if claim.segment not in UNDRAWN_SEGMENTS:
                mention = places.get(claim.place or "")
                blocks[types[claim.type].family].append(_Told(claim, annotation.article, mention))
    events = [
        _event(told, reasons, score, groups)
        for block in sorted(blocks)
        for told, reasons, score in _clusters(blocks[block], actors, groups)
    ]
    return tuple(sorted(events, key=lambda event: event.id))


def _clusters(
    told: Sequence[_Told], actors: ActorTable, groups: Mapping[str, str]
) -> Iterable[tuple[list[_Told], list[str], float]]:
    """Claims joined by links, each with the reasons and the weakest link."""
    clusters: list[tuple[list[_Told], list[str], float]] = []
    by_type: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for one in told:
        block = (one.claim.type, one.place.id if one.place else None)
        joined = None
        for index in by_type[block]:
            members, reasons, weakest = clusters[index]
            # Every member must agree, or a chain of likenesses would join what is not alike.
            links = [_link(member, one, actors, groups) for member in members]
            if all(score >= _LINK for score, _why in links):
                score = min(score for score, _why in links)
                clusters[index] = (
                    [*members, one], [*reasons, links[0][1]], min(weakest, score),
                )  # fmt: skip
                joined = index
                break
        if joined is None:
            by_type[block].append(len(clusters))
            clusters.append(([one], [], 1.0))
    return clusters


def _link(
    left: _Told, right: _Told, actors: ActorTable, groups: Mapping[str, str]
) -> tuple[float, str]:
    """How surely two claims are of one happening, 0-1, and why in a sentence."""
    one, two = left.claim, right.claim
    if one.modality != two.modality and {one.modality, two.modality} & {"planned", "threatened"}:
        return 0.0, ""
    copies = groups.get(left.article.id) == groups.get(right.article.id)
    if copies and left.article.id != right.article.id and one.sentence.text == two.sentence.text:
        same_word = one.trigger.start - one.sentence.start == two.trigger.start - two.sentence.start
        return (1.0, "the same sentence in two copies of one article") if same_word else (0.0, "")
    days = _days(left, right)
    place = _places(left.place, right.place)
    who = _people(one.actors, two.actors, actors)
    if days is None or place is None or who is None:
        return 0.0, ""
    if one.fatalities.best and two.fatalities.best and one.fatalities.best != two.fatalities.best:
        return 0.0, ""
    score = 0.2 + 0.3 * days + 0.3 * place + 0.2 * who
    return score, (
        f"'{one.trigger.text}' and '{two.trigger.text}': same type, "
        f"{'same' if days == 1 else 'compatible'} days, "
        f"{'same' if place == 1 else 'compatible'} place, "
        f"{'same' if who == 1 else 'compatible'} actors"
    )


def _days(left: _Told, right: _Told) -> float | None:
    """1 for the same days, less for overlap, None for days that exclude each other."""
    one, two = left.claim.when, right.claim.when
    if one.start is None or two.start is None or one.end is None or two.end is None:
        near = left.article.published, right.article.published
        if near[0] and near[1] and abs((near[0] - near[1]).days) > 3:
            return None
        return 0.4
    if one.end < two.start or two.end < one.start:
        return None
    return 1.0 if (one.start, one.end) == (two.start, two.end) else 0.6


def _places(one: Place | None, two: Place | None) -> float | None:
    if one is None or two is None:
        return 0.2 if one is two else None
    if one.id == two.id:
        return 1.0
    apart = distance_km(one.lat, one.lon, two.lat, two.lon)
    return 0.6 if apart <= one.radius_km + two.radius_km + _APART_KM else None


def _people(one: Sequence[ActorRef], two: Sequence[ActorRef], actors: ActorTable) -> float | None:
    """1 for a common actor, less where one side names none, None where they differ."""
    if not one or not two:
        return 0.3
    mine, theirs = ({_owner(ref, actors) for ref in refs} for refs in (one, two))
    return 1.0 if mine & theirs else None


def _owner(ref: ActorRef, actors: ActorTable) -> str:
    """The actor that an actor answers to: a minister and his government are one."""
    actor = actors.by_id(ref.id) if ref.id else None
    if actor is None:
        return ref.name
    return actor.parent or actor.id


def _event(told: list[_Told], reasons: list[str], score: float, groups: Mapping[str, str]) -> Event:
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
        n_sources=len({_source(one, groups) for one in told}),
        score=score,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _fullness(one: _Told) -> tuple[int, int]:
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


def _deaths(told: Sequence[_Told]) -> Figure:
    """The span of what the claims say; never a sum."""
    counts = [one.claim.fatalities for one in told if one.claim.fatalities.low is not None]
    if not counts:
        return Figure()
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    best = [count.best for count in counts if count.best is not None]
    return Figure(low=min(lows), best=best[0] if best else None, high=max(highs) if highs else None)


def _source(one: _Told, groups: Mapping[str, str]) -> str:
    """The original source: who is quoted, else the group of copies the article is in."""
    attribution = one.claim.attribution
    while attribution is not None and attribution.source is not None:
        attribution = attribution.source
    if attribution is not None:
        return attribution.actor_id or attribution.name
    return groups.get(one.article.id, one.article.id)


def _identity(told: Sequence[_Told]) -> str:
    """Hash of what the claims point at, so that the same texts give the same id."""
    parts = sorted((one.article.id, one.claim.trigger.start) for one in told)
    return "e" + hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
