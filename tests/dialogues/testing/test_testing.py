"""The baseline tests in chat: one leg at a time, with a timer, a pain ceiling, and a plan that answers."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from adapters.messages import Card
from adapters.tables import columns, fold, is_row
from bot.words import Words
from core.assessment import Link, battery
from core.diary import to_json
from tests.core import test_elastic as strong
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living, newest, planned, work
from tests.simulation.lives import CALM, Fate, Life
from tests.stages.console_stage import ConsoleStage

WOMAN = replace(RUNNER, sex="f", born=1991)
DAY = "2026-12-08T09:00+01:00"
SHORT = "▶ Find my weak links, 12 min"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ConsoleStage]:
    """A Tuesday morning before strength, well after the first week."""
    async with living(tmp_path, WOMAN) as stage:
        await stage.clock(DAY)
        yield stage


async def tested(stage: ConsoleStage) -> list[dict[str, Any]]:
    await stage.say("/export")
    return [one for one in stage.last().data["diary"] if one["type"] == "tested"]


async def to_heel_raises(stage: ConsoleStage) -> None:
    await stage.say("/test")
    await stage.press(SHORT)
    await stage.press("That is all I see")
    await stage.say("left 12 right 12")


def text(stage: ConsoleStage) -> str:
    return stage.last().text


async def test_one_test_and_one_leg_at_a_time(stage: ConsoleStage) -> None:
    await stage.say("/test")
    await stage.press(SHORT)
    assert text(stage).startswith("1 of 4 · Squat")
    await stage.press("That is all I see")
    assert "2 of 4 · Knee to wall" in text(stage)
    assert "Left side" in text(stage)
    await stage.press("10")
    assert "Right side" in text(stage)
    await stage.say("9.5 cm")
    assert "3 of 4 · Heel raises" in text(stage)
    found = {(one["test"], one["side"], one["value"]) for one in await tested(stage)}
    assert found == {("squat_look", "both", 0), ("knee_wall", "left", 10), ("knee_wall", "right", 9.5)}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("knees go in a bit",), (1, "knees")), (("my heels come up", "and I lean forward"), (2, "heels trunk")),
        (("all good",), (0, "")),
    ],
)  # fmt: skip
async def test_what_is_seen_in_the_mirror_may_be_typed(
    stage: ConsoleStage, said: tuple[str, ...], kept: tuple[int, str]
) -> None:
    await stage.say("/test")
    await stage.press(SHORT)
    for one in said:
        await stage.say(one)
    if "2 of 4" not in text(stage):
        await stage.press("That is all I see")
    assert "2 of 4" in text(stage)
    assert [(one["value"], one.get("note", "")) for one in await tested(stage)] == [kept]


async def test_a_knee_that_hurts_in_the_look_is_a_pain_and_no_tick(stage: ConsoleStage) -> None:
    await stage.say("/test")
    await stage.press(SHORT)
    await stage.say("knee hurts 4")
    await stage.press("That is all I see")
    assert [one.get("note", "") for one in await tested(stage)] == [""]


async def test_the_beat_is_one_message_that_moves_with_the_clock(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.press("▶ Start the beat")
    assert "Get into position: 8 s" in text(stage)
    await stage.clock("+45s")
    edits = [one for one in stage.since if one.edits is not None]
    assert len(edits) == len(stage.since)
    gaps = [(b.at - a.at).total_seconds() for a, b in itertools.pairwise(edits)]
    assert gaps
    assert all(5 <= one <= 10 for one in gaps)
    assert "0:35 · number 18" in text(stage)
    await stage.press("■ Stop")
    assert "How many clean ones?" in text(stage)
    await stage.press("18")
    assert "Right side" in text(stage)
    assert ("heel_raise", "left", 18) in {(one["test"], one["side"], one["value"]) for one in await tested(stage)}


async def test_a_hold_is_measured_by_the_clock(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.say("30 30")
    await stage.press("▶ Start the timer")
    await stage.clock("+50s")
    await stage.press("■ Stop")
    assert "Side plank: left 42 s. Noted." in text(stage)


async def test_a_timer_that_ran_on_by_itself_asks(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.say("30 30")
    await stage.press("▶ Start the timer")
    await stage.clock("+10m")
    assert "How many seconds was it?" in text(stage)
    await stage.say("50")
    assert "left 50 s" in text(stage)


async def test_a_timer_runs_in_quiet_hours_too(tmp_path: Path) -> None:
    async with living(tmp_path, WOMAN) as stage:
        await stage.clock("2026-12-08T22:30+01:00")
        await to_heel_raises(stage)
        await stage.press("▶ Start the beat")
        await stage.clock("+20s")
        assert "number" in text(stage)


async def test_a_killed_coach_goes_on_where_the_runner_stopped(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.press("Later")
    await stage.restart()
    await stage.say("/test")
    assert "Here you stopped." in text(stage)
    assert "3 of 4 · Heel raises" in text(stage)


async def test_pain_at_the_ceiling_ends_the_test_and_asks_where(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.press("▶ Start the beat")
    await stage.clock("+28s")
    await stage.press("It hurts")
    await stage.press("4")
    assert any("right to stop" in one.text for _, one in stage.seen)
    assert stage.last().labels == ["Say where"]
    assert any("4 of 4 · Side plank" in one.text for _, one in stage.seen)
    found = next(one for one in await tested(stage) if one["test"] == "heel_raise")
    assert (found["value"], found["pain"], found["submaximal"]) == (10, 4, True)


async def test_a_little_pain_is_noted_and_the_test_goes_on(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.say("stopped, it hurt 2")
    assert "2 of 10 is fine" in text(stage)
    await stage.say("25")
    found = next(one for one in await tested(stage) if one["test"] == "heel_raise")
    assert (found["value"], found["pain"]) == (25, 2)


async def test_a_test_can_be_skipped(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.press("Skip")
    assert "4 of 4 · Side plank" in text(stage)


async def test_what_cannot_be_is_asked_again(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.say("1800")
    assert "cannot be right" in text(stage)
    assert not [one for one in await tested(stage) if one["test"] == "heel_raise"]


async def finish(stage: ConsoleStage, raises: str = "left 18 right 27") -> str:
    await to_heel_raises(stage)
    await stage.say(raises)
    await stage.say("50 50")
    return next(one.text for _, one in reversed(stage.seen) if one.text.startswith("What your tests say"))


async def test_the_end_shows_grades_gaps_and_the_weak_links(stage: ConsoleStage) -> None:
    said = await finish(stage)
    assert "🔴 weak Heel raises on one leg: left 18, right 27" in said
    assert "33.3% between the sides" in said
    assert "To work on: calf" in said
    assert "no diagnosis" in said


async def test_undo_takes_the_tests_back(stage: ConsoleStage) -> None:
    await finish(stage)
    await stage.press("Undo")
    await stage.say("/progress")
    assert "Heel raises" not in text(stage)


async def test_the_first_week_stops_two_short(tmp_path: Path) -> None:
    async with living(tmp_path, WOMAN) as stage:
        await stage.clock(TUESDAY)
        await to_heel_raises(stage)
        assert "First week: stop 2 before your limit" in text(stage)
        await stage.say("left 20 right 21")
        assert all(one["submaximal"] for one in await tested(stage) if one["test"] == "heel_raise")


async def test_the_day_before_hard_running_offers_only_what_does_not_tire(tmp_path: Path) -> None:
    async with living(tmp_path, WOMAN) as stage:
        await stage.clock("2026-12-09T09:00+01:00")
        await stage.say("/test")
        assert "nothing to the limit today" in text(stage)
        await stage.press("▶ Find my weak links, 4 min")
        assert "1 of 2" in text(stage)


async def test_a_test_stands_for_that_days_work(stage: ConsoleStage) -> None:
    await finish(stage, "left 27 right 27")
    today = (await planned(stage))["2026-12-08.strength_a"]
    assert not {"hr_two", "hr_one", "hr_lean"} & set(work(today))


async def test_real_change_and_noise_are_told_apart(stage: ConsoleStage) -> None:
    await finish(stage, "left 18 right 27")
    await stage.clock("2027-02-02T09:00+01:00")
    await stage.say("/test")
    await stage.press(SHORT)
    await stage.press("That is all I see")
    await stage.say("left 12 right 12")
    await stage.say("left 26 right 29")
    await stage.press("Skip")
    await stage.say("/progress")
    assert "left 18 → 26, really better" in text(stage)
    assert "right 27 → 29, within the usual ups and downs" in text(stage)


async def test_progress_shows_lifts_from_the_first_day(tmp_path: Path) -> None:
    async with living(tmp_path, WOMAN) as stage:
        for day in ("2026-11-24", "2026-11-27", "2026-12-01", "2026-12-04", "2026-12-08", "2026-12-11"):
            await stage.clock(f"{day}T12:00+01:00")
            await stage.say("5, no soreness")
        await stage.say("/progress")
        row = next(one for one in text(stage).split("\n") if one.startswith("Goblet squat"))
        assert "→" in row
        assert row.split()[2] in ("▇▇█", "▆▇█", "▆▆█", "▅▇█"), row
        assert "A bar is a session" in text(stage)


async def test_progress_has_words_alone_for_whoever_reads_plain_lines(tmp_path: Path) -> None:
    async with living(tmp_path, replace(WOMAN, plain=True)) as stage:
        for day in ("2026-11-24", "2026-12-01", "2026-12-08"):
            await stage.clock(f"{day}T12:00+01:00")
            await stage.say("5, no soreness")
        await stage.say("/progress")
        assert "Goblet squat: " in text(stage)
        assert not set("▁▂▃▄▅▆▇█") & set(text(stage))


async def test_the_picture_of_progress_fits_a_phone(tmp_path: Path) -> None:
    async with living(tmp_path, WOMAN) as stage:
        for day in ("2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"):
            await stage.clock(f"{day}T12:00+01:00")
            await stage.say("5, no soreness")
        await stage.say("/progress")
        message = stage.last().message
        assert isinstance(message, Card)
        folded = fold(message.lines, 30)
        rows = [row for one in folded if is_row(one) for row in one.plain.split("\n")]
        assert rows
        assert max(map(columns, rows)) <= 30, rows


async def test_the_commands_stand_in_the_help(stage: ConsoleStage) -> None:
    await stage.say("/help")
    assert "/test" in text(stage)
    assert "/progress" in text(stage)


async def test_an_old_number_is_no_result(stage: ConsoleStage) -> None:
    """A test left open does not take the evening's rating."""
    await to_heel_raises(stage)
    await stage.press("Later")
    await stage.clock("+5h")
    await stage.say("7 3")
    assert not [one for one in await tested(stage) if one["test"] == "heel_raise"]


