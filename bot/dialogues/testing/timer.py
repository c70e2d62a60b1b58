"""The timer is a message that is edited in place; what it measured or only guesses becomes a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.dialogue import Later, Out, Reply, Turn
from bot.dialogues.shared.common import toast, topic_prompt
from bot.dialogues.testing.cards import CARD, READY_S, data_of, elapsed, shown, step
from bot.dialogues.testing.flow import Data, from_the_start, kept_with
from bot.dialogues.testing.results import recorded
from bot.schedule.planning import ASKED

OFTEN_S, SELDOM_S, OFTEN_UNTIL_S = 5, 10, 60
"""The timer's edits: every 5 s in the first minute, then every 10, well inside what the platforms allow."""


async def run(turn: Turn) -> Reply:
    """The clock starts in a few seconds, so that there is time to get into position."""
    data = data_of(turn)
    if data is None or turn.prompt is None:
        return toast(turn, "engine.stale")
    data |= {"phase": "run", "began": (turn.now + timedelta(seconds=READY_S)).isoformat()}
    later = _tick(data, turn.now + timedelta(seconds=READY_S))
    return Reply(
        outs=(Out(shown(turn, data), keep=turn.prompt.id, card=CARD),), update={turn.prompt.id: data}, later=(later,)
    )


def _tick(data: Mapping[str, Any], at: datetime) -> Later:
    about = {"began": data["began"], ASKED: True}
    # One row for each edit: the one that is being sent still holds its own key.
    return Later("testtick", at, at + timedelta(seconds=SELDOM_S), about, key=f"testtick:{at.isoformat()}")


async def tick(turn: Turn) -> Reply:
    """One edit of the running timer; at the longest that counts it ends by itself."""
    prompt = topic_prompt(turn, "test")
    turn = replace(turn, prompt=prompt)
    data = data_of(turn)
    if prompt is None or data is None or data["phase"] != "run" or data.get("began") != turn.data.get("began"):
        return Reply()
    gone = elapsed(data, turn.now)
    if gone >= _longest(data):
        # It may have run on by itself: what was reached is asked, never taken for granted.
        return _counting(turn, data)
    pause = OFTEN_S if gone < OFTEN_UNTIL_S else SELDOM_S
    begun = datetime.fromisoformat(data["began"])
    following = begun + timedelta(seconds=min((gone // pause + 1) * pause, _longest(data)))
    return Reply(outs=(Out(shown(turn, data), keep=prompt.id, card=CARD),), later=(_tick(data, following),))


def _longest(data: Mapping[str, Any]) -> int:
    test, _ = step(data)
    return int(test.high) if test.pace is None else int(test.high * sum(test.pace))


async def done(turn: Turn) -> Reply:
    """Stop: a hold is measured by the clock, repetitions are asked for."""
    data = data_of(turn)
    if data is None or data["phase"] != "run":
        return toast(turn, "engine.stale")
    test, side = step(data)
    if elapsed(data, turn.now) < 1:
        return kept_with(turn, from_the_start(data))
    if not test.hold:
        return _counting(turn, data)
    return recorded(turn, data, {side.value: float(_held(turn, data))}, None)


def _held(turn: Turn, data: Mapping[str, Any]) -> int:
    test, _ = step(data)
    return max(0, min(elapsed(data, turn.now), int(test.high)))


def _counting(turn: Turn, data: Data) -> Reply:
    test, _ = step(data)
    guess = None
    if data.get("began"):
        guess = min(int(test.high), max(0, elapsed(data, turn.now)) // (sum(test.pace) if test.pace else 1))
    return kept_with(turn, data | {"phase": "count", "guess": guess, "asked": turn.now.isoformat()})


async def count(turn: Turn) -> Reply:
    """Done without the timer: the result is typed or tapped."""
    data = data_of(turn)
    if data is None:
        return toast(turn, "engine.stale")
    return kept_with(turn, data | {"phase": "count", "guess": None, "asked": turn.now.isoformat()})
