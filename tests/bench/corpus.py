"""Time and memory an article as a corpus grows: ``python -m tests.bench.corpus 1000 10000``.

Each size is built in a process of its own, then again after one more article has come, in
another. Times are of the processor, so that a busy machine counts less; memory is the most that
the process ever held. ``annotate`` is reading and annotating into the store, ``conclude`` copies,
linking, layers and files; ``again`` is a whole build less what opens modules and tools.

The articles are those of `tests.bench.synthetic`, of about 2,000 characters, with what is found in
them: 15 mentions and 6 claims each, whatever the model. With ``--model fast`` the pipeline reads
them instead, which shows that annotating is flat, but finds next to nothing in such words.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.articles import TextPrint
from geomap.config import Config, LanguageConfig
from geomap.corpus import Progress, build
from geomap.corpus.workers import Bench, Made
from tests.bench.synthetic import annotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.articles import Draft

MADE_UP = "made-up"


def write_articles(numbers: Iterable[int], path: Path) -> None:
    """Articles as JSON lines; the same number gives the same article."""
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            article = annotation(number).article
            told = {"id": article.id, "title": article.title, "text": article.text}
            told |= {"published": str(article.published), "source": article.source}
            file.write(json.dumps(told | {"url": article.url}) + "\n")


def _made_up(self: Bench, drafts: Iterable[tuple[bytes, Draft]]) -> Iterator[Made]:
    """What is found in articles of ours, without reading them."""
    for content, draft in drafts:
        found = annotation(int(draft.id[1:]))
        result = self.codec.pack(found), TextPrint.of(found.article)
        yield Made(content=content, result=result)


def measured(corpus: Path, out: Path, model: str) -> dict[str, float]:
    """A build of a corpus, in this process."""
    config = Config(language=LanguageConfig(model="fast" if model == MADE_UP else model))
    if model == MADE_UP:
        Bench.make = _made_up  # type: ignore[method-assign]
        annotation(0)
    import folium  # noqa: F401 - opening modules is no part of what is measured
    import geopandas  # noqa: F401

    marks: dict[str, float] = {}

    def tell(progress: Progress) -> None:
        if progress.total is not None:
            marks.setdefault("read", time.process_time())
            marks["annotated"] = time.process_time()
            marks["held"] = held()

    begin = time.process_time()
    build([str(corpus)], out, config, tell=tell)
    end = time.process_time()
    return {
        "annotate_s": marks["annotated"] - begin,
        "annotate_mib": marks["held"],
        "conclude_s": end - marks["annotated"],
        "most_mib": held(),
        "whole_s": end - begin,
    }


def held() -> float:
    """The most memory that this process ever held, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def row(articles: int, model: str) -> dict[str, float]:
    """A build of this many articles, and one after one more has come."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus, out = Path(scratch, "articles"), Path(scratch, "out")
        corpus.mkdir()
        write_articles(range(articles), corpus / "all.jsonl")
        time.sleep(4)  # a file that has just changed is read again
        first = _in_process(corpus, out, model)
        write_articles([articles], corpus / "new.jsonl")
        again = _in_process(corpus, out, model)
        return {
            "articles": articles,
            "annotate ms an article": 1000 * first["annotate_s"] / articles,
            "held after annotating MiB": first["annotate_mib"],
            "conclude ms an article": 1000 * first["conclude_s"] / articles,
            "held in all MiB": first["most_mib"],
            "one more article s": again["whole_s"],
            "of it finding what is new s": again["annotate_s"],
            "held MiB": again["most_mib"],
            "store KiB an article": (out / ".geomap/store.sqlite").stat().st_size / 1024 / articles,
        }


def _in_process(corpus: Path, out: Path, model: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.corpus", "--one", str(corpus), str(out)]
    done = subprocess.run(
        [*command, "--model", model], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """A table of the sizes named on the command line."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", default=["1000", "10000"])
    options.add_argument("--model", default=MADE_UP)
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        corpus, out = asked.sizes
        print(json.dumps(measured(Path(corpus), Path(out), asked.model)))  # noqa: T201
        return
    for position, size in enumerate(asked.sizes):
        found = row(int(size), asked.model)
        if not position:
            print("|", " | ".join(found), "|")  # noqa: T201
            print("|---" * len(found) + "|")  # noqa: T201
        print("|", " | ".join(f"{value:,.4g}" for value in found.values()), "|", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
