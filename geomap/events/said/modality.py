"""Did it happen: modality and polarity of a trigger, with the words that decided.

From the trigger upwards, each word that holds the deed as its content may hold a cue; the
nearest decides. A verb of saying passes its content through with its own certainty ("claimed");
a clause that only stands beside the deed ("after", "who") ends the climb.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from geomap.events.parse import clauses, syntax
from geomap.events.patterns import modality as cues
from geomap.events.patterns import verbs as lists
from geomap.events.said.steps import MEANWHILE, Step, is_cue, steps_of
from geomap.language.vocabulary import SAYING
from geomap.model import AHEAD

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geomap.model import Modality, Polarity

_BESIDE = frozenset({"aux", "aux:pass", "cop", "mark", "advmod", "amod", "det", "case"})
_WOULD = frozenset({"would", "'d", "’d"})
_SELF = frozenset({"he", "she", "it", "they"})
_ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})


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
    if _raised_for(trigger):
        return "hypothetical", "to"
    offered = _offered(trigger)
    if offered is not None:
        return "hypothetical", offered.text
    asked, aimed = _asked(trigger), False
    for step in steps_of(trigger):
        aimed = aimed or (_is_aim(step.token) and _does(trigger, step.token))
        found = _of_step(step, trigger)
        if found is not None and not (asked and found[0] in ("planned", "ongoing")):
            ends = found[0] in AHEAD and _stopped(trigger)
            return ("ongoing", found[1]) if ends else found
    if asked:
        return "hypothetical", "?"
    accused = _accused_of(trigger)
    if accused is not None:
        return "alleged", accused.text
    return ("planned", "to") if aimed else ("occurred", None)


def _stopped(noun: Token) -> bool:
    """As in "urged the army to halt its raids": what is to end goes on."""
    top = syntax.whole(noun)
    ended = top.dep_ in ("obj", "nsubj:pass") and syntax.lemma(top.head) in lists.STOPPING
    return ended and not syntax.is_verb(noun)


def _ahead_of(noun: Token) -> bool:
    """As in "ahead of the Idlib offensive", whatever the parse makes of it."""
    for at in range(noun.i - 1, max(syntax.sentence_of(noun)[0], noun.i - 7), -1):
        token = noun.doc[at]
        if token.lower_ == "of":
            return token.i > 0 and noun.doc[at - 1].lower_ == "ahead"
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PUNCT", "PART"):
            return False
    return False


def _offered(noun: Token) -> Token | None:
    """The word of "rejected a truce", "a deal proposed by the envoy", "talks on a ceasefire"."""
    if syntax.lemma(noun) not in cues.HELD or any(c.lower_ == "the" for c in noun.children):
        return None
    above = [noun.head] if noun.dep_ in ("obj", "nsubj:pass", "nmod") else []
    told = [*above, *syntax.children(noun, "acl")]
    return next((word for word in told if syntax.lemma(word) in cues.OFFERING), None)


def _accused_of(trigger: Token) -> Token | None:
    """The verb of "accused of ignoring torture by its allies": all of it is an accusation."""
    token = trigger
    for above in trigger.ancestors:
        if syntax.lemma(above) in cues.ACCUSING and syntax.is_verb(above):
            of = any(t.lower_ == "of" for t in above.doc[above.i : trigger.i])
            return above if of and token.dep_ not in ("conj", "parataxis") else None
        if token.dep_ in ("acl:relcl", "parataxis"):
            return None
        breached = token.dep_ == "obj" and syntax.lemma(above) in cues.BREACHING
        if syntax.case_of(token) in MEANWHILE or breached:
            return None  # "accused of attacking police during protests"
        token = above
    return None


def _raised_for(verb: Token) -> bool:
    """As in "militias recruited to fight": what a force is for is no deed of it."""
    aim = syntax.is_verb(verb) and syntax.is_infinitive(verb)
    return aim and verb.dep_ in ("advcl", "xcomp") and clauses.raised_for(verb) is not None


def _does(trigger: Token, verb: Token) -> bool:
    """Whether a verb above is the deed's own, not what is done about it ("to support raids")."""
    if syntax.is_verb(trigger):
        return verb == trigger or verb.is_ancestor(trigger)
    return verb in (syntax.carrier(trigger), syntax.happening(trigger))


