"""Spatial words become geometry: on the right side, of the right size, along the right line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import shapely

from geomap.flow import annotate_article
from geomap.gazetteer.index import distance_km
from geomap.model import Article
from geomap.places.precision import where_prec

if TYPE_CHECKING:
    from geomap.flow import Tools
    from geomap.model import Mention, Place


def mentioned(text: str, words: str, tools: Tools) -> Mention:
    """The mention of these words in an English text."""
    done = annotate_article(Article(id="a", text=text, language="en"), tools)
    return next(mention for mention in done.mentions if mention.text == words)


def area(text: str, words: str, tools: Tools) -> Place:
    """Where the mention of these words is drawn."""
    found = mentioned(text, words, tools).located
    assert found is not None
    return found


def shape(place: Place) -> Any:
    """The geometry of a place that has one."""
    assert place.geometry is not None
    return shapely.from_wkb(place.geometry)


def country(code: str, tools: Tools) -> Any:
    """The polygon of a country."""
    entry = tools.gazetteer.country(code)
    assert entry is not None
    return shapely.from_wkb(tools.gazetteer.geometry(entry.row))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Troops massed on the Syrian-Turkish border.", "border"),
        ("Troops massed near the Turkish border in Syria.", "border"),
        ("Troops massed on the Syria-Turkey border.", "Turkey"),
        ("Troops massed on the Syria-Turkey border.", "Syria"),
        ("Troops massed at the border between Syria and Turkey.", "Syria"),
        ("Troops in Syria massed along the border with Turkey.", "Turkey"),
        ("Syria closed its borders with Lebanon, Turkey and Iraq.", "Turkey"),
    ],
)
def test_borders_are_the_line_where_two_countries_meet(text: str, words: str, tools: Tools) -> None:
    """However it is worded, the border is one line and one place, on both outlines."""
    mention = mentioned(text, words, tools)
    assert mention.located is not None
    line = shape(mention.located)
    one = area("Syria guards its border with Turkey.", "Turkey", tools)
    assert (one.id, one.geometry) == (mention.located.id, mention.located.geometry)

    assert ("literal", "linear", 5) == (
        mention.role, mention.located.precision, where_prec(mention.located),
    )  # fmt: skip
    assert line.distance(shapely.Point(38.98, 36.7)) < 0.2, "passes by Tell Abyad"
    assert shapely.within(line, country("SY", tools).boundary.buffer(0.05))
    assert shapely.within(line, country("TR", tools).boundary.buffer(0.05))


def test_a_distance_from_a_border_is_a_band_on_the_side_spoken_of(tools: Tools) -> None:
    """As in "85 km from the frontier with Israel": in Syria, that far from the line."""
    text = "Militias in Syria withdrew 85 km from the frontier with Israel."
    band = area(text, "Israel", tools)
    line = shape(area("Rebels in Syria hold the frontier with Israel.", "Israel", tools))

    assert shapely.within(shape(band), country("SY", tools).buffer(0.01))
    nearest, farthest = (
        min(_apart(line, x, y) for x, y in shapely.get_coordinates(shape(band))),
        max(_apart(line, x, y) for x, y in shapely.get_coordinates(shape(band))),
    )
    assert nearest == pytest.approx(76, abs=5)
    assert farthest == pytest.approx(94, abs=5)


def _apart(line: Any, x: float, y: float) -> float:
    """Kilometres from a point to the nearest point of a line."""
    near = shapely.get_coordinates(shapely.shortest_line(line, shapely.Point(x, y)))[0]
    return distance_km(near[1], near[0], y, x)


def test_the_border_alone_is_that_of_the_countries_spoken_of(tools: Tools) -> None:
    """Without a name, it is the one between the article's neighbours, and no side is theirs."""
    text = "Syria and Israel agreed. Fighters pulled back 70 to 80 kilometres from the border."
    mention = mentioned(text, "border", tools)
    assert mention.place is not None
    assert mention.area is not None

    assert ("Israel–Syria border", None) == (mention.place.name, mention.place.country)
    sides = [
        shapely.intersection(shape(mention.area), country(code, tools)) for code in ("IL", "SY")
    ]
    assert all(side.area for side in sides)


def test_a_bearing_from_a_border_is_that_side_of_it(tools: Tools) -> None:
    """As in "10 km south of the Turkish border": within Syria, a strip beside the line."""
    strip = shape(area("In Syria, 10 km south of the Turkish border.", "border", tools))

    assert shapely.intersection(strip, country("SY", tools)).area / strip.area > 0.9


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A frigate was hit off the coast of Latakia, Syria.", "Latakia"),
        ("A ship sank off the Syrian coast.", "coast"),
        ("A ship sank off the coast of Syria.", "Syria"),
        ("Boats were seized in waters off Syria.", "Syria"),
        ("Fishing is banned off the coast of northwestern Syria.", "Syria"),
    ],
)
def test_off_the_coast_is_at_sea(text: str, words: str, tools: Tools) -> None:
    """The area is water beside the coast, and UCDP's code says so."""
    sea = area(text, words, tools)

    assert 7 == where_prec(sea)
    assert shapely.intersection(shape(sea), country("SY", tools)).area < 0.01 * shape(sea).area
    assert shape(sea).distance(shapely.Point(35.78, 35.53)) < 0.2, "beside Latakia"


