"""What a sentence says around one place name: the only thing the role rules look at.

A `Frame` is a handful of strings, so the rules stay readable and do not care whether a
parser or a window of words filled it. `parsed_frame` reads Universal Dependencies labels;
`window_frame` makes do with the words on both sides, for pipelines without a parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.mentions.patterns import acts, grammar, things

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

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


_VERBS = acts.SAY | acts.ACT | acts.LIE | acts.ADDRESS | acts.GROUND | acts.MOVE | acts.DEAL
_HELPERS = frozenset({"aux", "cop", "aux:pass"})
#: Endings of English words, and what their lemma has instead; the longest first.
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""),
    ("s", ""), ("men", "man"),
)  # fmt: skip
_KNOWN = things.ANY.union(*acts.ALL.values())
_OTHER_PREPOSITIONS = frozenset({"to", "from", "of", "on", "for", "with", "between", "over"})
_MODIFIED = things.GROUND | things.HAPPENING | things.INSTITUTION | things.DOING | things.SPORT
_SAID = frozenset({"said", "says", "told", "has", "have", "warned", "denied", "wants"})


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
    noun_prep: str = ""
    """Preposition of the phrase that `noun` heads ("talks *in* the Idlib area")."""
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
    agency: bool = False
    """Whether the acronym of a body stands right before the name ("UNHCR Libya")."""


def make_frame(span: Span, *, kind: str = "", demonym: bool = False) -> Frame:
    """The frame of `span`, from the parse where the pipeline has one, else from its words."""
    if span.doc.has_annotation("DEP"):
        return parsed_frame(span, kind=kind, demonym=demonym)
    return window_frame(span, kind=kind, demonym=demonym)


def parsed_frame(span: Span, *, kind: str = "", demonym: bool = False) -> Frame:
    """Frame of `span` in a `Doc` parsed with Universal Dependencies labels."""
    anchor, preposition = _anchor(span)
    head = anchor.head
    position = _POSITIONS.get(anchor.dep_, "loose")
    previous, following = _neighbours(span)
    if position == "loose" and _after_fronted_phrase(anchor) and _next_verb(anchor) is not None:
        position, head = "subject", _next_verb(anchor) or head
    misread = _verb_read_as_clause(anchor) if position == "loose" and not preposition else None
    if misread is not None:
        position, head = "subject", misread
    if _marked_possessive(span):
        position = "possessor"
    elif anchor.dep_ in _MODIFIER and head.i > anchor.i:
        position = "modifier"
    verb = noun = noun_prep = ""
    proper, done = False, None
    listed = _noun_of_the_list(span) if position not in {"possessor", "modifier"} else None
    if listed is not None:
        position, preposition, head = "modifier", "", listed
    told = _told_one_by_one(span) if not preposition else None
    if told is not None and told.pos_ == "VERB":
        position, head, anchor = "subject", told, span.root
    elif told is not None:
        position, anchor, head = "loose", span.root, told
    if position in {"possessor", "modifier", "nominal"} or (position == "loose" and anchor != head):
        noun, proper = _lemma(_office(head)), head.pos_ == "PROPN"
        noun_prep, verb = _outer(head)
    elif anchor != head:
        verb = _lemma(head)
        done = next((child for child in head.children if child.dep_ in ("obj", "dobj")), None)
    copular = any(child.dep_ == "cop" for child in head.children)
    if copular and not noun:
        noun = next((_lemma(child) for child in head.children if child.dep_ == "nsubj"), "")
    return Frame(
        name=span.text, kind=kind, position=position, prep=preposition, verb=verb, noun=noun,
        object=_lemma(done) if done is not None else "",
        noun_proper=proper, runs_on=position == "modifier" and _runs_on(span, head),
        noun_prep=noun_prep, joined=_joined(span) or _based(span), previous=previous,
        following=following, line_start=not previous, line_end=not following, demonym=demonym,
        copular=copular,
        plural=position in {"subject", "passive"} and _plural_verb(anchor), sport=_sport(span),
        agency=_agency(span),
    )  # fmt: skip


def window_frame(span: Span, *, kind: str = "", demonym: bool = False) -> Frame:
    """Frame of `span` from the words on both sides, for pipelines without a parser."""
    previous, following = _neighbours(span)
    word = previous if previous != "the" else _before(span, 2)
    preposition = word if word in grammar.LOCATIVE | grammar.PARTISAN | _OTHER_PREPOSITIONS else ""
    position, noun, verb = "loose", "", ""
    if _marked_possessive(span):
        after = span.end + 1
        position = "possessor"
        noun = str(span.doc[after].lower_) if after < len(span.doc) else ""
    elif following in _MODIFIED:
        position, noun = "modifier", following
    elif preposition:
        position = "oblique"
    elif following.rstrip("sd") in acts.SAY or following in _SAID:
        position, verb = "subject", "say"
    return Frame(
        name=span.text, kind=kind, position=position, prep=preposition, verb=verb, noun=noun,
        joined=_joined(span), previous=previous, following=following,
        line_start=not previous, line_end=not following, demonym=demonym, sport=_sport(span),
        agency=_agency(span),
    )  # fmt: skip


def _agency(span: Span) -> bool:
    """Whether the acronym of a body that has offices in many countries stands right before."""
    before = span.doc[span.start - 1] if span.start else None
    return before is not None and before.is_upper and before.lower_ in grammar.AGENCIES


def _plural_verb(anchor: Token) -> bool:
    """Whether a lone name is the subject of "are", "were" or "have"."""
    if any(child.dep_ in ("conj", "cc") for child in anchor.children) or anchor.lower_[-1:] == "s":
        return False
    verbs = [anchor.head, *(child for child in anchor.head.children if child.dep_ in _HELPERS)]
    return any(verb.lower_ in ("are", "were", "have") for verb in verbs)


def _runs_on(span: Span, head: Token) -> bool:
    """Whether the words up to the noun that the name modifies are all capitalised."""
    between = span.doc[span.end : head.i + 1]
    return bool(len(between)) and all(
        token.text[:1].isupper() and not token.is_upper for token in between
    )


def _sport(span: Span) -> bool:
    sentence = span.sent if span.doc.has_annotation("SENT_START") else span.doc[:]
    # A table without full stops is one sentence, and every name of it asks.
    start, end = max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
    return any(token.lower_ in things.GAMES for token in span.doc[start:end])


def _before(span: Span, steps: int) -> str:
    at = span.start - steps
    return str(span.doc[at].lower_) if at >= 0 else ""


def _anchor(span: Span) -> tuple[Token, str]:
    """The token whose relation the name shares, and the preposition in front of it."""
    token = span.root
    preposition = _case(token)
    for _ in range(_LONGEST_LIST):
        if preposition or token.dep_ not in _SHARED or token.head.pos_ not in _NOMINAL:
            break
        if token.pos_ == "PROPN" and token.dep_ in _LISTED and token.head.pos_ in ("NOUN", "NUM"):
            break  # "in the northwest, Russia and Iran", "in 1990, Mexico": no place is shared
        token = token.head
        preposition = _case(token)
    return token, preposition


def _noun_of_the_list(span: Span) -> Token | None:
    """The deed that a list of nations modifies: "strikes" of "US, British and French strikes".

    Parsers hang the first of such a list on what stands before it.
    """
    doc, nations = span.doc, 0
    for at in range(span.end, min(span.end + _LONGEST_LIST, len(doc))):
        token = doc[at]
        if token.text in (",", "/") or token.lower_ in ("and", "or", "&"):
            continue
        if nations and token.pos_ == "NOUN" and _lemma(token) in things.HAPPENING:
            return token
        if not token.text[:1].isupper() or token.is_sent_start:
            return None
        nations += 1
    return None


def _after_fronted_phrase(token: Token) -> bool:
    """As in "In the northwest, Russia and Iran pushed": a name shares no common noun's place."""
    head = token.head
    return bool(
        token.pos_ == "PROPN"
        and head.pos_ in ("NOUN", "NUM")
        and head.i < token.i
        and token.dep_ in ("conj", "appos")
        and (token.dep_ == "conj" or (_case(head) and _fronts(head)))
    )


