"""Small closed classes of English: prepositions, joiners, marks."""

from __future__ import annotations

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
