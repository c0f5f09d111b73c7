"""Recognition in other languages than English: names in their script, and little else.

There is no model and no parse, so a name must be well known, kept by people, stand beside a
word for a kind of place, or lie where the article's other places do. What a language glues to a
name is the gazetteer's business (Arabic prepositions, Slavic cases), but for the Turkish suffix
behind an apostrophe and the German genitive.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.names import normalise
from geomap.mentions.features import KNOWN
from geomap.mentions.patterns import foreign
from geomap.mentions.recognise import Found, is_demonym, visible
from geomap.mentions.spellings import in_german, sided
from geomap.mentions.units import holds, home

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from geomap.gazetteer import Gazetteer, NameMatch
    from geomap.model import PlaceKind

    #: A name, the kind of place that a word asks for, and whether it is a place for certain.
    _Judged = tuple[NameMatch, PlaceKind | None, bool]

#: From this prominence on a name is a city's, though persons bear it too: Paris, Washington.
_FAMED = 0.8
#: The words on both sides of a name, and what stands before one that opens a sentence.
_BEFORE = re.compile(r"(\w+)[ \u00a0-]$")
_OPENED = re.compile(r"(?:^|[.!?…:;\"«»“”—–\n(])\s*$")
_OPENING = 3
_BEHIND = re.compile(r"[ \u00a0-](\w+)")
#: German: a name with the ending of its genitive: "Nigerias", "Kiews".
_GENITIVE = re.compile(r"\b([A-ZÄÖÜ][\wäöüß]{3,})s\b")
#: Languages that write every noun with a capital.
_CAPITAL_NOUNS = frozenset({"de"})
#: Scripts without capitals, where any word might be the name of some village.
_NO_CAPITALS = frozenset({"ar"})
_DOUBTFUL = frozenset({"common-word", "person-name", "month", "day", "romanised", "postal"})
#: Scripts whose names are told by their sound and stem without doubt: no word is a homograph.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u06ff]")
#: A region named by an adjective, with its type word, in any case: "Сумской области".
_REGION = re.compile(
    r"\b[А-ЯЁІЇЄҐ][\w’'-]+(?:ськ|цьк|зьк|ск|цк)(?:а|ої|ій|у|ою|ая|ой|ую)\s(?:област|губерн)\w*"
)
#: Between a town and the country it is in: "à Djibo, au Burkina Faso".
_IN_COUNTRY = re.compile(r"[,(]\s?(?:[a-zäöüßàâçéèêëîïôûùáíóúñ]{1,13}\s){0,4}(?:l['’])?")
#: Surnames and adjectives whose stem is that of some village, in normal form.
_SURNAME = re.compile("(?:ов|ев|ин|ын)$")
_ADJECTIVE = re.compile("(?:ого|ому|ым|им|ыми|ими|ые|ие|ых|их|ая|ую|оі|іи|ов|ев|ин|ын)$")
_QUALITY = re.compile("(?:ск|цк|ськ|цьк)(?:ии|ий|ая|а|ое|е)$")
_ARABIC = re.compile("[\u0600-\u06ff]")
_SUFFIX = re.compile(r"(?<=\w)['’]\w{1,8}")
#: Turkish: the cases of where one is and comes from: "Moskova'da", "Şam'dan".
_WHERE = re.compile(r"['’][dt][ae](?:n|ki)?\b")
_LOOKED_BACK = 2
#: Longest word that is read in front of a name, characters.
_LONGEST = 30
#: Longest name that is left alone where few know it, characters.
_SHORT = 3
#: Rows of a follower that are looked at, the most prominent first.
_ROWS = 3


def recognise_foreign(doc: Doc, text: str, gazetteer: Gazetteer, language: str) -> list[Found]:
    """The place names of a text that is not English, in order.

    Args:
        doc: the text through a tokenizer of its language.
        text: the text.
        gazetteer: where names are looked up.
        language: ISO 639-1 code.
    """
    judged = _judged(doc, text, gazetteer, language)
    followers: list[NameMatch | None] = [*(one[0] for one in judged), None]
    judged = [
        (match, kind, known or _in_country(match, followers[at], text, gazetteer))
        for at, (match, kind, known) in enumerate(judged, start=1)
    ]
    regions = _regions(text, gazetteer) if language in ("ru", "uk") else []
    judged = _at_home(_alike(judged, text), regions, gazetteer, language)
    # One sense an article: a name that is a place once is one elsewhere in the same text.
    sure = {
        match.key for match, _kind, known in judged if known and "common-word" not in match.flags
    }
    names = [
        _lake(match, text, gazetteer) or _unit(match, text, gazetteer)
        or Found(
            start=match.start, end=match.end, rows=match.rows,
            demonym=is_demonym(match.flags), kind_hint=kind or _water(match, gazetteer),
        )
        for match, kind, known in judged
        if (known or match.key in sure)
        and not any(one.start < match.end and match.start < one.end for one in regions)
    ]  # fmt: skip
    if language == "de":
        names += _slavic(names, text, gazetteer)
    return sorted([*names, *regions], key=lambda one: one.start)


def _alike(judged: list[_Judged], text: str) -> list[_Judged]:
    """The names of a list with the kind of its first: "les régions du Bounkani et du Tchologo"."""
    made: list[_Judged] = []
    for match, kind, known in judged:
        first = made[-1] if made else None
        listed = first and foreign.LISTING.fullmatch(text[first[0].end : match.start])
        shared = first[1] if first and listed and kind is None else None
        # A word for one place, not several, says nothing about the next: "la ville de X, Y".
        shared = shared if shared in ("city", "admin1", "admin2") and known is False else None
        made.append((match, kind or shared, known or shared is not None))
    return made


def _unit(match: NameMatch, text: str, gazetteer: Gazetteer) -> Found | None:
    """The part of a land that is a unit: "Darfour-Nord"."""
    found = sided(match.start, match.end, match.rows, text, gazetteer)
    if found is None:
        return None
    start, end, name = found
    return _known_as(start, end, name, gazetteer, "admin1")


def _slavic(names: list[Found], text: str, gazetteer: Gazetteer) -> list[Found]:
    """Slavic names as German spells them, beside the names of a text that are known."""
    lands = {gazetteer.entry(one.rows[0]).country or "" for one in names if one.rows}
    return [
        _known_as(start, end, name, gazetteer)
        for start, end, name in in_german(text, frozenset(lands), gazetteer)
        if not any(one.start < end and start < one.end for one in names)
    ]


def _known_as(
    start: int, end: int, name: str, gazetteer: Gazetteer, kind: PlaceKind | None = None
) -> Found:
    """What a name of the gazetteer means, which the text writes otherwise."""
    rows = tuple(hit.row for hit in gazetteer.lookup(name))
    return Found(start=start, end=end, rows=rows, kind_hint=kind, known_as=name)


def _judged(
    doc: Doc, text: str, gazetteer: Gazetteer, language: str
) -> list[tuple[NameMatch, PlaceKind | None, bool]]:
    """The names of a text that may be places, with their kinds and whether they surely are."""
    kinds = foreign.TYPE_WORDS.get(language, {})
    read = foreign.BODIES.sub(lambda found: " " * len(found[0]), text)
    read = _SUFFIX.sub(lambda found: " " * len(found[0]), read) if language == "tr" else read
    if language == "de":
        read = _GENITIVE.sub(lambda found: _without_s(found[1], found[0], gazetteer), read)
    judged = []
    matches = list(_without_small_words(gazetteer.match(read), doc, gazetteer))
    for match in visible(matches, text):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is None or match.key in kinds or span.text in kinds:
            continue
        if len(span) == 1 and span[0].is_stop:
            continue
        kind = _kind(doc, span.start, span.end, kinds)
        there = (
            language == "tr" and "person-name" not in match.flags and _WHERE.match(text, match.end)
        )
        if kind is None and not there and _is_called(match, text, language, gazetteer, kinds):
            continue
        # In Turkish the apostrophe of an ending tells a name from a word: "Humus'a".
        named = language == "tr" and _SUFFIX.match(text, match.end) is not None
        doubt = _DOUBTFUL - {"common-word"} if named else _DOUBTFUL
        judged.append((match, kind, kind is not None or _known(match, gazetteer, doubt)))
    return judged


def _without_small_words(
    matches: Iterable[NameMatch], doc: Doc, gazetteer: Gazetteer
) -> Iterator[NameMatch]:
    """The names, told by their sound alone, without a small word in front or at the end.

    "Au Mali" is Mali, though some village sounds like both words; what is no name without its
    article stays.
    """
    for match in matches:
        span = doc.char_span(match.start, match.end)
        if "romanised" in match.flags and span is not None and len(span) > 1:
            bare = span[int(span[0].is_stop) : len(span) - span[-1].is_stop]
            found = gazetteer.match(bare.text) if len(bare) < len(span) else ()
            whole = [one for one in found if one.start == 0 and one.end == len(bare.text)]
            if whole and not whole[0].flags:
                yield replace(whole[0], start=bare.start_char, end=bare.end_char)
                continue
        yield match


def _without_s(name: str, word: str, gazetteer: Gazetteer) -> str:
    """A German word without the ending of a name's genitive, as long as before."""
    if gazetteer.names_of(normalise(word)):
        return word
    known = (gazetteer.entry(row) for row in gazetteer.names_of(normalise(name)))
    return f"{name} " if any(one.edited or one.prominence >= KNOWN for one in known) else word


