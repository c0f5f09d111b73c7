"""The parse around a word: what governs it, what it governs, and which verb carries a noun.

Dependencies are Universal Dependencies as the English pipelines write them (``nsubj:pass``,
``acl:relcl``, ``obl:agent``). Everything here asks one question of the tree; what the answers
mean for actors, time, place and modality is decided where it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse.reading import kept, read
from geomap.events.patterns import people
from geomap.events.patterns import verbs as lists
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
_ANY_SUBJECTS = SUBJECTS | PASSIVE_SUBJECTS
_ENDS = frozenset({".", ";", ":", "and", "but"})
_DUE = frozenset({"due", "scheduled", "planned", "expected", "set"})
_OF_A_CLAUSE = _ANY_SUBJECTS | {"obj", "aux", "mark", "expl", "cop", "ccomp", "xcomp"}
VERBAL = frozenset({"VERB", "AUX"})
#: Who is before a verb rather than described by it.
_ARMED = people.ARMED | people.OFFICIALS


_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "neither"})
_NO, _BEFORE = frozenset({"no", "neither"}), frozenset({"det", "cc:preconj"})


def sentence_of(token: Token) -> tuple[int, int]:
    """The first token of a word's sentence, and the one behind its last."""
    return read(token.doc).sentences[token.i]


def lemma(token: Token) -> str:
    """Dictionary form, lower case; the plain form where the pipeline's is no word of ours."""
    return read(token.doc).lemmas[token.i]


def nobody(word: Token) -> str | None:
    """The word by which a noun or pronoun names nobody: "no" of "no soldiers"; None for others."""
    if word.lower_ in _NOBODY:
        return word.text
    if any(c.lower_ == "than" for one in word.lefts for c in one.children):
        return None  # "no fewer than ten" are ten
    return next((c.text for c in word.lefts if c.lower_ in _NO and c.dep_ in _BEFORE), None)


def is_verb(token: Token) -> bool:
    """Whether a word stands as a verb; "Fighting erupted" tells of it as a thing."""
    if token.pos_ not in VERBAL or _plural(token):
        return False
    thing = token.tag_ == "VBG" and token.dep_ in _ANY_SUBJECTS
    return not thing or any(dep in ("obj", "aux", "nsubj") for dep, _child in below(token))


def _plural(token: Token) -> bool:
    """As in "after clashes with rebels": a third person without a subject is a plural noun."""
    alone = token.tag_ == "VBZ" and token.dep_ in ("ROOT", "advcl", "obl", "obj", "nmod", "dep")
    return alone and not any(dep in _OF_A_CLAUSE for dep, _child in below(token))


def below(token: Token) -> list[tuple[str, Token]]:
    """What hangs on a word, with its relation, in text order; spaCy looks for it at each call."""
    return read(token.doc).below[token.i]


@kept
def case_of(token: Token) -> str:
    """The first preposition of a noun, lower case: "on" in "on the town"; empty for none."""
    return next((child.lower_ for dep, child in below(token) if dep == "case"), "")


def cases_of(token: Token) -> set[str]:
    """All prepositions of a noun, with the words fixed to them: "ahead", "of"."""
    found = {child for child in token.children if child.dep_ == "case"}
    return {word.lower_ for one in found for word in (one, *one.children)}


def children(token: Token, *deps: str) -> list[Token]:
    """The words that hang on a word in one of the ways named."""
    return [child for dep, child in below(token) if dep in deps]


