"""Roles in other languages than English, where a preposition leaves no doubt.

A name behind "dans", "bei" or "под" is ground, and so is what is listed with it; a word for a
kind of place says as much. Whatever stands otherwise may be a government or not: its role is
unknown.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.mentions.patterns import foreign

if TYPE_CHECKING:
    from geomap.mentions.recognise import Found
    from geomap.model import Role

#: Kinds of names that stand for governments.
_STATES = frozenset({"country", "capital", "region"})
#: Kinds that type words ask for.
_TOLD = frozenset({"city", "admin1", "admin2", "neighbourhood", "facility", "sea", "lake"})
#: Characters in front of a name that are looked at.
_REACH = 120
#: A name in a list, and how many of them are seen through.
_NAME = r"[^\W\d_a-zа-яёіїєґ][\w'’-]{1,30}(?:\s[^\W\d_a-zа-яёіїєґ][\w'’-]{1,30}){0,2}"
_LISTED = 5
#: Turkish: the cases of where one is and comes from ("Moskova'dan" as a state's answer does);
#: Arabic: the preposition written onto a name.
_TURKISH, _TURKISH_IN = re.compile(r"['’][dt][ae](?:n|ki)?\b"), re.compile(r"['’][dt][ae](?:ki)?\b")
_ONTO = re.compile(r"(?:^|[^\w])و?ب$")


def foreign_role(text: str, item: Found, kind: str, language: str) -> tuple[Role, str]:
    """Role of a name and its cue: literal where the words beside it say so, else unknown.

    Args:
        text: the article's.
        item: the name.
        kind: its coarse kind, as `geomap.mentions.frame.Frame` has it.
        language: ISO 639-1 code.
    """
    if item.kind_hint in _TOLD:
        return "literal", f"kind_told: {item.kind_hint}"
    before = text[max(0, item.start - _REACH) : item.start]
    if language == "tr":
        found = (_TURKISH_IN if kind in _STATES else _TURKISH).match(text, item.end)
        return ("literal", f"where_something_is: {found[0]}") if found else ("unknown", "no_rules")
    if language == "ar" and _ONTO.search(before):
        return "literal", "where_something_is: ب"
    if kind in _STATES and (before.endswith(", ") or foreign.SAID.match(text, item.end)):
        return "unknown", "no_rules"  # "En Ukraine, Moscou avance", "в Москве заявили"
    for asked in _patterns(language)[: 1 if kind in _STATES else 2]:
        led = asked.search(before)
        if led:
            return "literal", f"where_something_is: {led[1].lower()}"
    return "unknown", "no_rules"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """What leads to ground in a language: surely, and before a town."""
    made = []
    for words in foreign.GROUND.get(language, ()):
        leads = "|".join(
            rf"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}".replace(r"\|", r"\s")
            for word in words.split()
        )
        listed = rf"(?:{_NAME}{foreign.AND}(?:(?:{leads})\s)?{foreign.ARTICLES}){{0,{_LISTED}}}"
        made.append(re.compile(rf"(?<!\w)({leads})\s{foreign.ARTICLES}{listed}$"))
    return tuple(made)
