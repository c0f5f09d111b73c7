"""Subjects, objects and clauses that the parse hung on the wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.language.slips.mend import PAST, SUBJECT, TOLD, Mend
from geomap.language.vocabulary import TELLING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Verbs of what flies to where it is aimed.
AIMED = frozenset({"fire", "launch", "shoot", "throw", "hurl", "lob"})
#: When a day is told beside them.
HOURS = frozenset("dawn dusk noon midnight midday nightfall sunrise sunset daybreak night".split())
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
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
    for link in sentence[:-2]:
        doer = link.head
        if link.lower_ not in WHILE or link.dep_ != "case" or doer.i + 1 >= sentence.end:
            continue
        first = doer.nbor(1)
        if first.tag_ not in TOLD:
            continue
        verb = first.head if first.dep_ in ("aux", "aux:pass", "cop") else first
        done = "nsubj:pass" if first.dep_ == "aux:pass" else "nsubj"
        if link.lower_ != "as":
            misled = [c for c in verb.children if c.dep_ in SUBJECT and c != doer]
            main = _clause_behind(verb)
            if verb.i == root.i and link.i == sentence.start and main is not None and not misled:
                # "After France refused, the talks ended"
                return {
                    link.i: Mend(verb.i, "mark"),
                    doer.i: Mend(verb.i, done),
                    verb.i: Mend(main.i, "advcl"),
                    main.i: Mend(main.i, "ROOT"),
                }
            if verb.i == root.i or any(child.i > link.i for child in misled):
                continue
            behind = {child.i: Mend(verb.head.i, verb.dep_) for child in misled}
            verbs = (t for t in doer.ancestors if t.tag_.startswith("VB") and t != verb)
            above = next(verbs, doer.head)
            return behind | {
                link.i: Mend(verb.i, "mark"),
                doer.i: Mend(verb.i, done),
                verb.i: Mend(above.i, "advcl"),
            }
        if verb.i == root.i:
            root = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ in TOLD), root)
            if root.i == verb.i:
                continue
        return {
            link.i: Mend(verb.i, "mark"),
            doer.i: Mend(verb.i, done),
            verb.i: Mend(root.i, "advcl"),
            root.i: Mend(root.i, "ROOT"),
        }
    return {}


def _clause_behind(verb: Token) -> Token | None:
    """The verb of a clause with a subject of its own that a comma parts from a verb."""
    for behind in verb.rights:
        own = next((c for c in behind.lefts if c.dep_ in SUBJECT), None)
        if own is None or behind.tag_ not in TOLD or behind.dep_ not in ("conj", "ccomp"):
            continue
        if own.left_edge.nbor(-1).text == "," and not any(c.dep_ == "cc" for c in behind.lefts):
            return behind
    return None


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
    cased = any(c.dep_ == "case" for c in root.lefts)  # "In 2004 Niger, Chad and Togo cut it"
    if cased or any(t.i not in listed for t in sentence.doc[root.i + 1 : joins.i]):
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
        if not names or joins.i > last.i or max(last.left_edge.i - 1, joins.i) != joins.i:
            continue
        before = names[0].left_edge.i - 2  # "parts of Niger, Chad, and Togo have": parts have
        if before >= sentence.start and sentence.doc[before].pos_ == "PROPN":
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
            or (two.dep_ == "conj" and any(c.dep_ == "nummod" for c in two.lefts))
        )
        if led and nouns and not any(c.dep_ == "case" for c in two.lefts):
            mends[two.i] = Mend(one.i, "conj")
    return mends


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
    subject = own or _name_before(verb)
    if subject is None or subject == root:
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


def _name_before(verb: Token) -> Token | None:
    """The name that ends right before a verb, whatever marks it: "**Ann Lee** said"."""
    name = verb.nbor(-1)
    while name.is_punct and name.text != "," and name.i > verb.sent.start:
        name = name.nbor(-1)
    while name.dep_ in ("flat", "compound", "conj") and name.head.pos_ == "PROPN":
        name = name.head
    cased = any(child.dep_ == "case" for child in name.lefts)
    return name if name.pos_ == "PROPN" and not cased else None


def aimed_at(sentence: Span) -> dict[int, Mend]:
    """As in "fired across the border at posts near Homs": the posts are shot at, no border is."""
    mends: dict[int, Mend] = {}
    for at in sentence[2:]:
        aim = at.head
        if at.lower_ != "at" or at.dep_ != "case" or aim.dep_ != "nmod" or aim.i < at.i:
            continue
        shot = aim.head if aim.head.dep_ in ("obj", "obl") else None
        if shot is not None and shot.i < at.i and (shot.head.lemma_ or "").lower() in AIMED:
            mends[aim.i] = Mend(shot.head.i, "obl")
    return mends


def no_object(sentence: Span) -> dict[int, Mend]:
    """As in "took the town eight weeks into the war": what a preposition leads is no object.

    Nor are "negotiations" beside the "track" that a verb has: a bare noun before a noun names it.
    """
    mends: dict[int, Mend] = {}
    for noun in sentence:
        if noun.dep_ != "obj" or noun.tag_ not in _NOUNS or noun.i < noun.head.i:
            continue
        before = {c.dep_: c.tag_ for c in noun.lefts}
        if before.get("case") == "IN" and "nummod" not in before:  # not "killed up to ten men"
            mends[noun.i] = Mend(noun.head.i, "obl")
            continue
        last = noun.nbor(1) if noun.i + 1 < sentence.end else noun.head
        if last.dep_ == "obj" and last.head == noun.head and last.tag_ in ("NN", "NNS"):
            mends[noun.i] = Mend(last.i, "compound")
            mends |= {c.i: Mend(last.i, c.dep_) for c in noun.lefts if c.dep_ == "det"}
    return mends


def day_of_the_hour(sentence: Span) -> dict[int, Mend]:
    """As in "struck before dawn on Monday": the day is the deed's as well as the dawn's."""
    mends: dict[int, Mend] = {}
    for day in sentence:
        hour = day.head
        timed = hour.dep_ == "obl" and hour.lower_ in HOURS and day.i > hour.i
        if timed and day.dep_ in ("obl", "nmod") and any(c.lower_ == "on" for c in day.lefts):
            mends[day.i] = Mend(hour.head.i, "obl")
    return mends


def adjectives_in_a_row(sentence: Span) -> dict[int, Mend]:
    """As in "restore complete, full ties": what a comma lists before a noun are its adjectives."""
    for one in sentence[1:-3]:
        verb, two = one.head, one.nbor(2)
        row = one.tag_ == "JJ" and one.nbor(1).text == "," and two.tag_ == "JJ"
        if not row or one.dep_ != "xcomp" or verb.i + 1 != one.i or two.dep_ != "amod":
            continue
        noun = two.head
        if noun.i < two.i or noun.head == verb or any(c.dep_ == "obj" for c in verb.children):
            continue
        if noun.tag_ in _NOUNS and not any(c.dep_ in ("case", "cop") for c in noun.lefts):
            return {noun.i: Mend(verb.i, "obj"), one.i: Mend(noun.i, "amod")}
    return {}
