"""What is answered to what is said beside training; every answer takes the turn and the match of its words."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button, Text
from bot import phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues import deload, load, progress, readiness, skip, today, why
from bot.dialogues.away import dialogue as away
from bot.dialogues.common import athlete_of, next_line, rateable, say, topic_prompt
from bot.dialogues.rating import dialogue as rating
from bot.dialogues.rating.card import result
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.week import moving
from bot.grammar.days import weekday
from bot.schedule import due
from core import diary, planner
from core.session import Kind, Status
from core.standing import Past

Answer = Callable[[Turn, "re.Match[str]"], Awaitable[Reply | None]]


def _waiting(turn: Turn) -> Past | None:
    """Today's session, if it was sent and nothing came of it so far."""
    past = turn.standing.on(turn.today)
    waits = past is not None and not past.done and past.effort is None and past.status is not Status.SKIPPED
    return past if waits else None


# --- not now ---------------------------------------------------------------------------------------------------------


async def not_yet(turn: Turn, match: re.Match[str]) -> Reply | None:
    asked = any(one.kind == "rating" for one in turn.prompts)
    if _waiting(turn) is None or (match[0] == "not yet" and not asked):
        # Bare, it may answer another question that is open.
        return None
    athlete = athlete_of(turn)
    asks = due.at_local(athlete.zone, turn.today, athlete.evening) > turn.now
    return say(turn, "aside.not_yet" if asks else "aside.not_yet_late", time=phrases.clock(athlete.evening))


async def no_time(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Ten minutes are better than none; moving and skipping stand beside them."""
    past = _waiting(turn)
    if past is None or past.started:
        return None
    rows = [Button(turn.words("button.min", n=n), f"short.{n}") for n in (10, 20)] if past.kind.strength else []
    rows += [Button(turn.words("button.move"), "move"), Button(turn.words("button.skip"), "skip")]
    return say(turn, "aside.no_time" if past.kind.strength else "aside.no_time_light", rows=(tuple(rows),))


async def rather_not(turn: Turn, match: re.Match[str]) -> Reply | None:
    if _waiting(turn) is None:
        return None
    reply = await skip.skip(_on_the_card(turn))
    return replace(reply, outs=tuple(replace(one, fresh=True) for one in reply.outs))


async def unwell(turn: Turn, match: re.Match[str]) -> Reply:
    """A bad head or stomach says nothing of a session; what can be done about it is offered."""
    if _waiting(turn) is None:
        return say(turn, "aside.unwell_free")
    names = (("aside.unwell.short", "short.10"), ("button.move", "move"), ("aside.unwell.skip", "skipped.sick"))
    return say(turn, "aside.unwell", rows=(tuple(Button(turn.words(name), verb) for name, verb in names),))


def _on_the_card(turn: Turn) -> Turn:
    card = topic_prompt(turn, "today")
    ours = card is not None and card.data.get("day") == turn.today.isoformat()
    return replace(turn, text="", prompt=card if ours else None)


# --- a session of another day ----------------------------------------------------------------------------------------


async def same(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Same as last time": the effort that the runner gave then."""
    past = rateable(turn)
    if past is None:
        return None
    told = [one for one in turn.standing.past if one.effort is not None and one.id != past.id and one.day <= past.day]
    day = _day_named(match["day"] or "")
    if day is not None:
        told = [one for one in told if one.day.weekday() == day]
    if match["day"] == "yesterday":
        told = [one for one in told if one.day == turn.today - timedelta(days=1)]
    alike = [one for one in told if one.kind is past.kind] if match["day"] in (None, "last time", "before") else told
    if not told or past.effort is not None:
        return say(turn, "aside.same_as_what")
    last = (alike or told)[-1]
    effort = phrases.number(last.effort or 0)
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, effort=last.effort)
    said = turn.words("aside.same", effort=effort, day=phrases.date_text(turn.words, last.day))
    return result(turn, past, (entry,), said=[said])


def _day_named(word: str) -> int | None:
    return weekday(word) if word.endswith("day") and word not in ("yesterday", "today") else None


def _of_day(turn: Turn, word: str) -> Past | None:
    day = _day_named(word)
    ago = 1 if day is None else (turn.today.weekday() - day) % 7 or 7
    found = turn.standing.on(turn.today - timedelta(days=ago))
    return found if found is not None and not found.done and found.effort is None else None


async def missed(turn: Turn, match: re.Match[str]) -> Reply | None:
    past = _of_day(turn, match["day"])
    if past is None or past.status is Status.SKIPPED:
        return None
    return skip.skip_session(turn, past.id, "choice")


async def was_done(turn: Turn, match: re.Match[str]) -> Reply | None:
    past = _of_day(turn, match["day"])
    if past is None:
        return say(turn, "trained.none")
    reply = await rating.rate(replace(turn, text="", prompt=None, option=past.id))
    return replace(reply, outs=tuple(replace(one, fresh=True) for one in reply.outs))


