"""Lines as runners of all sorts type them, each with what is answered and what is written down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dialogues.living import living, written

EVENING, FREE = "2026-11-24T18:30+01:00", "2026-11-26T18:30+01:00"
NOTED = (
    "report",
    "skipped",
    "away",
    "felt",
    "ran",
    "run_planned",
    "readiness",
    "flagged",
    "back",
    "profile",
    "shortened",
)


async def heard(folder: Path, said: str, *, clock: str = EVENING, started: bool = False) -> tuple[str, dict[str, Any]]:
    """What a line is answered with that evening, and what it wrote."""
    async with living(folder) as stage:
        await stage.clock(clock)
        if started:
            await stage.press("▶ Start")
        before = {kind: len(await written(stage, kind)) for kind in NOTED}
        await stage.say(said)
        text = "\n".join(one.text for one in stage.since)
        after = {kind: (await written(stage, kind))[before[kind] :] for kind in NOTED}
    return text, {kind: entries for kind, entries in after.items() if entries}


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("peeing brown after the race", "dark_urine"), ("my wee is dark like cola", "dark_urine"),
        ("shin pain one spot when i press it", "bone_stress"), ("shin pain in one spot, 4", "bone_stress"),
        ("period stopped for four months", "low_energy"), ("dark urin", "dark_urine"),
        ("pain in chest gone now", "chest_pain"), ("calf pain after long flight", "clot"),
        ("heart races at night", "palpitations"), ("knee blew up after run", "knee_locking"),
    ],
)  # fmt: skip
async def test_a_sign_is_seen_and_no_session_made_of_its_words(tmp_path: Path, said: str, flag: str) -> None:
    _, noted = await heard(tmp_path, said)
    assert [one["flag"] for one in noted["flagged"]] == [flag]
    assert "report" not in noted
    assert [one["score"] for one in noted.get("felt", [])] == ([4] if "4" in said.split() else [])


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("physio says 2 weeks no running", 8), ("doctor told me not to run for 3 weeks", 12),
        ("my physio wants me to stop running for 10 days", 6), ("no runs in december", 18),
    ],
)  # fmt: skip
async def test_running_pauses_by_order_and_strength_goes_on(tmp_path: Path, said: str, days: int) -> None:
    text, noted = await heard(tmp_path, said)
    assert "Strength goes on" in text
    assert len(noted.pop("run_planned")) == days
    assert noted == {}


@pytest.mark.parametrize(
    ("said", "start", "until"),
    [
        ("pause until jan", "2026-11-24", "2026-12-31"), ("away in december", "2026-12-01", "2026-12-31"),
        ("break until the end of january", "2026-11-24", "2027-01-31"),
        ("away till mid january", "2026-11-24", "2027-01-14"), ("away until dec 5", "2026-11-24", "2026-12-05"),
        ("stop for a month", "2026-11-24", "2026-12-23"), ("taking 10 days off", "2026-11-24", "2026-12-03"),
        ("wedding tomorrow", "2026-11-25", "2026-11-25"), ("no training tomorrow", "2026-11-25", "2026-11-25"),
    ],
)  # fmt: skip
async def test_away_by_the_month_has_its_first_and_last_day(tmp_path: Path, said: str, start: str, until: str) -> None:
    _, noted = await heard(tmp_path, said)
    assert [(one["start"], one["until"]) for one in noted["away"]] == [(start, until)]


@pytest.mark.parametrize("said", ["away 12 dec to 8 dec", "/away 12 dec to 8 dec", "on holiday from 12/12 to 8/12"])
async def test_days_that_end_before_they_begin_are_asked_back(tmp_path: Path, said: str) -> None:
    text, noted = await heard(tmp_path, said)
    assert "Once more, please" in text
    assert noted == {}


async def test_ill_since_saturday_and_better_now_is_back_with_care(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, "ill since sat, better now")
    assert "easy session first" in text
    assert noted["away"][0]["why"] == "illness"
    assert len(noted["back"]) == 1


@pytest.mark.parametrize("started", [False, True])
async def test_effort_soreness_and_a_run_in_one_line_are_all_kept(tmp_path: Path, started: bool) -> None:
    _, noted = await heard(tmp_path, "7, calves 3, ran 6k in 35", started=started)
    assert [one["effort"] for one in noted["report"]] == [7.0]
    assert [(one["km"], one["minutes"]) for one in noted["ran"]] == [(6.0, 35.0)]
    assert [(one["region"], one["score"]) for one in noted["report"][0]["soreness"]] == [("calf", 3.0)]


async def test_a_run_with_effort_and_soreness_behind_it_is_a_run_and_an_answer(tmp_path: Path) -> None:
    _, noted = await heard(tmp_path, "ran 8k, 7 3", started=True)
    assert [(one["effort"], one["general"]) for one in noted["report"]] == [(7.0, 3.0)]
    assert [one["km"] for one in noted["ran"]] == [8.0]


@pytest.mark.parametrize(("said", "km"), [("ran 3mi instead of 5", 4.83), ("ran 8k instead of the intervals", 8.0)])
async def test_a_run_instead_of_another_is_as_long_as_it_was(tmp_path: Path, said: str, km: float) -> None:
    _, noted = await heard(tmp_path, said)
    assert [one["km"] for one in noted["ran"]] == [km]


@pytest.mark.parametrize(
    ("said", "on"),
    [("swapped thursday's run for a swim", "2026-11-26"), ("swapped today's run for yoga", "2026-11-24")],
)
async def test_a_run_swapped_for_another_sport_is_off_on_its_own_day(tmp_path: Path, said: str, on: str) -> None:
    _, noted = await heard(tmp_path, said)
    assert [(one["on"], one["kind"]) for one in noted["run_planned"]] == [(on, "rest")]


async def test_a_broken_dumbbell_is_kit_and_no_broken_form(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, "dumbbell broke", started=True)
    assert "Your kit" in text
    assert "report" not in noted


async def test_never_on_tuesdays_any_more_is_for_good_and_skips_nothing_by_choice(tmp_path: Path) -> None:
    text, noted = await heard(tmp_path, "i can't train on tuesdays anymore")
    assert "nothing on Tue" in text
    assert {one["reason"] for one in noted.get("skipped", [])} <= {"replanned"}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("this is too much volume", "Less is fine"), ("too many sets for me", "Less is fine"),
        ("can only train on Sunday this week", "long-run day"), ("can I train again", "Strength A"),
        ("feeling better, can i start again?", "Strength A"),
        ("can I lunge again", "Nothing you told me speaks against"),
        ("gym now has a leg press", "Your kit"), ("on call tonight", "Ten minutes"),
        ("night shift tonight", "Ten minutes"),
        ("working late", "Ten minutes"), ("kids are ill", "Ten minutes"), ("tooth out yesterday", "Sorry to hear"),
        ("period started, cramps 4", "Sorry to hear"), ("stomach cramps", "Sorry to hear"),
        ("headache 4", "Sorry to hear"),
        ("on my period, low energy", "Sorry to hear"), ("the weights were 5 and 10", "Which weight was for which"),
        ("can we do strength in the gym on fridays and at home tuesdays", "I plan for one place"),
        ("friday doesn't work", "Strength B, Friday"), ("rather thursday", "would move to Thursday"),
        ("swap today and friday", "would move to Friday"), ("stop texting me at night", "Both hours are yours"),
        ("woke up sore everywhere", "Where is it?"), ("everything hurts", "Where is it?"),
        ("doms from hell", "Where is it?"), ("gym closed this week", "nothing changes"),
        ("stressed af at work", "Stress counts"), ("stress 9/10", "Stress counts"),
        ("hrv is low today", "watch's verdict"),
        ("garmin says unproductive", "watch's verdict"), ("that was wrong", "/undo"), ("meant left not right", "/undo"),
        ("u there?", "Hello"), ("this app is shit", "Sorry that it falls short"), ("motivate me", "first set"),
        ("im scared of running again", "Start shorter and slower"), ("no race planned anymore", "Your races"),
        ("im running 5x a week now", "Your runs"),
        ("new run days: tue thu sat", "It would be: Tue easy 8 km · Thu quality"),
        ("quads wrecked after the marathon", "Front of thigh"), ("i turned 40", "About you"),
        ("12 dec to 8 dec", "comes before the first"), ("cold is gone", "As far as I know you are here"),
        ("the flu is over", "As far as I know you are here"), ("rir 3", "the other way round"),
        ("3 reps left in the tank", "the other way round"), ("tomorrow no time", "Technique, tomorrow"),
        ("can't tomorrow, have a wedding", "Technique, tomorrow"), ("busy tomorrow", "Technique, tomorrow"),
        ("very busy day tomorrow", "Technique, tomorrow"), ("work has been crazy", "did not understand"),
        ("tomorrow only 20 minutes", "On the day itself"), ("only 20 min on friday", "On the day itself"),
        ("want to train today", "Strength A"), ("on antibiotics", "Sorry to hear"),
        ("can i move it to tonight", "Any time today"), ("will do it at 6pm", "Any time today"),
        ("period pains bad", "Sorry to hear"), ("traveling today", "Ten minutes"), ("skip warmup?", "readies"),
        ("what's the warm up", "Warm-up 7 min"), ("i can only do tuesdays and saturdays", "Weekdays"),
        ("feel not good today", "Sorry to hear"), ("fell and hit head", "knock on the head"),
        ("knee pain gone now", "nothing open for your knee"), ("weigh 68 now", "About you"),
        ("my A race is london 25 april", "how long is the race?"),
    ],
)  # fmt: skip
async def test_a_line_has_its_answer_and_writes_nothing(tmp_path: Path, said: str, answer: str) -> None:
    text, noted = await heard(tmp_path, said)
    assert answer in text
    assert noted == {}


@pytest.mark.parametrize(
    ("said", "answer", "wrote"),
    [
        ("morning msg at noon", "12:00", "profile"), ("bought 2x10kg", "4, 8, 10, 12, 16, 20 kg", "profile"),
        ("bought a pair of 10kg", "4, 8, 10, 12, 16, 20 kg", "profile"),
        ("ordered a 20 kg kettlebell, comes friday", "kettlebell", "profile"),
        ("only have resistance bands now", "Home: band.", "profile"),
        ("1 session a week is enough", "1 day a week", "profile"),
        ("make it 40 minutes from now on", "up to 40 min", "profile"),
        ("weights are in pounds", "I write it that way", "profile"),
        ("jet lagged", "Feeling tired", "readiness"), ("burnt out", "Feeling tired", "readiness"),
        ("sleep 6.5, legs ok", "6.5 h", "readiness"),
        ("feeling 100%", "Feeling fresh", "readiness"), ("man flu", "Get well first", "away"),
    ],
)  # fmt: skip
async def test_a_line_is_written_down_as_it_was_meant(tmp_path: Path, said: str, answer: str, wrote: str) -> None:
    text, noted = await heard(tmp_path, said)
    assert answer in text
    assert "did not understand" not in text
    assert len(noted[wrote]) == 1
    assert not {"report", "felt", "ran"} & set(noted)


@pytest.mark.parametrize("said", ["did all minus 2 sets", "did all minus 2 sets, 6", "did everything minus 1 set"])
async def test_sets_that_are_missing_are_asked_for_and_not_all_of_it_done(tmp_path: Path, said: str) -> None:
    text, _ = await heard(tmp_path, said, started=True)
    assert "How much of it did you do?" in text
    assert "100%" not in text


async def test_a_race_that_was_run_is_a_hard_run(tmp_path: Path) -> None:
    _, noted = await heard(tmp_path, "raced 10k 44:10", clock=FREE)
    assert [(one["km"], one["kind"]) for one in noted["ran"]] == [(10.0, "quality")]


@pytest.mark.parametrize("said", ["everything hurts", "doms"])
async def test_after_training_a_soreness_without_its_number_is_asked_for_it(tmp_path: Path, said: str) -> None:
    async with living(tmp_path) as stage:
        await stage.clock(EVENING)
        await stage.press("▶ Start")
        await stage.press("Done")
        await stage.say(said)
        assert "How strong is it" in stage.since[-1].text


async def heard_after_training(folder: Path, said: str) -> dict[str, Any]:
    """What a line wrote that was typed while the session waits for its answer."""
    async with living(folder) as stage:
        await stage.clock(EVENING)
        await stage.press("▶ Start")
        await stage.press("Done")
        await stage.say(said)
        return {kind: entries for kind in NOTED if (entries := await written(stage, kind))}


@pytest.mark.parametrize(
    ("said", "effort", "general"),
    [
        ("6, did it in 2 parts", 6.0, None), ("6 today, last time 8", 6.0, None), ("7, rir 2", 7.0, None),
        ("push ups on knees, 6", 6.0, None),
        ("chest day was hard 7", 7.0, None), ("my heart rate was 180, 7", 7.0, None),
        ("like last time 7", 7.0, None), ("7 2", 7.0, 2.0),
    ],
)  # fmt: skip
async def test_figures_of_something_else_are_no_soreness(
    tmp_path: Path, said: str, effort: float, general: float | None
) -> None:
    noted = await heard_after_training(tmp_path, said)
    assert [(one.get("effort"), one.get("general")) for one in noted["report"][-1:]] == [(effort, general)]
    assert not any(one.get("soreness") for one in noted["report"])
    assert "felt" not in noted


@pytest.mark.parametrize(
    ("said", "region", "score"),
    [
        ("ow, sharp pain in left calf, 7", "calf", 7.0), ("felt a twinge in hamstring during rdl, 2", "hamstring", 2.0),
    ],
)  # fmt: skip
async def test_the_number_beside_a_sharp_pain_is_the_pains(
    tmp_path: Path, said: str, region: str, score: float
) -> None:
    noted = await heard_after_training(tmp_path, said)
    assert [(one["region"], one["score"]) for one in noted["felt"]] == [(region, score)]
    assert not any(one.get("effort") for one in noted.get("report", []))


async def test_of_a_knee_that_hurt_a_bit_the_number_is_asked_for(tmp_path: Path) -> None:
    noted = await heard_after_training(tmp_path, "knee hurt a bit, 7")
    assert "felt" not in noted


async def test_a_half_that_was_run_has_its_length(tmp_path: Path) -> None:
    _, noted = await heard(tmp_path, "ran a half today 1:52")
    assert [(one["km"], one["minutes"]) for one in noted["ran"]] == [(21.1, 112.0)]
