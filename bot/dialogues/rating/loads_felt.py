"""What was too light, too heavy or too easy: of which exercise is asked, and then for a number; none is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button, Said, line, quiet
from bot import phrases
from bot.dialogue import Ask, Dialogue, Out, Prompt, Reply, Turn
from bot.dialogues.rating.card import card, fresh, result, title
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import (
    before_noon,
    in_rows,
    named_exercise,
    prescribed,
    question,
    say,
    score_row,
    then,
    toast,
)
from bot.dialogues.today import weights
from bot.grammar import flags
from bot.grammar.exercise_names import names
from bot.grammar.rating import understand
from bot.grammar.text import listed, plain
from core import diary
from core.catalogue import catalogue
from core.diary import ItemReport
from core.session import Session, Status
from core.standing import Past

KIND = "load_felt"
_LASTS = timedelta(hours=12)

_TOO = re.compile(
    r"(?P<what>.*?)\b(?:(?:was|were|is|are|felt|feels?|seemed|looks?|went|today|still|again|yesterday|a|bit|little|much"
    r"|way|far|just|really|definitely|almost|slightly|clearly) )*too (?P<how>light|heavy|easy)"
    r"(?:,? (?:today|again|yesterday|this time|tbh|still|though|now|i think|in the end|on [a-z]+day|by far))*"
)
_MORE_IN_ME = re.compile(
    r"(?:i |easily |feel like |felt like |think |definitely |probably )*(?:could|can|would)(?: have|'ve| of|ve)?"
    r" (?:easily |definitely |probably )*(?:done|managed|lifted|taken|gone|kept going|do|go)"
    r"(?: (?:way|much|a lot|so much|lots|even|far|on|for|twice|some|with))*(?: (?:more|heavier|longer|that))?"
    r"(?: (?:sets?|reps?|weight|today))*|not (?:really )?hard enough|(?:did not|didn'?t) feel (?:like )?much"
)
"""Too easy in other words."""
_WHOLE = listed(
    """it that this they everything all of the my session workout training whole thing weights weight loads load
    dumbbells dumbbell kettlebell those these but and well honestly actually hm hmm ok"""
)
_ALL = listed("everything all whole session workout training")


async def listen(turn: Turn) -> Reply | None:
    """Before any question that is open: a word for the load is no number for the effort."""
    said = plain(turn.text)
    said = "too easy" if _MORE_IN_ME.fullmatch(said) else said
    match = _TOO.fullmatch(said) if turn.athlete is not None and len(said) <= 80 else None
    if match is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    easy = match["how"] == "easy"
    understood = understand(turn.text)
    if understood.effort is not None and any(one.isdigit() for one in said):
        # "5, nothing sore, the squats felt too easy" is the answer to the session, which nothing may swallow.
        return None
    past = heard.meant(turn, understood)
    if past is None or _to_come(turn, past):
        return say(turn, "typed.harder") if easy else await weights.asked(turn)
    session = prescribed(turn, past.day)
    if past.status is Status.SKIPPED or session is None:
        return None
    words = re.findall(r"[\w-]+", match["what"])
    known = names({phrases.exercise(turn.words, one): one for one in _work(session)})
    named = [one for one in words if one not in _WHOLE]
    found = (known.at(named, 0) or known.by_rare_word(named)) if named else None
    if found is not None and len(found.ids) == 1:
        return Reply(outs=(_how_hard(turn, past, found.ids[0]),))
    if named:
        other = named_exercise(turn, named)
        return None if other is None else say(turn, "load_felt.not_in", name=phrases.exercise(turn.words, other))
    if easy or not _ALL.isdisjoint(words):
        return _all_of_it(turn, past, match["how"])
    return Reply(outs=(_which(turn, past, session, match["how"]),))


def _to_come(turn: Turn, past: Past) -> bool:
    """Whether the words are of a card that was only read so far."""
    asked = any(one.kind == "rating" and one.data.get("session") == past.id for one in turn.prompts)
    return past.day == turn.today and before_noon(turn) and not (past.started or past.done or asked)


def _work(session: Session) -> list[str]:
    return [one.exercise for one in session.items if one.working_sets]


def _which(turn: Turn, past: Past, session: Session, how: str) -> Out:
    """Of which it was too much or too little: those with a weight first to hand, or all of it."""
    words = turn.words
    loaded = [one.exercise for one in session.items if one.working_sets and one.dose.load_kg is not None]
    buttons = [Button(phrases.exercise(words, one), f"loadof.{one}") for one in loaded or _work(session)]
    rows = (*in_rows(buttons, 2), (Button(words("load_felt.all"), f"loadall.{how}"),))
    ask = Ask(KIND, {"session": past.id}, text=True, topic=KIND, lasts=_LASTS)
    return question(title(turn, past), (line(words(f"load_felt.which.{how}")),), rows, ask)


def _how_hard(turn: Turn, past: Past, exercise: str, keep: int | None = None) -> Out:
    words = turn.words
    name = phrases.lower_first(phrases.exercise(words, exercise))
    lines = (line(words("load_felt.how_hard", name=name)), line(quiet(words("rate.anchors"))))
    data = {"session": past.id, "exercise": exercise}
    ask = None if keep is not None else Ask(KIND, data, text=True, topic=KIND, lasts=_LASTS)
    return question(title(turn, past), lines, (score_row("loadwas", f"{exercise}:"),), ask, keep=keep)


def _all_of_it(turn: Turn, past: Past, how: str) -> Reply:
    """The whole session: the pad once more, with what a number of that kind does."""
    asked = card(turn, fresh(past) | {"effort": None}, notes=(turn.words(f"load_felt.all.{how}"),))
    close = tuple(one.id for one in turn.prompts if one.kind in ("rating", KIND))
    return Reply(outs=(replace(asked, fresh=True),), close=close)


def _past(turn: Turn, prompt: Prompt | None) -> Past | None:
    return None if prompt is None else turn.standing.session(str(prompt.data.get("session", "")))


async def one(turn: Turn) -> Reply:
    past = _past(turn, turn.prompt)
    if past is None or turn.prompt is None or turn.option not in catalogue().by_id:
        return toast(turn, "engine.stale")
    out = _how_hard(turn, past, turn.option, turn.prompt.id)
    return Reply(outs=(out,), update={turn.prompt.id: {"session": past.id, "exercise": turn.option}})


async def everything(turn: Turn) -> Reply:
    past = _past(turn, turn.prompt)
    if past is None or turn.option not in ("light", "heavy"):
        return toast(turn, "engine.stale")
    return _all_of_it(turn, past, turn.option)


async def was(turn: Turn) -> Reply:
    """The number, of that exercise alone."""
    past = _past(turn, turn.prompt)
    exercise, _, number = turn.option.partition(":")
    if past is None or turn.prompt is None or exercise not in catalogue().by_id or not number.isdigit():
        return toast(turn, "engine.stale")
    item = ItemReport(exercise, rpe=float(number))
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, items=(item,))
    name = phrases.lower_first(phrases.exercise(turn.words, exercise))
    said = turn.words("heard.item", name=name, effort=number)
    if past.effort is not None:
        reply = result(turn, past, (entry,), said=[said])
        return replace(reply, close=(*reply.close, turn.prompt.id))
    # How hard the rest was is still open.
    data = fresh(past) | {"first": turn.next_n}
    asked = card(then(turn, (entry,)), data, notes=(turn.words("rate.noted", heard=said),))
    close = (turn.prompt.id, *(one.id for one in turn.prompts if one.kind == "rating"))
    return Reply(outs=(replace(asked, fresh=True),), entries=(entry,), close=close)


async def typed(turn: Turn) -> Reply | None:
    """A bare number for the exercise that was just asked about."""
    match = re.fullmatch(r"(?:it was |about |like |maybe |an? )*(\d|10)(?: ?/ ?10)?", plain(turn.text))
    exercise = str(turn.prompt.data.get("exercise", "")) if turn.prompt is not None else ""
    if match is None or not exercise:
        return None
    return await was(replace(turn, option=f"{exercise}:{match[1]}"))


DIALOGUE = Dialogue(
    name="loads_felt",
    verbs={"loadof": one, "loadall": everything, "loadwas": was},
    texts={KIND: typed},
    interrupts=(listen,),
)
