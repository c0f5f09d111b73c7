"""How many were killed, wounded, displaced, arrested: counts with their bounds and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.phrases import coordinated
from geomap.events.patterns import people as lists
from geomap.language.lemmas import plain_forms
from geomap.language.vocabulary import MONTHS, NUMBERS
from geomap.model import Figure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Vague counts, with the bounds that ACLED's coders give them.
_VAGUE = {"tens": (10, 99), "dozens": (12, 99), "scores": (20, 99), "hundreds": (100, 999),
          "thousands": (1000, 9999)}  # fmt: skip
_COUNTED: dict[str, str] = {
    **dict.fromkeys(("kill", "die", "slay", "execute", "massacre", "murder", "death"), "killed"),
    **dict.fromkeys(("wound", "injure", "hurt", "maim"), "wounded"),
    **dict.fromkeys(("displace", "flee", "evacuate", "relocate", "uproot", "displacement"),
                    "displaced"),
    **dict.fromkeys(("arrest", "detain", "detention"), "arrested"),
    **dict.fromkeys(("abduct", "kidnap", "abduction"), "abducted"),
}  # fmt: skip
#: What became of those whose count stands before it.
_BECAME = {
    **dict.fromkeys(("dead", "killed"), "killed"),
    **dict.fromkeys(("wounded", "injured", "hurt"), "wounded"),
    **dict.fromkeys(("displaced", "homeless"), "displaced"),
    "missing": "missing",
}
#: Words before a number that may be higher, and before one that may be lower.
_AT_LEAST = ("at least ", "more than ", "over ", "no fewer than ", "no less than ", "upwards of ")
_AT_MOST = ("up to ", "as many as ", "at most ", "no more than ", "fewer than ", "less than ")
#: Before those who have been counted already: "eight people, among them three children".
_PART_OF = ("among them", "of them", "including")
#: The dead, as words for what became of them.
_DEAD = frozenset({"death", "fatality", "martyr"})
_PARTING = frozenset({"PUNCT", "SYM", "NUM", "X"})
#: Words for people of any kind, whom a list behind them may specify.
_ANYBODY = frozenset({"person", "people", "victim"})
_TIMES_ONE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_TIMES = {"thousands": 1000, "millions": 1_000_000}
_GAPPED = re.compile(r"(?:and|,) ([\w,]+) (?:in|at|near) (?:the )?(?:\w+ of )?$")
#: Endings of what people of a nation are called.
_NATIONAL = ("an", "ese", "i")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def figures_of(
    sentence: Span,
    trigger: Token,
    *,
    counts: bool = True,
    deadly: bool = False,
    violent: bool = True,
) -> tuple[Figure, tuple[tuple[str, Figure], ...]]:
    """Deaths, and other counts by what they count, of the trigger and the verbs joined to it.

    A `deadly` trigger counts deaths whatever its verb: "shot dead", "left nine dead"; one that is
    not `violent` counts none of a verb joined to it: "freed 17 hostages and killed eight men".
    """
    found: dict[str, Figure] = {}
    if not counts:
        return Figure(), ()
    own = _kind(trigger) or "killed"
    joined = trigger.conjuncts  # asked for once: each time they are gathered anew
    verbs = [trigger, *joined, *(c for c in trigger.children if c.pos_ == "VERB")]
    for verb in verbs:
        if not sentence.start <= verb.i < sentence.end:
            continue
        counted = "killed" if deadly and verb == trigger else _kind(verb)
        if counted == "killed" and verb != trigger and (own != "killed" or deadly):
            continue  # "seven died and 20 were injured": the dead are those of the other verb
        apart = verb in joined and any(c.dep_.startswith("nsubj") for c in verb.children)
        if counted == "killed" and verb in joined and not violent:
            continue
        if apart and counted not in ("killed", "wounded"):
            continue  # "police fired tear gas and two men were arrested" is told of each alone
        if counted:
            for kind, figure in _of_verb(verb, counted).items():
                found.setdefault(kind, figure)
    killed = found.pop("killed", Figure())
    return killed, tuple(sorted(found.items()))


def figure_at(before: str) -> Figure:
    """The count of "four in Sake, two in Minova" that stands before the last name; or none."""
    found = _GAPPED.search(before)
    number = _number(found[1]) if found else None
    return Figure() if number is None or found is None else Figure(
        low=number, best=number, high=number, text=found[1])  # fmt: skip


def _kind(verb: Token) -> str | None:
    """What a verb counts."""
    forms = ((verb.lemma_ or "").lower(), *plain_forms(verb.lower_))
    return next((_COUNTED[form] for form in forms if form in _COUNTED), None)


def _of_verb(verb: Token, counted: str) -> dict[str, Figure]:
    """The counts of a verb's list, by what became of them: "left 59 dead and 157 wounded"."""
    by_others = _transitive(verb) and not syntax.told_briefly(verb)
    deps = ("nsubj:pass", "obj") if by_others else ("nsubj", "nsubj:pass", "obj")
    heads = [child for child in verb.children if child.dep_ in deps]
    if verb.pos_ == "ADJ":
        heads = [verb.head if verb.dep_ == "amod" else verb]  # "12 people dead", "12 dead"
    of_whom = any(head.lower_ in lists.RELATIVE for head in heads)  # "12 people who were shot"
    if of_whom or (not heads and verb.dep_ == "acl" and syntax.is_passive(verb)):
        heads = [verb.head]  # "and three others wounded by shells"
    if verb.pos_ == "NOUN":  # "the killing of ten men"
        heads = [c for c in syntax.children(verb, "nmod") if syntax.case_of(c) == "of"]
        dead = None if heads else _of_dead(verb)
        if dead is not None:
            return {counted: _sum([dead])}
    if not heads and verb.dep_ == "xcomp":  # "leaving 31 wounded", "and three wounded by"
        heads = [c for c in syntax.children(verb.head, "obj", "conj") if c.i < verb.i]
    if not heads and not _transitive(verb) and verb.dep_ == "conj":  # "was shot and died"
        heads = [child for child in verb.head.children if child.dep_ in deps]
    parts: dict[str, list[tuple[int, int, str]]] = {}
    listed = {one.i: one for head in heads for one in coordinated(head)}
    among = False
    for head in _unspecified(list(listed.values())):
        if head not in heads and syntax.lemma(head) in lists.WEAPONS | lists.MATERIEL:
            continue  # "lost 520 men, a tank and two howitzers"
        whom = any(c.lower_ in ("them", "whom") for c in head.children)
        among = among or (head.dep_ == "appos" and whom)
        before = head.doc[max(0, head.i - 4) : head.i].text.lower()
        among = among or any(words in before for words in _PART_OF)
        apart = [t for t in _numbers(head) if t != head and _became(t)]  # "seven dead and 20 hurt"
        for number in apart if len(apart) > 1 else [head]:
            bounds = None if among else _count(number)
            if bounds is not None:
                parts.setdefault(_became(number) or counted, []).append(bounds)
    return {kind: _sum(bounds) for kind, bounds in parts.items()}


