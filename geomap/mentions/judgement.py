"""Which candidates are places: the phrases that are true of each, weighed and added up."""

from __future__ import annotations

import csv
import math
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geomap.mentions.candidates import Candidate

#: A candidate is a place from this probability on. Fitted on the development halves: below it
#: precision falls faster than recall rises.
LEAST = 0.4
#: From here on it is one if its sentence tells of a deed that was done there.
DOUBTFUL = 0.1
#: As in "the Euphrates", "the river Po", "the M4 highway": fitting has seen too few to learn it.
LINED = "river, sea or road with its article"
#: As in "the Palmyra-Homs road", of both.
END = "end of a road or border named for both ends"
#: As in "Burambi commune", "Aswa river": such words stand behind names alone.
NAMED_SO = "a word for a unit or river behind it"
#: As in "Hardy, D-Raleigh" of those who sit in a parliament.
SEAT = "seat behind a party's letter"
#: As in "was shot dead in Maryin Gubay": small places come into the news so.
DONE_THERE = "a deed was done there"
#: As in "detonated in the Bougtob area": the word behind the name says what it is.
OF_ITS_KIND = "ground with the word for its kind behind it"
#: As in "stormed Najarah", "patrolled the Mazaruni River": done only to ground.
TAKEN = "ground that was taken or struck"
#: As in "Plateau state", "Centre region": the unit's own type word makes a name of the word.
OWN_WORD = "its own word for a unit behind it"
#: As in "a post near Urum al-Jawz", and nothing of somebody's: "near the YPG's positions".
NEAR_IT = "something is near it"
#: As in "her sister, Sofia", "By Houston Carter", "call sign Odesa".
PERSON = "named as a person"
#: As in "left Hit for Anbar", and "the area of al-Kassara", which no gazetteer has.
WRITTEN_AS_NAME = "a word written as a name where a place stands"
#: Phrases that are reason enough alone: rules, not learnt.
SURE = frozenset({LINED, END, NAMED_SO, SEAT})
#: Weights set by hand, of what the corpora of news hold too few to learn from: towns that are
#: shelled and taken, names that people keep for a theatre of war, towns that are called by a
#: word ("from Hit to Anbar"), and persons, ships, storms and diseases that are called by a town.
BY_HAND = {
    "before: striking": 1.5,
    "its list, before: striking": 1.5,
    DONE_THERE: 2.8,
    OF_ITS_KIND: 1.5,
    TAKEN: 2.0,
    NEAR_IT: 1.5,
    "edited by people, one word": 1.0,
    "edited by people, several words": 0.6,
    "a state in several words": 1.0,
    WRITTEN_AS_NAME: 2.0,
    OWN_WORD: 2.0,
    "before: thing so named": -4.0,
    PERSON: -4.0,
    "begins with a kind word": 0.7,
    "a kind word of a longer name": -1.0,
    "after: disease": -2.0,
    "unlisted, the word for its list behind it": 1.0,
    "unlisted, the word for its list before it": 0.8,
    "unlisted, a unit in which it is follows": 0.5,
}
_SET_BY_HAND = frozenset(BY_HAND)
#: The row of a table that holds what every candidate starts with.
BIAS = "(always)"


@cache
def weights(table: str, column: str) -> dict[str, float]:
    """What each phrase adds to the log-odds: one column of ``<table>.csv`` in this folder."""
    path = Path(__file__).with_name(f"{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["phrase"]: float(row[column]) for row in csv.DictReader(file) if row[column]}


def probability(phrases: Collection[str], table: dict[str, float]) -> float:
    """Probability, 0-1, that follows from the phrases that are true, in whatever order."""
    if not SURE.isdisjoint(phrases):
        return 1.0
    odds = table[BIAS] + math.fsum(map(table.get, phrases, repeat(0.0)))
    if not _SET_BY_HAND.isdisjoint(phrases):
        odds += sum(weight for phrase, weight in BY_HAND.items() if phrase in phrases)
    return 1 / (1 + math.exp(-odds))


def chosen(
    candidates: Sequence[Candidate], scores: Sequence[float], least: float = LEAST
) -> list[int]:
    """Numbers of the candidates that are places: the likeliest first wins the words it covers."""
    taken: list[int] = []
    covered: set[int] = set()
    for at in sorted(range(len(candidates)), key=lambda at: (-scores[at], at)):
        one = candidates[at]
        if scores[at] < least:
            break
        if covered.isdisjoint(range(one.start, one.end)):
            covered.update(range(one.start, one.end))
            taken.append(at)
    return sorted(taken)
