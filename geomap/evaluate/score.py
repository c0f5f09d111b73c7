"""Scores: recognition, end to end, given mentions, roles, calibration, and a naive floor.

A found mention matches a gold one when both ends agree within one character, or when they
overlap and hold the same letters. Where no point was given, no radius is
large enough.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.evaluate.report import DISTANCES, Report, Spans, Tally
from geomap.evaluate.texts import recognised
from geomap.mentions.patterns import bodies
from geomap.mentions.spans import widened
from geomap.places import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.evaluate.gold import GoldArticle, GoldMention
    from geomap.flow import Tools
    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention

log = logging.getLogger(__name__)

#: What stands before a name and is annotated with it or not.
_BESIDE = frozenset(
    "the north south east west northern southern eastern western central northwest northeast "
    "southwest southeast north-west north-east south-west south-east north-western north-eastern "
    "south-western south-eastern northwestern northeastern southwestern southeastern".split()
)
#: Kinds of places that a word and "of" say of a name: "the province of Herrera".
_UNITS = frozenset({"city", "admin1", "admin2"})
#: Between the names of a list.
_LIST = re.compile(r", (?:and )?| and | & ")


def score_corpus(name: str, gold: Iterable[GoldArticle], tools: Tools) -> Report:
    """Run geomap over a corpus, free and with given mentions, and count.

    A fault in one text never loses the others: the text is named in the report, and counts as
    one in which nothing was found.

    Args:
        name: what to call the corpus.
        gold: its texts.
        tools: gazetteer, actors and pipeline.
    """
    report = Report(corpus=name)
    for item in gold:
        report.articles += 1
        try:
            free, given = _run(name, item, tools)
        except Exception as error:
            log.exception("text %s", item.id)
            report.failed.append(f"{item.id}: {type(error).__name__}: {error}")
            free, given = (), ()
        _free(report, item, free, tools.gazetteer)
        _given(report, item, given, tools.gazetteer)
    return report


def _run(
    name: str, item: GoldArticle, tools: Tools
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The mentions of a text with their places: as found, and as given."""
    text = recognised(name, item, tools)
    gazetteer, config = tools.gazetteer, tools.config
    as_read = replace(item.as_article(), given_mentions=None)
    free = resolve(text.article, text.others, gazetteer, config)
    given = resolve(text.article, text.given, gazetteer, config, text.others)
    return widened(free, as_read, config.language.spans), given


def _free(
    report: Report, item: GoldArticle, found: Sequence[Mention], gazetteer: Gazetteer
) -> None:
    # What points back is kept only where a deed was told, which is not looked at here.
    kept = [m for m in found if m.status != "filtered" and m.recognised_by != "reference"]
    report.gold += len(item.mentions)
    report.found += len(kept)
    left = list(kept)
    for gold in item.mentions:
        match = next((one for one in left if same_span(one, gold, item.text)), None)
        if match is None:
            report.missed[item.text[gold.start : gold.end]] += 1
            continue
        left.remove(match)
        report.matched += 1
        if gold.role:
            report.with_role += 1
            report.same_role += same_role(match.role, gold.role)
        apart = _apart(match, gold)
        report.right.update(km for km in DISTANCES if apart is not None and apart <= km)
    report.invented.update(mention.text for mention in left)
    literal = [one for one in kept if one.role == "literal"]
    places = [gold for gold in item.mentions if gold.role in ("literal", "mixed")]
    for spans, ours, theirs, alike in (
        (report.names, kept, _by_name(item.mentions, item.text, gazetteer), same_name),
        (report.literal, literal, places, same_span),
        (report.literal_names, literal, _by_name(places, item.text, gazetteer), same_name),
    ):
        _count(spans, ours, theirs, item.text, alike)
    adjectives = [one for one in kept if one.role == "demonym"]
    _count(report.adjectives, adjectives, item.mentions, item.text, same_name)


def _by_name(
    annotated: Iterable[GoldMention], text: str, gazetteer: Gazetteer
) -> list[GoldMention]:
    """The annotated names, each of a list ("Kunduz and Baghlan provinces") that is one span."""
    names = []
    for one in annotated:
        gaps = list(_LIST.finditer(text, one.start, one.end))
        if gaps and gazetteer.lookup(text[one.start : one.end]):
            gaps = []  # "Trinidad and Tobago"
        starts = [one.start, *(gap.end() for gap in gaps)]
        ends = [*(gap.start() for gap in gaps), one.end]
        names += [replace(one, start=at, end=to) for at, to in zip(starts, ends, strict=True)]
    return names


def _count(
    spans: Spans,
    found: Sequence[Mention],
    gold: Sequence[GoldMention],
    text: str,
    alike: Callable[[Mention, GoldMention, str], bool],
) -> None:
    """Count names found and annotated, and each that has its like."""
    left = list(found)
    for one in gold:
        match = next((mention for mention in left if alike(mention, one, text)), None)
        if match is not None:
            left.remove(match)
            spans.matched += 1
    spans.found += len(found)
    spans.gold += len(gold)


