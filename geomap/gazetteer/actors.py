"""The dated table of actors: who they are, what they are called, and on whose side they stand.

Hand-written rows stand in ``gazetteer/actors.csv``. Every country adds two of its own: its
government (``SY-GOV``) and its forces (``SY-FORCES``, unless a row of that id is written), with
names made from the country's name and adjectives.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geomap.config import Config, gazetteer_folder
from geomap.errors import GazetteerInvalid
from geomap.gazetteer.names import columns, normalise
from geomap.gazetteer.own import table_files
from geomap.gazetteer.tables import read_csv

KINDS = frozenset(
    {
        "state", "government", "forces", "armed_group", "coalition", "international", "person",
        "office", "media", "monitor", "civilians", "population",
    }
)  # fmt: skip
#: Of these a row needs ``id``, ``name`` and ``kind``.
COLUMNS = ("id", "name", "aliases", "kind", "side", "parent", "country", "valid_from", "valid_to",
           "note")  # fmt: skip
#: Sides of the governments that take part in the wars the table knows; others stand apart.
_SIDES = {
    "SY": "Syrian government",
    "RU": "Russia",
    "IR": "Iran and allied groups",
    "TR": "Turkey and allied groups",
    "IL": "Israel",
    "UA": "Ukraine",
    **dict.fromkeys(("US", "GB", "FR", "DE", "CA", "AU", "NL"), "Western states"),
}
_FORCE_NOUNS = (
    "forces", "troops", "army", "military", "soldiers", "warplanes", "jets", "air force",
    "aircraft", "helicopters", "artillery", "navy", "warships", "fighter jets", "special forces",
    "military personnel", "personnel",
)  # fmt: skip
_STATE_NOUNS = (
    "government", "officials", "authorities", "state media", "foreign minister",
    "defence minister", "defense minister", "president", "leaders", "leader", "diplomats",
    "foreign ministry", "officials", "government officials", "regime",
)  # fmt: skip
_LONGEST = 8
#: Longest short form, letters, that is read only as it is written: "CAR" is no car, "US" not us.
_SHORT_FORM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts or is acted upon; equality is by all fields."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    """One of `KINDS`."""
    side: str | None
    parent: str | None
    """Id of the actor it belongs to."""
    country: str | None
    """ISO 3166-1 alpha-2 code."""
    valid_from: date | None
    """First day of the role or name; None for open."""
    valid_to: date | None
    """Last day of the role or name; None for open."""
    note: str | None

    def stands(self, on: date | None) -> bool:
        """Whether the role holds on a day; always where the day is unknown."""
        if on is None:
            return True
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMatch:
    """A stretch of text that names an actor."""

    start: int
    end: int
    actor: Actor


#: What news calls the forces and the government of the country that it is about.
_THE_FORCES = frozenset(
    {"army", "military", "armed forces", "national army", "government forces", "government troops",
     "government soldiers", "air force", "navy"}
)  # fmt: skip
_THE_GOVERNMENT = frozenset({"government", "junta", "ruling junta", "military government"})


class ActorTable:
    """All actors, found by id and by name."""

    def __init__(self, actors: list[Actor]) -> None:
        self._by_id = {actor.id: actor for actor in actors}
        self._by_name: dict[str, list[Actor]] = {}
        self._reach: dict[str, int] = {}
        """Words of the longest name that begins with a word."""
        self._behind: dict[str, set[str]] = {}
        """Kinds of the actors that have a word in their names behind the first."""
        self._common: set[tuple[str, str]] = set()
        self._short: set[str] = set()
        self._capital: set[str] = set()
        self._about: frozenset[str] | None = None
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                self._add(name, actor)

    def _add(self, name: str, actor: Actor) -> None:
        key = normalise(name).removeprefix("the ")
        named = self._by_name.setdefault(key, [])
        first, count = key.partition(" ")[0], key.count(" ") + 1
        self._reach[first] = max(count, self._reach.get(first, 0))
        for word in key.split()[1:]:
            self._behind.setdefault(word, set()).add(actor.kind)
        if not named or named[-1] is not actor:  # an actor's names are added in one go
            named.append(actor)
        if name == name.lower() and actor.country:
            self._common.add((key, actor.id))
        if name.isupper() and len(_letters(name)) <= _SHORT_FORM:
            self._short.add(key)
        # "The States" are the United States, "the states" any.
        if name.startswith("the ") and key.isalpha() and not name.islower():
            self._capital.add(key)

    def kinds_behind(self, name: str) -> Collection[str]:
        """Kinds of the actors whose names may go on to another name: "al-Qaeda in Yemen"."""
        return self._behind.get(normalise(name).partition(" ")[0], frozenset())

    def about(self, countries: Iterable[str]) -> ActorTable:
        """The same actors as an article about these countries (ISO 3166-1 alpha-2) names them.

        Common nouns that stand for a side of one war ("rebels", "the army", "rescuers") name it
        only where the article is about its country.
        """
        view = copy.copy(self)
        view._about = frozenset(countries)  # noqa: SLF001 - its own
        return view

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def by_id(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self._by_id.get(actor_id)

    def find(self, text: str, on: date | None = None) -> Actor | None:
        """The actor that `text` names, whole; of several, the one whose role holds on `on`.

        A name outlives the role, so an actor whose dates are past is found when no other fits.
        "The army" and "the government" are those of the country that the article is about, where
        it is about one.
        """
        key = normalise(text).removeprefix("the ")
        return self._choose(key, text, on) or self._of_the_country(key, text)

    def _of_the_country(self, key: str, text: str) -> Actor | None:
        if self._about is None or len(self._about) != 1 or not text[-len(key) :].islower():
            return None
        (country,) = self._about
        if key in _THE_FORCES:
            return self.forces_of(country)
        return self.government_of(country) if key in _THE_GOVERNMENT else None

    def _choose(self, key: str, text: str, on: date | None) -> Actor | None:
        """The actor of a normal form; `text` is how it is written."""
        named = self._by_name.get(key, ())
        if named and key in self._short and _letters(key).upper() not in _letters(text):
            return None
        if key in self._capital and text.islower():
            return None
        if self._about is not None:
            named = [actor for actor in named if self._meant(key, actor)]
        return next((actor for actor in named if actor.stands(on)), next(iter(named), None))

    def _meant(self, key: str, actor: Actor) -> bool:
        common = (key, actor.id) in self._common
        return not common or self._about is None or actor.country in self._about

    def match(self, text: str, on: date | None = None) -> list[ActorMatch]:
        """The actors named in running text, longest names first, without overlap."""
        starts, ends, norms = columns(text)
        found = []
        at = 0
        while at < len(norms):
            most = min(_LONGEST, self._reach.get(norms[at], 0), len(norms) - at)
            for count in range(most, 0, -1):
                end = ends[at + count - 1]
                actor = self._choose(" ".join(norms[at : at + count]), text[starts[at] : end], on)
                if actor is not None:
                    found.append(ActorMatch(start=starts[at], end=end, actor=actor))
                    at += count
                    break
            else:
                at += 1
        return found

    def government_of(self, iso2: str) -> Actor | None:
        """The government of a country."""
        return self._by_id.get(f"{iso2}-GOV")

    def forces_of(self, iso2: str) -> Actor | None:
        """The armed forces of a country."""
        return self._by_id.get(f"{iso2}-FORCES")


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))


def open_actors(config: Config) -> ActorTable:
    """The actor table of the settings' gazetteer, with the project's own rows.

    Raises:
        GazetteerMissing: the tables are not there.
        GazetteerInvalid: a row cannot be used; the error names the line.
    """
    written: dict[str, tuple[Path, Actor]] = {}
    shipped, *_own = files = table_files("actors.csv", config)
    for path in files:
        written.update({actor.id: (path, actor) for actor in read_actors(path)})
    states = [actor for actor in _states(gazetteer_folder(config)) if actor.id not in written]
    ids = {*written, *(actor.id for actor in states)}
    for path, actor in written.values():
        if actor.parent and actor.parent not in ids:
            raise GazetteerInvalid(
                path, None, f"{actor.id}: no actor {actor.parent!r} for a parent"
            )
    # A project's own names go before those of others.
    hand = sorted(written.values(), key=lambda one: one[0] == shipped)
    return ActorTable([*(actor for _path, actor in hand), *states])


def read_actors(path: Path) -> Iterator[Actor]:
    """The rows of an actor table.

    Raises:
        GazetteerInvalid: a row cannot be used; the error names the line.
    """
    seen: set[str] = set()
    for line, cells in read_csv(path):
        row = {**dict.fromkeys(COLUMNS, ""), **cells}
        if not row["id"] or row["id"] in seen:
            raise GazetteerInvalid(path, line, f"id {row['id']!r} is empty or stands twice")
        if row["kind"] not in KINDS:
            raise GazetteerInvalid(path, line, f"kind {row['kind']!r} is none of {sorted(KINDS)}")
        seen.add(row["id"])
        try:
            begin, end = _day(row["valid_from"]), _day(row["valid_to"])
        except ValueError as error:
            raise GazetteerInvalid(path, line, str(error)) from None
        if begin and end and end < begin:
            raise GazetteerInvalid(path, line, "valid_to is before valid_from")
        yield Actor(
            id=row["id"],
            name=row["name"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            kind=row["kind"],
            side=row["side"] or None,
            parent=row["parent"] or None,
            country=row["country"] or None,
            valid_from=begin,
            valid_to=end,
            note=row["note"] or None,
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _states(folder: Path) -> Iterator[Actor]:
    adjectives: dict[str, list[str]] = {}
    people: dict[str, list[str]] = {}
    for _line, row in read_csv(folder / "demonyms.csv"):
        target = adjectives if row["form"] == "adjective" else people
        target.setdefault(row["country_or_id"], []).append(row["word"])
    short: dict[str, list[str]] = defaultdict(list)
    for _line, row in read_csv(folder / "abbreviations.csv"):
        short[row["id_or_country"].removeprefix("country:")].append(row["abbreviation"])
    for _line, row in read_csv(folder / "countries.csv"):
        code, name = row["country"], row["name"]
        if row["kind"] != "country" or not code:
            continue
        side = _SIDES.get(code, "Other states")
        words = adjectives.get(code, [])
        names = [name, *filter(None, row["names"].split("|"))]
        capital = row["note"].partition("capital ")[2].split(";")[0].strip()
        yield Actor(
            id=f"{code}-GOV", name=f"Government of {name}", kind="government", side=side,
            aliases=(
                f"{name}'s government", *names, *short[code], *filter(None, [capital]),
                *(f"{word} {noun}" for word in words for noun in _STATE_NOUNS),
            ),
            parent=None, country=code, valid_from=None, valid_to=None, note=None,
        )  # fmt: skip
        yield Actor(
            id=f"{code}-FORCES", name=f"Armed forces of {name}", kind="forces", side=side,
            aliases=tuple(
                f"{word} {noun}" for word in (*words, *names, *short[code])
                for noun in _FORCE_NOUNS
            ),
            parent=f"{code}-GOV", country=code, valid_from=None, valid_to=None, note=None,
        )  # fmt: skip
        if people.get(code):
            yield Actor(
                id=f"{code}-PEOPLE", name=f"People of {name}", kind="population",
                aliases=tuple(people[code]), side=side, parent=None, country=code,
                valid_from=None, valid_to=None, note=None,
            )  # fmt: skip