def _fronts(head: Token) -> bool:
    """Whether a phrase at the front of a sentence says where or when: "In 1990, Mexico ..."."""
    return head.pos_ == "NUM" or _lemma(head) in things.GROUND | grammar.TIMES


def _told_one_by_one(span: Span) -> Token | None:
    """The verb of those who are listed behind a colon: "Six countries abstained: Iran, Mali".

    Also the noun itself, where the clause has no verb: "partners: Canada, Norway".
    """
    doc, first = span.doc, max(span.start - _AROUND, 0)
    for at in range(span.start - 1, first, -1):
        token = doc[at]
        if token.text == ":":
            break
        if token.pos_ not in ("PROPN", "PUNCT", "CCONJ", "DET") or "\n" in token.text:
            return None
    else:
        return None
    for token in reversed(doc[first:at]):
        if token.text in (".", ":") or "\n" in token.text:
            return None
        if token.pos_ == "NOUN" and _lemma(token) in things.ACTING_TOGETHER:
            return token.head if token.dep_ == "nsubj" and token.head.pos_ == "VERB" else token
    return None


def _verb_read_as_clause(anchor: Token) -> Token | None:
    """As in "France, Britain and Italy issued a statement", read as "... (that) issued ..."."""
    if anchor.pos_ != "PROPN":
        return None
    # A sentence of nothing but names and a participle has no other verb.
    tags = ("VBD", "VBZ", "VBP", "VBN") if anchor.dep_ == "ROOT" else ("VBD", "VBZ", "VBP")
    for child in anchor.children:
        plain = child.pos_ == "VERB" and child.tag_ in tags
        if plain and child.dep_ in ("acl", "parataxis") and anchor.i < child.i:
            names = [token for token in child.lefts if token.dep_.startswith("nsubj")]
            between = anchor.doc[anchor.i : child.i]
            joined = all(token.pos_ in ("PROPN", "CCONJ", "PUNCT", "ADV") for token in between)
            return child if joined and not names else None
    return None


