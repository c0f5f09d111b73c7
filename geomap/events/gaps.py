"""Ground that one verb takes in turn: "took Homs on Monday, Hama on Tuesday"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.events.when import find_expressions, resolve_expression
from geomap.language import text_of
from geomap.model import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spacy.tokens import Span, Token

    from geomap.model import Claim, Mention

_BEFORE = frozenset({",", "and"})
#: How sure such a place is: the words tell it by their order alone.
_SCORE = 0.7


def one_by_one(
    claim: Claim, trigger: Token, mentions: Sequence[Mention], published: date | None
) -> Iterator[Claim]:
    """The claim again for each further place with a day of its own, on that day.

    Args:
        claim: what the verb tells of its first object.
        trigger: the verb.
        mentions: the resolved mentions that may be its ground, in text order.
        published: base of relative days; without it there are no claims.
    """
    if published is None:
        return
    sentence = trigger.sent
    dated = _dated(sentence, mentions)
    first = next((at for at, held in enumerate(dated) if held[0].start > claim.trigger.start), None)
    if first is None or not _object(trigger, dated[first][0]):
        return
    for (_, before), (mention, words) in zip(dated[first:], dated[first + 1 :], strict=False):
        join = text_of(sentence.doc)[before[1] : mention.start].strip().lower()
        when = resolve_expression(text_of(sentence.doc)[slice(*words)], published, future=False)
        if when is None or not set(join.replace(",", ", ").split()) <= _BEFORE or not join:
            return
        yield replace(
            claim,
            place=mention.id,
            place_reason="told-one-by-one",
            place_score=_SCORE,
            when=when,
            fatalities=Figure(),
            figures=(),
        )


def _object(verb: Token, mention: Mention) -> bool:
    return any(mention.start <= c.idx < mention.end for c in verb.children if c.dep_ == "obj")


def _dated(sentence: Span, mentions: Sequence[Mention]) -> list[tuple[Mention, tuple[int, int]]]:
    """The places of a sentence that a day stands right behind, with its characters."""
    text, shift = sentence.text, sentence.start_char
    spans = [(start + shift, end + shift) for start, end in find_expressions(text)]
    found = []
    for mention in mentions:
        behind = (
            span for span in spans
            if mention.end <= span[0]
            and text_of(sentence.doc)[mention.end : span[0]].strip() in ("", "on", "in")
        )  # fmt: skip
        day = next(behind, None)
        if day is not None and mention.drawn:
            found.append((mention, day))
    return found
