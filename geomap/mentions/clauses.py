"""Readings of the parse that say what a name hangs on, also where a parser errs in known ways.

Parsers take a list of nations for names of what stands before it, a main verb for a clause, and
a conjunction for a preposition; each function mends one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.lemmas import plain_forms
from geomap.mentions.patterns import acts, bodies, grammar, things

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NOUN_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""))
_VERBS = acts.SAY | acts.ACT | acts.LIE | acts.ADDRESS | acts.GROUND | acts.MOVE | acts.DEAL
_LONGEST_LIST = 12
_FINITE = ("VBD", "VBZ", "VBP")
#: What a clause has before a list that belongs to it, and no phrase at its front.
_CLAUSAL = ("nsubj", "nsubj:pass", "ROOT", "obj", "nsubjpass", "dobj")
_IN_LISTS = frozenset(bodies.APART_TYPE_WORDS | {"the", "-", "city", "town", "village", "county"})
#: Nouns that a preposition behind them rather belongs to than to the verb.
_LEADING = things.DEALING | things.FEELING | things.SENT | (things.COMERS - {"report"})
#: Words before a name among which the head of its list is looked for.
_AROUND = 60


def noun_of_the_list(span: Span) -> Token | None:
    """The deed that a list of nations modifies: "strikes" of "US, British and French strikes".

    Parsers hang the first of such a list on what stands before it.
    """
    doc, nations = span.doc, 0
    for at in range(span.end, min(span.end + _LONGEST_LIST, len(doc))):
        token = doc[at]
        if token.text in (",", "/") or token.lower_ in ("and", "or", "&"):
            continue
        if nations and token.pos_ == "NOUN" and lemma(token) in things.HAPPENING:
            return token
        if nations and (token.tag_ == "HYPH" or (token.dep_ == "compound" and token.is_lower)):
            continue  # "US, British and French missile strikes"
        if not token.text[:1].isupper() or token.is_sent_start:
            return None
        nations += 1
    return None


def first_of_the_list(span: Span) -> tuple[Token, str] | None:
    """The first name of a list and its preposition: "in Togo (3 %), Mali (4 %) and Chad".

    Parsers lose the list where numbers stand in between, or where a verb follows it. None where
    no list of capitals leads to a preposition, or where the list may open a clause behind a
    phrase at the front: "In Vienna, Iran and Mali agreed".
    """
    verb = span.root.head
    if span.root.dep_.startswith("nsubj") and any(
        child.dep_ == "advcl" and child.i < span.start for child in verb.children
    ):
        return None  # "if they harm soldiers in Syria, Moscow will go all-out"
    doc, at, joined = span.doc, span.start - 1, False
    while at > max(span.start - _AROUND, 0):
        token = doc[at]
        if token.text == ")":
            at = _opening(doc, at)
        elif token.text == "," or token.lower_ in ("and", "or", "&"):
            joined = True
        elif not (token.text[:1].isupper() or token.lower_ in _IN_LISTS):
            break
        at -= 1
    preposition = doc[max(at, 0)].lower_
    first = at + 1 + (doc[at + 1].lower_ == "the")
    if not joined or preposition not in grammar.LIST_OPENERS or first >= span.start:
        return None
    opening = doc[doc[at].sent.start : at + 1]
    if not any(one.tag_ in _FINITE or one.dep_ in _CLAUSAL for one in opening):
        return None
    last = first
    while doc[last].text[:1].isupper() and last < span.start:
        last += 1
    return (doc[first:last].root, preposition) if last > first else None


def _opening(doc: Doc, closing: int) -> int:
    """The bracket that a token closes, or the token where none is near."""
    for at in range(closing - 1, max(closing - _LONGEST_LIST, -1), -1):
        if doc[at].text == "(":
            return at
    return closing


def after_fronted_phrase(token: Token) -> bool:
    """As in "In the northwest, Russia and Iran pushed": a name shares no common noun's place."""
    head = token.head
    return bool(
        token.pos_ == "PROPN"
        and head.pos_ in ("NOUN", "NUM")
        and head.i < token.i
        and token.dep_ in ("conj", "appos", "punct")
        and (token.dep_ == "conj" or (case(head) and _fronts(head)))
    )