def _is_aim(token: Token) -> bool:
    """Whether a verb stands as what something is done for: "went in to arrest"."""
    head = syntax.lemma(token.head)
    voiced = head in lists.VOICING and syntax.lemma(token) in SAYING
    return (
        syntax.is_verb(token)
        and syntax.is_infinitive(token)
        and not voiced
        and head not in lists.BRINGING_ABOUT | lists.BY_MEANS
        and token.dep_ in ("advcl", "ROOT", "root")
    )


def _of_step(step: Step, trigger: Token) -> tuple[Modality, str] | None:
    token, own = step.token, step.token == trigger
    beside = _beside(token, own=own) if step.clause else set()
    name = syntax.lemma(token)
    if name == "go" and not own and any(c.lower_ == "on" for c in token.children):
        return "ongoing", token.text
    resisted = step.below.dep_ == "obl" and syntax.case_of(step.below) == "against"
    # "Marched to protest against the killings": those have been.
    past = name == "protest" and any(c.lower_ == "the" for c in step.below.children)
    if resisted and name in cues.RESISTING and not past:
        return "hypothetical", token.text
    if not own and name in cues.MARCHING and _wanted(step):
        return "hypothetical", token.text  # "marched for the release of prisoners"
    nominal = not syntax.is_verb(trigger) and step.below.pos_ in ("NOUN", "PROPN")
    # "Ordered the road closed" tells what came of it, "ordered it to close" of a plan.
    bare = not syntax.children(step.below, "mark", "aux:pass")
    nominal |= step.below.dep_ == "xcomp" and step.below.tag_ == "VBN" and bare
    for table, modality in cues.TABLE:
        cue = next(iter(sorted(beside & table.beside)), None)
        if cue is not None:
            return ("planned" if cue in _WOULD and _meant_by_speaker(token) else modality), cue
        above = step.content or (step.clause and token.pos_ == "ADJ")
        if own or not above:
            continue
        if {name, token.lower_} & table.governing:
            if nominal and name in cues.OF_VERBS_ONLY and not _wanted(step):
                continue
            # "claimed the attack": that it was theirs
            claimed = nominal and name == "claim" and step.below.dep_ in ("obj", "nsubj:pass")
            claimed |= any(child.lower_ == "responsibility" for child in token.children)
            if _told_as_fact(step, modality) or claimed:
                continue
            return modality, token.text
    if own:
        return _of_own_form(trigger)
    if step.content and name in cues.ALLEGING and token.pos_ == "NOUN":
        return "alleged", token.text
    return _of_aim(step)


def _wanted(step: Step) -> bool:
    """As in "called for a ceasefire", "calls for talks": they are not yet."""
    return step.below.dep_ in ("obl", "nmod") and syntax.case_of(step.below) == "for"


def _meant_by_speaker(verb: Token) -> bool:
    """As in "the president said he would send troops": his "will", told in the past."""
    above = verb.head
    pronoun = any(c.pos_ == "PRON" and c.lower_ in _SELF for c in syntax.subjects(verb))
    told = verb.dep_ == "ccomp" and syntax.lemma(above) in SAYING and above.tag_ == "VBD"
    return pronoun and told and not any(t.lower_ in ("if", "unless") for t in verb.sent)


def _told_as_fact(step: Step, modality: Modality) -> bool:
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
    told = None if syntax.is_verb(trigger) else syntax.carrier(trigger)
    verb = trigger if syntax.is_verb(trigger) else told or syntax.happening(trigger)
    if verb is None or (verb != trigger and is_cue(syntax.lemma(verb))):
        return None
    aux = syntax.auxiliaries(verb)
    if syntax.is_infinitive(verb) and aux & {"is", "are", "was", "were"}:
        return "planned", "to"  # "officials were to meet"
    if verb.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "been", "’s", "’re"}:
        return "ongoing", verb.text
    return None


