"""The claims of an article: each trigger with its actors, place, time, modality and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.attribution import attribution_of
from geomap.events.figures import figures_of
from geomap.events.modality import modality_of, polarity_of
from geomap.events.participants import Participants
from geomap.events.triggers import event_types, find_triggers
from geomap.events.when import when_of
from geomap.events.where import where_of
from geomap.model import Claim, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import Article, Mention

#: Modalities of what has not happened yet.
_TELLING = frozenset({"warn", "urge", "tell", "ask", "call", "caution", "order", "advise"})
_AHEAD = frozenset({"planned", "threatened", "hypothetical"})


def find_claims(
    doc: Doc, article: Article, mentions: Sequence[Mention], actors: ActorTable
) -> tuple[Claim, ...]:
    """What the article states, in text order.

    Args:
        doc: the article's text through a pipeline; without tags and lemmas there are none.
        article: the article.
        mentions: its resolved mentions.
        actors: the dated actor table.
    """
    if article.language not in (None, "en") or not doc.has_annotation("LEMMA"):
        return ()
    participants = Participants(actors, mentions, article.published)
    made: list[Claim] = []
    for trigger, event_type in find_triggers(doc):
        inside = any(m.start <= trigger.idx < m.end for m in mentions)
        if inside or _same_deed(trigger, event_type, made):
            continue
        made.append(
            _claim(
                f"c{len(made) + 1}", trigger, event_type, article, mentions, actors, participants
            )
        )
    return tuple(made)


def _same_deed(trigger: Token, event_type: str, made: Sequence[Claim]) -> bool:
    """Whether the trigger only repeats the one it hangs on: "attack" in "assault and attack"."""
    return any(
        claim.type == event_type
        and claim.trigger.start == trigger.head.idx
        and trigger.dep_ in ("compound", "flat", "obj", "xcomp")
        for claim in made
    )


def _claim(
    number: str,
    trigger: Token,
    event_type: str,
    article: Article,
    mentions: Sequence[Mention],
    actors: ActorTable,
    participants: Participants,
) -> Claim:
    sentence = trigger.sent
    modality, cue = modality_of(trigger)
    polarity, denial = polarity_of(trigger)
    if sentence.text.rstrip().endswith("?") and modality == "occurred":
        modality, cue = "hypothetical", "?"
    if polarity == "denied" and _forbidden(trigger):
        # "warned Syria not to attack" denies nothing: the attack is what may come.
        modality, polarity = "hypothetical", "affirmed"
    doers, done_to = participants.of(trigger)
    family = event_types()[event_type].family
    where = where_of(trigger, family, sentence, mentions)
    killed, others = figures_of(sentence, trigger)
    start, end = _trimmed(article.text, sentence.start_char, sentence.end_char)
    return Claim(
        id=number,
        type=event_type,
        trigger=Span(start=trigger.idx, end=trigger.idx + len(trigger.text), text=trigger.text),
        sentence=Span(start=start, end=end, text=article.text[start:end]),
        actors=doers,
        targets=done_to,
        place=where.mention.id if where.mention else None,
        place_reason=where.reason,
        place_score=where.score,
        when=when_of(sentence, trigger, article.published, future=modality in _AHEAD),
        modality=modality,
        polarity=polarity,
        modality_cue=cue or denial,
        attribution=attribution_of(trigger, sentence, actors),
        fatalities=killed,
        figures=others,
        segment=article.segment_at(trigger.idx),
    )


def _forbidden(trigger: Token) -> bool:
    """Whether the trigger is what somebody is told not to do."""
    above = [token for token, _step in zip(trigger.ancestors, range(3), strict=False)]
    return any(_TELLING & {token.lemma_.lower(), token.lower_.rstrip("s")} for token in above)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence without white space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
