"""Evidence -> probabilities: the weighted sum of what is known, through a softmax."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import mul
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.gazetteer.entries import Entry, Hit
from geomap.places.evidence import EVIDENCE, OF_THE_PICTURE, OF_THE_PLACE, seat_of_a_namesake
from geomap.places.kinds import name_of
from geomap.places.picture import ALONE
from geomap.places.silence import facts_of, may_hold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention
    from geomap.places.context import Context
    from geomap.places.picture import Surroundings
    from geomap.places.silence import Facts, Reason


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The table of ``weights.toml``."""

    by_name: dict[str, float]
    temperature: float
    """Divides the log-odds before they become probabilities."""
    none_of_these: float
    """Log-odds of the chance that no candidate is meant."""
    first_doubt: float
    """How many times the temperature is higher in the first pass, which is no verdict yet."""


@cache
def weights() -> Weights:
    """The weights that come with geomap."""
    data = tomllib.loads((files("geomap.places") / "weights.toml").read_text(encoding="utf-8"))
    return Weights(data["weights"], **data["decision"])


#: The evidence in three groups, by how often it is asked for: once for a place and a name, once
#: for a mention, and again whenever the picture of the article changes.
_PLACE = tuple(claim for claim in EVIDENCE if claim in OF_THE_PLACE)
_MENTION = tuple(claim for claim in EVIDENCE if claim not in {*OF_THE_PLACE, *OF_THE_PICTURE})
_GROUPED = (*_PLACE, *_MENTION, *OF_THE_PICTURE)
_ORDER = tuple(_GROUPED.index(claim) for claim in EVIDENCE)
_SEAT = _MENTION.index(seat_of_a_namesake)


class Known(NamedTuple):
    """What is known of a candidate whatever the other names of the article mean."""

    hit: Hit
    entry: Entry
    place: tuple[float, ...]
    """What the place and its name tell."""
    told: dict[int, float]
    """What the mention tells, by the number of the reason; nothing for the silent ones."""
    log_odds: float


class Weighed(NamedTuple):
    """A candidate with its evidence and probability."""

    hit: Hit
    entry: Entry
    known: Known
    amid: tuple[float, ...]
    log_odds: float
    probability: float

    @property
    def values(self) -> tuple[float, ...]:
        """What each function of `EVIDENCE` returned, in order."""
        told = (self.known.told.get(number, 0.0) for number in range(len(_MENTION)))
        grouped = (*self.known.place, *told, *self.amid)
        return tuple(grouped[at] for at in _ORDER)


def weigh(
    mention: Mention, hits: Sequence[Hit], context: Context, table: Weights | None = None
) -> list[Weighed]:
    """All candidates of a mention, likeliest first; ties go to the lower row.

    Args:
        mention: the mention.
        hits: its candidates.
        context: the article around it; without a picture, this is a first pass.
        table: the weights; those that come with geomap where it is None.
    """
    chances = zip(*_chances(mention, hits, context, table or weights()), strict=True)
    weighed = [
        Weighed(one.hit, one.entry, one, around, own, share) for one, around, own, share in chances
    ]
    weighed.sort(key=lambda one: (-one.probability, one.entry.row))
    return weighed


def votes(
    mention: Mention, hits: Sequence[Hit], context: Context, table: Weights | None = None
) -> list[tuple[Entry, float]]:
    """The candidates of a mention with their probabilities, as `weigh` has them, in any order."""
    known, _amid, _odds, shares = _chances(mention, hits, context, table or weights())
    return [(one.entry, share) for one, share in zip(known, shares, strict=True)]


def _chances(
    mention: Mention, hits: Sequence[Hit], context: Context, table: Weights
) -> tuple[list[Known], list[Surroundings], list[float], list[float]]:
    """The candidates, each amid the other names, with its log-odds and probability."""
    if not hits:
        return [], [], [], []
    known, factors = _known(mention, hits, context, table), _factors(table)[2]
    picture, temperature = context.picture, table.temperature
    if picture:
        name = name_of(mention)
        amid = [picture.get((name, one.entry.row), ALONE) for one in known]
        odds = [
            one.log_odds if around is ALONE else one.log_odds + sum(map(mul, factors, around))
            for one, around in zip(known, amid, strict=True)
        ]
    else:
        amid, odds = [ALONE] * len(known), [one.log_odds for one in known]
        temperature *= table.first_doubt
    odds = _seats_speak_for_units(known, odds, table)
    top = max(table.none_of_these, *odds)
    shares = [math.exp((one - top) / temperature) for one in odds]
    total = sum(shares) + math.exp((table.none_of_these - top) / temperature)
    return known, amid, odds, [share / total for share in shares]


def _known(mention: Mention, hits: Sequence[Hit], context: Context, table: Weights) -> list[Known]:
    """The candidates with the evidence that no picture changes, gathered once a mention."""
    asked = mention.id, id(table)
    known = context.known.get(asked)
    if known is None:
        gazetteer, known = context.gazetteer, []
        context.known[asked] = known
        reasons = _reasons(table, facts_of(mention, context))
        for hit in hits:
            entry = gazetteer.entry(hit.row)
            place, odds = _of_the_place(
                gazetteer, hit.row, hit.how, hit.matched_name, hit.similarity, table
            )
            told = {}
            for number, reason, weight in reasons:
                value = reason(mention, hit, entry, context)
                if value:
                    told[number] = value
                    odds += weight * value
            known.append(Known(hit, entry, place, told, odds))
    return known


@lru_cache(maxsize=1 << 12)
def _reasons(table: Weights, facts: Facts) -> tuple[tuple[int, Reason, float], ...]:
    """The reasons that may hold for some candidate of a mention, with number and weight."""
    factors = _factors(table)[1]
    return tuple(
        (number, reason, factors[number])
        for number, reason in enumerate(_MENTION)
        if may_hold(reason, facts)
    )


@lru_cache(maxsize=4)
def _factors(table: Weights) -> tuple[list[float], ...]:
    """The weights of what a place tells, of what a mention tells, and of what the picture does."""
    groups = (_PLACE, _MENTION, OF_THE_PICTURE)
    return tuple([table.by_name[one.__name__] for one in group] for group in groups)


@lru_cache(maxsize=1 << 16)
def _of_the_place(
    gazetteer: Gazetteer, row: int, how: str, name: str, similarity: float, table: Weights
) -> tuple[tuple[float, ...], float]:
    """The evidence that depends on a row and how a name matched it, and its log-odds.

    News repeats both.
    """
    hit = Hit(row=row, how=how, matched_name=name, similarity=similarity)
    anything: Any = None  # such evidence looks at neither mention nor article
    values = tuple(claim(anything, hit, gazetteer.entry(row), anything) for claim in _PLACE)
    return values, sum(map(mul, _factors(table)[0], values))


def _seats_speak_for_units(
    known: Sequence[Known], odds: list[float], table: Weights
) -> list[float]:
    """The log-odds with each unit as likely as its seat of the same name would be.

    What speaks for the town of Geneva speaks for Geneva, whichever of the two the canton and its
    seat are told apart for; else the two would share what they have, and a third would win.
    """
    against = table.by_name[seat_of_a_namesake.__name__]
    strength: dict[int | None, float] = {}
    for one, odd in zip(known, odds, strict=True):
        if _SEAT in one.told:
            own = odd - against * one.told[_SEAT]
            strength[one.entry.admin1_row] = max(own, strength.get(one.entry.admin1_row, own))
    if not strength:
        return odds
    return [
        max(odd, strength.get(one.entry.row, odd)) for one, odd in zip(known, odds, strict=True)
    ]
