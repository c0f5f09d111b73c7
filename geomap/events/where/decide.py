"""Where it happened: which mentions of the sentence a trigger took place at, or none.

Each candidate gets a probability from what the parse says of it (`geomap.events.where.model`).
Whatever the learnt weights say, a dateline and a speaker's place are no place of a deed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns import verbs
from geomap.events.patterns.ground import GROUND
from geomap.events.patterns.people import PEOPLE
from geomap.events.what.triggers import lemma_type
from geomap.events.what.vocabulary import event_types, takes
from geomap.events.where.doubts import THERE, doubt_of, of_another, origin, shared_by, weakly_known
from geomap.events.where.exact import most_exact, part_named, phrase_case
from geomap.events.where.lists import ground_of, listed
from geomap.events.where.model import chances
from geomap.events.where.scene import Candidate, Scene
from geomap.events.where.ties import described, spoke_there, tie
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from geomap.events.where.exact import Found
    from geomap.model import Mention

#: Least probability at which a mention is where an event happened.
THRESHOLD = 0.36
#: What a place of a noun can reach that the deed has no tie to, and by how much less the odds of
#: a verb's are: of 1.6, 2.7 and no more than the cap the best when other articles were learnt from.
_CAP, _LESS = 0.3, 1.6
#: Longest stretch between a nation and the deed that it did with others, in words.
_PHRASE = 7
#: Least probability of a place that a preposition ties to the verb itself: "killed ten in Borno".
_HARDLY, _PLAINLY = 0.25, frozenset({"in", "at", "near"})
#: Relations that make a line of two places, and the prepositions of what is done there.
_LINES, _ALONG = frozenset({"border", "between"}), frozenset({"on", "along", "at", "near"})
#: Least probability of a name whose role is another than that of a place.
_EVEN = 0.5
#: Least probability of a doubtful name: 0.36 finds more, 0.5 errs less, none is better.
_DOUBTFUL = 0.4
#: Names of a sentence that are weighed: the nearest. Only tables without full stops have more.
_MOST = 40
#: What a movement's own goal or start reaches at least.
_TIED = 0.6
#: Deeds of those who leave the place that they come from.
_LEAVING = frozenset({"displacement", "withdrawal", "deployment"})
_FROM = frozenset({"from", "out"})
#: What stands before a name that is a part of, or one of, what another noun tells.
_NAMED = frozenset({"", "of", "including", "such"})
#: Tags of verbs that open a statement of their own.
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_TO = frozenset({"to", "into", "towards", "toward", "across"})
ROLES = frozenset({"literal", "unknown"})


@dataclass(frozen=True, slots=True)
class Where:
    """One decision, its score and its reason."""

    mention: Mention | None
    score: float | None
    reason: str


_NO_NAME = Where(None, None, "no-place-in-sentence")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The names of a sentence beside the deed, or beside the verb that the deed is part of."""

    scene: Scene
    scored: list[Found]
    placed: list[Found]


def where_of(
    trigger: Token, event_type: str | None, sentence: Span, mentions: Sequence[Mention]
) -> list[Where]:
    """The mentions of the sentence where the trigger's event happened; one "none" for none.

    Several where the text lists them ("in Hama and Idlib"), in text order. A verb without a type
    is asked what holds for all.
    """
    if not trigger.doc.has_annotation("DEP"):
        every = candidates(trigger, sentence, mentions)
        return [_nearest(trigger, every) if every else _NO_NAME]
    weighed = weigh(trigger, event_type, sentence, mentions)
    if weighed.placed:
        return [Where(one.mention, score, how) for score, how, one in weighed.placed]
    if not weighed.scored:
        return [_NO_NAME]
    score, how, _one = max(weighed.scored, key=lambda found: found[0])
    return [Where(None, score, f"rejected-{how}")]


def weigh(
    trigger: Token, event_type: str | None, sentence: Span, mentions: Sequence[Mention]
) -> Weighed:
    """How likely each name of a parsed sentence is the place, by `where_of` and to explain it."""
    scene, learnt = _likely(trigger, candidates(trigger, sentence, mentions))
    if not scene.every:
        return Weighed(scene, [], [])
    main = _main_verb(trigger, scene.every, learnt)
    if main is not None:
        shared = weigh(main, event_type, sentence, mentions)
        if shared.placed:
            return shared
    placed = any(phrase_case(one.head) in THERE for one in scene.every)
    harmed = syntax.lemma(trigger) in verbs.HARM
    scored = [
        (min(chance, _CAP), "where-it-came-from", one)
        if (placed or harmed) and event_type not in _LEAVING and origin(one)
        else (*_score(trigger, event_type, one, chance), one)
        for one, chance in zip(scene.every, learnt, strict=True)
    ]
    return Weighed(scene, scored, most_exact(trigger, _with_lists(_apart(scored))))


