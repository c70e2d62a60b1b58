"""`/test`: the baseline tests, one and one leg at a time, with a timer that is a message edited in place (rulebook 7).

Every result is kept at once, so whoever stops here or comes back tomorrow has lost nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from adapters.messages import BLANK, Button, Card, Style, line
from bot.dialogue import Dialogue, Later, Out, Reply, Turn
from bot.dialogues import day
from bot.dialogues.common import athlete_of, effect_between, say, then, toast, topic_prompt, undo_button
from bot.dialogues.testing.cards import (
    CARD,
    READY_S,
    ask,
    bones,
    data_of,
    elapsed,
    elastic_lines,
    name,
    overview,
    shown,
    step,
    summary,
    value,
)
from bot.grammar.measures import Measured, read_measure
from bot.schedule.planning import ASKED
from core import assessment, diary
from core.assessment import Test, battery
from core.body import Side
from core.diary import Entry
from core.standing import Standing

TEXT_WITHIN = timedelta(minutes=30)
"""A number that is typed later than this after the question belongs to something else."""

OFTEN_S, SELDOM_S, OFTEN_UNTIL_S = 5, 10, 60
"""The timer's edits: every 5 s in the first minute, then every 10, well inside what the platforms allow."""

Data = dict[str, Any]


# --- in and out --------------------------------------------------------------------------------------------------


async def test(turn: Turn) -> Reply:
    """`/test`: goes on where it stopped, or says what the tests are for."""
    prompt = topic_prompt(turn, "test")
    if prompt is not None:
        inside = replace(turn, prompt=prompt)
        data = data_of(inside)
        if data is not None:
            data |= {"phase": "ask", "asked": turn.now.isoformat()}
            card = shown(turn, data, [turn.words("test.resumed")], fresh=True)
            return Reply(outs=(Out(card, keep=prompt.id, card=CARD, fresh=True),), update={prompt.id: data})
    return Reply(outs=(overview(turn),))


test.__test__ = False  # type: ignore[attr-defined]


async def go(turn: Turn) -> Reply:
    """A pack is begun: whatever of it this runner may do today."""
    pack = turn.option or "short"
    if pack not in assessment.PACKS:
        return toast(turn, "engine.unknown_button")
    queue = [one.id for one in assessment.pack(athlete_of(turn), turn.standing, pack, turn.today)]
    if not queue:
        return Reply(outs=(overview(turn),))
    if pack == "hop":
        return Reply(outs=(bones(turn),))
    return _begun(turn, queue)


async def bones_said(turn: Turn) -> Reply:
    """No hop is asked for while a bone is in question (2.4)."""
    if turn.option == "no":
        queue = [one.id for one in assessment.pack(athlete_of(turn), turn.standing, "hop", turn.today)]
        return _begun(turn, queue) if queue else Reply(outs=(overview(turn),))
    words = turn.words
    rows = ((Button(words("test.hurt.say"), "hurts.", Style.PRIMARY),),)
    return Reply(outs=(Out(Card(words("test.bones.title"), (line(words("test.bones.yes")),), rows=rows), card=CARD),))


def _begun(turn: Turn, queue: list[str]) -> Reply:
    first = battery()[queue[0]]
    data: Data = {
        "queue": queue, "at": 0, "side": first.sides[0].value, "phase": "ask", "asked": turn.now.isoformat(),
    }  # fmt: skip
    return Reply(outs=(Out(shown(turn, data, fresh=True), ask=ask(data), card=CARD, fresh=True),))


