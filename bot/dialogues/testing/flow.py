"""From one leg and one test to the next, a pause, and what they all say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.messages import BLANK, Button, Card, line
from bot.dialogue import Out, Reply, Turn
from bot.dialogues.shared.common import athlete_of, effect_between, say, then, toast, undo_button
from bot.dialogues.testing.cards import CARD, data_of, elastic_lines, shown, summary
from bot.dialogues.today import day
from core import assessment, diary
from core.assessment import battery
from core.body import Side
from core.diary import Entry
from core.standing import Standing

Data = dict[str, Any]


def from_the_start(data: Mapping[str, Any]) -> Data:
    """The same leg from its start."""
    gone = ("began", "guess", "marks", "pain", "reached")
    return {key: one for key, one in data.items() if key not in gone} | {"phase": "ask"}


def next_test(data: Mapping[str, Any]) -> Data:
    """The next one of the pack; its number may lie behind the last."""
    at = data["at"] + 1
    following = from_the_start(data) | {"at": at}
    following.pop("given", None)
    if at < len(data["queue"]):
        following["side"] = battery()[data["queue"][at]].sides[0].value
    return following


def kept_with(turn: Turn, data: Data, notes: list[str] | None = None, *, fresh: bool = False) -> Reply:
    """The same step with what was just chosen."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    out = Out(shown(turn, data, notes or ()), keep=turn.prompt.id, card=CARD, fresh=fresh)
    return Reply(outs=(out,), update={turn.prompt.id: data})


def moved_on(turn: Turn, data: Data, entries: tuple[Entry, ...], notes: list[str]) -> Reply:
    """On to the next leg or test, or to what they all say together."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    if data["at"] >= len(data["queue"]):
        return _finished(turn, data, entries, notes)
    data["asked"] = turn.now.isoformat()
    after = then(turn, entries)
    # A new message for a new test: the runner put the phone down, and an edit above the fold would not be seen.
    fresh = data["side"] != Side.right.value
    out = Out(shown(after, data, notes), keep=turn.prompt.id, card=CARD, fresh=fresh)
    return Reply(outs=(out,), entries=entries, update={turn.prompt.id: data})


async def pause(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or turn.prompt is None:
        return toast(turn, "engine.stale")
    data["phase"] = "ask"
    words = turn.words
    card = Card(words("test.title"), (line(words("test.paused")),), rows=((Button(words("test.go_on"), "testgoon"),),))
    return Reply(outs=(Out(card, keep=turn.prompt.id, card=CARD),), update={turn.prompt.id: data})


async def skip(turn: Turn) -> Reply:
    data = data_of(turn)
    return (
        toast(turn, "engine.stale")
        if data is None
        else moved_on(turn, next_test(data), (), [turn.words("test.skipped")])
    )


def _finished(turn: Turn, data: Mapping[str, Any], entries: tuple[Entry, ...], notes: list[str]) -> Reply:
    """Grades, the weak links, and what the plan makes of them."""
    words = turn.words
    after = then(turn, entries)
    close = (turn.prompt.id,) if turn.prompt is not None else ()
    mine = [one for one in after.recent if isinstance(one, diary.Tested) and one.test in data["queue"]]
    todays = [one for one in mine if one.day == turn.today]
    if not todays:
        return replace(say(turn, "test.nothing"), close=close)
    found = assessment.assess(athlete_of(turn), after.standing, turn.today)
    before = replace(after.standing, results=_without(after.standing, data["queue"], turn))
    lines = [*(line(one) for one in notes), *([BLANK] if notes else []), *summary(after, found)]
    changed = effect_between(after, before, after.standing)
    if changed:
        lines += [BLANK, line(words("test.effect")), *changed]
    if "balance" in data["queue"] or "hop_screen" in data["queue"]:
        lines += [BLANK, *elastic_lines(after)]
    rows = ((Button(words("test.progress"), "progress"), undo_button(turn, _first(todays), todays[-1].n)),)
    card = Card(words("test.finished"), tuple(lines), rows=rows, footer=words("test.footer"))
    again, sent = day.again(after)
    return Reply(outs=(Out(card, card=CARD, fresh=True), *again), entries=(*entries, *sent), close=close)


def _without(standing: Standing, queue: list[str], turn: Turn) -> tuple[Any, ...]:
    return tuple(one for one in standing.results if not (one.test in queue and one.day == turn.today))


def _first(todays: list[diary.Tested]) -> int:
    """The first of the unbroken run of results that ends with the last one."""
    first = todays[-1].n
    for one in reversed(todays):
        if one.n < first - 1:
            break
        first = one.n
    return first
