"""Which stretches of a text name places: the gazetteer and the model, each checking the other.

The gazetteer knows the names and the model the sentence. In English every candidate is weighed
by the phrases that are true of it (`features`, `judgement`); in other languages, which have
neither model nor fitted weights here, a name must be known or asked for by a type word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.language.vocabulary import MONTHS
from geomap.mentions import surroundings
from geomap.mentions.candidates import Candidate, find_candidates
from geomap.mentions.features import Evidence
from geomap.mentions.judgement import DOUBTFUL, LEAST, chosen, probability, weights
from geomap.mentions.lists import PLURALS
from geomap.mentions.patterns import bodies
from geomap.mentions.units import NEARLY
from geomap.mentions.words import PLACE_LABELS, Words
from geomap.model import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from geomap.gazetteer import Gazetteer, NameMatch

#: Addresses. Each part has a length, for a run of signs without an end must not take for ever.
_WEB = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s)\]>]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w-])[\w-]{1,63}\.(?:com|org|net|ca)\b"
)
#: What makes a make of arms of a name: "a Pantsir-S1", "the Buk-M2".
_MODEL = re.compile(r"-[A-Z]{1,2}\d")
#: A day, which a town may be named for: "October 6".
_DATE = re.compile(rf"(?:{'|'.join(month.title() for month in MONTHS)}) \d{{1,2}}")
#: Cheap test that keeps most texts from that pattern.
_WEB_SIGNS = ("://", "www.", "mailto:", "@", ".com", ".org", ".net", ".ca")
_DIRECTIONS = r"(?:northern |southern |eastern |western )?"
#: What tells a part of a unit, right before its name.
_PART = re.compile(r"\b(?:(?:north|south)[- ]?(?:east|west)|north|south|east|west)ern\s$")
_JOINS = re.compile(rf",? (?:and |or )?{_DIRECTIONS}")
_TAIL = 18
#: A part of some place, which is no name in front of another.
_SIDE = re.compile(
    r"(?:north|south)[- ]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|central",
    re.IGNORECASE,
)
#: What is crossed, and whose banks these are, is a river, whatever town bears the name too.
_CROSSED = frozenset("across cross crosses crossed crossing ford forded down up along".split())
_BANKS = frozenset("bank banks side shore shores crossing crossings course mouth".split())
#: What is on a river: "boats on the Dnipro".
_ON_WATER = frozenset("boat boats ferry barge barges bridge bridges dam island islands".split())
#: What a river has: "the Dnipro delta".
_PARTS_OF_A_RIVER = frozenset("delta estuary basin floodplain floodplains".split())
#: What stands behind a name that only says which one: "the Dnipro bridge".
_NAMED_AFTER = frozenset({"NOUN", "PROPN", "ADJ"})
_DASHES = frozenset("-–—/")
#: What found a candidate of each source that no model took for a place.
_FOUND_BY = {
    "gazetteer": "gazetteer", "typed": "type-word", "entity": "model", "run": "capitals",
}  # fmt: skip
#: Kinds of waters, which have their type word in the name: "the Red Sea".
_WATERS = frozenset({"sea", "lake", "river"})
#: Type words and the kind asked for; "the Sinaloa capital" is no town called so.
_KINDS = {word: kind for word, kind in bodies.TYPE_WORDS.items() if word != "capital"}
#: Words of bodies and deals.
_NAMED = bodies.BODY | bodies.DEALS_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of text that names a place."""

    start: int
    end: int
    rows: tuple[int, ...] = ()
    demonym: bool = False
    body: bool = False
    """Whether it is part of the name of a body, a deal, or a paper."""
    kind_hint: PlaceKind | None = None
    known_as: str | None = None
    recognised_by: str = "gazetteer"


def recognise(doc: Doc, text: str, gazetteer: Gazetteer) -> list[Found]:
    """The place names of an English text in order, without overlap."""
    return recognise_all(doc, text, gazetteer)[0]


def recognise_all(doc: Doc, text: str, gazetteer: Gazetteer) -> tuple[list[Found], list[Found]]:
    """The place names of an English text, and the doubtful ones; all without overlap."""
    words = Words.of(doc)
    matches = visible(gazetteer.match(words.text), text)
    candidates = find_candidates(words, matches, gazetteer)
    evidence = Evidence(candidates, words, gazetteer)
    table = weights("place_weights", "default" if words.tagged else "fast")
    scores = [_score(evidence, at, table) for at in range(len(candidates))]
    named = chosen(candidates, scores, DOUBTFUL)
    found = [_found(candidates[at], words) for at in named if scores[at] >= LEAST]
    doubtful = [_found(candidates[at], words) for at in named if scores[at] < LEAST]
    named_once = _as_told_before(list(shared_type_word(_without_sides(found, text), text)), text)
    return named_once, doubtful


def _score(evidence: Evidence, at: int, table: dict[str, float]) -> float:
    """How likely a candidate is a place; what decides nothing is not asked of it."""
    phrases = evidence.at_sight(at)
    score = probability(phrases, table)
    if not evidence.may_be_nearly(at):
        return score
    otherwise = probability(phrases | {NEARLY}, table)
    decides = max(score, otherwise) >= LEAST
    return otherwise if decides and evidence.is_nearly_at_home(at) else score


def _without_sides(found: list[Found], text: str) -> list[Found]:
    """The names without what only says which part of the next one: "NORTH EAST NIGERIA"."""
    starts = {one.start for one in found}
    return [
        one
        for one in found
        if one.end + 1 not in starts
        or text[one.end] != " "
        or not _SIDE.fullmatch(text, one.start, one.end)
    ]


