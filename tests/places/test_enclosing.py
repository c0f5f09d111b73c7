"""What a sentence says that its places lie in decides between namesakes, and places others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools
    from geomap.model import Mention, Place


def mentions(text: str, tools: Tools) -> dict[str, Mention]:
    """The mentions of a text by their words."""
    found = annotate_article(Article(id="a", text=text, language="en"), tools).mentions
    return {mention.text: mention for mention in found}


def place(text: str, name: str, tools: Tools) -> Place:
    """Where a mention of the text is."""
    found = mentions(text, tools)[name].place
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In Cauca, a bomb exploded in the town of Morales.", "Cauca"),
        ("In the department of Bolívar, a bomb exploded in the town of Morales.", "Bolívar"),
    ],
)
def test_the_opening_of_a_sentence_decides_between_namesakes(
    text: str, unit: str, tools: Tools
) -> None:
    """Of two towns of a name, the one in the unit that the sentence opens with is meant."""
    assert unit == place(text, "Morales", tools).admin1


def test_an_opening_puts_no_city_of_the_world_there(tools: Tools) -> None:
    """Where somebody speaks is no place that all he speaks of lies in."""
    text = "In Washington, officials said on Friday that Russia had shelled Kharkiv."

    assert place(text, "Kharkiv", tools).country == "UA"


def test_the_quarters_of_a_town_are_in_it(tools: Tools) -> None:
    """What is listed as a town's quarters is there, wherever namesakes lie, and stays there."""
    text = (
        "Troops pushed into the eastern Mosul neighbourhoods of al-Zahra and Karama. "
        "Two soldiers died in Zahra."
    )
    found = mentions(text, tools)

    for name in ("al-Zahra", "Karama", "Zahra"):
        quarter = found[name].place
        assert quarter is not None
        assert ("IQ", "Nineveh") == (quarter.country, quarter.admin1)


def test_a_unit_holds_the_district_before_it(tools: Tools) -> None:
    """In "the X district of Y" it is X that lies in Y."""
    text = "Jets hit camps in the Hays district of Paktika in Afghanistan."

    assert place(text, "Paktika", tools).country == "AF"


def test_villages_of_a_sector_are_about_its_town(tools: Tools) -> None:
    """A village named with a sector of the front is no namesake two hundred kilometres away."""
    text = "Attacks were repelled in the Pokrovsk sector near the village of Novooleksandrivka."
    village = mentions(text, tools)["Novooleksandrivka"]

    assert village.reason == "told-by-the-text"
    assert village.place is not None
    assert ("Donetsk", "near") == (village.place.admin1, village.place.precision)


def test_a_village_is_no_large_town(tools: Tools) -> None:
    """A town of a hundred thousand is not drawn for a village; its own name alone is."""
    village = mentions("A drone of Ukraine hit a bus in the village of Murom in Russia.", tools)
    town = mentions("A drone of Ukraine hit a bus in Murom, Russia.", tools)

    assert (village["Murom"].status, town["Murom"].status) == ("ambiguous", "resolved")


def test_a_region_is_not_the_town_it_is_named_after(tools: Tools) -> None:
    """Where the text says "region", the unit is meant, however well the town is known."""
    region = place("In the Donetsk region, shells killed two people.", "Donetsk", tools)

    assert region.kind == "admin1"


def test_a_small_namesake_far_from_all_else_is_not_drawn(tools: Tools) -> None:
    """A village three hundred kilometres from all that the news names is hardly meant."""
    around = "Shells hit Kostiantynivka, Pokrovsk and Kramatorsk. Troops took {} on Monday."
    far = mentions(around.format("the village of Vorokhta"), tools)["Vorokhta"]
    large = mentions(around.format("Odesa"), tools)["Odesa"]

    assert ("ambiguous", "small-and-far") == (far.status, far.reason)
    assert large.status == "resolved"


def test_a_state_behind_its_town_is_no_village_of_another_country(tools: Tools) -> None:
    """Texas behind El Paso is the state, though all else is in Mexico, where villages are Texas."""
    text = (
        "He was arrested in El Paso, Texas. Hundreds were killed in Sinaloa state in Mexico. "
        "Gunmen stormed a bar in Acapulco. A mine went off in Michoacan."
    )

    assert "US" == place(text, "Texas", tools).country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mexico is calm. In Guatemala, soldiers shot a man at La Mesilla.", "La Mesilla"),
        ("A car was hit on the road between Tal Rifaat and Al-Shahbaa in Syria.", "Al-Shahbaa"),
    ],
)
def test_a_namesake_elsewhere_than_its_sentence_says_is_not_drawn(
    text: str, name: str, tools: Tools
) -> None:
    """Neither a hamlet of another country nor a town that no such road leads to is meant."""
    assert "ambiguous" == mentions(text, tools)[name].status
