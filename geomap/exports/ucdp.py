"""Violent events in the 49 columns of UCDP GED 23 and later (codebook of ucdp.uu.se)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geomap.exports.coded import (
    STATES,
    UNARMED,
    Field,
    Happening,
    certainty,
    happenings,
    write_layout,
)

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.exports.coded import Row
    from geomap.layers import Layers

DATE_PREC = {"day": 1, "days": 2, "week": 3, "month": 4, "year": 5}
NON_STATE, ONE_SIDED = 2, 3
#: Side of a PRIO-GRID cell, degrees, and cells of a row.
_CELL, _CELLS = 0.5, 720


def write_ucdp(layers: Layers, folder: Path, *, everything: bool = False) -> list[Path]:
    """Write ``ucdp.csv`` and the page that says what its columns hold."""
    taken, left = happenings(layers, "ucdp", everything=everything)
    return write_layout(
        folder / "ucdp.csv", "ucdp.csv: events in the layout of UCDP GED", COLUMNS, taken, left
    )


def type_of_violence(happening: Happening) -> int:
    """1 a state takes part, 2 none does, 3 against civilians; by the crosswalk if all unknown."""
    bodies = [{actor["body"] for actor in side} for side in (happening.actors, happening.targets)]
    if bodies[1] and bodies[1] <= UNARMED:
        return ONE_SIDED
    if int(happening.type["ucdp"]) == ONE_SIDED:
        return ONE_SIDED
    known = (bodies[0] | bodies[1]) - {None}
    if known and not known & STATES:
        return NON_STATE
    return int(happening.type["ucdp"])


def priogrid(lat: float, lon: float) -> int:
    """Number of the PRIO-GRID cell of a point: half degrees, from the south-west corner, from 1."""
    row = min(math.floor((lat + 90) / _CELL), 359)
    column = min(math.floor((lon + 180) / _CELL), _CELLS - 1)
    return row * _CELLS + column + 1


def region(happening: Happening) -> str:
    """The five regions of UCDP, from those of the table of countries."""
    country = happening.country
    for name, told in (("Africa", "Africa"), ("America", "Americas"), ("Caribbean", "Americas")):
        if name in country.region and country.country != "EG":
            return told
    if country.region == "Middle East" or country.country == "EG":
        return "Middle East"
    if country.region == "Europe" or country.country in ("AM", "AZ", "GE"):
        return "Europe"
    return "Asia" if country.region else ""


def _side(actors: Any) -> str:
    return actors[0]["actor"] if actors else "Unknown"


def _deaths(happening: Happening) -> dict[str, int]:
    """Low, best and high; the nearest bound stands in for one that is not given, 0 for none."""
    event = happening.event
    low, best, high = (event[f"fatalities_{bound}"] for bound in ("low", "best", "high"))
    best = next((n for n in (best, low, high) if n is not None), 0)
    return {
        "low": int(best if low is None else low),
        "best": int(best),
        "high": int(best if high is None else high),
    }


def _killed(happening: Happening, side: str) -> int:
    """All deaths are civilians' in one-sided violence, else unknown: the text seldom says."""
    civilian = type_of_violence(happening) == ONE_SIDED
    return _deaths(happening)["best"] if civilian == (side == "civilians") else 0


def _clarity(happening: Happening) -> int:
    vague = happening.event["precision"] == "country"
    return 2 if vague or DATE_PREC.get(happening.event["date_precision"], 5) > 3 else 1


def _listed(happening: Happening, name: str) -> str:
    return ";".join(_plain(article, name) for article in happening.articles)


def _plain(article: Row, name: str) -> str:
    """A cell of an article, without what separates cells."""
    value = article[name]
    text = value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value or "")
    return text.replace(";", ",").replace('"', "'")


def _articles(happening: Happening) -> str:
    columns = ("source", "published", "article_title")
    return ";".join(
        f'"{",".join(_plain(article, name) for name in columns)}"' for article in happening.articles
    )