def test_so_far_off_the_coast_is_a_band_of_sea(tools: Tools) -> None:
    """A distance from the coast keeps the mark away from it."""
    sea = shape(area("A ship sank 40 km off the coast of Lebanon.", "Lebanon", tools))

    assert sea.distance(country("LB", tools)) > 0.2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb hit the Aleppo-Damascus highway in Syria.", "Aleppo"),
        ("A bomb hit the road between Damascus and Aleppo in Syria.", "Damascus"),
        ("A bomb hit the road from Damascus to Aleppo in Syria.", "Aleppo"),
        ("A bomb hit the M5 highway in Syria.", "M5"),
    ],
)
def test_roads_are_lines_that_follow_the_known_road(text: str, words: str, tools: Tools) -> None:
    """The road between two towns is drawn where it runs, not as the crow flies."""
    road = area(text, words, tools)

    assert "linear" == road.precision
    assert shape(road).distance(shapely.Point(36.72, 34.73)) < 0.1, "passes by Homs"


def test_a_road_without_a_known_line_is_straight(tools: Tools) -> None:
    """Where the gazetteer has no road, the line joins the two towns."""
    road = area("A bomb hit the road between Homs and Palmyra in Syria.", "Homs", tools)

    ends = shapely.get_coordinates(shape(road))
    assert 2 == len(ends)
    assert "linear" == road.precision
    assert ends.mean(axis=0)[::-1] == pytest.approx((road.lat, road.lon)), "a point on its middle"


def test_between_a_town_and_a_country_is_a_road(tools: Tools) -> None:
    """Only two countries or provinces have a border between them."""
    road = area("A bomb hit the road between Damascus and Lebanon.", "Damascus", tools)

    assert road.id.startswith("road:")


def test_a_road_is_one_place_from_either_end(tools: Tools) -> None:
    """Homs to Palmyra and Palmyra to Homs have one name, one id and one line."""
    text = "A bomb hit the {} road in Syria."
    there = area(text.format("Homs-Palmyra"), "Homs", tools)
    back = area(text.format("Palmyra-Homs"), "Palmyra", tools)

    assert "Homs–Palmyra" == there.name
    assert there == back


def test_along_a_river_is_the_river(tools: Tools) -> None:
    """Rivers are named with the article and drawn as lines."""
    mention = mentioned("Patrols ran along the Euphrates in Syria.", "Euphrates", tools)
    assert mention.located is not None

    assert ("literal", "linear", "river") == (
        mention.role, mention.located.precision, mention.located.kind,
    )  # fmt: skip
    assert shape(mention.located).distance(shapely.Point(39.0, 35.93)) < 0.3, "passes by Raqqa"


def test_along_a_coast_is_the_line_of_the_coast(tools: Tools) -> None:
    """A coast is the outline that faces no neighbour."""
    line = shape(area("Villages along the Syrian coast were hit.", "coast", tools))

    assert line.distance(shapely.Point(35.78, 35.53)) < 0.1, "Latakia"
    assert line.distance(shapely.Point(41.0, 37.0)) > 4, "not the border in the north-east"


@pytest.mark.parametrize(
    ("text", "words", "inside", "outside"),
    [
        ("Clashes in the south-west of Syria.", "Syria", (36.1, 32.62), (40.7, 36.5)),
        ("Clashes in southwestern Syria.", "Syria", (36.1, 32.62), (40.7, 36.5)),
        ("Shelling in northern Hama province in Syria.", "Hama", (36.60, 35.37), (37.2, 34.85)),
        ("Clashes in central Syria.", "Syria", (38.28, 34.56), (36.1, 32.62)),
        ("Clashes in western Aleppo countryside in Syria.", "Aleppo", (36.85, 36.2), (38.0, 36.6)),
    ],
)  # fmt: skip
def test_parts_hold_what_lies_there(
    text: str,
    words: str,
    inside: tuple[float, float],
    outside: tuple[float, float],
    tools: Tools,
) -> None:
    """The part of a country or province is its polygon's, towards the compass point."""
    part = shape(area(text, words, tools))

    assert part.covers(shapely.Point(inside))
    assert not part.covers(shapely.Point(outside))


def test_distances_are_counted_from_the_town(tools: Tools) -> None:
    """As in "15 km east of Idlib": from the city, not from the middle of the governorate."""
    mention = mentioned("Tanks stood 15 km east of Idlib in Syria.", "Idlib", tools)
    assert mention.place is not None
    assert mention.area is not None

    assert "city" == mention.place.kind
    assert distance_km(35.9306, 36.6339, mention.area.lat, mention.area.lon) == pytest.approx(
        15, abs=1
    )
    assert "near" == mention.area.precision


def test_far_from_a_point_is_a_region(tools: Tools) -> None:
    """Beyond 25 km a distance from a town is no longer near it (UCDP)."""
    far = area("Tanks stood 75 km south of Palmyra in Syria.", "Palmyra", tools)

    assert ("region", 5) == (far.precision, where_prec(far))
    assert far.radius_km == pytest.approx(75 / 4, abs=0.1)


def test_near_is_a_wider_circle_than_the_town(tools: Tools) -> None:
    """Around a town there is some ten kilometres more."""
    town = area("Shells fell in Douma, Syria.", "Douma", tools)
    around = area("Shells fell around Douma, Syria.", "Douma", tools)

    assert town.radius_km + 10 == pytest.approx(around.radius_km)
    assert ("exact", "near") == (town.precision, around.precision)


def test_talks_between_countries_are_on_no_border(tools: Tools) -> None:
    """Governments are not drawn, so the words around them make no line."""
    assert mentioned("The talks between Syria and Turkey went on.", "Syria", tools).area is None


def test_a_side_without_a_distance_is_wide(tools: Tools) -> None:
    """What is told to lie north of a town is anywhere from its edge on; a distance says where."""
    side = area("Shells fell north of Saraqib, Syria.", "Saraqib", tools)
    told = area("Shells fell 10 km north of Saraqib, Syria.", "Saraqib", tools)

    assert (side.lat, side.lon) == (told.lat, told.lon)
    assert 10.0 == side.radius_km > told.radius_km
