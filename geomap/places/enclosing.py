"""What a sentence says that the places it names lie in: "In Cauca, a bomb hit the town of Morales".

Besides what stands right at a name (see `beside`): the place that a sentence opens with, the town
whose quarters are listed, the sector of a front.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geomap.places.beside import LISTED, Anchors, Parents
from geomap.places.kinds import SMALL_TOWN, bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.gazetteer import Entry
    from geomap.model import Article, Mention
    from geomap.places.context import Context

_UNIT = (
    r"(?:region|province|state|governorate|oblast|department|district|county|prefecture|territory)"
)
_PART = (
    r"(?:neighbou?rhood|quarter|suburb|district|village|hamlet|town|township|area|camp|locality|"
    r"municipality|county)"
)
#: How a sentence opens with where it is, up to the name.
_OPENING = re.compile(
    r"(?:^|[.!?\n]\W*)(?:\w{1,12},? )?[IiOo]n (?:the )?(?:\w{1,15} ){0,2}(?:of )?$"
)
#: What then stands behind the name.
_OPENED = re.compile(rf"(?:\s{_UNIT})?,")
#: Characters before a name among which its sentence opens.
_OPENS = 56
#: Between a town or unit and the first of what lies in it.
_HOLDS = re.compile(rf"(?:['’]s)?\s{{1,2}}(?:\w{{1,12}}\s)?{_PART}s?\sof\s(?:the\s)?")
#: Behind the town that a part of a front is named for.
_SECTOR = re.compile(r"\s(?:sector|direction|axis|front)\b")
#: How far from a town its quarters and its sector of a front are at most, km.
_ABOUT_KM = 50.0
#: Kinds of place that hold no others but their quarters.
_TOWNS = frozenset({"city", "neighbourhood"})
_WIDE = frozenset({"country", "admin1"})
#: Characters of the longest sentence that is read.
_LONGEST = 500
_SENTENCE = re.compile(r"[.!?]\s|\n")


class Enclosure(NamedTuple):
    """Where the sentence says that a name is."""

    anchor: Mention
    """What it lies in or near."""
    listed: bool
    """Whether the words name it as a part of the anchor, not only later in its sentence."""
    near: bool
    """Whether it lies about the anchor, which is not an area that holds it."""


def enclosures(mentions: Sequence[Mention], text: str) -> dict[str, Enclosure]:
    """Where the sentence says that each mention is, by mention id.

    Args:
        mentions: all of an article, in text order.
        text: the article.
    """
    found: dict[str, Enclosure] = {}
    for at, anchor in enumerate(mentions):
        if anchor.role != "literal":
            continue
        if _opens(anchor, text):
            for one in _of_the_sentence(mentions, at, text):
                found.setdefault(one.id, Enclosure(anchor, listed=False, near=False))
        if _SECTOR.match(text, anchor.end):
            for one in _of_the_sentence(mentions, at, text):
                found[one.id] = Enclosure(anchor, listed=True, near=True)
        for one in _listed_behind(mentions, at, text):
            found[one.id] = Enclosure(anchor, listed=True, near=False)
    return found


def look_within(
    article: Article,
    mentions: Sequence[Mention],
    units: dict[str, tuple[Entry, ...]],
    candidates: dict[str, list[Entry]],
    context: Context,
) -> None:
    """Note what each name lies in, or near, by its sentence.

    A unit that only opens the sentence counts where one of the places that a name may mean lies
    in it, or all are small: "In Washington, the minister said" puts no city there.
    """
    ordered = sorted(mentions, key=lambda mention: mention.start)
    names = {mention.id: bare_name(mention) for mention in ordered}
    anchored: dict[str, Anchors] = {}
    for key, said in enclosures(ordered, article.text).items():
        parents = Parents.of(() if said.near else units.get(said.anchor.id, ()))
        towns = [one for one in candidates[said.anchor.id] if one.kind in _TOWNS]
        if any(one.kind in _WIDE for one in candidates[key]):
            continue  # "the Hays district of Paktika": the first is in the second
        if said.listed and towns:
            anchored[names[key]] = context.anchors[key] = Anchors(tuple(towns), _ABOUT_KM)
        elif (
            said.listed
            or any(parents.hold(entry) for entry in candidates[key])
            or all(
                entry.kind == "city" and entry.population < SMALL_TOWN for entry in candidates[key]
            )
        ):
            beside = (*context.beside.get(key, ()), *parents.rows.values())
            context.beside[key], context.parents[key] = beside, Parents.of(beside)
    for key, name in names.items():
        if name in anchored:
            context.anchors.setdefault(key, anchored[name])


def _opens(anchor: Mention, text: str) -> bool:
    before = text[max(0, anchor.start - _OPENS) : anchor.start]
    return bool(_OPENED.match(text, anchor.end) and _OPENING.search(before))


def _of_the_sentence(mentions: Sequence[Mention], at: int, text: str) -> Iterator[Mention]:
    """The mentions between one and the end of its sentence."""
    start = mentions[at].end
    end = _SENTENCE.search(text, start, start + _LONGEST)
    last = start + _LONGEST if end is None else end.start()
    for number in range(at + 1, len(mentions)):
        if mentions[number].start >= last:
            return
        yield mentions[number]


def _listed_behind(mentions: Sequence[Mention], at: int, text: str) -> Iterator[Mention]:
    """The mentions listed behind one as parts of it: "the Mosul quarters of A, B and C"."""
    between = _HOLDS
    for number in range(at + 1, len(mentions)):
        left, right = mentions[number - 1], mentions[number]
        if not between.fullmatch(text, left.end, right.start):
            return
        yield right
        between = LISTED
