"""The place that a text tells once and means again: "the raid", "the province", "there".

A deed without a place of its own takes one from what was told shortly before, with a lower
score, where a reader would: when it is named again as the one just told, when its own words
point back at a place, or when it is a part of a deed that has one. Another raid is another,
and where the place told last is not the one that the article tells most of, none is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.patterns import ground, verbs
from geomap.events.what.vocabulary import are_kin, event_types
from geomap.language.lemmas import plain_forms
from geomap.model import AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import ActorRef, Claim, Mention

#: Kinds of one deed that a text tells ahead and names again.
_ASSAULTS = frozenset({"ground_assault", "attack", "territory_captured"})
_NAMED_AGAIN = frozenset(
    "offensive assault invasion attack operation campaign onslaught incursion battle".split()
)
#: What an assault leads to, which is not named again as "the assault".
_ENDS = frozenset({"defeat", "rout", "destruction", "elimination", "eliminate"})
_TALKING = frozenset({"meeting", "talks"})
#: What strikes, whoever's it is.
_ARMS = frozenset("warplane jet plane aircraft helicopter drone artillery tank gunboat".split())
_SPOKEN = frozenset({"threat", "warning"})
#: How sure a place told before is, and one that only the words point back at.
_RETOLD = 0.5
_MEANT = 0.4
#: How far back "the raid" and "the town" reach, characters.
_REACH = 600
#: Families of what happens at a place; what is said has no place but the speaker's.
_PLACED = frozenset({"violence", "control", "movement", "humanitarian", "civil"})
_IN = frozenset({"in", "by", "during", "amid", "under", "due"})
#: What happens to people "in" any deed: "captured in fighting".
_TO_PEOPLE = verbs.HARM | verbs.TAKING


def with_places_told(
    claims: Sequence[Claim], doc: Doc, mentions: Sequence[Mention], actors: ActorTable
) -> Iterator[Claim]:
    """The claims of an article, those without a place at the one that the text told before.

    Args:
        claims: in text order.
        doc: the article's text through the pipeline.
        mentions: its resolved mentions, in text order.
        actors: the actor table.
    """
    made: list[Claim] = []
    for one in claims:
        claim = _as_called(_by_the_same(one, made, doc), made, doc)
        made.append(claim if claim.place else _retold(claim, made, doc, mentions))
    for claim in made:
        told = claim if claim.place else _as_part(claim, made, doc)
        yield told if told.place else _at_home(told, mentions, actors)


def _at_home(claim: Claim, mentions: Sequence[Mention], actors: ActorTable) -> Claim:
    """As in "the army has retaken most of the ground from rebels": in its own country.

    Where a state takes ground from another, or a place is named beside it, none is taken.
    """
    if claim.type != "territory_captured" or not claim.actors:
        return claim
    known = [actors.by_id(ref.id) for ref in (*claim.actors, *claim.targets) if ref.id]
    states = {one.country for one in known if one and one.kind != "armed_group"}
    near = [m for m in mentions if m.drawn and claim.sentence.start <= m.start < claim.sentence.end]
    lands = (m for m in mentions if m.role == "literal" and m.place and m.place.kind == "country")
    home = [m for m in lands if m.place and m.place.country in states]
    if near or len(states) != 1 or not home:
        return claim
    last = next((m for m in reversed(home) if m.start < claim.trigger.start), home[0])
    return replace(claim, place=last.id, place_reason="the-place-meant", place_score=_MEANT)


def _as_called(claim: Claim, before: Sequence[Claim], doc: Doc) -> Claim:
    """As in "Jets bombed the town. The raids went on": raids from the air, as told before."""
    called = ground.CALLED["raid"] if syntax.lemma(_token(claim, doc)) == "raid" else frozenset()
    if claim.type != "ground_assault" or not called or not _named_again(_token(claim, doc)):
        return claim
    earlier = (one for one in reversed(before) if one.type in called | {claim.type})
    last = next(earlier, claim)
    near = claim.trigger.start - last.trigger.start <= _REACH
    same = near and last.segment == claim.segment
    return replace(claim, type=last.type) if same else claim


def _named_again(noun: Token) -> bool:
    """Whether a noun points back at a deed, and says nothing of where it was: "the raid"."""
    words = {child.lower_ for child in noun.children}
    again = words & ground.POINTING and not words & ground.ANOTHER
    # "the raid on the base" says itself where it was
    return bool(again) and not any(syntax.case_of(c) for c in syntax.children(noun, "nmod"))


def _by_the_same(claim: Claim, before: Sequence[Claim], doc: Doc) -> Claim:
    """As in "such threats": those last told of, of somebody named here or of the same kind."""
    if claim.actors or claim.type not in _SPOKEN:
        return claim
    if not any(child.lower_ == "such" for child in _token(claim, doc).children):
        return claim
    named = set(re.findall(r"\w+", claim.sentence.text))
    earlier = (one for one in reversed(before) if one.type in _SPOKEN and one.actors)
    last = min(
        earlier,
        key=lambda one: (one.actors[0].name.split()[-1] not in named, one.type != claim.type),
        default=None,
    )
    if last is None:
        return claim
    return replace(claim, actors=last.actors, modality=last.modality, modality_cue=None)


def _retold(claim: Claim, before: Sequence[Claim], doc: Doc, mentions: Sequence[Mention]) -> Claim:
    """The claim at a place told before; unchanged where none is meant."""
    trigger = _token(claim, doc)
    meant = _meant_ground(claim, trigger, before, mentions)
    if meant is not None:
        return replace(claim, place=meant.id, place_reason="the-place-meant", place_score=_MEANT)
    wide = {m.id for m in mentions if m.place and m.place.kind == "country"}
    known = [one for one in before if one.place not in wide]
    earlier, score = _as_planned_before(claim, trigger, known), _RETOLD
    if earlier is None and claim.type in _TALKING:
        earlier = _as_met_before(claim, before)
    if earlier is None:
        earlier, score = _the_same_deed(claim, trigger, before, mentions), _MEANT
    if earlier is None:
        return claim
    kind = claim.type if are_kin(earlier.type, claim.type) else earlier.type
    return replace(
        claim, type=kind, place=earlier.place, place_reason="as-told-before", place_score=score
    )


def _token(claim: Claim, doc: Doc) -> Token:
    span = doc.char_span(claim.trigger.start, claim.trigger.end, alignment_mode="expand")
    return doc[0] if span is None else span.root


def _as_planned_before(claim: Claim, trigger: Token, before: Sequence[Claim]) -> Claim | None:
    """The last deed to come of the same kind: an assault told ahead is named again and again."""
    silent = claim.type in _ASSAULTS and claim.modality in AHEAD
    if not silent or syntax.lemma(trigger) not in _NAMED_AGAIN:
        return None
    return next(
        (one for one in reversed(before)
         if one.place and one.type in _ASSAULTS and one.modality in AHEAD
         and one.segment == claim.segment
         and syntax.lemma(_token(one, trigger.doc)) not in _ENDS),
        None,
    )  # fmt: skip


def _as_met_before(claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """Talks named again without their place: those last told of with one of the same people."""
    people = {ref.id for ref in (*claim.actors, *claim.targets) if ref.id}
    for one in reversed(before):
        same = people & {ref.id for ref in (*one.actors, *one.targets)}
        ahead = (one.modality in AHEAD) == (claim.modality in AHEAD)
        if one.place and one.type in _TALKING and same and ahead and _same_days(one, claim):
            return one
    return None


def _same_days(one: Claim, claim: Claim) -> bool:
    """Whether the days of two claims may be the same; what is not dated may be any."""
    if claim.when.start is None or one.when.start is None:
        return claim.when.start is None or one.segment == claim.segment
    return bool(
        one.when.end and claim.when.end
        and one.when.start <= claim.when.end and claim.when.start <= one.when.end
    )  # fmt: skip


def _the_same_deed(
    claim: Claim, trigger: Token, before: Sequence[Claim], mentions: Sequence[Mention]
) -> Claim | None:
    """The deed just told, of which "the raid" and "these clashes" speak."""
    held = claim.type in _TALKING or event_types()[claim.type].family in _PLACED
    if syntax.is_verb(trigger) or not held:
        return None
    if not _named_again(trigger):
        return None
    ahead = claim.modality in AHEAD
    told = [
        one for one in before
        if one.place and one.segment in (claim.segment, "title") and _called_so(one, claim, trigger)
        and (one.modality in AHEAD) == ahead
        and syntax.lemma(_token(one, trigger.doc)) not in _ENDS
        # "took the plateau ... fled the fighting": there was more of it than there
        and (one.type != "territory_captured" or claim.type in _ASSAULTS)
    ]  # fmt: skip
    last = told[-1] if told else None
    if last is None:
        return None
    places = {m.id: m.place.id for m in mentions if m.place}
    often = Counter(places.get(one.place or "") for one in told)
    near = claim.trigger.start - last.trigger.start <= _REACH
    meant = near and often[places.get(last.place or "")] == max(often.values())
    return last if meant and _same_days(last, claim) and _same_side(last, claim) else None


def _called_so(one: Claim, claim: Claim, trigger: Token) -> bool:
    """Whether a deed told before may be what a noun names: an air strike is a raid, too."""
    called = ground.CALLED.get(syntax.lemma(trigger), frozenset())
    return are_kin(one.type, claim.type) or one.type in called


def _same_side(one: Claim, claim: Claim) -> bool:
    mine, theirs = ({ref.id or ref.name for ref in _sides(each)} for each in (claim, one))
    return not mine or not theirs or bool(mine & theirs)


def _sides(claim: Claim) -> list[ActorRef]:
    """The doers of a claim, without the arms that are anybody's: "warplanes"."""
    return [ref for ref in claim.actors if ref.id or not _is_arm(ref.name)]