def _as_told_before(found: list[Found], text: str) -> list[Found]:
    """The names, with the kind that a type word told of the same part: of "western Aleppo"."""
    parts = [_PART.search(text, max(0, one.start - _TAIL), one.start) for one in found]
    told = {
        text[part.start() : one.end]: one.kind_hint
        for one, part in zip(found, parts, strict=True)
        if part and one.kind_hint
    }
    return [
        replace(one, kind_hint=told.get(text[part.start() : one.end]))
        if part and one.kind_hint is None
        else one
        for one, part in zip(found, parts, strict=True)
    ]


def visible(matches: Sequence[NameMatch], text: str) -> list[NameMatch]:
    """The matches in no address of the web that name no dollars ("US$5"), arms or days."""
    signs = any(sign in text for sign in _WEB_SIGNS)
    hidden = [match.span() for match in _WEB.finditer(text)] if signs else []
    return [
        match
        for match in matches
        if not any(start <= match.start < end for start, end in hidden)
        and text[match.end : match.end + 1] != "$"
        and not _MODEL.match(text, match.end)
        and not _DATE.fullmatch(text, match.start, match.end)
    ]


def is_demonym(flags: frozenset[str]) -> bool:
    """Whether a match is an adjective or a people and no name besides."""
    return "also-name" not in flags and any(flag.startswith("demonym") for flag in flags)


def _found(one: Candidate, words: Words) -> Found:
    """The candidate as a mention: with the kind of place that the words around ask for."""
    labelled = any(label in PLACE_LABELS for label in words.labels[one.first : one.last])
    by = "gazetteer" if one.rows else _FOUND_BY[one.source]
    if labelled:
        by = "both" if one.rows else "model"
    return Found(
        start=one.start,
        end=one.end,
        rows=one.rows,
        demonym=is_demonym(one.flags),
        body=_in_body(one, words),
        kind_hint=_kind_hint(one, words),
        recognised_by=by,
    )


def _kind_hint(one: Candidate, words: Words) -> PlaceKind | None:
    """The kind asked for by a type word: "Idlib Province", "the village of X", "Lake X"."""
    kinds, lower = _KINDS, words.lower
    after = one.last
    if after < len(words) and words.forms[after] in ("-", "’s", "'s"):
        after += 1
    if after < len(words) and lower[after] in kinds:
        return kinds[lower[after]]
    before = one.first - 1
    if before >= 1 and lower[before] == "of" and lower[before - 1] in kinds:
        # "Barmal district of Paktika": the word is that of the name before it.
        owned = before >= 2 and words.capital(before - 2) and not words.initial[before - 2]
        owned = owned and words.pos[before - 2] != "ADJ"  # "the Kurdish canton of Afrin"
        return None if owned and words.forms[before - 1].islower() else kinds[lower[before - 1]]
    if before >= 0 and lower[before] in bodies.LEADING_TYPE_WORDS:
        return kinds[lower[before]]
    if _of_a_water(one, words):
        return "river"
    own = kinds.get(lower[one.last - 1]) if one.last - one.first > 1 else None
    if one.source == "typed" and after < len(words) and words.forms[after] == ",":
        behind = words.lower[after + 1 : after + 4]  # "Lin Ta, a small village in"
        own = own or next((kinds[word] for word in behind if word in kinds), None)
    if one.source == "typed":
        return own or kinds.get(lower[one.first]) or "facility"
    return own if own in _WATERS or not one.rows else None


def _of_a_water(one: Candidate, words: Words) -> bool:
    """Whether it is crossed or has banks: "the left bank of the Dnipro", "crossed the Niger".

    Only with its article, and not as a modifier: who crosses the Dnipro bridge names a town.
    """
    the = one.first - 1
    if the < 1 or words.lower[the] != "the":
        return False
    after = one.last
    if after < len(words) and words.lower[after] in _PARTS_OF_A_RIVER:
        return True
    if after < len(words) and (words.pos[after] in _NAMED_AFTER or words.forms[after] in _DASHES):
        return False
    last = the - 1
    if words.lower[last] == "of":
        return last > 0 and words.lower[last - 1] in _BANKS
    if words.lower[last] == "on":
        return last > 0 and words.lower[last - 1] in _ON_WATER
    return words.lower[last] in _CROSSED


def _in_body(one: Candidate, words: Words) -> bool:
    """Whether the run of capitals around the name names a body, a deal, or a paper."""
    after = one.last
    if after < len(words) and words.lower[after] in bodies.DEAL_NAMES:
        return True
    return any(
        words.lower[at] in _NAMED and words.capital(at) for at in surroundings.run(one, words)
    )


def shared_type_word(kept: list[Found], text: str) -> Iterator[Found]:
    """As in "Homs, Hama and Aleppo provinces": the last one's type word is for all."""
    hint: PlaceKind | None = None
    shared: list[Found] = []
    for index in range(len(kept) - 1, -1, -1):
        found = kept[index]
        gap = text[found.end : kept[index + 1].start] if index + 1 < len(kept) else ""
        if hint and _JOINS.fullmatch(gap) and found.kind_hint is None and not found.demonym:
            shared.append(replace(found, kind_hint=hint))
            continue
        behind = text[found.end : found.end + _TAIL].lower()
        word = behind[1:].split(maxsplit=1)[:1] if behind[:1] == " " else []
        hint = found.kind_hint if word and word[0].strip(".,;:)") in PLURALS else None
        shared.append(found)
    yield from reversed(shared)
