"""Each unit of an article gets a kind: rules in the order of their certainty.

Lines that only boilerplate has come first, then headings with what they head, the author's
note and what follows it, lists of other headlines at the end; then the title, captions and
repeats among what is left. The rest is body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.articles.dates import find_date
from geomap.articles.segments import patterns
from geomap.articles.segments.head import HEAD, dateline, is_dateline
from geomap.articles.segments.units import find_units
from geomap.model import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.articles.segments.units import Unit
    from geomap.model import SegmentKind

    Kinds = list[SegmentKind | None]

#: Words a passage must have to count as repeated: shorter ones recur by chance.
_REPEAT_WORDS = 4
#: Words of the runs by which a passage is found inside earlier ones.
_RUN = 6
#: Words of a text beyond which only whole repeated units are found, to bound the memory.
_LONG_TEXT = 300_000


def find_segments(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """The segments of an article: they cover `text` in order, without gap or overlap.

    Space after a passage belongs to it; neighbours of one kind are one segment.

    Args:
        text: the article as read; empty gives no segments.
        title: the title its file states, if any; helps to find it in the text.
    """
    units = find_units(text)
    kinds = classify(units, title)
    marks: list[tuple[int, SegmentKind]] = []
    begun = False
    for unit, kind in zip(units, kinds, strict=True):
        filed = dateline(unit.raw) if kind == "body" and not begun else None
        if filed is not None and filed.agency:
            # The place where an agency's report was filed is not where it happened.
            marks.append((unit.start, "boilerplate"))
            marks.append((unit.start + filed.end, kind))
        else:
            marks.append((unit.start, kind))
        begun = begun or kind == "body"
    return _joined(text, marks)


def classify(units: Sequence[Unit], title: str | None = None) -> list[SegmentKind]:
    """The kind of each unit."""
    kinds: Kinds = [None] * len(units)
    _mark_lines(units, kinds)
    _mark_sections(units, kinds)
    _mark_after_author(units, kinds)
    _mark_teasers(units, kinds)
    _mark_captions(units, kinds)
    _mark_title(units, kinds, title)
    _mark_repeats(units, kinds)
    return [kind or "body" for kind in kinds]


def _joined(text: str, marks: Sequence[tuple[int, SegmentKind]]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for number, (start, kind) in enumerate(marks):
        begin = 0 if number == 0 else start
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        if segments and segments[-1].kind == kind:
            begin = segments.pop().start
        segments.append(Segment(start=begin, end=end, kind=kind))
    if not segments and text:
        return (Segment(start=0, end=len(text), kind="body"),)
    return tuple(segments)


def _mark_lines(units: Sequence[Unit], kinds: Kinds) -> None:
    """Lines that only boilerplate has: sharing, rights, contact, orders, labels, bylines."""
    for index, unit in enumerate(units):
        if len(unit.words) > patterns.LINE_WORDS:
            continue
        head = index < HEAD and not any(earlier.prose for earlier in units[:index])
        if (
            patterns.LINES.search(unit.plain)
            or (len(unit.words) <= 30 and patterns.CROSS_REFERENCES.search(unit.plain))
            or (not unit.closed and patterns.BYLINE.match(unit.plain))
            or (head and is_dateline(unit))
        ):
            kinds[index] = "boilerplate"


def _mark_sections(units: Sequence[Unit], kinds: Kinds) -> None:
    """Headings of lists of other articles, and headings after which the article is over."""
    listing = begun = False
    for index, unit in enumerate(units):
        if begun and patterns.TAILS.search(unit.plain):
            kinds[index:] = ["boilerplate"] * (len(units) - index)
            return
        if len(unit.words) <= 8 and patterns.LISTS.search(unit.plain):
            listing = True
        elif listing and unit.prose and len(unit.words) > 20:
            listing = False
        if listing:
            kinds[index] = "boilerplate"
        begun = begun or unit.prose


def _mark_after_author(units: Sequence[Unit], kinds: Kinds) -> None:
    """The note on the author, and what follows it: books, rights, other pages of the site."""
    names = [
        found["name"].casefold()
        for unit in units[:HEAD]
        if (found := patterns.BYLINE.match(unit.plain))
    ]
    last = max(
        (at for at, (unit, kind) in enumerate(zip(units, kinds, strict=True))
         if unit.prose and kind is None),
        default=-1,
    )  # fmt: skip
    paragraphs = 0
    for index, unit in enumerate(units):
        if paragraphs >= 2 and (
            (index >= last and patterns.AUTHOR_NOTE.search(unit.plain))
            or any(_note_on(name, unit.plain) for name in names)
        ):
            kinds[index:] = ["boilerplate"] * (len(units) - index)
            return
        paragraphs += unit.prose


def _note_on(name: str, plain: str) -> bool:
    """Whether a paragraph begins with the author's name (casefolded) and says who that is."""
    if not plain.casefold().startswith(name):
        return False
    return patterns.OF_AN_AUTHOR.search(plain[len(name) :]) is not None


