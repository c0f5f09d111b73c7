"""What a sentence says around one place name: the only thing the role rules look at.

A `Frame` is a handful of strings, so the rules stay readable and do not care whether a
parser or a window of words filled it. `parsed_frame` reads Universal Dependencies labels;
`window_frame` makes do with the words on both sides, for pipelines without a parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from geomap.language import text_of
from geomap.language.lemmas import plain_forms
from geomap.mentions.beside import (
    agency,
    before,
    company,
    inside_a_name,
    joined,
    neighbours,
    noun_of_a_pair,
    runs_on,
    stance,
)
from geomap.mentions.clauses import (
    after_fronted_phrase,
    case,
    first_of_the_list,
    last_of_compound,
    lasting,
    lemma,
    next_verb,
    noun_before_preposition,
    noun_of_the_list,
    office,
    person_in_office,
    put_on,
    told_one_by_one,
    verb_ahead,
)
from geomap.mentions.patterns import acts, grammar, things

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Span, Token

_T = TypeVar("_T")
#: A text is a page of sports with so many words of games, one in so many.
_SPORTS_PAGE, _EVERY = 6, 50
#: Results of games.
_RESULT = re.compile(
    r"\b(?:beat|beaten|won|win|lost|lose|drew|draw|held|thrashed|defeated|edged|led|victory|defeat"
    r"|loss)\b[^.\n]{0,60}?(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])"
)

#: Words to either side of a name among which a game is looked for.
_AROUND = 60
#: Names joined by "and" or a comma share the place of the first one in the sentence.
_SHARED = frozenset({"conj", "appos", "flat", "nmod:unmarked", "list", "goeswith", "dep"})
_LISTED = frozenset({"conj", "appos", "list", "dep"})
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "PRON", "X", "NUM"})
_LONGEST_LIST = 12
_MODIFIER = frozenset({"compound", "amod", "nmod:desc", "nummod", "det", "nmod:unmarked"})
_POSITIONS = {
    "nsubj": "subject", "nsubj:outer": "subject", "csubj": "subject",
    "nsubj:pass": "passive", "csubj:pass": "passive",
    "obj": "object", "iobj": "object", "obl:agent": "agent",
    "obl": "oblique", "obl:unmarked": "oblique", "obl:tmod": "oblique", "advmod": "oblique",
    "nmod": "nominal", "nmod:poss": "possessor",
    "dobj": "object", "pobj": "oblique", "poss": "possessor", "nsubjpass": "passive",
}  # fmt: skip


_COMPLEMENTS = frozenset({"obj", "dobj", "xcomp", "attr"})
#: What stands behind "be" where that is the head.
_PREDICATE = frozenset({"attr", "acomp"})
_PAST = frozenset({"VBD", "VBN"})
_VERBAL = frozenset({"VERB", "AUX"})
_HELPERS = frozenset({"aux", "cop", "aux:pass"})
#: Endings of English words, and what their lemma has instead; the longest first.
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""),
    ("s", ""), ("men", "man"),
)  # fmt: skip
_KNOWN = things.ANY.union(*acts.ALL.values())
_OTHER_PREPOSITIONS = frozenset({"to", "from", "of", "on", "for", "with", "between", "over"})
_MODIFIED = things.GROUND | things.HAPPENING | things.INSTITUTION | things.DOING | things.SPORT
#: Verbs behind a name that only somebody is the subject of, where nothing is parsed.
_OF_SOMEBODY = acts.SAY | {"has", "have", "want"}
_PREPOSITIONS = grammar.LOCATIVE | grammar.PARTISAN | _OTHER_PREPOSITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a name stands in its sentence; every word is lower case, lemmas where known."""

    name: str
    """The name as written."""
    kind: str = ""
    """Coarse kind: country, capital, admin, city, other, or "" when unknown."""
    position: str = "loose"
    """subject, passive, object, agent, oblique, nominal, possessor, modifier, loose."""
    prep: str = ""
    """Preposition that governs the name ("in", "against"), or ""."""
    verb: str = ""
    """Lemma of the verb (or copular predicate) the name hangs on."""
    object: str = ""
    """Lemma of what the verb is done to ("debut" in "made his debut for Chile"), or ""."""
    noun: str = ""
    """Lemma of the noun the name modifies, possesses or completes."""
    noun_proper: bool = False
    """Whether that noun is itself a proper name ("Iran's Zarif")."""
    runs_on: bool = False
    """Whether the next word is a capitalised one that the name modifies ("Boston Dynamics")."""
    plural_noun: bool = False
    """Whether that noun is in the plural ("the states of Mexico")."""
    under: bool = False
    """Whether the name is "under" what `verb` says ("Bamako is under siege")."""
    joined: str = ""
    """What stands directly behind a hyphen or slash ("backed" in "US-backed")."""
    previous: str = ""
    """Word before the name on its line, or ""."""
    following: str = ""
    """Word after the name on its line, or ""."""
    line_start: bool = False
    line_end: bool = False
    demonym: bool = False
    """Whether the word is an adjective or a people ("Syrian", "Russians")."""
    copular: bool = False
    """Whether `verb` is a predicate joined by "be" ("Syria is a country")."""
    plural: bool = False
    """Whether a name in the singular has a verb in the plural ("England were out")."""
    sport: bool = False
    """Whether the sentence is about a game."""
    stance: str = ""
    """What a hyphen joins to the front of the name ("anti" in "anti-Russia")."""
    paired: bool = False
    """Whether a hyphen or slash joins it to a second name: "US-China trade"."""
    tells: bool = False
    """Whether its verb has a clause for its content ("reported that it had lost ground")."""
    struck: bool = False
    """Whether its verb strikes, in the past and without an object: "Orikhiv shelled"."""
    company: bool = False
    """Whether it is listed with a person or a body: "Assad, Russia and Iran"."""
    agency: bool = False
    """Whether the acronym of a body stands right before the name ("UNHCR Libya")."""


