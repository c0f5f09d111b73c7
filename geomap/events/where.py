"""Where it happened: which mention of the sentence a trigger took place at, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from geomap.model import Mention

#: Least score at which a mention is where an event happened.
THRESHOLD = 0.45
#: Families of events that are words: where they are said matters little.
WORDS = frozenset({"statement"})
_SAYING = frozenset(
    """
    say tell announce claim report state add warn tweet write declare note speak
    """.split()
)
_LOCATIVE = frozenset(
    """
    in at on near outside around across inside within into throughout along over toward
    towards against off through to of from
    """.split()
)


@dataclass(frozen=True, slots=True)
class Where:
    """The decision, its score and its reason."""

    mention: Mention | None
    score: float | None
    reason: str


def where_of(trigger: Token, family: str, sentence: Span, mentions: Sequence[Mention]) -> Where:
    """The literal mention of the sentence where the trigger's event happened, or none.

    The path through the parse decides: a place governed by the trigger through a preposition,
    by its nouns, or by the clause that holds it; fewer steps are surer. Places of speakers,
    datelines and other clauses are passed over.
    """
    inside = [
        mention for mention in mentions
        if sentence.start_char <= mention.start < sentence.end_char
    ]  # fmt: skip
    literal = [mention for mention in inside if mention.role in ("literal", "unknown")]
    if not literal:
        return Where(None, None, "no-place-in-sentence")
    scored = sorted(
        ((_score(trigger, family, mention), mention) for mention in literal),
        key=lambda pair: (-pair[0][0], pair[1].start),
    )
    (score, reason), best = scored[0]
    if score < THRESHOLD:
        return Where(None, score, f"rejected-{reason}")
    return Where(best, score, reason)


def _score(trigger: Token, family: str, mention: Mention) -> tuple[float, str]:
    doc = trigger.doc
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return 0.0, "no-words"
    if mention.role_cue == "dateline":
        return 0.2, "dateline"
    if not doc.has_annotation("DEP"):
        gap = abs(span.root.i - trigger.i)
        return 1 / (1 + gap / 8), "nearest-in-sentence"
    if _purpose_of(trigger, span):
        return 0.9, "attached-to-trigger"
    steps, crossed, said = _path(trigger, span.root)
    if said:
        return 0.1, "speaker's-place"
    score = 1.0 - 0.12 * max(0, steps - 1) - 0.25 * crossed
    if steps > 8:
        score -= 0.2
    case = next((c.lower_ for c in span.root.children if c.dep_ == "case"), "")
    if case and case not in _LOCATIVE:
        score -= 0.2
    if family in WORDS:
        score -= 0.5
    if mention.place is not None and mention.place.kind in ("country", "continent"):
        score -= 0.05
    return max(0.0, score), "attached-to-trigger" if steps <= 2 else "in-same-clause"


def _purpose_of(trigger: Token, span: Span) -> bool:
    """As in "an offensive to retake X": X is where it is, whatever the parse hangs it on."""
    between = trigger.doc[trigger.i + 1 : span.start]
    return (
        0 < len(between) <= 5
        and between[0].lower_ == "to"
        and all(token.pos_ in ("PART", "VERB", "DET", "ADJ", "NOUN", "ADP") for token in between)
        and sum(token.pos_ == "VERB" for token in between) == 1
    )


def _path(trigger: Token, place: Token) -> tuple[int, int, bool]:
    """Steps between trigger and place, clauses crossed, and whether a speaker stands between."""
    up_trigger = [trigger, *trigger.ancestors]
    up_place = [place, *place.ancestors]
    common = next((token for token in up_place if token in up_trigger), None)
    if common is None:
        return 99, 9, False
    rise, fall = up_trigger.index(common), up_place.index(common)
    crossed = 0
    said = False
    crossed += sum(token.pos_ in ("VERB", "AUX") for token in up_place[1:fall])
    for token in up_trigger[:rise]:
        if token.dep_ in ("ccomp", "advcl", "acl:relcl", "parataxis", "conj") and token.pos_ in (
            "VERB",
            "AUX",
        ):
            crossed += 1
    if common is not trigger and (common.lemma_ or "").lower() in _SAYING:
        side = up_place[fall - 1] if fall else place
        said = side.dep_ not in ("ccomp", "xcomp", "obj") and rise > 0
    return rise + fall, crossed, said
