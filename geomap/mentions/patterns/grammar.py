"""Small closed classes of English: prepositions, joiners, marks."""

from __future__ import annotations

from geomap.language.vocabulary import MONTHS, WEEKDAYS

#: Tokens that mark a possessive, straight and curly apostrophes and the plural's bare one.
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "´s", "`s"})
#: What joins two words into one adjective ("US-backed", "Syrian/Russian", "Iran–Iraq").
JOINERS = frozenset({"-", "–", "—", "/", "‑"})
#: Emphasis and links of Markdown, quotes: seen through when looking at neighbours.
MARKS = frozenset({"*", "**", "_", "__", "[", "]", '"', "“", "”", "‘", "#", "`"})

#: After one of these a name is where something is, whatever else stands around.
LOCATIVE = frozenset(
    """
    in inside within into across throughout near around outside at through along off beyond
    toward towards onto amid
    """.split()
) | {"out of", "outside of", "north of", "inside of"}

#: Prepositions whose object is an actor unless a verb of motion or a piece of land rules it.
PARTISAN = frozenset({"against", "versus", "vs", "vs.", "v", "v.", "by", "unlike"})

#: Words behind a hyphen: who did it ("US-backed") ...
DONE_BY = frozenset(
    """
    backed led supported sponsored funded financed brokered made built supplied trained
    armed occupied held controlled administered run owned aligned allied friendly mediated
    imposed produced registered flagged born drafted proposed appointed bashing
    """.split()
)
#: ... or where it is ("Berlin-based").
BASED_IN = frozenset({"based", "bound", "born", "headquartered", "area", "wide", "located"})

#: Bodies whose acronym in front of a country's name makes the name of their office there
#: ("UNHCR Libya", "WFP Sudan").
AGENCIES = frozenset(
    """
    unhcr ocha unocha unicef wfp who iom dtm msf icrc ifrc undp unfpa fao unrwa unesco usaid unama
    unsmil unmiss unmas nrc irc acted echo dfid caritas oxfam
    care bbc cnn reuters fewsnet sana afp ani irna wam
    """.split()
)
#: Prepositions that stand once for a whole list of places: "in Togo, Mali and Chad".
LIST_OPENERS = LOCATIVE | {"of", "to", "from", "between"}
#: What, joined by a hyphen, says how one stands to a state: "anti-Russia", "pro-Iran".
STANCES = frozenset({"anti", "pro"})
#: Nouns of time: what follows "in that year," is not in the year's place.
TIMES = frozenset(WEEKDAYS + MONTHS) | frozenset(
    """
    year month week day time period era decade century morning evening night spring summer
    autumn winter war season meantime
    """.split()
)