def subjects(verb: Token) -> list[Token]:
    """Subjects of an active verb."""
    return [child for dep, child in below(verb) if dep in SUBJECTS]


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: "was bombed", "the town bombed on Monday"."""
    if any(
        dep in PASSIVE_SUBJECTS or dep in ("aux:pass", "obl:agent") for dep, _child in below(verb)
    ):
        return True
    # "wants them removed", whichever past form the pipeline reads.
    wanted = verb.dep_ == "xcomp" and bool(children(verb.head, "obj"))
    adverbial = verb.dep_ == "advcl"
    loose = verb.tag_ == "VBD" and (wanted or adverbial) and not subjects(verb)
    bare = (verb.tag_ == "VBN" or loose) and not any(dep == "aux" for dep, _child in below(verb))
    hangs = wanted or verb.dep_ == "acl" or (adverbial and not marks(verb))
    return bare and hangs and not children(verb, "obj") and lemma(verb) not in lists.NEVER_PASSIVE


def told_briefly(verb: Token) -> bool:
    """Whether a headline leaves out "were": "Dozens killed in raid", "Rebels blamed for blast"."""
    past = verb.tag_ in ("VBD", "VBN") and lemma(verb) in lists.NEVER_ALONE
    # "Three gunned down in encounter": what has a preposition is no object, whatever its label.
    deps = {c.dep_ for c in verb.children if c.dep_ != "obj" or case_of(c) not in ("in", "during")}
    alone = not deps & {"obj", "aux", "aux:pass", "ccomp", "xcomp"} and not joined_with(verb)
    # "Rebels killed and wounded ten": what the second verb has is the first one's, too.
    both = (c for c in children(verb, "conj") if is_verb(c) and not subjects(c))
    alone = alone and not any(children(c, "obj") for c in both)
    return past and "nsubj" in deps and alone


def auxiliaries(verb: Token) -> set[str]:
    """Auxiliaries and copulas of a verb, lower case."""
    return {c.lower_ for dep, c in below(verb) if dep in ("aux", "aux:pass", "cop")}


def marks(verb: Token) -> set[str]:
    """What opens a clause: "if", "after", "to", "that"."""
    return {c.lower_ for dep, c in below(verb) if dep == "mark"}


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands as "to attack"."""
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    return "to" in marks(verb) or (before == "to" and verb.tag_ == "VB")


def whole(noun: Token) -> Token:
    """The head of what a noun is counted by: "series" for "raids" in "a series of raids".

    As well "incidents" for "incidents, including raids", and "package" for "sanctions package".
    """
    while noun.dep_ == "nmod" and noun.head.i < noun.i and _counts(noun.head, case_of(noun)):
        noun = noun.head
    course = noun.dep_ == "compound" and lemma(noun.head) in lists.COURSES
    return noun.head if course else noun


def _counts(noun: Token, case: str) -> bool:
    name = lemma(noun)
    return (
        (case == "of" and name in lists.QUANTIFIERS | lists.CHANGES)
        or (case == "in" and name in lists.CHANGES)
        or (case == "including" and name not in people.PEOPLE)
    )


def carrier(noun: Token) -> Token | None:
    """The verb whose subject does the deed that a noun names: "launched" of "launched a raid"."""
    top = whole(noun)
    verb = top.head
    if top.dep_ in ("obj", "nsubj:pass") and is_verb(verb) and lemma(verb) in lists.LIGHT:
        # "called a protest", but "called the offensive a crime"
        pointed = any(c.dep_ == "det" and c.lower_ not in ("a", "an") for c in top.children)
        return None if pointed and lemma(verb) == "call" else verb
    if top.dep_ == "obl" and "in" in cases_of(top) and lemma(verb) in lists.SHARING:
        part = {lemma(child) for child in children(verb, "obj")}
        if lemma(verb) != "take" or "part" in part:
            return verb  # "took part in raids"
    if top.dep_ in ("acl:relcl", "acl") and is_verb(verb):
        return None
    # "the strikes launched by Israel", "the raid that Israel carried out"
    for child in top.children:
        told = "that" in marks(child)  # "accusations that soldiers had executed ten"
        if child.dep_ in ("acl", "acl:relcl") and lemma(child) in lists.LIGHT and not told:
            return child
    return None


