"""Coordinates in running text are found and read; what only looks like them is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geomap.flow import annotate_article
from geomap.gazetteer.index import distance_km
from geomap.mentions.coordinates import find_coordinates, read_coordinates
from geomap.model import Article

if TYPE_CHECKING:
    from geomap.flow import Tools
    from geomap.model import Mention

#: A field east of Idlib, in every system.
LAT, LON = 35.9306, 36.6339
LATITUDES = st.floats(-79.9, 83.9).filter(lambda lat: abs(lat) > 0.001)
LONGITUDES = st.floats(-179.9, 179.9).filter(lambda lon: abs(lon) > 0.001)


@pytest.mark.parametrize(
    ("words", "km"),
    [
        ("35.9306°N, 36.6339°E", 0.02),
        ("35.9306 N 36.6339 E", 0.02),
        ("N 35.9306, E 36.6339", 0.02),
        ("36.6339°E 35.9306°N", 0.02),
        ("35,9306° N, 36,6339° E", 0.02),
        ("35.9306°, 36.6339°", 0.02),
        ("35°55'50\"N 36°38'02\"E", 0.05),
        ("35°55′50″N, 36°38′02″E", 0.05),
        ("35º 55’ 50.2” N 36º 38’ 2.0” E", 0.05),
        ("35°55'50''N 36°38'02''E", 0.05),
        ("35° 55.836' N, 36° 38.034' E", 0.05),
        ("35°56'N, 36°38'E", 2),
        ("35 degrees 56 minutes north, 36 degrees 38 minutes east", 2),
        ("355550N 0363802E", 0.05),
        ("3556N 03638E", 2),
        ("37S BV 86555 78838", 0.02),
        ("37SBV8655578838", 0.02),
        ("37SBV865788", 0.2),
        ("MGRS 37SBV8678", 2),
        ("UTM 37S 286555 3978838", 0.02),
        ("37N 286555mE 3978838mN", 0.02),
        ("8G7RWJJM+6H", 0.02),
    ],
)
def test_systems_are_found_in_a_sentence(words: str, km: float) -> None:
    """Each way of writing the point gives it, to within its last digit, and nothing else."""
    text = f"Two shells fell at {words}, the council said on 4 September 2018."
    (found,) = find_coordinates(text)

    assert words.removeprefix("MGRS ") == text[found.start : found.end]
    assert distance_km(LAT, LON, found.lat, found.lon) <= km
    assert found.radius_km <= km


@pytest.mark.parametrize(
    "text",
    [
        "coordinates 35.9306, 36.6339",
        "Coordinates of the site: 35.9306 36.6339",
        "The video was geolocated to 35.9306, 36.6339.",
        "The depot (35.9306, 36.6339) burned.",
        "The depot [35.9306, 36.6339] burned.",
        "A missile struck at 35.9306, 36.6339 overnight.",
        "35.9306, 36.6339",
        "lat 35.9306, lon 36.6339",
        "latitude 35.9306 and longitude 36.6339",
        "Location: geo:35.9306,36.6339",
    ],
)
def test_bare_numbers_need_a_cue(text: str) -> None:
    """A pair without degree signs counts where the words or brackets around say so."""
    (found,) = find_coordinates(text)

    assert (LAT, LON) == (found.lat, found.lon)


@pytest.mark.parametrize(
    "text",
    [
        "Meetings on 12.05.2018, 13.05.2018 and 14.05.2018.",
        "They won 6-4, 7-5 and lost 3.25, 4.50 in the rating.",
        "The euro traded at 1.0832, 1.0841 and 1.0855.",
        "Rates stood at 35.9306, 36.6339.",
        "It cost $35.93, 36.63 euros in Vienna.",
        "Call +963 11 2233445 or 0903 112 233.",
        "Servers 10.0.0.1, 10.0.0.2 went down.",
        "Temperatures of 35.5°, 36.5° are common.",
        "Between 35°C and 36°C, at 20 degrees of frost.",
        "Growth of 35.9306, 36.6339 percent.",
        "Winds from 5°N to 10°N.",
        "Versions 2.3456, 3.4567 of the tool.",
        "Rooms 12 M 4 N and 37S BV.",
        "Article 19 C EB 2012 2013.",
        "Deaths up to 18 JUL 2021 and 12 JAN 202120.",
        "Room 37S BV 8378 is shut.",
        "Flight 37S BV 834 landed.",
        "In 2018 2019 2020 the total was 500000 5000000.",
        "The 10 N 500000 of them.",
        "A vote of 37-2, 95.93-4.07.",
        "Form 8G7PW9VQ was signed.",
        "The 9x19+23 rounds.",
        "The ratio (1.25, 3.75) held.",
    ],
)
def test_other_numbers_are_no_coordinates(text: str) -> None:
    """Dates, scores, prices, telephone numbers, temperatures and rates stay numbers."""
    assert [] == [text[found.start : found.end] for found in find_coordinates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "at 95.9306°N, 36.6339°E",
        "at 35.9306°N, 196.6339°E",
        "at 35°75'N 36°10'E",
        "at 35°15'75\"N 36°10'10\"E",
        "at -35.9306°N, 36.6339°E",
        "coordinates 95.9306, 36.6339",
        "grid 37SZZ8655578838",
        "grid 61SBV8655578838",
        "UTM 61S 286555 3978838",
        "UTM 37C 286555 3978838",
    ],
)
def test_what_is_not_on_earth_is_nothing(text: str) -> None:
    """Degrees, minutes, zones and squares out of range are no coordinates."""
    assert [] == find_coordinates(text)


@given(lat=LATITUDES, lon=LONGITUDES)
@example(lat=-29.0, lon=-77.0)  # 18J UN, which reads as 18 June
@settings(deadline=None, max_examples=60)
def test_any_point_survives_being_written(lat: float, lon: float) -> None:
    """A point written by the reference libraries is read back within the last digit."""
    import mgrs
    from openlocationcode import openlocationcode

    letters = f"{abs(lat):.5f}°{'N' if lat > 0 else 'S'} {abs(lon):.5f}°{'E' if lon > 0 else 'W'}"
    written = [
        letters,
        str(mgrs.MGRS().toMGRS(lat, lon)),
        openlocationcode.encode(lat, lon),
        f"{lat:.5f}, {lon:.5f}",
    ]
    for words in written:
        found = read_coordinates(words)
        assert found is not None, words
        assert distance_km(lat, lon, found.lat, found.lon) <= 0.02, words


def located(text: str, tools: Tools) -> list[Mention]:
    """The mentions of an English text, resolved."""
    article = Article(id="a", text=text, language="en")
    return list(annotate_article(article, tools).mentions)


def test_coordinates_are_literal_mentions_that_are_drawn(tools: Tools) -> None:
    """They come out of the whole flow as places with country and unit, and hold events."""
    text = "An air strike hit a depot at 35.9306°N, 36.6339°E, killing four."
    done = annotate_article(Article(id="a", text=text, language="en"), tools)
    (mention,) = done.mentions
    assert mention.place is not None

    assert ("literal", "coordinates", True) == (mention.role, mention.recognised_by, mention.drawn)
    assert ("SY", "Idlib", "exact") == (
        mention.place.country, mention.place.admin1, mention.place.precision,
    )  # fmt: skip
    assert mention.id in {claim.place for claim in done.claims}


def test_names_beside_coordinates_stay(tools: Tools) -> None:
    """Letters within coordinates are no names; the names around them are."""
    text = "Near Douma, at 37SBV8655578838, and at 33°N 36°E in Syria."
    found = {mention.text: mention.recognised_by for mention in located(text, tools)}

    assert ["Douma", "37SBV8655578838", "33°N 36°E", "Syria"] == list(found)


def test_few_digits_are_a_wide_circle(tools: Tools) -> None:
    """Whole degrees leave a hundred kilometres open, and the precision says so."""
    (mention,) = located("The wreck lies at 33°N 36°E.", tools)
    assert mention.place is not None

    assert "region" == mention.place.precision
    assert mention.place.radius_km == pytest.approx(111, abs=1)


def test_other_languages_have_coordinates_too(tools: Tools) -> None:
    """Numbers need no rules for the language around them."""
    article = Article(id="a", text="سقطت قذيفة في 35.9306°N 36.6339°E اليوم", language="ar")
    found = annotate_article(article, tools).mentions

    assert ["35.9306°N 36.6339°E"] == [m.text for m in found if m.recognised_by == "coordinates"]
