"""Did it happen: modality and polarity of a trigger, with the words that decided.

From the trigger upwards, each word that holds the deed as its content may hold a cue; the
nearest decides. A verb of saying passes its content through with its own certainty ("claimed");
a clause that only stands beside the deed ("after", "who") ends the climb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.events import syntax
from geomap.events.patterns import modality as cues
from geomap.events.patterns import verbs as lists
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from geomap.model import Modality, Polarity

_BESIDE = frozenset({"aux", "aux:pass", "cop", "mark", "advmod", "amod", "det", "case"})
_ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})


@dataclass(frozen=True, slots=True)
class _Step:
    """A word above the trigger, and how much of it holds for the trigger."""

    token: Token
    below: Token
    clause: bool
    """Whether its auxiliaries and negation are the deed's as well."""
    content: bool
    """Whether the deed is what it tells, plans, fears or denies."""
    passes: bool = False
    """Whether, with neither, what stands above still holds the deed."""


def modality_of(trigger: Token) -> tuple[Modality, str | None]:
    """Whether the event occurred, goes on, or is planned, threatened, hypothetical or alleged.

    Returns:
        The modality and the cue words; no cue for what is simply told as having happened.
    """
    if syntax.told_not_to(trigger) is not None:
        return "hypothetical", "not to"
    ascribed = syntax.ascribed(trigger)
    if ascribed is not None:
        return "alleged", ascribed.text
    if not syntax.is_verb(trigger) and syntax.scheduled(trigger) is not None:
        return "planned", "due"
    if not syntax.is_verb(trigger) and _ahead_of(trigger):
        return "planned", "ahead of"
    asked, aimed = _asked(trigger), False
    for step in _steps(trigger):
        aimed = aimed or (_is_aim(step.token) and _does(trigger, step.token))
        found = _of_step(step, trigger)
        if found is not None and not (asked and found[0] in ("planned", "ongoing")):
            return _as_alleged(trigger, found)
    if asked:
        return "hypothetical", "?"
    return ("planned", "to") if aimed else ("occurred", None)


def _as_alleged(trigger: Token, found: tuple[Modality, str]) -> tuple[Modality, str]:
    """A plan that somebody only claims others have is alleged: "claims that rebels prepare"."""
    if found[0] != "planned":
        return found
    for step in _steps(trigger):
        said = syntax.lemma(step.token) in cues.ALLEGING and step.token.pos_ == "NOUN"
        if step.content and said and step.below.dep_ == "acl":
            return "alleged", step.token.text
    return found


def _ahead_of(noun: Token) -> bool:
    """As in "ahead of the Idlib offensive", whatever the parse makes of it."""
    for at in range(noun.i - 1, max(noun.sent.start, noun.i - 7), -1):
        token = noun.doc[at]
        if token.lower_ == "of":
            return token.i > 0 and noun.doc[at - 1].lower_ == "ahead"
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PUNCT"):
            return False
    return False


def _does(trigger: Token, verb: Token) -> bool:
    """Whether a verb above is the deed's own, not what is done about it ("to support raids")."""
    if syntax.is_verb(trigger):
        return verb == trigger or verb.is_ancestor(trigger)
    return verb in (syntax.carrier(trigger), syntax.happening(trigger))


def _is_aim(token: Token) -> bool:
    """Whether a verb stands as what something is done for: "went in to arrest"."""
    return (
        syntax.is_verb(token)
        and syntax.is_infinitive(token)
        and syntax.lemma(token.head) not in lists.BRINGING_ABOUT
        and token.dep_ in ("advcl", "ROOT", "root")
    )


def _steps(trigger: Token) -> Iterator[_Step]:
    """The trigger and the words whose content it is, nearest first."""
    yield _Step(trigger, trigger, clause=True, content=False)
    token = trigger
    for _climbed in range(7):
        above = token.head
        if above == token:
            return
        step = _step(token, above)
        if step is None:
            return
        yield step
        if not (step.clause or step.content or step.passes):
            return
        token = above


