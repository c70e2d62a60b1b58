"""What people type instead of tapping, and beside training: "done", "swap the squat", "no time today", "what now?"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.messages import Button, Said
from bot.dialogue import Dialogue, Reply, Turn
from bot.dialogues.away import leaving
from bot.dialogues.rating import answering
from bot.dialogues.runs import dialogue as runs
from bot.dialogues.settings import dialogue as settings
from bot.dialogues.shared import heard
from bot.dialogues.shared.common import say, then
from bot.dialogues.shared.stated import parts
from bot.dialogues.typed.after import AFTER
from bot.dialogues.typed.before import BEFORE
from bot.dialogues.typed.session import short, waiting
from bot.dialogues.typed.switches import SWITCHES
from bot.dialogues.typed.wording import Row, bare
from bot.dialogues.week import why_not
from bot.dialogues.why import dialogue as why, explained
from bot.grammar import away, conditions, flags, whose
from bot.grammar.asking import asks, asks_why
from bot.grammar.text import Spelling, plain
from bot.grammar.time_left import read_time_left
from core import planner

_BEFORE = (*SWITCHES, *BEFORE)
SPELLING = Spelling({word: word for way, _ in (*_BEFORE, *AFTER) for word in re.findall(r"[a-z]{5,}", way.pattern)})
LONGEST = 80
"""Characters of a recognised line; a longer text says something of its own."""


async def why_asked(turn: Turn) -> Reply | None:
    """Every "why" is answered by the plan before anything is made of the numbers and parts in it."""
    if turn.athlete is None or not isinstance(turn.event, Said) or not asks_why(turn.text) or flags.find(turn.text):
        return None
    here = replace(turn, prompt=None)
    return await why_not.listen(here) or await _answered(here, turn.text, AFTER) or await why.why(here)


async def not_mine(turn: Turn) -> Reply | None:
    """Before anything is made of what hurts somebody else, or hurt years ago: neither stops the plan."""
    if turn.athlete is None or not isinstance(turn.event, Said):
        return None
    if conditions.heart_in_family(turn.text):
        # It answers the question for an early death of the heart in the family (2.5).
        held = await settings.conditions_told(turn, ("family",))
        return replace(held, outs=(*say(turn, "typed.of_family").outs, *held.outs))
    if (gone := _for_their_sake(turn)) is not None:
        return gone
    if whose.of_another(turn.text):
        offered = tuple(Button(turn.words(f"button.{one}"), one) for one in ("move", "skip"))
        return say(turn, "typed.of_another", rows=(offered,) if waiting(turn) is not None else ())
    past = conditions.history(turn.text, turn.today)
    if past and {one.name for one in flags.find(turn.text)} <= HEALED and not _signs_asked(turn):
        return await settings.conditions_told(turn, past)
    if whose.long_over(turn.text) and not _signs_asked(turn):
        return say(turn, "typed.long_over_flag" if flags.find(turn.text) else "typed.long_over")
    return None


HEALED = frozenset(("bone_stress", "fracture", "pop"))
"""Signs that a health question asks the past for, and that are none of today then."""


def _signs_asked(turn: Turn) -> bool:
    """ "I had a stress fracture there" answers one of the signs that were asked for just now."""
    return any(one.kind == "signs" and turn.now - one.opened < timedelta(hours=1) for one in turn.prompts)


_CAUSE = re.compile(r"[,;.]| because | as (?!the )| since | cos | so | and ")


def _for_their_sake(turn: Turn) -> Reply | None:
    """ "The kids are ill, so no training this week": the plan rests as long as was said."""
    clauses = _CAUSE.split(turn.text)
    own = [one for one in clauses if not whose.of_kin(one)]
    if len(own) == len(clauses):
        return None
    said = (away.read(one, turn.today) for one in own)
    leaving_now = next((one for one in said if isinstance(one, away.Leaving) and one.timed), None)
    return None if leaving_now is None else leaving.leave(turn, replace(leaving_now, why="life"))


async def interrupt(turn: Turn) -> Reply | None:
    """Before any question that is open, which would take it for something else."""
    if turn.athlete is None or not isinstance(turn.event, Said) or flags.find(turn.text):
        return None
    waits = (
        turn.athlete.screen_yes
        and not turn.standing.flags
        and planner.uncleared(turn.athlete, turn.standing, turn.today)
    )
    if waits and flags.clearance(turn.text):
        return await settings.agreement_told(turn)
    if (
        flags.clearance(turn.text)
        and not (waits or turn.standing.flags)
        and not any(one.isdigit() for one in turn.text)
    ):
        return say(turn, "typed.nothing_to_clear")
    if len(turn.text) <= LONGEST and conditions.read(turn.text):
        held = await settings.conditions_told(turn, conditions.read(turn.text))
        # What hurts beside it is not lost.
        rest = conditions.beside(turn.text)
        body = await answering.listen(replace(turn, text=rest, event=replace(turn.event, text=rest))) if rest else None
        if body is None:
            return held
        return replace(held, outs=(*held.outs, *body.outs), entries=(*held.entries, *body.entries), close=body.close)
    return await _answered(turn, turn.text, _BEFORE) or await _beside_a_part(turn, turn.event)


async def _beside_a_part(turn: Turn, event: Said) -> Reply | None:
    """ "Knee hurts 4, send it at 8": the body first, and what is wanted besides below it."""
    head, mark, tail = turn.text.replace(";", ",").rpartition(",")
    if not mark or not parts(head) or parts(tail) or not heard.of_a_part(heard.read(turn)):
        return None
    wanted = await _answered(replace(turn, text=tail), tail, _BEFORE)
    if wanted is None or wanted.entries or wanted.athlete is not None:
        return None
    body = await answering.listen(replace(turn, text=head, event=replace(event, text=head)))
    return None if body is None else replace(body, outs=(*body.outs, *wanted.outs))


async def listen(turn: Turn) -> Reply | None:
    if turn.athlete is None:
        return None
    if turn.text.strip() and not any(one.isalnum() for one in turn.text):
        return say(turn, "typed.signs")
    spare = read_time_left(turn.text)
    if spare is not None:
        return await short(turn, spare)
    return await _answered(turn, turn.text, AFTER) or explained.exercise(turn, _said(turn.text))


async def in_part(turn: Turn) -> Reply | None:
    """What nobody understood as a whole: the first of its clauses that is known, best one that is no small talk."""
    clauses = [one for one in _CLAUSES.split(turn.text) if one.strip()]
    if turn.athlete is None or not 1 < len(clauses) <= MOST or flags.find(turn.text):
        return None
    if (spare := next(filter(None, map(read_time_left, clauses)), None)) is not None:
        questions = [one for one in clauses if read_time_left(one) is None and asks(f"{one}?")]
        return await _explained_too(turn, await short(turn, spare), questions)
    for table in (_BEFORE, AFTER):
        for clause in clauses:
            reply = await _answered(turn, clause, table)
            if reply is not None:
                questions = [one for one in clauses if one is not clause and asks(f"{one}?")]
                return await _explained_too(turn, reply, questions)
    asked = next((one for clause in clauses if (one := explained.exercise(turn, _said(clause))) is not None), None)
    if asked is not None:
        return asked
    return await _of_runs(turn, turn.event, clauses) if isinstance(turn.event, Said) else None


async def _explained_too(turn: Turn, reply: Reply, questions: Sequence[str]) -> Reply:
    """ "What does technique mean? I'm tired": the words that a question asks for stand above the other answer."""
    for one in questions:
        told = await _answered(turn, one, AFTER) or explained.exercise(turn, _said(one))
        if told is not None and not told.entries and all(out.ask is None and not out.card for out in told.outs):
            return replace(reply, outs=(*told.outs, *reply.outs))
    return reply


async def _of_runs(turn: Turn, event: Said, clauses: Sequence[str]) -> Reply | None:
    """What the clauses say of runs, one after the other: "Monday's run I didn't do, did 4mi Tuesday instead"."""
    told: Reply | None = None
    for clause in clauses:
        reply = await runs.interrupt(replace(turn, text=clause, event=replace(event, text=clause)))
        if reply is None:
            continue
        turn = then(turn, reply.entries)
        before = told or Reply()
        told = replace(reply, outs=(*before.outs, *reply.outs), entries=(*before.entries, *reply.entries))
    return told


_CLAUSES = re.compile(r"\s*(?:[,;!?.\n]+(?=\s|$)|\s[-–—]+\s|\bbut\b|\bso\b)\s*", re.IGNORECASE)
MOST = 4
"""Clauses of a line; what has more is a story."""


def _said(text: str) -> str:
    return plain(text).rstrip("?").strip()


async def _answered(turn: Turn, text: str, table: Sequence[Row]) -> Reply | None:
    said = _said(text)
    for words in _ways(said) if len(said) <= LONGEST else ():
        for pattern, answer in table:
            match = pattern.fullmatch(words)
            reply = await answer(turn, match) if match is not None else None
            if reply is not None:
                return reply
    return None


def _ways(said: str) -> Iterable[str]:
    """As it was typed, without what is only said around it, and with the slips put right."""
    return dict.fromkeys((said, bare(said), bare(SPELLING.all_right(said))))


NOT_MINE = Dialogue(name="not mine", interrupts=(not_mine,))
WHY = Dialogue(name="why asked", interrupts=(why_asked,))
DIALOGUE = Dialogue(name="typed", listens=(listen,), interrupts=(interrupt,))
IN_PART = Dialogue(name="typed in part", listens=(in_part,))
