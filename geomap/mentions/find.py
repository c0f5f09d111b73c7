"""Recognition and roles put together: the mentions of an article, still without a place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.language import dateline_end
from geomap.language.vocabulary import MONTHS, WEEKDAYS
from geomap.mentions.coordinates import find_coordinates
from geomap.mentions.descriptions import find_descriptions
from geomap.mentions.foreign import recognise_foreign
from geomap.mentions.foreign_roles import foreign_role
from geomap.mentions.frame import make_frame
from geomap.mentions.patterns import acts
from geomap.mentions.patterns.bodies import STATES_ONCE
from geomap.mentions.patterns.grammar import AGENCIES
from geomap.mentions.recognise import Found, recognise_all
from geomap.mentions.reports import is_report, weighed
from geomap.mentions.roles import role_of
from geomap.mentions.short_codes import find_short_codes
from geomap.mentions.spans import phrase_end
from geomap.mentions.titles import titles
from geomap.mentions.units import holds
from geomap.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

    from geomap.gazetteer import Entry, Gazetteer
    from geomap.gazetteer.actors import ActorTable
    from geomap.mentions.frame import Frame
    from geomap.model import Article, PlaceKind, Role

#: Characters of an actor's name on each side of a place in it.
_NAME = 60
#: Kinds of actors that are called by the names of places.
_PLACE_LIKE = frozenset({"state", "government", "forces", "population"})
#: "X-Y border", "X-Y road": both names are its ends.
_LINE_BETWEEN = re.compile(
    r"\s?[-–]\s?[A-Z][\w'’ -]{1,30}?\s(?:border|frontier|road|highway|motorway|route|railway)\b"
)
#: "The frontiers with X, Y and Z", "the border between X and Y".
_BORDER_WITH = re.compile(
    r"\b(?:[Bb]orders?|[Ff]rontiers?)\s(?:with|between)\s(?:the\s)?"
    r"(?:[A-Z][\w'’ -]{1,30}?(?:,|,?\sand)\s)*$"
)
#: Readings of the name of a unit that are looked at, the most prominent first.
_READINGS = 3
#: Kinds of places that neither speak nor act.
_NATURE = frozenset({"river", "lake", "sea", "mountain", "border"})
#: Those that do so only as the seat of somebody.
_BUILT = frozenset({"facility", "island", "neighbourhood"})
#: Kinds of places that descriptions denote.
_KINDS: dict[str, PlaceKind] = {
    "capital": "city", "seat": "city", "bordering": "admin1", "border": "border", "coast": "area",
    "town": "city", "base": "facility",
}  # fmt: skip
#: What is no place however it is told of: letters for a body or a thing, days and months.
_NO_PLACE = re.compile(
    rf"[A-Z]{{2}}|\b(?:{'|'.join(day.title() for day in (*WEEKDAYS, *MONTHS))})\b"
)
#: Jerusalem and Tel Aviv.
_SEATS_OF_POWER = frozenset({"geonames:281184", "geonames:293397"})
#: A town in capitals and a colon before the report: "NEW DELHI: The court ...".
_SLUG = re.compile(
    r"[A-Z][A-Z .'’-]{3,60}(?:, [A-Z][a-z]{2,8} \d{1,2})?(?: ?\([A-Z]{2,12}\))? ?: ?(?=[A-Z\d“\"])"
)
#: What a town of a dateline ends with: "UKRAINE WAR:" is none.
_TOWN_ENDS = re.compile(r" ?[:,(]")
#: An agency that files without a dash: "Beijing (AsiaNews) Since March".
_FILED = re.compile(
    r" \((?:Reuters|AP|AFP|dpa|DPA|AsiaNews|ANI|IANS|PTI|UPI|TASS|Xinhua|SANA|WAM|KUNA|ANSA|EFE"
    r"|CNN|BBC|Interfax|Ukrinform|Anadolu|RFE/RL)\) (?=[A-Z\d“\"])"
)
#: The office of a body in front of a country: "WFP Sudan - Situation report".
_OFFICE = re.compile(rf"(?:{'|'.join(sorted(AGENCIES))})\s", re.IGNORECASE)


def find_mentions(
    doc: Doc, article: Article, gazetteer: Gazetteer, actors: ActorTable
) -> tuple[Mention, ...]:
    """The place mentions of an article in text order, with role, cue and segment.

    Args:
        doc: the article's text through a spaCy pipeline; a parser makes roles better.
        article: the article.
        gazetteer: where names are looked up.
        actors: whom governments and peoples are linked to.
    """
    return with_doubtful(doc, article, gazetteer, actors)[0]


def with_doubtful(
    doc: Doc, article: Article, gazetteer: Gazetteer, actors: ActorTable
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The mentions, and the names that are places only if a deed was done there.

    Which of these are is for who reads the deeds of a parsed text: they have the ids ``d1``,
    ``d2`` ... until then.
    """
    names, doubts = _recognised(doc, article, gazetteer)
    found = _places(names, article, gazetteer, actors)
    doubtful = [
        replace(item, recognised_by="deed")
        for item in (doubts if doc.has_annotation("DEP") else ())
        if not item.demonym
        and not any(one.start < item.end and item.start < one.end for one in found)
        and not _NO_PLACE.search(article.text, item.start, item.end)
        and not _is_body(article.text[item.start : item.end], actors)
    ]
    named = with_roles(doc, article, doubtful, gazetteer, actors)
    return with_roles(doc, article, found, gazetteer, actors), tuple(
        replace(one, id=f"d{one.id[1:]}") for one in named if one.role in ("literal", "unknown")
    )


