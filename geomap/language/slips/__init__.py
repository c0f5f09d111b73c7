"""Known slips of small parsers on news, one rule each.

News tells much in few words ("A landmine killed three farmers"), and a form like "killed" or
"backed" is past tense and participle alike. A rule takes a sentence and returns what mends it, by
token; nothing where the sentence is sound.
"""

from geomap.language.slips.heads import (
    HEADLINE_VERBS,
    aside_as_head,
    gerund_as_head,
    headline_verb,
    main_verb_as_clause,
    main_verb_as_modifier,
    participle_as_head,
    verb_behind_auxiliary,
)
from geomap.language.slips.mend import Mend
from geomap.language.slips.names import mended_names, whole_names
from geomap.language.slips.phrases import (
    GOING_ON,
    WHILE,
    aim_of_a_deed,
    deed_as_setting,
    lent_subject,
    listed_subject,
    meanwhile,
    object_before_clause,
    pair_between,
    said_beside,
    setting_before_verb,
    setting_of_modifier,
    subject_as_head,
    subject_behind_clause,
    where_it_was,
)
from geomap.language.slips.words import slips
from geomap.language.vocabulary import TELLING

__all__ = ["RULES", "Mend", "mended_names", "slips", "whole_names"]

#: In the order in which they are tried, each on the parse that those before it left, and each with
#: what a sentence that it mends has one of: labels, words, or lemmas. The others are passed by.
RULES = (
    (pair_between, frozenset({"between"})),
    (subject_as_head, frozenset({"and"})),
    (listed_subject, frozenset({"and"})),
    (verb_behind_auxiliary, frozenset({"amod", "compound"})),
    (main_verb_as_modifier, frozenset({"amod"})),
    (participle_as_head, frozenset({",", "by"})),
    (main_verb_as_clause, frozenset({"acl", "acl:relcl"})),
    (aside_as_head, frozenset({","})),
    (gerund_as_head, frozenset({"acl", "advcl", "conj", "ccomp", "xcomp", "dep"})),
    (deed_as_setting, GOING_ON),
    (setting_before_verb, frozenset({"conj", "parataxis"})),
    (setting_of_modifier, frozenset({"amod"})),
    (subject_behind_clause, frozenset({","})),
    (lent_subject, frozenset({"advcl"})),
    (said_beside, TELLING),
    (aim_of_a_deed, frozenset({"on", "against", "by"})),
    (where_it_was, frozenset({"where"})),
    (headline_verb, HEADLINE_VERBS),
    (object_before_clause, WHILE),
    (meanwhile, WHILE),
)
