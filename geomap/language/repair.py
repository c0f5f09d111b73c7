"""What the parse of a sentence cannot be, put right: known slips of small parsers on news.

News tells much in few words ("A landmine killed three farmers"), and a form like "killed" or
"backed" is past tense and participle alike. Each rule here mends one misreading that breaks the
grammar of the sentence; every reader of the parse then sees the mended one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.language.slips import mended_names, slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Span, Token

_PAST = frozenset({"VBN", "VBD"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"})
_JOINING = frozenset({"-", "–", "—", ","})
_TOLD = frozenset({"VBD", "VBZ", "VBP"})
_FINITE = _TOLD | {"MD"}
#: Verbs that keep an object in the passive: "he was given a medal".
_TWO_OBJECTS = frozenset("give award grant offer send tell show teach deny hand pay".split())
_NEVER_PASSIVE = frozenset(
    """
    exploded erupted collapsed crashed occurred happened arrived died landed clashed protested
    marched gathered withdrew retreated advanced fled
    """.split()
)
_QUOTES = frozenset({'"', "”", "“", "''", "``"})
_TELLING = frozenset("say report claim state add announce confirm estimate".split())
_SAYS = frozenset("denies claims reports alleges warns demands confirms states".split())
_DEADLY = frozenset("shot gunned stabbed beat".split())
#: What hangs on a noun as part of its name or as its measure, and stays with it.
_OF_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "case", "flat", "appos", "conj",
     "acl", "acl:relcl", "cc", "nmod"}
)  # fmt: skip


class Mend(NamedTuple):
    """A token's new head and label, and its tag where that changes too."""

    head: int
    dep: str
    tag: str | None = None


def repaired(doc: Doc) -> Doc:
    """The doc with the slips of its parse mended, in place; one without a parse is left alone."""
    if not doc.has_annotation("DEP"):
        return doc
    slipped = {at: Mend(head, dep, tag) for at, head, dep, tag in slips(doc)}
    if slipped:
        _write(doc, slipped)
    mended_names(doc)
    mends: dict[int, Mend] = {}
    signs = doc.to_array(["LOWER", "DEP", "LEMMA"])
    for sentence in doc.sents:
        seen = set(signs[sentence.start : sentence.end].ravel().tolist())
        for rule, asked in _asked():
            found = None if asked.isdisjoint(seen) else rule(sentence)
            if found:
                mends |= found
                break
    if mends:
        _write(doc, mends)
    whole = _joined(doc)
    if whole:
        _write(doc, whole)
    return doc


def _joined(doc: Doc) -> dict[int, Mend]:
    """Statements that a comma or semicolon parts, one hung on the other: one sentence."""
    mends: dict[int, Mend] = {}
    first: Token | None = None
    for sentence in doc.sents:
        if first is not None:
            mends[sentence.root.i] = Mend(first.i, "parataxis")
        goes_on = _unended(sentence) and sentence.end < len(doc)
        first = (first or sentence.root) if goes_on else None
    return mends


def _unended(sentence: Span) -> bool:
    """Whether a sentence stops at a comma or a semicolon, with or without a quotation mark."""
    last = sentence[-1]
    if last.text in _QUOTES and len(sentence) > 1:
        last = last.nbor(-1)
    return last.text in (",", ";")


def _write(doc: Doc, mends: dict[int, Mend]) -> None:
    from spacy.attrs import DEP, HEAD, POS, TAG
    from spacy.symbols import NOUN, VERB

    cells: Any = doc.to_array([HEAD, DEP, TAG, POS])
    add = doc.vocab.strings.add
    for at, (head, dep, tag) in mends.items():
        # Heads are kept as offsets in unsigned cells; taking away wraps as it should.
        cells[at, 0] = (head - at) % (1 << 64)
        cells[at, 1] = add(dep)
        if tag is not None:
            cells[at, 2] = add(tag)
            cells[at, 3] = NOUN if tag.startswith("N") else VERB
    doc.from_array([HEAD, DEP, TAG, POS], cells)


