"""A result that was tapped or typed, and a pain that ends a test (rulebook 7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from adapters.messages import Button, Card, Style, line
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.shared import stated
from bot.dialogues.shared.common import toast
from bot.dialogues.testing.cards import data_of, elapsed, name, step, value
from bot.dialogues.testing.flow import Data, from_the_start, kept_with, moved_on, next_test, pause, skip
from bot.grammar.measures import Measured, read_measure
from bot.grammar.text import listed, plain
from core import assessment, diary
from core.assessment import Test, battery
from core.body import Side
from core.diary import Entry

TEXT_WITHIN = timedelta(minutes=30)
"""A number that is typed later than this after the question belongs to something else."""

MUCH_MORE = 5
"""So many times what was asked for is a slip of the thumb."""

_WORST = 10
"""Of a pain."""


async def chosen(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or not turn.option.isdigit():
        return toast(turn, "engine.stale")
    return _checked(turn, data, {data["side"]: float(turn.option)}, None)


async def mark(turn: Turn) -> Reply:
    """A yes of a movement check, on or off."""
    data = data_of(turn)
    if data is None:
        return toast(turn, "engine.stale")
    which, wanted = turn.option[:-1], turn.option[-1:]
    test, _ = step(data)
    if which not in test.questions or wanted not in "+-":
        return toast(turn, "engine.unknown_button")
    kept = [one for one in data.get("marks", ()) if one != which]
    return kept_with(turn, data | {"marks": [*kept, which] if wanted == "+" else kept})


async def marked(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or not step(data)[0].questions:
        return toast(turn, "engine.stale")
    marks = tuple(data.get("marks", ()))
    return recorded(turn, data, {data["side"]: float(len(marks))}, None, note=" ".join(marks))


async def hurts(turn: Turn) -> Reply:
    """It hurts: the clock stops, and the number decides."""
    data = data_of(turn)
    if data is None:
        return toast(turn, "engine.stale")
    if data["phase"] == "run":
        test, _ = step(data)
        gone = max(0, elapsed(data, turn.now))
        data["reached"] = min(gone, int(test.high)) if test.pace is None else gone // sum(test.pace)
    return kept_with(turn, data | {"phase": "hurt"})


async def hurt_score(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or not turn.option.isdigit() or not 1 <= int(turn.option) <= 10:
        return toast(turn, "engine.stale")
    return _hurt(turn, data, {}, float(turn.option))


def _how_much(turn: Turn, data: Data, pain: float) -> Reply:
    """A bare number where it was asked how much it hurt: it counts no repetitions. At 0 the test goes on."""
    if pain > _WORST:
        return kept_with(turn, data, fresh=True)
    return _hurt(turn, data, {}, pain)


def _hurt(turn: Turn, data: Data, values: dict[str, float], pain: float) -> Reply:
    """Below the ceiling the test goes on with its pain noted; at it the test is over, other leg included."""
    if pain < battery().pain_stop:
        if values:
            return recorded(turn, data, values, pain)
        return kept_with(turn, data | {"phase": "ask", "pain": pain}, [turn.words("test.hurt.low", pain=f"{pain:g}")])
    reached = data.get("reached")
    values = values or ({data["side"]: float(reached)} if reached is not None else {})
    entries = _entries(turn, data, values, pain)
    reply = moved_on(turn, next_test(data), entries, [turn.words("test.hurt.high", pain=f"{pain:g}")])
    words = turn.words
    where = Card(
        words("test.hurt.title"), (line(words("test.hurt.where")),),
        rows=((Button(words("test.hurt.say"), "hurts.", Style.PRIMARY),),),
    )  # fmt: skip
    return replace(reply, outs=(*reply.outs, Out(where)))


async def typed(turn: Turn) -> Reply | None:
    """ "left 18 right 27", "9.5 cm", "stopped, it hurt 4": understood while the question is fresh."""
    data = data_of(turn)
    if data is None or turn.now - datetime.fromisoformat(data["asked"]) > TEXT_WITHIN:
        return None
    said = read_measure(turn.text)
    if data["phase"] == "hurt" and said is not None and said.of("") is not None and said.pain is None:
        return _how_much(turn, data, said.of("") or 0.0)
    if said is None or not (said.hurt or said.pain or said.skip or said.stopped):
        seen = await _seen(turn, data)
        if seen is not None:
            return seen
    if said is None:
        return None
    if said.pain is None and said.hurt:
        return kept_with(turn, data | {"phase": "hurt"}, fresh=True)
    values = _by_side(data, said)
    if said.pain:
        return _hurt(turn, data, values, said.pain)
    if said.skip:
        return await skip(turn)
    if said.stopped and not values:
        return await pause(turn)
    if not values:
        return None
    return _checked(turn, data, values, said.pain)


_FELT = re.compile(r"\d|hurt|pain|sore|ach")
"""Of what is felt, not of what is seen."""


async def _seen(turn: Turn, data: Data) -> Reply | None:
    """ "Knees go in a bit" ticks what it names; "all good" ends the look with nothing ticked."""
    test, _ = step(data)
    told = plain(turn.text)
    if not test.questions or _FELT.search(told):
        return None
    if stated.nothing(told, "hurts"):
        return await marked(replace(turn, prompt=turn.prompt and replace(turn.prompt, data=data | {"marks": []})))
    words = frozenset(told.split())
    named = [one for one in test.questions if words & listed(turn.words(f"test.{test.id}.{one}.said"))]
    if not named:
        return None
    marks = (*data.get("marks", ()), *named)
    return kept_with(turn, data | {"marks": [one for one in test.questions if one in marks]}, fresh=True)


def _by_side(data: Mapping[str, Any], said: Measured) -> dict[str, float]:
    """Values by the sides that the test has: a bare number is for the leg that is due."""
    test, side = step(data)
    values = dict(said.values)
    if not test.sided:
        first = next(iter(values.values()), None)
        return {} if first is None else {Side.both.value: first}
    if "" in values:
        return {side.value: values[""]}
    if Side.both.value in values:
        return dict.fromkeys((Side.left.value, Side.right.value), values[Side.both.value])
    return values


def _checked(turn: Turn, data: Data, values: dict[str, float], pain: float | None) -> Reply:
    test, _ = step(data)
    # More than was asked for passes.
    if (test.entry or test.hold) and test.green == test.high:
        values = {side: min(one, test.high) if one <= MUCH_MORE * test.high else one for side, one in values.items()}
    wrong = next((one for one in values.values() if not test.low <= one <= test.high), None)
    if wrong is not None:
        figures = {
            "value": f"{wrong:g}" if test.questions else value(turn.words, test, wrong),
            "low": f"{test.low:g}",
            "high": f"{test.high:g}" if test.questions else value(turn.words, test, test.high),
        }
        return kept_with(turn, data | {"phase": "ask"}, [turn.words("test.out_of_range", **figures)], fresh=True)
    return recorded(turn, data, values, pain)


def _entries(
    turn: Turn, data: Mapping[str, Any], values: Mapping[str, float], pain: float | None, note: str = ""
) -> tuple[Entry, ...]:
    test, _ = step(data)
    early = test.maximal and assessment.submaximal(turn.standing, turn.today)
    felt = pain if pain is not None else data.get("pain")
    return tuple(
        diary.Tested(
            at=turn.now, day=turn.today, test=test.id, side=Side(side), value=one, note=note, pain=felt,
            submaximal=early or (felt or 0) >= battery().pain_stop,
        )
        for side, one in values.items()
    )  # fmt: skip


def recorded(turn: Turn, data: Data, values: dict[str, float], pain: float | None, note: str = "") -> Reply:
    """Writes the results of the step that is open, by side, and goes on to what is still missing."""
    test, side = step(data)
    entries = _entries(turn, data, values, pain, note)
    words = turn.words
    said = [_side_value(turn, test, side_, amount) for side_, amount in values.items()]
    noted = [words("test.noted", name=name(words, test), value=", ".join(said))]
    given = {*data.get("given", [one.value for one in test.sides[: test.sides.index(side)]]), *values}
    missing = [one for one in test.sides if one.value not in given]
    if missing:
        # The one that was asked about, where the answer spoke of the other.
        due = side if side in missing else missing[0]
        return moved_on(turn, from_the_start(data) | {"side": due.value, "given": sorted(given)}, entries, noted)
    return moved_on(turn, next_test(data), entries, noted)


def _side_value(turn: Turn, test: Test, side: str, amount: float) -> str:
    told = value(turn.words, test, amount)
    return turn.words("test.side_value", side=turn.words(f"side.{side}"), value=told) if test.sided else told