def _is_arm(name: str) -> bool:
    last = name.lower().split()[-1]
    return not {last, *plain_forms(last)}.isdisjoint(_ARMS)


def _meant_ground(
    claim: Claim, trigger: Token, before: Sequence[Claim], mentions: Sequence[Mention]
) -> Mention | None:
    """The last place of a fitting kind before "the town", "the area" or "there".

    In the sentence itself it is one where a deed was told: a speaker may be anywhere. Where the
    report was written is none, nor is one named last, where no deed was told, of several.
    """
    if event_types()[claim.type].family not in _PLACED:
        return None
    told = {one.place for one in before if event_types()[one.type].family in _PLACED}
    for noun in _grounds(trigger):
        kinds = ground.KINDS_MEANT[syntax.lemma(noun)]
        if any(m.start <= word.idx < m.end for m in mentions for word in noun.subtree):
            continue
        fit = [
            m for m in mentions
            if m.drawn and m.place and m.place.kind in kinds and m.role_cue != "dateline"
            and (m.place.kind != "country" or m.place.precision == "country")
            and (m.end <= claim.sentence.start or (m.end <= noun.idx and m.id in told))
        ]  # fmt: skip
        # The country is the one that the article is of, by its people and government as well.
        land = "country" in kinds and syntax.lemma(noun) == "country"
        named = mentions if land else fit
        often = Counter(m.place.id for m in named if m.place and m.place.kind in kinds)
        last = fit[-1] if fit else None
        if last is None or last.place is None or noun.idx - last.end > _REACH:
            continue
        near = {m.place.id for m in fit if m.place and m.id in told and noun.idx - m.end <= _REACH}
        if near and last.place.id not in near:
            continue
        most = [place for place, times in often.items() if times == max(often.values())]
        # "There" points at the place told last, however often the text names another.
        there = noun.lower_ == "there" and last.id in told
        if there or (last.place.id in most and not (land and len(most) > 1)):
            return last
    return None


