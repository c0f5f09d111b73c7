"""Names that touch brackets, Markdown and hyphens are still words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit [Ariha](https://example.org/a) again.", "Ariha"),
        ("[**Ariha**](https://example.org/a) was hit.", "Ariha"),
        ("It was calm in **Ariha**, they said.", "Ariha"),
        ("in Idlib[2] and Ariha[3].", "Ariha"),
        ("the road(ARIHA)north", "ARIHA"),
        ("An end.[Ariha](x) fell.", "Ariha"),
        ("Ariha‑based fighters left.", "Ariha"),
        ("It rained on #Ariha today", "Ariha"),
        ("Ariha's market", "Ariha"),
        ("the Ariha-Latakia road", "Ariha"),
    ],
)
def test_a_name_is_a_token(english: Language, text: str, name: str) -> None:
    """Whatever touches a name, the tokenizer parts it from the name."""
    assert name in [token.text for token in english.make_doc(text)]


def test_addresses_stay_whole(english: Language) -> None:
    """A web address is one token, so that the towns in it are no mentions."""
    address = "https://example.org/news/idlib-is-quiet"

    assert [address] == [token.text for token in english.make_doc(address)]


def test_an_arabic_article_parses_as_part_of_its_name(english: Language) -> None:
    """The name "Jisr al-Shughour" is four tokens, and one flat name that begins with "Jisr"."""
    doc = english("Rockets fell on Jisr al-Shughour at night.")
    name = doc[3:7]

    assert "Jisr al-Shughour" == name.text
    assert "Jisr" == name.root.text
    assert {"flat", "punct"} == {token.dep_ for token in name if token != name.root}
    assert all(name.root.is_ancestor(token) for token in name if token != name.root)


@pytest.mark.parametrize(("length", "tokens"), [(500, 500), (501, 1)])
def test_endless_runs_are_left_whole(english: Language, length: int, tokens: int) -> None:
    """Taken apart sign by sign, they would take the square of their length."""
    assert tokens == len(english.make_doc("(" * length))
