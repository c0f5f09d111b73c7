"""No pattern of the package can be made to take for ever by what somebody writes.

Every pattern is run over texts made to be divided in many ways. The time is that of the
processor, and the engine is stopped when it is used up: a pattern that compares all pairs of
characters needs a fiftieth of it, one that tries all ways to divide the text never ends. What
grows with the square of a long text is found by `tests/articles/test_hostile.py`.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import geomap

#: What texts repeat, and what they end with so that a long match fails at last.
UNITS = ["a", "A", " ", "\n", "\t", "1", ".", ",", "-", "_", "(", "<", "'", "/", "°", "é", "ا",
         "a ", "A ", "a\n", " \n", "A.", "A-", "a.", "a@", "1,", "1.", "1 ", "12:", "1/", "<a ",
         "the ", "of ", "and ", "N ", "Mr. ", "a, ", "A, ", '"', "http://", "&"]  # fmt: skip
ENDS = ["", "!", "\0"]
#: Length of a text, characters, where a pattern begins at one place, and where it may at any; and
#: the time for it, seconds.
AT_ONE, AT_ANY, SECONDS = 4000, 400, 1.0


class TooLong(Exception):
    """The time is used up."""


def modules() -> Iterator[Any]:
    """Every module of the package; those that derive tables where their sources are installed."""
    yield geomap
    for found in pkgutil.walk_packages(geomap.__path__, "geomap."):
        if found.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError:
            if not found.name.startswith("geomap.gazetteer.derive"):
                raise


def patterns() -> dict[str, re.Pattern[Any]]:
    """The compiled patterns of all modules, by the module and name that hold them."""
    found: dict[str, re.Pattern[Any]] = {}
    seen: set[int] = set()

    def collect(name: str, value: Any, depth: int) -> None:
        if isinstance(value, re.Pattern):
            if id(value) not in seen:
                seen.add(id(value))
                found[name] = value
        elif depth and isinstance(value, dict):
            for key, one in value.items():
                collect(f"{name}[{key!r}]", one, depth - 1)
        elif depth and isinstance(value, list | tuple | set | frozenset):
            for number, one in enumerate(value):
                collect(f"{name}[{number}]", one, depth - 1)

    for module in modules():
        for name, value in vars(module).items():
            collect(f"{module.__name__}.{name}", value, 3)
        for line, pattern in written(module):
            found.setdefault(f"{module.__name__}:{line}", pattern)
    return found


def written(module: Any) -> Iterator[tuple[int, re.Pattern[Any]]]:
    """The patterns that stand as plain strings in calls of `re`, wherever they are."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str | bytes)
        ):
            yield node.lineno, re.compile(node.args[0].value)


def slow_on(pattern: re.Pattern[Any]) -> str | None:
    """The unit of a text that uses the time up; None where there is none."""

    def stop(_number: int, _frame: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for unit, end in product(UNITS, ENDS):
            long, short = (unit * (length // len(unit)) + end for length in (AT_ONE, AT_ANY))
            texts: Any = (long, short)
            if isinstance(pattern.pattern, bytes):
                texts = (long.encode(), short.encode())
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            try:
                pattern.match(texts[0])
                pattern.fullmatch(texts[0])
                for _ in pattern.finditer(texts[1]):
                    pass
            except TooLong:
                return f"{unit!r} ... {end!r}"
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return None


FOUND = patterns()


@pytest.mark.parametrize("name", sorted(FOUND))
def test_no_text_takes_a_pattern_for_ever(name: str) -> None:
    """Whatever is repeated some thousand times."""
    assert None is slow_on(FOUND[name])


@pytest.mark.parametrize("planted", [r"(a+)+b", r"(?:a|a)*b", r"a*a*a*b", r"(\s*,?\s*)*x"])
def test_patterns_that_take_for_ever_are_found(planted: str) -> None:
    """Exponential and cubic ones."""
    assert slow_on(re.compile(planted)) is not None
