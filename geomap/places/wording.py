"""An explanation in sentences, for people who answer for every dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.mentions.roles import RULES
from geomap.model import UNDRAWN_SEGMENTS
from geomap.places.precision import where_prec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Article, Candidate, Evidence, Mention, Place
    from geomap.places.explain import Explanation

#: Candidates that are listed.
SHOWN = 5
_ROLES = {
    "literal": "It is taken as a place where something is or happens",
    "metonym": "It is taken as a government or people, not as a place",
    "demonym": "It is an adjective or a people, not a place",
    "embedded": "It is part of another name, not a place",
    "unknown": "Nothing says whether it is a place",
}
#: Cues that are no rules of `geomap.mentions.roles`.
_CUES = {
    "dateline": "It stands in front of the text as the place it was sent from.",
    "coordinates": "Coordinates are always a place.",
    "reference": "It points back at a place that the text spoke of.",
    "end_of_a_line": "It is one end of a road or border.",
    "land_or_water": "Rivers, seas and mountains neither speak nor act.",
    "part_of_a_name": "The capitalised words around it name a body, a deal or a paper.",
    "adjective_in_a_name": "The capitalised words around it name a body, a deal or a paper.",
    "onwards": "The way leads to the place before it and on to it.",
    "unit_of_a_town": "It is the unit that the town before it lies in, and as much a place.",
    "title_of_a_work": "It stands in the title of a book, a film, a report or the like.",
    "in_a_report": (
        "The text is a bulletin of fragments and lists, where weights learnt from annotated "
        "reports overrule the rules."
    ),
    "no_rules": "There are no rules for roles in the language of the text.",
    "no_words": "The text has no words there.",
}
#: What a line of evidence adds at least, log-odds: less rounds to nothing.
_LEAST = 0.005
_MATCHES = {
    "exact": "its own spelling", "normalised": "its spelling but for accents and marks",
    "romanised": "the sound of its name", "fuzzy": "a likely misspelling of its name",
    "part": "a part of the name", "coordinates": "coordinates",
    "description": "a description", "online": "an online geocoder",
}  # fmt: skip
_REASONS = {
    "not-in-gazetteer": "no gazetteer has it",
    "told-by-the-text": "no gazetteer has it; the words right behind it say where it lies",
    "town-spoken-of": "it is counted as in or by the place that the text spoke of",
    "nothing-spoken-of": "it points back at no place that the text spoke of",
    "not-found-online": "neither gazetteer nor geocoder has it",
    "geocoder-unreachable": "no gazetteer has it, and the geocoder could not be reached",
    "several-candidates": "no candidate is likely enough",
    "small-and-far": "only a small place far from all else in the article bears its name",
    "unlikely-name": "its only candidate is not likely enough",
}


def sentences(article: Article, found: Explanation) -> Iterator[str]:
    """The explanation line by line: the words, their role, their place, and why that one."""
    mention = found.mention
    yield f"“{_flat(mention.text)}”, characters {mention.start}-{mention.end} of {article.id}"
    yield f"{_ROLES[mention.role]}. {_cue(mention)}"
    yield _drawn(mention)
    if mention.relation is not None:
        yield _relation(article, mention)
    first = found.candidates[0].place if found.candidates else None
    if mention.place is not None and mention.place.id.startswith("around:"):
        yield (
            f"It is taken to lie around {mention.place.name}, in the middle of what else the "
            "article names."
        )
    elif mention.place is not None and mention.reason == "told-by-the-text":
        yield f"The words behind it say where it lies: {_spot(mention.place)}."
    elif mention.place is not None and mention.reason == "town-spoken-of":
        yield f"The text speaks of the place that it lies in or by: {_spot(mention.place)}."
    elif first is not None and mention.place is not None and mention.place.id != first.id:
        yield f"It is counted from the town of that name: {named(mention.place)}."
    if not found.candidates and mention.recognised_by != "reference":
        yield (
            "No place of this name is in the gazetteer; `geomap gazetteer add` adds places, and an "
            "overrides.csv further names of known ones."
        )
    for rank, candidate in enumerate(found.candidates[:SHOWN], start=1):
        yield ""
        yield f"{rank}. {headline(candidate)}"
        yield from (f"   {line}" for line in reasons(candidate))
    if len(found.candidates) > SHOWN:
        yield ""
        yield f"{len(found.candidates) - SHOWN} more candidates are less likely."
    if len(found.candidates) > 1:
        yield from _compared(*found.candidates[:2])


def _spot(place: Place) -> str:
    """A point with how wide it is."""
    return f"within {place.radius_km:.0f} km of {place.lat:.4f} {place.lon:.4f}"


def headline(candidate: Candidate) -> str:
    """A candidate in one line: what and where it is, how likely, and how its name matched."""
    place = candidate.place
    match = _MATCHES.get(candidate.match, candidate.match)
    return (
        f"{named(place)}, {place.lat:.4f} {place.lon:.4f}: probability {candidate.score:.2f}; "
        f"found by {match}; {place.id}"
    )


def named(place: Place) -> str:
    """Name, kind, unit and country of a place, each said once."""
    within = [part for part in (place.admin1, place.country) if part and part != place.name]
    return f"{place.name} ({', '.join([place.kind, *within])})"


def reasons(candidate: Candidate) -> list[str]:
    """The evidence in lines, the weightiest first; without what adds nothing to speak of."""
    ordered = sorted(candidate.evidence, key=lambda one: (-abs(_adds(one)), one.name))
    return [
        f"{'for' if _adds(one) >= 0 else 'against'} ({_adds(one):+.2f}): {one.sentence}"
        for one in ordered
        if abs(_adds(one)) >= _LEAST
    ]


def _adds(evidence: Evidence) -> float:
    return evidence.value * evidence.weight


def _flat(words: str) -> str:
    return " ".join(words.split())


def _cue(mention: Mention) -> str:
    """The rule that decided the role, with the words it saw."""
    name, _colon, seen = (mention.role_cue or "no_words").partition(": ")
    rules = {rule.__name__: rule.__doc__ or "" for rule in RULES}
    sentence = rules.get(name) or _CUES.get(name) or f"{name}."
    words = f" It saw: {seen}." if seen else ""
    return f"{sentence.strip()}{words}"


def _drawn(mention: Mention) -> str:
    """Whether it is on the maps, and why not."""
    if mention.drawn:
        return "It is drawn on the maps."
    why = []
    if mention.role != "literal":
        why.append("only places are")
    if mention.status != "resolved":
        why.append(_REASONS.get(mention.reason or "", mention.reason or mention.status))
    if mention.segment in UNDRAWN_SEGMENTS:
        why.append(f"it stands in a passage marked {mention.segment}")
    return f"It is {mention.status} and not drawn on the maps: {' and '.join(why)}."


def _relation(article: Article, mention: Mention) -> str:
    """What the spatial words make of the place."""
    assert mention.relation is not None  # noqa: S101 - narrows the type for mypy
    relation = mention.relation
    phrase = _flat(article.text[relation.start : relation.end])
    said = f"The words “{phrase}” ({relation.kind.replace('_', ' ')})"
    area = mention.area
    if area is None:
        return f"{said} stand with it and change nothing."
    shape = "a line" if area.precision == "linear" else "an area" if area.geometry else "a circle"
    return (
        f"{said} make of it {shape} of {area.radius_km:.1f} km around {area.lat:.4f} "
        f"{area.lon:.4f}, precision {area.precision} (UCDP {where_prec(area)})."
    )


def _compared(first: Candidate, second: Candidate) -> Iterator[str]:
    """What speaks for the likeliest candidate and not for the next."""
    others = {one.name: _adds(one) for one in second.evidence}
    own = {one.name: one for one in first.evidence}
    lead = {name: _adds(one) - others.get(name, 0.0) for name, one in own.items()}
    lead |= {name: -adds for name, adds in others.items() if name not in own}
    best = sorted((name for name in lead if lead[name] > 0.05), key=lambda name: -lead[name])[:2]
    told = {one.name: one.sentence for one in (*second.evidence, *first.evidence)}
    if best:
        parts = [
            told[name].rstrip(".") if name in own else f"of 2 alone, {told[name].rstrip('.')}"
            for name in best
        ]
        yield ""
        yield f"1 before 2, most of all because: {'; '.join(parts)}."
