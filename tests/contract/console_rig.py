"""The console as a rig: its screen is its own, and what is typed is handed in beside the gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.console.events import Maker
from adapters.console.gateway import ConsoleGateway, Shown
from adapters.console.render import buttons, plain
from adapters.messages import Address, Document, Event, Message, Notice
from tests.contract.suite import Seen

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class ConsoleRig:
    """See `tests.contract.suite.Rig`. A terminal cannot be out of reach, and nobody blocks it."""

    can = frozenset({"edit", "files"})

    def __init__(self, folder: Path) -> None:
        self.me = Address("console", "rena", "rena")
        self.events: list[Event] = []
        self.broken_store = 0
        self._folder = folder
        self._notices: list[Message] = []
        self._maker = Maker(lambda: NOON)
        self.gateway = ConsoleGateway(lambda: NOON, self._show)

    async def say(self, text: str) -> None:
        self.events.append(self._maker.said("rena", text))

    async def press(self, label: str) -> None:
        button = self.gateway.labelled("rena", label)
        assert button is not None
        self.events.append(self._maker.pressed("rena", button.key))

    async def send_file(self, name: str, content: bytes) -> None:
        (self._folder / name).write_bytes(content)
        self.events.append(self._maker.sent("rena", self._folder / name))

    async def screen(self) -> Sequence[Seen]:
        shown = reversed(list(self.gateway.newest_first("rena")))
        return [_seen(one) for one in shown] + [_seen(one) for one in self._notices]

    async def trouble(self, kind: str) -> None:
        raise AssertionError(f"no terminal knows {kind}")

    async def relief(self) -> None: ...

    async def rest(self) -> None: ...

    def _show(self, shown: Shown) -> None:
        if isinstance(shown.message, Notice):
            self._notices.append(shown.message)


def _seen(message: Message) -> Seen:
    files = ((message.name, message.content),) if isinstance(message, Document) else ()
    labels = tuple(one.label for one in buttons(message))
    return Seen(plain(message), labels, files, fleeting=isinstance(message, Notice))


@asynccontextmanager
async def console_rig() -> AsyncIterator[ConsoleRig]:
    """A rig; there is nothing to start."""
    with TemporaryDirectory() as folder:
        yield ConsoleRig(Path(folder))
