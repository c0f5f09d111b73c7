"""Claims say who did what to whom, where and when, by whose word, and whether it happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.flow import annotate_article
from geomap.model import Annotation, Article, Claim

if TYPE_CHECKING:
    from geomap.flow import Tools

PUBLISHED = date(2018, 9, 4)


def annotated(text: str, tools: Tools, name: str = "a") -> Annotation:
    """An English article of the fourth of September 2018."""
    article = Article(id=name, text=text, language="en", published=PUBLISHED)
    return annotate_article(article, tools)


def claim_of(text: str, event_type: str, tools: Tools) -> tuple[Claim, str | None]:
    """The one claim of a type, and the words of its place."""
    done = annotated(text, tools)
    (claim,) = [claim for claim in done.claims if claim.type == event_type]
    words = {mention.id: mention.text for mention in done.mentions}
    return claim, words.get(claim.place or "")


def test_reported_speech_passes_its_content_through(tools: Tools) -> None:
    """The raid is the claim and the monitor its source; saying is no event."""
    text = "The Observatory said Russian warplanes bombed Jisr al-Shughour on Monday."
    claim, place = claim_of(text, "airstrike", tools)

    assert "Jisr al-Shughour" == place
    assert ["RU-FORCES"] == [actor.id for actor in claim.actors]
    assert claim.attribution is not None
    assert ("SOHR", "said") == (claim.attribution.actor_id, claim.attribution.cue)
    assert date(2018, 9, 3) == claim.when.start
    assert ("occurred", "affirmed") == (claim.modality, claim.polarity)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Lavrov warned Ankara, saying:\n\n"Rebels attacked Homs."', "Sergei Lavrov"),
        ('Lavrov warned Ankara.\n\n"Rebels" attacked Homs.', None),
        ("Lavrov warned Ankara, saying:\n\nRebels attacked Homs.", "Sergei Lavrov"),
        ("Lavrov warned Ankara, saying:\n\n\nRebels attacked Homs.", None),
        ('Lavrov spoke, saying:\n\n"All is well," adding:\n\n"Rebels attacked Homs."',
         "Sergei Lavrov"),
    ],
)  # fmt: skip
def test_a_quotation_is_whose_words_announce_it(
    text: str, speaker: str | None, tools: Tools
) -> None:
    """What a colon announces is said by whoever announces it, in the next paragraph as well.

    Where more is left blank, what was announced is not in the text.
    """
    claim, _place = claim_of(text, "attack", tools)

    assert speaker == (claim.attribution and claim.attribution.name)


def test_a_quotation_that_demands_is_a_demand(tools: Tools) -> None:
    """Who announces a "must" by a colon demands; who announces a "will" does not."""
    must, _place = claim_of('Lavrov said:\n\n"Rebels must leave Homs."', "demand", tools)
    will = annotated('Lavrov said:\n\n"Rebels will leave Homs."', tools)

    assert ["person:sergei-lavrov"] == [actor.id for actor in must.actors]
    assert [] == [claim for claim in will.claims if claim.type == "demand"]


@pytest.mark.parametrize(
    ("text", "event_type", "modality", "polarity"),
    [
        ("The presidents will hold talks in Tehran on Friday.", "talks", "planned", "affirmed"),
        ("The presidents held talks in Tehran on Friday.", "talks", "occurred", "affirmed"),
        ("Troops did not attack Douma.", "attack", "occurred", "denied"),
        ("Troops attacked Douma.", "attack", "occurred", "affirmed"),
        ("Warplanes are bombing Hama.", "airstrike", "ongoing", "affirmed"),
        ("The army could attack Idlib.", "attack", "hypothetical", "affirmed"),
        ("Trump warned Syria not to attack Idlib.", "attack", "hypothetical", "affirmed"),
    ],
)
def test_modality_and_polarity(
    text: str, event_type: str, modality: str, polarity: str, tools: Tools
) -> None:
    """Auxiliaries, negation and what governs the trigger decide whether it happened."""
    claim, _place = claim_of(text, event_type, tools)

    assert (modality, polarity) == (claim.modality, claim.polarity)


def test_planned_talks_are_dated_ahead(tools: Tools) -> None:
    """As in "Will hold talks on Friday" is the Friday to come."""
    claim, place = claim_of("The presidents will hold talks in Tehran on Friday.", "talks", tools)

    assert (date(2018, 9, 7), "Tehran") == (claim.when.start, place)


def test_no_date_is_no_date(tools: Tools) -> None:
    """Without a time expression the day of publication is a basis, never a date."""
    claim, _place = claim_of("Warplanes bombed Hama.", "airstrike", tools)

    assert (None, "publication") == (claim.when.start, claim.when.basis)


def test_figures_keep_their_words(tools: Tools) -> None:
    """Counts are kept with bounds and as written."""
    claim, _place = claim_of(
        "Shelling in Hama: at least nine civilians were killed.", "killing", tools
    )

    assert 9 == claim.fatalities.low


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ("at least nine", (9, 9, None)),
        ("as many as 100", (None, 100, 100)),
        ("up to nine", (None, 9, 9)),
        ("more than two dozen", (24, 24, None)),
        ("half a dozen", (6, 6, 6)),
        ("a hundred", (100, 100, 100)),
        ("two", (2, 2, 2)),
    ],
)
def test_how_far_a_number_holds(told: str, bounds: tuple[int | None, ...], tools: Tools) -> None:
    """As in "at least" the highest is open, in "up to" the lowest; a dozen is twelve."""
    claim, _place = claim_of(f"Gunmen killed {told} people in Hama.", "killing", tools)

    assert bounds == (claim.fatalities.low, claim.fatalities.best, claim.fatalities.high)
    assert told == claim.fatalities.text


@pytest.mark.parametrize(
    ("sentence", "best"),
    [
        ("At least 8 civilians, among them 3 children, were killed by fire on Hama.", 8),
        ("Rebels killed nine soldiers and three officers in Hama.", 12),
        ("Israeli strikes on a centre in Hama killed 53.", 53),
        ("A blast in Hama killed three people, a woman and two children.", 3),
        ("Gunmen killed four people, three farmers and a teacher, in Hama.", 4),
        ("The strike on Hama killed two policemen, a woman and a child.", 4),
    ],
)
def test_a_part_is_not_counted_again(sentence: str, best: int, tools: Tools) -> None:
    """Those "among them", or who say who the people are, have been counted; others have not."""
    claim, _place = claim_of(sentence, "killing", tools)

    assert best == claim.fatalities.best


@pytest.mark.parametrize(
    ("text", "event_type", "days"),
    [
        ("Since the war's start in 2011, rebels have shelled Homs.", "shelling",
         ("2011-01-01", "2018-09-04")),
        ("Rebels shelled Homs until the truce in March.", "shelling", ("None", "None")),
        ("In fights since 2015, Iran and the bands it backs, have killed ten men.", "support",
         ("None", "None")),
        ("Rebels shelled Homs in fights in March.", "shelling", ("2018-03-01", "2018-03-31")),
    ],
)  # fmt: skip
def test_a_day_of_something_else_is_not_the_deeds(
    text: str, event_type: str, days: tuple[str, str], tools: Tools
) -> None:
    """What a deed goes on since begins it; what it was before or outside of says no day."""
    claim, _place = claim_of(text, event_type, tools)

    assert days == (str(claim.when.start), str(claim.when.end))


def test_government_is_no_place_of_an_event(tools: Tools) -> None:
    """A strike that Moscow denied did not happen in Moscow."""
    done = annotated("Moscow denied that its aircraft bombed anybody.", tools)

    assert {None} == {claim.place for claim in done.claims}


def test_who_said_it_is_the_subject_of_the_verb_before(tools: Tools) -> None:
    """As in "the envoy pointed to the map and said"; a pronoun names nobody."""
    text = "The Observatory released a video and said warplanes bombed Hama."
    claim, _place = claim_of(text, "airstrike", tools)
    other, _place = claim_of(
        "The Observatory waited and he said jets bombed Hama.", "airstrike", tools
    )

    assert claim.attribution is not None
    assert "SOHR" == claim.attribution.actor_id
    assert other.attribution is None


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("An officer warned of ruin. ", "officer"),
        ("An officer warned of ruin.\n\n", None),
        ("Sergei Lavrov warned of ruin.\n\n", "Sergei Lavrov"),
    ],
)
def test_a_paragraph_opens_with_a_pronoun_only_for_a_name(
    before: str, speaker: str | None, tools: Tools
) -> None:
    """Paragraphs are moved and left out; who has no name may not be meant in the next."""
    claim, _place = claim_of(f"{before}He said jets bombed Hama.", "airstrike", tools)
    told = claim.attribution

    assert speaker == (told and told.name)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The minister warned that Turkey had shelled Homs, a claim denied by Ankara.", None),
        ("The minister warned that Turkey had denied the claim.", "minister"),
    ],
)
def test_who_denies_speaks_for_himself(text: str, speaker: str | None, tools: Tools) -> None:
    """What is denied in an apposition to a statement is no part of it; a denial retold is."""
    claim, _place = claim_of(text, "denial", tools)

    assert speaker == (claim.attribution and claim.attribution.name)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Russia, Turkey, and Iran said that rebels attacked Homs.", "Government of Russia"),
        ("Troops entered, and the Observatory said that rebels attacked Homs.",
         "Syrian Observatory for Human Rights"),
    ],
)  # fmt: skip
def test_the_first_of_several_speakers_is_named(text: str, speaker: str, tools: Tools) -> None:
    """However the parse hangs their list on the verb; who only acts before it does not speak."""
    claim, _place = claim_of(text, "attack", tools)

    assert speaker == (claim.attribution and claim.attribution.name)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army confirmed the raid and agreed to a truce in Homs.", "army"),
        ("The army urged calm, and the two neighbours agreed to a truce in Homs.", None),
        (
            "The pro-Assad commander, speaking by phone, said rebels shelled Homs.",
            "pro-Assad commander",
        ),
        ("The rebel commander, speaking by phone, said rebels shelled Homs.", "rebel commander"),
        ("Diplomats have been warning Moscow, which has shelled Homs.", None),
        ("Diplomats have been warning that Moscow has shelled Homs.", "Diplomats"),
        ("An envoy spoke of a truce in Homs.", "envoy"),
        ("An envoy spoke after a truce in Homs.", None),
        ("The envoy warned rebels “not to stay. The army will shell Homs.”", "envoy"),
        ("The envoy warned rebels “not to stay.” The army shelled Homs.", None),
        ("Rebels shelled Homs; in Hama the army bombed a camp, an official there said.", None),
    ],
)
def test_who_speaks_beside_a_deed_does_not_tell_of_it(
    text: str, speaker: str | None, tools: Tools
) -> None:
    """A clause with a subject of its own, and one before a semicolon, are the article's own."""
    deeds = {"agreement", "ceasefire", "shelling"}
    told = [one.attribution for one in annotated(text, tools).claims if one.type in deeds]

    assert told
    assert {speaker} == {None if one is None else one.name for one in told}


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The clashes ended in 18 fatalities at Homs.", (18, 18)),
        ("Rebels reported 20 casualties, including 12 deaths, in Homs.", (12, 12)),
        ("The army had tens of martyrs in Homs.", (10, 99)),
        ("In Homs in June 2021, a suspected death was recorded.", (None, None)),
        ("The raid brought 400 arrests and several deaths in Homs.", (None, None)),
    ],
)
def test_a_number_before_the_dead_counts_them(
    sentence: str, bounds: tuple[int | None, int | None], tools: Tools
) -> None:
    """And them alone: neither the wounded, nor a year, nor whatever stands before them in a list.

    "Tens" are 10 to 99, as ACLED's coders have it.
    """
    claim, _place = claim_of(sentence, "killing", tools)

    assert bounds == (claim.fatalities.low, claim.fatalities.high)


def test_arms_that_are_lost_are_no_dead(tools: Tools) -> None:
    """Of men, a tank and two howitzers only the men are counted."""
    text = "The army lost 520 soldiers, a tank and two howitzers near Homs."
    claim, _place = claim_of(text, "killing", tools)

    assert (520, "520") == (claim.fatalities.best, claim.fatalities.text)
