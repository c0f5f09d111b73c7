"""Spatial language around a name: "5 km north of", "northern", "outskirts of", "along".

`find_relation` reads the words on both sides of a mention on its line. What a relation makes
of a place is the business of `geomap.places.related`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.language.vocabulary import NUMBERS
from geomap.model import Relation

if TYPE_CHECKING:
    from geomap.model import Mention

RELATION_KINDS = (
    "distance", "near", "outskirts", "part", "centre", "countryside", "between", "along", "border",
    "road", "coast", "off_coast",
)  # fmt: skip

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
#: Kilometres in a unit, by its first letters.
_UNITS = {"k": 1.0, "mi": 1.609344, "m": 0.001}
_LENGTHS = {word: float(number) for word, number in NUMBERS.items() if number} | {
    "a hundred": 100.0, "half a": 0.5, "a": 1.0, "a few": 3.0, "several": 5.0,
}  # fmt: skip

_COMPASS = r"(?P<compass>north|south|east|west)(?:[\s-]?(?P<second>east|west))?(?:ern)?"
_NUMBER = r"\d+(?:[.,]\d+)?|" + "|".join(sorted(_LENGTHS, key=len, reverse=True))
_LENGTH = (
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?:\s*(?:to|or|and|-|–)\s*(?P<high>{_NUMBER}))?[\s-]*"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m)\b"
)
_DISTANCE = (
    rf"{_LENGTH}(?:\s+(?:away|inland|further|distant))?,?(?:\s+(?:to\s+the\s+)?{_COMPASS}(?:wards?)?)?"
    r"\s+(?:of|from|outside)"
)
_BORDER = r"(?:borders?|frontiers?|boundary|boundaries)"
_SHORE = r"(?:coasts?|coastline|shores?)"
_ROAD = r"(?:road|highway|motorway|route|railway|corridor|axis)"
_TYPE = (
    r"(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:town|city|cities|village|province|governorate|district"
    r"|suburb|neighbou?rhood|port|camp|area|region|island|state|river)s?\s+of\s+(?:the\s+)?)?"
)
_ARTICLE = r"(?:al|el|ad|as|ash|az|ez|at|an|ar|de|of|du|la)"
_NAME = rf"[A-Z][\w'’]*(?:[\s-](?:{_ARTICLE}[\s-])?[A-Z][\w'’]*){{0,4}}"


#: Names in front of the last one: "with Iraq, Turkey and Jordan".
_LISTED = r"(?:\s+(?-i:[A-Z])[\w'’-]+(?:,|,?\s+and))*"
_OFF_SHORE = rf"{_SHORE}\s+(?:of|from)(?:\s+{_COMPASS})?"


def _before(pattern: str) -> re.Pattern[str]:
    """What stands before a name, with or without "the town of"; a bare adjective without."""
    gap = r"\s+" if pattern in _ADJECTIVES else rf"\s*{_TYPE}"
    return re.compile(rf"(?:{pattern}){gap}$", re.IGNORECASE)


#: "The central Syrian province of Homs" is not the centre of Homs.
_ADJECTIVES = (rf"\b{_COMPASS}", r"\bcentral")


#: Words that the patterns ask for, by group. Most names have none beside them, and no pattern
#: is tried for those; a pattern with a word of its own adds it here.
_GROUPS = {
    word: group
    for group, words in {
        "border": "border borders frontier frontiers boundary boundaries",
        "shore": "coast coasts coastline shore shores",
        "road": """
            road roads railroad railroads crossroads highway highways motorway motorways route
            routes railway railways corridor corridors axis
            """,
        "between": "between",
        "length": """
            km kms kilometer kilometers kilometre kilometres mile miles mi meter meters metre
            metres m
            """,
        "compass": " ".join(f"{point} {point}ern" for point in BEARINGS),
        "centre": "center centre central heart middle",
        "edge": "outskirts suburbs edge edges periphery environs",
        "countryside": "countryside",
        "near": "outside near nearby around close next toward towards",
        "vicinity": "vicinity surroundings area",
        "along": "along bank banks",
        "off": "off",
        "above": "above overlooking",
    }.items()
    for word in words.split()
}
_WORD = re.compile("[A-Za-z]+")
#: Characters before and behind a name that are read.
_BEFORE_IT, _BEHIND_IT = 90, 80
#: (kind, group of its word, pattern).
_BEFORE: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, word, _before(pattern))
    for kind, word, pattern in (
        ("border", "border",
         rf"(?:{_DISTANCE}\s+)?(?:the\s+|its\s+)?\b{_BORDER}\s+(?:with|to){_LISTED}"),
        ("off_coast", "off", rf"(?:{_LENGTH}\s+)?\boff\s+(?:the\s+)?(?:\w+\s+)?{_OFF_SHORE}"),
        ("off_coast", "off",
         rf"(?:\b(?:waters|vessels?|ships?|tankers?|boats?)|{_LENGTH})\s+off"),
        ("coast", "shore", rf"\b{_SHORE}\s+of"),
        ("distance", "length", _DISTANCE),
        ("outskirts", "edge", r"\b(?:outskirts|suburbs|edges?|periphery|environs)\s+of"),
        ("countryside", "countryside", rf"(?:\b{_COMPASS}\s+)?\bcountryside\s+of"),
        ("near", "compass", rf"\bto\s+the\s+{_COMPASS}\s+of"),
        ("part", "compass", rf"\bthe\s+(?:far\s+|extreme\s+)?{_COMPASS}\s+of"),
        ("part", "compass",
         rf"\b{_COMPASS}\s+(?:parts?|areas?|regions?|districts?|edges?|half|side)\s+of"),
        ("centre", "centre", r"\b(?:cent(?:er|re)|heart|middle)\s+of"),
        ("near", "compass", rf"\b{_COMPASS}\s+of"),
        ("near", "near",
         r"\b(?:just\s+)?(?:outside|near|nearby|around|close\s+to|next\s+to|towards?)"),
        ("near", "above",
         r"\b(?:hills?|heights|ridges?|mountains?)\s+(?:above|overlooking)"),
        ("near", "vicinity", r"\b(?:in|from)\s+the\s+(?:vicinity|surroundings|area)\s+of"),
        ("near", "edge", r"\b(?:in|from)\s+the\s+environs\s+of"),
        ("along", "along", r"\b(?:along|banks?\s+of)"),
        ("part", "compass", _ADJECTIVES[0]),
        ("centre", "centre", _ADJECTIVES[1]),
    )
)  # fmt: skip
_AFTER: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("border", "border", re.compile(
        rf"(?:['’]s?)?\s+(?:{_COMPASS}\s+)?{_BORDER}\b(?:\s+with\s+(?P<anchor>{_NAME}))?")),
    ("coast", "shore", re.compile(rf"(?:['’]s?)?\s+(?:{_COMPASS}\s+)?{_SHORE}\b")),
    ("part", "compass", re.compile(
        rf"['’]s?\s+{_COMPASS}(?:\s+countryside)?\b(?!\s+(?:{_BORDER}|neighbo|[A-Z]))")),
    ("countryside", "countryside", re.compile(
        r"(?:['’]s?)?\s+(?:(?:city|province)\s+)?countryside\b")),
    ("outskirts", "edge", re.compile(r"(?:['’]s?)?\s+(?:outskirts|suburbs)\b")),
    ("near", "vicinity", re.compile(r"\s+area\b")),
    ("near", "near", re.compile(rf"\s+(?:city|town|village)?\s*towards?\s+{_NAME}")),
)  # fmt: skip
#: What follows a whole phrase and belongs to it: "western Aleppo countryside".
_TAIL = re.compile(r"(?:\s+(?:province|governorate|city))?(?:['’]s)?\s+countryside\b")
#: The other's: "the outskirts of Yemen's capital" are no outskirts of Yemen.
_OWNS = re.compile(
    r"['’]s?\s+(?!countryside|outskirts|suburbs|coast|border|frontier|north|south"
    r"|east|west)[a-z]"
)
_OF_COUNTRY = re.compile(rf"[A-Z]\w+['’]s?\s+{_COMPASS}\s+$")
_UNIT = re.compile(
    r"\s+(?:province|region|state|governorate|oblast|department|territory|county|district)\b"
)
#: (kind and group of its word, before the first name, between the names, behind the second).
_PAIRS: tuple[tuple[str, str, str, str], ...] = (
    ("border", rf"(?:{_DISTANCE}\s+)?(?:the\s+)?{_BORDER}\s+between\s+{_TYPE}", "and", ""),
    ("road", rf"(?:the\s+)?{_ROAD}s?\s+(?:between|linking|connecting|joining|from)\s+{_TYPE}",
     "and|to|with", ""),
    ("between", rf"\b(?:from\s+)?between\s+{_TYPE}", "and", ""),
    ("border", "", "-", rf"\s+{_BORDER}\b"),
    ("road", "", "-", rf"\s+(?:\w+\s+)?{_ROAD}\b"),
    ("border", "", "and", rf"\s+{_BORDER}\b"),
    ("road", "", "to", rf"\s+{_ROAD}\b"),
)  # fmt: skip


def _patterns(
    lead: str, words: str, tail: str
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Before the first name, behind it, before the second name, behind it."""
    join = r"\s*[-–]\s*" if words == "-" else rf"\s+(?:{words})\s+{_TYPE}"
    lazy = "?" if tail else ""
    return (
        re.compile(f"(?i:{lead})$"),
        re.compile(f"{join}(?P<anchor>{_NAME}{lazy}){tail}"),
        re.compile(f"(?i:{lead})(?P<anchor>{_NAME}){join}$"),
        re.compile(tail),
    )


