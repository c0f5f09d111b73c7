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
from geomap.places.silence import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention
    from geomap.places.context import Context


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
_SILENCE = (0.0,) * len(_MENTION)
_GROUPED = (*_PLACE, *_MENTION, *OF_THE_PICTURE)
_ORDER = tuple(_GROUPED.index(claim) for claim in EVIDENCE)
_SEAT = _GROUPED.index(seat_of_a_namesake)


class Known(NamedTuple):
    """What is known of a candidate whatever the other names of the article mean."""

    hit: Hit
    entry: Entry
    values: tuple[float, ...]
    log_odds: float


class Weighed(NamedTuple):
    """A candidate with its evidence and probability."""

    hit: Hit
    entry: Entry
    known: tuple[float, ...]
    amid: tuple[float, ...]
    log_odds: float
    probability: float

    @property
    def values(self) -> tuple[float, ...]:
        """What each function of `EVIDENCE` returned, in order."""
        grouped = (*self.known, *self.amid)
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
    if not hits:
        return []
    table = table or weights()
    temperature = table.temperature * (1.0 if context.picture else table.first_doubt)
    known, factors, name = (
        _known(mention, hits, context, table),
        _factors(table)[2],
        name_of(mention),
    )
    amid = [context.picture.get((name, one.entry.row), ALONE) for one in known]
    odds = [
        one.log_odds if around is ALONE else one.log_odds + sum(map(mul, factors, around))
        for one, around in zip(known, amid, strict=True)
    ]
    odds = _seats_speak_for_units(known, odds, table)
    top = max(table.none_of_these, *odds)
    shares = [math.exp((one - top) / temperature) for one in odds]
    total = sum(shares) + math.exp((table.none_of_these - top) / temperature)
    weighed = [
        Weighed(one.hit, one.entry, one.values, around, own, share / total)
        for one, around, own, share in zip(known, amid, odds, shares, strict=True)
    ]
    return sorted(weighed, key=lambda one: (-one.probability, one.entry.row))


def _known(mention: Mention, hits: Sequence[Hit], context: Context, table: Weights) -> list[Known]:
    """The candidates with the evidence that no picture changes, gathered once a mention."""
    asked = mention.id, id(table)
    known = context.known.get(asked)
    if known is None:
        gazetteer, of_mention = context.gazetteer, _factors(table)[1]
        known = context.known[asked] = []
        reasons = telling(_MENTION, mention, context)
        for hit in hits:
            entry = gazetteer.entry(hit.row)
            place, odds = _of_the_place(
                gazetteer, hit.row, hit.how, hit.matched_name, hit.similarity, table
            )
            own = list(_SILENCE)
            for number, reason in reasons:
                value = reason(mention, hit, entry, context)
                if value:
                    own[number] = value
                    odds += of_mention[number] * value
            known.append(Known(hit, entry, (*place, *own), odds))
    return known


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
        if one.values[_SEAT]:
            own = odd - against * one.values[_SEAT]
            strength[one.entry.admin1_row] = max(own, strength.get(one.entry.admin1_row, own))
    if not strength:
        return odds
    return [
        max(odd, strength.get(one.entry.row, odd)) for one, odd in zip(known, odds, strict=True)
    ]
