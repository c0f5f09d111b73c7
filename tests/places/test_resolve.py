"""Mentions become places by weighed evidence, and say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from geomap.config import Config, PlacesConfig
from geomap.errors import ConfigInvalid
from geomap.flow import annotate_article
from geomap.gazetteer.index import distance_km
from geomap.mentions import find_mentions
from geomap.model import Article, Mention, Segment
from geomap.places import explain, resolve
from geomap.places.decide import weigh, weights
from geomap.places.evidence import EVIDENCE
from geomap.places.resolve import prepare

if TYPE_CHECKING:
    from geomap.flow import Tools


def resolved(text: str, tools: Tools, config: Config | None = None) -> dict[str, Mention]:
    """The resolved mentions of an English text by their words."""
    article = Article(id="a", text=text, language="en")
    doc = tools.english(text)
    mentions = find_mentions(doc, article, tools.gazetteer, tools.actors)
    done = resolve(article, mentions, tools.gazetteer, config or tools.config)
    return {mention.text: mention for mention in done}


def kind_and_country(mention: Mention) -> tuple[str | None, str | None]:
    """What kind of place a mention was resolved to, and in which country."""
    assert mention.place is not None
    return mention.place.kind, mention.place.country


def test_every_evidence_has_a_sentence_and_a_weight() -> None:
    """`explain` prints the docstrings, and the table holds exactly the functions."""
    assert all((claim.__doc__ or "").endswith(".") for claim in EVIDENCE)
    assert {claim.__name__ for claim in EVIDENCE} == set(weights().by_name)


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Rebels hold Idlib province.", "Idlib", "admin1", "SY"),
        ("The raids on Idlib went on for days in Syria.", "Idlib", "admin1", "SY"),
        ("Rockets hit Afrin and Azaz in Syria.", "Afrin", "city", "SY"),
        ("They met in Aleppo, the Syrian city.", "Aleppo", "city", "SY"),
        ("He was born in Paris, Texas.", "Paris", "city", "US"),
        ("Drones hit Sumy and Poltava in Ukraine.", "Sumy", "city", "UA"),
        ("Russian bombers left the bases at Tartus on Monday.", "Tartus", "city", "SY"),
        ("Russian officials spoke of life in Tartus on Monday.", "Tartus", "admin1", "SY"),
        ("Drones hit villages in Sumy and Chernihiv regions.", "Chernihiv", "admin1", "UA"),
        ("Sirens were heard in Kyiv, Odesa and Poltava.", "Poltava", "city", "UA"),
        ("Farms in Sumy and Poltava in Ukraine were sold.", "Poltava", "admin1", "UA"),
        ("Alerts were declared in Sumy, Poltava and Kharkiv regions.", "Kharkiv", "admin1", "UA"),
        ("The summit in Paris ended early.", "Paris", "city", "FR"),
        ("Shelling in northern Hama killed two in Syria.", "Hama", "admin1", "SY"),
        ("Police in Damascus, Maryland, closed the road.", "Damascus", "city", "US"),
        ("The bus left Damascus at noon.", "Damascus", "city", "SY"),
        ("Mexico said on Monday that it would send police.", "Mexico", "country", "MX"),
        ("Floods hit Wales and England on Sunday.", "Wales", "admin1", "GB"),
        ("Envoys flew from New York to Syria.", "New York", "city", "US"),
        # A large city, where people noted no names of the unit around it.
        ("A rocket hit a house in Haifa on Monday.", "Haifa", "city", "IL"),
        ("The minister fled to Dubai on Monday.", "Dubai", "city", "AE"),
        ("A rocket hit a house in Haifa District on Monday.", "Haifa", "admin1", "IL"),
        ("Sirens sounded in Idlib on Monday.", "Idlib", "admin1", "SY"),
    ],
)
def test_words_around_decide(text: str, name: str, kind: str, country: str, tools: Tools) -> None:
    """Type words, parents named beside and prominence choose among places of one name."""
    assert (kind, country) == kind_and_country(resolved(text, tools)[name])


@pytest.mark.parametrize(
    ("text", "name", "kind", "unit"),
    [
        ("Schools in Blossom, Reno and Paris in Lamar County closed.", "Paris", "city", "Texas"),
        ("Voters in Nevada, Missouri and Oregon go to the polls.", "Nevada", "admin1", "Nevada"),
        ("It rained in Paris, Texas. Paris has a mayor.", "Paris", "city", "Texas"),
        ("Boats on the Euphrates River carried grain.", "Euphrates River", "river", None),
        (
            "Police in Culiacán, Tapachula and Chilpancingo in Mexico found guns from Texas.",
            "Texas",
            "admin1",
            "Texas",
        ),
    ],
)
def test_names_of_an_article_vote_together(
    text: str, name: str, kind: str, unit: str | None, tools: Tools
) -> None:
    """Neighbours, a county, a list, a parent named once decide; a hamlet is no state abroad."""
    mention = resolved(text, tools)[name]
    assert mention.place is not None

    assert (kind, unit) == (mention.place.kind, mention.place.admin1)


def test_a_name_that_no_gazetteer_has_is_around_the_rest(tools: Tools) -> None:
    """It is ambiguous, never drawn, and in a circle around what else the article names."""
    text = "Shells fell in Qwxzrtville, Saraqib, Binnish and Taftanaz."
    names = ("Qwxzrtville", "Saraqib", "Binnish", "Taftanaz")
    given = tuple(
        Mention(id=name, start=at, end=at + len(name), text=name, role="literal",
                recognised_by="given")
        for name in names for at in [text.index(name)]
    )  # fmt: skip
    article = Article(id="a", text=text, language="en")
    unknown = resolve(article, given, tools.gazetteer, tools.config)[0]
    assert unknown.place is not None

    assert ("ambiguous", "not-in-gazetteer", False) == (
        unknown.status, unknown.reason, unknown.drawn,
    )  # fmt: skip
    assert "around" == unknown.place.id.partition(":")[0]
    assert unknown.place.radius_km >= distance_km(35.86, 36.8, unknown.place.lat, unknown.place.lon)


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Flag raised over Deraa", "Troops held the old quarter of Deraa.", "city"),
        ("Flag raised over Deraa", "Troops held most of Deraa province.", "admin1"),
        ("Flag raised over Deraa province", "Troops held the old quarter of Deraa.", "admin1"),
        ("Flag raised in southern Deraa", "Troops held the old quarter of Deraa.", "admin1"),
    ],
)
def test_a_headline_means_the_town_that_its_text_begins_with(
    title: str, body: str, kind: str, tools: Tools
) -> None:
    """Its bare name is the town where the text begins with the town, else the unit around it."""
    text = f"{title}\n\n{body} Syria was silent."
    segments = (
        Segment(start=0, end=len(title), kind="title"),
        Segment(start=len(title) + 2, end=len(text), kind="body"),
    )
    article = Article(id="a", text=text, language="en", segments=segments)
    first = annotate_article(article, tools).mentions[0]

    assert first.place is not None
    assert ("Deraa", "title", kind) == (first.text, first.segment, first.place.kind)


def test_others_only_say_what_an_article_is_about(tools: Tools) -> None:
    """Names found besides the given ones speak for a place, and are not in the answer."""
    text = "He lives in Paris. The sheriff of Lamar County, Texas, lives in Blossom."
    article = Article(id="a", text=text, language="en")
    found = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    paris = tuple(mention for mention in found if mention.text == "Paris")
    others = tuple(mention for mention in found if mention.text != "Paris")
    (done,) = resolve(article, paris, tools.gazetteer, tools.config, others=others)

    assert ("city", "US") == kind_and_country(done)


def test_theatre_is_a_soft_prior(tools: Tools) -> None:
    """A country of the settings tips what is open, and no more."""
    text = "They met in Tripoli yesterday."
    lebanon = replace(tools.config, places=PlacesConfig(theatre=("LB",)))
    libya = replace(tools.config, places=PlacesConfig(theatre=("LY",)))

    assert "LB" == kind_and_country(resolved(text, tools, lebanon)["Tripoli"])[1]
    assert "LY" == kind_and_country(resolved(text, tools, libya)["Tripoli"])[1]


@pytest.mark.parametrize(
    "area",
    [
        "admin1:LB/north-lebanon",
        "geomap:region/levant",
        "POLYGON ((35 33, 37 33, 37 35, 35 35, 35 33))",
    ],
)
def test_a_theatre_may_be_a_unit_a_region_or_a_polygon(area: str, tools: Tools) -> None:
    """What lies in it is likelier; the rest stays possible."""
    config = replace(tools.config, places=PlacesConfig(theatre=(area,)))

    text = "They met in Tripoli yesterday."
    assert "LB" == kind_and_country(resolved(text, tools, config)["Tripoli"])[1]
    text = "They met in Paris, in France, yesterday."
    assert "FR" == kind_and_country(resolved(text, tools, config)["Paris"])[1]


def test_an_outlet_is_at_home_somewhere(tools: Tools) -> None:
    """What the settings say of an outlet counts for its articles alone."""
    outlets = ("North Post: LB", "Coast Daily: LY")
    config = replace(tools.config, places=PlacesConfig(outlets=outlets))
    text = "They met in Tripoli yesterday."
    mention = Mention(id="m1", start=12, end=19, text="Tripoli", role="literal")
    found = {}
    for source in ("north post", "Coast Daily"):
        article = Article(id="a", text=text, language="en", source=source)
        (done,) = resolve(article, [mention], tools.gazetteer, config)
        found[source] = kind_and_country(done)[1]

    assert {"north post": "LB", "Coast Daily": "LY"} == found


@pytest.mark.parametrize("area", ["geomap:region/nowhere", "POLYGON ((35 33"])
def test_an_area_that_is_none_stops_the_run(area: str, tools: Tools) -> None:
    """The sentence says which setting it is."""
    config = replace(tools.config, places=PlacesConfig(theatre=(area,)))

    with pytest.raises(ConfigInvalid, match="under places"):
        resolved("They met in Tripoli yesterday.", tools, config)


def test_unknown_names_stay_with_a_reason(tools: Tools) -> None:
    """A name that no gazetteer has is unresolved, not dropped."""
    text = "x"
    mention = Mention(id="m1", start=0, end=1, text="Qwxzrtville", role="literal")
    article = Article(id="a", text=text)
    (done,) = resolve(article, [mention], tools.gazetteer, tools.config)

    assert ("unresolved", "not-in-gazetteer", None) == (done.status, done.reason, done.place)


def test_evidence_gathered_in_groups_is_what_each_function_says(tools: Tools) -> None:
    """What is kept of a place, a mention and the picture is what asking again would give."""
    text = "Shells fell in northern Hama and Idlib, Syria. Damascus said Idlib city was calm."
    article = Article(id="a", text=text, language="en")
    mentions = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    hits, context = prepare(article, mentions, tools.gazetteer, tools.config)
    weighed = [
        (mention, one) for mention in mentions for one in weigh(mention, hits[mention.id], context)
    ]

    assert len(weighed) > len(mentions)
    for mention, one in weighed:
        asked = [claim(mention, one.hit, one.entry, context) for claim in EVIDENCE]
        assert asked == pytest.approx(one.values)
        odds = sum(value * weights().by_name[claim.__name__]
                   for claim, value in zip(EVIDENCE, asked, strict=True))  # fmt: skip
        assert one.log_odds >= odds - 1e-9


def test_order_of_mentions_does_not_matter(tools: Tools) -> None:
    """The same mentions in another order are resolved to the same places."""
    text = "Fighting spread from Hama to Aleppo, Douma and Homs in Syria."
    article = Article(id="a", text=text, language="en")
    mentions = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    forth = resolve(article, mentions, tools.gazetteer, tools.config)
    back = resolve(article, mentions[::-1], tools.gazetteer, tools.config)

    assert forth == back[::-1]


def test_probabilities_are_shares(tools: Tools) -> None:
    """A place and its alternatives never have more than all of the probability."""
    mention = resolved("They live in Springfield.", tools)["Springfield"]
    total = (mention.score or 0) + sum(other.score for other in mention.alternatives)

    assert 0 < total <= 1


def test_north_of_a_distance_moves_the_area(tools: Tools) -> None:
    """As in "10 km north of" is a circle ten kilometres to the north; the place stays the town."""
    mention = resolved("Tanks stood 10 km north of Homs, Syria.", tools)["Homs"]
    assert mention.place is not None
    assert mention.area is not None
    apart = distance_km(mention.place.lat, mention.place.lon, mention.area.lat, mention.area.lon)

    assert 10 == pytest.approx(apart, abs=0.1)
    assert mention.area.lat > mention.place.lat
    assert "near" == mention.place.precision


def test_part_of_an_area_is_inside_it(tools: Tools) -> None:
    """As in "Northwest Syria" is a part of the country's polygon, in its north-west."""
    mention = resolved("The front moved in northwest Syria.", tools)["Syria"]
    assert mention.place is not None
    assert mention.area is not None
    assert mention.place.geometry is not None
    assert mention.area.geometry is not None
    whole = shapely.from_wkb(mention.place.geometry)
    part = shapely.from_wkb(mention.area.geometry)

    assert part.within(whole.buffer(0.01))
    assert part.centroid.x < whole.centroid.x
    assert part.centroid.y > whole.centroid.y


