"""Roles in bulletins and situation reports, whose habits of writing are not those of news.

Such texts are made of fragments, tables and lists. They name a country for the land and its
people where news would mean its government ("Chad has 600 new cases"), and name bodies and
donors without a verb. Rules alone err there, so a regression over readable phrases, learnt from
annotated reports (`geomap.learn.roles`, table `role_weights.csv`), confirms or turns
what the rules say. What somebody says or decides is left to the rules, in reports as elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.mentions.judgement import probability, weights
from geomap.mentions.patterns import acts, things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span

    from geomap.mentions.frame import Frame
    from geomap.model import Role

#: A report has at least so many lines, this share of them ends without a full stop, and so many
#: different words of aid work stand in it, or a heading of reports; or far more of the words.
_LINES = 6
_FRAGMENTS = 1 / 4
_WORDS = 3
_MANY = 7
_SENTENCE_ENDS = frozenset('.!?"”’)')
_WORD = re.compile(r"\w+|%")
#: Words of aid work and of its bulletins.
_AID = frozenset(
    """
    % sitrep bulletin humanitarian idp idps household households beneficiary beneficiaries cluster
    clusters funding assessment assessments hrp wash nfi nfis unhcr ocha unicef wfp who iom dtm
    unfpa fao ngo ngos ingo ingos percent protection livelihood livelihoods nutrition outbreak
    displacement needs partners stakeholders donors highlights insecurity epidemiological epi
    surveillance morbidity cumulative lga lgas cfr eoc
    """.split()
) - {"who"}
#: What reports are called, in their first lines.
_HEADING = re.compile(
    r"\b(?:situation|flash|weekly|monthly|quarterly|quarter|monitoring|market|assessment"
    r"|epidemiological|country|regional|hazards?)(?: [\w-]{1,20}){0,2}"
    r" (?:update|report|bulletin|summary|overview|brief|snapshot)\b"
    r"|\bupdate no\b|\bbulletin\b|\bkey (?:messages|figures)\b",
    re.IGNORECASE,
)
_HEAD = 400
#: Where the table of weights stands, and its column.
TABLE, COLUMN = "role_weights", "literal"
_EVEN = 0.5
_SHORT = 4
_GOVERN = frozenset({"country", "capital", "region"})
_BEFORE = frozenset("the in of and , ( : - / from to for with on at by as between or | .".split())
_AFTER = frozenset("and , ) ( : - / 's ’s . in of to on is was has have for from with or |".split())


@lru_cache(maxsize=8)  # each stage asks it of the article at hand
def is_report(text: str) -> bool:
    """Whether a text is a bulletin of aid work: fragments and its words, not news about it."""
    lines = [line for line in text.splitlines() if line.strip()]
    fragments = sum(1 for line in lines if line.rstrip()[-1] not in _SENTENCE_ENDS)
    words = len(_AID.intersection(_WORD.findall(text.lower())))
    if len(lines) < _LINES or fragments < _FRAGMENTS * len(lines):
        return words >= _MANY
    return words >= _WORDS or _HEADING.search(text[:_HEAD]) is not None


def weighed(span: Span, frame: Frame, role: Role, cue: str) -> tuple[Role, str]:
    """The role of a name in a report, and the cue with what turned it, where it is turned.

    Args:
        span: the name in a parsed text.
        frame: what stands around it.
        role: what the rules say.
        cue: the rule that said so.
    """
    if left_to_rules(frame, role) or not span.doc.has_annotation("DEP"):
        return role, cue
    table = weights(TABLE, COLUMN)
    true = set(phrases(span, frame, role, cue))
    literal = probability(true, table) >= _EVEN
    if literal == (role == "literal"):
        return role, cue
    turned = max(sorted(true), key=lambda one: table.get(one, 0.0) * (1 if literal else -1))
    other: Role = "literal" if literal else "metonym" if frame.kind in _GOVERN else "embedded"
    return other, f"in_a_report: {turned}"


def left_to_rules(frame: Frame, role: Role) -> bool:
    """Whether the rules are the last word: on adjectives, and those who say, decide and talk."""
    somebody = frame.position == "subject" and frame.kind in _GOVERN
    decides = somebody and frame.verb in acts.SAY | acts.DECIDE
    addressed = frame.position in ("object", "passive") and frame.verb in acts.SAY
    talks = frame.prep == "between" and frame.noun in things.DEALING and role == "metonym"
    return role == "demonym" or decides or addressed or talks


def phrases(span: Span, frame: Frame, role: Role, cue: str) -> Iterator[str]:
    """What is true of a name in a report, in phrases that people can read."""
    kind, position = frame.kind or "unlisted", frame.position
    prep = frame.prep or "no preposition"
    rule = f"rule {cue.partition(':')[0]}: {role}"
    for said in (rule, kind, position, prep):
        yield said
        if said != kind:
            yield f"{said}, {kind}"
    for word, classes, what in (
        (frame.verb, acts.ALL, "verb"), (frame.noun, things.ALL, "noun")
    ):  # fmt: skip
        for name in _classes(word, classes):
            yield f"{position}, {what} of {name}"
            yield f"{prep}, {what} of {name}"
            if what == "noun":
                yield f"{position}, {what} of {name}, {kind}"
    if frame.noun_proper:
        yield f"{position}, the noun is a name"
    yield f"before: {frame.previous if frame.previous in _BEFORE else 'a word'}"
    yield f"after: {frame.following if frame.following in _AFTER else 'a word'}"
    if frame.line_start:
        yield "opens a line"
    if frame.line_end:
        yield "ends a line"
    if span.text.isupper():
        yield "in capitals" if len(span.text) > _SHORT else "acronym"
    if len(span) > 1:
        yield "several words"
    yield f"model: {span.root.ent_type_ or 'no entity'}"
    yield f"tag: {span.root.pos_}"
    yield f"relation: {span.root.dep_}"


def _classes(word: str, classes: dict[str, frozenset[str]]) -> list[str]:
    """The lists that a word stands in."""
    found = [name for name, words in classes.items() if word in words]
    return found or ["no list" if word else "none"]
