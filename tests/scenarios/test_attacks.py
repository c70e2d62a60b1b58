"""What somebody who means ill can send: made-up buttons, replays, floods, huge and poisoned words and files.

Nothing here may change another runner's diary, end without an answer, or be found as a crash in the log.
"""

from __future__ import annotations

import io
import itertools
import json
import logging
import os
import sqlite3
import time
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.messages import Pressed, Sent
from bot.dialogues import DIALOGUES
from bot.engine import Options
from bot.turns import keys
from bot.turns.registry import Registry
from tests.dialogues.living import TUESDAY, living
from tests.stages.console_stage import ConsoleStage

MALLORY = "mallory"

POISON = (
    "'; DROP TABLE person; --", '" OR 1=1 --', "1); DELETE FROM entry; --", "%", "_", "\\", "{0.__class__}",
    "{athlete}", "%s%n", "$(reboot)", "`id`", "../../etc/passwd", "..\\..\\windows", "<b>x</b>",
    "<script>alert(1)</script>", "[x](tg://user?id=1)", "@everyone <@1>", "\u202e\u2066", "\x00", "\x1b[2J", "NaN",
    "1e999", "-1", "9" * 400, "٣", "²", "None", "null", "2026-99-99", "9999-12-31", "0001-01-01", "a.b.c", "..", ".",
    " ",
)  # fmt: skip
"""Each is something to somebody: SQL, LIKE, formats, a shell, a path, markup, a terminal, a parser of numbers."""


