"""Lines about a body that other readers took for theirs: a week of runs, a session done, an illness."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogues.living import TUESDAY, ever_written, living

EVENING = "2026-11-24T18:30+01:00"


@pytest.mark.parametrize("said", ["daughter has fever, no sleep", "wife has a fever", "son's got a fever"])
async def test_a_childs_fever_is_not_the_runners(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert not await ever_written(stage, "away")
        assert "did not understand" not in stage.last().text


@pytest.mark.parametrize(
    "said", ["daughter has fever and me too", "man, I have a fever", "kids ill, now I have a fever"]
)
async def test_a_fever_of_both_is_the_runners_too(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert [one["why"] for one in await ever_written(stage, "away")] == ["illness"]


@pytest.mark.parametrize(
    "said",
    ["Dear coach, my right hip has been rather sore, perhaps a 4, since Sunday.",
     "my right hip is sore since Sunday, about 4", "right hip 4 since the weekend"],
)  # fmt: skip
async def test_a_hip_since_sunday_is_a_hip_and_no_week_of_runs(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(said)
        felt = await ever_written(stage, "felt")
        assert [(one["region"], one["side"], one["score"]) for one in felt] == [("hip", "right", 4)]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("ankle feels unstable", "Ankle"), ("left ankle feels wobbly on the balance drill", "your left ankle"),
        ("my back is killing me", "your lower back"), ("left knee is killing me", "your left knee"),
        ("both achilles stiff first steps, gone after 10 min", "both Achilles"),
    ],
)  # fmt: skip
async def test_a_part_that_is_told_in_passing_is_asked_how_strong_it_is(tmp_path: Path, said: str, asked: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(said)
        assert asked in stage.last().text
        assert not await ever_written(stage, "report")


@pytest.mark.parametrize("said", ["physio cleared me", "doc gave me the all clear for the knee"])
async def test_where_nothing_waits_for_a_professional_their_word_is_good_news(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.say(said)
        assert "Good news" in stage.last().text


@pytest.mark.parametrize(
    ("said", "deep"), [("38.2 this morning", "fever"), ("diarrhoea all night", "below_neck"), ("chesty cough", "chest")]
)  # fmt: skip
async def test_an_illness_without_its_name_is_one(tmp_path: Path, said: str, deep: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        (away,) = await ever_written(stage, "away")
        assert away["why"] == "illness"
        assert away.get(deep)


async def test_whether_to_train_with_a_slight_temperature_is_answered(tmp_path: Path) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("slight temperature, should i train?")
        assert "With fever" in stage.last().text


@pytest.mark.parametrize("said", ["12 dec to 8 dec", "from 12 Dec to 8 Dec"])
async def test_two_dates_the_wrong_way_round_are_asked_for_again(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say(said)
        assert "comes before the first" in stage.last().text


@pytest.mark.parametrize("said", ["doctor gave me painkillers", "the doctor said no running", "gp gave me new tablets"])
async def test_what_a_doctor_gives_or_forbids_agrees_to_nothing(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(TUESDAY)
        await stage.say("night pain in my shin")
        await stage.say(said)
        assert "Yes" not in " ".join(stage.last().labels)
        assert not await ever_written(stage, "cleared")