# --- the morning -----------------------------------------------------------------------------------------------------


async def tired(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Before training it is the morning's word, and the day follows."""
    worn = re.search(r"exhausted|knackered|wrecked|shattered|worn out|dead", match[0])
    return await _morning(turn, "fatigue:worn" if worn else "fatigue:tired")


async def slept(turn: Turn, match: re.Match[str]) -> Reply | None:
    some = re.search(r"well|much|enough|badly|bad|poorly|terribl|awful", match[0])
    return await _morning(turn, "sleep:4-6" if some else "sleep:under4")


def _asked(turn: Turn, *kinds: str) -> bool:
    """Whether such a question was asked just now: the word is then for that."""
    return any(one.kind in kinds and turn.now - one.opened < timedelta(hours=1) for one in turn.prompts)


async def _morning(turn: Turn, option: str) -> Reply | None:
    past = _waiting(turn)
    if past is None or past.started or _asked(turn, "rating", "deload"):
        return None
    reply = await readiness.ready(replace(_on_the_card(turn), option=option))
    return replace(reply, outs=tuple(replace(one, fresh=True) if one.card else one for one in reply.outs))


# --- away, eased -----------------------------------------------------------------------------------------------------


async def while_away(turn: Turn, match: re.Match[str]) -> Reply | None:
    if not any(one.rests and one.holds(turn.today) for one in turn.standing.away):
        return None
    return await away.away(replace(turn, text="", prompt=None))


async def shown_deload(turn: Turn, match: re.Match[str]) -> Reply:
    return await deload.deload(replace(turn, text="", prompt=None))


# --- what comes ------------------------------------------------------------------------------------------------------


async def shown_next(turn: Turn, match: re.Match[str]) -> Reply | None:
    if match[0].endswith("tomorrow") and _asked(turn, "move"):
        return None
    if any(one.rests and one.holds(turn.today) for one in turn.standing.away) or turn.standing.stopping:
        return await today.today(replace(turn, prompt=None))
    coming = next_line(turn)
    return Reply(outs=(Out(Text((coming,))),)) if coming is not None else await today.today(replace(turn, prompt=None))


async def shown_today(turn: Turn, match: re.Match[str]) -> Reply:
    reply = await today.today(replace(turn, text="", prompt=None))
    return replace(reply, outs=tuple(replace(one, fresh=True) if one.card else one for one in reply.outs))


async def shown_runs(turn: Turn, match: re.Match[str]) -> Reply:
    return await runs.runs(replace(turn, text="", prompt=None))


def page(name: str) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return await settings.settings(replace(turn, text=name, prompt=None))

    return answer


async def how_hard(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "It was ok, I guess": a number is asked for, where a session waits for one."""
    past = rateable(turn)
    if past is None or past.effort is not None:
        return None
    reply = await rating.rate(replace(turn, text="", prompt=None, option=past.id))
    return replace(reply, outs=tuple(replace(one, fresh=True) for one in reply.outs))


async def last_week(turn: Turn, match: re.Match[str]) -> Reply:
    return await progress.look_back(turn, True)


async def shown_load(turn: Turn, match: re.Match[str]) -> Reply:
    return await load.load(replace(turn, text=""))


async def shown_progress(turn: Turn, match: re.Match[str]) -> Reply:
    return await progress.progress(replace(turn, text=""))


async def whole_why(turn: Turn, match: re.Match[str]) -> Reply:
    return await why.why(replace(turn, text="", option="", prompt=None))


async def move(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Move Friday's session to Saturday": the one of that day to the other."""
    wanted, to = weekday(match["day"].removesuffix("'s").removesuffix("s")), weekday(match["to"])
    if wanted is None or to is None:
        return None
    ahead = planner.horizon(athlete_of(turn), turn.standing, turn.today, 7)
    kind = next((one.session.kind for one in ahead if one.session is not None and one.day.weekday() == wanted), None)
    if kind not in (Kind.STRENGTH_A, Kind.STRENGTH_B):
        return await moving.move_day(replace(turn, prompt=None))
    day = turn.today + timedelta(days=(to - turn.today.weekday()) % 7)
    reply = await moving.move_to(replace(turn, option=f"{kind.value}:{day}", prompt=None))
    return replace(reply, outs=tuple(replace(one, fresh=True) if one.card else one for one in reply.outs))


async def exchange(turn: Turn, match: re.Match[str]) -> Reply:
    return await moving.move_day(replace(turn, prompt=None))


def saying(key: str) -> Answer:
    async def answer(turn: Turn, match: re.Match[str]) -> Reply | None:
        return say(turn, key)

    return answer