def _is_called(
    match: NameMatch, text: str, language: str, gazetteer: Gazetteer, kinds: dict[str, PlaceKind]
) -> bool:  # fmt: skip
    """Whether a name is a person's or a body's: "Владимир Петров", "La Guardia Nacional"."""
    if language in _NO_CAPITALS or " " in match.key:
        return False
    if language in _CAPITAL_NOUNS and "person-name" not in match.flags:
        return False
    if any(gazetteer.entry(row).kind == "country" for row in match.rows):
        return False
    before = _BEFORE.search(text[max(0, match.start - _LONGEST) : match.start])
    if before is None or before[1] in kinds:
        return _goes_on(match, text, kinds)
    if before[1][0].islower():
        return False  # "в Киеве Зеленский": a preposition leads to a place
    opens = match.start - len(before[0])
    return not _OPENED.search(text[max(0, opens - _OPENING) : opens])


def _goes_on(match: NameMatch, text: str, kinds: dict[str, PlaceKind]) -> bool:
    """Whether a capitalised word that says no kind of place stands right behind a name."""
    behind = _BEHIND.match(text, match.end)
    return behind is not None and behind[1][:1].isupper() and behind[1].lower() not in kinds


def _lake(match: NameMatch, text: str, gazetteer: Gazetteer) -> Found | None:
    """The lake of a name behind its word: "le lac Tchad" is not the country."""
    before = _BEFORE.search(text[max(0, match.start - _LONGEST) : match.start])
    if before is None or before[1].lower() not in foreign.LAKES:
        return None
    hits = gazetteer.lookup(f"{before[1]} {text[match.start : match.end]}")
    rows = tuple(hit.row for hit in hits if gazetteer.entry(hit.row).kind == "lake")
    start = match.start - len(before[0])
    return Found(start=start, end=match.end, rows=rows, kind_hint="lake") if rows else None


