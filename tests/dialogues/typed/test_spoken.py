"""What people type instead of tapping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.core.golden import RUNNER
from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, ever_written, living, newest, written
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize(
    "said", ["done", "Done!", "finished", "I'm done", "just did it", "smashed it", "that killed me"]
)
async def test_done_asks_how_it_was(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "How hard was it" in stage.last().text


@pytest.mark.parametrize(
    "said", ["what is a dead bug?", "dead bug", "how do I do a dead bug", "whats a dead bug", "show me the dead bugs"]
)
async def test_an_exercise_is_explained(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert stage.last().text.startswith("Dead bug\n")
        assert len(stage.last().text) > 100


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("how do I do the heel raise with the step?", "Two-leg heel raise"), ("video of the squat?", "Goblet squat"),
        ("how deep should I squat?", "Goblet squat"), ("is there a picture of the dead bug", "Dead bug"),
        ("how do I do the dead bug properly?", "Dead bug"), ("could you explain the b stance thing", "B-stance RDL"),
    ],
)  # fmt: skip
async def test_how_deep_with_what_and_for_a_picture_is_asked_too(tmp_path: Path, said: str, name: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert stage.last().text.startswith(f"{name}\n")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("strength after intervals ok?", "run first, strength some hours later"),
        ("is lifting before a long run a bad idea?", "run first, strength some hours later"),
        ("nothing today right?", "Strength A"),
    ],
)
async def test_whether_it_is_right_as_it_is_gets_its_answer(tmp_path: Path, said: str, says: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert says in stage.last().text


async def test_an_exercise_with_something_in_hand_is_no_question(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("squat with a band hurt, 4")
        assert not stage.last().text.startswith("Goblet squat\n")


async def test_an_exercise_that_is_not_of_today_is_explained_too(stage: ConsoleStage) -> None:
    await stage.say("what is a split squat")
    assert stage.last().text.startswith("Split squat")


async def test_a_named_exercise_is_swapped_at_once(stage: ConsoleStage) -> None:
    await stage.say("can I swap the squat?")
    assert "Instead of goblet squat" in stage.last().text
    new = stage.last().labels[0]
    await stage.press(new)
    assert new in stage.last().text


async def test_swap_alone_asks_which_one(stage: ConsoleStage) -> None:
    await stage.say("swap")
    assert "Goblet squat" in stage.last().labels


async def test_changing_something_else_is_no_swap(stage: ConsoleStage) -> None:
    await stage.say("change my runs")
    assert "Swap" not in stage.last().text


@pytest.mark.parametrize("said", ["move it to tomorrow", "can I do it tomorrow instead?", "postpone", "move it"])
async def test_moving_is_offered(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert stage.last().text.startswith("Move a session")


async def test_minutes_alone_shorten_todays_session(stage: ConsoleStage) -> None:
    await stage.say("I only have 20 minutes")
    card = newest(stage, "Strength A")
    assert "Full session" in card.labels
    assert "Noted" not in stage.last().text


@pytest.mark.parametrize(
    ("said", "answer"),
    [("hello", "Hello"), ("thanks!", "You are welcome"), ("ok", "Good."), ("what now?", "Strength A")],
)
async def test_small_words_get_a_kind_answer(stage: ConsoleStage, said: str, answer: str) -> None:
    await stage.say(said)
    assert answer in stage.last().text


async def test_not_today_is_about_today_and_not_about_last_nights_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("not today")
        assert stage.last().text.startswith("Wed 25 Nov · Skipped")


async def test_a_number_beside_a_part_before_training_is_the_parts(stage: ConsoleStage) -> None:
    await stage.say("left achilles a bit worse this morning, 4")
    await stage.say("/export")
    found = stage.last().data["diary"]
    assert [(one["region"], one["side"], one["score"]) for one in found if one["type"] == "felt"] == [
        ("achilles", "left", 4)
    ]
    assert not [one for one in found if one["type"] == "report"]


@pytest.mark.parametrize("said", ["I have been away for 3 weeks", "I was on holiday for two weeks"])
async def test_time_away_that_is_over_plans_no_more_of_it(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    await stage.say("/export")
    assert not [one for one in stage.last().data["diary"] if one["type"] == "away"]


async def test_sick_for_days_already_is_dated_back_and_open(stage: ConsoleStage) -> None:
    await stage.say("I've been sick for 3 days")
    await stage.say("/export")
    (away,) = [one for one in stage.last().data["diary"] if one["type"] == "away"]
    assert (away["start"], away.get("until")) == ("2026-11-22", None)


async def test_in_two_hours_brings_the_card_back(stage: ConsoleStage) -> None:
    await stage.say("in 2 hours")
    assert "I will bring it back at 09:0" in stage.last().text


async def test_new_dumbbells_are_a_new_kit_and_no_rating(stage: ConsoleStage) -> None:
    seen = await stage.say("my dumbbells are 4 8 12 and 24 kg")
    assert any("4, 8, 12, 24 kg" in one.text for one in seen)
    await stage.say("/export")
    assert stage.last().data["athlete"]["places"][0]["weights_kg"] == [4, 8, 12, 24]


@pytest.mark.parametrize(("said", "title"), [("change my runs", "Your runs"), ("change my kit", "Your kit")])
async def test_a_setting_is_opened_by_its_name(tmp_path: Path, said: str, title: str) -> None:
    async with living(tmp_path) as stage:
        await stage.say(said)
        assert stage.last().text.startswith(title)
        assert "did not understand" not in stage.last().text


async def test_a_race_may_be_typed_under_the_list_as_runners_call_it(stage: ConsoleStage) -> None:
    await stage.say("/race")
    await stage.say("boulder half 10 may")
    await stage.say("/export")
    assert not [one for one in stage.last().data["diary"] if one["type"] == "report"]
    assert stage.last().data["athlete"]["race"]["date"] == "2027-05-10"


async def test_undo_of_a_red_flag_says_that_it_was_one(stage: ConsoleStage) -> None:
    await stage.say("6, my knee locked")
    await stage.say("/undo")
    assert any("please still see someone" in one.text for _, one in stage.seen)


async def test_a_number_while_the_place_is_asked_for_is_no_effort(stage: ConsoleStage) -> None:
    await stage.say("/pain")
    await stage.say("6")
    assert "Achilles" in stage.last().labels
    await stage.say("/export")
    assert not [one for one in stage.last().data["diary"] if one["type"] == "report"]


async def test_a_fever_of_a_known_illness_is_no_red_flag(stage: ConsoleStage) -> None:
    await stage.say("I have a cold")
    await stage.say("fever 38.5")
    await stage.say("/export")
    found = stage.last().data["diary"]
    assert not [one for one in found if one["type"] == "flagged"]
    assert [one.get("fever") for one in found if one["type"] == "away"][-1] is True


async def test_better_now_of_an_ill_runner_is_about_the_illness(stage: ConsoleStage) -> None:
    await stage.say("left knee 5")
    await stage.say("I have a cold")
    await stage.clock(WEDNESDAY)
    seen = await stage.say("better now")
    assert any("Back" in one.text for one in seen)
    assert not any("How strong" in one.text for one in seen)


async def test_a_week_that_a_red_flag_empties_says_so(stage: ConsoleStage) -> None:
    await stage.say("chest pain on the last set")
    await stage.say("/week")
    assert "Waiting for a professional's word since Tue 24 Nov" in stage.last().text


async def test_an_illness_of_a_day_is_not_said_to_start_gently_and_to_go_on_as_it_was(stage: ConsoleStage) -> None:
    await stage.say("I have a cold")
    seen = await stage.say("back")
    text = next(one.text for one in seen if one.text.startswith("Back"))
    assert ("short and easy" in text) != ("goes on where you were" in text)


@pytest.mark.parametrize(
    "said",
    ["how did my week go", "How was my week?", "how's my week going", "weekly review", "what did I do this week",
     "how was this week so far", "how did it go this week", "show me my week", "how many sessions did I do this week"],
)  # fmt: skip
async def test_a_week_is_looked_back_on(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        for day, effort in (("24", 6), ("27", 5)):
            await stage.clock(f"2026-11-{day}T18:00+01:00")
            await stage.say(f"{effort}, no soreness")
        await stage.clock("2026-11-29T18:00+01:00")
        await stage.say(said)
        assert stage.last().text.startswith("Week of Mon 23 Nov")
        assert "2 of 3 sessions done.\nEfforts: 6, 5." in stage.last().text
        # A week that has only begun has nothing to look back on.
        await stage.clock("2026-11-30T18:00+01:00")
        await stage.say(said)
        assert "2 of 3 sessions done." in stage.last().text


async def test_before_any_session_there_is_no_week_to_look_back_on(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.say("how did my week go")
        assert "No session has been sent yet" in stage.last().text


@pytest.mark.parametrize(
    "said", ["how am I doing", "am I getting stronger?", "my progress", "how is it going", "how's my training"]
)
async def test_how_it_goes_is_progress(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert stage.last().text.startswith("Your progress")


@pytest.mark.parametrize(
    "said",
    ["which weight should i use", "What weight?", "how heavy should I go", "how much weight today",
     "can I use more weight", "the weights feel too light", "which dumbbell do I take",
     "what should I lift", "can I go up in weight", "is 8 kg enough?"],
)  # fmt: skip
async def test_the_weights_of_the_day_are_explained(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        told = stage.last().text
        assert "Goblet squat  8 kg" in told
        assert "could do 4 to 5 more at the end of a set" in told
        assert "Name what you could lift 15 times: goblet squat 12 kg" in told


async def test_the_weight_of_one_exercise_is_told_alone(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("what weight for the goblet squat?")
        assert "Goblet squat  8 kg" in stage.last().text
        assert "One-arm row" not in stage.last().text


async def test_without_weights_the_body_is_the_load(tmp_path: Path) -> None:
    async with living(tmp_path, replace(RUNNER, places=())) as stage:
        await stage.clock(TUESDAY)
        await stage.say("which weight should i use")
        assert "asks for no weight: your own body is the load." in stage.last().text


@pytest.mark.parametrize(
    "said",
    ["I did not mean that", "I didn't mean that", "i didnt mean that", "sorry, my mistake", "oops",
     "that was a mistake", "Oops!", "I was wrong", "that's wrong", "typo, sorry", "not what I meant",
     "I meant something else"],
)  # fmt: skip
async def test_whoever_did_not_mean_it_hears_of_undo(stage: ConsoleStage, said: str) -> None:
    await stage.say("9, calves 5")
    reports = await ever_written(stage, "report")
    await stage.say(said)
    assert stage.last().text == "No harm done: /undo takes your last answer back."
    assert await ever_written(stage, "report") == reports
    await stage.say("/undo")
    assert await ever_written(stage, "undone")


@pytest.mark.parametrize("before", ["hello", "/rate"])
@pytest.mark.parametrize(
    "said",
    [
        "cant today, move it to thursday", "can't make it today, can I do it on thursday?",
        "not today, thursday instead", "can i do saturday instead", "can I train on saturday instead?",
        "sorry, can't today, move it to Saturday please",
    ],
)  # fmt: skip
async def test_another_day_for_today_is_a_move_and_no_skip(stage: ConsoleStage, before: str, said: str) -> None:
    await stage.say(before)
    await stage.say(said)
    assert "Move" in stage.last().text
    assert not await written(stage, "skipped")
    assert not await written(stage, "report")


@pytest.mark.parametrize(
    ("clock", "before", "said", "answer"),
    [
        (WEDNESDAY, "hello", "20 min", "Technique has no shorter form"),
        (WEDNESDAY, "/rate", "10 min", "Technique has no shorter form"),
        (WEDNESDAY, "hello", "I only have 15 minutes today", "Technique has no shorter form"),
        (TUESDAY, "/rate", "20 min", "20 min"), (TUESDAY, "7", "20 min", "begun or answered"),
        (TUESDAY, "hello", "50 min", "That fits"), (TUESDAY, "hello", "25 min", "20 min"),
        (TUESDAY, "hello", "i don't have 2 hours, only 1", "That fits"),
        (TUESDAY, "/rate", "only got half an hour", "30 min"),
        (TUESDAY, "7", "i don't have 2 hours, only 1", "begun or answered"),
        (TUESDAY, "hello", "i dont have an hour today", "How many do you have?"),
    ],
)  # fmt: skip
async def test_minutes_alone_shorten_or_say_why_not_and_are_never_an_answer(
    tmp_path: Path, clock: str, before: str, said: str, answer: str
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(clock)
        await stage.say(before)
        reports = len(await written(stage, "report"))
        await stage.say(said)
        assert any(answer in one.text for _, one in stage.seen[-2:])
        assert len(await written(stage, "report")) == reports


@pytest.mark.parametrize("said", ["actually it was 4 not 7", "i said 7 but it was 4", "not 7, it was a 4"])
async def test_an_effort_is_corrected_in_words(stage: ConsoleStage, said: str) -> None:
    await stage.say("7")
    await stage.say(said)
    assert "effort 4" in stage.last().text
    report = (await written(stage, "report"))[-1]
    assert (report["effort"], report.get("general")) == (4, None)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("why is it so easy", "rises by your answers"), ("why is this so easy for me?", "rises by your answers"),
        ("i want harder exercises", "rises by your answers"), ("can I get something harder?", "rises by your answers"),
        ("make it harder", "rises by your answers"), ("it hurts when i go downstairs", "Where is it?"),
        ("it aches after running", "Where is it?"), ("how long should i rest?", "minute and a half"),
        ("how long to rest between sets", "minute and a half"), ("swap split squat", "not in today's session"),
        ("can i skip the heel raise im scared", "Instead of two-leg heel raise"),
        ("I'd rather leave out the goblet squat today", "Instead of goblet squat"),
        ("why on a track day??", "easy or rest days"), ("why B not A on thursday", "Strength B is on Fri"),
        ("why A and not B?", "disturb your runs least"), ("did the first three exercises, 6", "first 3 exercises"),
        ("/why split squat", "Why: Split squat, Friday"), ("why the goblet squat?", "Why: Goblet squat, today"),
        ("/why leg press", "have not done it yet"),
    ],
)  # fmt: skip
async def test_what_runners_wonder_about_is_answered(stage: ConsoleStage, said: str, answer: str) -> None:
    await stage.say(said)
    assert answer in stage.last().text, stage.last().text


async def test_an_exercise_of_another_day_is_asked_about_by_its_whole_name(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(FRIDAY)
        await stage.say("/why goblet squat")
        assert stage.last().text.startswith("Why: Goblet squat")


async def test_one_exercise_that_was_too_easy_is_asked_for_its_own_effort(stage: ConsoleStage) -> None:
    await stage.say("7")
    await stage.say("the squat was too easy, rest fine")
    assert "How hard was the goblet squat alone" in stage.last().text
    await stage.say("goblet squat 3")
    assert "Noted: goblet squat at 3." in stage.last().text


@pytest.mark.parametrize(
    ("said", "answer"),
    [("tired, a week", "7 days"), ("sore legs, 5 days", "5 days"), ("7 3", "effort 7"), ("calves sore 4", "4/10")],
)
async def test_a_deload_is_told_in_words_and_other_words_pass_it_by(
    stage: ConsoleStage, said: str, answer: str
) -> None:
    await stage.say("/deload")
    await stage.say(said)
    assert any(answer in one.text or f"✓ {answer}" in one.labels for _, one in stage.seen[-2:])
    assert ("Take it" in stage.last().labels) == ("a week" in said or "days" in said)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("I need an easier week, work is crazy", "7 days, everything"),
        ("deload legs 5 days tired", "5 days, the legs"),
        ("deload my left calf for 10 days", "10 days, calf"),
        ("/deload knee a week sore", "7 days, knee"),
        ("can we do a deload week?", "What should be eased?"),
    ],
)
async def test_a_deload_is_asked_for_in_words_without_a_command(stage: ConsoleStage, said: str, answer: str) -> None:
    await stage.say("5, nothing sore")
    await stage.say(said)
    assert answer in stage.last().text
    assert stage.last().text.startswith("Deload")


async def test_what_hurts_comes_before_an_easier_week(stage: ConsoleStage) -> None:
    await stage.say("deload, left knee hurts 4")
    assert "Left knee 4/10" in stage.since[0].text


async def test_a_session_that_was_cut_grows_again_with_the_time_there_is(stage: ConsoleStage) -> None:
    await stage.say("only 15 minutes today")
    assert "Strength A · 10 min" in newest(stage, "Strength A").text
    await stage.say("I have 30 minutes")
    cut = newest(stage, "Strength A").text
    assert "Strength A · 30 min" in cut
    assert "Warm-up 4 min" in cut
    assert "Cool-down 1 min" in cut
    await stage.say("I have an hour")
    assert "Strength A · 41 min" in newest(stage, "Strength A").text


async def test_not_today_but_tomorrow_is_a_move_and_no_time_away(stage: ConsoleStage) -> None:
    await stage.say("can't train today, move to tomorrow")
    assert stage.last().text.startswith("Move a session")
