"""Claims are linked where they agree, and kept apart where what they say differs."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from geomap.config import Config
from geomap.events import link_claims
from geomap.gazetteer.actors import open_actors
from geomap.model import (
    ActorRef,
    Annotation,
    Article,
    Attribution,
    Claim,
    Figure,
    Mention,
    Place,
    Span,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer.actors import ActorTable
    from geomap.model import DatePrecision, Event

PUBLISHED = date(2018, 9, 5)
MONDAY = When(start=date(2018, 9, 3), end=date(2018, 9, 3), precision="day")
TUESDAY = When(start=date(2018, 9, 4), end=date(2018, 9, 4), precision="day")
SPOTS = {
    "Innab": Place(
        id="x:innab",
        name="Innab",
        kind="city",
        lat=35.70,
        lon=36.38,
        radius_km=2,
        country="SY",
        admin1="Idlib",
    ),
    "Idlib": Place(
        id="x:idlib",
        name="Idlib",
        kind="admin1",
        lat=35.8,
        lon=36.7,
        radius_km=60,
        country="SY",
        precision="province",
    ),
    "Shamsa": Place(  # about five kilometres from Innab
        id="x:shamsa", name="Shamsa", kind="city", lat=35.66, lon=36.41, radius_km=2, country="SY"
    ),
    "Hama": Place(
        id="x:hama", name="Hama", kind="city", lat=35.13, lon=36.76, radius_km=5, country="SY"
    ),
}
#: One sentence, and its verb, for claims that are told in one breath.
SENTENCE = Span(start=0, end=90, text="Two bombs fell, killing four")
VERB = Span(start=10, end=14, text="fell")
RUSSIA = ActorRef(id="RU-FORCES", name="Russian forces", start=0, end=0)
TURKEY = ActorRef(id="TR-FORCES", name="Turkish forces", start=0, end=0)
MONITOR = Attribution(name="Observatory", start=0, end=0, cue="said", actor_id="SOHR")


@pytest.fixture(scope="module")
def actors() -> ActorTable:
    """The table that comes with geomap."""
    return open_actors(Config())


def claim(place: str | None = "Innab", **said: Any) -> tuple[str | None, dict[str, Any]]:
    """A claim of an air strike on Monday, with what a test says of it."""
    return place, {"type": "airstrike", "when": MONDAY, **said}


def linked(
    actors: ActorTable,
    *articles: Sequence[tuple[str | None, dict[str, Any]]],
    groups: dict[str, str] | None = None,
    published: date | None = PUBLISHED,
) -> tuple[Event, ...]:
    """The events of articles that make these claims and nothing else."""
    return link_claims(
        [annotation(f"a{n}", claims, published) for n, claims in enumerate(articles)],
        actors,
        groups or {},
    )


def annotation(
    name: str, claims: Sequence[tuple[str | None, dict[str, Any]]], published: date | None
) -> Annotation:
    """An article with a mention and a sentence of its own for each claim."""
    offset = count(0, 100)
    mentions, made = [], []
    for number, (place, said) in enumerate(claims):
        start = next(offset)
        if place:
            mentions.append(
                Mention(
                    id=f"m{number}", start=start, end=start + 5, text=place, role="literal",
                    status="resolved", place=SPOTS[place],
                )
            )  # fmt: skip
        made.append(
            Claim(
                id=f"c{number}",
                place=f"m{number}" if place else None,
                **{
                    "trigger": Span(start=start + 10, end=start + 16, text="bombed"),
                    "sentence": Span(start=start, end=start + 90, text=f"{name} {number}"),
                    **said,
                },
            )
        )
    article = Article(id=name, text=" " * 2000, published=published)
    return Annotation(article=article, mentions=tuple(mentions), claims=tuple(made))


def test_the_same_deed_told_by_two_outlets_is_one_event_of_two_sources(
    actors: ActorTable,
) -> None:
    """Same kind, day, place and actor: one event that keeps both claims and says why."""
    told = claim(actors=(RUSSIA,))

    (event,) = linked(actors, [told], [told])

    assert (2, 2) == (event.n_claims, event.n_sources)
    assert ["'bombed' and 'bombed': same type, same days, same place, same actors"] == list(
        event.reasons
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (claim(), claim(when=TUESDAY)),
        (claim(), claim("Hama")),
        (claim(), claim(None)),
        (claim(), claim(type="shelling")),
        (claim(), claim(type="killing", when=TUESDAY)),
        (claim(), claim("Shamsa", type="killing")),
        (claim(), claim(type="killing", when=When(start=None, end=None))),
        (claim(), claim(type="abduction")),
        (claim(actors=(RUSSIA,)), claim(actors=(TURKEY,))),
        (claim(fatalities=Figure(low=3, best=3, high=3)), claim(fatalities=Figure(low=9))),
        (claim(), claim(modality="planned")),
        (claim(), claim(polarity="denied")),
        (
            claim(when=When(start=date(2018, 9, 1), end=date(2018, 9, 30), precision="month")),
            claim(),
        ),
    ],
    ids=[
        "day",
        "place",
        "no place",
        "type",
        "other day's dead",
        "dead next door",
        "dead any day",
        "no kin",
        "actor",
        "toll",
        "plan",
        "denial",
        "sum of a month",
    ],
)
def test_what_is_said_differently_is_kept_apart(
    one: tuple[str | None, dict[str, Any]],
    two: tuple[str | None, dict[str, Any]],
    actors: ActorTable,
) -> None:
    """Claims that exclude each other are two events."""
    assert 2 == len(linked(actors, [one, two]))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (claim("Innab", actors=(RUSSIA,)), claim("Shamsa", actors=(RUSSIA,))),
        (claim(actors=(RUSSIA,)), claim()),
        (claim(), claim(modality="alleged")),
        (claim(), claim(when=When(start=None, end=None))),
        (claim(fatalities=Figure(low=9)), claim(fatalities=Figure(low=11, best=11, high=11))),
    ],
    ids=["next village", "no actor", "alleged", "no day", "at least nine and eleven"],
)
def test_what_one_leaves_open_does_not_part_them(
    one: tuple[str | None, dict[str, Any]],
    two: tuple[str | None, dict[str, Any]],
    actors: ActorTable,
) -> None:
    """Claims that fit together, one saying more than the other, are one event."""
    assert 1 == len(linked(actors, [one, two]))


@pytest.mark.parametrize("outcome", ["killing", "destruction", "attack"])
def test_a_raid_and_what_came_of_it_are_one_event(outcome: str, actors: ActorTable) -> None:
    """Kin of one day and place are one event, which is of the deed's own type and says why."""
    (event,) = linked(actors, [claim(type=outcome, actors=(RUSSIA,))], [claim(actors=(RUSSIA,))])

    assert ("airstrike", 2, 2) == (event.type, event.n_claims, event.n_sources)
    assert f"kin types, {outcome} and airstrike" in event.reasons[0]


