"""What the recognised lines are written with: how a row is read, what is only said around a line, small pieces."""

from __future__ import annotations

import re

from bot.dialogues.typed.answer import Answer
from bot.grammar.days import DAY

Row = tuple[re.Pattern[str], Answer]


def rows(*rows: tuple[Answer, *tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple((re.compile(way), answer) for answer, *ways in rows for way in ways)


_AROUND = re.compile(
    r"(?:(?:hi|hey|hello|ok|so(?! so\b)|sorry|well|hmm?|coach)\b[ ,]*)*(?P<bare>.*?)"
    r"(?:[ ,]+(?:today|tonight|now|this (?:morning|evening)|sorry|either|really|at all|i'm afraid|please|coach|then"
    r"|though|exactly|anyway))*"
)


def bare(said: str) -> str:
    """Without the greeting before it and the "today, please" behind it."""
    match = _AROUND.fullmatch(said)
    return match["bare"] if match is not None and match["bare"] else said


OF = r"(?P<day>yesterday|[a-z]+day)(?:'?s)?"
TO = rf"(?:to |till |until |on )?(?P<to>tomorrow|{DAY})"
SESSION = r"(?: (?:session|one|workout|training|strength))?"
NOT = r"(?:have not|haven'?t|did not|didn'?t|never)"
DO_NOT = r"(?:do not|don'?t)"
CANNOT = r"(?:can'?t|cannot|can not|could not|couldn'?t|won'?t|not)"
TODAY = (
    rf"(?:sorry,? |i |we )*{CANNOT}(?: be able to)?(?: make it| do it| do this| do the session| train| manage)*"
    r"(?: today| now| this morning| tonight)*[ ,.;-]*"
)
"""That it cannot be today."""
HAVE = r"(?:have |got |there is |there's |i've got |there are )?"
NO_TIME = r"(?:have ?n[o']?t|do ?n[o']?t have|have not)(?: got)?(?: the| any| enough| much)? time"
PLEASE = r"(?:(?:can|could) (?:i|you|we) |please |i'?d like to )*"
WANT = (
    r"(?:(?:i|we) )?(?:(?:think|really|just|do|'d) )*(?:(?:i|we) )?(?:need|want|would like|could use|take)?(?: to)? ?"
)
LATER = r"(?:later|tonight|this (?:evening|afternoon)|after work|at lunch|in the (?:evening|afternoon)|soon)"
FEEL = r"(?:(?:i'?m|i am|feeling|feel|so|very|really|pretty|quite|a bit|bit|still) )*"
HEAD = (
    r"(?:head ?aches?|migraine|stomach ?aches?|tummy ?aches?|upset stomach|bad stomach|nausea|nauseous|queasy"
    r"|hung ?over|hangover|sore throat|runny nose|period(?: (?:pains?|cramps?))?"
    r"|(?:menstrual|stomach|tummy|belly) (?:cramps?|pains?)|on antibiotics)"
)
ELSEWHERE = (
    r"(?:on (?:a |the )?(?:plane|train|coach|road|move|flight|ferry|call|duty|shift)|in (?:the car|meetings|court)"
    r"|at (?:a |an |the |my )?(?:wedding|funeral|conference|party|concert|airport|hospital|festival|workshop|parents'?"
    r"|in-?laws'?|friends'?)|flying(?: (?:out|home|back))?|travell?ing(?: (?:home|back|all day))?|driving(?: all day)?"
    r"|working(?: (?:late|all day|nights?|a double|overtime))?|moving house|out(?: all day| late)?|away"
    r"|not (?:around|home|here)|gone all day)"
)
OCCASION = (
    r"(?:(?:late|early|long|night|double|back to back) (?:shift|day at work|meetings?|flight|night)|shift|wedding"
    r"|funeral|conference|exams?|plane|flights?|travel day|(?:birthday |christmas |office |kids' )?party|long drive"
    r"|meetings all day|day trip|work trip|family (?:day|dinner|thing|visit)|visitors|guests|concert"
    r"|parents' evening)"
)
"""What a day is taken by."""
HERE = r"(?: (?:at (?:home|the (?:hotel|gym|office)|my [a-z]+)|here|with me|this time))*"
BELLS = r"(?:dumb?bells?|weights?|kettlebells?|kit|equipment|bands?|back ?packs?|rucksack|mat)"
WHAT = r"(?:what (?:does|do|is|are|means?)|what'?s|whats) (?:a |the |an )*"
DELOAD = r"(?:the|this|my) deload"
NEXT_DELOAD = r"(?:my |the |a )?(?:next )?deload(?: week)?"
