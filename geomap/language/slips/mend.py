"""What mends a parse: a token's new head and label; and the tags and labels that rules go by."""

from __future__ import annotations

from typing import NamedTuple

PAST = frozenset({"VBN", "VBD"})
TOLD = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TOLD | {"MD"}
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"})


class Mend(NamedTuple):
    """A token's new head and label, and its tag, a verb's, where that changes too."""

    head: int
    dep: str
    tag: str | None = None
