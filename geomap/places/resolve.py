"""The decision: which place each mention of an article means, how precisely and how surely.

Two passes. Countries, units and names with one clear meaning are decided first; the rest with
those known. Within a pass nothing depends on the order of the mentions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.model import Candidate, Mention, Place
from geomap.places.context import Context, first_look
from geomap.places.coordinates import coordinates_of
from geomap.places.decide import Weighed, weigh
from geomap.places.descriptions import denoted, description_of, neighbour_spoken_of
from geomap.places.precision import as_asked
from geomap.places.related import related_place
from geomap.places.relations import find_relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from geomap.config import Config
    from geomap.gazetteer import Entry, Gazetteer, Hit
    from geomap.model import Article

#: A place is an anchor for the others from this probability on.
_SURE = 0.85
#: Candidates weighed for one name: the most prominent ones.
MOST_CANDIDATES = 60
#: Furthest second place of a relation, km.
_ANCHOR_KM = 400.0
#: Alternatives kept with a mention.
_ALTERNATIVES = 4


def resolve(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    config: Config,
    doc: Doc | None = None,
) -> tuple[Mention, ...]:
    """The same mentions with place, score, status, alternatives and relation filled in.

    Args:
        article: the article they were found in.
        mentions: what recognition found.
        gazetteer: where names are looked up.
        config: theatre prior and least score.
        doc: not used yet; kept so that evidence may look at the parse.
    """
    del doc
    hits, context = prepare(article, mentions, gazetteer, config)
    decided = {mention.id: weigh(mention, hits[mention.id], context) for mention in mentions}
    context.named.update(
        (mention.text, decided[mention.id][0].entry) for mention in mentions if decided[mention.id]
    )
    return tuple(_finished(mention, decided[mention.id], context, config) for mention in mentions)


def prepare(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, config: Config
) -> tuple[dict[str, list[Hit]], Context]:
    """Candidates of each mention, and the context with its anchors known."""
    hits = {mention.id: candidates(mention, gazetteer) for mention in mentions}
    entries = {key: [gazetteer.entry(hit.row) for hit in found] for key, found in hits.items()}
    context = first_look(article, mentions, entries, gazetteer, config)
    sure = {
        best[0].entry.id: (best[0].entry.lat, best[0].entry.lon)
        for mention in mentions
        if mention.role != "demonym"
        and (best := weigh(mention, hits[mention.id], context))
        and best[0].probability >= _SURE
        and best[0].entry.kind not in ("country", "continent", "sea")
    }
    context.anchors.update(sorted(sure.items()))
    return hits, context


def candidates(mention: Mention, gazetteer: Gazetteer) -> list[Hit]:
    """The rows a mention may mean, the most prominent `MOST_CANDIDATES` of them."""
    from geomap.gazetteer import Hit

    name = mention.text
    if mention.recognised_by == "coordinates":
        return []
    adjective = mention.role == "demonym" or mention.recognised_by == "description"
    if adjective or name in gazetteer.abbreviations:
        rows = [row for match in gazetteer.match(name) for row in match.rows]
        return [
            Hit(row=row, how="exact", matched_name=name, similarity=1.0)
            for row in dict.fromkeys(rows)
        ]
    found = gazetteer.lookup(name)
    if not found and " " in name:
        bare = [word for word in name.split() if word.lower() not in _TYPE_WORDS]
        found = gazetteer.lookup(" ".join(bare)) if bare else []
    if not found and mention.recognised_by in ("model", "given"):
        found = gazetteer.lookup(name, fuzzy=True)
    unique = {hit.row: hit for hit in found}
    ordered = sorted(
        unique.values(), key=lambda hit: (-gazetteer.entry(hit.row).prominence, hit.row)
    )
    return ordered[:MOST_CANDIDATES]


_TYPE_WORDS = frozenset(
    {"province", "governorate", "district", "county", "city", "town", "village", "region",
     "state", "oblast", "the", "of", "camp", "division", "settlement", "area", "river"}
)  # fmt: skip


def _finished(
    mention: Mention, weighed: list[Weighed], context: Context, config: Config
) -> Mention:
    gazetteer = context.gazetteer
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
    if not choices:
        return replace(mention, status="unresolved", reason="not-in-gazetteer")
    best, others = choices[0], choices[1 : 1 + _ALTERNATIVES]
    sure = best.score >= config.places.min_score
    placed = replace(
        mention,
        place=as_asked(best.place, mention.kind_hint),
        score=best.score,
        status="resolved" if sure else "ambiguous",
        reason=None if sure else "several-candidates" if others else "unlikely-name",
        alternatives=tuple(
            replace(other, place=replace(other.place, geometry=None)) for other in others
        ),
    )
    return _related(placed, context, described.phrase if described else None)


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
    if relation is None or mention.role != "literal":
        return replace(mention, relation=relation)
    place, other = mention.place, _anchor(relation.anchor, mention.place, context)
    towns = relation.kind in _FROM_TOWNS or (
        relation.kind == "near" and relation.bearing is not None
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