_NOT_ASSIGNED = "Empty: only UCDP assigns it."
COLUMNS = (
    Field("id", "geomap's event_id.", lambda h: h.event["event_id"]),
    Field("relid", _NOT_ASSIGNED),
    Field("year", "Year of the first day.", lambda h: h.start.year),
    Field("active_year", _NOT_ASSIGNED),
    Field("code_status", "Modality, polarity, claims, what an analyst made of it.",
          lambda h: certainty(h.event)),
    Field("type_of_violence", "1 a state takes part; 2 none does; 3 the targets are civilians; the "
          "crosswalk of gazetteer/event_types.csv where nobody is known.", type_of_violence),
    Field("conflict_dset_id", _NOT_ASSIGNED),
    Field("conflict_new_id", _NOT_ASSIGNED),
    Field("conflict_name", "Country of the event.", lambda h: h.country.name),
    Field("dyad_dset_id", _NOT_ASSIGNED),
    Field("dyad_new_id", _NOT_ASSIGNED),
    Field("dyad_name", "side_a - side_b.", lambda h: f"{_side(h.actors)} - {_side(h.targets)}"),
    Field("side_a_dset_id", _NOT_ASSIGNED),
    Field("side_a_new_id", _NOT_ASSIGNED),
    Field("side_a", "First actor.", lambda h: _side(h.actors)),
    Field("side_b_dset_id", _NOT_ASSIGNED),
    Field("side_b_new_id", _NOT_ASSIGNED),
    Field("side_b", "First target.", lambda h: _side(h.targets)),
    Field("number_of_sources", "Independent sources, copies counted once.",
          lambda h: h.event["n_sources"]),
    Field("source_article", 'Articles as "office,date,headline", joined by semicolons.', _articles),
    Field("source_office", "Outlets, joined by semicolons.", lambda h: _listed(h, "source")),
    Field("source_date", "Days of publication, joined by semicolons.",
          lambda h: _listed(h, "published")),
    Field("source_headline", "Headlines, joined by semicolons.",
          lambda h: _listed(h, "article_title")),
    Field("source_original", "Who says so in the articles.", lambda h: h.event["attributed_to"]),
    Field("where_prec", "1 exact, 2 near, 3 district, 4 province, 5 line or region, 6 country, "
          "7 at sea.", lambda h: int(h.event["where_prec"])),
    Field("where_coordinates", "Canonical name of the place.", lambda h: h.event["place_name"]),
    Field("where_description", "Precision and radius.",
          lambda h: f"{h.event['precision']}, within {h.event['radius_km']:g} km"),
    Field("adm_1", "First-level unit.", lambda h: h.event["admin1"]),
    Field("adm_2", "Empty: geomap does not say."),
    Field("latitude", "Degrees, WGS 84.", lambda h: h.event["lat"]),
    Field("longitude", "Degrees, WGS 84.", lambda h: h.event["lon"]),
    Field("geom_wkt", "The point as WKT.",
          lambda h: f"POINT ({h.event['lon']:.6f} {h.event['lat']:.6f})"),
    Field("priogrid_gid", "PRIO-GRID cell of the point.",
          lambda h: priogrid(h.event["lat"], h.event["lon"])),
    Field("country", "Name of the country.", lambda h: h.country.name),
    Field("country_id", _NOT_ASSIGNED),
    Field("region", "Africa, Americas, Asia, Europe, Middle East.", region),
    Field("event_clarity", "2 where the place is a country or the time a month or more; else 1.",
          _clarity),
    Field("date_prec", "1 day, 2 several days, 3 week, 4 month, 5 year or unknown.",
          lambda h: DATE_PREC.get(h.event["date_precision"], 5)),
    Field("date_start", "First day.", lambda h: h.start),
    Field("date_end", "Last day.", lambda h: h.event["event_end"]),
    Field("deaths_a", "0: the text seldom says whose dead they are.", lambda _h: 0),
    Field("deaths_b", "0, as deaths_a.", lambda _h: 0),
    Field("deaths_civilians", "All deaths of one-sided violence.",
          lambda h: _killed(h, "civilians")),
    Field("deaths_unknown", "All other deaths.", lambda h: _killed(h, "unknown")),
    Field("best", "Deaths as stated; 0 where the text gives none (GED itself starts at 1).",
          lambda h: _deaths(h)["best"]),
    Field("high", "Deaths, most.", lambda h: _deaths(h)["high"]),
    Field("low", "Deaths, least.", lambda h: _deaths(h)["low"]),
    Field("gwnoa", _NOT_ASSIGNED),
    Field("gwnob", _NOT_ASSIGNED),
)  # fmt: skip
