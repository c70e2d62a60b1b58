"""`/admin`: how the coach does, for operators. Counts only: no names, nothing about anybody's body."""

from __future__ import annotations

from datetime import UTC, datetime, time

from adapters.messages import Card, Line, line
from bot import due
from bot.dialogue import Dialogue, Out, Reply, Turn
from bot.logs import TALLY
from bot.storage.leases import Sign
from bot.storage.overview import Overview
from bot.version import number
from bot.words import Words

SHOWN = 3
"""So many kinds of errors are named; the log has the rest."""


async def admin(turn: Turn) -> Reply:
    if turn.overview is None:
        raise ValueError("the engine hands operators' commands to operators only")
    return Reply(
        outs=(
            Out(
                Card(turn.words("admin.title"), tuple(lines(turn.words, await turn.overview(_morning(turn))))),
            ),
        )
    )


def _morning(turn: Turn) -> datetime:
    """When today began where the operator lives; in UTC for one who is no runner."""
    if turn.athlete is None:
        return turn.now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return due.at_local(turn.athlete.zone, turn.today, time(0))


def lines(words: Words, found: Overview) -> list[Line]:
    state, mornings, errors = found.state, found.mornings, TALLY.errors
    waiting = sum(state.waiting.values())
    told = [
        *(words("admin.refused", platform=one.capitalize(), why=why) for one, why in state.refused.items()),
        *(words.plural("admin.stranded", n, platform=one.capitalize()) for one, n in state.stranded.items()),
        words("admin.runners", runners=found.runners, active=found.active),
        words(
            "admin.mornings", sent=mornings.sent, late=mornings.late, unsent=mornings.unsent, given_up=mornings.given_up
        ),
        words("admin.waiting", n=waiting, age=age(words, state.oldest_seconds)) if waiting else words("admin.nothing"),
        words("admin.errors", n=errors.total(), which=", ".join(f"{one} {n}" for one, n in errors.most_common(SHOWN)))
        if errors
        else words("admin.no_errors"),
        words("admin.no_tick") if state.since_tick is None else words("admin.tick", age=age(words, state.since_tick)),
        *([words("admin.signs", signs=", ".join(_sign(words, one) for one in found.signs))] if found.signs else []),
        words("admin.program", megabytes=f"{state.bytes / 1e6:.1f}", version=number()),
    ]
    return [line(one) for one in told]


def _sign(words: Words, one: Sign) -> str:
    """ "telegram 3 s": who serves what, or helps, was seen so long ago."""
    return words("admin.sign", name=one.name.rpartition(":")[2], age=age(words, one.seconds))


def age(words: Words, seconds: float) -> str:
    if seconds < 120:
        return words("admin.seconds", n=max(0, round(seconds)))
    if seconds < 7200:
        return words("admin.minutes", n=round(seconds / 60))
    return words("admin.hours", n=round(seconds / 3600))


DIALOGUE = Dialogue(name="admin", operators={"admin": admin})
