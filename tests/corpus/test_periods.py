"""Events linked week by week, with what earlier builds know, are those linked at once."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from geomap.articles import TextPrint, text_digest
from geomap.config import Config
from geomap.corpus.blocks import Blocks, Period
from geomap.corpus.made import Made
from geomap.corpus.periods import Periods, _Part
from geomap.corpus.shelves import BLOCK_LAYERS, PERIOD_LAYERS, Shelves
from geomap.events import link_claims
from geomap.events.linking.link import link_period, told_in
from geomap.gazetteer import open_gazetteer
from geomap.gazetteer.actors import ActorTable, open_actors
from geomap.layers import SCHEMA, SPATIAL, Protection, build_layers
from geomap.layers.geoparquet import read_geoparquet
from geomap.model import ActorRef, Annotation, Article, Claim, Mention, Place, Span, When
from geomap.review import Reviews
from geomap.store import Codec, EventChange, Listed, Store, StoreDamaged

#: Three villages in a row, each near the next, and a town far away.
PLACES = [
    Place(id=f"x:{n}", name=f"Village {n}", kind="city", lat=35.7, lon=36.3 + n / 20, radius_km=2)
    for n in range(3)
] + [Place(id="x:far", name="Town", kind="city", lat=33.0, lon=40.0, radius_km=5)]
ACTORS = [None, "RU-FORCES", "TR-FORCES"]
FIRST = date(2018, 9, 3)
#: Type, place, day after `FIRST` (None for none), length in days, actor.
Said = tuple[str, int | None, int | None, int, int]
SAID = st.tuples(
    st.sampled_from(["airstrike", "shelling"]),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 30),
    st.sampled_from([0, 0, 0, 3, 12, 40]),
    st.integers(0, 2),
)
NONE: Mapping[str, str] = {}
CORPUS = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(SAID, max_size=3), min_size=1)


@pytest.fixture(scope="module")
def actors() -> ActorTable:
    """The table that comes with geomap."""
    return open_actors(Config())


def annotation(name: str, claims: list[Said]) -> Annotation:
    """An article that makes these claims, a sentence each."""
    text, mentions, made = f"Report {name}: {claims}. ", [], []
    for number, (kind, place, day, length, who) in enumerate(claims, 1):
        start, actor = len(text), ACTORS[who]
        sentence = f"They struck, says claim {number} of {name}. "
        text += sentence
        if place is not None:
            mentions.append(
                Mention(
                    id=f"m{number}", start=start, end=start + 4, text="They", role="literal",
                    status="resolved", place=PLACES[place], score=0.9,
                )
            )  # fmt: skip
        since = FIRST + timedelta(days=day) if day is not None else None
        until = since + timedelta(days=length) if since else None
        made.append(
            Claim(
                id=f"c{number}", type=kind, place=None if place is None else f"m{number}",
                trigger=Span(start=start + 5, end=start + 11, text="struck"),
                sentence=Span(start=start, end=len(text), text=sentence),
                when=When(start=since, end=until, precision="days" if since else "unknown"),
                actors=(ActorRef(id=actor, name=actor, start=start, end=start),) if actor else (),
            )
        )  # fmt: skip
    published = FIRST if len(claims) % 2 else None
    article = Article(id=name, text=text, published=published, sha256=text_digest(text))
    return Annotation(article=article, mentions=tuple(mentions), claims=tuple(made))


def built(
    store: Store, found: list[Annotation], actors: ActorTable, copies: Mapping[str, str] = NONE
) -> tuple[dict[str, pd.DataFrame], int, list[EventChange]]:
    """Layers of a build, how many weeks were linked for it, and which events changed."""
    store.begin()
    codec = Codec()
    for one in found:
        content = one.article.text.encode()
        listed = Listed(id=one.article.id, sha256=one.article.sha256, content=content)
        store.list_article(listed)
        store.put(content, codec.pack(one), TextPrint(runs=b"", signature=b""))
    reviews = Reviews([], open_gazetteer(Config()), actors, [])
    blocks = Blocks(store=store, reviews=reviews, actors=actors, shown=Protection(), copies=copies)
    blocks.prepare()
    periods = Periods(store=store, blocks=blocks, actors=actors)
    kept = {key for (key,) in store._db.execute("SELECT key FROM fragments")}
    periods.link()
    shelves = Shelves(store=store, blocks=blocks, periods=periods)
    shelves.prepare()
    made = Made(store=store, actors=actors, blocks=blocks, periods=periods, shelves=shelves)
    made.count()
    store.finish(periods.keys)
    frames = {name: pd.DataFrame(frame) for name, frame in made.summed.items()}
    for kinds in (BLOCK_LAYERS, PERIOD_LAYERS):
        for name, keys in shelves.partitions(kinds):
            read: Any = read_geoparquet if name in SPATIAL else pd.read_parquet
            files = [io.BytesIO(shelves.partition(name, key)) for key in keys]
            frames[name] = pd.concat([pd.DataFrame(read(file)) for file in files])
    frames = {name: in_order(name, frame) for name, frame in frames.items()}
    return frames, len(set(periods.keys) - kept), [*store.changed_events()]


def at_once(
    found: list[Annotation], actors: ActorTable, copies: Mapping[str, str] = NONE
) -> dict[str, pd.DataFrame]:
    """The layers of the same articles, linked in one go."""
    layers = build_layers(found, link_claims(found, actors, copies), actors, copies)
    return {name: in_order(name, pd.DataFrame(getattr(layers, name))) for name in SCHEMA}


def in_order(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows by their ids: partitions of events follow each other in time."""
    keys = ["event_id", "part", "actor_id"] if name == "event_actors" else [SCHEMA[name][0].name]
    return frame.sort_values(keys, ignore_index=True)


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(corpora=st.lists(CORPUS, min_size=1, max_size=3), most=st.sampled_from([0, 3, 4000]))
def test_events_are_those_linked_at_once(
    corpora: list[dict[str, list[Said]]],
    most: int,
    actors: ActorTable,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever was linked before, whichever weeks are taken from the store or linked by days."""
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patched, Store(folder, b"recipe") as store:
        patched.setattr("geomap.corpus.periods._MOST", most)
        for corpus in corpora:
            found = [annotation(name, corpus[name]) for name in sorted(corpus)]
            frames, _, _ = built(store, found, actors)
            for name, expected in at_once(found, actors).items():
                pd.testing.assert_frame_equal(expected, frames[name])


def test_a_raid_of_several_days_is_known_on_each_day_of_a_large_week(
    actors: ActorTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linked day by day, what began on Monday is still there when Tuesday tells of it."""
    found = [
        annotation("a", [("airstrike", 0, 0, 3, 1)]),
        annotation("b", [("airstrike", 0, 1, 0, 1)]),
    ]
    monkeypatch.setattr("geomap.corpus.periods._MOST", 0)
    with Store(tmp_path, b"recipe") as store:
        frames, _, _ = built(store, found, actors)

    for name, expected in at_once(found, actors).items():
        pd.testing.assert_frame_equal(expected, frames[name])


@pytest.mark.parametrize("most", [0, 4000])
def test_what_turns_out_a_copy_is_no_source_any_more(
    actors: ActorTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """In its week, in those that its raid is handed on to, and back when its original goes."""
    monkeypatch.setattr("geomap.corpus.periods._MOST", most)
    found = [
        annotation("a", [("airstrike", 0, 0, 12, 1)]),
        annotation("b", [("airstrike", 0, 1, 12, 1)]),
        annotation("c", [("airstrike", 0, 9, 0, 1), ("shelling", 3, 20, 0, 1)]),
        annotation("d", [("shelling", 3, 20, 0, 1)]),
        annotation("e", []),
        annotation("f", []),
    ]
    with Store(tmp_path, b"recipe") as store:
        for pair in ("", "ef", "ab", "cd", ""):
            copies = dict.fromkeys(pair, pair[:1])
            frames, _, _ = built(store, found, actors, copies)
            for name, expected in at_once(found, actors, copies).items():
                pd.testing.assert_frame_equal(expected, frames[name])


@pytest.mark.parametrize("most", [0, 4000])
def test_a_claim_that_is_another_links_its_week_again(
    actors: ActorTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Of another type, by another actor, elsewhere: the same article on the same day."""
    monkeypatch.setattr("geomap.corpus.periods._MOST", most)
    claims: list[Said] = [
        ("airstrike", 0, 1, 0, 1),
        ("shelling", 0, 1, 0, 1),
        ("shelling", 0, 1, 0, 2),
        ("shelling", 3, 1, 0, 2),
    ]
    with Store(tmp_path, b"recipe") as store:
        for claim in claims:
            found = [annotation("a", [claim]), annotation("b", [("airstrike", 0, 1, 0, 1)])]
            frames, _, _ = built(store, found, actors)
            for name, expected in at_once(found, actors).items():
                pd.testing.assert_frame_equal(expected, frames[name])


def test_the_key_of_a_week_is_what_it_is_linked_of(actors: ActorTable) -> None:
    """Its claims, what the week before hands on and the rows of that, and which are copies."""

    def handed(kind: str) -> bytes:
        told = told_in(annotation("a", [(kind, 0, 0, 12, 1)]))
        return msgspec.msgpack.encode(link_period([*told], [], FIRST, actors, {})[1])

    def key(name: str = "week", about: str = "", **others: Any) -> bytes:
        made = {"handed": handed("airstrike"), "rows": b"1", "claims": b"1", "copies": {}} | others
        parts = {"handed": made["handed"], "handed claims": made["rows"]}
        blocks = SimpleNamespace(
            about=about,
            copies=made["copies"],
            periods={name: Period(sections={"day": hashlib.blake2b(made["claims"])})},
        )
        store = SimpleNamespace(part=lambda _key, part: parts[part])
        periods = Periods(store=store, blocks=blocks, actors=actors)  # type: ignore[arg-type]
        return periods._key(_Part(name, name, ["day"], made.get("end")), b"before")

    others = [
        key("another week"),
        key(about="other code"),
        key(handed=handed("shelling")),
        key(rows=b"2"),
        key(claims=b"2"),
        key(copies={"a": "a"}),
        key(end=FIRST),
    ]

    assert 8 == len({key(), *others})


def test_an_article_of_another_block_tells_of_the_same_raid(
    actors: ActorTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks of one article: the event of the first is another once the second has come."""
    monkeypatch.setattr("geomap.store.fragments._USUAL", 2)
    found = [annotation(name, [("airstrike", 0, 1, 0, 1)]) for name in "abc"]
    with Store(tmp_path, b"recipe") as store:
        for some in (found[1:2], found[:2], found):
            frames, _, _ = built(store, some, actors)
            for name, expected in at_once(some, actors).items():
                pd.testing.assert_frame_equal(expected, frames[name])


def test_a_new_article_links_its_weeks_alone(actors: ActorTable, tmp_path: Path) -> None:
    """Twenty weeks of raids: one more in the tenth costs that week and what it hands on."""
    found = [annotation(f"a{n:02}", [("airstrike", 0, 7 * n, 0, 1)]) for n in range(20)]
    with Store(tmp_path, b"recipe") as store:
        _, first, _ = built(store, found, actors)
        found.append(annotation("b", [("airstrike", 0, 70, 0, 1)]))
        _, second, changes = built(store, found, actors)

    assert 21 == first
    assert 1 <= second <= 2
    assert [] == [change.change for change in changes]  # one more claim of a known raid


def test_events_that_change_are_told(actors: ActorTable, tmp_path: Path) -> None:
    """New ones, gone ones, and nothing of the weeks that are as they were."""
    found = [annotation(f"a{n:02}", [("airstrike", 0, 7 * n, 0, 1)]) for n in range(5)]
    with Store(tmp_path, b"recipe") as store:
        built(store, found, actors)
        news = [*found[:4], annotation("b", [("shelling", 3, 1, 0, 1)])]
        _, _, changes = built(store, news, actors)
        _, _, nothing = built(store, news, actors)

    assert {("new", "shelling"), ("gone", "airstrike")} == {
        (one.change, one.event.type) for one in changes
    }
    assert 2 == len(changes)
    assert [] == nothing


def test_a_damaged_link_is_found_and_made_again(actors: ActorTable, tmp_path: Path) -> None:
    """Which event a claim is of has a checksum, too; the next try has it from the events."""
    found = [annotation(f"a{n:02}", [("airstrike", 0, 7 * n, 0, 1)]) for n in range(3)]
    with Store(tmp_path, b"recipe") as store:
        before, _, _ = built(store, found, actors)
        flipped = "UPDATE links SET body=CAST(x'91' || substr(body, 2, 8) || x'a5' AS BLOB)"
        store._db.execute(flipped + " WHERE article='a01'")
        with pytest.raises(StoreDamaged, match="computed again"):
            built(store, found, actors)
        after, _, _ = built(store, found, actors)

    pd.testing.assert_frame_equal(before["claims"], after["claims"])
