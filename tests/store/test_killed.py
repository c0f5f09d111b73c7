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

    def put(content):
        body = Packed(body=os.urandom(100_000), shapes={})
        store.put(content, body, TextPrint(runs=b"", signature=b""))

    with Store(Path(sys.argv[1]), b"recipe") as store:
        put(b"kept")
        store.commit()
"""
RESULTS = """
        for number in range(90):  # more than SQLite holds in memory, less than a batch
            put(b"%d" % number)
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


def test_results_that_were_not_yet_kept_leave_the_others(tmp_path: Path) -> None:
    """The file is whole, with what had been committed and no more."""
    killed(tmp_path, RESULTS)
    with Store(tmp_path, b"recipe") as store:
        assert [("ok",)] == store._db.execute("PRAGMA integrity_check").fetchall()
        assert [(b"kept",)] == store._db.execute("SELECT content FROM results").fetchall()


def test_a_fragment_is_kept_whole_or_not(tmp_path: Path) -> None:
    """Half of one would be taken for all of it."""
    killed(tmp_path, FRAGMENT)
    with Store(tmp_path, b"recipe") as store:
        assert not store.wants(b"fragment")
