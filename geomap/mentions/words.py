"""The words of a text as plain lists: what the rules about names look at, read from spaCy once.

Asking spaCy for an attribute of a token costs a call; a text of 400 words is asked thousands
of times. A pipeline without tags or entities leaves those lists empty strings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = frozenset('.!?:"“”‘•*|-–—(')


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
    initial: list[bool] = field(default_factory=list)
    """Whether a capital says nothing: the token opens a sentence, a line or a quotation."""

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """The words of a doc."""
        forms = [token.text for token in doc]
        starts = [token.idx for token in doc]
        words = cls(
            text=doc.text,
            forms=forms,
            lower=[form.lower() for form in forms],
            starts=starts,
            ends=[start + len(form) for start, form in zip(starts, forms, strict=True)],
            pos=[token.pos_ for token in doc],
            deps=[token.dep_ for token in doc],
            heads=[token.head.i for token in doc],
            labels=[token.ent_type_ for token in doc],
            inside=[token.ent_iob_ == "I" for token in doc],
            entities=[(ent.start, ent.end) for ent in doc.ents],
            tagged=doc.has_annotation("ENT_IOB"),
        )
        words.initial = [words._opens(at, doc) for at in range(len(forms))]
        return words

    def _opens(self, at: int, doc: Doc) -> bool:
        if at == 0 or self.forms[at - 1] in _ENDS or "\n" in self.forms[at - 1]:
            return True
        return bool(doc[at].is_sent_start)

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
        """Whether a token begins with a capital letter."""
        return 0 <= at < len(self.forms) and self.forms[at][:1].isupper()

    def breaks(self, at: int) -> bool:
        """Whether a token is a break of the line or lies outside the text."""
        return not 0 <= at < len(self.forms) or "\n" in self.forms[at]
