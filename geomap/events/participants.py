"""Who did it and to whom: the parse around a trigger, against the dated actor table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.model import ActorRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spacy.tokens import Token

    from geomap.gazetteer.actors import Actor, ActorTable
    from geomap.model import Mention

_SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
_PASSIVE = frozenset({"nsubj:pass"})
_NAME_PARTS = frozenset(
    {"compound", "amod", "flat", "nmod:poss", "nmod:desc", "nummod", "det", "nmod:unmarked"}
)
#: Prepositions of a nominal trigger that lead to who acts or who is acted upon.
_BY = frozenset({"by", "from", "between", "among", "with"})
_UPON = frozenset({"on", "against", "of", "at", "for", "to", "upon"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "that", "we", "i", "you"})
#: Statements are made to people, so "warned Syria" has Syria as its target.
_NOT_ACTORS = frozenset({"it", "there", "that", "which", "what", "this"})


class Participants:
    """The actors and targets around triggers of one article."""

    def __init__(
        self, actors: ActorTable, mentions: Sequence[Mention], published: date | None
    ) -> None:
        self._actors = actors
        self._on = published
        self._mentions = mentions

    def of(self, trigger: Token) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
        """Actors and targets of a trigger."""
        if trigger.pos_ in ("VERB", "AUX"):
            doers, done_to = self._of_verb(trigger)
        else:
            doers, done_to = self._of_noun(trigger)
        actors = self._refs(doers)
        targets = tuple(ref for ref in self._refs(done_to) if ref not in actors)
        return actors, targets

    def _of_verb(self, verb: Token) -> tuple[list[Token], list[Token]]:
        doers = [child for child in verb.children if child.dep_ in _SUBJECTS]
        done_to = [c for c in verb.children if c.dep_ in _PASSIVE or c.dep_ in ("obj", "iobj")]
        for child in verb.children:
            if child.dep_ == "obl:agent" or (child.dep_ == "obl" and _case(child) == "by"):
                doers.append(child)
            elif child.dep_ == "obl" and _case(child) in ("against", "with", "between"):
                done_to.append(child)
        governor = verb
        # Coordinated and infinitive verbs share the subject of the verb they hang on.
        while not doers and governor.dep_ in ("conj", "xcomp", "advcl", "acl", "acl:relcl"):
            if governor.dep_.startswith("acl"):
                # A participle with an object of its own is an active verb misread.
                active = any(child.dep_ == "obj" for child in governor.children)
                passive = governor.tag_ == "VBN" and not active
                (done_to if passive else doers).append(governor.head)
                break
            governor = governor.head
            doers = [child for child in governor.children if child.dep_ in _SUBJECTS]
            if governor.dep_ == "root":
                break
        return doers, done_to

    def _of_noun(self, noun: Token) -> tuple[list[Token], list[Token]]:
        doers = [c for c in noun.children if c.dep_ in ("nmod:poss", "amod", "compound")]
        done_to: list[Token] = []
        for child in noun.children:
            if child.dep_ == "nmod":
                if _case(child) in _BY:
                    doers.append(child)
                elif _case(child) in _UPON:
                    done_to.append(child)
        # "Israel launched strikes on ...", "strikes killed ...": the verb it hangs on.
        verb = noun.head
        if noun.dep_ in ("obj", "nsubj:pass", "obl") and verb.pos_ in ("VERB", "AUX"):
            of_verb, _ = self._of_verb(verb)
            doers += [token for token in of_verb if token is not noun]
        return doers, done_to

    def _refs(self, tokens: Sequence[Token]) -> tuple[ActorRef, ...]:
        refs: dict[str, ActorRef] = {}
        for head in _represented(tokens):
            for token in _coordinated(head):
                ref = self._ref(token)
                if ref is not None:
                    refs.setdefault(ref.id or ref.name, ref)
        return tuple(refs.values())

    def _ref(self, token: Token) -> ActorRef | None:
        """The actor that the noun phrase of `token` names; unknown actors keep their words."""
        if token.pos_ in ("PRON", "DET"):
            return self._antecedent(token)
        start, end = _phrase(token)
        words = token.doc.text[start:end]
        actor = self._known(words, token)
        if actor is not None:
            return ActorRef(id=actor.id, name=actor.name, start=start, end=end)
        place = self._place_at(token.idx)
        if place is not None and place.role not in ("metonym", "demonym"):
            return None
        if token.dep_ in ("amod", "compound") or not _human(token):
            return None
        return ActorRef(id=None, name=" ".join(words.split()), start=start, end=end)

    def _known(self, words: str, token: Token) -> Actor | None:
        whole = self._actors.find(words, self._on)
        if whole is not None and whole.kind == "population" and token.pos_ == "ADJ":
            return self._of_nationality(token)
        if whole is not None:
            return whole
        named = self._actors.match(words, self._on)
        if named:
            # The rightmost name is the head: "Syrian President Bashar al-Assad".
            return named[-1].actor
        return self._of_nationality(token)

    def _of_nationality(self, token: Token) -> Actor | None:
        """As in "Syrian, Russian and Iranian forces": each adjective with the shared noun."""
        for adjective in (token, *(c for c in token.children if c.dep_ == "amod")):
            place = self._place_at(adjective.idx)
            if place is None or place.actor_id is None:
                continue
            noun = token if adjective is not token else _shared_noun(token)
            actor = self._actors.find(f"{adjective.text} {noun.text}", self._on)
            if actor is None and noun.lower_ in _ARMED and place.actor_id.endswith("-GOV"):
                actor = self._actors.forces_of(place.actor_id.removesuffix("-GOV"))
            return actor or self._actors.by_id(place.actor_id)
        return None

    def _place_at(self, offset: int) -> Mention | None:
        return next((m for m in self._mentions if m.start <= offset < m.end), None)

    def _antecedent(self, pronoun: Token) -> ActorRef | None:
        """Whom a pronoun stands for: the nearest named subject before it, of fitting number."""
        lower = pronoun.lower_
        if lower in ("who", "which", "that") and pronoun.head.dep_.startswith("acl"):
            return self._ref(pronoun.head.head)
        if lower not in _PRONOUNS or lower in _NOT_ACTORS:
            return None
        limit = max(0, pronoun.sent.start - 60)
        for at in range(pronoun.i - 1, limit, -1):
            token = pronoun.doc[at]
            if token.dep_ in _SUBJECTS and token.pos_ in ("PROPN", "NOUN"):
                start, end = _phrase(token)
                actor = self._known(pronoun.doc.text[start:end], token)
                if actor is not None and (lower == "they") == (actor.kind != "person"):
                    return ActorRef(id=actor.id, name=actor.name, start=start, end=end)
        return None


def _represented(tokens: Sequence[Token]) -> Iterator[Token]:
    """As in "The leaders of Russia, Iran and Turkey": the states that they speak for."""
    for token in tokens:
        states = [
            child
            for child in token.children
            if child.dep_ == "nmod" and _case(child) == "of" and child.pos_ == "PROPN"
        ]
        speaks = (token.lemma_ or token.text).lower() in _SPEAKERS
        yield from states if states and speaks else [token]


def _shared_noun(adjective: Token) -> Token:
    """The noun that coordinated adjectives share."""
    while adjective.dep_ == "conj":
        adjective = adjective.head
    return adjective.head


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _coordinated(head: Token) -> Iterator[Token]:
    yield head
    for child in head.conjuncts:
        if child.i > head.i:
            yield child
    # Adjectives that share the noun: "Syrian, Russian and Iranian forces".
    for child in head.children:
        if child.dep_ == "amod" and any(other.dep_ == "conj" for other in child.children):
            yield from (other for other in child.conjuncts if other.i != child.i)


def _phrase(token: Token) -> tuple[int, int]:
    """Offsets of the noun phrase of `token`, without determiners and relative clauses."""
    inside = [token]
    for child in token.children:
        if child.dep_ in _NAME_PARTS or child.dep_.startswith("flat") or _of_name(child):
            inside += [t for t in child.subtree if t.dep_ not in ("conj", "cc", "punct")]
    inside = [t for t in inside if t.dep_ != "det" and not t.is_space] or [token]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def _of_name(child: Token) -> bool:
    """As in "Observatory for Human Rights", "Ministry of Defence": capitals on both sides."""
    return child.dep_ == "nmod" and child.text[:1].isupper() and child.head.text[:1].isupper()


#: Endings and words of nouns that can act; others ("attacks", "it") are no actors.
_PEOPLE = frozenset(
    """
    force troop army soldier fighter militant rebel group police official minister president
    leader authority government regime militia jihadist insurgent gunman attacker unit
    faction commander guard crowd protester resident civilian child woman man people family
    activist official diplomat warplane jet helicopter aircraft plane drone tank warship
    coalition observer ally party side country state power terrorist member opposition medic
    doctor worker rescuer refugee national spokesman spokeswoman envoy ambassador source
    witness officer general journalist doctor villager convoy army navy person victim body
    """.split()
)


#: Who speaks for a state, and what makes a deed of arms.
_SPEAKERS = frozenset({"leader", "president", "minister", "head", "government", "foreign"})
_ARMED = frozenset(
    """
    raid raids strike strikes airstrike airstrikes shelling bombing bombardment attack
    attacks offensive offensives assault assaults forces troops jets warplanes army military
    operation missiles missile drones drone artillery
    """.split()
)


def _human(token: Token) -> bool:
    return token.pos_ == "PROPN" or (token.lemma_ or token.text).lower() in _PEOPLE
