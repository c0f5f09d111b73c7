"""What must be true of a mention before a reason can hold for any of its candidates.

Most reasons look for what most mentions lack: a type word, a name beside them, a list. That is
asked once a mention, and the reasons that stay silent are not asked of its candidates at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geomap.places import beside_evidence as beside
from geomap.places import evidence
from geomap.places.kinds import ANY_KIND_WORD, name_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention
    from geomap.places.context import Context

    Reason = Callable[[Mention, Hit, Entry, Context], float]


class Facts(NamedTuple):
    """What is true of a mention and its article; mentions of which the same is true are many."""

    unique: bool
    demonym: bool
    metonym: bool
    bears_a_main_name: bool
    has_kind_word: bool
    kind_asked_for: bool
    a_town_asked_for: bool
    a_quarter_asked_for: bool
    kind_or_unit: bool
    a_unit: bool
    a_unit_unasked: bool
    a_country_unasked: bool
    a_district_unasked: bool
    parent_beside: bool
    parent_beside_the_name: bool
    holds_one_before: bool
    listed: bool
    compass_before: bool
    article_before: bool
    near_something: bool
    people: bool
    units_named: bool
    kinds_asked_for: bool
    adjectives_used: bool
    theatre_set: bool


#: The fact that a reason needs; one that is not here may always hold.
_NEEDS: dict[Reason, str] = {
    evidence.only_of_its_name: "unique",
    evidence.unmistakable: "unique",
    evidence.its_people: "demonym",
    evidence.another_bears_the_name: "bears_a_main_name",
    evidence.name_tells_its_kind: "has_kind_word",
    beside.kind_asked_for: "kind_asked_for",
    beside.kind_not_asked_for: "kind_or_unit",
    beside.parent_named_beside: "parent_beside",
    beside.parent_named_beside_elsewhere: "parent_beside_the_name",
    beside.holds_its_neighbour: "holds_one_before",
    beside.listed_with_its_like: "listed",
    beside.direction_of_area: "compass_before",
    beside.called_with_the: "article_before",
    evidence.district_named_in_article: "units_named",
    evidence.unit_named_so_elsewhere: "kinds_asked_for",
    evidence.country_of_adjectives: "adjectives_used",
    beside.outside_its_parent: "parent_beside",
    beside.too_large_for_the_word: "a_town_asked_for",
    beside.far_from_what_it_is_near: "near_something",
    evidence.in_theatre: "theatre_set",
    evidence.most_peopled_of_its_name: "people",
    evidence.seat_of_a_namesake: "a_unit_unasked",
    evidence.within_a_namesake: "a_country_unasked",
    evidence.district_of_a_namesake: "a_district_unasked",
    evidence.town_for_a_quarter: "a_quarter_asked_for",
    evidence.dwarfed_by_a_state_abroad: "a_unit",
    evidence.capital_stands_for_state: "metonym",
}


def facts_of(mention: Mention, context: Context) -> Facts:
    """What is true of a mention that has candidates."""
    key, kind = mention.id, mention.kind_hint
    unit = bool(context.namesakes.get(key))
    return Facts(
        unique=key in context.unique,
        demonym=mention.role == "demonym",
        metonym=mention.role == "metonym",
        bears_a_main_name=key in context.borne,
        has_kind_word=not ANY_KIND_WORD.isdisjoint(words_of(mention.text)),
        kind_asked_for=kind is not None,
        a_town_asked_for=kind == "city",
        a_quarter_asked_for=kind == "neighbourhood",
        kind_or_unit=kind is not None or unit,
        a_unit=unit,
        a_unit_unasked=kind is None and unit,
        a_country_unasked=kind is None and bool(context.nations.get(key)),
        a_district_unasked=kind is None and bool(context.towns.get(key)),
        parent_beside=bool(context.parents[key].rows),
        parent_beside_the_name=bool(context.parents_of_name[name_of(mention)].rows),
        holds_one_before=bool(context.holding.get(key)),
        listed=bool(context.listed.get(key)),
        compass_before=beside.compass_before(mention, context),
        article_before=beside.article_before(mention, context),
        near_something=bool(context.anchors.get(key)),
        people=bool(context.people[key]),
        units_named=bool(context.units),
        kinds_asked_for=bool(context.hinted),
        adjectives_used=bool(context.adjectives),
        theatre_set=bool(context.theatre),
    )


def may_hold(reason: Reason, facts: Facts) -> bool:
    """Whether a reason may hold for some candidate of a mention of which the facts are true."""
    need = _NEEDS.get(reason)
    return need is None or bool(getattr(facts, need))
