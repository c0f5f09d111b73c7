"""Which stretches of a text name places: the gazetteer and the model, each checking the other.

The gazetteer knows the names and the model the sentence. A name that is also an ordinary
word, a person's name or small in the world needs a reason from the sentence: a preposition of
place, a type word, the model's word for it, or a country named right behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.mentions.patterns import bodies, grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from geomap.gazetteer import Entry, Gazetteer, NameMatch
    from geomap.model import PlaceKind

#: Entity labels of the embedded pipeline and of the common spaCy ones.
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
PERSON_LABELS = frozenset({"PER", "PERSON"})
BODY_LABELS = frozenset({"ORG"})
#: Flags of names that need a reason to be a place.
_DOUBTFUL = frozenset({"common-word", "person-name", "month", "day", "romanised", "postal"})
#: From this prominence on a name is a place unless the sentence says otherwise: a town of
#: some 100,000 that is known in several languages.
_WELL_KNOWN = 0.6
_WEB = re.compile(
    r"(?:https?://|www\.|mailto:)[^\s)\]>]+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|ca)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of text that names a place."""

    start: int
    end: int
    rows: tuple[int, ...] = ()
    demonym: bool = False
    body: bool = False
    """Whether it is part of the name of a body, a deal, or a paper."""
    kind_hint: PlaceKind | None = None
    recognised_by: str = "gazetteer"


def recognise(doc: Doc, text: str, gazetteer: Gazetteer) -> list[Found]:
    """The place names of a text in order, without overlap."""
    web = [match.span() for match in _WEB.finditer(text)]
    matches = [
        match for match in gazetteer.match(text)
        if not any(start <= match.start < end for start, end in web)
    ]  # fmt: skip
    kept: list[Found] = []
    doubtful: list[tuple[NameMatch, Span]] = []
    refused: list[tuple[int, int]] = []
    for match in matches:
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is None:
            continue
        verdict = judge(match, span, gazetteer, text)
        if verdict is True:
            kept.append(_found(match, span, gazetteer, text))
        elif verdict is None:
            doubtful.append((match, span))
        else:
            refused.append((match.start, match.end))
    sure = {text[found.start : found.end] for found in kept if not found.demonym}
    # One sense an article: a name that is a place once is one elsewhere in the same text.
    kept += [
        _found(match, span, gazetteer, text)
        for match, span in doubtful
        if text[match.start : match.end] in sure
    ]
    kept += _by_model(doc, kept, web + refused)
    kept.sort(key=lambda found: found.start)
    return list(_shared_type_word(kept, text))


def judge(match: NameMatch, span: Span, gazetteer: Gazetteer, text: str) -> bool | None:
    """Whether a match is a place: yes, no, or (None) only if the article says so elsewhere."""
    label = _label(span)
    demonym = _is_demonym(match)
    if "abbreviation" in match.flags and "postal" not in match.flags:
        return text[match.end : match.end + 1] != "$"
    if match.key in bodies.GENERIC:
        return False
    if match.flags & {"month", "day"} or _acronym(text[match.start : match.end]):
        return _parent_follows(match, text, gazetteer) or None
    if demonym:
        return span.root.pos_ not in ("VERB", "AUX")
    best = _best(match, gazetteer)
    named = (
        label in PLACE_LABELS
        or _framed(span)
        or _parent_follows(match, text, gazetteer)
        or _with_article(span, best)
    )
    if _part_of_a_name(match, span, best, text) or _plain_word(match, span, best, named=named):
        return False
    if "postal" in match.flags:
        return _after_town(match, text)
    if _multiword(match) and not match.flags & _DOUBTFUL:
        return True
    person = label in PERSON_LABELS and not _multiword(match) and best.kind != "country"
    doubtful = bool(match.flags & (_DOUBTFUL - {"person-name"})) or person
    known = best.prominence >= _WELL_KNOWN or best.edited
    return True if named or (known and not doubtful) else None


def _part_of_a_name(match: NameMatch, span: Span, best: Entry, text: str) -> bool:
    """Whether the name is part of a person's or of a longer one that the gazetteer lacks."""
    if _person(span, text) or (_label(span) in PERSON_LABELS and _entity_is_longer(span)):
        return True
    weak = "romanised" in match.flags or best.prominence < 0.5
    return weak and _in_longer_name(span)


def _plain_word(match: NameMatch, span: Span, best: Entry, *, named: bool) -> bool:
    """Whether it is an ordinary word: sentence-initial "Since", a headline's verb."""
    pos = span.root.pos_
    if pos in ("PROPN", "") or (named and pos in ("NOUN", "ADJ", "X")):
        return False
    plain = best.prominence < _WELL_KNOWN or bool(match.flags & _DOUBTFUL)
    return plain and not (_multiword(match) and not match.flags & _DOUBTFUL)


def _label(span: Span) -> str:
    """Label of the model's entity that holds the span, "" where there is none."""
    labels = {token.ent_type_ for token in span if token.ent_type_}
    return min(labels) if labels else ""


