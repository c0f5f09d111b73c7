"""The claims of an article: each trigger with its actors, place, time, modality and source."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.events import syntax
from geomap.events.arguments import arguments_of
from geomap.events.attribution import attribution_of
from geomap.events.dating import when_of
from geomap.events.figures import figures_of
from geomap.events.gaps import one_by_one
from geomap.events.known import Known
from geomap.events.modality import modality_of, polarity_of
from geomap.events.naming import in_name
from geomap.events.news import with_bases
from geomap.events.participants import Participants
from geomap.events.patterns.people import AIRCRAFT, RELATIVE, SOMEBODY
from geomap.events.patterns.verbs import WAGING
from geomap.events.phrases import human, name_alone
from geomap.events.retold import with_places_told
from geomap.events.triggers import find_triggers, is_particular, written_from
from geomap.events.vocabulary import event_types
from geomap.events.where import where_of
from geomap.model import AHEAD, Claim, Figure, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from geomap.events.where import Where
    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Article, Mention, When

_DEADLY = frozenset({"killing", "killing_of_civilians", "assassination"})
_BOMBING = frozenset({"bomb", "bombing"})
#: Share of the places that makes an article be about a country.
_FAIR = 0.15
#: Deeds that are nothing without somebody whose they are: "help" and "allow" are common words.
_OF_SOMEBODY = frozenset(
    """
    support promise cooperation concession rejection investigation demand accusation aid
    restriction sanctions appeal threat warning denial
    """.split()
)
#: Verbs whose past is like their present.
_PAST_ALIKE = frozenset({"hit", "set", "put", "cut", "let", "shut", "beat", "spread", "quit"})
#: Deeds that are done from the air or by hand: a strike is no bomb that somebody laid.
_BOMBING = frozenset({"bomb", "bombing"})
#: Deeds that are done at once, which no present tense draws out: "leaves three dead".
_AT_ONCE = _DEADLY | {"abduction", "release", "suicide_bombing"}
#: Families of deeds that a present tense tells as going on.
_LASTING = frozenset({"violence", "control", "movement", "humanitarian", "civil"})


def find_claims(
    doc: Doc, article: Article, mentions: Sequence[Mention], actors: ActorTable
) -> tuple[Claim, ...]:
    """What the article states, in text order; a deed at several places is a claim for each.

    Args:
        doc: the article's text through a pipeline; without tags and lemmas there are none.
        article: the article.
        mentions: its resolved mentions.
        actors: the dated actor table.
    """
    if article.language not in (None, "en") or not doc.has_annotation("LEMMA"):
        return ()
    syntax.begin(doc)
    actors = actors.about(_countries(mentions))
    known = Known(actors, mentions, article.published)
    participants = Participants(actors, known)
    made: list[Claim] = []
    grounds = {mention.start for mention in mentions if mention.drawn}
    for trigger, event_type in find_triggers(doc, grounds):
        named = known.place_at(trigger.idx) is not None
        if named or in_name(trigger, actors, article.published):
            continue
        made += _claims(trigger, event_type, article, mentions, actors, participants)
    told = with_bases([*with_places_told(made, doc, mentions)], doc, article)
    return tuple(replace(claim, id=f"c{n}") for n, claim in enumerate(told, start=1))


def _on_foot(doers: Sequence[ActorRef], actors: ActorTable) -> bool:
    """Whether armed groups did it, who have no aircraft: their bombing is one by hand."""
    known = [actors.by_id(ref.id) if ref.id else None for ref in doers]
    return bool(known) and all(one is not None and one.kind == "armed_group" for one in known)


def _bombing(trigger: Token, doers: Sequence[ActorRef]) -> str:
    """What a bombing is: from the air where an article tells of aircraft, or a state does it."""
    forms = set(syntax.lower_words(trigger.doc, 0, len(trigger.doc)))
    if any(ref.id for ref in doers) or not forms.isdisjoint(AIRCRAFT):
        return "airstrike"
    of = (syntax.case_of(child) == "of" for child in syntax.children(trigger, "nmod"))
    return "attack" if syntax.is_verb(trigger) or any(of) else "ied"


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
        word.pos_ == "PROPN" or human(word) or word.lower_ in SOMEBODY or name_alone(word)
        for word in named
    )


def _countries(mentions: Sequence[Mention]) -> list[str]:
    """The countries that an article is about: those of a fair share of what it mentions."""
    named = Counter(m.place.country for m in mentions if m.place and m.place.country)
    return [country for country, count in named.items() if count >= _FAIR * named.total()]


def _claims(
    trigger: Token,
    event_type: str,
    article: Article,
    mentions: Sequence[Mention],
    actors: ActorTable,
    participants: Participants,
) -> Iterator[Claim]:
    sentence = trigger.sent
    family = event_types()[event_type].family
    modality, cue = modality_of(trigger)
    polarity, denial = polarity_of(trigger)
    doers, done_to = participants.of(trigger, event_type, family)
    if syntax.lemma(trigger) == "want" and not any(ref.id for ref in doers):
        return  # what farmers want of their children is no demand
    if event_type in _OF_SOMEBODY and not (
        doers
        or _is_named(trigger, event_type)
        or (family != "statement" and is_particular(trigger, event_type))
    ):
        return
    by_hand = syntax.lemma(trigger) in _BOMBING and _on_foot(doers, actors)
    if event_type == "airstrike" and by_hand:
        event_type = "ied"
    if event_type == "airstrike" and syntax.lemma(trigger) in _BOMBING:
        event_type = _bombing(trigger, doers)
    killed, others = figures_of(
        sentence,
        trigger,
        counts=family in _LASTING,
        deadly=event_type in _DEADLY,
        violent=family == "violence",
    )
    when = when_of(sentence, trigger, article.published, future=modality in AHEAD)
    segment = article.segment_at(trigger.idx)
    if modality == "occurred" and _to_come(when, article):
        modality, cue = "planned", when.text
    elif (
        modality == "occurred"
        and family in _LASTING
        and segment == "body"
        and _goes_on(trigger, event_type)
    ):
        modality, cue = "ongoing", trigger.text
    said = attribution_of(trigger, sentence, actors)
    start, end = _trimmed(article.text, sentence.start_char, sentence.end_char)
    claim = Claim(
        id="",
        type=event_type,
        trigger=_span(trigger, article.text),
        sentence=Span(start=start, end=end, text=article.text[start:end]),
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
    heard = [m for m in mentions if said is None or not said.start <= m.start < said.end]
    yield from _at_each(claim, where_of(trigger, event_type, sentence, heard))
    if family == "control":
        yield from one_by_one(claim, trigger, heard, article.published)


def _at_each(claim: Claim, places: Sequence[Where]) -> Iterator[Claim]:
    """The claim once for each place; its count is of all together, so the first alone has it."""
    for number, where in enumerate(places):
        placed = replace(
            claim,
            place=where.mention.id if where.mention else None,
            place_reason=where.reason,
            place_score=where.score,
        )
        yield placed if not number else replace(placed, fatalities=Figure(), figures=())


def _to_come(when: When, article: Article) -> bool:
    """Whether the day told is after the article's own."""
    return bool(when.start and article.published and when.start > article.published)


def _goes_on(trigger: Token, event_type: str) -> bool:
    """Whether a deed is told in the present tense: "controls", "carries out a cleansing"."""
    if event_type in _AT_ONCE:
        return False
    carrying = None if syntax.is_verb(trigger) else syntax.carrier(trigger)
    if carrying is not None and syntax.lemma(carrying) in WAGING:
        return carrying.tag_ == "VBZ" and not syntax.auxiliaries(carrying)
    plural = trigger.tag_ == "VBP" and trigger.lower_ not in _PAST_ALIKE
    finite = trigger.tag_ == "VBZ" or (plural and trigger.dep_ != "xcomp")
    told = finite and syntax.is_verb(trigger)
    return told and not any(c.dep_ in ("aux", "mark") for c in trigger.children)


def _span(trigger: Token, text: str) -> Span:
    start, end = written_from(trigger), trigger.idx + len(trigger.text)
    return Span(start=start, end=end, text=text[start:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence without white space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
