"""Roles on a parse with other labels than Universal Dependencies: those of spaCy's own models."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from geomap.mentions.frame import make_frame
from geomap.mentions.roles import role_of

#: Words as form/tag/label/head, the name in brackets, its kind, and its role.
PARSES = [
    ("Talks/NOUN/nsubj/3 in/ADP/prep/0 [Moscow]/PROPN/pobj/1 failed/VERB/ROOT/3", "capital",
     "literal"),
    ("[Moscow]/PROPN/nsubj/1 denied/VERB/ROOT/1 it/PRON/dobj/1", "capital", "metonym"),
    ("Rebels/NOUN/nsubj/1 shelled/VERB/ROOT/1 [Idlib]/PROPN/dobj/1", "admin", "literal"),
    ("They/PRON/nsubj/1 warned/VERB/ROOT/1 [Iran]/PROPN/dobj/1", "country", "metonym"),
    ("[Iran]/PROPN/poss/2 's/PART/case/0 minister/NOUN/nsubj/3 left/VERB/ROOT/3", "country",
     "metonym"),
    ("[Iran]/PROPN/poss/2 's/PART/case/0 coast/NOUN/nsubj/3 froze/VERB/ROOT/3", "country",
     "literal"),
    (("It/PRON/nsubjpass/2 was/AUX/auxpass/2 seized/VERB/ROOT/2 by/ADP/agent/2 "
     "[Kenya]/PROPN/pobj/3"), "country", "metonym"),
    ("[Syria]/PROPN/nsubj/1 is/AUX/ROOT/1 a/DET/det/3 country/NOUN/attr/1", "country", "literal"),
    ("[Syria]/PROPN/nsubj/1 is/AUX/ROOT/1 an/DET/det/3 ally/NOUN/attr/1", "country", "metonym"),
    (("Talks/NOUN/nsubj/5 between/ADP/prep/0 Oman/PROPN/pobj/1 and/CCONJ/cc/2 "
     "[Qatar]/PROPN/conj/2 failed/VERB/ROOT/5"), "country", "metonym"),
    (("They/PRON/nsubj/1 left/VERB/ROOT/1 according/VERB/prep/1 to/ADP/prep/2 "
     "[Oman]/PROPN/pobj/3"), "country", "metonym"),
    ("They/PRON/nsubj/1 drove/VERB/ROOT/1 to/ADP/prep/1 [Oman]/PROPN/pobj/2", "country",
     "literal"),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "kind", "role"), PARSES)
def test_roles_on_the_labels_of_other_pipelines(parse: str, kind: str, role: str) -> None:
    """A name has the role that it has on a parse with Universal Dependencies."""
    rows = [word.split("/") for word in parse.split()]
    words = [row[0].strip("[]") for row in rows]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[{"is": "be", "warned": "warn", "denied": "deny", "Talks": "talk",
                 "shelled": "shell", "drove": "drive"}.get(word, word) for word in words],
    )  # fmt: skip
    at = next(at for at, row in enumerate(rows) if row[0].startswith("["))

    assert role == role_of(make_frame(doc[at : at + 1], kind=kind))[0]