def happening(noun: Token) -> Token | None:
    """The verb that only says a deed happened: "erupted" of "clashes erupted"."""
    top = whole(noun)
    exists = bool(children(top.head, "expl"))  # "there was fighting"
    if top.dep_ in _ANY_SUBJECTS and (exists or lemma(top.head) in lists.HAPPEN):
        return top.head
    # "With shelling and clashes reported in"; and "clashes between rebels [that] erupted", where
    # the sentence has no verb.
    beside = (c for one in (top, *top.conjuncts) for c in one.children)
    below = top.subtree if top.head == top else beside
    return next((t for t in below if t.dep_ == "acl" and _only_happens(t)), None)


def came_under(noun: Token) -> Token | None:
    """The verb of "came under fire", "went on trial", whose time and place are the noun's."""
    led = noun.dep_ == "obl" and case_of(noun) in ("under", "on")
    return noun.head if led and lemma(noun.head) in lists.COMING_UNDER else None


def _only_happens(verb: Token) -> bool:
    """Whether the verb has no doer: "erupted near Hama", not "begun by the army"."""
    agent = any(dep == "obl:agent" for dep, _child in below(verb))
    past = verb.tag_ in ("VBN", "VBD")
    return past and not agent and lemma(verb) in lists.HAPPEN | lists.NOTICED


def misread(verb: Token) -> bool:
    """Whether the parse made a modifier of the verb: "jets bombed rebel-held parts"."""
    if verb.dep_ != "amod" or verb.tag_ not in ("VBN", "VBD") or not verb.i:
        return False
    before = verb.doc[verb.i - 1]
    if before.is_quote and before.i:
        before = verb.doc[before.i - 1]
    if before.i < sentence_of(verb)[0]:
        return False
    if before.lower_ in ("has", "have", "had"):
        return True
    if before.pos_ == "ADV" and before.i > sentence_of(verb)[0]:
        before = verb.doc[before.i - 1]
    if lemma(before) in _ARMED and before.pos_ in ("NOUN", "ADJ"):
        return True
    name = before.pos_ == "PROPN" or lemma(before) in people.PEOPLE
    return before.tag_ in ("NNS", "NNPS", "NNP") and name


def scheduled(noun: Token) -> Token | None:
    """The verb that says a deed is to come: "held" of "talks, which are to be held soon"."""
    doc, seen = noun.doc, False
    last = min(noun.i + 14, sentence_of(noun)[1])
    if _DUE.isdisjoint(read(doc).lower[noun.i + 1 : last]):
        return None
    for at in range(noun.i + 1, last):
        token = doc[at]
        if token.lower_ in _DUE:
            seen = True
        elif seen and token.pos_ == "VERB":
            return token
        elif not seen and (is_verb(token) or token.text in _ENDS):
            return None  # "talks on the fate of Idlib, due to be held", and no verb before
    return None


def speakers(verb: Token) -> list[Token]:
    """Who says: the subject, or the name right before the verb where the parse has none."""
    found = [one for one in subjects(verb) if lemma(one) not in people.TIMES]  # "Hours later"
    if found or lemma(verb) not in SAYING:
        return found
    at, start = verb.i - 1, sentence_of(verb)[0]
    while at >= start and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    before = verb.doc[at] if at >= start else None
    return [before] if before is not None and before.pos_ in ("PROPN", "NOUN") else []


def told_behind(verb: Token) -> Token | None:
    """The verb that a participle behind a comma goes on from: "hit" of "hit X, killing ten"."""
    behind = verb.tag_ == "VBG" and verb.i > sentence_of(verb)[0] and verb.nbor(-1).text == ","
    if behind and lemma(verb.head) in SAYING and lemma(verb) in lists.HARM | {"leave"}:
        # "Gunmen attacked a bus, police said, leaving ten dead"
        aside = verb.head.dep_ in ("conj", "parataxis") and not children(verb.head, "cc")
        told = [c for c in children(verb.head, "ccomp") if c.i < verb.head.i]
        return next(iter(told + [verb.head.head] * aside), None)
    aside = verb.head.tag_ == "VBG" and verb.head.i > 0 and verb.head.nbor(-1).text != ","
    if behind and verb.dep_ == "advcl" and aside and verb.head.dep_ in ("acl", "advcl"):
        # "struck a boat carrying drugs, killing ten"
        return next((above for above in verb.head.ancestors if is_verb(above)), None)
    above_it = () if not behind or verb.dep_ != "acl" or marks(verb) else verb.ancestors
    return next((above for above in above_it if is_verb(above)), None)


