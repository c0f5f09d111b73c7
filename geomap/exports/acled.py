"""Events in the 31 columns of ACLED's layout of 2023 (acleddata.com, guide to column changes).

The codes are ACLED's vocabulary; the coding is geomap's, by the crosswalk of
``gazetteer/event_types.csv``, and no ACLED data is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.exports.coded import (
    STATES,
    UNARMED,
    Field,
    Happening,
    certainty,
    happenings,
    write_layout,
)
from geomap.layers import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geomap.exports.coded import Row
    from geomap.layers import Layers

#: ACLED's codes of who interacts.
STATE, REBELS, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 5, 6, 7, 8
_KINDS = {
    "armed_group": REBELS, "coalition": EXTERNAL, "international": EXTERNAL,
    **dict.fromkeys(UNARMED, CIVILIANS),
}  # fmt: skip
_GEO_PRECISION = {"exact": 1, "near": 2, "district": 2, "linear": 2}
_TIME_PRECISION = {"day": 1, "days": 2, "week": 2}
_DEMONSTRATIONS = ("Protests", "Riots")
_VIOLENCE = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def write_acled(layers: Layers, folder: Path, *, everything: bool = False) -> list[Path]:
    """Write ``acled.csv`` and the page that says what its columns hold."""
    found, left = happenings(layers, "acled_event", everything=everything)
    taken = [one for one in found if everything or one.event["precision"] != "country"]
    if len(taken) < len(found):
        left["known to the country only"] = len(found) - len(taken)
    title = "acled.csv: events in ACLED's layout of 2023"
    return write_layout(folder / "acled.csv", title, COLUMNS, taken, left)


def _time_precision(happening: Happening) -> int:
    """ACLED's code; what an article tells as news happened in the week of its publication."""
    event = happening.event
    news = event["date_precision"] == "unknown" and event["date_basis"] == "publication"
    return 2 if news else _TIME_PRECISION.get(event["date_precision"], 3)


def sides(happening: Happening) -> tuple[Sequence[Row], Sequence[Row]]:
    """Who acts, and upon whom; who is only moved there acts alone: ACLED has no other side then."""
    moved = happening.type["family"] == "movement" or happening.type["event_type"] == "displacement"
    if moved:
        return happening.actors or happening.targets, ()
    return happening.actors, happening.targets


def interaction_code(actor: Row, happening: Happening) -> int | None:
    """ACLED's code of an actor, by its kind, its country and the event; None when unknown."""
    event_type = happening.type["acled_event"]
    if actor in happening.actors and event_type in _DEMONSTRATIONS:
        return PROTESTERS if event_type == "Protests" else RIOTERS
    body = actor["body"]
    if body in STATES:
        foreign = actor["country"] and actor["country"] != happening.country.country
        return EXTERNAL if foreign else STATE
    if body == "armed_group" and "government" in str(actor["side"]).lower():
        return MILITIA
    return _KINDS.get(body)


def _code(happening: Happening, number: int) -> int | None:
    actor = _actor(happening, number)
    if actor is None:
        return _nobody(happening)[1] if number == 1 else None
    return interaction_code(actor, happening)


def _nobody(happening: Happening) -> tuple[str | None, int | None]:
    """ACLED's name and code of a first actor whom nobody names; none of what is no incident."""
    kind, sub = happening.type["acled_event"], happening.type["acled_sub_event"]
    if kind in _DEMONSTRATIONS:
        name, code = ("Protesters", PROTESTERS) if kind == "Protests" else ("Rioters", RIOTERS)
    elif sub == "Air/drone strike":
        name, code = "Unidentified Military Forces", EXTERNAL
    elif kind in _VIOLENCE:
        name, code = "Unidentified Armed Group", MILITIA
    else:
        return None, None
    return _of_country(name, happening), code


def _of_country(name: str, happening: Happening) -> str:
    return f"{name} ({happening.country.name})" if happening.country.name else name


def _actor(happening: Happening, number: int) -> Row | None:
    """The first actor (1) or the first target (2)."""
    side = sides(happening)[number - 1]
    return side[0] if side else None


def _name(happening: Happening, number: int) -> str | None:
    actor = _actor(happening, number)
    if actor is None:
        return _nobody(happening)[0] if number == 1 else None
    name = str(actor["actor"])
    return _of_country(name, happening) if name == "Civilians" else name


def _associated(happening: Happening, number: int) -> str:
    """Those who act beside the first, and the body that the first belongs to."""
    side = sides(happening)[number - 1]
    parent = [side[0]["parent"]] if side and side[0]["parent"] else []
    return SEPARATOR.join([*parent, *(actor["actor"] for actor in side[1:])])


def _interaction(happening: Happening) -> str | None:
    """Both codes, lower first; the code and 0 for one alone."""
    codes = sorted(code for n in (1, 2) if (code := _code(happening, n)))
    return f"{codes[0]}{codes[1] if len(codes) > 1 else 0}" if codes else None


