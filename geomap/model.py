"""The records that travel along the arrow: Article -> Mention -> Claim -> Event.

Every record is frozen, slotted and keyword-only, so a stage can only add by building a
new one (`dataclasses.replace`). Offsets are Python ``str`` indices ``[start, end)`` into
`Article.text` exactly as it was read. Coordinates are WGS 84 (EPSG:4326) decimal degrees;
distances are kilometres on the ellipsoid; geometries are WKB bytes in longitude, latitude.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

SegmentKind = Literal["title", "body", "boilerplate", "repeat", "caption"]
Role = Literal["literal", "metonym", "demonym", "embedded", "unknown"]
Status = Literal["resolved", "ambiguous", "unresolved", "filtered"]
PlaceKind = Literal[
    "country", "admin1", "admin2", "city", "neighbourhood", "facility", "river", "lake", "sea",
    "mountain", "island", "region", "continent", "border", "area",
]  # fmt: skip
Precision = Literal["exact", "near", "district", "province", "country", "linear", "region"]
Modality = Literal["occurred", "ongoing", "planned", "threatened", "hypothetical", "alleged"]
#: Modalities of what has not come about.
AHEAD: frozenset[Modality] = frozenset({"planned", "threatened", "hypothetical"})
Polarity = Literal["affirmed", "denied"]
DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
Review = Literal["confirmed", "corrected", "dropped", "added"]

PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)

#: Segments whose mentions are kept and marked, but never drawn.
UNDRAWN_SEGMENTS: frozenset[SegmentKind] = frozenset({"boilerplate", "repeat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of `Article.text`; equality is by offsets and text."""

    start: int
    """First character, counted in Python ``str`` indices."""
    end: int
    """One past the last character."""
    text: str = ""
    """The words themselves, ``article.text[start:end]``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A marked passage of an article; segments cover the text without overlap, in order."""

    start: int
    end: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news text as it was read; never altered afterwards. Made by `geomap.articles`."""

    id: str
    """Unique in a run: given, or the file name without suffix, made unique by content hash."""
    text: str
    """The text as read and decoded; every offset of the run points into it."""
    title: str | None = None
    published: date | None = None
    """Day of publication as the source states it; None when nobody says."""
    source: str | None = None
    """Outlet ("Reuters", "EA WorldView")."""
    url: str | None = None
    """Address, http or https only."""
    language: str | None = None
    """ISO 639-1 code, detected or given."""
    sha256: str = ""
    """Hex digest of the text in UTF-8."""
    segments: tuple[Segment, ...] = ()
    given_mentions: tuple[Span, ...] | None = None
    """Spans to resolve as they are (``--given-mentions``); None where none were given."""
    path: str | None = None
    """Where it was read from, for messages only; never written to outputs."""

    def segment_at(self, offset: int) -> SegmentKind:
        """The kind of the segment that holds `offset`; ``body`` where none does."""
        for segment in self.segments:
            if segment.start <= offset < segment.end:
                return segment.kind
        return "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Spatial language around a mention ("5 km north of", "outside", "northern")."""

    kind: str
    """One of the names in `geomap.places.relations.RELATION_KINDS`."""
    start: int
    """Start of the whole phrase, relation and name."""
    end: int
    """End of the whole phrase."""
    distance_km: float | None = None
    bearing: float | None = None
    """Degrees clockwise from north."""
    anchor: str | None = None
    """Text of a second name where the relation has two ("between X and Y")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on Earth, as far as a mention pins it down."""

    id: str
    """Gazetteer id, e.g. ``geonames:170017`` or ``geomap:sy/region/eastern-ghouta``."""
    name: str
    """Canonical name of the gazetteer."""
    kind: PlaceKind
    lat: float
    """Latitude of the representative point, degrees."""
    lon: float
    """Longitude of the representative point, degrees."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    admin1: str | None = None
    """Name of the first-level unit that contains it."""
    geonameid: int | None = None
    radius_km: float = 0.0
    """Radius of the circle that holds the place with its uncertainty, km."""
    precision: Precision = "exact"
    geometry: bytes | None = None
    """WKB, EPSG:4326: the area or line meant; None for a point at (lon, lat)."""
    attribution: str | None = None
    """Whose data it is, where it is not the gazetteer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention might have meant, and how likely."""

    place: Place
    score: float
    """Calibrated probability, 0-1."""
    matched_name: str = ""
    """The spelling of the gazetteer that matched."""
    match: str = "exact"
    """How it matched: exact, normalised, romanised, fuzzy, coordinates, description, online."""
    evidence: tuple[Evidence, ...] = ()
    """Filled only when an explanation is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for or against a candidate, in a sentence."""

    name: str
    """Name of the evidence function (`geomap.places.evidence`)."""
    value: float
    """What the function returned, usually 0-1."""
    weight: float
    """Weight from the table; value x weight is what it adds to the log-odds."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names a place, its role, and the place it was resolved to."""

    id: str
    """``m1``, ``m2`` ... in text order, unique in its article."""
    start: int
    end: int
    text: str
    role: Role = "unknown"
    role_cue: str | None = None
    """Which word or rule decided the role, for people."""
    segment: SegmentKind = "body"
    status: Status = "unresolved"
    reason: str | None = None
    """Code of why it is unresolved, ambiguous or filtered; None when resolved."""
    relation: Relation | None = None
    place: Place | None = None
    area: Place | None = None
    """What spatial words make of `place` ("northern", "5 km west of"); None without any."""
    score: float | None = None
    """Calibrated probability that `place` is right, 0-1."""
    alternatives: tuple[Candidate, ...] = ()
    """Other candidates, likeliest first, without `place`."""
    kind_hint: PlaceKind | None = None
    """Kind asked for by the words around ("Idlib Province": admin1); set by recognition."""
    known_as: str | None = None
    """The gazetteer's name for it where the text spells or orders it otherwise ("Darfour-Nord")."""
    actor_id: str | None = None
    """Actor that a metonym or demonym stands for, where the table knows one."""
    recognised_by: str = "gazetteer"
    """gazetteer, model, both, given, coordinates, description, reference ("the town",
    "it": `geomap.places.spoken`), review (an analyst); deed (a
    doubtful name where something was done); or, where no gazetteer lists it, type-word ("Lin Ta
    village") or capitals (a name by its letters alone)."""

    @property
    def located(self) -> Place | None:
        """The place as it is drawn: with its spatial words where there are any."""
        return self.area or self.place

    @property
    def drawn(self) -> bool:
        """Whether the mention may be a mark on a map: literal, resolved, not boilerplate."""
        return (
            self.role == "literal"
            and self.status == "resolved"
            and self.place is not None
            and self.segment not in UNDRAWN_SEGMENTS
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor or target of a claim, with the words that name it."""

    id: str | None
    """Id in the actor table; None for an actor the table does not know."""
    name: str
    """Canonical name, or the words of the text when unknown."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a claim says it happened: an interval of days, both ends included."""

    start: date | None
    end: date | None
    precision: DatePrecision = "unknown"
    text: str | None = None
    """The time expression, as written; None when the date comes from publication."""
    basis: str = "unknown"
    """expression, publication, review (an analyst), or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so."""

    name: str
    start: int
    end: int
    cue: str
    """The word that attributes ("said", "according to")."""
    actor_id: str | None = None
    source: Attribution | None = None
    """The one quoted by this one ("A said B claimed")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count with its bounds; all None when the text gives none."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    text: str | None = None
    """The words ("at least nine")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement in one article: who did what to whom, where, when, said by whom."""

    id: str
    """``c1``, ``c2`` ... in text order, unique in its article."""
    type: str
    """Id in the event type table (`gazetteer/event_types.csv`)."""
    trigger: Span
    sentence: Span
    actors: tuple[ActorRef, ...] = ()
    targets: tuple[ActorRef, ...] = ()
    place: str | None = None
    """Id of the mention where it happened; None for no place."""
    place_reason: str | None = None
    """Why this mention, or why none."""
    place_score: float | None = None
    when: When = When(start=None, end=None)
    modality: Modality = "occurred"
    polarity: Polarity = "affirmed"
    modality_cue: str | None = None
    attribution: Attribution | None = None
    fatalities: Figure = Figure()
    figures: tuple[tuple[str, Figure], ...] = ()
    """Other counts by what they count: wounded, displaced, arrested."""
    segment: SegmentKind = "body"
    review: Review | None = None
    """What an analyst made of it; None when not reviewed. A dropped claim is in no event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims, of one or more articles, that speak of the same happening."""

    id: str
    """Hash of its claims' (article, trigger) pairs."""
    type: str
    claims: tuple[tuple[str, str], ...]
    """(article id, claim id), in article and text order; the first is the fullest."""
    place: Place | None
    place_mention: tuple[str, str] | None
    """(article id, mention id) that gave `place`."""
    when: When
    actors: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    modality: Modality
    polarity: Polarity
    attributed_to: tuple[str, ...] = ()
    fatalities: Figure = Figure()
    n_claims: int = 1
    n_sources: int = 1
    """Independent original sources, syndicated copies counted once."""
    score: float = 1.0
    """Least certain link that holds the event together, 0-1."""
    reasons: tuple[str, ...] = ()
    """Why claims were linked, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Everything found in one article."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that could not be read, and why; the run goes on."""

    name: str
    """File (and line) as a person would name it."""
    reason: str
    """One sentence that ends with what to do."""
