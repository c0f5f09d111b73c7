"""Known slips of small parsers on news, one rule each.

News tells much in few words ("A landmine killed three farmers"), and a form like "killed" or
"backed" is past tense and participle alike. A rule takes a sentence and returns what mends it, by
token; nothing where the sentence is sound.
"""

from geomap.language.slips import finite, heads, phrases, subjects
from geomap.language.slips.mend import Mend
from geomap.language.slips.names import mended_names, whole_names
from geomap.language.slips.words import slips
from geomap.language.vocabulary import TELLING

__all__ = ["RULES", "Mend", "mended_names", "slips", "whole_names"]

#: In the order in which they are tried, each on the parse that those before it left, and each with
#: what a sentence that it mends has one of: labels, words, or lemmas. The others are passed by.
RULES = (
    (finite.joined_by_participle, frozenset({"and"})),
    (finite.verb_with_object, frozenset({"acl", "advcl"})),
    (finite.said_of, finite.SAYING),
    (finite.verb_as_name, finite.OPENING),
    (finite.headline_with_as, frozenset({"as"})),
    (phrases.aimed_at, phrases.AIMED),
    (finite.quoted_verb, frozenset({"to"})),
    (finite.inverted_source, finite.SAYING),
    (finite.object_and_clause, frozenset({"and"})),
    (finite.source_aside, finite.SAYING),
    (phrases.adjectives_in_a_row, frozenset({"xcomp"})),
    (phrases.no_object, frozenset({"obj"})),
    (finite.gerund_of_its_own, frozenset({"conj", "obl"}) | finite.PHASES),
    (finite.opening_gerund, frozenset({"nsubj"})),
    (phrases.day_of_the_hour, phrases.HOURS),
    (finite.counted_dead, frozenset({"dead"})),
    (finite.told_of_noun, frozenset({"csubj"})),
    (finite.wanted_so, frozenset({"want"})),
    (finite.bracketed_name, frozenset({"("})),
    (phrases.pair_between, frozenset({"between"})),
    (phrases.subject_as_head, frozenset({"and"})),
    (phrases.listed_subject, frozenset({"and"})),
    (phrases.joined_object, frozenset({"and"})),
    (subjects.joined_subject, frozenset({"and", "nor"})),
    (heads.main_verb_as_modifier, frozenset({"amod"})),
    (heads.joined_verb_as_modifier, frozenset({"and"})),
    (heads.participle_as_head, frozenset({",", "by"})),
    (heads.main_verb_as_clause, frozenset({"acl", "acl:relcl"})),
    (phrases.deed_as_setting, phrases.GOING_ON),
    (finite.bracketed_name, frozenset({"("})),
    (phrases.setting_before_verb, frozenset({"conj", "parataxis"})),
    (subjects.listed_behind_of, subjects.OPENING),
    (subjects.setting_as_subject, subjects.OPENING),
    (subjects.subject_behind_clause, frozenset({","})),
    (phrases.said_beside, TELLING),
    (phrases.aim_of_a_deed, frozenset({"on", "against", "by"})),
    (phrases.where_it_was, frozenset({"where"})),
    (heads.headline_verb, heads.HEADLINE_VERBS),
    (phrases.meanwhile, phrases.WHILE),
)
