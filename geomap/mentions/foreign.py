"""Recognition in other languages than English: names in their script, and little else.

There is no model and no parse, so a name must be well known, kept by people, or stand beside a
word for a kind of place. What a language glues to a name is the gazetteer's business (Arabic
prepositions, Slavic cases), but for the Turkish suffix behind an apostrophe.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.mentions.features import KNOWN
from geomap.mentions.patterns import foreign
from geomap.mentions.recognise import Found, is_demonym, visible

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geomap.gazetteer import Gazetteer, NameMatch
    from geomap.model import PlaceKind

_DOUBTFUL = frozenset({"common-word", "person-name", "month", "day", "romanised", "postal"})
_SUFFIX = re.compile(r"(?<=\w)['’]\w{1,8}")
_LOOKED_BACK = 2


def recognise_foreign(doc: Doc, text: str, gazetteer: Gazetteer, language: str) -> list[Found]:
    """The place names of a text that is not English, in order.

    Args:
        doc: the text through a tokenizer of its language.
        text: the text.
        gazetteer: where names are looked up.
        language: ISO 639-1 code.
    """
    kinds = foreign.TYPE_WORDS.get(language, {})
    read = _SUFFIX.sub(lambda found: " " * len(found[0]), text) if language == "tr" else text
    judged = []
    for match in visible(gazetteer.match(read), text):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is None or match.key in kinds or span.text in kinds:
            continue
        if len(span) == 1 and span[0].is_stop:
            continue
        kind = _kind(doc, span.start, span.end, kinds)
        judged.append((match, kind, kind is not None or _known(match, gazetteer)))
    # One sense an article: a name that is a place once is one elsewhere in the same text.
    sure = {match.key for match, _kind, known in judged if known}
    return [
        Found(
            start=match.start, end=match.end, rows=match.rows,
            demonym=is_demonym(match.flags), kind_hint=kind,
        )
        for match, kind, _known in judged
        if match.key in sure
    ]  # fmt: skip


def _known(match: NameMatch, gazetteer: Gazetteer) -> bool:
    """Whether a name needs no other reason to be a place."""
    entries = [gazetteer.entry(row) for row in match.rows]
    if is_demonym(match.flags) or any(entry.edited for entry in entries):
        return "common-word" not in match.flags
    if match.flags & _DOUBTFUL:
        return False
    return " " in match.key or any(entry.prominence >= KNOWN for entry in entries)


def _kind(doc: Doc, first: int, last: int, kinds: dict[str, PlaceKind]) -> PlaceKind | None:
    """The kind that a word before or right behind a name asks for."""
    if last < len(doc) and doc[last].text in kinds:
        return kinds[doc[last].text]
    for at in range(first - 1, max(-1, first - 1 - _LOOKED_BACK), -1):
        if doc[at].text in kinds:
            return kinds[doc[at].text]
        if doc[at].lower_ not in foreign.LINKS:
            return None
    return None
