"""A small made-up war in records, for the tests of layers, maps and pages.

Read it with ``runpy.run_path``: the test folders are no packages. Everything that a text can
say passes through `words`, so that a test can put a hostile string into every field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import shapely

from geomap.layers import Layers, build_layers
from geomap.model import (
    ActorRef,
    Annotation,
    Article,
    Attribution,
    Candidate,
    Claim,
    Event,
    Figure,
    Mention,
    Place,
    Relation,
    Segment,
    Span,
    When,
)

Words = Callable[[str], str]


@dataclass(frozen=True)
class Actor:
    """An actor as the table gives it."""

    id: str
    name: str
    kind: str
    side: str | None
    parent: str | None = None
    country: str | None = None


class Actors:
    """Three actors of two sides."""

    def __init__(self, words: Words) -> None:
        known = [
            Actor("SYR-GOV", "Syrian government", "government", "Syrian government and allies",
                  country="SY"),
            Actor("RUS", "Russia", "state", "Syrian government and allies", country="RU"),
            Actor("HTS", "Hayat Tahrir al-Sham", "armed_group", "Opposition"),
        ]  # fmt: skip
        self._known = {a.id: replace(a, name=words(a.name), side=words(str(a.side))) for a in known}

    def by_id(self, actor_id: str) -> Actor | None:
        """The actor, None when unknown."""
        return self._known.get(actor_id)


def places(words: Words) -> dict[str, Place]:
    """A village near a town, a province, a river, a country, two towns and a capital."""
    idlib = shapely.Polygon([(36.2, 35.4), (37.0, 35.4), (37.1, 36.3), (36.4, 36.3)])
    syria = shapely.Polygon([(35.8, 32.4), (38.8, 33.4), (42.3, 37.2), (36.6, 36.8)])
    river = shapely.LineString([(38.0, 36.8), (38.2, 36.0), (39.0, 35.9), (40.2, 35.3)])
    made = [
        Place(id="geonames:1", name="Jisr al-Shughour", kind="city", lat=35.81, lon=36.32,
              country="SY", admin1="Idlib", radius_km=8.0, precision="near"),
        Place(id="admin1:SY/idlib", name="Idlib", kind="admin1", lat=35.9, lon=36.6,
              country="SY", admin1="Idlib", radius_km=45.0, precision="province",
              geometry=shapely.to_wkb(idlib)),
        Place(id="geomap:river/euphrates", name="Euphrates", kind="river", lat=35.95, lon=38.9,
              radius_km=120.0, precision="linear", geometry=shapely.to_wkb(river)),
        Place(id="country:SY", name="Syria", kind="country", lat=35.0, lon=38.5, country="SY",
              radius_km=300.0, precision="country", geometry=shapely.to_wkb(syria)),
        Place(id="geonames:2", name="Afrin", kind="city", lat=36.51, lon=36.87, country="SY",
              admin1="Aleppo", radius_km=3.0, precision="exact"),
        Place(id="geonames:3", name="Tehran", kind="city", lat=35.69, lon=51.42, country="IR",
              radius_km=15.0, precision="exact"),
        Place(id="geonames:4", name="Moscow", kind="city", lat=55.75, lon=37.62, country="RU",
              radius_km=20.0, precision="exact"),
    ]  # fmt: skip
    return {
        place.name: replace(
            place, name=words(place.name), admin1=place.admin1 and words(place.admin1)
        )
        for place in made
    }


class Writer:
    """Composes an article of sentences, keeping the offsets of what it names."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.text = ""
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self._at: dict[str, int] = {}

    def say(self, sentence: str) -> Span:
        """Add a sentence; names in it can be found again with `find`."""
        start = len(self.text)
        self.text += self.words(sentence)
        self._at[sentence] = start
        span = Span(start=start, end=len(self.text), text=self.text[start:])
        self.text += "\n\n"
        return span

    def whole(self, sentence: str) -> tuple[int, int]:
        """Offsets of a sentence that was said."""
        start = self._at[sentence]
        return start, start + len(self.words(sentence))

    def find(self, sentence: str, name: str) -> tuple[int, int]:
        """Offsets of `name` in a sentence that was said; of all of it when words changed."""
        start = self._at[sentence]
        said = self.words(sentence)
        at = said.find(name)
        return (start + at, start + at + len(name)) if at >= 0 else self.whole(sentence)