def _step(token: Token, above: Token) -> _Step | None:
    """What the word above makes of the one below, by the way it hangs; None for nothing."""
    dep = token.dep_
    if syntax.is_verb(token) or _clausal(token):
        return _above_clause(token, above, dep)
    if dep == "conj":
        return _Step(above, token, clause=not _own_modifier(token), content=False, passes=True)
    if dep == "nmod":
        if syntax.whole(token) != token:
            return _Step(above, token, clause=True, content=True)
        return _Step(above, token, clause=False, content=True) if _content_noun(above) else None
    if not (syntax.is_verb(above) or above.pos_ in ("ADJ", "NOUN")):
        return None
    if dep in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS | {"obl:agent"}:
        return _Step(above, token, clause=True, content=dep == "nsubj:pass")
    if dep in ("obj", "iobj", "compound", "amod"):
        return _Step(above, token, clause=True, content=True)
    if dep == "obl":
        return _above_oblique(token, above)
    return None


def _above_oblique(token: Token, above: Token) -> _Step | None:
    case = syntax.case_of(token)
    name = syntax.lemma(above)
    if case in ("for", "to", "with", "of", "against", "about", "on", "from") and (
        name in cues.TABLE[2][0].governing | cues.TABLE[1][0].governing | cues.DENYING_NOUNS
        or name in ("call", "push", "press", "build", "oppose", "hold", "accuse", "warn")
    ):
        return _Step(above, token, clause=True, content=True)
    if syntax.cases_of(token) & {"behind", "under"}:
        return _Step(above, token, clause=True, content=True)
    if case in ("for", "to", "of", "against"):
        # "beat the drum for a ground war": the parse may hang it on the verb.
        held = next((c for c in syntax.children(above, "obj") if _content_noun(c)), None)
        if held is not None and held.i < token.i:
            return _Step(held, token, clause=False, content=True)
    loose = above.tag_ in ("VBG", "VB") and above.dep_ != "ROOT"
    return _Step(above, token, clause=False, content=False, passes=True) if loose else None


def _above_clause(token: Token, above: Token, dep: str) -> _Step | None:
    """What a verb passes its content, its aim, its second half or its participle."""
    if dep == "xcomp":
        return _Step(above, token, clause=True, content=True)
    if dep in ("ccomp", "csubj"):
        return _Step(above, token, clause=False, content=True)
    if dep == "conj":
        return _above_joined(token, above)
    # "wants its banks looted" hangs as a clause of its own; "had bombed" may be misread.
    wanted = token.tag_ == "VBN" or syntax.lemma(above) in ("want", "need", "see", "like")
    if dep == "parataxis":
        loose = wanted and not syntax.auxiliaries(token)
        return _Step(above, token, clause=False, content=True) if loose else None
    if dep == "obj" and syntax.lemma(above) == "have":
        return _Step(above, token, clause=True, content=False)  # "had bombed", misread
    stated = dep == "advcl" and token.tag_ == "VBD" and syntax.marks(token) & lists.OPENING
    if dep == "advcl" and not stated:
        if syntax.lemma(above) in lists.OBJECT_CONTROL | {"accuse", "suspect"}:
            return _Step(above, token, clause=False, content=True)
        if syntax.is_infinitive(token):
            return _Step(above, token, clause=True, content=False)
        joined = token.tag_ in ("VBG", "VBN") and syntax.marks(token) <= {
            "by",
            "in",
            "through",
            "including",
        }
        # "when they meet", with "will" above: the present of what is to come.
        present = token.tag_ in ("VBP", "VBZ") or (token.tag_ == "VB" and syntax.subjects(token))
        joined = joined or bool(present and "will" in syntax.auxiliaries(above))
        if joined:
            return _Step(above, token, clause=not syntax.is_infinitive(above), content=False,
                         passes=True)  # fmt: skip
        return None
    if dep == "acl":
        return _above_modifier(token, above)
    if dep == "acl:relcl" and token.tag_ in ("VBP", "VBZ", "VB"):
        # "wants a deal that forces": a thing not there yet.
        vague = any(c.lower_ in ("a", "an", "any") for c in above.children)
        return _Step(above, token, clause=False, content=False, passes=True) if vague else None
    return None


