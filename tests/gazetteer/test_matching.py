"""Names in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geomap.gazetteer import Gazetteer


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """(words of the text, id of the most prominent place) of each match."""
    return [
        (text[match.start : match.end], gazetteer.entry(match.rows[0]).id)
        for match in gazetteer.match(text)
    ]


JISR = "geonames:170017"
ZOR = "geonames:170592"
TEXTS = {
    "Rebels left Jisr al-Shughour.": [("Jisr al-Shughour", JISR)],
    "Jisr ash-Shughur, Jisr el-Choghour": [("Jisr ash-Shughur", JISR), ("Jisr el-Choghour", JISR)],
    "Deir Ezzor and Deir ez-Zor fell": [("Deir Ezzor", ZOR), ("Deir ez-Zor", ZOR)],
    "the village of Deir": [("Deir", "geonames:1")],
    "Idlib's people, Idlib’s fields": [("Idlib", "admin1:SY/idlib")] * 2,
    "Idlib Governorate": [("Idlib Governorate", "admin1:SY/idlib")],
    "**Idlib**, [Hama](x) and _Damascus_": [
        ("Idlib", "admin1:SY/idlib"),
        ("Hama", "geonames:2"),
        ("Damascus", "geonames:170654"),
    ],
    "St. John's": [("St. John's", "geonames:6")],
    "St. John's's port": [("St. John's", "geonames:6")],
    "He left for Hama. Idlib fell": [("Hama", "geonames:2"), ("Idlib", "admin1:SY/idlib")],
    "New\nYork": [("New\nYork", "geonames:4")],
    "New\n\nYork": [("York", "geonames:3")],
    "A hama in idlib": [],
    "At Hama, As Damascus": [("Hama", "geonames:2"), ("Damascus", "geonames:170654")],
    "HAMA: ARMY ENTERS IDLIB": [("HAMA", "geonames:2"), ("IDLIB", "admin1:SY/idlib")],
    "#idlib #EasternGhouta": [
        ("idlib", "admin1:SY/idlib"),
        ("EasternGhouta", "geomap:sy/region/eastern-ghouta"),
    ],
    "U.S. troops, US-backed; for us": [("U.S.", "country:US"), ("US", "country:US")],
    "the U.S.A., G.U.S. and USB": [("U.S.A.", "country:US")],
    "قصف على إدلب": [("إدلب", "geonames:169577")],
    "بإدلب وإدلب ولإدلب": [("إدلب", "geonames:169577")] * 3,
    "وسراقب": [("سراقب", "geomap:sy/city/saraqib")],
    "Бої в Бахмуті, Київ": [("Бахмуті", "geonames:710735"), ("Київ", "geonames:703448")],
    "在北京市": [("北京", "geonames:1816670")],
    "İstanbul, ISTANBUL": [("İstanbul", "geonames:745044"), ("ISTANBUL", "geonames:745044")],
    "I\u0307stanbul": [("I\u0307stanbul", "geonames:745044")],
    "Ḥamā, Sarāqib": [("Ḥamā", "geonames:2"), ("Sarāqib", "geomap:sy/city/saraqib")],
    "2018 in Hama": [("Hama", "geonames:2")],
    "": [],
}


@pytest.mark.parametrize(("text", "names"), TEXTS.items())
def test_names_are_found_as_written(
    small: Gazetteer, text: str, names: list[tuple[str, str]]
) -> None:
    """The longest name wins, whatever its spelling, and its span holds the name only."""
    assert names == found(small, text)


def flags(gazetteer: Gazetteer, text: str) -> list[set[str]]:
    """The flags of each match."""
    return [set(match.flags) for match in gazetteer.match(text)]


def test_flags_say_what_else_a_name_is(small: Gazetteer) -> None:
    """Demonyms, abbreviations, words and persons are found and marked, not dropped."""
    text = "Syrian soldiers, Syrians, the U.S. in Nice with York"

    assert [
        {"demonym-adjective", "demonym-person"},
        {"demonym-people"},
        {"abbreviation"},
        {"common-word"},
        {"person-name"},
    ] == flags(small, text)
    assert ["country:SY"] == [small.entry(row).id for row in small.match("Syrians")[0].rows]
    assert [{"abbreviation", "postal"}] == flags(small, "CN")
    assert [] == flags(small, "Martian")


def test_a_word_that_the_text_writes_small_is_common(small: Gazetteer) -> None:
    """A little place's name that also occurs without a capital is marked as a word."""
    assert [{"common-word"}] == flags(small, "Deir is a deir")
    assert [set()] == flags(small, "Deir is a village")
    assert [set()] == flags(small, "Damascus, or damascus")


