"""What must be true of a mention before a reason can hold for any of its candidates.

Most reasons look for what most mentions lack: a type word, a name beside them, a list. That is
asked once a mention, and the reasons that stay silent are not asked of its candidates at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.places import beside_evidence as beside
from geomap.places import evidence
from geomap.places.kinds import ANY_KIND_WORD, name_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.gazetteer import Entry, Hit
    from geomap.model import Mention
    from geomap.places.context import Context

    Reason = Callable[[Mention, Hit, Entry, Context], float]
    Asked = Callable[[Mention, Context], object]


def _of_kind(mention: Mention, _context: Context) -> object:
    return mention.kind_hint


def _unique(mention: Mention, context: Context) -> object:
    return mention.id in context.unique


def _has_parent(mention: Mention, context: Context) -> object:
    return context.parents[mention.id].rows


#: What a reason needs of the mention; one that is not here may always hold.
_NEEDS: dict[Reason, Asked] = {
    evidence.only_of_its_name: _unique,
    evidence.unmistakable: _unique,
    evidence.its_people: lambda mention, _context: mention.role == "demonym",
    evidence.another_bears_the_name: lambda mention, context: mention.id in context.borne,
    evidence.name_tells_its_kind: lambda mention, _context: (
        not ANY_KIND_WORD.isdisjoint(words_of(mention.text))
    ),
    beside.kind_asked_for: _of_kind,
    beside.kind_not_asked_for: lambda mention, context: (
        mention.kind_hint or context.namesakes.get(mention.id)
    ),
    beside.parent_named_beside: _has_parent,
    beside.parent_named_beside_elsewhere: lambda mention, context: (
        context.parents_of_name[name_of(mention)].rows
    ),
    beside.holds_its_neighbour: lambda mention, context: context.holding.get(mention.id),
    beside.listed_with_its_like: lambda mention, context: context.listed.get(mention.id),
    beside.direction_of_area: beside.compass_before,
    beside.called_with_the: beside.article_before,
    evidence.district_named_in_article: lambda _mention, context: context.units,
    evidence.unit_named_so_elsewhere: lambda _mention, context: context.hinted,
    evidence.country_of_adjectives: lambda _mention, context: context.adjectives,
    beside.outside_its_parent: _has_parent,
    beside.too_large_for_the_word: lambda mention, _context: mention.kind_hint == "city",
    beside.far_from_what_it_is_near: lambda mention, context: context.anchors.get(mention.id),
    evidence.in_theatre: lambda _mention, context: context.theatre,
    evidence.most_peopled_of_its_name: lambda mention, context: context.people[mention.id],
    evidence.seat_of_a_namesake: lambda mention, context: (
        mention.kind_hint is None and context.namesakes.get(mention.id)
    ),
    evidence.within_a_namesake: lambda mention, context: (
        mention.kind_hint is None and context.nations.get(mention.id)
    ),
    evidence.district_of_a_namesake: lambda mention, context: (
        mention.kind_hint is None and context.towns.get(mention.id)
    ),
    evidence.town_for_a_quarter: lambda mention, _context: mention.kind_hint == "neighbourhood",
    evidence.dwarfed_by_a_state_abroad: lambda mention, context: context.namesakes.get(mention.id),
    evidence.capital_stands_for_state: lambda mention, _context: mention.role == "metonym",
}


def telling(
    reasons: Sequence[Reason], mention: Mention, context: Context
) -> list[tuple[int, Reason]]:
    """The reasons that may hold for some candidate of a mention, each with its number."""
    return [
        (number, reason)
        for number, reason in enumerate(reasons)
        if (asked := _NEEDS.get(reason)) is None or asked(mention, context)
    ]
