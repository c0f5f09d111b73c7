"""A claim and an event in sentences, for people who answer for every dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.what.vocabulary import event_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.model import ActorRef, Article, Attribution, Claim, Mention, When

_MODALITIES = {
    "occurred": "It is told as something that happened",
    "ongoing": "It is told as something that goes on",
    "planned": "It is told as something to come",
    "threatened": "It is a threat",
    "hypothetical": "It is only thought of",
    "alleged": "It is told as an allegation",
}
_BASES = {"expression": "from “{}”", "publication": "from the day of publication"}
_WHERE = {
    "attached-to-trigger": "the name hangs on “{}” in the sentence",
    "in-same-clause": "the name stands in the same clause as “{}”",
    "in-other-clause": "the name stands in another clause than “{}”",
    "in-same-sentence": "the name stands in the same sentence as “{}”",
    "nearest-in-sentence": "the name is the nearest to “{}” in the sentence",
    "no-place-in-sentence": "the sentence names no place that it could be at",
    "stands-for-others": "the name stands for people or a state",
    "speaker's-place": "the one who speaks is there",
    "where-it-came-from": "“{}” came from there",
    "told-elsewhere": "“{}” was elsewhere, the text says",
    "of-another-deed": "the place belongs to another deed than “{}”",
    "what-is-spoken-of": "the place is what “{}” is about, not where it is",
}
_WHERE |= {
    "listed-with-place": "the name stands in a list with another place of “{}”",
    "as-told-before": "the text told of “{}” before and named the place there",
    "the-place-meant": "the words around “{}” point back at it",
    "part-of-deed": "“{}” is a part of a deed that was there",
}
_REJECTED = "rejected-"


def claim_sentences(
    article: Article, claim: Claim, mentions: Mapping[str, Mention]
) -> Iterator[str]:
    """A claim line by line: what, whether it happened, who, where, when, by whose word.

    Args:
        article: where it stands.
        claim: the claim.
        mentions: the mentions of the article by their ids.
    """
    trigger = claim.trigger
    label = event_types()[claim.type].label
    yield f"“{trigger.text}”, characters {trigger.start}-{trigger.end} of {article.id}: {label}"
    denied = ", and it is denied" if claim.polarity == "denied" else ""
    cue = f" (“{claim.modality_cue}”)" if claim.modality_cue else ""
    yield f"{_MODALITIES[claim.modality]}{denied}{cue}."
    yield f"Who: {_who(claim.actors)}. To whom: {_who(claim.targets)}."
    yield _where(claim, mentions)
    yield f"When: {_when(claim.when)}."
    yield f"By whose word: {_said(claim.attribution)}."
    counts = [("dead", claim.fatalities), *claim.figures]
    told = [f"{what}: “{count.text}”" for what, count in counts if count.text]
    if told:
        yield f"Figures: {'; '.join(told)}."
    if claim.segment != "body":
        yield f"It stands in a {claim.segment} of the article."


def _who(actors: Sequence[ActorRef]) -> str:
    named = [actor.name if actor.id else f"“{actor.name}”, who is in no table" for actor in actors]
    return "; ".join(named) or "nobody is named"


def _where(claim: Claim, mentions: Mapping[str, Mention]) -> str:
    reason = claim.place_reason or ""
    rejected = reason.startswith(_REJECTED)
    why = _WHERE.get(reason.removeprefix(_REJECTED), reason.replace("-", " "))
    why = why.format(claim.trigger.text)
    mention = mentions.get(claim.place or "")
    sure = f" ({claim.place_score:.0%} sure)" if claim.place_score is not None else ""
    if mention is None:
        return f"Where: nowhere; {'the best name is not it: ' if rejected else ''}{why}."
    place = f", that is {mention.located.name}" if mention.located else ""
    return f"Where: “{mention.text}”{place}; {why}{sure}."


def _when(when: When) -> str:
    if when.start is None or when.end is None:
        return "no time is given"
    days = f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"
    basis = _BASES.get(when.basis, "").format(" ".join((when.text or "").split()))
    return f"{days}, exact to the {when.precision.rstrip('s')}{', ' if basis else ''}{basis}"


def _said(attribution: Attribution | None) -> str:
    if attribution is None:
        return "the article's own"
    first = f"{attribution.name} (“{attribution.cue}”)"
    return f"{first}, from {_said(attribution.source)}" if attribution.source else first


def event_sentences(
    event: Mapping[str, object], claims: Sequence[Mapping[str, object]]
) -> Iterator[str]:
    """An event of a build line by line: what, its claims with their quotes, why they are one.

    Args:
        event: a row of the events layer.
        claims: the rows of the claims layer that are linked into it.
    """
    kind = event_types().get(str(event["event_type"]))
    label = kind.label if kind else event["event_type"]
    place = event["place_name"] or "no place"
    yield f"{event['event_id']}: {label}, {place}, {event['event_date'] or 'no day'}"
    yield (
        f"{_many(event['n_claims'], 'claim')} by {_many(event['n_sources'], 'independent source')}."
    )
    for claim in claims:
        said = f", said by {claim['attributed_to']}" if claim["attributed_to"] else ""
        quote = " ".join(str(claim["quote"]).split())
        yield f"   {claim['claim_id']}{said}: “{quote}”"
    reasons = [reason for reason in str(event["link_reasons"] or "").split("; ") if reason]
    for reason in reasons:
        yield f"They are one because of {reason}."
    if reasons:
        yield f"The weakest link is {float(str(event['link_score'])):.0%} sure."


def _many(count: object, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")
