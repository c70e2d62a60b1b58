"""One runner, two doors: a code joins two chats to one diary."""

from __future__ import annotations

import re
from pathlib import Path

from tests.dialogues.living import TUESDAY, living, planned, written
from tests.stages.console_stage import ConsoleStage

OTHER = "phone"


def code_on(stage: ConsoleStage, as_: str = "") -> str:
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", stage.last(as_).text)
    assert found is not None, stage.last(as_).text
    return found[0]


async def linked(stage: ConsoleStage) -> None:
    await stage.say("/link")
    await stage.say(f"/link {code_on(stage)}", as_=OTHER)
    assert "Your diary is here, too" in stage.last(OTHER).text


def entries(stage: ConsoleStage, kind: str, as_: str = "") -> int:
    return len([one for one in stage.last(as_).data["diary"] if one["type"] == kind])


async def test_a_code_typed_in_another_chat_opens_the_diary_there(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/link")
        code = code_on(stage)
        await stage.say(code.lower(), as_=OTHER)
        assert "Your diary is here, too" in stage.last(OTHER).text
        # Where the code was shown it is gone, and the runner is told.
        assert "one diary, both chats" in stage.last().text
        assert code not in stage.last().text
        await stage.say("/export", as_=OTHER)
        assert stage.last(OTHER).data["athlete"]["zone"] == "Europe/Berlin"


async def test_a_code_works_once_and_for_ten_minutes(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/link")
        code = code_on(stage)
        await stage.clock("+11m")
        await stage.say(f"/link {code}", as_=OTHER)
        assert "does not open anything" in stage.last(OTHER).text
        await linked(stage)
        await stage.say(f"/link {code}", as_="stranger")
        assert "does not open anything" in stage.last("stranger").text


async def test_a_newer_code_replaces_the_older(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/link")
        first = code_on(stage)
        await stage.say("/link")
        await stage.say(f"/link {first}", as_=OTHER)
        assert "does not open anything" in stage.last(OTHER).text


async def test_nonsense_their_own_code_and_no_diary_are_answered_kindly(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("/link over there")
        assert "ABCD-2345" in stage.last().text
        await stage.say("/link")
        code = code_on(stage)
        await stage.say(f"/link {code}")
        assert "this very diary" in stage.last().text
        await stage.say("/link", as_=OTHER)
        assert "No diary yet" in stage.last(OTHER).text


async def test_an_answer_in_one_chat_changes_the_card_in_the_other(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await linked(stage)
        await stage.clock(TUESDAY)
        assert "Strength A" in stage.last().text
        await stage.say("/today", as_=OTHER)
        assert stage.last(OTHER).card["session"]["id"] == stage.last().card["session"]["id"]
        await stage.say("9, calves 6", as_=OTHER)
        assert stage.last().edits is not None
        assert stage.last().text in [one.text for one in stage.messages(OTHER)][-3:]
        assert "effort 9" in stage.last().text
        tuesday = (await planned(stage))["2026-11-24.strength_a"]
        assert tuesday["effort"] == 9


async def test_a_button_of_one_chat_may_be_pressed_after_it_was_answered_in_the_other(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await linked(stage)
        await stage.clock(TUESDAY)
        await stage.say("/today", as_=OTHER)
        key = stage.last().keys["Skip"]
        await stage.press("Skip", as_=OTHER)
        await stage.press_key(key)
        await stage.say("/export")
        assert entries(stage, "skipped") <= 1


async def test_the_mornings_come_through_the_preferred_chat(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await linked(stage)
        await stage.say("/link")
        await stage.press("Mornings by Terminal 2")
        assert "From now on your mornings come by Terminal 2" in stage.last().text
        before = len(stage.messages())
        await stage.clock(TUESDAY)
        assert "Strength A" in stage.last(OTHER).text
        assert len(stage.messages()) == before


async def test_a_chat_with_its_own_diary_is_asked_first(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.send(tmp_path / "runner.json", as_=OTHER)
        await stage.say("/link")
        code = code_on(stage)
        await stage.say(code, as_=OTHER)
        assert "only one can stay" in stage.last(OTHER).text
        await stage.press("Keep both apart", as_=OTHER)
        assert "the two diaries stay apart" in stage.last(OTHER).text
        await stage.say(code, as_=OTHER)
        await stage.press("Erase this one, go on", as_=OTHER)
        await stage.say("ran 5k easy", as_=OTHER)
        assert [one["km"] for one in await written(stage, "ran")] == [5]


async def test_forgetting_closes_both_chats(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await linked(stage)
        await stage.say("/forget", as_=OTHER)
        await stage.press("Erase everything", as_=OTHER)
        for one in ("", OTHER):
            await stage.say("/export", as_=one)
            assert stage.last(one).document is None


async def test_a_double_tap_on_going_on_has_one_effect(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.send(tmp_path / "runner.json", as_=OTHER)
        await stage.say("/link")
        await stage.say(code_on(stage), as_=OTHER)
        key = stage.last(OTHER).keys["Erase this one, go on"]
        await stage.press_key(key, as_=OTHER)
        await stage.press_key(key, as_=OTHER)
        await stage.say("/link", as_=OTHER)
        assert "Terminal 2" in stage.last(OTHER).text
