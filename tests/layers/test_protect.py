"""Coordinates are blurred for everybody alike, as far as asked, and honestly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geomap.layers import SPATIAL, Protection, build_layers
from geomap.model import Place

if TYPE_CHECKING:
    from geomap.layers import Layers

TOWN = Place(id="geonames:1", name="Town", kind="city", lat=35.81234, lon=36.32, radius_km=2.0)


def apart_km(one: Place, other: Place) -> float:
    """Distance on the ellipsoid, km."""
    _, _, metres = Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)
    return float(metres) / 1000


def blurred(place: Place, **settings: Any) -> Place:
    """The place with coordinates blurred."""
    return Protection(**settings).place(place)


def test_nothing_is_blurred_unless_asked() -> None:
    """The default leaves places as they are."""
    assert TOWN == blurred(TOWN)
    assert not Protection().active
    assert "" == Protection().sentences()


@given(lat=st.floats(-80, 80), lon=st.floats(-179, 179), most=st.floats(0.1, 50), seed=st.text())
def test_places_move_between_half_and_all(lat: float, lon: float, most: float, seed: str) -> None:
    """A move is never so short that it protects nobody, and never longer than said."""
    place = replace(TOWN, lat=lat, lon=lon)
    moved = blurred(place, jitter_km=most, seed=seed)

    assert most / 2 - 0.01 <= apart_km(place, moved) <= most + 0.01
    assert apart_km(place, moved) <= moved.radius_km - TOWN.radius_km + 0.01


def test_moves_depend_on_the_seed_and_the_place_alone() -> None:
    """The same place moves the same way again; another seed or place moves otherwise."""
    first = blurred(TOWN, jitter_km=5.0, seed="a")

    assert first == blurred(TOWN, jitter_km=5.0, seed="a")
    assert first.lat != blurred(TOWN, jitter_km=5.0, seed="b").lat
    other = replace(TOWN, id="geonames:2")
    assert first.lat != blurred(other, jitter_km=5.0, seed="a").lat


def test_rounding_is_allowed_for() -> None:
    """Coordinates keep the decimals asked for; the radius grows by what may be lost."""
    rounded = blurred(TOWN, decimals=1)

    assert (35.8, 36.3) == (rounded.lat, rounded.lon)
    assert "near" == rounded.precision
    assert apart_km(TOWN, rounded) <= rounded.radius_km - TOWN.radius_km
    assert "exact" == blurred(TOWN, decimals=3).precision


def test_provinces_stay_where_they_are() -> None:
    """What is coarse already is rounded, not moved, and keeps its outline."""
    outline = shapely.to_wkb(shapely.box(36, 35, 37, 36))
    province = replace(TOWN, precision="province", geometry=outline, radius_km=60.0)
    shown = blurred(province, jitter_km=10.0, decimals=2)

    assert (35.81, 36.32) == (shown.lat, shown.lon)
    assert (outline, 60.0) == (shown.geometry, shown.radius_km)


def test_a_circle_moves_with_its_place() -> None:
    """The area of "near the town" goes where the town goes."""
    circle = shapely.Point(TOWN.lon, TOWN.lat).buffer(0.1)
    near = replace(TOWN, precision="near", geometry=shapely.to_wkb(circle))
    moved = blurred(near, jitter_km=20.0)
    assert moved.geometry is not None
    centre = shapely.from_wkb(moved.geometry).centroid

    assert moved.lon == pytest.approx(centre.x, abs=1e-4)
    assert moved.lat == pytest.approx(centre.y, abs=1e-4)


def test_coordinates_in_ids_and_names_are_blurred_too() -> None:
    """A place that is called by its coordinates does not tell the exact ones by its name."""
    point = replace(TOWN, id="point:35.81234,36.32000", name="35.81234, 36.32000")
    shown = blurred(point, decimals=1)

    assert ("point:35.8,36.3", "35.8, 36.3") == (shown.id, shown.name)


def test_maps_and_exports_agree(made_up: dict[str, Any], layers: Layers) -> None:
    """Blurred in the build or from its layers, every row stands at the same coordinates."""
    protection = Protection(decimals=3, jitter_km=4.0, seed="s")
    annotations = [protection.annotation(one) for one in made_up["corpus"]()]
    events = made_up["events"](made_up["corpus"]())
    built = build_layers(annotations, events, made_up["Actors"](str), {})
    exported = protection.layers(layers)

    for name in SPATIAL:
        if name == "places":  # ordered by keys, which tell one blur from another
            continue
        one, other = getattr(built, name), getattr(exported, name)
        for column in ("place_id", "lat", "lon", "precision", "radius_km", "where_prec"):
            assert one[column].astype(str).tolist() == other[column].astype(str).tolist()
        assert (
            one.geometry.geom_equals_exact(other.geometry, 1e-5)
            .where(one.geometry.notna(), other=True)
            .all()
        )


def test_outlines_of_what_is_coarse_stay_when_layers_are_blurred(layers: Layers) -> None:
    """Rounding the point of a province or a river moves neither its border nor its course."""
    shown = Protection(decimals=0, jitter_km=9.0, seed="s").layers(layers)
    coarse = layers.claims["precision"].isin(["province", "linear", "country"])

    assert coarse.any()
    assert shown.claims.geometry.geom_equals(layers.claims.geometry)[coarse].all()
    assert (shown.claims["lat"][coarse] == layers.claims["lat"][coarse].round()).all()


def test_the_outputs_say_so() -> None:
    """People who get the files are told how much, never the seed."""
    said = Protection(decimals=2, jitter_km=5.0, seed="secret").sentences()

    assert "2.5 to 5 km" in said
    assert "2 decimals" in said
    assert "secret" not in said
