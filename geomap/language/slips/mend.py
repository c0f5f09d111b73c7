"""What mends a parse: a token's new head and label; and the tags that rules go by."""

from __future__ import annotations

from typing import NamedTuple

PAST = frozenset({"VBN", "VBD"})
TOLD = frozenset({"VBD", "VBZ", "VBP"})
FINITE = TOLD | {"MD"}


class Mend(NamedTuple):
    """A token's new head and label, and its tag, a verb's, where that changes too."""

    head: int
    dep: str
    tag: str | None = None
