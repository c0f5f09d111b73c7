"""How often a phrase gets the precision code that UCDP's codebook gives it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.errors import ArticleUnreadable, InputNotFound
from geomap.flow import annotate_article
from geomap.model import Article
from geomap.places.precision import mention_where_prec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geomap.flow import Tools


@dataclass(slots=True, kw_only=True)
class PrecisionReport:
    """Counts of one list of phrases."""

    corpus: str
    phrases: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    """Phrase, code given, code expected."""

    def as_dict(self) -> dict[str, object]:
        """The figures as plain data."""
        share = round(self.right / self.phrases, 3) if self.phrases else 0.0
        return {
            "corpus": self.corpus, "phrases": self.phrases, "right": self.right,
            "where_prec_accuracy": share,
        }  # fmt: skip


def read_phrases(path: Path) -> list[tuple[str, int]]:
    """The (phrase, code) pairs of a JSON list of {"phrase", "where_prec"}.

    Raises:
        InputNotFound: the file does not exist.
        ArticleUnreadable: it is not such a list.
    """
    if not path.is_file():
        raise InputNotFound(path)
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        return [(str(item["phrase"]), int(item["where_prec"])) for item in items]
    except (ValueError, KeyError, TypeError) as error:
        raise ArticleUnreadable(
            str(path),
            f"is no list of phrases ({type(error).__name__}: {error})",
            'give [{"phrase", "where_prec"}]',
        ) from error


def score_phrases(name: str, phrases: Sequence[tuple[str, int]], tools: Tools) -> PrecisionReport:
    """Read each phrase as a text of its own and compare the code of its first place."""
    report = PrecisionReport(corpus=name)
    for phrase, expected in phrases:
        article = Article(id=name, text=phrase, language="en")
        mentions = annotate_article(article, tools).mentions
        codes = (mention_where_prec(mention) for mention in mentions)
        given = next((code for code in codes if code is not None), None)
        report.phrases += 1
        report.right += given == expected
        if given != expected:
            report.wrong.append(f"{phrase}: {given} in place of {expected}")
    return report
