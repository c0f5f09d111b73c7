"""Coordinates blurred to protect people: rounded, or moved by a seeded random distance.

Only what is known exactly is moved (precision ``exact`` and ``near``): a province tells nobody's
house. A place moves the same way wherever it stands, since the mean of many moves would give it
away. The method is the donut mask of Hampton and others (2010): at least half the distance, at
most all of it. Radius and precision say how much is unsure now. Names and quotes stay.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from geomap.layers.frames import Layers
from geomap.layers.schema import SPATIAL

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.config import ProtectConfig
    from geomap.model import Annotation, Place

#: Decimals of coordinates that are not rounded.
EXACT_DECIMALS = 6
_MOVED = ("exact", "near")
#: Ids that tell the coordinates themselves.
_TELLING = ("point:", "review:")
#: The columns of `Spot`, in its order.
_COLUMNS = ("place_id", "place_name", "lat", "lon", "precision", "radius_km")
#: UCDP's code of what is near a place.
_NEAR_CODE = 2
_KM_A_DEGREE = 111.32
#: From this blur on, km, no place is exact.
_EXACT_KM = 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """What of a place is blurred."""

    id: str
    name: str
    lat: float
    lon: float
    precision: Any
    radius_km: float


@dataclass(frozen=True, slots=True)
class Protection:
    """How coordinates are blurred; equal settings blur equally."""

    decimals: int = EXACT_DECIMALS
    """Decimals that are kept, 0-6."""
    jitter_km: float = 0.0
    """Longest distance that a place is moved, km."""
    seed: str = ""
    """Decides the moves; who knows it can undo them."""

    @classmethod
    def of(cls, config: ProtectConfig) -> Protection:
        """The protection of the settings."""
        return cls(config.round_coords, config.jitter_km, config.seed)

    @property
    def active(self) -> bool:
        """Whether anything changes."""
        return self.decimals < EXACT_DECIMALS or self.jitter_km > 0

    def sentences(self) -> str:
        """What was done, for the people who get the files; "" for nothing."""
        done = []
        if self.jitter_km:
            done.append(
                f"exact and near places were moved by {self.jitter_km / 2:g} to "
                f"{self.jitter_km:g} km in a random direction"
            )
        if self.decimals < EXACT_DECIMALS:
            done.append(f"coordinates were rounded to {self.decimals} decimals of a degree")
        if not done:
            return ""
        return (
            f"To protect people, {' and '.join(done)}; `radius_km` and `precision` allow for it. "
            "The same place is moved the same way in every file. Names, ids and quotes are as "
            "they were: a place that an article names is still named. The folder `.geomap` and "
            "what `geomap diff` prints hold exact places: share these files without them."
        )

    def blurred(self, spot: Spot) -> Spot:
        """The spot as it may be shown."""
        lat, lon = spot.lat, spot.lon
        exact = spot.precision in _MOVED
        if exact and self.jitter_km:
            lat, lon = _jittered(f"{self.seed} {spot.id}", lat, lon, self.jitter_km)
        lat, lon = round(lat, self.decimals), round(lon, self.decimals)
        if not exact:
            return replace(spot, lat=lat, lon=lon)
        blur = self.jitter_km + self._rounding_km(lat)
        telling = spot.id.startswith(_TELLING)
        return Spot(
            id=f"point:{lat:g},{lon:g}" if telling else spot.id,
            name=f"{lat:g}, {lon:g}" if telling else spot.name,
            lat=lat,
            lon=lon,
            precision="near" if blur >= _EXACT_KM else spot.precision,
            radius_km=round(spot.radius_km + blur, 3),
        )

    def _rounding_km(self, lat: float) -> float:
        """Half the diagonal of a cell of the rounding grid, km."""
        if self.decimals >= EXACT_DECIMALS:
            return 0.0
        half = 0.5 * 10.0**-self.decimals * _KM_A_DEGREE
        return math.hypot(half, half * math.cos(math.radians(lat)))

    @overload
    def place(self, place: Place) -> Place: ...

    @overload
    def place(self, place: None) -> None: ...

    def place(self, place: Place | None) -> Place | None:
        """A place with its geometry moved along."""
        if place is None or not self.active:
            return place
        spot = Spot(place.id, place.name, place.lat, place.lon, place.precision, place.radius_km)
        new = self.blurred(spot)
        geometry = place.geometry
        if geometry is not None and place.precision in _MOVED:
            geometry = _translated(geometry, new.lon - place.lon, new.lat - place.lat)
        return replace(
            place, id=new.id, name=new.name, lat=new.lat, lon=new.lon, precision=new.precision,
            radius_km=new.radius_km, geometry=geometry,
        )  # fmt: skip

    def annotation(self, annotation: Annotation) -> Annotation:
        """An annotation with every place blurred, alternatives too."""
        if not self.active:
            return annotation
        mentions = [
            replace(
                mention,
                place=self.place(mention.place),
                area=self.place(mention.area),
                alternatives=tuple(
                    replace(other, place=self.place(other.place)) for other in mention.alternatives
                ),
            )
            for mention in annotation.mentions
        ]
        return replace(annotation, mentions=tuple(mentions))

    def layers(self, layers: Layers) -> Layers:
        """The layers with every place blurred, as a build with these settings writes them."""
        if not self.active:
            return layers
        blurred = {name: self._frame(getattr(layers, name)) for name in SPATIAL}
        plain = {name: getattr(layers, name) for name in Layers.__slots__ if name not in SPATIAL}
        return Layers(**blurred, **plain)

    def _frame(self, frame: GeoDataFrame) -> GeoDataFrame:
        import geopandas as gpd

        frame = frame.copy()
        told = [frame[name].tolist() for name in _COLUMNS]
        old = [Spot(*cells) if isinstance(cells[0], str) else None for cells in zip(*told)]  # noqa: B905 - columns of one frame
        new = [spot and self.blurred(spot) for spot in old]
        for name, column, cells in zip(_COLUMNS, Spot.__slots__, told, strict=True):
            frame[name] = [
                cell if spot is None else getattr(spot, column)
                for spot, cell in zip(new, cells, strict=True)
            ]
        if "where_prec" in frame:
            coarser = [a is not None and b is not None and a.precision != b.precision
                       for a, b in zip(old, new, strict=True)]  # fmt: skip
            frame.loc[coarser, "where_prec"] = _NEAR_CODE
        shapes = [
            _along(shape, before, after)
            for shape, before, after in zip(frame.geometry, old, new, strict=True)
        ]
        return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def _along(shape: Any, old: Spot | None, new: Spot | None) -> Any:
    """A geometry moved with its spot; areas and lines that are coarse already stay."""
    if shape is None or old is None or new is None:
        return shape
    if old.precision not in _MOVED and shape.geom_type != "Point":
        return shape
    return _shifted(shape, new.lon - old.lon, new.lat - old.lat)


@cache
def _jittered(key: str, lat: float, lon: float, most_km: float) -> tuple[float, float]:
    """A point at half of `most_km` to all of it, anywhere on the ring with the same chance."""
    from pyproj import Geod

    digest = hashlib.sha256(f"{key} {lat:.6f} {lon:.6f}".encode()).digest()
    share, turn = (int.from_bytes(digest[at : at + 8], "big") / 2**64 for at in (0, 8))
    metres = 1000 * most_km * math.sqrt(0.25 + 0.75 * share)
    east, north, _back = Geod(ellps="WGS84").fwd(lon, lat, 360 * turn, metres)
    return float(north), float(east)


def _translated(wkb: bytes, east: float, north: float) -> bytes:
    import shapely

    moved: bytes = shapely.to_wkb(_shifted(shapely.from_wkb(wkb), east, north))
    return moved


def _shifted(shape: Any, east: float, north: float) -> Any:
    import numpy as np
    import shapely

    return shapely.transform(
        shape, lambda xy: np.round(xy + np.array([east, north]), EXACT_DECIMALS)
    )
