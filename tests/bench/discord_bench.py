"""Discord beside the bare library, in the same run: messages a second, CPU a message, command to answer.

`python -m tests.bench.discord_bench` prints a table.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import app_commands, ui

from adapters.discord.components import render
from adapters.discord.gateway import DiscordGateway
from adapters.gateway import Command, Delivered
from adapters.messages import Address, Button, Card, Event, Message, Tone, line
from tests.bench.quick_discord import running
from tests.bench.table import Row
from tests.bench.traffic import IN_FLIGHT, MESSAGE, Rate, Run, Send, answering, median, rate, shown
from tests.discord.server import TOKEN

WORDS = "**Tue 24 Nov · 🟡 HOLD**\nStrength A · 50 min · after your easy 8 km"
CARD = Card(
    "Tue 24 Nov · 🟡 HOLD", (line("Strength A · 50 min · after your easy 8 km"),), tone=Tone.HOLD,
    rows=(tuple(Button(label, f"1.x.2k.{label}") for label in ("Start", "Swap", "Move", "Skip", "Why?")),),
)  # fmt: skip
"""A small one: what is sent in the mornings is always a card."""
TODAY = Command("today", "Today's session")


async def sending(count: int = 300, rounds: int = 3) -> dict[str, list[Rate]]:
    """A bare bot's `channel.send` loop and our gateway, turn about, each to many runners of a server of its own (what
    a bot writes comes back to it as an event); the median round of each.
    """
    found: dict[str, dict[int, list[Rate]]] = {name: {n: [] for n in IN_FLIGHT} for name in WAYS}
    for _ in range(rounds):
        for name, way in WAYS.items():
            with running() as url:
                async with aiohttp.ClientSession() as session, way(url, await _rooms(session, url)) as send:
                    await rate(send, 4, 100)  # the first message to a channel is slower: its bucket is not known
                    for in_flight, rates in found[name].items():
                        rates.append(await rate(send, in_flight, count))
    return {name: [median(rates) for rates in each.values()] for name, each in found.items()}


async def _rooms(session: aiohttp.ClientSession, url: str) -> Iterator[tuple[str, int]]:
    async with session.get(f"{url}/rooms", params={"count": 100}) as answer:
        return itertools.cycle([(str(user), room) for user, room in await answer.json()])


@asynccontextmanager
async def bare_loop(url: str, rooms: Iterator[tuple[str, int]]) -> AsyncIterator[Send]:
    """The library's own way to send a line of text."""
    async with _bare_sender(rooms, lambda: {"content": WORDS}) as send:
        yield send


@asynccontextmanager
async def bare_cards(url: str, rooms: Iterator[tuple[str, int]]) -> AsyncIterator[Send]:
    """The library's own way to send such a card as ours."""
    (shown,) = render(CARD)
    async with _bare_sender(rooms, lambda: {"view": _view(shown.components)}) as send:
        yield send


@asynccontextmanager
async def _bare_sender(rooms: Iterator[tuple[str, int]], made: Callable[[], dict[str, Any]]) -> AsyncIterator[Send]:
    nonces = itertools.count()
    client = _Bare(deferred=False)

    async def send() -> None:
        await client.get_partial_messageable(next(rooms)[1]).send(**made(), nonce=str(next(nonces)))

    async with _running(client):
        while not client.is_ready():  # noqa: ASYNC110 (before it is, nothing can be sent)
            await asyncio.sleep(0.01)
        yield send


@asynccontextmanager
async def gateway_loop(url: str, rooms: Iterator[tuple[str, int]], message: Message = MESSAGE) -> AsyncIterator[Send]:
    """The same as the coach sends it."""
    nonces = itertools.count()
    async with gateway_echo(url) as gateway:

        async def send() -> None:
            user, room = next(rooms)
            sent = await gateway.send(Address("discord", user, str(room)), message, nonce=str(next(nonces)))
            assert isinstance(sent, Delivered)

        yield send


WAYS: dict[str, Callable[[str, Iterator[tuple[str, int]]], AbstractAsyncContextManager[Send]]] = {
    "bare": bare_loop, "sinew": gateway_loop, "bare, a card": bare_cards,
    "sinew, a card": partial(gateway_loop, message=CARD),
}  # fmt: skip


