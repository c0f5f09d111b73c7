"""Reasons that are not asked of a mention would have said nothing of any of its candidates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import geomap
from geomap.config import Config, PlacesConfig
from geomap.mentions import find_mentions
from geomap.model import Article
from geomap.places.beside_evidence import kind_asked_for
from geomap.places.evidence import EVIDENCE, OF_THE_PICTURE, OF_THE_PLACE
from geomap.places.resolve import prepare
from geomap.places.silence import facts_of, may_hold

if TYPE_CHECKING:
    from geomap.flow import Tools

SAMPLES = sorted((Path(geomap.__file__).parent / "samples").glob("*.txt"))
#: What the samples hold too little of: type words, parents, lists, neighbours, namesakes.
MORE = """
Rebels hold Idlib province and the river Dnipro. He was born in Paris, Texas, near Lamar County.
Mexico said that Mexico City would not. Shells hit northern Hama, Homs and the village of Kafr
Zita near Hama. Syrian jets struck the Euphrates River. Damascus warned the French.
Idlib fell; Idlib governorate did not. Turkey and Iraq met in Moscow; Moscow agreed.
"""
REASONS = [one for one in EVIDENCE if one not in {*OF_THE_PLACE, *OF_THE_PICTURE}]


def test_what_is_not_asked_says_nothing(tools: Tools) -> None:
    """Asked all the same, such a reason holds for no candidate; and all but a few are so."""
    config = Config(places=PlacesConfig(theatre=("SY",)))
    asked, spared, wrong = 0, 0, set[str]()
    for text in [*(path.read_text(encoding="utf-8") for path in SAMPLES), MORE]:
        article = Article(id="a", text=text, language="en")
        doc = tools.english(text)
        mentions = find_mentions(doc, article, tools.gazetteer, tools.actors)
        hits, context = prepare(article, mentions, tools.gazetteer, config)
        for mention in mentions:
            facts = facts_of(mention, context)
            told = {reason for reason in REASONS if may_hold(reason, facts)}
            asked += len(told)
            spared += len(REASONS) - len(told)
            wrong |= {
                reason.__name__
                for reason in REASONS
                for hit in hits[mention.id]
                if reason not in told
                and reason(mention, hit, tools.gazetteer.entry(hit.row), context)
            }

    assert set() == wrong
    assert spared > asked


def test_a_type_word_has_its_reasons_asked(tools: Tools) -> None:
    """As "province" does; without one, they stay silent."""
    for text, asked in (("Rebels hold Idlib province.", True), ("Rebels hold Idlib.", False)):
        article = Article(id="a", text=text, language="en")
        mentions = find_mentions(tools.english(text), article, tools.gazetteer, tools.actors)
        _hits, context = prepare(article, mentions, tools.gazetteer, tools.config)

        assert asked is may_hold(kind_asked_for, facts_of(mentions[0], context))
