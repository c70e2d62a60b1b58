"""The coach at a terminal: numbers, labels and travels, as a person types them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.console.coach import Coach
from adapters.console.gateway import ConsoleGateway, Shown
from adapters.console.render import plain, safe
from adapters.console.repl import Repl, converse
from adapters.messages import Button, Card, Field, Line, Picture, Span, Text, Tone, line, mono, strong
from bot.clock import MovableClock
from bot.house import House
from bot.storage import Store, sqlite
from bot.words import Words
from tests.bot.echo import ECHO
from tests.stages.house_stage import BEGIN


class Terminal:
    def __init__(self, folder: Path, travels: bool = True) -> None:
        self.out = ""
        self.clock = MovableClock(BEGIN)
        self.gateway = ConsoleGateway(self.clock.now, lambda shown: self.repl.show(shown))
        store = Store(sqlite.url_of(folder / "sinew.db"), durable=False)
        self.house = House(store, self.clock, [ECHO], {"console": self.gateway})
        coach = Coach(self.house, self.gateway)
        self.repl = Repl(coach, self.write, Words(), "runner", folder, colour=False, travels=travels)

    def write(self, text: str) -> None:
        self.out += text

    async def type(self, text: str) -> str:
        self.out = ""
        await self.repl.take(text)
        return self.out


@pytest.fixture
async def terminal(tmp_path: Path) -> AsyncIterator[Terminal]:
    terminal = Terminal(tmp_path)
    await terminal.house.open()
    await terminal.repl.open()
    yield terminal
    await terminal.house.close(1)


async def test_a_button_is_pressed_by_number_or_by_label(terminal: Terminal) -> None:
    assert "[1] Berlin" in await terminal.type("/start")
    pressed = await terminal.type("1")
    assert "You live in Europe/Berlin." in pressed
    assert "→ Berlin" in pressed, "a number says what it was taken for"
    assert "[1] Done  [2] Plus" in await terminal.type("/today")
    changed = await terminal.type("plus")
    assert "changed in place" in changed
    assert "1 so far" in changed
    assert "Noted as number 1." in await terminal.type("DONE")


async def test_what_changes_nothing_is_answered_all_the_same(terminal: Terminal) -> None:
    await terminal.type("/start")
    await terminal.type("1")
    await terminal.type("/today")
    key = next(one.key for one in terminal.repl._numbered.values() if one.label == "Plus")
    terminal.repl._numbered = {"1": Button("Stay", key[:-1] + "0")}
    await terminal.type("stay")
    terminal.repl._numbered = {"1": Button("Stay", key[:-1] + "0")}
    assert "0 so far" in await terminal.type("stay")


async def test_words_that_are_no_button_are_said(terminal: Terminal) -> None:
    await terminal.type("/start")
    await terminal.type("1")
    assert "I heard echo 3." in await terminal.type("echo 3")


async def test_travels_by_day_time_and_span(terminal: Terminal) -> None:
    await terminal.type("/start")
    await terminal.type("1")
    assert terminal.repl.prompt() == "Mon 23 Nov 07:00 > "
    assert "Morning 2026-11-24" in await terminal.type(":tomorrow")
    assert terminal.repl.prompt() == "Tue 24 Nov 07:00 > "
    assert "How was it?" in await terminal.type(":20:00")
    assert "it is Tue 24 Nov 20:30 now" in await terminal.type(":+30m")
    await terminal.type(":06:00")
    assert terminal.repl.prompt() == "Wed 25 Nov 06:00 > "
    assert "Morning 2026-11-25" in await terminal.type(":+1d")


@pytest.mark.parametrize("wish", [":later", ":25:00", ":+3y", ":-1d", ":yesterday"])
async def test_a_travel_that_cannot_be_is_said_so(terminal: Terminal, wish: str) -> None:
    before = terminal.clock.now()
    assert f"do not know {wish}" in await terminal.type(wish)
    assert terminal.clock.now() == before


async def test_too_far_is_too_far(terminal: Terminal) -> None:
    assert "at most a year" in await terminal.type(":+900d")


async def test_the_real_clock_cannot_be_moved(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, travels=False)
    await terminal.house.open()
    assert "cannot be moved" in await terminal.type(":tomorrow")
    assert ":tomorrow" not in await terminal.type(":help")
    await terminal.house.close(1)


async def test_a_document_is_saved_and_its_place_named(terminal: Terminal, tmp_path: Path) -> None:
    await terminal.type("/start")
    await terminal.type("1")
    told = await terminal.type("/export")
    assert str(tmp_path) in told
    assert [name for name in os.listdir(tmp_path) if name.endswith("export.json")]


async def test_a_file_is_sent_by_name(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "my export.json").write_text("{}")
    assert "Read 2 bytes." in await terminal.type(f":send '{tmp_path / 'my export.json'}'")
    assert "cannot read" in await terminal.type(":send /no/such")


async def test_a_conversation_ends_with_quit_or_the_end_of_input(terminal: Terminal) -> None:
    typed = iter(["hello", "", ":quit", "never"])
    asked = []

    async def read(prompt: str) -> str | None:
        asked.append(prompt)
        return next(typed, None)

    await converse(terminal.repl, read)
    assert len(asked) == 3


async def test_a_number_that_is_a_label_means_the_label(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    rows = (
        tuple(Button(str(one), f"1.rate.1.{one}") for one in range(3)),
        (Button("Skip", "1.skip.1."), Button("Help", "", url="https://example.org")),
    )
    terminal.repl.show(Shown(1, "runner", BEGIN, Text((line("How hard?"),), rows), "x"))
    assert "[0]  [1]  [2]" in terminal.out
    assert "[3] Skip  Help <https://example.org>" in terminal.out
    found = terminal.repl._button("2")
    assert found is not None
    assert found.key == "1.rate.1.2"


def test_a_card_as_plain_text() -> None:
    card = Card(
        "Today", (line(strong("Squat"), " 3 × 8"), Line(), Line((mono("1"), mono("Lunge"), mono("2 × 10")))),
        (Field("Light", "PUSH"),), "footer", Tone.PUSH,
    )  # fmt: skip
    assert plain(card).split("\n")[:3] == ["Today", "Squat 3 × 8", ""]
    assert "Light: PUSH" in plain(card)
    assert plain(Picture(b"", "A chart", (line("x"),))) == "[A chart]\nx"


def test_what_could_steer_a_terminal_is_left_out() -> None:
    assert safe("a\x1b[2Jb\x07\u202ec") == "a[2Jbc"
    assert plain(Text((Line((Span("\x1b]0;evil\x07hi"),)),))) == "]0;evilhi"


async def test_a_question_for_a_number_in_words_gets_the_number(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    rows = ((Button("Left", "1.side.1.l"), Button("Right", "1.side.1.r")),)
    terminal.repl.show(Shown(1, "runner", BEGIN, Text((line("How strong is it?"),), rows, scale=10), "x"))
    assert "[11] Left  [12] Right" in terminal.out
    assert terminal.repl._button("2") is None
    found = terminal.repl._button("12")
    assert found is not None
    assert found.label == "Right"


async def asked_how_hard(terminal: Terminal) -> None:
    """A runner who has joined, and a pad of numbers that waits for an answer."""
    await terminal.type("/start")
    await terminal.type("1")
    pad = (tuple(Button(str(one), f"1.rate.1.{one}") for one in range(11)),)
    terminal.repl.show(Shown(1, "runner", BEGIN, Text((line("How hard was it?"),), pad), "pad"))


async def test_while_a_number_is_asked_for_no_other_button_has_it(terminal: Terminal) -> None:
    await asked_how_hard(terminal)
    assert "[11] Done  [12] Plus" in await terminal.type("/today")
    assert "→" not in await terminal.type("7"), "it is an answer and no button"
    assert "[1] Done  [2] Plus" in await terminal.type("/today"), "it has been answered"


async def test_a_number_that_was_answered_by_a_tap_is_asked_for_no_more(terminal: Terminal) -> None:
    await asked_how_hard(terminal)
    terminal.repl.show(Shown(2, "runner", BEGIN, Text((line("Effort 7. Anything sore?"),)), "pad", 1))
    assert "[1] Done  [2] Plus" in await terminal.type("/today")