def _entity_is_longer(span: Span) -> bool:
    """Whether the model's entity goes on beside the span: "Jordan Peterson"."""
    doc = span.doc
    before = span.start > 0 and doc[span.start].ent_iob_ == "I"
    after = span.end < len(doc) and doc[span.end].ent_iob_ == "I" and doc[span.end].ent_type_ != ""
    return before or after


def _is_demonym(match: NameMatch) -> bool:
    return "also-name" not in match.flags and any(
        flag.startswith("demonym") for flag in match.flags
    )


def _acronym(words: str) -> bool:
    """Whether a name is written as an acronym (SOS, FAO), which few places are."""
    return words.isupper() and words.isalpha() and words.isascii() and len(words) <= 4


def _multiword(match: NameMatch) -> bool:
    return " " in match.key


def _best(match: NameMatch, gazetteer: Gazetteer) -> Entry:
    return max(
        (gazetteer.entry(row) for row in match.rows),
        key=lambda entry: (entry.prominence, -entry.row),
    )


def _capitalised(token: Token) -> bool:
    return bool(token.text[:1].isupper()) and token.pos_ in ("PROPN", "")


def _person(span: Span, text: str) -> bool:
    """Whether the name is part of a person's: a title before it, a surname or given name beside."""
    doc, before, after = span.doc, span.start - 1, span.end
    if before >= 0 and doc[before].lower_.strip(".") in bodies.TITLES and doc[before].is_title:
        return True
    if text[span.end_char : span.end_char + 1] != " " or after >= len(doc):
        follows = False
    else:
        token = doc[after]
        follows = (
            _capitalised(token)
            and token.lower_ not in bodies.TYPE_WORDS
            and token.lower_ not in bodies.BODY
            and token.dep_ in ("flat", "flat:name")
            and token.head.i in range(span.start, span.end)
        )
    leads = (
        before >= 0
        and _capitalised(doc[before])
        and span.root.dep_ in ("flat", "flat:name")
        and span.root.head.i < span.start
        and text[span.start_char - 1] == " "
    )
    return follows or leads


def _in_longer_name(span: Span) -> bool:
    """Whether an unknown capitalised word stands beside: "Konstantin Palace", "Mount Wilson"."""
    doc = span.doc
    beside = [doc[at] for at in (span.start - 1, span.end) if 0 <= at < len(doc)]
    return any(
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.lower_ not in bodies.TYPE_WORDS
        and not token.is_sent_start
        for token in beside
    )


def _framed(span: Span) -> bool:
    """Whether the words around ask for a place: "in X", "village of X", "X province"."""
    doc = span.doc
    if _kind_hint(span) is not None:
        return True
    before = span.start - 1
    while before >= 0 and doc[before].text in grammar.MARKS:
        before -= 1
    if before < 0:
        return False
    word = doc[before].lower_
    if word in grammar.LOCATIVE - {"along", "off", "beyond", "amid", "through"} or word == "to":
        return doc[before].pos_ in ("ADP", "")
    return word == "from" and doc[before].pos_ in ("ADP", "")


def _with_article(span: Span, best: Entry) -> bool:
    """As in "the Euphrates", "the M4 highway": rivers, seas and roads have the article."""
    lined = best.kind in ("river", "sea") or best.feature_code == "RD"
    return lined and span.start > 0 and span.doc[span.start - 1].lower_ == "the"


def _parent_follows(match: NameMatch, text: str, gazetteer: Gazetteer) -> bool:
    """Whether a larger unit that holds a place of this name is named right behind a comma."""
    tail = text[match.end : match.end + 40]
    if not tail.startswith(", "):
        return False
    parents = [other for other in gazetteer.match(tail) if other.start == 2]
    return any(holds(gazetteer, parents[0].rows, row) for row in match.rows) if parents else False


def holds(gazetteer: Gazetteer, parents: tuple[int, ...], row: int) -> bool:
    """Whether one of `parents` is the country or first-level unit of a row."""
    entry = gazetteer.entry(row)
    for number in parents:
        parent = gazetteer.entry(number)
        if parent.country == entry.country and (
            parent.kind == "country" or (parent.kind == "admin1" and parent.name == entry.admin1)
        ):
            return True
    return False


def _after_town(match: NameMatch, text: str) -> bool:
    """Postal codes of states stand behind a town and a comma."""
    return re.search(r"[A-Z][\w.'-]+, $", text[max(0, match.start - 30) : match.start]) is not None


def _kind_hint(span: Span) -> PlaceKind | None:
    """The kind asked for by a type word: "Idlib Province", "the village of X", "Lake X"."""
    doc = span.doc
    after = span.end
    if after < len(doc) and doc[after].text in ("-", "’s", "'s"):
        after += 1
    if after < len(doc) and doc[after].lower_ in bodies.TYPE_WORDS:
        return bodies.TYPE_WORDS[doc[after].lower_]
    before = span.start - 1
    if before >= 1 and doc[before].lower_ == "of" and doc[before - 1].lower_ in bodies.TYPE_WORDS:
        return bodies.TYPE_WORDS[doc[before - 1].lower_]
    if before >= 0 and doc[before].lower_ in ("lake", "mount", "river", "gulf"):
        return bodies.TYPE_WORDS[doc[before].lower_]
    if before >= 0 and doc[before].lower_ in ("town", "village", "city", "province", "district"):
        return bodies.TYPE_WORDS[doc[before].lower_]
    return None


