"""Which words name an event: the trigger table read against the parse.

Rows of ``gazetteer/triggers.csv``: a lemma with its part of speech, the event type it names,
what it needs beside it and what must not stand there (``slot:word|word``, slots ``mod``,
``subj``, ``obj``, ``obl``, ``prep``, ``light``, ``particle``). Of the rows that fit, the one with
most needs wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geomap.errors import GazetteerInvalid
from geomap.events import syntax
from geomap.events.patterns import people
from geomap.events.patterns import verbs as lists
from geomap.events.slots import SLOTS, around
from geomap.gazetteer.own import tables_in_use
from geomap.gazetteer.tables import read_csv
from geomap.language.lemmas import plain_forms
from geomap.language.vocabulary import IRREGULAR, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from spacy.tokens import Doc, Token

    from geomap.gazetteer.own import TableFile

#: Deeds whose "to" clause says what they are for, and so tells no deed of its own.
_PURPOSEFUL = frozenset({"ground_assault", "attack", "airstrike", "shelling", "armed_clash"})


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One row of the trigger table."""

    lemma: str
    pos: str
    type: str
    needs: tuple[tuple[str, frozenset[str]], ...]
    blocks: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of the event type table; crosswalks are codes of the vocabularies named."""

    id: str
    family: str
    label: str
    acled_event: str
    acled_sub_event: str
    plover_event: str
    plover_mode: str
    cameo: str
    ucdp: str
    kin: str
    description: str


def event_types(folder: Path | None = None) -> dict[str, EventType]:
    """The event types by id: those of `folder`, or of the tables in use.

    Raises:
        GazetteerInvalid: a row has no id or family, or the wrong number of cells.
    """
    return _types(tables_in_use("event_types.csv", folder))


@cache
def _types(files: tuple[TableFile, ...]) -> dict[str, EventType]:
    types: dict[str, EventType] = {}
    for path, _changed in files:
        for line, row in read_csv(path):
            if not row.get("id") or not row.get("family"):
                raise GazetteerInvalid(path, line, "an event type needs an id and a family")
            cells = {name: row.get(name, "") for name in EventType.__slots__}
            cells["label"] = cells["label"] or row["id"].replace("_", " ").capitalize()
            types[row["id"]] = EventType(**cells)
    return types


def are_kin(one: str, two: str) -> bool:
    """Whether two types may tell of one happening: a raid, and whom it killed.

    Args:
        one: id of an event type; types share a word of their ``kin`` cells, or are the same.
        two: id of another.
    """
    types = event_types()
    return one == two or bool({*types[one].kin.split()} & {*types[two].kin.split()})


def kin_families() -> dict[str, str]:
    """For each event type, the first of the types that a chain of kin joins it with."""
    return _kin_families(tables_in_use("event_types.csv"))


@cache
def _kin_families(files: tuple[TableFile, ...]) -> dict[str, str]:
    words = {one: {*row.kin.split()} for one, row in _types(files).items()}
    first = {one: one for one in words}
    for one, mine in words.items():
        for two, theirs in words.items():
            if first[two] != first[one] and mine & theirs:
                joined = sorted((first[one], first[two]))
                first = {k: joined[0] if v == joined[1] else v for k, v in first.items()}
    return first


def trigger_table(folder: Path | None = None) -> dict[tuple[str, str], tuple[TriggerRow, ...]]:
    """The trigger rows by lemma and part of speech, those with most needs first.

    A row of a later table takes the place of one with the same lemma, part of speech, needs and
    blocks; one with the type ``-`` takes all triggers of its lemma and part of speech away.

    Raises:
        GazetteerInvalid: a row names an unknown type or slot.
    """
    types = tables_in_use("event_types.csv", folder)
    return _triggers(tables_in_use("triggers.csv", folder), types)


@cache
def _triggers(
    files: tuple[TableFile, ...], types: tuple[TableFile, ...]
) -> dict[tuple[str, str], tuple[TriggerRow, ...]]:
    known = _types(types)
    table: dict[tuple[str, str], list[TriggerRow]] = {}
    for path, _changed in files:
        for line, row in read_csv(path):
            key = row.get("lemma", ""), row.get("pos", "")
            if not all(key):
                raise GazetteerInvalid(path, line, "a trigger needs a lemma and a pos")
            if row.get("type") == "-":
                table.pop(key, None)
                continue
            if row.get("type") not in known:
                raise GazetteerInvalid(path, line, f"no event type {row.get('type')!r}")
            needs = tuple(_slots(row.get("needs", ""), path, line))
            blocks = tuple(_slots(row.get("blocks", ""), path, line))
            others = [r for r in table.get(key, ()) if (r.needs, r.blocks) != (needs, blocks)]
            table[key] = [*others, TriggerRow(*key, row["type"], needs, blocks)]
    return {
        key: tuple(sorted(rows, key=lambda row: -len(row.needs))) for key, rows in table.items()
    }


def _slots(text: str, path: Path, line: int) -> Iterator[tuple[str, frozenset[str]]]:
    for part in text.split():
        slot, _, words = part.partition(":")
        if slot not in SLOTS:
            raise GazetteerInvalid(path, line, f"no slot {slot!r}, know {', '.join(SLOTS)}")
        yield slot, frozenset(words.split("|"))


#: Words whose standing in the table is kept.
_MOST_KNOWN = 1 << 16


def find_triggers(doc: Doc, folder: Path | None = None) -> list[tuple[Token, str]]:
    """The words of a text that name an event, with their event types, in order.

    Reads lemmas and, where the pipeline has a parser, what depends on them.
    """
    table = trigger_table(folder)
    found: list[tuple[Token, str]] = []
    weapons: dict[int, str] = {}
    told: set[tuple[int, str]] = set()
    for token in _worth_a_look(doc, folder):
        chosen = next((row for row in _rows(token, table) if _fits(row, token)), None)
        if chosen is None:
            said = _said(token)
            found += [(token, said)] if said else []
            continue
        compound = token.pos_ == "NOUN" and token.dep_ == "compound"
        if compound or _content_of(token) or _passes_on(token) or _describes(token):
            continue
        if _brings_about(token, chosen.type, table):
            continue
        if token.lower_ in MONTHS and token.text[:1].isupper() and token.pos_ == "PROPN":
            continue  # "March 18" is a date
        if chosen.type == "killing" and _by_nature(token):
            continue
        verb = _struck_with(token)
        told |= {(noun.i, chosen.type) for noun in _done_by_itself(token)}
        if verb is None:
            found.append((token, chosen.type))
        else:
            weapons[verb.i] = chosen.type
    return [
        (token, weapons.get(token.i, event_type))
        for token, event_type in found
        if (token.i, event_type) not in told
    ]


def _by_nature(token: Token) -> bool:
    """Whether a death is told beside a storm, a crash or an illness, and beside no arms."""
    words = {syntax.lemma(other) for other in token.sent if other.pos_ in ("NOUN", "PROPN")}
    return bool(words & people.NATURE) and not words & people.ARMS


def is_particular(token: Token, event_type: str) -> bool:
    """Whether what stands beside a trigger says so, too: "restore ties", not "restore"."""
    rows = _rows(token, trigger_table())
    return any(row.type == event_type and row.needs and _fits(row, token) for row in rows)


def _rows(
    token: Token, table: Mapping[tuple[str, str], tuple[TriggerRow, ...]]
) -> tuple[TriggerRow, ...]:
    """The rows of a word, those with most needs first."""
    pos = "VERB" if token.pos_ in ("VERB", "AUX") else token.pos_
    rows = next((table[form, pos] for form in _forms(token) if (form, pos) in table), ())
    if not rows and pos == "NOUN" and _past_misread(token):
        rows = table.get((IRREGULAR[token.lower_], "VERB"), ())
    if not rows and pos == "PROPN" and token.text[:1].isupper():
        # Sentences begin with a capital, and headlines write nouns and verbs with them.
        forms = _forms(token) if token.is_sent_start else (token.lower_,)
        rows = next((table[form, "NOUN"] for form in forms if (form, "NOUN") in table), ())
    return rows


def _worth_a_look(doc: Doc, folder: Path | None) -> Iterator[Token]:
    """The tokens with a form that the trigger table has, and verbs of stating.

    They are one in ten; asking spaCy what each of the others is takes longest.
    """
    types = tables_in_use("event_types.csv", folder)
    forms, known = _trigger_forms(tables_in_use("triggers.csv", folder), types)
    if len(known) > _MOST_KNOWN:
        known.clear()
    for at, (written, lemma) in enumerate(doc.to_array(["LOWER", "LEMMA"]).tolist()):
        if (written, lemma) not in known:
            known[written, lemma] = not forms.isdisjoint(_forms(doc[at]))
        if known[written, lemma]:
            yield doc[at]


@cache
def _trigger_forms(
    files: tuple[TableFile, ...], types: tuple[TableFile, ...]
) -> tuple[frozenset[str], dict[tuple[int, int], bool]]:
    """Words of a trigger table, and for spaCy's (word, lemma) whether a form is one of them."""
    lemmas = {lemma for lemma, _pos in _triggers(files, types)}
    return frozenset(lemmas | lists.DEMANDING), {}


