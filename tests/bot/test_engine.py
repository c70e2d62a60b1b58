"""What a runner gets from the engine, whatever the dialogue is."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import func, select

from adapters.messages import Called, Left
from bot.engine import Options
from bot.storage import loads
from bot.storage.inbox import POISON, tried, unhandled
from bot.storage.tables import entry, inbox, outbox, person, prompt
from tests.bot.echo import ECHO, ask
from tests.stages.console_stage import ConsoleStage


async def count(stage: ConsoleStage, table: object) -> int:
    [[number]] = await ask(stage, select(func.count()).select_from(table))  # type: ignore[arg-type]
    return int(number)


async def test_a_strangers_first_word_starts_the_conversation(stage: ConsoleStage) -> None:
    await stage.say("hi there")
    assert stage.last().text == "Where do you live?"
    assert stage.last().labels == ["Berlin"]


async def test_a_strangers_first_command_starts_the_conversation(stage: ConsoleStage) -> None:
    await stage.say("/today")
    assert stage.last().text == "Where do you live?"


async def test_a_typed_answer_goes_to_the_open_question(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.say("Europe/Paris")
    assert stage.last().text == "You live in Europe/Paris."


async def test_a_dropped_conversation_goes_on_after_a_restart(stage: ConsoleStage) -> None:
    await stage.say("/start")
    await stage.restart()
    await stage.press("Berlin")
    assert stage.last().text == "You live in Europe/Berlin."


async def test_a_card_is_edited_in_place(joined: ConsoleStage) -> None:
    await joined.say("/today")
    shown = joined.last()
    assert shown.edits is None
    assert shown.card == {"light": "hold", "session": "x"}
    await joined.press("Plus")
    await joined.press("Plus")
    assert joined.last().text == "Today\n2 so far"
    assert joined.last().edits is not None


async def test_a_card_is_still_edited_after_a_restart(joined: ConsoleStage) -> None:
    await joined.say("/today")
    await joined.restart()
    await joined.press("Plus")
    assert joined.last().edits is not None


async def test_a_button_pressed_twice_has_one_effect_and_two_answers(joined: ConsoleStage) -> None:
    await joined.say("/today")
    done = joined.last().keys["Done"]
    before = await count(joined, entry)
    await joined.press_key(done)
    await joined.press_key(done)
    assert await count(joined, entry) == before + 1
    assert joined.last().notice
    assert "settled already" in joined.last().text


async def test_two_taps_at_the_same_instant_have_one_effect(joined: ConsoleStage) -> None:
    await joined.say("/today")
    done = joined.last().keys["Done"]
    taps = [joined._maker.pressed("runner", done) for _ in range(5)]
    await asyncio.gather(*(joined.house.give([tap]) for tap in taps))
    await joined.house.quiet()
    assert await count(joined, entry) == 1
    answers = [one.text for one in joined.messages()[-5:]]
    assert sorted(answers)[0] == "Noted as number 1."
    assert sum("settled already" in one for one in answers) == 4


async def test_a_redelivered_event_has_no_second_effect(joined: ConsoleStage) -> None:
    await joined.say("/today")
    tap = joined._maker.pressed("runner", joined.last().keys["Done"])
    await joined.house.give([tap])
    await joined.house.quiet()
    shown = len(joined.seen)
    await joined.house.give([tap, tap])
    await joined.house.quiet()
    assert len(joined.seen) == shown
    assert await count(joined, entry) == 1


async def test_a_button_from_last_week_is_answered_kindly(joined: ConsoleStage) -> None:
    await joined.say("/today")
    done = joined.last().keys["Done"]
    await joined.clock("+7d")
    await joined.say("/today")
    await joined.press_key(done)
    assert "settled already" in joined.last().text
    assert await count(joined, entry) == 6, "six mornings, nothing from the old button"


async def test_another_runners_button_does_nothing(joined: ConsoleStage) -> None:
    await joined.say("/today")
    done = joined.last().keys["Done"]
    await joined.say("hello", as_="anna")
    await joined.press_key(done, as_="anna")
    assert "somebody else" in joined.last("anna").text
    await joined.press_key(done)
    assert joined.last().text == "Noted as number 1."


@pytest.mark.parametrize(
    "key",
    ["", "x", "1.done", "1.done.zz zz.", "2.done.1.", "1.DONE.1.", "1.done.1." + "a" * 80, "'; DROP TABLE person"],
)
async def test_a_button_that_nobody_made_is_answered(joined: ConsoleStage, key: str) -> None:
    await joined.press_key(key)
    assert "do not know that button" in joined.last().text


@pytest.mark.parametrize("key", ["1.done.zzzzzzzzzzzz.", "1.done.999.", "1.place.0."])
async def test_a_button_of_a_question_that_never_was_is_answered(joined: ConsoleStage, key: str) -> None:
    await joined.press_key(key)
    assert joined.last().text


async def test_a_button_of_an_older_version_is_answered(joined: ConsoleStage) -> None:
    await joined.press_key("1.gone-verb.1.")
    assert "older version" in joined.last().text


async def test_a_button_without_a_question_works_as_long_as_it_is_seen(joined: ConsoleStage) -> None:
    await joined.press_key("1.why.0.")
    assert joined.last().text == "Because."


async def test_a_crash_answers_kindly_and_leaves_the_diary(
    joined: ConsoleStage, caplog: pytest.LogCaptureFixture
) -> None:
    before = await count(joined, entry)
    with caplog.at_level(logging.ERROR):
        await joined.say("/crash")
    assert "something went wrong on my side" in joined.last().text
    assert await count(joined, entry) == before
    [record] = [one for one in caplog.records if getattr(one, "action", "") == "handler.crash"]
    # Where secrets are being kept out of the logs the stack stands there as scrubbed text already.
    assert record.exc_info is not None or "fell over" in (record.exc_text or "")
    await joined.say("/count")
    assert joined.last().text == "0 entries"


async def test_a_reply_that_cannot_be_stored_is_a_crash_and_keeps_nothing(joined: ConsoleStage) -> None:
    await joined.say("/bad")
    assert "something went wrong on my side" in joined.last().text
    assert await count(joined, entry) == 0


async def test_an_unknown_command_names_the_nearest(joined: ConsoleStage) -> None:
    await joined.say("/todya")
    assert "Did you mean /today?" in joined.last().text
    await joined.say("/" + "x" * 5000)
    assert "/help" in joined.last().text
    assert len(joined.last().text) < 200


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "🏃‍♀️🔥", "x" * 10_000, "مرحبا كيف الحال", "'); DROP TABLE person;--", "<b>&amp;</b> **x** `y`",
        "\x00\x1b[2J", "{n}",
    ],
)  # fmt: skip
async def test_nonsense_is_answered_and_breaks_nothing(joined: ConsoleStage, text: str) -> None:
    await joined.say(text)
    assert "I did not understand" in joined.last().text
    assert await count(joined, person) == 1


async def test_a_bare_word_is_a_command_too(joined: ConsoleStage) -> None:
    await joined.say("Today!")
    assert joined.last().text.startswith("Today")


async def test_a_red_flag_outranks_an_open_question(joined: ConsoleStage) -> None:
    await joined.say("/today")
    await joined.say("7 and Chest Pain")
    assert joined.last().text == "Stop."


async def test_a_typed_answer_that_does_not_fit_is_passed_on(joined: ConsoleStage) -> None:
    await joined.say("/today")
    await joined.say("echo this")
    assert joined.last().text == "I heard echo this."
    await joined.say("7")
    assert joined.last().text == "Noted as number 1."


async def test_a_newer_question_of_the_same_topic_replaces_the_older(joined: ConsoleStage) -> None:
    await joined.say("/today")
    old = joined.last().keys["Done"]
    await joined.say("/today")
    assert joined.last().edits is not None, "the card of the day is one message"
    await joined.press_key(old)
    assert "settled already" in joined.last().text


async def test_a_file_nobody_asked_for_gets_an_answer(joined: ConsoleStage, tmp_path: Path) -> None:
    path = tmp_path / "cat.gif"
    path.write_bytes(b"GIF89a")
    await joined.send(path)
    assert "cannot read that" in joined.last().text


async def test_an_unknown_runners_file_goes_to_who_reads_files(stage: ConsoleStage, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text("{}")
    await stage.send(path, as_="new")
    assert stage.last("new").text == "Read 2 bytes."
    await stage.say("/count", as_="new")
    assert stage.last("new").text == "0 entries"


async def test_a_runner_who_is_forgotten_is_a_stranger_again(joined: ConsoleStage) -> None:
    await joined.say("/today")
    await joined.press("Done")
    await joined.say("/forget")
    assert joined.last().text == "Forgotten."
    assert await count(joined, person) == await count(joined, entry) == await count(joined, prompt) == 0
    assert await count(joined, outbox) == 0
    await joined.say("hello")
    assert joined.last().text == "Where do you live?"


async def test_forgetting_leaves_no_word_in_the_file(joined: ConsoleStage) -> None:
    secret = "plantar-fasciitis-of-my-aunt"
    await joined.say(f"echo {secret}")
    for _ in range(30):
        await joined.say("/today")
        await joined.say("7")
    await joined.say(f"echo {secret} again")
    assert found(joined.path, secret)
    await joined.say("/forget")
    assert not found(joined.path, secret)
    assert not found(joined.path, "Europe/Berlin")


def found(path: Path, word: str) -> list[str]:
    files = [one for one in path.parent.iterdir() if one.name.startswith(path.name)]
    return [one.name for one in files if word.encode() in one.read_bytes()]


async def test_events_wait_in_the_inbox_for_a_coach_that_was_killed(joined: ConsoleStage) -> None:
    event = joined._maker.said("runner", "/count")
    joined.house.engine._stopping = True
    await joined.house.give([event])
    await joined.house.quiet()
    assert joined.last().text != "0 entries"
    await joined.restart()
    await joined.house.quiet()
    assert joined.last().text == "0 entries"


async def test_an_event_that_ended_three_runs_is_left_alone(joined: ConsoleStage) -> None:
    joined.house.engine._stopping = True
    event = joined._maker.said("runner", "/count")
    await joined.house.give([event])
    for _ in range(POISON):
        await begun_again(joined, 1)
    await joined.restart()
    await joined.house.give([event])
    await joined.house.quiet()
    assert joined.last().text == "You live in Europe/Berlin.", "nor is it taken up when the platform sends it again"
    await joined.say("/count")
    assert joined.last().text == "0 entries"


async def test_who_only_waited_while_runs_ended_is_heard(joined: ConsoleStage) -> None:
    joined.house.engine._stopping = True
    await joined.house.give([joined._maker.said("runner", "/count")])
    for _ in range(POISON + 2):
        # Taken up, and the run ends before its turn.
        joined.house.engine._slots = asyncio.Semaphore(0)
        joined.house.engine._stopping = False
        await joined.house.engine.start()
        await asyncio.sleep(0)
        await joined.house.engine.stop(0.1)
    await joined.restart()
    await joined.house.quiet()
    assert joined.last().text == "0 entries"


async def begun_again(stage: ConsoleStage, count: int) -> None:
    rows = await stage.house.store.read(lambda connection: unhandled(connection, ["console"]))
    assert len(rows) == count
    for row in rows:
        await stage.house.store.write(lambda connection, number=row.id: tried(connection, number))  # type: ignore[misc]


async def test_a_runners_events_keep_their_order_and_runners_do_not_wait_for_each_other(joined: ConsoleStage) -> None:
    names = [f"runner{number}" for number in range(8)]
    for name in names:
        await joined.say("hi", as_=name)
        await joined.press("Berlin", as_=name)
    events = [joined._maker.said(name, f"echo {step}") for step in range(5) for name in names]
    await joined.house.give(events)
    await joined.house.quiet()
    for name in names:
        assert [one.text for one in joined.messages(name)[-5:]] == [f"I heard echo {step}." for step in range(5)]


async def test_a_runner_who_left_and_came_back_is_heard_again(joined: ConsoleStage) -> None:
    origin = joined._maker.origin("runner")
    await joined.house.give([Left(origin)])
    await joined.house.quiet()
    assert await joined.clock("+48h") == []
    await joined.say("/count")
    assert joined.last().text == "0 entries"
    assert len(await joined.clock("+38h")) == 2, "Thursday's morning and its evening question"


async def test_a_group_hears_nothing_of_a_runners_health(joined: ConsoleStage) -> None:
    from dataclasses import replace

    event = joined._maker.said("runner", "/today")
    assert isinstance(event, Called)
    await joined.house.give([replace(event, origin=replace(event.origin, private=False))])
    await joined.house.quiet()
    assert "private chat" in joined.last().text


async def test_who_speaks_too_fast_is_told_once(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO], options=Options(per_minute={"console": 3})) as stage:
        for _ in range(10):
            await stage.say("/start")
        assert [one.text for one in stage.messages()].count("Where do you live?") == 3
        assert sum("a lot at once" in one.text for one in stage.messages()) == 1
        await stage.clock("+1m")
        await stage.say("/start")
        assert stage.last().text == "Where do you live?"


async def test_who_is_not_on_the_list_is_told_so_and_what_to_write_on_it(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, [ECHO], options=Options(allowed=frozenset({"console:runner"}))) as stage:
        await stage.say("hello", as_="eve")
        assert "fixed group" in stage.last("eve").text
        assert "console:eve" in stage.last("eve").text, "as SINEW_ALLOWED wants it"
        await stage.say("hello")
        assert stage.last().text == "Where do you live?"
        assert await count(stage, inbox) == 1


async def test_an_event_costs_about_five_statements(joined: ConsoleStage) -> None:
    await joined.say("/today")
    store = joined.house.store
    before = store.statements
    statements: list[str] = []
    store.listen(statements.append)
    await joined.house.give([joined._maker.pressed("runner", joined.last().keys["Done"])])
    await joined.house.quiet()
    mine = [one for one in statements if not one.startswith("BEGIN")]
    assert store.statements > before
    print(json.dumps([one.split("\n")[0][:60] for one in mine], indent=1))
    # The event's own: load, handled, question closed, entry, reply. Around it: inbox, acknowledgement, look ahead.
    assert len(mine) <= 8


async def test_a_diary_of_two_years_is_not_read_for_an_ordinary_event(joined: ConsoleStage) -> None:
    for _ in range(5):
        await joined.say("/today")
        await joined.say("7")
    found = await joined.house.store.read(loads.by_address("console", "runner", joined.moving.now(), 0))
    assert found.person is not None
    number, body, now = found.person.id, json.loads(found.entries[-1].body), joined.moving.now()
    rows = [
        {"person": number, "n": n, "at": now, "day": now.date(), "type": "asked", "body": body} for n in range(6, 3000)
    ]
    await joined.house.store.write(lambda connection: connection.execute(entry.insert(), rows))
    await joined.say("/start")
    assert joined.last().text == f"Hello again, you said {loads.RECENT} things."
    found = await joined.house.store.read(loads.by_address("console", "runner", joined.moving.now(), 0))
    assert found.person is not None
    assert found.person.standing_n == 2999, "the long read was done once and its result kept"
    statements: list[str] = []
    joined.house.store.listen(statements.append)
    await joined.say("/start")
    assert not [one for one in statements if "entry.n >" in one]
