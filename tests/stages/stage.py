"""What a scenario may do and see, the same on every platform: a runner, a clock, and what stands on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from adapters.gateway import Command
from bot import menu
from bot.dialogue import Dialogue
from bot.turns.registry import Registry


def offered(dialogues: Iterable[Dialogue]) -> Sequence[Command]:
    """The platform's menu: the product's own, or for dialogues made up by a test their commands without words."""
    registry = Registry(dialogues)
    return menu.commands(registry, "en") or [Command(one, one) for one in registry.commands]


class Sight(Protocol):
    """One message as a runner sees it."""

    @property
    def text(self) -> str: ...

    @property
    def labels(self) -> list[str]: ...

    @property
    def edits(self) -> int | None:
        """The number of the message that it changed in place."""
        ...

    @property
    def notice(self) -> bool:
        """Fleeting: a toast, an ephemeral line."""
        ...

    @property
    def card(self) -> dict[str, Any] | None:
        """What the coach says about a card to programs; no platform shows it."""
        ...

    @property
    def document(self) -> bytes | None: ...

    @property
    def film(self) -> str:
        """The name of the video that can be watched here, or ""."""
        ...


class Stage(Protocol):
    """`async with` it. Every step returns once the coach has nothing more to do, with what appeared.

    `as_` names another runner, "" is the stage's own. A label is meant on the newest message that has it, as last
    edited. `clock` takes an ISO instant, "+24h" and the like, and delivers everything that falls due on the way.
    """

    platform: str

    async def __aenter__(self) -> Stage: ...

    async def __aexit__(self, *_: object) -> None: ...

    async def say(self, text: str, as_: str = "") -> Sequence[Sight]: ...

    async def call(self, command: str, arguments: str = "", as_: str = "") -> Sequence[Sight]: ...

    async def press(self, label: str, as_: str = "") -> Sequence[Sight]: ...

    def key(self, label: str, as_: str = "") -> str:
        """The key of that button, to press it later, or as somebody else."""
        ...

    async def press_key(self, key: str, as_: str = "") -> Sequence[Sight]: ...

    async def send(self, path: Path, as_: str = "") -> Sequence[Sight]:
        """A file; one named .mp4 goes as a video, as an app sends it."""
        ...

    async def clock(self, to: str | datetime | timedelta) -> Sequence[Sight]: ...

    async def restart(self) -> None:
        """The coach goes down and comes up again; what the runner has on the screen stays there."""
        ...

    def messages(self, as_: str = "") -> Sequence[Sight]:
        """Everything that appeared, in order, an edit as one more."""
        ...

    def last(self, as_: str = "", *, notices: bool = True) -> Sight: ...
