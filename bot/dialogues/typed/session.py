"""What is answered to words about a session: not yet, shorter, another day, another exercise, done on Tuesday."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeGuard

from adapters.messages import Button, Text, line
from bot import due, phrases
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.pain import questions
from bot.dialogues.rating import dialogue as rating, used as used_weight
from bot.dialogues.rating.card import result
from bot.dialogues.shared import heard, silence
from bot.dialogues.shared.common import athlete_of, named_exercise, on_the_card, prescribed_today, rateable, say
from bot.dialogues.today import ahead, dialogue as today, skip, swap, weights
from bot.dialogues.today.day import SHORTER, shorter
from bot.dialogues.typed.answer import named
from bot.dialogues.week import moving
from bot.grammar.days import weekday
from bot.grammar.exercise_names import names
from bot.grammar.time_left import TimeLeft
from core import diary, planner
from core.catalogue import catalogue
from core.session import Kind, Session, Status
from core.standing import Past


def waiting(turn: Turn) -> Past | None:
    """Today's session, if it was sent and nothing came of it so far."""
    past = turn.standing.on(turn.today)
    waits = past is not None and not past.done and past.effort is None and past.status is not Status.SKIPPED
    return past if waits else None


# --- not now ---------------------------------------------------------------------------------------------------------


async def not_yet(turn: Turn, match: re.Match[str]) -> Reply | None:
    asked = any(one.kind == "rating" for one in turn.prompts)
    if waiting(turn) is None or (match[0] == "not yet" and not asked):
        # Bare, it may answer another question that is open.
        return None
    athlete = athlete_of(turn)
    if athlete.evening is None or due.at_local(athlete.zone, turn.today, athlete.evening) <= turn.now:
        return say(turn, "typed.not_yet_late")
    return say(turn, "typed.not_yet", time=phrases.clock(athlete.evening))


