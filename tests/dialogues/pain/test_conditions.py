"""A condition that is told later holds at once: mobility alone until a professional has agreed (rulebook 2.5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.grammar.conditions import read
from core.athlete import Athlete
from tests.core.golden import RUNNER
from tests.dialogues.living import TUESDAY, living, newest, planned, written
from tests.stages.console_stage import ConsoleStage


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I'm pregnant", "pregnant"), ("12 weeks pregnant", "pregnant"), ("I gave birth 4 weeks ago", "pregnant"),
        ("heart problem", "heart"), ("I was diagnosed with a heart condition", "heart"),
        ("I have high blood pressure", "blood_pressure"), ("my blood pressure is too high", "blood_pressure"),
        ("diagnosed with osteoporosis", "bones"), ("on blood thinners", "thinners"), ("asthma", "chronic"),
        ("I had surgery last week", "surgery"), ("I'm having surgery next week", "surgery"),
        ("I had knee surgery 3 months ago", "surgery"), ("I am hypermobile", "hypermobile"),
        ("hernia surgery 2 weeks ago", "hernia"), ("I leak when I jump", "pelvic"),
        ("had a cortisone shot last month", "steroid"), ("i have high blood presure", "blood_pressure"),
        ("asthama", "chronic"), ("diabetis type 2", "diabetes"), ("hart condition", "heart"), ("epilepsie", "epilepsy"),
        ("im pregnent", "pregnant"), ("I have osteoperosis", "bones"), ("on blood thiners", "thinners"),
        ("beta blokers", "blood_pressure"), ("had a stress fractur 3 months ago", "bone_stress"),
        ("doctor put me on blood pressure tablets", "blood_pressure"), ("Doctor has put me on warfarin.", "thinners"),
        ("they found a murmur", "heart"), ("my cardiologist found an arrhythmia", "heart"),
        ("positive pregnancy test", "pregnant"), ("antibiotics since monday (cipro)", "antibiotic"),
        ("got a cortisone shot in my achilles", "steroid"), ("on prednisone", "chronic"), ("new statin", "chronic"),
        ("asthma acting up", "chronic"), ("wet myself a little when jumping", "pelvic"),
        ("I peed a bit during skipping", "pelvic"),
    ],
)  # fmt: skip
def test_a_condition_of_ones_own_is_heard(said: str, name: str) -> None:
    assert read(said) == (name,)


@pytest.mark.parametrize(
    "said",
    [
        "my wife is pregnant", "I'm not pregnant", "no heart problem", "is high blood pressure a problem?",
        "I gave birth 2 years ago", "knee surgery 8 months ago", "I had surgery years ago", "heart rate was high",
        "afraid of a stress fracture", "squats felt like surgery", "my heart was racing on the hill", "7 0",
        "my wife is ill, pregnant", "insertion 3", "i heard about blood presure", "cancel it",
        "cancer walk on saturday", "the hotel has an operation theatre",
        "doctor put me on a low salt diet", "they found a lump of ice", "antibiotics since monday",
        "achilles 3 after the run", "murmured something about squats", "I need to pee during long runs",
        "negative pregnancy test", "i was the pacemaker today", "my shoes leak when it rains", "bypass the warm up",
    ],
)  # fmt: skip
def test_of_others_of_long_ago_or_denied_it_is_none(said: str) -> None:
    assert read(said) == ()


@pytest.mark.parametrize("said", ["I'm pregnant", "heart problem", "on blood thinners", "I had surgery last week"])
async def test_what_is_told_later_leaves_mobility_until_somebody_agrees(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "Mobility only for now" in stage.last().text
    assert {one["kind"] for one in (await planned(stage)).values()} == {"mobility"}
    await stage.say("/settings health")
    await stage.press("A professional agreed")
    assert "Strength A" in newest(stage, "a professional agreed").text


async def test_what_is_told_beside_a_condition_is_kept(stage: ConsoleStage) -> None:
    await stage.say("7 0, I'm pregnant")
    [report] = await written(stage, "report")
    assert report["effort"] == 7
    await stage.say("left knee 6, I'm on blood thinners")
    assert await written(stage, "felt")
    await stage.say("/settings health")
    assert "pregnancy" in stage.last().text
    assert "blood thinners" in stage.last().text


async def test_the_page_of_a_condition_takes_no_other_words_for_itself(stage: ConsoleStage) -> None:
    await stage.say("I'm pregnant")
    await stage.say("how was my week?")
    assert "Your health answers" not in stage.last().text


async def test_a_condition_told_by_mistake_is_undone(stage: ConsoleStage) -> None:
    await stage.say("I'm pregnant")
    await stage.press("Undo")
    assert {one["kind"] for one in (await planned(stage)).values()} > {"strength_a"}


async def test_an_agreement_of_long_ago_ends_with_a_new_yes(tmp_path: Path) -> None:
    athlete = Athlete.from_json(RUNNER.to_json() | {"screen_yes": ["hernia"]})
    agreed: list[dict[str, Any]] = [
        {"n": 1, "at": "2026-09-01T08:00:00+00:00", "day": "2026-09-01", "type": "joined", "v": 1},
        {"n": 2, "at": "2026-09-01T08:00:00+00:00", "day": "2026-09-01", "type": "cleared", "v": 1, "flag": "screen"},
    ]
    late = [
        {"n": 3 + n, "at": "2026-11-01T08:00:00+00:00", "day": "2026-11-01", "type": "asked", "v": 1, "what": "evening"}
        for n in range(90)
    ]
    async with living(tmp_path, athlete, agreed + late) as stage:
        await stage.clock(TUESDAY)
        assert "strength_a" in {one["kind"] for one in (await planned(stage)).values()}
        await stage.say("diagnosed with osteoporosis")
        assert {one["kind"] for one in (await planned(stage)).values()} == {"mobility"}


async def test_hypermobile_makes_the_plan_gentler_and_asks_for_nobody(stage: ConsoleStage) -> None:
    await stage.say("I am hypermobile")
    assert "slower lowering" in stage.last().text
    assert "strength_a" in {one["kind"] for one in (await planned(stage)).values()}


async def test_an_operation_ahead_has_no_end_of_its_own_and_asks_again_afterwards(stage: ConsoleStage) -> None:
    await stage.say("I'm having surgery next week")
    [away] = await written(stage, "away")
    assert (away["why"], away["start"], away.get("until")) == ("injury", "2026-11-30", None)
    await stage.press("A professional agreed")
    await stage.clock("2026-12-20T12:00+01:00")
    await stage.say("back")
    await stage.clock("2026-12-29T12:00+01:00")
    assert {one["kind"] for one in (await planned(stage)).values() if one["date"] > "2026-12-19"} == {"mobility"}


@pytest.mark.parametrize(("joined", "asked"), [("2026-09-03", False), ("2026-09-01", True), ("2026-08-20", False)])
async def test_twelve_weeks_after_a_birth_was_told_it_is_asked_who_agreed_to_the_return(
    tmp_path: Path, joined: str, asked: bool
) -> None:
    """Nobody ever asked again: a new mother had mobility for good, unless she found the settings herself."""
    athlete = Athlete.from_json(RUNNER.to_json() | {"screen_yes": ["pregnant"]})
    before: list[dict[str, Any]] = [
        {"n": 1, "at": f"{joined}T08:00:00+00:00", "day": joined, "type": "joined", "v": 1},
    ]
    async with living(tmp_path, athlete, before) as stage:
        await stage.clock(TUESDAY)
        await stage.say("/today")
        assert ("Is the birth twelve weeks behind you" in stage.last().text) is asked
        if asked:
            await stage.say("my midwife agreed")
            await stage.press("A professional agreed")
            assert "strength_a" in {one["kind"] for one in (await planned(stage)).values()}


async def test_a_leak_while_skipping_is_no_skipped_session_and_is_asked_about(stage: ConsoleStage) -> None:
    await stage.say("peed a bit during skipping, normal after 2 kids?")
    assert "leaking or heaviness" in stage.last().text
    assert not await written(stage, "skipped")


@pytest.mark.parametrize("said", ["started a new medication", "doctor gave me new tablets", "I'm on new meds"])
async def test_a_medicine_without_a_name_is_asked_for_what_it_is(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "tell me what it is for" in stage.last().text


async def test_a_father_who_died_of_his_heart_at_48_holds_the_plan(stage: ConsoleStage) -> None:
    await stage.say("my dad died of a heart attack at 48")
    assert "sorry" in newest(stage, "sorry").text
    assert {one["kind"] for one in (await planned(stage)).values()} == {"mobility"}


@pytest.mark.parametrize("said", ["my dad died of a heart attack at 81", "my mum had a heart attack"])
async def test_an_old_heart_in_the_family_leaves_the_plan(stage: ConsoleStage, said: str) -> None:
    await stage.say(said)
    assert "strength_a" in {one["kind"] for one in (await planned(stage)).values()}
