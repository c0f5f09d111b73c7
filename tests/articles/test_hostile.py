"""Texts made to take for ever take their length's time: measured as a ratio, not by the clock."""

from __future__ import annotations

import time

import pytest

from geomap.articles import Draft
from geomap.config import Config, LanguageConfig
from geomap.flow import Tools, annotate_drafts, open_tools
from geomap.model import Annotation

#: What each text repeats: runs that patterns can divide in many ways, marks that open and never
#: close, addresses cut short, names without an end.
UNITS = [
    "A", "a", " ", "\n", "\t", " \n", ".", "-", ",", "(", "[", "<", "*", "=", '"', "’", "@", "a@",
    "http://", "www.", "1", "1,", "1/", "12:", "°", "35° ", "N 35 ", "the ", "of ", "and ", "A. ",
    "Mr. ", "A-", "AB", "(a", "ii", "yy", "é", "ا", "中", "in the past ", "north of ", "5 km ",
    "city of ", "Syria and ", "Aleppo ", "Aleppo, ", "Aleppo(", "Aleppo-", "Aleppo\n",
]  # fmt: skip
SIZE = 3000


@pytest.fixture(scope="module")
def fast() -> Tools:
    """Tools without a parser, warmed up."""
    opened = open_tools(Config(language=LanguageConfig(model="fast")))
    list(annotate_drafts([_draft("Shells fell on Aleppo on 4 May 2018.")], opened))
    return opened


def _draft(text: str) -> Draft:
    return Draft(name="x", id="x", text=text)


def seconds(text: str, tools: Tools) -> float:
    """CPU time of all stages, the better of two."""
    times = []
    for _ in range(2):
        begin = time.process_time()
        (found,) = annotate_drafts([_draft(text)], tools)
        assert isinstance(found, Annotation)
        times.append(time.process_time() - begin)
    return min(times)


@pytest.mark.parametrize("unit", UNITS, ids=[ascii(unit) for unit in UNITS])
def test_four_times_the_text_takes_no_sixteen_times_the_time(unit: str, fast: Tools) -> None:
    """Quadratic would be 16 times, linear is 4; an address has addresses looked for."""
    text = unit * (SIZE // len(unit))
    short = max(seconds(f"{text} x.com", fast), 0.005)

    assert 12 > seconds(f"{4 * text} x.com", fast) / short


@pytest.mark.parametrize("unit", ["Russia struck Kyiv and Odesa again ", "RUSSIA STRIKES KYIV "])
def test_deeds_without_a_full_stop_are_read_in_parts(unit: str, tools: Tools) -> None:
    """Readers of the parse look at all names and verbs of a sentence, so none is endless."""
    text = unit * (SIZE // len(unit))

    assert 8 > seconds(4 * text, tools) / seconds(text, tools)
