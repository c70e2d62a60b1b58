"""Forgetting a runner: everything, once, and only on their word."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.storage import Connection
from bot.storage.tables import metadata, outbox
from tests.core.golden import RUNNER
from tests.dialogues.doors.test_share import PHYSIO, shared
from tests.dialogues.living import TUESDAY, living
from tests.dialogues.test_data import MONDAY, export
from tests.stages.console_stage import ConsoleStage
from tests.stages.raw import raw as raw_file


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=MONDAY) as opened:
        yield opened


async def test_forgetting_erases_the_runner_and_everything_of_theirs(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("+48h")
        await stage.say("/forget")
        seen = await stage.press("Erase everything")
        assert "I know nothing about you" in seen[-1].text
        seen = await stage.say("/export")
        assert seen[-1].document is None
        assert not await stage.clock("+72h"), "no morning comes any more"
        assert b"Europe/Berlin" not in stage.path.read_bytes()


async def test_the_export_is_offered_before_forgetting(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/forget")
        seen = await stage.press("Send me the export first")
        assert seen[-1].data["format"] == "sinew/1"
        await stage.press("Erase everything")
        path = tmp_path / "back.json"
        path.write_bytes(seen[-1].document or b"")
        seen = await stage.send(path)
        assert "Moved in" in seen[-1].text, "and with it there is a way back"


async def test_keep_it_keeps_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        before = await export(stage)
        await stage.say("/forget")
        await stage.press("Keep it")
        assert await export(stage) == before


async def test_an_old_card_of_forgetting_erases_nothing(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/forget")
        key = stage.last().keys["Erase everything"]
        await stage.clock("+3h")
        seen = await stage.press_key(key)
        assert "Erase everything?" in seen[-1].text, "it asks again"
        assert (await export(stage))["diary"]


async def test_somebody_unknown_has_nothing_to_forget(stage: ConsoleStage) -> None:
    seen = await stage.say("/forget")
    assert "nothing about you" in seen[-1].text


async def test_a_half_joined_runner_can_be_forgotten_too(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.press("None of these")
    await stage.say("/forget")
    await stage.press("Erase everything")
    seen = await stage.say("/start")
    assert seen[-1].text.startswith("1 of 7")


# --- the raw files ---------------------------------------------------------------------------------------------------

RUNNER_NAME, DOOR_NAME, OTHER_NAME = "quokka-user", "quokka-door", "wombat-user"
MARK = re.compile(rb"quokka-[a-z]+")


def base64_of(word: bytes) -> set[bytes]:
    """What stands in a document's base64 where that word begins at the first, second or third byte of a group."""
    found = set()
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + word)
        # The edges depend on the neighbours.
        found.add(whole[4 if shift else 0 : len(whole) - 4])
    return found


HIDDEN = base64_of(b"quokka-athlete") | base64_of(b"quokka-place")


def raw(stage: ConsoleStage) -> dict[str, bytes]:
    """Every file that the database consists of, or left behind."""
    return {one.name: one.read_bytes() for one in stage.path.parent.iterdir() if one.name.startswith(stage.path.name)}


def leaks(stage: ConsoleStage) -> set[str]:
    found = set()
    for name, content in raw(stage).items():
        found |= {f"{name}: {word.decode()}" for word in MARK.findall(content)}
        found |= {f"{name}: base64" for word in HIDDEN if word in content}
    return found


async def tables(stage: ConsoleStage) -> dict[str, list[str]]:
    """Table -> its rows as text."""

    async def read(connection: Connection) -> dict[str, list[str]]:
        return {
            one.name: [str(tuple(row)) for row in await connection.execute(select(one))]
            for one in metadata.sorted_tables
        }

    return await stage.house.store.read(read)


async def lived(stage: ConsoleStage, folder: Path) -> None:
    """A runner whose words are in every place that words can get to, at two doors; and another beside them."""
    athlete = RUNNER.to_json() | {"unknown": "quokka-athlete"}
    athlete["places"][0]["name"] = "quokka-place"
    entry = {"at": "2026-11-20T10:00:00+01:00", "day": "2026-11-20", "type": "asked", "what": "x", "y": "quokka-entry"}
    for name, diary in ((RUNNER_NAME, [entry]), (OTHER_NAME, [])):
        told = athlete if name == RUNNER_NAME else RUNNER.to_json()
        (folder / "in.json").write_text(json.dumps({"format": "sinew/1", "athlete": told, "diary": diary}))
        await stage.send(folder / "in.json", as_=name)
    await stage.say("wombat-words", as_=OTHER_NAME)
    await stage.say("/link")
    code = re.search(r"\w{4}-\w{4}", stage.last(RUNNER_NAME).text)
    assert code
    await stage.say(code[0], as_=DOOR_NAME)
    await stage.clock(TUESDAY)
    for text in (
        "quokka-typed and more", "/race quokka-race 12 April", "/pain quokka-pain 4", "8, quokka-sore 5", "/runs 8k",
        "my knee locked quokka-flag", "/export", "/settings", "/link",
    ):  # fmt: skip
        await stage.say(text)
        await stage.say("quokka-elsewhere", as_=DOOR_NAME)


