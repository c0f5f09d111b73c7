"""Statements begin where a reader sees them begin, whatever the parser would make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.language import dateline_end

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("ADEN (Yemen), March 14 - A missile struck.", "A missile struck."),
        ("PARIS (AP) -- Two men", "Two men"),
        ("Maiduguri, Nigeria - Suspected militants", "Suspected militants"),
        ("YEREVAN/BAKU, Feb 13 (Reuters) - Troops", "Troops"),
        ("SPRINGFIELD, Ill. -- Two men", "Two men"),
        ("GENEVA—The United Nations", "The United Nations"),
        ("**KYIV, Ukraine (AP)** — Russia", "Russia"),
    ],
)
def test_a_dateline_ends_before_the_report(line: str, report: str) -> None:
    """Town, country, day, agency and dash stand in front of the first sentence."""
    assert report == line[dateline_end(line) :]


@pytest.mark.parametrize(
    "line",
    [
        "Two men — John and Ali — were held.",
        "On Tuesday, Assad — Who was ill — spoke.",
        "Boko Haram — The group that seized Baga — is back.",
        "US, Russia - a new cold war",
        "The army (SAA) - One of the largest",
        "Rebels in the Sahel (Mali, Niger) - Two years on",
        "UN WARNS: 5 - 4",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(line: str) -> None:
    """Words in small letters, no agency, no day: nothing is cut off."""
    assert 0 == dateline_end(line)


def test_the_second_line_has_a_dateline_of_its_own() -> None:
    """Offsets are those of the text."""
    text = "Two killed\nHOMS (Reuters) - Two men died."

    assert "Two men died." == text[dateline_end(text, 11) :]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Two killed in Homs\nThe army shelled it.",
            ["Two killed in Homs", "The army shelled it."],
        ),
        ("HOMS (AP) - Jets bombed it.", ["HOMS (AP) -", "Jets bombed it."]),
        (
            "Jets bombed Homs; rebels shelled Hama.",
            ["Jets bombed Homs; rebels shelled Hama."],
        ),
        (
            "Ten were killed by a bomb in  Iskandariyah, south of   Baghdad.",
            ["Ten were killed by a bomb in  Iskandariyah, south of   Baghdad."],
        ),
        (
            "They fought the SPLM-N. And in Homs, John F. Doe met men of the U.S. The army left.",
            [
                "They fought the SPLM-N.",
                "And in Homs, John F. Doe met men of the U.S.",
                "The army left.",
            ],
        ),
    ],
)
def test_sentences_begin_where_lines_and_reports_do(
    english: Language, text: str, sentences: list[str]
) -> None:
    """What a semicolon parts is parsed apart, and is one sentence again."""
    assert sentences == [sent.text.strip() for sent in english(text).sents]


@pytest.mark.parametrize(
    ("text", "verb", "speaker"),
    [
        ("A shell hit a market, wounding 23, two officials and a doctor said.", "hit", "officials"),
        ("Jets bombed Homs, Yahya Saree, a spokesman, said in a statement.", "bombed", "Yahya"),
        ('"They bombed Homs," the doctor told reporters.', "bombed", "doctor"),
    ],
)
def test_the_source_behind_a_comma_is_parsed_apart(
    english: Language, text: str, verb: str, speaker: str
) -> None:
    """The deed heads the sentence, and who is quoted is the subject of saying alone."""
    doc = english(text)
    (said,) = (token for token in doc if token.lower_ in ("said", "told"))

    assert verb == next(iter(doc.sents)).root.text
    assert [speaker] == [child.text for child in said.children if child.dep_ == "nsubj"]
