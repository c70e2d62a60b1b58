"""The questions of joining answered as somebody answers a person: not as in the examples."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.athlete import WEEKDAYS
from tests.dialogues.joining import KIT, RUNS, TUESDAY, do, exported, open_at
from tests.stages.console_stage import ConsoleStage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    async with ConsoleStage(tmp_path, at=TUESDAY) as opened:
        yield opened


def runs_of(athlete: dict[str, Any]) -> str:
    told = [(day, athlete["runs"][day]) for day in WEEKDAYS]
    return ", ".join(
        f"{day} {run['kind']} {run['km'] or 0:.3g}".removesuffix(" 0") for day, run in told if run["kind"] != "rest"
    )


@pytest.mark.parametrize(
    ("said", "runs"),
    [
        ("I run Tuesday, Thursday and Sunday", "tue easy, thu easy, sun easy"),
        ("Sunday long 16-20k, rest varies", "sun long 18"),
        ("40 km per week, long run on Sunday", "sun long"),
        ("run commute Mon and Wed 6k each way", "mon easy 12, wed easy 12"),
        (
            "Mon off, Tue track, Wed easy 10, Thu tempo 12k, Fri off, Sat 8 easy, Sun 18",
            "tue quality, wed easy 10, thu quality 12, sat easy 8, sun long 18",
        ),
    ],
)
async def test_the_week_of_running_is_the_one_that_was_told(stage: ConsoleStage, said: str, runs: str) -> None:
    await open_at(stage, "runs")
    seen = await stage.say(said)
    if seen[-1].text.startswith("2 of 7"):
        await stage.press("Next")
    await do(stage, "none", "none", "new", "next", "Berlin", "#Accept")
    found = (await exported(stage))["athlete"]
    assert runs_of(found) == runs
    assert found["race"] is None


async def test_a_figure_without_its_unit_is_asked_about_and_makes_no_race_of_the_week(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    seen = await stage.say("Tue track, Thu tempo 12k, Sun 30")
    assert seen[-1].text.startswith("2 of 7")
    assert "“Sun 30”: is that km, miles or minutes" in seen[-1].text
    assert "Race" not in seen[-1].text


@pytest.mark.parametrize(
    ("said", "days", "minutes"),
    [
        ("not more than 45", 2, 45), ("30 max", 2, 30), ("twice a week, half an hour", 2, 30),
        ("once a week", 1, 45), ("an hour", 2, 60), ("2 sessions of 20-30 min", 2, 30),
        ("Tuesday and Friday, 40 min", 2, 40), ("two days, 45 mins each, marathon on 18 April", 2, 45),
        ("whatever you think", 2, 45),
    ],
)  # fmt: skip
async def test_days_and_minutes_are_heard_however_they_are_said(
    stage: ConsoleStage, said: str, days: int, minutes: int
) -> None:
    await open_at(stage, "time")
    seen = await stage.say(said)
    if seen[-1].text.startswith("6 of 7"):
        seen = await stage.press("Next")
    assert seen[-1].text.startswith("7 of 7")
    await do(stage, "Berlin", "#Accept")
    found = (await exported(stage))["athlete"]
    assert (found["strength_days"], found["minutes"]) == (days, minutes)
    assert (found["race"] or {}).get("date") == ("2027-04-18" if "marathon" in said else None)
    assert runs_of(found) == "tue easy 8, thu quality, sun long 18", "the runs stay as they were told"


async def test_three_strength_days_get_a_reason_and_not_only_a_no(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    seen = await stage.say("3 times a week")
    assert "one or two strength days a week" in seen[-1].text


@pytest.mark.parametrize(
    ("said", "born", "sex", "level"),
    [
        ("41 female", 1985, "f", "new"), ("I'm 41, woman", 1985, "f", "new"), ("man, 44", 1982, "m", "new"),
        ("a year of crossfit", None, None, "some"), ("heavy lifting for 5 years", None, None, "trained"),
        ("3 years of barbell training", None, None, "trained"), ("3 years of training", None, None, "some"),
        ("41, female, twice a week 45 min, some gym years ago", 1985, "f", "new"),
    ],
)  # fmt: skip
async def test_age_sex_and_experience_are_heard_however_they_are_said(
    stage: ConsoleStage, said: str, born: int | None, sex: str | None, level: str
) -> None:
    await open_at(stage, "level")
    seen = await stage.say(said)
    if seen[-1].text.startswith("5 of 7"):
        seen = await stage.say("new")
    assert seen[-1].text.startswith(("6 of 7", "7 of 7"))
    await do(stage, *(() if seen[-1].text.startswith("7") else ("next",)), "Berlin", "#Accept")
    found = (await exported(stage))["athlete"]
    assert (found.get("born"), found.get("sex"), found["level"]) == (born, sex, level)


@pytest.mark.parametrize(
    ("said", "region", "score", "lasting"),
    [
        ("right achilles a bit, 2 in the morning", "achilles", 2, False),
        ("achilles both, stiff in the morning 3, for 6 months", "achilles", 3, True),
        ("left knee 3 for a month", "knee", 3, False), ("left knee 3 for years", "knee", 3, True),
        ("old ankle sprain left, fine now", None, None, False),
    ],
)  # fmt: skip
async def test_what_hurts_is_heard_with_how_much_and_for_how_long(
    stage: ConsoleStage, said: str, region: str | None, score: float | None, lasting: bool
) -> None:
    await open_at(stage, "hurts")
    seen = await stage.say(said)
    assert seen[-1].text.startswith("5 of 7")
    await do(stage, "new", "next", "Berlin", "#Accept")
    found = await exported(stage)
    felt = [(one["region"], one["score"]) for one in found["diary"] if one["type"] == "felt"]
    assert felt == ([] if region is None else [(region, score)])
    assert bool(found["athlete"].get("limits")) is lasting


@pytest.mark.parametrize(
    ("said", "kit"),
    [
        ("at home a backpack I can fill with books", ["backpack"]), ("skipping rope, swiss ball", ["rope"]),
        ("stability ball and a band", ["band"]),
    ],
)  # fmt: skip
async def test_the_kit_holds_what_can_be_trained_with(stage: ConsoleStage, said: str, kit: list[str]) -> None:
    await open_at(stage, "kit")
    await do(stage, said, "none", "new", "next", "Berlin", "#Accept")
    assert (await exported(stage))["athlete"]["places"][0]["kit"] == kit


async def test_the_sum_of_the_plates_is_not_the_bar(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    seen = await stage.say("barbell with 60kg of plates")
    assert "60" not in seen[-1].text.split("\n")[1]


STORY = (
    "hi there so my daughter told me about this app, i am 58 and i've been runing for about 20 yrs on and off, my "
    "achiles are realy stiff in the mornings both of them but no real pain i'd say, and all i have is one kettelbell "
    "i think its 8 kilo, and i can only do like half an hour twice a week becaus of work and the grandkids"
)


async def test_of_a_long_story_what_is_clear_is_noted_and_nothing_is_made_up(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=TUESDAY) as stage:
        seen = (await do(stage, "/start", STORY))[-1].text
        assert "born 1968" in seen
        assert "Both Achilles" in seen
        assert "kettlebell 8 kg" in seen
        assert "2 days, up to 30 min" in seen
        assert "Race" not in seen
        assert "Time zone" not in seen
        await do(stage, "none of those thank god", RUNS)
        # Only how strong the stiffness is and what was not told is asked.
        assert "Both Achilles" in stage.last().text
        assert "10" in stage.last().labels
        await do(stage, "2", "never really done strenght training, some pilates years ago")
        await do(stage, "i live near leeds in england", "6.30 in the morning is fine", "looks fine thanks")
        athlete = (await exported(stage))["athlete"]
        assert (athlete["born"], athlete["minutes"], athlete["strength_days"]) == (1968, 30, 2)
        assert (athlete["zone"], athlete["morning"], athlete["race"]) == ("Europe/London", "06:30", None)
        assert athlete["places"][0]["weights_kg"] == [8]


async def test_numbers_of_other_things_under_the_ticked_kettlebell_are_no_weights(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=TUESDAY) as stage:
        await do(stage, "/start", "#None of these", RUNS, "#Kettlebell", "#Next", "8 kg", "back", "back")
        await do(stage, "i am 58, about 64 kilo", "6.30 in the morning is fine")
        await do(stage, "#Next", "#Nothing hurts", "new", "next", "Berlin", "accept")
        athlete = (await exported(stage))["athlete"]
        assert athlete["places"][0]["weights_kg"] == [8]
        assert (athlete["born"], athlete["mass_kg"], athlete["morning"]) == (1968, 64, "06:30")


async def test_who_only_taps_gets_a_gyms_weights_shown_in_one_tap(tmp_path: Path) -> None:
    async with ConsoleStage(tmp_path, at=TUESDAY) as stage:
        await do(stage, "/start", "#None of these", RUNS, "#Dumbbells", "#Barbell", "#Next", "#As in most gyms")
        assert "dumbbells 2.5 to 30 kg in steps of 2.5 · barbell 20 kg, plates" in stage.last().text
        await stage.press("Next")
        assert "What hurts" in stage.last().text


@pytest.mark.parametrize(
    "said",
    [
        "Tu 8k easy, Th 6x800, Su 18k. marathon 18 April",
        "tue 8k, thu 6x800, sun 18k, I'm racing a marathon on April 18",
    ],
)
async def test_the_race_behind_a_week_is_the_race_and_no_run_of_sixty_kilometres(
    stage: ConsoleStage, said: str
) -> None:
    await open_at(stage, "runs")
    seen = await stage.say(said)
    assert "Sun long 18 km" in seen[-1].text
    assert "42.2 km on Sun 18 Apr 2027" in seen[-1].text


async def test_days_for_strength_take_no_run_away(stage: ConsoleStage) -> None:
    await open_at(stage, "kit")
    seen = await stage.say("strength on sundays please")
    assert "best on Sun" in seen[-1].text
    await do(stage, KIT, "none", "new", "next", "Berlin", "#Accept")
    assert (await exported(stage))["athlete"]["runs"]["sun"]["kind"] == "long"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("just my usual dodgy achilles (right)", "Right Achilles: how bad"),
        ("a bit of a sore back from gardening", "Lower back: how bad"), ("morton's neuroma", "Foot: how bad"),
        ("my left knee clicks but doesnt hurt", "5 of 7"), ("no pain but weak ankles", "5 of 7"),
    ],
)  # fmt: skip
async def test_what_hurts_is_told_in_own_words(stage: ConsoleStage, said: str, asked: str) -> None:
    await open_at(stage, "hurts")
    seen = await stage.say(said)
    assert asked in seen[-1].text


@pytest.mark.parametrize(
    ("said", "days", "minutes"), [("as little as possible", 1, 20), ("once a week is all I can manage", 1, 45)]
)
async def test_little_time_is_told_in_own_words(stage: ConsoleStage, said: str, days: int, minutes: int) -> None:
    await open_at(stage, "time")
    await stage.say(said)
    await do(stage, *(("next",) if minutes == 45 else ()), "Berlin", "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["strength_days"], athlete["minutes"]) == (days, minutes)


async def test_a_race_without_its_day_is_asked_for_the_date_and_no_weekday(stage: ConsoleStage) -> None:
    await open_at(stage, "time")
    seen = await stage.say("maybe a half next year")
    assert "on which date?" in seen[-1].text


@pytest.mark.parametrize(
    ("said", "zone", "morning"),
    [
        ("Sheffield at 8 please", "Europe/London", "08:00"),
        ("Cape Town half past six", "Africa/Johannesburg", "06:30"),
        ("the netherlands, utrecht", "Europe/Amsterdam", "07:00"),
        ("san francisco bay area", "America/Los_Angeles", "07:00"),
    ],
)  # fmt: skip
async def test_a_town_and_a_time_in_own_words(stage: ConsoleStage, said: str, zone: str, morning: str) -> None:
    await open_at(stage, "place")
    await do(stage, said, "#Accept")
    athlete = (await exported(stage))["athlete"]
    assert (athlete["zone"], athlete["morning"]) == (zone, morning)


async def test_whoever_names_no_town_may_tell_their_time(stage: ConsoleStage) -> None:
    await open_at(stage, "place")
    seen = await stage.say("no")
    assert "I do not know a place" not in seen[-1].text
    assert "time" in seen[-1].text


async def test_whoever_weighs_themselves_in_pounds_has_a_gym_with_weights_in_pounds(stage: ConsoleStage) -> None:
    """A dumbbell of 16.5 lb stands in no gym."""
    await open_at(stage, "kit")
    await do(stage, "full gym membership", "none", "been lifting for a year, 29 f 132lb", "next", "Chicago", "#Accept")
    place = (await exported(stage))["athlete"]["places"][0]
    pounds = [round(one / 0.45359237, 1) for one in place["weights_kg"]]
    assert pounds == [5.0 * one for one in range(1, 14)]
    assert round(place["bar_kg"] / 0.45359237) == 45


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("stress fracture in march", "Stress fracture"), ("achilles rupture 2019", "Torn tendon"),
        ("broken toe in october", "Surgery"), ("cortisone shot in my heel last month", "Steroid"),
        ("knee op 4 months ago", "Surgery"), ("my dad died of a heart attack at 45", "Family heart death"),
    ],
)  # fmt: skip
async def test_what_was_once_answers_the_health_questions_and_is_no_sign_of_today(
    stage: ConsoleStage, said: str, ticked: str
) -> None:
    await open_at(stage, "health")
    seen = await stage.say(said)
    assert any(one.startswith(f"✓ {ticked}") for one in seen[-1].labels), seen[-1].labels


async def test_a_stress_fracture_that_hurts_is_a_sign_while_joining_too(stage: ConsoleStage) -> None:
    await open_at(stage, "health")
    seen = await stage.say("stress fracture in march, the shin hurts again")
    assert "physio or doctor" in seen[-1].text


async def test_a_race_without_its_day_behind_a_week_leaves_the_week_whole(stage: ConsoleStage) -> None:
    await open_at(stage, "runs")
    seen = await stage.say("tue 8k, sun 18k, training for a half in may")
    assert "Runs noted: Tue easy 8 km · Sun long 18 km" in seen[-1].text