def make_frame(span: Span, *, kind: str = "", demonym: bool = False) -> Frame:
    """The frame of `span`, from the parse where the pipeline has one, else from its words."""
    if _has(span.doc, "DEP"):
        return parsed_frame(span, kind=kind, demonym=demonym)
    return window_frame(span, kind=kind, demonym=demonym)


def parsed_frame(span: Span, *, kind: str = "", demonym: bool = False) -> Frame:
    """Frame of `span` in a `Doc` parsed with Universal Dependencies labels."""
    position, preposition, anchor, head = _standing(span)
    verb = noun = ""
    proper, done = False, None
    if position in {"possessor", "modifier", "nominal"} or (position == "loose" and anchor != head):
        head = put_on(head) if preposition == "on" else last_of_compound(head)
        noun, proper = lemma(office(head)), head.pos_ == "PROPN"
        verb = _verb_above(head)
    elif anchor != head:
        head = lasting(head) if position == "subject" else head
        verb = lemma(head)
        done = next((child for child in head.children if child.dep_ in _COMPLEMENTS), None)
        noun = noun_before_preposition(span, anchor) if verb not in acts.MOVE else ""
    copular = _copular(head)
    if copular and not noun:
        noun = next((lemma(child) for child in head.children if child.dep_ == "nsubj"), "")
    if position == "loose" and _copular(anchor) and anchor.dep_ == "advcl":
        copular, noun = True, ""  # "if it's Syria, we will act": "it" is whoever did it
    previous, following = neighbours(span)
    return Frame(
        name=span.text, kind=kind, position=position, prep=preposition, verb=verb, noun=noun,
        object=lemma(done) if done is not None else "",
        noun_proper=proper,
        runs_on=inside_a_name(span) or (position == "modifier" and runs_on(span, head)),
        plural_noun=head.tag_ == "NNS", under=copular and case(head) == "under",
        joined=joined(span), stance=stance(span),
        paired=noun_of_a_pair(span) is not None, previous=previous,
        following=following, line_start=not previous, line_end=not following, demonym=demonym,
        copular=copular,
        plural=position in {"subject", "passive"} and _plural_verb(anchor), sport=_sport(span),
        agency=agency(span), company=company(span),
        tells=position == "subject" and any(child.dep_ == "ccomp" for child in head.rights),
        struck=done is None and head.tag_ in _PAST and verb in acts.STRUCK,
    )  # fmt: skip


