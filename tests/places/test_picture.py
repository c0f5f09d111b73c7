"""The names of an article vote on where it is, each heard by the others only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geomap.gazetteer.entries import Entry
from geomap.places.around import RADIUS_KM, around, focus_of
from geomap.places.picture import paint

if TYPE_CHECKING:
    from geomap.flow import Tools
    from geomap.model import PlaceKind


def place(
    row: int,
    lat: float,
    lon: float,
    *,
    country: str = "XX",
    unit: int | None = None,
    kind: PlaceKind = "city",
) -> Entry:
    """A place of a gazetteer that there is not."""
    return Entry(
        row=row, id=f"test:{row}", name=f"place {row}", kind=kind, country=country, admin1=None,
        admin2=None, lat=lat, lon=lon, radius_km=1.0, population=0, geonameid=None,
        feature_code=None, type_word=None, prominence=0.1, n_names=0, edited=False,
        admin1_row=unit,
    )  # fmt: skip


HERE, THERE = place(1, 40.0, 20.0, unit=90), place(2, -30.0, 140.0, country="YY", unit=91)


def test_nothing_speaks_for_itself() -> None:
    """A name alone has no surroundings, however many candidates it has."""
    painted = paint({"alder": [(HERE, 0.6), (THERE, 0.4)]})

    assert [(0, 0, 0, 0, 0)] * 2 == [tuple(painted["alder", row]) for row in (1, 2)]


def test_a_neighbour_speaks_for_the_candidate_beside_it() -> None:
    """Of two places of a name, the one next to a sure place stands amid more."""
    birch = place(3, 40.1, 20.1, unit=90)
    painted = paint({"alder": [(HERE, 0.5), (THERE, 0.5)], "birch": [(birch, 0.9)]})
    near, far = painted["alder", 1], painted["alder", 2]

    assert all(one >= other for one, other in zip(near, far, strict=True))
    assert near.next > far.next
    assert pytest.approx(0.9 / 1.4) == near.country == near.admin1
    assert 0.55 < near.next < near.near < 0.9


def test_a_world_city_says_little_of_where_an_article_is() -> None:
    """News anywhere names New York: a town beside it is no more likely for that."""
    birch = place(3, 40.1, 20.1, unit=90)
    famous = replace(birch, n_names=80)

    def share(other: Entry) -> float:
        votes = {"alder": [(HERE, 0.5), (THERE, 0.5)], "birch": [(other, 0.9)]}
        return paint(votes)["alder", 1].country

    assert share(birch) > 1.5 * share(famous) > 0


def test_states_are_named_among_states() -> None:
    """A unit has the units of its country for peers, a country the countries; a town has none."""
    one, sister = (place(row, 40.0, 20.0, unit=row, kind="admin1") for row in (90, 91))
    painted = paint({"alder": [(one, 0.5), (HERE, 0.5)], "birch": [(sister, 0.9)]})

    assert painted["alder", 90].peers > 0.5
    assert 0.0 == painted["alder", 1].peers


def test_order_says_nothing() -> None:
    """The same votes in another order paint the same picture."""
    birch, elm = place(3, 40.1, 20.1), place(4, 40.0, 21.0)
    votes = {"alder": [(HERE, 0.5), (THERE, 0.5)], "birch": [(birch, 0.9)], "elm": [(elm, 0.7)]}
    turned = {name: found[::-1] for name, found in reversed(votes.items())}

    assert {key: pytest.approx(value) for key, value in paint(votes).items()} == paint(turned)


def test_a_unit_is_as_near_as_its_seat() -> None:
    """Nearness does not decide between a province and the town that it is named for."""
    unit = place(90, 41.0, 22.0, unit=90, kind="admin1")
    birch = place(3, 40.1, 20.1, unit=90)
    painted = paint({"alder": [(HERE, 0.5), (unit, 0.5)], "birch": [(birch, 0.9)]})

    assert painted["alder", 1].next == painted["alder", 90].next > 0.5


def test_the_focus_is_where_most_places_are() -> None:
    """The middle of a cluster, with the share of all places that lie around it."""
    votes = {
        "alder": [(HERE, 0.9)],
        "birch": [(place(3, 40.1, 20.1), 0.9)],
        "elm": [(place(4, 40.2, 20.0), 0.9)],
        "oak": [(THERE, 0.9)],
    }
    focus = focus_of(votes)

    assert focus is not None
    assert focus.entry.row in (1, 3, 4)
    assert pytest.approx(3 * 0.9 / (4 * 0.9 + 0.5)) == focus.share


def test_countries_are_no_focus() -> None:
    """What only names countries is nowhere in particular."""
    assert focus_of({"x": [(place(1, 40, 20, kind="country"), 1.0)]}) is None


def test_around_is_a_place_of_its_own(tools: Tools) -> None:
    """The circle has the size it admits to, and is not the town in its middle."""
    entry = tools.gazetteer.by_id("geonames:170017")
    assert entry is not None
    focus = focus_of({"x": [(entry, 0.9)]})
    assert focus is not None
    place = around(focus, tools.gazetteer)

    assert ("around:geonames:170017", "area", "near", None) == (
        place.id, place.kind, place.precision, place.geonameid,
    )  # fmt: skip
    assert RADIUS_KM == place.radius_km
