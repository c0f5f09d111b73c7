"""Whether two claims speak of one happening, how surely, and why.

Types need not be the same: a raid, whom it killed and what it destroyed are one happening, and
so are a meeting and what was agreed there (`are_kin`). What is of another type must then agree
in more: the place is the same, and the day is stated or both stand in one sentence.

The criteria are those that conflict data sets use to tell incidents apart (UCDP GED codebook,
"event"; ACLED codebook, "event"): kind, day, place and actors. What is not said excludes
nothing but proves nothing either; what is said differently excludes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.events.what.vocabulary import are_kin, event_types
from geomap.events.where.nesting import holds
from geomap.gazetteer.index import distance_km
from geomap.model import AHEAD, Article, Claim, Mention  # kept claims are read by their types

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Figure, Place

#: Least score at which two claims are one event.
LINK = 0.6
#: How far apart two places of one event may be, km, beyond their own radii.
_APART_KM = 5.0
#: Places at most this wide, km, are spots that may be compared by distance.
_SPOT_KM = 15.0
#: How long news stays news: an undated claim is of the days up to its publication.
_NEWS = timedelta(days=3)
#: Longest interval that an incident may have, days; longer ones sum up.
_INCIDENT = 7
#: What the same type adds to a score, and what types of kin add.
_SAME_TYPE = 0.2
#: How well a headline's wider place fits, and what one sentence says of a deed and its outcome.
_NESTED = 0.6
_TOLD_WITH = 0.6
#: Types that say what came of a deed, or nothing of its kind, where another claim says it.
OUTCOMES = frozenset("killing killing_of_civilians destruction attack meeting".split())
_KIN = 0.1


@dataclass(frozen=True, slots=True)
class Told:
    """A claim where it stands. Linking needs no text of the article, and no geometry."""

    claim: Claim
    article: Article
    mention: Mention | None

    @property
    def key(self) -> tuple[str, str]:
        """(article id, claim id)."""
        return self.article.id, self.claim.id

    @property
    def place(self) -> Place | None:
        """Where it is drawn; None where it is not."""
        return self.mention.located if self.mention and self.mention.drawn else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The days it may be of: as stated, else the days before its article; None if unknown."""
        when, published = self.claim.when, self.article.published
        if when.start and when.end:
            return when.start, when.end
        return (published - _NEWS, published + _NEWS) if published else None

    @property
    def sums_up(self) -> bool:
        """Whether it speaks of a longer time than an incident lasts."""
        when = self.claim.when
        return bool(when.start and when.end and (when.end - when.start).days >= _INCIDENT)


def likeness(
    left: Told,
    right: Told,
    actors: ActorTable,
    groups: Mapping[str, str],
    *,
    vouched: bool = False,
) -> tuple[float, str]:
    """How surely two claims are of one happening, and why.

    Args:
        left: a claim.
        right: another claim, of the same event type or of kin.
        actors: the actor table, for who belongs to whom.
        groups: article id -> id of its group of copies.
        vouched: whether another claim of `right`'s type is linked with `left` already, so that
            types of kin need no more in common than those of one type.

    Returns:
        A score, 0-1, where 0 means that they exclude each other, and a sentence.
    """
    one, two = left.claim, right.claim
    apart = (0.0, "")
    ahead = one.modality != two.modality and {one.modality, two.modality} & AHEAD
    if one.polarity != two.polarity or ahead or _listed_apart(left, right):
        return apart
    alike, copied = _alike(one, two), _copied(left, right, groups)
    if alike and copied:
        if one.sentence.end - one.trigger.start == two.sentence.end - two.trigger.start:
            return 1.0, "the same sentence in two copies of one article"
        if one.type == two.type:
            return apart
    days, place = _days(left, right), _places(left.place, right.place)
    same = left.article.id == right.article.id
    if alike and same:
        days, place = _in_one_sentence(left, right, days, place)
    elif place is None and _headlined(left, right):
        place = _NESTED
    who = _people(one.actors, two.actors, actors)
    together = vouched or (alike and (same or copied))
    kind = _types(left, right, days, place, together=together)
    if kind is None or days is None or place is None or who is None:
        return apart
    if _others_met(left, right) or _disagree(one.fatalities, two.fatalities):
        return apart
    toll = one.fatalities.best is not None and one.fatalities.best == two.fatalities.best
    score = min(1.0, kind + 0.3 * days + 0.3 * place + 0.2 * who + 0.1 * toll)
    return score, (
        f"{_of_kind(one, two)}, {_alike_in('days', days)}, {_alike_in('place', place)}, "
        f"{_alike_in('actors', who)}" + (", same toll" if toll else "")
    )


def _of_kind(one: Claim, two: Claim) -> str:
    kinds = "same type" if one.type == two.type else f"kin types, {one.type} and {two.type}"
    return f"'{one.trigger.text}' and '{two.trigger.text}': {kinds}"


