"""What the console needs of the coach behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from adapters.messages import Event, Message


class House(Protocol):
    def now(self) -> datetime: ...

    async def give(self, events: Sequence[Event]) -> None:
        """Hands events in. What goes wrong with the database has been said to the runner by then."""
        ...

    async def quiet(self) -> None:
        """Until everything that follows has been shown."""
        ...

    async def travel(self, to: datetime) -> None:
        """Moves the clock forward and delivers everything that falls due on the way, in order."""
        ...

    async def zone(self, person: str) -> str:
        """The runner's time zone, UTC for one who is not known."""
        ...

    async def morning(self, person: str) -> datetime | None:
        """The runner's next morning."""
        ...

    async def screen(self, person: str) -> Sequence[tuple[str, Message]]:
        """What earlier runs showed this runner: (ref, message), oldest first."""
        ...
