"""A conversation at this terminal, for `sinew demo` and `sinew chat`."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sys
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

from adapters.console.coach import Coach
from adapters.console.gateway import ConsoleGateway
from adapters.console.repl import Repl, converse
from bot.clock import Clock, MovableClock
from bot.dialogues import DIALOGUES
from bot.house import House
from bot.storage import Store
from bot.words import Words


async def talk(store: Store, clock: Clock, person: str, files: Path) -> int:
    """Returns the exit code."""
    words = Words()
    typed = Typed()
    moving = isinstance(clock, MovableClock)
    screen = ConsoleGateway(clock.now, lambda shown: repl.show(shown))
    house = House(store, clock, DIALOGUES, {"console": screen})
    repl = Repl(Coach(house, screen), typed.write, words, person, files, colour=typed.tty, travels=moving)
    await house.open(exclusive=True)
    try:
        typed.write(words("console.welcome_demo" if moving else "console.welcome_chat", where=store.where) + "\n\n")
        await repl.open()
        with typed.terminal():
            if moving:
                await house.settle()
                await converse(repl, typed.read)
            else:
                async with house.at_work():
                    await _until_either(house, converse(repl, typed.read))
        typed.write(words("console.bye") + "\n")
    finally:
        await house.close()
    return 0


async def _until_either(house: House, conversation: Coroutine[Any, Any, None]) -> None:
    """Until the conversation is over, or the coach cannot go on; raises why."""
    over = asyncio.Event()
    talking = asyncio.create_task(conversation)
    talking.add_done_callback(lambda _: over.set())
    try:
        await house.until(over)
        await talking
    finally:
        talking.cancel()


class Typed:
    """A person's lines, read in a thread of its own, so that a morning can appear while they think."""

    def __init__(self) -> None:
        self.tty = sys.stdin.isatty() and sys.stdout.isatty()
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._prompt = ""
        self._started = False

    def write(self, text: str) -> None:
        """Above the line that is being typed, which is drawn again below."""
        if self._prompt and self.tty:
            sys.stdout.write("\r\x1b[K" + text + self._prompt + self._typed_so_far())
        else:
            sys.stdout.write(text)
        sys.stdout.flush()

    def _typed_so_far(self) -> str:
        readline = sys.modules.get("readline")
        return str(readline.get_line_buffer()) if readline else ""

    async def read(self, prompt: str) -> str | None:
        if not self._started:
            self._started = True
            threading.Thread(target=self._work, name="keyboard", daemon=True).start()
        self._prompt = prompt
        self._wanted.put(prompt if self.tty else "")
        try:
            line = await self._lines.get()
        finally:
            self._prompt = ""
        if line is not None and not self.tty:
            # A script's lines belong into its transcript.
            sys.stdout.write(f"{prompt}{line}\n")
        return line

    def _work(self) -> None:
        if self.tty:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401
        while True:
            prompt = self._wanted.get()
            line: str | None
            try:
                line = input(prompt)
            except (EOFError, OSError, ValueError):
                line = None
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
            if line is None:
                return

    @contextlib.contextmanager
    def terminal(self) -> Iterator[None]:
        """Gives the terminal back as it was: a reader that is cut off leaves it without echo."""
        try:
            import termios
        except ImportError:
            yield
            return
        if not self.tty:
            yield
            return
        before = termios.tcgetattr(sys.stdin)
        try:
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