class _Bare(discord.AutoShardedClient):
    """The library's own way: a command tree. `deferred` answers as any bot must that first has to look something up;
    `card` is what it shows then, in place of a line of text.
    """

    def __init__(self, deferred: bool, card: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(intents=discord.Intents.default(), max_messages=None)
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="today", description="Today's session")
        async def today(interaction: discord.Interaction) -> None:
            if card:
                view = _view(card)
                await interaction.response.defer()
                await interaction.edit_original_response(view=view)
            elif deferred:
                await interaction.response.defer()
                await interaction.edit_original_response(content=WORDS)
            else:
                await interaction.response.send_message(WORDS)

    async def setup_hook(self) -> None:
        await self.tree.sync()


def _view(components: Sequence[Mapping[str, Any]]) -> ui.LayoutView:
    view = ui.LayoutView()
    for one in components:
        view.add_item(_item(one))
    return view


def _item(component: Mapping[str, Any]) -> ui.Item[Any]:
    """A component of ours made the library's way."""
    match component["type"]:
        case discord.ComponentType.container.value:
            return ui.Container(*map(_item, component["components"]), accent_colour=component["accent_color"])
        case discord.ComponentType.text_display.value:
            return ui.TextDisplay(component["content"])
        case discord.ComponentType.separator.value:
            return ui.Separator(visible=component["divider"])
        case discord.ComponentType.action_row.value:
            return ui.ActionRow(*map(_item, component["components"]))
    style = discord.ButtonStyle(component["style"])
    return ui.Button(label=component["label"], style=style, custom_id=component["custom_id"])


@asynccontextmanager
async def _running(client: discord.Client) -> AsyncIterator[None]:
    work = asyncio.create_task(client.start(TOKEN))
    yield
    await client.close()
    await work


def bare_echo(url: str) -> AbstractAsyncContextManager[None]:
    """The quickest answer there is: one request."""
    return _running(_Bare(deferred=False))


def bare_deferred(url: str) -> AbstractAsyncContextManager[None]:
    """Acknowledge, then answer: two requests, as ours."""
    return _running(_Bare(deferred=True))


def bare_card(card: Sequence[Mapping[str, Any]], url: str) -> AbstractAsyncContextManager[None]:
    """The same two requests with a card in the second, nothing looked up, planned or stored for it."""
    return _running(_Bare(deferred=True, card=card))


@asynccontextmanager
async def gateway_echo(url: str) -> AsyncIterator[DiscordGateway]:
    """Our gateway alone, with nothing behind it: what the platform costs without the coach."""
    gateway = DiscordGateway(TOKEN, commands=[TODAY])
    replies: set[asyncio.Task[object]] = set()

    async def answer(events: Sequence[Event]) -> None:
        for event in events:
            origin = event.origin
            sent = gateway.send(origin.address, MESSAGE, nonce=origin.event_id, answering=origin.event_id)
            reply: asyncio.Task[object] = asyncio.create_task(sent)
            replies.add(reply)
            reply.add_done_callback(replies.discard)

    work = asyncio.create_task(gateway.run(answer))
    while not gateway.client.is_ready():  # noqa: ASYNC110 (before it is, nothing can be sent)
        await asyncio.sleep(0.01)
    yield gateway
    await gateway.close()
    await work


RUNS: dict[str, Run] = {"bare echo": bare_echo, "bare, deferred": bare_deferred, "our gateway": gateway_echo}


async def main() -> None:
    """Print both tables."""
    logging.getLogger("discord").setLevel(logging.CRITICAL)
    print(shown(await sending(), await answering(running, RUNS)))


async def rows(long: bool = False) -> list[Row]:
    """For the common table."""
    found = await sending(400 if long else 150)
    out = []
    for what, way in (("a line", ""), ("a card", ", a card")):
        for ours, bare in zip(found[f"sinew{way}"], found[f"bare{way}"], strict=True):
            name = f"Discord: sending {what} with {ours.in_flight} in flight"
            out.append(Row(name, ours.per_second, "messages/s", bare.per_second, "≥ 0.9 × bare"))
            out.append(Row(f"{name}, CPU", ours.cpu_ms, "ms each", bare.cpu_ms))
    return out


if __name__ == "__main__":
    asyncio.run(main())
