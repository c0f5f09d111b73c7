"""What the parse of a sentence cannot be, put right: known slips of small parsers on news.

News tells much in few words ("A landmine killed three farmers"), and a form like "killed" or
"backed" is past tense and participle alike. Each rule here mends one misreading that breaks the
grammar of the sentence; every reader of the parse then sees the mended one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

_PAST = frozenset({"VBN", "VBD"})
_JOINING = frozenset({"-", "–", "—", ","})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Verbs that keep an object in the passive: "he was given a medal".
_TWO_OBJECTS = frozenset("give award grant offer send tell show teach deny hand pay".split())
_NEVER_PASSIVE = frozenset(
    """
    exploded erupted collapsed crashed occurred happened arrived died landed clashed protested
    marched gathered withdrew retreated advanced fled
    """.split()
)
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


def add_repair(nlp: Language) -> Language:
    """The pipeline with the mending of parses behind its parser."""
    from spacy.language import Language as Languages

    if not Languages.has_factory("geomap_repair"):
        Languages.component("geomap_repair", func=repaired)
    nlp.add_pipe("geomap_repair")
    return nlp


def repaired(doc: Doc) -> Doc:
    """The doc with the slips of its parse mended, in place; one without a parse is left alone."""
    if not doc.has_annotation("DEP"):
        return doc
    mends: dict[int, Mend] = {}
    for sentence in doc.sents:
        for rule in _RULES:
            found = rule(sentence)
            if found:
                mends |= found
                break
    if mends:
        _write(doc, mends)
    return doc


def _write(doc: Doc, mends: dict[int, Mend]) -> None:
    from spacy.attrs import DEP, HEAD, TAG

    cells: Any = doc.to_array([HEAD, DEP, TAG])
    add = doc.vocab.strings.add
    for at, (head, dep, tag) in mends.items():
        # Heads are kept as offsets in unsigned cells; taking away wraps as it should.
        cells[at, 0] = (head - at) % (1 << 64)
        cells[at, 1] = add(dep)
        if tag is not None:
            cells[at, 2] = add(tag)
    doc.from_array([HEAD, DEP, TAG], cells)


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


def _finite(token: Token) -> bool:
    """Whether a verb heads a clause; a verb without a passive does, whatever its tag says."""
    return token.tag_ in _FINITE or (token.tag_ == "VBN" and token.lower_ in _NEVER_PASSIVE)


_RULES = (
    _main_verb_as_modifier,
    _main_verb_below_participle,
    _main_verb_as_clause,
    _active_as_passive,
)
