"""A fever in chat: a number alone is none, one rule for every way to say it, and "well" starts a clock (2.4, 3.7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, living, newest, planned, written
from tests.dialogues.testing.test_testing import to_heel_raises
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize("said", ["39", "40", "38.5", "41", "40 heel raises", "39 left", "it is 39 degrees outside"])
@pytest.mark.parametrize("before", ["hello", "/test", "/rate"])
async def test_a_number_is_no_temperature(stage: ConsoleStage, before: str, said: str) -> None:
    await stage.say(before)
    await stage.say(said)
    assert not await written(stage, "away")
    assert not await written(stage, "flagged")


async def test_the_result_of_a_test_may_be_as_high_as_a_fever(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.say("40")
    await stage.say("39")
    found = [one["value"] for one in await written(stage, "tested") if one["test"] == "heel_raise"]
    assert found == [40, 39]
    assert not await written(stage, "away")


@pytest.mark.parametrize(
    "said",
    [
        "sick since yesterday with fever", "ill since monday with a fever", "sick with fever since yesterday",
        "fever since yesterday", "fever 38.5", "I am ill, fever", "temperature of 39", "39°C", "flu 39", "38.7 c",
        "sick, 38.5", "I have a fever", "skipped, fever", "woke up with a fever and my legs are tired",
        "can I train with a fever?",
    ],
)  # fmt: skip
async def test_every_way_to_say_fever_is_the_same_illness(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Nothing at all until it is gone" in newest(stage, "Nothing at all").text
    [away] = await written(stage, "away")
    assert (away["why"], away["fever"], away.get("until")) == ("illness", True, None)
    assert not await written(stage, "flagged")
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "skipped"


@pytest.mark.parametrize(
    ("said", "start"),
    [("fever for two days", "2026-11-23"), ("sick since two days, fever", "2026-11-22"), ("fever", "2026-11-24")],
)
async def test_how_long_a_fever_has_been_is_no_end_of_it(stage: ConsoleStage, said: str, start: str) -> None:
    await stage.say(said)
    [away] = await written(stage, "away")
    assert (away["start"], away.get("until")) == (start, None)


@pytest.mark.parametrize("said", ["unexplained fever", "fever for no reason", "fever that comes and goes"])
async def test_a_fever_that_nothing_explains_needs_a_professional(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "see a doctor soon" in newest(stage, "Please read this").text
    assert [one["flag"] for one in await written(stage, "flagged")] == ["fever"]
    await stage.say("fever gone")
    assert "agree" in stage.last().text


@pytest.mark.parametrize("said", ["I am ill, fever", "fever 39", "flu", "sick since yesterday with fever"])
async def test_well_again_on_the_same_day_waits_two_days_and_begins_gently(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    await stage.say("well again")
    told = stage.last().text
    assert "Nothing but mobility before Thu 26 Nov" in told
    assert "a short, easy session first" in told
    assert "So few days" not in told
    assert "Today:" not in told
    await stage.clock("2026-11-27T20:00+01:00")
    sent = (await planned(stage)).values()
    assert not [one for one in sent if one["date"] in ("2026-11-24", "2026-11-25") and one["status"] == "sent"]
    first = min((one for one in sent if one["date"] > "2026-11-25"), key=lambda one: one["date"])
    assert first["target_effort"] <= 5


async def test_one_day_is_a_day_and_not_one_days(stage: ConsoleStage) -> None:
    await stage.say("sick since yesterday")
    await stage.say("well again")
    assert "After a day of illness" in stage.last().text


async def test_well_after_a_cold_keeps_the_first_day_free(stage: ConsoleStage) -> None:
    await stage.say("sick since sunday")
    await stage.say("well again")
    assert "Nothing but mobility before Wed 25 Nov" in stage.last().text
    assert "After 2 days of illness" in stage.last().text


@pytest.mark.parametrize("said", ["fever is gone", "fever gone", "no more fever", "my temperature is back to normal"])
async def test_a_fever_that_is_gone_is_no_new_one_and_not_yet_well(stage: ConsoleStage, said: str) -> None:
    await stage.say("fever")
    await stage.say(said)
    assert "Good to hear" in stage.last().text
    assert len(await written(stage, "away")) == 1
    assert not await written(stage, "back")
    assert not await written(stage, "flagged")


@pytest.mark.parametrize("said", ["had fever last week, ok now", "was sick last week but fine now"])
async def test_an_illness_that_is_over_when_it_is_told_is_a_return_and_no_new_illness(
    stage: ConsoleStage, said: str
) -> None:
    await stage.say(said)
    assert "Good that you are well" in newest(stage, "Back").text
    assert await written(stage, "back")


async def test_no_fever_is_no_illness_that_ended(stage: ConsoleStage) -> None:
    await stage.say("no fever")
    assert "The plan stays as it is" in stage.last().text
    assert not await written(stage, "away")
    await stage.say("sick with a cold")
    await stage.say("no fever")
    assert len(await written(stage, "away")) == 1


async def test_a_fever_that_is_gone_before_it_was_told_starts_the_clock_of_the_return(stage: ConsoleStage) -> None:
    await stage.say("the fever is gone")
    assert "Nothing but mobility before Thu 26 Nov" in stage.last().text
    await stage.say("fever gone")
    assert "Good to hear" in stage.last().text
    assert len(await written(stage, "away")) == 1


async def test_on_a_day_with_fever_nothing_is_offered(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("fever 38.5")
        for asked in ("/today", "/test"):
            await stage.say(asked)
            labels = " ".join(stage.last().labels)
            assert "min" not in labels
            assert "weak links" not in labels
        assert "you are ill" in stage.last().text
