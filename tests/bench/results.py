"""Runs benches and writes what they print into RESULTS.md: ``python -m tests.bench.results``.

Each bench has a section of that file between two marks, which is replaced, with the date, the
machine and the commit; the words around it are people's. Names of benches run only these.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
#: Benches in the order of their time, with what they are given.
BENCHES = {
    "lookup": (),
    "tiers": (),
    "gazetteer": (),
    "corpus": ("1000", "10000"),
    "maps": (),
}


def machine() -> str:
    """Date, machine, load and commit, in words."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        stdout=subprocess.PIPE, text=True, check=False, cwd=RESULTS.parent,
    ).stdout.strip()  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({platform.machine()}), "
        f"{memory:.0f} GiB, load {os.getloadavg()[0]:.0f}, Python {platform.python_version()}, "
        f"commit {commit or 'unknown'}"
    )


def replaced(text: str, name: str, measured: str) -> str:
    """The text with the section of a bench replaced; at its end where there was none."""
    section = f"<!-- {name} -->\n{measured}\n<!-- end of {name} -->"
    marked = re.compile(f"<!-- {name} -->.*?<!-- end of {name} -->", re.DOTALL)
    if marked.search(text):
        return marked.sub(lambda _found: section, text)
    return f"{text.rstrip()}\n\n## {name}\n\n{section}\n"


def main() -> None:
    """Run the benches that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(BENCHES))
    for name in parser.parse_args().names:
        command = ["-m", f"tests.bench.{name}", *BENCHES[name]]
        told = machine()
        done = subprocess.run(
            [sys.executable, *command], stdout=subprocess.PIPE, text=True, check=True
        )
        measured = f"`python {' '.join(command)}`, {told}.\n\n{done.stdout.strip()}"
        RESULTS.write_text(replaced(RESULTS.read_text("utf-8"), name, measured), encoding="utf-8")


if __name__ == "__main__":
    main()