_PATTERNS = tuple((kind, _patterns(lead, words, tail)) for kind, lead, words, tail in _PAIRS)


def find_relation(text: str, mention: Mention) -> Relation | None:
    """The spatial words that belong to a mention, on its line; None where there are none."""
    start, end = mention.start, mention.end
    first = max(start - _BEFORE_IT, 0)
    # No pattern goes on over the end of a line or of a sentence.
    first = max(first, text.rfind("\n", first, start) + 1, text.rfind(". ", first, start) + 1)
    words = _words_within(text, first, start, end, end + _BEHIND_IT)
    if not words:
        return None
    before, after = text[first:start], text[end : end + _BEHIND_IT]
    after = after.split("\n", 1)[0].split(". ", 1)[0]
    pair = _pair(mention, before, after, words)
    if pair is not None:
        return pair
    off = _OFF.search(before) if mention.text.startswith("coast") else None
    if off is not None:
        return _relation("off_coast", mention.start - len(before) + off.start(), mention.end, off)
    if not _OWNS.match(after) and not _described(before, after):
        for kind, word, pattern in _AFTER[:2]:
            match = pattern.match(after) if word in words else None
            if match:
                return _named_behind(kind, mention, before, match)
        for kind, word, pattern in _BEFORE:
            match = pattern.search(before) if word in words else None
            if match:
                start = mention.start - len(before) + match.start()
                tail = _TAIL.match(after)
                end = mention.end + (tail.end() if tail else 0)
                return _relation(kind, start, end, match)
    for kind, word, pattern in _AFTER[2:]:
        match = pattern.match(after) if word in words else None
        if match:
            return _relation(kind, mention.start, mention.end + match.end(), match)
    return None