def _found(match: NameMatch, span: Span, gazetteer: Gazetteer, text: str) -> Found:
    """The match as it stands in the text: without a type word that is no part of the name."""
    start, end, hint = match.start, match.end, _kind_hint(span)
    words = text[start:end].rsplit(" ", 1)
    own = bodies.TYPE_WORDS.get(words[-1].lower())
    if hint is None and len(words) == 2 and own in _WATERS:
        hint = own  # "the Red Sea" is no province
    if len(words) == 2 and words[1].lower() in bodies.LOOSE_TYPE_WORDS:
        bare = gazetteer.lookup(words[0])
        if bare:
            end = start + len(words[0].rstrip())
            hint = bodies.TYPE_WORDS[words[1].lower()]
    label = _label(span)
    after = span.end
    if (
        after < len(span.doc)
        and _best(match, gazetteer).kind != "country"
        and span.doc[after].lower_ in bodies.STREETS
        and span.doc[after].is_title
    ):
        # "Wichita Street" is a street somewhere, not the town it is named for.
        token = span.doc[after]
        return Found(
            start=start, end=token.idx + len(token.text), kind_hint="facility",
            recognised_by="gazetteer",
        )  # fmt: skip
    return Found(
        start=start,
        end=end,
        rows=match.rows,
        demonym=_is_demonym(match),
        body=_in_body(span),
        kind_hint=hint,
        recognised_by="both" if label in PLACE_LABELS else "gazetteer",
    )


def _in_body(span: Span) -> bool:
    """Whether the run of capitals around the span names a body, a deal, or a paper."""
    doc = span.doc
    after = span.end
    if after < len(doc) and doc[after].lower_ in bodies.DEAL_NAMES:
        return True
    first, last = span.start, span.end
    while last < len(doc) and last - span.end < 6 and _runs_on(doc, last):
        last += 1
    while (
        first > 0
        and span.start - first < 6
        and (
            doc[first - 1].text[:1].isupper()
            or (
                doc[first - 1].lower_ in ("of", "for")
                and first > 1
                and doc[first - 2].text[:1].isupper()
            )
        )
    ):
        first -= 1
    run = [token for token in doc[first:last] if not span.start <= token.i < span.end]
    return any(
        token.lower_ in bodies.BODY and token.text[:1].isupper() for token in run
    ) and not any("\n" in token.text for token in run)


def _runs_on(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.text[:1].isupper():
        return True
    return (
        token.lower_ in ("of", "for", "and")
        and at + 1 < len(doc)
        and bool(doc[at + 1].text[:1].isupper())
        and token.lower_ != "and"
    )


def _by_model(doc: Doc, kept: list[Found], web: list[tuple[int, int]]) -> list[Found]:
    """Place entities that the gazetteer lacks; kept so that nothing is lost in silence."""
    taken = [(found.start, found.end) for found in kept] + web
    return [
        Found(
            start=ent.start_char,
            end=ent.end_char,
            kind_hint=_kind_hint(ent) or bodies.TYPE_WORDS.get(ent[-1].lower_),
            recognised_by="model",
        )
        for ent in doc.ents
        if (ent.label_ in PLACE_LABELS or _typed(ent))
        and not any(start < ent.end_char and ent.start_char < end for start, end in taken)
    ]


def _typed(ent: Span) -> bool:
    """As in "Burambi commune": a name with a type word in small letters, whatever its label."""
    last = ent[-1]
    return len(ent) > 1 and last.is_lower and bodies.TYPE_WORDS.get(last.lower_) in _NAMED_SO


#: Kinds of waters, which have their type word in the name.
_WATERS = frozenset({"sea", "lake", "river"})
#: Kinds whose type words follow names of places and hardly those of bodies.
_NAMED_SO = frozenset({"admin1", "admin2", "city", "river", "lake", "island", "mountain"})


def _shared_type_word(kept: list[Found], text: str) -> Iterator[Found]:
    """As in "Hilmand, Kandahar and Uruzgan provinces": the last one's type word is for all."""
    hint: PlaceKind | None = None
    shared: list[Found] = []
    for index in range(len(kept) - 1, -1, -1):
        found = kept[index]
        gap = text[found.end : kept[index + 1].start] if index + 1 < len(kept) else ""
        joins = re.fullmatch(r",? (?:and |or )?(?:northern |southern |eastern |western )?", gap)
        if hint is not None and joins and found.kind_hint is None and not found.demonym:
            shared.append(replace(found, kind_hint=hint))
            continue
        tail = text[found.end : found.end + 16].lower()
        plural = re.match(
            r" (provinces|governorates|districts|counties|villages|towns|oblasts)", tail
        )
        hint = found.kind_hint if plural else None
        shared.append(found)
    yield from reversed(shared)
