"""How many were killed, wounded, displaced, arrested: counts with their bounds and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.events.patterns import people as lists
from geomap.model import Figure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        )
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
     "eighty": 80, "ninety": 90}  # fmt: skip
#: Vague counts, with the bounds that ACLED's coders give them.
_VAGUE = {"tens": (10, 99), "dozens": (12, 99), "scores": (20, 99), "hundreds": (100, 999),
          "thousands": (1000, 9999)}  # fmt: skip
_COUNTED: dict[str, str] = {
    **dict.fromkeys(("kill", "die", "slay", "execute", "massacre", "murder"), "killed"),
    **dict.fromkeys(("wound", "injure"), "wounded"),
    **dict.fromkeys(("displace", "flee", "evacuate", "relocate"), "displaced"),
    **dict.fromkeys(("arrest", "detain"), "arrested"),
}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def figures_of(
    sentence: Span, trigger: Token, *, counts: bool = True, deadly: bool = False
) -> tuple[Figure, tuple[tuple[str, Figure], ...]]:
    """Deaths, and other counts by what they count, of the trigger and the verbs joined to it.

    A `deadly` trigger counts deaths whatever its verb: "shot dead", "left nine dead".
    """
    found: dict[str, Figure] = {}
    if not counts:
        return Figure(), ()
    own = _COUNTED.get((trigger.lemma_ or "").lower(), "killed")
    verbs = [trigger, *trigger.conjuncts, *(c for c in trigger.children if c.pos_ == "VERB")]
    for verb in verbs:
        if not sentence.start <= verb.i < sentence.end:
            continue
        counted = _COUNTED.get((verb.lemma_ or "").lower())
        if deadly and verb == trigger:
            counted = "killed"
        if own != "killed" and counted == "killed":
            continue  # "seven died and 20 were injured": the dead are those of the other verb
        if counted and counted not in found:
            figure = _of_verb(verb)
            if figure is not None:
                found[counted] = figure
    killed = found.pop("killed", Figure())
    return killed, tuple(sorted(found.items()))


def _of_verb(verb: Token) -> Figure | None:
    deps = ("nsubj:pass", "obj") if _transitive(verb) else ("nsubj", "nsubj:pass", "obj")
    heads = [child for child in verb.children if child.dep_ in deps]
    if not heads:
        return None
    lows, highs, words = 0, 0, []
    for head in (heads[0], *heads[0].conjuncts):
        bounds = _count(head)
        if bounds is None:
            continue
        lows, highs = lows + bounds[0], highs + bounds[1]
        words.append(bounds[2])
    if not words:
        return None
    best = lows if lows == highs else None
    text = " + ".join(words)
    if text.lower().startswith(("at least", "more than", "over")):
        return Figure(low=lows, best=lows, high=None, text=text)
    return Figure(low=lows, best=best if best is not None else lows, high=highs, text=text)


def _transitive(verb: Token) -> bool:
    return (verb.lemma_ or "").lower() not in ("die", "flee", "relocate", "evacuate")


def _count(noun: Token) -> tuple[int, int, str] | None:
    """Lowest and highest number of a noun phrase, and its words."""
    if noun.lower_ in _VAGUE:
        low, high = _VAGUE[noun.lower_]
        return low, high, noun.text
    for token in (noun, *noun.children):
        if token.dep_ == "nummod" or (token is noun and token.pos_ == "NUM"):
            number = _number(token.text)
            if number is not None:
                left = [c.text for c in token.subtree if c.i < token.i]
                return number, number, " ".join([*left, token.text])
        if token.lower_ in ("a", "an") and token.dep_ == "det" and _single(noun):
            return 1, 1, token.text
    return None


def _single(noun: Token) -> bool:
    """Whether "a" before a noun is one person: "a policeman", not "a family"."""
    lemma = (noun.lemma_ or "").lower()
    return noun.tag_ == "NN" and lemma in lists.PEOPLE and lemma not in lists.COLLECTIVE


def _number(word: str) -> int | None:
    if _NUMBER.fullmatch(word):
        return int(word.replace(",", ""))
    return _WORDS.get(word.lower())
