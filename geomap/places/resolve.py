"""The decision: which place each mention of an article means, how precisely and how surely.

In passes. First each name is weighed by what stands beside it and by the countries and units
that the article names; then again, amid what the other names made of it. Nothing depends on the
order of the mentions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.model import Candidate, Mention, Place
from geomap.places.around import around, focus_of
from geomap.places.beside_evidence import is_of_kind
from geomap.places.candidates import candidates
from geomap.places.context import Context, first_look
from geomap.places.coordinates import coordinates_of
from geomap.places.decide import votes, weigh
from geomap.places.descriptions import denoted, description_of, neighbour_spoken_of
from geomap.places.kinds import AREAS, SMALL_TOWN, name_of
from geomap.places.picture import paint
from geomap.places.precision import as_asked
from geomap.places.related import related_place
from geomap.places.relations import find_relation
from geomap.places.told import placed_as_told
from geomap.places.within import part_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.config import Config
    from geomap.gazetteer import Entry, Gazetteer, Hit
    from geomap.model import Article
    from geomap.places.decide import Weighed, Weights

#: How often the names of an article hear what the others make of it before they are decided.
_PASSES = 2
#: A place this prominent is meant by its name, however little else speaks for it.
_KNOWN = 0.5
#: From here on a place is far from all else that an article names, km.
_FAR_KM = 250.0
#: The reason of a mention whose name only such a town bears.
STRAY = "small-and-far"
#: Furthest second place of a relation, km.
_ANCHOR_KM = 400.0
#: Alternatives kept with a mention.
_ALTERNATIVES = 4


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    config: Config,
    others: Sequence[Mention] = (),
) -> tuple[Mention, ...]:
    """The same mentions with place, score, status, alternatives and relation filled in.

    Args:
        article: the article they were found in.
        mentions: what recognition found, or what was given.
        gazetteer: where names are looked up.
        config: theatre prior and least score.
        others: further mentions of the article, which only say what it is about.
    """
    hits, context = prepare(article, mentions, gazetteer, config, others)
    decided = {mention.id: weigh(mention, hits[mention.id], context) for mention in mentions}
    context.named.update(
        (mention.text, decided[mention.id][0].entry) for mention in mentions if decided[mention.id]
    )
    finished = [_finished(mention, decided[mention.id], context, config) for mention in mentions]
    finished = _titled_as_told(finished, gazetteer)
    return placed_as_told(finished, article.text, gazetteer, config.places.min_score)


def prepare(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    config: Config,
    others: Sequence[Mention] = (),
    table: Weights | None = None,
) -> tuple[dict[str, Sequence[Hit]], Context]:
    """Candidates of each mention, and the context with its picture painted."""
    taken = [(mention.start, mention.end) for mention in mentions]
    besides = (
        replace(other, id=f"other-{other.id}")
        for other in others
        if not any(start < other.end and other.start < end for start, end in taken)
    )
    # In text order, whatever order they came in.
    seen = sorted((*mentions, *besides), key=lambda mention: (mention.start, mention.end))
    hits = {mention.id: candidates(mention, gazetteer, article.text) for mention in seen}
    entries = {key: [gazetteer.entry(hit.row) for hit in found] for key, found in hits.items()}
    context = first_look(article, seen, entries, gazetteer, config)
    voters = _voters([mention for mention in seen if hits[mention.id]], context)
    for _ in range(_PASSES):
        cast = _votes(voters, hits, context, table)
        context.picture = paint(cast)
    context.focus = focus_of(cast)
    return hits, context


def _voters(mentions: Sequence[Mention], context: Context) -> list[Mention]:
    """The mentions without those that say the same once more."""
    found: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        beside = (entry.row for entry in context.beside.get(mention.id, ()))
        found.setdefault((name_of(mention), mention.kind_hint, mention.role, *beside), mention)
    return list(found.values())


def _votes(
    voters: Sequence[Mention],
    hits: dict[str, Sequence[Hit]],
    context: Context,
    table: Weights | None,
) -> dict[str, list[tuple[Entry, float]]]:
    """What each name of the article votes for: the surest of its mentions speaks for it."""
    best: dict[str, tuple[float, list[tuple[Entry, float]]]] = {}
    for mention in voters:
        name, cast = name_of(mention), votes(mention, hits[mention.id], context, table)
        surest = max(vote for _entry, vote in cast)
        if name not in best or surest > best[name][0]:
            best[name] = surest, cast
    return {name: cast for name, (_surest, cast) in best.items()}


def _finished(
    mention: Mention, weighed: list[Weighed], context: Context, config: Config
) -> Mention:
    gazetteer = context.gazetteer
    if mention.recognised_by == "reference":
        return mention  # what it points back at is known when all names are decided
    point = coordinates_of(mention, gazetteer)
    if point is not None:
        return _related(replace(mention, place=point, score=1.0, status="resolved"), context)
    described = description_of(mention, context)
    if described is not None:
        choices = [
            Candidate(place=one.place, score=one.probability) for one in denoted(described, context)
        ]
    else:
        choices = [
            _candidate(one, gazetteer, shape=not rank)
            for rank, one in enumerate(weighed[: 1 + _ALTERNATIVES])
        ]
        choices = _as_asked_first(choices, mention.kind_hint, gazetteer)
    sure = bool(choices) and _sureness(choices) >= config.places.min_score
    stray = sure and described is None and _stray(mention, weighed, context)
    somewhere = None if described else _somewhere(mention, () if stray else weighed, context)
    if somewhere is not None and (stray or not choices or somewhere.score > choices[0].score):
        why = STRAY if stray else "not-in-gazetteer"
        return _placed(mention, [somewhere, *choices], why, context)
    if not choices:
        return replace(mention, status="unresolved", reason="not-in-gazetteer")
    reason = None
    if not sure:
        reason = "several-candidates" if len(choices) > 1 else "unlikely-name"
    return _placed(mention, choices, reason, context, described.phrase if described else None)


def _titled_as_told(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions; a headline's name is the town, not the unit, where the text begins with it.

    Not where the headline has a type word or says how far from it something was.
    """
    first: dict[str, Mention] = {}
    for one in mentions:
        if one.segment == "body" and one.role == "literal" and one.status == "resolved":
            first.setdefault(name_of(one), one)
    return [
        _as_town(one, first.get(name_of(one)), gazetteer)
        if one.segment == "title" and one.role == "literal" and not one.kind_hint
        else one
        for one in mentions
    ]


