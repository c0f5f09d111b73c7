"""A made-up corpus of any size, the same for the same size: what the benches measure with.

Fifteen mentions an article, two in five of them the place of a claim; 800 places over Syria,
24 actors, 12 event types, 400 days; sentences of about 20 words, each its own, drawn from a
vocabulary as skewed as that of a language, so that they compress as news does.
"""

from __future__ import annotations

import itertools
import random
import runpy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from geomap.articles import text_digest
from geomap.events import link_claims
from geomap.model import (
    ActorRef,
    Annotation,
    Article,
    Candidate,
    Claim,
    Event,
    Mention,
    Place,
    Segment,
    Span,
    When,
)

MENTIONS_AN_ARTICLE = 15
CLAIMS_AN_ARTICLE = 6
PLACES = 800
TYPES = (
    "airstrike", "shelling", "armed_clash", "ambush", "bombing", "protest", "arrest", "meeting",
    "ceasefire", "displacement", "deployment", "aid_delivery",
)  # fmt: skip
MODALITIES = ("occurred",) * 8 + ("planned", "alleged", "threatened", "ongoing")
SYLLABLES = tuple(a + b for a in "bdfghklmnrstz" for b in ("a", "e", "i", "o", "u", "an", "ar"))


def corpus(mentions: int) -> tuple[list[Annotation], tuple[Event, ...], Any]:
    """Annotations with about `mentions` mentions, their events, and the actor table."""
    numbers = range(max(1, mentions // MENTIONS_AN_ARTICLE))
    found = [annotation(number) for number in numbers]
    table = actors()
    return found, link_claims(found, table, {}), table


@cache
def actors() -> Any:
    """24 actors of six sides, by id."""
    actor = runpy.run_path(str(Path(__file__).parents[1] / "layers" / "made_up.py"))["Actor"]
    ids = [f"A{n:02d}" for n in range(24)]
    known = {
        name: actor(name, f"Force {n:02d}", "armed_group", f"Side {n % 6}")
        for n, name in enumerate(ids)
    }
    return SimpleNamespace(by_id=known.get)


@cache
def _language() -> tuple[tuple[list[str], list[float]], list[Place]]:
    chance = random.Random(0)  # noqa: S311 - repeatable on purpose
    vocabulary = _vocabulary(chance)
    return vocabulary, _places(chance, vocabulary)


def _vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """5000 words, the short ones first, and how often each comes up to each (Zipf)."""
    made = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(9000)}
    words = chance.sample(sorted(made), 5000)
    words.sort(key=lambda word: len(word) + chance.uniform(0, 4))
    return words, list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))


def _places(chance: random.Random, vocabulary: tuple[list[str], list[float]]) -> list[Place]:
    names = chance.sample([word.capitalize() for word in vocabulary[0] if len(word) > 4], PLACES)
    return [
        Place(
            id=f"geonames:{number}", geonameid=number, name=name, kind="city",
            lat=round(chance.uniform(32.5, 37.0), 5), lon=round(chance.uniform(36.0, 42.0), 5),
            country="SY", admin1=f"Province {number % 14}",
            radius_km=chance.choice((1.0, 3.0, 8.0)),
            precision="near" if number % 10 == 0 else "exact",
        )
        for number, name in enumerate(names)
    ]  # fmt: skip


def annotation(number: int) -> Annotation:
    """What is found in an article; the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - repeatable on purpose
    vocabulary, places = _language()
    day = date(2018, 1, 1) + timedelta(days=number % 400)
    text, mentions, claims = "", [], []
    for n in range(MENTIONS_AN_ARTICLE):
        words = chance.choices(vocabulary[0], cum_weights=vocabulary[1], k=chance.randint(14, 26))
        place, actor = places[int(PLACES * chance.random() ** 3)], chance.randrange(24)
        who, trigger = f"Force {actor:02d}", words[0]
        sentence = f"{who} {trigger} in {place.name} {' '.join(words[1:])}."
        start = len(text)
        text += sentence + ("\n\n" if n % 5 == 4 else " ")
        low = start + sentence.index(f"in {place.name}") + 3
        mentions.append(
            Mention(
                id=f"m{n + 1}", start=low, end=low + len(place.name), text=place.name,
                role="literal", role_cue="in", status="resolved", place=place,
                score=round(chance.uniform(0.5, 1.0), 4),
                alternatives=(Candidate(place=places[(n * 7 + number) % PLACES], score=0.08),),
            )
        )  # fmt: skip
        if n % 5 < CLAIMS_AN_ARTICLE * 5 // MENTIONS_AN_ARTICLE:
            at = start + len(who) + 1
            claims.append(
                Claim(
                    id=f"c{n + 1}", type=TYPES[(actor * 5 + n) % len(TYPES)],
                    trigger=Span(start=at, end=at + len(trigger), text=trigger),
                    sentence=Span(start=start, end=start + len(sentence), text=sentence),
                    actors=(ActorRef(id=f"A{actor:02d}", name=who, start=start, end=at - 1),),
                    place=f"m{n + 1}", place_reason="same clause",
                    when=When(start=day, end=day, precision="day", basis="publication"),
                    modality=chance.choice(MODALITIES),  # type: ignore[arg-type]
                    polarity="denied" if chance.random() < 0.03 else "affirmed",
                )
            )  # fmt: skip
    article = Article(
        id=f"a{number:06d}", text=text, title=f"Report {number} of {day}", published=day,
        source=f"Outlet {number % 20}", url=f"https://example.org/{number}", language="en",
        sha256=text_digest(text), segments=(Segment(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    return Annotation(article=article, mentions=tuple(mentions), claims=tuple(claims))
