"""What an article says as a whole: countries, units and places that its names may share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise
from geomap.places.beside import look_along, look_around, look_beside
from geomap.places.enclosing import look_within
from geomap.places.kinds import name_of
from geomap.places.lands import outlet_areas
from geomap.places.meant import meant_by
from geomap.places.picture import ALONE, Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.config import Config
    from geomap.gazetteer import Entry, Gazetteer
    from geomap.model import Article, Mention
    from geomap.places.around import Focus
    from geomap.places.beside import Anchors, Parents
    from geomap.places.decide import Known

_UNITS = ("country", "admin1", "admin2")


@dataclass(slots=True, kw_only=True)
class Context:
    """The article around a mention, as evidence sees it."""

    article: Article
    gazetteer: Gazetteer
    config: Config
    theatre: tuple[str, ...] = ()
    """What the settings say that the corpus and the article's outlet are about."""
    countries: Counter[str] = field(default_factory=Counter)
    """How often the article names each country, by ISO code."""
    admin1s: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often it names each first-level unit, by country and name."""
    units: dict[int, set[str]] = field(default_factory=dict)
    """Normal forms of the names that may mean a unit, by row of first- and second-level units."""
    adjectives: Counter[str] = field(default_factory=Counter)
    """How often it uses each country's adjective."""
    hinted: set[str] = field(default_factory=set)
    """Ids of the places that a type word somewhere in the article asks for."""
    unique: set[str] = field(default_factory=set)
    """Ids of the mentions that have one candidate, or a town and the units named after it."""
    namesakes: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rows of the first-level units that each mention may mean, by mention id."""
    towns: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rows of the units in which the towns of each mention's name lie, by mention id."""
    nations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """ISO codes of the countries that each mention may mean, by mention id."""
    borne: set[str] = field(default_factory=set)
    """Ids of the mentions whose words are the main name of some candidate."""
    people: dict[str, int] = field(default_factory=dict)
    """How many live in the towns that each mention may mean together, by mention id."""
    named: dict[str, Entry] = field(default_factory=dict)
    """What each name most likely means, by its words; known when all have been weighed."""
    beside: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    """Countries and units named right beside each mention, by mention id."""
    holding: dict[str, frozenset[int]] = field(default_factory=dict)
    """Rows of the units that each mention may mean and the name right before it may lie in."""
    listed: dict[str, frozenset[tuple[str, str | None]]] = field(default_factory=dict)
    """Kind and country of what each mention is listed with, if that is no town in its unit."""
    alike: set[str] = field(default_factory=set)
    """Ids of the mentions that stand in a list of places of one kind and country."""
    anchors: dict[str, Anchors] = field(default_factory=dict)
    """What each mention may be near, as the text says, by mention id."""
    parents: dict[str, Parents] = field(default_factory=dict)
    """The same for asking which of them hold a place."""
    parents_of_name: dict[str, Parents] = field(default_factory=dict)
    """Countries and units named right beside a name anywhere in the article."""
    focus: Focus | None = None
    """Where most places of the article are."""
    picture: dict[tuple[str, int], Surroundings] = field(default_factory=dict)
    """How each candidate stands amid the other names; empty until the first pass is done."""
    known: dict[tuple[str, int], list[Known]] = field(default_factory=dict)
    """What no picture changes of each mention's candidates, by mention id and table of weights."""

    def surroundings(self, mention: Mention, entry: Entry) -> Surroundings:
        """How a candidate of a mention stands amid the other names of the article."""
        return self.picture.get((name_of(mention), entry.row), ALONE)


def first_look(
    article: Article,
    mentions: Sequence[Mention],
    candidates: dict[str, list[Entry]],
    gazetteer: Gazetteer,
    config: Config,
) -> Context:
    """The countries and units of the article, before any other place is decided."""
    own = outlet_areas(config.places.outlets, article.source)
    theatre = (*config.places.theatre, *own)
    context = Context(article=article, gazetteer=gazetteer, config=config, theatre=theatre)
    units: dict[str, tuple[Entry, ...]] = {}
    for mention in mentions:
        entries = candidates[mention.id]
        _note(mention, entries, context)
        if mention.role != "demonym":
            units[mention.id] = tuple(entry for entry in entries if entry.kind in _UNITS)
    for mention in mentions:
        for entry in units.get(mention.id, ()):
            sure = len(candidates[mention.id]) == 1 or mention.kind_hint == "admin1"
            known = entry.country in context.countries
            if entry.kind == "admin1" and (sure or known) and entry.country:
                context.admin1s[entry.country, entry.name] += 1
    look_along(article, mentions, candidates, context)
    look_beside(article, mentions, units, candidates, context)
    look_around(article, mentions, candidates, context)
    look_within(article, mentions, units, candidates, context)
    return context


def _note(mention: Mention, entries: list[Entry], context: Context) -> None:
    """What the candidates of one mention alone tell."""
    if mention.kind_hint:
        context.hinted.update(e.id for e in entries if e.kind == mention.kind_hint)
    meant = meant_by(context.gazetteer, tuple(entry.row for entry in entries))
    if meant.one_place:
        context.unique.add(mention.id)
    context.namesakes[mention.id] = meant.first_level
    context.towns[mention.id] = meant.around_towns
    context.nations[mention.id] = meant.nations
    context.people[mention.id] = meant.people
    words = normalise(mention.text)
    if words in meant.main_names:
        context.borne.add(mention.id)
    if mention.role == "demonym":
        context.adjectives.update(meant.nations)
        return
    context.countries.update(meant.nations[:1])
    for row in meant.units:
        context.units.setdefault(row, set()).add(words)
