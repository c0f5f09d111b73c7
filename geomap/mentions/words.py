"""The words of a text as plain lists: what the rules about names look at, read from spaCy once.

Asking spaCy for an attribute of a token costs a call; a text of 400 words is asked thousands
of times. A pipeline without tags or entities leaves those lists empty strings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.language import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

#: Entity labels of the embedded pipeline and of the common spaCy ones.
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
PERSON_LABELS = frozenset({"PER", "PERSON"})
BODY_LABELS = frozenset({"ORG"})
#: Words of a line in capitals throughout, of which a capital says nothing.
_SHOUTED = 3
_ENDS = frozenset('.!?:"“”‘•*|-–—(')


#: spaCy's number for a token that goes on with an entity.
_INSIDE = 1


class _Names(dict[int, str]):
    """Names of spaCy's numbers, each asked for once."""

    def __init__(self, ask: Callable[[int], str]) -> None:
        super().__init__({0: ""})
        self._ask = ask

    def __missing__(self, number: int) -> str:
        self[number] = self._ask(number)
        return self[number]


@dataclass(slots=True, kw_only=True)
class Words:
    """Tokens of one text; all lists are parallel."""

    text: str
    forms: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    pos: list[str]
    """Universal part of speech, or ""."""
    deps: list[str]
    heads: list[int]
    labels: list[str]
    """Label of the entity that holds the token, or ""."""
    inside: list[bool]
    """Whether the token goes on with the entity of the token before."""
    entities: list[tuple[int, int]]
    """Tokens ``[first, last)`` of each entity."""
    tagged: bool
    """Whether a model told names from other words here."""
    parsed: bool
    """Whether a parser told what each word hangs on."""
    initial: list[bool]
    """Whether a capital says nothing: the token opens a sentence, a line or a quotation."""
    capitals: list[bool]
    """Whether the token begins with a capital letter."""
    shouted: list[bool]
    """Whether the token stands in a line of capitals throughout: "RUSSIA WARNS TURKEY"."""
    line_ends: list[bool]
    """Whether the token is a break of the line."""

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """The words of a doc."""
        from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, POS, SENT_START

        text = text_of(doc)
        columns = doc.to_array([IDX, LENGTH, POS, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START])
        starts, lengths, pos, deps, _, labels, iob, opens = columns.T.tolist()
        heads = columns[:, 4].astype("int64").tolist()  # steps to the left come unsigned
        ends = list(map(int.__add__, starts, lengths))
        forms = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        line_ends = ["\n" in form for form in forms]
        shouted = _shouted(text, starts)
        name = _Names(doc.vocab.strings.__getitem__).__getitem__
        before = zip(opens, ["", *forms], [True, *line_ends], strict=False)
        return cls(
            text=text,
            forms=forms,
            lower=list(map(str.lower, forms)),
            starts=starts,
            ends=ends,
            pos=list(map(name, pos)),
            deps=list(map(name, deps)),
            heads=list(map(int.__add__, range(len(heads)), heads)),
            labels=list(map(name, labels)),
            inside=[one == _INSIDE for one in iob],
            entities=[(ent.start, ent.end) for ent in doc.ents],
            tagged=doc.has_annotation("ENT_IOB"),
            parsed=any(deps),
            initial=[opened == 1 or form in _ENDS or broken for opened, form, broken in before],
            capitals=[
                form[:1].isupper() and not loud for form, loud in zip(forms, shouted, strict=True)
            ],
            shouted=shouted,
            line_ends=line_ends,
        )

    def __len__(self) -> int:
        return len(self.forms)

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """The tokens ``[first, last)`` that characters ``[start, end)`` touch."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end)
        return max(first, 0), max(last, first + 1)

    def joined(self, at: int) -> bool:
        """Whether a token touches the one before."""
        return at > 0 and self.ends[at - 1] == self.starts[at]

    def dotted(self, at: int) -> bool:
        """Whether a dot is joined to a token."""
        return at + 1 < len(self.forms) and self.forms[at + 1] == "." and self.joined(at + 1)

    def capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter; what lies outside the text does not."""
        return 0 <= at < len(self.capitals) and self.capitals[at]

    def breaks(self, at: int) -> bool:
        """Whether a token is a break of the line or lies outside the text."""
        return not 0 <= at < len(self.line_ends) or self.line_ends[at]


def _shouted(text: str, starts: list[int]) -> list[bool]:
    """Which tokens stand in lines of some words that are in capitals throughout."""
    loud, at = list[tuple[int, int]](), 0
    for line in text.split("\n"):
        if line.isupper() and len(line.split()) >= _SHOUTED:
            loud.append((at, at + len(line)))
        at += len(line) + 1
    if not loud:
        return [False] * len(starts)
    return [any(first <= start < last for first, last in loud) for start in starts]
