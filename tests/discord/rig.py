"""The real gateway with real discord.py against the local Discord, and one runner there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from adapters.discord.gateway import DiscordGateway
from adapters.discord.interactions import Modal
from adapters.gateway import Command, Delivered, EditOutcome, Outcome
from adapters.messages import Address, Event, Message
from tests.contract.suite import EVERYTHING, Seen, until
from tests.discord.rules import EPHEMERAL
from tests.discord.server import LOST_ANSWER, Discord, flood
from tests.discord.values import Person, Shown, Talk

COMMANDS = (
    Command("today", "Today's session"),
    Command("rate", "How the session was", {"effort": "0 to 10", "soreness": "0 to 10"}),
    Command("week", "The week", {"day": "Which day"}, {"day": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}),
    Command("settings", "Your settings", {"zone": "A place near you"}, suggest=("zone",)),
)
MODALS = {"detail": Modal("Tell me more", "What happened?", "my left calf, since Tuesday")}


def zones(command: str, argument: str, typed: str, given: Mapping[str, str]) -> list[str]:
    return [zone for zone in ("Europe/Berlin", "Europe/Paris") if typed.lower() in zone.lower()]


class DiscordRig:
    """See `tests.contract.suite.Rig`. More of Discord is behind `api` and `rena`."""

    can = EVERYTHING

    def __init__(self, api: Discord, **settings: Any) -> None:
        self.api = api
        self.rena: Person = api.person("Rena")
        self.me = self.address(self.rena)
        given: dict[str, Any] = {"commands": COMMANDS, "suggest": zones, "modals": MODALS, "patience": 2.0}
        self.settings = {"token": api.token} | given | settings
        self.gateway = DiscordGateway(**self.settings)
        self.events: list[Event] = []
        self.broken_store = 0
        self.slow_store = 0.0
        self.running: asyncio.Task[None] | None = None

    def address(self, who: Person) -> Address:
        return Address("discord", str(who.id), str(who.room))

    async def start(self) -> None:
        identified = self.api.identified
        self.running = asyncio.create_task(self.gateway.run(self.take))
        await until(lambda: self.api.identified > identified or self.running is None or self.running.done())

    async def rest(self) -> None:
        """The run is cancelled, as where another process serves the platform meanwhile, and begun again."""
        assert self.running is not None
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await self.start()

    async def stop(self) -> None:
        await self.gateway.close()
        if self.running is not None:
            running, self.running = self.running, None
            await running

    async def restart(self, **settings: Any) -> None:
        """The process ends, and another one starts that remembers nothing."""
        await self.stop()
        self.gateway = DiscordGateway(**(self.settings | settings))
        await self.start()

    async def take(self, events: Sequence[Event]) -> None:
        """What the coach's inbox does: store them all, or none."""
        await asyncio.sleep(self.slow_store)
        if self.broken_store:
            self.broken_store -= 1
            raise OSError("the disk is full")
        self.events.extend(events)

    async def send(self, message: Message, nonce: str = "1", **more: Any) -> Shown:
        """Send it to Rena, and see the (last) message that came of it."""
        sent: Outcome = await self.gateway.send(self.me, message, nonce=nonce, **more)
        return self.message(sent)

    async def edit(self, shown: Shown, message: Message, **more: Any) -> Shown:
        changed: EditOutcome = await self.gateway.edit(self.me, self.ref(shown), message, **more)
        return self.message(changed)

    def message(self, outcome: Outcome | EditOutcome) -> Shown:
        assert isinstance(outcome, Delivered), outcome
        channel, _, number = outcome.ref.split(",")[-1].partition(":")
        return self.api.messages[int(channel), int(number)]

    def ref(self, shown: Shown) -> str:
        return f"{shown.channel}:{shown.id}"

    async def heard(self, talk: Talk | None = None, count: int = 1) -> Event:
        """The last event, once there are so many; and the interaction acknowledged."""
        await until(lambda: len(self.events) >= count)
        if talk is not None:
            await asyncio.wait_for(talk.acknowledged.wait(), 5)
        return self.events[-1]

    # --- the contract's side -----------------------------------------------------------------------------------------

    async def say(self, text: str) -> None:
        name, *given = text.removeprefix("/").split(" ")
        command = next((one for one in COMMANDS if text.startswith("/") and one.name == name), None)
        if command is None:
            await self.api.say(self.rena, text)
        else:
            options: dict[str, Any] = dict(zip(command.arguments, given, strict=False))
            await self.api.slash(self.rena, name, **options)

    async def press(self, label: str) -> None:
        shown = next(one for one in reversed(self.seen()) if label in one.labels)
        await self.api.click(self.rena, shown, label)

    async def send_file(self, name: str, content: bytes) -> None:
        await self.api.say(self.rena, "", {name: content})

    def seen(self) -> list[Shown]:
        return [one for one in self.api.seen(self.rena) if one.author == self.api.me.id and not one.thinking]

    async def screen(self) -> list[Seen]:
        return [
            Seen(one.text, tuple(one.labels), tuple(one.files.items()), bool(one.flags & EPHEMERAL))
            for one in self.seen()
        ]

    async def trouble(self, kind: str) -> None:
        match kind:
            case "delete":
                self.api.messages.clear()
            case "blocked":
                self.rena.closed = True
            case "flood":
                self.api.fail("POST", "/channels/*/messages", flood(3, whole_token=True))
            case "silence":
                self.api.fail("POST", "/channels/*/messages", LOST_ANSWER)
            case "unreachable":
                await self.api.hang_up()

    async def relief(self) -> None:
        self.rena.closed = False
        if not self.api.reachable:
            await self.api.listen()


@asynccontextmanager
async def discord_rig(**settings: Any) -> AsyncIterator[DiscordRig]:
    """A rig, running. Afterwards the server must have found nothing to complain of."""
    async with Discord() as api:
        rig = DiscordRig(api, **settings)
        await rig.start()
        try:
            yield rig
        finally:
            await rig.stop()
        assert not api.violations, "\n".join(api.violations)


def options(shown: Shown) -> Mapping[str, bool]:
    """The options of a message's lists: label -> picked."""
    out: dict[str, bool] = {}
    for row in shown.components:
        with contextlib.suppress(KeyError):
            out |= {one["label"]: bool(one.get("default")) for one in row["components"][0]["options"]}
    return out
