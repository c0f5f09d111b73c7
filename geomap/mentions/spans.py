"""How much of a place's phrase its span holds: the bare name, or type word and direction too.

News marks "Kandahar" in "northern Kandahar province"; those who read bulletins of aid work mark
the whole. Which place is meant has been decided before, so only the offsets change.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.mentions.reports import is_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Article, Mention

#: What stands behind a name and says of which kind its place is.
_BEHIND = re.compile(
    r" (?:IDP )?(?:(?:sub-?)?districts?|provinces?|governorates?|regions?|city|cities|states?|lgas?"
    r"|camps?|divisions?|towns?|villages?|locality|localities|county|counties|municipality"
    r"|municipalities|airport|port|communes?|settlements?|upazilas?|townships?|departments?"
    r"|islands?|river|woredas?|raions?|oblasts?|airport)\b(?![-'’])",
    re.IGNORECASE,
)
#: What stands before a name and says which part of it is meant.
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:north|south)(?:- | |-)?(?:east|west)(?:ern)?"
    r"|(?:north|south|east|west)(?:ern)?|central) $",
    re.IGNORECASE,
)
#: What recognised mentions that are no names.
_NO_NAMES = frozenset({"coordinates", "description", "reference"})
#: Longest direction, characters.
_LONGEST = 16


def widened(mentions: Sequence[Mention], article: Article, spans: str) -> tuple[Mention, ...]:
    """The mentions with spans as asked for.

    Args:
        mentions: in text order.
        article: theirs; one that came with mentions keeps its spans.
        spans: ``names``, ``phrases`` (with type word and direction), or ``auto`` (phrases in
            bulletins of aid work in English, names elsewhere).
    """
    wide = spans == "phrases" or (
        spans == "auto" and article.language in (None, "en") and is_report(article.text)
    )
    if not wide or article.given_mentions is not None:
        return tuple(mentions)
    made: list[Mention] = []
    for at, mention in enumerate(mentions):
        low = made[-1].end if made else 0
        high = mentions[at + 1].start if at + 1 < len(mentions) else len(article.text)
        made.append(_wide(mention, article.text, low, high))
    return tuple(made)


def _wide(mention: Mention, text: str, low: int, high: int) -> Mention:
    """A mention with the words of its phrase that lie between two offsets."""
    if mention.role == "demonym" or mention.recognised_by in _NO_NAMES:
        return mention
    start, end = mention.start, mention.end
    behind = phrase_end(text, end)
    if behind <= high:
        end = behind
    before = _BEFORE.search(text[max(low, start - _LONGEST) : start])
    if before is not None:
        start -= before.end() - before.start()
    return replace(mention, start=start, end=end, text=text[start:end])


def phrase_end(text: str, end: int) -> int:
    """Where a name that ends at an offset ends with its type word, if it has one."""
    behind = _BEHIND.match(text, end)
    return end if behind is None else behind.end()
