"""Slips of a word or two are mended; what only looks like them is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Span

from geomap.language.repair import repaired
from tests.language.test_repair import doc_of

if TYPE_CHECKING:
    from spacy.language import Language

#: word, tag, head, label
SUBJECT = "Syrian JJ 1 amod|strikes VBZ 2 nsubj|killed VBD 2 ROOT|nobody NN 2 obj"
BLOW = "A DT 1 det|strike NN 2 nsubj|hit NN 2 ROOT|tents NNS 2 obj"
DRONES = "Crews NNS 1 nsubj|shot VBD 1 ROOT|down RP 1 compound:prt|drones NNS 1 obl|. . 1 punct"
OVER = "Crews NNS 1 nsubj|broke VBD 1 ROOT|down RP 1 compound:prt|in IN 4 case|Kyiv NNP 1 obl"
POSTS = (
    "Jets NNS 1 nsubj|struck VBD 1 ROOT|bridges NNS 1 obj|and CC 4 cc|allied JJ 5 amod|"
    "posts NNS 1 obl"
)
NEAR = (
    "Jets NNS 1 nsubj|struck VBD 1 ROOT|bridges NNS 1 obj|and CC 5 cc|near IN 5 case|"
    "posts NNS 1 obl"
)

HARMED = (
    "Soldiers NNS 1 nsubj:pass|shot NN 1 ROOT|and CC 3 cc|hurt VBN 1 conj|men NNS 3 obj|"
    "in IN 6 case|Homs NNP 3 obl"
)
OUT = (
    "They PRP 1 nsubj|drove VBD 1 ROOT|rebels NNS 1 obj|out IN 5 case|of IN 5 case|Homs NNP 2 nmod|"
    "in IN 7 case|raids NNS 2 nmod"
)
FORCED = "It PRP 1 nsubj|forced VBD 1 ROOT|men NNS 1 obj|to TO 4 mark|flee VB 2 acl"
DEAL = (
    "a DT 1 det|deal NN 1 ROOT|that WDT 3 nsubj|forces VBZ 6 nsubj|Iran NNP 3 obj|to TO 6 mark|"
    "leave VB 1 acl:relcl"
)
HOSTAGE = "Gunmen NNS 1 nsubj|held VBD 1 ROOT|men NNS 1 obj|hostage VBP 1 obj"
WITH = (
    "It PRP 1 nsubj|ended VBD 1 ROOT|with IN 3 case|shelling NN 6 nsubj|and CC 5 cc|"
    "clashes VBZ 3 conj|reported VBN 1 conj"
)
POISED = "It PRP 1 nsubj|came VBD 1 ROOT|with IN 3 case|troops NNS 1 obl|poised VBD 1 xcomp"
WHICH = "the DT 1 det|attack NN 1 ROOT|in IN 4 case|which WDT 4 det|men NNS 1 nmod|died VBD 4 acl"
BACKED = (
    "Backed VBN 7 advcl|by IN 3 case|Russian JJ 3 amod|strikes NNS 0 obl:agent|, , 0 punct|"
    "Hezbollah NNP 0 obl:agent|reportedly RB 7 advmod|advanced VBD 7 ROOT"
)
SHELTER = (
    "raids NNS 4 nsubj|on IN 2 case|schools NNS 0 nmod|sheltering VBG 2 acl|displaced VBN 4 ROOT|"
    "people NNS 4 obj|killed VBN 5 acl|ten CD 6 obj"
)
SETTING = (
    "In IN 1 case|Homs NNP 1 ROOT|, , 3 punct|farmers NNS 1 conj|protested VBD 3 acl|"
    "in IN 6 case|May NNP 4 obl"
)
SOUND = (
    "Men NNS 2 nsubj|fleeing VBG 0 acl|met VBD 2 ROOT|rebels NNS 2 obj",
    "Backed VBN 4 advcl|by IN 2 case|Iran NNP 0 obl:agent|, , 0 punct|advanced VBD 4 ROOT",
    "Men NNS 1 nsubj:pass|given VBN 1 ROOT|arms NNS 1 obj",
    "Men NNS 1 nsubj|took VBD 1 ROOT|part NN 1 obj|in IN 4 case|raids NNS 2 nmod",
    "Men NNS 1 nsubj|met VBD 1 ROOT|rebels NNS 1 obj|from IN 4 case|Homs NNP 2 nmod",
    "It PRP 1 nsubj|wants VBZ 1 ROOT|a DT 3 det|deal NN 1 obj|to TO 5 mark|end VB 3 acl",
    "men NNS 4 nsubj|with IN 2 case|arms NNS 0 nmod|had VBD 4 aux|fled VBN 4 ROOT",
)

SHOT = "soldiers NNS 1 nsubj|shot VBD 1 ROOT|dead JJ 1 xcomp|five CD 4 nummod|men NNS 1 obl:agent"
IMAM = (
    "gunmen NNS 1 nsubj|killed VBD 1 ROOT|an DT 3 det|imam NN 4 nsubj|opposed VBN 1 conj|"
    "to IN 6 case|war NN 4 obl"
)
FIGHTING = (
    "fighting NN 0 ROOT|and CC 2 cc|raids NNS 0 conj|continued VBN 0 advcl|in IN 5 case|"
    "Homs NNP 3 obl"
)


@pytest.mark.parametrize(
    ("rows", "at", "expected"),
    [
        (HARMED, 0, ("NNS", "nsubj", "shot")),
        (HARMED, 3, ("VBD", "conj", "shot")),
        (OUT, 5, ("NNP", "obl", "drove")),
        (OUT, 7, ("NNS", "obl", "drove")),
        (FORCED, 4, ("VB", "xcomp", "forced")),
        (DEAL, 3, ("VBZ", "acl:relcl", "deal")),
        (DEAL, 6, ("VB", "xcomp", "forces")),
        (HOSTAGE, 3, ("NN", "xcomp", "held")),
        (WITH, 3, ("NN", "obl", "ended")),
        (WITH, 5, ("NNS", "conj", "shelling")),
        (WITH, 6, ("VBN", "acl", "shelling")),
        (POISED, 4, ("VBN", "acl", "troops")),
        (WHICH, 4, ("NNS", "nsubj", "died")),
        (WHICH, 5, ("VBD", "acl:relcl", "attack")),
        (BACKED, 5, ("NNP", "nsubj", "advanced")),
        (SHELTER, 0, ("NNS", "nsubj", "killed")),
        (SHELTER, 4, ("VBN", "amod", "people")),
        (SHELTER, 5, ("NNS", "obj", "sheltering")),
        (SHELTER, 6, ("VBD", "ROOT", "killed")),
        (SETTING, 1, ("NNP", "obl", "protested")),
        (SETTING, 3, ("NNS", "nsubj", "protested")),
        (SHOT, 4, ("NNS", "obj", "shot")),
        (IMAM, 3, ("NN", "obj", "killed")),
        (FIGHTING, 0, ("NN", "nsubj", "continued")),
        (SUBJECT, 1, ("NNS", "nsubj", "killed")),
        (BLOW, 2, ("VBD", "ROOT", "hit")),
        (DRONES, 3, ("NNS", "obj", "shot")),
        (POSTS, 5, ("NNS", "conj", "bridges")),
        (NEAR, 5, ("NNS", "obl", "struck")),
        (OVER, 4, ("NNP", "obl", "broke")),
    ],
)
def test_a_slip_is_mended(
    english: Language, rows: str, at: int, expected: tuple[str, str, str]
) -> None:
    """Each word has the tag, label and head that the grammar of its sentence asks for."""
    token = repaired(doc_of(english, rows))[at]

    assert expected == (token.tag_, token.dep_, token.head.text)


@pytest.mark.parametrize("rows", SOUND)
def test_what_looks_like_a_slip_is_left_alone(english: Language, rows: str) -> None:
    """Gifts, parts in a deed, origins, deals to end something and what is with somebody."""
    doc = doc_of(english, rows)
    before = [(token.head.i, token.dep_, token.tag_) for token in doc]

    assert before == [(token.head.i, token.dep_, token.tag_) for token in repaired(doc)]


@pytest.mark.parametrize(
    ("rows", "names", "expected"),
    [
        ("Israel NNP 2 nsubj|Adesanya NNP 0 flat|won VBD 2 ROOT", ["LOC 0 1", "PER 1 2"],
         [("Israel Adesanya", "PER")]),
        ("In IN 1 case|Syria NNP 3 obl|Assad NNP 1 flat|spoke VBD 3 ROOT",
         ["LOC 1 2", "PER 2 3"], [("Syria", "LOC"), ("Assad", "PER")]),
        ("Mr NNP 1 compound|Aleppo NNP 2 nsubj|spoke VBD 2 ROOT", ["LOC 1 2"],
         [("Aleppo", "PER")]),
        ("the DT 2 det|old JJ 2 amod|Aleppo NNP 2 ROOT", ["LOC 2 3"], [("Aleppo", "LOC")]),
    ],
)  # fmt: skip
def test_persons_and_things_are_no_places(
    english: Language, rows: str, names: list[str], expected: list[tuple[str, str]]
) -> None:
    """What a title or a surname gives away is not named a place."""
    doc = doc_of(english, rows)
    doc.ents = tuple(
        Span(doc, int(start), int(end), label=label)
        for label, start, end in (name.split() for name in names)
    )

    assert expected == [(ent.text, ent.label_) for ent in repaired(doc).ents]
