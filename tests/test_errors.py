"""Errors are sentences that say what to do, in whichever process they are read."""

from __future__ import annotations

import inspect
import pickle

import pytest

from geomap import errors
from geomap.errors import GeomapError, OutputInUse, StopRun


def raised() -> list[type[GeomapError]]:
    """The errors that are raised, not the groups of them."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    return [kind for kind in kinds if issubclass(kind, GeomapError) and "__init__" in vars(kind)]


@pytest.mark.parametrize("kind", raised(), ids=lambda kind: kind.__name__)
def test_an_error_survives_the_way_from_another_process(kind: type[GeomapError]) -> None:
    """Same kind, same sentence; it would else end the pool of workers with a riddle."""
    wanted = [
        [(1, "x")] if name == "mentions" else 1 if name in ("line", "start") else ("a", "b")
        if name == "known" else "word"
        for name in list(inspect.signature(kind).parameters)
    ]  # fmt: skip
    error = kind(*wanted)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (kind, str(error)) == (type(again), str(again))
    assert str(error).endswith(".")


def test_an_error_is_of_its_group() -> None:
    """What ends the run can be caught as that, and as what Python calls it."""
    assert isinstance(OutputInUse("out"), StopRun)
    assert isinstance(OutputInUse("out"), OSError)