def _water(match: NameMatch, gazetteer: Gazetteer) -> PlaceKind | None:
    """A sea by its whole name, which some unit bears too: "في البحر الأحمر"."""
    seas = " " in match.key and any(gazetteer.entry(row).kind == "sea" for row in match.rows)
    return "sea" if seas else None


def _at_home(
    judged: list[_Judged], regions: Iterable[Found], gazetteer: Gazetteer, language: str
) -> list[_Judged]:
    """The names with those known too that lie only where the certain ones and the regions do."""
    if language in _NO_CAPITALS | _CAPITAL_NOUNS:
        return judged
    certain = [
        max((gazetteer.entry(row) for row in rows), key=lambda entry: entry.prominence)
        for rows in (*(m.rows for m, _kind, known in judged if known), *(r.rows for r in regions))
        if rows
    ]
    homes, units = home(certain), {(one.country, one.admin1) for one in certain if one.admin1}
    doubt = _DOUBTFUL - {"romanised"}

    def there(match: NameMatch) -> bool:
        own = {(one.country, one.admin1) for one in map(gazetteer.entry, match.rows)}
        return not match.flags & doubt and _is_no_word(match) and bool(own) and (
            own <= units or homes.issuperset(country for country, _unit in own)
        )  # fmt: skip

    return [(match, kind, known or there(match)) for match, kind, known in judged]


