"""Subjects, objects and clauses that the parse hung on the wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.slips.mend import FINITE, PAST, SUBJECT, TOLD, Mend
from geomap.language.vocabulary import TELLING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

WHILE = frozenset({"as", "after", "before", "while", "when", "once", "since", "until"})
_DEEDS = frozenset(
    """
    attack strike airstrike raid assault offensive bombardment crackdown ambush siege shelling
    bombing killing abduction arrest advance incursion shooting operation sanction
    """.split()
)
#: Past forms that have no object, so that what they stand behind is their subject.
GOING_ON = frozenset(
    "continued erupted intensified occurred resumed escalated raged flared persisted".split()
)


def aim_of_a_deed(sentence: Span) -> dict[int, Mend]:
    """As in "London condemned the attack on Marib", "amid shelling by the army"."""
    for on in sentence[1:-1]:
        aim, deed = on.head, on.nbor(-1)
        if on.lower_ not in ("on", "against", "by") or on.dep_ != "case" or aim.dep_ != "obl":
            continue
        beside = deed.head == aim.head and deed.dep_ in ("obj", "obl")
        if (deed.lemma_ or "").lower() in _DEEDS and beside:
            return {aim.i: Mend(deed.i, "nmod")} if aim.i > on.i else {}
    return {}


def pair_between(sentence: Span) -> dict[int, Mend]:
    """As in "Clashes between rebels and the army left ten dead": between two, and one clause."""
    for between in sentence:
        one = between.head
        if between.lower_ != "between" or between.dep_ != "case" or one.i < between.i:
            continue
        joined = next((t for t in sentence.doc[one.i + 1 : sentence.end] if t.lower_ == "and"), one)
        verb = joined.head
        two = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i > joined.i), None)
        sound = joined.dep_ != "cc" or any(c.dep_ == "conj" for c in one.children)
        if sound or two is None or two.left_edge.i != joined.i + 1 or verb.tag_ not in TOLD:
            continue
        pair = {two.i: Mend(one.i, "conj"), joined.i: Mend(two.i, "cc")}
        return pair | _told_of_pair(one, verb)
    return {}


def _told_of_pair(one: Token, verb: Token) -> dict[int, Mend]:
    """What the verb behind a pair is said of: the noun that "between" hangs on."""
    noun = one.head
    if verb.dep_ != "conj" or verb.head != noun or noun.dep_ != "ROOT":
        return {}
    tag = "NNS" if noun.tag_ == "VBZ" else None
    return {
        verb.i: Mend(verb.i, "ROOT"),
        noun.i: Mend(verb.i, "nsubj", tag),
        one.i: Mend(noun.i, "nmod"),
    }


def where_it_was(sentence: Span) -> dict[int, Mend]:
    """As in "They burned houses in Douma, where ten died": they died in Douma, not in houses."""
    for where in sentence[1:]:
        clause = where.head
        if where.lower_ != "where" or not clause.dep_.startswith("acl") or clause.i < where.i:
            continue
        comma = where.nbor(-1).text == ","
        if comma and where.i - 2 < sentence.start:
            continue
        place = where.nbor(-2 if comma else -1)
        while place.dep_.startswith(("flat", "compound")) and place.head.i < where.i:
            place = place.head
        if place.pos_ == "PROPN" and clause.head != place and not clause.is_ancestor(place):
            return {clause.i: Mend(place.i, "acl:relcl")}
    return {}


def meanwhile(sentence: Span) -> dict[int, Mend]:
    """As in "Rebels kill 40 farmers in Borno as Niger closes border": Niger closes it.

    And "people were moved after troops retook the town": nobody was moved after troops.
    """
    root = sentence.root
    for link in sentence[1:-2]:
        doer = link.head
        if link.lower_ not in WHILE or link.dep_ != "case" or doer.i + 1 >= sentence.end:
            continue
        verb = doer.nbor(1)
        if verb.tag_ not in TOLD:
            continue
        if link.lower_ != "as":
            misled = [c for c in verb.children if c.dep_ in SUBJECT and c != doer]
            if verb.i == root.i or any(child.i > link.i for child in misled):
                continue
            behind = {child.i: Mend(verb.head.i, verb.dep_) for child in misled}
            verbs = (t for t in doer.ancestors if t.tag_.startswith("VB") and t != verb)
            above = next(verbs, doer.head)
            return behind | {
                link.i: Mend(verb.i, "mark"),
                doer.i: Mend(verb.i, "nsubj"),
                verb.i: Mend(above.i, "advcl"),
            }
        if verb.i == root.i:
            root = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ in TOLD), root)
            if root.i == verb.i:
                continue
        return {
            link.i: Mend(verb.i, "mark"),
            doer.i: Mend(verb.i, "nsubj"),
            verb.i: Mend(root.i, "advcl"),
            root.i: Mend(root.i, "ROOT"),
        }
    return {}


def said_beside(sentence: Span) -> dict[int, Mend]:
    """As in "He repeated that they have the right and said it must end": he said, not they."""
    root = sentence.root
    for said in sentence:
        told = said.head
        tenses = (root.tag_, told.tag_, said.tag_)
        joined = said.dep_ == "conj" and told.dep_ in ("ccomp", "acl", "acl:relcl")
        if not joined or (said.lemma_ or "").lower() not in TELLING:
            continue
        if tenses in {("VBD", "VBZ", "VBD"), ("VBD", "VBP", "VBD")}:
            return {said.i: Mend(root.i, "conj")}
    return {}


def subject_as_head(sentence: Span) -> dict[int, Mend]:
    """As in "Syrian forces and Hezbollah carried out raids": both did, no forces stand alone."""
    root = sentence.root
    joined = (c for c in root.rights if c.dep_ == "conj")
    verb = next((c for c in joined if c.tag_ in TOLD or (c.tag_ in PAST and _helped(c))), None)
    if root.pos_ not in ("NOUN", "PROPN") or verb is None:
        return {}
    other = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    joins = next((c for c in verb.lefts if c.dep_ == "cc"), None)
    if other is None or joins is None or other.left_edge.i != joins.i + 1:
        return {}
    # "Russia, Turkey, and Iran said": nothing but what is listed stands between.
    names = [c for c in root.rights if c.dep_ == "conj" and c.i < joins.i and c.pos_ == "PROPN"]
    beside = [c for c in root.rights if c.dep_ == "appos" and c.i < joins.i]
    listed = {t.i for c in (*names, *beside) for t in c.subtree} | {
        t.i for t in sentence if t.text == "," and t.head in (verb, root)
    }
    if any(t.i not in listed for t in sentence.doc[root.i + 1 : joins.i]):
        return {}
    return {name.i: Mend(root.i, "conj") for name in names} | {
        verb.i: Mend(verb.i, "ROOT"),
        root.i: Mend(verb.i, "nsubj"),
        other.i: Mend(root.i, "conj"),
        joins.i: Mend(other.i, "cc"),
    }


def _helped(verb: Token) -> bool:
    return any(child.dep_ == "aux" for child in verb.lefts)


def listed_subject(sentence: Span) -> dict[int, Mend]:
    """As in "To win, Iran, Iraq and the army have pushed on": one army has, these three have."""
    for verb in sentence:
        many = (verb, *(c for c in verb.lefts if c.dep_.startswith("aux")))
        last = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if last is None or last.tag_ not in ("NN", "NNP") or all(t.tag_ != "VBP" for t in many):
            continue
        joins = next((c for c in (*verb.lefts, *last.lefts) if c.dep_ == "cc"), verb)
        names = _names_before(joins, sentence)
        if not names or max(last.left_edge.i - 1, joins.i) != joins.i:
            continue
        first, *others = names
        mends = {first.i: Mend(verb.i, "nsubj"), joins.i: Mend(last.i, "cc")}
        mends |= {other.i: Mend(first.i, "conj") for other in (*others, last)}
        root = sentence.root
        if verb.dep_ == "conj" and verb.head == root:
            mends = {verb.i: Mend(verb.i, "ROOT"), root.i: Mend(verb.i, "advcl")} | mends
        return mends
    return {}


def _names_before(joins: Token, sentence: Span) -> list[Token]:
    """The bare names that commas list right before a word that joins."""
    names: list[Token] = []
    at = joins.i
    while at - 2 >= sentence.start and sentence.doc[at - 1].text == ",":
        name = sentence.doc[at - 2]
        while name.dep_.startswith(("flat", "compound")) and name.head.i < at:
            name = name.head
        if name.tag_ not in ("NNP", "NNPS") or any(c.dep_ == "case" for c in name.lefts):
            break
        names.insert(0, name)
        at = min(name.i, *(c.i for c in name.lefts if c.text != ","), name.i)
    return names


def counted_subject(sentence: Span) -> dict[int, Mend]:
    """As in "said 27 militants and ten guards were killed": all who are counted were."""
    for verb in sentence:
        last = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubj:pass")), None)
        numbers = [c for c in last.lefts if c.dep_ == "nummod"] if last is not None else []
        at = numbers[-1].i - 1 if numbers else sentence.start
        if last is None or sentence.doc[at].lower_ != "and":
            continue
        heads = _counted_before(at, sentence)
        if not heads or heads[0].dep_ in SUBJECT:
            continue
        first, *others = heads
        above = first.head
        said = first.dep_ == "obj" and above == verb.head and (above.lemma_ or "") == "say"
        if not said and above != verb and not last.is_ancestor(first):
            continue
        mends = {first.i: Mend(verb.i, last.dep_), at: Mend(last.i, "cc")}
        mends |= {other.i: Mend(first.i, "conj", "NNS") for other in (*others, last)}
        return mends | ({verb.i: Mend(above.i, "ccomp")} if said else {})
    return {}


def counted_dead(sentence: Span) -> dict[int, Mend]:
    """As in "spoke of 12 dead and 30 wounded": of the dead and the wounded, whom numbers count."""
    for dead in sentence[1:]:
        count = dead.nbor(-1)
        if dead.lower_ != "dead" or not count.like_num:
            continue
        hurt = dead.head
        if dead.dep_ == "amod" and count.head == dead and hurt.nbor(-1).like_num:
            return {c.i: Mend(dead.i, c.dep_) for c in hurt.lefts if c.dep_ == "case"} | {
                dead.i: Mend(hurt.head.i, hurt.dep_),
                hurt.i: Mend(dead.i, "conj", "NNS"),
                hurt.i - 1: Mend(hurt.i, "nummod"),
            }
        if count.dep_ not in ("obl", "obj", "nmod"):
            continue
        mends = {c.i: Mend(dead.i, c.dep_) for c in count.children if c != dead}
        mends |= {dead.i: Mend(count.head.i, count.dep_), count.i: Mend(dead.i, "nummod")}
        joins, more, hurt = (sentence.doc[min(dead.i + n, sentence.end - 1)] for n in (1, 2, 3))
        if joins.lower_ == "and" and more.like_num:
            mends |= {hurt.i: Mend(dead.i, "conj", "NNS"), more.i: Mend(hurt.i, "nummod"),
                      joins.i: Mend(hurt.i, "cc")}  # fmt: skip
        return mends
    return {}


def joined_object(sentence: Span) -> dict[int, Mend]:
    """As in "targeting Hama and army posts": what "and" opens is joined to what is before it."""
    mends: dict[int, Mend] = {}
    for joins in sentence[1:-1]:
        two, one = joins.head, joins.nbor(-1)
        while two.dep_ in ("amod", "compound") and two.head.i > joins.i:
            two = two.head
        led = joins.dep_ == "cc" and joins.i == two.left_edge.i and one.dep_ == "obj"
        nouns = one.pos_ == "NOUN" == two.pos_ and (
            two.dep_ in ("obj", "obl", "xcomp")
            or (two.dep_ == "conj" and two.head.tag_.startswith("VB"))
        ) and not any(c.dep_ in ("nsubj", "cop", "aux") for c in two.lefts)  # fmt: skip
        if led and nouns and not any(c.dep_ == "case" for c in two.lefts):
            mends[two.i] = Mend(one.i, "conj")
    return mends


def _counted_before(at: int, sentence: Span) -> list[Token]:
    """The nouns with numbers that are listed right before a word that joins."""
    heads: list[Token] = []
    while at > sentence.start and sentence.doc[at - 1].tag_ in ("NNS", "NNPS", "NN", "JJ"):
        noun, at = sentence.doc[at - 1], at - 2
        while at > sentence.start and sentence.doc[at].tag_ in ("JJ", "NN", "NNP"):
            at -= 1
        if at < sentence.start or sentence.doc[at].tag_ != "CD":
            break
        heads.insert(0, noun)
        at -= 1
        if at <= sentence.start or sentence.doc[at].text != ",":
            break
    return heads


def lent_subject(sentence: Span) -> dict[int, Mend]:
    """As in "Iran and the bands it backs, have forced them out": who is backed has no subject."""
    root = sentence.root
    if any(child.dep_ in SUBJECT for child in root.children):
        return {}
    for clause in root.lefts:
        own = [c for c in clause.lefts if c.dep_ == "nsubj"]
        if clause.dep_ == "advcl" and len(own) > 1 and own[-1].tag_ == "PRP":
            setting = {c.i: Mend(root.i, c.dep_) for c in clause.lefts if c.i < own[0].i}
            lent = {own[0].i: Mend(root.i, "nsubj"), clause.i: Mend(own[0].i, "acl:relcl")}
            return setting | lent
    return {}


def object_before_clause(sentence: Span) -> dict[int, Mend]:
    """As in "They postponed their meeting after a soldier was shot": no meeting was shot."""
    root = sentence.root
    if root.tag_ not in PAST | FINITE:
        return {}
    for name in sentence[root.i - sentence.start + 1 :]:
        if name.dep_ not in ("nsubj", "nsubj:pass") or name.left_edge.i != root.i + 1:
            continue
        between = sentence.doc[name.i + 1 : name.head.i]
        if not between or between[0].lower_ not in WHILE or name.head.i < name.i:
            continue
        clauses = (child for child in name.rights if child.dep_ == "advcl")
        return {name.i: Mend(root.i, "obj")} | {c.i: Mend(root.i, "advcl") for c in clauses}
    return {}


def deed_as_setting(sentence: Span) -> dict[int, Mend]:
    """As in "In Hajjah, clashes continued in Haradh and Hayran districts": no head is where.

    Nor is what continued: "Fighting and airstrikes continued in Haradh".
    """
    root = sentence.root
    for verb in sentence[1:]:
        deed = verb.head
        told = {child.dep_ for child in verb.children}
        below = verb.lower_ in GOING_ON and verb.dep_ in ("acl", "advcl", "advmod")
        bare = not {child.dep_ for child in deed.lefts} & {"nsubj", "aux"}
        thing = deed.pos_ in ("NOUN", "PROPN") or (deed.tag_ == "VBG" and bare)
        if not below or not thing or told & {"nsubj", "mark", "aux", "aux:pass", "obl:agent"}:
            continue
        opens = {c.i: Mend(verb.i, c.dep_) for c in deed.lefts if c.dep_ in ("advmod", "mark")}
        if deed.dep_ == "nsubj" and deed.head == root and root.pos_ in ("NOUN", "PROPN"):
            opens = {root.i: Mend(verb.i, "obl")}
        elif deed != root and not (opens and deed.dep_ == "advcl"):
            continue
        above = (verb.i, "ROOT") if deed.dep_ != "advcl" else (deed.head.i, "advcl")
        return opens | {verb.i: Mend(*above, "VBD"), deed.i: Mend(verb.i, "nsubj")}
    return {}


def setting_before_verb(sentence: Span) -> dict[int, Mend]:
    """As in "In their talks, Petro and Maduro agreed", "Speaking in Oslo, the king left".

    What stands before the comma tells when; the verb behind it heads the sentence.
    """
    root = sentence.root
    first = next((token for token in sentence if token.is_alpha), root)
    cased = root.pos_ == "NOUN" and any(c == first and c.dep_ == "case" for c in root.lefts)
    doing = root.tag_ == "VBG" or (root.lower_.endswith("ing") and root.left_edge == root)
    if not cased and not (root == first and doing):
        return {}
    verb = next(
        (c for c in root.rights if c.dep_ in ("conj", "parataxis") and c.tag_ in TOLD), None
    )
    if verb is None:
        return {}
    joined = [c for c in root.rights if c.dep_ in ("conj", "appos") and c.i < verb.i]
    own = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    subject = own or next((c for c in joined if c.pos_ == "PROPN"), None)
    if subject is None:
        return {}
    joined = [c for c in joined if c != subject]
    before = [t for t in sentence if root.i < t.i < subject.left_edge.i]
    if not any(t.text == "," for t in before) or len(joined) > 1:
        return {}
    opens = Mend(verb.i, "obl") if cased else Mend(verb.i, "advcl", "VBG")
    mends = {verb.i: Mend(verb.i, "ROOT"), root.i: opens}
    mends[subject.i] = Mend(verb.i, "nsubj")
    for other in joined if cased and own else []:
        mends |= {other.i: Mend(verb.i, "nsubj"), subject.i: Mend(other.i, "conj")}
    return mends