FIGHT = "Government aircraft bombed a village near Jisr al-Shughour and killed nine people."
DENIAL = "Russia denied that its army had shelled Afrin."
SUMMIT = "The presidents will meet in Tehran on Friday."
PROVINCE = "Fighters of Hayat Tahrir al-Sham dug trenches across Idlib province."
RIVER = "Boats on the Euphrates carried people from ar-Raqqa (الرقة) to safety."
COUNTRY = "The war in Syria goes on, said Moscow."
NOWHERE = "Hayat Tahrir al-Sham arrested two of its critics."
FOOTER = "Read also our report from Afrin."


def corpus(words: Words = str) -> list[Annotation]:
    """Two articles: a report with claims of every kind, and a copy of its first claim."""
    return [_report(words), _copy(words)]


def _report(words: Words) -> Annotation:
    where, w = places(words), Writer(words)
    for sentence in (FIGHT, DENIAL, SUMMIT, PROVINCE, RIVER, COUNTRY, NOWHERE, FOOTER):
        w.say(sentence)

    def mention(number: int, sentence: str, name: str, **more: object) -> Mention:
        start, end = w.find(sentence, name)
        given: dict[str, object] = {
            "role": "literal", "role_cue": words("in"), "status": "resolved", "score": 0.9,
        } | more  # fmt: skip
        return Mention(id=f"m{number}", start=start, end=end, text=w.text[start:end], **given)  # type: ignore[arg-type]

    start = w.find(FIGHT, "near")[0]
    end = w.find(FIGHT, "Jisr al-Shughour")[1]
    other = Candidate(place=where["Afrin"], score=0.06)
    mentions = (
        mention(1, FIGHT, "Jisr al-Shughour", place=where["Jisr al-Shughour"],
                relation=Relation(kind="near", start=start, end=end), alternatives=(other,)),
        mention(2, DENIAL, "Russia", role="metonym", actor_id="RUS", status="filtered",
                reason="actor"),
        mention(3, DENIAL, "Afrin", place=where["Afrin"]),
        mention(4, SUMMIT, "Tehran", place=where["Tehran"]),
        mention(5, PROVINCE, "Idlib province", place=where["Idlib"]),
        mention(6, RIVER, "Euphrates", place=where["Euphrates"]),
        mention(7, RIVER, "ar-Raqqa", status="unresolved", reason="unknown_name", score=None),
        mention(8, COUNTRY, "Syria", place=where["Syria"]),
        mention(9, COUNTRY, "Moscow", role="metonym", place=where["Moscow"], actor_id="RUS"),
        mention(10, FOOTER, "Afrin", place=where["Afrin"], segment="boilerplate"),
    )  # fmt: skip

    def claim(number: int, kind: str, sentence: str, trigger: str, **more: object) -> Claim:
        low, high = w.whole(sentence)
        start, end = w.find(sentence, trigger)
        return Claim(
            id=f"c{number}", type=kind, trigger=Span(start=start, end=end, text=w.text[start:end]),
            sentence=Span(start=low, end=high), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def ref(sentence: str, name: str, actor_id: str | None, called: str) -> ActorRef:
        start, end = w.find(sentence, name)
        return ActorRef(id=actor_id, name=words(called), start=start, end=end)

    day = date(2018, 9, 4)
    said = Attribution(name=words("Russia"), start=0, end=0, cue=words("denied"))
    claims = (
        claim(1, "airstrike", FIGHT, "bombed", place="m1", place_reason=words("same clause"),
              actors=(ref(FIGHT, "Government", "SYR-GOV", "Syrian government"),),
              targets=(ref(FIGHT, "a village", None, "a village"),),
              when=When(start=day, end=day, precision="day", basis="publication"),
              fatalities=Figure(best=9, low=9)),
        claim(2, "shelling", DENIAL, "shelled", place="m3", polarity="denied",
              modality="alleged", attribution=said,
              actors=(ref(DENIAL, "Russia", "RUS", "Russia"),)),
        claim(3, "meeting", SUMMIT, "meet", place="m4", modality="planned",
              when=When(start=date(2018, 9, 7), end=date(2018, 9, 7), precision="day",
                        text=words("Friday"), basis="expression")),
        claim(4, "fortification", PROVINCE, "dug", place="m5",
              actors=(ref(PROVINCE, "Hayat Tahrir al-Sham", "HTS", "Hayat Tahrir al-Sham"),)),
        claim(5, "displacement", RIVER, "carried", place="m6", modality="alleged"),
        claim(6, "fighting", COUNTRY, "war", place="m8", modality="ongoing"),
        claim(7, "arrest", NOWHERE, "arrested", place=None, place_reason=words("none named"),
              actors=(ref(NOWHERE, "Hayat Tahrir al-Sham", "HTS", "Hayat Tahrir al-Sham"),)),
    )  # fmt: skip
    body = w.text.index(words(FOOTER), w.find(NOWHERE, NOWHERE)[1])
    article = Article(
        id="report", text=w.text, title=words("A week of raids"), published=day,
        source=words("The Levant Courier"), url="https://example.org/raids?a=1&b=2",
        language="en", sha256="0" * 64,
        segments=(Segment(start=0, end=body, kind="body"),
                  Segment(start=body, end=len(w.text), kind="boilerplate")),
    )  # fmt: skip
    return Annotation(article=article, mentions=mentions, claims=claims)


def _copy(words: Words) -> Annotation:
    where, w = places(words), Writer(words)
    sentence = w.say(FIGHT)
    start, end = w.find(FIGHT, "Jisr al-Shughour")
    mention = Mention(
        id="m1", start=start, end=end, text=w.text[start:end], role="literal", status="resolved",
        place=where["Jisr al-Shughour"], score=0.8,
    )  # fmt: skip
    start, end = w.find(FIGHT, "bombed")
    claim = Claim(
        id="c1", type="airstrike", trigger=Span(start=start, end=end, text=w.text[start:end]),
        sentence=sentence, place="m1",
    )  # fmt: skip
    article = Article(
        id="copy", text=w.text, title=None, published=date(2018, 9, 5), sha256="1" * 64
    )
    return Annotation(article=article, mentions=(mention,), claims=(claim,))


def events(found: list[Annotation]) -> list[Event]:
    """One event a claim of the report; its first also holds the copy's."""
    report, _copied = found
    made = []
    for claim in report.claims:
        mention = next((m for m in report.mentions if m.id == claim.place), None)
        twice = claim.id == "c1"
        claims = (("report", claim.id), *([("copy", "c1")] if twice else []))
        said = (claim.attribution.name,) if claim.attribution else ()
        made.append(
            Event(
                id=f"event-{claim.id}", type=claim.type, claims=claims,
                place=mention.place if mention else None,
                place_mention=("report", mention.id) if mention else None,
                when=claim.when, actors=claim.actors, targets=claim.targets,
                modality=claim.modality, polarity=claim.polarity, attributed_to=said,
                fatalities=claim.fatalities, n_claims=len(claims),
            )
        )  # fmt: skip
    return made


def layers(words: Words = str) -> Layers:
    """The layers of the made-up war."""
    found = corpus(words)
    return build_layers(found, events(found), Actors(words), {"report": "report", "copy": "report"})
