"""What each block of articles adds to the outputs: made once, kept in the store, put together.

A fragment depends on the block's results, on an analyst's corrections to them, on how places are
blurred, and on geomap's code. What needs all articles together (copies, events) is in none of
these: `geomap.corpus.periods` makes the events, `geomap.corpus.shelves` adds them to the rows of
articles. So blocks may be made wherever their annotations are, by whoever annotates.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import msgspec

from geomap.layers import Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    import pyarrow as pa

    from geomap.events.linking.likeness import Told
    from geomap.gazetteer.actors import ActorTable
    from geomap.layers import Part, Protection
    from geomap.layers.rows import ActorsById
    from geomap.model import Annotation, Place
    from geomap.review import Reviews
    from geomap.store import Item, Store
    from geomap.store.pieces import PlaceRow

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of a block falls into a section of a period, as `geomap.events.linking` parts it."""

    digest: bytes
    """Of its claims."""
    articles: list[str]
    """Ids of the articles that make them, one a claim."""


@dataclass(slots=True, kw_only=True)
class Period:
    """The claims of a period (`geomap.events.linking.link.period_of`)."""

    blocks: list[bytes] = field(default_factory=list)
    """Keys of the blocks that have some."""
    sections: dict[str, Any] = field(default_factory=dict)
    """Of each, the hash of its claims and of which of its articles are copies."""
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a block holds, in numbers."""

    articles: int
    first: str
    """Id of the first article, and of the last."""
    last: str
    roles: dict[str, int]
    statuses: dict[str, int]
    claims: int
    bare: int
    """Mentions that are drawn and that no claim is put at."""
    box: Box | None
    """Around the mentions that are drawn, degrees."""
    problems: dict[str, str]
    """Why corrections could not be applied, by their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a block's fragment is made of, beside the actor table."""

    key: bytes
    found: list[Annotation]
    """With the analyst's corrections."""
    problems: dict[str, str]
    """Why corrections could not be applied, by their keys."""
    shown: Protection


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What a block adds to the outputs."""

    key: bytes
    parts: dict[str, bytes]
    places: dict[str, PlaceRow]


@dataclass(slots=True, kw_only=True)
class Blocks:
    """The blocks of a build, in the order of article ids."""

    store: Store
    reviews: Reviews
    actors: ActorTable
    shown: Protection
    """How places are blurred in whatever is written."""
    copies: Mapping[str, str]
    """Article id -> id of its group of copies, for those that have any."""
    about: str = ""
    """What all fragments depend on beside results: base of the recipe, actors, code, blurring."""
    keys: list[bytes] = field(default_factory=list)
    """Of each block, once `prepare` is through."""
    counts: list[Counts] = field(default_factory=list)
    periods: dict[str, Period] = field(default_factory=lambda: defaultdict(Period))
    totals: Totals = field(default_factory=Totals)
    """Of all blocks."""

    def __post_init__(self) -> None:
        from geomap.store import code_digest

        told = hashlib.blake2b(repr([*self.actors]).encode(), digest_size=16).hexdigest()
        code = code_digest(afterwards=True).hex()
        self.about = f"{self.store.base.hex()} {told} {code} {self.shown}"
        self.store.maker = self.about

    def spread(self, make: Callable[[Iterator[Task]], Iterator[Fragment]], least: int) -> None:
        """Have others make the fragments that the store has not, where there are so many.

        Args:
            make: gives fragments, in whatever order; those it does not give are left.
            least: how many are worth their while.
        """
        missing = (block for block in self.store.blocks() if not self.store.wants(self._key(block)))
        if len(list(islice(missing, least))) < least:
            return
        missing = (block for block in self.store.blocks() if not self.store.wants(self._key(block)))
        for one in make(self._task(self._key(block), block) for block in missing):
            self.store.keep(one.key, one.parts, one.places)

    def prepare(self) -> None:
        """Make the fragments that the store has not, and count what is in all."""
        decode = msgspec.msgpack.Decoder(Counts).decode
        decode_totals = msgspec.msgpack.Decoder(Totals).decode
        decode_periods = msgspec.msgpack.Decoder(dict[str, dict[str, Known]]).decode
        for block in self.store.blocks():
            key = self._key(block)
            if not self.store.wants(key):
                one = fragment(self._task(key, block), self.actors)
                self.store.keep(key, one.parts, one.places)
            counts = decode(self.store.part(key, "counts"))
            self.reviews.recall([item.sha256 for item in block], counts.problems)
            self.keys.append(key)
            self.counts.append(counts)
            self.totals.add(decode_totals(self.store.part(key, "totals")))
            for name, sections in decode_periods(self.store.part(key, "periods")).items():
                self.periods[name].blocks.append(key)
                self._meet(self.periods[name], sections)

    def _meet(self, period: Period, sections: Mapping[str, Known]) -> None:
        for name, known in sections.items():
            copies = "".join(f"{self.copies.get(one, '')}\0" for one in known.articles)
            digest = period.sections.setdefault(name, hashlib.blake2b(digest_size=16))
            digest.update(known.digest + copies.encode())
            period.claims += len(known.articles)

    def _key(self, block: list[Item]) -> bytes:
        digest = hashlib.blake2b(self.about.encode(), digest_size=16)
        for item in block:
            corrected = self.reviews.of(item.sha256)
            digest.update(f"{item.id}\0{item.sha256}{corrected}".encode())
            # A correction may name a place that the article does not.
            digest.update(item.result + (self.store.recipe if corrected else b""))
        return digest.digest()

    def _task(self, key: bytes, block: list[Item]) -> Task:
        found = [self.reviews.applied(one) for one in self.store.annotations_of(block)]
        problems = self.reviews.problems([item.sha256 for item in block])
        return Task(key=key, found=found, problems=problems, shown=self.shown)

    def told(self, period: str, sections: Collection[str]) -> Iterator[Told]:
        """The claims of sections by article, as linking needs them; places as they are."""
        from geomap.events.linking.link import section_of

        decode = _decoder().decode
        for block in self.periods[period].blocks:
            told = decode(self.store.part(block, f"told {period}"))
            yield from (one for one in told if section_of(one) in sections)

    def claims(self, period: str, ids: pa.Array) -> Iterator[pa.Table]:
        """Their rows (`geomap.layers.Part.claims`) by claim id; places as they are shown."""
        import pyarrow.compute as pc

        for block in self.periods[period].blocks:
            rows = self.table(block, f"claims {period}")
            yield rows.filter(pc.is_in(rows["claim_id"], value_set=ids))

    def table(self, key: bytes, name: str) -> pa.Table:
        """A table of a fragment."""
        from geomap.layers.parts import from_bytes

        return from_bytes(self.store.part(key, name))

    def part(self, key: bytes) -> Part:
        """The rows of a block, less their places."""
        from geomap.layers import Part

        names = ("mentions", "claims", "articles")
        return Part(**{name: self.table(key, name) for name in names})


def fragment(task: Task, actors: ActorsById) -> Fragment:
    """What the articles of a block add to the outputs."""
    from geomap.exports import features_of
    from geomap.layers import part_of, totals_of_articles
    from geomap.layers.parts import to_bytes
    from geomap.maps.pieces import bare, mention_piece
    from geomap.serialise import annotation_lines

    shown = [task.shown.annotation(one) for one in task.found]
    part = part_of(shown, actors)
    features, box = features_of(part.mentions, part.shapes)
    mentions, claims = (table.to_pandas(date_as_object=False)
                        for table in (part.mentions, part.claims))  # fmt: skip
    marks = mention_piece(bare(mentions, claims))
    encode = msgspec.msgpack.encode
    parts = {
        "counts": encode(_counted(shown, part, marks.data["size"], box, task.problems)),
        "totals": encode(totals_of_articles(part.mentions, part.claims)),
        "lines": annotation_lines(shown),
        "features": features,
        "mentions": to_bytes(part.mentions),
        "claims": to_bytes(part.claims),
        "articles": to_bytes(part.articles),
        "piece": marks.block.encode(),
        "names": encode(marks.names),
        **_told_parts(task.found, part.claims),
    }
    return Fragment(key=task.key, parts=parts, places=part.places)


def _decoder() -> msgspec.msgpack.Decoder[list[Told]]:
    from geomap.events.linking.likeness import Told

    return msgspec.msgpack.Decoder(list[Told])


def _counted(
    shown: list[Annotation], part: Part, bare: int, box: Box | None, problems: dict[str, str]
) -> Counts:
    mentions = [mention for one in shown for mention in one.mentions]
    return Counts(
        articles=len(shown),
        first=shown[0].article.id,
        last=shown[-1].article.id,
        roles=dict(Counter(mention.role for mention in mentions)),
        statuses=dict(Counter(mention.status for mention in mentions)),
        claims=len(part.claims),
        bare=bare,
        box=box,
        problems=problems,
    )


def _told_parts(found: list[Annotation], claims: pa.Table) -> dict[str, bytes]:
    """The claims of a block, period by period: to be linked, and as rows."""
    from geomap.events.linking.link import period_of, section_of, told_in
    from geomap.layers.parts import to_bytes

    row = {claim: number for number, claim in enumerate(claims["claim_id"].to_pylist())}

    def rows(told: list[Told]) -> bytes:
        return to_bytes(claims.take([row["/".join(one.key)] for one in told]))

    periods: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for annotation in found:
        for one in told_in(_for_linking(annotation)):
            periods[period_of(one)][section_of(one)].append(one)
    encode = msgspec.msgpack.encode
    parts = {}
    known: dict[str, dict[str, Known]] = defaultdict(dict)
    for period, sections in periods.items():
        whole = sorted(
            chain.from_iterable(sections.values()), key=lambda one: row["/".join(one.key)]
        )
        parts[f"told {period}"] = encode(whole)
        parts[f"claims {period}"] = rows(whole)
        for name, told in sections.items():
            digest = hashlib.blake2b(encode(told) + rows(told), digest_size=16).digest()
            known[period][name] = Known(digest=digest, articles=[one.article.id for one in told])
    return {"periods": encode(known), **parts}


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
