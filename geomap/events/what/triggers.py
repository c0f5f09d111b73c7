"""Which words name an event: the trigger table read against the parse.

Of the rows of a word that fit what stands around it, the one with most needs wins.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns import people
from geomap.events.patterns import verbs as lists
from geomap.events.what.slots import SOMEBODY, around, hyphened
from geomap.events.what.unlisted import by_nature, unlisted
from geomap.events.what.vocabulary import trigger_lemmas, trigger_table
from geomap.language.lemmas import plain_forms
from geomap.language.vocabulary import IRREGULAR, MONTHS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from geomap.events.what.vocabulary import TriggerRow

#: Deeds of which the words may not say by what means they were done.
_BY_ANY_MEANS = frozenset({"attack", "killing", "destruction"})
#: What sources ask not to be.
_NAMING = frozenset({"name", "identify", "quote"})
_OF_A_CRACKDOWN = frozenset({"crackdown", "restriction"})
#: Deeds that say themselves what they are done for.
_FOR_ITSELF = frozenset({"crackdown", "protest"})
#: Words whose standing in the table is kept.
_MOST_KNOWN = 1 << 16


def find_triggers(doc: Doc, grounds: Container[int] = ()) -> list[tuple[Token, str]]:
    """The words of a text that name an event, with their event types, in order.

    Reads lemmas and, where the pipeline has a parser, what depends on them.

    Args:
        doc: a text through the pipeline.
        grounds: offsets at which places are named, for what is done to a place: "took Hama".
    """
    found: list[tuple[Token, str]] = []
    weapons: dict[int, str] = {}
    told: set[tuple[int, str]] = set()
    for token in _worth_a_look(doc):
        rows = (row for row in _rows(token) if _fits(row, token))
        chosen = next((row for row in rows if not _ground_for(row, token, grounds)), None)
        if chosen is None:
            said = unlisted(token, grounds)
            found += [(token, said)] if said else []
            continue
        if any(is_none(token) for is_none in _NO_EVENT) or _tells_none(token, chosen.type, found):
            continue
        verb = _struck_with(token)
        told |= {(noun.i, chosen.type) for noun in _done_by_itself(token)}
        if verb is None:
            found.append((token, _by_weapon(token, chosen.type)))
        else:
            weapons[verb.i] = chosen.type
    return [
        (token, weapons.get(token.i, event_type))
        for token, event_type in found
        if (token.i, event_type) not in told
    ]


def _tells_none(token: Token, event_type: str, found: Sequence[tuple[Token, str]]) -> bool:
    """Whether a trigger of a type tells no event, or one that another word tells already."""
    calls = event_type == "appeal" and _calls_it_so(token)
    natural = event_type in ("killing", "destruction") and by_nature(token)
    return calls or natural or _brings_about(token, event_type) or _is_its_aim(
        token, event_type, found
    )  # fmt: skip


def _is_date(token: Token) -> bool:
    """As in "March 18"."""
    return token.lower_ in MONTHS and token.text[:1].isupper() and token.pos_ == "PROPN"


def _is_part(token: Token) -> bool:
    """As in "attack helicopters"; "the negotiations track" is the negotiations' course."""
    compound = token.pos_ == "NOUN" and token.dep_ == "compound"
    return compound and syntax.lemma(token.head) not in lists.COURSES


def _bids_the_reader(verb: Token) -> bool:
    """As in "Visit our blog.": what a reader is told to do has not been done."""
    alone = not {child.dep_ for child in verb.children} & {"nsubj", "aux", "mark"}
    bidding = verb.tag_ == "VB" and verb.dep_ == "ROOT" and verb.is_sent_start
    owned = any(c.tag_ == "PRP$" for one in syntax.children(verb, "obj") for c in one.children)
    return bool(bidding) and alone and (owned or verb.sent[-1].text == ".")


def _calls_it_so(verb: Token) -> bool:
    """As in "what they called pressure on their countries": gives it a name, and asks nothing."""
    return syntax.lemma(verb) == "call" and bool(syntax.children(verb, "obj"))


def _of_a_name(token: Token) -> bool:
    """As in "the Popular Mobilisation Forces": a word of a name, where not all is in capitals."""
    if token.pos_ != "PROPN" or token.is_sent_start or not token.text[:1].isupper():
        return False
    beside = [token.nbor(-1)] + ([token.nbor(1)] if token.i + 1 < len(token.doc) else [])
    named = any(t.pos_ == "PROPN" and t.text[:1].isupper() and t.text[1:].islower()
                for t in beside)  # fmt: skip
    return named and any(t.pos_ in ("VERB", "AUX") and t.text.islower() for t in token.sent)


def _terms_of_a_source(token: Token) -> bool:
    """As in "who asked not to be named", "declined to be identified"."""
    asked = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "obj")]
    return any(
        syntax.lemma(one) in _NAMING and "be" in {c.lower_ for c in one.children} for one in asked
    )


