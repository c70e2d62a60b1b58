"""A gateway that answers as it is told, and counts."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.console.render import plain
from adapters.gateway import Delivered, EditOutcome, Limits, Missing, OnEvents, Outcome
from adapters.messages import Address, Message

Decide = Callable[[str], EditOutcome | None]
"""What to answer to a message with that text; None = it is delivered."""


@dataclass
class Moody:
    """Platform "telegram" unless told otherwise. `decide` may fail a message; what arrived stands in `arrived`."""

    platform: str = "telegram"
    decide: Decide = lambda text: None
    seconds: float = 0.0
    arrived: list[tuple[str, str]] = field(default_factory=list)
    """(chat, text) in the order of arrival."""
    tried: int = 0
    edits: list[tuple[str, str]] = field(default_factory=list)
    nonces: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    flying: int = 0
    most_flying: int = 0
    gone: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.limits = Limits(4096, 1024, 8, 12, 64, 1_000_000, once_per_nonce=self.platform == "discord")

    async def send(
        self, to: Address, message: Message, *, nonce: str, silent: bool = False, answering: str = ""
    ) -> Outcome:
        self.tried += 1
        self.flying += 1
        self.most_flying = max(self.most_flying, self.flying)
        self.nonces[nonce] += 1
        try:
            if self.seconds:
                await asyncio.sleep(self.seconds)
            text = plain(message)
            outcome = self.decide(text)
            if outcome is None:
                self.arrived.append((to.chat, text))
                return Delivered(f"m{self.tried}")
            assert not isinstance(outcome, Missing)
            return outcome
        finally:
            self.flying -= 1

    async def edit(self, to: Address, ref: str, message: Message, *, answering: str = "") -> EditOutcome:
        if ref in self.gone:
            return Missing()
        self.edits.append((ref, plain(message)))
        return Delivered(ref)

    async def run(self, on_events: OnEvents) -> None:
        await asyncio.Event().wait()

    async def close(self) -> None:
        return