def find_names(doc: Doc, article: Article, gazetteer: Gazetteer, actors: ActorTable) -> list[Found]:
    """What names or describes a place in an article, in text order, without roles."""
    names, _doubtful = _recognised(doc, article, gazetteer)
    return _places(names, article, gazetteer, actors)


def _places(
    names: list[Found], article: Article, gazetteer: Gazetteer, actors: ActorTable
) -> list[Found]:
    """The names that are not of bodies and persons, with what else tells of places."""
    found = [
        item
        for item in names
        if item.demonym
        or not _is_body(article.text[item.start : item.end], actors)
        or _is_union(item, gazetteer)
    ]
    return _with_others(found, article.text, gazetteer)


def given_mentions(
    doc: Doc, article: Article, gazetteer: Gazetteer, actors: ActorTable
) -> tuple[Mention, ...]:
    """Exactly the spans that came with the article, in their order, with roles."""
    given = _given(doc, article, gazetteer)
    return with_roles(doc, article, given, gazetteer, actors, recognised_by="given")


def _given(doc: Doc, article: Article, gazetteer: Gazetteer) -> list[Found]:
    """The spans that came with the article, with what is known of each."""
    names, _doubtful = _recognised(doc, article, gazetteer)
    others = _with_others([], article.text, gazetteer)
    known = {(found.start, found.end): found for found in (*others, *names)}
    spans = article.given_mentions or ()
    return [
        known.get((span.start, span.end)) or _looked_up(span.start, span.end, article, gazetteer)
        for span in spans
    ]


def framed(
    doc: Doc, article: Article, gazetteer: Gazetteer
) -> list[tuple[Span, Frame, Role, str] | None]:
    """The spans that came with the article in their frames, with what the rules say.

    None for those that no frame decides: parts of names, datelines, ends of a line.
    """
    return [
        _ruled(doc, item, gazetteer) if _without_frame(article, item) is None else None
        for item in _given(doc, article, gazetteer)
    ]


def _with_others(found: list[Found], text: str, gazetteer: Gazetteer) -> list[Found]:
    """The names, coordinates and descriptions of a text; what is part of one is no name."""
    codes = [(one.start, one.end) for one in find_coordinates(text)]
    codes += [(one.start, one.end) for one in find_short_codes(text)]
    others = [
        Found(start=start, end=end, recognised_by="coordinates") for start, end in codes
    ] + [
        Found(
            start=one.start, end=one.end, rows=one.owners, kind_hint=_KINDS[one.kind],
            recognised_by="reference" if one.kind in ("town", "base") else "description",
        )
        for one in find_descriptions(text, gazetteer)
    ]  # fmt: skip
    names = [
        name for name in found if not any(c.start < name.end and name.start < c.end for c in others)
    ]
    return sorted(names + others, key=lambda one: one.start)


def _recognised(
    doc: Doc, article: Article, gazetteer: Gazetteer
) -> tuple[list[Found], list[Found]]:
    if article.language in (None, "en"):
        return recognise_all(doc, article.text, gazetteer)
    return recognise_foreign(doc, article.text, gazetteer, article.language or ""), []


