"""What is drawn where is kept for each way of drawing."""

from __future__ import annotations

from pathlib import Path

from geomap.store import Store


def test_an_interrupted_build_takes_no_places_from_the_one_before(tmp_path: Path) -> None:
    """With other settings it draws the same place otherwise; with the old ones nothing is gone."""
    with Store(tmp_path, b"recipe") as store:
        for maker, wkb in (("exact", b"here"), ("blurred", b"there")):
            store.begin()
            store.maker = maker
            store.wants(maker.encode())
            store.keep(maker.encode(), {"lines": b"x"}, {"p": ({"place_name": "Homs"}, wkb)})
        store.begin()
        store.maker = "exact"
        assert store.wants(b"exact")
        assert ({"place_name": "Homs"}, b"here") == store.place("p")
        store.finish([])

        assert ({"place_name": "Homs"}, b"here") == store.place("p")