def _of_dead(noun: Token) -> tuple[int, int, str] | None:
    """As in "18 fatalities", "tens of martyrs": the number before the dead, and of them alone."""
    if syntax.lemma(noun) not in _DEAD:
        return None
    if noun.dep_ == "nmod" and syntax.case_of(noun) == "of" and noun.head.lower_ in _VAGUE:
        return _count(noun.head)
    number = next((c for c in syntax.children(noun, "nummod") if c.i < noun.i), None)
    apart = number is None or any(t.pos_ in _PARTING for t in noun.doc[number.i + 1 : noun.i])
    if number is None or apart or (number.i and number.nbor(-1).pos_ == "NUM"):
        return None  # "14 - total deaths", "579 664 deaths"
    told = _told(number)
    one = told is not None and noun.tag_ == "NN" and told[0] != 1  # "in June 2021 a death"
    return None if told is None or one else (told[0], told[0], told[1])


def _unspecified(listed: list[Token]) -> list[Token]:
    """A list without those who say who its first are: "three people, a woman and two children".

    With those whom the parse takes for that: "two policemen, a woman and a child".
    """
    if not listed:
        return listed
    said = syntax.children(listed[0], "appos")
    others = list(dict.fromkeys([*said, *(t for one in said for t in one.conjuncts), *listed[1:]]))
    counts = [bounds[0] if (bounds := _count(one)) else 0 for one in (listed[0], *others)]
    if len(others) < 2 or counts[0] < 2:
        return listed
    edge = others[0].left_edge  # as in: five soldiers (four women and a man)
    bracket = "(" in (edge.text, edge.nbor(-1).text)
    if bracket or syntax.lemma(listed[0]) in _ANYBODY:
        return listed[:1] if counts[0] == sum(counts[1:]) else listed
    return [listed[0], *others] if all(counts) else listed


