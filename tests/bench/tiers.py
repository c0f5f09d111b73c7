"""How fast each language tier is, side by side on one core: ``python -m tests.bench.tiers``.

Articles of 400 words, made of the gold sentences of the roles, go through every stage of
`annotate`, once for warmth and then measured in turns, so that a busy machine slows all alike.
What counts is the ratio; articles and words a second are those of this machine in this run.
Any names of spaCy pipelines given as arguments are measured too.
"""

from __future__ import annotations

import itertools
import re
import sys
import time
from pathlib import Path

from geomap.config import Config, LanguageConfig
from geomap.flow import annotate_article, open_tools
from geomap.model import Article

WORDS = 400
ARTICLES = 10
TURNS = 3
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


def main(models: list[str]) -> None:
    """Measure the tiers and print a line for each, with its ratio to the default."""
    texts = articles()
    tools = {name: open_tools(Config(language=LanguageConfig(model=name))) for name in models}
    seconds = dict.fromkeys(models, 0.0)
    for turn in range(TURNS + 1):
        for name in models:
            start = time.process_time()
            for article in texts:
                annotate_article(article, tools[name])
            # The first turn fills caches.
            seconds[name] += (time.process_time() - start) if turn else 0.0
    for name in models:
        rate = ARTICLES * TURNS / seconds[name]
        ratio = seconds["embedded"] / seconds[name]
        sys.stdout.write(
            f"{name}: {rate:.0f} articles/s, {rate * WORDS:.0f} words/s, {ratio:.1f} x embedded\n"
        )


if __name__ == "__main__":
    main(["fast", "embedded", *sys.argv[1:]])
