"""Reasons for and against a candidate: small functions named as claims.

Each takes the mention, the candidate and the article's context and returns how far the claim
holds, 0-1. Its docstring is the sentence that `geomap explain` prints; its weight stands in
``weights.toml``.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise
from geomap.places.beside_evidence import (
    asks_for_a_town,
    called_with_the,
    direction_of_area,
    far_from_what_it_is_near,
    holds_its_neighbour,
    kind_asked_for,
    kind_not_asked_for,
    listed_with_its_like,
    outside_its_parent,
    parent_named_beside,
    parent_named_beside_elsewhere,
    too_large_for_the_word,
)
from geomap.places.kinds import (
    GREAT_CITY,
    KIND_WORDS,
    LARGE_CITY,
    LEFT_OUT,
    NATURE,
    SPOKEN_OF,
    words_of,
)
from geomap.places.lands import lies_in
from geomap.places.picture import WORLD_FAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention, PlaceKind
    from geomap.places.context import Context

#: Times that a unit has the people of a place which it puts in the shade, and the least of those.
_MANY = 1000
#: Countries that the news of the world speaks of in one article at least; local news names fewer.
_ABROAD = 3
_NO_WORDS: frozenset[str] = frozenset()
#: Greek, Cyrillic, Hebrew and Arabic names as they are written.
_OWN_SCRIPT = re.compile("[\u0370-\u06ff]")
_SAINT = re.compile(r"\bst\b")


def prominent(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """It is a place that texts speak of: large, a capital, or known by many names."""
    return entry.prominence


def well_peopled(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """Many people live there."""
    return min(1.0, math.log10(max(entry.population, 1)) / 7)


def known_the_world_over(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """Dozens of languages have a name for it."""
    return float(entry.n_names >= WORLD_FAME)


def most_peopled_of_its_name(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """More people live there than in the other towns of its name."""
    if entry.kind != "city":
        return 0.0
    return entry.population / max(1, context.people[mention.id])


def a_capital(_mention: Mention, hit: Hit, entry: Entry, context: Context) -> float:
    """It is a capital, all the more a great one where the article speaks of several countries."""
    if entry.feature_code != "PPLC":
        return 0.0
    own = normalise(hit.matched_name) == normalise(entry.name)  # not "Mexico"
    abroad = len(context.countries) >= _ABROAD and entry.population >= GREAT_CITY
    return 1.0 if own and abroad else 0.5


def a_country(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """It is a country."""
    return float(entry.kind == "country")


def a_first_level_unit(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """It is a state, province or governorate."""
    return float(entry.kind == "admin1")


def a_second_level_unit(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """It is a county or district."""
    return float(entry.kind == "admin2")


def a_part_of_nature(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """It is a river, sea, mountain, island, desert or region."""
    return float(entry.kind in NATURE)


def only_of_its_name(mention: Mention, hit: Hit, _entry: Entry, context: Context) -> float:
    """No other place has this name."""
    return float(hit.how in ("exact", "normalised") and mention.id in context.unique)


def unmistakable(mention: Mention, hit: Hit, entry: Entry, context: Context) -> float:
    """News speaks of it, as people noted by hand, and no other place has this name."""
    noted = entry.edited or entry.kind in NATURE
    return float(noted) * only_of_its_name(mention, hit, entry, context)


def its_people(mention: Mention, _hit: Hit, _entry: Entry, _context: Context) -> float:
    """The word is the adjective of it or its people."""
    return float(mention.role == "demonym")


def named_by_main_name(_mention: Mention, hit: Hit, entry: Entry, _context: Context) -> float:
    """The text uses its main name, not one of its others."""
    return float(hit.how != "part" and _is_main_name(hit.matched_name, entry.name, entry.kind))


@lru_cache(maxsize=1 << 14)
def _is_main_name(words: str, main: str, kind: PlaceKind) -> bool:
    """As in "Aleppo", "New York" for New York City, "St. Petersburg" and "the Baltic"."""
    name, words = _SAINT.sub("saint", normalise(main)), _SAINT.sub("saint", normalise(words))
    return name == words or (
        name.startswith(words) and name[len(words) :] in LEFT_OUT.get(kind, ())
    )


def another_bears_the_name(mention: Mention, hit: Hit, entry: Entry, context: Context) -> float:
    """The text uses one of its lesser names, which is the main name of another place."""
    lesser = not _is_main_name(mention.text, entry.name, entry.kind)
    return float(lesser and mention.id in context.borne and hit.how != "part")


def named_exactly(_mention: Mention, hit: Hit, _entry: Entry, _context: Context) -> float:
    """The text uses a name of it exactly as the gazetteer spells it."""
    return float(hit.how == "exact")


def name_tells_its_kind(mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """The name itself says that it is a place of its kind, as in "Euphrates River"."""
    return float(not KIND_WORDS.get(entry.kind, _NO_WORDS).isdisjoint(words_of(mention.text)))


def by_sound_only(_mention: Mention, hit: Hit, _entry: Entry, _context: Context) -> float:
    """Only another romanisation links the name to it, no mere case ending of its own script."""
    return float(hit.how == "romanised" and not _OWN_SCRIPT.match(hit.matched_name))


def by_likeness_only(_mention: Mention, hit: Hit, _entry: Entry, _context: Context) -> float:
    """Only a similar spelling links the name to it."""
    return float(hit.how == "fuzzy")


def by_part_only(_mention: Mention, hit: Hit, _entry: Entry, _context: Context) -> float:
    """Only a part of the name is its name; what is meant may lie there."""
    return float(hit.how == "part")


def district_named_in_article(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The article names a county or district that may be the one that it lies in."""
    return _by_another_name(mention, entry.admin2_row, context)


