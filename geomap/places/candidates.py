"""Which places a name may mean: the rows of the gazetteer that are weighed for a mention."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.entries import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention

#: Candidates weighed for one name: the most prominent ones.
MOST_CANDIDATES = 60
#: Words that say what kind of place it is and may be missing from its name.
_TYPE_WORDS = frozenset(
    {"province", "governorate", "district", "county", "city", "town", "village", "region",
     "state", "oblast", "the", "of", "camp", "division", "settlement", "area", "river",
     "township", "parish", "borough", "republic", "municipality", "prefecture", "raion",
     "northern", "southern", "eastern", "western", "north", "south", "east", "west", "central",
     "upper", "lower", "downtown", "greater", "metro", "metropolitan"}
)  # fmt: skip
#: Words that newspapers shorten in names.
_SHORT = {
    "n": "north", "s": "south", "e": "east", "w": "west", "mt": "mount", "ft": "fort",
    "st": "saint", "pt": "point", "twp": "township", "co": "county", "is": "island",
}  # fmt: skip
_SHORTENED = re.compile(r"\b([A-Za-z]{1,3})\.(?=\s|\Z)")


#: Words behind a town's name that make it another's: "Beirut airport", "the Rafah crossing".
_FACILITY = re.compile(
    r" (?:(?:international|air|military|border|refugee|naval|oil) )?(?:airport|airfield|airbase"
    r"|base|crossing|camp|dam|refinery|prison|oilfield|terminal|port|bridge)\b",
    re.IGNORECASE,
)


def candidates(mention: Mention, gazetteer: Gazetteer, text: str = "") -> Sequence[Hit]:
    """The rows a mention may mean, the most prominent `MOST_CANDIDATES` of them.

    Args:
        mention: the name.
        gazetteer: where it is looked up.
        text: the article, whose words behind the name may make it that of a facility.
    """
    if mention.recognised_by in ("coordinates", "reference"):
        return ()
    adjective = mention.role == "demonym" or mention.recognised_by == "description"
    behind = _FACILITY.match(text, mention.end) if text else None
    if behind and not adjective:
        facilities = _facilities(gazetteer, id(gazetteer.overrides), mention.text + behind[0])
        if facilities:
            return facilities
    loose = mention.recognised_by in ("model", "capitals", "given")
    name = mention.known_as or mention.text
    found = _candidates(gazetteer, id(gazetteer.overrides), name, adjective, loose)
    if mention.kind_hint == "island":
        return _islands(mention.text, found, gazetteer)
    return _rivers(mention.text, found, gazetteer) if mention.kind_hint == "river" else found


@lru_cache(maxsize=1 << 12)
def _facilities(gazetteer: Gazetteer, _overrides: int, name: str) -> tuple[Hit, ...]:
    """The airports, crossings and camps of a name."""
    hits = gazetteer.lookup(name)
    return tuple(hit for hit in hits if gazetteer.entry(hit.row).kind == "facility")


def _islands(name: str, found: tuple[Hit, ...], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """What the islands of a name are: "the Dnipro islands" lie in the river, where none bear it."""
    kinds = [gazetteer.entry(hit.row).kind for hit in found]
    rivers = tuple(hit for hit, kind in zip(found, kinds, strict=True) if kind == "river")
    if "island" in kinds or not (rivers or not found):
        return found
    return rivers or tuple(gazetteer.lookup(f"{name} Islands"))


def _rivers(name: str, found: tuple[Hit, ...], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """The rivers of a name that must be one, for no town has banks; all it means without any."""
    rivers = [hit for hit in found if gazetteer.entry(hit.row).kind == "river"]
    rivers = rivers or [
        hit for hit in gazetteer.lookup(f"{name} River") if gazetteer.entry(hit.row).kind == "river"
    ]
    return tuple(rivers) or found


@lru_cache(maxsize=1 << 14)
def _candidates(
    gazetteer: Gazetteer, _overrides: int, name: str, adjective: bool, loose: bool
) -> tuple[Hit, ...]:
    """Those of a name: articles of one corpus name the same places over and over."""
    if adjective or name in gazetteer.abbreviations:
        return tuple(_matched(name, gazetteer))
    found = next((hits for hits in _readings(name, gazetteer, loose) if hits), [])
    unique = {hit.row: hit for hit in reversed(found)}
    ordered = sorted(
        unique.values(), key=lambda hit: (-gazetteer.entry(hit.row).prominence, hit.row)
    )
    return tuple(ordered[:MOST_CANDIDATES])


def _readings(name: str, gazetteer: Gazetteer, loose: bool) -> Iterator[list[Hit]]:
    """What the name may be read as, the closest reading first; the first that finds any counts.

    Args:
        name: as the text has it.
        gazetteer: where it is looked up.
        loose: whether something else than the gazetteer took the words for a name, so that
            what is like one of its names, or holds one, is a reading too.
    """
    yield gazetteer.lookup(name)
    written_out = _SHORTENED.sub(lambda m: _SHORT.get(m[1].lower(), m[0]), name)
    if written_out != name:
        yield gazetteer.lookup(written_out)
    words = written_out.split()
    bare = [word for word in words if word.lower() not in _TYPE_WORDS]
    if bare and len(bare) < len(words):
        yield gazetteer.lookup(" ".join(bare))
    if loose:
        if len(words) == 1:
            yield _matched(name, gazetteer)
        yield gazetteer.lookup(name, fuzzy=True)
        yield _parts(name, gazetteer)


def _matched(name: str, gazetteer: Gazetteer) -> list[Hit]:
    """Every row of the names in `name`, demonyms and abbreviations included."""
    rows = [row for match in gazetteer.match(name) for row in match.rows]
    return [
        Hit(row=row, how="exact", matched_name=name, similarity=1.0) for row in dict.fromkeys(rows)
    ]


def _parts(name: str, gazetteer: Gazetteer) -> list[Hit]:
    """The longest name within a longer one: "Cavan" of "Cavan Institute".

    Not an adjective: the British International School may be anywhere. Nor what hyphens make one
    name with more: "Nawa" of "Nawa-e-Barakzai".
    """
    inner = [
        match
        for match in gazetteer.match(name)
        if "common-word" not in match.flags
        and not any(flag.startswith("demonym") for flag in match.flags)
        and "-" not in (name[match.start - 1 : match.start], name[match.end : match.end + 1])
    ]
    longest = max(inner, key=lambda match: match.end - match.start, default=None)
    if longest is None:
        return []
    words = name[longest.start : longest.end]
    share = len(words) / len(name)
    return [Hit(row=row, how="part", matched_name=words, similarity=share) for row in longest.rows]
