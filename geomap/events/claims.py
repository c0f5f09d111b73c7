"""The claims of an article: each trigger with its actors, place, time, modality and source."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.events.figures import figure_at, figures_of
from geomap.events.parse import syntax
from geomap.events.parse.phrases import human, name_alone
from geomap.events.parse.reading import begin
from geomap.events.patterns.people import POSSESSIVES, RELATIVE, SOMEBODY
from geomap.events.said.aspect import LASTING, goes_on
from geomap.events.said.attribution import attribution_of
from geomap.events.said.modality import modality_of, polarity_of
from geomap.events.what.means import tells_of_aircraft, type_by_means
from geomap.events.what.triggers import find_triggers, is_particular, written_from
from geomap.events.what.vocabulary import event_types
from geomap.events.when.dating import when_of
from geomap.events.when.news import with_bases
from geomap.events.where.decide import where_of
from geomap.events.where.retold import with_places_told
from geomap.events.who.arguments import arguments_of
from geomap.events.who.known import Known
from geomap.events.who.naming import in_name
from geomap.events.who.participants import Participants
from geomap.model import AHEAD, Claim, Figure, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from geomap.events.where.decide import Where
    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Article, Mention

_DEADLY = frozenset({"killing", "killing_of_civilians", "assassination"})
#: Share of the places that makes an article be about a country.
_FAIR = 0.15
#: Deeds that are nothing without somebody whose they are: "help" and "allow" are common words.
_OF_SOMEBODY = frozenset(
    """
    support promise cooperation concession rejection investigation demand accusation aid
    restriction sanctions appeal threat warning denial
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What every claim of one article is made with."""

    article: Article
    mentions: Sequence[Mention]
    """What may be a place of something done, the doubtful names too, in text order."""
    starts: Sequence[int]
    """Where each of them begins."""
    actors: ActorTable
    participants: Participants
    aircraft: bool
    """Whether the article tells of aircraft."""

    def named_between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in a stretch of the text."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def find_claims(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    actors: ActorTable,
    doubtful: Sequence[Mention] = (),
) -> tuple[Claim, ...]:
    """What the article states, in text order; a deed at several places is a claim for each.

    Args:
        doc: the article's text through a pipeline; without tags and lemmas there are none.
        article: the article.
        mentions: its resolved mentions.
        actors: the dated actor table.
        doubtful: further names, which are places only where something was done there.
    """
    if article.language not in (None, "en") or not doc.has_annotation("LEMMA"):
        return ()
    begin(doc)
    actors = actors.about(_countries(mentions))
    known = Known(actors, mentions, article.published)
    named = sorted((*mentions, *doubtful), key=lambda mention: mention.start)
    starts, aircraft = [mention.start for mention in named], tells_of_aircraft(doc)
    told = _Told(article, named, starts, actors, Participants(actors, known), aircraft)
    made: list[Claim] = []
    grounds = {mention.start for mention in mentions if mention.drawn}
    for trigger, event_type in find_triggers(doc, grounds):
        if known.place_at(trigger.idx) is not None or in_name(trigger, actors, article.published):
            continue
        made += _claims(trigger, event_type, told)
    claims = with_bases([*with_places_told(made, doc, mentions, actors)], doc, article)
    return tuple(replace(claim, id=f"c{n}") for n, claim in enumerate(claims, start=1))


def _is_named(trigger: Token, event_type: str) -> bool:
    """Whether somebody is named as the doer, known or not: a name or a word for people."""
    doers, done_to = arguments_of(trigger, event_type)
    passive = syntax.is_verb(trigger) and syntax.is_passive(trigger)
    heads = [*doers, *done_to] if passive else doers
    named = {word for head in heads for word in (head, *head.conjuncts)}
    if trigger.dep_ == "acl:relcl" and any(word.lower_ in RELATIVE for word in heads):
        named.add(trigger.head)
    if not syntax.is_verb(trigger) and any(c.lower_ == "such" for c in trigger.children):
        return True  # "such threats" are those told of before
    return any(
        word.pos_ == "PROPN"
        or human(word)
        or word.lower_ in SOMEBODY | POSSESSIVES.keys()
        or name_alone(word)
        for word in named
    )


def _countries(mentions: Sequence[Mention]) -> list[str]:
    """The countries that an article is about: those of a fair share of what it mentions."""
    named = Counter(m.place.country for m in mentions if m.place and m.place.country)
    return [country for country, count in named.items() if count >= _FAIR * named.total()]


def _nobodys(trigger: Token, event_type: str, doers: Sequence[ActorRef]) -> bool:
    """Whether a deed that must be somebody's is nobody's, so that the word is a common one."""
    if syntax.lemma(trigger) == "want" and not any(ref.id for ref in doers):
        return True  # what farmers want of their children is no demand
    if event_type not in _OF_SOMEBODY or doers or _is_named(trigger, event_type):
        return False
    family = event_types()[event_type].family
    return family == "statement" or not is_particular(trigger, event_type)


def _claims(trigger: Token, event_type: str, told: _Told) -> Iterator[Claim]:
    article, sentence = told.article, trigger.sent
    family = event_types()[event_type].family
    doers, done_to = told.participants.of(trigger, event_type, family)
    if _nobodys(trigger, event_type, doers):
        return
    event_type = type_by_means(trigger, event_type, doers, told.actors, aircraft=told.aircraft)
    segment = article.segment_at(trigger.idx)
    polarity, denial = polarity_of(trigger)
    modality, cue = modality_of(trigger)
    if polarity == "denied" and (cue or "").lower() == "any":
        modality, cue = "occurred", None  # "denied that any attack took place" supposes none
    when = when_of(sentence, trigger, article.published, future=modality in AHEAD)
    if modality in AHEAD and when.end and article.published and when.end < article.published:
        when = When(start=None, end=None)  # "refused a raid last month": the refusal's month
    if modality == "occurred" and _to_come(when, article):
        modality, cue = "planned", when.text
    elif modality == "occurred" and segment == "body" and goes_on(trigger, event_type):
        modality, cue = "ongoing", trigger.text
    killed, others = figures_of(
        sentence,
        trigger,
        counts=family in LASTING,
        deadly=event_type in _DEADLY,
        violent=family == "violence",
    )
    said = attribution_of(trigger, sentence, told.actors)
    claim = Claim(
        id="",
        type=event_type,
        trigger=_span(article.text, written_from(trigger), trigger.idx + len(trigger)),
        sentence=_span(article.text, sentence.start_char, sentence.end_char),
        actors=doers,
        targets=done_to,
        when=when,
        modality=modality,
        polarity=polarity,
        modality_cue=cue or denial,
        attribution=said,
        fatalities=killed,
        figures=others,
        segment=segment,
    )
    # Where the one who speaks is tells nothing of what happened.
    heard = [
        mention
        for mention in told.named_between(sentence.start_char, sentence.end_char)
        if said is None or not said.start <= mention.start < said.end
    ]
    yield from _at_each(claim, where_of(trigger, event_type, sentence, heard))


def _at_each(claim: Claim, places: Sequence[Where]) -> Iterator[Claim]:
    """The claim once for each place; its count is of all together, so the first alone has it.

    But where each has its own: "four died in Sake and two in Minova".
    """
    for number, where in enumerate(places):
        placed = replace(
            claim,
            place=where.mention.id if where.mention else None,
            place_reason=where.reason,
            place_score=where.score,
        )
        if number and where.mention is not None:
            at = claim.sentence.start
            told = figure_at(claim.sentence.text[: max(0, where.mention.start - at)])
            others = tuple((kind, told) for kind, _figure in claim.figures[:1])
            dead = claim.fatalities.best is not None
            placed = replace(
                placed, fatalities=told if dead else Figure(), figures=() if dead else others
            )
        yield placed


def _to_come(when: When, article: Article) -> bool:
    """Whether the day told is after the article's own."""
    return bool(when.start and article.published and when.start > article.published)


def _span(text: str, start: int, end: int) -> Span:
    """A stretch of the text without the white space around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start=start, end=start + len(words), text=words)