def _standing(span: Span) -> tuple[str, str, Token, Token]:
    """Position and preposition of a name, the token whose place it shares, and what that is on."""
    anchor, preposition = _anchor(span)
    position, head = _governed(anchor)
    if position == "loose" and after_fronted_phrase(anchor) and next_verb(anchor) is not None:
        position, head = "subject", next_verb(anchor) or head
    lost = position == "loose" and not preposition
    misread = verb_ahead(span) if lost else None
    if misread is not None:
        position, preposition, head = "subject", "", misread
    modified = noun_of_a_pair(span)
    if _marked_possessive(span):
        return "possessor", preposition, anchor, head
    if modified is not None:
        return "modifier", preposition, anchor, modified
    if anchor.dep_ in _MODIFIER and head.i > anchor.i and head.text != "#":
        return "modifier", preposition, anchor, person_in_office(span, head)
    first = None if preposition or misread is not None else first_of_the_list(span)
    if first is not None:
        anchor, preposition = first
        head = anchor.head
        position = "nominal" if head.pos_ in ("NOUN", "PROPN") else "oblique"
    modified = noun_of_the_list(span)
    if modified is not None:
        return "modifier", "", anchor, modified
    told = told_one_by_one(span) if not preposition else None
    if told is None and position == "loose" and not preposition and anchor.i == head.i + 1:
        position = "object" if head.pos_ == "VERB" else position  # read as an apposition
    if told is not None:
        return ("subject" if told.pos_ == "VERB" else "loose"), preposition, span.root, told
    return position, preposition, anchor, head


def _copular(token: Token) -> bool:
    return token.dep_ in _PREDICATE or any(child.dep_ == "cop" for child in token.children)


def window_frame(span: Span, *, kind: str = "", demonym: bool = False) -> Frame:
    """Frame of `span` from the words on both sides, for pipelines without a parser."""
    previous, following = neighbours(span)
    word = previous if previous != "the" else before(span, 2)
    preposition = word if word in _PREPOSITIONS else ""
    position, noun, verb = "loose", "", ""
    if _marked_possessive(span):
        after = span.end + 1
        position = "possessor"
        noun = str(span.doc[after].lower_) if after < len(span.doc) else ""
    elif following in _MODIFIED:
        position, noun = "modifier", following
    elif preposition:
        position = "oblique"
    elif not _OF_SOMEBODY.isdisjoint((following, *plain_forms(following))):
        position, verb = "subject", "say"
    return Frame(
        name=span.text, kind=kind, position=position, prep=preposition, verb=verb, noun=noun,
        joined=joined(span), previous=previous, following=following,
        line_start=not previous, line_end=not following, demonym=demonym, sport=_sport(span),
        agency=agency(span),
    )  # fmt: skip


def _plural_verb(anchor: Token) -> bool:
    """Whether a lone name is the subject of "are", "were" or "have"."""
    if any(child.dep_ in ("conj", "cc") for child in anchor.children) or anchor.lower_[-1:] == "s":
        return False
    verbs = [anchor.head, *(child for child in anchor.head.children if child.dep_ in _HELPERS)]
    return any(verb.lower_ in ("are", "were", "have") for verb in verbs)


