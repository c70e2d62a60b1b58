"""Another sport in the place of strength; of a day with a run besides it is asked which of them it stood in for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from adapters.messages import Button, line
from bot import phrases
from bot.dialogue import Ask, Reply, Turn
from bot.dialogues.runs import noted as noting
from bot.dialogues.shared.common import question, say
from bot.dialogues.today import skip
from bot.dialogues.week import moving
from bot.grammar.runs import Left
from core.athlete import RunKind
from core.session import Status
from core.standing import Past

ASK = "instead"
STOOD_FOR = ("run", "strength", "both")


async def stood_for_strength(turn: Turn, left: Left) -> Reply | None:
    """None where it stood in for the run and for nothing else."""
    past = open_on(turn, left.on)
    if left.of == "strength":
        if past is not None:
            return skipped(turn, past)
        ahead = await moving.away_from(turn, left.on) if left.on > turn.today else None
        return ahead or say(turn, "runs.other_sport")
    if left.of or past is None or not past.kind.strength or left.on != turn.today:
        return None
    runs = noting.planned_on(turn, left.on).kind is not RunKind.REST
    return _which(turn, past) if runs else skipped(turn, past)


def open_on(turn: Turn, day: date) -> Past | None:
    """The session that was sent for a day and has no answer."""
    past = turn.standing.on(day)
    waits = past is not None and past.status is Status.SENT and not past.started and past.effort is None
    return past if waits else None


def skipped(turn: Turn, past: Past) -> Reply:
    left_out = skip.skip_session(turn, past.id, "choice")
    return replace(left_out, outs=(*left_out.outs, *say(turn, "runs.other_sport").outs)).below()


def _which(turn: Turn, past: Past) -> Reply:
    words = turn.words
    buttons = tuple(Button(words(f"instead.{one}"), f"stoodfor.{one}") for one in STOOD_FOR)
    lines = (line(words("instead.which", kind=phrases.kind(words, past.kind))),)
    ask = Ask(ASK, {"day": past.day.isoformat()}, topic=ASK, lasts=timedelta(days=1))
    out = question(words("instead.title"), lines, (buttons,), ask, card=ASK)
    return Reply(outs=(replace(out, fresh=True),))
