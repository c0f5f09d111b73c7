"""Explanations of hard cases read as sentences, and say what decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geomap.mentions import find_mentions
from geomap.model import Article, Segment
from geomap.places import explain
from geomap.places.wording import sentences

if TYPE_CHECKING:
    from geomap.flow import Tools


def explained(text: str, word: str, tools: Tools, **fields: object) -> list[str]:
    """The lines that explain the mention at the first such word of an English text."""
    article = replace(Article(id="a", text=text, language="en"), **fields)  # type: ignore[arg-type]
    doc = tools.english(text)
    mentions = find_mentions(doc, article, tools.gazetteer, tools.actors)
    found = explain(article, mentions, tools.gazetteer, tools.config, text.index(word))
    assert found is not None
    return list(sentences(article, found))


def test_the_comparison_names_what_each_side_has(tools: Tools) -> None:
    """Reasons for the first are told as its own, those against the second as the second's."""
    lines = explained("Rebels hold Idlib province in Syria.", "Idlib", tools)
    of_first = "\n".join(lines[: next(n for n, x in enumerate(lines) if x.startswith("2. "))])
    (comparison,) = [line for line in lines if line.startswith("1 before 2")]
    reasons = comparison.partition("because: ")[2].removesuffix(".").split("; ")
    alone = [reason for reason in reasons if reason.startswith("of 2 alone, ")]

    assert reasons != alone
    assert all(reason in of_first for reason in reasons if reason not in alone)
    assert all(reason.removeprefix("of 2 alone, ") not in of_first for reason in alone)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        (
            "Rebels hold Idlib province in Syria.", "Idlib",
            ["1. Idlib (admin1", "The words around ask for a place of its kind.",
             "against", "2. Idlib (city", "1 before 2"],
        ),
        (
            "He was born in Paris, Texas.", "Paris",
            ["1. Paris (city, Texas, US)", "named right beside it", "2. Paris (city"],
        ),
        (
            "They live in Springfield.", "Springfield",
            ["ambiguous and not drawn on the maps: no candidate is likely enough",
             "more candidates are less likely"],
        ),
        (
            "Moscow said it would answer.", "Moscow",
            ["government or people, not as a place", "It saw: say", "only places are"],
        ),
        (
            "Syrian jets struck Homs.", "Syrian",
            ["an adjective or a people, not a place"],
        ),
        (
            "Talks opened in the Kazakh capital.", "capital",
            ["1. Astana (city, KZ)", "It is the capital of Kazakhstan.", "by a description"],
        ),
        (
            "A depot at 35.9306, 36.6339 burned.", "35.9",
            ["Coordinates are always a place.", "to within 0.011 km", "Idlib, SY"],
        ),
        (
            "Militias in Syria withdrew 85 km from the frontier with Israel.", "Israel",
            ["“85 km from the frontier with Israel” (border) make of it an area",
             "precision region (UCDP 5)"],
        ),
        (
            "Tanks stood 15 km east of Idlib in Syria.", "Idlib",
            ["make of it a circle", "counted from the town of that name: Idlib (city, SY)"],
        ),
        (
            "Jets struck Khan Shaikhoun in Syria.", "Khan",
            ["Khan S", "found by"],
        ),
        (
            "Idlib is held by rebels in Syria. They left the province bordering Turkey.",
            "province",
            ["1. Idlib (admin1, SY)", "The article speaks of Idlib, which borders Turkey."],
        ),
        (
            "A drone hit the village of Lin Ta Lu, about 20 km south of Monywa, Myanmar.", "Lin",
            ["The words behind it say where it lies: within", "km of 21.9"],
        ),
        (
            "Trucks waited at the Rafah crossing in Gaza.", "Rafah",
            ["1. Rafah crossing (facility, Gaza Strip, PS)"],
        ),
        (
            "A bomb hit the Damascus-Homs road in Syria.", "Damascus",
            ["one end of a road or border", "make of it a line", "precision linear"],
        ),
    ],
)  # fmt: skip
def test_hard_cases_are_told_in_sentences(
    text: str, word: str, told: list[str], tools: Tools
) -> None:
    """Role, drawing, spatial words and the evidence for and against are each said."""
    lines = explained(text, word, tools)
    whole = "\n".join(lines)

    assert [] == [part for part in told if part not in whole], whole
    assert all(line.strip().endswith((".", ":")) for line in lines[1:3])


def test_boilerplate_is_given_as_the_reason(tools: Tools) -> None:
    """A name in a marked passage says why it is not on the map."""
    text = "Shelling hit Hama.\nRelated: Fighting in Homs, Syria."
    segments = (Segment(start=19, end=len(text), kind="boilerplate"),)
    lines = explained(text, "Homs", tools, segments=segments)

    assert "it stands in a passage marked boilerplate" in "\n".join(lines)


def test_unknown_names_say_what_to_do(tools: Tools) -> None:
    """Without a candidate the explanation ends with the table to edit."""
    text = "Fighters left Qolvanzu commune."
    lines = explained(text, "Qolvanzu", tools)

    assert "no gazetteer has it" in "\n".join(lines)
    assert "overrides.csv" in lines[-1]