def _words_within(text: str, *bounds: int) -> set[str]:
    """The groups of the words that patterns ask for, before and behind a name."""
    starts, groups = _words_of(text)
    first, start, end, last = (bisect_left(starts, bound) for bound in bounds)
    return {*groups[first:start], *groups[end:last]}


@lru_cache(maxsize=2)
def _words_of(text: str) -> tuple[list[int], list[str]]:
    """Where the words that patterns ask for begin in a text, and their groups."""
    said = [(word.start(), _GROUPS.get(word[0].lower())) for word in _WORD.finditer(text)]
    found = [(start, group) for start, group in said if group is not None]
    return [start for start, _group in found], [group for _start, group in found]


def _described(before: str, after: str) -> bool:
    """As in "Syria's northern Idlib province", which is all of it: it lies in the north."""
    return bool(_UNIT.match(after) and _OF_COUNTRY.search(before))


def _pair(mention: Mention, before: str, after: str, words: set[str]) -> Relation | None:
    """A relation of two names, seen from the first or from the second of them."""
    for kind, (lead, behind, second, tail) in _PATTERNS:
        if kind not in words:
            continue
        follows = behind.match(after)
        opened = lead.search(before) if follows else None
        if opened and follows:
            start = mention.start - len(before) + opened.start()
            return _relation(kind, start, mention.end + follows.end(), opened, follows["anchor"])
        closed = tail.match(after)
        opened = second.search(before) if closed else None
        if opened and closed:
            start = mention.start - len(before) + opened.start()
            return _relation(kind, start, mention.end + closed.end(), opened, opened["anchor"])
    return None


def _named_behind(kind: str, mention: Mention, before: str, match: re.Match[str]) -> Relation:
    """A border or coast behind its owner's name, with a distance before it: "off the X coast"."""
    lead = _OFF.search(before) if kind == "coast" else None
    away = re.search(rf"{_DISTANCE}\s+(?:the\s+)?$", before, re.IGNORECASE)
    found = lead or away
    start = mention.start - (len(before) - found.start() if found else 0)
    kind = "off_coast" if lead else kind
    anchor = match.groupdict().get("anchor")
    return _relation(kind, start, mention.end + match.end(), found or match, anchor)


_OFF = re.compile(rf"(?:{_LENGTH}\s+)?\boff\s+(?:the\s+)?$", re.IGNORECASE)


def _relation(
    kind: str, start: int, end: int, match: re.Match[str], anchor: str | None = None
) -> Relation:
    groups = match.groupdict()
    compass = groups.get("compass")
    bearing = BEARINGS[(compass + (groups.get("second") or "")).lower()] if compass else None
    if kind == "countryside" and bearing is not None:
        kind = "part"
    return Relation(
        kind=kind, start=start, end=end, distance_km=_distance(groups), bearing=bearing,
        anchor=anchor,
    )  # fmt: skip


def _distance(groups: dict[str, str | None]) -> float | None:
    """Kilometres of a length, the middle of a range; None without one."""
    low, unit = groups.get("low"), (groups.get("unit") or "").lower()
    if not low:
        return None
    first = _number(low)
    last = _number(groups.get("high") or low)
    factor = _UNITS["k" if unit[0] == "k" else "mi" if unit.startswith("mi") else "m"]
    return round((first + last) / 2 * factor, 3)


def _number(word: str) -> float:
    known = _LENGTHS.get(word.lower())
    return known if known is not None else float(word.replace(",", "."))
