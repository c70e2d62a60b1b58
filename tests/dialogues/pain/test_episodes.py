"""A pain from its first word to its way back: course, gone, worse, kinds, tests, and questions that come first."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.discord.components import render
from tests.dialogues.living import TUESDAY, WEDNESDAY, ever_written, living, newest, planned, work


async def test_pain_shows_what_is_open_with_its_course_and_when_it_comes_back(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4")
        await stage.press("None of these")
        await stage.press("Right at the heel bone")
        await stage.clock("2026-11-27T07:01+01:00")
        await stage.press("1–2")
        await stage.say("/pain")
        card = stage.last().text
        assert "Left Achilles  4, 2 · easing" in card
        assert "Since Tue 24 Nov · at the heel bone" in card
        assert "Out for now: inchworm, knee-to-wall rock, calf stretch" in card
        assert "Back on Wed 2 Dec at the earliest, after: 15 slow heel raises on that leg at 2 or less." in card
        assert "Step 1 of 3: both legs, on the floor." in card


async def test_gone_is_noted_and_the_days_run_on(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4")
        await stage.say("it's gone")
        assert newest(stage, "finishes its days all the same").text.startswith("Left Achilles")
        await stage.say("/pain")
        await stage.press("Left Achilles: gone")
        assert [one["score"] for one in await ever_written(stage, "felt")] == [4, 0, 0]
        session = (await planned(stage))["2026-11-25.technique"]
        assert "s_calf" not in [one["exercise"] for one in session["items"]]


@pytest.mark.parametrize(
    "said",
    ["it's worse", "the achilles is worse", "My left Achilles is better", "same", "no change", "worse on the stairs"],
)
async def test_worse_better_and_the_same_ask_for_the_number(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 3")
        await stage.say(said)
        assert "How strong is it in your left Achilles" in stage.last().text
        await stage.press("5")
        assert [one["score"] for one in await ever_written(stage, "felt")] == [3, 5]


@pytest.mark.parametrize(("said", "score"), [("worse than yesterday, 5", 5), ("6 this morning", 6), ("still a 4", 4)])
async def test_a_number_with_how_it_goes_on_is_of_the_part_that_the_card_asks_about_and_no_effort(
    tmp_path: Path, said: str, score: float
) -> None:
    """Six out of ten in a tendon was taken for the effort of yesterday's session."""
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("start")
        await stage.say("left achilles 3")
        await stage.clock(WEDNESDAY)
        await stage.say(said)
        felt = await ever_written(stage, "felt")
        assert (felt[-1]["region"], felt[-1]["side"], felt[-1]["score"]) == ("achilles", "left", score)
        assert [one.get("effort") for one in await ever_written(stage, "report")] == [None]


