"""The clause of a deed: the words whose time and place are the deed's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.events.parse import syntax
from geomap.events.patterns import verbs as lists
from geomap.language.vocabulary import SAYING

if TYPE_CHECKING:
    from spacy.tokens import Token


def same_clause(trigger: Token) -> list[Token]:
    """Words whose time and place are the deed's own, nearest first.

    The trigger, what carries it, the verb that it shares a subject with, and, for "killed in
    the raid", the deed that it is part of. Verbs of saying and other clauses are not.
    """
    line = [trigger]
    if syntax.misread(trigger):
        line.append(trigger.head)
    later = None if syntax.is_verb(trigger) else syntax.scheduled(trigger)
    if later is not None:
        line.append(later)
    token = syntax.whole(trigger)
    for _step in range(4):
        if token not in line:
            line.append(token)
        above = syntax.told_behind(token) or token.head
        if above == token or not _shares(token, above):
            break
        token = syntax.whole(above)
    verb = syntax.is_verb(trigger)
    line += [c for c in syntax.joined_with(trigger) if c not in line] if verb else []
    if verb and trigger.tag_ != "VBG":  # "Fighting erupted" names a deed too
        return line
    carried = syntax.carrier(trigger) or syntax.happening(trigger) or syntax.came_under(trigger)
    return line if carried is None or carried in line else [*line, carried]


def at_that_time(verb: Token) -> list[Token]:
    """The verb whose time and place a "when" clause tells: "on Monday agreed when they met"."""
    first = next((c.lower_ for c in verb.children if c.dep_ in ("advmod", "mark")), "")
    if verb.dep_ != "advcl" or first not in ("when", "as", "while"):
        return []
    # The parse may hang the clause on "the agency said" behind it.
    above = verb.head
    while syntax.lemma(above) in SAYING and above.dep_ in ("conj", "parataxis"):
        above = above.head
    past = {above.tag_, verb.tag_} <= {"VBD", "VBN"}
    return [above] if past and syntax.lemma(above) not in SAYING else []


def _shares(token: Token, above: Token) -> bool:
    """Whether what is said of the time and place of `above` holds for `token`."""
    if syntax.is_verb(token):
        if token.dep_ == "xcomp":
            return syntax.lemma(above) not in SAYING
        if token.dep_ == "conj":
            later = any(c.lower_ in lists.AFTERWARDS for c in token.children)
            return syntax.is_verb(above) and not syntax.subjects(token) and not later
        if token.dep_ == "acl":
            return syntax.told_behind(token) == above
        participle = token.tag_ in ("VBG", "VBN") and not syntax.marks(token)
        return token.dep_ == "advcl" and participle and syntax.is_verb(above)
    if not syntax.is_verb(above):
        return token.dep_ == "conj"
    if token.dep_ == "nsubj:pass" and syntax.lemma(above) in lists.NOTICED:
        # "Explosions were heard in Odesa", not "were reported by media in Kyiv"
        return not any(syntax.case_of(child) == "by" for child in above.children)
    if syntax.lemma(above) in SAYING:
        return False
    if token.dep_ in ("obj", "nsubj:pass", "nsubj"):
        return syntax.lemma(above) in lists.HOLDING
    if token.dep_ == "obl" and syntax.case_of(token) == "for":
        return syntax.lemma(above) in lists.COMING
    harmed = token.dep_ == "obl:agent" and syntax.lemma(above) in lists.HARM
    return (token.dep_ == "obl" or harmed) and syntax.case_of(token) in lists.WITHIN


def raised_for(aim: Token) -> Token | None:
    """As in "militias recruited from across Iraq to fight", whatever the aim hangs on."""
    between = aim.doc[aim.head.i + 1 : aim.i]
    told = (aim.head, *(t for t in between if t.dep_ == "acl"))
    return next((verb for verb in told if syntax.lemma(verb) in lists.RAISING), None)


def undergoing(above: Token) -> list[Token]:
    """Whom the word above a passive says it of: "kept it closed", "it is set to be closed"."""
    return syntax.children(above, "obj", "nsubj:pass", *(("nsubj",) if above.pos_ == "ADJ" else ()))
