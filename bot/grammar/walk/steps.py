"""From left to right: which file takes the word that comes next.

Every `at_...` is given the walk and a place, notes what it finds there, and answers with the place to go on from.
"""

from __future__ import annotations

from bot.grammar.lexicon import Cat
from bot.grammar.walk.denials import at_no, at_nothing
from bot.grammar.walk.exercises import at_amount, at_exercise
from bot.grammar.walk.manner import at_form, at_speed
from bot.grammar.walk.notes import Walk
from bot.grammar.walk.numbers import at_effort, at_hard, at_letter, at_number
from bot.grammar.walk.parts import at_part
from bot.grammar.walk.shares import at_break, at_reason, at_share


def through(walk: Walk) -> None:
    """Takes the message word by word to its end."""
    at = 0
    while at < len(walk.lexes):
        at = max(_step(walk, at), at + 1)


def _step(walk: Walk, at: int) -> int:
    lex = walk.lexes[at]
    match lex.cat:
        case Cat.STOPPER:
            walk.new_clause()
        case Cat.AND | Cat.SLASH | Cat.PLUS:
            walk.clause += 1
        case Cat.NUMBER | Cat.RANGE:
            return at_number(walk, at)
        case Cat.LETTER if lex.value in ("e", "s"):
            return at_letter(walk, at)
        case Cat.EFFORT:
            return at_effort(walk, at)
        case Cat.QUALITY | Cat.PART | Cat.SIDE | Cat.LETTER | Cat.BACK:
            return at_part(walk, at)
        case Cat.NO:
            return at_no(walk, at)
        case Cat.NOTHING:
            return at_nothing(walk, at)
        case Cat.DEGREE | Cat.HARD:
            return at_hard(walk, at)
        case Cat.EXERCISE:
            return at_exercise(walk, at)
        case Cat.FORM | Cat.TECHNIQUE | Cat.GOOD:
            return at_form(walk, at)
        case Cat.SPEED | Cat.PACE | Cat.SPEED_OF | Cat.VELOCITY:
            return at_speed(walk, at)
        case Cat.SHARE | Cat.PERCENT | Cat.PART_OF_IT | Cat.SOME_OF_IT | Cat.FIRST:
            return at_share(walk, at)
        case Cat.QUANTITY | Cat.SETS_REPS | Cat.SHORT | Cat.OVER | Cat.BARE:
            return at_amount(walk, at)
        case Cat.STOP | Cat.SKIP:
            return at_break(walk, at)
        case Cat.REASON:
            return at_reason(walk, at)
        case Cat.TARGET | Cat.LABEL if _of_something_else(walk, at):
            number = walk.past(at + 1, Cat.GLUE)
            walk.unknown.append((lex.start, walk.lexes[number].end))
            return number + 1
        case Cat.WEEKDAY:
            walk.said["weekday"] = lex.value
        case Cat.PLANNED:
            walk.said["as_planned"] = True
        case Cat.YESTERDAY if walk.cat(at - 1) not in (Cat.DURING, Cat.IN, Cat.QUANTITY):
            # "sore from yesterday's run" is about today.
            walk.said["yesterday"] = True
        case Cat.UNKNOWN | Cat.MORE_LESS | Cat.TARGET:
            walk.leave(lex)
        case _:
            pass
    return at + 1


def _of_something_else(walk: Walk, at: int) -> bool:
    """Whether the number behind a word is none of the report: "planned 6", "zone 2", but not "soreness level 2"."""
    if walk.lexes[at].cat is Cat.TARGET:
        return walk.number_near(at + 1)
    return walk.cat(at + 1) in (Cat.NUMBER, Cat.RANGE) and walk.cat(at - 1) not in _HAVE_A_LEVEL


_HAVE_A_LEVEL = (Cat.EFFORT, Cat.QUALITY, Cat.HARD, Cat.PART, Cat.EXERCISE)