def _by_another_name(mention: Mention, unit: int | None, context: Context) -> float:
    """Whether a name of the article other than the mention's may mean a unit."""
    names = context.units.get(-1 if unit is None else unit)
    return float(names is not None and names != {normalise(mention.text)})


def unit_named_so_elsewhere(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """Elsewhere in the article a type word with the same name asks for a place of its kind."""
    if mention.kind_hint is not None:
        return 0.0
    return float(entry.id in context.hinted)


def country_of_adjectives(_mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The article uses the adjective of its country."""
    return float(entry.kind != "country" and entry.country in context.adjectives)


def in_country_of_others(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The other names of the article are likely places of its country."""
    return context.surroundings(mention, entry).country


def in_unit_of_others(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The other names of the article are likely places of its state or province."""
    return context.surroundings(mention, entry).admin1


def peer_of_others(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The other names of the article are likely places of its rank: countries, or its sisters."""
    return context.surroundings(mention, entry).peers


def next_to_others(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """Another name of the article is likely a place next to it."""
    return context.surroundings(mention, entry).next


def near_others(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """Another name of the article is likely a place in the same part of the country."""
    return context.surroundings(mention, entry).near


def town_for_a_quarter(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The words around speak of a quarter, and it is a town away from all others of the text."""
    if mention.kind_hint != "neighbourhood" or entry.kind != "city":
        return 0.0
    return 1.0 - context.surroundings(mention, entry).next


def seat_of_a_namesake(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """A unit of the same name holds it, no word says which is meant, and it is no great city."""
    if mention.kind_hint is not None or entry.kind != "city" or entry.admin1_row is None:
        return 0.0
    if entry.admin1_row not in context.namesakes.get(mention.id, ()):
        return 0.0
    if asks_for_a_town(mention, entry, context):
        return 0.0
    # Where people noted what the press calls the unit, news says its bare name.
    spoken_of = context.gazetteer.entry(entry.admin1_row).n_names >= SPOKEN_OF
    return float(entry.population < (GREAT_CITY if spoken_of else LARGE_CITY))


def within_a_namesake(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The country that it lies in bears the name too, and no word says that it is not meant."""
    if mention.kind_hint is not None or entry.kind == "country":
        return 0.0
    return float(entry.country in context.nations.get(mention.id, ()))


def district_of_a_namesake(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """It is the district of a town of the same name, and no word says that it is meant."""
    if mention.kind_hint is not None or entry.kind != "admin2":
        return 0.0
    return float(entry.row in context.towns.get(mention.id, ()))


def dwarfed_by_a_state_abroad(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """A state or province abroad has the name, and a thousand times as many people."""
    if entry.kind not in ("city", "admin2"):
        return 0.0
    units = map(context.gazetteer.entry, context.namesakes.get(mention.id, ()))
    return float(any(
        unit.country != entry.country and unit.population >= _MANY * max(_MANY, entry.population)
        for unit in units
    ))  # fmt: skip


def in_theatre(_mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """It lies where the settings say that the corpus, or the article's outlet, is at home."""
    return float(lies_in(entry, context.theatre, context.gazetteer))


def edited_by_people(_mention: Mention, _hit: Hit, entry: Entry, _context: Context) -> float:
    """People put it into the gazetteer by hand, because news speaks of it."""
    return float(entry.edited)


def capital_stands_for_state(mention: Mention, _hit: Hit, entry: Entry, context: Context) -> float:
    """The name stands for a government, and governments are named for their capitals."""
    if entry.country in context.nations.get(mention.id, ()):
        return 0.0  # "Mexico" is the state itself
    return float(mention.role == "metonym" and entry.feature_code == "PPLC")


#: What looks at nothing but the place and how its name matched.
OF_THE_PLACE = frozenset({
    prominent, well_peopled, known_the_world_over, a_country, a_first_level_unit,
    a_second_level_unit, a_part_of_nature, named_by_main_name, named_exactly,
    by_sound_only, by_likeness_only, by_part_only, edited_by_people,
})  # fmt: skip
#: What looks at the picture that the names of an article make together, in the order of
#: `geomap.places.picture.Surroundings`.
OF_THE_PICTURE = (
    in_country_of_others, in_unit_of_others, peer_of_others, next_to_others, near_others,
)  # fmt: skip
#: In reading order; `geomap explain` lists them so.
EVIDENCE: tuple[Callable[[Mention, Hit, Entry, Context], float], ...] = (
    only_of_its_name,
    unmistakable,
    its_people,
    named_by_main_name,
    another_bears_the_name,
    named_exactly,
    name_tells_its_kind,
    by_sound_only,
    by_likeness_only,
    by_part_only,
    kind_asked_for,
    kind_not_asked_for,
    parent_named_beside,
    parent_named_beside_elsewhere,
    holds_its_neighbour,
    listed_with_its_like,
    direction_of_area,
    called_with_the,
    district_named_in_article,
    unit_named_so_elsewhere,
    country_of_adjectives,
    in_country_of_others,
    in_unit_of_others,
    peer_of_others,
    next_to_others,
    near_others,
    outside_its_parent,
    far_from_what_it_is_near,
    too_large_for_the_word,
    in_theatre,
    prominent,
    well_peopled,
    known_the_world_over,
    most_peopled_of_its_name,
    a_capital,
    a_country,
    a_first_level_unit,
    a_second_level_unit,
    a_part_of_nature,
    edited_by_people,
    town_for_a_quarter,
    seat_of_a_namesake,
    within_a_namesake,
    district_of_a_namesake,
    dwarfed_by_a_state_abroad,
    capital_stands_for_state,
)