def _active_as_passive(sentence: Span) -> dict[int, Mend]:
    """As in "Fighters entered the town": with an object and no auxiliary it is no passive."""
    mends: dict[int, Mend] = {}
    for token in sentence:
        verb = token.head
        if token.dep_ != "nsubj:pass" or verb.tag_ not in _PAST or verb.i < token.i:
            continue
        deps = {child.dep_ for child in verb.children}
        if "obj" not in deps or deps & {"aux:pass", "aux", "obl:agent"}:
            continue
        if (verb.lemma_ or "").lower() not in _TWO_OBJECTS:
            mends[token.i] = Mend(verb.i, "nsubj")
            mends[verb.i] = Mend(verb.head.i, verb.dep_, "VBD")
    return mends


def _main_verb_as_modifier(sentence: Span) -> dict[int, Mend]:
    """As in "A landmine killed three farmers", read as a name for the farmers."""
    root = sentence.root
    verb = next(
        (c for c in root.lefts if c.dep_ == "amod" and c.tag_ in _PAST and c.i > sentence.start),
        None,
    )
    if verb is None or verb.nbor(-1).text in _JOINING or root.pos_ not in ("NOUN", "PROPN"):
        return {}
    if any(t.tag_ in _FINITE and t != verb for t in _outside_clauses(root)):
        return {}
    before = [t for t in sentence if t.i < verb.i]
    subject = next((t for t in reversed(before) if t.head.i in (root.i, verb.i)), None)
    if subject is None or not _heads_a_phrase(subject):
        return {}
    mends = {
        verb.i: Mend(verb.i, "ROOT", "VBD"),
        subject.i: Mend(verb.i, "nsubj"),
        root.i: Mend(verb.i, "obj"),
    }
    for child in root.children:
        if child.i in mends:
            continue
        cased = any(c.dep_ == "case" and c.i < subject.i for c in child.children)
        if child.i < subject.i and cased:
            mends[child.i] = Mend(verb.i, "obl")  # "On March 16 troops bombed"
        elif child.i < subject.i and child.dep_ in _OF_NOUN:
            mends[child.i] = Mend(subject.i, child.dep_)
        elif child.dep_ in ("punct", "parataxis", "ccomp", "advcl", "advmod", "obl"):
            mends[child.i] = Mend(verb.i, child.dep_)
        elif child.tag_ == "VBG" and child.nbor(-1).text == ",":
            mends[child.i] = Mend(verb.i, "advcl")  # "..., killing nine"
    return mends


def _outside_clauses(root: Token) -> Iterator[Token]:
    """The words of a sentence outside the clauses that hang on its head."""
    for child in root.children:
        if child.dep_ not in ("acl:relcl", "advcl", "parataxis", "acl"):
            yield from child.subtree


def _heads_a_phrase(token: Token) -> bool:
    """Whether a noun stands for somebody or something of its own, right before the verb."""
    determined = any(child.dep_ in ("det", "nummod") for child in token.children)
    plural = token.tag_ in ("NNS", "NNPS")
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and (determined or plural)


def _main_verb_below_participle(sentence: Span) -> dict[int, Mend]:
    """As in "Rebels backed by Rwanda seized the airport": Rwanda backs, the rebels seize."""
    root = sentence.root
    for backed in root.rights:
        if root.pos_ not in ("NOUN", "PROPN") or backed.dep_ != "acl" or backed.tag_ != "VBN":
            continue
        for verb in backed.rights:
            agents = [t for t in verb.lefts if t.dep_ in ("nsubj", "nsubj:pass")]
            by = [c for t in (verb, *agents) for c in t.lefts if c.lower_ == "by"]
            if verb.tag_ not in _PAST or not agents or not by:
                continue
            mends = {
                verb.i: Mend(verb.i, "ROOT", "VBD"),
                root.i: Mend(verb.i, "nsubj"),
                agents[0].i: Mend(backed.i, "obl:agent"),
                by[0].i: Mend(agents[0].i, "case"),
            }
            return mends | {c.i: Mend(verb.i, "punct") for c in root.rights if c.dep_ == "punct"}
    return {}


