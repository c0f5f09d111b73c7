"""Recognition weighs what the gazetteer, the model and the words around say of a name."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geomap.mentions import judgement
from geomap.mentions.candidates import find_candidates
from geomap.mentions.features import Evidence
from geomap.mentions.recognise import recognise, visible
from geomap.mentions.words import Words

if TYPE_CHECKING:
    from geomap.flow import Tools


def names(text: str, tools: Tools) -> list[str]:
    """The names found in an English text."""
    found = recognise(tools.english(text), text, tools.gazetteer)
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snow fell on Darling Avenue in Boston.", ["Darling Avenue", "Boston"]),
        ("Troops moved through the Swat Valley.", ["Swat Valley"]),
        ("A bus left Kansas City at noon.", ["Kansas City"]),
        ("Clashes went on in Idlib Province and in Kandahar province.", ["Idlib", "Kandahar"]),
        ("Volunteers met at Kandu Creek before dawn.", ["Kandu Creek"]),
    ],
)
def test_type_words_end_a_name_or_stand_apart(text: str, expected: list[str], tools: Tools) -> None:
    """A road, valley or city is part of the name; a province says only what the name is."""
    assert expected == names(text, tools)


def test_surnames_of_the_article_are_no_places(tools: Tools) -> None:
    """A word that is part of a person's name once is a person further down too."""
    text = (
        "Police arrested Walter Houston on Monday. Neighbours said Houston had moved in last year."
    )

    assert [] == names(text, tools)


def test_the_same_word_without_the_person_is_a_place(tools: Tools) -> None:
    """The mean twin: nobody of that name in the article."""
    text = "Police arrested a man on Monday. He had moved to Houston last year."

    assert ["Houston"] == names(text, tools)


def test_names_without_an_entry_are_found_in_a_list(tools: Tools) -> None:
    """A name that no gazetteer lists is found where a type word or a list asks for a place."""
    text = "Shells hit the village of Qarbashtin and the towns of Saraqib and Ariha."
    unlisted, *listed = recognise(tools.english(text), text, tools.gazetteer)

    assert ["Qarbashtin", "Saraqib", "Ariha"] == names(text, tools)
    assert not unlisted.rows
    assert all(one.recognised_by in ("both", "gazetteer") for one in listed)


def test_amounts_of_money_name_no_country(tools: Tools) -> None:
    """As in "US$5": a currency."""
    assert [] == names("The ministry paid US$5 million for it.", tools)


def test_every_weight_is_of_a_phrase_that_can_be_true(tools: Tools) -> None:
    """The table holds numbers for both pipelines, and phrases that features make."""
    path = Path(judgement.__file__).with_name("place_weights.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = "DAMASCUS (Reuters) - Mr Aleppo of Idlib Province met Paris Hilton near Lake Erie."
    words = Words.of(tools.english(text))
    candidates = find_candidates(words, tools.gazetteer.match(text), tools.gazetteer)
    evidence = Evidence(candidates, words, tools.gazetteer)
    seen = {phrase for at in range(len(candidates)) for phrase in evidence.of(at)}

    assert {"phrase", "default", "fast"} == set(rows[0])
    assert {"dateline", "before: title", "known, model: place exact"} <= seen
    assert seen & {row["phrase"] for row in rows}
    assert 0.5 < judgement.probability(
        {
            "before: at",
            "source: gazetteer",
            "prominence 0.8, one word",
            "known, model: place exact",
        },
        judgement.weights("place_weights", "default"),
    )


def test_without_a_model_known_names_are_still_found(tools: Tools) -> None:
    """The fast pipeline has no tags and no entities, and its own column of weights."""
    from geomap.language import blank_language

    text = "Rebels shelled Aleppo and the village of Kafr Nabl. Paris Hilton was not there."
    found = recognise(blank_language("en")(text), text, tools.gazetteer)

    assert ["Aleppo", "Kafr Nabl"] == [text[one.start : one.end] for one in found]
    assert {"gazetteer"} == {one.recognised_by for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit the village of Qarbashtin.", [("Qarbashtin", "type-word")]),
        ("Roads in Qalzar and Homs provinces were shut.",
         [("Qalzar", "capitals"), ("Homs", "gazetteer")]),
    ],
)  # fmt: skip
def test_what_found_a_name_is_told(
    text: str, expected: list[tuple[str, str]], tools: Tools
) -> None:
    """Nobody says that the gazetteer lists a name which only the words beside it give away."""
    from geomap.language import blank_language

    found = recognise(blank_language("en")(text), text, tools.gazetteer)

    assert expected == [(text[one.start : one.end], one.recognised_by) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roads in Qalzar, Tumbrek and Homs provinces were closed.", ["Qalzar", "Tumbrek", "Homs"]),
        ("Roads to Qalzar and Homs provinces were closed.", ["Qalzar", "Homs"]),
        ("Professor Qalzar and two students were late.", []),
    ],
)
def test_one_type_word_speaks_for_a_list(text: str, expected: list[str], tools: Tools) -> None:
    """Names that no gazetteer has are places where their list ends in a word for places."""
    assert expected == names(text, tools)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Marburg fever spread among the nurses.", []), ("He taught in Marburg.", ["Marburg"])],
)
def test_a_disease_is_no_place(text: str, expected: list[str], tools: Tools) -> None:
    """A town that a disease is called by is no place there, and one elsewhere."""
    assert expected == names(text, tools)


@pytest.mark.parametrize(("letters", "names"), [(56, 0), (57, 1)])
def test_a_domain_is_as_long_as_domains_are(letters: int, names: int, tools: Tools) -> None:
    """Looked for without a bound, one would take the square of a text's length."""
    text = f"{'x' * letters}-Aleppo.com"
    matches = tools.gazetteer.match(text)

    assert 1 == len(matches)
    assert names == len(visible(matches, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops took the Kurdish canton of Afrin.", "admin2"),
        ("Troops took the Barmal district of Paktika.", None),
    ],
)
def test_a_type_word_is_of_the_name_it_stands_with(
    text: str, kind: str | None, tools: Tools
) -> None:
    """An adjective before the word has none of it; a name before it has."""
    found = recognise(tools.english(text), text, tools.gazetteer)

    assert kind == found[-1].kind_hint


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels hold western Aleppo Province. Shells fell in western Aleppo.", "admin1"),
        ("Rebels hold Aleppo Province. Shells fell in western Aleppo.", None),
        ("Rebels hold eastern Aleppo Province. Shells fell in western Aleppo.", None),
    ],
)
def test_a_part_named_again_is_of_the_kind_told(text: str, kind: str | None, tools: Tools) -> None:
    """Of "western Aleppo Province" is later western Aleppo; without those words it is the city."""
    found = recognise(tools.english(text), text, tools.gazetteer)

    assert ["admin1", kind] == [one.kind_hint for one in found]
