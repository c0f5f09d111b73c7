"""Who did it and to whom: the words around a trigger, against the dated actor table."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geomap.events import syntax
from geomap.events.antecedents import FIGHTERS, earlier, last_two
from geomap.events.arguments import arguments_of
from geomap.events.naming import (
    group_of_name,
    holder,
    is_backer,
    named_group,
    of_office,
    only_backs,
)
from geomap.events.patterns import people as lists
from geomap.events.patterns import verbs
from geomap.events.patterns.ground import DEED_NOUNS, GROUND
from geomap.events.phrases import (
    LISTING,
    coordinated,
    human,
    is_pair,
    phrase,
    represented,
    shared_noun,
)
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
#: Families of what is done by force.
_OF_FORCE = frozenset({"violence", "control", "movement"})
#: Types of what is done to ground.
_OF_GROUND = frozenset({"territory_captured", "territory_handed_over", "siege", "destruction"})
#: What stands between the names of a list, emphasis of Markdown with it.
_BETWEEN = LISTING | {"*", "**", "_", "__"}
_DEEDS = lists.WEAPONS | DEED_NOUNS


class Participants:
    """The actors and targets around triggers of one article."""

    def __init__(
        self, actors: ActorTable, mentions: Sequence[Mention], published: date | None
    ) -> None:
        self._actors = actors
        self._on = published
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]

    def of(
        self, trigger: Token, event_type: str, family: str
    ) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
        """Actors and targets of a trigger."""
        doers, done_to = arguments_of(trigger, event_type)
        verb = syntax.is_verb(trigger)
        # "Israeli strikes killed ten": whose the blow is, his is the death.
        itself = [] if trigger.pos_ == "ADJ" or trigger in done_to else [trigger]
        deeds = [token for token in doers if syntax.lemma(token) in _DEEDS] if verb else itself
        found = self._of_deeds(deeds, "violence" if verb else family)
        if not verb:
            doers = [token for token in doers if token.dep_ not in ("amod", "compound")]
        for ref in self._refs(doers):
            found.setdefault(ref.id or ref.name, ref)
        withstood = done_to if syntax.lemma(trigger) in verbs.REPELLING else []
        against = self._of_deeds(withstood, family)
        if family not in _OF_FORCE:
            done_to = [token for token in done_to if syntax.lemma(token) not in lists.HELD]
        if event_type in _OF_GROUND and syntax.lemma(trigger) != "lose":
            done_to = [token for token in done_to if token.lower_ != "it"]  # the town, not a side
        for ref in self._refs(done_to):
            against.setdefault(ref.id or ref.name, ref)
        actors = tuple(found.values())
        return actors, tuple(ref for ref in against.values() if ref not in actors)

    def _of_deeds(self, deeds: Sequence[Token], family: str) -> dict[str, ActorRef]:
        """Whose deeds nouns say that they are."""
        refs = (ref for deed in deeds for ref in self._nationalities(deed, family))
        return {ref.id or ref.name: ref for ref in refs}

    def _refs(self, tokens: Sequence[Token]) -> tuple[ActorRef, ...]:
        refs: dict[str, ActorRef] = {}
        for head in represented(tokens):
            for token in [*self._listed_before(head), *coordinated(head)]:
                for ref in self._of_token(token):
                    refs.setdefault(ref.id or ref.name, ref)
        every = tuple(refs.values())
        return tuple(ref for ref in every if not of_office(ref, every, self._actors))

    def _listed_before(self, head: Token) -> list[Token]:
        """Names right before a name that the parse left out of the list: "Russia, Israel agree"."""
        found: list[Token] = []
        if head.pos_ != "PROPN":
            return found
        at, start = head.left_edge.i, syntax.sentence_of(head)[0]
        while start < at:
            joins = 0
            while at - 1 >= start and head.doc[at - 1].lower_ in _BETWEEN:
                at, joins = at - 1, joins + 1
            token = head.doc[at - 1] if at > start else None
            if not joins or token is None or not self._names_actor(token):
                break
            opens = token.head if token.dep_ == "conj" else token
            if opens.dep_ in ("obj", "obl", "nmod", "iobj") or syntax.case_of(opens):
                break
            found.append(token)
            at = min(token.i, token.left_edge.i)
        return found[::-1]

    def _names_actor(self, token: Token) -> bool:
        place = self.place_at(token.idx)
        if place is not None:
            return place.role == "metonym"
        return token.pos_ == "PROPN" and self._actors.find(token.text, self._on) is not None

    def _of_token(self, token: Token) -> list[ActorRef]:
        """The actors that the noun phrase of `token` names; unknown ones keep their words."""
        if is_pair(token):
            return last_two(token, self._actors, self._on)
        if is_backer(token):
            return []
        if token.lower_ in lists.POSSESSIVES and token.head.dep_ in ("obl", "obj"):
            # "In their talks, the ministers ...": the subject may come after its pronoun.
            return list(self._refs(syntax.subjects(token.head.head)))
        if token.pos_ in ("PRON", "DET") or token.lower_ in lists.RELATIVE:
            found = self._antecedent(token)
            return [found] if found else []
        noun = shared_noun(token) if self._adjective(token) else token
        if noun.lower_ in lists.TIMES or token.lower_ in lists.TIMES:
            return []
        common = noun.pos_ in ("NOUN", "ADJ") or noun.text.islower()
        several = self._nationalities(noun, "") if common else []
        if len(several) > 1:
            return several
        found = self._ref(noun)
        return [found] if found else []

    def _ref(self, token: Token) -> ActorRef | None:
        start, end = phrase(token)
        words = text_of(token.doc)[start:end]
        if self._is_ground(token):
            return None
        known = self._named(token)
        if known is not None:
            return known[1]
        group = token.pos_ == "NOUN" and any(c.lower_ in ("the", "this") for c in token.children)
        if group and syntax.lemma(token) in lists.GROUPS and len(words.split()) == 1:
            return earlier(token, ("armed_group", "coalition"), self._named)
        led = self._led_by(token)
        if led is not None:
            return led
        if token.dep_ in ("amod", "compound") or not human(token):
            return None
        return ActorRef(id=None, name=" ".join(words.split()), start=start, end=end)

    def _led_by(self, token: Token) -> ActorRef | None:
        """As in "bands of Islamic State", "its aircraft": the armed side that they belong to."""
        for child in syntax.children(token, "nmod"):
            if syntax.case_of(child) == "of" and not self._is_ground(child):
                named = self._named(child)
                if named is not None and named[0].kind in lists.COMMANDING:
                    return named[1]
        if syntax.lemma(token) not in FIGHTERS:
            return None
        owner = next((c for c in token.children if c.lower_ in lists.POSSESSIVES), None)
        found = self._antecedent(owner) if owner is not None else None
        known = self._actors.by_id(found.id) if found is not None and found.id else None
        if found is None or known is None:
            return None
        led = self._actors.by_id(known.parent) if known.kind == "person" and known.parent else None
        forces = self._actors.forces_of(known.country) if known.country else None
        forces = led if led is not None and led.kind == "armed_group" else forces
        return found if forces is None or known.kind == "armed_group" else ActorRef(
            id=forces.id, name=forces.name, start=found.start, end=found.end)  # fmt: skip

    def _is_ground(self, token: Token) -> bool:
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

    def _named(self, token: Token) -> tuple[Actor, ActorRef] | None:
        """The actor of the table that a phrase names, and where it does."""
        start, end = phrase(token)
        actor = self._known(text_of(token.doc)[start:end], token)
        ref = actor and ActorRef(id=actor.id, name=actor.name, start=start, end=end)
        return (actor, ref) if actor and ref else None

    def _known(self, words: str, token: Token) -> Actor | None:
        whole = self._actors.find(words, self._on)
        surname = whole is not None and whole.kind == "government"
        if whole is not None and not (surname and self._surname(token.doc, phrase(token)[0])):
            return whole
        noun = syntax.lemma(token)
        named = self._named_in(words, token)
        ends = [match for match in named if match.end >= len(words.rstrip()) - 1]
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
        if ends:
            # The rightmost name is the head: "Syrian President Bashar al-Assad".
            return named_group(words, named) or ends[-1].actor
        # "the Lavrov plan" is no Lavrov; "Assad's forces" and "Trump officials" are theirs, and
        # "Assad's Russian allies" are not.
        first = nations[0].idx - phrase(token)[0] if nations else 0
        kept = [m.actor for m in named if m.actor.kind != "population" and m.end > first]
        if not kept or not (noun in lists.OF_A_SIDE or token.pos_ == "PROPN"):
            return None
        state = kept[-1].kind == "government" and kept[-1].country and noun in lists.ARMED
        return (self._actors.forces_of(kept[-1].country or "") if state else None) or kept[-1]

    def _named_in(self, words: str, token: Token) -> list[ActorMatch]:
        """The actors in a phrase; the last name of a person is no country: "Marcus Jordan"."""
        start = phrase(token)[0]
        return [
            match for match in self._actors.match(words, self._on)
            if not only_backs(words, match)
            and not (match.actor.kind == "government"
                     and self._surname(token.doc, start + match.start))
        ]  # fmt: skip

    def _surname(self, doc: Doc, offset: int) -> bool:
        """Whether a name stands behind a first name: neither is a place mention."""
        span = doc.char_span(offset, offset + 1, alignment_mode="expand")
        if span is None or span.start <= span.sent.start or self.place_at(offset) is not None:
            return False
        first = span[0].nbor(-1)
        name = first.pos_ == "PROPN" and first.is_title and first.lower_ not in _TITLED
        return name and self.place_at(first.idx) is None

    def _adjective(self, token: Token) -> bool:
        place = self.place_at(token.idx)
        return token.pos_ == "ADJ" and place is not None and place.role == "demonym"

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
                or token.pos_ not in ("ADJ", "NOUN", "NUM", "PROPN", "PUNCT")
                or (token.pos_ == "PUNCT" and token.text != "-")
            ):
                break
            at -= 1
        return found[::-1]

    def _nationalities(self, noun: Token, family: str) -> list[ActorRef]:
        """One actor for each nationality before a noun, and the known name it ends with."""
        refs: dict[str, ActorRef] = {}
        run = self._run(noun)
        for adjective in run:
            place = self.place_at(adjective.idx)
            if place is None or place.role in _NOBODY or place.relation is not None:
                continue
            if place.place is not None and place.place.kind == "city" and family == "diplomacy":
                continue  # "the Tehran summit" is there, not Iran's
            actor = self._national(adjective, noun, family)
            if actor is not None:
                end = adjective.idx + len(adjective.text)
                refs.setdefault(
                    actor.id,
                    ActorRef(id=actor.id, name=actor.name, start=adjective.idx, end=end),
                )
        if not run and family:
            refs.update(self._named_before(noun))
        return list(refs.values())

    def _named_before(self, noun: Token) -> dict[str, ActorRef]:
        """As in "Islamic State attacks", "Assad regime strikes", "pro-Assad offensives"."""
        first = max(syntax.sentence_of(noun)[0], noun.i - 6)
        window = noun.doc[first : noun.i]
        text = window.text
        for match in self._actors.match(text, self._on):
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
            hyphen = text_of(noun.doc)[max(0, start - 4) : start].lower()
            if hyphen in ("pro-", "nti-"):
                continue
            actor = match.actor
            return {actor.id: ActorRef(id=actor.id, name=actor.name, start=start, end=end)}
        return {}

    def _national(self, adjective: Token, noun: Token, family: str = "") -> Actor | None:
        """Whom a nationality and a noun mean: forces, a government, people, or nobody known."""
        place = self.place_at(adjective.idx)
        if place is None or place.actor_id is None:
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

    def place_at(self, offset: int) -> Mention | None:
        """The mention that covers a character; None where none does."""
        before = bisect_right(self._starts, offset) - 1
        mention = self._mentions[before] if before >= 0 else None
        return mention if mention is not None and offset < mention.end else None

    def _antecedent(self, pronoun: Token) -> ActorRef | None:
        """Whom a pronoun stands for: the nearest named subject before it, of fitting kind."""
        lower = pronoun.lower_
        if lower in lists.RELATIVE and pronoun.head.dep_.startswith("acl"):
            refs = self._of_token(pronoun.head.head)
            return refs[0] if refs else None
        kinds = lists.PRONOUNS.get(lower) or lists.POSSESSIVES.get(lower)
        return None if kinds is None else earlier(pronoun, kinds, self._named)
