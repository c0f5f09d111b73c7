"""Who says so: the subject of a verb of saying above the trigger, or "according to"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.parse.reading import read
from geomap.events.patterns.people import OFFICIALS, SOMEBODIES, TIMES
from geomap.language import text_of
from geomap.language.vocabulary import QUOTES, REPORTING, SAID
from geomap.model import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from geomap.gazetteer.actors import Actor, ActorTable

#: What speaks for the state before it: "Yemen's prime minister", not "Haiti's police union".
_SPEAKING = OFFICIALS - {"police", "service", "side", "secretary"}
_COURTS = frozenset({"court", "jury", "inquest", "inquiry", "tribunal"})
#: How far back a pronoun looks for who has spoken, in words.
_REACH = 80
_SOURCES = frozenset({"source", "official"})
#: Verbs of saying whose content the parse may hang beside them.
_TELLING = frozenset({"say", "tell", "report", "add", "state", "announce", "claim"})
#: What may stand around a quotation and a name: its marks, and emphasis of Markdown.
_MARKS = QUOTES | {"*", "**", "_", "__"}
#: Marks of quotation that are one sign.
_SIGNS = tuple(mark for mark in QUOTES if len(mark) == 1)
_PARTS = frozenset(
    {"compound", "amod", "flat", "nmod", "nmod:poss", "nmod:desc", "nummod", "case", "det", "appos"}
)
#: Line breaks between paragraphs at most: behind more, a post or picture was announced and is lost.
_PARAGRAPH = 2


def attribution_of(trigger: Token, sentence: Span, actors: ActorTable) -> Attribution | None:
    """The nearest speaker above a trigger; a speaker above that one is its `source`'s speaker.

    Returns:
        None where the article speaks in its own voice.
    """
    speakers = _speakers(trigger, sentence)
    chain = [one for one in speakers if syntax.nobody(one[0]) is None]
    made: Attribution | None = None
    # From the outermost speaker inwards, so that "A said B claimed" is B, quoted by A.
    for told, cue in reversed(chain[:3]):
        names = (c for c in told.children if c.dep_ == "appos" and c.ent_type_ == "PER")
        speaker = next(names, told)  # "the foreign minister, Jan Petersen, said"
        start, end = _phrase(speaker)
        words = " ".join(text_of(speaker.doc)[start:end].split())
        actor = actors.find(words) or _part_of(words, actors)
        made = Attribution(
            name=actor.name if actor and speaker.pos_ == "PROPN" else words,
            start=start,
            end=end,
            cue=cue,
            actor_id=actor.id if actor else None,
            source=made,
        )
    return made


def _part_of(words: str, actors: ActorTable) -> Actor | None:
    """Whom a part of a speaker's name tells: the last one; "Yemen's doctors union" is no state."""
    for found in reversed(actors.match(words)):
        inside = found.end < len(words) and found.actor.kind == "government"
        official = _SPEAKING & set(words[found.end :].lower().split())
        if found.actor.kind not in ("population", "civilians") and (not inside or official):
            return found.actor
    return None


def _speakers(trigger: Token, sentence: Span) -> Iterator[tuple[Token, str]]:
    below, seen = trigger, set()
    # "Warned that they had fled, a claim denied by Kyiv": who denies speaks for himself.
    own = trigger.dep_ == "acl" and trigger.lower_ == "denied"
    for token in () if own else trigger.ancestors:
        # "spoke of an attack"
        spoken = (token.lemma_ or "").lower() == "speak" and syntax.case_of(below) == "of"
        if ((token.lemma_ or "").lower() in REPORTING or spoken) and token is not trigger:
            reported = spoken or below.dep_ in ("ccomp", "parataxis", "xcomp", "obj", "advcl")
            # "Said it had lost a town and would retake it", not "urged calm, and the two agreed".
            telling = (token.lemma_ or "").lower() in _TELLING
            reported &= not (below.dep_ == "obj" and _described(trigger, below))
            reported |= below.dep_ == "conj" and (telling or not syntax.subjects(below))
            subject = _subject(token)
            reported &= "if" not in syntax.marks(token)  # who might ask says nothing
            if reported and subject is not None and subject.i not in seen:
                seen.add(subject.i)
                yield subject, token.text
        below = token
    # "Warplanes bombed the town, the Observatory said": the saying hangs below the trigger.
    for token in (trigger, *trigger.ancestors):
        for child in token.children:
            says = (child.lemma_ or "").lower() in REPORTING and not _of_its_own(child)
            aside = child.dep_ in ("parataxis", "ccomp") or _said_aside(child)
            if aside and says:
                subject = _subject(child)
                if subject is not None and subject.i not in seen and child is not trigger:
                    seen.add(subject.i)
                    yield subject, child.text
    yield from _according_to(sentence, seen)
    if not seen:
        yield from _closing(trigger, sentence)
        yield from _inverted(trigger, sentence)
        yield from _quoted_on(trigger, sentence)
        yield from _behind_colon(sentence.doc, sentence.start)


