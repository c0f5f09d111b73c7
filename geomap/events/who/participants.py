"""Who did it and to whom: the words around a trigger, against the dated actor table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.phrases import (
    LISTING,
    coordinated,
    human,
    is_pair,
    phrase,
    represented,
    shared_noun,
)
from geomap.events.patterns import people as lists
from geomap.events.patterns import verbs
from geomap.events.patterns.ground import DEED_NOUNS
from geomap.events.who.antecedents import FIGHTERS, anybody, both_sides, earlier, last_two
from geomap.events.who.arguments import arguments_of
from geomap.events.who.naming import (
    is_backer,
    of_office,
)
from geomap.language import text_of
from geomap.model import ActorRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from geomap.events.who.known import Known
    from geomap.gazetteer.actors import ActorTable

#: Families of what is done by force.
_OF_FORCE = frozenset({"violence", "control", "movement"})
#: Types of what is done to persons alone.
_OF_PERSONS = frozenset({"abduction", "arrest", "killing", "killing_of_civilians"})
#: Types of what is done to ground.
_OF_GROUND = frozenset({"territory_captured", "territory_handed_over", "siege", "destruction"})
#: What stands between the names of a list, emphasis of Markdown with it.
_BETWEEN = LISTING | {"*", "**", "_", "__"}
_DEEDS = lists.WEAPONS | DEED_NOUNS


class Participants:
    """The actors and targets around triggers of one article."""

    def __init__(self, actors: ActorTable, known: Known) -> None:
        self._actors = actors
        self._known = known

    def of(
        self, trigger: Token, event_type: str, family: str
    ) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
        """Actors and targets of a trigger."""
        doers, done_to = arguments_of(trigger, event_type)
        verb = syntax.is_verb(trigger)
        # "Israeli strikes killed ten": whose the blow is, his is the death.
        itself = [] if trigger.pos_ == "ADJ" or trigger in done_to else [trigger]
        every = (one for token in doers for one in coordinated(token))
        deeds = [token for token in every if syntax.lemma(token) in _DEEDS] if verb else itself
        found = self._of_deeds(deeds, "violence" if verb else family)
        # "Iran sanctions" are on Iran; "US sanctions" and "Iranian sanctions" are theirs.
        on = [key for key, ref in found.items() if event_type == "sanctions"
              and not verb and self._known.named_in_full(ref, trigger)]  # fmt: skip
        sanctioned = {key: found.pop(key) for key in on}
        if not verb:
            own = {c for c in trigger.children if c.dep_ in ("amod", "compound")}
            doers = [token for token in doers if token not in own]
        for ref in self._refs(doers):
            found.setdefault(ref.id or ref.name, ref)
        withstood = done_to if syntax.lemma(trigger) in verbs.REPELLING else []
        against = sanctioned | self._of_deeds(withstood, family)
        if family not in _OF_FORCE:
            done_to = [token for token in done_to if syntax.lemma(token) not in lists.HELD]
        if event_type in _OF_GROUND and syntax.lemma(trigger) != "lose":
            done_to = [token for token in done_to if token.lower_ != "it"]  # the town, not a side
            # A bare name is the ground's: "took Tazza", but "took the town from Tazza".
            done_to = [token for token in done_to if _is_people(token) or token.dep_ == "obl"
                       or self._known.named(token)]  # fmt: skip
        suffer = self._refs(done_to)
        if not suffer and event_type in _OF_PERSONS:
            suffer = tuple(anybody(token) for token in done_to if _counted(token))
        for ref in suffer:
            against.setdefault(ref.id or ref.name, ref)
        actors = tuple(found.values())
        return actors, tuple(ref for ref in against.values() if ref not in actors)

    def _of_deeds(self, deeds: Sequence[Token], family: str) -> dict[str, ActorRef]:
        """Whose deeds nouns say that they are."""
        refs = (ref for deed in deeds for ref in self._known.nationalities(deed, family))
        return {ref.id or ref.name: ref for ref in refs}

    def _refs(self, tokens: Sequence[Token]) -> tuple[ActorRef, ...]:
        refs: dict[str, ActorRef] = {}
        for head in represented(tokens):
            if syntax.nobody(head) is not None:
                continue
            listed = [*self._listed_before(head), *coordinated(head)]
            for token in listed:
                if any(ref.start < token.idx < ref.end for ref in refs.values()):
                    continue  # "Syria" of "the Islamic State of Iraq and Syria"
                told = token.doc[token.i + 1 : token.i + 2].text == "," and token.pos_ == "NOUN"
                ended = told and any(c.dep_ == "cc" for c in token.lefts)
                others = [*tokens, *(listed if ended else ())]
                if told and any(token.i + 2 in (one.i, one.left_edge.i) for one in others):
                    continue  # "his friends, Iran and Russia": those who say who they are
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
            if not joins or token is None or not self._known.names_actor(token):
                break
            opens = token.head if token.dep_ == "conj" else token
            if opens.dep_ in ("obj", "obl", "nmod", "iobj") or syntax.case_of(opens):
                break
            found.append(token)
            at = min(token.i, token.left_edge.i)
        return found[::-1]

    def _of_token(self, token: Token) -> list[ActorRef]:
        """The actors that the noun phrase of `token` names; unknown ones keep their words."""
        if is_pair(token):
            return last_two(token, self._known.match)
        if is_backer(token):
            return []
        if token.lower_ in lists.POSSESSIVES and token.head.dep_ in ("obl", "obj"):
            # "In their talks, the ministers ...": the subject may come after its pronoun.
            return list(self._refs(syntax.subjects(token.head.head)))
        beside = _object_beside(token) or both_sides(token)
        if beside:
            return list(self._refs(beside))
        whole = _list_before(token)
        if whole:
            return list(self._refs(whole))
        if token.pos_ in ("PRON", "DET") or token.lower_ in lists.RELATIVE:
            found = self._antecedent(token)
            return [found] if found else []
        noun = shared_noun(token) if self._known.is_adjective(token) else token
        if noun.lower_ in lists.TIMES or token.lower_ in lists.TIMES:
            return []
        common = noun.pos_ in ("NOUN", "ADJ") or noun.text.islower()
        several = self._known.nationalities(noun, "") if common else []
        sent = self._known.sent_from(noun)
        if sent or len(several) > 1:
            return sent or several
        found = self._ref(noun)
        return [found] if found else []

    def _ref(self, token: Token) -> ActorRef | None:
        start, end = phrase(token)
        words = text_of(token.doc)[start:end]
        if self._known.is_ground(token):
            return None
        led = self._led_by(token)
        known = self._known.named(token)
        if known is not None and (led is None or words[:1].isupper()):
            return known[1]
        group = token.pos_ == "NOUN" and any(c.lower_ in ("the", "this") for c in token.children)
        if group and syntax.lemma(token) in lists.GROUPS and len(words.split()) == 1:
            meant = earlier(token, ("armed_group", "coalition"), self._known.named)
            if meant is not None:
                return meant
        if led is not None:
            return led
        part = token.dep_ in ("amod", "compound") and not syntax.is_verb(token.head)
        part = part and syntax.lemma(token.head) not in lists.HOSTAGES
        if part or not human(token):
            return None
        return anybody(token)

    def _led_by(self, token: Token) -> ActorRef | None:
        """As in "bands of Islamic State", "its aircraft": the armed side that they belong to."""
        apart = syntax.lemma(token) in lists.NOT_OF_THEM
        for child in [] if apart else syntax.children(token, "nmod"):
            case = syntax.case_of(child)
            named = self._known.named(child) if case in ("of", "from") else None
            kinds = lists.COMMANDING if case == "of" else {"armed_group"}
            if named is not None and named[0].kind in kinds:
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

    def _antecedent(self, pronoun: Token) -> ActorRef | None:
        """Whom a pronoun stands for: the nearest named subject before it, of fitting kind."""
        lower = pronoun.lower_
        if lower in lists.RELATIVE and pronoun.head.dep_.startswith("acl"):
            noun = pronoun.head.head
            if self._known.is_ground(noun) and noun.dep_ == "nmod" and human(noun.head):
                noun = noun.head  # "the militia in Homs, which killed ten": no town did
            body = syntax.lemma(noun) in lists.SOMEBODIES - lists.COLLECTIVE
            if pronoun.dep_ == "nsubj" and syntax.lemma(noun) in lists.HELD:
                return None  # "a bombing at an army base that killed ten": no base did
            if lower == "which" and body:
                return None  # "an attack on worshippers in Homs, which claimed ten lives"
            refs = self._of_token(noun)
            return refs[0] if refs else None
        if lower == "it" and syntax.lemma(pronoun.head) in verbs.BURSTING:
            return None  # "The car was parked there when it blew up"
        kinds = lists.PRONOUNS.get(lower) or lists.POSSESSIVES.get(lower)
        return None if kinds is None else earlier(pronoun, kinds, self._known.named)


def _list_before(pronoun: Token) -> list[Token]:
    """As in "Iran and Russia, who have": a plural verb tells of all, "which has" of the last."""
    noun, verb = pronoun.head.head, pronoun.head
    if pronoun.lower_ not in ("who", "which") or verb.dep_ != "acl:relcl":
        return []
    helped = syntax.auxiliaries(verb)
    several = verb.tag_ == "VBP" or helped & {"have", "are", "were"}
    alone = verb.tag_ == "VBZ" or helped & {"has", "is", "was"}
    listed = [c for c in noun.conjuncts if c.i < pronoun.i]
    return [noun] if listed and several else listed[-1:] if alone else []


def _counted(noun: Token) -> bool:
    """As in "kidnapped 30 travellers": who is kidnapped is somebody, known as such or not."""
    apart = syntax.lemma(noun) in lists.MATERIEL | lists.WEAPONS | lists.HELD | lists.TIMES
    number = any(child.dep_ == "nummod" for child in noun.children)
    return noun.pos_ == "NOUN" and number and not apart


def _is_people(token: Token) -> bool:
    """Whether a noun is no bare name, which where ground is taken is the ground's: "took Tazza"."""
    person = token.ent_type_ == "PER" or syntax.lemma(token) in lists.PEOPLE
    return person or token.pos_ != "PROPN"


def _object_beside(pronoun: Token) -> list[Token]:
    """As in "targeted the agencies, accusing them": they are no subject, who accuses."""
    verb = pronoun.head
    held = pronoun.dep_ == "obj" and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    held = held and pronoun.lower_ in ("them", "it", "him", "her")
    # "freed the girls after they were kidnapped"
    freed = pronoun.dep_ == "nsubj:pass" and syntax.lemma(verb.head) in verbs.FREEING
    if not held and not (freed and verb.dep_ == "advcl"):
        return []
    return [one for one in syntax.children(verb.head, "obj") if one.i < pronoun.i]