def _by_weapon(token: Token, event_type: str) -> str:
    """The type of a deed that a weapon tells: "a landmine killed", "struck it with drones"."""
    if event_type not in _BY_ANY_MEANS or not syntax.is_verb(token):
        return event_type
    with_it = [c for c in token.subtree if c.i > token.i and syntax.case_of(c) == "with"]
    told = [*syntax.subjects(token), *syntax.children(token, "obl:agent"), *with_it]
    kinds = (_weapon_type(word) for word in told)
    return next((kind for kind in kinds if kind is not None), event_type)


def _weapon_type(weapon: Token) -> str | None:
    if {child.lower_ for child in weapon.children} & people.OF_THE_AIR:
        return "airstrike" if syntax.lemma(weapon) in ("bomb", "bombing") else None
    return people.BY_WEAPON.get(syntax.lemma(weapon))


def _repelled(noun: Token) -> bool:
    """As in "repelled 27 assaults": the one deed, told by those whom it was done to."""
    top = syntax.whole(noun)
    return top.dep_ in ("obj", "nsubj:pass") and syntax.lemma(top.head) in lists.REPELLING


def _is_its_aim(verb: Token, event_type: str, found: Sequence[tuple[Token, str]]) -> bool:
    """As in "fired tear gas to disperse them", "marched to protest": one deed, told by both."""
    aim = syntax.is_verb(verb) and verb.dep_ in ("advcl", "xcomp") and syntax.is_infinitive(verb)
    same = "crackdown" if event_type in _OF_A_CRACKDOWN else event_type
    return aim and same in _FOR_ITSELF and (verb.head, same) in found


def is_particular(token: Token, event_type: str) -> bool:
    """Whether what stands beside a trigger says so, too: "restore ties", not "restore"."""
    rows = _rows(token)
    return any(row.type == event_type and row.needs and _fits(row, token) for row in rows)


def _rows(token: Token) -> tuple[TriggerRow, ...]:
    """The rows of a word, those with most needs first."""
    table = trigger_table()
    pos = "VERB" if token.pos_ in ("VERB", "AUX") else token.pos_
    # "Cease-fire" is three tokens, of which the last may be read as anything.
    whole = ((form, one) for one in (pos, "NOUN") for form in _hyphened_forms(token))
    rows = next((table[key] for key in whole if key in table), ())
    rows = rows or next((table[form, pos] for form in _forms(token) if (form, pos) in table), ())
    if not rows and pos == "NOUN" and _past_misread(token):
        rows = table.get((IRREGULAR[token.lower_], "VERB"), ())
    if not rows and pos == "PROPN" and token.text[:1].isupper():
        # Sentences begin with a capital, and headlines write nouns and verbs with them.
        forms = _forms(token) if token.is_sent_start else (token.lower_,)
        rows = next((table[form, "NOUN"] for form in forms if (form, "NOUN") in table), ())
    return rows


def _worth_a_look(doc: Doc) -> Iterator[Token]:
    """The tokens with a form that the trigger table has, and verbs of stating.

    They are one in ten; asking spaCy what each of the others is takes longest.
    """
    forms = trigger_lemmas() | lists.DEMANDING | {"dead", "want"}
    known = _seen(trigger_lemmas())
    tails = {doc.vocab.strings[tail] for tail in _tails(trigger_lemmas())}
    if len(known) > _MOST_KNOWN:
        known.clear()
    for at, (written, lemma) in enumerate(doc.to_array(["LOWER", "LEMMA"]).tolist()):
        if (written, lemma) not in known:
            known[written, lemma] = not forms.isdisjoint(_forms(doc[at]))
        if known[written, lemma] or (written in tails and hyphened(doc[at])):
            yield doc[at]


def _hyphened_forms(token: Token) -> list[str]:
    before = hyphened(token).removesuffix(token.lower_)
    return [before + form for form in _forms(token)] if before else []


def written_from(trigger: Token) -> int:
    """The character at which a trigger begins: that of "cease" in "cease-fire"."""
    known = not trigger_lemmas().isdisjoint(_hyphened_forms(trigger))
    return trigger.nbor(-2).idx if known else trigger.idx


@cache
def _tails(lemmas: frozenset[str]) -> frozenset[str]:
    """What stands behind the hyphen of the words that have one."""
    return frozenset(lemma.rpartition("-")[2] for lemma in lemmas if "-" in lemma)


@cache
def _seen(_lemmas: frozenset[str]) -> dict[tuple[int, int], bool]:
    """For spaCy's (word, lemma), whether a form is a trigger of the table with these lemmas."""
    return {}


def _past_misread(token: Token) -> bool:
    """Whether a noun may be a past form: "gunmen shot a man", not "a warning shot"."""
    if token.lower_ not in IRREGULAR or not token.i:
        return False
    before = token.nbor(-1)
    bare = not any(child.dep_ in ("det", "nummod", "amod") for child in token.children)
    return bare and before.pos_ in ("NOUN", "PROPN", "ADV", "PRON", "AUX", "CCONJ")


