"""Whether a deed without a day is told as news of the day of its article, or as background.

An article tells what is new in its title, in its first paragraph and in the simple past
("warplanes bombed the town"); what lies behind it in the perfect ("has displaced thousands"), in
the past before the past ("had held the town") and in clauses beside the news ("who seized the
port"). And what it tells without a day is of the time just told: behind "In 2016 rebels took the
town" come no news. Coders of events date news without a day by its publication, to the week
(ACLED codebook, time precision 2); background they do not code.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spacy.tokens import Doc, Token

    from geomap.model import Article, Claim

#: Days before publication from which on what is told is no news.
_OLD = timedelta(days=14)
_BESIDE = frozenset({"acl", "acl:relcl"})
_PERFECT = frozenset({"has", "have"})


def with_bases(claims: Sequence[Claim], doc: Doc, article: Article) -> Iterator[Claim]:
    """The claims, undated ones that are told as background without a basis for a day.

    Args:
        claims: in text order.
        doc: the article's text through the pipeline.
        article: the article.
    """
    told: date | None = None
    end, opening = 0, True
    for claim in claims:
        if "\n" in article.text[end : claim.sentence.start].strip(" "):
            told = None  # a new paragraph tells of a time of its own
            opening = opening and article.segment_at(max(0, end - 1)) != "body"
        end = claim.sentence.end
        told = claim.when.end or told
        old = told is not None and told < (article.published or told) - _OLD
        undated = claim.when.basis == "publication" and claim.when.start is None
        if undated and (old or not _is_news(claim, doc, opening=opening)):
            yield replace(claim, when=replace(claim.when, basis="unknown"))
        else:
            yield claim


def _is_news(claim: Claim, doc: Doc, *, opening: bool) -> bool:
    if claim.segment != "body" or not doc.has_annotation("DEP"):
        return True
    span = doc.char_span(claim.trigger.start, claim.trigger.end, alignment_mode="expand")
    return span is None or not _is_background(span.root, opening=opening)


def _is_background(trigger: Token, *, opening: bool) -> bool:
    """Whether the verb of a deed, or of a clause that it is beside, tells of an earlier time."""
    token = trigger
    for above in syntax.climb(trigger):
        token = above
        if not syntax.is_verb(token):
            continue
        if token.dep_ in _BESIDE and token.tag_ != "VBG":
            return True
        helping = syntax.auxiliaries(token)
        if helping & _PERFECT and not opening:
            return True
        if "had" in helping:
            return not (token.dep_ == "ccomp" and syntax.lemma(token.head) in SAYING)
        if token.dep_ not in ("xcomp", "conj", "advcl") or syntax.subjects(token):
            return False
    return False
