"""Words of English that several rooms go by: plain data, in lower case; verbs by their lemma."""

from __future__ import annotations

#: Verbs that tell a statement plainly, whose object is never whom they tell it.
TELLING = frozenset(
    "say report claim state add announce confirm estimate declare insist stress reiterate".split()
)
#: Verbs whose object or clause is what somebody says.
REPORTING = TELLING | frozenset(
    """
    tell warn tweet write note allege argue acknowledge admit assert believe think speculate
    suggest charge accuse signal indicate reveal maintain repeat ask demand urge call deny
    """.split()
)
#: Verbs that tell of somebody's words or thoughts, with what was said or without.
SAYING = REPORTING | frozenset(
    """
    speak describe comment predict expect fear know quote recall vow pledge promise threaten
    caution blame condemn criticise criticize denounce conclude explain hint imply inform
    mention observe remark reply respond testify
    """.split()
)
#: Forms in which a verb closes a statement with its source: "..., the army said".
SAID = frozenset("said says added reported reports announced confirmed claimed stated told".split())

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
#: Numbers that are written as one word.
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}

#: Marks of quotation as tokenizers and treebanks write them.
QUOTES = frozenset({'"', "”", "“", "''", "``"})
#: Dashes between words.
DASHES = frozenset({"-", "–", "—", "--"})
#: Past forms and participles that lemmatizers give back as they stand.
IRREGULAR = dict(
    pair.split(":")
    for pair in """
    beat:beat blew:blow blown:blow bore:bear broke:break broken:break brought:bring built:build
    burnt:burn driven:drive drove:drive dug:dig fallen:fall fell:fall flew:fly fled:flee
    forbade:forbid fought:fight gave:give given:give held:hold laid:lay led:lead left:leave
    lost:lose met:meet overran:overrun rebuilt:rebuild retook:retake said:say sent:send shot:shoot
    slain:slay slew:slay sought:seek struck:strike swept:sweep swore:swear taken:take told:tell
    took:take withdrawn:withdraw withdrew:withdraw won:win
    """.split()
)
