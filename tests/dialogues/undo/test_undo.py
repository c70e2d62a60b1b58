"""Taking back: exactly the last thing, said in words, with a way to put it back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.console.render import buttons
from adapters.messages import Message
from bot.dialogues import DIALOGUES
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living, planned, work, written
from tests.stages.console_stage import ConsoleStage


async def exported(stage: ConsoleStage) -> dict[str, Any]:
    await stage.say("/export")
    found: dict[str, Any] = stage.last().data
    return found


async def effort(stage: ConsoleStage) -> float | None:
    found: float | None = (await planned(stage))["2026-11-24.strength_a"]["effort"]
    return found


async def undo(stage: ConsoleStage) -> str:
    """What `/undo` answers, without the card of the day below it."""
    seen = await stage.say("/undo")
    return seen[0].text


# --- exactly the last thing ------------------------------------------------------------------------------------------


async def test_two_answers_of_the_same_minute_are_taken_back_one_by_one(stage: ConsoleStage) -> None:
    await stage.say("left knee 4")
    await stage.say("right achilles 3")
    told = await undo(stage)
    assert "Right Achilles 3/10." in told
    assert "knee" not in told
    assert [one["region"] for one in await written(stage, "felt")] == ["knee"]
    assert "Left knee 4/10." in await undo(stage)
    assert await written(stage, "felt") == []


async def test_what_one_message_said_is_taken_back_with_it(stage: ConsoleStage) -> None:
    await stage.say("left knee 4, right achilles 3")
    told = await undo(stage)
    assert "Left knee" in told
    assert "Right Achilles" in told
    assert await written(stage, "felt") == []


async def test_a_second_effort_taken_back_leaves_the_first(stage: ConsoleStage) -> None:
    await stage.say("5")
    await stage.say("9")
    assert await effort(stage) == 9
    assert "Effort 9 for Strength A of Tue 24 Nov." in await undo(stage)
    assert await effort(stage) == 5
    await undo(stage)
    assert await effort(stage) is None


async def test_an_answer_by_several_taps_is_one_answer(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("Done")
    await stage.press("9")
    await stage.press("Change effort")
    await stage.press("6")
    await stage.press("Done")
    await undo(stage)
    assert await effort(stage) is None, "not the 9 that was a slip of the thumb"


async def test_what_is_said_between_two_taps_is_an_answer_of_its_own(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.press("Done")
    await stage.press("6")
    await stage.say("/weight 70kg")
    await stage.say("/pain left knee 4")
    await stage.press("Done")
    await undo(stage)
    assert await effort(stage) is None
    assert [one["region"] for one in await written(stage, "felt")] == ["knee"]


async def test_a_start_by_mistake_is_taken_back_and_not_the_answer_before_it(stage: ConsoleStage) -> None:
    await stage.say("left knee 4")
    await stage.press("▶ Start")
    assert "The start of Strength A" in await undo(stage)
    assert "▶ Start" in stage.last().labels
    assert len(await written(stage, "felt")) == 1


async def test_a_corrected_run_is_what_it_was_first_told_as(stage: ConsoleStage) -> None:
    await stage.say("ran 8 km easy in 45 min")
    await stage.press("quality")
    assert [one["kind"] for one in await written(stage, "ran")] == ["quality"]
    await undo(stage)
    assert [one.get("kind", "easy") for one in await written(stage, "ran")] == ["easy"]
    await undo(stage)
    assert await written(stage, "ran") == []


async def test_a_diary_from_before_there_were_batches_goes_by_its_instants(tmp_path: Path) -> None:
    told: list[dict[str, Any]] = [
        {"type": "joined"},
        {"type": "felt", "region": "knee", "side": "left", "score": 4, "what": "joint"},
        {"type": "felt", "region": "achilles", "side": "left", "score": 3, "what": "tendon"},
        {"type": "felt", "region": "shin", "side": "left", "score": 3, "what": "bone"},
    ]
    minutes = (0, 10, 10, 20)
    old = [{"at": f"2026-11-22T17:{m:02d}:00+00:00", "day": "2026-11-22", **one}
           for m, one in zip(minutes, told, strict=True)]  # fmt: skip
    async with living(tmp_path, diary=old) as stage:
        assert "Left shin" in await undo(stage)
        text = await undo(stage)
        assert "Left knee" in text
        assert "Achilles" in text
        assert "Joining itself stays" in await undo(stage)


# --- put back --------------------------------------------------------------------------------------------------------


async def test_what_was_taken_back_by_mistake_is_put_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("9, calves 6")
        eased = work((await planned(stage))["2026-11-27.strength_b"])
        await undo(stage)
        assert work((await planned(stage))["2026-11-27.strength_b"]) != eased
        await stage.press("Put it back")
        assert "Counts again\nEffort 9" in stage.screen()
        assert work((await planned(stage))["2026-11-27.strength_b"]) == eased
        assert await effort(stage) == 9


async def test_it_can_be_said_in_words(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("put it back")
        assert "nothing to put back" in stage.last().text
        await stage.say("9")
        for said, found in (("undo that", None), ("put it back", 9), ("take that back", None), ("redo", 9)):
            await stage.say(said)
            assert await effort(stage) == found, said
        await stage.say("redo")
        assert "nothing to put back" in stage.last().text


async def test_a_double_tap_does_not_put_back_what_it_took_back(stage: ConsoleStage) -> None:
    await stage.say("9")
    key = stage.key("Undo")
    await stage.press_key(key)
    await stage.press_key(key)
    assert "taken back already" in stage.last().text
    assert await effort(stage) is None
    again = stage.key("Put it back")
    await stage.press_key(again)
    await stage.press_key(again)
    assert "counts again already" in stage.last().text
    assert await effort(stage) == 9
    await stage.press_key(key)
    assert await effort(stage) is None


async def test_taken_back_and_put_back_survive_a_move_to_another_house(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("9")
        await undo(stage)
        await stage.press("Put it back")
        first = await exported(stage)
        file = tmp_path / "moved.json"
        file.write_text(json.dumps(first))
        await stage.send(file)
        await stage.press("Take the file")
        assert await exported(stage) == first
        assert "Effort 9" in await undo(stage)
        assert await effort(stage) is None


# --- the profile -----------------------------------------------------------------------------------------------------


async def test_minutes_changed_by_mistake_are_as_before_and_so_is_the_plan(stage: ConsoleStage) -> None:
    before = (await planned(stage))["2026-11-27.strength_b"]
    await stage.say("/settings strength")
    await stage.press("20 min")
    assert (await planned(stage))["2026-11-27.strength_b"]["minutes"] < before["minutes"]
    assert "Your minutes are 55 again." in await undo(stage)
    assert (await planned(stage))["2026-11-27.strength_b"] | {"receipt": None} == before | {"receipt": None}
    raw = await exported(stage)
    assert raw["athlete"] == RUNNER.to_json()
    profiles = [one["athlete"] for one in raw["diary"] if one["type"] == "profile"]
    assert profiles[-1] == raw["athlete"], "receipts read the profile from there"


async def test_a_slip_of_the_thumb_in_the_settings_has_its_way_back_on_the_card(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings strength")
        assert "Undo" not in stage.last().labels
        await stage.press("0 days")
        await stage.press("Undo")
        assert "Strength is 2 days a week again." in stage.screen()
        assert (await exported(stage))["athlete"]["strength_days"] == 2


async def test_only_the_last_of_two_settings_is_taken_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings evening")
        await stage.say("21:00")
        await stage.say("/settings mornings")
        await stage.say("6:15")
        assert "Your card comes at 07:00 again." in await undo(stage)
        now = (await exported(stage))["athlete"]
        assert (now["evening"], now["morning"]) == ("21:00", "07:00")
        assert "If need be I ask at 20:00 again." in await undo(stage)
        await stage.press("Put it back")
        assert (await exported(stage))["athlete"]["evening"] == "21:00"


async def test_a_morning_taken_back_comes_at_the_old_time(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings mornings")
        await stage.say("6:15")
        await undo(stage)
        assert await stage.clock("2026-11-24T06:59+01:00") == []
        assert "Strength A" in (await stage.clock("2026-11-24T07:01+01:00"))[-1].text


async def test_a_zone_taken_back_moves_the_mornings_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings zone New York City")
        assert (await exported(stage))["athlete"]["zone"] == "America/New_York"
        assert "Berlin time again" in await undo(stage)
        assert "Strength A" in (await stage.clock(TUESDAY))[-1].text


async def test_new_weights_taken_back_are_gone_from_todays_card(stage: ConsoleStage) -> None:
    assert "8 kg" in stage.last().text
    await stage.say("my dumbbells are 3 5 kg")
    assert "5 kg" in stage.screen()
    assert "4, 8, 12, 16, 20 kg" in await undo(stage)
    assert "8 kg" in stage.last().text


async def test_paused_mornings_come_again(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/settings")
        await stage.press("Pause mornings")
        assert "Your mornings are back" in await undo(stage)
        assert "Strength A" in (await stage.clock(TUESDAY))[-1].text


async def test_an_older_change_of_the_races_leaves_what_came_after_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 A")
        key = stage.key("Undo")
        await stage.say("/settings evening")
        await stage.say("21:00")
        await stage.press_key(key)
        now = (await exported(stage))["athlete"]
        assert (now["race"], now["evening"]) == (None, "21:00")


async def test_a_change_that_was_changed_again_stays(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("Berlin marathon 26 Sep 2027 A")
        key = stage.key("Undo")
        await stage.say("Hamburg half marathon 2 May 2027 B")
        await stage.press_key(key)
        assert "changed that again" in stage.last().text
        assert len((await exported(stage))["athlete"]["races"]) == 1


# --- what cannot be taken back ---------------------------------------------------------------------------------------


async def test_joining_stays_and_it_is_said_how_to_go(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER)) as stage:
        told = await undo(stage)
        assert "Joining itself stays" in told
        assert "/forget" in told


async def test_in_the_middle_of_joining_the_open_question_comes_again(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, DIALOGUES) as stage:
        await stage.say("/start")
        await stage.say("/undo")
        assert "/undo works once we are done here" in stage.last().text


async def test_after_forget_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/forget")
        await stage.press("Erase everything")
        assert "What was erased is gone for good" in await undo(stage)


async def test_a_code_that_nobody_used_is_void_after_an_undo(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("+1h")
        await stage.say("/share")
        await stage.press("Make a code")
        code = next(one for one in stage.last().text.split("\n") if one.startswith("/view"))
        assert "opens nothing any more" in await undo(stage)
        await stage.say(code, as_="coach")
        assert "does not work" in stage.last("coach").text


async def test_what_was_seen_cannot_be_unseen_and_the_way_to_stop_is_offered(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.clock("+1h")
        await stage.say("/share")
        await stage.press("Make a code")
        code = next(one for one in stage.last().text.split("\n") if one.startswith("/view"))
        await stage.say(code, as_="coach")
        told = await undo(stage)
        assert "cannot be unseen" in told
        assert len(await written(stage, "felt")) == 1, "the answer before it stays"
        await stage.press("Stop sharing")
        await stage.say("/view", as_="coach")
        assert "Strength A" not in stage.last("coach").text


async def test_what_follows_a_rating_that_was_taken_back_is_said_to_hang_on_the_session(stage: ConsoleStage) -> None:
    await stage.say("9, nothing sore")
    await stage.say("/undo")
    said = next(one.text for _, one in reversed(stage.seen) if one.text.startswith("Taken back"))
    assert "If the session goes as asked, then:\n" in said
    assert said.index("If the session") < said.index("PUSH")


@pytest.mark.parametrize(
    ("report", "button"),
    [("left knee 5", "None of these"), ("right calf 6", "That's it"), ("7, left knee 5", "None of these")],
)
async def test_with_a_report_of_pain_its_question_is_taken_back(stage: ConsoleStage, report: str, button: str) -> None:
    await stage.say(report)
    key = stage.key(button)
    await stage.say("/undo")
    assert button not in [one for seen in stage.gateway.newest_first("runner") for one in labels(seen)]
    await stage.press_key(key)
    assert not await written(stage, "asked")
    await stage.say("no")
    assert not await written(stage, "asked")


async def test_a_question_that_an_earlier_report_opened_stays(stage: ConsoleStage) -> None:
    await stage.say("left knee 5")
    await stage.say("right achilles 4")
    await stage.say("/undo")
    assert "The knee locks" in [one for seen in stage.gateway.newest_first("runner") for one in labels(seen)]
    await stage.press("None of these")
    assert [one["what"] for one in await written(stage, "asked")] == ["signs:knee:left"]


def labels(message: Message) -> list[str]:
    return [one.label for one in buttons(message)]
