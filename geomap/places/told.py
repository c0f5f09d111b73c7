"""Where the text itself says that a place lies which no gazetteer has.

"The village of Lin Ta, about 20 km south of Homs": the words right behind the name are as good as
a row of a gazetteer. Such a mention is placed where they say, under an id of its own: in or by
what stands right behind it; else in what its sentence opens with or lists it under; else where
the text has put the name before; else, where towns have such things, in the town spoken of.
What none of these places stays around the rest of the article, and off the maps.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.index import distance_km
from geomap.gazetteer.names import normalise
from geomap.places.enclosing import enclosures
from geomap.places.kinds import TOWN_HOUSES, bare_name
from geomap.places.spoken import REASON as SPOKEN_OF
from geomap.places.spoken import pointed_at, town_of_part, unit_of_village

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention, Place
    from geomap.places.enclosing import Enclosure

#: The reasons of a mention that no gazetteer has, and of one placed by the words behind it.
_LACKING = "not-in-gazetteer"
REASON = "told-by-the-text"
#: Relations that say where something else lies.
_TELLING = frozenset({"distance", "near", "outskirts", "between", "border", "along"})
#: Those of what it lies in: "the X market in the south of Y".
_HOLDING = frozenset({"part", "centre", "outskirts", "countryside"})
#: Kinds of place that what lies within them is close to.
_SMALL = frozenset({"city", "neighbourhood", "facility"})
#: Radius of what lies in, or close to, a town of unknown extent, km.
_TOWN_KM = 10.0
#: Radius of a town of which something is a part, at least: 27 of 32 such lie within it, km.
_PART_KM = 5.0
#: Radius of the sector of a front that is named for a town, km.
_SECTOR_KM = 25.0
_WORD = r"\s+(?:village|hamlet|town|township|suburb|district|camp|area|neighbou?rhood)s?"
_KIND = rf"(?:{_WORD}|\s+(?:{'|'.join(sorted(TOWN_HOUSES))}))?"
_HEDGE = r"(?:(?:which\s+(?:is|lies)|located|situated|lying|just|some|about|around|roughly)\s+)*"
_BEHIND = re.compile(
    rf"(?:,\s+an?(?:\s+\w+)?(?={_WORD}))?{_KIND}(?:\s*[,(])?\s*{_HEDGE}", re.IGNORECASE
)
_WITHIN = re.compile(
    rf"{_KIND}(?:\s*[,(])?\s*(?:in|inside|within|on|at)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[\w-]*\s+)?",
    re.IGNORECASE,
)
#: "Mir Ali and Spinwam tehsils of", "Dembe, a village in".
_PART_OF = re.compile(
    r"(?:(?:,| and) [^\W\d_a-z][\w'’-]+)*,?\s+(?:an?\s+(?:\w+\s+)?)?"
    r"(?i:village|hamlet|town|township|suburb|district|camp|area|neighbou?rhood|quarter|tehsil|"
    r"locality|commune|woreda|sub-?district|county|island)s?\s+(?:in|of)\s+(?:the\s+)?"
)
#: "Bunj (Upper Nile)", "Lin Ta village, Idlib province", but not in a list.
_IN_UNIT = re.compile(rf"{_KIND}(?:,|\s*\()\s*(?:the\s+)?(?:(?:north|south|east|west)\w*\s+)?")
_GOES_ON = re.compile(r"[^.;)\n]{0,24}(?:,|\s(?:and|or)\s)[^.;)\n]{0,12}?\b[A-Z]")
_UNITS = frozenset({"admin1", "admin2"})
#: The middle of a unit wider than this is farther off than the rest of the article, km.
_WIDEST_KM = 150.0
_OWNS = frozenset({"'s ", "’s "})
#: No place lies so much farther from the middle of a unit than that is wide, km.
_FAR_KM = 50.0
#: Below this no candidate is meant where the sentence only opens with where it is.
_UNLIKELY = 0.2


def placed_as_told(
    mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, min_score: float
) -> tuple[Mention, ...]:
    """The mentions, those that no gazetteer has where the text says.

    Args:
        mentions: all of an article, decided, in text order.
        text: the article.
        gazetteer: for what "the town" and "it" point back at.
        min_score: probability below which a place counts as ambiguous.
    """
    said = enclosures(mentions, text)
    known: dict[str, Mention] = {}
    done = list(mentions)
    for at, mention in enumerate(done):
        for number in range(at, min(at + 2, len(done))):
            one = done[number]
            if one.recognised_by == "reference" and one.status == "unresolved":
                done[number] = pointed_at(one, done[:number], text, gazetteer)
        if mention.role == "literal" and mention.recognised_by != "reference":
            done[at] = _told(at, done, text, said.get(mention.id), known)
            if done[at] is mention and (mention.reason == _LACKING or _unlikely(mention)):
                done[at] = _in_what_is_spoken_of(at, done, text, min_score)
    return tuple(done)


def _told(
    at: int,
    mentions: Sequence[Mention],
    text: str,
    said: Enclosure | None,
    known: dict[str, Mention],
) -> Mention:
    """One of the mentions, where the first principle that holds puts it."""
    mention, unlisted = mentions[at], _undecided(mentions[at])
    anchor, place = _right_behind(at, mentions, text)
    if place is not None and not (unlisted or _elsewhere(mention, place)):
        place = None
    if place is None and unlisted:
        anchor, place = _by_its_sentence(mention, said)
    if place is None and unlisted:
        anchor, place = _told_before(mention, known)
    if anchor is not None and place is not None:
        known[bare_name(mention)] = replace(
            mention, place=place, area=None, score=anchor.score, status="resolved", reason=REASON
        )
        return known[bare_name(mention)]
    return mention


def _in_what_is_spoken_of(
    at: int, mentions: Sequence[Mention], text: str, min_score: float
) -> Mention:
    """A square or quarter in the town, a village in the unit that the text speaks of."""
    mention = mentions[at]
    unit = unit_of_village(mention, mentions[:at], text)
    if unit is not None and unit.located is not None:
        return replace(
            mention, place=_in(mention, unit.located), area=None, status="resolved",
            reason=SPOKEN_OF, score=unit.score,
        )  # fmt: skip
    known = mention.reason != _LACKING
    town, share = (None if known else town_of_part(mention, mentions, text)) or (mention, 0.0)
    score = share * (town.score or 0.0)
    if town.place is None or score < min_score:
        return mention
    place = _in(mention, town.place, _PART_KM)
    return replace(
        mention, place=place, area=None, status="resolved", reason=SPOKEN_OF, score=score
    )


def _right_behind(
    at: int, mentions: Sequence[Mention], text: str
) -> tuple[Mention | None, Place | None]:
    """Where the words up to the next name put a place, and that name."""
    if at + 1 == len(mentions):
        return None, None
    anchor, start = mentions[at + 1], mentions[at + 1].start
    if at + 2 < len(mentions):
        # "In South Sudan's Jonglei state": the owned is where it is.
        owned = mentions[at + 2]
        anchor = owned if text[anchor.end : owned.start] in _OWNS else anchor
    return anchor, _beside(mentions[at], anchor, start, text)


def _undecided(mention: Mention) -> bool:
    """Whether no gazetteer has the place, or none of its namesakes is likely enough."""
    return mention.reason == _LACKING or mention.status == "ambiguous"


def _elsewhere(mention: Mention, told: Place) -> bool:
    """Whether the town that the gazetteer has is far from where the words put it: a namesake."""
    place = mention.place
    if place is None or place.kind != "city" or place.id == told.id:
        return False
    return distance_km(place.lat, place.lon, told.lat, told.lon) > 2 * told.radius_km + _FAR_KM


def _unlikely(mention: Mention) -> bool:
    return mention.status == "ambiguous" and (
        mention.reason in (_LACKING, "small-and-far") or (mention.score or 0.0) < _UNLIKELY
    )


def _beside(mention: Mention, anchor: Mention, start: int, text: str) -> Place | None:
    """Where an unlisted place lies by another; None where the words up to `start` do not say."""
    found = anchor.place
    if anchor.role != "literal" or anchor.status != "resolved" or found is None:
        return None
    relation = anchor.relation
    if relation is not None and anchor.area is not None and relation.start >= mention.end:
        beside = _BEHIND.fullmatch(text, mention.end, relation.start)
        within = _WITHIN.fullmatch(text, mention.end, relation.start)
        told = (beside and relation.kind in _TELLING) or (within and relation.kind in _HOLDING)
        where = anchor.area if told else None
    else:
        unit = found.kind in _UNITS and found.radius_km <= _WIDEST_KM
        listed = _GOES_ON.match(text, anchor.end)
        between = _WITHIN.fullmatch(text, mention.end, start) or _PART_OF.fullmatch(
            text, mention.end, start
        )
        if unit and not listed:
            between = between or _IN_UNIT.fullmatch(text, mention.end, start)
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


def _in(mention: Mention, where: Place, km: float = _TOWN_KM) -> Place:
    """A place of the mention's name, of which is known that it lies in or by another."""
    close = where.kind in _SMALL
    return replace(
        where,
        id=f"told:{where.id}/{normalise(mention.text).replace(' ', '-')}",
        name=mention.text,
        kind=mention.kind_hint or "area",
        geonameid=None,
        precision="near" if close and where.precision == "exact" else where.precision,
        radius_km=max(where.radius_km, km) if close else where.radius_km,
    )
