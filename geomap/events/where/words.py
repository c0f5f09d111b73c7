"""Why a deed was at one name of its sentence and at no other, in lines for people.

What the learnt weights add is told by theme: the way through the sentence, the preposition, the
words between, the order among the names, the names beside, the name itself, and the deed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.where.decide import THRESHOLD, Weighed, candidates, weigh
from geomap.events.where.model import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from geomap.events.where.exact import Found
    from geomap.events.where.scene import Candidate, Scene
    from geomap.model import Claim, Mention

#: Features by their theme; what is before "=" or "|" in their names.
_THEMES = {
    "way": """path down through shares steps climbs leads from to way common first rel top chain
              hangs clause above on via opened modifies governor says below""",
    "case": "case",
    "between": "between near front behind follows",
    "order": "others opens quarter",
    "beside": "next last holds held wider beside",
    "name": "kind role status entity words shape relation cue known sure",
    "deed": "told has deed verb under",
}
_THEME_OF = {name: theme for theme, names in _THEMES.items() for name in names.split()}
_TWO_WORDS = {"verb between": "between", "noun between": "between", "mark between": "between"}
#: What every name starts with.
_START = "bias"
#: Log-odds below which a theme is not told, and how many of the weightiest are.
_TOLD, _MOST = 0.3, 3
#: Rivals that are told of, the likeliest first.
_RIVALS = 3
#: Longest way and stretch of words that is written out, words.
_LONG = 6
_REFUSED = {
    "speaker's-place": "the speaker is there",
    "where-it-came-from": "it came from there",
    "told-elsewhere": "the text says that it was elsewhere",
    "what-is-spoken-of": "it is what is spoken of",
    "of-another-deed": "it belongs to another deed or to people",
    "stands-for-others": "the name stands for people or a state",
    "in-other-clause": "it stands in another clause",
}


def place_sentences(trigger: Token, claim: Claim, mentions: Sequence[Mention]) -> Iterator[str]:
    """What speaks for the places of a claim's deed and against their rivals.

    Args:
        trigger: the word that names the deed, of a parsed text.
        claim: what was made of it.
        mentions: those of the article.
    """
    said = claim.attribution
    heard = [m for m in mentions if said is None or not said.start <= m.start < said.end]
    if not trigger.doc.has_annotation("DEP") or not candidates(trigger, trigger.sent, heard):
        return
    weighed = weigh(trigger, claim.type, trigger.sent, heard)
    if weighed.scene.trigger != trigger:
        yield f"Its place is that of “{weighed.scene.trigger.text}”, which it is part of."
    placed = [one for _score, _how, one in weighed.placed]
    for one in placed:
        if one.mention.id == claim.place:
            yield f"For “{one.span.text}”: {_reasons(weighed.scene, one, 1)}."
    rivals = [found for found in weighed.scored if found[2] not in placed]
    for found in sorted(rivals, key=lambda found: -found[0])[:_RIVALS]:
        yield f"Not “{found[2].span.text}”: {_refused(weighed, found)}."


def _refused(weighed: Weighed, found: Found) -> str:
    score, how, one = found
    if score >= THRESHOLD:
        return "it only says where another place is, or is another verb's"
    why = f"{_REFUSED.get(how, 'unlikely')}, {score:.0%} sure"
    return f"{why}; against it: {_reasons(weighed.scene, one, -1)}"


def _reasons(scene: Scene, one: Candidate, sign: int) -> str:
    """The weightiest themes that speak for (1) or against (-1) a name, with their log-odds."""
    added: defaultdict[str, float] = defaultdict(float)
    for name, weight in parts(scene, scene.every.index(one)).items():
        head = name.partition("=")[0].partition("|")[0]
        word = head.partition(" ")[0]
        added[_TWO_WORDS.get(head) or _THEME_OF.get(word, _START)] += sign * weight
    added.pop(_START, None)
    weighty = sorted(added.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    told = [f"{_told(theme, scene, one)} ({sign * weight:+.1f})" for theme, weight in weighty
            if weight >= _TOLD]  # fmt: skip
    return ", ".join(told) or "nothing clearly"


def _told(theme: str, scene: Scene, one: Candidate) -> str:
    """A theme in words of the sentence."""
    deed, kind = scene.trigger.text, one.kind.replace("none", "name without a place")
    if theme == "way":
        return f"the way {_way(scene, one)}"
    if theme == "case":
        case = syntax.case_of(one.head)
        return f"its preposition “{case}”" if case else "no preposition"
    if theme == "between":
        return "the words around and between"
    if theme == "order":
        return f"its rank among {len(scene.every)} names" if len(scene.every) > 1 else "no rival"
    return {
        "beside": "the names beside it",
        "name": f"its kind ({kind}) and role ({one.mention.role})",
        "deed": f"how “{deed}” is told",
    }[theme]


def _way(scene: Scene, one: Candidate) -> str:
    """The words of the parse from the deed to a name: “hit” > “suburb” > “Douma”."""
    up, down = scene.way(scene.every.index(one)) or ([scene.trigger], [one.head])
    words = [token.text for token in (*up, *down)]
    if len(words) > _LONG:
        words = [*words[: _LONG // 2], "…", *words[-_LONG // 2 :]]
    return " > ".join(f"“{word}”" for word in words)
