"""Where it hurts, what the plan makes of it, and red flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import FRIDAY, TUESDAY, WEDNESDAY, living, newest, planned, work
from tests.stages.console_stage import ConsoleStage


async def test_a_sore_knee_before_training_changes_todays_card_and_is_no_rating(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left knee 5")
        today = (await planned(stage))["2026-11-24.strength_a"]
        assert "sq_goblet" not in work(today)
        assert today["status"] == "sent"
        assert today["light"] == "hold"


async def test_the_next_morning_asks_about_it_and_the_answer_replans_the_card_in_place(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-12-08T07:01+01:00")
        await stage.say("5, no soreness")
        await stage.say("left achilles 4")
        await stage.clock("2026-12-11T07:01+01:00")
        card = newest(stage, "Strength B")
        assert "Left Achilles this morning?" in card.text
        assert {"0", "1–2", "3–5", "6+"} <= set(card.labels)
        await stage.press("6+")
        friday = (await planned(stage))[
            "2026-12-11.upper" if "2026-12-11.upper" in await planned(stage) else "2026-12-11.strength_b"
        ]
        assert not {"rdl", "splitsq", "soleus_seat"} & set(work(friday))


async def test_buttons_lead_from_part_to_side_to_score(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("/pain")
        await stage.press("Achilles")
        await stage.press("Left")
        await stage.press("4")
        await stage.press("None of these")
        await stage.press("Right at the heel bone")
        await stage.say("/export")
        felt = [one for one in stage.last().data["diary"] if one["type"] == "felt"]
        assert {(one["region"], one["side"], one["score"]) for one in felt} == {("achilles", "left", 4)}
        assert felt[-1]["site"] == "insertion"


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        ("7 3 and chest pain on the last set", "call your emergency number"),
        ("felt a pop in my calf", "see a doctor today"),
        ("my knee locked twice", "book a physio or doctor soon"),
        ("night pain in my shin", "book a physio or doctor soon"),
    ],
)
async def test_a_red_flag_outranks_everything_else_in_the_message(tmp_path: Path, said: str, urgency: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        told = newest(stage, "Please read this")
        assert urgency in told.text
        coming = [one for one in (await planned(stage)).values() if one["status"] in ("planned", "sent")]
        assert all(not {"sq_goblet", "rdl", "splitsq", "bstance_rdl"} & set(work(one)) for one in coming)


async def test_too_little_energy_holds_the_plan_and_asks_for_a_doctor_or_dietitian(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("missed my period for three months")
        told = newest(stage, "Please read this").text
        assert "a doctor or a dietitian soon" in told
        assert "stopped" not in told
        await stage.clock(FRIDAY)
        assert (await planned(stage))["2026-11-27.strength_b"]["light"] == "hold"


async def test_a_fever_that_nothing_explains_asks_for_rest_and_not_for_a_joint(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("unexplained fever 38.5")
        told = newest(stage, "Please read this").text
        assert "see a doctor soon, and rest until then" in told


async def test_only_the_runners_word_clears_a_red_flag(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("my knee locked twice")
        await stage.clock(FRIDAY)
        assert not {"rdl", "splitsq"} & set(work((await planned(stage)).get("2026-11-27.strength_b", {"items": []})))
        await stage.press("A professional agreed")
        await stage.press("Yes, they agreed")
        await stage.say("/export")
        assert any(one["type"] == "cleared" and one["day"] == "2026-11-27" for one in stage.last().data["diary"])
        assert any("splitsq" in work(one) for one in stage.last().data["sessions"] if one["date"] > "2026-11-27")


async def test_seeing_someone_is_advised_at_eight(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(WEDNESDAY)
        await stage.say("right knee 8")
        assert any("physio or doctor" in m.text for _, m in stage.seen)


async def test_the_words_never_diagnose_or_promise(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("left achilles 4")
        everything = " ".join(m.text.lower() for _, m in stage.seen)
        for word in ("tendinopathy", "tendinitis", "injury prevention", "prevents", "diagnos"):
            assert word not in everything


async def test_a_part_told_the_morning_after_is_a_morning_and_rates_no_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-24T18:00+01:00")
        await stage.say("6, left achilles 4")
        await stage.clock("2026-11-25T07:01+01:00")
        await stage.say("left achilles 4")
        await stage.say("/export")
        felt = [one for one in stage.last().data["diary"] if one["type"] == "felt"]
        assert felt[-1]["when"] == "morning"
        sessions = {one["id"]: one for one in stage.last().data["sessions"]}
        assert sessions["2026-11-25.technique"]["status"] == "sent"
        assert sessions["2026-11-27.strength_b"]["light"] == "hold"


async def test_a_part_alone_does_not_tick_off_last_nights_session(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock("2026-11-25T07:01+01:00")
        await stage.say("left knee 3")
        await stage.say("/export")
        sessions = {one["id"]: one for one in stage.last().data["sessions"]}
        assert sessions["2026-11-24.strength_a"]["status"] == "unknown"


async def test_a_red_flag_in_the_morning_rates_no_session_that_was_not_begun(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("shin hurts on landing, fingertip spot on the bone, 5")
        await stage.say("/export")
        sessions = {one["id"]: one for one in stage.last().data["sessions"]}
        assert sessions["2026-11-24.strength_a"]["effort"] is None
        assert not [one for one in stage.last().data["diary"] if one["type"] == "report"]


@pytest.mark.parametrize("words", ["cleared by my physio", "my doctor says I can train", "got the all clear"])
async def test_a_clearance_can_be_typed_and_is_asked_once_more(tmp_path: Path, words: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("night pain in my shin")
        await stage.say(words)
        await stage.press("Yes, they agreed")
        await stage.say("/export")
        assert [one["type"] for one in stage.last().data["diary"]][-1] == "cleared"


async def test_a_number_alone_on_a_morning_that_asks_about_a_part_is_asked_back(stage: ConsoleStage) -> None:
    await stage.say("5, left knee 4")
    await stage.clock(WEDNESDAY)
    await stage.say("2")
    assert "What is the 2 of?" in stage.last().text
    await stage.press("Left knee this morning")
    assert "Left knee 1–2 this morning, noted." in newest(stage, "noted.").text
    await stage.say("3")
    assert "Noted: effort 3." in newest(stage, "Noted: effort").text


async def test_the_number_may_be_the_sessions_after_all(stage: ConsoleStage) -> None:
    await stage.say("5, left knee 4")
    await stage.clock(WEDNESDAY)
    await stage.say("2")
    await stage.press("How hard it was: Technique")
    assert "Noted: effort 2." in newest(stage, "Noted: effort").text


async def test_a_number_alone_is_asked_back_where_yesterdays_session_waits_for_one_too(stage: ConsoleStage) -> None:
    await stage.say("left achilles 4")
    await stage.clock(WEDNESDAY)
    await stage.say("0")
    assert "What is the 0 of?" in stage.last().text
    assert "How hard it was: Strength A" in stage.last().labels
    await stage.press("Left Achilles this morning")
    assert (await planned(stage))["2026-11-24.strength_a"]["effort"] is None