def _main_verb_behind_participle(sentence: Span) -> dict[int, Mend]:
    """As in "A missile fired by rebels struck a market": what was fired strikes."""
    root = sentence.root
    fired = next((c for c in root.rights if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    if root.pos_ not in ("NOUN", "PROPN") or fired is None:
        return {}
    for verb in fired.rights:
        deps = {child.dep_ for child in verb.children}
        below = verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dep")
        bare = not deps & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cc"}
        if verb.tag_ != "VBD" or not below or not bare or not deps & {"obj", "obl"}:
            continue
        hung = (c for c in root.rights if c.i > verb.i and c.dep_ in ("punct", "parataxis"))
        return {
            verb.i: Mend(verb.i, "ROOT"),
            root.i: Mend(verb.i, "nsubj"),
        } | {c.i: Mend(verb.i, c.dep_) for c in hung}
    return {}


def _participle_as_head(sentence: Span) -> dict[int, Mend]:
    """As in "The missile, launched from Sirwah, landed at sunset": the missile landed."""
    root = sentence.root
    subject = next((c for c in root.lefts if c.dep_ in ("nsubj", "nsubj:pass")), None)
    after_comma = root.i > sentence.start and root.nbor(-1).text == ","
    if subject is None or root.tag_ not in _PAST or not after_comma:
        return {}
    if subject.right_edge.i != root.i - 2:
        return {}
    for verb in root.rights:
        deps = {child.dep_ for child in verb.children}
        bare = not deps & {"nsubj", "nsubj:pass", "mark", "aux:pass", "cc"}
        if verb.tag_ == "VBD" and verb.dep_ in ("advcl", "conj", "ccomp", "xcomp") and bare:
            comma = [c for c in root.children if c.dep_ == "punct"]
            return {
                verb.i: Mend(verb.i, "ROOT"),
                subject.i: Mend(verb.i, "nsubj"),
                root.i: Mend(subject.i, "acl", "VBN"),
            } | {c.i: Mend(verb.i, "punct") for c in comma}
    return {}


def _main_verb_as_clause(sentence: Span) -> dict[int, Mend]:
    """As in "A strike on a school killed nine", read as a school that killed."""
    root = sentence.root
    told = [t for t in sentence if t.dep_ not in ("acl:relcl", "aux") and _finite(t)]
    verb = told[0] if len(told) == 1 else None
    if root.pos_ not in ("NOUN", "PROPN") or verb is None or verb.dep_ != "acl":
        return {}
    deps = {child.dep_ for child in verb.children}
    full = "obj" in deps or verb.i == root.i + 1
    if not full or verb.i < root.i or deps & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass"}:
        return {}
    mends = {verb.i: Mend(verb.i, "ROOT", "VBD"), root.i: Mend(verb.i, "nsubj")}
    for child in root.rights:
        if child.i > verb.i and child.dep_ == "punct":
            mends[child.i] = Mend(verb.i, "punct")
        elif child.i > verb.i and child.tag_ == "VBG":
            mends[child.i] = Mend(verb.i, "advcl")
    return mends


def _setting_as_head(sentence: Span) -> dict[int, Mend]:
    """As in "In Niger, gunmen on motorcycles ambushed a convoy": Niger heads no sentence."""
    root = sentence.root
    if root.pos_ not in ("NOUN", "PROPN") or not any(c.dep_ == "case" for c in root.lefts):
        return {}
    beside = [c for c in root.rights if c.dep_ in ("conj", "appos") and c.nbor(-1).text != "and"]
    for subject in beside:
        verb = next(
            (t for t in subject.subtree if t.dep_ in ("acl", "acl:relcl") and t.i > subject.i), None
        )
        if verb is None or verb.tag_ not in ("VBN", "VBD"):
            continue
        deps = {child.dep_ for child in verb.children}
        if "obj" not in deps or deps & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass"}:
            continue
        mends = {
            verb.i: Mend(verb.i, "ROOT", "VBD"),
            subject.i: Mend(verb.i, "nsubj"),
            root.i: Mend(verb.i, "obl"),
        }
        hung = (c for c in root.rights if c.dep_ in ("punct", "parataxis") and c.i > subject.i)
        return mends | {c.i: Mend(verb.i, c.dep_) for c in hung}
    return {}


def _subject_behind_clause(sentence: Span) -> dict[int, Mend]:
    """As in "If they find traces of nerve agent, France would act": France acts, is no agent."""
    root = sentence.root
    deps = {child.dep_ for child in root.children}
    if root.tag_ not in _PAST | _FINITE | {"VB", "VBG"} or deps & _SUBJECT:
        return {}
    helped = [c for c in root.lefts if c.dep_ in ("aux", "aux:pass")]
    first = helped[0] if helped else root
    if first.i <= sentence.start + 1 or first.tag_ not in _FINITE:
        return {}
    name = first.nbor(-1)
    while name.dep_.startswith(("flat", "compound")) and name.head.i < first.i:
        name = name.head
    start = name.left_edge.i
    clause = [c for c in root.lefts if c.dep_ == "advcl" and c.is_ancestor(name)]
    behind = "," in (sentence.doc[start].text, sentence.doc[max(start - 1, 0)].text)
    if not clause or not behind or name.pos_ not in ("NOUN", "PROPN"):
        return {}
    return {name.i: Mend(root.i, "nsubj:pass" if "aux:pass" in deps else "nsubj")}


def _shot_dead(sentence: Span) -> dict[int, Mend]:
    """As in "a sniper shot dead a girl": no shot is dead."""
    for token in sentence[1:-1]:
        doer = token.nbor(-1)
        if token.lower_ not in _DEADLY or token.nbor(1).lower_ != "dead" or token.tag_[0] != "N":
            continue
        victim = next(
            (t for t in sentence if t.i > token.i + 1 and t.tag_.startswith("NN")
             and not (t.i + 1 < sentence.end and t.nbor(1).tag_.startswith(("NN", "HYPH")))),
            None,
        )  # fmt: skip
        if victim is None or not doer.tag_.startswith("NN"):
            return {}
        mends = {
            token.i: Mend(token.i, "ROOT", "VBD"),
            token.i + 1: Mend(token.i, "xcomp"),
            doer.i: Mend(token.i, "nsubj"),
        }
        for child in sentence:
            if child.i in mends or child.head.i not in (token.i, sentence.root.i):
                continue
            if child.i < doer.i and child.dep_ in ("det", "amod", "compound"):
                mends[child.i] = Mend(doer.i, child.dep_)
            elif child.i < doer.i:
                cased = any(c.dep_ == "case" for c in child.children)
                mends[child.i] = Mend(token.i, "obl" if cased else child.dep_)
            elif child.dep_ not in _OF_NOUN and child != sentence.root:
                mends[child.i] = Mend(token.i, child.dep_)
        if sentence.root.i < victim.i and sentence.root.i not in mends:
            mends[sentence.root.i] = Mend(token.i, "obl")
        return mends | {victim.i: Mend(token.i, "obj")}
    return {}


def _saying_as_noun(sentence: Span) -> dict[int, Mend]:
    """As in "The government denies that it has lost a town": no denies of a government."""
    root = sentence.root
    if root.lower_ not in _SAYS or not root.tag_.startswith("NN") or root.i == sentence.start:
        return {}
    speaker = root.nbor(-1)
    said = next((c for c in root.rights if c.dep_.startswith("acl")), None)
    if speaker.head != root or said is None or not speaker.tag_.startswith("NN"):
        return {}
    mends = {
        root.i: Mend(root.i, "ROOT", "VBZ"),
        speaker.i: Mend(root.i, "nsubj"),
        said.i: Mend(root.i, "ccomp"),
    }
    owned = (c for c in root.lefts if c != speaker and c.dep_ in _OF_NOUN)
    return mends | {c.i: Mend(speaker.i, c.dep_) for c in owned}


def _meanwhile(sentence: Span) -> dict[int, Mend]:
    """As in "Rebels kill 40 farmers in Borno as Niger closes border": Niger closes it."""
    root = sentence.root
    for link in sentence[1:-2]:
        doer = link.head
        if link.lower_ != "as" or link.dep_ != "case" or doer.i + 1 >= sentence.end:
            continue
        verb = doer.nbor(1)
        if verb.tag_ not in _TOLD:
            continue
        if verb.i == root.i:
            root = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ in _TOLD), root)
            if root.i == verb.i:
                continue
        mends = {
            link.i: Mend(verb.i, "mark"),
            doer.i: Mend(verb.i, "nsubj"),
            verb.i: Mend(root.i, "advcl"),
            root.i: Mend(root.i, "ROOT"),
        }
        for child in verb.lefts:
            if child.dep_ == "nsubj" and child.i not in mends:
                mends[child.i] = Mend(root.i, "obj" if child.i > root.i else "nsubj")
        return mends
    return {}