def _described(trigger: Token, below: Token) -> bool:
    """As in "warned Moscow, which attacked Homs": what is told of whom one speaks to."""
    told = (t for t in (trigger, *trigger.ancestors) if t.head == below)
    whom = below.pos_ == "PROPN" or (below.lemma_ or "").lower() in SOMEBODIES
    return whom and any(t.dep_ == "acl:relcl" for t in told)


def _quoted_on(trigger: Token, sentence: Span) -> Iterator[tuple[Token, str]]:
    """As in 'He warned Goma "not to fire. Many will die"': a quotation of several sentences."""
    doc = sentence.doc
    line = text_of(doc).rfind("\n", 0, sentence.start_char) + 1
    opens: Token | None = None
    marks = (doc[at] for at in reversed(read(doc).quotes_between(0, trigger.i)))
    for token in reversed(list(takewhile(lambda mark: mark.idx >= line, marks))):
        opens = token if token.text in ("“", "``") or opens is None else None
    if opens is None or opens.i >= sentence.start:
        return
    before = reversed(doc[opens.sent.start : opens.i])
    verb = next((t for t in before if _reports(t)), None)
    subject = _subject(verb) if verb is not None else None
    if verb is not None and subject is not None:
        yield subject, verb.text
    else:
        yield from _behind_colon(doc, opens.sent.start)


def _behind_colon(doc: Doc, start: int, reach: int = 5) -> Iterator[tuple[Token, str]]:
    """As in 'The envoy warned Goma, saying: "Leave"': a quotation is its announcer's.

    The next one may be announced by "adding:" alone; one without its marks goes on to the end of
    the paragraph.

    Args:
        doc: the text.
        start: the first token of the quoted sentence.
        reach: how many sentences may stand between.
    """
    if start <= read(doc).first_colon:
        return
    first = _first_word(doc, start, syntax.sentence_of(doc[start])[1])
    last = _first_word(doc, start - 1, max(0, start - 3) - 1)
    if first is None or last is None:
        return
    begun, end = syntax.sentence_of(last)
    if last.text != ":":
        between = text_of(doc)[doc[begun].idx : doc[start].idx]
        if reach and "\n" not in between.lstrip() and not any(map(between.__contains__, _SIGNS)):
            yield from _behind_colon(doc, begun, reach - 1)
        return
    if text_of(doc)[last.idx : first.idx].count("\n") > _PARAGRAPH:
        return
    verbs = [token for token in doc[begun:end] if _reports(token)]
    verb = verbs[-1] if verbs else None
    quoted = (_first_word(doc, begun, end) or doc[begun]).text in QUOTES
    while verb is not None and not quoted and not syntax.subjects(verb) and verb.head != verb:
        verb = verb.head
    subject = _subject(verb) if verb is not None else None
    if subject is not None:
        yield subject, verbs[-1].text
    elif verbs and reach:
        yield from _behind_colon(doc, begun, reach - 1)


def _first_word(doc: Doc, start: int, end: int) -> Token | None:
    """The first token that is no white space from one up to another, which may stand before it."""
    step = 1 if start < end else -1
    return next((doc[at] for at in range(start, end, step) if not doc[at].is_space), None)


def _reports(token: Token) -> bool:
    return syntax.lemma(token) in REPORTING and syntax.is_verb(token)


def _said_aside(verb: Token) -> bool:
    """As in "..., a spokesman said on Monday, naming none", which the parse may join to it."""
    joined = verb.dep_ == "conj" and not syntax.children(verb, "cc", "ccomp")
    joined = joined or (verb.dep_ == "advcl" and not syntax.marks(verb))
    if not joined or verb.lower_ not in SAID:
        return False
    first = next((c.left_edge.i for c in syntax.subjects(verb)), 0)
    return first > 0 and "," in (verb.doc[first].text, verb.doc[first - 1].text)


def _of_its_own(verb: Token) -> bool:
    """As in "It accused Kyiv of an attack; Kyiv denied that": behind the mark it says its own."""
    first, last = sorted((verb.i, verb.head.i))
    return any(token.text == ";" for token in verb.doc[first:last])


