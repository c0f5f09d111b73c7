"""Every stretch of a text that might name a place, before anything is decided.

They come from three sides: names of the gazetteer; runs of capitals around a word for a kind
of place ("Darling Avenue", "Lake Vermont", "Highway 108"); and the model's entities with what
other runs of capitals there are, for the places that no gazetteer lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer.matching import SHORTENED
from geomap.gazetteer.romanise import FREE_ARTICLES
from geomap.language.vocabulary import MONTHS
from geomap.mentions.patterns import bodies, grammar
from geomap.mentions.words import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.gazetteer import Gazetteer, NameMatch
    from geomap.mentions.words import Words

#: Longest run of capitals that is one name, tokens.
_LONGEST = 6
#: Type words that are written with a dot, which may end a sentence behind others: "the Enguri Dam."
_DOTTED = frozenset("st ave rd blvd mt ft hwy rte co sq pl ln ct".split())
_JOINERS = frozenset({"-", "–", "‑", "'", "’", "/"})
#: Small words inside names, between capitals.
_INNER = frozenset("of de del du la al el the e i ul ud".split())
#: Small words that hyphens join to the capitals on both sides: "Dahna-e-Ghori", "Deir-ez-Zor".
_TIED = _INNER | frozenset("ur ez as ash ad an az en le les lès sur sous au aux bin".split())
#: What tells two units of a name apart, behind it: "Yola South", "Mayo-Kebbi Est".
SIDES = frozenset("north south east west nord sud est ouest norte sur este oeste".split())
#: Arabic articles, which a hyphen joins to their name and which are no name: "Al-Hillak".
_ARTICLES = FREE_ARTICLES | {"an", "as", "at"}
#: Words that open a sentence in front of a name.
_OPENERS = frozenset("the a an in on at near from for and but of to as with by when while".split())
_NUMBER = re.compile(r"\d{1,4}[A-Z]?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch ``[start, end)`` of the text, tokens ``[first, last)``, that may be a place."""

    start: int
    end: int
    first: int
    last: int
    source: str
    """gazetteer, typed (by a word for a kind of place), entity, or run."""
    rows: tuple[int, ...] = ()
    flags: frozenset[str] = frozenset()


#: What stands before a month.
_DATED = frozenset("in since until by of last this next early late mid from".split())
#: Words that say what a name is, and are no part of it unless in capitals: "Komanda axis".
_APART = bodies.SETTLEMENTS | bodies.LINES | {"centre", "center", "territory", "zone", "site"}
#: What leads from a settlement to where it is.
_WHERE = frozenset("in of near outside on north south east west".split())


def find_candidates(
    words: Words, matches: Iterable[NameMatch], gazetteer: Gazetteer
) -> list[Candidate]:
    """All candidates of a text in order, the longer first; they may overlap."""
    found: dict[tuple[int, int], Candidate] = {}
    tied = list(_tied(words))
    for made in (_listed(words, matches, gazetteer), _typed(words), _entities(words)):
        for one in made:
            if not any(_cuts(one, first, last) for first, last in tied):
                found.setdefault((one.start, one.end), one)
    for first, last in (*tied, *_sided(words, list(found.values()))):
        one = _spanned(words, first, last, "run")
        found.setdefault((one.start, one.end), one)
    covered = [False] * len(words)
    for one in found.values():
        covered[one.first : one.last] = [True] * (one.last - one.first)
    for one in _runs(words, covered):
        found.setdefault((one.start, one.end), one)
    kept = (one for one in found.values() if not _is_month(words, one))
    return sorted(kept, key=lambda one: (one.start, -one.end))


def _is_month(words: Words, one: Candidate) -> bool:
    """As in "in March", whatever towns have the name."""
    alone = one.last == one.first + 1 and one.first > 0 and words.lower[one.first] in MONTHS
    return alone and words.lower[one.first - 1] in _DATED


def _tied(words: Words) -> Iterator[tuple[int, int]]:
    """Tokens of the names that hyphens and small words make one, as "Nahr-e-Saraj"."""
    after = 0
    for hyphen, form in enumerate(words.forms):
        last = hyphen
        while form == "-" and hyphen > after and _ties(words, last):
            last += 4
        if last > hyphen:
            after = last
            if words.capital(hyphen - 1):
                yield hyphen - 1, last


def _ties(words: Words, at: int) -> bool:
    """Whether a hyphen, a small word, a hyphen and a capital are joined to the token before."""
    return (
        words.capital(at + 3)
        and words.forms[at] == words.forms[at + 2] == "-"
        and words.forms[at + 1] in _TIED
        and all(words.joined(token) for token in range(at, at + 4))
    )