def _past_misread(token: Token) -> bool:
    """Whether a noun may be a past form: "gunmen shot a man", not "a warning shot"."""
    if token.lower_ not in IRREGULAR or not token.i:
        return False
    before = token.nbor(-1)
    bare = not any(child.dep_ in ("det", "nummod", "amod") for child in token.children)
    return bare and before.pos_ in ("NOUN", "PROPN", "ADV", "PRON", "AUX", "CCONJ")


def _said(token: Token) -> str | None:
    """What a verb of saying does: "said the rebels must leave", "said it will not be tolerated"."""
    if not syntax.is_verb(token) or syntax.lemma(token) not in lists.DEMANDING:
        return None
    for child in syntax.children(token, "ccomp"):
        words = syntax.auxiliaries(child)
        bound = syntax.lemma(child) == "have" and syntax.children(child, "xcomp")
        if words & {"must", "should", "ought"} or bound:
            return "demand"
        denied = any(c.lower_ in ("not", "n't", "never", "longer") for c in child.children)
        if denied and syntax.lemma(child) in lists.PUTTING_UP:
            return "warning"
    return None


def _describes(token: Token) -> bool:
    """Whether a participle only describes: "wounded soldiers", "the displaced"."""
    if token.tag_ == "VBG" and token.dep_ == "acl" and syntax.lemma(token) in lists.ARRIVING:
        return lemma_type(token.head) is not None  # "strikes targeting posts" are one deed
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
    known = (syntax.lemma(verb), "VERB") in trigger_table()
    return verb if known and (top.dep_ == "nsubj" or agent) else None


