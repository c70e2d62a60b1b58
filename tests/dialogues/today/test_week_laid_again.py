"""A card that was sent, and a week that is laid again on the same day."""

from __future__ import annotations

from tests.dialogues.living import WEDNESDAY, planned
from tests.stages.console_stage import ConsoleStage

EVENING = "2026-11-24T21:00+01:00"


async def test_a_session_that_another_took_the_place_of_is_asked_about_no_more(stage: ConsoleStage) -> None:
    await stage.say("tomorrow 6x800")
    assert "Technique" in stage.last().text
    await stage.clock(EVENING)
    assert "Strength A" not in stage.last().text
    await stage.clock(WEDNESDAY)
    await stage.say("/week")
    week = stage.last().text
    assert week.count("Technique") == 1
    assert week.count("Strength A") + week.count("Strength B") == 1
    assert (await planned(stage))["2026-11-24.strength_a"]["status"] == "moved"


async def test_a_day_that_becomes_one_without_a_session_leaves_its_session_to_the_week(stage: ConsoleStage) -> None:
    await stage.say("today will be a long run, 20k")
    assert "Rest day" in stage.last().text
    before = len(stage.seen)
    await stage.clock(EVENING)
    assert not [one for _, one in stage.seen[before:] if "How hard was it" in one.text]
    await stage.clock(WEDNESDAY)
    await stage.say("/week")
    assert "no answer" not in stage.last().text
    assert "Strength A" in stage.last().text.partition("Tue 24")[2].partition("\n")[2]


async def test_a_run_taken_back_brings_the_days_session_back(stage: ConsoleStage) -> None:
    await stage.say("today will be a long run, 20k")
    await stage.say("/undo")
    assert "skip" not in stage.since[0].text
    assert "Strength A" in stage.last().text
    await stage.say("6")
    sent = await planned(stage)
    assert sent["2026-11-24.strength_a"]["status"] == "done"


async def test_a_session_that_changes_places_with_a_lighter_one_leaves_its_day(stage: ConsoleStage) -> None:
    await stage.say("move today's session to wednesday")
    await stage.press("Take it")
    await stage.say("/week")
    lines = {line[:3]: line for line in stage.last().text.splitlines()}
    assert "Technique" in lines["Tue"]
    assert "Upper body" in lines["Wed"]
    assert "Strength A" in lines["Fri"]


async def test_a_run_that_goes_to_another_day_stands_there_and_not_where_it_was(stage: ConsoleStage) -> None:
    for said in ("moved my long run to saturday", "long run on Saturday instead of Sunday this week"):
        await stage.say(said)
        assert "Saturday: long 18 km. Sunday: no run." in stage.since[0].text
        await stage.say("/week")
        lines = {line[:3]: line for line in stage.last().text.splitlines()}
        assert "long 18 km" in lines["Sat"]
        assert "long" not in lines["Sun"]
        await stage.say("/undo")
    await stage.say("swap thursday's and saturday's runs")
    assert "Saturday: quality. Thursday: easy 6 km." in stage.since[0].text
