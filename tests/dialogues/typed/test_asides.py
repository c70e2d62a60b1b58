"""What runners say beside training, in a hurry: it is answered, and never taken for an answer about a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, written
from tests.stages.console_stage import ConsoleStage

EVENING, THURSDAY = "2026-11-24T20:05+01:00", "2026-11-26T09:00+01:00"


@pytest.mark.parametrize(
    ("clock", "said", "answer"),
    [
        (TUESDAY, "no time today sorry", "Ten minutes"), (TUESDAY, "too busy", "Ten minutes"),
        (TUESDAY, "gym is closed today", "What will be there today?"), (WEDNESDAY, "no time", "move or skip"),
        (TUESDAY, "cant be bothered", "What is in the way?"), (TUESDAY, "not feeling it today", "What is in the way?"),
        (TUESDAY, "doing it tonight instead", "I ask at 20:00"), (TUESDAY, "not done yet", "I ask at 20:00"),
        (EVENING, "not done yet", "No hurry"), (EVENING, "haven't done it yet", "No hurry"),
        (TUESDAY, "headache", "Sorry to hear"), (TUESDAY, "period today, low energy", "Sorry to hear"),
        (EVENING, "hungover", "Sorry to hear"), (THURSDAY, "stomach ache", "Get well"),
        (TUESDAY, "👍", "words and numbers"), (EVENING, "❤️", "words and numbers"),
        (TUESDAY, "when is my next session", "Next: Technique, tomorrow"),
        (EVENING, "great session!!!", "How hard was it"), (EVENING, "10/10 loved it", "How hard was it"),
        (TUESDAY, "2 x 8 / side means?", "eight repetitions on one side"), (TUESDAY, "what next", "Strength A"),
        (TUESDAY, "which first, run or strength", "Run first"), (TUESDAY, "is it ok to run after", "Run first"),
        (TUESDAY, "can i do it tonight", "Any time today"), (TUESDAY, "do I need to warm up", "Please do"),
        (TUESDAY, "can I split it into two parts", "Yes, within the same day"),
        (TUESDAY, "how do I delete everything", "take the export with you"), (TUESDAY, "speak german", "English only"),
        (TUESDAY, "send me the card the evening before", "on the morning itself"),
        (TUESDAY, "what's tomorrow", "Next: Technique"),
        (EVENING, "could have done way more", "a low number lets it rise"),
        (TUESDAY, "when do I deload", "your next deload begins Mon 21 Dec"),
        (TUESDAY, "how many weeks until the deload?", "your next deload begins Mon 21 Dec"),
        (TUESDAY, "I'm no longer pregnant", "Your health answers"),
        (TUESDAY, "my baby is 13 weeks old", "Your health answers"),
        (EVENING, "not hard enough", "a low number lets it rise"),
        (EVENING, "can barely walk", "Where is it?"), (THURSDAY, "can barely walk", "Where is it?"),
        (EVENING, "left side much weaker than right", "as many as the weaker one can"),
        (TUESDAY, "what happens if I miss one?", "Nothing piles up"),
        (TUESDAY, "how far should I run today", "yours to plan"),
        (THURSDAY, "when do jumps start?", "Jumps come last"),
        (TUESDAY, "do you have something for my glutes?", "what your tests find weak"),
        (TUESDAY, "change my town to Porto", "Lisbon time"), (TUESDAY, "mornings don't work any more", "Your mornings"),
        (TUESDAY, "is it ok to be sore?", "something new is normal"), (TUESDAY, "whats my max", "did not understand"),
        (TUESDAY, "can i train with doms", "something new is normal"), (TUESDAY, "what did you change?", "Why: "),
        (TUESDAY, "8kg is too heavy for the rdl", "asks for"),
        (TUESDAY, "when will you message me", "twice a training day"),
        (TUESDAY, "after work", "I ask at 20:00"), (TUESDAY, "can you remind me at 5pm", "bring it back at 17:00"),
        (TUESDAY, "can I do this after my run or before", "run first"),
        (TUESDAY, "hey coach what do i do", "Strength A"), (TUESDAY, "where were we?", "Strength A"),
        (TUESDAY, "What can I do?", "How I work"), (TUESDAY, "what can i do today", "Strength A"),
        (TUESDAY, "whats up", "Strength A"), (TUESDAY, "what's the plan please", "Strength A"),
        (TUESDAY, "is there anything today?", "Strength A"),
        (THURSDAY, "how far did i run this week", "Runs · week of"),
        (TUESDAY, "can i swap tuesday and friday", "Move a session"),
        (THURSDAY, "move fridays session to saturday", "Move a session"),
        (TUESDAY, "no dumbbells today", "Swap"), (TUESDAY, "forgot my dumbbells, at the hotel", "Swap"),
        (TUESDAY, "i want more", "More comes from your"), (TUESDAY, "more please", "More comes from your"),
        (TUESDAY, "can i do another session today", "More comes"), (TUESDAY, "can I train harder?", "More comes"),
        (TUESDAY, "why do i need this", "Strong hips"), (WEDNESDAY, "whats this for", "light day of the week"),
        (TUESDAY, "i missed a few", "nothing piled up"), (TUESDAY, "im back was busy", "nothing piled up"),
        (TUESDAY, "off", "did not understand"), (TUESDAY, "why do you ask me that", "So that the next session fits"),
        (TUESDAY, "unpause the mornings", "Your settings"), (TUESDAY, "what does hold mean", "nothing rises"),
        (TUESDAY, "what is rpe", "from 0 to 10"), (TUESDAY, "what does 3-1-1 mean", "three down"),
        (TUESDAY, "what is a deload", "lighter week"), (TUESDAY, "why so few sets", "Sets follow the weeks"),
        (EVENING, "meh", "How hard was it"), (EVENING, "was ok i guess", "How hard was it"),
        (EVENING, "rated wrong", "/undo"), (TUESDAY, "make sessions 30 min", "Strength days a week"),
        (TUESDAY, "can i train 3 times a week", "Strength days a week"), (TUESDAY, "send it at 6", "07:00"),
        (TUESDAY, "am i overtraining", "What your body carries"), (TUESDAY, "end the deload", "What should be eased?"),
        (TUESDAY, "what's the difference between A and B", "A leads with the squat"),
        (TUESDAY, "when will i see results", "8 to 12 weeks"), (TUESDAY, "can i listen to music", "Of course"),
        (TUESDAY, "do i have to do the dead bug", "Instead of dead bug"),
        (TUESDAY, "add pull ups", "keeps the rest in balance"),
    ],
)  # fmt: skip
async def test_what_is_said_beside_training_is_answered_and_notes_nothing(
    tmp_path: Path, clock: str, said: str, answer: str
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(clock)
        await stage.say(said)
        assert any(answer in one.text for one in stage.since), stage.screen()
        for kind in ("report", "skipped", "away"):
            assert not await written(stage, kind)


@pytest.mark.parametrize("said", ["same as last time", "same again", "it was the same as tuesday", "same like tuesday"])
async def test_the_same_as_last_time_is_the_number_of_that_time(stage: ConsoleStage, said: str) -> None:
    await stage.say("7, nothing sore")
    await stage.clock("2026-11-27T18:00+01:00")
    await stage.say(said)
    assert "effort 7, as on Tue 24 Nov" in stage.last().text
    report = (await written(stage, "report"))[-1]
    assert (report["session"], report["effort"]) == ("2026-11-27.strength_b", 7)


async def test_the_same_as_nothing_is_asked_for_its_number(stage: ConsoleStage) -> None:
    await stage.say("same as last time")
    assert "number" in stage.last().text
    assert not await written(stage, "report")


@pytest.mark.parametrize(
    "said", ["didnt do yesterdays session", "I missed Tuesday's session", "haven't done yesterday"]
)
async def test_the_session_of_another_day_is_let_go(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say(said)
        assert [one["session"] for one in await written(stage, "skipped")] == ["2026-11-24.strength_a"]


@pytest.mark.parametrize("said", ["i did yesterdays session but forgot to tell you", "did do tuesdays one"])
async def test_the_session_of_another_day_is_asked_for_its_number(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say(said)
        assert stage.last().text.startswith("Strength A, yesterday")
        assert "How hard was it" in stage.last().text
        assert not await written(stage, "report")


async def test_not_yet_answers_the_question_of_a_professionals_word(stage: ConsoleStage) -> None:
    await stage.say("my knee locked")
    await stage.say("physio said ok")
    await stage.say("not yet")
    assert not await written(stage, "cleared")
    assert "I ask at" not in stage.last().text


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("5 but stopped after the squats, no time", "effort 5, stopped early"),
        ("rpe 6 didnt do the pushups", "effort 6, without push-up"), ("6, did 1 of 2 sets", "50% of it done"),
    ],
)  # fmt: skip
async def test_what_was_not_done_is_said_back(stage: ConsoleStage, said: str, echo: str) -> None:
    await stage.say(said)
    assert echo in stage.last().text


async def test_friday_is_not_told_of_tuesday(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(FRIDAY)
        await stage.say("did yesterday's session")
        assert not await written(stage, "report")


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("so tired", "fatigue", 5), ("legs are heavy", "fatigue", 5), ("completely wrecked today", "fatigue", None),
        ("exhausted", "fatigue", 7), ("sleep 5h, tired", "sleep_h", 5), ("slept 4h, legs like lead", "fatigue", 5),
        ("didnt sleep", "sleep_h", 3.5), ("didn't sleep well", "sleep_h", 5), ("7, tired", "fatigue", None),
    ],
)  # fmt: skip
async def test_a_tired_morning_is_heard_before_training(
    stage: ConsoleStage, said: str, name: str, value: float | None
) -> None:
    await stage.say(said)
    told = await written(stage, "readiness")
    assert ([one.get(name) for one in told] or [None])[0] == value


async def test_after_training_tired_is_no_morning(stage: ConsoleStage) -> None:
    await stage.press("▶ Start")
    await stage.say("so tired")
    assert not await written(stage, "readiness")


async def test_a_deload_that_somebody_feels_too_fresh_for_is_ended_and_no_session_skipped(stage: ConsoleStage) -> None:
    for one in ("/deload", "tired, a week", "take it"):
        await stage.say(one)
    await stage.say("i feel great can we skip the deload")
    assert not await written(stage, "skipped")
    await stage.press("End it now")
    assert await written(stage, "deload_ended")


@pytest.mark.parametrize("said", ["how long should i rest", "can i do a light session", "when do we start again"])
async def test_whoever_is_ill_is_told_how_it_stands(stage: ConsoleStage, said: str) -> None:
    await stage.say("I have a cold")
    await stage.say(said)
    assert "Illness, from today" in stage.last(notices=False).text


async def test_no_time_today_and_another_day_in_one_breath_moves_it(stage: ConsoleStage) -> None:
    await stage.say("i havent got time today can we do it on wednesday")
    assert "Move a session" in stage.last().text


async def test_a_light_day_that_no_other_day_takes_may_be_skipped_at_once(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.press("Move")
        moved = stage.last()
        assert "Skip" in moved.labels or any(one.startswith(("Fri", "Sat")) for one in moved.labels)


@pytest.mark.parametrize(
    "said", ["can i go for a swim today instead", "is it ok if i do yoga tomorrow", "can i cycle?"]
)
async def test_another_sport_is_welcome_and_no_session(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "I do not count other sport" in stage.last().text


@pytest.mark.parametrize(
    "said",
    [
        "i lost my kettlebell lol, husband took it",
        "can't find my dumbbells",
        "forgot the dumbbells at work",
        "gym closed today",
        "can I do it at home?",
    ],
)
async def test_a_kit_that_is_not_there_asks_what_is(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Just the floor" in stage.last().labels


async def test_an_exercise_that_was_not_understood_is_explained(stage: ConsoleStage) -> None:
    await stage.say("what is a b stance rdl?? i dont understand")
    assert stage.last().text.startswith("B-stance RDL")


@pytest.mark.parametrize("said", ["im in denver now", "just landed in Denver", "we are in denver, colorado now"])
async def test_where_somebody_is_now_sets_the_clock(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Denver time" in stage.last().text
    assert "Undo" in stage.last().labels


async def test_a_place_and_a_time_in_one_breath_set_both(stage: ConsoleStage) -> None:
    await stage.say("in london, send at 6:15am here")
    assert "London time" in stage.last().text
    assert "06:15" in stage.last().text


@pytest.mark.parametrize(
    "said", ["i'm in pain now", "im in bed now", "i'm in now", "back in bed", "back to normal now"]
)
async def test_what_is_no_town_moves_no_clock(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "time. It is" not in stage.last().text


async def test_a_time_that_is_sure_is_taken_and_what_time_it_is_told(stage: ConsoleStage) -> None:
    await stage.say("on nights this week, can you send it at 4pm")
    assert "your card comes at 16:00" in stage.last().text
    await stage.say("what time is it for you")
    assert "by Berlin time" in stage.last().text


async def test_a_run_told_beside_one_that_was_not_run_is_kept(stage: ConsoleStage) -> None:
    await stage.clock(WEDNESDAY)
    await stage.say("monday's run i didnt do, did 6k tuesday instead")
    assert [one["km"] for one in await written(stage, "ran")] == [6]


async def test_weights_of_a_squat_are_no_pain_whose_number_is_missing(stage: ConsoleStage) -> None:
    await stage.say("did 35 minutes of it. rows with 30lb were easy. 5")
    assert "How strong" not in stage.last().text


@pytest.mark.parametrize(
    "said",
    [
        "what do you decide by yourself?", "do you change my plan without asking?",
        "will you tell me when i need a deload",
        "/help",
    ],
)  # fmt: skip
async def test_what_the_coach_proposes_by_itself_is_told(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Bigger things I only propose" in stage.last().text


async def test_a_light_day_moves_by_words_as_strength_does(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("move to tomorrow")
        assert "Technique would move to tomorrow" in stage.last().text
        await stage.press("Take it")
        assert any("Technique moves to tomorrow" in one.text for one in stage.since)


async def test_a_day_that_cannot_be_is_refused_with_those_that_can(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("move it to Sunday")
        assert "where should it go?" in stage.last().text
        assert "Fri" in stage.last().labels


@pytest.mark.parametrize(
    "said", ["im seeing my grandkids on friday so cant do friday", "i can't make it on Friday this week"]
)
async def test_a_day_that_cannot_be_moves_what_stands_on_it(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say(said)
        assert "Strength B, Friday: where should it go?" in stage.last().text


async def test_a_day_that_cannot_be_and_holds_nothing_needs_no_move(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("cant do thursday")
        assert "no session is planned there" in stage.last().text


async def test_too_much_offers_less(stage: ConsoleStage) -> None:
    await stage.say("can you make it easier its to much for me")
    assert "Less is fine" in stage.last().text
    assert {"10 min", "20 min", "Swap"} <= set(stage.last().labels)


@pytest.mark.parametrize(
    ("clock", "said", "answer"),
    [
        (WEDNESDAY, "i forgot to do the thing yesterday sorry", "Skipped"),
        (TUESDAY, "what do i do today then", "Strength A"),
        (TUESDAY, "how do i do the goblet squat, is my chair ok for it?", "Goblet squat"),
    ],
)
async def test_what_is_said_in_passing_is_heard(tmp_path: Path, clock: str, said: str, answer: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(clock)
        await stage.say(said)
        assert answer in stage.last().text


@pytest.mark.parametrize(("said", "set_"), [("days this week, 6am again please", True), ("tempo, 4:30 again", False)])
async def test_a_pace_is_no_time_for_the_mornings(stage: ConsoleStage, said: str, set_: bool) -> None:
    await stage.say(said)
    assert ("your card comes at" in stage.last().text) == set_


@pytest.mark.parametrize(
    ("said", "effort", "felt"),
    [
        ("legs so sore I can barely walk, effort 7", 7, None), ("can barely walk, 7 5", 7, None),
        ("left side much weaker than right, 6", 6, None), ("left calf weaker, knee 4", None, ("knee", 4)),
    ],
)  # fmt: skip
async def test_what_stands_beside_such_a_line_is_not_lost(
    tmp_path: Path, said: str, effort: float | None, felt: tuple[str, float] | None
) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T18:30+01:00")
        await stage.say(said)
        told = " ".join(one.text for one in stage.since)
        assert "Most people have one" not in told
        assert effort is None or f"ffort {effort:g}" in told.replace("\xa0", " ")
        assert felt is None or [(one["region"], one["score"]) for one in await written(stage, "felt")] == [felt]


@pytest.mark.parametrize(
    "said",
    [
        "not training this week because the kids are ill",
        "kids are sick so no training for me this week probably, will try to get back on monday",
    ],
)
async def test_a_week_off_for_the_sake_of_others_is_a_week_off(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    [away] = await written(stage, "away")
    assert (away["why"], away["until"]) == ("life", "2026-11-29")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("My physio gave me some exercises for my hip, should I do them on the same days?", "Do them as you were told"),
        ("that stretch at the end really helps my back", "Good to hear"),
        ("not sure if I did the heel raises right, they felt weird", "Two-leg heel raise"),
        ("I forgot to do it today, can I just do it tomorrow morning instead?", "Move a session"),
    ],
)
async def test_what_is_told_at_length_has_its_answer_and_writes_nothing(
    stage: ConsoleStage, said: str, told: str
) -> None:
    await stage.say(said)
    assert told in stage.last().text
    assert not await written(stage, "felt")
    assert not await written(stage, "report")