def _above_modifier(token: Token, noun: Token) -> _Step | None:
    """What a noun makes of the clause that says what it is for or about."""
    name = syntax.lemma(noun)
    if syntax.is_infinitive(token):
        return _Step(noun, token, clause=False, content=True)
    if "that" in syntax.marks(token) and name in cues.ALLEGING | cues.GROUNDS:
        return _Step(noun, token, clause=False, content=True)
    if "of" in syntax.marks(token) and _content_noun(noun):
        return _Step(noun, token, clause=False, content=True)
    if token.tag_ == "VBG" and (noun.dep_ in ("obj", "nsubj:pass") or syntax.marks(token)):
        return _Step(noun, token, clause=False, content=False, passes=True)
    return None


def _above_joined(token: Token, above: Token) -> _Step | None:
    """What the first of two joined clauses makes of the second; a new statement stands alone."""
    if syntax.lemma(token) in SAYING:
        return None
    apart = bool(syntax.subjects(token)) or bool(syntax.auxiliaries(token))
    verb = above if syntax.is_verb(above) else next(filter(syntax.is_verb, above.ancestors), None)
    if verb is None:
        return None
    return _Step(verb, token, clause=not apart, content=False, passes=True)


def _clausal(token: Token) -> bool:
    """Whether an adjective or noun stands as a predicate: "is ready", "poised"."""
    return token.pos_ == "ADJ" or bool(syntax.children(token, "cop"))


def _own_modifier(token: Token) -> bool:
    return any(c.dep_ == "amod" for c in token.children)


def _is_cue(name: str) -> bool:
    return any(name in table.governing for table, _modality in cues.TABLE)


def _content_noun(noun: Token) -> bool:
    name = syntax.lemma(noun)
    return _is_cue(name) or name in cues.ALLEGING | cues.DENYING | lists.QUANTIFIERS


def _of_step(step: _Step, trigger: Token) -> tuple[Modality, str] | None:
    token, own = step.token, step.token == trigger
    beside = _beside(token, own=own) if step.clause else set()
    name = syntax.lemma(token)
    resisted = step.below.dep_ == "obl" and syntax.case_of(step.below) == "against"
    if resisted and name in cues.RESISTING:
        return "hypothetical", token.text
    nominal = not syntax.is_verb(trigger) and step.below.pos_ in ("NOUN", "PROPN")
    for table, modality in cues.TABLE:
        cue = next(iter(sorted(beside & table.beside)), None)
        if cue is not None:
            return modality, cue
        above = step.content or (step.clause and token.pos_ == "ADJ")
        if own or not above:
            continue
        if {name, token.lower_} & table.governing:
            if nominal and name in cues.OF_VERBS_ONLY:
                continue
            if _told_as_fact(step, modality):
                continue
            return modality, token.text
    if own:
        return _of_own_form(trigger)
    if step.content and name in cues.ALLEGING and token.pos_ == "NOUN":
        return "alleged", token.text
    return _of_aim(step)


def _told_as_fact(step: _Step, modality: Modality) -> bool:
    """As in "warned that troops had entered": warned of, and yet told as past."""
    below = step.below
    return (
        modality in ("threatened", "hypothetical", "planned")
        and below.dep_ == "ccomp"
        and (
            below.tag_ == "VBD"
            or bool(syntax.auxiliaries(below) & {"had", "has", "have", "was", "were"})
        )
    )


