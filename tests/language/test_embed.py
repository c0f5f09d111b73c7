"""The feature that tells the recogniser where gazetteer names stand."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import spacy

from geomap.language.embed import CLASSES, COMMON, PERSON, NameList, words_of
from geomap.language.name_list import Sources, class_of, name_list


@dataclass
class Place:
    """A gazetteer row, as far as the list looks at one."""

    name: str
    kind: str = "city"
    population: int | None = None
    names: tuple[str, ...] = ()


PLACES = [
    Place("Syria", "country", 18_000_000, ("Syrian Arab Republic",)),
    Place("Jisr al-Shughour", population=44_000, names=("Jisr ash Shughur",)),
    Place("Al-Bab", population=63_000),
    Place("Nice", population=340_000),
    Place("Nice", population=300),
    Place("Réunion", "island"),
    Place("Of", population=22_000),
]


@pytest.fixture
def names() -> NameList:
    """A small list with one ordinary word in it."""
    return name_list(
        Sources(rows=PLACES, demonyms=["Syrian"], persons=["Nice"]), frozenset({"nice"})
    )


def coded(names: NameList, text: str) -> dict[str, tuple[int, str]]:
    """Words of the text that stand in names, each with its place in the name and its class."""
    doc = spacy.blank("en")(text)
    words = [token.text for token in doc]
    return {
        word: ((code - 1) % PERSON // 16, CLASSES[(code - 1) % COMMON])
        for word, code in zip(words, names.codes(words).tolist(), strict=True)
        if code
    }


def test_the_longest_name_wins(names: NameList) -> None:
    """A name inside a longer one is not seen on its own, hyphens do not break it."""
    assert {
        "Jisr": (1, "city"),
        "al": (2, "city"),
        "-": (2, "city"),
        "Shughour": (3, "city"),
    } == coded(names, "They left Jisr al-Shughour at dawn.")


def test_a_particle_may_start_a_name(names: NameList) -> None:
    """The name "al-Bab" is found with its small letter; "al-bab" is none."""
    assert ["al", "-", "Bab"] == list(coded(names, "near al-Bab"))
    assert {} == coded(names, "the al-bab of it")


def test_the_weightiest_class_is_kept(names: NameList) -> None:
    """Where a city and a village share a name, the list knows the city."""
    assert {"Nice": (0, "large_city")} == coded(names, "in Nice")


def test_double_meanings_are_marked(names: NameList) -> None:
    """A name that is also an ordinary word, or a person's, has a code of its own."""
    [nice], [syria] = names.codes(["Nice"]), names.codes(["Syria"])

    assert (int(nice) - 1) & PERSON
    assert (int(nice) - 1) & COMMON
    assert not (int(syria) - 1) & COMMON


def test_lower_case_words_are_no_names(names: NameList) -> None:
    """A nice day is no day in Nice, and short words are not even listed."""
    assert {} == coded(names, "a nice day of rest")
    assert {} == coded(names, "Of course")


def test_diacritics_and_capitals_do_not_matter(names: NameList) -> None:
    """Names are compared without accents and case."""
    assert {"REUNION": (0, "other")} == coded(names, "ON REUNION")
    assert words_of("Sana'a") == words_of("SANAA")


def test_demonyms_have_their_class(names: NameList) -> None:
    """The adjective of a country is no place."""
    assert {"Syrian": (0, "demonym")} == coded(names, "Syrian forces")


def test_a_list_survives_its_bytes(names: NameList) -> None:
    """What is frozen into a model is what was put in."""
    again = NameList(names.packed)

    assert len(names) == len(again)
    assert coded(names, "in Nice") == coded(again, "in Nice")


def test_kinds_fall_into_classes() -> None:
    """Everything that is neither a country, a unit nor a town is other."""
    kinds = ["country", "admin2", "river", "city"]

    assert ["country", "admin", "other", "village"] == [class_of(Place("x", k)) for k in kinds]
