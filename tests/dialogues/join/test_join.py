"""Joining, as a runner goes through it: from /start to a session to train from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.dialogues.joining import KIT, LONGEST, RUNS, TUESDAY, USUAL, do, exported, open_at
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=TUESDAY) as opened:
        yield opened


# --- the way through ---------------------------------------------------------------------------------------------


async def test_a_new_runner_has_a_session_to_train_from_after_at_most_ten_inputs(stage: ConsoleStage) -> None:
    assert len(USUAL) <= 10
    seen = await do(stage, *USUAL)
    card = next(one for one in seen if one.card is not None and one.card["session"])
    session = card.card["session"] if card.card else {}
    assert session["kind"] == "strength_a"
    assert session["items"]
    assert any(item["load_kg"] in (4, 8, 12) for item in session["items"])
    assert "▶ Start" in card.labels


async def test_what_a_runner_told_while_joining_is_their_profile(stage: ConsoleStage) -> None:
    await do(stage, *USUAL[:5], "1984 f 62kg", "#6 months to 2 years", "10k on 3 May", "#Also matters", "#30 min")
    await do(stage, "#Next", "Berlin 6:30", "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert athlete["runs"]["tue"] == {"kind": "easy", "km": 8.0, "minutes": None}
    assert athlete["runs"]["thu"]["kind"] == "quality"
    assert athlete["runs"]["sun"] == {"kind": "long", "km": 18.0, "minutes": None}
    assert athlete["places"] == [
        {"name": "home", "kit": ["band", "dumbbells"], "weights_kg": [4, 8, 12], "bar_kg": None, "plates_kg": []}
    ]
    assert (athlete["level"], athlete["born"], athlete["sex"], athlete["mass_kg"]) == ("some", 1984, "f", 62)
    assert athlete["race"] == {"date": "2027-05-03", "km": 10, "priority": "B"}
    assert (athlete["zone"], athlete["morning"], athlete["minutes"]) == ("Europe/Berlin", "06:30", 30)
    assert athlete["screened"] is True
    assert athlete["screen_yes"] == []


async def test_joining_is_an_entry_and_the_season_counts_from_it(stage: ConsoleStage) -> None:
    await do(stage, *USUAL)
    diary = (await exported(stage))["diary"]
    assert [one["type"] for one in diary] == ["profile", "joined", "prescribed"]
    assert {one["day"] for one in diary} == {"2026-11-24"}


async def test_a_runner_in_miles_and_pounds_is_spoken_to_in_miles_and_pounds(stage: ConsoleStage) -> None:
    seen = await do(stage, "/start", "none", "Tue 5 miles easy, Sat 10 miles", "dumbbells 10 20 30 lb")
    assert "dumbbells 10, 20, 30 lb" in seen[-1].text
    await do(stage, "none", "new", "next", "Chicago", "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["distance_unit"], athlete["mass_unit"]) == ("mi", "lb")
    assert athlete["runs"]["tue"]["km"] == pytest.approx(8.05, abs=0.06)
    assert athlete["places"][0]["weights_kg"] == pytest.approx([4.536, 9.072, 13.608], abs=0.01)


async def test_everything_can_be_skipped_and_the_careful_choice_is_taken(stage: ConsoleStage) -> None:
    await do(stage, "/start", "#Skip: mobility only", "#Skip", "#Nothing", "#Nothing hurts", "#Skip: as a beginner")
    seen = await do(stage, "#Next", "#Skip: London time in winter (UTC)")
    assert "mobility only" in seen[-1].text
    await stage.press("Accept")
    found = await exported(stage)
    athlete = found["athlete"]
    assert (athlete["screened"], athlete["level"], athlete["zone"]) == (False, "new", "UTC")
    assert athlete["places"] == []
    assert {one["kind"] for one in found["sessions"]} == {"mobility"}


async def test_one_message_may_answer_several_questions(stage: ConsoleStage) -> None:
    await do(stage, "/start", "none")
    seen = await stage.say(f"{RUNS}; {KIT}; nothing hurts; Berlin 6:30")
    assert seen[-1].text.startswith("5 of 7")
    seen = await do(stage, "trained", "2 x 60")
    assert seen[-1].text.startswith("Your week")
    await stage.press("Accept")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["level"], athlete["minutes"], athlete["zone"]) == ("trained", 60, "Europe/Berlin")


async def test_runs_typed_instead_of_start_are_not_lost(stage: ConsoleStage) -> None:
    seen = await stage.say(RUNS)
    assert "Runs noted: Tue easy 8 km" in seen[-1].text
    assert "I am not a doctor" in seen[-1].text
    seen = await stage.press("None of these")
    assert seen[-1].text.startswith("3 of 7"), "the runs are told already"


async def test_a_week_told_over_several_lines_is_one_week(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    seen = await stage.say("Tue 8k easy\nThu 6x800\nSun 18k long")
    assert "Tue easy 8 km · Thu quality · Sun long 18 km" in seen[-1].text


async def test_runs_can_be_tapped_day_by_day(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    await do(stage, "#Tue –", "#Sun –", "#Sun easy", "#Sun quality")
    seen = await stage.press("Next")
    assert seen[-1].text.startswith("3 of 7")
    await do(stage, "none", "none", "new", "next", "Berlin", "#Accept")
    runs = (await exported(stage))["athlete"]["runs"]
    assert {day: run["kind"] for day, run in runs.items() if run["kind"] != "rest"} == {"tue": "easy", "sun": "long"}


async def test_kit_can_be_ticked_and_the_weights_are_asked_for_once(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    seen = await do(stage, "#Dumbbells", "#Band", "#Next")
    assert "Which weights?" in seen[-1].text
    seen = await stage.say("4 8 12")
    assert seen[-1].text.startswith("4 of 7")
    assert "dumbbells 4, 8, 12 kg" in seen[-1].text


async def test_bells_of_unknown_weight_are_kept_but_not_planned_with(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    await do(
        stage, "#Dumbbells", "#Next", "#I do not know yet: plan without", "none", "new", "next", "Berlin", "#Accept"
    )
    found = await exported(stage)
    assert found["athlete"]["places"][0] == {
        "name": "home", "kit": ["dumbbells"], "weights_kg": [], "bar_kg": None, "plates_kg": [],
    }  # fmt: skip
    assert all(item["load_kg"] is None for one in found["sessions"] for item in one["items"])


async def test_a_hurting_knee_is_in_the_diary_and_spared_in_the_first_session(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    seen = await do(stage, "#Knee", "#Next")
    assert "Knee: how bad" in seen[-1].text
    await do(stage, "#Left", "#6", "new", "next", "Berlin", "#Accept")
    found = await exported(stage)
    felt = [one for one in found["diary"] if one["type"] == "felt"]
    assert [(one["region"], one["side"], one["score"]) for one in felt] == [("knee", "left", 6)]
    first = next(one for one in found["sessions"] if one["status"] == "sent")
    assert not any(item["slot"] == "squat_main" for item in first["items"])


async def test_what_hurts_can_be_typed(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    seen = await stage.say("left knee 4, right calf 2")
    assert "Left knee 4 · right calf 2" in seen[-1].text
    assert seen[-1].text.startswith("5 of 7")


async def test_a_part_without_a_number_is_asked_for_its_number(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    seen = await stage.say("my left achilles")
    assert "Left Achilles: how bad" in seen[-1].text
    seen = await stage.say("3")
    assert seen[-1].text.startswith("5 of 7")


async def test_trouble_of_many_months_is_something_to_be_careful_with(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    await do(stage, "#Achilles", "#Next", "#Right", "#For over 3 months", "#2", "new", "next", "Berlin", "#Accept")
    assert (await exported(stage))["athlete"]["limits"] == [{"region": "achilles", "side": "right"}]


async def test_the_morning_time_can_be_changed_before_accepting(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    await do(stage, "#06:00", "#Accept")
    assert (await exported(stage))["athlete"]["morning"] == "06:00"


async def test_an_answer_can_be_changed_before_accepting(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    seen = await do(stage, "#Change an answer", "#Your runs")
    assert seen[-1].text.startswith("2 of 7")
    seen = await stage.say("Mo 5k easy, We 10k tempo, Sa 20k long")
    assert seen[-1].text.startswith("Your week"), "and back to the week"
    assert "easy 5 km" in seen[-1].text


async def test_back_leads_to_the_question_before_with_what_was_said(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    seen = await stage.press("Back")
    assert seen[-1].text.startswith("2 of 7")
    assert "Sun long 18 km" in seen[-1].text


async def test_on_a_rest_day_the_runner_sees_when_the_first_session_comes_and_what_it_is(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=datetime(2026, 11, 29, 8, 0, tzinfo=UTC)) as stage:
        seen = await do(stage, *USUAL)
        assert "No session today" in seen[0].text
        assert "Strength A" in seen[1].text
        assert seen[1].labels == [], "it is there to look at, not to press"
        assert "prescribed" not in [one["type"] for one in (await exported(stage))["diary"]]


async def test_whoever_joins_in_the_evening_begins_tomorrow_whatever_they_look_at(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=datetime(2026, 11, 24, 19, 0, tzinfo=UTC)) as stage:
        seen = await do(stage, *USUAL)
        assert "No session today" in seen[0].text
        promised = next(words for words in ("Strength A, tomorrow", "Technique, tomorrow") if words in seen[0].text)
        assert " today" not in (await stage.call("week"))[-1].text
        assert "Rest day" in (await stage.call("today"))[-1].text
        seen = await stage.clock("+12h")
        assert promised.split(",")[0] in seen[-1].text, "and nobody is asked how this evening's session was"
        assert len(seen) == 1


async def test_the_first_morning_comes_at_the_runners_own_time(stage: ConsoleStage) -> None:
    await do(stage, *USUAL)
    seen = await stage.clock("+72h")
    mornings = [one for one in seen if one.card is not None]
    assert mornings
    assert all(f"{one.at:%H:%M}" == "06:00" for one in mornings), "7:00 in Berlin is 6:00 UTC"


# --- health ------------------------------------------------------------------------------------------------------


async def test_a_yes_in_the_health_questions_means_mobility_until_a_professional_agrees(stage: ConsoleStage) -> None:
    seen = await do(stage, "/start", "#Some apply", "#Stress fracture", "#Next")
    assert "a stress fracture" in seen[-1].text
    assert "professional agreed" in seen[-1].text
    await do(stage, "#Not yet: go on gently", RUNS, "none", "none", "new", "next", "Berlin")
    assert "mobility only" in stage.last().text
    seen = await stage.press("Accept")
    found = await exported(stage)
    assert {one["kind"] for one in found["sessions"]} == {"mobility"}
    assert found["athlete"]["screen_yes"] == ["bone_stress"]


async def test_a_professional_who_agreed_opens_the_plan(stage: ConsoleStage) -> None:
    await do(stage, "/start", "#Some apply", "#Hernia", "#Next", "#A professional agreed", RUNS, "none", "none", "new")
    await do(stage, "next", "Berlin", "#Accept")
    found = await exported(stage)
    assert "strength_a" in {one["kind"] for one in found["sessions"]}
    assert [one["flag"] for one in found["diary"] if one["type"] == "cleared"] == ["screen"]


async def test_high_blood_pressure_keeps_the_effort_low_even_when_cleared(stage: ConsoleStage) -> None:
    seen = await do(stage, "/start", "#Some apply", "#Blood pressure", "#Next")
    assert "5 of 10 or below" in seen[-1].text
    await do(stage, "#A professional agreed", RUNS, KIT, "none", "trained", "next", "Berlin", "#Accept")
    sent = next(one for one in (await exported(stage))["sessions"] if one["status"] == "sent")
    assert max(item["target_rpe"] for item in sent["items"]) <= 5


async def test_a_young_runner_needs_a_guardian_and_no_doctor(stage: ConsoleStage) -> None:
    seen = await do(stage, "/start", "#Some apply", "#Under 18", "#Next")
    assert "parent or guardian" in seen[-1].text
    assert "A professional agreed" not in seen[-1].labels
    seen = await stage.press("A parent or guardian agrees")
    assert seen[-1].text.startswith("2 of 7")


async def test_a_year_of_birth_under_18_brings_the_guardian_question_up(stage: ConsoleStage) -> None:
    await open_at(stage, "level")
    await do(stage, "2011 m 55kg", "new", "next")
    seen = await stage.say("Berlin")
    assert "parent or guardian" in seen[-1].text
    seen = await stage.press("A parent or guardian agrees")
    assert seen[-1].text.startswith("Your week")
    await stage.press("Accept")
    found = await exported(stage)
    assert found["athlete"]["screen_yes"] == ["under_18"]
    assert "strength_a" in {one["kind"] for one in found["sessions"]}


async def test_a_tick_that_the_year_of_birth_contradicts_is_named_and_the_careful_answer_stays(
    stage: ConsoleStage,
) -> None:
    await do(stage, "/start", "#Some apply", "#Under 18", "#Next", "#Not yet: go on gently", RUNS, "none", "none")
    seen = await stage.say("1984")
    assert "does not go with 1984" in seen[-1].text
    await do(stage, "new", "next", "Berlin")
    await stage.press("Accept")
    assert (await exported(stage))["athlete"]["screen_yes"] == ["under_18"]


async def test_the_health_questions_are_not_answered_by_a_guess(stage: ConsoleStage) -> None:
    await do(stage, "/start")
    seen = await stage.say("ok")
    assert seen[-1].text.startswith("1 of 7")
    seen = await stage.say("I had something with my heart once")
    assert seen[-1].text.startswith("1 of 7")
    assert "please use the buttons" in seen[-1].text
    assert "Glaucoma" not in seen[-1].text, "the long list is not said again below each line"
    assert "None of these" in seen[-1].labels
    (resumed,) = await stage.say("/start")
    assert "Glaucoma" in resumed.text


async def test_what_befell_somebody_else_or_years_ago_stops_nobody_who_joins(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    for said in ("my dad had a heart attack", "I broke my ankle two years ago"):
        seen = await stage.say(said)
        assert seen[-1].text.startswith("2 of 7"), said


async def test_chest_pain_typed_while_joining_outranks_joining(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    seen = await stage.say("Tu 8k easy and I have chest pain right now")
    assert "emergency" in seen[-1].text.lower()
    seen = await stage.say("/start")
    assert seen[-1].text.startswith("2 of 7"), "and joining is still there afterwards"


# --- dropped and resumed -----------------------------------------------------------------------------------------


async def test_a_dropped_conversation_goes_on_where_it_stopped(stage: ConsoleStage) -> None:
    await open_at(stage, "level")
    await stage.clock("+100h")
    await stage.restart()
    seen = await stage.say("/start")
    assert "Welcome back" in seen[-1].text
    assert seen[-1].text.startswith("5 of 7")
    await do(stage, "new", "next", "Berlin", "#Accept")
    assert (await exported(stage))["athlete"]["runs"]["sun"]["km"] == 18


async def test_who_stops_in_the_middle_is_asked_once_a_day_later_and_not_again(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    assert not await stage.clock("+23h")
    (seen,) = await stage.clock("+2h")
    assert seen.text.startswith("3 of 7")
    assert "We stopped here yesterday" in seen.text
    assert not await stage.clock("+200h")
    seen = (await stage.say(KIT))[-1]
    assert seen.text.startswith("4 of 7"), "and an answer is still taken"


async def test_who_does_not_accept_finds_the_week_on_the_morning_they_chose(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    await stage.say("6:00")
    assert not await stage.clock("2026-11-25T04:59+00:00")
    (seen,) = await stage.clock("2026-11-25T05:00+00:00")
    assert "waits for you" in seen.text
    await stage.press("Accept")
    assert (await exported(stage))["athlete"]["morning"] == "06:00"
    assert all("waits for you" not in one.text for one in await stage.clock("+48h"))


async def test_whoever_joined_or_has_to_see_somebody_is_not_asked_whether_they_go_on(stage: ConsoleStage) -> None:
    await do(stage, *USUAL)
    await do(stage, "/start", "none", "chest pain when I run", as_="other")
    await do(stage, "/start", as_="third")
    assert all("stopped here" not in one.text for one in await stage.clock("+30h"))
    assert "chest pain" in stage.last("other").text, "nothing came after it"
    assert stage.last("third").text.startswith("1 of 7")


async def test_start_in_the_middle_loses_nothing(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    await do(stage, "/start", "/start")
    seen = await stage.say(KIT)
    assert seen[-1].text.startswith("4 of 7")


async def test_a_double_tap_moves_on_once(stage: ConsoleStage) -> None:
    await stage.say("/start")
    key = stage.last().keys["None of these"]
    await stage.press_key(key)
    await stage.press_key(key)
    assert stage.last(notices=False).text.startswith("2 of 7")


async def test_a_press_on_a_question_that_is_behind_says_which_one_is_open(stage: ConsoleStage) -> None:
    await stage.say("/start")
    old = stage.last().keys["None of these"]
    await do(stage, "none", RUNS)
    seen = await stage.press_key(old)
    assert "behind us" in seen[-1].text
    assert stage.last(notices=False).text.startswith("3 of 7")


async def test_slips_in_a_condition_tick_it_all_the_same(stage: ConsoleStage) -> None:
    await stage.say("/start")
    seen = await stage.say("i have high blood presure")
    assert "✓ Blood pressure" in seen[-1].labels


async def test_a_double_tap_on_accept_joins_once(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    key = stage.last().keys["Accept"]
    await stage.press_key(key)
    seen = await stage.press_key(key)
    assert "joined already" in seen[-1].text
    assert [one["type"] for one in (await exported(stage))["diary"]].count("joined") == 1


async def test_a_command_that_needs_joining_says_so_and_shows_the_open_question(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    seen = await stage.say("/today")
    assert "/today works once we are done" in seen[-1].text
    assert seen[-1].text.startswith("3 of 7")


async def test_start_of_a_joined_runner_greets_and_shows_today(stage: ConsoleStage) -> None:
    await do(stage, *USUAL)
    seen = await stage.say("/start")
    assert "Welcome back" in seen[0].text
    assert seen[-1].card is not None


async def test_two_runners_who_join_at_the_same_time_stay_apart(stage: ConsoleStage) -> None:
    await do(stage, "/start", "none", as_="ann")
    await do(stage, "/start", "none", "Mo 5k easy", as_="bo")
    await do(stage, RUNS, "none", "none", "new", "next", "Berlin", "#Accept", as_="ann")
    await do(stage, "none", "none", "new", "next", "Tokyo", "#Accept", as_="bo")
    assert (await exported(stage, "ann"))["athlete"]["zone"] == "Europe/Berlin"
    assert (await exported(stage, "bo"))["athlete"]["zone"] == "Asia/Tokyo"


async def test_presses_edit_one_card_and_typed_answers_bring_it_down(stage: ConsoleStage) -> None:
    await stage.say("/start")
    (seen,) = await stage.press("None of these")
    assert seen.edits is not None
    (seen,) = await stage.say(RUNS)
    assert seen.edits is None


# --- how it reads ------------------------------------------------------------------------------------------------


async def test_no_card_of_joining_is_longer_than_a_phone_bears(stage: ConsoleStage) -> None:
    for question in ("health", "runs", "kit", "hurts", "level", "time", "place", "preview"):
        await open_at(stage, question)
        assert len(stage.last().text.split("\n")) <= LONGEST
        await do(stage, "/forget", "#Erase everything")


async def test_the_medical_note_is_said_once(stage: ConsoleStage) -> None:
    await do(stage, *USUAL)
    said = [one for one in stage.messages() if "not a doctor" in one.text]
    assert len(said) == 1


async def test_on_a_sunday_evening_the_week_that_comes_is_shown_with_both_strength_days_and_what_gave_way(
    tmp_path: Path,
) -> None:
    """Today's row had nothing to say, and for six runs the second strength day fell off the other end."""
    async with ConsoleStage(tmp_path, at=datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) as stage:
        runs = "Mo 8k easy, Tu intervals, We 8k, Th 8k, Fr tempo, Sa 22k long"
        seen = await do(stage, "/start", "none", runs, KIT, "none", "some", "next", "Berlin")
        rows = [one.split()[0] for one in seen[-1].text.split("\n") if one[:3] in DAYS]
        assert rows == list(DAYS)
        assert "Strength A" in seen[-1].text
        assert "Strength B" in seen[-1].text
        assert "No day without run or session this week." in seen[-1].text


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
