"""A river or road is cut to the country or unit that the words name with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from geomap.flow import annotate_article
from geomap.model import Article, Mention

if TYPE_CHECKING:
    from geomap.flow import Tools


def river(text: str, name: str, tools: Tools) -> Mention:
    """The mention of a river in a text."""
    found = annotate_article(Article(id="a", text=text, language="en"), tools).mentions
    return next(mention for mention in found if mention.text == name)


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Troops crossed the Euphrates in Syria on Monday.", "Euphrates (Syria)", "country:SY"),
        (
            "Villages along the Euphrates in Deir Ezzor were shelled.",
            "Euphrates (Deir ez-Zor)",
            "admin1:SY/deir-ez-zor",
        ),
        (
            "Shells fell in Deir Ezzor, along the banks of the Euphrates.",
            "Euphrates (Deir ez-Zor)",
            "admin1:SY/deir-ez-zor",
        ),
        ("Rebels cut the M5 in Idlib province.", "M5 highway (Idlib)", "admin1:SY/idlib"),
        (
            "Fighting went on along the M5 highway in southern Idlib.",
            "M5 highway (Idlib)",
            "admin1:SY/idlib",
        ),
    ],
)
def test_a_river_is_cut_to_the_unit_named(text: str, name: str, unit: str, tools: Tools) -> None:
    """Its line, its point and its radius are those of the stretch; the place stays the whole."""
    whole = name.split(maxsplit=1)[0]
    mention = river(text, whole, tools)
    entry = tools.gazetteer.by_id(unit)
    assert mention.area is not None
    assert mention.area.geometry is not None
    assert mention.place is not None
    assert entry is not None
    around = shapely.from_wkb(tools.gazetteer.geometry(entry.row) or b"")

    assert (name, "linear") == (mention.area.name, mention.area.precision)
    ids = {"Euphrates": "geomap:river/euphrates", "M5": "geomap:sy/road/m5"}
    assert ids[whole] == mention.area.id == mention.place.id
    stretch = shapely.from_wkb(mention.area.geometry)
    assert around.buffer(0.01).covers(stretch)
    assert mention.area.radius_km < mention.place.radius_km / 2


@pytest.mark.parametrize(
    "text",
    [
        "Troops crossed the Euphrates on Monday. Syria protested.",
        "The Euphrates in Norway froze.",
        "Syrian troops crossed the Euphrates.",
    ],
)
def test_a_river_alone_stays_whole(text: str, tools: Tools) -> None:
    """Without a unit beside it, or with one that it does not touch, it is the whole river."""
    assert river(text, "Euphrates", tools).area is None


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Troops crossed the Dnipro near Kherson.", "Dnipro", "geomap:river/dnieper"),
        ("Soldiers hold the left bank of the Dnipro.", "Dnipro", "geomap:river/dnieper"),
        ("They crossed the Niger at night.", "Niger", "geomap:river/niger-river"),
        ("Shells hit the river Dnieper.", "Dnieper", "geomap:river/dnieper"),
        ("Shells hit the Dnipro hospital.", "Dnipro", "geonames:709930"),
        ("Shells fell in Dnipro.", "Dnipro", "geonames:709930"),
        ("They crossed the Niger border.", "Niger", "country:NE"),
        ("They died along the Jordan-Syria border.", "Jordan", "country:JO"),
    ],
)
def test_what_is_crossed_or_has_banks_is_a_river(
    text: str, name: str, place: str, tools: Tools
) -> None:
    """A town or country of the name is meant only where no word asks for the river."""
    found = river(text, name, tools).place
    assert found is not None
    assert place == found.id
