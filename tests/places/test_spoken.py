"""What "it" and "the town" point back at, and the town that an unlisted square is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article, parsed
from geomap.gazetteer.index import distance_km
from geomap.mentions import find_mentions
from geomap.model import Annotation, Article, Mention
from geomap.places import resolve

if TYPE_CHECKING:
    from geomap.flow import Tools


def annotated(text: str, tools: Tools) -> Annotation:
    """What is found in an English text."""
    return annotate_article(Article(id="a", text=text, language="en"), tools)


def mentions(text: str, tools: Tools) -> dict[str, Mention]:
    """The mentions of an English text by their words, with what points back at nothing done."""
    article = Article(id="a", text=text, language="en")
    found = find_mentions(parsed(article, tools), article, tools.gazetteer, tools.actors)
    done = resolve(article, found, tools.gazetteer, tools.config)
    return {mention.text: mention for mention in done}


@pytest.mark.parametrize(
    ("text", "words", "anchor", "km"),
    [
        ("Gunmen struck Saraqib and stormed villages to the east of it.", "it", "Saraqib", 10),
        ("Shells hit Saraqib. Rebels hid in the hills above the town.", "town", "Saraqib", 0),
        ("Shells hit Saraqib. Tanks stood 20 km north of the town.", "town", "Saraqib", 20),
        ("Jets struck the Hmeimim air base. A drone fell near the base.", "base", "Hmeimim", 0),
        # The ends of a road, where a man is from and where a report was sent from are none.
        ("Saraqib is on the road from Latakia to Aleppo. Men fled east of the town.",
         "town", "Saraqib", 10),
        ("Shells hit Saraqib. Troops from Homs camped near the town.", "town", "Saraqib", 0),
        # A hamlet is no city, and an airport no base.
        ("Shells hit Homs and the village of Rami in Syria. Rebels held posts outside the city.",
         "city", "Homs", 0),
        ("Jets struck the Hmeimim air base and Beirut airport. A drone fell near the base.",
         "base", "Hmeimim", 0),
        # What is told to lie by a town is not that town.
        ("Shells hit Saraqib. Rockets fell in Binnish, north of the town.", "town", "Saraqib", 10),
    ],
)  # fmt: skip
def test_words_point_back(text: str, words: str, anchor: str, km: float, tools: Tools) -> None:
    """They are ground beside the place spoken of, never the place itself."""
    found = mentions(text, tools)
    pointing, spoken = found[words], found[anchor].place

    assert ("literal", "resolved", "town-spoken-of") == (
        pointing.role, pointing.status, pointing.reason,
    )  # fmt: skip
    assert pointing.located is not None
    assert spoken is not None
    assert ("near", spoken.id) == (pointing.located.precision, pointing.located.id)
    assert km == pytest.approx(
        distance_km(pointing.located.lat, pointing.located.lon, spoken.lat, spoken.lon), abs=0.5
    )


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Saraqib. It was quiet near the town hall.",
        "Shells hit Saraqib. Ten died in the town.",
        "Shells hit Saraqib. He fled the city of Homs, east of the city of Hama.",
    ],
)
def test_other_words_do_not_point_back(text: str, tools: Tools) -> None:
    """A hall, what is in the town, and a town with its name have no such mention."""
    assert not {"it", "town", "city"} & mentions(text, tools).keys()


def test_what_nothing_was_done_at_is_left_out(tools: Tools) -> None:
    """A text that only says how things are beside the town has the town's mention alone."""
    found = annotated("Shells hit Saraqib. The fields around the town were green.", tools)

    assert ["Saraqib"] == [one.text for one in found.mentions]
    assert ["m1"] == [one.id for one in found.mentions]


def test_what_points_at_nothing_is_set_aside(tools: Tools) -> None:
    """Where no town was spoken of, or only in another sentence, there is no place, and a reason."""
    alone = mentions("Jets bombed villages around the town.", tools)["town"]
    other = mentions("Troops took Saraqib. The army defended posts around it.", tools)["it"]

    for one in (alone, other):
        assert ("filtered", "nothing-spoken-of", None) == (one.status, one.reason, one.place)


@pytest.mark.parametrize(
    "text",
    [
        "Bombers struck the city of Sweida. Two died near the Karolu square.",
        "Bombers struck the city of Sweida. Two died in the Karolu quarter.",
        "Bombers struck Sweida city and posts east of it. Two died in the Karolu quarter.",
        "Two died in Karolu Hospital after a blast in Sweida city, doctors said.",
    ],
)
def test_parts_of_towns_are_in_the_town_spoken_of(text: str, tools: Tools) -> None:
    """An unlisted square, quarter or hospital is somewhere in the town, drawn as no exact point."""
    found = mentions(text, tools)
    part = next(one for words, one in found.items() if words.startswith("Karolu"))
    town = found["Sweida"].place

    assert town is not None
    assert part.place is not None
    assert ("resolved", "town-spoken-of", "near") == (
        part.status, part.reason, part.place.precision,
    )  # fmt: skip
    assert (town.lat, town.lon) == (part.place.lat, part.place.lon)
    assert 5.0 == part.place.radius_km


@pytest.mark.parametrize(
    "text",
    [
        # A village is no part of a town, nor is a prison in the town that was named before.
        "Bombers struck the city of Sweida. Two died in the village of Karolu.",
        "Bombers struck the city of Sweida. A man died in Karolu Prison.",
        # Who comes from a town is elsewhere, and who speaks there may be.
        "The defence ministry in Moscow said its jets hit the Karolu quarter.",
        "Troops from Homs took the Karolu quarter.",
    ],
)
def test_other_names_are_not_in_it(text: str, tools: Tools) -> None:
    """They stay where the rest of the article is, and off the maps."""
    (name,) = [one for words, one in mentions(text, tools).items() if words.startswith("Karolu")]

    assert not name.drawn


@pytest.mark.parametrize(
    ("text", "deed", "place"),
    [
        ("Bombers struck the city of Sweida and gunmen stormed villages to the north of it.",
         "stormed", "it"),
        ("Shells hit Homs and rebels attacked army posts in the hills above the town.",
         "attacked", "town"),
        ("Jets bombed Saraqib and shelled the road south of it.", "shelled", "it"),
        ("Rebels shelled Homs and villages around it.", "shelled", "Homs"),
        ("Jets bombed Saraqib after rebels left villages around it.", "bombed", "Saraqib"),
    ],
)  # fmt: skip
def test_a_deed_beside_a_town_was_not_in_it(text: str, deed: str, place: str, tools: Tools) -> None:
    """What was done on the ground beside is there, and what was done to the town is in it."""
    done = annotated(text, tools)
    (claim,) = [one for one in done.claims if one.trigger.text == deed]

    assert place == next(one.text for one in done.mentions if one.id == claim.place)


def test_a_village_is_in_the_unit_that_its_sentence_is_in(tools: Tools) -> None:
    """As wide as that is; a unit of another sentence, or that somebody is from, tells nothing."""
    told = "The army fought in {}Hama on Tuesday, targeting the village of Karolu in the morning."
    places = [
        mentions(told.format(side), tools)["Karolu"].place for side in ("", "northern ")
    ]  # fmt: skip
    assert [("Hama", "province")] * 2 == [(one.admin1, one.precision) for one in places if one]

    for text in (
        "The army fought in Hama province. Jets hit the village of Karolu.",
        "Men from Hama province fled the village of Karolu.",
    ):
        assert not mentions(text, tools)["Karolu"].drawn