def _of_aim(step: Step) -> tuple[Modality, str] | None:
    """A noun's "to" clause is an aim ("a plan to") unless it tells which did ("the first to")."""
    if step.below.dep_ != "acl" or not syntax.is_infinitive(step.below):
        return None
    if step.token.dep_ == "obj" and syntax.lemma(step.token.head) in lists.BY_MEANS:
        return None
    beside = {child.lower_ for child in step.token.children} | {step.token.lower_}
    return None if beside & _ORDINALS else ("planned", "to")


def _beside(token: Token, *, own: bool) -> set[str]:
    near = (c for c in token.children if c.dep_ in _BESIDE)
    words = {c.lower_ for c in near if c.doc[c.i + 1 : c.i + 2].text != "of"}  # not "ahead of"
    if token.pos_ in ("NOUN", "PROPN"):
        # "An alleged chemical weapons attack": the adjective may hang on a word between.
        words |= {t.lower_ for t in token.subtree if t.i < token.i and t.pos_ in ("ADJ", "VERB")
                  and token.i - t.i < 6}  # fmt: skip
        if "to" in syntax.cases_of(token):
            words.discard("due")  # "due to clashes" have been
        words -= {"may", "if"} if not own else set()
    return words


def _asked(trigger: Token) -> bool:
    """Whether the sentence is a question: it ends with its mark, or opens with the verb."""
    doc, (start, stop) = trigger.doc, syntax.sentence_of(trigger)
    words = (doc[at] for at in range(stop - 1, start - 1, -1))
    end = next((t for t in words if t.text.strip("\"'”’*_)» ") and not t.is_space), None)
    first = next((doc[at] for at in range(start, stop) if doc[at].is_alpha), None)
    if end is not None and end.text.endswith("?"):
        return first is None or first.tag_ not in cues.TAKEN_FOR_GRANTED
    return first is not None and first.lower_ in (
        "will", "can", "could", "should", "is", "are", "did", "does", "do", "has", "have",
    ) and first.pos_ == "AUX"  # fmt: skip


def polarity_of(trigger: Token) -> tuple[Polarity, str | None]:
    """Whether the event is denied, with the word that denies it."""
    if syntax.told_not_to(trigger) is not None:
        return "affirmed", None
    told = trigger if syntax.is_verb(trigger) else syntax.carrier(trigger)
    sides = syntax.children(told, "nsubj", "nsubj:pass", "obj") if told is not None else []
    told_not = (_denial(step, trigger) for step in steps_of(trigger))
    cue = next(filter(None, chain(map(syntax.nobody, sides), told_not)), None)
    return ("affirmed", None) if cue is None else ("denied", cue)


def _denial(step: Step, trigger: Token) -> str | None:
    token, own = step.token, step.token == trigger
    negation = next(
        (
            child.text for child in token.children
            if child.lower_ in cues.NEGATIONS and not _more_than(child)
            and child.dep_ in ("advmod", "det", "neg", "case", "mark", "cc", "cc:preconj")
        ),
        None,
    )  # fmt: skip
    name = syntax.lemma(token)
    if name in cues.ENDED and syntax.lemma(trigger) in cues.HELD and not own:
        return token.text
    off = name == "call" and any(child.lower_ == "off" for child in token.children)
    cancelled = (off or name in cues.CANCELLING) and step.below.dep_ in ("obj", "nsubj:pass")
    if cancelled and syntax.lemma(trigger) not in cues.LASTING and not own:
        return token.text if negation is None else None  # "cancelled a visit", "called it off"
    if negation is not None and (own or _negates(step, name)):
        return negation
    if own or not step.content:
        return None
    if negation is not None:
        return None  # "neither confirmed nor denied"
    nominal = step.below.pos_ in ("NOUN", "PROPN")
    return token.text if name in (cues.DENYING_NOUNS if nominal else cues.DENYING) else None


def _more_than(negation: Token) -> bool:
    """As in "not only shelled the town but took it": both were."""
    return negation.doc[negation.i + 1 : negation.i + 2].text.lower() in ("only", "just")


def _negates(step: Step, name: str) -> bool:
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