def _fronts(head: Token) -> bool:
    """Whether a phrase at the front of a sentence says where or when: "In 1990, Mexico ..."."""
    return head.pos_ == "NUM" or lemma(head) in things.GROUND | grammar.TIMES


def told_one_by_one(span: Span) -> Token | None:
    """The verb of those who are listed behind a colon: "Six countries abstained: Iran, Mali".

    Also the noun itself, where the clause has no verb: "partners: Canada, Norway".
    """
    doc, first = span.doc, max(span.start - _AROUND, 0)
    for at in range(span.start - 1, first, -1):
        token = doc[at]
        if token.text == ":":
            break
        joins = token.text in (",", ";", "(", ")", "-", "'s") or token.pos_ in ("CCONJ", "DET")
        if (token.pos_ != "PROPN" and not joins) or "\n" in token.text:
            return None
    else:
        return None
    for token in reversed(doc[first:at]):
        if token.text in (".", ":") or "\n" in token.text:
            return None
        if token.pos_ == "NOUN" and lemma(token) in things.ACTING_TOGETHER:
            return token.head if token.dep_ == "nsubj" and token.head.pos_ == "VERB" else token
    return None


def verb_ahead(span: Span) -> Token | None:
    """The main verb of a sentence that a name opens, where the parser lost it.

    Behind a list, as in "Togo, Ghana and Niger qualify", or behind what is put in between, as
    in "Turkey, although it had agreed, attacked"; of a headline also "France to leave Niger".
    """
    doc, sentence = span.doc, span.sent
    if span.end >= sentence.end:
        return None
    for at in range(sentence.start, span.start):
        if doc[at].pos_ not in ("PROPN", "PUNCT", "CCONJ", "DET"):
            return None
    at = span.end
    if doc[at].pos_ == "PROPN":
        return None  # a longer name: "California Democrats have"
    while at < sentence.end and doc[at].pos_ in ("PROPN", "CCONJ", "DET", "ADV"):
        at += 1
    if at < sentence.end and doc[at].text == ",":
        closing = (token.i for token in doc[at + 1 : sentence.end] if token.text == ",")
        at = max(closing, default=at) + 1
        while at < sentence.end and doc[at].pos_ in ("ADV", "PROPN", "CCONJ"):
            at += 1
    # A sentence of which the name is the root has no other verb, so a participle is one.
    tags = (*_FINITE, "VBN") if span.root.dep_ == "ROOT" else _FINITE
    token = doc[at] if at < sentence.end else None
    if token is not None and token.tag_ == "TO" and span.root.dep_ == "ROOT":
        return token.head if token.head.tag_ == "VB" else None
    return token if token is not None and token.pos_ == "VERB" and token.tag_ in tags else None


def lasting(verb: Token) -> Token:
    """What is done where the verb only says that it begins or lasts: "continued to grow"."""
    if lemma(verb) not in acts.LASTING:
        return verb
    return next((child for child in verb.rights if child.dep_ == "xcomp"), verb)


def next_verb(token: Token) -> Token | None:
    """The verb behind `token` in its sentence, unless it is one with "to"."""
    verb = next((t for t in token.doc[token.i : token.sent.end] if t.pos_ == "VERB"), None)
    return None if verb is not None and verb.doc[verb.i - 1].lower_ == "to" else verb


def person_in_office(span: Span, head: Token) -> Token:
    """The title in front of the person that a name modifies: "Mayor" of "Mosul Mayor Ali Raji"."""
    if head.pos_ != "PROPN":
        return head
    for token in span.doc[span.end : head.i]:
        if token.lower_ in bodies.TITLES or lemma(token) in things.INSTITUTION:
            return token
    return head


