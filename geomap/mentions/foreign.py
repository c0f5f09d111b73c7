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
from geomap.mentions.units import holds

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geomap.gazetteer import Gazetteer, NameMatch
    from geomap.model import PlaceKind

_DOUBTFUL = frozenset({"common-word", "person-name", "month", "day", "romanised", "postal"})
#: Scripts whose names are told by their sound and stem without doubt: no word is a homograph.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u06ff]")
#: A region named by an adjective, with its type word, in any case: "Сумской области".
_REGION = re.compile(
    r"\b[А-ЯЁІЇЄҐ][\w’'-]+(?:ськ|цьк|зьк|ск|цк)(?:а|ої|ій|у|ою|ая|ой|ую)\s(?:област|губерн)\w*"
)
#: Between a town and the country it is in: "à Djibo, au Burkina Faso".
_IN_COUNTRY = re.compile(r"[,(]\s?(?:[a-zäöüßàâçéèêëîïôûùáíóúñ]{1,13}\s){0,4}(?:l['’])?")
_SUFFIX = re.compile(r"(?<=\w)['’]\w{1,8}")
_LOOKED_BACK = 2
#: Rows of a follower that are looked at, the most prominent first.
_ROWS = 3


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
        # In Turkish the apostrophe of an ending tells a name from a word: "Humus'a".
        named = language == "tr" and _SUFFIX.match(text, match.end) is not None
        doubt = _DOUBTFUL - {"common-word"} if named else _DOUBTFUL
        judged.append((match, kind, kind is not None or _known(match, gazetteer, doubt)))
    followers: list[NameMatch | None] = [*(one[0] for one in judged), None]
    judged = [
        (match, kind, known or _in_country(match, followers[at], text, gazetteer))
        for at, (match, kind, known) in enumerate(judged, start=1)
    ]
    # One sense an article: a name that is a place once is one elsewhere in the same text.
    sure = {match.key for match, _kind, known in judged if known}
    regions = _regions(text, gazetteer) if language in ("ru", "uk") else []
    names = [
        Found(
            start=match.start, end=match.end, rows=match.rows,
            demonym=is_demonym(match.flags), kind_hint=kind,
        )
        for match, kind, _known in judged
        if match.key in sure
        and not any(one.start < match.end and match.start < one.end for one in regions)
    ]  # fmt: skip
    return sorted([*names, *regions], key=lambda one: one.start)


def _regions(text: str, gazetteer: Gazetteer) -> list[Found]:
    """Regions of Russia and Ukraine by their adjectives: "Харьковской области"."""
    found = []
    for match in _REGION.finditer(text):
        rows = tuple(hit.row for hit in gazetteer.lookup(match[0]))
        if any(gazetteer.entry(row).kind == "admin1" for row in rows):
            found.append(Found(start=match.start(), end=match.end(), rows=rows, kind_hint="admin1"))
    return found


def _in_country(
    match: NameMatch, follower: NameMatch | None, text: str, gazetteer: Gazetteer
) -> bool:
    """Whether the country or unit that a name lies in stands right behind it."""
    if follower is None or match.flags & _DOUBTFUL:
        return False
    beside = _IN_COUNTRY.fullmatch(text[match.end : follower.start])
    return beside is not None and any(
        holds(gazetteer, follower.rows[:_ROWS], row) for row in match.rows
    )


def _known(match: NameMatch, gazetteer: Gazetteer, doubt: frozenset[str]) -> bool:
    """Whether a name needs no other reason to be a place than what flags cast no doubt on it."""
    entries = [gazetteer.entry(row) for row in match.rows]
    if is_demonym(match.flags) or any(entry.edited for entry in entries):
        return not match.flags & doubt & {"common-word"}
    if _OTHER_SCRIPT.match(match.key):
        doubt = doubt - {"romanised"}
    if match.flags & doubt:
        return False
    if "romanised" in match.flags:
        return any(entry.prominence >= KNOWN for entry in entries)
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
