"""What runners type in their first month: about the run, the kit, themselves; in a hurry and with slips."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.athlete import Place
from core.kit import Item, Kit
from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, written
from tests.stages.console_stage import ConsoleStage

EVENING = "2026-11-24T20:05+01:00"
NOTED = ("report", "skipped", "away", "felt", "ran", "run_planned", "readiness")


async def heard(folder: Path, clock: str, *said: str) -> tuple[str, dict[str, list[dict[str, object]]]]:
    """The text of what the last line is answered with, and what was written."""
    async with living(folder) as stage:
        await stage.clock(clock)
        for one in said:
            await stage.say(one)
        text = "\n".join(one.text for one in stage.since)
        return text, {kind: entries for kind in NOTED if (entries := await written(stage, kind))}


@pytest.mark.parametrize(
    ("clock", "said", "answer"),
    [
        (TUESDAY, "can you send this at 6:30 instead", "Your mornings"), (TUESDAY, "too early! send it at 8", "07:00"),
        (TUESDAY, "stop sending me messages", "Your settings"),
        (WEDNESDAY, "tempo was tough, 8/10", "sounds like your run"), (WEDNESDAY, "knee ok", "Good."),
        (EVENING, "went swimming today 40 min", "other sports"),
        (WEDNESDAY, "missed my run yesterday", "Nothing to note"),
        (TUESDAY, "I hate split squats", "not in today's session"), (FRIDAY, "I hate split squats", "Instead of split"),
        (TUESDAY, "don't like the goblet squat", "Instead of goblet squat"), (TUESDAY, "no kit", "Kit for today"),
        (TUESDAY, "no more dead bugs please", "Instead of dead bug"), (TUESDAY, "im at the gym today", "Kit for today"),
        (TUESDAY, "i can't do heel raises, no step", "Instead of two-leg heel raise"),
        (TUESDAY, "I hate mondays", "did not understand"), (TUESDAY, "I'm pregnant", "Your health answers"),
        (TUESDAY, "my wife is pregnant", "did not understand"), (TUESDAY, "I'm not pregnant", "did not understand"),
        (TUESDAY, "physio says no jumping for 2 weeks", "Careful with"), (TUESDAY, "I'm 38 and 70kg", "About you"),
        (TUESDAY, "should i do strength before or after running?", "run first"), (TUESDAY, "how do i undo", "/undo"),
        (TUESDAY, "are you a real person", "not a doctor"), (TUESDAY, "when is my race", "Your races"),
        (TUESDAY, "my dumbbells only go up to 10kg", "Your kit"), (TUESDAY, "what is technique", "light day"),
        (TUESDAY, "delete my account", "Erase"), (TUESDAY, "my wife has a fever", "Your own plan stays as it is"),
        (TUESDAY, "my daughter threw up all night", "Your own plan stays"),
        (TUESDAY, "I used to have shin splints", "is behind you"),
        (TUESDAY, "last year I broke my ankle", "stop nothing"),
        (TUESDAY, "had 3 beers last night", "did not understand"),
        (TUESDAY, "3 sessions a week please", "did not understand"), (TUESDAY, "stress level 8", "from 1 (calm) to 7"),
        (TUESDAY, "what's my plan for next week", "Week of Mon 30 Nov"),
        (TUESDAY, "how's next week looking", "Week of Mon 30 Nov"), (TUESDAY, "take it easy", "Less is fine"),
        (TUESDAY, "take it easy this week", "What should be eased?"), (TUESDAY, "go easy on me", "Less is fine"),
        (TUESDAY, "easy day please", "Less is fine"), (TUESDAY, "no squats today", "Instead of goblet squat"),
        (TUESDAY, "no lunges please", "belongs to the warm-up"),
        (TUESDAY, "skip tomorrow", "Technique, tomorrow: where should it go?"),
        (TUESDAY, "is tomorrow a rest day", "Technique"), (TUESDAY, "do I train tomorrow", "Technique"),
        (TUESDAY, "can I take a day off", "What is in the way?"),
        (TUESDAY, "more core please", "what your tests find weak"),
        (EVENING, "fine", "How hard was it"), (EVENING, "yes", "How hard was it"),
        (EVENING, "couldn't, kid was sick", "What is in the way?"), (EVENING, "moved it to tomorrow", "Move a session"),
        (EVENING, "harder than expected", "How hard was it"), (EVENING, "leave me alone", "Your settings"),
        (TUESDAY, "fine", "/today shows"), (TUESDAY, "I want to test my calves", "Your tests"),
        (TUESDAY, "feeling good", "Good."), (TUESDAY, "no fever", "Good to know"),
        (TUESDAY, "sick of this", "did not understand"), (TUESDAY, "share my plan with my physio", "Share your week"),
        (TUESDAY, "heart racing", "stop, and get help"), (TUESDAY, "my resting heart rate is up", "pulse 58"),
        (TUESDAY, "i weigh 70.5", "About you"), (TUESDAY, "I'm in New York this week", "Noted: New York time"),
        (TUESDAY, "is my achilles ok?", "I do not diagnose"), (TUESDAY, "export my data", "Keep it to yourself"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_about_a_session_is_answered_and_notes_nothing(
    tmp_path: Path, clock: str, said: str, answer: str
) -> None:
    text, noted = await heard(tmp_path, clock, said)
    assert answer.casefold() in text.casefold(), text
    assert not noted


@pytest.mark.parametrize(
    "said",
    ["no squats today my knee feels funny", "no squats today, my knee hurts", "skip the squats, my knee is sore"],
)
async def test_an_exercise_left_out_for_a_part_is_swapped_and_the_part_is_asked_about(
    tmp_path: Path, said: str
) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "Knee" in text
    assert "Instead of goblet squat" in text
    assert not noted


async def test_a_question_of_words_beside_being_tired_is_answered_too(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, TUESDAY, "what does technique mean...? im quite tired")
    assert "The light day of the week" in text
    assert "Feeling tired, noted." in text
    assert [one["fatigue"] for one in noted.pop("readiness")] == [5]
    assert not noted


async def test_why_a_day_is_none_is_told_in_words(tmp_path: Path) -> None:
    text, _ = await heard(tmp_path, TUESDAY, "skip tomorrow")
    assert "have to give way. The second session is upper body" in text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("whats teh plan", "Strength A"), ("undoo", "nothing to take back"), ("tommorow", "Next: Technique"),
        ("mvoe it to tomorow", "Move a session"), ("finsihed", "How hard was it"),
        ("what shoud i do todya", "Strength A"),
        ("just woke up. what's on?", "Strength A"), ("ok thanks coach, doing it at lunch", "I ask at 20:00"),
        ("can't today — date night. tomorrow?", "Move a session"), ("the bus is late, what's the plan", "Strength A"),
    ],
)  # fmt: skip
async def test_slips_and_what_stands_around_a_line_do_not_hide_it(tmp_path: Path, said: str, answer: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert answer in text, text
    assert not noted


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("no run today, too windy", ""), ("bike 1h instead", "other sports"), ("skipping my run today", ""),
        ("did 45min on the bike instead of running", "other sports"), ("no run today, too sore", "Where is it?"),
        ("cant run today, sick", "If you are ill"),
    ],
)  # fmt: skip
async def test_a_day_without_its_run_is_planned_as_one_and_strength_stays(tmp_path: Path, said: str, more: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "Today: no run." in text
    assert more in text
    assert [(one["on"], one["kind"]) for one in noted.pop("run_planned")] == [("2026-11-24", "rest")]
    assert not noted


@pytest.mark.parametrize("said", ["no run today, left knee 5", "can't run today, my left knee hurts"])
async def test_what_hurts_comes_before_the_run_that_is_left_out(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "left knee" in text.casefold()
    assert "run_planned" not in noted


async def test_a_red_flag_beside_a_run_left_out_stops_the_plan(tmp_path: Path) -> None:
    text, _ = await heard(tmp_path, TUESDAY, "no run today, chest pain on the stairs")
    assert "Stop now" in text


@pytest.mark.parametrize("said", ["no dumbbells today", "just my bodyweight today", "at my parents, no weights here"])
async def test_a_day_on_the_floor_is_planned_for_the_floor_and_for_that_day_alone(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said, "just the floor")
    assert "nothing but the floor" in text
    assert "kg" not in text
    (away,) = noted.pop("away")
    assert (away["start"], away["until"], away["place"]) == ("2026-11-24", "2026-11-24", "-")
    assert not noted


async def test_whoever_has_a_gym_trains_there_today(tmp_path: Path) -> None:
    gym = Place("Gym", Kit(frozenset({Item.barbell, Item.machine}), bar_kg=20, plates_kg=(5, 10, 20)))
    async with living(tmp_path, replace(RUNNER, places=(*RUNNER.places, gym))) as stage:
        await stage.clock(TUESDAY)
        await stage.say("im at the gym today")
        assert any("what there is at Gym" in one.text for one in stage.since)
        await stage.say("/undo")
        assert not await written(stage, "away")


@pytest.mark.parametrize(
    ("said", "place"),
    [("off to spain fri to mon, no kit", "-"), ("no kit until sunday", "-"), ("away until friday", None)],
)
async def test_days_without_kit_go_on_with_the_floor(tmp_path: Path, said: str, place: str | None) -> None:
    _, noted = await heard(tmp_path, TUESDAY, said)
    assert [one.get("place") or None for one in noted["away"]] == [place]


async def test_a_race_that_is_shown_is_called_off_in_two_words(stage: ConsoleStage) -> None:
    await stage.say("Hamburg 10k 13 Dec 2026")
    await stage.say("called off")
    assert any("off your list" in one.text for one in stage.since)
    await stage.say("/export")
    assert stage.last().data["athlete"]["race"] is None


async def test_of_several_races_called_off_asks_which(stage: ConsoleStage) -> None:
    await stage.say("Hamburg 10k 13 Dec 2026")
    await stage.say("Berlin half marathon 4 April 2027")
    await stage.say("/race")
    await stage.say("it's been cancelled")
    assert stage.last().text.startswith("Your races")
    await stage.say("/export")
    assert stage.last().data["athlete"]["race"] is not None


async def test_an_end_that_nobody_knows_yet_is_open(stage: ConsoleStage) -> None:
    await stage.say("/away")
    await stage.press("Life")
    await stage.say("don't know yet")
    assert [(one["why"], one.get("until")) for one in await written(stage, "away")] == [("life", None)]


@pytest.mark.parametrize(("said", "kind"), [("it was intervals", "quality"), ("long", "long"), ("yes", "easy")])
async def test_the_kind_of_a_run_is_told_below_it(stage: ConsoleStage, said: str, kind: str) -> None:
    await stage.say("ran 8k")
    await stage.say(said)
    assert "did not understand" not in stage.last().text
    assert [one.get("kind", "easy") for one in await written(stage, "ran")] == [kind]


async def test_a_yes_to_a_second_run_is_for_that_and_a_number_below_a_run_is_not_of_it(stage: ConsoleStage) -> None:
    for one in ("ran 8k in 40", "ran 8k in 40", "yes"):
        await stage.say(one)
    assert len(await written(stage, "ran")) == 2
    await stage.say("7 3")
    assert [one["effort"] for one in await written(stage, "report")] == [7]


async def test_none_answers_the_health_questions_of_the_settings(stage: ConsoleStage) -> None:
    await stage.say("/settings health")
    await stage.say("none")
    assert "none of them applies" in stage.last().text


async def test_a_condition_told_by_mistake_is_taken_back_by_none(stage: ConsoleStage) -> None:
    await stage.say("I take blood thinners")
    assert "blood thinners" in stage.last().text
    await stage.say("none")
    assert "none of them applies" in stage.last().text


@pytest.mark.parametrize(
    ("said", "fatigue"),
    [("legs feel like concrete after sunday's long run", 5), ("feeling great!", 2), ("legs fresh", 2)],
)
async def test_legs_like_concrete_are_a_word_for_the_morning(tmp_path: Path, said: str, fatigue: int) -> None:
    _, noted = await heard(tmp_path, TUESDAY, said)
    assert [one["fatigue"] for one in noted.pop("readiness")] == [fatigue]
    assert not noted


async def test_minutes_beside_a_reason_shorten_the_session(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, TUESDAY, "working late, can only do 15 mins tonight")
    assert "Strength A · 10 min" in text
    assert not noted


@pytest.mark.parametrize(
    ("clock", "said", "answer"),
    [
        (FRIDAY, "what's week 3", "Strength B"), (FRIDAY, "too easy lately", "rises by your answers"),
        (FRIDAY, "can we do more core", "/test"), (FRIDAY, "need more hip work", "/test"),
        (FRIDAY, "protein?", "beyond me"),
        (FRIDAY, "is it normal to be sore 3 days later", ""), (FRIDAY, "switch to miles", "Display"),
        (FRIDAY, "i moved to london", "London time"), (FRIDAY, "i want 3 days", "Strength days a week"),
        (FRIDAY, "gym closed", "Kit for today"), (FRIDAY, "tomorrow is better", "Move a session"),
        (EVENING, "nope", "What is in the way?"), (EVENING, "couldn't be bothered today", "What is in the way?"),
        (EVENING, "i forgot to do it, doing it tomorrow", "Move a session"),
        (TUESDAY, "had my covid booster yesterday feeling rough", "Sorry to hear"),
    ],
)  # fmt: skip
async def test_what_was_once_taken_for_a_session_is_answered_and_notes_nothing(
    tmp_path: Path, clock: str, said: str, answer: str
) -> None:
    text, noted = await heard(tmp_path, clock, said)
    assert answer in text, text
    assert not noted


@pytest.mark.parametrize(
    ("said", "km", "minutes"),
    [
        ("treadmill 30min", None, 30), ("strava: morning run 8.1km", 8.1, None), ("12k in the books", 12, None),
        ("long run 18k 1:45 no issues", 18, 105), ("garmin says 10.2km 55:12 avg hr 148", 10.2, 55.2),
    ],
)  # fmt: skip
async def test_a_run_is_noted_as_watches_and_runners_put_it(
    tmp_path: Path, said: str, km: float | None, minutes: float | None
) -> None:
    _, noted = await heard(tmp_path, WEDNESDAY, said)
    assert [(one.get("km"), one.get("minutes")) for one in noted.pop("ran")] == [(km, minutes)]
    assert not noted


@pytest.mark.parametrize(
    "said", ["ran 8k, knee hurts", "ran 8k and my left knee hurts", "ran 10k, left knee pain from km 7, 4/10"]
)
async def test_what_hurts_beside_a_run_is_asked_for_its_number(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, WEDNESDAY, said)
    assert "ran" in noted
    assert "knee\n" in text.casefold()
    assert "felt" not in noted


@pytest.mark.parametrize(
    "said",
    [
        "left knee hurts, do it tomorrow", "skip the squat because my left knee hurts", "legs heavy, left knee hurts",
        "i can't do goblet squats because my left knee hurts", "physio says no running, left knee hurts",
    ],
)  # fmt: skip
async def test_what_hurts_is_heard_beside_whatever_else_is_wanted(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "How strong is it in your left knee" in text
    assert not noted


async def test_a_condition_and_a_pain_in_one_line_are_both_heard(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, TUESDAY, "I'm pregnant and my left hip hurts 4")
    assert "Your health answers" in text
    assert [(one["region"], one["score"]) for one in noted["felt"]] == [("hip", 4)]


async def test_a_knee_that_is_fine_after_a_run_is_asked_for_nothing(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, WEDNESDAY, "ran 8k, knee ok")
    assert list(noted) == ["ran"]
    assert "side" not in text


async def test_before_training_the_number_behind_a_part_is_the_parts_and_a_distance_is_none(tmp_path: Path) -> None:
    _, noted = await heard(tmp_path, TUESDAY, "outside of my left knee hurts after 5k, 4/10")
    assert [(one["region"], one["side"], one["score"]) for one in noted.pop("felt")] == [("knee", "left", 4)]
    assert not noted


@pytest.mark.parametrize(("said", "effort"), [("20 mins only, 5", 5), ("skipped the warmup, 6", 6)])
async def test_an_answer_with_something_beside_it_stays_one(tmp_path: Path, said: str, effort: float) -> None:
    _, noted = await heard(tmp_path, EVENING, said)
    assert [one["effort"] for one in noted.pop("report")] == [effort]
    assert not noted


async def test_a_run_instead_of_another_is_no_race_and_a_hoped_for_time_no_name(stage: ConsoleStage) -> None:
    await stage.say("running 20k on sunday instead of 18")
    assert [(one["on"], one["km"]) for one in await written(stage, "run_planned")] == [("2026-11-29", 20)]
    await stage.say("race sunday 10k, goal sub 45")
    await stage.say("/export")
    assert not stage.last().data["athlete"]["race"].get("name")


@pytest.mark.parametrize("said", ["no", "nope"])
async def test_no_to_another_question_lets_no_session_go(stage: ConsoleStage, said: str) -> None:
    await stage.say("left calf 5")
    await stage.say(said)
    assert not await written(stage, "skipped")


@pytest.mark.parametrize("said", ["squats 20kg x 15 no problem", "goblet squat 16 kg x 12, no problem"])
async def test_a_weight_lifted_so_often_is_told_for_the_first_load_and_rates_nothing(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "Goblet squat" in text
    assert "outside" not in text
    assert not noted


@pytest.mark.parametrize("said", ["just the head, no fever", "only a runny nose", "it's just a head cold, no fever"])
async def test_an_illness_that_is_told_to_be_a_light_one_stays_as_it_stands(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, "I am ill", said)
    assert "Illness, from today" in text
    assert [one.get("fever") for one in noted["away"]] == [None]


async def test_the_kit_of_a_journey_is_no_answer_about_a_session(tmp_path: Path) -> None:
    line = "I'm away tomorrow until Thursday, hotel gym with dumbbells 5 10 15"
    text, noted = await heard(tmp_path, EVENING, line)
    assert "Travel, Wed 25 Nov to Thu 26 Nov" in text
    assert list(noted) == ["away"]


@pytest.mark.parametrize(
    "said", ["left calf 4 since the tempo yesterday", "left calf 4 since Tuesday's run", "left calf 4 since yesterday"]
)
async def test_since_when_it_hurts_is_no_word_about_the_session_of_that_day(tmp_path: Path, said: str) -> None:
    _, noted = await heard(tmp_path, WEDNESDAY, said)
    assert [(one["region"], one["side"], one["score"]) for one in noted.pop("felt")] == [("calf", "left", 4)]
    assert not noted


@pytest.mark.parametrize("said", ["my left knee hurts. send it at 8", "left knee hurts, remind me at 7:30"])
async def test_a_time_of_day_is_no_score_of_a_knee(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "How strong is it in your left knee" in text
    assert not noted


async def test_a_number_that_is_the_knees_stays_it_beside_a_time_of_day(tmp_path: Path) -> None:
    _, noted = await heard(tmp_path, TUESDAY, "left knee 4. send it at 8 tomorrow")
    assert [(one["region"], one["score"]) for one in noted.pop("felt")] == [("knee", 4)]
    assert not noted


async def test_of_a_knee_and_another_day_the_knee_is_asked_about_first_and_the_day_offered(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, TUESDAY, "can't today, left knee hurts. tomorrow?")
    assert text.index("How strong is it in your left knee") < text.index("where should it go?")
    assert not noted


@pytest.mark.parametrize("said", ["can I run my long run?", "can i run today?", "should i do my long run?"])
async def test_whether_to_run_is_answered_from_what_is_known(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, TUESDAY, said)
    assert "Nothing you told me speaks against it" in text
    assert not noted


@pytest.mark.parametrize(
    ("clock", "said", "effort"),
    [
        (EVENING, "intervals 6x800 today", None), (EVENING, "hill reps 8x60s", None), (EVENING, "6x800m", None),
        (WEDNESDAY, "intervals 6x400 done, 8/10", 8),
    ],
)  # fmt: skip
async def test_repeats_are_a_quality_run_without_kilometres_and_no_session(
    tmp_path: Path, clock: str, said: str, effort: float | None
) -> None:
    _, noted = await heard(tmp_path, clock, said)
    assert [(one["kind"], one.get("km"), one.get("effort")) for one in noted.pop("ran")] == [("quality", None, effort)]
    assert not noted


async def test_repeats_below_the_runs_are_noted_in_the_morning_too(tmp_path: Path) -> None:
    _, noted = await heard(tmp_path, TUESDAY, "/runs", "hill reps 8x60s")
    assert list(noted) == ["ran"]


@pytest.mark.parametrize(
    ("clock", "said"), [(TUESDAY, "intervals 6x800 today"), (EVENING, "plank 3x30s"), (EVENING, "goblet squat 3x10")]
)
async def test_what_may_be_still_to_come_or_is_no_run_is_not_noted_as_one(
    tmp_path: Path, clock: str, said: str
) -> None:
    _, noted = await heard(tmp_path, clock, said)
    assert "ran" not in noted


@pytest.mark.parametrize(
    "said", ["ran 8k easy then strength, 6", "ran 8k, then strength 6", "ran 8k and did strength, 6"]
)
async def test_a_run_and_a_session_in_one_line_are_both_noted(tmp_path: Path, said: str) -> None:
    _, noted = await heard(tmp_path, EVENING, said)
    assert [one["km"] for one in noted.pop("ran")] == [8]
    assert [one["effort"] for one in noted.pop("report")] == [6]
    assert not noted


@pytest.mark.parametrize("said", ["i only have time on mon fri sat", "I can only train on Monday and Friday"])
async def test_the_days_there_is_time_for_lead_to_the_strength_days(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, FRIDAY, said)
    assert "Strength days a week" in text
    assert not noted


async def test_dumbbells_up_to_a_weight_are_the_usual_set_and_it_is_said_what_was_taken(stage: ConsoleStage) -> None:
    await stage.say("dumbbells up to 20")
    assert any("dumbbells 2.5 to 20 kg in steps of 2.5" in one.text for one in stage.since)
    assert not await written(stage, "report")


@pytest.mark.parametrize(
    ("said", "start", "until"),
    [
        ("skip this week", "2026-11-24", "2026-11-29"), ("skipping the rest of the week", "2026-11-24", "2026-11-29"),
        ("I'll have to miss next week's sessions", "2026-11-30", "2026-12-06"),
    ],
)  # fmt: skip
async def test_a_week_that_is_skipped_is_all_of_it_and_not_todays_session(
    tmp_path: Path, said: str, start: str, until: str
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        (away,) = await written(stage, "away")
        assert (away["start"], away["until"]) == (start, until)