async def test_nothing_of_a_forgotten_runner_is_in_the_raw_files(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=MONDAY, person=RUNNER_NAME) as stage:
        await lived(stage, tmp_path)
        before = await tables(stage)
        for table in ("person", "address", "entry", "inbox", "outbox"):
            assert any(MARK.search(row.encode()) for row in before[table]), f"the test plants no word in {table}"
        assert before["prompt"]
        assert any("link." in row for row in before["note"])
        planted = {one.split(": ")[1] for one in leaks(stage)}
        assert {"quokka-typed", "quokka-elsewhere", "quokka-place", "quokka-entry", "quokka-user", "base64"} <= planted

        await stage.say("/forget")
        await stage.press("Erase everything")
        assert leaks(stage) == set()
        after = await tables(stage)
        assert len(after["person"]) == len(after["address"]) == 1, "the other runner stays"
        assert not [row for row in after["note"] if "link." in row], "no code leads to nobody"
        assert any(b"wombat-words" in content for content in raw(stage).values()), "and their words with them"
    assert leaks(stage) == set(), "nor once the coach has stopped"


@pytest.mark.xdist_group("postgres")
async def test_on_postgresql_no_row_of_a_forgotten_runner_is_left(tmp_path: Path, postgres_url: str) -> None:
    """What is promised there: no query finds it. The bytes go when PostgreSQL writes over them."""
    async with ConsoleStage(tmp_path, at=MONDAY, person=RUNNER_NAME, url=postgres_url) as stage:
        await lived(stage, tmp_path)
        assert any(MARK.search(row.encode()) for rows in (await tables(stage)).values() for row in rows)
        await stage.say("/forget")
        await stage.press("Erase everything")
        after = await tables(stage)
        assert not [row for rows in after.values() for row in rows if MARK.search(row.encode())]
        assert len(after["person"]) == 1, "the other runner stays"


async def test_what_was_erased_before_another_diary_was_entered_is_gone_too(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=MONDAY, person=OTHER_NAME) as stage:
        for name, place in ((OTHER_NAME, "home"), (DOOR_NAME, "quokka-place")):
            athlete = RUNNER.to_json()
            athlete["places"][0]["name"] = place
            (tmp_path / "in.json").write_text(json.dumps({"format": "sinew/1", "athlete": athlete, "diary": []}))
            await stage.send(tmp_path / "in.json", as_=name)
        await stage.say("/link")
        code = re.search(r"\w{4}-\w{4}", stage.last(OTHER_NAME).text)
        await stage.say(code[0], as_=DOOR_NAME)
        assert "quokka-place" in {one.split(": ")[1] for one in leaks(stage)}
        await stage.press("Erase this one, go on", as_=DOOR_NAME)
        assert "quokka-place" not in {one.split(": ")[1] for one in leaks(stage)}