async def filmed(stage: ConsoleStage, folder: Path, name: str = "squat.mp4") -> Path:
    path = folder / name
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42")
    await stage.send(path)
    return path


async def test_a_form_video_is_kept_by_its_place_and_shown_beside_the_next(stage: ConsoleStage, tmp_path: Path) -> None:
    first = await filmed(stage, tmp_path)
    assert "What does it show?" in text(stage)
    await stage.press("Squat, a close look")
    assert "not the film itself" in text(stage)
    await stage.clock("2027-01-20T09:00+01:00")
    await filmed(stage, tmp_path, "squat2.mp4")
    await stage.press("Squat, a close look")
    assert "Squat, a close look, Tue 8 Dec" in text(stage)
    assert str(first) in text(stage)
    await stage.say("/export")
    kept = [one for one in stage.last().data["diary"] if one["type"] == "filmed"]
    assert [one["subject"] for one in kept] == ["squat_look", "squat_look"]
    assert kept[0]["reference"] == str(first)


async def test_a_video_in_the_middle_of_a_test_belongs_to_it(stage: ConsoleStage, tmp_path: Path) -> None:
    await stage.say("/test")
    await stage.press(SHORT)
    await filmed(stage, tmp_path)
    assert "squat, a close look of today" in text(stage)


async def test_tests_move_house_with_the_export(stage: ConsoleStage, tmp_path: Path) -> None:
    await finish(stage)
    before = await tested(stage)
    house = tmp_path / "new"
    house.mkdir()
    async with living(house, WOMAN, diary=before) as other:
        await other.clock(DAY)
        await other.say("/progress")
        assert "left 18, right 27" in text(other)


