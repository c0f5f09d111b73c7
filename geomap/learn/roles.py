"""Fits the weights of roles in reports to annotated reports.

``python -m geomap.learn.roles GOLD.jsonl ...`` writes `role_weights.csv` into
`geomap.mentions` and prints how many roles of each corpus are right by the rules alone and, when
other texts were learnt from, with the weights. Texts that are no reports are judged by the rules
and not learnt from: there the weights were measured and did not help. It needs scikit-learn,
which geomap itself does not.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.evaluate.score import same_role
from geomap.learn.recognition import Fitted, regress, write
from geomap.mentions import reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.evaluate.gold import GoldArticle
    from geomap.flow import Tools
    from geomap.model import Role

_FOLDS = 5
_EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An annotated mention of a report."""

    corpus: str
    text: int
    phrases: set[str]
    literal: bool
    """As annotated."""
    role: Role
    """As the rules say."""
    fixed: bool
    """Whether it is left to the rules."""


def cases(corpus: str, articles: Iterable[GoldArticle], tools: Tools) -> list[Case]:
    """The annotated mentions of the reports among the texts."""
    from geomap.flow import parsed
    from geomap.mentions.find import framed

    made = []
    for number, article in enumerate(articles):
        if not reports.is_report(article.text):
            continue
        one_article = article.as_article()
        found = framed(parsed(one_article, tools), one_article, tools.gazetteer)
        for gold, one in zip(article.mentions, found, strict=True):
            if gold.role is None or one is None:
                continue
            span, frame, role, cue = one
            made.append(
                Case(
                    corpus=corpus, text=number, role=role,
                    phrases=set(reports.phrases(span, frame, role, cue)),
                    literal=same_role("literal", gold.role),
                    fixed=reports.left_to_rules(frame, role),
                )
            )  # fmt: skip
    return made


def fit(data: Sequence[Case]) -> Fitted:
    """Weights that tell places from the rest; what is left to the rules is not learnt from."""
    learnt = [one for one in data if not one.fixed]
    return regress(
        [one.phrases for one in learnt], [one.literal for one in learnt], [1.0] * len(learnt)
    )


def cross_validated(data: Sequence[Case]) -> dict[str, tuple[float, float]]:
    """Shares of right roles by corpus: by the rules, and with weights learnt from other texts."""
    total, ruled, learnt = Counter[str](), Counter[str](), Counter[str]()
    for fold in range(_FOLDS):
        fitted = fit([one for one in data if one.text % _FOLDS != fold])
        for one in data:
            if one.text % _FOLDS != fold:
                continue
            by_rule = one.role == "literal"
            weighed = fitted.scores([one.phrases])[0] >= _EVEN
            total[one.corpus] += 1
            ruled[one.corpus] += by_rule == one.literal
            learnt[one.corpus] += (by_rule if one.fixed else weighed) == one.literal
    return {name: (ruled[name] / total[name], learnt[name] / total[name]) for name in total}


def main(files: Sequence[str]) -> None:
    """Fit the weights to the named corpora and write the table."""
    from geomap.config import Config
    from geomap.evaluate import read_gold
    from geomap.flow import open_tools

    tools = open_tools(Config())
    data = [one for file in files for one in cases(Path(file).stem, read_gold(Path(file)), tools)]
    for corpus, (ruled, learnt) in cross_validated(data).items():
        sys.stderr.write(f"{corpus}: right by rules {ruled:.3f}, with weights {learnt:.3f}\n")
    table = Path(reports.__file__).with_name(f"{reports.TABLE}.csv")
    write({reports.COLUMN: fit(data)}, table)


if __name__ == "__main__":
    main(sys.argv[1:])
