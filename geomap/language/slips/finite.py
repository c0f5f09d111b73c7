"""What English cannot leave out or put elsewhere: a clause has one finite verb, and a subject.

So a form like "struck" that has an object is the verb of a sentence without another, whatever
noun the parse hung it on, and what "said" is followed by is said, for nobody says rebels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.lemmas import in_dictionary
from geomap.language.slips.mend import PAST, TOLD, Mend
from geomap.language.vocabulary import QUOTES, TELLING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "mark", "aux", "aux:pass"})
#: How a sentence ends, or a statement before "he said"; a headline has no end.
_ENDS = frozenset(".!,;")
#: Words that open a clause before the main one.
OPENING = frozenset({"if", "when", "once", "unless", "until", "whenever"})
#: Verbs whose gerund is what begins, goes on or ends.
PHASES = frozenset({"start", "begin", "stop", "continue", "keep", "resume", "cease"})
SAYING = frozenset({"say", "says", "said"})
_DAYS = frozenset({"yesterday", "today", "tomorrow", "tonight"})


def verb_with_object(sentence: Span) -> dict[int, Mend]:
    """As in "Rockets fired from the hills struck the market": rockets struck, all else is aside."""
    root = sentence.root
    own = next((c for c in root.lefts if c.dep_ in ("nsubj", "nsubj:pass")), root)
    told_of = root.tag_ == "VBN" and own != root and own.right_edge.i + 1 == root.i
    told_of = told_of and not {c.dep_ for c in root.children} & {"obj", "aux", "aux:pass", "cop"}
    if sentence[-1].text not in _ENDS or not (root.pos_ in ("NOUN", "PROPN") or told_of):
        return {}
    after = [t for t in root.subtree if t.i > root.i]
    verb = next((t for t in after if t.tag_ in PAST and _has_bare_object(t)), None)
    between = sentence.doc[root.i + 1 : verb.i] if verb is not None else ()
    if verb is None or verb.dep_ not in ("acl", "advcl") or not between:
        return {}
    if any(c.dep_ == "cop" for c in root.lefts):
        return {}  # "It is the latest move since Britain accused Russia."
    told = [t for t in after if t.tag_ in TOLD and t.dep_ != "parataxis" and verb not in t.subtree]
    if any(not (verb.is_ancestor(t) or _in_a_clause(t)) for t in told):
        return {}
    beside = (c for c in root.children if c.i > verb.i and c.dep_ in ("parataxis", "punct"))
    aside = {root.i: Mend(own.i, "acl")} if told_of else {}
    return (
        {c.i: Mend(verb.i, c.dep_) for c in beside}
        | aside
        | {
            verb.i: Mend(verb.i, "ROOT", "VBD"),
            own.i: Mend(verb.i, "nsubj"),
        }
    )


def _has_bare_object(verb: Token) -> bool:
    """Whether what is done to stands right behind, and nobody else does it or suffers it."""
    if any(child.dep_ in _SUBJECTS or child.dep_ == "obl:agent" for child in verb.children):
        return False
    return any(c.dep_ == "obj" and c.left_edge.i == verb.i + 1 for c in verb.rights)


def _in_a_clause(token: Token) -> bool:
    """Whether a verb is told in a clause of its own: behind "who", "when", "but it"."""
    own = any(child.dep_.startswith("nsubj") for child in token.children)
    return own and token.dep_ in ("acl:relcl", "advcl", "conj", "ccomp")


def said_of(sentence: Span) -> dict[int, Mend]:
    """As in "Residents said rebels looted shops", "say that more than 40 died": it was said so."""
    for said in sentence[1:-2]:
        if said.lower_ not in SAYING:
            continue
        who = next(
            (c for c in said.rights if c.dep_ in ("obj", "ccomp") and c.tag_ in _NOUNS), None
        )
        at = who.i + 1 if who is not None else sentence.end
        that = said.nbor(1) if said.nbor(1).lower_ == "that" else said
        if who is None or at >= sentence.end or who.left_edge.i not in (said.i + 1, that.i + 1):
            continue
        verb = sentence.doc[at]
        below = (verb.dep_, verb.head.i) == ("acl", who.i)
        thing = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else None
        if verb.tag_ not in PAST or not (below or thing is not None):
            continue
        if below and who.dep_ == "obj" and not _has_bare_object(verb):
            continue
        mends = {verb.i: Mend(said.i, "ccomp", "VBD"), who.i: Mend(verb.i, "nsubj")}
        mends |= {that.i: Mend(verb.i, "mark")} if that != said else {}
        joined = [c for c in said.rights if c.dep_ == "conj" and c.i > verb.i and c.tag_ in PAST
                  and not {d.dep_ for d in c.children} & _SUBJECTS]  # fmt: skip
        mends |= {c.i: Mend(verb.i, "conj") for c in joined}
        return mends | ({thing.i: Mend(verb.i, "obj")} if thing is not None else {})
    return {}


def joined_by_participle(sentence: Span) -> dict[int, Mend]:
    """As in "Soldiers and allied rebels took the town": "and" joins no verb to a noun."""
    root = sentence.root
    joins = root.nbor(-1) if root.i - 2 >= sentence.start else root
    first = next((c for c in root.lefts if c.dep_ == "nsubj"), None)
    verb = next((c for c in root.rights if c.dep_ == "ccomp" and c.tag_ in TOLD), None)
    if root.tag_ not in PAST or joins.dep_ != "cc" or first is None or verb is None:
        return {}
    second = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if second is None or second.left_edge.i != root.i + 1 or first.right_edge.i != joins.i - 1:
        return {}
    beside = (c for c in root.children if c not in (first, joins, verb))
    return {c.i: Mend(verb.i, c.dep_) for c in beside} | {
        verb.i: Mend(verb.i, "ROOT"),
        first.i: Mend(verb.i, "nsubj"),
        second.i: Mend(first.i, "conj"),
        joins.i: Mend(second.i, "cc"),
        root.i: Mend(second.i, "amod", "VBN"),
    }


def verb_as_name(sentence: Span) -> dict[int, Mend]:
    """As in "If the army attacks, Turkey will act", read as its attacks: the clause has a verb."""
    for link in sentence[:-4]:
        if link.lower_ not in OPENING:
            continue
        comma = next((t for t in sentence[link.i - sentence.start + 2 :] if t.is_punct), link)
        verb = comma.nbor(-1)
        doer = verb.nbor(-1)
        clause = sentence.doc[link.i + 1 : comma.i]
        plural = verb.tag_ == "NNS" and doer.tag_ in ("NN", "NNP") and doer.head == verb
        if comma.text != "," or not plural or any(t.pos_ in ("VERB", "AUX") for t in clause):
            continue
        main = link.head if link.head.i > comma.i else verb.head
        named = {c.i: Mend(doer.i, c.dep_) for c in verb.lefts if c not in (doer, link)}
        return named | {
            verb.i: Mend(main.i, "advcl", "VBZ"),
            doer.i: Mend(verb.i, "nsubj"),
            link.i: Mend(verb.i, "mark"),
        }
    return {}


def quoted_verb(sentence: Span) -> dict[int, Mend]:
    """As in "warned Syria not to 'recklessly attack' Homs": who is not "to" do it does it."""
    for to in sentence[:-1]:
        verb = to.head
        if to.tag_ != "TO" or to.dep_ != "mark" or verb.tag_ != "NN" or verb.i < to.i:
            continue
        cop = any(c.dep_ == "cop" for c in verb.lefts)  # "is likely to be the cause"
        if cop or not in_dictionary(verb.lower_, "VERB"):
            continue
        above = verb.head
        behind = next((t for t in sentence.doc[verb.i + 1 : sentence.end] if not t.is_punct), verb)
        thing = behind
        while thing.dep_ in ("det", "compound", "amod") and thing.head.i > thing.i:
            thing = thing.head
        loose = thing.tag_ in _NOUNS and thing.head.i < verb.i and behind.dep_ != "case"
        objects = {thing.i: Mend(verb.i, "obj")} if loose and thing.left_edge == behind else {}
        return objects | {verb.i: Mend(above.i, "xcomp", "VB")}
    return {}


def inverted_source(sentence: Span) -> dict[int, Mend]:
    """As in '"..., " said **Ann Lee**, who studies it': she said it, whatever marks her name.

    And who stands within what "said a source" was not who said it: a verb has one subject.
    """
    for said in sentence[1:-1]:
        told = next((c for c in said.lefts if c.dep_ == "ccomp"), said)
        inside = next((c for c in said.lefts if c.dep_ == "nsubj" and c.i > told.i), said)
        behind = any(c.dep_ == "nsubj" for c in said.rights)
        quoted = any(t.text in QUOTES for t in said.doc[inside.i : said.i])
        if said.lower_ in SAYING and behind and quoted and told != said:
            helped = any(c.dep_.startswith("aux") for c in told.lefts)
            does = (c for c in told.lefts if c.dep_ == "nsubj:pass" and not helped)
            return {c.i: Mend(told.i, "nsubj") for c in does} | {inside.i: Mend(told.i, "obj")}
        if said.lower_ not in SAYING or any(c.dep_ in _SUBJECTS for c in said.children):
            continue
        who = next((t for t in sentence.doc[said.i + 1 : sentence.end] if not t.is_punct), said)
        named = who.head == said and who.dep_ in ("parataxis", "obj", "appos", "obl", "dep")
        opened = said.nbor(-1).is_punct and said.nbor(-1).text != "-"
        if named and opened and who.text[:1].isupper() and who.left_edge.i >= said.i + 1:
            return {who.i: Mend(said.i, "nsubj", "NNP")}
    return {}


def object_and_clause(sentence: Span) -> dict[int, Mend]:
    """As in "Shells hit Homs and rebels attacked posts": right behind a verb is what it hit."""
    for verb in sentence:
        hit = verb.head
        one = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        two = next((c for c in one.rights if c.dep_ == "conj"), None) if one is not None else None
        joined = verb.dep_ == "conj" and verb.tag_ in TOLD and hit.tag_ in TOLD
        if not joined or one is None or two is None or one.left_edge.i != hit.i + 1:
            continue
        joins = next((c for c in two.lefts if c.dep_ == "cc"), two)
        behind = one.i + 1 == joins.i and two.i < verb.i
        if behind and (hit.lemma_ or "").lower() not in TELLING:
            return {
                one.i: Mend(hit.i, "obj"),
                two.i: Mend(verb.i, "nsubj"),
                joins.i: Mend(verb.i, "cc"),
            }
    return {}


def source_aside(sentence: Span) -> dict[int, Mend]:
    """As in "They should go, Lee has said, threatening war": Lee said it, and threatens."""
    for said in sentence[2:-1]:
        threat = said.nbor(1).text == "," and said.i + 2 < sentence.end
        behind = said.nbor(2) if threat else said
        if said.lower_ not in SAYING or behind.tag_ != "VBG" or behind.dep_ != "advcl":
            continue
        own = any(c.dep_ == "nsubj" and c.i < said.i for c in said.lefts)
        if own and said.dep_ in ("ccomp", "parataxis", "ROOT") and behind.head != said:
            above = {} if said.dep_ == "ROOT" else {said.i: Mend(said.head.i, "parataxis")}
            return above | {behind.i: Mend(said.i, "advcl")}
    return {}


def gerund_of_its_own(sentence: Span) -> dict[int, Mend]:
    """As in "If they attack, threatening Homs": no "and" joins it. "Began opening doors" begins so.

    What follows a verb of beginning or ending is what begins or ends, and names no noun.
    """
    mends: dict[int, Mend] = {}
    for verb in sentence[1:]:
        if verb.tag_ != "VBG":
            continue
        above = verb.head
        deps = {child.dep_ for child in verb.children}
        if verb.dep_ in ("obl", "nmod") and deps & {"amod", "det"} and "obj" not in deps:
            mends[verb.i] = Mend(above.i, verb.dep_, "NN")  # "with military backing from Iran"
        if verb.dep_ == "conj" and above.tag_ in TOLD and not deps & {"cc", "aux", "nsubj"}:
            mends[verb.i] = Mend(above.i, "advcl")
        begins = verb.nbor(-1)
        phase = (begins.lemma_ or "").lower() in PHASES and above.dep_ == "obj"
        if verb.dep_ == "amod" and phase and above.head == begins and above.i > verb.i:
            mends |= {verb.i: Mend(begins.i, "xcomp"), above.i: Mend(verb.i, "obj")}
    return mends


def opening_gerund(sentence: Span) -> dict[int, Mend]:
    """As in "Meeting his friend in Ankara on Monday, Lee said no": Lee met and said, no meeting."""
    root = sentence.root
    first = next((t for t in sentence if t.is_alpha), root)
    if not first.lower_.endswith("ing") or first.dep_ != "nsubj" or first.head != root:
        return {}
    before = root.nbor(-1)
    while before.is_punct and before.text != "," and before.i > first.i:
        before = before.nbor(-1)
    named = [t for t in (before, *before.ancestors) if first.is_ancestor(t) and t.pos_ == "PROPN"]
    who = named[-1] if named else first
    comma = any(t.text == "," for t in sentence.doc[first.i : who.left_edge.i])
    if who == first or who.dep_ not in ("appos", "conj", "nmod") or not comma:
        return {}
    if who.right_edge.i < before.i or any(c.dep_ == "case" for c in who.lefts):
        return {}
    return {first.i: Mend(root.i, "advcl", "VBG"), who.i: Mend(root.i, "nsubj")}


def counted_dead(sentence: Span) -> dict[int, Mend]:
    """As in "spoke of 12 dead and 30 wounded": of the dead and the wounded, whom numbers count."""
    for dead in sentence[1:]:
        count, hurt = dead.nbor(-1), dead.head
        both = dead.lower_ == "dead" and dead.dep_ == "amod" and hurt.i > dead.i + 1
        if both and count.like_num and count.head == dead and hurt.nbor(-1).like_num:
            return {c.i: Mend(dead.i, c.dep_) for c in hurt.lefts if c.dep_ == "case"} | {
                dead.i: Mend(hurt.head.i, hurt.dep_),
                hurt.i: Mend(dead.i, "conj", "NNS"),
                hurt.i - 1: Mend(hurt.i, "nummod"),
            }
    return {}


def told_of_noun(sentence: Span) -> dict[int, Mend]:
    """As in "The lie spread by the press is absurd": the lie is, and no spreading is a subject."""
    mends: dict[int, Mend] = {}
    for verb in sentence[1:]:
        of = next((c for c in verb.lefts if c.dep_ == "nsubj:pass"), None)
        helped = any(c.dep_ in ("aux", "aux:pass", "mark") for c in verb.children)
        if verb.dep_ == "csubj" and verb.tag_ in PAST and of is not None and not helped:
            mends |= {verb.i: Mend(of.i, "acl", "VBN"), of.i: Mend(verb.head.i, "nsubj")}
    return mends


def wanted_so(sentence: Span) -> dict[int, Mend]:
    """As in "It wants its resources looted": nobody has looted them."""
    mends: dict[int, Mend] = {}
    for verb in sentence:
        whom = next((c for c in verb.lefts if c.dep_ == "nsubj"), verb.head)
        wants = verb.head if whom.head == verb else whom.head
        hangs = (verb.dep_, whom.dep_) in {("acl", "obj"), ("xcomp", "nsubj")}
        if hangs and verb.tag_ in PAST and (wants.lemma_ or "").lower() == "want":
            mends |= {verb.i: Mend(wants.i, "xcomp", "VBN"), whom.i: Mend(wants.i, "obj")}
    return mends


def bracketed_name(sentence: Span) -> dict[int, Mend]:
    """As in "by the Islamic State (IS) group": letters in brackets are a name, and nothing "is".

    A noun right behind them is of what kind the named are, and stands where their name does.
    """
    mends: dict[int, Mend] = {}
    for name in sentence[2:-1]:
        if name.nbor(-1).text != "(" or name.nbor(1).text != ")" or not name.text.isupper():
            continue
        whose = name.nbor(-2)
        while whose.head.pos_ == "PROPN" and whose.head.i < whose.i and whose.dep_ != "conj":
            whose = whose.head
        if name.tag_ in ("VBZ", "PRP", "IN"):
            mends[name.i] = Mend(whose.i, "appos", "NNP")
        kind = sentence.doc[min(name.i + 2, sentence.end - 1)]
        # No "(WHO) yesterday", nor the "nature" of "(DEC) nature coordinator"
        noun = kind.tag_ == "NN" and kind.dep_ != "compound" and kind.lower_ not in _DAYS
        if noun and whose.pos_ == "PROPN" and kind not in (whose.head, sentence.root):
            mends |= _named_before(kind, whose)
    return mends


def _named_before(kind: Token, whose: Token) -> dict[int, Mend]:
    """The name before a noun as a part of its phrase, which stands where the name stood."""
    above = whose.head
    mends = {c.i: Mend(kind.i, c.dep_) for c in whose.lefts if c.dep_ in ("case", "det")}
    mends[whose.i] = Mend(kind.i, "compound")
    if kind.is_ancestor(above):  # "held by the Islamic State (IS) group", hung on that group
        clause = next(c for c in kind.children if c == above or c.is_ancestor(above))
        mends |= {clause.i: Mend(kind.head.i, "advcl"), kind.i: Mend(above.i, whose.dep_)}
    elif kind.head != above:
        told = (c for c in kind.head.lefts if c.dep_ == "nsubj:pass")
        mends |= {c.i: Mend(kind.head.i, "nsubj") for c in told if kind.dep_ == "nsubj"}
        mends[kind.i] = Mend(above.i, whose.dep_)
    return mends


def headline_with_as(sentence: Span) -> dict[int, Mend]:
    """As in "Scores killed as bombers hit Sweida": two clauses, and the first is told of scores."""
    verb = sentence.root
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    first = (
        next((c for c in subject.rights if c.tag_ in PAST), None) if subject is not None else None
    )
    doer = verb.nbor(-1) if verb.i > sentence.start else verb
    link = doer.left_edge
    if first is None or verb.tag_ not in TOLD or subject is None or first.dep_ != "acl":
        return {}
    if link.lower_ != "as" or doer.head != first or link.i != first.i + 1:
        return {}
    return {
        first.i: Mend(first.i, "ROOT", "VBN"),
        subject.i: Mend(first.i, "nsubj:pass"),
        verb.i: Mend(first.i, "advcl"),
        doer.i: Mend(verb.i, "nsubj"),
        link.i: Mend(verb.i, "mark"),
    }
