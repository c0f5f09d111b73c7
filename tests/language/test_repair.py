"""Known slips of the embedded parser are mended; sound parses are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.language import repair
from geomap.language.repair import repaired
from geomap.language.slips import Mend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

#: word, tag, head, label
MODIFIER = (
    "A DT 1 det|landmine NN 4 compound|killed VBN 4 amod|three CD 4 nummod|farmers NNS 4 ROOT|"
    ". . 4 punct"
)
CLAUSE = (
    "A DT 1 det|strike NN 1 ROOT|on IN 3 case|homes NNS 1 nmod|killed VBD 3 acl|nine CD 4 obj|"
    ". . 1 punct"
)
BLAST = (
    "A DT 2 det|car NN 2 compound|bomb NN 2 ROOT|exploded VBN 2 acl|, , 5 punct|killing VBG 2 acl|"
    "nine CD 5 obj|. . 2 punct"
)

LAUNCHED = (
    "The DT 1 det|missile NN 3 nsubj|, , 1 punct|launched VBN 3 ROOT|there RB 3 advmod|, , 3 punct|"
    "landed VBD 3 advcl|early RB 6 advmod"
)

_POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBD": "VERB", "VBN": "VERB"}


def doc_of(nlp: Language, rows: str) -> Doc:
    """A doc with the parse that the rows give."""
    from spacy.tokens import Doc

    cells = [row.split(" ") for row in rows.split("|")]
    return Doc(
        nlp.vocab,
        words=[cell[0] for cell in cells],
        tags=[cell[1] for cell in cells],
        pos=[_POS.get(cell[1], "X") for cell in cells],
        heads=[int(cell[2]) for cell in cells],
        deps=[cell[3] for cell in cells],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "verb", "subject", "other"),
    [
        (MODIFIER, "killed", "landmine", ("farmers", "obj")),
        (BLAST, "exploded", "bomb", ("killing", "advcl")),
        (CLAUSE, "killed", "strike", ("nine", "obj")),
        (LAUNCHED, "landed", "missile", ("launched", "acl")),
    ],
)
def test_main_verbs_are_found(
    english: Language, rows: str, verb: str, subject: str, other: tuple[str, str]
) -> None:
    """The verb heads the sentence in the past tense, with its subject; nothing hangs loose."""
    doc = repaired(doc_of(english, rows))

    root = next(doc.sents).root
    assert (verb, "VBD", 1) == (root.text, root.tag_, len(list(doc.sents)))
    assert [subject] == [child.text for child in root.children if child.dep_ == "nsubj"]
    assert other in [(token.text, token.dep_) for token in doc]


@pytest.mark.parametrize(
    "rows",
    [
        "Two CD 2 nummod|wounded VBN 2 amod|soldiers NNS 2 ROOT|. . 2 punct",
        "He PRP 2 nsubj:pass|was VBD 2 aux:pass|given VBN 2 ROOT|medals NNS 2 obj|. . 2 punct",
        "The DT 1 det|strike NN 4 nsubj|that WDT 3 nsubj|hit VBD 1 acl:relcl|ended VBD 4 ROOT",
        "Rebels NNS 3 nsubj|backed VBN 0 acl|then RB 1 advmod|fled VBD 3 ROOT",
    ],
)
def test_sound_parses_stay(english: Language, rows: str) -> None:
    """Modifiers, true passives and clauses keep their heads and labels."""
    doc = doc_of(english, rows)
    before = [(token.head.i, token.dep_, token.tag_) for token in doc]

    assert before == [(token.head.i, token.dep_, token.tag_) for token in repaired(doc)]


def test_text_without_a_parse_is_left_alone(english: Language) -> None:
    """A pipeline without a parser gives a doc that is returned as it came."""
    doc = english.make_doc("A landmine killed three farmers.")

    assert not repaired(doc).has_annotation("DEP")


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("London condemned the attack on Marib.", "Marib", "attack"),
        ("Rebels burned houses in Douma, where ten men were killed.", "killed", "Douma"),
        ("If they find traces of gas, France would ask for help.", "France", "ask"),
        ("Boko Haram kills 40 men in Borno as Niger closes its border.", "Niger", "closes"),
        ("They postponed their meeting after a soldier was shot.", "meeting", "postponed"),
        ("The minister, in remarks published on Monday, urged calm.", "minister", "urged"),
        ("Raids took place amid heavy shelling by the army.", "army", "shelling"),
        (
            "On Monday, Israeli war minister **Avigdor Lieberman** warned Tehran.",
            "minister",
            "warned",
        ),
        ("People were moved en masse after pro-government forces retook Homs.", "forces", "retook"),
    ],
)
def test_words_hang_where_they_belong(english: Language, text: str, word: str, head: str) -> None:
    """Aims, places of "where", subjects behind a clause, behind "as"."""
    (token,) = (token for token in english(text) if token.text == word)

    assert head == token.head.text


def test_mends_that_contradict_each_other_are_left(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ring of heads would have no root: the parse stays as it was."""

    def ring(sentence: Span) -> dict[int, Mend]:
        first = sentence[0].i
        return {first: Mend(first + 1, "nmod"), first + 1: Mend(first, "nmod")}

    monkeypatch.setattr(repair, "_asked", lambda: ((ring, AnyWord()),))
    doc = doc_of(english, "Fighters NNS 1 nsubj|entered VBD 1 ROOT|Aleppo NNP 1 obj|. . 1 punct")

    assert ["entered", "entered", "entered", "entered"] == [t.head.text for t in repaired(doc)]


class AnyWord(frozenset[int]):
    """Is in every sentence."""

    def isdisjoint(self, other: object) -> bool:  # noqa: ARG002 - as of a set
        """Never."""
        return False