def _of_own_form(trigger: Token) -> tuple[Modality, str] | None:
    """What the form of the trigger says: "are bombing", "to retake", "not to attack"."""
    verb = trigger if syntax.is_verb(trigger) else syntax.carrier(trigger)
    if verb is None or (verb != trigger and _is_cue(syntax.lemma(verb))):
        return None
    aux = syntax.auxiliaries(verb)
    if verb.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "been", "’s", "’re"}:
        return "ongoing", verb.text
    return None


def _of_aim(step: _Step) -> tuple[Modality, str] | None:
    """A noun's "to" clause is an aim ("a plan to") unless it tells which did ("the first to")."""
    if step.below.dep_ != "acl" or not syntax.is_infinitive(step.below):
        return None
    beside = {child.lower_ for child in step.token.children} | {step.token.lower_}
    return None if beside & _ORDINALS else ("planned", "to")


def _beside(token: Token, *, own: bool) -> set[str]:
    words = {child.lower_ for child in token.children if child.dep_ in _BESIDE}
    if token.pos_ in ("NOUN", "PROPN"):
        # "An alleged chemical weapons attack": the adjective may hang on a word between.
        words |= {t.lower_ for t in token.subtree if t.i < token.i and t.pos_ in ("ADJ", "VERB")
                  and token.i - t.i < 6}  # fmt: skip
        words |= {syntax.lemma(c) for c in token.children
                  if c.dep_ in ("acl", "amod", "appos", "advcl") and c.i > token.i
                  and syntax.lemma(c) in ("due", "schedule", "expect", "plan", "set")}  # fmt: skip
        if "due" in words or words & {"schedule", "expect", "plan", "set"}:
            words.add("due")
        if "ahead" in syntax.cases_of(token):
            words.add("ahead")
        words -= {"may", "if"} if not own else set()
    return words


def _asked(trigger: Token) -> bool:
    """Whether the sentence is a question: it ends with its mark, or opens with the verb."""
    words = [t for t in trigger.sent if not t.is_space]
    end = next((t for t in reversed(words) if t.text.strip("\"'”’*_)» ")), None)
    if end is not None and end.text.endswith("?"):
        return True
    first = next((t for t in words if t.is_alpha), None)
    return first is not None and first.lower_ in (
        "will", "can", "could", "should", "is", "are", "did", "does", "do", "has", "have",
    ) and first.pos_ == "AUX"  # fmt: skip


def polarity_of(trigger: Token) -> tuple[Polarity, str | None]:
    """Whether the event is denied, with the word that denies it."""
    if syntax.told_not_to(trigger) is not None:
        return "affirmed", None
    for step in _steps(trigger):
        cue = _denial(step, trigger)
        if cue is not None:
            return "denied", cue
    return "affirmed", None


def _denial(step: _Step, trigger: Token) -> str | None:
    token, own = step.token, step.token == trigger
    negation = next(
        (
            child.text for child in token.children
            if child.lower_ in cues.NEGATIONS and child.dep_ in ("advmod", "det", "neg", "case",
                                                                "mark", "cc", "cc:preconj")
        ),
        None,
    )  # fmt: skip
    name = syntax.lemma(token)
    if negation is not None and (own or _negates(step, name)):
        return negation
    if own or not step.content:
        return None
    nominal = step.below.pos_ in ("NOUN", "PROPN")
    return token.text if name in (cues.DENYING_NOUNS if nominal else cues.DENYING) else None


def _negates(step: _Step, name: str) -> bool:
    """Whether "not" beside a word above takes the deed away as well."""
    below = step.below
    if below.pos_ in ("NOUN", "PROPN"):
        if below.dep_ in syntax.SUBJECTS:
            place = any(c.lower_ == "place" for c in step.token.children)
            return name in lists.HAPPEN - {"take"} or (name == "take" and place)
        return step.clause and name in cues.COMING_ABOUT | lists.LIGHT
    if below.dep_ in ("xcomp", "conj"):
        return step.clause
    return step.content and name in cues.GROUNDS
