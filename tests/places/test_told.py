"""A place that no gazetteer has lies where the words right behind its name say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.gazetteer.index import distance_km
from geomap.model import Article, Mention

if TYPE_CHECKING:
    from geomap.flow import Tools


def mentions(text: str, tools: Tools) -> dict[str, Mention]:
    """The resolved mentions of an English text by their words."""
    done = annotate_article(Article(id="a", text=text, language="en"), tools)
    return {mention.text: mention for mention in done.mentions}


@pytest.mark.parametrize(
    ("text", "anchor", "distance"),
    [
        ("Shells fell on Karo Lutu village, about 20 km south of Homs.", "Homs", 20.0),
        ("Shells fell on Karo Lutu village, near Saraqib.", "Saraqib", 0.0),
        ("Shells fell on Karo Lutu village in Saraqib.", "Saraqib", 0.0),
        ("All is quiet. In Saraqib, a bomb hit the Karo Lutu district.", "Saraqib", 0.0),
        ("Shells fell on the Karo Lutu neighbourhood of Saraqib.", "Saraqib", 0.0),
        ("He fled Karo Lutu, a small village in Saraqib.", "Saraqib", 0.0),
        ("Shells hit Karo Lutu village in the southern outskirts of Saraqib.", "Saraqib", 0.0),
        ("Shells hit the Karo Lutu neighbourhood in the centre of Saraqib.", "Saraqib", 0.0),
        ("Rockets struck the Karo Lutu neighbourhood in the east of Damascus.", "Damascus", 11.3),
        (
            "Homs was shelled. Shells hit the village of Karo Lutu, 20 km south of the city.",
            "Homs",
            20.0,
        ),
    ],
)
def test_the_text_says_where(text: str, anchor: str, distance: float, tools: Tools) -> None:
    """It is resolved at the distance told, never as exact, and says whose words put it there."""
    found = mentions(text, tools)
    village, beside = found["Karo Lutu"].place, found[anchor].place

    assert ("resolved", "told-by-the-text") == (
        found["Karo Lutu"].status,
        found["Karo Lutu"].reason,
    )
    assert village is not None
    assert beside is not None
    assert ("Karo Lutu", "near", 10.0) == (
        village.name,
        village.precision,
        min(village.radius_km, 10.0),
    )
    assert distance == pytest.approx(
        distance_km(village.lat, village.lon, beside.lat, beside.lon), abs=0.5
    )


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Karo Lutu village, and rebels fled to Saraqib.",
        "Shells fell on Karo Lutu village in Syria.",
        "In Syria, a bomb hit the Karo Lutu district.",
        "In Saraqib, all was quiet. A bomb hit the Karo Lutu district.",
        "Shells fell on Karo Lutu village. Near Saraqib all was quiet.",
    ],
)
def test_other_words_do_not(text: str, tools: Tools) -> None:
    """A name that only comes next, or a whole country, says nothing of where it lies."""
    village = mentions(text, tools)["Karo Lutu"]

    assert village.status != "resolved"
    assert village.reason != "told-by-the-text"


def test_a_place_of_the_gazetteer_keeps_its_own_point(tools: Tools) -> None:
    """What is told of a listed town does not move it."""
    place = mentions("Shells fell on Ariha, near Saraqib in Syria.", tools)["Ariha"].place

    assert place is not None
    assert place.id.startswith("geonames:")


def test_what_is_near_is_near_the_town(tools: Tools) -> None:
    """Near a name that a town and its province share is near the town."""
    near = mentions("A drone struck near Nabatieh.", tools)["Nabatieh"].place
    whole = mentions("A drone struck Nabatieh province.", tools)["Nabatieh"].place

    assert near is not None
    assert whole is not None
    assert ("city", "admin1") == (near.kind, whole.kind)


def test_a_namesake_elsewhere_is_not_meant_where_the_text_says(tools: Tools) -> None:
    """A village that shares its name with a far town lies in the district that is named."""
    found = mentions("Jets hit camps in the Hays district of Paktika in Afghanistan.", tools)
    village = found["Hays"].place

    assert village is not None
    assert ("told-by-the-text", "AF") == (found["Hays"].reason, village.country)
    assert "resolved" == found["Paktika"].status


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Drones hit El Guayabo, a hamlet in Buenavista municipality, in Michoacán.",
         "told-by-the-text"),
        ("Drones hit Apatzingán, a town in Michoacán.", None),
    ],
)  # fmt: skip
def test_a_namesake_in_another_unit_is_not_meant(
    text: str, reason: str | None, tools: Tools
) -> None:
    """A town that lies far from the unit told is another; one that lies in it is meant."""
    first = annotate_article(Article(id="a", text=text, language="en"), tools).mentions[0]

    assert ("resolved", reason) == (first.status, first.reason)


def test_a_word_between_two_names_is_of_the_first(tools: Tools) -> None:
    """In "the X district of Homs" Homs is asked for as no district; in "the district of X" X is."""
    found = mentions("Shells fell on the Karo Lutu district of Homs.", tools)
    other = mentions("Shells fell on the district of Homs.", tools)

    assert (None, "admin2") == (found["Homs"].kind_hint, other["Homs"].kind_hint)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("In the West Bank, settlers torched cars in Taybeh, near Ramallah.", "PS"),
        ("In Lebanon, settlers torched cars in Taybeh, near Marjayoun.", "LB"),
    ],
)
def test_what_is_near_a_town_is_not_its_namesake_far_away(
    text: str, country: str, tools: Tools
) -> None:
    """Taybeh near Ramallah is not the Taybeh of Lebanon, which is near Marjayoun."""
    place = mentions(text, tools)["Taybeh"].place

    assert place is not None
    assert country == place.country


def test_a_unit_behind_a_name_holds_it(tools: Tools) -> None:
    """In brackets or behind a comma; but a list of places holds none of them."""
    for text in (
        "Troops took Karo Lutu village (Idlib province).",
        "Jets hit the village of Karo Lutu, Idlib province.",
    ):
        village = mentions(text, tools)["Karo Lutu"]
        assert village.place is not None
        assert ("told-by-the-text", "Idlib", "province") == (
            village.reason, village.place.admin1, village.place.precision,
        )  # fmt: skip
    listed = mentions("Shells hit the village of Karo Lutu, Idlib province and Homs.", tools)[
        "Karo Lutu"
    ]
    assert "told-by-the-text" != listed.reason


def test_the_owned_unit_is_where_it_lies(tools: Tools) -> None:
    """In "South Sudan's Upper Nile state" the state, not the country, tells where."""
    found = mentions("A convoy was seen near Kolobur in South Sudan's Upper Nile state.", tools)
    place, state = found["Kolobur"].place, found["Upper Nile"].place

    assert place is not None
    assert state is not None
    assert ("told-by-the-text", state.lat) == (found["Kolobur"].reason, place.lat)


def test_a_capital_word_for_a_part_is_one(tools: Tools) -> None:
    """In "the X District of Y" X lies in Y, as in "the X district of Y"."""
    text = "A mine killed ten in the Karolu District of Zabul Province in Afghanistan."
    part = mentions(text, tools)["Karolu"]

    assert part.place is not None
    assert ("told-by-the-text", "Zabul") == (part.reason, part.place.admin1)