def test_a_name_found_by_sound_says_so(small: Gazetteer) -> None:
    """Spellings that the tables lack are marked as romanised."""
    assert [{"romanised"}, set()] == flags(small, "Deir Ezzor, Dayr az Zawr")


def test_sound_alone_needs_a_known_place(small: Gazetteer) -> None:
    """One word that sounds like a small place of the bulk tables is not that place."""
    assert [] == found(small, "Dinna said")
    assert [("Saraqeb", "geomap:sy/city/saraqib")] == found(small, "Saraqeb")
    assert ["romanised"] == [hit.how for hit in small.lookup("Addana")]


def test_few_sounds_must_be_nearly_the_same_letters(
    tables: Path, opened: Callable[..., Gazetteer]
) -> None:
    """A short name by sound is one letter away from a known spelling: "Some" is not Sumy."""
    path = tables / "theatre" / "syria.csv"
    rows = (
        "x:sumy,Sumy,city,UA,,,50.9,34.8,6,259660,,,,Sumi,test,\n"
        "x:douma,Douma,city,SY,,,33.57,36.4,4,,,,,,test,\n"
    )
    path.write_text(path.read_text("utf-8") + rows, encoding="utf-8")
    gazetteer = opened()

    assert [] == found(gazetteer, "Some left")
    assert [("Duma", "x:douma")] == found(gazetteer, "Duma fell")


def test_texts_without_capitals_give_known_names(small: Gazetteer) -> None:
    """A text in small letters is read, but one word must be a well-known place."""
    text = "strikes on damascus and eastern ghouta, none in deir or nice"

    assert ["damascus", "eastern ghouta"] == [name for name, _id in found(small, text)]
    assert [{"lower-case"}] * 2 == flags(small, text)


def test_longer_names_take_over(opened: Callable[..., Gazetteer], tmp_path: Path) -> None:
    """Where names overlap the longer one is found, and what is left of the other too."""
    overrides = tmp_path / "overrides.csv"
    overrides.write_text(
        "name,id,action,reason\nNew York City,geonames:4,add,test\n"
        "City Hall Park Village,geonames:5,add,test\n",
        encoding="utf-8",
    )
    text = "New York City Hall Park Village"

    assert [("New York", "geonames:4"), ("City Hall Park Village", "geonames:5")] == found(
        opened(overrides), text
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(),
            st.sampled_from(
                ["Idlib", "İstanbul", "Dei\u0301r ez-Zor", "بإدلب", "Jisr al‑Shughour's", "北京",
                 "#EasternGhouta", "St. John's", "U.S.", "Бахмуті", "\u200fحـلب", "As-", "al-"]
            ),
        )
    ).map(" ".join)
)  # fmt: skip
def test_offsets_are_into_the_text_as_given(small: Gazetteer, text: str) -> None:
    """Matches come in order, apart, within any text, and each reads as its name alone too."""
    matches = small.match(text)
    ends = [0, *(match.end for match in matches)]

    assert all(end <= match.start for end, match in zip(ends, matches, strict=False))
    assert all(match.start < match.end <= len(text) for match in matches)
    assert all(match.rows for match in matches)
    assert all(small.entry(row).name for match in matches for row in match.rows)