def _given(
    report: Report, item: GoldArticle, given: Sequence[Mention], gazetteer: Gazetteer
) -> None:
    for number, gold in enumerate(item.mentions):
        mention = given[number] if given else None
        if gold.geonameid:
            report.with_id += 1
            place = mention.place if mention else None
            report.same_id += place is not None and place.geonameid == gold.geonameid
        if gold.lat is None or gold.lon is None:
            continue
        apart = _apart(mention, gold) if mention else None
        report.given.add(apart)
        report.by_kind.setdefault(_kind(gold, mention, gazetteer), Tally()).add(apart)
        country = gazetteer.country_at(gold.lat, gold.lon)
        code = country.country if country and country.country else "none"
        report.by_country.setdefault(code, Tally()).add(apart)
        words = item.text[gold.start : gold.end]
        report.floor.add(_floor(words, gold, gazetteer))
        if mention is None:
            continue
        if apart is None or apart > DISTANCES[-1]:
            placed = mention.place.id if mention.place else "unplaced"
            report.misplaced[f"{words} -> {placed}"] += 1
        if mention.place is not None and mention.score is not None:
            right = apart is not None and apart <= DISTANCES[-1]
            report.reliability.add(mention.score, right=right)
            held = mention.place.kind == "country" and mention.place.country == code
            report.reliability_of_lands.add(mention.score, right=right or held)


def _kind(gold: GoldMention, mention: Mention | None, gazetteer: Gazetteer) -> str:
    """Kind of the place meant where its id tells, else of the one geomap took it for."""
    entry = gazetteer.by_id(f"geonames:{gold.geonameid}") if gold.geonameid else None
    if entry is not None:
        return entry.kind
    if gold.geonameid:
        return "not in the gazetteer"
    return mention.place.kind if mention and mention.place else "unplaced"


def _floor(name: str, gold: GoldMention, gazetteer: Gazetteer) -> float | None:
    """Distance of the most populous place of exactly this name, km."""
    entries = [gazetteer.entry(hit.row) for hit in gazetteer.lookup(name)]
    best = max(entries, key=lambda entry: (entry.population, -entry.row), default=None)
    return None if best is None else geodesic_km(best.lat, best.lon, gold)


def _apart(mention: Mention, gold: GoldMention) -> float | None:
    if mention.place is None or gold.lat is None:
        return None
    return geodesic_km(mention.place.lat, mention.place.lon, gold)


def geodesic_km(lat: float, lon: float, gold: GoldMention) -> float:
    """Distance on the WGS 84 ellipsoid, km."""
    from geopy.distance import geodesic

    return float(geodesic((lat, lon), (gold.lat, gold.lon)).km)


def same_span(mention: Mention, gold: GoldMention, text: str) -> bool:
    """Whether a found mention is the gold one (see the module)."""
    if abs(mention.start - gold.start) <= 1 and abs(mention.end - gold.end) <= 1:
        return True
    if mention.end <= gold.start or gold.end <= mention.start:
        return False
    return _letters(mention.text) == _letters(text[gold.start : gold.end])


def same_name(mention: Mention, gold: GoldMention, text: str) -> bool:
    """Whether a found mention and a gold one are the same name, whatever stands beside it.

    Whether "northern Borno state" is annotated whole or as "Borno" is a custom of annotators.
    """
    if mention.end <= gold.start or gold.end <= mention.start:
        return False
    if same_span(mention, gold, text):
        return True
    found, annotated = (core(one.start, one.end, text) for one in (mention, gold))
    return _letters(text[slice(*found)]) == _letters(text[slice(*annotated)])


def core(start: int, end: int, text: str) -> tuple[int, int]:
    """A span without article, small directions and type words, which some corpora annotate.

    These stand in front ("the northern province of Herrera") or behind ("Herrera province").
    """
    words = text[start:end].split(" ")
    while len(words) > 1:
        first = words[0].lower()
        called = words[1] == "of" and bodies.TYPE_WORDS.get(first) in _UNITS
        if not called and (first not in _BESIDE or not (words[0].islower() or first == "the")):
            break
        for _word in range(1 + called):
            start += len(words.pop(0)) + 1
    last = words[-1]
    small = last.islower() and last in bodies.TYPE_WORDS
    if len(words) > 1 and (small or last.lower() in bodies.APART_TYPE_WORDS):
        end -= len(last) + 1
    return start, end


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def same_role(role: str, gold: str) -> bool:
    """Whether roles agree; corpora that know only two call all but literal associative."""
    if gold in ("literal", "associative", "mixed"):
        return (role == "literal") == (gold != "associative")
    return role == gold