def test_a_meeting_and_its_agreement_are_one_event(actors: ActorTable) -> None:
    """Talks, a meeting and what was agreed on one day at one place are one event."""
    said = [claim(type=kind, actors=(RUSSIA, TURKEY)) for kind in ("meeting", "agreement", "talks")]

    assert [3] == [event.n_claims for event in linked(actors, said)]


@pytest.mark.parametrize(("kind", "targets"), [("talks", 0), ("armed_clash", 1)])
def test_who_meets_somebody_is_met_by_him(kind: str, targets: int, actors: ActorTable) -> None:
    """Of what both sides do nobody is doer and target at once; of a fight both tell who began."""
    hosts = [claim(type=kind, actors=(RUSSIA,), targets=(TURKEY,))]
    both = [claim(type=kind, actors=(RUSSIA, TURKEY))]

    assert [targets] == [len(event.targets) for event in linked(actors, hosts, both)]


def test_one_deed_at_two_places_is_two_events(actors: ActorTable) -> None:
    """As in "shelled Innab and Shamsa": neighbours though they are, each has its event."""
    told = [claim(place, trigger=VERB, sentence=SENTENCE) for place in ("Innab", "Shamsa")]
    apart = [claim(place, sentence=SENTENCE) for place in ("Innab", "Shamsa")]

    assert (2, 1) == (len(linked(actors, told)), len(linked(actors, apart)))


def test_what_one_sentence_says_came_of_a_deed_is_of_the_deed(actors: ActorTable) -> None:
    """As in "two bombs fell, killing four", wherever it was; another sentence tells of others."""
    fell = claim(None, type="shelling", sentence=SENTENCE)
    killing = {"type": "killing", "when": When(start=None, end=None)}

    assert 1 == len(linked(actors, [fell, claim(None, sentence=SENTENCE, **killing)]))
    assert 2 == len(linked(actors, [fell, claim(None, **killing)]))


def test_a_headline_names_the_place_of_its_article_more_roughly(actors: ActorTable) -> None:
    """A raid "in Idlib" in the title is that on Innab below; in the text it is another."""
    below = claim("Innab")

    assert 1 == len(linked(actors, [claim("Idlib", segment="title"), below]))
    assert 2 == len(linked(actors, [claim("Idlib"), below]))


def test_undated_visits_of_two_ministers_are_two(actors: ActorTable) -> None:
    """Who is named differently met apart, though one government sent both."""
    never = When(start=None, end=None)
    one = ActorRef(id="RU-FORCES", name="Russian forces", start=0, end=0)
    two = ActorRef(id="RU-GOV", name="Government of Russia", start=0, end=0)
    visits = [claim(type="meeting", when=never, actors=(who,)) for who in (one, two)]
    dated = claim(type="meeting", when=TUESDAY, actors=(two,))

    assert 2 == len(linked(actors, visits))
    assert 2 == len(linked(actors, [visits[0], dated]))
    assert 1 == len(linked(actors, [visits[0], visits[0]]))