def _closing(trigger: Token, sentence: Span) -> Iterator[tuple[Token, str]]:
    """As in "..., the Observatory said.": a speaker at the end, wherever the verb hangs."""
    doc = trigger.doc
    words = read(doc).forms[trigger.i : sentence.end]
    if ";" in words or "," not in words:
        return
    backwards = (doc[at] for at in range(sentence.end - 1, trigger.i - 1, -1))
    last = next((t for t in backwards if not t.is_punct and not t.is_space), None)
    if last is None:
        return
    heard = last.lower_ in ("heard", "told")  # "a court heard", "a jury was told"
    says = last.lower_ in SAID and not syntax.is_passive(last)
    if not says and not heard:
        return
    behind = sentence.end - words[::-1].index(",")
    names = [t for t in doc[behind : last.i] if t.pos_ in ("PROPN", "NOUN")]
    heads = [t for t in names if t.head not in names]
    if heads and (says or syntax.lemma(heads[0]) in _COURTS):
        yield heads[0], last.text


def _inverted(trigger: Token, sentence: Span) -> Iterator[tuple[Token, str]]:
    """As in "..., said local police, who": a speaker behind the verb that closes a statement."""
    doc, begun = sentence.doc, trigger.i + 1
    for at, word in enumerate(read(doc).lower[begun : sentence.end - 1], start=begun):
        if word not in SAID:
            continue
        token = doc[at]
        before = next((t for t in reversed(doc[: token.i]) if t.text not in _MARKS), token)
        if before.text != "," or syntax.children(token, "ccomp"):
            continue
        behind = (t for t in doc[token.i + 1 : sentence.end] if t.text not in _MARKS)
        noun = next((t for t in behind if t.pos_ not in ("DET", "ADJ")), None)
        while noun is not None and noun.dep_ in ("compound", "flat") and noun.head.i > noun.i:
            noun = noun.head
        if noun is not None and noun.pos_ in ("PROPN", "NOUN"):
            yield noun, token.text
        return


def _subject(verb: Token) -> Token | None:
    """Who says, if it is no pronoun: as in "the envoy pointed to the map and said" as well.

    "Attackers, believed to be rebels" believe nothing.
    """
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return None
    told = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:outer")]
    # "Hours later the army"; "forces entered, and witnesses reported" may have two
    own = [child for child in told if syntax.lemma(child) not in TIMES]
    if own and any(t.text == ":" for t in verb.doc[own[0].i : verb.i]):
        # "Second wave: On 7 October, the agency reported": who stands right before
        before = verb.nbor(-1)
        return before if before.pos_ in ("PROPN", "NOUN") else None
    if own:
        parted = any(syntax.is_verb(t) for t in verb.doc[own[0].i : own[-1].i])
        speaker = own[-1] if parted else own[0]
        return speaker if speaker.pos_ != "PRON" else _speaker_meant(speaker)
    # "told the paper and added", "went on to say"
    shared = verb.dep_ == "conj" or (syntax.is_infinitive(verb) and verb.head.lower_ == "went")
    shared = shared and verb.head.pos_ == "VERB"
    return _subject(verb.head) if shared else None


def _speaker_meant(pronoun: Token) -> Token | None:
    """The last speaker before "he said", "she said": a person, whom a paragraph before names."""
    if pronoun.lower_ not in ("he", "she"):
        return None
    before = reversed(pronoun.doc[max(0, pronoun.i - _REACH) : pronoun.i])
    spoke = (t for t in before if t.dep_ == "nsubj" and syntax.lemma(t.head) in REPORTING)
    doc = pronoun.doc
    return next(
        (
            t for t in spoke if t.ent_type_ == "PER"
            or (syntax.lemma(t) in SOMEBODIES and "\n\n" not in doc[t.i : pronoun.i].text)
        ),
        None,
    )  # fmt: skip


def _according_to(sentence: Span, seen: set[int]) -> Iterator[tuple[Token, str]]:
    words = read(sentence.doc).lower[sentence.start : sentence.end]
    for at, word in enumerate(words, start=sentence.start):
        if word != "according":
            continue
        token = sentence.doc[at]
        governor = token.head if token.dep_ == "case" else None
        if governor is None:
            later = (t for t in token.subtree if t.pos_ in ("PROPN", "NOUN"))
            governor = next(later, None)
        if governor is not None and governor.i not in seen:
            seen.add(governor.i)
            yield governor, "according to"


def _phrase(token: Token) -> tuple[int, int]:
    doc: Doc = token.doc
    inside = [token.i]
    for child in token.children:
        if child.dep_ in _PARTS and child.dep_ not in ("case", "det", "appos"):
            inside += [t.i for t in child.subtree if t.dep_ != "acl:relcl"]
    first, last = min(inside), max(inside)
    # "security and local sources told AFP": the first of two qualities is nobody.
    behind = (other.i for other in token.conjuncts if (other.lemma_ or "").lower() in _SOURCES)
    last = max(last, *behind, last)
    while first < token.i and doc[first].dep_ in ("case", "punct", "det"):
        first += 1
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_:
        first -= 2  # "pro-army commanders", whatever the parse hangs the first part on
    while last > token.i and doc[last].is_punct:
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last].text)