def _apart(scored: list[Found]) -> list[Found]:
    """As in "struck Sweida and stormed villages to the north of it": the second was not in it."""
    beside = {
        one.mention.place.id
        for score, _how, one in scored
        if one.points_back and one.mention.place and score >= THRESHOLD
    }
    return [
        found for found in scored
        if found[1] != "in-other-clause" or found[2].points_back or not found[2].mention.place
        or found[2].mention.place.id not in beside
    ]  # fmt: skip


def _likely(trigger: Token, every: Sequence[Candidate]) -> tuple[Scene, Sequence[float]]:
    """The names with their chances, beside doubtful ones only where these are likely."""
    scene = Scene(trigger, every)
    learnt = chances(scene)
    kept = [
        one
        for one, chance in zip(every, learnt, strict=True)
        if chance >= _DOUBTFUL or not one.doubtful
    ]
    return (scene, learnt) if len(kept) == len(every) else _likely(trigger, kept)


def _with_lists(scored: list[Found]) -> list[Found]:
    """The likely places, the further names of their lists and of their parts, in text order."""
    likely = [found for found in scored if found[0] >= THRESHOLD]
    every: list[Found] = []
    for found in scored:
        with_it = next((one for one in likely if listed(one[2], found[2])), None)
        of_it = next((one for one in likely if part_named(one[2], found[2])), None)
        if found[0] >= THRESHOLD:
            every.append(found)
        elif with_it is not None:
            every.append((with_it[0], "listed-with-place", found[2]))
        elif of_it is not None:
            every.append((of_it[0], of_it[1], found[2]))
    return every


def _main_verb(trigger: Token, every: Sequence[Candidate], learnt: Sequence[float]) -> Token | None:
    """The verb that a participle's deed is part of: "struck" of "struck the base, killing ten"."""
    shared = shared_by(trigger) or _told_in(trigger)
    if shared is not None:
        return shared
    above = trigger.head
    own = any(
        _governing(one.head) == trigger or chance >= THRESHOLD
        for one, chance in zip(every, learnt, strict=True)
        if one.mention.role in ROLES and trigger.is_ancestor(one.head)
    )
    if trigger.tag_ != "VBG" or own:
        return None
    before = syntax.told_behind(trigger.head if trigger.dep_ == "conj" else trigger)
    if before is not None:
        return before if syntax.lemma(before) not in SAYING else None
    if trigger.dep_ == "advcl" and syntax.is_verb(above) and not syntax.marks(trigger):
        return above if syntax.lemma(above) not in SAYING else None
    misread = [t for t in above.children if syntax.misread(t)] if trigger.dep_ == "acl" else []
    return misread[0] if misread else None


def _told_in(verb: Token) -> Token | None:
    """The deed of "an attack in Homs in which ten died"."""
    inside = any(
        c.lower_ == "which" and syntax.case_of(c) in ("in", "during") for c in verb.children
    )
    told = syntax.climb(verb.head, 3) if verb.dep_ == "acl:relcl" and inside else ()
    return next((noun for noun in told if lemma_type(noun) is not None), None)


def _governing(noun: Token) -> Token:
    """The nearest verb above a noun; the top of the sentence where there is none."""
    return next((above for above in noun.ancestors if syntax.is_verb(above)), noun.sent.root)


def _phrase_head(one: Candidate) -> Token:
    """The head of the phrase that a name stands in: "string" of "a string of towns such as X"."""
    token = one.head
    while syntax.case_of(token) in _NAMED and token.dep_ in ("compound", "conj", "flat", "nmod"):
        token = token.head
    return token


def _left(verb: Token, ground: Token) -> bool:
    """As in "drove rebels from the town": whom one drives away was there."""
    hung = ground.head == verb or ground.head in syntax.children(verb, "obj")
    return hung and syntax.case_of(ground) in _FROM


def _goes(event_type: str | None, one: Candidate) -> bool:
    """Whether a place is where a movement goes, or what it leaves; "into" always goes there."""
    case = syntax.case_of(_phrase_head(one))
    return case == "into" or case in {
        "withdrawal": _FROM,
        "deployment": _TO,
        "displacement": _FROM | _TO,
    }.get(event_type or "", frozenset())


def candidates(trigger: Token, sentence: Span, mentions: Sequence[Mention]) -> list[Candidate]:
    """The mentions of a sentence that may be where something happened."""
    found, first, last = [], sentence.start_char, sentence.end_char
    for mention in mentions:
        inside = first <= mention.start < last
        if inside and mention.role_cue != "dateline" and mention.status != "filtered":
            span = trigger.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or _nation_of(trigger, span, mention):
                continue
            found.append(Candidate(mention, span, span.root))
    if len(found) > _MOST:  # each is weighed beside all others
        nearest = sorted(found, key=lambda one: abs(one.head.i - trigger.i))[:_MOST]
        found = sorted(nearest, key=lambda one: one.span.start)
    return found


