"""Where the text itself says that a place lies which no gazetteer has.

"The village of Lin Ta, about 20 km south of Homs": the words right behind the name are as good as
a row of a gazetteer. Such a mention is placed where they say, under an id of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.gazetteer.names import normalise
from geomap.places.enclosing import enclosures
from geomap.places.kinds import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import Mention, Place
    from geomap.places.enclosing import Enclosure

#: The reason of a mention that is placed by the words behind it.
REASON = "told-by-the-text"
#: Relations that say where something else lies.
_TELLING = frozenset({"distance", "near", "outskirts", "between", "border", "along"})
#: Kinds of place that what lies within them is close to.
_SMALL = frozenset({"city", "neighbourhood", "facility"})
#: Radius of what lies in, or close to, a town of unknown extent, km.
_TOWN_KM = 10.0
#: Radius of the sector of a front that is named for a town, km.
_SECTOR_KM = 25.0
_WORD = r"\s+(?:village|hamlet|town|township|suburb|district|camp|area|neighbou?rhood)s?"
_KIND = rf"(?:{_WORD})?"
_HEDGE = r"(?:(?:which\s+(?:is|lies)|located|situated|lying|just|some|about|around|roughly)\s+)*"
_BEHIND = re.compile(
    rf"(?:,\s+an?(?:\s+\w+)?(?={_WORD}))?{_KIND}(?:\s*[,(])?\s*{_HEDGE}", re.IGNORECASE
)
_WITHIN = re.compile(rf"{_KIND}(?:\s*[,(])?\s*(?:in|inside|within)\s+(?:the\s+)?", re.IGNORECASE)
#: "Mir Ali and Spinwam tehsils of", "Dembe, a village in".
_PART_OF = re.compile(
    r"(?:(?:,| and) [^\W\d_a-z][\w'’-]+)*,?\s+(?:an?\s+(?:\w+\s+)?)?"
    r"(?:village|hamlet|town|township|suburb|district|camp|area|neighbou?rhood|quarter|tehsil|"
    r"locality|commune|woreda|sub-?district|county|island)s?\s+(?:in|of)\s+(?:the\s+)?"
)
_OWNS = frozenset({"'s ", "’s "})
#: No place lies so much farther from the middle of a unit than that is wide, km.
_FAR_KM = 50.0
#: Below this no candidate is meant where the sentence only opens with where it is.
_UNLIKELY = 0.2


def placed_as_told(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions, those that no gazetteer has where the words right behind them say.

    Args:
        mentions: all of an article, decided, in text order.
        text: the article.
    """
    return tuple(_told(mentions, text))


def _told(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    said = enclosures(mentions, text)
    known: dict[str, Mention] = {}
    for at, mention in enumerate(mentions):
        literal = mention.role == "literal"
        unlisted = literal and _undecided(mention)
        anchor = mentions[at + 1] if literal and at + 1 < len(mentions) else None
        start = 0 if anchor is None else anchor.start
        if anchor is not None and at + 2 < len(mentions):
            # "In South Sudan's Jonglei state": the owned is where it is.
            owned = mentions[at + 2]
            anchor = owned if text[anchor.end : owned.start] in _OWNS else anchor
        place = None if anchor is None else _beside(mention, anchor, start, text)
        if place is not None and not (unlisted or _elsewhere(mention, place)):
            place = None
        if place is None and unlisted:
            anchor, place = _by_its_sentence(mention, said.get(mention.id))
        if place is None and unlisted:
            anchor, place = _told_before(mention, known)
        if anchor is None or place is None:
            yield mention
            continue
        known[bare_name(mention)] = replace(
            mention, place=place, area=None, score=anchor.score, status="resolved", reason=REASON
        )
        yield known[bare_name(mention)]


def _undecided(mention: Mention) -> bool:
    """Whether no gazetteer has the place, or none of its namesakes is likely enough."""
    return mention.reason == "not-in-gazetteer" or mention.status == "ambiguous"


def _elsewhere(mention: Mention, told: Place) -> bool:
    """Whether the town that the gazetteer has is far from where the words put it: a namesake."""
    place = mention.place
    if place is None or place.kind != "city" or place.id == told.id:
        return False
    return distance_km(place.lat, place.lon, told.lat, told.lon) > 2 * told.radius_km + _FAR_KM


def _unlikely(mention: Mention) -> bool:
    return mention.status == "ambiguous" and (
        mention.reason in ("not-in-gazetteer", "small-and-far")
        or (mention.score or 0.0) < _UNLIKELY
    )


def _beside(mention: Mention, anchor: Mention, start: int, text: str) -> Place | None:
    """Where an unlisted place lies by another; None where the words up to `start` do not say."""
    found = anchor.place
    if anchor.role != "literal" or anchor.status != "resolved" or found is None:
        return None
    relation = anchor.relation
    if relation is not None and anchor.area is not None and relation.start >= mention.end:
        between = _BEHIND.fullmatch(text, mention.end, relation.start)
        where = anchor.area if between and relation.kind in _TELLING else None
    else:
        between = _WITHIN.fullmatch(text, mention.end, start) or _PART_OF.fullmatch(
            text, mention.end, start
        )
        where = found if between and found.kind != "country" else None
    return None if where is None else _in(mention, where)


def _by_its_sentence(
    mention: Mention, said: Enclosure | None
) -> tuple[Mention | None, Place | None]:
    """Where its sentence puts a place; what only opens it tells nothing of likely names."""
    if said is None or not (said.listed or _unlikely(mention)):
        return None, None
    anchor, found = said.anchor, said.anchor.place
    if found is None or found.kind == "country" or anchor.status != "resolved":
        return None, None
    if anchor.relation and not said.listed:
        return None, None
    if said.near:
        found = replace(found, kind="city", radius_km=max(found.radius_km, _SECTOR_KM))
    return anchor, _in(mention, found)


def _told_before(
    mention: Mention, known: Mapping[str, Mention]
) -> tuple[Mention | None, Place | None]:
    """The place of its name that the text has told before, the Arabic article aside."""
    before = known.get(bare_name(mention))
    return before, None if before is None else before.place


def _in(mention: Mention, where: Place) -> Place:
    """A place of the mention's name, of which is known that it lies in or by another."""
    close = where.kind in _SMALL
    return replace(
        where,
        id=f"told:{where.id}/{normalise(mention.text).replace(' ', '-')}",
        name=mention.text,
        kind=mention.kind_hint or "area",
        geonameid=None,
        precision="near" if close and where.precision == "exact" else where.precision,
        radius_km=max(where.radius_km, _TOWN_KM) if close else where.radius_km,
    )