@pytest.fixture
async def victim(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    """A runner on a training day with an open card, and mallory beside them with a diary of her own."""
    async with living(tmp_path) as stage:
        await stage.send(tmp_path / "runner.json", as_=MALLORY)
        await stage.clock(TUESDAY)
        yield stage


@pytest.fixture
def crashes() -> Iterator[list[str]]:
    """What the log says of crashes, whichever part caught them."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info or record.levelno >= logging.ERROR:
                text = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
                found.append(f"{getattr(record, 'action', '')}: {record.getMessage()} {text[-900:]}")

    listener = Listener()
    logging.getLogger().addHandler(listener)
    yield found
    logging.getLogger().removeHandler(listener)


async def diary_of(stage: ConsoleStage, person: str = "") -> Any:
    await stage.say("/export", as_=person)
    exported = stage.last(person).data
    return exported["athlete"], exported["diary"]


def prompts(stage: ConsoleStage, of: str = "runner") -> list[int]:
    raw = sqlite3.connect(stage.path)
    mine = "SELECT prompt.id FROM prompt JOIN address USING (person) WHERE address.user = ? ORDER BY prompt.id"
    found = [number for (number,) in raw.execute(mine, (of,))]
    raw.close()
    return found


OPTIONS = (
    "",
    "'--",
    "%s%n",
    "{0}",
    "../..",
    "NaN",
    "1e999",
    "-1",
    "9" * 40,
    "None",
    "2026-99-99",
    "9999-12-31",
    "a.b.c",
)
"""What a key lets through to a dialogue and no button of ours says."""


def made_up(verb: str, number: int, option: str) -> str:
    return f"1.{verb}.{keys.base36(number) if number else ''}.{option}"


# --- buttons ---------------------------------------------------------------------------------------------------------


async def test_no_made_up_button_reaches_another_runners_diary(victim: ConsoleStage, crashes: list[str]) -> None:
    """Every verb there is, on every question of the victim's."""
    before = await diary_of(victim)
    mine = prompts(victim)
    for verb, number in itertools.product(Registry(DIALOGUES).verbs, mine):
        for option in ("", "yes", "8"):
            answered = await victim.press_key(made_up(verb, number, option), as_=MALLORY)
            assert answered, f"{verb} stayed without an answer"
    assert await diary_of(victim) == before
    assert crashes == []


async def test_a_poisoned_option_is_an_answer_and_no_crash(victim: ConsoleStage, crashes: list[str]) -> None:
    """Her own questions, and none at all: what she may press, with what no button of ours says."""
    for one in ("/today", "/settings", "/pain", "/deload"):
        await victim.say(one, as_=MALLORY)
    hers = prompts(victim, MALLORY)[-1:]
    before = await diary_of(victim)
    for verb in Registry(DIALOGUES).verbs:
        if verb == "forget":
            continue
        for number in (0, *hers):
            for option in OPTIONS:
                await victim.press_key(made_up(verb, number, option), as_=MALLORY)
    assert await diary_of(victim) == before
    assert crashes == []


async def test_a_made_up_button_of_somebody_who_is_joining_is_an_answer_and_no_crash(
    tmp_path: Path, crashes: list[str]
) -> None:
    """Every verb there is, on the question of the joining and on none."""
    async with ConsoleStage(tmp_path, at=datetime.fromisoformat(TUESDAY)) as stage:
        await stage.say("/start")
        for verb in Registry(DIALOGUES).verbs:
            for number, option in itertools.product((0, prompts(stage)[0]), ("", "8")):
                answered = await stage.press_key(made_up(verb, number, option))
                # A press that the question itself does not know leaves it as it stands.
                assert answered or verb == "join", f"{verb} stayed without an answer"
        assert crashes == []
        await stage.press_key(made_up("skip", prompts(stage)[-1], ""))
        assert "We were here" in stage.last().text
        assert "None of these" in stage.last().labels, "a training day's button leads back to where joining stands"


@pytest.mark.parametrize(
    "key",
    [
        "", ".", "....", "1", "1.", "1.skip", "2.skip.1.", "1.skip.-1.", "1.skip.zzzzzzzzzzzzzzzzzzzz.", "1.SKIP.1.",
        "1.skip.1.x.y.z", "1.sk ip.1.", "1.skip.1.\n", "x" * 65, "x" * 100_000, "1.skip.1." + "y" * 100_000,
        "ключ", "\0",
    ],
)  # fmt: skip
async def test_a_key_that_is_none_is_answered(victim: ConsoleStage, crashes: list[str], key: str) -> None:
    before = await diary_of(victim)
    assert await victim.press_key(key)
    assert await diary_of(victim) == before
    assert crashes == []


async def test_a_replayed_press_has_one_effect(victim: ConsoleStage) -> None:
    """The very same event again, and the same press as a new one."""
    event = victim._maker.pressed("runner", victim.key("Skip"))
    for _ in range(5):
        await victim.house.give([event])
    await victim.house.quiet()
    reason = victim._maker.pressed("runner", victim.key("Tired"))
    for number in range(5):
        again = reason if number % 2 else replace(reason, origin=replace(reason.origin, event_id=f"replay-{number}"))
        await victim.house.give([again])
    await victim.house.quiet()
    _, diary = await diary_of(victim)
    assert len([one for one in diary if one["type"] == "skipped"]) == 1


async def test_a_select_with_values_of_its_own_is_answered(victim: ConsoleStage, crashes: list[str]) -> None:
    await victim.say("/pain", as_=MALLORY)
    for key in {one.key for seen in victim.messages(MALLORY)[-3:] for row in seen.message.rows for one in row}:  # type: ignore[union-attr]
        for values in (POISON, ("",), ("x" * 10_000,), tuple(str(n) for n in range(1000))):
            press = victim._maker.pressed(MALLORY, key)
            await victim.house.give([Pressed(press.origin, key, values=values)])
            await victim.house.quiet()
    assert crashes == []


# --- words -----------------------------------------------------------------------------------------------------------

COMMANDS = sorted(Registry(DIALOGUES).commands)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one != "forget"])
async def test_poison_behind_a_command_is_only_words(victim: ConsoleStage, crashes: list[str], command: str) -> None:
    before = await diary_of(victim)
    for text in POISON:
        assert await victim.say(f"/{command} {text}", as_=MALLORY), text
    assert await diary_of(victim) == before
    assert crashes == []


async def test_poison_as_an_answer_to_any_question_is_only_words(victim: ConsoleStage, crashes: list[str]) -> None:
    before = await diary_of(victim)
    for command in ("rate", "pain", "settings", "runs"):
        for text in POISON:
            await victim.say(f"/{command}", as_=MALLORY)
            assert await victim.say(text, as_=MALLORY) or not text.strip(), (command, text)
    assert await diary_of(victim) == before
    assert crashes == []


async def test_poison_while_joining_is_only_words(tmp_path: Path, crashes: list[str]) -> None:
    async with ConsoleStage(tmp_path) as stage:
        for number, text in enumerate(POISON):
            name = f"newcomer {number}"
            await stage.say("/start", as_=name)
            for _ in range(4):
                await stage.say(text, as_=name)
            await stage.press_key(f"1.join.1.{text}", as_=name)
        raw = sqlite3.connect(stage.path)
        assert raw.execute("SELECT count(*) FROM person").fetchone()[0] >= len(POISON) - 5
        raw.close()
    assert crashes == []