def _cuts(one: Candidate, first: int, last: int) -> bool:
    """Whether a stretch begins or ends within a name."""
    return first < one.first < last or first < one.last < last


def _sided(words: Words, found: Iterable[Candidate]) -> Iterator[tuple[int, int]]:
    """Listed names with the side behind them that tells two units of the name apart."""
    for one in found:
        side = one.last
        turned = words.capital(side) and words.lower[side] in SIDES
        if one.rows and turned and words.capital(one.first) and not words.capital(side + 1):
            yield one.first, side + 1


def _spanned(words: Words, first: int, last: int, source: str) -> Candidate:
    return Candidate(
        start=words.starts[first], end=words.ends[last - 1], first=first, last=last, source=source
    )


def _listed(
    words: Words, matches: Iterable[NameMatch], gazetteer: Gazetteer
) -> Iterator[Candidate]:
    """Names of the gazetteer, as they stand in the text."""
    for match in matches:
        start, end = bare(match, words.text, gazetteer)
        first, last = words.cover(start, end)
        if last == first + 1 and is_article(words, first):
            continue
        yield Candidate(
            start=start, end=end, first=first, last=last, source="gazetteer",
            rows=match.rows, flags=match.flags,
        )  # fmt: skip


def bare(match: NameMatch, text: str, gazetteer: Gazetteer) -> tuple[int, int]:
    """A match without an article or type word that is no part of the place's own name.

    "Idlib Province" and "the river Euphrates" are Idlib and Euphrates, asked for as a province
    and a river; "Kansas City" is a name.
    """
    start, end = match.start, match.end
    own = gazetteer.entry(match.rows[0]).name.lower() if match.rows else ""
    if text[start:end][:4].lower() == "the " and not own.startswith("the "):
        start += 4 if gazetteer.lookup(text[start + 4 : end]) else 0
    lead, _, rest = text[start:end].partition(" ")
    if lead == "river" and gazetteer.lookup(rest):
        start += len(lead) + 1
    name, _, last = text[start:end].rpartition(" ")
    kind = last.lower()
    if name and kind in bodies.LOOSE_TYPE_WORDS and gazetteer.lookup(name):
        part = own.endswith(kind) and kind in bodies.NAMING_TYPE_WORDS
        end = end if part else start + len(name.rstrip())
    return start, end


def _typed(words: Words) -> Iterator[Candidate]:
    """Runs of capitals that end, or begin, with a word for a kind of place."""
    for at, word in enumerate(words.lower):
        if not words.capitals[at]:
            if word in bodies.SETTLED_OF:
                yield from _settled(words, at)
            continue
        if word in bodies.PLACE_HEADS:
            first = _leftmost(words, at)
            last = at + (2 if word in _DOTTED and words.dotted(at) else 1)
            if first < at:
                yield _spanned(words, first, last, "typed")
        numbered = at + 1 < len(words) and _NUMBER.fullmatch(words.forms[at + 1])
        if word in bodies.PLACE_LEADS:
            last = _rightmost(words, at)
            if last > at + 1:
                yield _spanned(words, at, last, "typed")
        elif word in bodies.ROADS and numbered:
            yield _spanned(words, _leftmost(words, at), at + 2, "typed")


def _settled(words: Words, at: int) -> Iterator[Candidate]:
    """As in "Lin Ta Lu village" and "the village of Lin Ta Lu", however much of it is known.

    Args:
        words: the text.
        at: the word for a settlement.
    """
    before = words.lower[at] in bodies.SETTLEMENTS
    named = before and words.capital(at - 1) and words.pos[at - 1] in ("PROPN", "")
    if named and not words.breaks(at):
        first = _leftmost(words, at)
        if first < at:
            yield _spanned(words, first, at, "typed")
    if before:
        yield from _apposed(words, at)
    named = words.capital(at + 2) or is_article(words, at + 2)
    if named and words.lower[at + 1] == "of" and words.lower[at + 2] not in bodies.NEVER:
        yield _spanned(words, at + 2, _rightmost(words, at + 2), "typed")


def _apposed(words: Words, at: int) -> Iterator[Candidate]:
    """As in "Lin Ta Lu, a small village in Hama": told what it is behind a comma."""
    comma = next((i for i in range(at - 1, max(at - 4, 0), -1) if words.forms[i] == ","), 0)
    described = comma and words.lower[comma + 1] in ("a", "an", "the")
    behind = words.lower[at + 1] if at + 1 < len(words) else ""
    if described and behind in _WHERE:
        first = _leftmost(words, comma)
        if first < comma and words.pos[comma - 1] in ("PROPN", ""):
            yield _spanned(words, first, comma, "typed")