def _alike_in(what: str, share: float) -> str:
    return f"{'same' if share == 1 else 'compatible'} {what}"


def _types(
    left: Told, right: Told, days: float | None, place: float | None, *, together: bool
) -> float | None:
    """What the types add to the score; None where the claims are of no kin that agrees enough.

    `together` is whether one sentence, or another claim, says that they belong together.
    """
    one, two = left.claim, right.claim
    if one.type == two.type:
        return _SAME_TYPE
    if not are_kin(one.type, two.type):
        return None
    if together and place == _TOLD_WITH and left.place is None:
        return _SAME_TYPE
    if left.place is None or place != 1.0:
        return None
    if together:
        return _SAME_TYPE
    dated = one.when.start is not None and two.when.start is not None
    return _KIN if dated and days == 1.0 else None


def _others_met(left: Told, right: Told) -> bool:
    """Whether two undated meetings are of different people of one government."""
    one, two = left.claim, right.claim
    if one.when.start and two.when.start:
        return False
    mine, theirs = ({ref.id or ref.name for ref in each.actors} for each in (one, two))
    others = bool(mine and theirs) and not mine & theirs
    return others and event_types()[one.type].family == "diplomacy"


def _listed_apart(left: Told, right: Told) -> bool:
    """Whether one deed is told at two places, each of which has its own: "in Hama and Homs"."""
    same = left.article.id == right.article.id and left.claim.trigger == right.claim.trigger
    return same and left.claim.place != right.claim.place


def _in_one_sentence(
    left: Told, right: Told, days: float | None, place: float | None
) -> tuple[float | None, float | None]:
    """A deed and what came of it, told in one breath, are of one day and place unless told so."""
    outcome = {left.claim.type, right.claim.type} & OUTCOMES
    if not outcome or left.claim.type == right.claim.type:
        return days, place
    if left.claim.when.start is None or right.claim.when.start is None:
        days = max(days or 0.0, _TOLD_WITH)
    if left.place is None and right.place is None:
        place = _TOLD_WITH
    return days, place


def _headlined(left: Told, right: Told) -> bool:
    """Whether a headline names the happening of its own article, more roughly than the text."""
    one, two = left.place, right.place
    if left.article.id != right.article.id or one is None or two is None:
        return False
    title = {left.claim.segment, right.claim.segment} == {"title", "body"}
    return title and (holds(one, two) or holds(two, one))


def _alike(one: Claim, two: Claim) -> bool:
    """Whether two sentences are one, but for a dateline that one of them opens with."""
    short, long = sorted((one.sentence.text, two.sentence.text), key=len)
    return long.endswith(short)


def _copied(left: Told, right: Told, groups: Mapping[str, str]) -> bool:
    mine, theirs = left.article.id, right.article.id
    return mine != theirs and groups.get(mine, mine) == groups.get(theirs, theirs)


def _days(left: Told, right: Told) -> float | None:
    """1 for the same days, less for overlap, None for days that exclude each other."""
    if left.days is None or right.days is None:
        return 0.4 if left.days is right.days else None
    # "Raids killed 70 this month" is not Tuesday's raid, though Tuesday is in the month.
    if left.sums_up != right.sums_up:
        return None
    (start, end), (since, until) = left.days, right.days
    if end < since or until < start:
        return None
    stated = left.claim.when.start and right.claim.when.start
    if not stated:
        return 0.4
    return 1.0 if left.days == right.days else 0.6


def _places(one: Place | None, two: Place | None) -> float | None:
    """1 for the same place, less for spots side by side, None for places apart."""
    if one is None or two is None:
        return 0.2 if one is two else None
    if one.id == two.id and one.precision == two.precision:
        return 1.0
    if not (is_spot(one) and is_spot(two)):
        return None
    apart = distance_km(one.lat, one.lon, two.lat, two.lon)
    return 0.6 if apart <= one.radius_km + two.radius_km + _APART_KM else None


def is_spot(place: Place) -> bool:
    """Whether the place is small enough to be near another by distance."""
    return place.radius_km <= _SPOT_KM


def _people(one: Sequence[ActorRef], two: Sequence[ActorRef], actors: ActorTable) -> float | None:
    """1 for a common actor, less where one side names none, None where they differ."""
    if not one or not two:
        return 0.3
    mine, theirs = ({_owner(ref, actors) for ref in refs} for refs in (one, two))
    return 1.0 if mine & theirs else None


def _owner(ref: ActorRef, actors: ActorTable) -> str:
    """The actor that an actor answers to: a minister and his government are one."""
    actor = actors.by_id(ref.id) if ref.id else None
    if actor is None:
        return ref.name.casefold()
    return actor.parent or actor.id


def _disagree(one: Figure, two: Figure) -> bool:
    """Whether no number of dead fits both counts ("at least nine" fits eleven)."""
    if one.low is None or two.low is None:
        return False
    return (one.high is not None and one.high < two.low) or (
        two.high is not None and two.high < one.low
    )
