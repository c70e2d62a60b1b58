"""An event that loses its race again and again, or meets a bug, is taken up by itself; its runner hears something."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot import handling
from bot.storage import Conflict, Connection
from bot.storage.tables import entry, inbox
from bot.turns.commit import Outdated, Work, commit
from tests.bot.echo import ask
from tests.contract.suite import until
from tests.stages.console_stage import ConsoleStage

Loses = Callable[[Exception, int], list[int]]


@pytest.fixture
def loses(monkeypatch: pytest.MonkeyPatch) -> Loses:
    """What an event wants to keep meets that error so many times. The list counts the tries."""

    def begin(error: Exception, times: int) -> list[int]:
        tries = [0]

        async def contended(connection: Connection, work: Work) -> None:
            if work.reply.entries:
                tries[0] += 1
                if tries[0] <= times:
                    raise error
            await commit(connection, work)

        monkeypatch.setattr(handling, "commit", contended)
        return tries

    return begin


async def unhandled(stage: ConsoleStage) -> list[Any]:
    return await ask(stage, select(inbox.c.id).where(inbox.c.handled_at.is_(None)))


@pytest.mark.parametrize("error", [Conflict("somebody was quicker"), Outdated()], ids=str)
async def test_an_answer_that_lost_its_race_a_dozen_times_counts_without_a_restart(
    joined: ConsoleStage, loses: Loses, error: Exception
) -> None:
    await joined.say("/today")
    tries = loses(error, 12)
    await joined.say("7")
    await until(lambda: joined.last().text == "Noted as number 1.", 10)
    assert tries == [13]
    assert len(await ask(joined, select(entry.c.n))) == 1
    assert await unhandled(joined) == []


async def test_an_answer_that_never_wins_is_said_to_have_failed_and_the_next_is_heard(
    joined: ConsoleStage, loses: Loses
) -> None:
    await joined.say("/today")
    loses(Conflict("always"), 10_000)
    await joined.house.give([joined._maker.said("runner", "7"), joined._maker.said("runner", "echo 8")])
    await until(lambda: joined.last().text == "I heard echo 8.", 10)
    assert "something went wrong" in joined.messages()[-2].text
    assert await ask(joined, select(entry.c.n)) == []
    assert await unhandled(joined) == []


async def test_an_event_that_meets_a_passing_bug_of_ours_is_answered_once_it_has_passed(
    joined: ConsoleStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.storage import loads

    before, failed = loads.by_address, [0]

    def broken(*given: Any) -> Any:
        failed[0] += 1
        if failed[0] <= 2:
            raise RuntimeError("a bug")
        return before(*given)

    monkeypatch.setattr(loads, "by_address", broken)
    await joined.say("echo 1")
    await until(lambda: joined.last().text == "I heard echo 1.", 10)
    assert await unhandled(joined) == []


async def test_who_cannot_be_told_through_the_database_is_told_past_it(
    joined: ConsoleStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.storage import loads

    def broken(*_: Any) -> Any:
        raise RuntimeError("a bug")

    monkeypatch.setattr(loads, "by_address", broken)
    await joined.say("echo 1")
    await until(lambda: "something went wrong" in joined.last().text, 10)
    monkeypatch.undo()
    await joined.say("echo 2")
    assert joined.last().text == "I heard echo 2."
    await asyncio.sleep(0)
    assert len(await unhandled(joined)) == 1, "it is there for the next start"
