"""Whom of the actor table a phrase names: by its own name, its nationality, or whose it is."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, partial
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.phrases import LISTING, phrase
from geomap.events.patterns import people as lists
from geomap.events.patterns.ground import BLOWS, GROUND
from geomap.events.what.slots import hyphened
from geomap.events.who.naming import group_of_name, holder, named_group, only_backs
from geomap.language import text_of
from geomap.model import ActorRef

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Doc, Token

    from geomap.gazetteer.actors import Actor, ActorMatch, ActorTable
    from geomap.model import Mention

#: Roles of places that act for nobody: "the Pretoria agreement" is not South Africa's.
_NOBODY = frozenset({"literal", "embedded"})
#: Words in capitals before a government that are no first name.
_TITLED = lists.OFFICIALS | lists.SPEAKERS | frozenset({"the", "former", "prime"})
#: Characters of the longest name of an actor.
#: Prepositions, with their blanks, behind which a name only says where somebody is.
_THERE = (" in ", " at ", " near ", " outside ")
_LONGEST = 80
#: Words of the name of a state's own body.
_OF_STATE = (
    lists.OFFICIALS
    | lists.ARMED
    | frozenset("department agency bureau commission assembly".split())
)
#: Families of what is done by force.
_OF_FORCE = frozenset({"violence", "control", "movement"})


def _in_a_name(place: Mention, words: str) -> bool:
    """Whether a phrase only has a place in its name: "Bahamas Press Club", no "U.S. Department"."""
    country = place.place is not None and place.place.kind == "country"
    state = not _OF_STATE.isdisjoint(words.lower().split())
    return place.role == "embedded" and not (country and state)


class Known:
    """The actor table read against the phrases of one article."""

    def __init__(
        self, actors: ActorTable, mentions: Sequence[Mention], published: date | None
    ) -> None:
        self._actors = actors
        self._on = published
        self.match = cache(partial(actors.match, on=published))
        """The actors that a text names, on the day of the article."""
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]

    def place_at(self, offset: int) -> Mention | None:
        """The mention that covers a character; None where none does."""
        before = bisect_right(self._starts, offset) - 1
        mention = self._mentions[before] if before >= 0 else None
        return mention if mention is not None and offset < mention.end else None

    def names_actor(self, token: Token) -> bool:
        """Whether a single word is an actor: a country that acts, or a name of the table."""
        place = self.place_at(token.idx)
        if place is not None:
            return place.role == "metonym"
        return token.pos_ == "PROPN" and self._actors.find(token.text, self._on) is not None

    def is_ground(self, token: Token) -> bool:
        """Whether a phrase is a place: "Idlib", "Idlib Province"; not "Idlib rebels"."""
        place = self.place_at(token.idx)
        if place is not None:
            return place.role not in ("metonym", "demonym")
        named = token.pos_ == "PROPN" or syntax.lemma(token) in GROUND  # "in Borno state"
        return named and any(
            child.dep_ == "compound"
            and (inner := self.place_at(child.idx)) is not None
            and inner.role == "literal"
            for child in token.children
        )

    def named(self, token: Token) -> tuple[Actor, ActorRef] | None:
        """The actor of the table that a phrase names, and where it does; no place is one."""
        if self.is_ground(token):
            return None
        start, end = phrase(token)
        longer = self._longer(token, start, end)
        end = start + longer.end if longer else end
        words = text_of(token.doc)[start:end]
        actor = longer.actor if longer else self.actor_of(words, token)
        ref = actor and ActorRef(id=actor.id, name=actor.name, start=start, end=end)
        return (actor, ref) if actor and ref else None

    def _longer(self, token: Token, start: int, end: int) -> ActorMatch | None:
        """As in "the Islamic State of Iraq and Syria": a name that goes on beyond its phrase."""
        listed = any(part.dep_ == "conj" for part in token.subtree)
        text = text_of(token.doc)[start : start + _LONGEST] if listed else ""
        return next((m for m in self.match(text) if not m.start and start + m.end > end), None)

    def actor_of(self, words: str, token: Token) -> Actor | None:
        """The actor that the phrase `words` around `token` names; None for nobody known."""
        whole = self._actors.find(words, self._on)
        surname = whole is not None and whole.kind == "government"
        if whole is not None and not (surname and self._surname(token.doc, phrase(token)[0])):
            return whole
        noun = syntax.lemma(token)
        named = self._named_in(words, token)
        ends = [match for match in named if match.end >= len(words.rstrip()) - 1]
        anybody_s = all(
            match.actor.kind in ("forces", "government") and words[match.start :].islower()
            for match in ends
        )
        if len(named) > len(ends) and anybody_s:
            # "Turkey's army" is Turkey's, whoever "the army" is in the article.
            named, ends = [match for match in named if match not in ends], []
        whole_name = group_of_name(words, ends)
        if whole_name is not None:
            return whole_name  # "the Syrian Democratic Forces" are no Syrian forces
        nations = self._run(token)
        for adjective in reversed(nations):
            actor = self._national(adjective, token)
            if actor is not None or noun in lists.NATIONALS:
                return actor
        owner = holder(token, self._actors, self._on) if noun in lists.HELD else None
        if owner is not None:
            return owner
        if ends and ends[-1].actor.kind == "government" and noun in lists.ARMED:
            return self._actors.forces_of(ends[-1].actor.country or "") or ends[-1].actor
        if ends:
            # The rightmost name is the head: "Syrian President Bashar al-Assad".
            return named_group(words, named) or ends[-1].actor
        # "the Lavrov plan" is no Lavrov; "Assad's forces" and "Trump officials" are theirs, and
        # "Assad's Russian allies" are not.
        last = nations[-1].idx + len(nations[-1]) - phrase(token)[0] if nations else 0
        kept = [m.actor for m in named if m.actor.kind != "population" and m.end > last]
        if not kept or not (noun in lists.OF_A_SIDE or token.pos_ == "PROPN"):
            own = (m.actor for m in named if words[m.start : m.end] == token.text)
            return next(own, None)  # "protesters in London"
        state = kept[-1].kind == "government" and kept[-1].country and noun in lists.ARMED
        return (self._actors.forces_of(kept[-1].country or "") if state else None) or kept[-1]

    def _named_in(self, words: str, token: Token) -> list[ActorMatch]:
        """The actors in a phrase; the last name of a person is no country: "Marcus Jordan".

        "Protesters in London" are no government that is called for its seat.
        """
        start = phrase(token)[0]
        found: list[ActorMatch] = []
        for match in self.match(words):
            at = start + match.start
            place = self.place_at(at)
            other = only_backs(words, match)
            if match.actor.kind == "government":
                other |= self._surname(token.doc, at)
                other |= place is not None and _in_a_name(place, words)
            if match.actor.kind in ("government", "international") and place is not None:
                there = place.role == "literal" and words[: match.start].endswith(_THERE)
                theirs = match.actor.kind == "government" and syntax.lemma(token) in lists.OFFICIALS
                other |= there and not theirs
            if match.actor.kind == "civilians" and match.start and token.pos_ == "PROPN":
                # "The Sudan People's Liberation Army" is no people.
                other |= words[match.start].isupper()
            if not other:
                found.append(match)
        return found

    def _surname(self, doc: Doc, offset: int) -> bool:
        """Whether a name stands behind a first name: neither is a place mention."""
        span = doc.char_span(offset, offset + 1, alignment_mode="expand")
        if span is None or span.start <= span.sent.start or self.place_at(offset) is not None:
            return False
        first = span[0].nbor(-1)
        name = first.pos_ == "PROPN" and first.is_title and first.lower_ not in _TITLED
        return name and self.place_at(first.idx) is None

    def is_adjective(self, token: Token) -> bool:
        """Whether a word is a nationality: "Syrian"."""
        place = self.place_at(token.idx)
        return token.pos_ == "ADJ" and place is not None and place.role == "demonym"

    def named_in_full(self, ref: ActorRef, beside: Token) -> bool:
        """Whether a country stands with its name: "Iran", neither "Iranian" nor "US"."""
        place = self.place_at(ref.start)
        written = text_of(beside.doc)[ref.start : ref.end]
        return place is not None and place.role != "demonym" and not written.isupper()

    def _run(self, noun: Token) -> list[Token]:
        """The nationalities listed before a noun: "Syrian, Russian and Iranian forces"."""
        found: list[Token] = []
        at, start = noun.i - 1, max(syntax.sentence_of(noun)[0], noun.i - 13)
        listed = True
        while at >= start:
            token = noun.doc[at]
            place = self.place_at(token.idx)
            if place is not None and place.actor_id and (listed or found == []):
                found.append(token)
                listed = False
            elif token.lower_ in LISTING and found:
                listed = True
            elif (
                found
                or (
                    token.pos_ not in ("ADJ", "NOUN", "NUM", "PROPN", "PUNCT")
                    and token.dep_ != "amod"
                )  # "a Russian guided bomb"
                or (token.pos_ == "PUNCT" and token.text != "-")
            ):
                break
            at -= 1
        return found[::-1]

    def nationalities(self, noun: Token, family: str) -> list[ActorRef]:
        """One actor for each nationality before a noun, and the known name it ends with."""
        refs: dict[str, ActorRef] = {}
        run = self._run(noun)
        for adjective in run:
            place = self.place_at(adjective.idx)
            if place is None or place.role in _NOBODY or place.relation is not None:
                continue
            actor = self._national(adjective, noun, family)
            if actor is not None:
                end = adjective.idx + len(adjective.text)
                refs.setdefault(
                    actor.id,
                    ActorRef(id=actor.id, name=actor.name, start=adjective.idx, end=end),
                )
        if not run and family:
            refs.update(self._named_before(noun) or self._side_before(noun, family))
        return list(refs.values())

    def sent_from(self, noun: Token) -> list[ActorRef]:
        """As in "troops from Chad and Niger", "officials from Turkey": the states they act for."""
        word, refs = syntax.lemma(noun), []
        private = any(c.lower_ in lists.PRIVATE for c in noun.children)
        office = word in lists.OFFICIALS and not private
        if noun.dep_ in ("obj", "nmod") or not (office or word in lists.ARMED):
            return []  # "withdrew troops from Mali"
        led = [c for c in syntax.children(noun, "nmod") if syntax.case_of(c) == "from"]
        for child in [one for first in led for one in (first, *first.conjuncts)]:
            at = self.place_at(child.idx)
            land = at.place.country if at and at.place and at.place.kind == "country" else None
            state = self._actors.government_of if office else self._actors.forces_of
            actor = state(land) if land else None
            if at is not None and actor is not None:
                refs.append(ActorRef(id=actor.id, name=actor.name, start=at.start, end=at.end))
        return refs

    def _side_before(self, noun: Token, family: str) -> dict[str, ActorRef]:
        """As in "a rebel attack", "army shelling": the side whose deed it is."""
        theirs = family in _OF_FORCE and syntax.lemma(noun) in BLOWS | {"control"}
        for word in syntax.children(noun, "compound") if theirs else []:
            if word.pos_ != "NOUN" or hyphened(word):  # "counter-terrorist operation"
                continue
            actor = self._actors.find(word.lower_, self._on)
            actor = actor or self._actors.find(f"{word.lower_}s", self._on)
            start, end = word.idx, word.idx + len(word.text)
            if actor is not None and actor.kind != "civilians":
                return {actor.id: ActorRef(id=actor.id, name=actor.name, start=start, end=end)}
            if actor is None and syntax.lemma(word) in lists.PEOPLE:
                return {word.text: ActorRef(id=None, name=word.text, start=start, end=end)}
        return {}

    def _named_before(self, noun: Token) -> dict[str, ActorRef]:
        """As in "Islamic State attacks", "Assad regime strikes", "pro-Assad offensives"."""
        first = max(syntax.sentence_of(noun)[0], noun.i - 6)
        window = noun.doc[first : noun.i]
        text = window.text
        for match in self.match(text):
            start = window.start_char + match.start
            end = window.start_char + match.end
            after = text_of(noun.doc)[end : noun.idx]
            if after.strip() and (after.strip(" -").count(" ") > 0 or len(after) > 14):
                continue
            if any(not (t.pos_ in ("ADJ", "NOUN") or t.is_punct or t.is_space)
                   for t in window if t.idx >= end):  # fmt: skip
                continue
            place = self.place_at(start)
            if place is not None and place.role in _NOBODY:
                continue
            actor = match.actor
            return {actor.id: ActorRef(id=actor.id, name=actor.name, start=start, end=end)}
        return {}

    def _national(self, adjective: Token, noun: Token, family: str = "") -> Actor | None:
        """Whom a nationality and a noun mean: forces, a government, people, or nobody known."""
        place = self.place_at(adjective.idx)
        if place is None or place.actor_id is None:
            return None
        if any(c.lower_ in lists.PRIVATE for c in syntax.children(noun, "compound", "amod")):
            return None
        actor = self._actors.find(f"{adjective.text} {noun.text}", self._on)
        if actor is not None:
            return actor
        country = place.actor_id.rsplit("-", 1)[0]
        word = syntax.lemma(noun)
        if word in lists.SUFFERERS:
            return self._actors.by_id(f"{country}-PEOPLE")
        if family in _OF_FORCE or word in lists.ARMED | lists.HELD:
            return self._actors.forces_of(country) or self._actors.by_id(place.actor_id)
        if family or word in lists.OFFICIALS:
            return self._actors.government_of(country) or self._actors.by_id(place.actor_id)
        return self._actors.by_id(f"{country}-PEOPLE") if word in lists.NATIONALS else None
