"""The gazetteer as it comes, and grown by synthetic places: compile, open, memory, match.

``python -m tests.bench.gazetteer --places 13000000`` prints Markdown.
Every figure is taken in a process of its own, so that memory is that of the step alone; matching
is measured in turns with the gazetteer as it comes, so that a busy machine slows both alike.
Compiling and matching are told in time of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
start = time.process_time()
compile_index(source_files(tables), target)
took = time.process_time() - start
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_OPEN = """
import json, statistics, sys, time
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
texts = json.loads(Path(sys.argv[3]).read_text())
both = [Gazetteer(Path(sys.argv[2])), opened]
for text in texts:
    opened.match(text)
kept = resident()
times = [[], []]
for _ in range(40):
    for number, one in enumerate(both):
        begin = time.process_time()
        for text in texts:
            one.match(text)
        times[number].append((time.process_time() - begin) / len(texts) * 1000)
base, grown = (statistics.median(found[5:]) for found in times)
print(json.dumps([took * 1000, kept, kept - before, grown, grown / base, len(opened),
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


def compiled(folder: Path, count: int) -> tuple[Path, float, float]:
    """The index with `count` synthetic places more, and the seconds and MiB it took."""
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
    took, peak = measure(_COMPILE, tables, target)
    shutil.rmtree(tables)
    return target, took, peak


def row(folder: Path, count: int, base: Path | None) -> tuple[Path, str]:
    """A row of the table, and the index it speaks of."""
    target, took, peak = compiled(folder, count)
    texts = folder / "texts.json"
    texts.write_text(json.dumps(sample_texts()), encoding="utf-8")
    runs = [measure(_OPEN, target, base or target, texts) for _ in range(3)]
    opened, resident, added = (min(run[at] for run in runs) for at in (0, 1, 2))
    match, ratio = (sorted(run[at] for run in runs)[1] for at in (3, 4))
    size = sum(path.stat().st_size for path in target.iterdir()) / 2**20
    return target, (
        f"| {runs[0][5]:,} | {runs[0][6]:,} | {took:.1f} | {peak:.0f} | {size:.0f} | {opened:.1f} "
        f"| {resident:.0f} | {added:.0f} | {match:.2f} | {ratio:.2f} |"
    )


def sample_texts() -> list[str]:
    """The sample articles, each repeated to the length of a news article (some 3,000 letters)."""
    folder = ROOT / "geomap" / "samples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [(text * (1 + 3000 // len(text)))[:3000] for text in texts]


HEAD = (
    "| places | names | compile s | compile MiB | index MiB | open ms | resident MiB "
    "| of it the index | match ms an article | match, ratio |\n" + "|---" * 10 + "|"
)


def run(places: list[int], folder: Path, tell: Callable[[str], None]) -> None:
    """Tell the table row by row: the gazetteer as it comes, then grown."""
    folder.mkdir(parents=True, exist_ok=True)
    tell(HEAD)
    base, first = row(folder, 0, None)
    tell(first)
    for count in places:
        target, line = row(folder, count, base)
        tell(line)
        shutil.rmtree(target)
    shutil.rmtree(base)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    where = given.folder or Path(tempfile.mkdtemp(prefix="geomap-bench-"))
    run(given.places, where, lambda text: print(text, flush=True))  # noqa: T201