def _as_town(mention: Mention, told: Mention | None, gazetteer: Gazetteer) -> Mention:
    unit, entry = mention.place, None
    if told is not None and told.place is not None and told.place.kind == "city":
        entry = gazetteer.by_id(told.place.id)
    if entry is None or unit is None or mention.relation is not None:
        return mention
    town = gazetteer.to_place(entry)
    if unit.kind == "city" or not _unit_of_the_name(unit, town):
        return mention
    others = [one for one in mention.alternatives if one.place.id != town.id]
    left_out = _without_shape(Candidate(place=unit, score=mention.score or 0.0))
    return replace(mention, place=town, alternatives=(left_out, *others)[:_ALTERNATIVES])


def _stray(mention: Mention, weighed: Sequence[Weighed], context: Context) -> bool:
    """Whether only a small town far from all else that the article names bears the name.

    Gazetteers lack most villages: of 24 such in the annotated corpora none was meant.
    """
    if not weighed or context.focus is None:
        return False
    best, name = weighed[0].entry, name_of(mention)
    small = best.kind == "city" and best.population < SMALL_TOWN and not best.edited
    said = context.parents[mention.id].hold(best) or context.parents_of_name[name].hold(best)
    return small and not said and context.focus.farther_from_all(best, name, _FAR_KM)


def _as_asked_first(
    choices: list[Candidate], kind: str | None, gazetteer: Gazetteer
) -> list[Candidate]:
    """The district before the town it is named after, where the text says "district"."""
    if kind is None:
        return choices
    region = kind == "region" and bool(choices) and choices[0].place.kind not in AREAS
    for at, one in enumerate(choices[1:], start=1):
        entry = gazetteer.by_id(one.place.id)
        asked = one.place.kind == ("admin1" if region else kind)
        asked = asked or (entry is not None and is_of_kind(entry, kind))
        if asked and _unit_of_the_name(choices[0].place, one.place):
            place = one.place if entry is None else gazetteer.to_place(entry)
            unit = replace(one, place=place, score=choices[0].score + one.score)
            return [unit, *choices[:at], *choices[at + 1 :]]
    return choices


def _sureness(choices: Sequence[Candidate]) -> float:
    """Probability of where the first choice is, however wide it is.

    A town and the district named after it are one answer to "where": that nobody says which of
    the two is meant does not make the place doubtful.
    """
    best = choices[0].place
    return choices[0].score + sum(
        other.score for other in choices[1:] if _unit_of_the_name(best, other.place)
    )


def _unit_of_the_name(one: Place, other: Place) -> bool:
    """Whether one is a town and the other the unit around it that bears its name."""
    if one.kind == other.kind:
        return False
    town, unit = sorted((one, other), key=lambda place: place.radius_km)
    short, long = sorted((town.name.casefold(), unit.name.casefold()), key=len)
    return (
        unit.kind in ("admin1", "admin2")
        and long.startswith(short)  # as in "Douma" and "Douma District", "New York City"
        and distance_km(town.lat, town.lon, unit.lat, unit.lon) <= unit.radius_km
    )