def sub_event(happening: Happening) -> tuple[str, str]:
    """Event and sub-event type: the crosswalk, and by who acts upon whom where ACLED asks that."""
    kind, sub = happening.type["acled_event"], happening.type["acled_sub_event"] or ""
    done_to = [interaction_code(target, happening) for target in happening.targets]
    if sub == "Armed clash" and done_to and set(done_to) == {CIVILIANS}:
        return "Violence against civilians", "Attack"
    taking = _code(happening, 1) in (REBELS, MILITIA, EXTERNAL)
    if sub == "Government regains territory" and taking:
        return kind, "Non-state actor overtakes territory"
    return kind, sub


def _disorder(happening: Happening) -> str:
    kind, _sub = sub_event(happening)
    if kind in _DEMONSTRATIONS:
        return "Demonstrations"
    return "Political violence" if kind in _VIOLENCE else "Strategic developments"


def _civilians_targeted(happening: Happening) -> str:
    hit = any(interaction_code(t, happening) == CIVILIANS for t in happening.targets)
    violent = sub_event(happening)[0] in _VIOLENCE
    return "Civilian targeting" if hit and violent else ""


def _fatalities(happening: Happening) -> int:
    """ACLED's rule: the lowest number reported, 0 where none is."""
    event = happening.event
    known = [event[f"fatalities_{bound}"] for bound in ("low", "best", "high")]
    return next((int(number) for number in known if number is not None), 0)


def _notes(happening: Happening) -> str:
    """One neutral line with who says so; no words of the article but names."""
    event = happening.event
    line = f"{happening.type['label']} at {event['place_name']}, {happening.start:%Y-%m-%d}"
    against = "against" if sub_event(happening)[0] in _VIOLENCE else "involving"
    for word, names in (("by", event["actors"]), (against, event["targets"])):
        line += f" {word} {names}" if names else ""
    return (
        f"{line}, according to {event['attributed_to']}." if event["attributed_to"] else line + "."
    )


def _sources(happening: Happening) -> str:
    outlets: Sequence[str] = [a["source"] or a["article_id"] for a in happening.articles]
    return SEPARATOR.join(dict.fromkeys(outlets))


COLUMNS = (
    Field("event_id_cnty", "ISO 3166-1 alpha-3 of the country and geomap's event_id.",
          lambda h: f"{h.country.alpha3}{h.event['event_id']}"),
    Field("event_date", "First day.", lambda h: h.start),
    Field("year", "Year of the first day.", lambda h: h.start.year),
    Field("time_precision", "1 day; 2 several days, a week, or news without a day (the day of "
          "publication); 3 longer. Background without a day is left out.", _time_precision),
    Field("disorder_type", "By event type.", _disorder),
    Field("event_type", "Crosswalk of gazetteer/event_types.csv; an armed clash whose targets are "
          "all civilians is Violence against civilians.", lambda h: sub_event(h)[0]),
    Field("sub_event_type", "Crosswalk; territory taken by a non-state actor, or another "
          "country's, is told apart.",
          lambda h: sub_event(h)[1]),
    Field("actor1", "First actor; of a movement that nobody is said to order, who is moved; of an "
          "incident without a doer ACLED's Unidentified Armed Group, Unidentified Military Forces "
          "(from the air), Protesters or Rioters, with the country.",
          lambda h: _name(h, 1)),
    Field("assoc_actor_1", "Body that actor1 belongs to, and further actors.",
          lambda h: _associated(h, 1)),
    Field("inter1", "1 state forces, 2 rebels, 3 political militia (armed groups on a government's "
          "side), 5 rioters, 6 protesters, 7 civilians (media and monitors too), 8 external "
          "(another country's forces, coalitions, international bodies); empty when unknown.",
          lambda h: _code(h, 1)),
    Field("actor2", "First target; none of a movement.", lambda h: _name(h, 2)),
    Field("assoc_actor_2", "Body that actor2 belongs to, and further targets.",
          lambda h: _associated(h, 2)),
    Field("inter2", "As inter1.", lambda h: _code(h, 2)),
    Field("interaction", "Both codes, lower first; with 0 for a sole actor.", _interaction),
    Field("civilian_targeting", "Where a target of violence is civilian.", _civilians_targeted),
    Field("iso", "ISO 3166-1 numeric.", lambda h: h.country.numeric),
    Field("region", "Region of the country.", lambda h: h.country.region),
    Field("country", "Name of the country.", lambda h: h.country.name),
    Field("admin1", "First-level unit.", lambda h: h.event["admin1"]),
    Field("admin2", "Empty: geomap does not say."),
    Field("admin3", "Empty: geomap does not say."),
    Field("location", "Canonical name of the place.", lambda h: h.event["place_name"]),
    Field("latitude", "Degrees, WGS 84.", lambda h: h.event["lat"]),
    Field("longitude", "Degrees, WGS 84.", lambda h: h.event["lon"]),
    Field("geo_precision", "1 exact; 2 near, district or line; 3 province or region. What is known "
          "to the country only is left out.",
          lambda h: _GEO_PRECISION.get(h.event["precision"], 3)),
    Field("source", "Outlets of the articles, joined by '; '.", _sources),
    Field("source_scale", "Empty: geomap does not say."),
    Field("notes", "One line, with who says so.", _notes),
    Field("fatalities", "The lowest number reported; 0 where none is.", _fatalities),
    Field("tags", "Modality, polarity, number of claims, what an analyst made of it.",
          lambda h: certainty(h.event)),
    Field("timestamp", "Empty, so that two exports are the same."),
)  # fmt: skip