def noun_before_preposition(span: Span, anchor: Token) -> str:
    """A dealing or feeling right before the preposition of a name, which it rather belongs to.

    Parsers hang "towards Serbia" in "held no resentment towards Serbia" on the verb. "" for
    other nouns and where none stands there.
    """
    led = next((child for child in anchor.lefts if child.dep_ == "case"), None)
    before = span.doc[led.i - 1] if led is not None and led.i else None
    if before is None or before.pos_ not in ("NOUN", "PROPN"):
        return ""
    word = lemma(before)
    return word if word in _LEADING else ""


def put_on(noun: Token) -> Token:
    """As in "the pressure from some states on Iran": what is "on" it is the pressure."""
    above = noun.head
    return above if noun.dep_ == "nmod" and lemma(above) in things.PUT_ON else noun


def last_of_compound(noun: Token) -> Token:
    """As "camp" of "Balata refugee camp": what a name modifies may be part of ground's."""
    over = noun.head
    site = noun.dep_ == "compound" and over.is_lower and lemma(over) in things.GROUND
    return over if site and noun.tag_ == "NN" else noun


def case(token: Token) -> str:
    """The preposition attached to `token`, with its fixed parts ("because of")."""
    for child in token.lefts:
        if child.dep_ == "case" and child.lower_ not in grammar.POSSESSIVES:
            after = token.doc[child.i + 1]
            if after.lower_ in ("with", "of", "to") and after.i < token.i:
                # "along with", "as well as": the last word says how the name is meant.
                return "with" if after.lower_ == "with" else f"{child.lower_} {after.lower_}"
            return str(child.lower_)
    if token.dep_ == "pobj":
        led = token.head
        over = led.head if led.head.dep_ == "prep" else None
        return f"{over.lower_} {led.lower_}" if over is not None else str(led.lower_)
    return ""


def lemma(token: Token) -> str:
    """The dictionary form; one that the word lists know, where the pipeline's is odd."""
    lemma = str(token.lemma_ or token.text).lower()
    # "With military backing from Iran": what has a preposition is a noun, whatever its tag.
    doing = token.tag_ == "VBG" and any(child.dep_ == "case" for child in token.children)
    if token.pos_ in ("NOUN", "PROPN") or doing:
        return _singular(token.lower_ if token.lower_ in things.ANY else lemma)
    if token.pos_ != "VERB" or lemma in _VERBS:
        return lemma
    return next((form for form in plain_forms(token.lower_) if form in _VERBS), lemma)


def _singular(noun: str) -> str:
    """As "trains" at the start of a sentence, which lemmatizers take for a name, is "train"."""
    if noun in things.ANY:
        return noun
    stems = (noun[: -len(end)] + other for end, other in _NOUN_ENDINGS if noun.endswith(end))
    return next((stem for stem in stems if stem in things.ANY), noun)


def office(noun: Token) -> Token:
    """The office that a noun is part of the name of: "Ministry" of "Ministry of Health of".

    Also that of a person ("Ambassador" of "Ambassador Jane Doe of"), what a year stands behind
    ("independence" of "independence in 1960 from"), and what "that of", "those of" point back to.
    """
    over = noun.head
    titled = [child for child in noun.lefts if child.lower_ in bodies.TITLES]
    if titled and noun.pos_ == "PROPN":
        return titled[-1]
    if noun.pos_ == "PRON" and noun.lower_ in ("that", "those"):
        before = reversed(noun.doc[noun.sent.start : noun.i])
        return next((token for token in before if token.pos_ in ("NOUN", "PROPN")), noun)
    if noun.pos_ == "NUM" and over.pos_ == "NOUN" and over.i < noun.i:
        return over
    field = noun.dep_ == "nmod" and case(noun) in ("of", "for") and noun.text[:1].isupper()
    return over if field and lemma(over) in things.OFFICES else noun
