"""Words that denote a place without naming it are mentions; their twins about money are not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.mentions.descriptions import find_descriptions
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools
    from geomap.model import Mention


def described(text: str, tools: Tools) -> list[Mention]:
    """The mentions of an English text that describe a place, resolved."""
    done = annotate_article(Article(id="a", text=text, language="en"), tools)
    return [mention for mention in done.mentions if mention.recognised_by == "description"]


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("Talks opened in the Kazakh capital.", "Kazakh capital", "Astana", "city"),
        ("Rockets hit the Syrian capital overnight.", "Syrian capital", "Damascus", "city"),
        ("A bomb went off in the Somali capital city.", "Somali capital city", "Mogadishu", "city"),
        ("They fled to the South Sudanese capital.", "South Sudanese capital", "Juba", "city"),
        ("A blast hit the Chechen capital.", "Chechen capital", "Grozny", "city"),
        ("Shells fell on Yemen's capital at dawn.", "capital", "Sanaa", "city"),
        ("Fighting reached the capital of Afghanistan.", "capital", "Kabul", "city"),
        ("Sudan burns. Blasts rocked the capital in the night.", "capital", "Khartoum", "city"),
        (
            "Idlib province, Syria: shells hit the provincial capital.",
            "provincial capital", "Idlib", "city",
        ),
        (
            "Syria: Aleppo province burns. In northern Hama ten died near the provincial capital.",
            "provincial capital", "Hama", "city",
        ),
        (
            "Syria: Hama province burns. In northern Aleppo ten died near the provincial capital.",
            "provincial capital", "Aleppo", "city",
        ),
        (
            "Idlib is held by rebels in Syria. They left the province bordering Turkey.",
            "province", "Idlib", "admin1",
        ),
        (
            "In Iraq, Anbar is quiet. They hold the governorate that borders Jordan.",
            "governorate", "Anbar", "admin1",
        ),
    ],
)  # fmt: skip
def test_descriptions_are_placed(text: str, words: str, name: str, kind: str, tools: Tools) -> None:
    """What the gazetteer knows of capitals and borders places them, as exactly as by name."""
    (mention,) = described(text, tools)
    assert mention.place is not None

    assert (words, name, kind) == (mention.text, mention.place.name, mention.place.kind)
    assert ("literal", "resolved") == (mention.role, mention.status)


@pytest.mark.parametrize(
    "text",
    [
        "Russian capital investment in Syria fell.",
        "The Chinese capital markets fell.",
        "Russian capital left the country.",
        "Iraq kept capital punishment.",
        "Iraq's capital punishment law passed.",
        "Syria's capital reserves are gone.",
        "He raised the capital in Syria.",
        "The bank in Syria was short of the capital that lenders want from the capital.",
        "Write it with a capital letter, as in Syria.",
        "The Syrian capital-intensive industry.",
        "Venture capital flowed to Syria.",
        "The Kurdish capital question stays open.",
    ],
)
def test_other_capital_is_no_place(text: str, tools: Tools) -> None:
    """Money, punishment and letters are no towns."""
    assert [] == described(text, tools)


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian capital, Damascus, was quiet.",
        "The Syrian capital Damascus was quiet.",
        "Damascus, the Syrian capital, was quiet.",
        "Damascus is the Syrian capital.",
        "They met in the capital (Damascus) of Syria.",
        "Rallies filled the Portuguese capital of Lisbon.",
        "Troops entered the capital city of Bangui.",
    ],
)
def test_words_beside_the_name_are_no_second_mention(text: str, tools: Tools) -> None:
    """A description in apposition to the name it describes is not counted again."""
    assert [] == described(text, tools)


@pytest.mark.parametrize(
    "text",
    [
        "Syrian border guards opened fire.",
        "Shells fell on the Turkish border town of Kilis.",
        "They crossed at the Iraqi border posts.",
        "Data is kept at the border points of Jordan.",
        "The Coast Guard of Italy saved them.",
    ],
)
def test_guards_and_towns_of_a_border_are_no_border(text: str, tools: Tools) -> None:
    """The word is part of another one's name there."""
    assert [] == described(text, tools)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clashes broke out on the Tajik-Afghan border.", "Afghanistan–Tajikistan border"),
        ("Chad is calm. They came near the Sudanese border.", "Chad–Sudan border"),
        ("Boats were seen along the Libyan coast.", "Coast of Libya"),
        (
            "Thai and Cambodian troops fought along their disputed border.",
            "Cambodia–Thailand border",
        ),
        # Iran is spoken of more, but not where the border is.
        ("Iran spoke. Iran acted. Turkey sent tanks to the Iraqi border.", "Iraq–Turkey border"),
    ],
)
def test_borders_and_coasts_by_adjectives(text: str, name: str, tools: Tools) -> None:
    """One adjective takes the article's neighbour for the other side."""
    (mention,) = described(text, tools)
    assert mention.place is not None

    assert (name, "linear") == (mention.place.name, mention.place.precision)


def test_a_capital_that_speaks_is_a_government(tools: Tools) -> None:
    """The role comes from the sentence, as it does for a name."""
    (mention,) = described("The Syrian capital said it would respond.", tools)

    assert ("metonym", "SY-GOV") == (mention.role, mention.actor_id)


def test_several_units_on_a_border_are_alternatives(tools: Tools) -> None:
    """Where the article names none of them, the description stays ambiguous and says so."""
    (mention,) = described("In Syria they left the governorate that borders Iraq.", tools)

    assert ("ambiguous", "several-candidates") == (mention.status, mention.reason)
    assert mention.alternatives


def test_without_a_country_nothing_is_guessed(tools: Tools) -> None:
    """An article that names no country has no capital to speak of."""
    (mention,) = described("Blasts rocked the capital in the night.", tools)

    assert ("unresolved", None) == (mention.status, mention.place)


def test_spatial_words_belong_to_descriptions_too(tools: Tools) -> None:
    """As in "5 km north of the Libyan capital"."""
    (mention,) = described("5 km north of the Libyan capital, militias clashed.", tools)
    assert mention.area is not None
    assert mention.place is not None

    assert mention.area.lat > mention.place.lat


def test_descriptions_do_not_overlap(tools: Tools) -> None:
    """One place in the text is one description."""
    text = "In the Syrian capital and in the capital of Syria, in the capital."
    found = find_descriptions(text, tools.gazetteer)

    assert all(one.end <= two.start for one, two in pairwise(found))
    assert 3 == len(found)
