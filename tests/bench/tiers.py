"""How fast each language tier is, side by side on one core: ``python -m tests.bench.tiers``.

Articles of 400 words, made of the gold sentences of the roles, go through every stage of
`annotate`, once for warmth and then measured in turns, so that a busy machine slows all alike;
the median of the turns counts. Beside them runs the bare embedded pipeline, as spaCy loads and
pipes it and as geomap runs it: what the stages of geomap add to it is the overhead.
What counts is the ratio; articles and words a second are those of this machine in this run.
Any names of spaCy pipelines given as arguments are measured too.

``--news FILE.jsonl ...`` measures the tiers on articles of one's own instead, read for the first
time, as a build reads them, and again, when every name has been looked up before.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.config import Config, LanguageConfig
from geomap.flow import TOGETHER, annotate, open_tools, settle
from geomap.language import load_language, read_texts
from geomap.language.pipelines import EMBEDDED
from geomap.language.weights import read_pipeline
from geomap.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    Work = Callable[[list[Article]], object]

WORDS = 400
ARTICLES = TOGETHER
TURNS = 7
GOLD = Path(__file__).parents[1] / "mentions" / "gold" / "roles.txt"


def articles() -> list[Article]:
    """Articles of `WORDS` words from the gold sentences, each begun at another one."""
    lines = [
        re.sub(r"<[^>]+>", "", line)
        for line in GOLD.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    made = []
    for number in range(ARTICLES):
        words = itertools.chain.from_iterable(
            line.split() for line in itertools.cycle(lines[number * 7 :] + lines)
        )
        text = " ".join(itertools.islice(words, WORDS))
        made.append(Article(id=str(number), text=text, language="en"))
    return made


def works(models: list[str]) -> dict[str, Work]:
    """What is measured, by name: each takes articles, as many as are parsed together."""

    def tier(model: str) -> Work:
        tools = open_tools(Config(language=LanguageConfig(model=model)))
        return lambda articles: list(annotate(articles, tools))

    def read(nlp: Language) -> Work:
        return lambda articles: read_texts(nlp, [article.text for article in articles])

    def piped(nlp: Language) -> Work:
        return lambda articles: list(nlp.pipe(article.text for article in articles))

    return {
        "bare pipeline, as spaCy runs it": piped(read_pipeline(EMBEDDED)),
        "bare pipeline, as geomap runs it": read(load_language(Config())),
        **{f"tier {model}": tier(model) for model in models},
    }


def by_stages(models: list[str]) -> None:
    """Measure, and print a line of Markdown for each."""
    texts = articles()
    measured = works(models)
    settle()  # as a run does
    took: dict[str, list[float]] = {name: [] for name in measured}
    for turn in range(TURNS + 1):
        for name, work in measured.items():
            start = time.process_time()
            work(texts)
            if turn:  # the first turn fills caches
                took[name].append(time.process_time() - start)
    seconds = {name: statistics.median(turns) / ARTICLES for name, turns in took.items()}
    base = next(iter(seconds.values()))
    sys.stdout.write(
        "| | ms an article | articles/s | words/s | time, ratio |\n|---|---|---|---|---|\n"
    )
    for name, took_by in seconds.items():
        sys.stdout.write(
            f"| {name} | {took_by * 1000:.1f} | {1 / took_by:.0f} | {WORDS / took_by:,.0f} "
            f"| {took_by / base:.2f} |\n"
        )


def of_news(models: list[str], files: list[Path]) -> None:
    """Measure each tier on the articles of some files, and print a line of Markdown for each."""
    lines = [line for path in files for line in path.read_text(encoding="utf-8").split("\n")]
    texts = [
        Article(id=str(number), text=json.loads(line)["text"], language="en")
        for number, line in enumerate(lines)
        if line
    ]
    size = sum(len(article.text.split()) for article in texts) / WORDS
    sys.stdout.write(
        "| | articles | words | ms for 400 words, first | again |\n|---|---|---|---|---|\n"
    )
    for model in models:
        tools = open_tools(Config(language=LanguageConfig(model=model)))
        list(annotate(articles(), tools))  # opens what is opened once
        settle()
        took = []
        for _ in range(2):
            start = time.process_time()
            for _done in annotate(texts, tools):
                pass
            took.append((time.process_time() - start) / size * 1000)
        sys.stdout.write(
            f"| tier {model} | {len(texts)} | {size * WORDS:,.0f} "
            f"| {took[0]:.1f} | {took[1]:.1f} |\n"
        )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", help="further pipelines")
    parser.add_argument("--news", nargs="+", type=Path, default=[], metavar="FILE")
    asked = parser.parse_args()
    models = ["fast", "embedded", *asked.models]
    if asked.news:
        of_news(models, asked.news)
    else:
        by_stages(models)


if __name__ == "__main__":
    main()
