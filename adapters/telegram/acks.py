"""Answering presses in time: Telegram shows a spinner on the button until `answerCallbackQuery`, and forgets the query
after some seconds. So every press is answered from here within a second, whatever the database is doing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.gateway import Outcome

Answer = Callable[[str, str], Awaitable[Outcome | None]]
"""(query id, words or "") -> what became of it; None where the query was too old."""

_REMEMBERED = 2000
_AFTER_REPLY = 0.2
"""Once something else answers the press, how much longer its toast may take."""


@dataclass(slots=True)
class _Ack:
    words: asyncio.Future[str]
    task: asyncio.Task[Outcome | None]


class Acks:
    """The presses of the last minutes. Each is held for `hold` seconds, so that a notice can ride on its answer."""

    def __init__(self, answer: Answer, hold: float) -> None:
        self._answer = answer
        self._hold = hold
        self._acks: dict[str, _Ack] = {}

    def open(self, event_id: str, query: str) -> None:
        """A press came in. One that comes in again (its batch was not stored) was answered already."""
        if event_id in self._acks:
            return
        loop = asyncio.get_running_loop()
        words: asyncio.Future[str] = loop.create_future()
        loop.call_later(self._hold, _settle, words, "")
        self._acks[event_id] = _Ack(words, loop.create_task(self._when_settled(query, words)))
        if len(self._acks) > _REMEMBERED:
            del self._acks[next(iter(self._acks))]

    async def toast(self, event_id: str, words: str) -> Outcome | None:
        """Show the words on the press's answer; None where it is too late for that."""
        ack = self._acks.get(event_id)
        if ack is None or ack.words.done():
            return None
        ack.words.set_result(words)
        return await asyncio.shield(ack.task)

    def hurry(self, event_id: str) -> None:
        """The press is being answered by a message: the spinner need not turn for the whole hold."""
        if (ack := self._acks.get(event_id)) is not None and not ack.words.done():
            asyncio.get_running_loop().call_later(_AFTER_REPLY, _settle, ack.words, "")

    async def close(self) -> None:
        """Answer what is still held, now."""
        for ack in self._acks.values():
            _settle(ack.words, "")
        await asyncio.gather(*(ack.task for ack in self._acks.values()), return_exceptions=True)

    async def _when_settled(self, query: str, words: asyncio.Future[str]) -> Outcome | None:
        return await self._answer(query, await words)


def _settle(words: asyncio.Future[str], value: str) -> None:
    if not words.done():
        words.set_result(value)