async def pause(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or turn.prompt is None:
        return toast(turn, "engine.stale")
    data["phase"] = "ask"
    words = turn.words
    card = Card(words("test.title"), (line(words("test.paused")),), rows=((Button(words("test.go_on"), "testgoon"),),))
    return Reply(outs=(Out(card, keep=turn.prompt.id, card=CARD),), update={turn.prompt.id: data})


async def go_on(turn: Turn) -> Reply:
    return await test(turn)


async def skip(turn: Turn) -> Reply:
    data = data_of(turn)
    return (
        toast(turn, "engine.stale")
        if data is None
        else _moved(turn, _next_test(data), (), [turn.words("test.skipped")])
    )


# --- the timer ---------------------------------------------------------------------------------------------------


async def run(turn: Turn) -> Reply:
    """The clock starts in a few seconds, so that there is time to get into position."""
    data = data_of(turn)
    if data is None or turn.prompt is None:
        return toast(turn, "engine.stale")
    data |= {"phase": "run", "began": (turn.now + timedelta(seconds=READY_S)).isoformat()}
    later = _tick(turn, data, turn.now + timedelta(seconds=READY_S))
    return Reply(
        outs=(Out(shown(turn, data), keep=turn.prompt.id, card=CARD),), update={turn.prompt.id: data}, later=(later,)
    )


def _tick(turn: Turn, data: Mapping[str, Any], at: datetime) -> Later:
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
    return Reply(outs=(Out(shown(turn, data), keep=prompt.id, card=CARD),), later=(_tick(turn, data, following),))


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
        return _kept(turn, _fresh(data))
    if not test.hold:
        return _counting(turn, data)
    return _recorded(turn, data, {side.value: float(_held(turn, data))}, None)


def _held(turn: Turn, data: Mapping[str, Any]) -> int:
    test, _ = step(data)
    return max(0, min(elapsed(data, turn.now), int(test.high)))


def _counting(turn: Turn, data: Data) -> Reply:
    test, _ = step(data)
    guess = None
    if data.get("began"):
        guess = min(int(test.high), max(0, elapsed(data, turn.now)) // (sum(test.pace) if test.pace else 1))
    return _kept(turn, data | {"phase": "count", "guess": guess, "asked": turn.now.isoformat()})


async def count(turn: Turn) -> Reply:
    """Done without the timer: the result is typed or tapped."""
    data = data_of(turn)
    if data is None:
        return toast(turn, "engine.stale")
    return _kept(turn, data | {"phase": "count", "guess": None, "asked": turn.now.isoformat()})


# --- results -----------------------------------------------------------------------------------------------------


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
    return _kept(turn, data | {"marks": [*kept, which] if wanted == "+" else kept})


async def marked(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or not step(data)[0].questions:
        return toast(turn, "engine.stale")
    marks = tuple(data.get("marks", ()))
    return _recorded(turn, data, {data["side"]: float(len(marks))}, None, note=" ".join(marks))


async def hurts(turn: Turn) -> Reply:
    """It hurts: the clock stops, and the number decides."""
    data = data_of(turn)
    if data is None:
        return toast(turn, "engine.stale")
    if data["phase"] == "run":
        test, _ = step(data)
        gone = max(0, elapsed(data, turn.now))
        data["reached"] = min(gone, int(test.high)) if test.pace is None else gone // sum(test.pace)
    return _kept(turn, data | {"phase": "hurt"})


async def hurt_score(turn: Turn) -> Reply:
    data = data_of(turn)
    if data is None or not turn.option.isdigit() or not 1 <= int(turn.option) <= 10:
        return toast(turn, "engine.stale")
    return _hurt(turn, data, {}, float(turn.option))


def _hurt(turn: Turn, data: Data, values: dict[str, float], pain: float) -> Reply:
    """Below the ceiling the test goes on with its pain noted; at it the test is over, other leg included."""
    if pain < battery().pain_stop:
        if values:
            return _recorded(turn, data, values, pain)
        return _kept(turn, data | {"phase": "ask", "pain": pain}, [turn.words("test.hurt.low", pain=f"{pain:g}")])
    reached = data.get("reached")
    values = values or ({data["side"]: float(reached)} if reached is not None else {})
    entries = _entries(turn, data, values, pain)
    reply = _moved(turn, _next_test(data), entries, [turn.words("test.hurt.high", pain=f"{pain:g}")])
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
    if said is None:
        return None
    if said.pain is None and said.hurt:
        return _kept(turn, data | {"phase": "hurt"}, fresh=True)
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
    wrong = next((one for one in values.values() if not test.low <= one <= test.high), None)
    if wrong is not None:
        figures = {
            "value": value(turn.words, test, wrong),
            "low": f"{test.low:g}",
            "high": value(turn.words, test, test.high),
        }
        return _kept(turn, data | {"phase": "ask"}, [turn.words("test.out_of_range", **figures)], fresh=True)
    return _recorded(turn, data, values, pain)


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


def _recorded(
    turn: Turn, data: Data, values: dict[str, float], pain: float | None, notes: list[str] | None = None, note: str = ""
) -> Reply:
    test, side = step(data)
    entries = _entries(turn, data, values, pain, note)
    words = turn.words
    said = [_side_value(turn, test, side_, amount) for side_, amount in values.items()]
    noted = [*(notes or ()), words("test.noted", name=name(words, test), value=", ".join(said))]
    other = Side.right if side is Side.left else Side.left
    if test.sided and side is Side.left and other.value not in values:
        return _moved(turn, _fresh(data) | {"side": other.value}, entries, noted)
    return _moved(turn, _next_test(data), entries, noted)


def _side_value(turn: Turn, test: Test, side: str, amount: float) -> str:
    told = value(turn.words, test, amount)
    return turn.words("test.side_value", side=turn.words(f"side.{side}"), value=told) if test.sided else told


# --- going on ----------------------------------------------------------------------------------------------------


def _fresh(data: Mapping[str, Any]) -> Data:
    gone = ("began", "guess", "marks", "pain", "reached")
    return {key: one for key, one in data.items() if key not in gone} | {"phase": "ask"}


def _next_test(data: Mapping[str, Any]) -> Data:
    at = data["at"] + 1
    following = _fresh(data) | {"at": at}
    if at < len(data["queue"]):
        following["side"] = battery()[data["queue"][at]].sides[0].value
    return following


def _kept(turn: Turn, data: Data, notes: list[str] | None = None, *, fresh: bool = False) -> Reply:
    """The same step with what was just chosen."""
    if turn.prompt is None:
        return toast(turn, "engine.stale")
    out = Out(shown(turn, data, notes or ()), keep=turn.prompt.id, card=CARD, fresh=fresh)
    return Reply(outs=(out,), update={turn.prompt.id: data})


def _moved(turn: Turn, data: Data, entries: tuple[Entry, ...], notes: list[str]) -> Reply:
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


DIALOGUE = Dialogue(
    name="test",
    commands={"test": test},
    verbs={
        "test": test, "testgo": go, "testbones": bones_said, "testgoon": go_on, "testrun": run, "testdone": done,
        "testcount": count,
        "testvalue": chosen, "testmark": mark, "testmarked": marked, "testhurts": hurts, "testhurt": hurt_score,
        "testskip": skip, "testpause": pause,
    },
    texts={"test": typed},
    due={"testtick": tick},
)  # fmt: skip
