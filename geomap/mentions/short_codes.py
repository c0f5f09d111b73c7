"""Short plus codes: the last characters of a code and the town that says where, "XG7V+2P Idlib"."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = "23456789CFGHJMPQRVWX"
_SHORT = re.compile(
    rf"(?<![\w+])(?P<code>[{_DIGITS}]{{4}}(?:[{_DIGITS}]{{2}})?\+[{_DIGITS}]{{2,3}})"
    r"(?:,|,?\s+(?:in|near))?\s+(?P<name>[A-Z][\w'’-]*(?:[ -][A-Z][\w'’-]*){0,3})"
)


class ShortCode(NamedTuple):
    """A short code with the words behind it."""

    start: int
    end: int
    code: str
    name: str
    """Begins with the name of the town."""


def find_short_codes(text: str) -> list[ShortCode]:
    """The short codes of a text, in order; a code ends where its name may end at the latest."""
    if "+" not in text:
        return []
    return [
        ShortCode(match.start(), match.end(), match["code"], match["name"])
        for match in _SHORT.finditer(text)
    ]
