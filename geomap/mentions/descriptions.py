"""Words that denote a place without naming it: "the Kazakh capital", "the province bordering X".

Found by closed patterns and the gazetteer's adjectives alone, so that every language pipeline
finds the same. Which place is meant is decided by `geomap.places.descriptions`. Capital that
is money, a letter or a sentence of death is no place, and words beside a name they describe
("the Syrian capital, Damascus") are no second mention of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer import Gazetteer, NameMatch

DescriptionKind = Literal["capital", "seat", "bordering", "border", "coast", "town", "base"]

_NAME = r"[A-Z][\w'’-]*(?:\s(?:and\s|of\s)?[A-Z][\w'’-]*){0,3}"
#: What may not stand behind the word: money, punishment, letters and what is done with funds.
_NO_PLACE = (
    r"(?![-\w]|\s+(?:invest\w*|punish\w*|markets?|flows?|flight|gains?|accounts?|expenditures?"
    r"|spending|controls?|goods|costs?|crimes?|offen[cs]es?|letters?|ships?|requirements?|reserves?"
    r"|rais\w+|projects?|works|improvements?|budgets?|stocks?|structures?|adequacy|intensive"
    r"|injections?|in-?flows?|out-?flows?|accumulation|needs?|needed|required|grants?|funds?"
    r"|funding|murders?|cases?|charges?|sentences?|repairs?|formation|assets?|allocation|ratios?"
    r"|owners?|transfers?|tax(?:es)?|buffers?|movements?|exports?)\b)"
)
_CAPITAL = rf"capital(?:\s+city)?\b{_NO_PLACE}"
_OF_PEOPLE = re.compile(rf"\b[Tt]he\s+(?P<owner>{_NAME})\s+{_CAPITAL}")
_POSSESSED = re.compile(rf"(?P<owner>{_NAME})['’]s?\s+(?P<noun>{_CAPITAL})")
_OF_NAME = re.compile(rf"\b(?P<noun>{_CAPITAL})\s+of\s+(?:the\s+)?(?P<owner>{_NAME})")
_BARE = re.compile(
    r"\b(?:in|into|inside|within|near|outside|around|across|from|to|towards?|over|of|through|at"
    r"|leaving|reach(?:ed|ing)|rock(?:ed|ing)|hit|hitting|struck|striking|shook|shak(?:en|ing)"
    r"|enter(?:ed|ing)|besieg(?:ed|ing)|seiz(?:ed|ing)|captur(?:ed|ing)|storm(?:ed|ing)"
    r"|bomb(?:ed|ing)|shell(?:ed|ing)|defend(?:ed|ing)|fled)\s+"
    r"(?:the\s+|its\s+)(?P<noun>(?:(?P<rank>provincial|regional|state|governorate['’]s|province['’]s"
    rf"|national|federal|country['’]s)\s+)?{_CAPITAL})(?!\s+of\b)"
)
_BORDERING = re.compile(
    r"\b[Tt]he\s+(?:\w+\s+)?(?P<noun>province|governorate|district|region|state|county|oblast)"
    r"\s+(?:bordering|(?:that|which)\s+borders|on\s+the\s+border\s+with|neighbou?ring|next\s+to)"
    rf"\s+(?:on\s+)?(?P<owner>{_NAME})"
)
#: Behind the word: who guards it, and the towns and posts that are named for it.
_NO_BORDER = (
    r"(?!\s+(?:guards?|polic\w+|patrols?|forces?|troops?|control|security|agency|service|regiments?"
    r"|officials?|with|between|of|towns?|city|cities|villages?|crossings?|posts?|points?|gates?"
    r"|checkpoints?|district|province|states?|disputes?)\b)"
)
_WORD = r"[A-Z]\w+(?:\s[A-Z]\w+)?"
_EDGE = re.compile(
    rf"\b(?:[Tt]he\s+)?(?P<one>{_WORD})(?:\s?[-–/]\s?(?P<two>{_WORD}))?"
    rf"\s+(?P<noun>borders?|frontier|coast|coastline)\b{_NO_BORDER}"
)
_THE_BORDER = re.compile(
    r"\b(?:from|near|along|on|at|across|over)\s+"
    r"(?:the|(?:the|their)\s+(?:disputed|shared|common|joint|mutual)|their)\s+"
    r"(?P<noun>border|frontier)\b"
    rf"(?!\s+(?:area|region|zone)\b){_NO_BORDER}"
)
#: Ground beside a place that was spoken of: "villages to the east of it", "near the town".
_REFERENCE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:[\s-]?(?:east|west))?\s+of|outside|near|around|close\s+to"
    r"|outskirts\s+of|(?:hills?|heights|ridges?|mountains?)\s+(?:above|overlooking))\s+"
    r"(?:(?:the|this|that)\s+(?:(?P<town>town|city|village)|(?P<base>base|airbase|airport))|(?P<it>it))"
    r"(?=\s*(?:[,.;:!?)\"\u201d\u2014]|$)|\s+(?:and|or|but|as|when|where|while|after|before|by|with"
    r"|to|for|from|that|which|who|on|in|at|late|early|overnight|since|until|were|was|is|are)\b)"
)
#: Where money is spoken of, the bare word is money.
_FINANCE = re.compile(
    r"\b(?:invest|financ|equity|profit|shareholder|venture|debt|lender|bankrupt)\w*", re.IGNORECASE
)
#: A name beside the description is what it describes.
_NAMED_BEHIND = re.compile(r",?\s+(?:city\s+)?(?:of\s+)?(?=[A-Z])|\s*\((?=[A-Z])")
_NAMED_BEFORE = re.compile(r"[A-Z][\w'’-]+(?:,|\s\(|\s[-–—]|\sis|\swas)\s+(?:the\s+)?$")
_ANY = re.compile(r"capital|border|frontier|coast")
_LINE = re.compile(r"border|frontier|coast")
#: Characters on each side of a word within which its sentence lies.
_REACH = 500
_SEATS = frozenset({"provincial", "regional", "state", "governorate", "province"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Words that denote a place through another: its country, unit, or neighbour."""

    start: int
    end: int
    phrase: int
    """Where the words begin that the description is part of: "Yemen" of "Yemen's capital"."""
    kind: DescriptionKind
    owners: tuple[int, ...] = ()
    """Rows of the countries or units that it is the capital, border or coast of; () for those
    of the article."""