PASSED = [
    {"at": "2026-11-16T08:00:00+00:00", "day": "2026-11-16", "type": "tested",
     "test": name, "side": side, "value": value}
    for name, side, value in (
        ("balance", "left", 30), ("balance", "right", 30), ("two_raises", "both", 20), ("ten_steps", "left", 10),
        ("ten_steps", "right", 10),
    )
]  # fmt: skip


async def test_the_entry_test_brings_the_first_landings_and_a_sore_tendon_takes_them(tmp_path: Path) -> None:
    async with living(tmp_path, WOMAN, diary=PASSED) as stage:
        await stage.clock(TUESDAY)
        card = newest(stage, "Strength A").text
        assert "1  Snap-down" in card
        await stage.say("left achilles 4")
        assert any("Snap-down" in one.text and "is out" in one.text for one in stage.since)
        today = (await planned(stage))["2026-11-24.strength_a"]
        assert all(not one["contacts"] for one in today["items"])


@pytest.mark.parametrize(("answer", "shown"), [("No, none of it", "Ten hops on one leg"), ("Yes", "Then no hops")])
async def test_nobody_hops_before_the_bones_were_asked_about(tmp_path: Path, answer: str, shown: str) -> None:
    life = Life(strong.RUNNER, date(2026, 9, 14))
    fate = Fate(life, CALM, Random(1), {})
    for number in range(70):
        if number % 35 == 8:
            strong.examine(life)
        fate.live(1)
    assert life.standing.level == 1
    entries = [to_json(one) for one in life.entries if one.type not in ("profile", "joined")]
    async with living(tmp_path, strong.RUNNER, diary=entries) as stage:
        await stage.clock("2026-11-24T12:00+01:00")
        await stage.say("/test")
        await stage.press("Hop check, 2 min")
        assert "one finger" in text(stage)
        await stage.press(answer)
        assert shown in text(stage)


