"""The gazetteer as it comes, and grown by synthetic places: compile, open, memory, match.

``python tests/bench/bench_gazetteer.py --places 13000000 --folder /tmp/bench`` prints Markdown.
Every figure is taken in a process of its own, so that memory is that of the step alone.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Rows written at one time.
_BATCH = 200_000
_ONSETS = "b d f g h j k l m n r s t v w z sh kh th br dr gr kr st tr".split()
_VOWELS = "a e i o u aa ai ee ou".split()
_ENDS = ["", "n", "r", "l", "m", "s", "t", "d", "k", "sh"]

_COMPILE = """
import json, resource, sys, time
from pathlib import Path
from geomap.gazetteer.compile import compile_index
from geomap.gazetteer.sources import source_files
tables, target = Path(sys.argv[1]), Path(sys.argv[2])
start = time.perf_counter()
compile_index(source_files(tables), target)
took = time.perf_counter() - start
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_OPEN = """
import json, sys, time
from pathlib import Path
import marisa_trie, numpy
from geomap.gazetteer.index import Gazetteer
def resident():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
before = resident()
start = time.perf_counter()
opened = Gazetteer(Path(sys.argv[1]))
took = time.perf_counter() - start
texts = json.loads(Path(sys.argv[2]).read_text())
for text in texts:
    opened.match(text)
times = []
for _ in range(5):
    begin = time.perf_counter()
    for text in texts:
        opened.match(text)
    times.append((time.perf_counter() - begin) / len(texts))
print(json.dumps([took * 1000, resident(), resident() - before, min(times) * 1000, len(opened),
                  opened.n_names]))
"""


def names(seed: int) -> Iterator[str]:
    """Made-up place names without end, the same for the same seed; some are of two words."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose

    def word() -> str:
        parts = (
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_ENDS)
            for _ in range(chance.randint(2, 4))
        )
        return "".join(parts).capitalize()

    while True:
        yield word() if chance.random() < 0.7 else f"{word()} {word()}"


def write_places(path: Path, count: int) -> None:
    """A table of made-up places (geonames ids far above the real ones) as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    chance = random.Random(1)  # noqa: S311 - repeatable on purpose
    made = names(2)
    countries = "SY IQ LB TR UA SD YE US FR IN CN BR NG ZA AU".split()
    writer = None
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        table = pa.table(
            {
                "id": [f"geonames:{20_000_000 + start + n}" for n in range(size)],
                "name": list(islice(made, size)),
                "kind": ["city"] * size,
                "country": chance.choices(countries, k=size),
                "lat": [round(chance.uniform(-60, 70), 5) for _ in range(size)],
                "lon": [round(chance.uniform(-180, 180), 5) for _ in range(size)],
                "population": [int(chance.paretovariate(0.8)) for _ in range(size)],
                "geonameid": [20_000_000 + start + n for n in range(size)],
                "feature_code": ["PPL"] * size,
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    if writer is not None:
        writer.close()


def measure(code: str, *arguments: Path) -> Any:
    """What a program in a process of its own prints, as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout.splitlines()[-1])


def grown(folder: Path, count: int) -> dict[str, float]:
    """Figures of the gazetteer with `count` synthetic places more."""
    tables = folder / f"tables-{count}"
    shutil.rmtree(tables, ignore_errors=True)
    shutil.copytree(
        ROOT / "gazetteer", tables, symlinks=False, ignore=shutil.ignore_patterns("local")
    )
    if count:
        (tables / "local").mkdir()
        write_places(tables / "local" / "synthetic.parquet", count)
    target = folder / f"index-{count}"
    shutil.rmtree(target, ignore_errors=True)
    compiled, peak = measure(_COMPILE, tables, target)
    texts = folder / "texts.json"
    texts.write_text(json.dumps(sample_texts()), encoding="utf-8")
    opened = [measure(_OPEN, target, texts) for _ in range(3)]
    best = min(opened, key=lambda one: one[3])
    size = sum(path.stat().st_size for path in target.iterdir()) / 2**20
    shutil.rmtree(tables)
    shutil.rmtree(target)
    return {
        "places": best[4], "names": best[5], "compile_s": compiled, "compile_mib": peak,
        "index_mib": size, "open_ms": min(one[0] for one in opened), "resident_mib": best[1],
        "grown_mib": best[2], "match_ms": best[3],
    }  # fmt: skip


def sample_texts() -> list[str]:
    """The sample articles, each repeated to the length of a news article (some 3,000 letters)."""
    folder = ROOT / "geomap" / "samples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [(text * (1 + 3000 // len(text)))[:3000] for text in texts]


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="geomap-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(
        "| places | names | compile s | compile MiB | index MiB | open ms | resident MiB "
        "| of it opened | match ms an article | match, ratio |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    base = 0.0
    for count in [0, *given.places]:
        start = time.monotonic()
        row = grown(folder, count)
        base = base or row["match_ms"]
        print(
            f"| {row['places']:,} | {row['names']:,} | {row['compile_s']:.1f} "
            f"| {row['compile_mib']:.0f} | {row['index_mib']:.0f} | {row['open_ms']:.1f} "
            f"| {row['resident_mib']:.0f} | {row['grown_mib']:.0f} | {row['match_ms']:.2f} "
            f"| {row['match_ms'] / base:.2f} |",
            flush=True,
        )
        print(f"{count} places: {time.monotonic() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
