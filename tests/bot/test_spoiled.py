"""A failing disk spoils one cell of one runner's: the others get their mornings and answers as ever, and it is said.

With real files that are damaged by hand, in every table that is read for many runners at once.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from bot.cli import doctor
from bot.schedule.tidying import tidy
from bot.storage import Connection, Store, errors, moving, overview, sqlite
from bot.storage.tables import note
from tests.bot.echo import ECHO
from tests.dialogues.living import SUNDAY_EVENING, TUESDAY
from tests.scenarios.scenarios import export_file
from tests.stages.console_stage import ConsoleStage
from tests.stages.raw import raw

TIMES = ["", "garbage", "2026-02-31 06:00:00.000000", 7, b"\x80"]
"""What may stand where a time should: before every time, after every time, on no day, no text at all, no letters."""

HARMS: list[tuple[object, ...]] = [
    ("UPDATE prompt SET data = '{{{' WHERE person = 2",),
    ("UPDATE outbox SET status = 'due', payload = '{{{', lease_by = '' WHERE person = 2",),
    ("UPDATE outbox SET status = 'due', payload = CAST(x'7b22ff' AS TEXT), lease_by = '' WHERE person = 2",),
    ("UPDATE outbox SET status = 'due', kind = 'nudge', payload = NULL, data = '{{{' WHERE person = 2",),
    ("UPDATE outbox SET status = 'due', priority = 'x', lease_by = '' WHERE person = 2",),
    ("UPDATE outbox SET status = 'due', tries = 'x', lease_by = '' WHERE person = 2",),
    ("UPDATE inbox SET body = '{{{', handled_at = NULL WHERE user = 'anna'",),
    ("UPDATE inbox SET tries = 'x', handled_at = NULL WHERE user = 'anna'",),
    ("UPDATE person SET zone = 'Nowhere' WHERE id = 2",),
    ("UPDATE person SET zone = CAST(x'ff' AS TEXT) WHERE id = 2",),
    ("UPDATE person SET mornings = '7 o''clock' WHERE id = 2",),
    ("UPDATE person SET athlete = '{{{', standing = '{{{' WHERE id = 2",),
    ("UPDATE person SET next_due_on = 'no day' WHERE id = 2",),
    ("UPDATE person SET next_due_on = 'no day', next_due_at = 'no time', zone = 'Nowhere' WHERE id = 2",),
    ("UPDATE address SET platform = CAST(x'ff' AS TEXT) WHERE person = 2",),
    ("INSERT INTO note (name, text) VALUES ('link.ABCD-EFGH', 'nobody knows')",),
    *(
        (statement, value)
        for value in TIMES
        for statement in (
            "UPDATE person SET next_due_at = ?1 WHERE id = 2",
            "UPDATE outbox SET status = 'due', due_at = ?1, lease_by = '' WHERE person = 2",
            "UPDATE outbox SET status = 'due', not_after = ?1, lease_by = '' WHERE person = 2",
            "UPDATE outbox SET status = 'sending', lease_until = ?1, lease_by = 'x' WHERE person = 2",
            "UPDATE outbox SET created_at = ?1, sent_at = ?1 WHERE person = 2",
            "UPDATE inbox SET received_at = ?1, handled_at = ?1 WHERE user = 'anna'",
            "UPDATE prompt SET opened_at = ?1, expires_at = ?1 WHERE person = 2",
        )
    ),
    *(("INSERT INTO pulse (name, at, holder) VALUES ('tick', ?1, '')", value) for value in TIMES),
]


def spoil(path: Path, statement: str, *values: object) -> None:
    file = sqlite3.connect(path)
    assert file.execute(statement, values).rowcount, "nothing was spoiled"
    file.commit()
    file.close()


@pytest.mark.parametrize("harm", HARMS, ids=str)
async def test_a_cell_that_a_failing_disk_spoiled_keeps_nobody_else_from_their_coach(
    tmp_path: Path, harm: tuple[str, object]
) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        for name in ("runner", "anna"):
            await stage.say("hi", as_=name)
            await stage.press("Berlin", as_=name)
            await stage.say("/today", as_=name)
        await stage.close()
        spoil(stage.path, *harm)
        await stage.open()
        for day in ("2026-11-24", "2026-11-25"):
            brought = await stage.clock("+24h")
            assert f"Morning {day}" in [one.text.split("\n")[0] for one in brought]
            await stage.say(f"echo {day}")
            assert stage.last().text == f"I heard echo {day}."
        await tidy(stage.house.store, stage.moving)
        await stage.say("/remind 5")
        await stage.clock("+10m")
        assert stage.last().text == "You wanted to drink."
        now = stage.moving.now()
        await stage.house.store.read(lambda connection: overview.overview(connection, now - timedelta(days=1), now, ()))


@pytest.mark.parametrize("value", TIMES, ids=str)
@pytest.mark.parametrize("column", ["next_due_at", "next_due_on"])
async def test_whoever_lost_the_time_of_the_next_morning_has_it_again_today(
    tmp_path: Path, column: str, value: object
) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.close()
        spoil(stage.path, f"UPDATE person SET {column} = ?1", value)  # noqa: S608
        await stage.open()
        mornings = [one.text.split("\n")[0] for one in await stage.clock("+49h")]
        assert [one for one in mornings if one.startswith("Morning")] == ["Morning 2026-11-24", "Morning 2026-11-25"]


async def test_a_clock_that_was_a_year_ahead_for_a_while_takes_no_mornings_away(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.close()
        spoil(stage.path, "UPDATE person SET next_due_at = '2027-11-24 06:00:00.000000', next_due_on = '2027-11-24'")
        await stage.open()
        assert any("Morning 2026-11-24" in one.text for one in await stage.clock("+25h"))


SNAPSHOTS = ["standing = '{{{'", "standing_n = 'x'", "standing_version = 'x'", "standing = x'80'"]


@pytest.mark.parametrize("harm", SNAPSHOTS)
async def test_a_spoiled_snapshot_changes_nothing_for_anybody(tmp_path: Path, harm: str) -> None:
    """It can always be made again from the diary."""
    told = []
    for spoils in (False, True):
        folder = tmp_path / str(spoils)
        folder.mkdir()
        async with ConsoleStage(folder, at=SUNDAY_EVENING) as stage:
            await stage.send(export_file(folder))
            await stage.clock(TUESDAY)
            await stage.press("Skip")
            for _ in range(3):
                await stage.clock("+24h")
            await stage.close()
            if spoils:
                spoil(stage.path, f"UPDATE person SET {harm} WHERE standing IS NOT NULL")  # noqa: S608
            await stage.open()
            await stage.clock("+24h")
            await stage.say("/week")
            told.append([one.text for one in stage.messages()])
    assert told[0] == told[1]


@pytest.mark.parametrize("body", ["{{{", "{}", "no\nlines: at all", b"\x80", 7])
async def test_a_spoiled_diary_stops_its_own_runner_who_is_told_and_nobody_else(tmp_path: Path, body: object) -> None:
    async with ConsoleStage(tmp_path, at=SUNDAY_EVENING) as stage:
        await stage.send(export_file(tmp_path))
        await stage.send(export_file(tmp_path), as_="anna")
        await stage.clock(TUESDAY)
        await stage.close()
        spoil(stage.path, "UPDATE entry SET body = ?1 WHERE person = 2 AND n = (SELECT max(n) FROM entry)", body)
        await stage.open()
        shown = len(stage.messages("anna"))
        await stage.say("/week", as_="anna")
        assert len(stage.messages("anna")) == shown + 1, "silence is no answer"
        await stage.clock("+72h")
        assert "Strength B" in "".join(one.text for one in stage.messages("runner")[-8:])
        await stage.say("/week")
        assert "Week" in stage.last().text
        await stage.say("/forget", as_="anna")
        await stage.press("Erase everything", as_="anna")
        await stage.say("/week")
        assert "Week" in stage.last().text


async def test_the_doctor_names_the_columns_with_cells_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINEW_DATA", str(tmp_path))
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await stage.press("Berlin")
        await stage.say("/today")
        path = stage.path

    async def found() -> doctor.Finding | None:
        return next(iter([one async for one in doctor.findings(offline=True) if one.about == "cells"]), None)

    assert await found() is None
    for harm in (
        "UPDATE outbox SET due_at = 'x' WHERE id = 1",
        "UPDATE prompt SET data = '{{{' WHERE id = 1",
        "UPDATE person SET next_due_on = 7",
        "UPDATE person SET zone = CAST(x'ff' AS TEXT)",
        "UPDATE outbox SET chat = x'61', payload = CAST(x'7b22ff227d' AS TEXT), tries = 'x' WHERE id = 1",
        "UPDATE address SET preferred = 'yes'",
    ):
        spoil(path, harm)
    told = await found()
    assert told is not None
    assert told.state == "wrong"
    columns = (
        "outbox.due_at", "prompt.data", "person.next_due_on", "person.zone", "outbox.chat", "outbox.payload",
        "outbox.tries", "address.preferred",
    )  # fmt: skip
    assert sorted(re.findall(r"\w+\.\w+ \d+", told.says)) == sorted(f"{one} 1" for one in columns)


@pytest.mark.parametrize(
    "harm", ["UPDATE prompt SET data = '{{{'", "UPDATE prompt SET opened_at = 'x'", "UPDATE person SET zone = x'ff'"]
)
async def test_what_cannot_be_told_as_it_is_is_not_moved(tmp_path: Path, harm: str) -> None:
    async with ConsoleStage(tmp_path, [ECHO]) as stage:
        await stage.say("hi")
        await raw(stage.house.store, lambda file: file.execute(harm.replace("x'ff'", "CAST(x'ff' AS TEXT)")))
        with pytest.raises(errors.Unreadable, match=r"a row of table (prompt|person) cannot be read"):
            await moving.sum_of(stage.house.store)


async def test_bytes_that_are_no_text_fail_nobody_who_asks_at_the_same_time(tmp_path: Path) -> None:
    store = Store(sqlite.url_of(tmp_path / "sinew.db"))
    await store.open()
    await raw(store, lambda file: file.execute("INSERT INTO note (name, text) VALUES ('bad', CAST(x'61ff62' AS TEXT))"))

    def named(name: str) -> Any:
        async def query(connection: Connection) -> str:
            await connection.execute(insert(note).values(name=f"{name}-asked", text=name))
            return str((await connection.execute(select(note.c.text).where(note.c.name == name))).scalar())

        return query

    told = await asyncio.gather(*(store.write(named(one)) for one in ("none", "bad", "nobody")))
    assert told == ["None", "a\N{REPLACEMENT CHARACTER}b", "None"]

    async def count(connection: Connection) -> int:
        return int((await connection.execute(select(func.count()).select_from(note))).scalar_one())

    assert await store.read(count) == 4, "each of them wrote once"
    await store.close()
