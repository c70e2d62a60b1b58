"""Joining, as it is typed: places and clocks, and everything that cannot be meant."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.messages import Address, Located, Origin
from tests.dialogues.joining import KIT, RUNS, TUESDAY, do, exported, open_at
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=TUESDAY) as opened:
        yield opened


# --- places and times --------------------------------------------------------------------------------------------


async def test_a_name_of_several_places_is_asked_back(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    seen = await stage.say("Springfield")
    assert "more than one" in seen[-1].text
    assert len([one for one in seen[-1].labels if one.startswith("Springfield")]) > 1
    seen = await stage.press(seen[-1].labels[0])
    assert seen[-1].text.startswith("Your week")


async def test_the_time_on_the_runners_watch_finds_the_zone(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    await stage.press("I would rather tell you my time")
    seen = await stage.say("12:05")
    assert any("12:00 now" in one for one in seen[-1].labels)
    assert not any("GMT" in one or "UTC" in one for one in seen[-1].labels)


@pytest.mark.parametrize("text", ["UTC+3", "GMT", "CET", "est", "+02:00"])
async def test_an_offset_is_no_place(stage: ConsoleStage, text: str) -> None:
    await open_at(stage, "place")
    seen = await stage.say(text)
    assert "town or city" in seen[-1].text
    assert seen[-1].text.startswith("7 of 7")


@pytest.mark.parametrize("question", ["runs", "kit", "hurts", "level", "time"])
async def test_a_large_town_typed_early_is_the_place_and_the_question_stays(stage: ConsoleStage, question: str) -> None:
    await open_at(stage, question)
    title = stage.last(notices=False).text.split("\n")[0]
    seen = await stage.say("london")
    assert seen[-1].text.startswith(title)
    assert "Time zone: London" in seen[-1].text


async def test_a_shared_location_gives_the_zone_and_is_not_kept(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    origin = Origin("loc-1", Address("console", "runner", "runner"), stage.moving.now())
    await stage.house.give([Located(origin, 48.85, 2.35)])
    await stage.house.quiet()
    assert "Paris time" in stage.last().text
    await stage.press("Accept")
    found = await exported(stage)
    assert found["athlete"]["zone"] == "Europe/Paris"
    assert "48.85" not in json.dumps(found)


# --- bad input ---------------------------------------------------------------------------------------------------

RTL = "\u202eانا اركض كل يوم\u202c"
SQL = "'; DROP TABLE person; --"
MARKUP = "<b>x</b> *y* `z` [a](http://b) @everyone"
BAD = ["asdf qwer", "😀😀😀", "x" * 10_000, "8 " * 5_000, RTL, SQL, MARKUP, "\x00\x07", "-1e309", "🏃‍♀️ whenever!!!"]


@pytest.mark.parametrize("question", ["health", "runs", "kit", "hurts", "level", "time", "place", "preview"])
async def test_nonsense_gets_a_kind_answer_and_loses_nothing(stage: ConsoleStage, question: str) -> None:
    await open_at(stage, question)
    before = stage.last(notices=False)
    # A name that no atlas has takes a moment to look for; there, every other one will do.
    for bad in BAD[::2] if question == "place" else BAD:
        seen = await stage.say(bad)
        assert seen, bad[:20]
        assert "something went wrong" not in seen[-1].text, bad[:20]
        assert len(seen[-1].text) < 3000, "no flood comes back"
    await stage.say("/start")
    assert stage.last().text.split("\n")[0] in before.text or question in ("hurts", "kit"), "the question still stands"


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("runs", "long 18k", "on which day"),
        ("kit", "dumbbells 5 8 9000 kg", "outside what I can use"),
        ("hurts", "left knee 14", "outside what I can use"),
        ("level", "1850 f 62kg", ""),
        ("level", "1984 f 900kg", "outside what I can use"),
        ("time", "9 days 45 min", "one or two strength days"),
        ("time", "10k on 1 May 2020", "is over already"),
        ("time", "10k on 3/5", "Is that"),
        ("time", "10k on 31 February", "outside what I can use"),
        ("place", "Xyzzyville", "do not know a place"),
    ],
)
async def test_what_is_out_of_range_is_named_and_the_question_stays(
    stage: ConsoleStage, question: str, text: str, said: str
) -> None:
    await open_at(stage, question)
    number = stage.last().text[:6]
    seen = await stage.say(text)
    assert said in seen[-1].text
    assert seen[-1].text.startswith(number)


async def test_a_day_told_twice_with_two_runs_is_named(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    seen = await stage.say("Tu 8k easy, Tu 20k long, Su 18k")
    assert "contradicts" in seen[-1].text


@pytest.mark.parametrize("text", ["half a year of gym", "about 2 years in the gym", "gym twice a week for a year"])
async def test_months_in_a_gym_are_experience_and_no_kit(stage: ConsoleStage, text: str) -> None:
    await open_at(stage, "level")
    seen = await stage.say(text)
    assert "barbell" not in seen[-1].text
    assert "6 of 7" in seen[-1].text


async def test_minutes_of_ones_own_are_among_the_buttons(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    seen = await stage.say("55 min")
    assert "✓ 55 min" in seen[-1].labels


@pytest.mark.parametrize("said", ["maybe a 2", "about 2/10", "it's a 2"])
async def test_how_bad_it_is_may_be_said_loosely(stage: ConsoleStage, said: str) -> None:
    await open_at(stage, "hurts")
    await stage.say("right achilles")
    seen = await stage.say(said)
    assert seen[-1].text.startswith("5 of 7")


async def test_minutes_may_be_asked_for_politely(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    seen = await stage.say("30 min please")
    assert "✓ 30 min" in seen[-1].labels


async def test_a_body_weight_at_another_question_leaves_the_dumbbells_alone(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    await stage.say("dumbbells 10 15 20 lb")
    await stage.press("Nothing hurts")
    await stage.press("Skip: as a beginner")
    await stage.say("about a year, 1988 f 135 lb")
    await stage.press("Next")
    await stage.say("Berlin")
    await stage.press("Accept")
    found = await exported(stage)
    assert found["athlete"]["places"][0]["weights_kg"] == pytest.approx([4.5, 6.8, 9.1], abs=0.1)


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("new to it", "new"), ("New to it.", "new"), ("I'm new to it", "new"), ("I am new to this", "new"),
        ("brand new", "new"), ("never done any", "new"), ("never", "new"), ("a beginner", "new"),
        ("complete beginner", "new"), ("8 months", "some"), ("some", "some"), ("experienced", "trained"),
    ],
)  # fmt: skip
async def test_how_much_strength_may_be_said_in_words(stage: ConsoleStage, said: str, level: str) -> None:
    await open_at(stage, "level")
    seen = await stage.say(said)
    assert seen[-1].text.startswith("6 of 7"), seen[-1].text
    await stage.say("next")
    await stage.say("Berlin")
    await stage.press("Accept")
    assert (await exported(stage))["athlete"]["level"] == level


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("did some gym years ago", "new"), ("bit of gym years ago, 1986 f 64kg", "new"),
        ("1986 f 64kg, bit of gym years ago", "new"), ("1986 f 64 kg bit of gym years ago", "new"),
        ("used to lift at uni, 1986 f 64kg", "new"), ("some gym a long time ago; 1986, f, 64 kg", "new"),
        ("went to the gym 10 years ago, 1986 f 64kg", "new"), ("a bit of gym, 1986 f 64kg", "new"),
        ("gym for 8 months, 1986 f 64kg", "some"),
    ],
)  # fmt: skip
async def test_a_gym_of_long_ago_is_experience_and_the_kit_stays_as_it_was_told(
    stage: ConsoleStage, said: str, level: str
) -> None:
    await do(stage, "/start", "none", RUNS, KIT, "none")
    await do(stage, said)
    await do(stage, "next", "Berlin", "#Accept")
    found = (await exported(stage))["athlete"]
    assert found["places"][0]["weights_kg"] == [4, 8, 12]
    assert sorted(found["places"][0]["kit"]) == ["band", "dumbbells"]
    assert found["level"] == level
    if "1986" in said:
        assert (found["born"], found["sex"], found["mass_kg"]) == (1986, "f", 64)


@pytest.mark.parametrize("said", ["both shins are sore, like 3", "both shins sore 3", "both shins hurt, like a 3"])
async def test_how_strong_it_is_may_follow_the_part_loosely(stage: ConsoleStage, said: str) -> None:
    await open_at(stage, "hurts")
    await stage.say(said)
    await do(stage, "new", "next", "Berlin", "#Accept")
    felt = [one for one in (await exported(stage))["diary"] if one["type"] == "felt"]
    assert {(one["region"], one["score"]) for one in felt} == {("shin", 3)}


@pytest.mark.parametrize(
    ("said", "weights", "single"),
    [
        ("band, kettlebell 12", [12], []), ("kit: dumbbells 6, 10, kettlebell 12, band", [6, 10, 12], [12]),
        ("two dumbbells, 6kg and 10kg", [6, 10], [6, 10]), ("i bought a kettlebell 12kg", [12], []),
    ],
)  # fmt: skip
async def test_a_kit_is_read_as_it_is_told(
    stage: ConsoleStage, said: str, weights: list[float], single: list[float]
) -> None:
    await open_at(stage, "kit")
    await do(stage, said, "none", "new", "next", "Berlin", "#Accept")
    place = (await exported(stage))["athlete"]["places"][0]
    assert (place["weights_kg"], place.get("single_kg", [])) == (weights, single)


async def test_nothing_hurts_and_the_figures_of_a_person_in_one_line_are_both_heard(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    seen = await stage.say("nothing hurts, 52, female, 61kg")
    assert seen[-1].text.startswith("5 of 7")
    assert "born 1974 · female · 61 kg" in seen[-1].text


@pytest.mark.parametrize("said", ["nothing hurts right now", "I'm fine", "no kit", "I don't run", "no race"])
async def test_nothing_of_another_kind_is_no_clear_health(stage: ConsoleStage, said: str) -> None:
    await open_at(stage, "health")
    seen = await stage.say(said)
    assert seen[-1].text.startswith("1 of 7")
    assert "None of these" in seen[-1].labels


async def test_nothing_hurts_told_early_is_not_asked_again(stage: ConsoleStage) -> None:
    await open_at(stage, "health")
    assert "Nothing hurts" in (await stage.say("nothing hurts right now"))[-1].text
    seen = await do(stage, "#None of these", RUNS, KIT)
    assert seen[-1].text.startswith("5 of 7")


async def test_a_person_and_no_race_told_at_the_question_for_the_town_are_no_towns(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    seen = await stage.say("38, male")
    assert seen[-1].text.startswith("7 of 7")
    assert "born 1988 · male" in seen[-1].text
    assert "Back" in seen[-1].labels
    seen = await stage.say("just for fun, no race")
    assert "No race, noted." in seen[-1].text


@pytest.mark.parametrize("said", ["I'm not training for a race", "just for fun", "2 days, 45 min, no race"])
async def test_no_race_is_an_answer(stage: ConsoleStage, said: str) -> None:
    await open_at(stage, "time")
    assert (await stage.say(said))[-1].text.startswith("7 of 7")


async def test_a_knee_of_52_is_outside_and_no_age(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    seen = await stage.say("left knee 52")
    assert "outside" in seen[-1].text


async def test_what_somebody_hopes_to_run_is_no_run_whose_day_is_missing(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    seen = await stage.say("just want to run 5k without stopping")
    assert "on which day" not in seen[-1].text
    seen = await stage.say("want to run 8k tuesday, 10k sunday")
    assert "Tue easy 8 km" in seen[-1].text


async def test_a_town_of_that_name_is_not_offered_beside_one_that_is_only_called_so(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    seen = await stage.say("Porto")
    assert "Porto time" in seen[-1].text


async def test_a_condition_that_is_typed_is_ticked_and_not_lost_to_a_none(stage: ConsoleStage) -> None:
    await open_at(stage, "health")
    (seen,) = await stage.say("im pregnant")
    assert "✓ Pregnant, new birth" in seen.labels
    (seen,) = await stage.say("none")
    assert "Thank you for telling me: pregnancy" in seen.text


async def test_no_to_the_week_asks_what_to_change_and_is_no_town(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    (seen,) = await stage.say("no")
    assert "Ho time" not in seen.text
    assert "Your runs" in seen.labels


async def test_the_morning_is_changed_in_words_on_the_week(stage: ConsoleStage) -> None:
    await open_at(stage, "preview")
    (seen,) = await stage.say("change the morning to 5:45")
    assert "05:45" in seen.text


async def test_weekdays_for_strength_are_told_with_the_minutes(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    (seen,) = await stage.say("mondays and fridays, 30 min")
    assert "2 days, up to 30 min, best on Mon and Fri" in seen.text
    await do(stage, "Berlin", "yes")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["wished_days"], athlete["minutes"]) == (["mon", "fri"], 30)


async def test_a_part_without_a_number_can_be_left_again(stage: ConsoleStage) -> None:
    await open_at(stage, "hurts")
    await stage.say("my left knee")
    (seen,) = await stage.say("dunno")
    assert "A number from 1 to 10" in seen.text
    (seen,) = await stage.say("nope all fine")
    assert "Strength so far" in seen.text


async def test_the_first_week_is_shown_as_it_will_come(tmp_path: Path) -> None:
    """Joined at noon of a Sunday with room for strength: Monday has none, for two days lie between."""
    async with ConsoleStage(tmp_path, at=datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) as stage:
        seen = await do(stage, "/start", "none", "skip", "nothing", "none", "new", "next", "Sao Paulo")
        shown = [line for line in seen[-1].text.split("\n") if line[:3] in ("Sun", "Mon")]
        assert "Strength" in shown[0]
        assert "Strength" not in shown[1]


async def test_a_gym_and_what_is_at_home_are_two_places_and_the_gym_is_planned_for(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    seen = await stage.say("full gym: barbell, dumbbells up to 30; at home a band and a roller")
    assert "At home: band · roller" in seen[-1].text
    await do(stage, "none", "new", "next", "Berlin", "#Accept")
    places = (await exported(stage))["athlete"]["places"]
    assert [one["name"] for one in places] == ["gym", "home"]
    assert "barbell" in places[0]["kit"]
    assert set(places[1]["kit"]) == {"band", "roller"}


async def test_no_just_a_backpack_is_a_backpack(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    await stage.say("no just a backpack and stairs")
    await do(stage, "none", "new", "2 days 20 minutes pls", "Berlin", "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert set(athlete["places"][0]["kit"]) == {"backpack", "stair"}
    assert athlete["minutes"] == 20, "nor does a please stand in the way"


async def test_age_weight_and_years_of_lifting_in_one_line_are_all_heard(stage: ConsoleStage) -> None:
    await open_at(stage, "level")
    await stage.say("34, female, 58 kg, lifted for 2 years")
    await do(stage, "next", "Berlin", "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["born"], athlete["sex"], athlete["mass_kg"], athlete["level"]) == (1992, "f", 58.0, "some")


async def test_the_race_that_somebody_trains_for_is_their_main_one(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    (seen,) = await stage.say("marathon on 18 april")
    assert "✓ Main race" in seen.labels
    await do(stage, "next", "Berlin", "#Accept")
    assert (await exported(stage))["athlete"]["race"]["priority"] == "A"


async def test_what_is_said_before_a_race_is_not_its_name(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    seen = await stage.say("2 days gym on mo and fr maybe? 60 min. half marathon 3 may goal sub 1:40")
    assert "gym on and maybe” and left it out" in seen[-1].text, "so that it can be said again"


@pytest.mark.parametrize(
    ("question", "said", "noted"),
    [
        ("time", "1h on wednesdays", "Noted: 1 day, up to 60 min, best on Wed"), ("time", "30", "✓ 30 min"),
        ("time", "marathon in april", "on which date?"), ("preview", "change strength to wed", "best on Wed"),
        ("level", "38 m 75kg some gym", "born 1988 · male · 75 kg"), ("hurts", "nah", "5 of 7"),
    ],
)  # fmt: skip
async def test_days_and_minutes_a_race_and_a_person_are_heard_as_they_are_typed(
    stage: ConsoleStage, question: str, said: str, noted: str
) -> None:
    await open_at(stage, question)
    seen = await stage.say(said)
    assert noted in seen[-1].text or noted in seen[-1].labels


@pytest.mark.parametrize("said", ["effort 6", "deadlift day was 135 lb"])
async def test_no_word_of_training_is_a_town_or_a_body(stage: ConsoleStage, said: str) -> None:
    await open_at(stage, "level")
    await stage.say(said)
    await do(stage, "new", "next", "Berlin", "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["zone"], athlete["mass_kg"]) == ("Europe/Berlin", None)


async def test_a_day_told_without_its_distance_keeps_the_one_it_had(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    await stage.say("long run on Sunday")
    await do(stage, "next", "Berlin", "#Accept")
    assert (await exported(stage))["athlete"]["runs"]["sun"] == {"kind": "long", "km": 18.0, "minutes": None}


async def test_of_two_towns_of_one_name_ok_takes_the_one_on_top(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    await stage.say("Manchester")
    assert "There is more than one. Which?" in stage.last().text
    await do(stage, "ok", "#Accept")
    assert (await exported(stage))["athlete"]["zone"] == "Europe/London"


@pytest.mark.parametrize(
    ("runs", "kit", "unit"),
    [
        ("Tu 5 miles easy, Su 11 miles", "gym", "lb"), ("Tu 8k easy, Su 18k", "gym", "kg"),
        ("Tu 5 miles easy, Su 11 miles", "dumbbells 4 8 12 kg", "kg"),
    ],
)  # fmt: skip
async def test_who_runs_in_miles_in_the_states_lifts_in_pounds_unless_kilograms_were_told(
    stage: ConsoleStage, runs: str, kit: str, unit: str
) -> None:
    await do(stage, "/start", "none", runs, kit, "none", "new", "next", "Denver", "#Accept")
    assert (await exported(stage))["athlete"]["mass_unit"] == unit