def _told_as_object(sentence: Span) -> dict[int, Mend]:
    """As in "the group said 46 people, mostly women, were killed": nobody says people."""
    for verb in sentence:
        if (verb.lemma_ or "").lower() not in _TELLING:
            continue
        told = next((c for c in verb.rights if c.dep_ == "obj"), None)
        happened = next(
            (c for c in verb.rights
             if c.dep_ in ("conj", "ccomp") and c.tag_ in _PAST | _FINITE), None,
        )  # fmt: skip
        if told is None or happened is None or happened.i < told.i:
            continue
        between = sentence.doc[told.i : happened.i]
        deps = {child.dep_ for child in happened.children}
        passive = "aux:pass" in deps
        if deps & {"nsubj", "nsubj:pass", "mark", "cc"} or not (passive or "aux" in deps):
            continue
        if any(t.dep_ == "cc" and t.head == happened for t in between):
            continue
        mends = {
            happened.i: Mend(verb.i, "ccomp"),
            told.i: Mend(happened.i, "nsubj:pass" if passive else "nsubj"),
        }
        later = [c for c in happened.rights if c.dep_ == "conj" and c.tag_ in ("VBD", "VBZ")]
        return mends | {c.i: Mend(verb.i, "conj") for c in later}
    return {}


def _finite(token: Token) -> bool:
    """Whether a verb heads a clause; a verb without a passive does, whatever its tag says."""
    return token.tag_ in _FINITE or (token.tag_ == "VBN" and token.lower_ in _NEVER_PASSIVE)


#: Each with what a sentence that it mends has one of: labels, words, or lemmas. The others are
#: passed by.
_RULES = (
    (_main_verb_as_modifier, frozenset({"amod"})),
    (_main_verb_below_participle, frozenset({"acl"})),
    (_main_verb_behind_participle, frozenset({"acl"})),
    (_participle_as_head, frozenset({","})),
    (_main_verb_as_clause, frozenset({"acl"})),
    (_setting_as_head, frozenset({"acl", "acl:relcl"})),
    (_told_as_object, _TELLING.union(map(str.title, _TELLING), map(str.upper, _TELLING))),
    (_subject_behind_clause, frozenset({"advcl"})),
    (_shot_dead, frozenset({"dead"})),
    (_saying_as_noun, _SAYS),
    (_meanwhile, frozenset({"as"})),
    (_active_as_passive, frozenset({"nsubj:pass"})),
)


@cache
def _asked() -> tuple[tuple[Callable[[Span], dict[int, Mend]], frozenset[int]], ...]:
    """The rules with what they ask for by spaCy's numbers."""
    from spacy.strings import get_string_id

    return tuple((rule, frozenset(map(get_string_id, words))) for rule, words in _RULES)
