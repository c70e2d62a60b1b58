"""A runner's mornings: at their own time, once, and never a stale one."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.schedule.tick import tick
from bot.storage import Connection, people
from bot.storage.tables import outbox, person
from tests.bot.echo import ask
from tests.stages.console_stage import ConsoleStage, Seen

# The runner joined on Monday 23 November 2026 at 07:00 in Berlin. The echo dialogue rests on Mondays.


def shown(found: list[Seen]) -> list[tuple[str, str]]:
    return [(f"{one.at:%a %H:%M}", one.text.split("\n")[0]) for one in found]


async def rows(stage: ConsoleStage, kind: str) -> list[str]:
    asked = select(outbox.c.status).where(outbox.c.kind == kind).order_by(outbox.c.id)
    return [row.status for row in await ask(stage, asked)]


async def test_a_week_brings_each_morning_and_evening_in_order(joined: ConsoleStage) -> None:
    found = shown(await joined.clock("+3d"))
    assert found == [
        ("Tue 06:00", "Morning 2026-11-24"),
        ("Tue 19:00", "How was it?"),
        ("Wed 06:00", "Morning 2026-11-25"),
        ("Wed 19:00", "How was it?"),
        ("Thu 06:00", "Morning 2026-11-26"),
    ]


async def test_a_rest_day_sends_nothing(joined: ConsoleStage) -> None:
    await joined.clock("+6d")
    monday = await joined.clock("+36h")
    assert shown(monday) == [("Sun 19:00", "How was it?")]
    assert (await rows(joined, "morning"))[-1] == "nothing"


async def test_a_rated_session_is_not_asked_about_in_the_evening(joined: ConsoleStage) -> None:
    await joined.clock("+24h")
    await joined.press("Done")
    assert await joined.clock("+20h") == []


async def test_the_mornings_question_is_answered_by_typing(joined: ConsoleStage) -> None:
    await joined.clock("+24h")
    await joined.say("7")
    assert joined.last().text == "Noted as number 2."


async def test_only_the_daily_prompts_make_a_sound(joined: ConsoleStage) -> None:
    await joined.clock("+24h")
    found = await ask(joined, select(outbox.c.kind, outbox.c.silent))
    assert {(row.kind, row.silent) for row in found} >= {("morning", False), ("reply", True)}


async def test_the_clocks_change_and_the_morning_stays_at_seven(joined: ConsoleStage) -> None:
    await joined.close()
    joined.moving.move(datetime(2027, 3, 27, 11, 0, tzinfo=UTC))
    await joined.open()
    found = await joined.clock("2027-03-28T12:00:00+02:00")
    assert found[-1].at == datetime(2027, 3, 28, 5, 0, tzinfo=UTC)


async def test_the_tick_twice_is_one_morning(joined: ConsoleStage) -> None:
    joined.moving.move(joined.moving.now() + timedelta(hours=24))
    store, clock = joined.house.store, joined.moving
    assert await tick(store, clock) == 1
    # As if the process had died between the two halves of the tick.
    back = person.update().values(next_due_at=clock.now(), next_due_on=clock.now().date())
    await store.write(lambda connection: connection.execute(back))
    await tick(store, clock)
    assert len(await rows(joined, "morning")) == 1


async def test_each_runner_has_a_place_of_their_own_in_the_window_and_the_same_every_day(joined: ConsoleStage) -> None:
    names = [f"runner{number}" for number in range(12)]
    for name in names:
        await joined.say("hi", as_=name)
        await joined.press("Berlin", as_=name)
    store, clock = joined.house.store, joined.moving
    for _ in range(2):
        clock.move(clock.now() + timedelta(hours=24))
        assert await tick(store, clock, 1800) == 13
    asked = select(outbox.c.person, outbox.c.due_at, outbox.c.not_after).where(outbox.c.kind == "morning")
    places: dict[int, list[int]] = defaultdict(list)
    for row in await ask(joined, asked.order_by(outbox.c.id)):
        seven = row.due_at.replace(hour=6, minute=0, second=0)
        places[row.person].append((row.due_at - seven).seconds)
        assert row.not_after - seven == timedelta(hours=5, seconds=places[row.person][-1])
    assert {number: [people.offset(number, 1800)] * 2 for number in places} == places
    assert len({first for first, _ in places.values()}) == 13
    assert max(first for first, _ in places.values()) - min(first for first, _ in places.values()) > 900


@pytest.mark.parametrize("harm", [{"zone": "Mars/Olympus"}, {"mornings": "25:00"}, {"next_due_on": None}])
async def test_a_runner_whose_morning_cannot_be_read_keeps_nobody_elses_back(
    joined: ConsoleStage, harm: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await joined.say("hi", as_="martian")
    await joined.press("Berlin", as_="martian")
    store = joined.house.store
    await store.write(lambda connection: connection.execute(person.update().where(person.c.id == 2).values(**harm)))
    assert "Morning 2026-11-24" in [one.text.split("\n")[0] for one in await joined.clock("+24h")]
    assert joined.last("martian").text == "You live in Europe/Berlin."
    assert [one.action for one in caplog.records if one.levelname == "ERROR"] == ["tick.unreadable"]  # type: ignore[attr-defined]
    # Once it can be read again (a newer list of zones), the next look finds them.
    mended = {"zone": "Europe/Berlin", "mornings": "07:00", "next_due_on": joined.moving.now().date()}
    await store.write(lambda connection: connection.execute(person.update().where(person.c.id == 2).values(**mended)))
    await joined.clock("+2h")
    assert "Morning 2026-11-24" in joined.last("martian").text


async def test_a_morning_moved_while_the_tick_looked_is_left_to_its_new_time(joined: ConsoleStage) -> None:
    joined.moving.move(joined.moving.now() + timedelta(hours=24))
    store, clock = joined.house.store, joined.moving
    later = clock.now() + timedelta(hours=1)
    seen = await store.read(lambda connection: people.due(connection, clock.now(), 10))

    async def meanwhile(connection: Connection) -> int:
        await connection.execute(person.update().values(next_due_at=later))
        ((cohort, ids),) = seen.items()
        values = {"created_at": clock.now(), "kind": "morning", "priority": 1, "status": "due"}
        times = {"due_at": cohort.next_due_at, "not_after": later, "data": {}}
        made = await people.make_mornings(connection, ids, cohort.next_due_at, values | times, ("morning:", ":x"), 0)
        await people.move_due(connection, ids, cohort.next_due_at, later + timedelta(days=1), later.date())
        return made

    assert await store.write(meanwhile) == 0
    assert [row.next_due_at for row in await ask(joined, select(person.c.next_due_at))] == [later]


async def test_a_coach_that_slept_two_hours_says_so(joined: ConsoleStage) -> None:
    await joined.close()
    joined.moving.move(joined.moving.now() + timedelta(hours=26))
    await joined.open()
    assert joined.last().text == "Morning 2026-11-24 (120 min late)"


async def test_a_coach_that_slept_till_noon_asks_in_the_evening(joined: ConsoleStage) -> None:
    await joined.close()
    joined.moving.move(joined.moving.now() + timedelta(hours=30))
    before = len(joined.seen)
    await joined.open()
    assert len(joined.seen) == before
    assert await rows(joined, "morning") == ["expired"]
    found = await joined.clock("+10h")
    assert shown(found) == [("Tue 19:00", "The morning was missed; how was the day?")]


async def test_days_missed_entirely_are_never_sent_later(joined: ConsoleStage) -> None:
    await joined.close()
    joined.moving.move(datetime(2026, 12, 3, 6, 30, tzinfo=UTC))
    await joined.open()
    assert joined.last().text == "Morning 2026-12-03"
    assert len(await rows(joined, "morning")) == 1


async def test_a_reminder_comes_once_and_moves_when_it_is_set_anew(joined: ConsoleStage) -> None:
    await joined.say("/remind 10")
    await joined.say("/remind 30")
    found = await joined.clock("+2h")
    assert shown(found) == [("Mon 06:30", "You wanted to drink.")]


async def test_quiet_hours_hold_a_reminder_until_it_is_too_late_or_morning(joined: ConsoleStage) -> None:
    # At 21:50 for 23:50: its two hours are over long before six.
    await joined.clock("2026-11-24T21:50:00+01:00")
    await joined.say("/remind 120")
    assert shown(await joined.clock("+9h")) == []
    assert (await rows(joined, "nudge")) == ["expired"]
    # At 05:10 for 05:30: it waits for six o'clock.
    await joined.clock("2026-11-26T05:10:00+01:00")
    await joined.say("/remind 20")
    assert shown(await joined.clock("+1h")) == [("Thu 05:00", "You wanted to drink.")]


async def test_a_new_time_holds_from_now_on_without_a_double_or_a_hole(joined: ConsoleStage) -> None:
    await joined.clock("2026-11-24T06:30:00+01:00")
    await joined.say("/settings 06:00")
    assert shown(await joined.clock("+1m")) == [("Tue 05:30", "Morning 2026-11-24")]
    await joined.say("/settings 08:00")
    assert [one for one in shown(await joined.clock("+12h")) if "Morning" in one[1]] == []
    assert ("Wed 07:00", "Morning 2026-11-25") in shown(await joined.clock("+24h"))


async def test_a_morning_that_crashes_is_tried_again_and_then_given_up(
    joined: ConsoleStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    async def broken(turn: object) -> None:
        calls.append(turn)
        raise RuntimeError("no plan")

    monkeypatch.setitem(joined.house.engine.registry.due, "morning", broken)  # type: ignore[arg-type]
    await joined.clock("+30h")
    assert len(calls) == 4
    assert await rows(joined, "morning") == ["refused"]


async def test_forty_runners_in_one_minute_each_get_theirs(joined: ConsoleStage) -> None:
    names = [f"runner{number}" for number in range(40)]
    for name in names:
        await joined.say("hi", as_=name)
        await joined.press("Berlin", as_=name)
    joined.seen.clear()
    await joined.clock("+24h")
    mornings = [to for to, one in joined.seen if one.text.startswith("Morning")]
    assert sorted(mornings) == sorted([*names, "runner"])