def _grounds(trigger: Token) -> Iterator[Token]:
    """Nouns of ground without a name, and "there", that say where a deed was."""
    for word in clauses.same_clause(trigger):
        # "Rebels attacked soldiers in the province": the deed was there, not only the soldiers.
        done = [child for noun in syntax.children(word, "obj") for child in noun.children]
        for child in (*word.children, *done):
            if child.lower_ == "there" and child.dep_ == "advmod":
                yield child
            words = [c.lower_ for c in child.children]
            pointing = any(word in ground.POINTING for word in words)
            pointing &= not any(word.endswith("ern") for word in words)  # "the eastern region"
            holds = child.dep_ in ("obl", "nmod", "obj") and syntax.case_of(child) != "for"
            one = child.lower_ != "countries"
            if holds and pointing and one and syntax.lemma(child) in ground.KINDS_MEANT:
                yield child


def _end(word: Token) -> int:
    return word.idx + len(word.text)


def _beside(deed: Token) -> set[int]:
    """As in "the raids took place amid shelling": where what is told with it was."""
    amid = deed.dep_ == "obl" and syntax.case_of(deed) in ("amid", "amidst")
    return {_end(subject) for subject in syntax.subjects(deed.head)} if amid else set()


def _at_once(deed: Token) -> list[Token]:
    """The deed of the main clause, where this one is told "when" it was: both are there."""
    told = deed if syntax.is_verb(deed) else syntax.happening(deed) or deed
    first = [told.head] if told in syntax.joined_with(told.head) else []  # "shot and killed"
    return [*first, *(verb for verb in clauses.at_that_time(told) if verb.i < told.i)]


def _as_part(claim: Claim, claims: Sequence[Claim], doc: Doc) -> Claim:
    """As in "ten were killed in the strike", "the strike killed ten in Hama": both are there."""
    trigger = _token(claim, doc)
    within = [c for c in syntax.children(trigger, "obl", "obl:agent", "advcl")
              if syntax.case_of(c) in _IN or "in" in syntax.marks(c)]  # fmt: skip
    taken = syntax.lemma(trigger) in _TO_PEOPLE
    around = {_end(c) for c in within} if taken else set()
    # "Ten were killed when fighting erupted"
    around |= {_end(one) for one in _at_once(trigger)}
    whole = {_end(c) for c in within}
    whole |= {_end(c) for c in syntax.subjects(trigger)}
    if trigger.dep_ == "acl:relcl" and syntax.subjects(trigger):
        # "strikes in Homs that killed ten", "a series of strikes that killed ten"
        whole |= {_end(word) for word in (trigger.head, *syntax.children(trigger.head, "nmod"))}
    top = syntax.whole(trigger)
    if not syntax.is_verb(trigger) and trigger.pos_ != "ADJ":
        whole = {_end(top.head)} if top.dep_ in syntax.SUBJECTS else set()
        # "a strike that killed ten in Homs"
        told = (c for c in syntax.children(top, "acl:relcl") if syntax.lemma(c) in verbs.HARM)
        whole |= {_end(c) for c in told}
    beside = _beside(top)
    for one in claims:
        part = one.trigger.end in whole and are_kin(one.type, claim.type)
        part = part or one.trigger.end in around
        if one.place and (part or one.trigger.end in beside):
            return replace(
                claim, place=one.place, place_reason="part-of-deed", place_score=one.place_score
            )
    return claim