def _somewhere(mention: Mention, weighed: Sequence[Weighed], context: Context) -> Candidate | None:
    """A place that the gazetteer lacks, around where the article is; None where it is nowhere."""
    focus = context.focus
    named = mention.recognised_by == "given" or mention.role in ("literal", "embedded")
    known = any(one.entry.prominence >= _KNOWN and one.hit.how != "part" for one in weighed)
    # A town with a district named for it is no hamlet that shares a name by chance.
    seat = mention.id in context.unique and len(weighed) > 1 and weighed[0].hit.how == "exact"
    if focus is None or not named or known or seat:
        return None
    none = 1.0 - sum(one.probability for one in weighed)
    return Candidate(
        place=around(focus, context.gazetteer),
        score=none * focus.share,
        matched_name=focus.entry.name,
        match="around",
    )


def _placed(
    mention: Mention,
    choices: Sequence[Candidate],
    reason: str | None,
    context: Context,
    phrase: int | None = None,
) -> Mention:
    """The mention at the first of its choices, the others as alternatives."""
    best, others = choices[0], choices[1 : 1 + _ALTERNATIVES]
    placed = replace(
        mention,
        place=as_asked(best.place, mention.kind_hint),
        score=best.score,
        status="ambiguous" if reason else "resolved",
        reason=reason,
        alternatives=tuple(_without_shape(other) for other in others),
    )
    return _related(placed, context, phrase)


def _without_shape(one: Candidate) -> Candidate:
    if one.place.geometry is None:
        return one
    return replace(one, place=replace(one.place, geometry=None))


def _candidate(one: Weighed, gazetteer: Gazetteer, *, shape: bool) -> Candidate:
    """A candidate; only the likeliest needs its shape."""
    return Candidate(
        place=gazetteer.to_place(one.entry, shape=shape),
        score=one.probability,
        matched_name=one.hit.matched_name,
        match=one.hit.how,
    )


def _related(mention: Mention, context: Context, phrase: int | None = None) -> Mention:
    """The mention with its spatial words, and the area that they make of its place.

    Args:
        mention: with its place.
        context: the article.
        phrase: where the words that the mention is part of begin, for a description.
    """
    if mention.role == "demonym" or mention.place is None:
        return mention
    seen = mention if phrase is None else replace(mention, start=phrase)
    relation = find_relation(context.article.text, seen)
    stretch = part_within(mention.place, mention, context) if mention.role == "literal" else None
    if relation is None and stretch in (None, mention.place):
        return mention  # as most are
    if stretch is None:
        return replace(mention, relation=relation)
    if relation is None or (relation.kind == "along" and stretch is not mention.place):
        area = None if stretch is mention.place else stretch
        return replace(mention, area=area, relation=relation)
    place, other = mention.place, _anchor(relation.anchor, mention.place, context)
    # What is near a name is near a town; what is around it may be around a province.
    close = relation.kind == "near" and context.article.text.startswith("near", relation.start)
    close = close and mention.kind_hint in (None, "city")
    towns = (
        close
        or relation.kind in _FROM_TOWNS
        or (relation.kind == "near" and relation.bearing is not None)
    )
    if towns or (relation.kind == "between" and other is not None and other.kind == "city"):
        place = _town(place, mention.text, context)
        other = None if other is None else _town(other, relation.anchor or "", context)
    if relation.kind == "border" and other is None:
        other = neighbour_spoken_of(place, context)
    area = related_place(place, relation, other, context.gazetteer)
    place = replace(place, precision=area.precision, radius_km=area.radius_km)
    return replace(mention, place=place, area=area, relation=relation)


#: Roads join towns, and distances are counted from them, not from the units around.
_FROM_TOWNS = frozenset({"road", "distance", "outskirts"})


def _town(place: Place, name: str, context: Context) -> Place:
    """The town of a unit's name; the place itself where it is no unit or has no such town."""
    if place.kind not in ("admin1", "admin2"):
        return place
    hits = (context.gazetteer.entry(hit.row) for hit in context.gazetteer.lookup(name))
    town = next((e for e in hits if e.kind == "city" and e.admin1 == place.admin1), None)
    return place if town is None else context.gazetteer.to_place(town)


def _anchor(name: str | None, place: Place, context: Context) -> Place | None:
    """The second place of a relation ("between X and Y"): the one of its name nearest by.

    None where the nearest is further than `_ANCHOR_KM`: no road or border joins such places.
    """
    if not name:
        return None
    gazetteer = context.gazetteer
    entries: list[Entry] = [gazetteer.entry(hit.row) for hit in gazetteer.lookup(name)]
    if not entries:
        rows = [row for match in gazetteer.match(name)[:1] for row in match.rows]
        entries = [gazetteer.entry(row) for row in rows]
    apart = {
        entry.row: distance_km(entry.lat, entry.lon, place.lat, place.lon) for entry in entries
    }
    kind = context.named[name].kind if name in context.named else place.kind
    same_kind = [entry for entry in entries if entry.kind == kind] or entries
    best = min(same_kind, key=lambda entry: (apart[entry.row], entry.row), default=None)
    far = best is None or apart[best.row] > max(_ANCHOR_KM, 2 * place.radius_km)
    return None if best is None or far else gazetteer.to_place(best)
