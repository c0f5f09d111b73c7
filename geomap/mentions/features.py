"""What speaks for and against a stretch of text being a place, in phrases people can read.

A phrase is true of a candidate or it is not; its weight stands in `place_weights.csv`. Nothing
is looked at but the candidates of one text and the words around them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geomap.language.lemmas import in_dictionary
from geomap.mentions import deeds, lists, surroundings
from geomap.mentions.candidates import SIDES, is_article
from geomap.mentions.judgement import (
    END,
    LINED,
    NAMED_SO,
    NEAR_IT,
    OWN_WORD,
    PERSON,
    SEAT,
    WRITTEN_AS_NAME,
)
from geomap.mentions.patterns import bodies
from geomap.mentions.reports import is_report
from geomap.mentions.units import NEARLY, at_home, home, nearly, unit_behind
from geomap.mentions.words import BODY_LABELS, PERSON_LABELS, PLACE_LABELS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.mentions.candidates import Candidate

#: From this prominence on a name is known by itself: a town of some 100,000 that is known in
#: several languages.
KNOWN = 0.6
_WORDS = frozenset({"common-word", "person-name", "month", "day", "romanised"})
#: Rows of a name that are looked at, the most prominent first.
_ROWS = 20
_MANY = 10
_FLAT = frozenset({"flat", "flat:name"})
_DASHES = frozenset("-–")
#: Classes of words in front of places.
_NAMING = frozenset({"at", "to", "striking", "named kind of", "part of", "direction"})
#: Capitals around a name that are many, and rows whose type words are looked at.
_GAP = _FEW = 3
#: Candidates on each side that may overlap one.
_REACH = 4
_ENDINGS = (
    ("road", bodies.STREETS), ("body", bodies.BODY), ("kind", bodies.TYPE_WORDS),
    ("head", bodies.PLACE_HEADS),
)  # fmt: skip
_LONE = bodies.GENERIC | bodies.PLACE_HEADS | bodies.BODY


class Evidence:
    """The phrases that are true of the candidates of one text."""

    def __init__(self, candidates: Sequence[Candidate], words: Words, gazetteer: Gazetteer) -> None:
        self._all = candidates
        self._words = words
        self._gazetteer = gazetteer
        self._before = [
            surroundings.before(
                one.first, words, listed=bool(one.rows) and "romanised" not in one.flags
            )
            for one in candidates
        ]
        self._after = [surroundings.after(one, words) for one in candidates]
        self._label = [self._labelled(one) for one in candidates]
        self._best = [gazetteer.likeliest(one.rows[:_ROWS]) for one in candidates]
        self._strong = [self._is_strong(at) for at in range(len(candidates))]
        self._homes = home(
            best for best, strong in zip(self._best, self._strong, strict=True) if strong
        )
        self._persons, self._surnames = self._names_of_persons()
        self._small = {form for form in words.forms if form.islower()}
        self._report = is_report(words.text)
        self._kinds = lists.list_words(words)
        self._typed_low = words.text.islower()  # as speech is written down: it says nothing
        self._strong_at = {
            token
            for one, strong in zip(candidates, self._strong, strict=True)
            if strong
            for token in range(one.first, one.last)
        }
        self._labels: dict[str, dict[str, int]] = {}
        self._framed: Counter[str] = Counter()
        for at, one in enumerate(candidates):
            name = words.text[one.start : one.end]
            labels, kind = self._labels.setdefault(name, {}), self._label[at].partition(" ")[0]
            labels[kind] = labels.get(kind, 0) + 1
            self._framed[name] += self._is_framed(at)
        listed = [one for one in candidates if one.rows]
        self._listed_at = {one.first: one for one in reversed(listed)}
        self._listed_before = {one.last: one for one in listed}

    def of(self, at: int) -> set[str]:
        """The phrases that are true of the candidate of this number."""
        return self.at_sight(at) | ({NEARLY} if self.is_nearly_at_home(at) else set())

    def is_nearly_at_home(self, at: int) -> bool:
        """Whether `NEARLY` is true of it, which takes longer to tell than all the rest."""
        name = self._words.text[self._all[at].start : self._all[at].end]
        return self.may_be_nearly(at) and nearly(name, self._homes, self._gazetteer)

    def may_be_nearly(self, at: int) -> bool:
        """Whether the gazetteer has no place of the name, and the article has a home."""
        return self._best[at] is None and bool(self._homes)

    def at_sight(self, at: int) -> set[str]:
        """All that are true of it but `NEARLY`."""
        return {
            *self._spelling(at), *self._gazetteer_says(at), *self._model_says(at),
            *self._around(at), *self._run(at), *self._elsewhere(at), *self._overlaps(at),
        }  # fmt: skip

    def _labelled(self, one: Candidate) -> str:
        """What the model takes the candidate for, and whether its entity is longer."""
        words = self._words
        labels = [label for label in words.labels[one.first : one.last] if label]
        if not labels:
            return "no entity"
        label = max(dict.fromkeys(labels), key=labels.count)
        kind = "thing"
        for name, group in (
            ("place", PLACE_LABELS), ("person", PERSON_LABELS), ("body", BODY_LABELS)
        ):  # fmt: skip
            kind = name if label in group else kind
        if words.inside[one.first] or (one.last < len(words) and words.inside[one.last]):
            return f"{kind} longer"
        whole = len(labels) == one.last - one.first and all(words.inside[one.first + 1 : one.last])
        return f"{kind} exact" if whole else f"{kind} part"

    def _is_framed(self, at: int) -> bool:
        return self._before[at] in ("at", "named kind of")

    def _is_strong(self, at: int) -> bool:
        """Whether it is a place for all that the names beside it need to know."""
        best, label = self._best[at], self._label[at]
        if best is None:
            return False
        doubtful = self._all[at].flags & {"common-word", "person-name"}
        known = best.prominence >= KNOWN and not doubtful
        if known and not label.startswith(("person", "body")):
            return True
        return label == "place exact" and self._is_framed(at)

    def _names_of_persons(self) -> tuple[set[str], set[str]]:
        """Words of persons' names of several words or behind a title, and surnames alone."""
        words, found, last = self._words, set[str](), set[str]()
        for at in range(1, len(words)):
            if words.labels[at] in PERSON_LABELS and words.inside[at]:
                found |= {words.forms[at - 1], words.forms[at]}
                if at + 1 == len(words) or not words.inside[at + 1]:
                    last.add(words.forms[at])
            named = words.capitals[at] and words.capitals[at - 1]
            if named and words.lower[at - 1].strip(".") in bodies.TITLES:
                found.add(words.forms[at])
        return found, last

    def _spelling(self, at: int) -> Iterator[str]:
        one, words = self._all[at], self._words
        # "Al-Hillak" is one word
        articles = sum(is_article(words, token) for token in range(one.first, one.last))
        length = one.last - one.first - 2 * articles
        yield f"source: {one.source}"
        yield f"source: {one.source}, {min(length, 3)} words"
        text = words.text[one.start : one.end]
        loud = words.shouted[one.first] and "postal" not in one.flags  # "IN", the word and state
        if text.isupper() and not loud:
            yield "acronym" if len(text) <= _REACH and text.isalpha() else "in capitals"
        tied = words.capital(one.first + 2) and words.joined(one.first + 2)  # "sub-Saharan Africa"
        if text[:1].islower() and not (self._typed_low or tied):
            yield "in lower case"
        ending, best = words.lower[one.last - 1], self._best[at]
        if length == 1:
            kept = best is not None and best.edited and not one.flags  # "the West"
            if ending in _LONE and not kept:
                yield "a kind word alone"
                if self._goes_on_with_of(one):
                    yield "a kind word of a longer name"
            return
        if best is not None and best.kind == "country":
            yield "a state in several words"  # the Russian Federation is no body
            return
        for name, group in _ENDINGS:
            if ending in group:
                yield f"ends in a {name} word"
        if ending in bodies.PLACE_HEADS:
            yield f"ends in {ending}"
        if ending in SIDES and not one.rows:
            yield "ends in a side"
        if words.lower[one.first] in bodies.PLACE_LEADS:
            yield "begins with a kind word"

    def _goes_on_with_of(self, one: Candidate) -> bool:
        """As the first word of "Bank of England" does."""
        words = self._words
        return (
            one.last + 1 < len(words)
            and words.lower[one.last] == "of"
            and words.capital(one.last + 1)
        )

    def _gazetteer_says(self, at: int) -> Iterator[str]:
        one, best = self._all[at], self._best[at]
        if best is None:
            return
        level = min(8, int(best.prominence * 10))
        length = "several words" if one.last - one.first > 1 else "one word"
        yield from (f"flag: {flag}" for flag in one.flags)
        yield f"prominence {level / 10}"
        yield f"prominence {level / 10}, {length}"
        yield f"kind: {best.kind}"
        if one.flags & _WORDS and self._own_word_behind(one):
            yield OWN_WORD
        if self._homes and best.prominence < KNOWN and not one.flags & _WORDS:
            entries = map(self._gazetteer.entry, one.rows[:_ROWS])
            yield at_home({entry.country or "" for entry in entries}, self._homes)
        if best.kind == "country" or best.feature_code == "PPLC":
            yield f"a state or its capital, after: {self._after[at]}"
        if best.edited:
            yield "edited by people"
            if not one.flags & _WORDS:
                yield f"edited by people, {length}"
        lined = best.kind in ("river", "sea") or best.feature_code == "RD"
        article = one.first > 0 and self._words.lower[one.first - 1] in ("the", "river")
        words = self._words
        goes_on = words.capital(one.last) and words.lower[one.last] not in bodies.BODY
        if lined and article and not goes_on and not one.flags & _WORDS:
            yield LINED
        if self._ends_a_line(one):
            yield END
        if len(one.rows) == 1:
            yield "one meaning"
        elif len(one.rows) > _MANY:
            yield "many meanings"

    def _own_word_behind(self, one: Candidate) -> bool:
        """Whether the type word of a unit of the name stands behind it: "Plateau state"."""
        behind = self._words.lower[one.last] if one.last < len(self._words) else ""
        kinds = (self._gazetteer.entry(row).type_word for row in one.rows[:_FEW])
        return self._words.capital(one.first) and any(
            behind in (kind.lower(), f"{kind.lower()}s") for kind in kinds if kind
        )

    def _ends_a_line(self, one: Candidate) -> bool:
        """Whether a road or border is named for it and another: "the Palmyra-Homs road"."""
        words = self._words
        left, right = self._listed_before.get(one.first - 1), self._listed_at.get(one.last + 1)
        if right is not None and words.forms[one.last] in _DASHES:
            end, other = right.last, right
        elif left is not None and words.forms[one.first - 1] in _DASHES:
            end, other = one.last, left
        else:
            return False
        named = words.capital(one.first) and words.capital(other.first)
        return named and end < len(words) and words.lower[end] in bodies.LINES

    def _model_says(self, at: int) -> Iterator[str]:
        one, words, best = self._all[at], self._words, self._best[at]
        known = one.source if best is None else "known" if best.prominence >= KNOWN else "little"
        yield f"{known}, model: {self._label[at]}"
        if self._after[at] == "possessive":
            yield f"{known}, possessive"
        tag = words.pos[one.last - 1]
        if tag:
            yield f"{known}, tag: {tag}"
        own = range(one.first, one.last)
        if words.deps[one.last - 1] in _FLAT and words.heads[one.last - 1] < one.first:
            yield "goes on a name"
        if one.last < len(words) and words.deps[one.last] in _FLAT and words.heads[one.last] in own:
            yield "a name goes on"

    def _around(self, at: int) -> Iterator[str]:
        one, words = self._all[at], self._words
        before, after = self._before[at], self._after[at]
        known = "listed" if one.rows else "unlisted"
        for place, word in (("before", before), ("after", after)):
            yield f"{place}: {word}"
        if surroundings.named_so(one, words):
            yield NAMED_SO
        alone = one.last - one.first == 1 and self._label[at] == "body exact"
        somebody = alone or self._label[at].startswith("person")
        if (one.rows or not somebody) and surroundings.near(one, words):
            yield NEAR_IT
        if before in _NAMING and self._is_written_as_name(at):
            yield WRITTEN_AS_NAME
        yield from deeds.done_to(one, words, before, after)
        if self._report:
            yield f"{known}, in a report"
            yield f"{known}, before: {before}, in a report"
        others = lists.listed_with(one, words)
        if others:
            weight = "weak" if self._strong_at.isdisjoint(others) else "strong"
            yield f"in a list with a {weight} place"
            if others[0] < one.first:
                yield f"its list, before: {surroundings.before(others[0], words)}"
        listed = self._kinds.get(one.first)
        if listed:
            yield f"the word for its list {listed} it"
            yield f"{known}, the word for its list {listed} it"
        if words.initial[one.first]:
            yield "opens a sentence"
        if before == "joiner" and words.lower[one.first - 2] in ("r", "d", "i"):
            yield SEAT if one.rows and words.forms[one.first - 3] == "," else "party and seat"
        if surroundings.in_dateline(one, words):
            yield "dateline"
        parent = unit_behind(one, words, self._listed_at, self._gazetteer)
        if parent:
            yield f"{parent} follows"
            yield f"{known}, {parent} follows"

    def _run(self, at: int) -> Iterator[str]:
        """The capitals around it, and whether they tell of a person."""
        one, words = self._all[at], self._words
        run = surroundings.run(one, words)
        if any(words.lower[token] in bodies.BODY for token in run):
            yield "in the name of a body"
        if len(run) >= _GAP:
            yield "in a long run of capitals"
        behind = words.lower[one.last : one.last + 2]
        told = behind == [",", "whose"] and self._before[at] == "VERB"  # "said Nabil, whose"
        who = (told or behind == [",", "who"]) and not self._strong[at]
        given = "person-name" in one.flags and self._before_surname(one)
        if who or given or surroundings.named_as_person(one, words):
            yield PERSON

    def _before_surname(self, one: Candidate) -> bool:
        """Whether a name that persons bear goes on with one that is no word: "Israel Adesanya"."""
        words, at = self._words, one.last
        goes_on = words.capital(at) and words.deps[one.first] == "compound"
        if not goes_on or words.heads[one.first] != at or not words.deps[at].startswith("nsubj"):
            return False
        return not in_dictionary(words.lower[at]) and not words.labels[at]

    def _is_written_as_name(self, at: int) -> bool:
        """Whether a capital says something, small words around it, and the place is no hamlet."""
        one, best, words = self._all[at], self._best[at], self._words
        if best is None:
            return is_article(words, one.first)
        return (
            "common-word" in one.flags
            and (best.edited or best.prominence >= KNOWN)
            and (words.pos[one.first] in ("PROPN", "") or self._label[at] == "place exact")
            and not any(
                words.capital(at) and not words.initial[at]
                for at in (one.first - 2, one.first - 1, one.last)
            )
        )

    def _elsewhere(self, at: int) -> Iterator[str]:
        """What the rest of the article says about the same words."""
        one, words = self._all[at], self._words
        name = words.text[one.start : one.end]
        labels = self._labels[name]
        total = sum(labels.values())
        for kind in ("place", "person", "body") if total > 1 else ():
            if kind in labels:
                often = "mostly" if labels[kind] * 2 >= total else "once"
                yield f"{often} a {kind} in the article"
        if self._framed[name] > self._is_framed(at):
            yield "framed as a place elsewhere in the article"
        if one.last - one.first == 1:
            if words.forms[one.first] in self._persons:
                yield "part of a person's name in the article"
                doing = words.deps[one.first].startswith("nsubj") or self._before[at] == "VERB"
                if doing:
                    yield "part of a person's name in the article, doing something"
            if words.forms[one.first] in self._surnames:
                yield "surname in the article"
            if words.capital(one.first) and words.lower[one.first] in self._small:
                yield "written small elsewhere"

    def _overlaps(self, at: int) -> Iterator[str]:
        one = self._all[at]
        for number in range(max(0, at - _REACH), min(len(self._all), at + _REACH + 1)):
            other = self._all[number]
            if number == at or other.end <= one.start or one.end <= other.start:
                continue
            if other.start <= one.start and one.end <= other.end:
                yield f"inside: {other.source}, model: {self._label[number]}"
            elif one.start <= other.start and other.end <= one.end:
                yield f"around: {other.source}"