def _next_verb(token: Token) -> Token | None:
    """The verb behind `token` in its sentence."""
    return next((t for t in token.doc[token.i : token.sent.end] if t.pos_ == "VERB"), None)


def _case(token: Token) -> str:
    """The preposition attached to `token`, with its fixed parts ("because of")."""
    for child in token.lefts:
        if child.dep_ == "case" and child.lower_ not in grammar.POSSESSIVES:
            after = token.doc[child.i + 1]
            if after.lower_ in ("with", "of", "to") and after.i < token.i:
                # "along with", "as well as": the last word says how the name is meant.
                return "with" if after.lower_ == "with" else f"{child.lower_} {after.lower_}"
            return str(child.lower_)
    if token.dep_ == "pobj" and token.head.pos_ == "ADP":
        return str(token.head.lower_)
    return ""


def _office(noun: Token) -> Token:
    """The office that a noun is part of the name of: "Ministry" of "Ministry of Health of"."""
    over = noun.head
    field = noun.dep_ == "nmod" and _case(noun) in ("of", "for") and noun.text[:1].isupper()
    return over if field and _lemma(over) in things.OFFICES else noun


def _outer(noun: Token) -> tuple[str, str]:
    """Preposition in front of `noun` and lemma of the verb it depends on, "" if none."""
    head = noun.head
    verb = _lemma(head) if head is not noun and head.pos_ in {"VERB", "AUX"} else ""
    return _case(noun), verb


def _lemma(token: Token) -> str:
    """The dictionary form; for verbs one that the word lists know, where the pipeline's is odd."""
    lemma = str(token.lemma_ or token.text).lower()
    if token.pos_ != "VERB" or lemma in _VERBS:
        return lemma
    word = token.lower_
    if word in grammar.IRREGULAR:
        return grammar.IRREGULAR[word]
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word:
            for form in (stem, stem + "e", stem[:-1]):
                if form in _VERBS:
                    return str(form)
    return lemma


def _marked_possessive(span: Span) -> bool:
    doc, end = span.doc, span.end
    return (
        end < len(doc)
        and doc[end].lower_ in grammar.POSSESSIVES
        and doc[end].idx == (span.end_char)
    )


def _joined(span: Span) -> str:
    """The word behind a hyphen or slash that touches the name, lower case."""
    doc, end = span.doc, span.end
    if end + 1 >= len(doc) or doc[end].text not in grammar.JOINERS:
        return ""
    touching = doc[end].idx == span.end_char and doc[end + 1].idx == doc[end].idx + 1
    return str(doc[end + 1].lower_) if touching else ""


def _based(span: Span) -> str:
    """The word behind the larger unit of a name: "based" of "Pittsburgh, Pennsylvania-based"."""
    doc, at = span.doc, span.end
    if at + 3 >= len(doc) or doc[at].text != ",":
        return ""
    while at + 3 < len(doc) and doc[at + 1].text[:1].isupper():
        at += 1
    tied = doc[at + 1].text in grammar.JOINERS and doc[at + 1].idx == doc[at].idx + len(doc[at])
    word = str(doc[at + 2].lower_)
    return word if tied and word in grammar.BASED_IN else ""


def _neighbours(span: Span) -> tuple[str, str]:
    """The words (not marks of emphasis) before and after the name on its line."""
    doc = span.doc
    left, right = span.start - 1, span.end
    while left >= 0 and doc[left].text in grammar.MARKS:
        left -= 1
    while right < len(doc) and doc[right].text in grammar.MARKS:
        right += 1
    previous = doc[left].lower_ if left >= 0 and not _breaks(doc[left]) else ""
    following = doc[right].lower_ if right < len(doc) and not _breaks(doc[right]) else ""
    return previous, following


def _breaks(token: Token) -> bool:
    return bool("\n" in token.text)