def _is_union(item: Found, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of a union of states, land and body in one: the European Union."""
    return any(gazetteer.entry(row).id in STATES_ONCE for row in item.rows)


def _is_body(name: str, actors: ActorTable) -> bool:
    """Whether a name of several words is that of a body or person: the White House."""
    actor = actors.find(name) if " " in name else None
    return actor is not None and actor.kind not in _PLACE_LIKE


def _named_for(item: Found, text: str, actors: ActorTable) -> str | None:
    """The actor whose name goes on to a place's: "al-Qaeda in the Arabian Peninsula"."""
    if _PLACE_LIKE.issuperset(actors.kinds_behind(text[item.start : item.end])):
        return None
    start = max(0, item.start - _NAME)
    for found in actors.match(text[start : item.end + _NAME]):
        inside = start + found.start < item.start and item.end <= start + found.end
        if inside and found.actor.kind not in _PLACE_LIKE:
            return found.actor.name
    return None


def _looked_up(start: int, end: int, article: Article, gazetteer: Gazetteer) -> Found:
    """A given span; of a name that is not listed ("Nazi Germany") what its last words name."""
    name = article.text[start:end]
    matches = gazetteer.match(name)
    whole = [match for match in matches if match.end - match.start == len(name)]
    rows = tuple(hit.row for hit in gazetteer.lookup(name))
    if whole:
        rows = whole[0].rows
    elif not rows and matches and matches[-1].end == len(name):
        rows = matches[-1].rows
    demonym = any(flag.startswith("demonym") for match in matches for flag in match.flags)
    return Found(start=start, end=end, rows=rows, demonym=demonym and len(name.split()) == 1)


#: Between a place and the next of a journey: "to Lyon and then to Amman".
_ONWARDS = frozenset({" and then to ", ", then to ", " and later to ", " and on to "})


def with_roles(
    doc: Doc,
    article: Article,
    found: Iterable[Found],
    gazetteer: Gazetteer,
    actors: ActorTable,
    recognised_by: str | None = None,
) -> tuple[Mention, ...]:
    """Mentions of what was found, with role, cue, segment and the actor that each stands for."""
    made: list[Mention] = []
    report = article.language in (None, "en") and is_report(article.text)
    before: Found | None = None
    for number, item in enumerate(found, start=1):
        role, cue = _role(doc, article, item, gazetteer, report=report)
        body = _named_for(item, article.text, actors) if role == "literal" else None
        if body is not None:
            role, cue = "embedded", f"in_the_name_of: {body}"
        town = made[-1] if made and made[-1].role == "literal" else None
        speaks = cue.startswith("subject: ") and cue[9:].split(" ")[0] in acts.SAY
        if role == "metonym" and not speaks and before is not None and town is not None:
            gap = article.text[before.end : item.start]
            if gap in (", ", " (") and _lies_in(before, item, gazetteer):
                role, cue = "literal", f"unit_of_a_town: {town.text}"
            if gap in _ONWARDS:
                role, cue = "literal", f"onwards: {town.text}"
        owner = made[-1] if made and made[-1].role == "metonym" else None
        if role == "literal" and owner is not None and before is not None:
            gap = article.text[owner.end : item.start]
            if gap in ("'s ", "’s ") and _lies_in(item, before, gazetteer):
                cue_of = f"owner_of_a_place: {article.text[item.start : item.end]}"
                made[-1] = replace(owner, role="literal", role_cue=cue_of, actor_id=None)
        before = item
        made.append(
            Mention(
                id=f"m{number}",
                start=item.start,
                end=item.end,
                text=article.text[item.start : item.end],
                role=role,
                role_cue=cue,
                segment=article.segment_at(item.start),
                reason=None
                if item.rows or item.recognised_by == "coordinates"
                else "not-in-gazetteer",
                kind_hint=item.kind_hint,
                known_as=item.known_as,
                actor_id=_stands_for(role, item.rows, gazetteer, actors),
                recognised_by=recognised_by or item.recognised_by,
            )
        )
    return tuple(made)


def _lies_in(town: Found, unit: Found, gazetteer: Gazetteer) -> bool:
    """Whether a name may be that of the unit or country that another lies in."""
    return any(holds(gazetteer, unit.rows[:_READINGS], row) for row in town.rows)


def _stands_for(
    role: Role, rows: tuple[int, ...], gazetteer: Gazetteer, actors: ActorTable
) -> str | None:
    """Whom the name of a place means: a country or its capital means the government.

    Other towns and provinces have no actor of their own ("Roman" is not the Italian state, and
    "Aleppo fears an assault" is not Damascus), nor has a people of several countries (Turkmens).
    """
    owner = gazetteer.likeliest(rows)
    if role == "demonym" and len({gazetteer.entry(row).country for row in rows}) > 1:
        return None
    if role not in ("metonym", "demonym") or owner is None or not owner.country:
        return None
    capital = role == "metonym" and owner.feature_code == "PPLC"
    state = actors.government_of(owner.country) if owner.kind == "country" or capital else None
    return state.id if state else None


def _role(
    doc: Doc, article: Article, item: Found, gazetteer: Gazetteer, *, report: bool
) -> tuple[Role, str]:
    given = _without_frame(article, item)
    if given is not None and given[0] == "unknown":
        kind = _kind(item.rows, gazetteer)
        return foreign_role(article.text, item, kind, article.language or "")
    if given is not None:
        return given
    # Weights of reports were learnt from names with their type words: "Ituri Province".
    whole = replace(item, end=phrase_end(article.text, item.end)) if report else item
    ruled = _ruled(doc, whole, gazetteer)
    if ruled is None:
        return "unknown", "no_words"
    span, frame, role, cue = ruled
    return weighed(span, frame, role, cue) if report else (role, cue)


def _without_frame(article: Article, item: Found) -> tuple[Role, str] | None:
    """The role of what needs no look at the sentence."""
    if item.recognised_by == "coordinates":
        return "literal", "coordinates"
    if item.recognised_by == "reference":
        return "literal", "reference"
    if any(start <= item.start and item.end <= end for start, end in titles(article.text)):
        return ("demonym" if item.demonym else "embedded"), "title_of_a_work"
    if item.body and not item.demonym:
        return "embedded", "part_of_a_name"
    if item.demonym and item.body:
        return "demonym", "adjective_in_a_name"
    if article.language not in (None, "en"):
        return ("demonym", "adjective_or_people") if item.demonym else ("unknown", "no_rules")
    line = article.text.rfind("\n", 0, item.start) + 1
    if item.end <= dateline_end(article.text, line) and not _OFFICE.match(article.text, line):
        text = article.text
        agency = text[item.start : item.end].lower() in AGENCIES and item.start > line
        outlet = text[item.start - 1 : item.start] == "(" and text[item.end] != ")"  # "(Gulf Wire)"
        return ("embedded", "agency") if agency or outlet else ("literal", "dateline")
    slug = item.start == line and _TOWN_ENDS.match(article.text, item.end)
    if slug and (_SLUG.match(article.text, line) or _FILED.match(article.text, item.end)):
        return "literal", "dateline"
    before = article.text[max(0, item.start - 80) : item.start]
    ends = _LINE_BETWEEN.match(article.text, item.end) or (
        ("order" in before or "rontier" in before) and _BORDER_WITH.search(before)
    )
    if ends and not item.demonym and item.recognised_by != "description":
        return "literal", "end_of_a_line"
    return None


def _ruled(doc: Doc, item: Found, gazetteer: Gazetteer) -> tuple[Span, Frame, Role, str] | None:
    """A name in its sentence, and what the rules say; None where no word covers it."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    if span is None:
        return None
    kind = _kind(item.rows, gazetteer)
    if item.recognised_by == "description":
        kind = "capital" if item.kind_hint == "city" else "admin"
    frame = make_frame(span, kind=kind, demonym=item.demonym)
    role, cue = role_of(frame)
    best = gazetteer.likeliest(item.rows) if item.recognised_by != "description" else None
    nature = item.kind_hint == "river" or (best is not None and best.kind in _NATURE)
    built = item.kind_hint == "facility" or (best is not None and best.kind in _BUILT)
    if role == "metonym" and (nature or (built and frame.verb not in acts.SAY)):
        role, cue = "literal", "land_or_water"
    return span, frame, role, cue


def _kind(rows: tuple[int, ...], gazetteer: Gazetteer) -> str:
    """Coarse kind of the likeliest row: country, capital, region, admin, city, other."""
    entry = gazetteer.likeliest(rows)
    if entry is None:
        return ""
    if entry.kind in ("country", "continent") or entry.id in STATES_ONCE:
        return "country"
    if entry.kind in ("admin1", "admin2"):
        return "admin"
    if entry.kind == "city":
        return "capital" if entry.feature_code == "PPLC" or _speaks(entry) else "city"
    return "other"


def _speaks(entry: Entry) -> bool:
    """Seats of power that are named for it though their country's capital is elsewhere."""
    return entry.id in _SEATS_OF_POWER
