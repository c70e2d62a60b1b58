"""What all stages have in common: a house with a clock that can be moved, and what a runner has seen so far."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from adapters.console.jsonl import instant
from bot.clock import MovableClock
from bot.dialogue import Dialogue
from bot.engine import Options
from bot.house import House
from bot.storage import sqlite
from bot.words import Words
from tests.stages.stage import Sight

BEGIN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""A Monday."""

Seen = TypeVar("Seen", bound=Sight)


class HouseStage(ABC, Generic[Seen]):
    """See `tests.stages.stage.Stage`. `since` is what the last step brought."""

    house: House

    def __init__(
        self, folder: Path, dialogues: Iterable[Dialogue] | None = None, *, at: datetime = BEGIN,
        person: str = "runner", options: Options | None = None, url: str = "",
    ) -> None:  # fmt: skip
        if dialogues is None:
            from bot.dialogues import DIALOGUES

            dialogues = DIALOGUES
        Words.strict = True
        self.dialogues = tuple(dialogues)
        self.path = folder / "sinew.db"
        self.url = url or sqlite.url_of(self.path)
        self.moving = MovableClock(at)
        self.person = person
        self.options = options or Options(retry_seconds=0.05)
        self.since: list[Seen] = []

    @abstractmethod
    async def say(self, text: str, as_: str = "") -> list[Seen]: ...

    @abstractmethod
    def messages(self, as_: str = "") -> list[Seen]: ...

    @abstractmethod
    def _begin_step(self) -> None: ...

    @abstractmethod
    def _end_step(self) -> list[Seen]: ...

    async def call(self, command: str, arguments: str = "", as_: str = "") -> list[Seen]:
        return await self.say(f"/{command} {arguments}".strip(), as_)

    async def clock(self, to: str | datetime | timedelta) -> list[Seen]:
        """ "+24h", an ISO instant with its offset, a datetime or a timedelta; everything due on the way arrives."""
        self._begin_step()
        now = self.moving.now()
        if isinstance(to, timedelta):
            to = now + to
        await self.house.travel(instant(to, now) if isinstance(to, str) else to)
        return self._end_step()

    def last(self, as_: str = "", *, notices: bool = True) -> Seen:
        return next(seen for seen in reversed(self.messages(as_)) if notices or not seen.notice)

    def screen(self, as_: str = "", count: int = 3) -> str:
        """The newest messages with their buttons, for failure messages."""
        return "\n---\n".join(f"{one.text}\n{one.labels}" for one in self.messages(as_)[-count:])