def test_an_undated_claim_is_no_part_of_what_was_long_ago(actors: ActorTable) -> None:
    """What a report tells without a date is of its own days, not of 2016."""
    past = When(start=date(2016, 8, 1), end=date(2016, 8, 1), precision="day")
    undated = claim(when=When(start=None, end=None))

    assert 2 == len(linked(actors, [claim(when=past), undated]))


@pytest.mark.parametrize("precision", ["week", "month"])
def test_sums_link_with_sums(precision: DatePrecision, actors: ActorTable) -> None:
    """Two reports of one month's raids are one event."""
    month = When(start=date(2018, 8, 1), end=date(2018, 8, 31), precision=precision)

    assert 1 == len(linked(actors, [claim(when=month)], [claim(when=month)]))


def test_a_report_and_the_one_it_quotes_are_one_source(actors: ActorTable) -> None:
    """An article that tells in its own words what it has from a monitor is no second witness."""
    (event,) = linked(actors, [claim(attribution=MONITOR), claim()])

    assert (2, 1) == (event.n_claims, event.n_sources)


def test_two_articles_that_quote_one_monitor_are_one_source(actors: ActorTable) -> None:
    """Corroboration counts who saw it, not who printed it."""
    (event,) = linked(actors, [claim(attribution=MONITOR)], [claim(attribution=MONITOR)])

    assert (2, 1) == (event.n_claims, event.n_sources)


def test_part_of_an_actor_is_that_actor(actors: ActorTable) -> None:
    """One says Russia's forces, the other its government: one deed; a stranger's is another."""
    government = ActorRef(id="RU-GOV", name="Russia", start=0, end=0)
    strangers = ActorRef(id=None, name="Strangers", start=0, end=0)

    assert 1 == len(linked(actors, [claim(actors=(RUSSIA,))], [claim(actors=(government,))]))
    assert 2 == len(linked(actors, [claim(actors=(RUSSIA,))], [claim(actors=(strangers,))]))
    assert 1 == len(linked(actors, [claim(actors=(strangers,))], [claim(actors=(strangers,))]))


def test_the_weakest_member_decides(actors: ActorTable) -> None:
    """A claim without an actor joins one of two raids and never makes them one."""
    events = linked(actors, [claim(actors=(RUSSIA,)), claim(), claim(actors=(TURKEY,))])

    assert [1, 2] == sorted(event.n_claims for event in events)


def test_the_same_toll_makes_a_link_surer(actors: ActorTable) -> None:
    """Two reports that count nine dead are likelier of one raid than two that count nobody."""
    nine = Figure(low=None, best=9, high=None, text="nine")
    (without,) = linked(actors, [claim()], [claim()])
    (same,) = linked(actors, [claim(fatalities=nine)], [claim(fatalities=nine)])

    assert 0.5 < without.score < same.score


def test_the_order_of_articles_does_not_matter(actors: ActorTable) -> None:
    """Events come out the same whichever article is read first."""
    one = annotation("a", [claim(actors=(RUSSIA,)), claim("Hama")], PUBLISHED)
    two = annotation("b", [claim("Hama", actors=(TURKEY,)), claim()], PUBLISHED)

    assert link_claims([one, two], actors, {}) == link_claims([two, one], actors, {})


def test_copies_are_one_source(actors: ActorTable) -> None:
    """The same report in two outlets is one event of one source, and both claims stay."""
    copies = linked(actors, [claim()], [claim()], groups={"a0": "a0", "a1": "a0"})

    assert [(2, 1)] == [(event.n_claims, event.n_sources) for event in copies]


def test_a_sentence_is_found_in_a_copy_that_names_no_place(actors: ActorTable) -> None:
    """A copy may leave out where the text told that "the country" is."""
    told: dict[str, Any] = {"sentence": SENTENCE, "trigger": VERB}
    texts = [claim(**told)], [claim(None, **told)]

    assert [2] == [one.n_claims for one in linked(actors, *texts, groups={"a0": "a0", "a1": "a0"})]
    assert [1, 1] == [one.n_claims for one in linked(actors, *texts)]


def test_copies_of_a_raid_and_its_dead_are_one_event(actors: ActorTable) -> None:
    """What one sentence tells of a raid, and its copy tells again, is one event of one source."""
    told = [claim(), claim(type="killing")]
    (event,) = linked(actors, told, told, groups={"a0": "a0", "a1": "a0"})

    assert ("airstrike", 4, 1) == (event.type, event.n_claims, event.n_sources)