def find_descriptions(text: str, gazetteer: Gazetteer) -> list[Description]:
    """The descriptions of a text in order, without overlap."""
    found: list[Description] = []
    taken = bytearray(len(text))
    described = _all(text, gazetteer) if _ANY.search(text) else ()
    for one in (*described, *_references(text)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _all(text: str, gazetteer: Gazetteer) -> Iterator[Description]:
    if "capital" in text:
        yield from _capitals(text, gazetteer)
    for match in _BORDERING.finditer(text):
        owner = _owner(match, gazetteer)
        if owner is not None and not _demonym(owner):
            start, end = match.span("noun")
            yield Description(
                start=start, end=end, phrase=match.start(), kind="bordering", owners=owner.rows
            )
    if "capital" in text:
        yield from _bare(text)
    if _LINE.search(text):
        yield from _edges(text, gazetteer)


def _capitals(text: str, gazetteer: Gazetteer) -> Iterator[Description]:
    """Capitals with their owner: "the Kazakh capital", "Syria's capital"."""
    for match in _OF_PEOPLE.finditer(text):
        people = _people(match, gazetteer)
        if people is not None and not _named(text, *match.span()):
            start = match.start("owner") + people.start
            owners = tuple(dict.fromkeys(row for row, _form in gazetteer.demonyms_of(people.key)))
            yield Description(
                start=start, end=match.end(), phrase=match.start(), kind="capital", owners=owners
            )
    for pattern in (_POSSESSED, _OF_NAME):
        for match in pattern.finditer(text):
            owner = _owner(match, gazetteer)
            if owner is None or _demonym(owner) or _named(text, *match.span()):
                continue
            if pattern is _POSSESSED or _is_unit(owner, text[match.end() :], gazetteer):
                start, end = match.span("noun")
                yield Description(
                    start=start, end=end, phrase=match.start(), kind="capital", owners=owner.rows
                )


def _bare(text: str) -> Iterator[Description]:
    """Capitals and seats without an owner: "in the capital", "near the provincial capital"."""
    for match in _BARE.finditer(text):
        start, end = match.span("noun")
        if not _named(text, match.start("noun"), end) and not _FINANCE.search(
            sentence_around(text, start)
        ):
            rank = (match["rank"] or "").rstrip("s").rstrip("'’")
            yield Description(
                start=start, end=end, phrase=start, kind="seat" if rank in _SEATS else "capital"
            )


def _references(text: str) -> Iterator[Description]:
    """What points back at a place, where the words tell of the ground beside it."""
    for match in _REFERENCE.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if not _named(text, start, end):
            kind: DescriptionKind = "base" if match["base"] else "town"
            yield Description(start=start, end=end, phrase=start, kind=kind)


def _edges(text: str, gazetteer: Gazetteer) -> Iterator[Description]:
    """Borders and coasts by adjectives: "the Syrian-Turkish border", "the Libyan coast"."""
    for match in _EDGE.finditer(text):
        names = [_adjective(words, gazetteer) for words in (match["one"], match["two"]) if words]
        if None in names or (len(names) == 2 and match["noun"].startswith("coast")):
            continue
        yield Description(
            start=match.start("noun"), end=match.end("noun"), phrase=match.start(),
            kind="coast" if match["noun"].startswith("coast") else "border",
            owners=tuple(row for row in names if row is not None),
        )  # fmt: skip
    for match in _THE_BORDER.finditer(text):
        start, end = match.span("noun")
        yield Description(start=start, end=end, phrase=start, kind="border")


def _adjective(words: str, gazetteer: Gazetteer) -> int | None:
    """Row of the country that an adjective belongs to."""
    for name in gazetteer.match(words):
        owners = gazetteer.demonyms_of(name.key) if name.end - name.start == len(words) else []
        for row, _form in owners:
            if gazetteer.entry(row).kind == "country":
                return row
    return None


def _people(match: re.Match[str], gazetteer: Gazetteer) -> NameMatch | None:
    """The adjective of a country or unit that the words end in: "South Sudanese"."""
    words = match["owner"]
    names = [name for name in gazetteer.match(words) if name.end == len(words)]
    owners = gazetteer.demonyms_of(names[-1].key) if names else []
    return names[-1] if {gazetteer.entry(row).kind for row, _form in owners} & _OWNERS else None


def _owner(match: re.Match[str], gazetteer: Gazetteer) -> NameMatch | None:
    """The country, unit or people that the words name: the last name, up to their end."""
    words = match["owner"]
    names = [
        name for name in gazetteer.match(words)
        if name.end == len(words) and {gazetteer.entry(row).kind for row in name.rows} & _OWNERS
    ]  # fmt: skip
    if names:
        return names[-1]
    # "the capital of Kazakhstan Astana News": the first name, where the words go on.
    first = [
        name for name in gazetteer.match(words) if name.start == 0 and "of" in match[0].split()
    ]
    kinds = {gazetteer.entry(row).kind for name in first for row in name.rows}
    return first[0] if kinds & _OWNERS else None


_OWNERS = frozenset({"country", "admin1"})


def _is_unit(owner: NameMatch, behind: str, gazetteer: Gazetteer) -> bool:
    """Whether "the capital of X" is in X: "the Portuguese capital of Lisbon" is Lisbon itself."""
    likeliest = gazetteer.entry(owner.rows[0]).kind
    return likeliest in _OWNERS or _UNIT.match(behind) is not None


_UNIT = re.compile(
    r"\s+(?:province|governorate|state|region|oblast|county|department)\b", re.IGNORECASE
)


def _demonym(name: NameMatch) -> bool:
    return any(flag.startswith("demonym") for flag in name.flags) and "also-name" not in name.flags


def _named(text: str, start: int, end: int) -> bool:
    """Whether the place that is described is named right beside."""
    behind = _NAMED_BEHIND.match(text, end) is not None
    return behind or _NAMED_BEFORE.search(text[max(0, start - 40) : start]) is not None


def sentence_around(text: str, at: int) -> str:
    """The words of the sentence that holds a character, as far as full stops and lines tell.

    No farther than `_REACH` characters on each side: a text without stops is no one sentence.
    """
    first, last = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max(text.rfind(". ", first, at) + 1, text.rfind("\n", first, at) + 1, first)
    ends = [end for end in (text.find(". ", at, last), text.find("\n", at, last)) if end >= 0]
    return text[start : min(ends, default=last)]
