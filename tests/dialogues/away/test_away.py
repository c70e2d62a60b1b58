"""Away and back in chat: nothing nags, nothing is lost, and the way back is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.athlete import FLOOR
from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, living, newest, session_card, written
from tests.stages.console_stage import ConsoleStage


async def test_two_weeks_away_are_two_weeks_of_silence_and_then_it_goes_on(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, daily_mobility=True)) as stage:
        await stage.clock(TUESDAY)
        await stage.say("travelling until 8 December")
        assert any("From Wed 9 Dec on it continues by itself" in one.text for _, one in stage.seen[-3:])
        before = len(stage.seen)
        await stage.clock("2026-12-08T23:00+01:00")
        assert len(stage.seen) == before
        await stage.clock("2026-12-11T07:05+01:00")
        cards = [one.text for _, one in stage.seen[before:] if one.card and one.card.get("session")]
        assert "Good to have you back." in cards[0]
        assert not any("Good to have you back." in one for one in cards[1:])


async def test_being_sick_by_a_word_lets_todays_session_go(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("sick since yesterday")
        [away] = await written(stage, "away")
        assert (away["why"], away["start"]) == ("illness", "2026-11-23")
        [skipped] = await written(stage, "skipped")
        assert skipped["reason"] == "sick"
        before = len(stage.seen)
        await stage.clock("2026-11-27T21:00+01:00")
        assert len(stage.seen) == before
        await stage.say("still sick")
        assert "Take your time" in stage.last().text
        await stage.say("well again")
        assert "a short, easy session first" in stage.last().text
        assert await written(stage, "back")


async def test_today_is_no_word_about_yesterdays_session(tmp_path: Path) -> None:
    """On a day without one "skipping today" once skipped the session of the day before."""
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-26T18:00+01:00")
        seen = await stage.say("skipping today")
        assert "There is no session today" in seen[-1].text
        await stage.say("have a cold, skipping today")
        assert [one["why"] for one in await written(stage, "away")] == ["illness"]
        assert "skipped" not in {one["type"] for one in (await stage.say("/export"))[-1].data["diary"]}


async def test_a_break_may_be_asked_for(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("can we pause for two weeks?")
        [away] = await written(stage, "away")
        assert (away["start"], away["until"]) == ("2026-11-24", "2026-12-07")


async def test_a_fever_is_an_illness_and_one_that_nothing_explains_a_red_flag(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("flu with fever")
        assert "24 hours without fever" in stage.last().text
        [away] = await written(stage, "away")
        assert (away["fever"], away["below_neck"]) == (True, True)
        await stage.say("back")
        await stage.say("fever on and off, nobody knows why")
        assert "see a doctor soon" in stage.last().text
        await stage.say("sick, chest pain when breathing")
        assert len(await written(stage, "flagged")) == 2
        assert len(await written(stage, "away")) <= 1


async def test_a_long_illness_asks_for_a_doctors_word(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("flu")
        await stage.clock("2026-12-01T12:00+01:00")
        await stage.say("recovered")
        assert "please have a doctor agree first" in stage.last().text
        await stage.press("A doctor agreed")
        await stage.press("Yes, they agreed")
        [cleared] = await written(stage, "cleared")
        assert cleared["flag"] == "illness"


async def test_away_by_buttons_with_an_end_and_another_end(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("/away")
        await stage.press("Travel")
        await stage.press("1 week")
        assert (await written(stage, "away"))[-1]["until"] == "2026-11-30"
        await stage.say("/away")
        await stage.press("Another end")
        await stage.say("12 December")
        assert (await written(stage, "away"))[-1]["until"] == "2026-12-12"
        await stage.say("back")
        assert "So few days cost nothing" in stage.last().text


async def test_a_journey_with_nothing_but_the_floor_goes_on_training(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("travelling until 6 December")
        await stage.press("I'd like to train there")
        await stage.press("Just the floor")
        assert "Sessions go on with what is there." in stage.last().text
        await stage.clock(TUESDAY)
        card = session_card(stage)
        assert " kg" not in card.text
        assert "Push-up" in card.text


async def test_a_journey_to_come_can_be_called_off(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("on holiday from 1 December to 14 December")
        await stage.say("/away")
        assert "Coming up: travel, Tue 1 Dec to Mon 14 Dec." in stage.last().text
        await stage.press("Call that off")
        assert await written(stage, "away") == []


async def test_two_fridays_are_asked_about(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("away until next friday")
        await stage.press("Fri 4 Dec")
        assert (await written(stage, "away"))[-1]["until"] == "2026-12-04"


async def test_leaving_is_taken_back_whole(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("injured")
        assert any("Where does it hurt?" in one.labels for _, one in stage.seen[-3:])
        await stage.press("Undo")
        assert await written(stage, "away") == []
        assert await written(stage, "skipped") == []
        await stage.say("/today")
        assert "Strength A" in stage.last().text


async def test_the_week_names_the_days_away(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("away until sunday")
        await stage.say("/week")
        assert "Fri 27  –           away" in stage.last().text
        assert "gave way" not in stage.last().text


@pytest.mark.parametrize("text", ["back", "I'm back", "well again"])
async def test_whoever_was_not_away_is_told_so(tmp_path: Path, text: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say(text)
        assert "As far as I know you are here." in stage.last().text


async def test_two_silent_weeks_are_planned_as_a_break_until_the_runner_says_that_they_trained(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.clock("2026-12-11T07:05+01:00")
        halved = stage.last()
        assert "I heard nothing about " in halved.text
        await stage.press("I did train")
        whole = stage.last(notices=False)
        assert "no break, then" in whole.text
        assert "I did train" not in whole.labels
        assert "days since your last full strength session" in halved.text
        assert "since your last full" not in whole.text


async def test_the_silent_weeks_are_not_asked_about_again_once_a_session_was_answered(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.clock("2026-12-11T07:05+01:00")
        assert "I heard nothing about Tue 1 Dec, Fri 4 Dec and Tue 8 Dec, so I plan" in stage.last().text
        await stage.say("5, no soreness")
        before = len(stage.seen)
        await stage.clock("2026-12-16T07:05+01:00")
        later = [one for _, one in stage.seen[before:]]
        assert any("The way back" in one.text or "the way back" in one.text for one in later)
        assert not any("I heard nothing about " in one.text or "I did train" in one.labels for one in later)


async def test_whoever_said_back_is_welcomed_once(stage: ConsoleStage) -> None:
    await stage.say("travelling until 4 December")
    await stage.clock("2026-11-30T19:00+01:00")
    await stage.say("back")
    await stage.clock("2026-12-01T07:05+01:00")
    told = [one.text for _, one in stage.seen]
    assert sum("Good to have you back." in one for one in told) == 1
    assert "Strength A" in told[-1]


async def test_whoever_is_ill_is_offered_no_test_and_told_one_thing(stage: ConsoleStage) -> None:
    await stage.say("calves 5")
    await stage.say("I have a cold")
    card = newest(stage, "You are ill. Rest comes first.")
    assert "sore" not in card.text
    assert "Find my weak links" not in card.labels


async def test_well_again_says_once_that_it_starts_gently(stage: ConsoleStage) -> None:
    await stage.say("sick")
    await stage.clock("2026-11-28T12:00+01:00")
    await stage.say("well again")
    assert stage.last().text.count("short") == 1


async def test_a_doctors_word_can_be_given_on_any_morning_that_waits_for_it(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("sick")
        await stage.clock("2026-12-03T12:00+01:00")
        await stage.say("well again")
        await stage.clock("2026-12-08T07:05+01:00")
        assert "A doctor agreed" in stage.last().labels
        await stage.press("A doctor agreed")
        assert "Did a doctor say that you may train again?" in stage.last().text
        await stage.press("Not yet")
        assert "please have a doctor agree first" in stage.last().text
        await stage.press("A doctor agreed")
        await stage.press("Yes, they agreed")
        assert "Noted, with today's date" in stage.last(notices=False).text
        assert await written(stage, "cleared")
        await stage.say("/today")
        assert "A doctor agreed" not in stage.last().labels


@pytest.mark.parametrize("before", [(), ("/away", "/rate")])
@pytest.mark.parametrize(
    ("said", "first", "last", "place"),
    [
        ("travelling 8 dec to 12 dec", "2026-12-08", "2026-12-12", ""),
        ("travelling 8-12 dec", "2026-12-08", "2026-12-12", ""),
        ("away from 8 Dec until 12 Dec", "2026-12-08", "2026-12-12", ""),
        ("travelling for work 8 dec to 12 dec, hotel no kit", "2026-12-08", "2026-12-12", FLOOR),
        ("travel 21 dec to 26 dec, no kit", "2026-12-21", "2026-12-26", FLOOR),
    ],
)
async def test_days_to_come_keep_their_first_day_whatever_is_open(
    stage: ConsoleStage, before: tuple[str, ...], said: str, first: str, last: str, place: str
) -> None:
    for one in before:
        await stage.say(one)
    await stage.say(said)
    assert f" to Sat {date.fromisoformat(last).day} Dec." in stage.last().text
    assert ("Sessions go on" in stage.last().text) == bool(place)
    [away] = await written(stage, "away")
    assert (away["start"], away["until"], away.get("place", "")) == (first, last, place)
    assert not await written(stage, "report")
    assert not await written(stage, "skipped")


async def test_the_end_that_was_asked_for_may_come_with_a_first_day(stage: ConsoleStage) -> None:
    await stage.say("/away")
    await stage.press("Travel")
    await stage.say("8 dec to 12 dec")
    assert "Travel, Tue 8 Dec to Sat 12 Dec." in stage.last().text


@pytest.mark.parametrize(
    ("again", "coming"),
    [
        ("travelling 7-14 dec", "travel, Mon 7 Dec to Mon 14 Dec"),
        ("away 10 dec to 11 dec", "travel, Thu 10 Dec to Fri 11 Dec"),
        ("until 14 dec", "travel, Tue 8 Dec to Mon 14 Dec"),
        ("sick until 9 dec", "travel, Thu 10 Dec to Sat 12 Dec"),
    ],
)
async def test_days_to_come_that_are_told_again_are_replaced(stage: ConsoleStage, again: str, coming: str) -> None:
    await stage.say("travelling 8 dec to 12 dec")
    await stage.say(again)
    await stage.say("back")
    await stage.say("/away")
    assert f"Coming up: {coming}." in stage.last().text
    await stage.press("Call that off")
    await stage.say("/away")
    assert "Coming up" not in stage.last().text


@pytest.mark.parametrize("said", ["stop", "never mind", "Cancel"])
@pytest.mark.parametrize("press", ["", "Travel"])
async def test_the_question_about_being_away_can_be_left(stage: ConsoleStage, said: str, press: str) -> None:
    await stage.say("/away")
    if press:
        await stage.press(press)
    await stage.say(said)
    assert "Left as it was" in stage.last().text
    assert not await written(stage, "away")
    assert not await written(stage, "report")


@pytest.mark.parametrize("said", ["feeling better now", "I feel a bit better today", "getting better"])
async def test_feeling_better_is_not_yet_well(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say("sick")
        await stage.say(said)
        assert "Good to hear" in stage.last().text
        assert "I'm well again" in stage.last().labels
        assert not await written(stage, "back")


@pytest.mark.parametrize("said", ["im back early", "I'm back earlier than planned", "back sooner than expected"])
async def test_whoever_is_back_early_says_so(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say("travelling until friday")
        await stage.say(said)
        assert "Good to have you back." in stage.last().text
        assert await written(stage, "back")


@pytest.mark.parametrize(
    ("said", "effort"),
    [
        ("I did train", None), ("been away but i did all the sessions, all easy 3", 3),
        ("but I did all my sessions", None), ("I trained anyway", None),
    ],
)  # fmt: skip
async def test_that_the_silence_was_training_can_be_typed(stage: ConsoleStage, said: str, effort: float | None) -> None:
    await stage.say("5, no soreness")
    before = len(await written(stage, "report"))
    await stage.clock("2026-12-11T07:05+01:00")
    await stage.say(said)
    assert "no break, then" in stage.last(notices=False).text
    told = (await written(stage, "report"))[before:]
    assert len(told) > 1
    assert {one.get("effort") for one in told} == {effort}


@pytest.mark.parametrize(
    ("said", "days", "effort"),
    [
        ("been away but i did all the sessions, all easy 3", {"24", "25", "27"}, 3),
        ("did them all, 5 each", {"24", "25", "27"}, 5),
        ("I've done all my sessions", {"24", "25", "27"}, None),
        ("all sessions done, effort 4", {"24", "25", "27"}, 4),
        ("did all the workouts except friday, 6", {"24", "25"}, 6),
        ("did every session", {"24", "25", "27"}, None),
    ],
)
@pytest.mark.parametrize("before", ["hello", "/rate"])
async def test_several_sessions_told_at_once_are_all_noted_and_none_that_is_to_come(
    tmp_path: Path, before: str, said: str, days: set[str], effort: float | None
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-12-01T07:05+01:00")
        await stage.say(before)
        await stage.say(said)
        told = await written(stage, "report")
        assert {one["session"][8:10] for one in told} == days
        assert {one.get("effort") for one in told} == {effort}
        assert any("Noted as done: Tue 24 Nov" in one.text for _, one in stage.seen)
        await stage.say("/undo")
        assert not await written(stage, "report")


@pytest.mark.parametrize(
    ("said", "answer"),
    [("did all the sessions, 5", "No session of the last weeks"), ("did all sessions except one", "Which days")],
)
async def test_where_no_session_waits_or_it_is_unclear_which_nothing_is_noted(
    stage: ConsoleStage, said: str, answer: str
) -> None:
    await stage.say(said)
    assert answer in stage.last().text
    assert not await written(stage, "report")


async def test_whoever_is_back_on_a_training_day_is_not_told_todays_session_again_for_tomorrow(
    stage: ConsoleStage,
) -> None:
    await stage.say("5, no soreness")
    await stage.clock("2026-11-30T19:00+01:00")
    await stage.say("travelling until saturday")
    await stage.clock("2026-12-01T06:00+01:00")
    await stage.say("back")
    said = stage.last().text
    today = next(one for one in said.split("\n") if one.startswith("Today: "))
    coming = next(one for one in said.split("\n") if one.startswith("Next: "))
    assert today.removeprefix("Today: ").split(",")[0] != coming.removeprefix("Next: ").split(",")[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I am away from tomorrow", "The way back after 21 days: step 1 of 2."),
        ("I am ill", "23 days since your last full strength"),
    ],
)
async def test_whoever_goes_again_on_the_way_back_is_told_how_it_goes_on(
    stage: ConsoleStage, said: str, told: str
) -> None:
    await stage.say("5, no soreness")
    await stage.say(said)
    await stage.clock("2026-12-15T06:00+01:00")
    await stage.say("back")
    await stage.say("5, no soreness")
    await stage.say("I am away from tomorrow")
    await stage.clock("2026-12-17T06:00+01:00")
    await stage.say("back")
    assert "Good to have you back." in stage.last().text
    assert told in stage.last().text
    assert "{" not in stage.last().text


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("extend till the 12th", "2026-12-12"), ("please extend it until 14 december", "2026-12-14"),
        ("back on friday", "2026-11-26"), ("I'll be back tomorrow", "2026-11-24"),
    ],
)  # fmt: skip
async def test_another_end_of_being_away_is_told_in_words(stage: ConsoleStage, said: str, until: str) -> None:
    await stage.say("travelling until 8 December")
    await stage.say(said)
    assert (await written(stage, "away"))[-1]["until"] == until


@pytest.mark.parametrize("said", ["until when should i rest?", "till when"])
async def test_a_question_that_begins_with_until_is_no_new_end(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say("sick")
        await stage.say(said)
        assert len(await written(stage, "away")) == 1


async def test_after_ten_weeks_away_it_says_that_the_plan_starts_over_and_offers_the_tests(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.say("travelling")
        await stage.clock("2027-02-01T12:00+01:00")
        await stage.say("back")
        assert "69 days without strength: the plan starts over" in stage.last().text
        assert "Find my weak links" in stage.last().labels
        await stage.clock("2027-02-02T07:01+01:00")
        assert "Strength A" in stage.last().text
        assert "70 days without strength: the plan starts over" in stage.last().text
        assert "everything is green" not in stage.last().text


async def test_a_fever_that_is_gone_with_a_cough_left_is_heard(stage: ConsoleStage) -> None:
    await stage.say("woke up with a fever and aching all over, 39")
    await stage.clock("2026-11-26T12:00+01:00")
    await stage.say("fever is gone but still coughing")
    assert "I'm well again" in stage.last().labels
    assert "did not understand" not in stage.last().text


async def test_a_flight_is_a_journey_and_goes_on_to_another_kit(stage: ConsoleStage) -> None:
    await stage.say("flying to denver tomorrow, til sunday. hotel has dumbbells up to 50 lb")
    gone = (await written(stage, "away"))[-1]
    assert (gone["start"], gone["until"], gone.get("place")) == ("2026-11-25", "2026-11-29", "hotel")
    await stage.clock("2026-11-29T18:00+01:00")
    await stage.say("flying on to london for 3 days")
    assert "I'd like to train there" in stage.last().labels
    gone = (await written(stage, "away"))[-1]
    assert (gone["until"], gone.get("place", "")) == ("2026-12-01", "")


async def test_much_better_is_heard_of_an_ill_runner(stage: ConsoleStage) -> None:
    await stage.say("i have a cold coming on")
    await stage.clock("2026-11-26T12:00+01:00")
    await stage.say("much better now, was just a sniffle")
    assert "When you are well, tap" in stage.last().text


@pytest.mark.parametrize("said", ["better, I'm well again", "much better, back to training", "i'm well again"])
async def test_better_and_well_again_ends_an_illness(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("i caught a cold, no fever")
        await stage.clock(FRIDAY)
        await stage.say("still sniffly")
        assert not await written(stage, "back")
        await stage.say(said)
        assert await written(stage, "back")


async def test_a_mobility_day_does_not_tell_more_minutes_around_it_than_it_has(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("i caught a cold, no fever")
        await stage.clock(FRIDAY)
        await stage.say("i'm well again")
        await stage.call("today")
        card = session_card(stage).text
        assert "10 min" in card
        assert "Warm-up: " in card
        await stage.call("week")
        assert "upper body" not in stage.last().text, "where no such session stands, none is told of"
