"""The console as a platform: what is sent appears on a screen that remembers it, as a chat would."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from adapters.console.render import buttons
from adapters.gateway import Delivered, EditOutcome, Limits, Missing, OnEvents, Outcome, Ref
from adapters.messages import Address, Button, Message, Notice

PLATFORM = "console"


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that appeared. `n` counts everything that does; an edit takes a new `n` and names the original."""

    n: int
    to: str
    at: datetime
    message: Message
    ref: Ref
    edits: int | None = None


@dataclass(slots=True)
class _Kept:
    n: int
    message: Message
    to: str


class ConsoleGateway:
    platform = PLATFORM
    limits = Limits(
        text=1_000_000, caption=1_000_000, buttons_per_row=12, rows=100, label=200, file_bytes=50_000_000,
        once_per_nonce=True,
    )  # fmt: skip

    def __init__(self, now: Callable[[], datetime], show: Callable[[Shown], None]) -> None:
        self._now, self._show = now, show
        self._count = 0
        self._run = uuid4().hex[:12]
        self._kept: dict[Ref, _Kept] = {}
        self._of: defaultdict[str, list[Ref]] = defaultdict(list)
        self._sent: dict[str, Ref] = {}
        self._unchanged: Ref = ""
        self._closed = asyncio.Event()

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        again = self._kept.get(self._sent.get(nonce, ""))
        if again is not None and again.message == message:
            # A store put back to an earlier day numbers other messages the same: those are shown.
            return Delivered(self._sent[nonce])
        self._count += 1
        ref = self._sent[nonce] = f"{self._run}-{self._count}"
        if not isinstance(message, Notice):
            self._keep(ref, _Kept(self._count, message, to.user))
        self._appear(Shown(self._count, to.user, self._now(), message, ref))
        return Delivered(ref)

    async def edit(self, to: Address, ref: Ref, message: Message, *, answering: str = "") -> EditOutcome:
        kept = self._kept.get(ref)
        if kept is None or kept.to != to.user:
            return Missing()
        if kept.message != message:
            kept.message = message
            self._appear_edited(ref)
        elif answering:
            self._unchanged = ref
        return Delivered(ref)

    async def run(self, on_events: OnEvents) -> None:
        """What a runner types is handed in by the line protocol or the prompt; there is nothing to poll."""
        await self._closed.wait()

    async def close(self) -> None:
        self._closed.set()

    @property
    def count(self) -> int:
        """How many things have appeared so far."""
        return self._count

    def answer_since(self, count: int) -> None:
        """If nothing has appeared since, the message whose edit changed nothing appears as it stands.

        A chat shows that a press arrived; here a second press of the same button would bring nothing at all.
        """
        if self._count == count and self._unchanged:
            self._appear_edited(self._unchanged)
        self._unchanged = ""

    def remember(self, to: str, ref: Ref, message: Message) -> None:
        """A message that an earlier run showed and that is still on the runner's screen."""
        if ref not in self._kept and not isinstance(message, Notice):
            self._keep(ref, _Kept(0, message, to))

    def newest_first(self, to: str) -> Iterator[Message]:
        """A runner's messages as last edited."""
        return (self._kept[ref].message for ref in reversed(self._of[to]))

    def labelled(self, to: str, label: str) -> Button | None:
        """The button with exactly that label on the newest message that has one."""
        for message in self.newest_first(to):
            for one in buttons(message):
                if one.label == label and not one.url:
                    return one
        return None

    def _keep(self, ref: Ref, kept: _Kept) -> None:
        self._kept[ref] = kept
        self._of[kept.to].append(ref)

    def _appear_edited(self, ref: Ref) -> None:
        kept = self._kept[ref]
        self._count += 1
        # A message of an earlier run has no number in this one: it appears as a new one and is that from now on.
        original = kept.n or None
        kept.n = kept.n or self._count
        self._appear(Shown(self._count, kept.to, self._now(), kept.message, ref, original))

    def _appear(self, shown: Shown) -> None:
        self._show(shown)
