"""The language of a text is told, and English without asking the model."""

from __future__ import annotations

import pytest

from geomap.articles import language_id
from geomap.articles.language_id import detect_language

ENGLISH = (
    "The army said that the shelling of the town had killed three of its men, and that two "
    "others were flown from the base to a hospital by helicopter."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("Shells fell near Saraqib on Monday, killing two.", "en"),
        ("Die Armee teilte mit, dass bei dem Beschuss der Stadt drei Soldaten starben.", "de"),
        ("قصفت الطائرات بلدة سراقب في ريف إدلب اليوم الاثنين", "ar"),
        ("Idlib", None),
        ("", None),
    ],
)
def test_language_of_a_text(text: str, language: str | None) -> None:
    """The code of the language; none for a text of a word."""
    assert language == detect_language(text)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "The army shelled the edge of Saraqib by night.",
        "Shells fell near Saraqib on Monday, killing three people, the Observatory said.",
    ],
)
def test_plain_english_needs_no_model(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frequent words of English by themselves decide, as the model would."""
    code, _certainty = language_id._identifier().classify(text)
    assert "en" == code
    monkeypatch.setattr(language_id, "_identifier", None)

    assert "en" == detect_language(text)


def test_an_english_name_makes_no_english_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A title quoted in a German sentence leaves the question to the model."""
    asked: list[str] = []

    class Identifier:
        def classify(self, text: str) -> tuple[str, float]:
            asked.append(text)
            return "de", 1.0

    monkeypatch.setattr(language_id, "_identifier", Identifier)
    text = "Der Bericht The State of the Union stand gestern in allen Zeitungen des Landes."

    assert "de" == detect_language(text)
    assert [text] == asked