def _describes(token: Token) -> bool:
    """Whether a participle only describes: "wounded soldiers", "the displaced"."""
    if token.tag_ == "VBG" and token.dep_ == "acl" and syntax.lemma(token) in lists.ARRIVING:
        return lemma_type(token.head) is not None  # "strikes targeting posts" are one deed
    # "Surrounding villages", "its retreating fighters"; "from surrounding villages", read as done.
    # But not "from shelling villages", which the parse may take for a kind of village.
    around_it = token.lower_ == "surrounding" and not syntax.auxiliaries(token)
    theirs = token.dep_ == "amod" and syntax.lemma(token.head) in people.OF_A_SIDE | people.PEOPLE
    if token.tag_ == "VBG" and (theirs or around_it):
        return True
    if token.tag_ not in ("VBN", "VBD", "JJ") or not syntax.is_verb(token):
        return False
    if token.dep_ == "amod":
        return not syntax.misread(token)
    held = any(child.dep_ == "obj" for child in token.children)
    return token.tag_ != "VBD" and not held and any(c.dep_ == "det" for c in token.children)


def _struck_with(noun: Token) -> Token | None:
    """The verb of "air strikes hit the town", "hit by an air strike": one deed, told by both."""
    top = syntax.whole(noun)
    verb = top.head
    if syntax.is_verb(noun) or not syntax.is_verb(verb) or syntax.lemma(verb) not in lists.ARRIVING:
        return None
    agent = top.dep_ in ("obl:agent", "obl") and syntax.case_of(top) == "by"
    known = any(_fits(row, verb) for row in _rows(verb))
    return verb if known and (top.dep_ == "nsubj" or agent) else None


def _done_by_itself(verb: Token) -> list[Token]:
    """The deed that its own verb tells again: "a bomb blew up", "an explosion ripped through".

    Not "talks mediated by Germany": what somebody does with a deed is told of it.
    """
    if not syntax.is_verb(verb) or syntax.children(verb, "obl:agent"):
        return []
    itself = syntax.subjects(verb) + ([verb.head] if verb.dep_ == "acl" else [])
    return itself + syntax.children(verb, "obj")  # "provide aid", "set off a bomb"


def _brings_about(verb: Token, event_type: str) -> bool:
    """As "forcing" of "forcing thousands to flee": the verb below tells the same deed."""
    if not syntax.is_verb(verb) or syntax.lemma(verb) not in lists.BRINGING_ABOUT:
        return False
    below = (c for c in verb.children if syntax.is_verb(c) and syntax.is_infinitive(c))
    return any(row.type == event_type for c in below for row in _rows(c))


def _forms(token: Token) -> tuple[str, ...]:
    """Dictionary forms to look for: the pipeline's lemma, and the plain ones it may miss."""
    return _forms_of(token.lower_, token.lemma_ or token.text)


@lru_cache(maxsize=1 << 14)
def _forms_of(word: str, lemma: str) -> tuple[str, ...]:
    forms = (lemma.lower(), word, *plain_forms(word))
    return (IRREGULAR[word], *forms) if word in IRREGULAR else forms


def _fits(row: TriggerRow, token: Token) -> bool:
    return all(around(token, slot) & words for slot, words in row.needs) and not any(
        around(token, slot) & words for slot, words in row.blocks
    )


def _ground_for(row: TriggerRow, token: Token, grounds: Container[int]) -> bool:
    """Whether what a row takes for somebody is a place: "Hama was captured"."""
    somebody = any(SOMEBODY in words for _slot, words in row.needs)
    held = syntax.children(token, "obj", "nsubj:pass") if somebody else []
    return any(one.idx in grounds for one in held)


def lemma_type(noun: Token) -> str | None:
    """The event type that a noun names when nothing is asked of the words around it."""
    rows = next(
        (rows for form in _forms(noun) if (rows := trigger_table().get((form, "NOUN")))), ()
    )
    return rows[-1].type if rows else None


def _passes_on(token: Token) -> bool:
    """Whether the word only carries another trigger: "launch" of "launch an attack"."""
    if not syntax.is_verb(token) or syntax.lemma(token) not in lists.LIGHT:
        return False
    nouns = [c for c in token.children if c.dep_ in ("obj", "nsubj:pass")]
    names = [*nouns, *(c for c in syntax.children(token, "xcomp") if c.pos_ == "NOUN")]
    if syntax.lemma(token) == "call" and len(names) > 1:
        return False  # "called the offensive a crime"
    nouns += (
        [token.head]
        if token.dep_ == "acl" and token.tag_ == "VBN" and "that" not in syntax.marks(token)
        else []
    )  # "a deal brokered"
    nouns += [c for noun in nouns for c in noun.children if syntax.whole(c) == noun]
    return any(_fits(row, noun) for noun in nouns for row in _rows(noun))


#: What a word of the table tells no event by, whatever its type.
_NO_EVENT = (
    _is_date, _is_part, _of_a_name, _passes_on, _describes, _terms_of_a_source,
    _repelled, _bids_the_reader,
)  # fmt: skip
