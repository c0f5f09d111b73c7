"""Known slips of the embedded parser are mended; sound parses are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.language.repair import repaired

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: word, tag, head, label
MODIFIER = (
    "A DT 1 det|landmine NN 4 compound|killed VBN 4 amod|three CD 4 nummod|farmers NNS 4 ROOT|"
    ". . 4 punct"
)
PARTICIPLE = (
    "Rebels NNS 0 ROOT|backed VBN 0 acl|by IN 4 case|Lidia NNP 4 nsubj|seized VBD 1 advcl|"
    "Goma NNP 4 obj|. . 0 punct"
)
PASSIVE = "Fighters NNS 1 nsubj:pass|entered VBN 1 ROOT|Aleppo NNP 1 obj|. . 1 punct"
CLAUSE = (
    "A DT 1 det|strike NN 1 ROOT|on IN 3 case|homes NNS 1 nmod|killed VBD 3 acl|nine CD 4 obj|"
    ". . 1 punct"
)
BLAST = (
    "A DT 2 det|car NN 2 compound|bomb NN 2 ROOT|exploded VBN 2 acl|, , 5 punct|killing VBG 2 acl|"
    "nine CD 5 obj|. . 2 punct"
)


def doc_of(nlp: Language, rows: str) -> Doc:
    """A doc with the parse that the rows give."""
    from spacy.tokens import Doc

    cells = [row.split(" ") for row in rows.split("|")]
    nouns = {"NN", "NNS"}
    return Doc(
        nlp.vocab,
        words=[cell[0] for cell in cells],
        tags=[cell[1] for cell in cells],
        pos=["NOUN" if cell[1] in nouns else "VERB" if cell[1] in ("VBD", "VBN") else "X"
             for cell in cells],
        heads=[int(cell[2]) for cell in cells],
        deps=[cell[3] for cell in cells],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "verb", "subject", "other"),
    [
        (MODIFIER, "killed", "landmine", ("farmers", "obj")),
        (PARTICIPLE, "seized", "Rebels", ("Lidia", "obl:agent")),
        (PASSIVE, "entered", "Fighters", ("Aleppo", "obj")),
        (BLAST, "exploded", "bomb", ("killing", "advcl")),
        (CLAUSE, "killed", "strike", ("nine", "obj")),
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