@pytest.mark.parametrize("text", ["a" * 100_000, "7 " * 50_000, "knee " * 20_000, "(" * 50_000, "Tu 8k " * 10_000])
async def test_a_huge_message_is_answered_soon(victim: ConsoleStage, crashes: list[str], text: str) -> None:
    for say in (text, f"/rate {text}", f"/runs {text}"):
        began = time.monotonic()
        assert await victim.say(say, as_=MALLORY)
        assert time.monotonic() - began < 5, f"{say[:20]} held everybody up"
    assert crashes == []


# --- files -----------------------------------------------------------------------------------------------------------


async def give(stage: ConsoleStage, name: str, content: bytes) -> float:
    """Sends a file and says how long the answer took."""
    sent = Sent(stage._maker.origin(MALLORY), name, content, "document", len(content))
    before, began = len(stage.messages(MALLORY)), time.monotonic()
    await stage.house.give([sent])
    await stage.house.quiet()
    assert len(stage.messages(MALLORY)) > before, f"{name} stayed without an answer"
    return time.monotonic() - began


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


HOSTILE = {
    "bomb.zip": zipped("run.fit", bytes(200_000_000)),
    "climber.zip": zipped("../../../tmp/quokka.gpx", b"<gpx/>"),
    "deep.json": b'{"format": "sinew/1", "athlete": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "wide.json": json.dumps({"format": "sinew/1", "athlete": {str(n): n for n in range(200_000)}}).encode(),
    "number.json": b'{"format": "sinew/1", "athlete": {"minutes": ' + b"9" * 50_000 + b"}}",
    "laughs.gpx": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>',
    "nan.json": b'{"format": "sinew/1", "athlete": {"mass_kg": NaN, "minutes": Infinity}, "diary": []}',
    "twice.json": b'{"format": "sinew/1", "format": "sinew/1", "athlete": {}, "athlete": {}}',
    "utf16.json": '{"format": "sinew/1"}'.encode("utf-16"),
    "empty.json": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_answered_soon_and_changes_nothing(
    victim: ConsoleStage, crashes: list[str], name: str
) -> None:
    before, hers = await diary_of(victim), await diary_of(victim, MALLORY)
    assert await give(victim, name, HOSTILE[name]) < 10
    assert await diary_of(victim) == before
    assert await diary_of(victim, MALLORY) == hers
    assert crashes == []


CLIMBERS = ("../../../../quokka.json", "..\\..\\quokka.json", "/tmp/quokka.json", "\0", "a" * 5000)


@pytest.mark.parametrize("name", CLIMBERS)
async def test_a_name_that_is_a_path_writes_nothing(victim: ConsoleStage, crashes: list[str], name: str) -> None:
    places = [victim.path.parents[2], Path("/tmp")]
    before = {one for place in places for one in os.listdir(place)}
    await give(victim, name, b'{"format": "sinew/1"}')
    assert crashes == []
    assert {one for place in places for one in os.listdir(place) if "quokka" in one} <= before


# --- floods ----------------------------------------------------------------------------------------------------------


async def test_who_floods_slows_nobody_else_and_stores_no_more_than_the_limit(tmp_path: Path) -> None:
    limited = Options(retry_seconds=0.05, per_minute={"console": 20})
    async with ConsoleStage(tmp_path, options=limited) as stage:
        flood = [stage._maker.said(MALLORY, f"/help {n}") for n in range(500)]
        await stage.house.give(flood)
        await stage.say("/start", as_="anna")
        assert "Sinew" in stage.last("anna").text
        await stage.house.quiet()
        raw = sqlite3.connect(stage.path)
        assert raw.execute("SELECT count(*) FROM inbox WHERE user = 'mallory'").fetchone() == (20,)
        raw.close()
        told = [one for one in stage.messages(MALLORY) if "a lot at once" in one.text]
        assert len(told) == 1


async def test_strangers_at_a_closed_door_cost_nothing_that_grows(tmp_path: Path) -> None:
    closed = Options(retry_seconds=0.05, allowed=frozenset({"console:anna"}))
    async with ConsoleStage(tmp_path, options=closed) as stage:
        stage.house.engine._told = {("console", str(n)): "engine.not_allowed" for n in range(10_000)}
        for name in ("bob", "bob", "eve"):
            await stage.say("/start", as_=name)
        assert [len(stage.messages(name)) for name in ("bob", "eve")] == [1, 1]
        assert len(stage.house.engine._told) < 10
        raw = sqlite3.connect(stage.path)
        assert raw.execute("SELECT count(*) FROM inbox").fetchone() == (0,)
        raw.close()