def test_common_border_is_a_line(tools: Tools) -> None:
    """The border with a neighbour lies where the two polygons meet."""
    mention = resolved("Guns fell silent along the Syrian border with Turkey.", tools)["Turkey"]

    assert mention.relation is not None
    assert "border" == mention.relation.kind


def test_explanation_names_evidence_in_sentences(tools: Tools) -> None:
    """Each candidate comes with what speaks for and against it."""
    text = "Rebels hold Idlib province."
    article = Article(id="a", text=text, language="en")
    mentions = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
    found = explain(article, mentions, tools.gazetteer, tools.config, text.index("Idlib"))
    assert found is not None
    names = {evidence.name for evidence in found.candidates[0].evidence}

    assert "kind_asked_for" in names
    assert found.candidates[0].place.id == (found.mention.place and found.mention.place.id)


def test_a_town_and_its_district_do_not_make_each_other_doubtful(tools: Tools) -> None:
    """Where Douma is is sure, though nobody says whether the town or its district is meant."""
    text = "Missiles were fired after the attack on Douma, the largest town of Eastern Ghouta."
    article = Article(id="a", text=text, language="en", published=date(2018, 4, 20))
    douma = next(m for m in annotate_article(article, tools).mentions if m.text == "Douma")

    assert "resolved" == douma.status
    assert douma.place is not None
    assert (33.57, 36.40) == (round(douma.place.lat, 2), round(douma.place.lon, 2))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Troops massed along the frontier with Iraq in Syria's desert.", "Iraq", "border"),
        ("Ships waited off the coast of Syria.", "Syria", "off Syria"),
        ("The Homs-Palmyra highway was cut.", "Homs", "Homs–Palmyra"),
    ],
)
def test_lines_and_waters_bear_names_of_their_own(
    text: str, words: str, name: str, tools: Tools
) -> None:
    """A border or a sea called "Iraq" or "Syria" would point the reader at a country."""
    article = Article(id="a", text=text, language="en")
    mention = next(m for m in annotate_article(article, tools).mentions if m.text == words)

    assert mention.area is not None
    assert name in mention.area.name