async def test_with_two_places_open_such_a_number_asks_where_and_waits(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 3")
        await stage.say("right knee 3")
        await stage.clock("2026-11-26T15:00+01:00")
        await stage.say("worse, 5 now")
        await stage.press("Knee")
        await stage.press("Right")
        assert [(one["region"], one["score"]) for one in await ever_written(stage, "felt")][-1] == ("knee", 5)


async def test_while_a_session_waits_for_its_answer_such_a_number_may_be_of_that(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 3")
        await stage.press("▶ Start")
        await stage.press("Done")
        await stage.say("better than last time, still 6")
        assert len(await ever_written(stage, "felt")) == 1


async def test_with_two_places_open_gone_asks_which(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4")
        await stage.say("right knee 3")
        await stage.say("gone")
        assert "Which one do you mean?" in stage.last().text
        await stage.press("Right knee: gone")
        felt = await ever_written(stage, "felt")
        assert (felt[-1]["region"], felt[-1]["score"]) == ("knee", 0)


async def test_gone_without_any_pain_is_nobodys_episode(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("gone")
        assert not await ever_written(stage, "felt")


async def test_a_one_sided_muscle_is_asked_what_kind_it_is_and_a_spot_counts_as_a_tendon(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left calf 5")
        assert "What is it like in your left calf?" in newest(stage, "What is it like").text
        await stage.press("One small spot")
        await stage.press("Not swollen")
        await stage.press("That's it")
        felt = await ever_written(stage, "felt")
        assert [(one["region"], one["side"], one["score"], one["what"]) for one in felt] == [
            ("calf", "left", 5, "muscle"), ("calf", "left", 5, "tendon"),
        ]  # fmt: skip
        assert "the more careful reading" in newest(stage, "careful reading").text


async def test_a_whole_muscle_after_training_stays_soreness(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left calf 5")
        for one in ("The whole muscle", "Only when I move", "Not swollen", "Came 1–3 days after training", "That's it"):
            await stage.press(one)
        assert "a muscle that has worked" in newest(stage, "worked").text
        assert [one["what"] for one in await ever_written(stage, "felt")] == ["muscle"]


async def test_a_swollen_calf_among_the_answers_is_a_red_flag_for_the_same_day(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left calf 5")
        await stage.press("Swollen, hot or locked")
        await stage.press("That's it")
        assert "see a doctor today" in newest(stage, "Please read this").text
        assert [one["flag"] for one in await ever_written(stage, "flagged")] == ["clot"]


async def test_sore_calves_after_training_are_not_questioned(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.clock(WEDNESDAY)
        await stage.say("calves 4")
        assert not any("What is it like" in one.text for _, one in stage.seen)


async def test_the_test_on_the_way_back_opens_what_waited(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("5, no soreness")
        await stage.say("left achilles 4")
        await stage.press("None of these")
        await stage.clock("2026-12-02T12:00+01:00")
        await stage.say("/pain")
        assert "Before it all comes back: 15 slow heel raises" in stage.last().text
        await stage.press("Left Achilles: test the way back")
        assert "15 slow heel raises, three seconds up" in stage.last().text
        await stage.press("No, or it hurt more")
        assert "It stays as it is" in newest(stage, "I ask again in a few days").text
        await stage.say("/pain")
        assert "Left Achilles: test the way back" not in stage.last().labels
        await stage.clock("2026-12-05T12:00+01:00")
        await stage.say("/pain")
        await stage.press("Left Achilles: test the way back")
        await stage.press("Yes")
        assert "comes in" in newest(stage, "one step further").text
        agreed = await ever_written(stage, "agreed")
        assert [one["what"] for one in agreed] == ["back:slow_heel_raises_15:achilles:left"] * 2
        assert [one.get("yes", True) for one in agreed] == [False, True]


async def test_a_shin_is_asked_about_its_bone_before_any_hop(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("right shin 3")
        await stage.clock("2026-12-02T12:00+01:00")
        await stage.say("/pain")
        assert "Right shin: a few questions first" in stage.last().labels
        await stage.press("Right shin: a few questions first")
        assert "It starts earlier each run" in stage.last().labels
        await stage.press("It starts earlier each run")
        assert "no running and no jumping either" in newest(stage, "Please read this").text
        assert not any("small hops" in one.text for _, one in stage.seen)


async def test_quiet_holds_are_offered_once_a_red_part_has_fallen(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 7")
        await stage.say("/pain")
        assert "Left Achilles: quiet holds are fine" not in stage.last().labels
        assert "three mornings in a row at 2 or less" in stage.last().text
        await stage.clock("2026-11-27T07:01+01:00")
        await stage.press("1–2")
        await stage.say("/pain")
        await stage.press("Left Achilles: quiet holds are fine")
        (agreed,) = await ever_written(stage, "agreed")
        assert (agreed["what"], agreed["region"]) == ("isometrics", "achilles")
        sessions = await planned(stage)
        friday = next((one for one in sessions.values() if one["date"] == "2026-11-27"), None)
        assert friday is not None, {n: o["kind"] for n, o in sessions.items()}
        assert "iso_calf" in [one["exercise"] for one in friday["items"]]
        assert "soleus_seat" not in work(friday)


async def test_the_other_side_is_said_to_be_followed_by_itself(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.clock(WEDNESDAY)
        await stage.say("right knee 4")
        assert "Right knee 4/10" in newest(stage, "The other side than last time").text


async def test_a_bone_in_question_accepts_no_pain_even_after_the_doctors_word(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("stress fracture in my left foot")
        await stage.clock("2026-12-08T12:00+01:00")
        await stage.press("A professional agreed")
        await stage.press("Yes, they agreed")
        await stage.say("left foot 1")
        await stage.say("/pain")
        assert "here even a little counts" in stage.last().text
        assert "three mornings in a row free of pain" in stage.last().text


async def test_typed_gone_ends_a_muscles_soreness(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("calves 5")
        await stage.say("calves are gone")
        felt = await ever_written(stage, "felt")
        assert (felt[-1]["what"], felt[-1]["score"]) == ("muscle", 0)


async def test_training_with_a_sore_knee_says_how_deep(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 4")
        await stage.press("▶ Start")
        assert "For now: to a high seat, no deeper." in newest(stage, "Box squat").text


async def test_pain_says_what_runs_leave_out(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("right shin 3")
        await stage.say("/pain")
        assert "On runs, leave out: downhills and half the distance." in stage.last().text


async def test_an_open_flag_stands_above_everything_and_promises_no_day(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left shin 4")
        await stage.press("It hurts on landing")
        await stage.say("/pain")
        shown = stage.last().text.split("\n")
        assert shown[1] == "Waiting for a professional's word since Tue 24 Nov: pain that may come from a bone."
        assert "Waits for a professional's word. No running or jumping on it until then." in shown
        assert not any("at the earliest" in one or "On runs" in one for one in shown)


async def test_a_red_leg_rests_from_running_too(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 7")
        await stage.say("/pain")
        assert "Let running rest too while it is above 5." in stage.last().text


async def test_many_open_places_fit_into_one_message_on_discord(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        for one in ("left achilles 4", "right hip 4", "right knee 7", "left foot 3", "lower back 3", "knee locked"):
            await stage.say(one)
        await stage.clock("2026-12-02T12:00+01:00")
        await stage.say("/pain")
        card = stage.last()
        assert "more." in card.text
        assert len(render(card.message)) == 1


async def test_a_typed_morning_counts_as_the_morning_after(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4 this morning")
        await stage.clock("2026-11-27T07:01+01:00")
        await stage.say("left achilles 2 this morning")
        assert [one["when"] for one in await ever_written(stage, "felt") if one["score"] == 2] == ["morning"]
        # The first word about it was no morning after.
        assert [one.get("when", "now") for one in await ever_written(stage, "felt") if one["score"] == 4] == ["now"]


async def test_nobody_in_pain_is_asked_for_heavier_weights(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        assert "Too light?" in newest(stage, "Strength A").text
        await stage.say("left knee 4")
        assert "Too light?" not in newest(stage, "Strength A").text
