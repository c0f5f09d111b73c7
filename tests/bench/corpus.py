"""Time and memory an article as a corpus grows: ``python -m tests.bench.corpus 1000 10000``.

Synthetic articles of about 1,200 characters, tier `fast` unless ``--model`` names another; each
size in a process of its own. Times are of the processor, so that a busy machine counts less;
memory is the most that the process ever held.

``annotate`` is reading and annotating into the store, ``conclude`` linking, layers and files,
``again`` a whole build after one more article has come, less opening the tools.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geomap.build import Progress, build
from geomap.config import Config, LanguageConfig

PLACES = (
    "Aleppo Idlib Hama Homs Daraa Raqqa Damascus Latakia Tartus Manbij Azaz Afrin Palmyra Douma "
    "Harasta Hajin Kobani Tabqa Suwayda Quneitra Mosul Baghdad Ankara Beirut Amman Moscow Tehran"
).split()
DEEDS = "shelled bombed attacked captured raided struck".split()
WHO = ("Syrian forces", "Rebels", "Turkish warplanes", "Russian jets", "Government troops")


def article(number: int, words: list[str]) -> str:
    """One article as a JSON line; the same number gives the same article."""
    draw = random.Random(number)  # noqa: S311 - not for secrets
    lines = []
    for _ in range(6):
        who, deed, place = draw.choice(WHO), draw.choice(DEEDS), draw.choice(PLACES)
        lines.append(f"{who} {deed} {place} on {draw.randint(1, 28)} May 2018, killing 7 people.")
        lines.append(" ".join(draw.choices(words, k=18)).capitalize() + ".")
    day = f"2018-05-{draw.randint(1, 28):02}"
    return json.dumps({"id": f"a{number}", "published": day, "text": " ".join(lines)}) + "\n"


def vocabulary() -> list[str]:
    """Words that mean nothing, so that nothing but the sentences of deeds is found."""
    draw = random.Random(0)  # noqa: S311 - not for secrets
    return [
        "".join(draw.choice("bdfgklmnprstv") + draw.choice("aeiou") for _ in range(3))
        for _ in range(5000)
    ]


def measured(articles: int, model: str) -> dict[str, float]:
    """A build of this many articles, and another one after one more has come."""
    config = Config(language=LanguageConfig(model=model))
    words = vocabulary()
    with tempfile.TemporaryDirectory() as scratch:
        corpus, out = Path(scratch, "articles"), Path(scratch, "out")
        corpus.mkdir()
        with (corpus / "all.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(article(number, words) for number in range(articles))
        marks: dict[str, float] = {}

        def tell(progress: Progress) -> None:
            if progress.total is not None:
                marks.setdefault("read", time.process_time())
                marks["annotated"] = time.process_time()
                marks["held"] = held()

        begin = time.process_time()
        build([str(corpus)], out, config, tell=tell)
        built = time.process_time()
        first, at_most = dict(marks), held()
        marks.clear()
        (corpus / "new.jsonl").write_text(article(articles, words), encoding="utf-8")
        build([str(corpus)], out, config, tell=tell)
        again = time.process_time() - built
        return {
            "articles": articles,
            "annotate_ms": 1000 * (first["annotated"] - begin) / articles,
            "annotate_mib": first["held"],
            "conclude_ms": 1000 * (built - first["annotated"]) / articles,
            "conclude_mib": at_most,
            "again_s": again,
            "read_again_s": marks["read"] - built,
            "store_kib": (out / ".geomap" / "store.sqlite").stat().st_size / 1024 / articles,
        }


def held() -> float:
    """The most memory that this process ever held, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """A table of the sizes named on the command line."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", type=int, nargs="*", default=[1000, 10000])
    options.add_argument("--model", default="fast")
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.sizes[0], asked.model)))  # noqa: T201
        return
    for position, size in enumerate(asked.sizes):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.corpus", "--one", str(size),
             "--model", asked.model],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        row = json.loads(done.stdout)
        if not position:
            print("|", " | ".join(row), "|")  # noqa: T201
            print("|---" * len(row) + "|")  # noqa: T201
        print("|", " | ".join(f"{value:,.4g}" for value in row.values()), "|", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