def test_a_great_city_is_no_village(tools: Tools) -> None:
    """The village of Kobé in Mali is not the Japanese city, whatever else has that name."""
    text = "A convoy between Gao and Ansongo in Mali came under fire near the {} of Kobé."
    village = resolved(text.format("village"), tools)["Kobé"]
    city = resolved(text.format("city"), tools)["Kobé"]

    assert "resolved" != village.status
    assert ("resolved", "JP") == (city.status, city.place.country if city.place else None)


def test_a_quarter_is_no_town_elsewhere(tools: Tools) -> None:
    """The quarter of Karima in El Obeid is not the town on the Nile; Harasta is near Damascus."""
    quarter = resolved("Shells hit the Karima quarter of El Obeid in Sudan.", tools)["Karima"]
    suburb = resolved("A drone struck the Harasta quarter of Damascus.", tools)["Harasta"]

    assert quarter.place is not None
    assert suburb.place is not None
    assert ("told-by-the-text", "neighbourhood") == (quarter.reason, quarter.place.kind)
    assert (None, "city") == (suburb.reason, suburb.place.kind)


@pytest.mark.parametrize(
    "name",
    ["Maarat al-Numan", "Jisr al-Shughour", "Saraqib", "Khan Sheikhoun", "Eastern Ghouta",
     "Bakhmut", "Avdiivka", "El Fasher", "Khan Younis", "Jabalia", "Tal Afar", "Hodeidah"],
)  # fmt: skip
def test_towns_of_war_are_meant_by_their_names_alone(name: str, tools: Tools) -> None:
    """A name that one place of the theatres bears needs nothing else of the text."""
    mention = resolved(f"Shells fell on {name} at dawn.", tools)[name]

    assert ("resolved", None) == (mention.status, mention.reason)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Trucks waited at the Rafah crossing.", "Rafah", "geomap:ps/facility/rafah-crossing"),
        ("Drones struck the Saky air base.", "Saky", "geomap:ua/facility/saky-air-base"),
        ("Shells fell in Rafah, in Gaza.", "Rafah", "geonames:281102"),
        ("They met in Beirut near the port.", "Beirut", "geonames:276781"),
        ("She is from Sault Ste. Marie, Ontario, she said.", "Ontario", "admin1:CA/ontario"),
        ("A fire broke out in Albany, Georgia, on Friday.", "Georgia", "admin1:US/georgia"),
        ("Rebels shelled villages in Gori, Georgia, on Friday.", "Georgia", "country:GE"),
        ("Barges on the Dnipro were sunk.", "Dnipro", "geomap:river/dnieper"),
        ("Shops in Dnipro were shut.", "Dnipro", "geonames:709930"),
        (
            "Kyiv said a Russian air base at Millerovo, not far from Luhansk, was hit.",
            "Millerovo",
            "geonames:526558",
        ),
        ("A Russian base in Tartus was hit.", "Tartus", "admin1:SY/tartus"),
        (
            "Illness spread in Ohio, Utah and Idaho; and in Alberta, Manitoba, Quebec and Ontario.",
            "Ontario",
            "admin1:CA/ontario",
        ),
    ],
)
def test_what_stands_beside_a_name_tells_which_place_it_is(
    text: str, name: str, place: str, tools: Tools
) -> None:
    """The word behind it means its facility; before a comma, what lies in the unit behind it."""
    found = resolved(text, tools)[name].place
    assert found is not None
    assert place == found.id


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("Bombs fell near Vovchansk, Synelnykove and Lyptsi.", "Synelnykove", "ambiguous"),
        ("Bombs fell near Kyiv, Odesa and Lviv.", "Odesa", "resolved"),
    ],
)
def test_one_is_near_all_of_a_list_that_lies_together(
    text: str, name: str, status: str, tools: Tools
) -> None:
    """A namesake 200 km from two neighbours is doubted; cities far from each other are not."""
    found = {one.text: one for one in annotate_article(Article(id="a", text=text), tools).mentions}

    assert status == found[name].status


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Boats reached the Dnipro islands.", ["river"]),
        ("Boats reached the Shetland islands.", ["admin2", "island"]),
        ("Drones flew from Kursk and Oryol cities.", ["city"]),
    ],
)
def test_islands_lie_in_rivers_and_cities_are_cities(
    text: str, kinds: list[str], tools: Tools
) -> None:
    """Islands that bear a river's name lie in it; a plural type word is for all of its list."""
    done = annotate_article(Article(id="a", text=text), tools)

    assert done.mentions
    for mention in done.mentions:
        assert mention.place is not None
        assert mention.place.kind in kinds


def test_what_is_near_a_lake_is_near_no_state_of_its_name(tools: Tools) -> None:
    """A lake that no gazetteer has says nothing against a town far from its namesake."""
    text = "In Minnesota, the road north of Alexandria near Lake Vermont is closed."
    found = {one.text: one for one in annotate_article(Article(id="a", text=text), tools).mentions}

    place = found["Alexandria"].place
    assert place is not None
    assert "Minnesota" == place.admin1