def _nation_of(trigger: Token, span: Span, mention: Mention) -> bool:
    """As in "US, British and French strikes": a listed nation is whose deed it is."""
    country = mention.place is not None and mention.place.kind == "country"
    country = country and not syntax.case_of(span.root)  # not "In Syria, Russian strikes"
    if not country or syntax.is_verb(trigger) or not span.end <= trigger.i <= span.end + _PHRASE:
        return False
    between = trigger.doc[span.end : trigger.i]
    listed = len(between) > 0 and between[0].text in (",", "and", "/", "-")
    return listed and all(t.pos_ in ("ADJ", "PROPN", "PUNCT", "CCONJ", "SYM") for t in between)


def _score(
    trigger: Token, event_type: str | None, one: Candidate, learnt: float
) -> tuple[float, str]:
    """How likely a candidate is the place, and its tie to the deed in a word.

    The weights were learnt on verbs; a place of the noun of a deed hangs on it or its carrier.
    """
    stands_for = one.mention.role not in ROLES
    if stands_for and (learnt < _EVEN or not syntax.is_verb(trigger)):
        return 0.0, "stands-for-others"
    if described(trigger, one):
        return max(learnt, _TIED), "attached-to-trigger"
    how = tie(trigger, one)
    talked = takes(event_type, "on-topic") and event_type != "ceasefire"
    spoken = talked or _is_statement(event_type)
    if spoken and spoke_there(trigger, one):
        return max(learnt, _TIED), "attached-to-trigger"
    doubt = doubt_of(trigger, event_type, one, how, spoken=spoken)
    if doubt is not None:
        return min(learnt, _CAP), doubt
    if of_another(trigger, one):
        capped = spoken or weakly_known(one)
        return min(learnt, _CAP) if capped else _doubted(trigger, learnt), "of-another-deed"
    if syntax.is_verb(trigger):
        if how == "attached-to-trigger" and _goes(event_type, one):
            return max(learnt, _TIED), how
        if syntax.lemma(trigger) in verbs.DRIVING and _left(trigger, _phrase_head(one)):
            return max(learnt, _TIED), how
        there = _right_there(trigger, one, learnt)
        return (max(learnt, THRESHOLD) if there else learnt), how
    tied = {"attached-to-trigger": 0.85, "in-same-clause": 0.6}.get(how, 0.0)
    before = one.points_back and one.head.i < trigger.i  # told of a deed in front of it
    if before or (not tied and lemma_type(trigger) is not None):
        return min(learnt, _CAP), how
    return max(tied, learnt), how  # a verb that the parse reads as a noun, or a noun with its place


def _right_there(verb: Token, one: Candidate, learnt: float) -> bool:
    """As in "killed ten in Borno", "in the town of Gwoza", "Hama was hit"."""
    noun, relation = ground_of(one.head), one.mention.relation
    if one.points_back:
        return _last_told(verb, one)
    if relation is not None and relation.kind == "near" and _on_ground_beside(verb, one.head):
        return True
    if relation is not None and relation.kind in _LINES and one.head.dep_ == "nmod":
        line = one.head.head
        return verb in (line.head, line.head.head) and syntax.case_of(line) in _ALONG
    holder = noun.head
    people = holder.dep_ == "obj" and syntax.lemma(holder) in PEOPLE
    if noun.dep_ == "nmod" and (people or holder.dep_ == "obl:agent"):
        holder = holder.head  # "killed ten soldiers in Homs", "was killed by the army in Homs"
    there = noun.dep_ in ("obl", "nmod") and syntax.case_of(noun) in _PLAINLY
    struck = noun == one.head and noun.dep_ == "nsubj:pass"
    return (there or struck) and holder == verb and learnt >= _HARDLY


def _last_told(verb: Token, one: Candidate) -> bool:
    """Whether no other deed is told between a verb, or the one it is joined to, and a name."""
    first = verb
    if verb.i > one.head.i and verb.dep_ == "conj" and not syntax.subjects(verb):
        first = verb.head  # "hit a convoy south of the town and killed two"
    between = verb.doc[first.i + 1 : one.span.start]
    told = any(token.tag_ in _FINITE for token in between)
    return first.i < one.span.start and syntax.is_verb(first) and not told


def _on_ground_beside(verb: Token, name: Token) -> bool:
    """As in "bombed the road south of Saraqib": nothing but ground between deed and name."""
    way = [name, *name.ancestors]
    below = way[1 : way.index(verb)] if verb in way else []
    ground = all(syntax.lemma(one) in GROUND for one in below)
    return bool(below) and ground and below[-1].dep_ in ("obj", "nsubj:pass", "advmod")


def _is_statement(event_type: str | None) -> bool:
    return event_type is not None and event_types()[event_type].family == "statement"


def _doubted(trigger: Token, learnt: float) -> float:
    """A chance with less odds for a verb's place, which the weights were learnt on; else a cap."""
    if not syntax.is_verb(trigger):
        return min(learnt, _CAP)
    return learnt / (learnt + (1 - learnt) * _LESS)


def _nearest(trigger: Token, every: Sequence[Candidate]) -> Where:
    one = min(every, key=lambda c: abs(c.head.i - trigger.i))
    score = 1 / (1 + abs(one.head.i - trigger.i) / 8)
    found = one.mention if score >= THRESHOLD else None
    return Where(found, score, "nearest-in-sentence")
