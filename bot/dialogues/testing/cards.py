"""What the tests look like: the way in, one test and one leg at a time, the running timer, and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from adapters.messages import BLANK, Button, Card, Line, Rows, Style, line, quiet, strong
from bot import phrases
from bot.dialogue import Ask, Out, Turn
from bot.dialogues.shared.common import athlete_of, in_rows, toggle
from bot.words import Words
from core import assessment, levels, planner
from core.assessment import Assessment, Change, Grade, Graded, Test, Unit, Weak, battery
from core.body import Side
from core.ladder import foothold

CARD = "test"
READY_S = 8
"""Seconds between the tap and the start: time to get into position."""

PHASES = ("ask", "run", "count", "hurt")


def data_of(turn: Turn) -> dict[str, Any] | None:
    """Where the open test stands; None for a prompt of another shape."""
    data = dict(turn.prompt.data) if turn.prompt is not None and turn.prompt.kind == "test" else {}
    if not data.get("queue") or data.get("phase") not in PHASES:
        return None
    return data if all(one in battery().by_id for one in data["queue"]) else None


def step(data: Mapping[str, Any]) -> tuple[Test, Side]:
    return battery()[data["queue"][data["at"]]], Side(data["side"])


def ask(data: Mapping[str, Any]) -> Ask:
    return Ask("test", data, text=True, topic="test", lasts=timedelta(days=7))


# --- values in words ---------------------------------------------------------------------------------------------


def name(words: Words, test: Test | str) -> str:
    return words(f"test.{test if isinstance(test, str) else test.id}.name")


value = phrases.measure


def sides(words: Words, graded: Graded) -> str:
    """ "left 18, right 27", or the one value."""
    test, reading = graded.test, graded.reading
    if not test.sided:
        return value(words, test, reading.worst.value)
    told = [(side, reading.value(side)) for side in Side.both.each()]
    parts = [
        words("test.side_value", side=words(f"side.{side.value}"), value=value(words, test, one))
        for side, one in told
        if one is not None
    ]
    return ", ".join(parts)


def dot(words: Words, grade: Grade, plain: bool) -> str:
    return words(f"test.grade.{grade.name.lower()}{'.plain' if plain else ''}")


# --- the way in --------------------------------------------------------------------------------------------------


def overview(turn: Turn) -> Out:
    """What the tests are for, what they say so far, and which can be done today."""
    words, athlete, standing = turn.words, athlete_of(turn), turn.standing
    found = assessment.assess(athlete, standing, turn.today)
    lines: list[Line] = []
    if not found.graded:
        lines += [line(one) for one in words("test.offer").split("\n")]
    else:
        lines += summary(turn, found)
        due = assessment.due(standing, turn.today)
        if due is not None:
            lines += [BLANK, line(words(f"test.due.{due.value}"))]
    lines += _left_out(turn)
    return Out(Card(words("test.title"), tuple(lines), rows=_ways_in(turn)), card=CARD, fresh=True)


def _ways_in(turn: Turn) -> Rows:
    athlete, standing, words = athlete_of(turn), turn.standing, turn.words
    rows: list[tuple[Button, ...]] = []
    for pack in assessment.PACKS:
        tests = assessment.pack(athlete, standing, pack, turn.today)
        if not tests or (pack == "landing" and (standing.marks or levels.entered(standing, turn.today))):
            continue
        if pack == "hop" and levels.current(athlete, standing, turn.today).level < 1:
            continue
        label = words(f"test.pack.{pack}", minutes=sum(one.minutes for one in tests))
        rows.append((Button(label, f"testgo.{pack}", Style.PRIMARY if pack == "short" else Style.PLAIN),))
    if standing.results:
        rows.append((Button(words("test.progress"), "progress"),))
    return tuple(rows)


def _left_out(turn: Turn) -> list[Line]:
    """Why some of it waits: the day, or what the runner told."""
    words, athlete, standing = turn.words, athlete_of(turn), turn.standing
    unsuited = assessment.unsuited(athlete, standing, turn.today)
    day = planner.test_day(athlete, standing, turn.today) if unsuited is not None else None
    why = {
        found.code
        for one in battery().packs["full"]
        if (found := assessment.refusal(athlete, standing, battery()[one], turn.today)) is not None
    }
    why.discard("test_kit")
    told = [line(words("test.waits", why=words(f"reason.{one}"))) for one in sorted(why)]
    if unsuited is not None and day is not None:
        told.insert(0, line(words(f"reason.{unsuited.code}", day=phrases.near_day(words, day, turn.today))))
    elif unsuited is not None and not told:
        told = [line(words("test.later"))]
    return [BLANK, *told] if told else []


def bones(turn: Turn) -> Out:
    """What has to be a no before anybody hops."""
    words = turn.words
    lines = [line(one) for one in words("test.bones").split("\n")]
    rows = (
        (
            Button(words("test.bones.no.button"), "testbones.no"),
            Button(words("test.bones.yes.button"), "testbones.yes"),
        ),
    )
    return Out(Card(words("test.bones.title"), tuple(lines), rows=rows), card=CARD, fresh=True)


# --- one test, one leg -------------------------------------------------------------------------------------------


def shown(turn: Turn, data: Mapping[str, Any], notes: Sequence[str] = (), *, fresh: bool = False) -> Card:
    """The card of the step that is due."""
    words = turn.words
    test, side = step(data)
    title = words("test.step", n=data["at"] + 1, of=len(data["queue"]), name=name(words, test))
    head = [line(strong(words(f"test.leg.{side.value}")))] if test.sided else []
    told = [*(line(one) for one in notes), *([BLANK] if notes else [])]
    if data["phase"] == "run":
        return _running(turn, data, title, head)
    if data["phase"] == "count":
        asked = "test.count.seconds" if test.unit is Unit.seconds else "test.count"
        return Card(title, (*head, line(words(asked))), rows=_numbers(test, data))
    if data["phase"] == "hurt":
        rows = in_rows([Button(str(one), f"testhurt.{one}") for one in range(1, 11)], 5)
        return Card(title, (*head, line(words("test.hurt.ask")), line(quiet(words("pain.scale")))), rows=rows)
    second = test.sided and side is Side.right
    lines = [*told, *head]
    if second and not fresh:
        lines.append(line(words("test.other_side", seconds=battery().side_rest_s)))
    else:
        lines += [line(one) for one in words(f"test.{test.id}.how").split("\n")]
    lines += [BLANK, line(words(f"test.{test.id}.counts"))]
    if test.maximal:
        stop = "test.stop.week1" if assessment.submaximal(turn.standing, turn.today) else "test.stop"
        lines.append(line(quiet(words(stop, pain=battery().pain_stop, reps=battery().short_of))))
    elif not test.questions and test.unit is not Unit.look:
        lines.append(line(quiet(words("test.stop.easy", pain=battery().pain_stop))))
    return Card(title, tuple(lines), rows=_answers(words, test, data))


def _answers(words: Words, test: Test, data: Mapping[str, Any]) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if test.questions:
        marks = set(data.get("marks", ()))
        for one in test.questions:
            rows.append((toggle(words(f"test.{test.id}.{one}"), f"testmark.{one}", one in marks),))
        rows.append((Button(words("test.marked"), "testmarked", Style.PRIMARY),))
    elif test.unit is Unit.look:
        rows.append(tuple(Button(words(f"test.look.{one}.button"), f"testvalue.{one}") for one in (2, 1, 0)))
    elif test.hold or test.pace is not None:
        label = "test.start_timer" if test.hold else "test.start_beat"
        rows.append((Button(words(label), "testrun", Style.PRIMARY), Button(words("test.typed"), "testcount")))
    else:
        rows += _numbers(test, data)
    last = [Button(words("test.skip"), "testskip"), Button(words("test.pause"), "testpause")]
    if test.unit is not Unit.look and not test.questions:
        last.insert(0, Button(words("test.hurts"), "testhurts"))
    return (*rows, tuple(last))


def _numbers(test: Test, data: Mapping[str, Any]) -> Rows:
    """Numbers near what is likely; any other can be typed."""
    guess = data.get("guess")
    middle = guess if isinstance(guess, int) else {"cm": 10, "seconds": 30}.get(test.unit.value, 15)
    pace = 5 if test.unit is Unit.seconds else 1
    first = max(int(test.low), middle // pace * pace - 4 * pace)
    if test.high <= 10:
        first = 1
    values = [one for one in range(first, first + 10 * pace, pace) if one <= test.high]
    return in_rows([Button(str(one), f"testvalue.{one}") for one in values], 5)


def _running(turn: Turn, data: Mapping[str, Any], title: str, head: list[Line]) -> Card:
    """The timer or the beat as it stands now."""
    words = turn.words
    test, _ = step(data)
    gone = elapsed(data, turn.now)
    if gone < 0:
        said = words("test.ready", seconds=-gone)
    elif test.pace is not None:
        said = words("test.beat", n=int(gone / sum(test.pace)) + 1, clock=clock(gone))
    else:
        said = words("test.hold", clock=clock(gone), most=clock(int(test.high)))
    pace = [line(quiet(words("test.pace", up=test.pace[0], down=test.pace[1])))] if test.pace else []
    rows = ((Button(words("test.done"), "testdone", Style.PRIMARY), Button(words("test.hurts"), "testhurts")),)
    return Card(title, (*head, line(strong(said)), *pace), rows=rows)


def elapsed(data: Mapping[str, Any], now: datetime) -> int:
    """Whole seconds since the start; below zero before it."""
    began = datetime.fromisoformat(data["began"])
    return int((now - began).total_seconds() // 1)


def clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


# --- what they say -----------------------------------------------------------------------------------------------


def summary(turn: Turn, found: Assessment) -> list[Line]:
    """Grades, the gap between the sides, and the two weak links."""
    words, plain = turn.words, athlete_of(turn).plain
    lines: list[Line] = []
    for one in found.graded:
        if one.test.entry:
            continue
        lines.append(line(f"{dot(words, one.grade, plain)} {name(words, one.test)}: {sides(words, one)}"))
        more = detail(turn, one)
        if more:
            lines.append(line(quiet(more)))
    weak = found.weak[: battery().weak_links]
    if weak:
        lines += [BLANK, line(strong(words("test.weak", links=", ".join(link(words, one) for one in weak))))]
    elif found.graded:
        lines += [BLANK, line(strong(words("test.weak.none")))]
    if any(one.gap_grade is Grade.RED and one.reading.pain >= battery().pain_stop for one in found.graded):
        lines.append(line(words("test.check")))
    return lines


def link(words: Words, weak: Weak) -> str:
    return words(f"link.{weak.link.value}")


def detail(turn: Turn, graded: Graded) -> str:
    """The gap, the norm as a rough guide, the change since last time: whatever is worth a line."""
    words, test = turn.words, graded.test
    parts: list[str] = []
    if graded.gap is not None and graded.gap_grade > Grade.GREEN:
        unit = "own" if test.gap_own else "percent"
        parts.append(
            words(
                f"test.gap.{unit}", gap=phrases.number(round(graded.gap, 1)), unit=words(f"test.unit.{test.unit.value}")
            )
        )
    if graded.norm is not None and graded.level > Grade.GREEN:
        parts.append(words("test.norm", norm=graded.norm))
    if graded.reading.submaximal:
        parts.append(words("test.submaximal"))
    changed = changes(turn, test)
    if changed:
        parts.append(changed)
    return " · ".join(parts)


def changes(turn: Turn, test: Test) -> str:
    """Better, worse or within the noise, by side, where there is something to hold it against."""
    words = turn.words
    told: list[str] = []
    for side in test.sides:
        course = assessment.course(turn.standing, test.id, side)
        found = assessment.change(test, [one.value for one in course])
        if found is Change.FIRST:
            continue
        before, now = course[-2], course[-1]
        text = words(
            f"test.change.{found.value}",
            before=value(words, test, before.value), now=value(words, test, now.value),
            day=phrases.date_text(words, before.day, turn.today),
        )  # fmt: skip
        told.append(words("test.side_value", side=words(f"side.{side.value}"), value=text) if test.sided else text)
    return ", ".join(told)


def elastic_lines(turn: Turn) -> list[Line]:
    """Where the runner stands on the ladder of elastic work, and what the next step waits for."""
    words, athlete = turn.words, athlete_of(turn)
    at = levels.current(athlete, turn.standing, turn.today)
    lines = [line(words("elastic.level", level=at.level))]
    flare = foothold(turn.standing.marks).flare
    if flare is not None and (turn.today - flare).days <= 8:
        lines.append(line(words("elastic.flare", day=phrases.date_text(words, free(flare)))))
        return lines
    lines += [line(quiet(one)) for one in phrases.reasons(words, levels.missing(athlete, turn.standing, turn.today))]
    return lines


def free(flare: date) -> date:
    return flare + timedelta(days=8)
