"""Which time expression of a sentence dates an event: the one that hangs on its own clause."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.said.steps import is_cue
from geomap.events.when.expressions import find_expressions, resolve_expression
from geomap.language import dateline_end, text_of
from geomap.language.vocabulary import SAYING
from geomap.model import When

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_YEAR = re.compile(r"(?:19|20)\d\d")
#: "for the first time since 2016", "the deadliest since March": what others it is measured by.
_MEASURED = re.compile(
    r"\b(?:first|worst|most|(?!west|east)\w{3,}est)\b[^,.;]{0,60}?(?:\bsince\s+)?$"
)
#: A time of day, which names no day where another expression does.
_CLOCK = re.compile(r"[\d:.]+\s*(?:GMT|UTC|a\.?m\.?|p\.?m\.?)?", re.IGNORECASE)
_BASE_YEAR = 2000
#: Prepositions of what was at some other time than the deed told; "after" is mostly the same day.
_OTHER_TIMES = frozenset({"before", "until", "till"})
_PAST = frozenset({"has", "have", "had", "did"})


def when_of(sentence: Span, trigger: Token, published: date | None, *, future: bool) -> When:
    """When the event of `trigger` happened, by the expression of its clause nearest to it.

    Args:
        sentence: the trigger's sentence.
        trigger: the word that names the event.
        published: base of relative expressions; without it only full dates resolve.
        future: whether the event is planned.

    Returns:
        With no expression, no days at all: the day of publication is a basis, not a date.
    """
    text, shift = _line(sentence)
    filed = dateline_end(text)
    spans = [
        (
            _CLOCK.fullmatch(text[start:end]) is not None,
            apart,
            abs(start + shift - trigger.idx),
            start,
            end,
        )
        for start, end in find_expressions(text)
        if start >= filed and not _measures(text, start)
        if (apart := _apart(sentence, trigger, start + shift, end + shift)) is not None
    ]
    for *_nearness, start, end in sorted(spans):
        words = text[start:end]
        if published is None and not _YEAR.search(words):
            continue
        base = published or _january(words)
        begun = _begins(sentence, trigger, start + shift, end + shift)
        when = resolve_expression(f"since {words}" if begun else words, base, future=future)
        when = when and replace(when, text=words)
        ahead = when is not None and published and when.start and when.start > published
        if when is not None and not (ahead and _told_as_past(trigger)):
            return when
    return When(
        start=None, end=None, precision="unknown",
        basis="publication" if published else "unknown",
    )  # fmt: skip


def _begins(sentence: Span, trigger: Token, start: int, end: int) -> bool:
    """As in "since the war's start in 2011": the day of what the deed has been done since."""
    words = sentence.doc.char_span(start, end, alignment_mode="expand")
    above = [] if words is None else list(syntax.climb(words.root))[1:]
    led = (t for t in above if "since" in (*syntax.cases_of(t), *syntax.marks(t)))
    noun = next(led, None)
    return noun is not None and noun != trigger and noun not in trigger.ancestors


def _told_as_past(trigger: Token) -> bool:
    """As in "has offered to host talks next month": what was done has no day to come."""
    past = trigger.tag_ == "VBD" or bool(syntax.auxiliaries(trigger) & _PAST)
    return syntax.is_verb(trigger) and past


def _measures(text: str, start: int) -> bool:
    """Whether an expression with "since" only says how long there was nothing like it."""
    since = text[start:].lower().startswith("since") or text[:start].lower().endswith("since ")
    return since and _MEASURED.search(text[:start]) is not None


def _january(words: str) -> date:
    found = _YEAR.search(words)
    return date(int(found.group()) if found else _BASE_YEAR, 1, 1)


def _line(sentence: Span) -> tuple[str, int]:
    """The sentence with what stands before it on its line where that is no sentence of its own.

    "UPDATE 1045 GMT: Warplanes are bombing ..." may be cut after the time.
    """
    doc = sentence.doc
    start = sentence.start_char
    begun = text_of(doc).rfind("\n", 0, start) + 1
    before = text_of(doc)[begun:start]
    if 0 < len(before) < 40 and not any(
        syntax.is_verb(t)
        for t in doc[max(0, sentence.start - 8) : sentence.start]
        if t.idx >= begun
    ):
        return text_of(doc)[begun : sentence.end_char], begun
    return text_of(doc)[start : sentence.end_char], start


def _apart(sentence: Span, trigger: Token, start: int, end: int) -> int | None:
    """How far an expression is from the trigger in the parse; None where it dates another deed."""
    doc = sentence.doc
    if start < sentence.start_char or not doc.has_annotation("DEP"):
        return 5
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        return None
    own = [*clauses.same_clause(trigger), *clauses.at_that_time(trigger)]
    own = [trigger] if syntax.said_of_noun(trigger) is not None else own
    said = _saying_beside(words)
    if said is not None and said not in own:
        return None
    for steps, above in enumerate(syntax.climb(words.root)):
        if above in own:
            return steps + own.index(above)
        if steps and syntax.cases_of(above) & _OTHER_TIMES:
            return None
        if steps and syntax.is_verb(above):
            return _from_other_clause(above, words, trigger) or _fronted(words, trigger)
    return _fronted(words, trigger)


def _saying_beside(words: Span) -> Token | None:
    """The verb of saying that an expression stands right beside: "on Monday signaled that"."""
    doc = words.doc
    after = doc[words.end] if words.end < len(doc) else None
    before = [doc[at] for at in (words.start - 1, words.start - 2) if at >= words.sent.start]
    for token in (after, *before):
        if token is None or not (token.pos_ == "ADP" or syntax.is_verb(token)):
            return None
        if syntax.is_verb(token):
            return token if syntax.lemma(token) in SAYING else None
    return None


def _fronted(words: Span, trigger: Token) -> int | None:
    """Whether an expression opens the sentence and the trigger is the first deed after it."""
    if words.start - words.sent.start > 2 or trigger.i < words.end:
        return None
    between = words.doc[words.end : trigger.i]
    told = any(syntax.is_verb(t) and t.dep_ != "aux" for t in between)
    return None if told or trigger.dep_ in ("advcl", "acl", "acl:relcl", "ccomp") else 7


def _from_other_clause(verb: Token, words: Span, trigger: Token) -> int | None:
    """Whether the date of another verb is the deed's too: of one that only carries it.

    The day of a statement is no date of what it says.
    """
    if syntax.lemma(verb) in SAYING:
        after = verb.i < trigger.i < words.start
        told = any(syntax.is_verb(t) for t in words.doc[trigger.i + 1 : words.start])
        return 3 if after and not told else None
    top = syntax.whole(trigger)
    meant = is_cue(syntax.lemma(top.head))  # "calls for talks grew on Monday": the calls did
    if not syntax.is_verb(trigger) and top.dep_ == "nmod" and verb == top.head.head and not meant:
        return 6
    return None
