"""A platform, a database, some runners, and the real program as children that are killed. Everything is counted."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text

from bot import due
from bot.schedule import hands
from bot.storage import Connection, Store, sqlite
from bot.storage.tables import address, entry, outbox, person
from bot.turns.commit import columns
from core.athlete import Athlete
from tests.chaos.points import EVENT, MORNING, SENDING, WORKER
from tests.discord.server import Discord
from tests.telegram.server import BotApi

ROOT = Path(__file__).resolve().parents[2]
ZONE = "Europe/Berlin"
IN_FLIGHT = 20
LEASE_SECONDS = 1.0
"""A fleet's lease in these runs, so that two hundred kills do not wait fifteen seconds each."""
OPEN = ("due", "sending", "unsure")


@dataclass(slots=True)
class Child:
    pid: int
    started: float
    code: asyncio.Future[int]
    said: int = 0
    """How long the log was before it."""
    greeted: int = 0
    """How many had introduced themselves to Discord before this one."""

    def kill(self, how: int = signal.SIGKILL) -> None:
        if not self.code.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, how)


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    kills: Counter[str] = field(default_factory=Counter)
    """By label; "anywhere" for those at a random instant."""
    sends: int = 0
    lost: list[str] = field(default_factory=list)
    doubles: int = 0
    wrong: list[str] = field(default_factory=list)
    most_flying: int = 0
    presses: int = 0
    pressed_again: int = 0
    stops: list[float] = field(default_factory=list)
    """Seconds that SIGTERM took."""

    @property
    def killed(self) -> int:
        return sum(self.kills.values())

    def __str__(self) -> str:
        stop = f"{max(self.stops):.1f} s" if self.stops else "-"
        return (
            f"{self.killed} kills, {self.sends} mornings, {len(self.lost)} lost, {self.doubles} doubled,"
            f" at most {self.most_flying} in flight; {self.presses} presses ({self.pressed_again} pressed again),"
            f" {len(self.wrong)} wrong; longest stop {stop}"
        )


