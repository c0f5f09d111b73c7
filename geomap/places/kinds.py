"""Kinds of place as words tell them apart: plain data, and what is too large for a word."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise

if TYPE_CHECKING:
    from geomap.gazetteer import Entry
    from geomap.model import Mention

#: A city of so many people is meant by its name rather than the unit around it.
GREAT_CITY = 500_000
#: So large it need be where the unit has few names of its own.
LARGE_CITY = 150_000
#: Names of a unit that news speaks of, in any language.
SPOKEN_OF = 4
#: Verbs whose object is a town where a town and the unit around it bear one name.
STRUCK_OR_TAKEN = frozenset(
    """
    hit strike shell bomb bombard pound rock storm enter reach besiege surround encircle capture
    recapture retake seize overrun raid loot flee
    """.split()
)
#: So few live in a town that news of elsewhere does not mean by its name alone.
SMALL_TOWN = 15_000
#: So many people live in no village, no hamlet, but where those are legal terms.
_VILLAGE, _HAMLET = 60_000, 10_000
_CALLED_SO_BY_LAW = frozenset({"US"})
#: Characters around a name that are looked at.
_NEAR = 14
AREAS = frozenset({"country", "admin1", "admin2", "region", "continent", "area"})
NATURE = frozenset({"river", "lake", "sea", "mountain", "island", "region", "continent", "area"})
#: Words in names that say what kind of place they name.
KIND_WORDS: dict[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "river": "river rivers creek nahr rio",
        "lake": "lake lakes reservoir",
        "sea": "sea ocean gulf bay strait",
        "mountain": "mount mountain mountains mt hills range jabal jebel",
        "island": "island islands isle",
        "admin1": "province governorate oblast state region",
        "admin2": "county district parish raion",
    }.items()
}
ANY_KIND_WORD = frozenset().union(*KIND_WORDS.values())
#: What a town has and is named for nothing but itself: such a name is in the town spoken of.
TOWN_PARTS = frozenset(
    """
    square plaza market marketplace bazaar souk souq street avenue boulevard lane alley quarter
    quarters neighbourhood neighbourhoods neighborhood neighborhoods roundabout mosque church
    school hospital clinic
    """.split()
)
#: What is in the town of its sentence, and else may be in any.
TOWN_HOUSES = TOWN_PARTS | frozenset(
    """
    university college court courthouse hotel stadium theatre theater cinema cathedral temple
    museum mall hall library restaurant cafe palace park gardens cemetery prison centre center
    """.split()
)
#: What texts leave out at the end of names.
LEFT_OUT = {"city": (" city",), "sea": (" ocean", " sea")}
#: Kinds that are named for a town without being it.
_OTHERS = ("facility", "river")


@lru_cache(maxsize=1 << 12)
def words_of(name: str) -> frozenset[str]:
    """The normal forms of the words of a name."""
    return frozenset(normalise(name).split())


def name_of(mention: Mention) -> str:
    """What mentions of one name share: they are taken to mean one place in an article."""
    name = normalise(mention.text)
    if mention.role == "demonym":
        return f"{name} (people)"
    # The Rafah crossing is not Rafah, nor is the river Dnipro the city.
    return f"{name} ({mention.kind_hint})" if mention.kind_hint in _OTHERS else name


def bare_name(mention: Mention) -> str:
    """Its words in normal form without the Arabic article: "al-Zahra" is also called "Zahra"."""
    return normalise(mention.text).removeprefix("al ")


def no_village(mention: Mention, entry: Entry, text: str) -> bool:
    """Whether the words around a name speak of a village, and the place is a town too large."""
    large = entry.population >= _HAMLET and entry.country not in _CALLED_SO_BY_LAW
    if mention.kind_hint != "city" or not large:
        return False
    before = text[max(0, mention.start - _NEAR) : mention.start].rstrip().lower()
    after = text[mention.end : mention.end + _NEAR].lstrip().lower()
    if before.endswith("hamlet of") or after.startswith("hamlet"):
        return True
    named = before.endswith(("village of", "villages of")) or after.startswith("village")
    return named and entry.population >= _VILLAGE
