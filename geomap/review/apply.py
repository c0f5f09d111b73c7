"""Corrections on the claims of an article: corrected, dropped, confirmed, added.

A dropped claim stays in the outputs, marked and undrawn; a corrected claim that geomap no longer
finds is made anew from the correction. A correction of the place corrects the mention.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, cast

from geomap.layers.quotes import quote_span
from geomap.model import (
    ActorRef,
    Annotation,
    Attribution,
    Claim,
    DatePrecision,
    Figure,
    Mention,
    Modality,
    Polarity,
    Span,
    When,
)
from geomap.review.place import is_place, place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.actors import ActorTable
    from geomap.model import Article, Review
    from geomap.review.corrections import Correction

_MARKS: dict[str, Review] = {
    "confirm": "confirmed", "correct": "corrected", "drop": "dropped", "add": "added",
}  # fmt: skip
#: Actions that make a claim which geomap does not find.
_MAKING = ("correct", "add")
_CUE = "review"
#: Offsets of a trigger, and which of its claims, from 1.
_At = tuple[int, int, int]
#: Digits of a text's SHA-256 by which its corrections know it.
_DIGITS = 16


class Reviews:
    """The corrections of a build, put on one article after the other."""

    def __init__(
        self,
        corrections: Iterable[Correction],
        gazetteer: Gazetteer,
        actors: ActorTable,
        types: Collection[str],
    ) -> None:
        self._gazetteer, self._actors, self._types = gazetteer, actors, types
        self._waiting: dict[str, list[Correction]] = defaultdict(list)
        for correction in corrections:
            self._waiting[correction.text_hash].append(correction)
        self._unread = set(self._waiting)
        self._problems: dict[str, str] = {}

    def notices(self) -> list[str]:
        """What could not be applied, in sentences; asked for when all articles are through."""
        unread = {
            one.key: f"{one.key}: no article has the text it was made for"
            for text in self._unread
            for one in self._waiting[text]
        }
        return [f"correction {said}." for said in (unread | self._problems).values()]

    def of(self, text: str) -> tuple[Correction, ...]:
        """The corrections of the text of this SHA-256."""
        return tuple(self._waiting.get(text[:_DIGITS], ()))

    def problems(self, texts: Iterable[str]) -> dict[str, str]:
        """What could not be applied to the texts of these SHA-256, by key."""
        keys = {one.key for text in texts for one in self.of(text)}
        return {key: said for key, said in self._problems.items() if key in keys}

    def recall(self, texts: Iterable[str], problems: Mapping[str, str]) -> None:
        """Take note of what an earlier build applied to texts, and of what it could not."""
        self._unread.difference_update(text[:_DIGITS] for text in texts)
        self._problems |= problems

    def applied(self, annotation: Annotation) -> Annotation:
        """The annotation with what was decided on its claims."""
        article = annotation.article
        mine = self._waiting.get(article.sha256[:_DIGITS])
        if not mine:
            return annotation
        self._unread.discard(article.sha256[:_DIGITS])
        claims = _numbered(annotation.claims)
        mentions = {mention.id: mention for mention in annotation.mentions}
        for correction in mine:
            at = correction.at or _found(article, correction)
            known = claims.get(at) if at else None
            problem = self._problem(correction, at)
            if problem:
                self._problems[correction.key] = f"{correction.key}: {problem}"
            if at is None or problem or (known is None and correction.action not in _MAKING):
                continue
            claim = known or self._new(article, correction, at, len(claims) + 1)
            claims[at] = self._corrected(claim, correction, article, mentions, made=known is None)
        ordered = sorted(claims.values(), key=lambda c: (c.trigger.start, c.trigger.end))
        return replace(annotation, claims=tuple(ordered), mentions=tuple(mentions.values()))

    def _problem(self, correction: Correction, at: _At | None) -> str:
        """Why a correction cannot be applied; "" when it can."""
        kind, place = correction.values["event_type"], correction.values["place_id"]
        if at is None:
            return f"the article does not say {correction.trigger!r}"
        if "event_type" in correction.changed and kind not in self._types:
            return f"there is no event type {kind!r} any more"
        if "place_id" in correction.changed and place and not is_place(place, self._gazetteer):
            return f"no place has the id {place!r} any more"
        return ""

    def _new(self, article: Article, correction: Correction, at: _At, number: int) -> Claim:
        start, end = quote_span(article, *at[:2])
        return Claim(
            id=f"c{number}",
            type=correction.values["event_type"],
            trigger=Span(start=at[0], end=at[1], text=article.text[at[0] : at[1]]),
            sentence=Span(start=start, end=end, text=article.text[start:end]),
            segment=article.segment_at(at[0]),
        )

    def _corrected(
        self,
        claim: Claim,
        correction: Correction,
        article: Article,
        mentions: dict[str, Mention],
        *,
        made: bool,
    ) -> Claim:
        values = correction.values
        changed = {name for name in values if values[name]} if made else set(correction.changed)
        if correction.action == "drop":
            changed = set()
        new = replace(claim, review="added" if made else _MARKS[correction.action])
        if "event_type" in changed:
            new = replace(new, type=values["event_type"])
        if "actors" in changed:
            new = replace(new, actors=tuple(self._refs(values["actors"], new, article)))
        if "targets" in changed:
            new = replace(new, targets=tuple(self._refs(values["targets"], new, article)))
        if changed & {"date_start", "date_end"}:
            new = replace(new, when=_when(values["date_start"], values["date_end"]))
        if "modality" in changed:
            modality = cast("Modality", values["modality"])
            new = replace(new, modality=modality, modality_cue=_CUE)
        if "polarity" in changed:
            new = replace(new, polarity=cast("Polarity", values["polarity"]))
        if "attributed_to" in changed:
            new = replace(new, attribution=self._source(values["attributed_to"], new))
        if any(name.startswith("fatalities_") for name in changed):
            new = replace(new, fatalities=_figure(values))
        if "place_id" in changed:
            new = self._placed(new, correction, article, mentions)
        return new

    def _refs(self, names: str, claim: Claim, article: Article) -> Iterator[ActorRef]:
        """Actors by their ids or names; the words themselves where the table knows neither."""
        for name in filter(None, (part.strip() for part in names.split(";"))):
            known = self._actors.by_id(name) or self._actors.find(name, article.published)
            at = article.text.find(name, claim.sentence.start, claim.sentence.end)
            start = claim.trigger.start if at < 0 else at
            yield ActorRef(
                id=known.id if known else None,
                name=known.name if known else name,
                start=start,
                end=start if at < 0 else at + len(name),
            )

    def _source(self, names: str, claim: Claim) -> Attribution | None:
        """Who says so; of several, each quotes the next."""
        said: Attribution | None = None
        at = claim.trigger.start
        for name in reversed([part.strip() for part in names.split(";") if part.strip()]):
            known = self._actors.find(name)
            said = Attribution(
                name=name, start=at, end=at, cue=_CUE,
                actor_id=known.id if known else None, source=said,
            )  # fmt: skip
        return said

    def _placed(
        self, claim: Claim, correction: Correction, article: Article, mentions: dict[str, Mention]
    ) -> Claim:
        """The claim at the place that the analyst names; its mention means that place."""
        if not correction.values["place_id"]:
            return replace(claim, place=None, place_score=None, place_reason=_CUE)
        place = place_of(correction.values["place_id"], self._gazetteer, correction.place_text)
        assert place is not None  # noqa: S101 - `_problem` has asked
        placed = replace(claim, place_score=1.0, place_reason=_CUE)
        known = [m for m in mentions.values() if m.drawn and m.place and m.place.id == place.id]
        if known:
            nearest = min(known, key=lambda m: abs(m.start - claim.trigger.start))
            return replace(placed, place=nearest.id)
        span = _place_span(claim, correction, article, mentions)
        meant = next((m for m in mentions.values() if (m.start, m.end) == span), None)
        made = meant or Mention(
            id=f"m{len(mentions) + 1}", start=span[0], end=span[1],
            text=article.text[span[0] : span[1]], segment=article.segment_at(span[0]),
        )  # fmt: skip
        mentions[made.id] = replace(
            made, role="literal", role_cue=_CUE, status="resolved", reason=None, place=place,
            area=None, relation=None, score=1.0, recognised_by="review",
        )  # fmt: skip
        return replace(placed, place=made.id)


def _numbered(claims: Iterable[Claim]) -> dict[_At, Claim]:
    """The claims by trigger, those of one trigger in their order."""
    found: dict[_At, Claim] = {}
    for claim in claims:
        start, end = claim.trigger.start, claim.trigger.end
        which = next(n for n in count(1) if (start, end, n) not in found)
        found[start, end, which] = claim
    return found


def _place_span(
    claim: Claim, correction: Correction, article: Article, mentions: dict[str, Mention]
) -> tuple[int, int]:
    """Where the article names the place: the words given, the claim's mention, or the trigger."""
    words = correction.place_text
    if words:
        low, high = claim.sentence.start, claim.sentence.end
        at = article.text.find(words, low, high)
        at = article.text.find(words) if at < 0 else at
        if at >= 0:
            return at, at + len(words)
    if claim.place in mentions:
        return mentions[claim.place].start, mentions[claim.place].end
    return claim.trigger.start, claim.trigger.end


def _found(article: Article, correction: Correction) -> _At | None:
    """Where an added claim's trigger stands: in its quote, where one is given."""
    low = article.text.find(correction.quote) if correction.quote else 0
    at = article.text.find(correction.trigger, low) if low >= 0 else -1
    return (at, at + len(correction.trigger), 1) if at >= 0 else None


def _when(start: str, end: str) -> When:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    first = first or last
    precision: DatePrecision = "unknown"
    if first and last:
        days = (last - first).days + 1
        steps: tuple[tuple[int, DatePrecision], ...] = (
            (1, "day"), (6, "days"), (7, "week"), (31, "month"),
        )  # fmt: skip
        precision = next((name for most, name in steps if days <= most), "year")
    return When(start=first, end=last, precision=precision, basis=_CUE)


def _figure(values: dict[str, str]) -> Figure:
    low, best, high = (
        int(values[name]) if values[name] else None
        for name in ("fatalities_low", "fatalities_best", "fatalities_high")
    )
    return Figure(low=low, best=best, high=high, text=_CUE)
