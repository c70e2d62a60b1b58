"""The labelled points at which a run can be killed. They are patched into a child process; the product knows nothing.

A point is a place in a function that the product calls: before it begins, or after it has done its work and before
its caller knows.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Point:
    where: str
    """module:name or module:class.name"""
    after: bool = False
    when: Callable[..., bool] = lambda *given, **named: True


def _rows(_self: Any, rows: Any) -> bool:
    return bool(rows)


MORNING = {
    "tick.read": Point("bot.storage.people:due", after=True),
    "tick.scheduled": Point("bot.storage.people:make_mornings", after=True),
    "tick.moved": Point("bot.storage.people:move_due", after=True),
    "claim.begun": Point("bot.storage.claims:claim"),
    "claim.written": Point("bot.storage.claims:claim", after=True),
    "claim.done": Point("bot.schedule.delivery:Sender.accept", when=_rows),
    "plan.begun": Point("bot.schedule.planning:Planning.plan"),
    "plan.decided": Point("bot.schedule.planning:commit"),
    "plan.written": Point("bot.schedule.planning:commit", after=True),
    "plan.done": Point("bot.schedule.planning:Planning.plan", after=True),
}
SENDING = {
    "send.begun": Point("{gateway}.send"),
    "send.delivered": Point("{gateway}.send", after=True),
    "ack.begun": Point("bot.storage.claims:acknowledge"),
    "ack.written": Point("bot.storage.claims:acknowledge", after=True),
    "ack.done": Point("bot.schedule.posting:Posting.stored", when=_rows),
}
EVENT = {
    "receive.begun": Point("bot.storage.inbox:store"),
    "receive.written": Point("bot.storage.inbox:store", after=True),
    "receive.done": Point("bot.engine:Engine._enqueue"),
    "event.begun": Point("bot.handling:Handling._think"),
    "event.decided": Point("bot.handling:commit"),
    "event.written": Point("bot.handling:commit", after=True),
    "event.done": Point("bot.handling:Handling._keep", after=True),
}
WORKER = {
    "hand.marked": Point("bot.storage.handing:hand_out", after=True),
    "hand.out": Point("bot.schedule.hands:hand_out", after=True),
    "take.begun": Point("bot.storage.handing:take"),
    "take.written": Point("bot.storage.handing:take", after=True),
    "take.planned": Point("bot.schedule.hands:prepare", after=True),
}
POINTS = MORNING | SENDING | EVENT | WORKER
GATEWAYS = {
    "telegram": "adapters.telegram.gateway:TelegramGateway",
    "discord": "adapters.discord.gateway:DiscordGateway",
}


def plant(label: str, count: int, platform: str) -> None:
    """From now on this process kills itself when it passes the point for the so-manieth time."""
    point = POINTS[label]
    module, _, path = point.where.format(gateway=GATEWAYS[platform]).partition(":")
    owner: Any = importlib.import_module(module)
    *outer, name = path.split(".")
    for one in outer:
        owner = getattr(owner, one)
    original = getattr(owner, name)
    left = count

    def passing(given: tuple[Any, ...], named: dict[str, Any]) -> None:
        nonlocal left
        if point.when(*given, **named):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    planted: Any
    if inspect.iscoroutinefunction(original):

        async def planted(*given: Any, **named: Any) -> Any:
            if not point.after:
                passing(given, named)
            result = await original(*given, **named)
            if point.after:
                passing(given, named)
            return result

    else:

        def planted(*given: Any, **named: Any) -> Any:
            passing(given, named)
            return original(*given, **named)

    setattr(owner, name, functools.wraps(original)(planted))