def _leftmost(words: Words, at: int) -> int:
    """First token of the run of capitals that ends before `at`."""
    first = at
    while at - first < _LONGEST:
        step = _step_left(words, first)
        if not step:
            break
        first -= step
    while first < at and (
        words.lower[first] in ("the", "a")
        or (words.initial[first] and words.lower[first] in _OPENERS)
    ):
        first += 1
    return first


def _step_left(words: Words, first: int) -> int:
    """How many tokens in front of `first` belong to its name: 0, 1, or 2 with a joiner."""
    at = first - 1
    if words.breaks(at):
        return 0
    form = words.forms[at]
    if words.capital(at) or _ORDINAL.fullmatch(form):
        return 1
    if not words.capital(at - 1):
        return 0
    before = words.lower[at - 1]
    joins = (
        (form in _JOINERS and words.joined(at) and words.joined(first))
        or (form == "." and before in SHORTENED)
        or form in grammar.POSSESSIVES
        or (form == "of" and before not in bodies.BODY)
    )
    return 2 if joins else 0


def _rightmost(words: Words, at: int) -> int:
    """End of the run of capitals that begins at `at`, with "of", "al-" and numbers inside."""
    last = at + 1
    while last < len(words) and last - at < _LONGEST and not words.breaks(last):
        form = words.forms[last]
        joins = words.lower[last] in _INNER or (form in _JOINERS and words.joined(last))
        if words.capital(last) and not is_article(words, last):
            last += 1
        elif is_article(words, last):
            last += 3
        elif joins and words.capital(last + 1):
            last += 2
        else:
            return last + 1 if last == at + 1 and _NUMBER.fullmatch(form) else last
    return last


def _entities(words: Words) -> Iterator[Candidate]:
    """What the model takes for a name of any kind, without articles and marks around it."""
    for begin, end in words.entities:
        first, last = begin, end
        while first < last and (
            words.lower[first] in ("the", "a") or not words.forms[first][:1].isalnum()
        ):
            first += 1
        while last > first and (
            words.lower[last - 1] in bodies.APART_TYPE_WORDS
            or words.forms[last - 1] in _APART
            or words.forms[last - 1] in grammar.POSSESSIVES
            or not _ends_a_name(words, first, last - 1)
        ):
            last -= 1
        if first >= last or any(words.breaks(at) for at in range(first, last)):
            continue
        if words.labels[first] in PLACE_LABELS and words.lower[last - 1] in bodies.BODY:
            continue  # "Bangkok Bank": no place, whatever the model says
        generic = bodies.GENERIC.issuperset(words.lower[first:last])
        if not (generic and words.forms[last - 1].islower()):  # "Western states"
            yield _spanned(words, first, last, "entity")


def _ends_a_name(words: Words, first: int, at: int) -> bool:
    """Whether a name may end in a token: no mark does, nor the dot that ends a sentence."""
    if words.forms[at] == ".":
        return at > first and (words.lower[at - 1] in _DOTTED or "." in words.forms[at - 1])
    return words.forms[at][-1:].isalnum() or words.forms[at][-1:] == "."


def _runs(words: Words, covered: list[bool]) -> Iterator[Candidate]:
    """Runs of capitals that nothing else covers."""
    after = 0
    for at, (capital, word) in enumerate(zip(words.capitals, words.lower, strict=True)):
        if at < after or covered[at] or not (capital or word in _ARTICLES):
            continue
        article = is_article(words, at)
        if not (capital or article):
            continue
        last = at + 2 if article and _free(words, at + 2, covered) else at
        while last - at < _LONGEST and (_free(words, last, covered) or is_article(words, last)):
            if is_article(words, last):
                if not _free(words, last + 2, covered):
                    break
                last += 2  # "Urum al-Jawz"
            joined = last + 2 < len(words) and words.forms[last + 1] in _JOINERS
            tight = joined and words.joined(last + 1) and words.joined(last + 2)
            last += 2 if tight and _free(words, last + 2, covered) else 1
        if last > at:
            yield _spanned(words, at, last, "run")
        after = last


def is_article(words: Words, at: int) -> bool:
    """Whether a token is the "Al" of "Al-Hillak"."""
    return (
        at + 2 < len(words)
        and words.lower[at] in _ARTICLES
        and words.forms[at + 1] in _JOINERS
        and words.joined(at + 1)
        and words.joined(at + 2)
        and words.capital(at + 2)
    )


def _free(words: Words, at: int, covered: list[bool]) -> bool:
    """Whether a token is a capitalised word that may be a name or part of one."""
    if at >= len(words) or covered[at] or not words.capital(at):
        return False
    form = words.forms[at]
    return (
        len(form) > 2
        and form.isalpha()
        and words.pos[at] in ("PROPN", "")
        and words.lower[at] not in bodies.NEVER
        and words.lower[at] not in bodies.APART_TYPE_WORDS
    )
