"""Readers fed with bytes that grow from what they do: ``fuzz_guided.py .csv``.

Atheris (libFuzzer) keeps whatever reaches new code and changes it further, where hypothesis
draws afresh. What comes of the bytes is checked as in ``test_fuzz.py``. Options after the suffix
are libFuzzer's: ``-runs=100000``, ``-max_total_time=60``. A failure leaves its bytes in a file.
"""

from __future__ import annotations

import logging
import runpy
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["geomap"]):
    import geomap.articles  # noqa: F401 - instrumented here
    from geomap.articles.read import READERS, _reader

    for kind in sorted(set(READERS.values())):
        _reader(kind)

#: Longest input, bytes.
LONGEST = 4096


def quicken() -> None:
    """Half of the time of a small page goes into hashing a tuple of stop words: a set keeps it."""
    from trafilatura import external

    external.JT_STOPLIST = frozenset(external.jt_stoplist_init())  # type: ignore[assignment]


def main() -> None:
    """Feed the reader of the suffix that is the first argument."""
    name, suffix, *options = sys.argv
    tests = runpy.run_path(str(Path(__file__).with_name("test_fuzz.py")))
    check, found = tests["check"], tests["found"]
    quicken()
    logging.disable()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as seeds:
        for number, data in enumerate(tests["seeds"](suffix)):
            Path(seeds, str(number)).write_bytes(data)
        atheris.Setup(
            [name, f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=4096", *options, seeds],
            lambda data: check(found(data, suffix)),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