class World:
    """`platform` telegram or discord; `url` the store. `workers`: a fleet with so many of them."""

    def __init__(
        self, folder: Path, platform: str, url: str = "", *, runners: int = 20, workers: int = 0, seed: int = 1
    ) -> None:
        self.folder, self.platform, self.workers = folder, platform, workers
        self.url = url or sqlite.url_of(folder / "sinew.db")
        self.runners = runners
        self.random = random.Random(seed)
        self.tally = Tally()
        self.store = Store(self.url)
        self.api = BotApi()
        self.club = Discord(checked=False)
        self.people: list[Any] = []
        self.days = 0
        self.first = _tuesday(datetime.now(UTC).date())
        self._children: dict[int, Child] = {}
        self._started: asyncio.Queue[int] = asyncio.Queue()
        self._clock = folder / "clock"
        self._ahead = 0
        self._hands: list[Child] = []
        self._flew: Counter[int] = Counter()
        """The row -> how many kills found it claimed and not acknowledged."""
        self._log = folder / "log"
        self._turn = itertools.count()

    # --- children ----------------------------------------------------------------------------------------------------

    async def _hear(self, out: asyncio.StreamReader) -> None:
        while line := await out.readline():
            said = json.loads(line)
            if "code" in said:
                child = self._children[said["pid"]]
                if not child.code.done():
                    child.code.set_result(said["code"])
            elif "pid" in said:
                code = asyncio.get_running_loop().create_future()
                self._children[said["pid"]] = Child(
                    said["pid"], time.monotonic(), code, len(self._said()), self.club.identified
                )
                self._started.put_nowait(said["pid"])

    async def child(self, command: str, label: str = "", count: int = 1, **more: Any) -> Child:
        """The program with that command, killed at a point if one is named."""
        given: dict[str, Any] = {
            "argv": [command], "log": str(self._log), "platform": self.platform, "kill": label, "count": count,
            "lease_seconds": LEASE_SECONDS,
            "env": {
                "HOME": str(self.folder), "SINEW_DATABASE": self.url, "SINEW_CLOCK_FILE": str(self._clock),
                "SINEW_TICK_SECONDS": "1" if self.workers else "0.3", "SINEW_PER_MINUTE": "0",
                "SINEW_TELEGRAM_RATE": str(more.get("rate", 500)), "SINEW_DISCORD_RATE": str(more.get("rate", 500)),
            },
        }  # fmt: skip
        if self.platform == "telegram":
            given["telegram"] = {"url": self.api.url, "file_url": self.api.file_url}
            given["env"]["SINEW_TELEGRAM_TOKEN"] = self.api.token
        else:
            given["discord"] = {"url": self.club.url, "socket_url": self.club.socket_url}
            given["env"]["SINEW_DISCORD_TOKEN"] = self.club.token
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps(given | more).encode() + b"\n")
        return self._children[await asyncio.wait_for(self._started.get(), 30)]

    async def morning_of(self, day: date, **more: Any) -> Child:
        """The coach, on the morning of a day."""
        self.set_clock(due.at_local(ZONE, day, Athlete().morning) + timedelta(seconds=5))
        return await self.child("run", **more)

    async def gateway(self, label: str = "", count: int = 1) -> Child:
        return await self.child("run", label, count)

    async def keep_workers(self) -> None:
        """As many as there should be."""
        self._hands = [one for one in self._hands if not one.code.done()]
        while len(self._hands) < self.workers:
            self._hands.append(await self.child("worker"))
        if self.workers:
            # Seen a moment ago: else the process that serves might be there sooner than they, and do all of it.
            await hands.show(self.store, "earlier")

    # --- before and after --------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def open(self, under: Sequence[str] = ()) -> AsyncIterator[World]:
        """`under` is a command that runs the children's parent, such as strace."""
        async with self.api, self.club:
            self._nursery = await asyncio.create_subprocess_exec(
                *under,
                sys.executable, "-m", "tests.chaos.nursery", cwd=ROOT, stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            assert self._nursery.stdout is not None
            ear = asyncio.create_task(self._hear(self._nursery.stdout))
            try:
                await self.store.open()
                if self.workers:
                    from bot.schedule import fleet

                    await fleet.lift(self.store)
                await self._settle_in()
                yield self
            finally:
                for one in self._children.values():
                    one.kill()
                assert self._nursery.stdin is not None
                self._nursery.stdin.close()
                await self._nursery.wait()
                ear.cancel()
                await self.store.close()

    async def _settle_in(self) -> None:
        at = due.at_local(ZONE, self.first, Athlete().morning)
        for n in range(self.runners):
            server: Any = self.api if self.platform == "telegram" else self.club
            self.people.append(server.person(f"R{n}"))

        async def keep(connection: Connection) -> None:
            for who in self.people:
                made = await connection.execute(
                    insert(person)
                    .values(**columns(Athlete(zone=ZONE)), created_at=at, next_due_at=at, next_due_on=self.first)
                    .returning(person.c.id)
                )
                chat = str(getattr(who, "room", who.id))
                await connection.execute(
                    insert(address).values(
                        platform=self.platform, user=str(who.id), chat=chat, person=made.scalar_one(), preferred=True
                    )
                )

        await self.store.write(keep)

    def set_clock(self, to: datetime) -> None:
        self._ahead = int((to - datetime.now(UTC)).total_seconds())
        self._write_clock()

    def now(self) -> datetime:
        """What the children's clock shows."""
        return datetime.now(UTC) + timedelta(seconds=self._ahead)

    def pass_time(self, seconds: int) -> None:
        self._ahead += seconds
        self._write_clock()

    def _write_clock(self) -> None:
        fresh = self._clock.with_suffix(".new")
        fresh.write_text(f"{'+' if self._ahead >= 0 else '-'}{abs(self._ahead)}s")
        fresh.replace(self._clock)

    @property
    def day(self) -> date:
        return self.first + timedelta(days=self.days)

    # --- what the database and the screens say ------------------------------------------------------------------------

    async def ask(self, question: Any) -> list[Any]:
        async def query(connection: Connection) -> list[Any]:
            return list((await connection.execute(question)).all())

        return await self.store.read(query)

    async def statuses(self) -> Counter[str]:
        rows = await self.ask(select(outbox.c.status, func.count()).group_by(outbox.c.status))
        return Counter(dict(rows))

    async def mornings(self) -> dict[int, str]:
        """person -> the status of today's row."""
        day = self.day.isoformat()
        rows = await self.ask(select(outbox.c.person, outbox.c.status).where(outbox.c.key.like(f"morning:%:{day}")))
        return dict(rows)

    async def noted(self) -> set[int]:
        """Who has an effort in the diary for today; two would be a wrong."""
        rows = await self.ask(
            select(entry.c.person, func.count())
            .where(entry.c.day == self.day, entry.c.type == "asked", text("entry.body LIKE '%effort%'"))
            .group_by(entry.c.person)
            if self.store.embedded
            else select(entry.c.person, func.count())
            .where(entry.c.day == self.day, entry.c.type == "asked", text("entry.body::text LIKE '%effort%'"))
            .group_by(entry.c.person)
        )
        self.tally.wrong += [f"{self.day}: runner {one} was noted {count} times" for one, count in rows if count > 1]
        return {number for number, _ in rows}

    async def unhandled(self) -> int:
        [(count,)] = await self.ask(text("SELECT count(*) FROM inbox WHERE handled_at IS NULL"))
        return int(count)

    def shown(self, who: Any) -> Sequence[Any]:
        server: Any = self.api if self.platform == "telegram" else self.club
        return server.seen(who)  # type: ignore[no-any-return]

    def count(self, who: Any, words: str) -> int:
        return sum(words in one.text for one in self.shown(who))

    # --- killing -----------------------------------------------------------------------------------------------------

    async def died(self, child: Child, label: str, done: Callable[[], Any], seconds: float = 20.0) -> None:
        """Until the child has killed itself, or there is nothing left to do; then it is killed anyway."""
        end = time.monotonic() + seconds
        while not child.code.done() and time.monotonic() < end:
            if await done():
                await asyncio.sleep(self.random.random() * 0.2)
                break
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(child.code), 0.05)
        by_itself = child.code.done()
        child.kill()
        code = await child.code
        if code != -signal.SIGKILL:
            self.tally.wrong.append(f"a child ended by itself with {code}: {self.tail()}")
        self.tally.kills[label if by_itself else "anywhere"] += 1
        await self._note_flying()

    async def _note_flying(self) -> None:
        rows = await self.ask(select(outbox.c.id).where(outbox.c.status == "sending", outbox.c.payload.is_not(None)))
        self.tally.most_flying = max(self.tally.most_flying, len(rows))
        self._flew.update(number for (number,) in rows)
        unplanned = await self.ask(select(outbox.c.id).where(outbox.c.status == "sending"))
        if not self.workers:
            self.tally.most_flying = max(self.tally.most_flying, len(unplanned))

    async def _has_started(self, child: Child) -> bool:
        return child.code.done() or "run.started" in self._said()[child.said :]

    def _said(self) -> str:
        return self._log.read_text() if self._log.exists() else ""

    def tail(self) -> str:
        return self._said()[-1500:]

    async def until(self, what: Callable[[], Any], seconds: float = 60.0, why: str = "") -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if await what():
                return True
            await asyncio.sleep(0.05)
        self.tally.wrong.append(f"{self.day}: waited in vain for {why}: {dict(await self.statuses())} {self.tail()}")
        return False

    # --- a day -------------------------------------------------------------------------------------------------------

    async def live_a_day(self, morning: Sequence[tuple[str, int]], evening: Sequence[tuple[str, int]]) -> None:
        """Mornings with kills, everything counted; presses with kills, everything counted; an orderly stop."""
        self.set_clock(due.at_local(ZONE, self.day, Athlete().morning) + timedelta(seconds=5))
        self._flew = Counter()
        await self.keep_workers()
        for label, count in morning:
            if label in WORKER or (self.workers and label.split(".")[0] in ("tick", "plan")):
                await self._kill_a_worker(label, count)
            else:
                await self.died(await self.gateway(label, count), label, self._mornings_done)
        last = await self.gateway()
        await self.until(self._mornings_settled, 240, "the mornings")
        await self._count_mornings()
        if evening:
            last = await self._evening(last, evening)
        # Before it has read its settings there is nobody to hear a signal.
        await self.until(lambda: self._has_started(last), why="the start")
        began = time.monotonic()
        for one in [last, *self._hands]:
            one.kill(signal.SIGTERM)
        for one in [last, *self._hands]:
            code = await asyncio.wait_for(asyncio.shield(one.code), 30)
            if code != 0:
                self.tally.wrong.append(f"SIGTERM ended with {code}: {self.tail()}")
        self.tally.stops.append(time.monotonic() - began)
        self._hands = []
        self.days += 1

    async def _kill_a_worker(self, label: str, count: int) -> None:
        """The one that is there: with others beside it, it might never come to the point."""
        for one in self._hands:
            one.kill()
            await one.code
        victim, last = await self.child("worker", label, count), await self.gateway()
        await self.died(victim, label, self._mornings_done)
        last.kill()
        await last.code
        await self._note_flying()
        await self.keep_workers()

    def expects(self) -> bool:
        return self.day.weekday() != 0

    async def _mornings_done(self) -> bool:
        found = await self.mornings()
        return len(found) == self.runners and not any(status in ("due", "sending") for status in found.values())

    async def _mornings_settled(self) -> bool:
        found = await self.mornings()
        if len(found) == self.runners and not any(status in OPEN for status in found.values()):
            return True
        held = await self.ask(
            select(outbox.c.due_at).where(outbox.c.status == "unsure", outbox.c.key.like(f"morning:%:{self.day}"))
        )
        waiting = {status for status in found.values() if status in OPEN}
        if held and waiting == {"unsure"}:
            self.pass_time(60)
            await asyncio.sleep(0.3)
        return False

    async def _count_mornings(self) -> None:
        numbers = await self.ask(
            select(outbox.c.id, address.c.user, outbox.c.status)
            .join(address, address.c.person == outbox.c.person)
            .where(outbox.c.key.like(f"morning:%:{self.day}"))
        )
        by_user = {user: (number, status) for number, user, status in numbers}
        for who in self.people:
            number, status = by_user.get(str(who.id), (0, "no row"))
            seen = self.count(who, f"Morning {self.day}")
            if not self.expects():
                if seen or status != "nothing":
                    self.tally.wrong.append(f"{self.day}: a morning on a day of rest ({seen}, {status})")
                continue
            self.tally.sends += 1
            if not seen:
                self.tally.lost.append(f"{self.day}: {who.name} ({status})")
            if seen > 1:
                self.tally.doubles += seen - 1
                if seen > 1 + self._flew[number] or self.platform == "discord":
                    flew = self._flew[number]
                    self.tally.wrong.append(f"{self.day}: {who.name} got it {seen} times, and {flew} kills found it")

    # --- presses -----------------------------------------------------------------------------------------------------

    async def _evening(self, last: Child, kills: Sequence[tuple[str, int]]) -> Child:
        last.kill()
        await last.code
        self._flew = Counter()
        if not self.expects():
            return await self.gateway()
        waiting = list(self.people)
        share = -(-len(waiting) // (len(kills) + 1))
        for label, count in kills:
            some, waiting = waiting[:share], waiting[share:]
            child = await self.gateway(label, count)
            await self._press(some, child)
            await self.died(child, label, self._presses_done(some), 10)
            # An event may end two runs in a row, not more: the third would be told that it is the culprit.
            last = await self.gateway()
            await self.until(self._presses_settled(some, last), 120, "the presses")
            last.kill()
            await last.code
            await self._note_flying()
        last = await self.gateway()
        await self._press(waiting, last)
        await self.until(self._presses_settled(self.people, last), 120, "the presses")
        for who in self.people:
            if not self.count(who, "Noted as number"):
                self.tally.wrong.append(f"{self.day}: {who.name} was never answered")
        return last

    async def _press(self, some: Sequence[Any], child: Child) -> None:
        if self.platform == "discord" and not await self._connected(child):
            return
        await self.press(some)

    async def press(self, some: Sequence[Any]) -> None:
        """Each presses Done on today's card."""
        for who in some:
            card = next((one for one in reversed(self.shown(who)) if f"Morning {self.day}" in one.text), None)
            if card is None:
                continue  # It is counted as lost already.
            self.tally.presses += 1
            if self.platform == "telegram":
                self.api.press(who, card, "Done")
            else:
                await self.club.click(who, card, "Done")

    async def _connected(self, child: Child) -> bool:
        end = time.monotonic() + 20
        while not child.code.done() and time.monotonic() < end:
            if self.club.identified > child.greeted:
                return True
            await asyncio.sleep(0.02)
        return False

    async def _missing(self, some: Sequence[Any]) -> list[Any]:
        """Whose press is not in the diary."""
        users = await self.ask(select(address.c.user, address.c.person))
        number = dict(users)
        noted = await self.noted()
        return [who for who in some if number[str(who.id)] not in noted]

    def _presses_done(self, some: Sequence[Any]) -> Callable[[], Any]:
        async def done() -> bool:
            return not await self._missing(some) and not await self.unhandled() and await self._all_said()

        return done

    async def _all_said(self) -> bool:
        replies = select(outbox.c.id).where(outbox.c.status.in_(("sending", "due")), outbox.c.priority == 0)
        return not await self.ask(replies)

    def _presses_settled(self, some: Sequence[Any], child: Child) -> Callable[[], Any]:
        tried: dict[int, float] = {}

        async def settled() -> bool:
            missing = await self._missing(some)
            if not missing:
                return not await self.unhandled() and await self._all_said()
            if self.platform == "discord" and not await self.unhandled():
                # Discord told nobody else: the runner sees that it failed, and presses again.
                for who in missing:
                    if time.monotonic() - tried.get(who.id, 0) > 3:
                        tried[who.id] = time.monotonic()
                        self.tally.pressed_again += 1
                        await self._press([who], child)
            return False

        return settled


def _tuesday(after: date) -> date:
    """The next one: the small dialogue rests on Mondays."""
    return after + timedelta(days=(0 - after.weekday()) % 7 + 1)


def schedule(
    rng: random.Random, days: int, mornings: int, evenings: int, *, workers: bool = False
) -> list[tuple[list[tuple[str, int]], list[tuple[str, int]]]]:
    """So many kills in the morning and in the evening of each day, every point in its turn."""
    early = [one for one in MORNING if one.startswith("tick.")]
    later = [one for one in (*MORNING, *SENDING) if one not in early]
    if workers:
        later += list(WORKER)
    late = [*EVENT, *(one for one in SENDING if one != "ack.done")]
    turns = {"early": itertools.cycle(early), "later": itertools.cycle(later), "late": itertools.cycle(late)}

    def one(name: str) -> tuple[str, int]:
        label = next(turns[name])
        single = label.split(".")[0] in ("plan", "send", "event") or label in ("ack.done", "receive.done")
        return label, rng.randint(1, 2) if single else 1

    out = []
    for day in range(days):
        first = [one("early")] if mornings else []
        presses = 0 if day % 7 == 6 else evenings  # Mondays have nothing to press.
        out.append((first + [one("later") for _ in range(mornings - 1)], [one("late") for _ in range(presses)]))
    return out


def uncovered(tally: Tally, labels: Mapping[str, Any]) -> list[str]:
    """The points at which nobody was killed."""
    return [one for one in labels if not tally.kills[one]]


async def failover(world: World) -> tuple[float, float]:
    """Of two processes the one that serves is killed, with the product's own times.

    Seconds until the other serves, and until it has answered what was pressed meanwhile.
    """
    world.set_clock(due.at_local(ZONE, world.day, Athlete().morning) + timedelta(seconds=5))
    first = await world.child("run", lease_seconds=0)
    await world.until(world._mornings_settled, why="the mornings")
    await world._count_mornings()
    second = await world.child("run", lease_seconds=0)
    await asyncio.sleep(1.5)
    first.kill()
    began = time.monotonic()
    await first.code
    if world.platform == "telegram":
        await world._press(world.people, second)
    served = 0.0

    async def taken() -> bool:
        nonlocal served
        [(holder,)] = await world.ask(
            text("SELECT count(*) FROM pulse WHERE name LIKE 'gateway:%' AND at > now() - interval '4 seconds'")
        )
        if holder and not served and time.monotonic() - began > 5:
            served = time.monotonic() - began
        return served > 0

    await world.until(taken, 60, "the other to take over")
    if world.platform == "discord":
        await world._press(world.people, second)
    await world.until(world._presses_settled(world.people, second), why="the presses")
    answered = time.monotonic() - began
    second.kill(signal.SIGTERM)
    if await second.code:
        world.tally.wrong.append(f"SIGTERM ended with {await second.code}: {world.tail()}")
    return served, answered


async def frozen(world: World, lease_seconds: float = 0, rate: float = 4) -> float:
    """The process that serves is stopped in the middle of the mornings (SIGSTOP), as a machine put to sleep, and
    goes on (SIGCONT) when another has done its work. It may send nothing then, and it must still be good for something.

    Seconds until the other had sent what was left.
    """
    world.set_clock(due.at_local(ZONE, world.day, Athlete().morning) + timedelta(seconds=5))
    # So slow that it holds all the rows that it may hold when it stops.
    first = await world.child("run", lease_seconds=lease_seconds, rate=rate)

    async def half_way() -> bool:
        return (await world.statuses())["sent"] >= 3

    await world.until(half_way, why="the first mornings")
    second = await world.child("run", lease_seconds=lease_seconds)
    await world.until(lambda: world._has_started(second), why="the second to stand by")
    first.kill(signal.SIGSTOP)
    began, asleep = time.monotonic(), len(world._said())
    await world._note_flying()
    early = [who for who in world.people if world.shown(who)] if world.platform == "telegram" else []
    await world.press(early)
    await world.until(world._mornings_settled, 240, "the mornings of the other")
    settled = time.monotonic() - began
    await world.press([who for who in world.people if who not in early])
    await world.until(world._presses_settled(world.people, second), why="the presses")
    shown = {who.id: len(world.shown(who)) for who in world.people}

    async def awake() -> bool:
        return "stands by now" in world._said()[asleep:]

    first.kill(signal.SIGCONT)
    await world.until(awake, why="the first to see that it was asleep")
    await asyncio.sleep(2)
    if more := [who.name for who in world.people if len(world.shown(who)) != shown[who.id]]:
        world.tally.wrong.append(f"who had been asleep wrote to {more}")
    await world._count_mornings()
    world.tally.kills["frozen"] += 1
    # The one that slept takes over in its turn.
    second.kill()
    await second.code
    world.days += 1
    world.set_clock(due.at_local(ZONE, world.day, Athlete().morning) + timedelta(seconds=5))
    await world.until(world._mornings_settled, 240, "the mornings of the one that had slept")
    await world._count_mornings()
    first.kill(signal.SIGTERM)
    if await first.code:
        world.tally.wrong.append(f"SIGTERM ended with {await first.code}: {world.tail()}")
    return settled
