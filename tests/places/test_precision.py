"""UCDP's precision codes follow from how a place is described."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Article, Mention
from geomap.places.precision import mention_where_prec

if TYPE_CHECKING:
    from geomap.flow import Tools


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Palmyra town", 1),
        ("the village of Taftanaz", 1),
        ("near Palmyra", 2),
        ("just outside Palmyra town", 2),
        ("outskirts of Mosul city", 2),
        ("12 km from Palmyra", 2),
        ("east of Mosul city", 2),
        ("Hamdaniya district", 3),
        ("Nineveh province", 4),
        ("northern Nineveh province", 4),
        ("northern Iraq", 5),
        ("on the border between Iraq and Syria", 5),
        ("on the Iraqi-Syrian border", 5),
        ("road between Mosul and Erbil", 5),
        ("along the Tigris", 5),
        ("60 km south of Mosul city", 5),
        ("Eastern Ghouta", 5),
        ("Iraq", 6),
        ("the Red sea", 7),
        ("Kabezi commune", 3),
        ("along Aketa river", 5),
        ("20 km off the coast of Latakia city", 7),
    ],
)
def test_phrases_have_the_code_of_the_codebook(phrase: str, code: int, tools: Tools) -> None:
    """Towns, surroundings, units, lines, parts of countries, countries and the sea."""
    mentions = annotate_article(Article(id="a", text=phrase, language="en"), tools).mentions

    assert code == next(found for found in map(mention_where_prec, mentions) if found is not None)


def test_a_name_that_says_nothing_has_no_code() -> None:
    """An unknown name without a type word leaves the code open."""
    unknown = Mention(id="m1", start=0, end=1, text="x")

    assert mention_where_prec(unknown) is None
    assert 5 == mention_where_prec(replace(unknown, kind_hint="river"))
    assert mention_where_prec(replace(unknown, kind_hint="river", role="demonym")) is None


def test_a_district_known_only_by_its_town_is_no_point(tools: Tools) -> None:
    """What the words ask for bounds how exactly the place is drawn."""
    text = "Raids hit the Nyala locality in Sudan."
    done = annotate_article(Article(id="a", text=text, language="en"), tools)
    place = next(m.place for m in done.mentions if m.text == "Nyala")
    assert place is not None

    assert "district" == place.precision
    assert place.radius_km >= 20


def test_a_town_known_only_by_its_air_base_is_near_it(tools: Tools) -> None:
    """Who asks for the town does not mean the base, though nothing else bears the name."""
    text = "Residents of {} heard explosions near Palmyra in Syria."
    found = [
        annotate_article(Article(id="a", text=text.format(words), language="en"), tools).mentions[0]
        for words in ("the town of Tiyas", "Tiyas")
    ]
    places = [one.place for one in found if one.place]

    assert ["Tiyas", "Tiyas"] == [one.text for one in found]
    assert ["near", "exact"] == [place.precision for place in places]
    assert places[0].id == places[1].id
    assert places[0].radius_km == places[1].radius_km + 10