def said_of_noun(verb: Token) -> Token | None:
    """As in "Fighting erupted near the rebels, driven out before": it is not what was driven."""
    at = verb.left_edge.i
    loose = verb.dep_ == "advcl" or (verb.dep_ == "conj" and not children(verb, "cc"))
    loose = loose and verb.tag_ == "VBN" and lemma(verb.head) in lists.HAPPEN
    behind = loose and at > verb.head.i + 1 and verb.doc[at - 1].text == "," and not marks(verb)
    return verb.doc[at - 2] if behind else None


def told_not_to(trigger: Token) -> Token | None:
    """The verb of telling in "warned Syria not to attack", whatever the parse makes of it."""
    doc, at = trigger.doc, trigger.i
    first = max(sentence_of(trigger)[0], at - 8)
    words = read(doc).lower[first:at]
    if "not" not in words or "to" not in words[words.index("not") :]:
        return None
    since = doc[first + words.index("not") : at]
    if any(t.tag_ in ("VBD", "VBZ") or t.dep_ == "ROOT" for t in since):
        return None
    for token in reversed(doc[max(sentence_of(trigger)[0], at - 18) : at]):
        if lemma(token) in lists.OBJECT_CONTROL or token.lower_.rstrip("s") in lists.OBJECT_CONTROL:
            return token
    return None


def joined_with(verb: Token) -> list[Token]:
    """The verb of the same deed: "shot and killed a man", "ten were killed and two wounded"."""
    second = (c for c in children(verb, "conj") if c.i > verb.i and children(c, "cc"))
    return [c for c in second if _right_behind(verb, c) or _harmed_with(verb, c)]


def _right_behind(verb: Token, second: Token) -> bool:
    between = verb.doc[verb.i + 1 : second.i]
    shared = not children(verb, "obj") and bool(children(second, "obj"))
    joined = between[0].pos_ == "CCONJ" and all(t.pos_ == "ADV" for t in between[1:])
    return shared and verb.tag_ == second.tag_ and joined


def _harmed_with(verb: Token, second: Token) -> bool:
    harms = {lemma(verb), lemma(second)} <= lists.HARM and is_passive(verb)
    return (
        harms
        and second.tag_ == "VBN"
        and not any(t.text == "," for t in verb.doc[verb.i : second.i])
    )


def climb(token: Token, limit: int = 8) -> Iterator[Token]:
    """A word and what governs it, nearest first."""
    for _step in range(limit):
        yield token
        if token.head == token:
            return
        token = token.head


def ascribed(noun: Token) -> Token | None:
    """The verb that says whose deed a noun is: "attributed" of "raids ... attributed to Israel"."""
    if is_verb(noun):
        return None
    doc, verb = noun.doc, noun.head
    if noun.dep_ == "obj" and lemma(verb) in lists.ASCRIBING - {"trace"} and is_verb(verb):
        led = [*children(verb, "obl"), *children(noun, "nmod")]
        if any(case_of(one) in ("to", "on") and one.i > noun.i for one in led):
            return verb  # "police attributed the attack to rebels"
    for at in range(noun.i + 1, min(sentence_of(noun)[1] - 1, noun.i + 30)):
        token = doc[at]
        if token.text in (";", ":"):
            return None
        if token.tag_ == "VBN" and lemma(token) in lists.ASCRIBING:
            near = {t.lower_ for t in doc[at + 1 : at + 3]}
            false = lists.FALSELY & {c.lower_ for c in token.children}
            return token if near & {"to", "on"} and not false else None
    return None
