"""A process that is killed in the middle of a transaction leaves what was there before it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from geomap.store import Store

BEGIN = """
    import os, sys
    from pathlib import Path
    from geomap.articles import TextPrint
    from geomap.store import Packed, Store

    def put(number, word):
        body = Packed(body=word * 30_000, shapes={})
        store.put(b"%d" % number, body, TextPrint(runs=b"", signature=b""))

    with Store(Path(sys.argv[1]), b"recipe") as store:
        for number in range(20):
            put(number, b"old")
        store.commit()
"""
RESULTS = """
        for number in range(90):  # more than SQLite holds in memory, less than a batch
            put(number % 25, b"new")
        os._exit(9)
"""
FRAGMENT = """
        class Parts(dict):
            def items(self):
                yield "one", b"1"
                os._exit(9)

        store.keep(b"fragment", Parts())
"""


def killed(folder: Path, work: str) -> None:
    """Open a store in a process of its own that ends without a word while it works."""
    code = textwrap.dedent(BEGIN + work)
    assert 9 == subprocess.run([sys.executable, "-c", code, folder], check=False).returncode


def test_results_that_were_not_yet_kept_leave_those_before(tmp_path: Path) -> None:
    """The file is whole, with what had been committed as it was and no more."""
    killed(tmp_path, RESULTS)
    with Store(tmp_path, b"recipe") as store:
        assert [("ok",)] == store._db.execute("PRAGMA integrity_check").fetchall()
        found = store._db.execute("SELECT body FROM results").fetchall()
    assert [(b"old" * 30_000,)] * 20 == found


def test_a_fragment_is_kept_whole_or_not(tmp_path: Path) -> None:
    """Half of one would be taken for all of it."""
    killed(tmp_path, FRAGMENT)
    with Store(tmp_path, b"recipe") as store:
        assert not store.wants(b"fragment")