def _mark_teasers(units: Sequence[Unit], kinds: Kinds) -> None:
    """Headlines of other stories at the end: unclosed lines that share few words with the body.

    One line without a full stop may be a sentence cut short, so a single line must also be
    capitalised as headlines are.
    """
    end = len(units)
    while end and (kinds[end - 1] == "boilerplate" or _teases(units[end - 1])):
        end -= 1
    body = [unit for unit, kind in zip(units[:end], kinds[:end], strict=True) if kind is None]
    if not body or sum(unit.prose for unit in body) < 0.5 * len(body):
        return
    known = {word for unit in body for word in unit.words}
    trailing = [
        index
        for index in range(end, len(units))
        if kinds[index] is None and _foreign(units[index], known)
    ]
    if len(trailing) > 1 or any(_capitalised(units[index]) for index in trailing):
        for index in trailing:
            kinds[index] = "boilerplate"


def _teases(unit: Unit) -> bool:
    """Whether it could be a headline of another story; questions end articles of opinion too."""
    return unit.headline_like and (not unit.asks or _capitalised(unit))


def _foreign(unit: Unit, known: set[str]) -> bool:
    words = [word for word in unit.words if len(word) >= 4]
    return bool(words) and sum(word in known for word in words) < 0.5 * len(words)


def _capitalised(unit: Unit) -> bool:
    words = [word for word in unit.plain.split() if len(word) >= 4]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _mark_captions(units: Sequence[Unit], kinds: Kinds) -> None:
    """Words under a picture: a credit, or a line in the present tense standing near the top."""
    before_body = True
    for index, unit in enumerate(units):
        if kinds[index] is not None:
            continue
        if 4 <= len(unit.words) <= 70 and (
            patterns.CREDIT.search(unit.plain) or (before_body and _shows_a_picture(unit))
        ):
            kinds[index] = "caption"
        elif unit.prose:
            before_body = False


def _shows_a_picture(unit: Unit) -> bool:
    words = unit.words
    verbs = [place for place, word in enumerate(words) if word in patterns.CAPTION_VERBS]
    return (
        len(words) >= 8
        and bool(verbs)
        and 0 < verbs[0] < 14
        and not patterns.NOT_IN_CAPTIONS & set(words)
        and not patterns.CAPTION_LINKS.isdisjoint(words[verbs[0] + 1 :])
        and (not unit.closed or find_date(unit.plain) is not None)
    )


def _mark_title(units: Sequence[Unit], kinds: Kinds, title: str | None) -> None:
    """The line that the file states as title, a Markdown heading, or the first headline."""
    stated = find_units(title)[:1] if title else []
    for index, unit in enumerate(units[:HEAD]):
        if stated and unit.words == stated[0].words:
            kinds[index] = "title"
            return
    for index, unit in enumerate(units[:HEAD]):
        if kinds[index] is not None:
            continue
        rest = units[index + 1 :]
        if unit.headline_like and any(not other.headline_like for other in rest):
            kinds[index] = "title"
        if not unit.heading or kinds[index]:
            return


def _mark_repeats(units: Sequence[Unit], kinds: Kinds) -> None:
    """Units whose words all stood before in the same article, in the same order."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    room = sum(len(unit.words) for unit in units) <= _LONG_TEXT
    for index, unit in enumerate(units):
        if kinds[index] == "boilerplate":
            continue
        words = unit.words
        its_runs = {words[at : at + _RUN] for at in range(len(words) - _RUN + 1)} if room else set()
        again = words in whole or (bool(its_runs) and its_runs <= runs)
        if again and len(words) >= _REPEAT_WORDS and kinds[index] != "title":
            kinds[index] = "repeat"
        whole.add(words)
        runs |= its_runs
