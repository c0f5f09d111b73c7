"""What each block of articles adds to the outputs: made once, kept in the store, put together.

A fragment depends on the block's results, on an analyst's corrections to them, on how places are
blurred, and on geomap's code. What needs all articles together (copies, events) is in none.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geopandas import GeoDataFrame

    from geomap.events.likeness import Told
    from geomap.gazetteer.actors import ActorTable
    from geomap.layers import Part, Protection
    from geomap.model import Annotation, Place
    from geomap.review import Reviews
    from geomap.store import Item, Store

#: Parts of a fragment that are Arrow tables.
_TABLES = ("mentions", "claims", "articles")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of a block falls into a period."""

    digest: bytes
    """Of its claims."""
    articles: list[str]
    """Ids of the articles that make them."""
    block: bytes = b""
    """Key of the block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a block holds, in numbers."""

    articles: int
    mentions: int
    drawn: int
    claims: int
    roles: dict[str, int]
    statuses: dict[str, int]
    box: Box | None
    """Around the mentions that are drawn, degrees."""
    problems: dict[str, str]
    """Why corrections could not be applied, by their keys."""


@dataclass(slots=True, kw_only=True)
class Blocks:
    """The blocks of a build, in the order of article ids."""

    store: Store
    reviews: Reviews
    actors: ActorTable
    shown: Protection
    """How places are blurred in whatever is written."""
    about: str = ""
    """What all fragments depend on beside results: base of the recipe, code, blurring."""
    counts: list[Counts] = field(default_factory=list)
    """Of each block, once `prepare` is through."""
    periods: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    """What each block has of each period (`geomap.events.link.period_of`)."""
    _keys: list[bytes] = field(default_factory=list)

    def prepare(self) -> None:
        """Make the fragments that the store has not."""
        from geomap.store import code_digest

        self.about = f"{self.store.base.hex()} {code_digest(afterwards=True).hex()} {self.shown}"
        decode = msgspec.msgpack.Decoder(Counts).decode
        decode_periods = msgspec.msgpack.Decoder(dict[str, Known]).decode
        for block in self.store.blocks():
            key = self._key(block)
            if not self.store.wants(key):
                self.store.keep(key, self._made(block))
            counts = decode(self.store.part(key, "counts"))
            self.reviews.recall([item.sha256 for item in block], counts.problems)
            self._keys.append(key)
            self.counts.append(counts)
            for period, known in decode_periods(self.store.part(key, "periods")).items():
                self.periods[period].append(replace(known, block=key))

    def _key(self, block: list[Item]) -> bytes:
        digest = hashlib.blake2b(self.about.encode(), digest_size=16)
        for item in block:
            digest.update(f"{item.id}\0{item.sha256}{self.reviews.of(item.sha256)}".encode())
            digest.update(item.result)
        return digest.digest()

    def _made(self, block: list[Item]) -> dict[str, bytes]:
        from geomap.exports import annotation_lines, features_of
        from geomap.layers import part_of
        from geomap.layers.parts import to_bytes

        found = [self.reviews.applied(one) for one in self.store.annotations_of(block)]
        shown = [self.shown.annotation(one) for one in found]
        part = part_of(shown, self.actors)
        features, box = features_of(part.mentions, part.shapes)
        problems = self.reviews.problems([item.sha256 for item in block])
        encode = msgspec.msgpack.encode
        return {
            "counts": encode(_counted(shown, box, problems)),
            "lines": annotation_lines(shown),
            "features": features,
            "shapes": encode(part.shapes),
            **{name: to_bytes(getattr(part, name)) for name in _TABLES},
            **_told_parts(found),
        }

    def told(self, period: str) -> Iterator[Told]:
        """The claims of a period by article, as linking needs them; places as they are."""
        from geomap.events.likeness import Told

        decode = msgspec.msgpack.Decoder(list[Told]).decode
        for known in self.periods[period]:
            yield from decode(self.store.part(known.block, f"told {period}"))

    def lines(self) -> Iterator[bytes]:
        """The lines of ``annotations.jsonl``."""
        return (self.store.part(key, "lines") for key in self._keys)

    def features(self) -> Iterator[bytes]:
        """The features of ``mentions.geojson``."""
        return (self.store.part(key, "features") for key in self._keys)

    def event_features(self, events: GeoDataFrame) -> tuple[Iterator[bytes], Box | None]:
        """The features of ``events.geojson``, stretch by stretch, and the box around all."""
        from geomap.exports import around, features_of
        from geomap.layers.parts import slices, to_bytes

        decode = msgspec.msgpack.Decoder(Box | None).decode
        keys, boxes = [], []
        for table, shapes in slices("events", events):
            digest = hashlib.blake2b(self.about.encode(), digest_size=16)
            digest.update(to_bytes(table))
            key = digest.digest()
            if not self.store.wants(key):
                features, box = features_of(table, shapes())
                box_part = msgspec.msgpack.encode(box)
                self.store.keep(key, {"features": features, "box": box_part})
            keys.append(key)
            boxes.append(decode(self.store.part(key, "box")))
        return (self.store.part(key, "features") for key in keys), around(boxes)

    def parts(self) -> Iterator[Part]:
        """What the layers are put together from."""
        from geomap.layers import Part
        from geomap.layers.parts import from_bytes

        decode = msgspec.msgpack.Decoder(dict[str, bytes]).decode
        for key in self._keys:
            tables = {name: from_bytes(self.store.part(key, name)) for name in _TABLES}
            yield Part(**tables, shapes=decode(self.store.part(key, "shapes")))

    def texts(self) -> Iterator[tuple[str, str]]:
        """(id, text) of each article."""
        return ((one.article.id, one.article.text) for one in self.store.annotations())


def _counted(shown: list[Annotation], box: Box | None, problems: dict[str, str]) -> Counts:
    mentions = [mention for one in shown for mention in one.mentions]
    return Counts(
        articles=len(shown),
        mentions=len(mentions),
        drawn=sum(mention.drawn for mention in mentions),
        claims=sum(len(one.claims) for one in shown),
        roles=dict(Counter(mention.role for mention in mentions)),
        statuses=dict(Counter(mention.status for mention in mentions)),
        box=box,
        problems=problems,
    )


def _told_parts(found: list[Annotation]) -> dict[str, bytes]:
    """The claims of a block, period by period."""
    from geomap.events.link import period_of, told_in

    periods: dict[str, list[Told]] = defaultdict(list)
    for annotation in found:
        for one in told_in(_for_linking(annotation)):
            periods[period_of(one)].append(one)
    encode = msgspec.msgpack.encode
    parts = {period: encode(told) for period, told in periods.items()}
    known = {
        period: Known(
            digest=hashlib.blake2b(parts[period], digest_size=16).digest(),
            articles=list(dict.fromkeys(one.article.id for one in told)),
        )
        for period, told in periods.items()
    }
    return {"periods": encode(known), **{f"told {name}": part for name, part in parts.items()}}


def _for_linking(annotation: Annotation) -> Annotation:
    """An article without text, geometries and candidates, which linking does not look at."""

    def plain(place: Place | None) -> Place | None:
        return place and replace(place, geometry=None)

    mentions = [
        replace(one, place=plain(one.place), area=plain(one.area), alternatives=())
        for one in annotation.mentions
    ]
    article = replace(annotation.article, text="", segments=(), path=None)
    return replace(annotation, article=article, mentions=tuple(mentions))