async def no_time(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Ten minutes are better than none; moving and skipping stand beside them."""
    past = waiting(turn)
    if past is None or past.started:
        return None
    rows = shorter(turn) if past.kind.strength else []
    rows += [Button(turn.words("button.move"), "move"), Button(turn.words("button.skip"), "skip")]
    return say(turn, "typed.no_time" if past.kind.strength else "typed.no_time_light", rows=(tuple(rows),))


async def too_much(turn: Turn, match: re.Match[str]) -> Reply | None:
    """A session that looks like too much: shorter today, or another exercise; the answer makes the next one lighter."""
    past = waiting(turn)
    if past is None or not past.kind.strength:
        return say(turn, "typed.easier_next")
    rows = () if past.started else ((*shorter(turn), Button(turn.words("button.swap"), "swap")),)
    return say(turn, "typed.easier", rows=rows)


async def rather_not(turn: Turn, match: re.Match[str]) -> Reply | None:
    return None if waiting(turn) is None else (await skip.skip(on_the_card(turn))).below()


async def not_done(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "No" to the evening's question: what was in the way."""
    newest = next((one for one in turn.prompts if one.topic != "day"), None)
    past = waiting(turn)
    if newest is None or newest.kind != "rating" or past is None or past.id != newest.data.get("session"):
        return None
    return None if past.started else await rather_not(turn, match)


async def did_nothing(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "I haven't done anything this week": the last session that waits for its answer did not take place."""
    past = silence.unrated(turn)
    return None if past is None else (await skip.not_done(on_the_card(turn, past.id))).below()


async def just_fine(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Fine" to the question of how hard it was is no number yet."""
    newest = next((one for one in turn.prompts if one.topic != "day"), None)
    past = turn.standing.session(newest.data.get("session", "")) if newest is not None else None
    return await _rate(turn, past) if newest is not None and newest.kind == "rating" and _unrated(past) else None


def _unrated(past: Past | None) -> TypeGuard[Past]:
    return past is not None and past.effort is None


async def unwell(turn: Turn, match: re.Match[str]) -> Reply:
    """A bad head or stomach says nothing of a session; what can be done about it is offered."""
    if waiting(turn) is None:
        return say(turn, "typed.unwell_free")
    offered = (("typed.unwell.short", "short.10"), ("button.move", "move"), ("typed.unwell.skip", "skipped.sick"))
    return say(turn, "typed.unwell", rows=(tuple(Button(turn.words(name), verb) for name, verb in offered),))


async def short(turn: Turn, spare: TimeLeft) -> Reply:
    """Today's session within the time, or why that is not to be had; time alone never says that it was done."""
    session, past, minutes = prescribed_today(turn), turn.standing.on(turn.today), spare.minutes
    if session is None or past is None or past.status is Status.SKIPPED:
        return say(turn, "typed.short.none")
    if past.started or past.done:
        return say(turn, "typed.short.begun")
    if minutes is None:
        return say(turn, "typed.short.how_long", rows=(tuple(shorter(turn, SHORTER)),), minutes=session.minutes)
    whole = _whole(turn, session)
    if minutes >= session.minutes and session.minutes >= whole.minutes:
        return say(turn, "typed.short.fits", minutes=session.minutes)
    if minutes >= whole.minutes:
        # It was cut before, and there is time for all of it after all.
        return (await today.short(on_the_card(turn, "0"))).below()
    if not session.kind.strength:
        kind = phrases.kind(turn.words, session.kind)
        return say(turn, "typed.short.light", kind=kind, minutes=session.minutes)
    fitting = max((one for one in SHORTER if one <= minutes), default=SHORTER[0])
    return (await today.short(on_the_card(turn, str(fitting)))).below()


def _whole(turn: Turn, session: Session) -> Session:
    """Today's session as it is where nobody cuts it."""
    if session.shortened is None:
        return session
    uncut = replace(turn.standing, short=tuple(one for one in turn.standing.short if one[0] != session.id))
    return planner.plan_day(athlete_of(turn), uncut, turn.today).session or session


# --- another day -----------------------------------------------------------------------------------------------------


async def move(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Today's session to the day that was named, else which day it may be."""
    past = turn.standing.on(turn.today)
    to = day_ahead(turn, named(match, "to"))
    offered = (await moving.move(replace(turn, prompt=None))).below()
    if to is None or past is None or past.done or not past.kind.movable:
        return offered
    reply = (await moving.move_to(replace(turn, option=f"{past.kind.value}:{to}", prompt=None))).below()
    # Where that day is not to be had, those that are stand below the reason.
    refused = isinstance(reply.outs[0].message, Text)
    return replace(offered, outs=(*reply.outs, *offered.outs)) if refused else reply


async def move_unless_hurt(turn: Turn, match: re.Match[str]) -> Reply | None:
    """The same; what hurts is asked about first, and where the session may go stands below it."""
    if not heard.of_a_part(heard.read(turn)):
        return await move(turn, match)
    hurting = _hurting(turn, turn.text)
    if hurting is None:
        return None
    offer = (await moving.move(replace(turn, prompt=None))).below()
    return replace(offer, outs=(*hurting.outs, *offer.outs))


async def not_on(turn: Turn, match: re.Match[str]) -> Reply | None:
    """A day that cannot be: what stands on it may go elsewhere."""
    day = day_ahead(turn, match["to"])
    if day is None:
        return None
    free = turn.words("typed.free_anyway", day=phrases.upper_first(phrases.near_day(turn.words, day, turn.today)))
    return await moving.away_from(turn, day) or Reply(outs=(Out(Text((line(free),))),))


def day_ahead(turn: Turn, text: str) -> date | None:
    if text == "tomorrow":
        return turn.today + timedelta(days=1)
    number = weekday(text) if text else None
    return None if number is None else turn.today + timedelta(days=(number - turn.today.weekday()) % 7 or 7)


async def strength_on(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Strength on Sunday": what is planned nearest to it goes there; what stands there already is shown."""
    to = day_ahead(turn, match["to"])
    if to is None:
        return None
    horizon = planner.horizon(athlete_of(turn), turn.standing, turn.today, 8)
    coming = [one for one in horizon if one.session is not None and one.session.kind.strength]
    if not coming or any(one.day == to for one in coming):
        return ahead.on_day(turn, to)
    nearest = min(coming, key=lambda one: abs(one.day - to))
    kind = nearest.session.kind if nearest.session is not None else Kind.STRENGTH_A
    return (await moving.move_to(replace(turn, option=f"{kind.value}:{to}", prompt=None))).below()


# --- another exercise ------------------------------------------------------------------------------------------------


async def swap_one(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Which one goes, or at once what fits in the place of the one that was named."""
    said = named(match, "what")
    return (await swap.swap(on_the_card(turn))).below() if not said else await leave_out(turn, match)


async def leave_out(turn: Turn, match: re.Match[str]) -> Reply | None:
    """An exercise that somebody would rather not do is swapped, with no reason asked; one that hurts is asked about."""
    hurting = _hurting(turn, named(match, "why"))
    wanted = _words(match["what"])
    found = _of_today(turn, match["what"])
    if found:
        swapping = swap.swap_out(on_the_card(turn, found[0])) if len(found) == 1 else swap.swap(on_the_card(turn))
        offered = (await swapping).below()
        return offered if hurting is None else replace(offered, outs=(*hurting.outs, *offered.outs))
    if hurting is not None:
        return hurting
    everywhere = names({phrases.exercise(turn.words, one): one for one in catalogue().by_id}).at(wanted, 0)
    if everywhere is None or not everywhere.ids:
        return None
    return say(turn, "typed.swap.not_today")


def _words(said: str) -> list[str]:
    return said.replace("-", " ").split()


def _of_today(turn: Turn, said: str, *, besides: bool = False) -> Sequence[str]:
    """The exercises of today's session that a name may mean; `besides`: of its warm-up and cool-down."""
    session = prescribed_today(turn)
    work = [one.exercise for one in session.items if besides != bool(one.working_sets)] if session is not None else []
    known = names({phrases.exercise(turn.words, one): one for one in work})
    found = known.at(_words(said), 0) or known.by_rare_word(_words(said))
    return found.ids if found is not None else ()


def _hurting(turn: Turn, why: str) -> Reply | None:
    """How strong it is, where a part that hurts is the reason."""
    missing = heard.unscored(turn, heard.read(replace(turn, text=why)), why) if why else []
    if not missing:
        return None
    return Reply(outs=(questions.how_much(turn, *missing[0], later=missing[1:], fresh=True),))


async def without(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "No squats today": before training it is a wish, afterwards it tells what was left out."""
    past = waiting(turn)
    if past is None or past.started:
        return None
    if named_exercise(turn, _words(match["what"])) is not None or _of_today(turn, match["what"]):
        return await leave_out(turn, match)
    return say(turn, "typed.without_warmup") if _of_today(turn, match["what"], besides=True) else None


async def disliked(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "I hate split squats": what fits in its place, today or on its day; what is no exercise is something else."""
    if named_exercise(turn, _words(match["what"])) is None and not _of_today(turn, match["what"]):
        return None
    if waiting(turn) is not None:
        return await leave_out(turn, match)
    return _hurting(turn, named(match, "why")) or say(turn, "typed.swap.not_today")


async def used(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Used 12 kg on the squats": a weight of an exercise, with the words turned round."""
    text = f"{match['what']} {match['kg']} {match['unit'] or athlete_of(turn).mass_unit}"
    said = heard.read(replace(turn, text=text))
    return used_weight.alone(turn, said, done=True) if weights.only_weights(said) else None


# --- a session of another day ----------------------------------------------------------------------------------------


async def same(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "Same as last time": the effort that the runner gave then."""
    past = rateable(turn)
    if past is None:
        return None
    told = [one for one in turn.standing.past if one.effort is not None and one.id != past.id and one.day <= past.day]
    when = named(match, "day")
    day = _day_named(when)
    if day is not None:
        told = [one for one in told if one.day.weekday() == day]
    if when == "yesterday":
        told = [one for one in told if one.day == turn.today - timedelta(days=1)]
    alike = [one for one in told if one.kind is past.kind] if when in ("", "last time", "before") else told
    if not told or past.effort is not None:
        return say(turn, "typed.same_as_what")
    last = (alike or told)[-1]
    effort = phrases.number(last.effort or 0)
    entry = diary.Report(at=turn.now, day=turn.today, session=past.id, effort=last.effort)
    said = turn.words("typed.same", effort=effort, day=phrases.date_text(turn.words, last.day, turn.today))
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
    return say(turn, "trained.none") if past is None else await _rate(turn, past)


async def how_hard(turn: Turn, match: re.Match[str]) -> Reply | None:
    """ "It was ok, I guess": a number is asked for, where a session waits for one."""
    past = rateable(turn)
    return None if past is None or past.effort is not None else await _rate(turn, past)


async def _rate(turn: Turn, past: Past) -> Reply:
    return (await rating.rate(replace(turn, text="", prompt=None, option=past.id))).below()