def _done_by_itself(verb: Token) -> list[Token]:
    """The deed that its own verb tells again: "a bomb blew up", "an explosion ripped through".

    Not "talks mediated by Germany": what somebody does with a deed is told of it.
    """
    if not syntax.is_verb(verb) or syntax.children(verb, "obl:agent"):
        return []
    return syntax.subjects(verb) + ([verb.head] if verb.dep_ == "acl" else [])


def _brings_about(
    verb: Token, event_type: str, table: Mapping[tuple[str, str], tuple[TriggerRow, ...]]
) -> bool:
    """As "forcing" of "forcing thousands to flee": the verb below tells the same deed."""
    if not syntax.is_verb(verb) or syntax.lemma(verb) not in lists.BRINGING_ABOUT:
        return False
    below = (c for c in verb.children if syntax.is_verb(c) and syntax.is_infinitive(c))
    return any(row.type == event_type for c in below for row in _rows(c, table))


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


def _content_of(token: Token) -> bool:
    """Whether a verb only says what a noun is for: "an offensive by the army to liberate"."""
    if not syntax.is_verb(token) or not syntax.is_infinitive(token):
        return False
    # "an offensive to liberate", and "an offensive by the army to liberate".
    nouns = [token.head, token.head.head] if token.dep_ == "acl" else []
    if token.i >= 2 and token.nbor(-1).lower_ == "to":
        nouns.append(token.nbor(-2))
    table = trigger_table()
    return any(
        noun.pos_ == "NOUN"
        and any((form, "NOUN") in table for form in _forms(noun))
        and lemma_type(noun) in _PURPOSEFUL
        for noun in nouns
    )


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
    nouns = trigger_table()
    return any(
        child.dep_ in ("obj", "nsubj:pass")
        and any(_fits(row, child) for row in _rows(child, nouns))
        for child in token.children
    )
