"""Names found and resolved a second, beside tools that only look names up.

``python -m tests.bench.lookup`` prints Markdown. flashgeotext and geotext (from the
package index, group ``bench`` of pyproject.toml) give names without coordinates; geomap says
which place is meant, how surely, and what the name does in its sentence. Each round runs all
of them on the same texts, so that the load of the machine falls on all alike.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[str], int]


def others() -> dict[str, Work]:
    """The look-up tools: each takes a text and says how many names it found."""
    from flashgeotext.geotext import GeoText as Flash
    from geotext import GeoText
    from loguru import logger

    logger.remove()
    flash = Flash()

    def by_flash(text: str) -> int:
        found = flash.extract(text, span_info=True)
        return sum(one["count"] for kind in found.values() for one in kind.values())

    def by_geotext(text: str) -> int:
        found = GeoText(text)
        return len(found.cities) + len(found.countries)

    return {"flashgeotext, look-up": by_flash, "geotext, look-up": by_geotext}


def ours() -> dict[str, Work]:
    """geomap: names alone, and names with role, place, probability and alternatives."""
    from geomap.config import Config, LanguageConfig
    from geomap.flow import open_tools
    from geomap.mentions import find_mentions
    from geomap.model import Article
    from geomap.places import resolve

    tools = open_tools(Config(language=LanguageConfig(model="fast")))

    def look_up(text: str) -> int:
        return len(tools.gazetteer.match(text))

    def resolved(text: str) -> int:
        article = Article(id="a", text=text, language="en")
        doc = tools.english(text)
        mentions = find_mentions(doc, article, tools.gazetteer, tools.actors)
        return len(resolve(article, mentions, tools.gazetteer, tools.config))

    return {"geomap, look-up": look_up, "geomap fast, recognised and resolved": resolved}


def sample_texts() -> list[str]:
    """The English sample articles of geomap."""
    folder = ROOT / "geomap" / "samples"
    files = [path for path in sorted(folder.glob("*.txt")) if not path.stem.endswith("-ar")]
    return [path.read_text(encoding="utf-8") for path in files]


def measure(rounds: int) -> dict[str, tuple[float, int]]:
    """Milliseconds an article (median of the rounds) and names found, by tool."""
    texts = sample_texts()
    tools = {**others(), **ours()}
    for work in tools.values():
        for text in texts:
            work(text)
    took: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(rounds):
        for name, work in tools.items():
            start = time.process_time()
            for text in texts:
                work(text)
            took[name].append((time.process_time() - start) / len(texts) * 1000)
    return {
        name: (statistics.median(times), sum(tools[name](text) for text in texts))
        for name, times in took.items()
    }


def table(figures: dict[str, tuple[float, int]]) -> list[str]:
    """The figures as a Markdown table."""
    base, count = figures["flashgeotext, look-up"][0], len(sample_texts())
    return [
        "| tool | names found | ms an article | names a second | time, ratio to flashgeotext |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {names} | {ms:.2f} | {names / count / ms * 1000:,.0f} | {ms / base:.2f} |"
            for name, (ms, names) in figures.items()
        ),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    logging.disable()
    print("\n".join(table(measure(parser.parse_args().rounds))))  # noqa: T201