def _sport(span: Span) -> bool:
    games = _kept(span.doc, "geomap_games", _games)
    if len(games) >= max(_SPORTS_PAGE, len(span.doc) // _EVERY):
        return True
    # A table without full stops is one sentence, and every name of it asks.
    first, last = span.start - _AROUND, span.end + _AROUND
    near = [at for at in games if first <= at < last]
    if not near or not _has(span.doc, "SENT_START"):
        return bool(near)
    sentence = span.sent
    return any(sentence.start <= at < sentence.end for at in near)


def _games(doc: Doc) -> list[int]:
    """Tokens that are words of games, or the first of a result: "beat England 2-1"."""
    games = _numbers_of_games()
    found = (
        doc.char_span(*one.span(), alignment_mode="expand")
        for one in _RESULT.finditer(text_of(doc))
    )
    return [span.start for span in found if span is not None] + [
        at for at, word in enumerate(doc.to_array("LOWER").tolist()) if word in games
    ]


@cache
def _numbers_of_games() -> frozenset[int]:
    from spacy.strings import get_string_id

    return frozenset(map(get_string_id, things.GAMES))


def _has(doc: Doc, attribute: str) -> bool:
    """Whether a pipeline wrote an attribute; spaCy looks through the tokens at every call."""
    return _kept(doc, f"geomap_has_{attribute}", lambda doc: doc.has_annotation(attribute))


def _kept(doc: Doc, name: str, ask: Callable[[Doc], _T]) -> _T:
    """What is asked of a doc once, and kept with it."""
    if name not in doc.user_data:
        doc.user_data[name] = ask(doc)
    found: _T = doc.user_data[name]
    return found


def _anchor(span: Span) -> tuple[Token, str]:
    """The token whose relation the name shares, and the preposition in front of it."""
    token = span.root
    preposition = case(token)
    for _ in range(_LONGEST_LIST):
        if preposition == "of" and _is_called_so(token.head):
            token, preposition = token.head, case(token.head)
            continue
        if token.dep_ == "advmod" and token.pos_ == "PROPN" and token.i and not preposition:
            behind = token.nbor(-1)  # "its archenemies Rwanda and M23": no name is an adverb
            if behind.pos_ == "NOUN":
                token, preposition = behind, case(behind)
                continue
        if preposition or token.dep_ not in _SHARED or token.head.pos_ not in _NOMINAL:
            break
        common = token.head.pos_ in ("NOUN", "NUM") and not token.head.text[:1].isupper()
        if token.pos_ == "PROPN" and token.dep_ in _LISTED and common:
            break  # "in the northwest, Russia and Iran", "in 1990, Mexico": no place is shared
        token = token.head
        preposition = case(token)
    return token, preposition


def _governed(token: Token) -> tuple[str, Token]:
    """Position of a token and the word that governs it, prepositions and "be" seen through.

    Other label schemes than Universal Dependencies make heads of both: "talks in Idlib" hangs
    on "in", "Syria is a country" on "is".
    """
    head, position = token.head, _POSITIONS.get(token.dep_, "loose")
    if token.dep_ == "pobj":
        agent = head.dep_ == "agent"
        while head.pos_ in ("ADP", "SCONJ", "PART") and head.head is not head:
            head = head.head
        position = "agent" if agent else "oblique" if head.pos_ in _VERBAL else "nominal"
    if position == "subject" and head.lemma_ == "be":
        head = next((child for child in head.children if child.dep_ in _PREDICATE), head)
    return position, head


def _is_called_so(token: Token) -> bool:
    """As "Kingdom" of "the Kingdom of Jordan", which is no other thing than Jordan."""
    return token.text[:1].isupper() and token.lower_ in things.REALMS


def _verb_above(noun: Token) -> str:
    """Lemma of the verb that `noun` depends on, "" if none."""
    head = noun.head
    return lemma(head) if head is not noun and head.pos_ in {"VERB", "AUX"} else ""


def _marked_possessive(span: Span) -> bool:
    doc, end = span.doc, span.end
    return (
        end < len(doc)
        and doc[end].lower_ in grammar.POSSESSIVES
        and doc[end].idx == (span.end_char)
    )