def test_every_test_can_be_explained() -> None:
    words = Words()
    wanted = [f"test.{one.id}.{part}" for one in battery().by_id.values() for part in ("name", "how", "counts")]
    wanted += [f"test.{one.id}.{question}" for one in battery().by_id.values() for question in one.questions]
    wanted += [f"link.{one.value}" for one in Link]
    assert [one for one in wanted if not words.has(one)] == []


@pytest.mark.parametrize(
    ("today", "day"),
    [
        # Thursday's quality run comes tomorrow, and legs are not fresh on that day either; Friday is a strength day.
        ("2026-11-25T08:00+01:00", "Friday"),
        # Strength today: tomorrow is before hard running, the day after it is hard running itself.
        ("2026-11-24T19:00+01:00", "Friday"),
        # Sunday is the long run; Monday is free, and the last strength was on Friday.
        ("2026-11-28T08:00+01:00", "Monday"),
    ],
)
async def test_the_day_that_is_named_for_the_full_tests_is_one_on_which_they_fit(
    tmp_path: Path, today: str, day: str
) -> None:
    async with living(tmp_path) as stage:
        for past in ("2026-11-24T18:00+01:00", "2026-11-27T18:00+01:00"):
            if past < today:
                await stage.clock(past)
                await stage.say("5, nothing sore")
        await stage.clock(today)
        await stage.say("/test")
        assert f"The full tests fit {day}." in stage.last().text
        assert SHORT not in stage.last().labels


async def test_a_painful_leg_is_named_beside_the_day(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T08:00+01:00")
        await stage.say("left knee 5")
        await stage.say("/test")
        # Seven days after the report, and not before or on a hard day.
        assert "The full tests fit Fri 4 Dec." in stage.last().text
        assert "Some of it waits" in stage.last().text


async def test_a_number_typed_to_how_much_it_hurt_counts_no_repetitions(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.press("It hurts")
    await stage.say("4")
    assert "4 of 10: right to stop" in newest(stage, "right to stop").text
    assert "heel_raise" not in {one["test"] for one in await tested(stage)}


async def test_a_pain_that_was_none_leaves_the_test_as_it_was(stage: ConsoleStage) -> None:
    await to_heel_raises(stage)
    await stage.press("It hurts")
    await stage.say("0")
    assert "Left side" in text(stage)
    await stage.say("18")
    assert "Right side" in text(stage)
    found = {(one["side"], one["value"]) for one in await tested(stage) if one["test"] == "heel_raise"}
    assert found == {("left", 18)}


@pytest.mark.parametrize(
    ("typed", "values"),
    [(("12", "left 11", "13"), {("left", 11), ("right", 13)}), (("right 13", "12"), {("left", 12), ("right", 13)})],
)
async def test_the_side_that_was_asked_about_is_asked_until_it_is_answered(
    stage: ConsoleStage, typed: tuple[str, ...], values: set[tuple[str, int]]
) -> None:
    await stage.say("/test")
    await stage.press(SHORT)
    await stage.press("That is all I see")
    for one in typed:
        assert "2 of 4 · Knee to wall" in text(stage)
        await stage.say(one)
    assert "3 of 4" in text(stage)
    newest_of = {one["side"]: one["value"] for one in await tested(stage) if one["test"] == "knee_wall"}
    assert set(newest_of.items()) == values


async def test_the_heel_raise_test_that_is_asked_for_is_no_sore_heel(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("do the heel raise test")
        assert stage.last().text.startswith("Your tests")
