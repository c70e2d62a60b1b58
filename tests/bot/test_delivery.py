"""What happens to a message on its way: failures, pauses, kills, runners out of reach."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.gateway import EditOutcome, Gone, Moved, NotDelivered, Refused, Unsure
from adapters.messages import Address, Called, Event, Origin, Pressed, Said
from bot.clock import MovableClock
from bot.house import House
from bot.schedule.pacer import Pacer
from bot.schedule.tick import tick
from bot.storage import StorageError, Store, sqlite
from bot.storage.tables import outbox, person
from tests.bot.echo import ECHO, ask
from tests.bot.gateways import Moody

BEGIN = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
"""A Tuesday, an hour before seven in Berlin."""


class Scene:
    """A house with one moody platform."""

    def __init__(self, folder: Path, gateway: Moody) -> None:
        self.path, self.gateway = folder / "sinew.db", gateway
        self.moving = MovableClock(BEGIN)
        self.events = 0
        self.house: House

    async def open(self) -> None:
        store = Store(sqlite.url_of(self.path), durable=False)
        self.house = House(store, self.moving, [ECHO], {self.gateway.platform: self.gateway})
        await self.house.open()
        await self.house.settle()

    async def killed(self) -> None:
        """As after kill -9: nothing was finished or given back, and a new process opens the same file."""
        for sender in self.house.engine.senders.values():
            for task in sender._tasks:
                task.cancel()
            await asyncio.gather(*sender._tasks, return_exceptions=True)
            sender._acks, sender.posting.gone, sender.posting.moved = [], set(), []
        await self.house.close(0.1)
        await self.open()

    def origin(self, user: str = "1") -> Origin:
        self.events += 1
        return Origin(f"e{self.events}", Address(self.gateway.platform, user, user), self.moving.now())

    async def say(self, text: str, user: str = "1") -> None:
        command, _, rest = text.removeprefix("/").partition(" ")
        event: Event = Said(self.origin(user), text)
        await self.house.give([Called(event.origin, command, rest) if text.startswith("/") else event])
        await self.house.quiet()

    async def join(self, user: str = "1") -> None:
        await self.say("hi", user)
        await self.say("Europe/Berlin", user)

    async def press(self, key: str, user: str = "1", message: str = "") -> None:
        await self.house.give([Pressed(self.origin(user), key, message=message)])
        await self.house.quiet()

    async def go(self, **span: float) -> None:
        await self.house.travel(self.moving.now() + timedelta(**span))

    async def rows(self, *columns: str, kind: str = "") -> list[tuple[object, ...]]:
        asked = select(*(outbox.c[name] for name in columns)).order_by(outbox.c.id)
        if kind:
            asked = asked.where(outbox.c.kind == kind)
        return [tuple(row) for row in await ask(self, asked)]

    def texts(self, user: str = "1") -> list[str]:
        return [text.split("\n")[0] for chat, text in self.gateway.arrived if chat == user]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    scene = Scene(tmp_path, Moody())
    await scene.open()
    await scene.join()
    yield scene
    await scene.house.close(1)


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def times(count: int, outcome: EditOutcome, about: str = "") -> object:
    left = [count]

    def decide(text: str) -> EditOutcome | None:
        if about in text and left[0]:
            left[0] -= 1
            return outcome
        return None

    return decide


async def crash(*given: object) -> None:
    raise RuntimeError("the planner fell over")


async def test_what_only_programs_read_of_a_card_is_not_kept_where_people_read(scene: Scene) -> None:
    await scene.say("/today")
    *_, (payload,) = await scene.rows("payload")
    assert isinstance(payload, dict)
    assert (payload["title"], payload["data"]) == ("Today", None)


async def test_a_morning_that_was_not_delivered_comes_again(scene: Scene) -> None:
    scene.gateway.decide = times(2, NotDelivered(30), "Morning")  # type: ignore[assignment]
    await scene.go(hours=2)
    assert scene.texts()[-1] == "Morning 2026-11-24"
    assert await scene.rows("status", "tries", kind="morning") == [("sent", 1)], "what failed for certain is no try"


async def test_a_morning_that_cannot_be_delivered_until_noon_is_let_go(scene: Scene) -> None:
    scene.gateway.decide = times(10_000, NotDelivered(30), "Morning")  # type: ignore[assignment]
    await scene.go(hours=8)
    assert await scene.rows("status", kind="morning") == [("expired",)]
    assert scene.gateway.tried < 120, "no retry storm"


async def test_a_reply_that_waits_keeps_its_place(scene: Scene) -> None:
    scene.gateway.decide = times(1, NotDelivered(10), "I heard echo 1")  # type: ignore[assignment]
    await scene.say("echo 1")
    await scene.say("echo 2")
    assert "I heard echo 2." not in scene.texts()
    await scene.go(seconds=30)
    assert scene.texts()[-2:] == ["I heard echo 1.", "I heard echo 2."]


async def test_while_a_chat_is_held_back_nothing_is_written_for_it_in_vain(scene: Scene) -> None:
    scene.gateway.decide = times(1, NotDelivered(60), "echo 1")  # type: ignore[assignment]
    await scene.say("echo 1")
    await scene.say("echo 2")
    written: list[str] = []
    scene.house.store.listen(lambda words: None if words.startswith(("SELECT", "BEGIN")) else written.append(words))
    sender = scene.house.engine.senders["telegram"]
    running = asyncio.create_task(sender.run())
    sender.wake()
    await until(lambda: not sender._claiming and not sender._unlooked)
    assert written == []
    scene.moving.move(BEGIN + timedelta(seconds=61))
    await until(lambda: scene.texts()[-2:] == ["I heard echo 1.", "I heard echo 2."])
    await sender.stop(1)
    await running


async def test_a_reminder_that_quiet_hours_hold_keeps_no_answer_back(scene: Scene) -> None:
    await scene.go(hours=15)
    await scene.say("/remind 480")
    await scene.go(hours=8, minutes=20)
    assert await scene.rows("status", kind="nudge") == [("due",)], "it is twenty past five at night"
    await scene.say("echo I cannot sleep")
    assert scene.texts()[-1] == "I heard echo I cannot sleep."
    await scene.go(hours=1)
    assert scene.texts()[-1] == "You wanted to drink."


@pytest.mark.parametrize("outcome", [Unsure("no answer"), NotDelivered(0), NotDelivered(600)])
async def test_a_morning_that_did_not_come_through_keeps_no_answer_back(scene: Scene, outcome: EditOutcome) -> None:
    scene.gateway.decide = times(1, outcome, "Morning")  # type: ignore[assignment]
    await scene.go(hours=1)
    await scene.say("echo where is my morning?")
    assert scene.texts()[-1] == "I heard echo where is my morning?."
    await scene.go(hours=1)
    assert scene.texts()[-1] == "Morning 2026-11-24"


async def test_a_reminder_that_could_not_be_planned_keeps_no_answer_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.say("/remind 5")
    with monkeypatch.context() as patched:
        patched.setattr(scene.house.engine.planning, "_once", crash)
        await scene.go(minutes=6)
    await scene.say("echo 1")
    assert scene.texts()[-1] == "I heard echo 1."
    await scene.go(minutes=6)
    assert scene.texts()[-1] == "You wanted to drink."


async def test_an_answer_behind_a_morning_on_its_way_does_not_share_its_fate(scene: Scene) -> None:
    scene.gateway.decide = times(1, Unsure("no answer"), "Morning")  # type: ignore[assignment]
    scene.gateway.seconds = 0.05
    scene.moving.move(BEGIN + timedelta(hours=1))
    await tick(scene.house.store, scene.moving, 0, scene.house.engine.wake)
    sender = asyncio.create_task(scene.house.engine.senders["telegram"].drain())
    await until(lambda: scene.gateway.flying)
    await scene.say("echo 1")
    await sender
    assert scene.texts()[-1] == "I heard echo 1."


async def test_a_pause_of_the_token_holds_everybody(scene: Scene) -> None:
    await scene.join("2")
    scene.gateway.decide = times(1, NotDelivered(30, whole_token=True), "I heard")  # type: ignore[assignment]
    await scene.say("echo 1")
    before = scene.gateway.tried
    await scene.say("echo 2", "2")
    await scene.go(seconds=31)
    assert scene.gateway.tried == before
    # The pause is of the world's clock, not of the demo's: half a minute later.
    scene.house.engine.senders["telegram"].pacer._paused_until = 0
    await scene.go(seconds=5)
    assert scene.texts()[-1] == "I heard echo 1."
    assert scene.texts("2")[-1] == "I heard echo 2."


async def test_a_runner_who_blocked_the_coach_is_left_alone_until_they_write(scene: Scene) -> None:
    scene.gateway.decide = times(1, Gone("blocked"), "Morning")  # type: ignore[assignment]
    await scene.go(hours=2)
    tried = scene.gateway.tried
    await scene.go(days=3)
    assert scene.gateway.tried == tried
    [(due, since)] = await ask(scene, select(person.c.next_due_at, person.c.unreachable_since))
    assert due is None
    assert since is not None
    await scene.say("/count")
    assert scene.texts()[-1] == "1 entries"
    await scene.go(days=1)
    assert "Morning 2026-11-28" in scene.texts()


async def test_a_runner_taken_off_the_list_is_left_alone_until_they_are_on_it_again(scene: Scene) -> None:
    options = scene.house.engine.options
    options.allowed = frozenset({"telegram:2"})
    tried = scene.gateway.tried
    await scene.go(days=2)
    assert scene.gateway.tried == tried
    options.allowed = frozenset({"telegram:1"})
    await scene.say("/count")
    assert scene.texts()[-1] == "1 entries"
    await scene.go(days=1)
    assert scene.texts().count("Morning 2026-11-26") == 1


async def test_a_chat_that_moved_is_followed(scene: Scene) -> None:
    scene.gateway.decide = times(1, Moved(Address("telegram", "1", "-100")), "I heard")  # type: ignore[assignment]
    await scene.say("echo 1")
    await scene.go(seconds=1)
    assert scene.gateway.arrived[-1] == ("-100", "I heard echo 1.")
    await scene.go(hours=2)
    assert scene.gateway.arrived[-1] == ("-100", "Morning 2026-11-24")


async def test_a_refused_message_raises_an_alarm_and_is_not_repeated(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.gateway.decide = times(10, Refused("can't parse entities"), "I heard")  # type: ignore[assignment]
    before = scene.gateway.tried
    with caplog.at_level(logging.ERROR):
        await scene.say("echo 1")
        await scene.go(hours=1)
    assert scene.gateway.tried - before <= 2
    assert [one for one in caplog.records if getattr(one, "action", "") == "send.refused"]


async def test_an_answer_that_may_have_arrived_is_sent_again_and_not_for_ever(scene: Scene) -> None:
    scene.gateway.decide = times(10, Unsure("timed out"), "I heard")  # type: ignore[assignment]
    await scene.say("echo 1")
    await scene.go(minutes=30)
    assert await scene.rows("tries", "status") == [(1, "sent"), (1, "sent"), (3, "uncertain")]


async def test_failures_that_are_certain_leave_a_morning_its_tries(scene: Scene) -> None:
    outcomes: list[EditOutcome] = [*[NotDelivered(5)] * 6, Unsure("reset"), NotDelivered(5), Unsure("reset")]

    def decide(text: str) -> EditOutcome | None:
        return outcomes.pop(0) if "Morning" in text and outcomes else None

    scene.gateway.decide = decide
    await scene.go(hours=2)
    assert scene.texts()[-1] == "Morning 2026-11-24"
    assert await scene.rows("status", "tries", kind="morning") == [("sent", 3)]


async def test_a_pause_longer_than_a_lease_sends_nothing_twice(scene: Scene) -> None:
    """A row that waits for its turn is not taken for one whose sender died, however long the platform says to wait."""
    sender = scene.house.engine.senders["telegram"]
    running = asyncio.create_task(sender.run())
    scene.moving.move(BEGIN + timedelta(hours=1))
    await tick(scene.house.store, scene.moving, 0, scene.house.engine.wake)
    scene.gateway.seconds = 1.5
    sender.wake()
    await until(lambda: scene.gateway.flying)
    for _ in range(4):
        scene.moving.move(scene.moving.now() + timedelta(seconds=50))
        await sender.sweep()
    assert await scene.rows("status", kind="morning") == [("sending",)]
    await until(lambda: scene.texts()[-1].startswith("Morning"))
    scene.gateway.seconds = 0
    scene.moving.move(scene.moving.now() + timedelta(minutes=20))
    await sender.sweep()
    await sender.stop(1)
    await running
    assert scene.texts().count("Morning 2026-11-24") == 1


async def test_a_runner_who_is_gone_costs_one_request_whatever_waits_for_them(scene: Scene) -> None:
    await scene.say("/remind 60")
    scene.gateway.decide = times(99, Gone("blocked"))  # type: ignore[assignment]
    before = scene.gateway.tried
    await scene.go(hours=1)
    assert await scene.rows("status", kind="nudge") == await scene.rows("status", kind="morning") == [("gone",)]
    await scene.go(days=2)
    assert scene.gateway.tried == before + 1


async def test_a_morning_that_may_have_arrived_waits_five_minutes_and_comes_once_more(scene: Scene) -> None:
    scene.gateway.decide = times(1, Unsure("timed out"), "Morning")  # type: ignore[assignment]
    await scene.go(minutes=64)
    assert scene.texts() == ["Where do you live?", "You live in Europe/Berlin."]
    await scene.go(minutes=2)
    assert scene.texts()[-1] == "Morning 2026-11-24"
    assert await scene.rows("status", "tries", kind="morning") == [("sent", 2)]


async def test_a_press_proves_that_the_morning_arrived(scene: Scene) -> None:
    scene.gateway.decide = times(1, Unsure("timed out"), "Morning")  # type: ignore[assignment]
    await scene.go(minutes=61)
    [(payload,)] = await scene.rows("payload", kind="morning")
    assert isinstance(payload, dict)
    await scene.press(payload["rows"][0][0]["key"], message="m77")
    await scene.go(minutes=30)
    assert "Morning 2026-11-24" not in scene.texts()
    assert await scene.rows("status", "ref", kind="morning") == [("sent", "m77")]


async def test_for_the_proof_of_one_morning_nobody_elses_events_are_read(scene: Scene) -> None:
    scene.gateway.decide = times(1, Unsure("timed out"), "Morning")  # type: ignore[assignment]
    asked: list[str] = []
    scene.house.store.listen(asked.append)
    await scene.go(hours=2)
    [proof] = [one for one in asked if "answering" in one and "inbox.body" in one]
    raw = sqlite3.connect(scene.path)
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {proof}", ("telegram",) * proof.count("?"))]
    raw.close()
    assert len(plan) == 2
    assert not [one for one in plan if "SCAN" in one]


async def test_a_nudge_that_may_have_arrived_is_not_repeated(scene: Scene) -> None:
    scene.gateway.decide = times(1, Unsure("timed out"), "You wanted")  # type: ignore[assignment]
    await scene.go(hours=4)
    await scene.say("/remind 10")
    await scene.go(hours=2)
    assert await scene.rows("status", "tries", kind="nudge") == [("uncertain", 1)]


async def test_on_discord_the_same_nonce_is_tried_until_it_is_certain(tmp_path: Path) -> None:
    scene = Scene(tmp_path, Moody("discord"))
    await scene.open()
    await scene.join()
    scene.gateway.decide = times(3, Unsure("reset"), "Morning")  # type: ignore[assignment]
    await scene.go(hours=2)
    assert scene.texts()[-1] == "Morning 2026-11-24"
    [(number,)] = await scene.rows("id", kind="morning")
    assert scene.gateway.nonces[str(number)] == 4
    await scene.house.close(1)


async def test_a_kill_before_the_acknowledgement_loses_nothing_and_plans_nothing_twice(scene: Scene) -> None:
    scene.gateway.seconds = 30
    scene.moving.move(BEGIN + timedelta(hours=1))
    settling = asyncio.create_task(scene.house.settle())
    await until(lambda: scene.gateway.flying)
    settling.cancel()
    await asyncio.gather(settling, return_exceptions=True)
    scene.gateway.seconds = 0
    await scene.killed()
    await scene.go(minutes=10)
    assert scene.texts().count("Morning 2026-11-24") == 1
    await scene.say("/count")
    assert scene.texts()[-1] == "1 entries", "the morning was prescribed once"


async def test_a_reply_whose_sender_was_killed_is_sent_by_the_next(scene: Scene) -> None:
    scene.gateway.seconds = 30
    await scene.house.give([Said(scene.origin(), "echo 1")])
    await until(lambda: scene.gateway.flying)
    scene.gateway.seconds = 0
    await scene.killed()
    assert scene.texts()[-1] == "I heard echo 1."
    await scene.say("/count")
    assert scene.texts()[-1] == "0 entries"


async def test_a_lease_that_ran_out_is_taken_up_by_the_sweep(scene: Scene) -> None:
    await scene.say("echo 1")
    stuck = (
        outbox.update()
        .where(outbox.c.id == 3)
        .values(status="sending", lease_by="somebody", lease_until=scene.moving.now() + timedelta(seconds=60), tries=1)
    )
    await scene.house.store.write(lambda connection: connection.execute(stuck))
    sender = scene.house.engine.senders["telegram"]
    await sender.sweep()
    assert (await scene.rows("status"))[-1] == ("sending",), "the lease still runs"
    scene.moving.move(scene.moving.now() + timedelta(seconds=61))
    await sender.sweep()
    await sender.drain()
    assert (await scene.rows("status"))[-1] == ("sent",)
    assert scene.texts().count("I heard echo 1.") == 2


async def test_an_edit_of_a_card_that_is_gone_becomes_a_new_card(scene: Scene) -> None:
    await scene.say("/today")
    scene.gateway.gone = frozenset({"m3"})
    key = (await scene.rows("payload"))[-1][0]["rows"][0][1]["key"]  # type: ignore[index]
    await scene.press(key)
    assert scene.gateway.arrived[-1][1] == "Today\n1 so far"
    await scene.press(key)
    assert scene.gateway.edits == [("m4", "Today\n2 so far")]


async def test_an_edit_of_a_card_that_has_not_left_yet_replaces_it(scene: Scene) -> None:
    scene.gateway.decide = times(1, NotDelivered(20), "Today")  # type: ignore[assignment]
    await scene.say("/today")
    key = (await scene.rows("payload"))[-1][0]["rows"][0][1]["key"]  # type: ignore[index]
    await scene.press(key)
    await scene.press(key)
    await scene.go(minutes=1)
    assert [text for _, text in scene.gateway.arrived[2:]] == ["Today\n2 so far"]
    assert scene.gateway.edits == []


async def test_a_card_that_waits_for_room_says_what_it_was_changed_to_meanwhile(scene: Scene) -> None:
    sender = scene.house.engine.senders["telegram"]
    assert sender.reserve("elsewhere", 20)
    await scene.say("/today")
    key = (await scene.rows("payload"))[-1][0]["rows"][0][1]["key"]  # type: ignore[index]
    await scene.press(key)
    sender.release(20)
    await scene.go(minutes=1)
    assert [text for _, text in scene.gateway.arrived[2:]] == ["Today\n1 so far"]


async def test_at_most_twenty_are_on_the_way(scene: Scene) -> None:
    for number in range(2, 62):
        await scene.join(str(number))
    scene.gateway.seconds = 0.01
    await scene.go(hours=1)
    assert sum(text.startswith("Morning") for _, text in scene.gateway.arrived) == 61
    assert 2 <= scene.gateway.most_flying <= 20


async def test_a_crowd_that_speaks_at_once_has_no_more_than_twenty_answers_on_the_way(scene: Scene) -> None:
    users = [str(number) for number in range(2, 52)]
    for user in users:
        await scene.join(user)
    sender = scene.house.engine.senders["telegram"]
    running = asyncio.create_task(sender.run())
    scene.gateway.seconds = 0.005
    for turn in range(4):
        await scene.house.give([Said(scene.origin(user), f"echo {turn}") for user in users])
        await until(lambda turn=turn: sum(f"echo {turn}" in text for _, text in scene.gateway.arrived) == 50)  # type: ignore[misc]
    await sender.stop(1)
    await running
    assert 10 < scene.gateway.most_flying <= 20


async def test_stopping_waits_for_no_pause_of_the_token(scene: Scene) -> None:
    scene.house.engine.senders["telegram"].posting.pacer = Pacer(50)
    scene.gateway.decide = lambda text: NotDelivered(30, whole_token=True)
    scene.gateway.seconds = 0.05
    await scene.house.give([Said(scene.origin(), "echo 1")])
    await scene.house.give([Said(scene.origin(user), "hi") for user in ("2", "3")])
    await until(lambda: scene.gateway.flying >= 2)
    # What says 429 comes when the end has begun, and a message that waits for its turn would wait for half a minute.
    began = asyncio.get_running_loop().time()
    await scene.house.engine.stop(10)
    assert asyncio.get_running_loop().time() - began < 2
    assert [one for one in await scene.rows("status", "tries") if one[0] != "sent"] == [("due", 0)] * 3


async def test_stopping_comes_to_its_end_though_nothing_can_be_acknowledged(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scene.gateway.seconds = 0.2
    await scene.house.give([Said(scene.origin(), "echo 1")])
    await until(lambda: scene.gateway.flying)

    async def locked(_query: object) -> None:
        raise StorageError("locked by another program")

    monkeypatch.setattr(scene.house.store, "write", locked)
    await scene.house.engine.stop(5)
    assert "outbox.unacknowledged" in [getattr(one, "action", "") for one in caplog.records]
    monkeypatch.undo()
    assert [one for one in await scene.rows("status") if one[0] != "sent"] == [("sending",)], "it may have arrived"


async def test_stopping_finishes_what_flies_and_gives_the_rest_back(scene: Scene) -> None:
    for number in range(2, 42):
        await scene.join(str(number))
    scene.gateway.seconds = 0.2
    scene.moving.move(BEGIN + timedelta(hours=1))
    settling = asyncio.create_task(scene.house.settle())
    await until(lambda: scene.gateway.flying)
    await scene.house.engine.stop(5)
    settling.cancel()
    await asyncio.gather(settling, return_exceptions=True)
    statuses = [status for (status,) in await scene.rows("status", kind="morning")]
    assert set(statuses) <= {"sent", "due"}
    assert 1 <= statuses.count("sent") <= 20


async def test_a_sender_that_runs_by_itself_sends_what_comes(scene: Scene) -> None:
    sender = scene.house.engine.senders["telegram"]
    running = asyncio.create_task(sender.run())
    await scene.house.give([Said(scene.origin(), "echo 1")])
    scene.moving.move(BEGIN + timedelta(hours=1))
    await tick(scene.house.store, scene.moving, 0, scene.house.engine.wake)
    sender.wake()
    await until(lambda: "Morning 2026-11-24" in scene.texts())
    await sender.stop(1)
    await running
    assert "I heard echo 1." in scene.texts()


async def test_a_crowds_acknowledgements_are_stored_together_and_one_runners_at_once(scene: Scene) -> None:
    for user in range(2, 21):
        await scene.join(str(user))
    sender = scene.house.engine.senders["telegram"]
    sender.posting.pacer = Pacer(50)
    stored: list[str] = []
    scene.house.store.listen(lambda words: stored.append(words) if "sent_at=" in words else None)
    running = asyncio.create_task(sender.run())
    scene.moving.move(BEGIN + timedelta(hours=1))
    await tick(scene.house.store, scene.moving, 0, scene.house.engine.wake)
    sender.wake()
    await until(lambda: sum("Morning" in text for _, text in scene.gateway.arrived) == 20)
    await until(lambda: not sender._acks and not sender._flying)
    assert len(stored) <= 6  # of ten and fewer, not one for each of twenty
    stored.clear()
    await scene.house.give([Said(scene.origin(), "echo 1")])
    await until(lambda: not scene.house.engine._tasks and not sender._flying)
    assert len(stored) == 1
    await sender.stop(1)
    await running
    assert await scene.rows("status", kind="morning") == [("sent",)] * 20