def _became(noun: Token) -> str | None:
    """What is said right beside a count, or is counted: "157 wounded", "wounded dozens"."""
    if noun.lower_ in _BECAME:
        return _BECAME[noun.lower_]
    if noun.i and noun.nbor(-1).lower_ in _BECAME:
        return _BECAME[noun.nbor(-1).lower_]
    for token in noun.doc[noun.i + 1 : min(noun.i + 3, syntax.sentence_of(noun)[1])]:
        if token.lower_ in _BECAME:
            return _BECAME[token.lower_]
        if token.pos_ in ("CCONJ", "PUNCT", "NUM"):
            return None
    return None


def _sum(parts: list[tuple[int, int, str]]) -> Figure:
    """Counts of several groups added up, with their words."""
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    text = " + ".join(part[2] for part in parts)
    if text.lower().startswith(_AT_MOST):
        return Figure(low=None, best=low, high=high, text=text)
    least = text.lower().startswith(_AT_LEAST)
    return Figure(low=low, best=low, high=None if least else high, text=text)


def _transitive(verb: Token) -> bool:
    return (verb.lemma_ or "").lower() not in ("die", "flee", "relocate", "evacuate")


def _count(noun: Token) -> tuple[int, int, str] | None:
    """Lowest and highest number of a noun phrase, and its words."""
    if noun.lower_ in _VAGUE:
        low, high = _VAGUE[noun.lower_]
        of = next(
            (c for c in noun.children if c.lower_ in _TIMES and syntax.case_of(c) == "of"), None
        )
        if of is None:
            return low, high, noun.text
        times = _TIMES[of.lower_]  # "tens of thousands"
        return low * times, (high + 1) * times - 1, f"{noun.text} of {of.text}"
    for token in _numbers(noun):
        told = _dozen(token) or _told(token)
        if told is not None:
            return told[0], told[0], told[1]
    article = next((c for c in noun.children if c.dep_ == "det"), None)
    article = article or next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
    alone = article is not None and article.lower_ in ("a", "an", "his", "her", "their")
    if article is not None and alone and _single(noun):
        return 1, 1, article.text
    return None


def _told(token: Token) -> tuple[int, str] | None:
    """A number with the words before it, and what it is times: "more than two dozen"."""
    number = _number(token.text)
    if number is None:
        return None
    left = [c.text for c in token.subtree if c.i < token.i and c.dep_ != "cc"]
    words = _bound(token) or " ".join([*left, token.text])
    times = str(token.nbor(1).lower_) if token.i + 1 < syntax.sentence_of(token)[1] else ""
    if times not in _TIMES_ONE:
        return number, words
    return number * _TIMES_ONE[times], f"{words} {times}"


def _dozen(token: Token) -> tuple[int, str] | None:
    """As in "a hundred", "half a dozen"."""
    times = _TIMES_ONE.get(token.lower_)
    if (
        times is None
        or token.i == syntax.sentence_of(token)[0]
        or token.nbor(-1).lower_ not in ("a", "an")
    ):
        return None
    half = token.i - syntax.sentence_of(token)[0] > 1 and token.nbor(-2).lower_ == "half"
    words = token.doc[token.i - (2 if half else 1) : token.i + 1]
    return times // (2 if half else 1), str(words.text)


def _bound(number: Token) -> str | None:
    """The number with the words before it that say how far it holds, whatever they hang on."""
    for width in (3, 2, 1):
        words = str(number.doc[max(0, number.i - width) : number.i + 1].text)
        if words.lower().startswith(_AT_LEAST + _AT_MOST):
            return words
    return None


def _single(noun: Token) -> bool:
    """Whether "a" before a noun is one person: "a policeman", "a Syrian", not "a family"."""
    lemma = (noun.lemma_ or "").lower()
    if noun.text[:1].isupper() and lemma.endswith(_NATIONAL) and noun.tag_ in ("NN", "NNP"):
        return True
    return noun.tag_ == "NN" and lemma in lists.PEOPLE and lemma not in lists.COLLECTIVE


def _numbers(noun: Token) -> list[Token]:
    """The tokens that may say how many there are of a noun, itself and those that hang on it."""
    numbers = [t for t in (noun, *noun.children) if t.dep_ == "nummod" or t == noun]
    numbers += [
        t for t in noun.doc[noun.left_edge.i : noun.i] if t.pos_ == "NUM" and t not in numbers
    ]
    if syntax.nobody(noun) is not None:
        return []  # "no one"
    # "a nine-year-old girl" is one; "19 July" counts nobody.
    loose = [t for t in numbers if t.whitespace_ or t == noun or t.nbor(1).tag_ != "HYPH"]
    return [t for t in loose if t == noun or t.nbor(1).lower_ not in MONTHS]


def _number(word: str) -> int | None:
    if _NUMBER.fullmatch(word):
        return int(word.replace(",", ""))
    return NUMBERS.get(word.lower())