def _is_no_word(match: NameMatch) -> bool:
    """Whether a name has some length, and is no adjective: "Киевский" is seldom Киевский."""
    sound = "romanised" in match.flags
    word = (_ADJECTIVE if sound else _QUALITY).search(match.key) is not None
    return not word and len(match.key) > _SHORT


def _regions(text: str, gazetteer: Gazetteer) -> list[Found]:
    """Regions of Russia and Ukraine by their adjectives: "Харьковской области"."""
    found = []
    for match in _REGION.finditer(text):
        rows = tuple(hit.row for hit in gazetteer.lookup(match[0]))
        if any(gazetteer.entry(row).kind == "admin1" for row in rows):
            found.append(Found(start=match.start(), end=match.end(), rows=rows, kind_hint="admin1"))
    return found


def _in_country(
    match: NameMatch, follower: NameMatch | None, text: str, gazetteer: Gazetteer
) -> bool:
    """Whether the country or unit that a name lies in stands right behind it."""
    if follower is None or match.flags & _DOUBTFUL:
        return False
    beside = _IN_COUNTRY.fullmatch(text[match.end : follower.start])
    return beside is not None and any(
        holds(gazetteer, follower.rows[:_ROWS], row) for row in match.rows
    )


def _known(match: NameMatch, gazetteer: Gazetteer, doubt: frozenset[str]) -> bool:
    """Whether a name needs no other reason to be a place than what flags cast no doubt on it."""
    entries = [gazetteer.entry(row) for row in match.rows]
    if len(match.key) <= _SHORT and _ARABIC.match(match.key):
        # two or three letters are some other word: "لأي" is no Lae
        entries = [one for one in entries if one.edited or one.prominence >= _FAMED]
    if not entries:
        return is_demonym(match.flags)
    if is_demonym(match.flags):
        return "common-word" not in match.flags & doubt
    if _OTHER_SCRIPT.match(match.key):
        doubt = doubt - {"romanised"}
    heard = "romanised" in match.flags & doubt and " " not in match.key  # "Perrot" is no Beirut
    arabic = _ARABIC.match(match.key) is not None
    flags = match.flags | (_in_latin(entries[0].name, gazetteer) if arabic else frozenset())
    if flags & doubt == {"person-name"}:
        famed = (one for one in entries if one.edited or one.prominence >= _FAMED)
        return any(one.edited or arabic or normalise(one.name) == match.key for one in famed)
    if any(entry.edited for entry in entries) and not heard:
        return "common-word" not in match.flags & doubt
    if match.flags & doubt:
        return False
    if "romanised" in match.flags:
        surname = _SURNAME.search(match.key) is not None  # "Иванов" is not Иваново
        return not surname and any(entry.prominence >= KNOWN for entry in entries)
    return " " in match.key or any(entry.prominence >= KNOWN for entry in entries)


def _in_latin(name: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The flag of a name that persons bear, which lists have in Latin letters only."""
    found = gazetteer.match(name)
    return frozenset({"person-name"}) & found[0].flags if found else frozenset()


def _kind(doc: Doc, first: int, last: int, kinds: dict[str, PlaceKind]) -> PlaceKind | None:
    """The kind that a word before a name, or right behind or glued to it, asks for."""
    behind = doc[last].text if last < len(doc) else ""
    behind = doc[last - 1].text.rpartition("-")[2] if behind not in kinds else behind
    if behind in kinds:
        return kinds[behind]
    for at in range(first - 1, max(-1, first - 1 - _LOOKED_BACK), -1):
        if doc[at].text in kinds:
            return kinds[doc[at].text]
        if doc[at].lower_ not in foreign.LINKS:
            return None
    return None