@pytest.mark.parametrize("how", ["forgotten", "ended", "left"])
async def test_what_a_viewer_was_shown_goes_with_the_runner(tmp_path: Path, how: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await shared(stage, name="quokka-runner")
        await stage.press("See the week", as_=PHYSIO)
        await stage.press("As a file", as_=PHYSIO)
        shown = [row for row in (await tables(stage))["outbox"] if f"'{PHYSIO}'" in row]
        assert len([row for row in shown if "quokka-runner" in row]) >= 2
        match how:
            case "forgotten":
                await stage.say("/forget")
                await stage.press("Erase everything")
                assert leaks(stage) == set()
            case "ended":
                await stage.press("Stop sharing")
            case "left":
                await stage.say("/view", as_=PHYSIO)
                await stage.press("Stop looking", as_=PHYSIO)
        left = [row for row in (await tables(stage))["outbox"] if f"'{PHYSIO}'" in row and "quokka-runner" in row]
        assert len(left) <= 1, "at most the sentence that it has ended"


async def test_a_file_that_was_read_is_not_kept(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        assert not [row for row in (await tables(stage))["inbox"] if "content" in row]


async def test_a_farewell_that_nobody_knows_the_fate_of_does_not_stay(tmp_path: Path) -> None:
    """Killed in the middle of the farewell, on a platform where a message may have arrived."""
    async with living(tmp_path) as stage:
        await stage.say("/forget")
        await stage.press("Erase everything")

        async def as_if_killed(connection: Connection) -> None:
            row = {
                "platform": "console", "user": "quokka-user", "chat": "quokka-chat", "kind": "reply", "priority": 1,
                "status": "sending", "due_at": MONDAY, "created_at": MONDAY, "payload": {"text": "quokka-farewell"},
                "lease_until": MONDAY, "lease_by": "gone", "tries": 9,
            }  # fmt: skip
            await connection.execute(insert(outbox).values(**row))

        await stage.house.store.write(as_if_killed)
        await stage.restart()
        assert (await tables(stage))["outbox"] == []


async def test_a_settled_question_is_not_kept_for_ever(tmp_path: Path) -> None:
    from bot.schedule.tidying import tidy

    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        for _ in range(2):
            await stage.say("/forget")
        settled = [row for row in (await tables(stage))["prompt"] if "'open'" not in row]
        still_open = [row for row in (await tables(stage))["prompt"] if "'open'" in row]
        assert settled
        assert still_open
        stage.moving.move(stage.moving.now() + timedelta(days=59))
        await tidy(stage.house.store, stage.moving)
        assert len((await tables(stage))["prompt"]) == len(settled) + len(still_open)
        stage.moving.move(stage.moving.now() + timedelta(days=2))
        await tidy(stage.house.store, stage.moving)
        assert (await tables(stage))["prompt"] == still_open


# --- off the operator's list -----------------------------------------------------------------------------------------


def off_the_list(stage: ConsoleStage) -> None:
    stage.house.engine.options.allowed = frozenset({"console:somebody-else"})


async def test_who_was_taken_off_the_list_can_still_take_the_diary_along_and_erase_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        off_the_list(stage)
        seen = await stage.say("/today")
        assert "not on its list" in seen[-1].text
        assert "/forget erases it" in seen[-1].text
        assert (await export(stage))["diary"]
        await stage.say("/forget")
        await stage.press("Keep it")
        await stage.say("/forget")
        seen = await stage.press("Send me the export first")
        assert seen[-1].data["diary"]
        seen = await stage.press("Erase everything")
        assert "I know nothing about you" in seen[-1].text
        seen = await stage.say("/forget")
        assert "not on its list" in seen[-1].text, "a stranger now"
        left = await tables(stage)
        assert [name for name in ("person", "address", "entry", "prompt") if left[name]] == []
        assert b"Europe/Berlin" not in stage.path.read_bytes()


async def test_who_was_taken_off_the_list_is_heard_in_nothing_else(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        before = await export(stage)
        start = stage.key("▶ Start")
        off_the_list(stage)
        await stage.press_key(start)
        await stage.say("knee 7, effort 9")
        await stage.say("/settings")
        assert [one["type"] for one in (await export(stage))["diary"]] == [one["type"] for one in before["diary"]]
        assert not await stage.clock("+3d"), "nor written to by itself"


async def test_strangers_and_the_half_joined_are_owed_no_more_than_there_is(stage: ConsoleStage) -> None:
    await stage.say("/start", as_="half")
    off_the_list(stage)
    for word in ("/forget", "/export", "/start"):
        await stage.say(word, as_="eve")
    assert [one.text[:25] for one in stage.messages("eve")] == ["I coach a fixed group her"]
    seen = await stage.say("/export", as_="half")
    assert "not on its list" in seen[-1].text
    seen = await stage.say("/forget", as_="half")
    assert "Erase everything" in seen[-1].labels
    assert len((await tables(stage))["inbox"]) == 2, "/start and /forget of the half-joined"


async def test_a_runner_off_the_list_who_asks_too_fast_is_held_to_the_limit(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        off_the_list(stage)
        stage.house.engine._throttle._per_minute = {"console": 3}
        for _ in range(6):
            await stage.say("/export")
        assert sum(one.document is not None for one in stage.messages()) == 3


@pytest.mark.parametrize("harm", ["UPDATE person SET athlete = '{{{'", "UPDATE entry SET body = '{{{'"])
async def test_a_diary_that_a_failing_disk_spoiled_can_still_be_erased(tmp_path: Path, harm: str) -> None:
    async with living(tmp_path) as stage:
        await stage.restart()
        await raw_file(stage.house.store, lambda file: file.execute(harm))
        seen = await stage.say("/today")
        assert "something went wrong" in seen[-1].text
        await stage.say("/forget")
        seen = await stage.press("Erase everything")
        assert "I know nothing about you" in seen[-1].text
        assert (await tables(stage))["person"] == []
